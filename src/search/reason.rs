//! The reason for an answer: one line that names the evidence and the weakness.

use super::evidence::{Outcome, Told};
use super::signs::Signs;
use crate::domain::safe::Safe;
use crate::domain::take::Grade;

/// The most columns of a reason, so that it fits beside the fit on 80.
pub(super) const WIDEST: usize = 70;

/// Why a story answers as well as it does, at most 70 columns wide. The evidence comes first, since a list shows little
/// more than its first words: quoted if the story says so, behind `#` if it is a skill. What is weak outlives what is
/// strong where there is no room for both.
pub(super) fn reason(told: &Told, signs: &Signs<'_>, grade: Option<Grade>) -> String {
    let weakness = if told.missing.is_empty() {
        signs.lacks.map(|name| format!("nothing about {name}"))
    } else {
        Some(format!("draft: {}", told.missing.join(", ")))
    };
    let outcome = told.missing.is_empty().then(|| match &told.result {
        Some(Outcome::Figure) => "result in numbers".to_owned(),
        Some(Outcome::Words(quote)) => format!("result “{quote}”"),
        None => "no clear result".to_owned(),
    });
    let take = grade.map(|grade| format!("last take {}", grade.name()));
    // What is said behind the evidence, the fullest version first: what is strong goes first, and what is weakest stays.
    let behind = |weakness: Option<&str>, with_result: bool, with_outcome: bool| -> String {
        let outcome = outcome.as_deref().filter(|_| with_outcome && (with_result || told.result.is_none()));
        let pieces = [weakness, outcome, take.as_deref()];
        pieces.into_iter().flatten().map(|piece| format!(" · {piece}")).collect()
    };
    let sayings = sayings(signs);
    let weakness = weakness.as_deref();
    let barest = behind(if told.missing.is_empty() { weakness } else { Some("draft") }, false, weakness.is_none());
    let versions = [
        behind(weakness, true, true),
        behind(weakness, false, true),
        behind(weakness, false, weakness.is_none()),
        barest.clone(),
    ];
    let candidates = versions.iter().flat_map(|behind| sayings.iter().map(move |saying| format!("{saying}{behind}")));
    let fits = |line: &String| Safe::from(line.as_str()).width() <= WIDEST;
    let shortest = || shortened(sayings.last().map_or("", String::as_str), &barest);
    candidates.into_iter().find(fits).unwrap_or_else(shortest)
}

/// The evidence in words, the fullest version first.
fn sayings(signs: &Signs<'_>) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    if signs.is_listed {
        pieces.push("lists nearly this question".to_owned());
    }
    pieces.extend(signs.shows.map(|skill| format!("#{skill}")));
    if let Some(shown) = signs.shown {
        let only = if shown.points() == 1 { "only " } else { "" };
        let skill = shown.skills.first().map(|skill| format!("#{skill}"));
        let quote = shown.says.first().map(|quote| format!("{only}“{quote}”"));
        // Several words of its own tell enough of a story, and leave room for the result.
        let is_long = shown.says.first().is_some_and(|quote| quote.contains(' '));
        pieces.extend(skill.filter(|_| !is_long));
        pieces.extend(quote);
        if shown.is_asked && !signs.is_listed && !is_long {
            pieces.push("lists a question like it".to_owned());
        }
    }
    let only = if pieces.is_empty() { "only " } else { "" };
    pieces.extend(signs.mentions.map(|skill| format!("{only}mentions {skill}")));
    if pieces.is_empty() {
        let shared: Vec<String> = signs.shared.iter().take(3).map(|word| format!("“{word}”")).collect();
        pieces.push(format!("only shares {}", shared.join(", ")));
    }
    let both = pieces.get(..2).map(|both| both.join(", "));
    both.into_iter().chain(pieces.into_iter().next()).collect()
}

fn shortened(saying: &str, behind: &str) -> String {
    let room = WIDEST.saturating_sub(Safe::from(behind).width() + 1);
    let saying = Safe::from(saying);
    format!("{}…{behind}", saying.start(room))
}
