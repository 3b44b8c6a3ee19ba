//! `retell stats`: what takes say of whether practicing works, as text, JSON or a table for spreadsheets.

use std::io::{self, Write};

use serde_json::Value;

use super::output::Printer;
use crate::domain::ladder::Ladder;
use crate::domain::progress::Progress;
use crate::domain::progress::chart::{Band, DayMark, MARK_WIDTH};
use crate::domain::progress::told::Told;
use crate::domain::progress::words::{COLUMNS, Fact};
use crate::domain::safe::Safe;
use crate::export::csv::harmless;

/// The weeks of the calendar: half a year.
const WEEKS: usize = 26;

/// How many takes the chart of lengths has room for in 80 columns.
const TAKES: usize = 32;

/// The columns of labels.
const LABELS: usize = 12;

/// The longest bar of grades.
const LONGEST_BAR: usize = 40;

/// How to print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Words and charts.
    Words,
    /// One JSON object.
    Json,
    /// A line for each take.
    Csv,
}

/// Prints it.
///
/// # Errors
/// When `out` can't be written.
pub fn run(progress: &Progress, form: Form, out: &mut Printer<impl Write>) -> io::Result<()> {
    match form {
        Form::Json => out.json(progress),
        Form::Csv => out.lines(table(&progress.takes, str::to_owned)?),
        Form::Words if progress.takes.is_empty() && progress.partners.is_none() => {
            out.line("Nothing is told yet. Open Retell, choose a story, and tell it aloud: its numbers come here.")
        }
        Form::Words => print_words(progress, out),
    }
}

fn print_words(progress: &Progress, out: &mut Printer<impl Write>) -> io::Result<()> {
    out.line("Days")?;
    print_facts(&progress.day_facts(), out)?;
    out.line("")?;
    out.line(format!("  {:4}{}", "", progress.months(WEEKS)))?;
    for weekday in progress.weekdays(WEEKS) {
        let days: Vec<String> = weekday.days.iter().map(|day| day.letter().to_string()).collect();
        out.line(format!("  {} {}", weekday.name, days.join(" ")).trim_end())?;
    }
    out.line(format!("  {:4}{}", "", DayMark::LEGEND))?;
    out.line("")?;
    out.line(progress.length_heading())?;
    if progress.whole().next().is_some() {
        for band in progress.bands(TAKES) {
            let ground = band.ground();
            let takes: String = band.takes.iter().flat_map(|&take| [band.letter(take), ground]).collect();
            out.line(format!("  {} │{takes}", band.name).trim_end())?;
        }
        out.line(format!("  {:10} └{}", "", "─".repeat(TAKES * MARK_WIDTH)))?;
        out.line(format!("  {:12}{}", "", progress.first_and_last_day(TAKES)))?;
        out.line(format!("  {:12}{}", "", Band::LEGEND))?;
    }
    print_facts(&progress.length_facts(), out)?;
    out.line("")?;
    out.line("Telling")?;
    print_facts(&progress.telling_facts(), out)?;
    print_grades(progress, out)?;
    for ladder in [Ladder::Outline, Ladder::Star, Ladder::Beats] {
        print_rungs(progress, ladder, out)?;
    }
    Ok(())
}

fn print_facts(facts: &[Fact], out: &mut Printer<impl Write>) -> io::Result<()> {
    let indent = " ".repeat(LABELS + 2);
    let options = textwrap::Options::new(80).subsequent_indent(&indent);
    facts
        .iter()
        .try_for_each(|(label, words)| out.lines(textwrap::fill(&format!("  {label:LABELS$}{words}"), &options)))
}

fn print_grades(progress: &Progress, out: &mut Printer<impl Write>) -> io::Result<()> {
    for (place, (name, count, bar)) in progress.grades.bars(LONGEST_BAR).into_iter().enumerate() {
        let label = if place == 0 { "Grades" } else { "" };
        let bar = "━".repeat(bar);
        out.line(format!("  {label:LABELS$}{name:<7}{count:>4}  {bar}").trim_end())?;
    }
    Ok(())
}

fn print_rungs(progress: &Progress, ladder: Ladder, out: &mut Printer<impl Write>) -> io::Result<()> {
    let rungs: Vec<_> = progress.rungs.iter().filter(|rung| rung.ladder == ladder).collect();
    if rungs.is_empty() {
        return Ok(());
    }
    let print_row = |name: &str, [takes, said, budget, difference, helped]: [String; 5]| {
        let name = Safe::from(name).on_one_line();
        let name = name.start(14);
        let gap = 14_usize.saturating_sub(Safe::from(name).width());
        format!("  {name}{:gap$}{takes:>7}{said:>8}{budget:>8}{difference:>14}{helped:>14}", "")
    };
    out.line("")?;
    out.line(format!("Parts: {}", ladder.name()))?;
    out.line(print_row("", COLUMNS.map(str::to_owned)))?;
    rungs.iter().try_for_each(|rung| out.line(print_row(&rung.rung, rung.cells())))
}

/// The heads of the columns of the table: what the JSON has of a take.
const HEADS: [&str; 14] = [
    "at",
    "story",
    "title",
    "ladder",
    "only",
    "length_ms",
    "target_ms",
    "percent_of_target",
    "verdict",
    "think_ms",
    "words_a_minute",
    "grade",
    "free",
    "help",
];

/// The takes as CSV. Texts stand in it as `shown` has them.
///
/// # Errors
/// Never, since it is made in memory.
pub fn table(takes: &[Told], shown: impl Fn(&str) -> String) -> io::Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(HEADS)?;
    for take in takes {
        let take = serde_json::to_value(take)?;
        table.write_record(HEADS.map(|head| take.get(head).map(|value| cell(value, &shown)).unwrap_or_default()))?;
    }
    let bytes = table.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn cell(value: &Value, shown: impl Fn(&str) -> String) -> String {
    match value {
        Value::String(text) => harmless(&Safe::from(shown(text)).on_one_line()),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::history::History;
    use crate::domain::take::told;
    use crate::domain::time::Stamp;

    #[test]
    fn the_columns_are_what_the_json_has_of_a_take() {
        let history = History::new([told("A leak", 1, &[("Problem", 30)])]);
        let now = Stamp::try_from("2026-03-14T22:00:00Z".to_owned()).unwrap();
        let progress = serde_json::to_value(Progress::of(&history, |_| true, now)).unwrap();
        let fields: Vec<&String> = progress["takes"][0].as_object().unwrap().keys().collect();
        assert_eq!(fields, HEADS);
    }

    #[test]
    fn a_cell_is_no_formula() {
        for (text, shown) in [
            ("A leak", "A leak"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\t=1", "' =1"),
            ("\r=1", "'=1"),
            ("\u{200b}=1", "'=1"),
            ("a\n=1", "a =1"),
        ] {
            assert_eq!(cell(&Value::from(text), str::to_owned), shown, "{text:?}");
        }
        let cell = |value: Value| cell(&value, str::to_owned);
        assert_eq!((cell(Value::Null), cell(Value::from(12))), (String::new(), "12".to_owned()));
    }
}
