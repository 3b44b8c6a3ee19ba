//! Something for each beat: a place for every one, and most of them filled.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::beat::Beat;

/// What each beat has, if it has any.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ByBeat<T>([Option<T>; Beat::ALL.len()]);

impl<T> ByBeat<T> {
    pub(super) fn get(&self, beat: Beat) -> Option<&T> {
        self.0.get(beat as usize)?.as_ref()
    }

    /// Puts a value in the place of the one that a beat had, which comes back.
    pub(super) fn insert(&mut self, beat: Beat, value: T) -> Option<T> {
        self.0.get_mut(beat as usize)?.replace(value)
    }

    /// Takes away what a beat had.
    pub(super) fn remove(&mut self, beat: Beat) -> Option<T> {
        self.0.get_mut(beat as usize)?.take()
    }
}

impl<T> Default for ByBeat<T> {
    fn default() -> Self {
        Self([const { None }; Beat::ALL.len()])
    }
}

impl<T> From<ByBeat<T>> for BTreeMap<Beat, T> {
    fn from(by_beat: ByBeat<T>) -> Self {
        Beat::ALL.into_iter().zip(by_beat.0).filter_map(|(beat, value)| Some((beat, value?))).collect()
    }
}

/// Reads an object that names nothing but beats, and none of them twice.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByBeat<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByBeatVisitor<T>(ByBeat<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ByBeatVisitor<T> {
            type Value = ByBeat<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of beats")
            }

            fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<ByBeat<T>, A::Error> {
                while let Some((beat, value)) = map.next_entry()? {
                    if self.0.insert(beat, value).is_some() {
                        return Err(A::Error::custom("a beat stands here twice"));
                    }
                }
                Ok(self.0)
            }
        }

        deserializer.deserialize_map(ByBeatVisitor(Self::default()))
    }
}
