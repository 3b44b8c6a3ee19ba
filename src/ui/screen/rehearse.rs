//! The screen that asks what to rehearse, and says what that comes to.

use std::iter;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::pointing::Spot;
use crate::app::screen::rehearse::{RehearseScreen, What};
use crate::ui::line::{self, Line, Span};
use crate::ui::{chrome, pointing, text, theme};

/// Draws it.
pub(in crate::ui) fn draw(app: &App, screen: &RehearseScreen, frame: &mut Frame<'_>, area: Rect) {
    let [title, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    chrome::draw_title("Rehearse", "", frame, title);
    let body = chrome::inside(body);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (place, row) in screen.rows().iter().enumerate() {
        let is_chosen = place == screen.cursor();
        let (mark, style) = if is_chosen { ("▸ ", theme::CHOSEN) } else { ("  ", theme::PLAIN) };
        let value =
            if is_chosen { format!("‹ {} ›", screen.value(*row)) } else { format!("  {}", screen.value(*row)) };
        let spans = vec![
            Span::styled(mark, theme::CHOSEN),
            Span::styled(text::pad(row.name(), 12), theme::DIM),
            Span::styled(value, style),
        ];
        lines.push(Line::from(spans).over(pointing::at_row(Spot::Row, place, screen.cursor())));
    }
    lines.push(Line::default());
    let width = usize::from(body.width);
    let styles = iter::once(theme::STRONG).chain(iter::repeat(theme::DIM));
    lines.extend(app.rehearsal_in_words(screen).into_iter().zip(styles).flat_map(|(words, style)| {
        text::wrap(words, width.saturating_sub(4).min(text::READABLE))
            .into_iter()
            .map(move |line| Line::styled(format!("  {line}"), style))
    }));
    let room = usize::from(body.height).saturating_sub(lines.len() + 1);
    lines.extend(listed(app, screen, room, width));
    line::draw(&lines, frame, body);
}

/// The stories of a set in their order, as many as there is room for.
fn listed(app: &App, screen: &RehearseScreen, room: usize, width: usize) -> Vec<Line<'static>> {
    if screen.wishes().what != What::Set || room < 2 {
        return Vec::new();
    }
    let stories = &screen.arranged().stories;
    let shown = if stories.len() > room { room - 1 } else { room };
    let mut lines = vec![Line::default()];
    lines.extend(stories.iter().zip(1..).take(shown.saturating_sub(1)).map(|(story, number): (_, usize)| {
        let title = app.library().get(story).map_or("", |story| story.title.as_str());
        let title = text::shorten(title.to_owned(), width.saturating_sub(8));
        Line::from(vec![Span::styled(format!("{number:>5}  "), theme::DIM), Span::raw(title)])
    }));
    let more = stories.len().saturating_sub(shown.saturating_sub(1));
    if more > 0 {
        lines.push(Line::styled(format!("       and {more} more"), theme::DIM));
    }
    lines
}
