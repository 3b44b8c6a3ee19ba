//! Partners' sheets that were filled in, read back line by line.

use std::collections::HashSet;

use crate::domain::beat::Beat;
use crate::domain::day;
use crate::domain::problem::Problem;
use crate::domain::score::{Criterion, Ended, LEVELS, Score};
use crate::domain::sheet::{BY, DAY, NOTE, PARTNER, SHEET, seal};
use crate::domain::story::StoryId;
use crate::domain::time::Millis;

/// The most characters of a name or a note.
const LONGEST: usize = 1_000;

/// Reads the sheets in a text. `story_of` knows the story that a sheet names. A sheet on which something can't be read is a
/// problem and counts for nothing; one on which nothing but its day is filled in is an empty score.
pub fn read(name: &str, text: &str, story_of: impl Fn(&str) -> Option<StoryId>) -> (Vec<Score>, Vec<Problem>) {
    let (mut scores, mut problems) = (Vec::new(), Vec::new());
    let lines: Vec<(usize, &str)> = (1..).zip(text.lines().map(unquoted)).collect();
    let starts: Vec<usize> =
        (0..lines.len()).filter(|&at| lines.get(at).is_some_and(|(_, line)| filled(line, SHEET).is_some())).collect();
    if starts.is_empty() {
        let hint = "Export one with: retell export QUERY -f partner -o FILE";
        problems.push(Problem::new(name, format!("it holds no sheet, which a line with “{SHEET}:” begins"), hint));
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    for (&start, end) in starts.iter().zip(ends) {
        match read_sheet(name, lines.get(start..end).unwrap_or_default(), &story_of) {
            Ok(Some(score)) => match scores.iter().find(|other: &&Score| other.id == score.id && **other != score) {
                Some(_) => {
                    let reason = "this sheet is in the file twice, filled in differently, of one partner";
                    let line = lines.get(start).map_or(1, |(number, _)| *number);
                    problems.push(Problem::new(name, reason, "Leave in the one that counts.").at(line, 1));
                }
                None => scores.push(score),
            },
            Ok(None) => {}
            Err(mut wrong) => problems.append(&mut wrong),
        }
    }
    (scores, problems)
}

/// What is filled in on a sheet. None where nothing is, not even the day.
fn read_sheet(
    name: &str,
    lines: &[(usize, &str)],
    story_of: impl Fn(&str) -> Option<StoryId>,
) -> Result<Option<Score>, Vec<Problem>> {
    let mut problems = Vec::new();
    let (mut on, mut partner) = (None, String::new());
    let (mut ended, mut given) = (Vec::<Ended>::new(), Vec::new());
    let note_at = lines.iter().position(|(_, line)| filled(line, NOTE).is_some());
    let note_at = note_at.or_else(|| lines.iter().position(|(_, line)| filled(line.trim_start(), NOTE).is_some()));
    let (lines, noted) = lines.split_at(note_at.unwrap_or(lines.len()));
    let note = note(noted);
    let (first, heading) = lines.first().copied().unwrap_or((1, ""));
    let heading = filled(heading, SHEET).unwrap_or_default();
    let (id, number) = heading.split_once(char::is_whitespace).unwrap_or((&heading, ""));
    let number = number.trim();
    let is_sealed = number.rsplit('-').next() == Some(seal(lines.iter().map(|(_, line)| *line)).as_str());
    for &(line_number, whole) in lines.iter().skip(1) {
        // On a sheet as it was printed only the rest of a wrapped line is indented.
        let line = if is_sealed { whole } else { whole.trim_start() };
        let mut wrong = |reason: String, hint: &str| {
            problems.push(Problem::new(name, format!("{reason}: {}", line.trim()), hint).at(line_number, 1));
        };
        if let Some(text) = filled(line, PARTNER) {
            partner = text;
        } else if let Some(typed) = blank(line, DAY, AS) {
            match day::written(&typed) {
                _ if typed.is_empty() => {}
                Some(day) => on = Some(day),
                None => wrong(format!("“{typed}” is no day"), "Write it as 2026-12-05."),
            }
        } else if let Some((criterion, typed)) =
            Criterion::ALL.into_iter().find_map(|one| Some((one, blank(line, one.name(), one.asks())?)))
        {
            match typed.parse::<u8>() {
                _ if typed.is_empty() => {}
                Ok(level) if LEVELS.contains(&level) => given.push((criterion, level)),
                _ => wrong(format!("“{typed}” is no score"), "Write a number from 1 to 5, or leave it open."),
            }
        } else if let Some((rung, typed)) = rungs().into_iter().find_map(|rung| Some((rung, time_blank(line, rung)?))) {
            let last = ended.last().map_or(Millis::ZERO, |ended| ended.after);
            match time(&typed) {
                None if typed.is_empty() && !is_sealed && is_written_behind(line) => wrong(BESIDE.to_owned(), MOVE),
                _ if typed.is_empty() => {}
                Some(after) if after >= last => ended.push(Ended { rung: rung.to_owned(), after }),
                Some(_) => wrong(
                    format!("{rung} ended at {typed}, before the part in front of it at {last}"),
                    "Write the time since the first word.",
                ),
                None => wrong(format!("“{typed}” is no time"), "Write minutes and seconds, as in 1:05."),
            }
        } else if !is_sealed && (!is_printed(whole) || is_written_behind(line)) {
            wrong(BESIDE.to_owned(), MOVE);
        }
    }
    let letters = [&partner, &note].into_iter().map(|text| text.chars().count());
    if letters.max() > Some(LONGEST) {
        let reason = format!("a name or a note has more than {LONGEST} letters");
        problems.push(Problem::new(name, reason, "Shorten it.").at(first, 1));
    }
    if !number.is_empty() && !is_sealed && problems.is_empty() {
        let reason = "what is printed on the sheet was changed, or something is written beside it";
        let hint = format!("{MOVE} If nothing was, take away “{number}” behind the name of the sheet.");
        problems.push(Problem::new(name, reason, hint).at(first, 1));
    }
    let is_open = ended.is_empty() && given.is_empty() && note.is_empty();
    let story = story_of(id);
    if !is_open && story.is_none() {
        let reason = format!("your library has no story “{id}”");
        problems.push(Problem::new(name, reason, "It may be in the trash; the screen brings it back.").at(first, 1));
    }
    if !is_open && on.is_none() && problems.is_empty() {
        let reason = "the day is open";
        problems.push(Problem::new(name, reason, "Write when it was told, as in 2026-12-05.").at(first, 1));
    }
    match (problems.is_empty(), story, on) {
        (true, Some(story), Some(on)) => {
            let mut score = Score::new(story, on, &partner, number);
            (score.ended, score.note) = (ended, note);
            score.given = given.into_iter().collect();
            Ok(Some(score))
        }
        (true, ..) => Ok(None),
        _ => Err(problems),
    }
}

/// What explains how to write a day.
const AS: &str = "such as 2026-12-05";

/// What is wrong with words that stand where nothing is to be filled in, and what to do.
const BESIDE: &str = "something is written beside the blanks";
const MOVE: &str = "Move it behind “Note:”.";

/// How the lines begin that are printed between the blanks.
const PRINTED: [&str; 10] =
    ["=", "“", "\"", "- ", "What you fill in", "What stays open", "ASK", "LISTEN", "SCORE", "THEN ASK"];

/// Whether a line looks like one that is printed, or like the rest of one.
fn is_printed(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with("  ") || PRINTED.iter().any(|words| line.trim_start().starts_with(words))
}

/// Whether there is a gap in a line behind what is printed.
fn is_written_behind(line: &str) -> bool {
    let text = line.trim().rsplit_once(BY).map_or(line.trim(), |(_, text)| text.trim());
    text.split("   ").filter(|words| !words.trim().is_empty()).count() > if line.contains(BY) { 2 } else { 1 }
}

/// A line without the marks of a mail that is answered.
fn unquoted(mut line: &str) -> &str {
    while let Some(rest) = line.trim_start().strip_prefix('>') {
        line = rest.strip_prefix(' ').unwrap_or(rest);
    }
    line
}

/// The note: what stands behind its label, and all lines below that but for the rule above the next sheet.
fn note(lines: &[(usize, &str)]) -> String {
    let first = lines.first().and_then(|(_, line)| filled(line.trim_start(), NOTE));
    let is_rule = |line: &str| !line.is_empty() && line.chars().all(|letter| letter == '=');
    let more = lines.iter().skip(1).map(|(_, line)| line.trim()).filter(|line| !is_rule(line)).map(str::to_owned);
    first.into_iter().chain(more).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The names of the rungs that a sheet asks for, each once.
fn rungs() -> Vec<&'static str> {
    let mut seen = HashSet::new();
    Beat::ALL.into_iter().map(Beat::outline_rung).filter(|rung| seen.insert(*rung)).collect()
}

/// What stands behind a label, without the line to write on. None: the line hasn't this label.
fn filled(line: &str, label: &str) -> Option<String> {
    let (found, rest) = line.split_once(':')?;
    let is_it = found.trim_end().eq_ignore_ascii_case(label);
    is_it.then(|| rest.replace("__", " ").trim().trim_matches('_').trim().to_owned())
}

/// What is filled in behind a label, in front of the words that explain it or behind them.
fn blank(line: &str, label: &str, explained: &str) -> Option<String> {
    let (found, rest) = line.split_once(':')?;
    // Mail programs change quotes.
    let [rest, explained] = [rest, explained].map(|text| text.replace(['“', '”'], "\""));
    let (before, behind) = rest.split_once(&explained).unwrap_or((&rest, ""));
    found.trim_end().eq_ignore_ascii_case(label).then(|| typed(&format!("{before} {behind}")))
}

/// What is filled in in front of the time by which a part should end.
fn time_blank(line: &str, label: &str) -> Option<String> {
    let (found, rest) = line.split_once(':')?;
    let (before, _) = rest.split_once(BY).unwrap_or((rest, ""));
    found.trim_end().eq_ignore_ascii_case(label).then(|| typed(before))
}

/// What is typed on a line to write on.
fn typed(text: &str) -> String {
    text.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
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
    use crate::domain::story::Story;
    use crate::export::Selection;
    use crate::export::partner::{self, Hearing};

    const SHEET_TEXT: &str = "Sheet: a-leak\n“A leak”, to be told in 2:00\n\nDay:       ____________   such as 2026-12-05\n\
        Partner:   ____________\n\nLISTEN: when did each part end?\nProblem: ______   by 0:30   pool: empty\n\
        Insight: ______   by 1:18   lock\nOutcome: ______   by 2:00\n\nStructure: ___   each part follows from the one before\n\
        Own part: ___   what “I” did and decided, not only “we”\nBrevity: ___   nothing that could have been left out\n\nTHEN ASK\n- Problem: why?\n\nNote: ____________\n";

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
        for pairs in [&without_blanks[..], &[DAY_FILLED]] {
            let (scores, problems) = read_filled(pairs);
            assert!(problems.is_empty() && scores.len() == 1 && scores[0].is_empty(), "{scores:?} {problems:?}");
        }
    }

    #[test]
    fn what_can_not_be_read_is_named_with_its_line_and_what_to_do() {
        for (pairs, said) in [
            (
                &[("Structure: ___", "Structure: 7__")][..],
                "sheet.txt:12:1: “7” is no score: Structure: 7__   each part follows from the one before. Write a number from 1 to 5, or leave \
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
                "sheet.txt:1:1: your library has no story “a-jam”. It may be in the trash; the screen brings it back.",
            ),
        ] {
            assert_eq!(read_filled(pairs), (vec![], vec![said.to_owned()]));
        }
        let (_, problems) = read("notes.txt", "My notes", |_| None);
        assert!(problems[0].to_string().starts_with("notes.txt: it holds no sheet"));
    }

    #[test]
    fn what_stands_where_nothing_is_to_be_filled_in_is_read_or_named() {
        let level = [DAY_FILLED, ("the one before\n", "the one before    4\n")];
        let (scores, problems) = read_filled(&level);
        assert_eq!((scores[0].given[&Criterion::Structure], problems), (4, vec![]));
        let note = [DAY_FILLED, ("Note: ____________\n", "Note: Good.\n\nNote well: start later.\n=====\n")];
        assert_eq!(read_filled(&note).0[0].note, "Good.\n\nNote well: start later.");
        for (open, filled) in [
            ("Problem: why?", "Problem: why?    He found it."),
            ("pool: empty", "pool: empty    never said"),
            ("THEN ASK\n", "THEN ASK\nI asked for numbers.\n"),
        ] {
            let (scores, problems) = read_filled(&[DAY_FILLED, ("Brevity: ___", "Brevity: 3"), (open, filled)]);
            assert!(
                scores.is_empty() && problems[0].contains("something is written beside the blanks"),
                "{problems:?}"
            );
        }
    }

    #[test]
    fn a_quoted_sheet_is_read_like_any_other() {
        let mut story = Story::new("A leak");
        story.questions = vec!["Tell me about a time when it leaked, and nobody knew. ".repeat(3)];
        story.follow_ups = vec!["Why?".to_owned()];
        let hearing = Hearing { sheet: "17".to_owned(), ..Hearing::default() };
        let sheet = partner::write(Selection { stories: &[&story], needs: &[hearing], ..Selection::default() });
        let filled =
            sheet.replace("____________   such", "2026-03-14   such").replacen("Brevity:   ___", "Brevity:   3", 1);
        let read_back = |text: &str| read("a", text, |id| StoryId::try_from(id.to_owned()).ok());
        let (scores, problems) = read_back(&filled);
        assert_eq!(problems, []);
        assert!(scores[0].id.starts_with("-a-leak-17-"), "{}", scores[0].id);
        let quoted: String = filled.replace(['“', '”'], "\"").lines().map(|line| format!("> > {line}\n")).collect();
        assert_eq!(read_back(&quoted), (scores, vec![]));
        let indented = filled.replace("Brevity:   3", "  Brevity:   3");
        assert!(read_back(&indented).1[0].to_string().contains("is written beside it"));
        // An answer of a word behind what is printed is no longer what was printed.
        let (scores, problems) = read_back(&filled.replace("- Why?", "- Why? Since it rained."));
        assert!(scores.is_empty() && problems[0].to_string().contains("is written beside it"), "{problems:?}");
        // Twice in one file: the same is the same record, two that differ can not both count.
        assert_eq!(read_back(&(filled.clone() + &filled)).1, []);
        let twice = filled.clone() + &filled.replace("Brevity:   3", "Brevity:   4");
        assert!(read_back(&twice).1[0].to_string().contains("twice"));
    }

    #[test]
    fn a_question_that_goes_on_with_a_label_in_the_next_line_is_no_blank() {
        for label in ["Sheet", "Day", "Partner", "Result", "Brevity", "Problem", "Note"] {
            let mut story = Story::new("A leak");
            story.questions = vec![format!("{} {label}: what was it?", "l".repeat(74))];
            let hearing = Hearing { sheet: "17".to_owned(), ..Hearing::default() };
            let sheet = partner::write(Selection { stories: &[&story], needs: &[hearing], ..Selection::default() });
            assert!(sheet.contains(&format!("\n  {label}: what")), "{sheet}");
            let read_back = |text: &str| read("a", text, |id| StoryId::try_from(id.to_owned()).ok());
            assert_eq!(read_back(&sheet), (vec![], vec![]));
            let filled =
                sheet.replace("____________   such", "2026-03-14   such").replacen("Brevity:   ___", "Brevity:   3", 1);
            let (scores, problems) = read_back(&filled);
            assert_eq!((problems, scores[0].given.len(), scores[0].note.as_str()), (vec![], 1, ""), "{label}");
        }
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
