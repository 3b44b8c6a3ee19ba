//! The review of a take: what was said against the budgets and the takes before, and what it says of the next one.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::app::screen::review::ReviewScreen;
use crate::domain::ghost::{self, Ghost};
use crate::domain::help::Help;
use crate::domain::history::{RECENT, median};
use crate::domain::take::{Split, Take};
use crate::domain::time::{Millis, Now, in_whole_seconds};
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::typed_line::typed_line;
use crate::ui::{chrome, format, text, theme};

/// Within this of its budget a rung is on it.
const CLOSE: Millis = Millis::from_seconds(5);

/// Draws the review.
pub(in crate::ui) fn draw(app: &App, screen: &ReviewScreen, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let take = screen.take();
    let [title, _, body, note] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(if screen.note().is_some() { 2 } else { 0 }),
    ])
    .areas(area);
    chrome::draw_title(&app.shown_text(&take.title), &standing(app, take, now), frame, title);
    let before: Vec<&Take> = app.history().like(take.division()).filter(|other| other.id != take.id).collect();
    let mut lines = vec![
        Line::from(vec![
            Span::styled(format!("   {}", take.length), theme::CHOSEN),
            Span::raw(format!(" of {}", take.target)),
        ]),
        Line::raw(format!("   {}", format::verdict(take.length, take.target))),
        Line::default(),
        Line::styled(
            row("", ["said", "budget", "difference", "last", "median", "best"].map(str::to_owned)),
            theme::DIM,
        ),
    ];
    lines.extend(rung_rows(take, &before));
    lines.push(Line::default());
    let due = app.agenda().comes_back(&take.story, app.history()).map(|day| format::comes_back_on(day, now));
    let width = usize::from(area.width).saturating_sub(6).min(text::READABLE);
    for (words, style) in remarks(app, take, &before, due) {
        let wrapped = text::wrap(words, width);
        lines.extend(wrapped.into_iter().map(|line| Line::styled(format!("   {line}"), style)));
    }
    line::draw(
        &text::page_of(lines, body.height, screen.page(), &format!("   {}", chrome::page_keys(app))),
        frame,
        body,
    );
    if let Some(input) = screen.note() {
        let room = usize::from(area.width).saturating_sub(10);
        let (typed, column) = typed_line(input, room);
        let [_, row] = Layout::vertical([Constraint::Length(1), Constraint::Length(1)]).areas(note);
        line::draw(&[Line::from(vec![Span::styled("   Note ", theme::ACCENT), Span::raw(typed)])], frame, row);
        frame.set_cursor_position((row.x + 8 + u16::try_from(column).unwrap_or(0), row.y));
    }
}

fn standing(app: &App, take: &Take, now: Now) -> String {
    let number = app.history().like(take.division()).take_while(|other| other.id != take.id).count() + 1;
    let mut parts = Vec::new();
    if let Some(set) = app.set() {
        parts.push(format!("{} of {}", set.number(), set.count()));
    }
    if let Some(rung) = &take.only {
        parts.push(format!("only {rung}"));
    }
    if take.free {
        parts.push("free practice".to_owned());
    }
    parts.push(format!("take {number}"));
    parts.push(format!("{} {}", format::days_ago(take.at, now), take.at.hour_and_minute()));
    parts.join(" · ")
}

fn row(name: &str, cells: [String; 6]) -> String {
    let [said, budget, difference, last, median, best] = cells;
    let name = text::pad(name, 11);
    format!("   {name}{said:>6}{budget:>7}{difference:>12}{last:>6}{median:>7}{best:>6}")
}

fn rung_rows(take: &Take, before: &[&Take]) -> Vec<Line<'static>> {
    let worst = take.worst_split().filter(|worst| worst.said.distance(worst.budget) > CLOSE);
    let or_dash = |time: Option<Millis>| time.map_or_else(|| "–".to_owned(), |time| time.to_string());
    // The take itself is no ghost of its own.
    let ghosts = [Ghost::Last, Ghost::Median, Ghost::Best].map(|ghost| ghost.among(before.iter().copied()));
    let cells = |said: Millis, budget: Millis, others: [Option<Millis>; 3]| {
        let [last, median, best] = others.map(or_dash);
        [said.to_string(), budget.to_string(), format::difference(said, budget), last, median, best]
    };
    let mut rows: Vec<Line<'static>> = Vec::new();
    let said = in_whole_seconds(take.splits.iter().map(|split| split.said));
    for (place, (split, said)) in take.splits.iter().zip(said).enumerate() {
        let others = [0, 1, 2].map(|ghost: usize| ghosts.get(ghost).and_then(|splits| splits.get(place)).copied());
        let text = row(&split.rung, cells(said, split.budget, others));
        rows.push(if worst == Some(split) {
            Line::styled(text.replacen("  ", " ▸", 1), theme::CHOSEN)
        } else {
            Line::raw(text)
        });
    }
    if take.splits.len() > 1 {
        let mut recent: Vec<Millis> = before.iter().rev().take(RECENT).map(|take| take.length).collect();
        let best = ghost::best(before.iter().copied()).map(|take| take.length);
        let others = [before.last().map(|take| take.length), median(&mut recent), best];
        rows.push(Line::styled(row("Whole take", cells(take.length, take.target, others)), theme::STRONG));
    }
    rows
}

