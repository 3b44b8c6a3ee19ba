//! The questions that ship with Retell are whole, and Retell understands what they ask for.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

use std::collections::{HashMap, HashSet};

use retell::domain::lexicon::key;
use retell::domain::question::{Pack, Question};
use retell::search::evidence::Evidence;
use retell::storage::{competencies::competencies, lexicon::lexicon, questions::bank};

/// So many of a hundred questions are understood at least.
const UNDERSTOOD: usize = 90;

fn questions() -> Vec<&'static Question> {
    bank().packs.iter().flat_map(|pack| &pack.questions).collect()
}

/// The headings of a pack in their order, each with how many questions stand under it.
fn headings(pack: &Pack) -> Vec<(Option<&str>, usize)> {
    let mut headings: Vec<(Option<&str>, usize)> = Vec::new();
    for question in &pack.questions {
        match headings.last_mut().filter(|(heading, _)| *heading == question.heading.as_deref()) {
            Some((_, count)) => *count += 1,
            None => headings.push((question.heading.as_deref(), 1)),
        }
    }
    headings
}

fn under_each<'a>(names: &[&'a str], count: usize) -> Vec<(Option<&'a str>, usize)> {
    names.iter().map(|&name| (Some(name), count)).collect()
}

#[test]
fn each_pack_is_whole_and_so_is_what_stands_under_each_of_its_headings() {
    let packs: Vec<(&str, &str)> = bank().packs.iter().map(|pack| (pack.key.as_str(), pack.name.as_str())).collect();
    assert_eq!(
        packs,
        [
            ("general", "General behavioral"),
            ("operations", "Incidents and operations"),
            ("amazon", "Amazon: 16 leadership principles"),
            ("civil-service", "UK Civil Service: 9 behaviors"),
            ("google", "Google: 4 attributes"),
        ]
    );
    for (pack, least) in [("general", 50), ("operations", 30)] {
        let headings = headings(bank().pack(pack).unwrap());
        assert!(headings.len() == 1 && headings[0].0.is_none() && headings[0].1 >= least, "{pack}: {headings:?}");
    }
    let principles = [
        "Customer Obsession",
        "Ownership",
        "Invent and Simplify",
        "Are Right, A Lot",
        "Learn and Be Curious",
        "Hire and Develop the Best",
        "Insist on the Highest Standards",
        "Think Big",
        "Bias for Action",
        "Frugality",
        "Earn Trust",
        "Dive Deep",
        "Have Backbone; Disagree and Commit",
        "Deliver Results",
        "Strive to be Earth's Best Employer",
        "Success and Scale Bring Broad Responsibility",
    ];
    let behaviors = [
        "Seeing the Big Picture",
        "Changing and Improving",
        "Making Effective Decisions",
        "Leadership",
        "Communicating and Influencing",
        "Working Together",
        "Developing Self and Others",
        "Managing a Quality Service",
        "Delivering at Pace",
    ];
    let attributes = ["General cognitive ability", "Leadership", "Role-related knowledge", "Googleyness"];
    for (pack, expected) in [
        ("amazon", under_each(&principles, 3)),
        ("civil-service", under_each(&behaviors, 3)),
        ("google", under_each(&attributes, 5)),
    ] {
        assert_eq!(headings(bank().pack(pack).unwrap()), expected);
    }
}

#[test]
fn every_competency_is_probed_by_three_questions_or_more_and_no_other_is() {
    let mut probed: HashMap<&str, usize> = HashMap::new();
    for question in questions() {
        *probed.entry(&question.competency).or_default() += 1;
    }
    for name in competencies().names() {
        let count = probed.remove(name).unwrap_or(0);
        assert!(count >= 3, "{name} is probed by {count} questions");
    }
    assert_eq!(probed, HashMap::new());
}

#[test]
fn the_skills_of_a_question_are_known_as_it_spells_them_and_three_at_most() {
    for question in questions() {
        assert!(question.skills.len() <= 3, "{}", question.text);
        for skill in &question.skills {
            assert_eq!(lexicon().find(skill).map(|known| known.name), Some(skill.as_str()), "{}", question.text);
        }
    }
}

#[test]
fn questions_are_short_sentences_and_none_stands_twice() {
    let follow_ups = bank().follow_ups.iter().map(String::as_str);
    let texts: Vec<&str> = questions().iter().map(|question| question.text.as_str()).chain(follow_ups).collect();
    assert!(questions().len() >= 160 && bank().follow_ups.len() >= 24, "{}", texts.len());
    let mut seen = HashSet::new();
    for text in texts {
        assert!(text.ends_with(['?', '.']) && text.chars().count() <= 160, "{text}");
        assert_eq!(text, text.split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(seen.insert(key(text)), "{text} stands there twice");
    }
}

#[test]
fn a_question_is_understood_to_probe_what_it_is_filed_under() {
    let evidence = Evidence::new(&[], competencies(), lexicon());
    let is_misunderstood =
        |question: &&&Question| !evidence.asked_for(&question.text).competencies.contains(&question.competency);
    let all = questions();
    let misunderstood: Vec<String> = all
        .iter()
        .filter(is_misunderstood)
        .map(|question| {
            let asked_for = evidence.asked_for(&question.text).competencies;
            format!("{} is about {}, not {asked_for:?}", question.text, question.competency)
        })
        .collect();
    let understood = 100 * (all.len() - misunderstood.len()) / all.len();
    assert!(understood >= UNDERSTOOD, "{understood} % are understood:\n{}", misunderstood.join("\n"));
}
