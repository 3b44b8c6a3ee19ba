//! The stories that go by all that was typed, whether or not its words are there one by one.

use fixedbitset::FixedBitSet;

use super::index::Index;
use super::letters;
use super::query::Field;
use crate::domain::lexicon::key;

/// How a story goes by all that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is its title.
    Title,
    /// It is one of its skills, by whatever name.
    Skill,
    /// Another name of one of its skills starts so, or one of its skills is of the group of that name.
    Partly,
}

/// The stories that go by all that was typed.
#[derive(Debug)]
pub(super) struct Called {
    /// Those whose title is just that.
    pub(super) titled: FixedBitSet,
    /// Those whose title or skill is just that.
    pub(super) exactly: FixedBitSet,
    /// Those with a skill that another name starts so for, or that is of the group of that name.
    pub(super) partly: FixedBitSet,
}

impl Called {
    /// The stories that go by `whole`, as the lexicon's key has it: by a skill, or also by their title.
    pub(super) fn new(whole: Option<(Field, &str)>, index: &Index) -> Self {
        let none = || FixedBitSet::with_capacity(index.len());
        let mut called = Self { titled: none(), exactly: none(), partly: none() };
        let Some((field, whole)) = whole else {
            return called;
        };
        if field == Field::Anywhere {
            called.look_in_titles(whole, index);
        }
        called.exactly.clone_from(&called.titled);
        index.skill_of_key(whole).into_iter().for_each(|skill| index.add_stories_of_skill(skill, &mut called.exactly));
        let group = index.groups().iter().position(|group| key(group) == whole);
        let skills = index.skills().iter().enumerate();
        let members = skills.filter(|(_, skill)| group.is_some() && skill.group == group).map(|(skill, _)| skill);
        let wanted = letters::mask(whole);
        let aliases = index.aliases().filter(|(_, alias)| wanted & !letters::mask(alias) == 0);
        let started = aliases.filter(|(_, alias)| key(alias).starts_with(whole)).map(|(skill, _)| skill);
        members.chain(started).for_each(|skill| index.add_stories_of_skill(skill, &mut called.partly));
        called
    }

    /// How a story does.
    pub(super) fn how(&self, story: usize) -> Option<How> {
        let is_in = |(stories, how): (&FixedBitSet, How)| stories.contains(story).then_some(how);
        [(&self.titled, How::Title), (&self.exactly, How::Skill), (&self.partly, How::Partly)]
            .into_iter()
            .find_map(is_in)
    }

    fn look_in_titles(&mut self, whole: &str, index: &Index) {
        let wanted = letters::mask(whole) & letters::PLAIN;
        for (title, mask) in index.title_masks().iter().enumerate() {
            // Few titles have just these letters.
            if mask & letters::PLAIN == wanted && key(index.title(title)) == whole {
                index.add_stories_of_title(title, &mut self.titled);
            }
        }
    }
}
