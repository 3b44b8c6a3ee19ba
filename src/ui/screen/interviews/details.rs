//! The lines into which the day, the company and the round of an interview are typed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use crate::app::App;
use crate::app::pointing::Spot;
use crate::app::screen::interviews::details::{Details, Field};
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::typed_line::typed_line;
use crate::ui::{chrome, pointing, text, theme};

/// How many columns the names of the lines take.
const NAMES: usize = 13;

/// Draws them.
pub(super) fn draw(app: &App, details: &Details, frame: &mut Frame<'_>, area: Rect) {
    let [head, rule, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)])
            .areas(area);
    let title = if details.was.is_some() { "Change an interview" } else { "A new interview" };
    chrome::draw_title(title, "", frame, head);
    chrome::draw_rule(frame, rule);
    let body = chrome::inside(body);
    let mut lines = Vec::new();
    for field in Field::ALL {
        let is_typed = field == details.field();
        let (mark, style) = if is_typed { ("▸ ", theme::STRONG) } else { ("  ", theme::PLAIN) };
        let room = usize::from(body.width).saturating_sub(NAMES + 2);
        let (typed, column) = typed_line(details.line(field), room);
        if is_typed {
            let column = u16::try_from(NAMES + column).unwrap_or(0);
            frame.set_cursor_position(Position::new(body.x + column, body.y + u16::try_from(lines.len()).unwrap_or(0)));
        }
        let spans = vec![
            Span::styled(mark, theme::CHOSEN),
            Span::styled(text::pad(field.name(), NAMES - 2), theme::DIM),
            Span::styled(typed, style),
        ];
        let place = pointing::at_row(Spot::Row, field as usize, details.field() as usize);
        lines.push(Line::from(spans).over(place));
        let hint = text::shorten(app.hint_for(details, field), room).to_string();
        lines.push(Line::styled(format!("{:NAMES$}{hint}", ""), theme::DIM));
        lines.push(Line::default());
    }
    line::draw(&lines, frame, body);
}
