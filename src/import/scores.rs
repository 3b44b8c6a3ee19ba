//! Partners' sheets that were filled in, read back line by line.

use std::collections::HashSet;

use crate::domain::beat::Beat;
use crate::domain::day;
use crate::domain::problem::Problem;
use crate::domain::score::{Criterion, Ended, LEVELS, Score};
use crate::domain::sheet::{DAY, NOTE, PARTNER, SHEET};
use crate::domain::story::StoryId;
use crate::domain::time::Millis;

/// The most characters of a name or a note.
const LONGEST: usize = 1_000;

/// Reads the sheets in a text. `story_of` knows the story that a sheet names. A sheet on which something can't be read is a
/// problem and counts for nothing, nor does one that nothing is filled in on.
pub fn read(name: &str, text: &str, story_of: impl Fn(&str) -> Option<StoryId>) -> (Vec<Score>, Vec<Problem>) {
    let (mut scores, mut problems) = (Vec::new(), Vec::new());
    let lines: Vec<(usize, &str)> = (1..).zip(text.lines()).collect();
    let starts: Vec<usize> =
        (0..lines.len()).filter(|&at| lines.get(at).is_some_and(|(_, line)| filled(line, SHEET).is_some())).collect();
    if starts.is_empty() {
        let hint = "Export one with: retell export QUERY -f partner -o FILE";
        problems.push(Problem::new(name, format!("it holds no sheet, which a line with “{SHEET}:” begins"), hint));
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    for (&start, end) in starts.iter().zip(ends) {
        match read_sheet(name, lines.get(start..end).unwrap_or_default(), &story_of) {
            Ok(score) => scores.extend(score),
            Err(mut wrong) => problems.append(&mut wrong),
        }
    }
    (scores, problems)
}

/// What is filled in on a sheet. None where nothing is.
fn read_sheet(
    name: &str,
    lines: &[(usize, &str)],
    story_of: impl Fn(&str) -> Option<StoryId>,
) -> Result<Option<Score>, Vec<Problem>> {
    let mut problems = Vec::new();
    let (mut on, mut partner, mut note) = (None, String::new(), String::new());
    let (mut ended, mut given) = (Vec::<Ended>::new(), Vec::new());
    for &(number, line) in lines {
        let mut wrong = |reason: String, hint: String| {
            problems.push(Problem::new(name, format!("{reason}: {}", line.trim()), hint).at(number, 1));
        };
        if let Some(text) = filled(line, PARTNER) {
            partner = text;
        } else if let Some(text) = filled(line, NOTE) {
            note = text;
        } else if let Some(typed) = blank(line, DAY, "such as") {
            match day::written(&typed) {
                _ if typed.is_empty() => {}
                Some(day) => on = Some(day),
                None => wrong(format!("“{typed}” is no day"), "Write it as 2026-12-05.".to_owned()),
            }
        } else if let Some((criterion, typed)) =
            Criterion::ALL.into_iter().find_map(|one| Some((one, blank(line, one.name(), one.asks())?)))
        {
            match typed.parse::<u8>() {
                _ if typed.is_empty() => {}
                Ok(level) if LEVELS.contains(&level) => given.push((criterion, level)),
                _ => {
                    wrong(format!("“{typed}” is no score"), "Write a number from 1 to 5, or leave it open.".to_owned());
                }
            }
        } else if let Some((rung, typed)) = rungs().into_iter().find_map(|rung| Some((rung, blank(line, rung, "by ")?)))
        {
            let last = ended.last().map_or(Millis::ZERO, |ended| ended.after);
            match time(&typed) {
                _ if typed.is_empty() => {}
                Some(after) if after >= last => ended.push(Ended { rung: rung.to_owned(), after }),
                Some(_) => wrong(
                    format!("{rung} ended at {typed}, before the part in front of it at {last}"),
                    "Write the time since the first word.".to_owned(),
                ),
                None => wrong(format!("“{typed}” is no time"), "Write minutes and seconds, as in 1:05.".to_owned()),
            }
        }
    }
    let is_open = ended.is_empty() && given.is_empty() && note.is_empty();
    let (first, heading) = lines.first().copied().unwrap_or((1, ""));
    let id = filled(heading, SHEET).map(first_word).unwrap_or_default();
    let story = story_of(&id);
    if !is_open && story.is_none() {
        let reason = format!("your library has no story “{id}”");
        problems.push(Problem::new(name, reason, "It may be in the trash: press t on the screen.").at(first, 1));
    }
    if !is_open && on.is_none() && problems.is_empty() {
        let reason = "the day is open";
        problems.push(Problem::new(name, reason, "Write when it was told, as in 2026-12-05.").at(first, 1));
    }
    match (problems.is_empty(), story, on) {
        (true, Some(story), Some(on)) if !is_open => {
            let mut score = Score::new(story, on, &partner);
            (score.ended, score.note) = (ended, note);
            score.given = given.into_iter().collect();
            Ok(Some(score))
        }
        (true, ..) => Ok(None),
        _ => Err(problems),
    }
}

/// The names of the rungs that a sheet asks for, each once.
fn rungs() -> Vec<&'static str> {
    let mut seen = HashSet::new();
    Beat::ALL.into_iter().map(Beat::outline_rung).filter(|rung| seen.insert(*rung)).collect()
}

