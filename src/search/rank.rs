//! Which stories a query finds, and in which order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::called::{Called, How};
use super::catalog::Catalog;
use super::counts::{Counts, count};
use super::facets::Facets;
use super::index::Index;
use super::letters::Letters;
use super::met::{Met, Tier};
use super::query::{Field, Query, State, Term, Wanted, has_case};
use super::rows::as_u32;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// What was typed.
    pub query: Query,
    /// The skills that were chosen.
    pub facets: Facets,
    /// The stories of each state that the query names.
    pub states: Vec<(State, Vec<usize>)>,
    /// The order of stories among which the query makes no difference; that of the index if there is none.
    pub order: Option<Arc<Vec<u32>>>,
    /// What is to be counted besides.
    pub counts: Counts,
    /// How many rows have to be there; the others may be missing.
    pub rows: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// How many stories there are.
    pub count: usize,
    /// The first of them, best first: as many as were asked for, or all.
    pub top: Vec<u32>,
    /// How many stories with each skill there would be if it were chosen; of one that is left out, how many it hides.
    /// Empty if nothing was to be counted.
    pub counts: Vec<u32>,
    /// The same for each group, and then for the skills that belong to none.
    pub group_counts: Vec<u32>,
    /// The skills that the query names, as their places.
    pub named: Vec<usize>,
}

/// Why a story stands where it does among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Whether it goes by all that was typed.
    pub called: Option<How>,
    /// How each group of the query was met and with what score. In a story that goes by all that was typed, words may
    /// be missing one by one.
    pub met: Vec<Option<(Tier, i64)>>,
}

/// Finds stories. It remembers what the terms of the last query met, and looks again only for what has changed.
#[derive(Debug, Default)]
pub struct Finder {
    met: Vec<Rc<Met>>,
}

impl Finder {
    /// The stories that meet every group of the query and the facets, best first.
    ///
    /// A title or skill typed in full comes first, then what was met in one piece in titles before skills before texts,
    /// then what was met by letters with others between them, then the matcher's score, then the order of the index. A
    /// story is as good as its worst-met group. The same request gets the same answer, whatever was asked before.
    pub fn find(&mut self, catalog: &Catalog, request: &Request) -> Answer {
        let groups = self.look(catalog, request);
        let index = catalog.index();
        let mut all = FixedBitSet::with_capacity(index.len());
        all.insert_range(..);
        let mut reached: [FixedBitSet; 5] = std::array::from_fn(|_| all.clone());
        for group in &groups {
            let mut met = FixedBitSet::with_capacity(index.len());
            for (tier, reached) in Tier::ALL.into_iter().zip(&mut reached) {
                group
                    .iter()
                    .filter_map(|alternative| alternative.stories(tier))
                    .for_each(|stories| met.union_with(stories));
                reached.intersect_with(&met);
            }
        }
        let mut called = Called::new(request.query.whole(), index);
        let [.., met] = &reached;
        called.titled.union_with(&(&titled(&groups, index) & met));
        reached.iter_mut().for_each(|reached| reached.union_with(&called.exactly));
        let [.., asked] = &mut reached;
        asked.union_with(&called.partly);
        let asked = asked.clone();
        let (with, without) = (request.facets.with(index), request.facets.without(index));
        for reached in &mut reached {
            with.iter().for_each(|with| reached.intersect_with(with));
            without.iter().for_each(|without| reached.difference_with(without));
        }
        let [.., matched] = &reached;
        let (counts, group_counts) = count(matched, asked, (with, without), index, &request.facets, request.counts);
        Answer {
            count: matched.count_ones(..),
            top: top(&reached, &called, &groups, index, request),
            counts,
            group_counts,
            named: named(&groups),
        }
    }

    /// Why each of these stories, which were found, stands where it does.
    pub fn explain(&mut self, catalog: &Catalog, request: &Request, stories: &[u32]) -> Vec<Why> {
        let groups = self.look(catalog, request);
        let called = Called::new(request.query.whole(), catalog.index());
        let score = |group: &Vec<Alternative>, story| {
            let is_met = group.iter().any(|alternative| alternative.has(story));
            is_met.then(|| best(group, story, |met, tier| met.score(story, tier, catalog.index())))
        };
        let why = |story| Why {
            called: called.how(story),
            met: (0..request.query.groups().len()).map(|group| score(groups.get(group)?, story)).collect(),
        };
        stories.iter().map(|&story| why(story as usize)).collect()
    }

