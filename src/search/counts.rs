//! How many stories there are with each skill and each group, given what is asked for.

use fixedbitset::FixedBitSet;

use super::catalog::Catalog;
use super::facets::{Choice, Facet, Facets};
use super::index::Index;
use super::rank::Answer;
use super::rows::as_u32;

/// What is counted for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counts {
    /// Nothing but the stories.
    #[default]
    None,
    /// The stories with each skill.
    Skills,
    /// The stories with each skill, and those with any skill of each group.
    Groups,
}

/// Those of some stories that have the facets, in the order in which they are given.
pub fn among(catalog: &Catalog, facets: &Facets, counts: Counts, places: &[usize]) -> Answer {
    let index = catalog.index();
    let mut asked = FixedBitSet::with_capacity(index.len());
    places.iter().for_each(|&place| asked.insert(place));
    let (with, without) = (facets.with(index), facets.without(index));
    let mut matched = asked.clone();
    with.iter().for_each(|with| matched.intersect_with(with));
    without.iter().for_each(|without| matched.difference_with(without));
    let top = places.iter().filter(|&&place| matched.contains(place)).map(|&place| as_u32(place)).collect();
    let (counts, group_counts) = count(&matched, asked, (with, without), index, facets, counts);
    Answer { count: matched.count_ones(..), top, counts, group_counts, named: Vec::new() }
}

/// How many stories there would be for each skill and each group if it was chosen.
pub(super) fn count(
    matched: &FixedBitSet,
    mut asked: FixedBitSet,
    (with, without): (Option<FixedBitSet>, Option<FixedBitSet>),
    index: &Index,
    facets: &Facets,
    wanted: Counts,
) -> (Vec<u32>, Vec<u32>) {
    if wanted == Counts::None {
        return (Vec::new(), Vec::new());
    }
    // What one of several may be doesn't depend on what the others are.
    let mut counted = if facets.is_any { asked.clone() } else { matched.clone() };
    without.iter().for_each(|without| counted.difference_with(without));
    let mut counts = index.count_skills(&counted);
    let mut group_counts = if wanted == Counts::Groups { index.count_groups(&counted) } else { Vec::new() };
    with.iter().for_each(|with| asked.intersect_with(with));
    for (facet, _) in facets.chosen().iter().filter(|(_, choice)| *choice == Choice::Without) {
        let hidden = as_u32(facet.stories(index).intersection_count(&asked));
        let count = match facet {
            Facet::Skill(name) => index.skill(name).and_then(|skill| counts.get_mut(skill)),
            Facet::Group(name) => {
                let group = index.groups().iter().position(|group| group == name);
                group.and_then(|group| group_counts.get_mut(group))
            }
        };
        count.into_iter().for_each(|count| *count = hidden);
    }
    (counts, group_counts)
}
