//! The saved filters, and the name of one that is being saved.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use crate::app::App;
use crate::app::action::Action;
use crate::app::pointing::Spot;
use crate::app::screen::filters::FiltersScreen;
use crate::domain::safe::Safe;
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::typed_line::typed_line;
use crate::ui::{chrome, pointing, text, theme};

/// Draws the saved filters.
pub(in crate::ui) fn draw(app: &App, screen: &FiltersScreen, frame: &mut Frame<'_>, area: Rect) {
    let [title, naming, rule, _, body] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    chrome::draw_title("Saved filters", "", frame, title);
    draw_naming(screen, frame, naming);
    chrome::draw_rule(frame, rule);
    let filters = &app.filters().filters;
    let width = usize::from(body.width).saturating_sub(2);
    let mut lines = Vec::new();
    if filters.is_empty() {
        let words = app.say((
            "Nothing is saved yet. Ask for something in the library, then come here and press {} to save it.",
            &[Action::NameFilter],
        ));
        lines.extend(text::wrap(words, width.saturating_sub(2)).into_iter().map(|line| Line::raw(format!("  {line}"))));
    }
    let names = filters.keys().map(|name| Safe::from(name).width()).max().unwrap_or(0).min(width / 3);
    let cursor = screen.cursor(filters.len());
    let first = text::first_row(cursor, filters.len(), usize::from(body.height));
    for (row, (name, query)) in filters.iter().enumerate().skip(first).take(usize::from(body.height)) {
        let is_under_cursor = row == cursor && screen.name().is_none();
        let style = if is_under_cursor { theme::CHOSEN } else { theme::PLAIN };
        let spans = vec![
            Span::styled(if is_under_cursor { " ▌ @" } else { "   @" }, theme::CHOSEN),
            Span::styled(text::pad(name, names), style),
            Span::styled(format!("  {}", text::shorten(query, width.saturating_sub(names + 6))), theme::DIM),
        ];
        lines.push(Line::from(spans).over(pointing::at_row(Spot::Row, row, cursor)));
    }
    line::draw(&lines, frame, body);
}

/// What is asked for now, and the name it gets.
fn draw_naming(screen: &FiltersScreen, frame: &mut Frame<'_>, row: Rect) {
    let room = usize::from(row.width).saturating_sub(4);
    let Some(name) = screen.name() else {
        let now = match screen.query() {
            "" => "Nothing is asked for now.".to_owned(),
            query => format!("Asked for now: {query}"),
        };
        return line::draw(&[Line::styled(format!(" {}", text::shorten(now, room)), theme::DIM)], frame, row);
    };
    let lead = format!(" Save {} as @", text::shorten(screen.query(), room / 2));
    let lead = Span::styled(lead, theme::CHOSEN);
    let (typed, column) = typed_line(name, room.saturating_sub(lead.width()));
    let column = lead.width() + column;
    line::draw(&[Line::from(vec![lead, Span::styled(typed, theme::STRONG)])], frame, row);
    frame.set_cursor_position(Position::new(row.x + u16::try_from(column).unwrap_or(0), row.y));
}