    /// About how much work it is to answer a query, counted in titles that have to be looked at.
    pub fn effort(&self, index: &Index, query: &Query) -> usize {
        let cost = |term: &Term| match &term.wanted {
            Wanted::State(_) => 0,
            Wanted::Text { field, kind, text } if self.met.iter().any(|met| met.is_of(*field, *kind, text)) => 1,
            // The words of texts are known in lower case and one by one: for other things the texts are read again.
            Wanted::Text { text, .. } if has_case(text) || text.contains(char::is_whitespace) => 1000,
            Wanted::Text { .. } => 20,
        };
        let cost: usize = query.groups().iter().flatten().map(cost).fold(0, usize::saturating_add);
        cost.saturating_mul(index.len()) / 20
    }

    /// Looks for the terms of a query, group by group, until no story can meet all of them.
    fn look(&mut self, catalog: &Catalog, request: &Request) -> Vec<Vec<Alternative>> {
        let earlier = std::mem::take(&mut self.met);
        let mut left = FixedBitSet::with_capacity(catalog.index().len());
        left.insert_range(..);
        let mut groups = Vec::new();
        for group in request.query.groups() {
            let mut alternatives = Vec::new();
            let mut met = FixedBitSet::with_capacity(catalog.index().len());
            for term in group {
                let alternative = self.look_for(term, &earlier, catalog, request);
                alternative.add_to(&mut met);
                alternatives.push(alternative);
            }
            groups.push(alternatives);
            left.intersect_with(&met);
            if left.is_clear() {
                break;
            }
        }
        groups
    }

    fn look_for(&mut self, term: &Term, earlier: &[Rc<Met>], catalog: &Catalog, request: &Request) -> Alternative {
        let mut stories = FixedBitSet::with_capacity(catalog.index().len());
        match letters_of(term) {
            Some((field, letters)) => {
                let known = self.met.iter().chain(earlier).find(|met| met.is_for(field, &letters));
                let met = known
                    .cloned()
                    .unwrap_or_else(|| Rc::new(Met::new(field, letters, earlier.iter().map(AsRef::as_ref), catalog)));
                self.met.push(Rc::clone(&met));
                let met = Alternative::Met(met);
                if !term.is_not {
                    return met;
                }
                met.add_to(&mut stories);
            }
            None => {
                let of_state = request.states.iter().filter(|(state, _)| term.wanted == Wanted::State(*state));
                of_state.flat_map(|(_, stories)| stories).for_each(|&story| stories.insert(story));
            }
        }
        if term.is_not {
            stories.toggle_range(..);
        }
        Alternative::Is(stories)
    }
}

/// One way to meet a group of terms.
enum Alternative {
    /// By letters, more or less well.
    Met(Rc<Met>),
    /// By being one of these stories, which says nothing of how well.
    Is(FixedBitSet),
}

impl Alternative {
    fn stories(&self, tier: Tier) -> Option<&FixedBitSet> {
        match self {
            Self::Met(met) => met.stories(tier),
            Self::Is(stories) => Some(stories).filter(|_| tier == Tier::Exact),
        }
    }

    /// Adds all stories that meet it to a set.
    fn add_to(&self, set: &mut FixedBitSet) {
        Tier::ALL.into_iter().filter_map(|tier| self.stories(tier)).for_each(|stories| set.union_with(stories));
    }

    fn has(&self, story: usize) -> bool {
        match self {
            Self::Met(met) => met.tier_of(story).is_some(),
            Self::Is(stories) => stories.contains(story),
        }
    }

    fn has_no_titles(&self) -> bool {
        match self {
            Self::Met(met) => met.has_no_titles(),
            Self::Is(_) => true,
        }
    }
}

fn letters_of(term: &Term) -> Option<(Field, Letters)> {
    match &term.wanted {
        Wanted::Text { field, kind, text } => Some((*field, Letters::new(text, *kind))),
        Wanted::State(_) => None,
    }
}

/// The stories whose title is just what a group asks for.
fn titled(groups: &[Vec<Alternative>], index: &Index) -> FixedBitSet {
    let mut titled = FixedBitSet::with_capacity(index.len());
    for alternative in groups.iter().flatten() {
        if let Alternative::Met(met) = alternative {
            met.add_stories_called_so(index, &mut titled);
        }
    }
    titled
}

