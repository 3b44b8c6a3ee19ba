//! Stories to pick from, below the line that is typed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use crate::app::App;
use crate::app::action::Action;
use crate::app::pointing::Spot;
use crate::app::screen::interviews::picker::{Checklist, Offer, Picker};
use crate::app::text_input::Edit;
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::typed_line::typed_line;
use crate::ui::{chrome, pointing, text, theme};

/// Draws the stories, one of which was told for a question.
pub(super) fn draw_picker(app: &App, question: &str, picker: &Picker, frame: &mut Frame<'_>, area: Rect) {
    draw(app, &format!("Told for “{question}”"), "", picker, |_| "", frame, area);
}

/// Draws the stories, of which some are chosen.
pub(super) fn draw_checklist(
    app: &App,
    title: &str,
    right: &str,
    checklist: &Checklist,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let mark = |offer: &Offer| if checklist.chosen.contains(&offer.story) { "[✓] " } else { "[ ] " };
    let right = format!("{right} · {} chosen", checklist.chosen.len());
    draw(app, title, right.trim_start_matches(" · "), &checklist.picker, mark, frame, area);
}

fn draw(
    app: &App,
    title: &str,
    right: &str,
    picker: &Picker,
    mark: impl Fn(&Offer) -> &'static str,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let [head, typed, rule, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)])
            .areas(area);
    chrome::draw_title(title, right, frame, head);
    draw_typed(picker, frame, typed);
    chrome::draw_rule(frame, rule);
    let body = chrome::inside(body);
    let width = usize::from(body.width);
    if picker.count_found() == 0 {
        let words = app.say((
            "No story has these words in its title or skills. Press {} to clear them.",
            &[Action::Edit(Edit::DeleteToStart)],
        ));
        let lines: Vec<Line<'_>> = text::wrap(words, width).into_iter().map(Line::raw).collect();
        return line::draw(&lines, frame, body);
    }
    // The story under the cursor takes a row more.
    let room = usize::from(body.height).saturating_sub(1);
    let first = text::first_row(picker.cursor(), picker.count_found(), room);
    let mut lines = Vec::new();
    for (row, offer) in picker.found().enumerate().skip(first).take(room) {
        let is_under_cursor = row == picker.cursor();
        let style = if is_under_cursor { theme::STRONG } else { theme::PLAIN };
        let cursor = if is_under_cursor { "▌ " } else { "  " };
        let right = Span::styled(text::shorten(standing(offer), width / 2).to_string(), theme::DIM);
        let left = vec![Span::styled(cursor, theme::CHOSEN), Span::styled(mark(offer), theme::CHOSEN)];
        let taken = right.width() + left.iter().map(Span::width).sum::<usize>() + 2;
        let title = Span::styled(text::shorten(offer.title.clone(), width.saturating_sub(taken)), style);
        let place = pointing::at_row(Spot::Row, row, picker.cursor());
        lines.push(text::spread([left, vec![title]].concat(), right, body.width).over(place));
        if is_under_cursor && let Some((words, style)) = remark(offer) {
            let words = text::shorten(words, width.saturating_sub(4)).to_string();
            lines.push(Line::from(vec![Span::styled("▌ ", theme::CHOSEN), Span::styled(format!("  {words}"), style)]));
        }
    }
    line::draw(&lines, frame, body);
}

fn draw_typed(picker: &Picker, frame: &mut Frame<'_>, row: Rect) {
    let right = Span::styled(format!("{} of {}", picker.count_found(), picker.count()), theme::DIM);
    let room = usize::from(row.width).saturating_sub(right.width() + 6);
    let (typed, column) = typed_line(picker.input(), room);
    let words = if picker.input().is_empty() {
        Span::styled(text::shorten("Type a word of its title or skills", room), theme::DIM)
    } else {
        Span::styled(typed, theme::STRONG)
    };
    let left = vec![Span::styled(" › ", theme::CHOSEN), words];
    line::draw(&[text::spread(left, right, row.width.saturating_sub(1))], frame, row);
    frame.set_cursor_position(Position::new(row.x + 3 + u16::try_from(column).unwrap_or(0), row.y));
}

/// How a story stands, in a few words.
fn standing(offer: &Offer) -> String {
    let words = [
        offer.told.as_ref().map(|_| "told there before"),
        offer.is_prepared.then_some("chosen for it"),
        offer.answer.as_ref().map(|(fit, _)| fit.name()),
    ];
    words.into_iter().flatten().collect::<Vec<&str>>().join(" · ")
}

/// What there is to say of the story under the cursor.
fn remark(offer: &Offer) -> Option<(String, ratatui::style::Style)> {
    match (&offer.told, &offer.answer) {
        (Some(told), _) => Some((format!("! Told {told}: they would hear it twice."), theme::ALERT)),
        (None, Some((_, reason))) => Some((reason.clone(), theme::DIM)),
        (None, None) => None,
    }
}
