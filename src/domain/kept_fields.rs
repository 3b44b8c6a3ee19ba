//! Fields that are kept as they were found: unknown ones, and those of the wrong type.

use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

/// The fields, in their order. Most stories have none, and then they take no more than a pointer.
#[derive(Debug, Clone, Default)]
pub struct KeptFields(Option<Box<Map<String, Value>>>);

impl Deref for KeptFields {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl DerefMut for KeptFields {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.0.get_or_insert_default()
    }
}

impl PartialEq for KeptFields {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl FromIterator<(String, Value)> for KeptFields {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        let fields = Map::from_iter(fields);
        Self((!fields.is_empty()).then(|| Box::new(fields)))
    }
}

impl Serialize for KeptFields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for KeptFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_are_none_however_they_came_about() {
        let mut emptied = KeptFields::default();
        emptied.insert("mood".to_owned(), Value::Null);
        emptied.clear();
        assert_eq!(emptied, KeptFields::default());
        assert_eq!(size_of::<KeptFields>(), size_of::<usize>());
        assert_eq!(serde_json::from_str::<KeptFields>("{}").unwrap(), emptied);
        assert_eq!(serde_json::to_string(&emptied).unwrap(), "{}");
    }
}
