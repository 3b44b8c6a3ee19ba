//! The review of a take: what was said against the budgets and the takes before.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::screen::review::ReviewScreen;
use crate::domain::history::History;
use crate::domain::take::Take;
use crate::domain::time::{Millis, Now, in_whole_seconds};
use crate::ui::line::{self, Line, Span};
use crate::ui::{chrome, format, text, theme};

/// Within this of its budget a rung is on it.
const CLOSE: Millis = Millis::from_seconds(5);

/// Draws the review.
pub(in crate::ui) fn draw(app: &App, screen: &ReviewScreen, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let take = screen.take();
    let [title, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let takes = app.history().finished(&take.story).count();
    let when = format!("take {takes} · {} {}", format::days_ago(take.at, now), take.at.hour_and_minute());
    chrome::draw_title(&take.title, &when, frame, title);
    let before: Vec<&Take> =
        app.history().comparable(&take.story, take.ladder).filter(|other| other.id != take.id).collect();
    let mut lines = vec![
        Line::from(vec![
            Span::styled(format!("   {}", take.length), theme::CHOSEN),
            Span::raw(format!(" of {}", take.target)),
        ]),
        Line::raw(format!("   {}", format::verdict(take.length, take.target))),
        Line::default(),
        Line::styled(row("", ["said", "budget", "difference", "last", "typical"].map(str::to_owned)), theme::DIM),
    ];
    lines.extend(rung_rows(take, &before));
    lines.push(Line::default());
    let width = usize::from(area.width).saturating_sub(6).min(text::READABLE);
    for (words, style) in remarks(app, take) {
        let wrapped = text::wrap(&words, width);
        lines.extend(wrapped.into_iter().map(|line| Line::styled(format!("   {line}"), style)));
    }
    line::draw(&text::page_of(lines, body.height, screen.page(), "   ↑ ↓"), frame, body);
}

fn row(name: &str, cells: [String; 5]) -> String {
    let [said, budget, difference, last, typical] = cells;
    let name = text::pad(name, 13);
    format!("   {name}{said:>6}{budget:>8}{difference:>12}{last:>6}{typical:>9}")
}

fn rung_rows(take: &Take, before: &[&Take]) -> Vec<Line<'static>> {
    let worst = take.worst_split().filter(|worst| worst.said.distance(worst.budget) > CLOSE);
    let or_dash = |time: Option<Millis>| time.map_or_else(|| "–".to_owned(), |time| time.to_string());
    let cells = |said: Millis, budget: Millis, last: Option<Millis>, typical: Option<Millis>| {
        [said.to_string(), budget.to_string(), format::difference(said, budget), or_dash(last), or_dash(typical)]
    };
    let mut rows: Vec<Line<'static>> = Vec::new();
    let said = in_whole_seconds(take.splits.iter().map(|split| split.said));
    for (split, said) in take.splits.iter().zip(said) {
        let last = before.last().and_then(|take| take.splits.iter().find(|other| other.rung == split.rung));
        let typical = History::typical(before.iter().copied(), &split.rung);
        let text = row(&split.rung, cells(said, split.budget, last.map(|last| last.said), typical));
        rows.push(if worst == Some(split) {
            Line::styled(text.replacen("  ", " ▸", 1), theme::CHOSEN)
        } else {
            Line::raw(text)
        });
    }
    let mut lengths: Vec<Millis> = before.iter().map(|take| take.length).collect();
    let last = lengths.last().copied();
    let typical = crate::domain::history::median(&mut lengths);
    rows.push(Line::styled(row("Whole take", cells(take.length, take.target, last, typical)), theme::STRONG));
    rows
}

fn remarks(app: &App, take: &Take) -> Vec<(String, ratatui::style::Style)> {
    let mut remarks = Vec::new();
    if let Some(worst) = take.worst_split() {
        // The same seconds as in the table.
        let said = in_whole_seconds(take.splits.iter().map(|split| split.said));
        let said = take.splits.iter().zip(said).find_map(|(split, said)| (split == worst).then_some(said));
        let off = format::difference(said.unwrap_or(worst.said), worst.budget);
        let words = if worst.said.distance(worst.budget) > CLOSE {
            format!("{} was furthest from its budget: {off}.", worst.rung)
        } else if worst.said.seconds() == worst.budget.seconds() {
            "Every part was on its budget.".to_owned()
        } else if take.splits.len() > 1 {
            let close = CLOSE.seconds();
            format!("Every part stayed within {close} s of its budget; {} was furthest: {off}.", worst.rung)
        } else {
            format!("{} kept to its budget: {off}.", worst.rung)
        };
        remarks.push((words, theme::STRONG));
    }
    let think = match take.think.seconds() {
        0..=1 => "You started at once. Two to five seconds of thought are well spent.".to_owned(),
        seconds @ 2..=5 => format!("You thought for {seconds} s before you started: just right."),
        seconds @ 6..=59 => format!("You thought for {seconds} s before you started. Two to five are enough."),
        _ => String::new(),
    };
    let grade =
        take.grade.map_or_else(|| "Kept without a grade.".to_owned(), |grade| format!("Graded {}.", grade.name()));
    let best = app.history().best(&take.story, take.ladder).filter(|best| best.id == take.id);
    let best = best.filter(|_| app.history().comparable(&take.story, take.ladder).count() > 1);
    let best = if best.is_some() { "This take is your nearest to budget so far." } else { "" };
    remarks.extend([think, grade, best.to_owned()].map(|words| (words, theme::PLAIN)));
    remarks
}