/// What there is to say of the take, the most useful first.
fn remarks(app: &App, take: &Take, before: &[&Take], comes_back: Option<String>) -> Vec<(String, Style)> {
    let mut remarks = Vec::new();
    let curveball = take.curveball.as_ref().map(|cut| {
        format!("After the interviewer cut in, the outcome was told within {} s.", cut.outcome_after.seconds())
    });
    remarks.extend(curveball.map(|words| (words, theme::STRONG)));
    remarks.extend(worst_remark(take).map(|words| (words, theme::STRONG)));
    remarks.extend(
        take.missed.iter().map(|missed| (format!("✗ Left out: {}", app.shown_text(&missed.words)), theme::PLAIN)),
    );
    let is_nearest = before.iter().all(|other| other.distance_from_budget() >= take.distance_from_budget());
    let best = (is_nearest && !before.is_empty()).then(|| "This take is your nearest to budget so far.".to_owned());
    let grade = match take.grade {
        Some(grade) => format!("Graded {}.", grade.name()),
        None => "Kept without a grade.".to_owned(),
    };
    let full = if take.in_full { " Told in full." } else { "" };
    let free = match comes_back {
        _ if take.free => " Free practice: it leaves open when the story comes back.".to_owned(),
        Some(day) if take.only.is_none() => format!(" The story comes back {day}."),
        _ => String::new(),
    };
    let verdict = Some(format!("{grade}{full}{free}"));
    let note = Some(&take.note).filter(|note| !note.is_empty()).map(|note| format!("Note: {note}"));
    let others = [help_remark(take), think_remark(take.think), best, verdict, note];
    remarks.extend(others.into_iter().flatten().map(|words| (words, theme::PLAIN)));
    remarks
}

/// The worst rung in one sentence.
fn worst_remark(take: &Take) -> Option<String> {
    let worst = take.worst_split()?;
    // The same seconds as in the table.
    let said = in_whole_seconds(take.splits.iter().map(|split| split.said));
    let said = take.splits.iter().zip(said).find_map(|(split, said)| (split == worst).then_some(said));
    let off = format::difference(said.unwrap_or(worst.said), worst.budget);
    let close = CLOSE.seconds();
    Some(if worst.said.distance(worst.budget) > CLOSE {
        format!("{} was furthest from its budget: {off}.", worst.rung)
    } else if worst.said.seconds() == worst.budget.seconds() {
        "Every part was on its budget.".to_owned()
    } else if take.splits.len() > 1 {
        format!("Every part stayed within {close} s of its budget; {} was furthest: {off}.", worst.rung)
    } else {
        format!("{} kept to its budget: {off}.", worst.rung)
    })
}

/// Which rungs needed help, and when it was asked for.
fn help_remark(take: &Take) -> Option<String> {
    let of = |split: &Split| {
        let when = split.aid.text_at.or(split.aid.cues_at);
        let asked = when.map(|at| format!(" after {} s", at.seconds())).unwrap_or_default();
        let given = if when.is_none() { " from the start" } else { "" };
        match split.aid.help() {
            Help::None => None,
            help => Some(format!("{} for {}{asked}{given}", help.name(), split.rung)),
        }
    };
    let helped: Vec<String> = take.splits.iter().filter_map(of).collect();
    if helped.is_empty() { None } else { Some(format!("Help: {}.", helped.join(", "))) }
}

fn think_remark(think: Millis) -> Option<String> {
    match think.seconds() {
        0..=1 => Some("You started at once. Two to five seconds of thought are well spent.".to_owned()),
        seconds @ 2..=5 => Some(format!("You thought for {seconds} s before you started: just right.")),
        seconds @ 6..=59 => Some(format!("You thought for {seconds} s before you started. Two to five are enough.")),
        _ => None,
    }
}
