//! JSON as people keep it: nothing in it twice, its fields in their order and on their lines.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The fields of an object, in their order, each as it is written. No key stands twice in it at any depth: of two values
/// one would be lost by a rewrite.
///
/// # Errors
/// When the text is no JSON object, or a key stands twice. The error has its line and column.
pub fn fields(text: &str) -> Result<Vec<(String, &RawValue)>, serde_json::Error> {
    // Some editors on Windows start a text with a mark of its encoding.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Fields(fields) = serde_json::from_str(text)?;
    if fields.iter().any(|(_, value)| has_a_key_twice(value.get())) {
        check(text)?;
    }
    Ok(fields)
}

fn has_a_key_twice(value: &str) -> bool {
    // Most values have no keys at all.
    value.contains('{') && check(value).is_err()
}

fn check(text: &str) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    NothingTwice.deserialize(&mut deserializer)?;
    deserializer.end()
}

struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let (mut fields, mut keys) = (Vec::new(), HashSet::new());
                while let Some(key) = map.next_key::<String>()? {
                    if !keys.insert(key.clone()) {
                        return Err(twice(&key));
                    }
                    fields.push((key, map.next_value()?));
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(FieldsVisitor)
    }
}

fn twice<E: Error>(key: &str) -> E {
    E::custom(format!("`{key}` stands here twice"))
}

/// Takes any value apart and keeps nothing of it.
#[derive(Clone, Copy)]
struct NothingTwice;

impl<'de> DeserializeSeed<'de> for NothingTwice {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NothingTwice {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while values.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = fields.next_key::<String>()? {
            if keys.contains(&key) {
                return Err(twice(&key));
            }
            fields.next_value_seed(self)?;
            keys.insert(key);
        }
        Ok(())
    }
}

/// A value with its fields in the order that they have in an earlier version; fields that this lacks come last.
pub fn in_order_of(earlier: &Value, value: Value) -> Value {
    match (earlier, value) {
        (Value::Object(earlier), Value::Object(mut fields)) => {
            let mut ordered = Map::with_capacity(fields.len());
            for (key, earlier) in earlier {
                if let Some(value) = fields.shift_remove(key) {
                    ordered.insert(key.clone(), in_order_of(earlier, value));
                }
            }
            ordered.extend(fields);
            Value::Object(ordered)
        }
        (Value::Array(earlier), Value::Array(values)) => {
            let earlier = earlier.iter().chain(std::iter::repeat(&Value::Null));
            Value::Array(values.into_iter().zip(earlier).map(|(value, earlier)| in_order_of(earlier, value)).collect())
        }
        (_, value) => value,
    }
}

/// What a value is, in words: `a number`, `a list`.
pub const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The line of a field's value, counted from 1. `path` names the field, after the fields that it stands in.
pub fn line_of(text: &str, path: &[&str]) -> Option<usize> {
    let mut place = text;
    for key in path {
        let fields: BTreeMap<String, &RawValue> = serde_json::from_str(place).ok()?;
        place = fields.get(*key)?.get();
    }
    place_of(text, place).map(|(line, _)| line)
}

/// The line and the column at which a part of a text begins, both counted from 1. The part has to be borrowed from it.
pub fn place_of(text: &str, part: &str) -> Option<(usize, usize)> {
    // Their addresses tell how far into the text the part stands.
    let offset = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let before = text.get(..offset)?;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some((before.matches('\n').count() + 1, column))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_that_stands_twice_is_refused_with_its_line() {
        for text in ["{\"a\": 1,\n \"a\": 2}", "{\"b\": [{\"a\": 1.5,\n \"a\": null}]}", "{\"\\u0061\": 1,\n \"a\": 2}"]
        {
            let error = fields(text).unwrap_err();
            assert_eq!((error.line(), error.to_string().contains("`a` stands here twice")), (2, true), "{error}");
        }
    }

    #[test]
    fn a_mark_of_the_encoding_is_no_mistake() {
        assert_eq!(fields("\u{feff}{\"a\": 1}").unwrap().len(), 1);
    }

    #[test]
    fn numbers_are_kept_digit_by_digit() {
        let text = r#"{"a":1.0,"b":[12345678901234567890123,1e+5,-0.10]}"#;
        assert_eq!(serde_json::from_str::<Value>(text).unwrap().to_string(), text);
    }

    #[test]
    fn fields_keep_their_places_and_fresh_ones_come_last() {
        let earlier = json!({"z": 1, "deep": [{"y": 1, "x": 2}], "gone": 0});
        let value = json!({"fresh": 3, "deep": [{"x": 5, "y": 6}, {"b": 1, "a": 2}], "z": 7});
        let text = r#"{"z":7,"deep":[{"y":6,"x":5},{"b":1,"a":2}],"fresh":3}"#;
        assert_eq!(in_order_of(&earlier, value).to_string(), text);
    }

    #[test]
    fn a_field_is_found_on_its_line() {
        let text = "{\n \"title\": \"outcome\",\n \"beats\": {\n  \"outcome\":\n 5}}";
        assert_eq!(line_of(text, &["title"]), Some(2));
        assert_eq!(line_of(text, &["beats", "outcome"]), Some(5));
        assert_eq!(line_of(text, &["nowhere"]), None);
        assert_eq!((place_of(text, text.get(14..).unwrap()), place_of("", text)), (Some((2, 13)), None));
    }
}
