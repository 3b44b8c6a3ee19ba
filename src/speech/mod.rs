//! What a person hears who can't see a screen: the state in plain sentences. A twin of `ui`, a file a screen.

use std::time::Duration;

use crate::app::{App, Overlay, Screen};
use crate::domain::time::Now;

mod compare;
mod coverage;
mod filters;
mod hearing;
mod importing;
mod interview;
mod interviews;
mod kept;
mod keys;
mod library;
mod list;
mod practice;
mod problems;
mod progress;
pub mod reader;
mod rehearse;
mod resume;
mod review;
mod story;
mod summary;
mod writing;

pub use list::List;

/// What there is to say of where one is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speech {
    /// Where one is. As soon as this is another place, all is read but the text.
    pub title: String,
    /// What is said as soon as it is different, before all else, and to nobody who arrives.
    pub taken: Vec<String>,
    /// What is said as soon as it is different, the most important first.
    pub news: Vec<String>,
    /// The lines of what is written. One is said with its number as soon as it is different.
    pub lines: Vec<String>,
    /// What is said as soon as it is different, and else to whoever asks where they are.
    pub details: Vec<String>,
    /// What is read when one arrives.
    pub body: Vec<String>,
    /// What is listed.
    pub list: Option<List>,
    /// What is read to whoever asks for it.
    pub text: Vec<String>,
}

impl Speech {
    /// A place of which there is nothing else to say yet.
    fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

/// Says where one is and what is there. What is listed is read from this row on, or from the page of the cursor.
pub fn say(app: &App, now: Now, from: Option<usize>) -> Speech {
    match app.overlay() {
        Some(Overlay::Help(context)) => Speech { body: keys::help(app, context), ..Speech::titled("Help") },
        Some(Overlay::Resume) => resume::say(app),
        None => match app.screen() {
            Screen::Library => library::say(app, now, from),
            Screen::Practice(practice) => practice::say(app, practice, now, from),
            Screen::Rehearse(rehearse) => rehearse::say(app, rehearse, from),
            Screen::Interview(_) => interview::say(app, now, from),
            Screen::Progress(progress) => progress::say(app, progress),
            Screen::Summary(_) => summary::say(app),
            Screen::Review(review) => review::say(app, review, now),
            Screen::Problems => problems::say(app, from),
            Screen::Compare(compare) => compare::say(app, compare),
            Screen::Kept(kept) => kept::say(app, kept, now, from),
            Screen::Importing(importing) => importing::say(app, importing, from),
            Screen::Coverage(coverage) => coverage::say(app, coverage, from),
            Screen::Interviews(interviews) => interviews::say(app, interviews, from),
            Screen::Writing { writing, .. } => writing::say(app, writing),
            Screen::Filters(filters) => filters::say(app, filters, from),
        },
    }
}

/// How long until there is something to say by itself. None: sleep until something happens.
pub fn wake_after(app: &App, now: Now) -> Option<Duration> {
    let left = match app.screen() {
        Screen::Practice(screen) if app.overlay().is_none() => practice::wake_after(app, screen, now.monotonic),
        Screen::Interview(_) if app.overlay().is_none() => interview::wake_after(app, now.monotonic),
        _ => None,
    };
    left.map(|left| Duration::from_millis(left.0))
}

/// Units that a screen shortens, spelled out: `5 s over` is `5 seconds over`.
fn spelled_out(words: &str) -> String {
    let mut spelled = String::new();
    for word in words.split_inclusive(' ') {
        let number = spelled.split_whitespace().next_back().unwrap_or_default().to_owned();
        let unit = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let whole = match unit {
            "s" => "second",
            "d" => "day",
            _ => unit,
        };
        let is_counted = whole != unit && number.ends_with(|c: char| c.is_ascii_digit());
        spelled.push_str(if is_counted { whole } else { unit });
        spelled.push_str(if is_counted && number != "1" { "s" } else { "" });
        spelled.push_str(word.get(unit.len()..).unwrap_or_default());
    }
    spelled
}

/// Lines that can be asked for by their numbers.
fn numbered(lines: &[String]) -> impl Iterator<Item = String> {
    (1..).zip(lines).map(|(number, line)| in_line(number, line))
}

fn in_line(number: usize, words: &str) -> String {
    format!("Line {number}: {words}")
}

/// Words that a screen divides by a dot, as they are said.
fn without_dots(words: &str) -> String {
    words.replace(" · ", ", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_behind_a_number_are_spelled_out_and_nothing_else() {
        for (words, spelled) in [
            ("32 s under.", "32 seconds under."),
            ("after 1 s, in 1 d", "after 1 second, in 1 day"),
            ("3 d ago", "3 days ago"),
            ("1:06 under", "1:06 under"),
            ("the teller\u{2019}s d and s", "the teller\u{2019}s d and s"),
            ("", ""),
        ] {
            assert_eq!(spelled_out(words), spelled);
        }
    }
}
