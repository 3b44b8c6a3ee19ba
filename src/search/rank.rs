//! Which stories a query finds, and in which order.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::index::Index;
use super::query::{Field, Query, Term};

/// How a term was met, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// The whole title or a whole skill.
    Exact,
    Title,
    Skill,
    Text,
}

/// The stories that meet every term and show every skill of `with`, best first, as places in the index.
///
/// A title or skill typed in full comes first, then what was met in titles before skills before texts, then the
/// matcher's score, then the order of the index. A story is as good as its worst-met term. Skills in `with` are
/// compared without regard to case.
pub fn find(index: &Index, query: &Query, with: &[String]) -> Vec<usize> {
    // The matcher's scores depend on what it matched before, so each answer starts from a fresh one and goes through
    // the stories in the same order: the same query always gets the same answer.
    let matcher = matcher();
    let with: Vec<String> = with.iter().map(|skill| skill.to_lowercase()).collect();
    let mut hits: Vec<(Tier, Reverse<i64>, usize)> = (0..index.titles.len())
        .filter(|&story| shows_all(index, story, &with))
        .map(|story| (story, if is_named(index, story, query) { Tier::Exact } else { Tier::Text }))
        .map(|(story, at_worst)| (at_worst, Reverse(0), story))
        .collect();
    for (place, term) in query.terms().iter().enumerate() {
        let skill_scores: Vec<Option<i64>> =
            index.skills.iter().map(|skill| matcher.fuzzy_match(skill, &term.text)).collect();
        hits.retain_mut(|(worst, Reverse(score), story)| {
            let Some((tier, met)) = meet(index, *story, term, &skill_scores, &matcher) else {
                return false;
            };
            if *worst != Tier::Exact {
                *worst = if place == 0 { tier } else { tier.max(*worst) };
            }
            *score += met;
            true
        });
    }
    hits.sort_unstable();
    hits.into_iter().map(|(_, _, story)| story).collect()
}

/// The matcher. Its table has a cell for each letter of a title and of the query, and a title can be a whole document:
/// past so many cells it matches more simply.
pub(super) fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case().element_limit(1 << 20)
}

fn shows_all(index: &Index, story: usize, with: &[String]) -> bool {
    with.iter().all(|wanted| skills_of(index, story).any(|(_, skill)| skill.to_lowercase() == *wanted))
}

fn is_named(index: &Index, story: usize, query: &Query) -> bool {
    index.titles.get(story).is_some_and(|title| query.is_exactly(title))
        || skills_of(index, story).any(|(_, skill)| query.is_exactly(skill))
}

fn skills_of(index: &Index, story: usize) -> impl Iterator<Item = (usize, &str)> {
    let places = index.skills_of.get(story).into_iter().flatten();
    places.filter_map(|&place| Some((place, index.skills.get(place)?.as_str())))
}

fn meet(
    index: &Index,
    story: usize,
    term: &Term,
    skill_scores: &[Option<i64>],
    matcher: &SkimMatcherV2,
) -> Option<(Tier, i64)> {
    let wanted = term.text.to_lowercase();
    let skill = skills_of(index, story)
        .filter_map(|(place, skill)| {
            let score = (*skill_scores.get(place)?)?;
            Some((if skill.to_lowercase() == wanted { Tier::Exact } else { Tier::Skill }, Reverse(score)))
        })
        .min()
        .map(|(tier, Reverse(score))| (tier, score));
    if term.field == Field::Skill || skill.is_some_and(|(tier, _)| tier == Tier::Exact) {
        return skill;
    }
    let title = index.titles.get(story).map_or("", String::as_str);
    if let Some(score) = matcher.fuzzy_match(title, &term.text) {
        return Some((if title.to_lowercase() == wanted { Tier::Exact } else { Tier::Title }, score));
    }
    skill.or_else(|| index.texts.get(story)?.contains(&wanted).then_some((Tier::Text, 0)))
}

#[cfg(test)]
mod tests {
    use crate::domain::beat::Beat;
    use crate::domain::story::Story;

    use super::*;

    fn stories() -> Vec<Story> {
        [
            ("Cache key without its tenant", &["Redis", "multi-tenancy"][..], "Two clients shared an id."),
            ("Connections outlive requests", &["Redis", "memory leak"], "Every task ran out of memory."),
            ("Redistribution of load", &["scaling"], "Half of the nodes idled."),
            ("The pool ran dry", &["Redis Cluster"], "Nobody returned a connection."),
            ("Zero is a number", &["debugging"], "The redis host was null."),
        ]
        .into_iter()
        .map(|(title, skills, problem)| {
            let mut story = Story::new(title);
            story.skills = skills.iter().map(|&skill| skill.to_owned()).collect();
            story.beats.insert(Beat::Problem, problem);
            story
        })
        .collect()
    }

    fn titles(query: &str, with: &[&str]) -> Vec<String> {
        let stories = stories();
        let with: Vec<String> = with.iter().map(|&skill| skill.to_owned()).collect();
        let places = find(&Index::new(&stories), &Query::parse(query), &with);
        places.into_iter().map(|place| stories[place].title.clone()).collect()
    }

    #[test]
    fn an_exact_skill_comes_first_then_titles_then_skills_then_texts() {
        assert_eq!(
            titles("redis", &[]),
            [
                "Cache key without its tenant",
                "Connections outlive requests",
                "Redistribution of load",
                "The pool ran dry",
                "Zero is a number"
            ]
        );
    }

    #[test]
    fn a_title_as_long_as_a_document_is_found_without_a_table_of_its_letters() {
        let stories = [Story::new("word ".repeat(400_000) + "leak")];
        let find = |text: &str| find(&Index::new(&stories), &Query::parse(text), &[]);
        assert_eq!(find("word"), [0]);
        assert_eq!(find(&("w".repeat(400) + "leak")), [0]);
        assert!(find("nothing").is_empty());
    }

    #[test]
    fn a_hash_looks_at_skills_only() {
        assert_eq!(
            titles("#redis", &[]),
            ["Cache key without its tenant", "Connections outlive requests", "The pool ran dry"]
        );
    }

    #[test]
    fn every_term_has_to_match_and_the_worst_one_decides() {
        assert_eq!(titles("#redis memory", &[]), ["Connections outlive requests"]);
        assert_eq!(titles("redis memory", &["redis"]), ["Connections outlive requests"]);
        assert!(titles("#redis nothinglikeit", &[]).is_empty());
    }

    #[test]
    fn texts_match_to_the_letter_and_not_fuzzily() {
        assert_eq!(titles("ran out of", &[]), ["Connections outlive requests"]);
        assert!(titles("evtskrnoutmm", &[]).is_empty());
    }

    #[test]
    fn nothing_typed_finds_all_in_their_order() {
        assert_eq!(titles("", &[]).len(), 5);
        assert_eq!(titles(" # ", &["REDIS"]), ["Cache key without its tenant", "Connections outlive requests"]);
    }

    #[test]
    fn a_query_finds_the_same_in_the_same_order_however_often_it_is_asked() {
        let stories = stories();
        let index = Index::new(&stories);
        let ask = |text| find(&index, &Query::parse(text), &[]);
        let first = ask("ses");
        for other in ["s", "se", "sess", "sessi"] {
            ask(other);
        }
        assert_eq!(ask("ses"), first);
    }
}
