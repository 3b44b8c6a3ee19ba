//! The skills pane: skills as facets, each with the number of stories it would leave.

use std::cmp::Reverse;

use crate::search::counts::Counts;
use crate::search::facets::Facet;
pub use crate::search::facets::{Choice, Facets};
use crate::search::index::Index;
use crate::search::rank::Answer;

/// One row of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The skill or group, as its place in the index.
    pub place: Place,
    /// How many stories there are with it.
    pub count: usize,
    /// Whether it stands below its group.
    pub is_member: bool,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A skill.
    Skill(usize),
    /// A group of skills; none is that of all skills that belong to no other.
    Group(Option<usize>),
}

/// The name of the group of all skills that belong to no other.
const OTHERS: &str = "others";

/// What the pane remembers.
#[derive(Debug, Default)]
pub struct SkillsPane {
    rows: Vec<Row>,
    cursor: usize,
    /// Whether skills stand below their groups.
    is_grouped: bool,
    /// The groups whose members are shown, by their names.
    open: Vec<String>,
}

impl SkillsPane {
    /// The rows, those first that the query names, then those of most stories.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor on a row.
    pub const fn move_to(&mut self, row: usize) {
        self.cursor = row;
    }

    /// Whether skills stand below their groups.
    pub const fn is_grouped(&self) -> bool {
        self.is_grouped
    }

    /// What has to be counted for it.
    pub const fn counts(&self) -> Counts {
        if self.is_grouped { Counts::Groups } else { Counts::Skills }
    }

    /// Whether the members of a group are shown.
    pub fn is_open(&self, group: Option<usize>, index: &Index) -> bool {
        self.open.iter().any(|open| open == group_name(group, index))
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// What can be chosen under the cursor.
    pub fn facet(&self, index: &Index) -> Option<Facet> {
        match self.selected()?.place {
            Place::Skill(skill) => Some(Facet::Skill(index.skills().get(skill)?.name.clone())),
            Place::Group(group) => Some(Facet::Group(index.groups().get(group?)?.clone())),
        }
    }

    /// Shows skills below their groups, or by themselves again.
    pub const fn switch_grouping(&mut self) {
        self.is_grouped = !self.is_grouped;
    }

    /// Shows or hides the members of the group under the cursor, or of the group of the skill there.
    pub fn set_open(&mut self, is_open: bool, index: &Index) {
        let Some(group) = self.selected().map(|row| group_of(row.place, index)) else {
            return;
        };
        let name = group_name(group, index).to_owned();
        self.open.retain(|open| *open != name);
        if is_open {
            self.open.push(name);
        }
        self.cursor = self.rows.iter().position(|row| row.place == Place::Group(group)).unwrap_or(self.cursor);
    }

    /// Puts the cursor on the first row, whatever that will be.
    pub fn go_to_start(&mut self) {
        self.rows.clear();
        self.cursor = 0;
    }

    /// Keeps the cursor on what it is on, when the places of another index count from here on.
    pub fn move_over(&mut self, before: &Index, index: &Index) {
        let Some(row) = self.rows.get(self.cursor) else {
            return;
        };
        let name = name_of(row.place, before);
        let place = match row.place {
            Place::Skill(_) => index.skill(name).map(Place::Skill),
            Place::Group(None) => Some(Place::Group(None)),
            Place::Group(Some(_)) => {
                index.groups().iter().position(|group| group == name).map(|group| Place::Group(Some(group)))
            }
        };
        // The other rows are made anew before anybody sees them.
        self.rows = place.map(|place| Row { place, count: 0, is_member: false }).into_iter().collect();
        self.cursor = 0;
    }

    /// Makes the rows for an answer. The cursor stays on its row if that is still there.
    pub fn show(&mut self, answer: &Answer, facets: &Facets, index: &Index) {
        let before = self.selected().map(|row| row.place);
        let count = |skill: usize| answer.counts.get(skill).map_or(0, |&count| count as usize);
        let is_chosen = |name: &str| {
            let is_it = |facet: &Facet| matches!(facet, Facet::Skill(chosen) if chosen == name);
            facets.chosen().iter().any(|(facet, _)| is_it(facet))
        };
        let mut skills: Vec<(bool, Reverse<usize>, usize)> = Vec::new();
        for (skill, known) in index.skills().iter().enumerate() {
            // What is chosen stays in sight even when nothing is found, or it could not be let go.
            if count(skill) > 0 || is_chosen(&known.name) {
                skills.push((answer.named.binary_search(&skill).is_err(), Reverse(count(skill)), skill));
            }
        }
        skills.sort_unstable();
        let skills = skills.into_iter().map(|(_, Reverse(count), skill)| (skill, count));
        self.rows = if self.is_grouped {
            self.grouped(&skills.collect::<Vec<_>>(), answer, facets, index)
        } else {
            skills.map(|(skill, count)| Row { place: Place::Skill(skill), count, is_member: false }).collect()
        };
        self.cursor = self.rows.iter().position(|row| Some(row.place) == before).unwrap_or(0);
    }

    /// Groups, those of most stories first, and below each that is open its members.
    fn grouped(&self, skills: &[(usize, usize)], answer: &Answer, facets: &Facets, index: &Index) -> Vec<Row> {
        let chosen = facets.chosen().iter().filter(|(facet, _)| matches!(facet, Facet::Group(_)));
        let chosen = chosen.filter_map(|(facet, _)| index.groups().iter().position(|group| group == facet.name()));
        let mut groups: Vec<Option<usize>> = chosen.map(Some).collect();
        for &(skill, _) in skills {
            let group = group_of(Place::Skill(skill), index);
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        let count_of = |group: Option<usize>| {
            answer.group_counts.get(group.unwrap_or(index.groups().len())).map_or(0, |&count| count as usize)
        };
        groups.sort_unstable_by_key(|&group| (Reverse(count_of(group)), group.unwrap_or(usize::MAX)));
        let mut rows = Vec::new();
        for group in groups {
            let count = count_of(group);
            rows.push(Row { place: Place::Group(group), count, is_member: false });
            if self.is_open(group, index) {
                let members = skills.iter().filter(|(skill, _)| group_of(Place::Skill(*skill), index) == group);
                rows.extend(members.map(|&(skill, count)| Row { place: Place::Skill(skill), count, is_member: true }));
            }
        }
        rows
    }
}

/// What a row is called.
pub fn name_of(place: Place, index: &Index) -> &str {
    match place {
        Place::Skill(skill) => index.skills().get(skill).map_or("", |skill| skill.name.as_str()),
        Place::Group(group) => group_name(group, index),
    }
}

/// What is chosen of a row.
pub fn choice_of(place: Place, facets: &Facets, index: &Index) -> Option<Choice> {
    let name = name_of(place, index);
    facets.chosen().iter().find_map(|(facet, choice)| {
        let is_it = match (facet, place) {
            (Facet::Skill(chosen), Place::Skill(_)) | (Facet::Group(chosen), Place::Group(Some(_))) => chosen == name,
            _ => false,
        };
        is_it.then_some(*choice)
    })
}

fn group_of(place: Place, index: &Index) -> Option<usize> {
    match place {
        Place::Skill(skill) => index.skills().get(skill).and_then(|skill| skill.group),
        Place::Group(group) => group,
    }
}

fn group_name(group: Option<usize>, index: &Index) -> &str {
    group.map_or(OTHERS, |group| index.groups().get(group).map_or("", String::as_str))
}
