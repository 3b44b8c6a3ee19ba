//! The sample stories, embedded in the program and shown while the library is empty.

use include_dir::{Dir, include_dir};

use crate::domain::story::{Story, StoryId};

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/samples");

/// Every sample story.
pub fn stories() -> Vec<Story> {
    SAMPLES.files().filter_map(|file| Story::from_json(file.contents_utf8()?).ok()).collect()
}

/// The text of a sample's file.
pub fn text(id: &StoryId) -> Option<&'static str> {
    SAMPLES.get_file(format!("{id}.json"))?.contents_utf8()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_a_whole_story_under_its_own_name() {
        let stories = stories();
        assert_eq!(stories.len(), SAMPLES.files().count());
        for (story, file) in stories.iter().zip(SAMPLES.files()) {
            assert_eq!(file.path().to_str().unwrap(), format!("{}.json", story.id));
            assert!(!story.is_draft(), "{}", story.id);
            assert!((2..=5).contains(&story.skills.len()), "{}", story.id);
        }
    }

    #[test]
    fn samples_spell_each_skill_in_one_way() {
        let mut spellings = std::collections::HashMap::new();
        for skill in stories().into_iter().flat_map(|story| story.skills) {
            let first = spellings.entry(skill.to_lowercase()).or_insert_with(|| skill.clone());
            assert_eq!(*first, skill);
        }
    }
}
