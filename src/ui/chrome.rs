//! What frames every screen: the rule, the line to the person, and the keys at the bottom.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{text, theme};
use crate::app::action::Action;
use crate::app::keymap::{Binding, bindings_of};
use crate::app::{App, Notice, Screen};
use crate::domain::library::Origin;

/// A rule across the window, one column in from both edges.
pub(super) fn draw_rule(frame: &mut Frame<'_>, row: Rect) {
    let rule = "─".repeat(usize::from(row.width.saturating_sub(2)));
    frame.render_widget(Line::styled(format!(" {rule}"), theme::DIM), row);
}

/// The line to the person: what the last key came to, or else what kind of stories these are.
pub(super) fn draw_notice(app: &App, frame: &mut Frame<'_>, row: Rect) {
    let width = usize::from(row.width.saturating_sub(2));
    let line = match app.notice() {
        Some(Notice::Info(what)) => Line::styled(format!(" {}", text::shorten(what, width)), theme::ACCENT),
        Some(Notice::Error(what)) => Line::styled(format!(" ! {}", text::shorten(what, width - 2)), theme::ALERT),
        None => Line::styled(format!(" {}", text::shorten(standing(app), width)), theme::DIM),
    };
    frame.render_widget(line, row);
}

fn standing(app: &App) -> &'static str {
    match (app.screen(), app.overlay(), app.library().origin) {
        (Screen::Library, None, Origin::Samples) => "These are samples. To bring in your own: retell import FILE",
        (Screen::Library, None, Origin::Documents) => {
            "Opened without importing. To keep these stories: retell import FILE"
        }
        _ => "",
    }
}

/// The keys that do something now, as many as fit; the way out stands at the right.
pub(super) fn draw_footer(app: &App, frame: &mut Frame<'_>, row: Rect) {
    let context = app.context();
    let offered: Vec<(&Binding, &str)> = bindings_of(context)
        .filter(|binding| app.can(binding.action).is_ok())
        .filter_map(|binding| Some((binding, binding.hint?)))
        .collect();
    let is_way_out = |action| matches!(action, Action::Quit | Action::Leave | Action::Close | Action::StopTyping);
    let way_out = offered.iter().rev().find(|(binding, _)| is_way_out(binding.action));
    let right = way_out.map_or_else(Line::default, |&(binding, hint)| hint_line(binding, hint));
    let mut room = usize::from(row.width).saturating_sub(right.width() + 3);
    let mut left = vec![Span::raw(" ")];
    for &(binding, hint) in &offered {
        if way_out.is_some_and(|(out, _)| out.action == binding.action) {
            continue;
        }
        let hint = hint_line(binding, hint);
        if hint.width() + 3 > room {
            break;
        }
        room -= hint.width() + 3;
        left.extend(hint.spans);
        left.push(Span::raw("   "));
    }
    frame.render_widget(text::spread(left, right, row.width.saturating_sub(1)), row);
}

fn hint_line(binding: &Binding, hint: &str) -> Line<'static> {
    let key = binding.keys.first().map(ToString::to_string).unwrap_or_default();
    let key = if key == "enter" { "↵".to_owned() } else { key };
    Line::from(vec![Span::styled(key, theme::CHOSEN), Span::styled(format!(" {hint}"), theme::DIM)])
}

/// A title line: what this is on the left, bold and shortened if it must be, what else there is on the right.
pub(super) fn draw_title(title: &str, right: &str, frame: &mut Frame<'_>, row: Rect) {
    let room = usize::from(row.width).saturating_sub(right.width() + 4);
    let left = Span::styled(format!(" {}", text::shorten(title, room)), theme::STRONG);
    frame.render_widget(text::spread(left, Span::styled(right, theme::DIM), row.width.saturating_sub(1)), row);
}
