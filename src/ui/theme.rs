//! The looks in one place: one accent, and a modifier or a mark wherever a color says something.

use ratatui::style::{Color, Modifier, Style};

/// The accent: where the cursor is, what runs, what is asked for.
pub(super) const ACCENT: Style = Style::new().fg(Color::Cyan);

/// The accent on words that lead.
pub(super) const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);

/// What leads and is chosen.
pub(super) const CHOSEN: Style = ACCENT.add_modifier(Modifier::BOLD);

/// What can wait: labels, rules, things to come.
pub(super) const DIM: Style = Style::new().fg(Color::Indexed(245));

/// What went wrong or ran over; words say it too.
pub(super) const ALERT: Style = Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD);

/// The lights at half of the time, at three quarters and at all of it; words say it too.
pub(super) const LIGHTS: [Style; 3] =
    [Style::new().fg(Color::Green), Style::new().fg(Color::Yellow), Style::new().fg(Color::Red)];

/// Letters that the query matched.
pub(super) const MATCHED: Style = ACCENT.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED));

/// Plain text.
pub(super) const PLAIN: Style = Style::new();