/// What stands behind a label, without the line to write on. None: the line hasn't this label.
fn filled(line: &str, label: &str) -> Option<String> {
    let (found, rest) = line.split_once(':')?;
    let is_it = found.trim().eq_ignore_ascii_case(label);
    is_it.then(|| rest.replace("__", " ").trim().trim_matches('_').trim().chars().take(LONGEST).collect())
}

/// What is filled in between a label and the words that explain it, which begin so and may stand there alone.
fn blank(line: &str, label: &str, explained: &str) -> Option<String> {
    let (found, rest) = line.split_once(':')?;
    let blank = rest.trim_start().split("   ").next().filter(|rest| !rest.starts_with(explained)).unwrap_or_default();
    found.trim().eq_ignore_ascii_case(label).then(|| first_word(blank.replace('_', " ")))
}

fn first_word(text: impl AsRef<str>) -> String {
    text.as_ref().split_whitespace().next().unwrap_or_default().to_owned()
}

/// A time as a stopwatch shows it: `1:05`, or seconds.
fn time(typed: &str) -> Option<Millis> {
    let (minutes, seconds) = typed.split_once(':').unwrap_or(("0", typed));
    let (minutes, seconds): (u64, u64) = (minutes.parse().ok()?, seconds.parse().ok()?);
    let is_time = minutes <= 600 && (seconds < 60 || minutes == 0 && seconds <= 36_000);
    is_time.then(|| Millis::from_seconds(minutes * 60 + seconds))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHEET_TEXT: &str = "Sheet: a-leak\n“A leak”, to be told in 2:00\n\nDay:       ____________   such as 2026-12-05\n\
        Partner:   ____________\n\nLISTEN: when did each part end?\nProblem: ______   by 0:30   pool: empty\n\
        Insight: ______   by 1:18   lock\nOutcome: ______   by 2:00\n\nStructure: ___   each part follows\n\
        Own part: ___   what “I” did and decided, not only “we”\nBrevity: ___   nothing\n\nTHEN ASK\n- Problem: why?\n\nNote: ____________\n";

    fn read_filled(pairs: &[(&str, &str)]) -> (Vec<Score>, Vec<String>) {
        let mut text = SHEET_TEXT.to_owned();
        for (open, filled) in pairs {
            assert!(text.contains(open), "{open}");
            text = text.replacen(open, filled, 1);
        }
        let (scores, problems) =
            read("sheet.txt", &text, |id| StoryId::try_from(id.to_owned()).ok().filter(|id| id.as_str() == "a-leak"));
        (scores, problems.iter().map(ToString::to_string).collect())
    }

    const DAY_FILLED: (&str, &str) = ("Day:       ____________", "Day:       2026-03-14__");

    #[test]
    fn what_was_filled_in_is_read_and_what_stayed_open_is_no_score() {
        let (scores, problems) = read_filled(&[
            DAY_FILLED,
            ("Partner:   ____________", "partner: _Ada Quill___"),
            ("Problem: ______", "Problem: 0:28__"),
            ("Outcome: ______", "Outcome:  125  "),
            ("Structure: ___", "Structure: _4_"),
            ("Brevity: ___", "Brevity:2"),
            ("Note: ____________", "Note: Start with the outcome, snake_case."),
        ]);
        assert_eq!(problems, [""; 0]);
        let [score] = &scores[..] else { panic!("{scores:?}") };
        let ended: Vec<_> = score.ended.iter().map(|ended| (ended.rung.as_str(), ended.after.seconds())).collect();
        assert_eq!(ended, [("Problem", 28), ("Outcome", 125)]);
        let given: Vec<_> = score.given.iter().map(|(criterion, level)| (criterion.name(), *level)).collect();
        assert_eq!(given, [("Structure", 4), ("Brevity", 2)]);
        assert_eq!(score.id, "2026-03-14-adaquill-a-leak");
        assert_eq!((score.partner.as_str(), score.note.as_str()), ("Ada Quill", "Start with the outcome, snake_case."));
        assert_eq!(read_filled(&[]), (vec![], vec![]));
        let without_blanks = [("Insight: ______ ", "Insight: "), ("Own part: ___ ", "Own part: "), DAY_FILLED];
        assert_eq!(read_filled(&without_blanks), (vec![], vec![]));
        assert_eq!(read_filled(&[DAY_FILLED]), (vec![], vec![]));
    }

    #[test]
    fn what_can_not_be_read_is_named_with_its_line_and_what_to_do() {
        for (pairs, said) in [
            (
                &[("Structure: ___", "Structure: 7__")][..],
                "sheet.txt:12:1: “7” is no score: Structure: 7__   each part follows. Write a number from 1 to 5, or leave \
                 it open.",
            ),
            (
                &[("Day:       ____________", "Day: 14.3.")],
                "sheet.txt:4:1: “14.3.” is no day: Day: 14.3.   such as 2026-12-05. Write it as 2026-12-05.",
            ),
            (
                &[("Insight: ______", "Insight: 1.30")],
                "sheet.txt:9:1: “1.30” is no time: Insight: 1.30   by 1:18   lock. Write minutes and seconds, as in 1:05.",
            ),
            (
                &[("Problem: ______", "Problem: 0:40"), ("Insight: ______", "Insight: 0:20")],
                "sheet.txt:9:1: Insight ended at 0:20, before the part in front of it at 0:40: Insight: 0:20   by 1:18   \
                 lock. Write the time since the first word.",
            ),
            (
                &[("Brevity: ___", "Brevity: 3")],
                "sheet.txt:1:1: the day is open. Write when it was told, as in 2026-12-05.",
            ),
            (
                &[DAY_FILLED, ("Brevity: ___", "Brevity: 3"), ("a-leak", "a-jam")],
                "sheet.txt:1:1: your library has no story “a-jam”. It may be in the trash: press t on the screen.",
            ),
        ] {
            assert_eq!(read_filled(pairs), (vec![], vec![said.to_owned()]));
        }
        let (_, problems) = read("notes.txt", "My notes", |_| None);
        assert!(problems[0].to_string().starts_with("notes.txt: it holds no sheet"));
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "((Sheet|Day|Structure|Problem|Note|Own part): ?|_{1,3}|[0-9:]{1,5}|\\PC|\n){0,40}") {
            let (scores, problems) = read("a", &text, |id| StoryId::try_from(id.to_owned()).ok());
            prop_assert!(scores.len() + problems.len() <= text.lines().count() + 1);
            prop_assert!(scores.iter().all(|score| score.given.values().all(|level| LEVELS.contains(level))));
        }
    }
}
