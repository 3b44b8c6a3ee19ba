//! The id of a story as others may have it: without confidential words, and never that of another story.

use std::borrow::Cow;

use siphasher::sip::SipHasher24;

use super::Words;
use crate::domain::story::StoryId;

/// So many letters tell the stories of a library apart.
const LETTERS: usize = 8;

/// The letters of names: with vowels or digits among them they could make a word.
const ALPHABET: [char; 16] = ['b', 'c', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'q', 'r', 's', 't'];

/// The most bytes before them: an id has an end.
const LONGEST: usize = 100;

impl Words {
    /// An id in which what stands for confidential words is in place of them. What was told apart by those is told apart
    /// by a short name for the id itself, which stays the same when other words stand for them.
    pub fn covered_id<'a>(&self, id: &'a StoryId) -> Cow<'a, StoryId> {
        match self.covered(id.as_str()) {
            Cow::Borrowed(_) => Cow::Borrowed(id),
            Cow::Owned(covered) => {
                let mut start = StoryId::from_title(&covered).as_str().to_owned();
                while start.len() > LONGEST {
                    start.pop();
                }
                Cow::Owned(StoryId::from_title(&format!("{start} {}", self.short_name(id))))
            }
        }
    }

    /// A name for an id of which nobody can tell what it stands for who doesn't know the key of the library.
    pub fn name(&self, id: &StoryId) -> String {
        let hash = SipHasher24::new_with_key(&self.key.unwrap_or_default().to_le_bytes()).hash(id.as_str().as_bytes());
        // Four bits a letter.
        let letter = |byte: u8| ALPHABET.get(usize::from(byte)).copied();
        hash.to_le_bytes().into_iter().flat_map(|byte| [byte & 15, byte >> 4]).filter_map(letter).collect()
    }

    /// The start of that name.
    pub fn short_name(&self, id: &StoryId) -> String {
        self.name(id).chars().take(LETTERS).collect()
    }

    /// Whether a story of this id has that one when it goes out.
    pub fn is_id_of(&self, out: &StoryId, id: &StoryId) -> bool {
        out == id || out.short_names_end().is_some_and(|end| end == self.short_name(id))
    }
}

impl StoryId {
    /// The short name at the end of an id that went out.
    pub fn short_names_end(&self) -> Option<&str> {
        self.as_str().rsplit_once('-').map(|(_, end)| end).filter(|end| end.len() == LETTERS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_knows_the_key_can_tell_which_id_a_name_stands_for() {
        let id = StoryId::from_title("Waiting for Acme");
        let names = [None, Some(1), Some(2)].map(|key| Words::default().with_key(key).name(&id));
        assert!(names.iter().all(|name| name.len() == 16 && name.chars().all(|c| ALPHABET.contains(&c))), "{names:?}");
        assert!(names[0] != names[1] && names[1] != names[2]);
        // The first of the values that the authors of SipHash give, of no bytes: 726fdb47dd0e0e31.
        let key: u128 = 0x0f0e_0d0c_0b0a_0908_0706_0504_0302_0100;
        let hash = SipHasher24::new_with_key(&key.to_le_bytes()).hash(b"");
        assert_eq!(hash, 0x726f_db47_dd0e_0e31);
    }
}
