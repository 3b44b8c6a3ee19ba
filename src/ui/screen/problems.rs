//! The list of problems: what could not be read or done, and what can be done about it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::action::Action;
use crate::app::pointing::Spot;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::text::count;
use crate::ui::line::{self, Line, Span};
use crate::ui::{chrome, pointing, text, theme};

/// Draws the list, the problem under the cursor in sight.
pub(in crate::ui) fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let [head, rule, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)])
            .areas(area);
    let problems = app.problems();
    let right = count(problems.len(), "problem", "problems");
    chrome::draw_title("What could not be read or done", &right, frame, head);
    chrome::draw_rule(frame, rule);
    let cursor = app.problems_screen().cursor(problems.len());
    let width = usize::from(body.width).saturating_sub(6);
    let mut lines = Vec::new();
    let mut end_of_chosen = 0;
    for (row, problem) in problems.iter().enumerate() {
        let place = pointing::at_row(Spot::Row, row, cursor);
        lines.extend(rows(app, problem, row == cursor, width).into_iter().map(|line| line.over(place)));
        lines.push(Line::default());
        if row == cursor {
            end_of_chosen = lines.len() - 1;
        }
    }
    let first = end_of_chosen.saturating_sub(usize::from(body.height));
    line::draw(lines.get(first..).unwrap_or_default(), frame, chrome::inside(body));
}

/// A problem: where, why, and what to do.
fn rows(app: &App, problem: &Problem, is_under_cursor: bool, room: usize) -> Vec<Line<'static>> {
    let place = match (problem.line, problem.column) {
        (Some(line), Some(column)) => format!("{}, line {line}, column {column}", problem.file),
        (Some(line), None) => format!("{}, line {line}", problem.file),
        _ => problem.file.clone(),
    };
    let hint = match &problem.remedy {
        Remedy::None | Remedy::Listed => problem.hint.clone(),
        Remedy::Versions(_) => app.say(("Press {} to see the versions of it that are whole.", &[Action::Mend])),
        Remedy::Edit(_) => app.say(("Press {} to go on with it in your editor.", &[Action::Mend])),
        Remedy::Compare(_) => app.say(("Press {} to see both versions, and choose.", &[Action::Mend])),
    };
    let mut reason = problem.reason.clone();
    // A sentence starts with a capital; a file's word stays as it is.
    if let Some(first) = reason.get(..1).map(str::to_uppercase) {
        reason.replace_range(..1, &first);
    }
    let mark = if is_under_cursor { "▌ " } else { "  " };
    let rows = [(format!("{reason}."), theme::STRONG), (place, theme::DIM), (hint, theme::PLAIN)];
    let wrapped = rows.into_iter().flat_map(|(words, style)| {
        // A path is easier to read in one row than in a narrow column.
        let width = if style == theme::DIM { room } else { room.min(text::READABLE) };
        text::wrap(words, width).into_iter().map(move |row| Span::styled(row, style)).collect::<Vec<_>>()
    });
    wrapped.map(|row| Line::from(vec![Span::styled(mark, theme::CHOSEN), row])).collect()
}
