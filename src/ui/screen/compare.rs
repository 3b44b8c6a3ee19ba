//! Two versions of a story side by side: what differs in full, what doesn't by its name.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::screen::compare::CompareScreen;
use crate::domain::conflict::Conflict;
use crate::domain::difference::Difference;
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::changes;
use crate::ui::{chrome, text, theme};

/// From this width on the versions stand side by side; below, one under the other.
const WIDE: u16 = 80;

/// What stands between the two.
const GAP: &str = " │ ";

/// Draws both versions.
pub(in crate::ui) fn draw(app: &App, screen: &CompareScreen, frame: &mut Frame<'_>, area: Rect) {
    let conflict = screen.conflict();
    let width = usize::from(area.width).saturating_sub(2);
    let cause: Vec<Line<'_>> = text::wrap(format!("{} Both are kept until you choose.", conflict.cause), width)
        .into_iter()
        .map(|line| Line::styled(line, theme::DIM))
        .collect();
    let [head, why, rule, body] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(u16::try_from(cause.len()).unwrap_or(1)),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    chrome::draw_title(&app.shown_text(&conflict.left.story.title), "two versions", frame, head);
    line::draw(&cause, frame, chrome::inside(why));
    chrome::draw_rule(frame, rule);
    let body = chrome::inside(body);
    let lines = lines(app, conflict, body.width, area.width >= WIDE);
    line::draw(&text::page_of(lines, body.height, screen.page(), &chrome::page_keys(app)), frame, body);
}

fn lines(app: &App, conflict: &Conflict, width: u16, is_wide: bool) -> Vec<Line<'static>> {
    let parts = app.differences(&conflict.left.story, &conflict.right.story);
    let (same, differing): (Vec<_>, Vec<_>) = parts.into_iter().partition(Difference::is_none);
    let column = ((usize::from(width) - GAP.chars().count()) / 2).min(text::READABLE);
    let heads = [("1", &conflict.left.place), ("2", &conflict.right.place)];
    let room = if is_wide { column } else { usize::from(width) };
    let head =
        |(key, place): (&str, &String)| Line::styled(text::shorten(format!("{key}  {place}"), room), theme::CHOSEN);
    let mut lines = Vec::new();
    if is_wide {
        let [left, right] = heads.map(head);
        lines.push(beside(left, right, column));
    }
    for part in &differing {
        lines.push(Line::default());
        lines.push(Line::styled(text::shorten(part.name.clone(), usize::from(width)), theme::ACCENT));
        let width = if is_wide { column } else { usize::from(width).min(text::READABLE) };
        let (left, right) = (
            rows(part.left.as_deref(), part.right.as_deref(), width),
            rows(part.right.as_deref(), part.left.as_deref(), width),
        );
        if is_wide {
            let rows = left.len().max(right.len());
            let or_empty = |mut lines: Vec<Line<'static>>| {
                lines.resize(rows, Line::default());
                lines
            };
            let pairs = or_empty(left).into_iter().zip(or_empty(right));
            lines.extend(pairs.map(|(left, right)| beside(left, right, column)));
        } else {
            for (side, rows) in heads.into_iter().zip([left, right]) {
                lines.push(head(side));
                lines.extend(rows);
            }
        }
    }
    lines.push(Line::default());
    let same: Vec<String> = same.into_iter().map(|part| part.name.to_lowercase()).collect();
    let words = match (differing.is_empty(), same.is_empty()) {
        (true, _) => "Both versions say the same.".to_owned(),
        (_, true) => String::new(),
        _ => format!("The same in both: {}.", same.join(", ")),
    };
    lines.extend(text::wrap(words, usize::from(width)).into_iter().map(|line| Line::styled(line, theme::DIM)));
    lines
}

fn beside(mut left: Line<'static>, right: Line<'static>, column: usize) -> Line<'static> {
    let gap = column.saturating_sub(left.width());
    let styled =
        |line: Line<'static>| line.spans.into_iter().map(move |span| span.over(line.style)).collect::<Vec<_>>();
    left.spans.push(Span::raw(" ".repeat(gap)));
    let mut spans = styled(left);
    spans.push(Span::styled(GAP, theme::DIM));
    spans.extend(styled(right));
    Line::from(spans)
}

/// A part of one version, the words marked that differ from the other.
fn rows(words: Option<&str>, other: Option<&str>, width: usize) -> Vec<Line<'static>> {
    match (words, other) {
        (None, _) => vec![Line::styled("not there", theme::DIM)],
        (Some(words), None) => {
            text::wrap(words, width).into_iter().map(|line| Line::styled(line, theme::TOLD)).collect()
        }
        (Some(words), Some(other)) => changes::lines_of(words, other, width),
    }
}
