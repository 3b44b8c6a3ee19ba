//! The tone of a story: words that blame somebody.

use std::sync::LazyLock;

use super::passage::Passage;
use super::words::{Phrases, Word};
use super::{Finding, Part, Rule};

/// Phrases that blame, whoever they are about.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "their|his|her fault",
        "they|he|she refused to",
        "manager|boss|lead|coworker|colleague|vendor|client|customer|director|team|ceo|cto|pm refused to",
        "incompetent|incompetence|idiot|idiots|idiotic|moron|morons|clueless",
        "they|he|she was|were lazy|useless|hopeless|stupid|dumb|toxic",
        "lazy|useless|terrible|horrible|awful|bad|toxic manager|boss|coworker|coworkers|colleague|colleagues|developer|developers",
        "they|he|she screwed|messed up",
        "they|he|she dropped the ball",
        "they|he|she didn't care|bother|listen",
        "they|he|she wouldn't listen",
        "they|he|she couldn't be bothered",
        "nobody|no else cared",
        "not|wasn't my fault",
        "no idea what they|he|she were|was doing",
        "threw me|us under the bus",
    ])
});

/// The people whose fault something may have been called.
const PEOPLE: &[&str] = &[
    "manager's",
    "boss's",
    "lead's",
    "coworker's",
    "colleague's",
    "developer's",
    "engineer's",
    "intern's",
    "vendor's",
    "client's",
    "customer's",
    "team's",
    "predecessor's",
    "contractor's",
    "director's",
    "management's",
    "somebody's",
    "someone's",
    "junior's",
];

/// Words after which nobody is blamed: `rather than the developer's fault`.
const DENIALS: &[&str] = &[
    "not", "never", "nobody's", "no", "rather", "instead", "without", "isn't", "wasn't", "weren't", "than", "if",
    "whether", "nor", "hardly",
];

/// What may be called stupid without harm.
const THINGS: &[&str] = &[
    "bug",
    "mistake",
    "mistakes",
    "error",
    "question",
    "questions",
    "simple",
    "simply",
    "typo",
    "thing",
    "things",
    "idea",
    "script",
    "trick",
    "process",
];

/// Finds blame in a beat.
pub(super) fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    if !matches!(passage.part, Part::Beat(_)) {
        return;
    }
    let (text, words) = (passage.text, passage.words.as_slice());
    for (place, word) in words.iter().enumerate() {
        let rest = words.get(place..).unwrap_or_default();
        let before = words.get(place.saturating_sub(4)..place).unwrap_or_default();
        let found = PHRASES.at(text, rest).or_else(|| {
            let is_fault = matches!(rest, [whose, fault, ..] if fault.is("fault") && whose.is_any(PEOPLE));
            let is_stupid = word.is("stupid") && is_about_somebody(before, rest);
            (is_fault || is_stupid).then(|| word.start..rest.get(usize::from(is_fault)).unwrap_or(word).end())
        });
        let is_denied = || before.iter().any(|word| word.is_any(DENIALS));
        if let Some(found) = found.filter(|_| !is_denied()) {
            let words = text.get(found.clone()).unwrap_or_default();
            passage.report(findings, Rule::Blame, found, format!("blames somebody: “{words}”"));
        }
    }
}

/// Whether `stupid` is said of somebody else: not of a thing, and not of how the teller felt.
fn is_about_somebody(before: &[Word<'_>], from_here: &[Word<'_>]) -> bool {
    let is_own = before
        .iter()
        .any(|word| word.is_any(&["i", "my", "me", "myself", "felt", "feel", "feels", "sounds", "looked"]));
    !is_own && !from_here.get(1).is_some_and(|next| next.is_any(THINGS))
}
