//! The questions that probe a topic, and the title of a story that is begun to answer one.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use crate::app::App;
use crate::app::pointing::Spot;
use crate::app::screen::coverage::Probing;
use crate::app::text_input::TextInput;
use crate::domain::coverage::Topic;
use crate::domain::question::Question;
use crate::domain::text::count;
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::typed_line::typed_line;
use crate::ui::{chrome, pointing, text, theme};

/// The most lines of what a story needs, and of a question in full.
const MOST: [usize; 2] = [4, 3];

/// Draws the questions, and the one under the cursor in full.
pub(super) fn draw(app: &App, probing: &Probing, topic: &Topic, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width).saturating_sub(4);
    let needs = app
        .needs(topic)
        .into_iter()
        .flat_map(|(name, needs)| text::wrap(format!("A story of {name} needs {needs}."), width.min(text::READABLE)));
    let needs: Vec<Line<'_>> = needs.take(MOST[0]).map(|line| Line::raw(format!(" {line}"))).collect();
    let [head, needed, above, list, below, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(u16::try_from(needs.len()).unwrap_or(1)),
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(4),
    ])
    .areas(area);
    let questions = probing.questions();
    let right = count(questions.len(), "question", "questions");
    chrome::draw_title(&format!("Questions for {}", topic.name), &right, frame, head);
    line::draw(&needs, frame, needed);
    chrome::draw_rule(frame, above);
    let first = text::first_row(probing.cursor(), questions.len(), usize::from(list.height));
    let rows = questions.iter().enumerate().skip(first).take(usize::from(list.height));
    let rows: Vec<Line<'_>> = rows
        .map(|(number, question)| {
            let is_under_cursor = number == probing.cursor();
            let (bar, style) = if is_under_cursor { (" ▌ ", theme::CHOSEN) } else { ("   ", theme::PLAIN) };
            let words = text::shorten(question.text.as_str(), width);
            Line::from(vec![Span::styled(bar, theme::CHOSEN), Span::styled(words, style)]).over(pointing::at_row(
                Spot::Row,
                number,
                probing.cursor(),
            ))
        })
        .collect();
    line::draw(&rows, frame, list);
    chrome::draw_rule(frame, below);
    let in_full = probing.selected().map(|question| in_full(question, width)).unwrap_or_default();
    match probing.title() {
        None => line::draw(&in_full, frame, foot),
        Some(title) => {
            let [typed, answered] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(foot);
            draw_title_line(title, frame, typed);
            line::draw(&in_full, frame, answered);
        }
    }
}

/// A question, and where it is from.
fn in_full(question: &Question, width: usize) -> Vec<Line<'static>> {
    let words = text::wrap(format!("“{}”", question.text), width.min(text::READABLE));
    let mut lines: Vec<Line<'_>> =
        words.into_iter().take(MOST[1]).map(|line| Line::styled(format!(" {line}"), theme::STRONG)).collect();
    let from = question.asked.as_ref().map(ToString::to_string).or_else(|| question.heading.clone());
    lines.extend(from.map(|from| Line::styled(format!(" {}", text::shorten(from, width)), theme::DIM)));
    lines
}

fn draw_title_line(title: &TextInput, frame: &mut Frame<'_>, row: Rect) {
    let lead = Span::styled(" Title of the story: ", theme::CHOSEN);
    let (typed, column) = typed_line(title, usize::from(row.width).saturating_sub(lead.width() + 2));
    let column = lead.width() + column;
    line::draw(&[Line::from(vec![lead, Span::styled(typed, theme::STRONG)])], frame, row);
    frame.set_cursor_position(Position::new(row.x + u16::try_from(column).unwrap_or(0), row.y));
}
