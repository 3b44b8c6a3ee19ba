//! What a query finds, and in which order: as plain fuzzy-matcher would have it, and as a person would.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "this is test code")]

mod common;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use proptest::prelude::*;
use retell::domain::beat::Beat;
use retell::domain::fold::{fold, fold_all};
use retell::domain::lexicon::{Lexicon, key};
use retell::domain::library::{Library, Origin};
use retell::domain::queries::Filters;
use retell::domain::story::{Story, StoryId};
use retell::search::catalog::Catalog;
use retell::search::query::{Field, Kind, Query, Term, Wanted, has_case};
use retell::search::rank::{Answer, Finder, Request};

fn ask(finder: &mut Finder, catalog: &Catalog, query: &str, rows: usize) -> Answer {
    finder.find(catalog, &Request { query: Query::parse(query), rows, ..Request::default() })
}

/// What `Finder` promises, said as plainly as it can be: every field of every story is scored by a matcher of its own,
/// and all stories are sorted.
mod plain {
    use super::*;

    /// How well a text has some letters: whether it is just them, whether they are in one piece, and the score.
    fn meet(kind: Kind, letters: &str, text: &str) -> Option<(bool, bool, i64)> {
        let matcher = SkimMatcherV2::default();
        let matcher = if has_case(letters) { matcher.respect_case() } else { matcher.ignore_case() };
        let (cased, loose) = if has_case(letters) {
            (text.to_owned(), letters.to_owned())
        } else {
            (text.to_ascii_lowercase(), letters.to_ascii_lowercase())
        };
        let is_met = match kind {
            Kind::Fuzzy => true,
            Kind::Exact => cased.contains(&loose),
            Kind::Start => cased.starts_with(&loose),
            Kind::End => cased.ends_with(&loose),
            Kind::Whole => cased == loose,
        };
        let score = matcher.fuzzy_match(text, letters).filter(|_| is_met)?;
        Some((text.eq_ignore_ascii_case(letters), cased.contains(&loose), score))
    }

    /// The spellings of each skill, by its key.
    type Spellings = HashMap<String, Vec<String>>;

    /// The tier in which a story meets a term, best first from 0, and its score there.
    fn tier(story: &Story, term: &Term, spellings: &Spellings) -> Option<(usize, i64)> {
        let Wanted::Text { field, kind, text } = &term.wanted else {
            return None;
        };
        let mut skills: Vec<(bool, bool, i64)> = Vec::new();
        for skill in &story.skills {
            let names = spellings[&key(skill)].iter().filter_map(|name| meet(*kind, text, name));
            let names: Vec<(bool, bool, i64)> = names.collect();
            let is_exact = key(skill) == key(text);
            if is_exact || !names.is_empty() {
                let is_in_one_piece = names.iter().any(|name| name.1);
                skills.push((is_exact, is_in_one_piece, names.iter().map(|name| name.2).max().unwrap_or(0)));
            }
        }
        let title = meet(*kind, text, &fold(&story.title)).filter(|_| *field == Field::Anywhere);
        let best_skill = || skills.iter().map(|&(_, _, score)| score).max();
        let length = i64::try_from(text.chars().count()).unwrap();
        if title.is_some_and(|(is_exact, _, _)| is_exact) || skills.iter().any(|&(is_exact, _, _)| is_exact) {
            return Some((0, 20 * length + 11));
        }
        if let Some((_, true, score)) = title {
            return Some((1, score));
        }
        if skills.iter().any(|&(_, is_in_one_piece, _)| is_in_one_piece) {
            return Some((2, best_skill()?));
        }
        let is_literal = matches!(kind, Kind::Fuzzy | Kind::Exact) && *field == Field::Anywhere;
        let has_it =
            |beat: &str| if has_case(text) { fold(beat).contains(text) } else { fold_all(beat).contains(text) };
        if is_literal && story.beats.iter().any(|(_, beat)| has_it(beat)) {
            return Some((3, 0));
        }
        title.map(|(_, _, score)| (4, score)).or_else(|| Some((4, best_skill()?)))
    }

    fn group(story: &Story, terms: &[Term], spellings: &Spellings) -> Option<(usize, i64)> {
        let met = terms.iter().filter_map(|term| match tier(story, term, spellings) {
            met if !term.is_not => met,
            Some(_) => None,
            None => Some((0, 0)),
        });
        met.min_by_key(|&(tier, score)| (tier, Reverse(score)))
    }

    /// Whether a title is just these letters, which may be asked for in any way.
    fn is_title(story: &Story, (field, kind, text): (Field, Kind, &str)) -> bool {
        field == Field::Anywhere && meet(kind, text, &fold(&story.title)).is_some_and(|(is_exact, _, _)| is_exact)
    }

