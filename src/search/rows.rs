//! Rows of any length, one behind the other in one piece of memory, and sets of stories.

use fixedbitset::FixedBitSet;

/// Rows of items of any length, one behind the other.
#[derive(Debug, PartialEq)]
pub(super) struct Rows<T> {
    ends: Vec<u32>,
    pub(super) items: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T: Copy> Rows<T> {
    pub(super) fn push(&mut self, row: &[T]) {
        self.items.extend_from_slice(row);
        self.ends.push(as_u32(self.items.len()));
    }

    pub(super) fn get(&self, row: usize) -> &[T] {
        let start = row.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(row).copied()).map(|(start, end)| start as usize..end as usize);
        range.and_then(|range| self.items.get(range)).unwrap_or_default()
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(self.ends.as_slice()) + size_of_val(self.items.as_slice())
    }

    pub(super) fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.items.shrink_to_fit();
    }
}

/// Texts, one behind the other.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Lines {
    ends: Vec<u32>,
    text: String,
}

impl Lines {
    pub(super) fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.ends.push(as_u32(self.text.len()));
    }

    pub(super) fn get(&self, line: usize) -> &str {
        let start = line.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(line).copied()).map(|(start, end)| start as usize..end as usize);
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.ends.len().checked_sub(1).map(|line| self.get(line))
    }

    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(self.ends.as_slice()) + self.text.len()
    }

    pub(super) fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.text.shrink_to_fit();
    }
}

/// Some of the stories, in the way that takes less room.
#[derive(Debug, PartialEq)]
pub(super) enum Stories {
    /// One place each, in order.
    Few(Vec<u32>),
    /// One bit for each story there is.
    Many(FixedBitSet),
}

impl Stories {
    /// These places, which are in order, of so many.
    pub(super) fn new(places: Vec<u32>, count: usize) -> Self {
        if places.len() > count / 32 {
            let mut set = FixedBitSet::with_capacity(count);
            places.into_iter().for_each(|place| set.insert(place as usize));
            Self::Many(set)
        } else {
            Self::Few(places)
        }
    }

    /// Adds them to a set.
    pub(super) fn add_to(&self, set: &mut FixedBitSet) {
        match self {
            Self::Few(places) => places.iter().for_each(|&place| set.insert(place as usize)),
            Self::Many(places) => set.union_with(places),
        }
    }

    /// How many of them are in a set.
    pub(super) fn count_in(&self, set: &FixedBitSet) -> usize {
        match self {
            Self::Few(places) => places.iter().filter(|&&place| set.contains(place as usize)).count(),
            Self::Many(places) => places.intersection_count(set),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Few(places) => size_of_val(places.as_slice()),
                Self::Many(places) => places.len() / 8,
            }
    }
}

/// A place as four bytes: four thousand million stories, titles or bytes of them are not to be expected.
pub(super) fn as_u32(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
