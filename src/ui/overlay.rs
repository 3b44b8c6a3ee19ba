//! Pages that lie over a screen: help, and the offer to resume.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::chrome::page_keys;
use super::line::{self, Line, Span};
use super::{chrome, marks, text, theme};
use crate::app::App;
use crate::app::keymap::Context;
use crate::domain::safe::Safe;

/// How many columns the help page gives to the keys.
const KEYS_WIDTH: usize = 22;

/// A title, a rule, and lines that are paged where they don't fit.
fn draw_page(app: &App, title: &str, right: &str, lines: Vec<Line<'_>>, frame: &mut Frame<'_>, area: Rect) {
    let [head, rule, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)])
            .areas(area);
    chrome::draw_title(title, right, frame, head);
    chrome::draw_rule(frame, rule);
    let body = Rect { x: body.x + 3, width: body.width.saturating_sub(4), ..body };
    line::draw(&text::page_of(lines, body.height, app.overlay_page(), &page_keys(app)), frame, body);
}

/// The keys of a context.
pub(super) fn help(app: &App, context: Context, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width).saturating_sub(KEYS_WIDTH + 4);
    let mut lines = Vec::new();
    for binding in app.keymap().bindings_of(context) {
        let keys = binding.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let (note, style) = match app.can(binding.action) {
            Ok(()) => ("", theme::PLAIN),
            Err(_) => (" (not now)", theme::DIM),
        };
        // More keys than fit beside each other go on in the next row.
        let keys = text::wrap(marks::key(keys, app.looks().marks), KEYS_WIDTH - 1);
        let words = text::wrap(format!("{}{note}", binding.help), width);
        for row in 0..keys.len().max(words.len()) {
            let of = |lines: &[Safe<'static>]| lines.get(row).cloned().unwrap_or_default();
            lines.push(Line::from(vec![
                Span::styled(text::pad(of(&keys), KEYS_WIDTH), theme::CHOSEN),
                Span::styled(of(&words), style),
            ]));
        }
    }
    draw_page(app, "Keys", context.name(), lines, frame, area);
}

/// The offer to go on with a take that was interrupted.
pub(super) fn resume(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let Some(unfinished) = app.unfinished() else {
        return;
    };
    let width = usize::from(area.width).saturating_sub(6).min(text::READABLE);
    let mut lines: Vec<Line<'_>> = text::wrap(app.shown_text(&unfinished.title), width)
        .into_iter()
        .map(|line| Line::styled(line, theme::STRONG))
        .collect();
    lines.push(Line::default());
    for words in app.unfinished_in_words().into_iter().flatten() {
        lines.extend(text::wrap(words, width).into_iter().map(Line::raw));
    }
    draw_page(app, "A take is unfinished", "", lines, frame, area);
}
