//! Skills as facets: those that stories must have, and those that they must not have.

use fixedbitset::FixedBitSet;

use super::complete::as_typed;
use super::index::Index;

/// What can be chosen in the list of skills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facet {
    /// A skill, by the name that the index has for it.
    Skill(String),
    /// Any skill of a group.
    Group(String),
}

impl Facet {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Skill(name) | Self::Group(name) => name,
        }
    }

    pub(super) fn stories(&self, index: &Index) -> FixedBitSet {
        let mut stories = FixedBitSet::with_capacity(index.len());
        match self {
            Self::Skill(name) => {
                index.skill(name).into_iter().for_each(|skill| index.add_stories_of_skill(skill, &mut stories));
            }
            Self::Group(name) => {
                let group = index.groups().iter().position(|group| group == name);
                let skills =
                    index.skills().iter().enumerate().filter(|(_, skill)| group.is_some() && skill.group == group);
                skills.for_each(|(skill, _)| index.add_stories_of_skill(skill, &mut stories));
            }
        }
        stories
    }
}

/// What is chosen of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Only stories with it.
    With,
    /// Only stories without it.
    Without,
}

/// The facets that are chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    chosen: Vec<(Facet, Choice)>,
    /// Whether one of those to have is enough.
    pub is_any: bool,
}

impl Facets {
    /// What is chosen, in the order in which it was.
    pub fn chosen(&self) -> &[(Facet, Choice)] {
        &self.chosen
    }

    /// What is chosen of one facet.
    pub fn choice(&self, facet: &Facet) -> Option<Choice> {
        self.chosen.iter().find(|(chosen, _)| chosen == facet).map(|(_, choice)| *choice)
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// From off to with, from there to without, from there to off.
    pub fn cycle(&mut self, facet: Facet) {
        match self.chosen.iter_mut().find(|(chosen, _)| *chosen == facet) {
            None => self.chosen.push((facet, Choice::With)),
            Some((_, choice @ Choice::With)) => *choice = Choice::Without,
            Some(_) => self.chosen.retain(|(chosen, _)| *chosen != facet),
        }
    }

    /// Lets go of everything. Whether one is enough stays as it is.
    pub fn clear(&mut self) {
        self.chosen.clear();
    }

    /// The same as part of a query.
    pub fn as_query(&self) -> String {
        let term = |(facet, choice): &(Facet, Choice)| {
            let name = as_typed(facet.name());
            let not = if *choice == Choice::Without { "!" } else { "" };
            match facet {
                Facet::Skill(_) => format!("{not}#^{name}$"),
                Facet::Group(_) => format!("{not}#'{name}"),
            }
        };
        let of = |wanted: Choice| self.chosen.iter().filter(move |(_, choice)| *choice == wanted).map(term);
        let with: Vec<String> = of(Choice::With).collect();
        let with = with.join(if self.is_any { " | " } else { " " });
        std::iter::once(with).chain(of(Choice::Without)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The stories that have what they must have, if anything is.
    pub(super) fn with(&self, index: &Index) -> Option<FixedBitSet> {
        let join = if self.is_any { FixedBitSet::union_with } else { FixedBitSet::intersect_with };
        self.stories(Choice::With, index).reduce(|mut all, stories| {
            join(&mut all, &stories);
            all
        })
    }

    /// The stories that have something they must not have, if anything is.
    pub(super) fn without(&self, index: &Index) -> Option<FixedBitSet> {
        self.stories(Choice::Without, index).reduce(|mut all, stories| {
            all.union_with(&stories);
            all
        })
    }

    fn stories(&self, wanted: Choice, index: &Index) -> impl Iterator<Item = FixedBitSet> {
        self.chosen.iter().filter(move |(_, choice)| *choice == wanted).map(|(facet, _)| facet.stories(index))
    }
}