    pub(super) fn find(stories: &[Story], query: &str) -> Vec<u32> {
        let query = Query::parse(query);
        let mut spellings = Spellings::new();
        for skill in stories.iter().flat_map(|story| &story.skills) {
            spellings.entry(key(skill)).or_default().push(fold(skill));
        }
        let mut found: Vec<(usize, Reverse<i64>, u32)> = Vec::new();
        for (place, story) in (0..).zip(stories) {
            let groups: Option<Vec<(usize, i64)>> =
                query.groups().iter().map(|terms| group(story, terms, &spellings)).collect();
            let is_titled = query.whole() == Some((Field::Anywhere, &key(&story.title)));
            let is_named = |skill: &String| query.whole().is_some_and(|(_, whole)| whole == key(skill));
            let is_exact = is_titled || story.skills.iter().any(is_named);
            let is_met = groups.is_some();
            let Some(groups) = groups.or(is_exact.then(Vec::new)) else { continue };
            let worst = groups.iter().map(|&(tier, _)| tier).max().filter(|_| !is_exact).unwrap_or(0);
            let score = if worst == 0 {
                // Among what is met exactly, titles come before skills.
                i64::from(is_titled || is_met && query.letters().any(|letters| is_title(story, letters)))
            } else {
                groups.iter().map(|&(_, score)| score).sum()
            };
            found.push((worst, Reverse(score), place));
        }
        found.sort_unstable();
        found.into_iter().map(|(_, _, place)| place).collect()
    }
}

/// A word as people write it, of few letters, so that words are often in each other.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[abes]{1,4}",
        "[A-B][abes]{1,3}",
        prop::sample::select(vec![
            "Redis", "leak", "AWS", "CI/CD", "Node.js", "baseSea", "Éa", "sé", "abs-sea", "session"
        ])
        .prop_map(str::to_owned),
    ]
}

fn stories() -> impl Strategy<Value = Vec<Story>> {
    let words = |count| prop::collection::vec(word(), count).prop_map(|words| words.join(" "));
    let skills = prop::collection::vec(prop_oneof![word(), words(1..3)], 0..4);
    let story = (words(1..5), skills, words(0..8)).prop_map(|(title, skills, text)| {
        let mut story = Story::new(title);
        story.skills = skills;
        story.beats.insert(Beat::Problem, text);
        story
    });
    prop::collection::vec(story, 0..60).prop_map(|mut stories| {
        for (number, story) in stories.iter_mut().enumerate() {
            story.id = StoryId::try_from(number.to_string()).unwrap();
        }
        stories
    })
}

fn query() -> impl Strategy<Value = String> {
    let part = (
        prop::sample::select(vec!["", "", "", "", "#", "'", "^", "!", "#'", "!#", "#^", "| "]),
        word(),
        prop::bool::weighted(0.1),
    );
    let part = part.prop_map(|(sign, word, is_end)| format!("{sign}{word}{}", if is_end { "$" } else { "" }));
    prop::collection::vec(part, 0..4).prop_map(|parts| parts.join(" "))
}

proptest! {
    // Ten thousand pairs of a library and a query.
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_stories_come_first_as_if_every_field_was_scored_however_the_query_was_typed(
        stories in stories(),
        queries in prop::collection::vec((query(), 1_usize..40), 10),
    ) {
        let catalog = Catalog::new(Library::new(stories, Origin::Own), &Lexicon::default()).with_texts();
        let mut finder = Finder::default();
        for (query, rows) in queries {
            let expected = plain::find(catalog.stories(), &query);
            let pasted = ask(&mut Finder::default(), &catalog, &query, rows);
            for (end, _) in query.char_indices() {
                ask(&mut finder, &catalog, &query[..end], 7);
            }
            prop_assert_eq!(&ask(&mut finder, &catalog, &query, rows), &pasted, "typed: {}", query);
            prop_assert_eq!(pasted.count, expected.len(), "{}", query);
            prop_assert_eq!(&pasted.top[..], &expected[..rows.min(expected.len())], "{}", query);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn filters_joined_find_what_either_finds_and_one_that_is_negated_all_else(
        stories in stories(),
        queries in prop::collection::vec((query(), query()), 10),
    ) {
        let catalog = Catalog::new(Library::new(stories, Origin::Own), &Lexicon::default()).with_texts();
        for (one, other) in queries {
            // A title typed in full would be found without meeting each word.
            let (one, other) = (format!("{one} !zz"), format!("{other} !zzz"));
            let mut filters = Filters::default();
            filters.filters.extend([("one".to_owned(), one.clone()), ("other".to_owned(), other.clone())]);
            let found = |query: &str| {
                let query = Query::read(query, &filters);
                assert!(query.left_out().is_empty());
                let request = Request { query, rows: usize::MAX, ..Request::default() };
                Finder::default().find(&catalog, &request).top.into_iter().collect::<BTreeSet<u32>>()
            };
            let (of_one, of_other) = (found(&one), found(&other));
            let all: BTreeSet<u32> = (0..).take(catalog.stories().len()).collect();
            prop_assert_eq!(&found("@one"), &of_one, "{}", one);
            prop_assert_eq!(found("@one @other"), &of_one & &of_other, "{}, {}", one, other);
            prop_assert_eq!(found("@one | @other"), &of_one | &of_other, "{}, {}", one, other);
            prop_assert_eq!(found("!@one"), &all - &of_one, "{}", one);
            prop_assert_eq!(found("!@one | @other"), &(&all - &of_one) | &of_other, "{}, {}", one, other);
        }
    }
}