/// The first stories, tier by tier.
fn top(
    reached: &[FixedBitSet; 5],
    called: &Called,
    groups: &[Vec<Alternative>],
    index: &Index,
    request: &Request,
) -> Vec<u32> {
    let [.., matched] = reached;
    let has_letters = groups.iter().flatten().any(|alternative| matches!(alternative, Alternative::Met(_)));
    if !has_letters {
        return match &request.order {
            Some(order) => {
                order.iter().copied().filter(|&story| matched.contains(story as usize)).take(request.rows).collect()
            }
            None => matched.ones().take(request.rows).map(as_u32).collect(),
        };
    }
    let mut top = Vec::new();
    let mut before = FixedBitSet::with_capacity(index.len());
    for (tier, reached) in Tier::ALL.into_iter().zip(reached) {
        let rows = request.rows - top.len();
        let stories = reached.difference(&before);
        match tier {
            Tier::Exact => {
                let (titled, others): (Vec<usize>, Vec<usize>) =
                    stories.partition(|&story| called.titled.contains(story));
                top.extend(titled.into_iter().chain(others).take(rows).map(as_u32));
            }
            _ => top.extend(best_of(stories, tier, rows, groups, index)),
        }
        before.union_with(reached);
        if tier == Tier::Skill {
            let partly = called.partly.difference(&before).filter(|&story| matched.contains(story));
            top.extend(partly.take(request.rows - top.len()).map(as_u32));
            before.union_with(&called.partly);
        }
        if top.len() >= request.rows {
            break;
        }
    }
    top
}

/// The best of some stories, which come in the order of the index.
///
/// The matcher is dear, so it is asked only about those that can still be among the best by what they score at most.
fn best_of(
    stories: impl Iterator<Item = usize>,
    tier: Tier,
    rows: usize,
    groups: &[Vec<Alternative>],
    index: &Index,
) -> Vec<u32> {
    let sum = |score: fn(&Met, usize, Tier, &Index) -> i64, story| {
        groups
            .iter()
            .map(|group| best(group, story, |met, tier| score(met, story, tier, index)).1)
            .fold(0, i64::saturating_add)
    };
    // The one group there is was met in this tier; of several, some may have been met better.
    let tiers = if groups.len() == 1 { vec![tier] } else { Tier::ALL.into_iter().filter(|met| *met <= tier).collect() };
    let ceiling: i64 = groups.iter().map(|group| ceiling(group, &tiers, index)).fold(0, i64::saturating_add);
    let has_no_titles = groups.iter().flatten().all(Alternative::has_no_titles);
    let mut candidates = Vec::new();
    let mut highest: BinaryHeap<Reverse<i64>> = BinaryHeap::new();
    for story in stories {
        let floor = highest.peek().filter(|_| highest.len() >= rows).map_or(i64::MIN, |&Reverse(floor)| floor);
        // Of equals the first ones count, and the scores of skills are known exactly.
        if has_no_titles && floor >= ceiling {
            break;
        }
        let mut most = sum(Met::at_most, story);
        if most > floor {
            most = sum(Met::most, story);
            highest.push(Reverse(most));
            if highest.len() > rows {
                highest.pop();
            }
        }
        candidates.push((most, Reverse(story)));
    }
    let mut candidates = BinaryHeap::from(candidates);
    let mut found: BinaryHeap<(Reverse<i64>, usize)> = BinaryHeap::new();
    while let Some((most, Reverse(story))) = candidates.pop() {
        let last = found.peek().filter(|_| found.len() >= rows).map(|&(Reverse(floor), last)| (floor, Reverse(last)));
        if last.is_some_and(|last| (most, Reverse(story)) < last) {
            break;
        }
        found.push((Reverse(sum(Met::score, story)), story));
        if found.len() > rows {
            found.pop();
        }
    }
    found.into_sorted_vec().into_iter().map(|(_, story)| as_u32(story)).collect()
}

/// The tier in which a story meets a group, and its best score there.
fn best(group: &[Alternative], story: usize, score: impl Fn(&Met, Tier) -> i64) -> (Tier, i64) {
    let met = group.iter().filter_map(|alternative| match alternative {
        Alternative::Is(stories) => stories.contains(story).then_some((Tier::Exact, 0)),
        Alternative::Met(met) => met.tier_of(story).map(|tier| (tier, score(met, tier))),
    });
    met.min_by_key(|&(tier, score)| (tier, Reverse(score))).unwrap_or((Tier::Spread, 0))
}

/// What no story's score for a group exceeds that meets it in one of these tiers.
fn ceiling(group: &[Alternative], tiers: &[Tier], index: &Index) -> i64 {
    let most = group.iter().map(|alternative| match alternative {
        Alternative::Is(_) => 0,
        Alternative::Met(met) => {
            let tiers = tiers.iter().filter(|&&tier| met.stories(tier).is_some_and(|stories| !stories.is_clear()));
            tiers.map(|&tier| met.most_in(tier, index)).max().unwrap_or(0)
        }
    });
    most.max().unwrap_or(0)
}

fn named(groups: &[Vec<Alternative>]) -> Vec<usize> {
    let met = groups.iter().flatten().filter_map(|alternative| match alternative {
        Alternative::Met(met) => Some(met.skills()),
        Alternative::Is(_) => None,
    });
    let mut named: Vec<usize> = met.flatten().collect();
    named.sort_unstable();
    named.dedup();
    named
}
