//! The review of a take: what was said against the budgets and the takes before, and what it says of the next one.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::remarks::CLOSE;
use crate::app::screen::review::ReviewScreen;
use crate::domain::ghost::{self, Ghost};
use crate::domain::history::{RECENT, median};
use crate::domain::take::Take;
use crate::domain::time::{Millis, Now, in_whole_seconds};
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::typed_line::typed_line;
use crate::ui::{chrome, format, text, theme};

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
    let name = app.title_here(&app.shown_text(&take.title));
    chrome::draw_title(&name, &app.standing_of_take(take, now).join(" · "), frame, title);
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
    for (remarks, style) in app.remarks_on_take(take, &before, due).into_iter().zip([theme::STRONG, theme::PLAIN]) {
        let wrapped = remarks.into_iter().flat_map(|words| text::wrap(words, width));
        lines.extend(wrapped.map(|line| Line::styled(format!("   {line}"), style)));
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
