//! `retell stats`: what takes say of whether practicing works, as text, JSON or a table for spreadsheets.

use std::io::{self, Write};

use super::output::Printer;
use crate::domain::ladder::Ladder;
use crate::domain::progress::Progress;
use crate::domain::progress::chart::{Band, DayMark, MARK_WIDTH};
use crate::domain::progress::words::{COLUMNS, Fact};
use crate::domain::safe::Safe;
use crate::export::takes;

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
        Form::Csv => out.cells(&takes::write(&progress.takes, str::to_owned)),
        Form::Words if progress.is_empty() => {
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
    let rows = progress.rung_rows(ladder);
    if rows.is_empty() {
        return Ok(());
    }
    let print_row = |name: &str, [takes, said, budget, difference, helped]: [String; 5]| {
        let name = Safe::from(name).on_one_line();
        let name = name.start(14);
        let gap = 14_usize.saturating_sub(Safe::from(name).width());
        let row = format!("  {name}{:gap$}{takes:>7}{said:>8}{budget:>8}{difference:>14}{helped:>14}", "");
        row.trim_end().to_owned()
    };
    out.line("")?;
    out.line(format!("Parts: {}", ladder.name()))?;
    out.line(print_row("", COLUMNS.map(str::to_owned)))?;
    rows.into_iter().try_for_each(|row| out.line(print_row(row.name(), row.cells)))
}
