//! What frames every screen: the rule, the lines to the person, and the keys at the bottom.

use std::borrow::Cow;
use std::iter;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::line::{self, Line, Span};
use super::{first_steps, marks, pointing, text, theme};
use crate::app::action::Action;
use crate::app::keymap::{Binding, WAYS_BACK};
use crate::app::{App, Notice};
use crate::domain::beat::Beat;
use crate::domain::looks::Marks;
use crate::domain::safe::Safe;

/// A rule across the window, one column in from both edges.
pub(super) fn draw_rule(frame: &mut Frame<'_>, row: Rect) {
    let rule = "─".repeat(usize::from(row.width.saturating_sub(2)));
    line::draw(&[Line::styled(format!(" {rule}"), theme::DIM)], frame, row);
}

/// How many rows are said to the person at the most.
const MOST_ROWS: usize = 5;

/// What is said to the person, above the keys: what the last key came to, or else what to do here for those who begin. A
/// short word on a key takes no more room than those, so that nothing moves.
pub(super) fn notice_lines(app: &App, width: u16) -> Vec<Line<'static>> {
    let said = |lead: &str, words: &str, style| {
        let room = usize::from(width).saturating_sub(1 + lead.len());
        let words = Safe::from(marks::key(words, app.looks().marks)).on_one_line();
        let mut rows = text::wrap(words, room);
        if rows.len() > MOST_ROWS {
            rows.truncate(MOST_ROWS);
            let last = rows.pop().unwrap_or_default();
            rows.push(text::shorten(format!("{last} …"), room));
        }
        let leads = iter::once(lead.to_owned()).chain(iter::repeat(" ".repeat(lead.len())));
        let rows = leads.zip(rows).map(|(lead, row)| Line::styled(format!("{lead}{row}"), style));
        rows.collect::<Vec<_>>()
    };
    let steps: Vec<Line<'_>> = first_steps::lines(app).iter().flat_map(|step| said(" ", step, theme::DIM)).collect();
    let told = match app.notice() {
        Some(Notice::Info(what)) => said(" ", what, theme::ACCENT),
        Some(Notice::Error(what)) => said(" ! ", what, theme::ALERT),
        None => steps.clone(),
    };
    let mut lines = vec![Line::default(); steps.len().max(1).saturating_sub(told.len())];
    lines.extend(told);
    lines
}

/// The keys that do something now, as many as fit; the way out stands at the right.
pub(super) fn draw_footer(app: &App, frame: &mut Frame<'_>, row: Rect) {
    let offered: Vec<(Action, Line<'_>)> = app
        .keymap()
        .bindings_of(app.context())
        .filter_map(|binding| Some((binding, hint_of(app, &binding)?)))
        .filter(|(binding, _)| app.can(binding.action).is_ok())
        .map(|(binding, hint)| {
            let line = hint_line(&binding, &hint, app.looks().marks);
            (binding.action, line.over(pointing::at_key(app, binding.action)))
        })
        .collect();
    let ways_out = WAYS_BACK.iter().chain(&[Action::Clear, Action::Quit]);
    let way_out = ways_out.into_iter().find_map(|out| offered.iter().position(|(action, _)| action == out));
    // A narrow window has room for more keys when they stand closer.
    let gap = if row.width < 80 { 2 } else { 3 };
    let end = row.right().saturating_sub(1);
    let right = way_out.and_then(|place| offered.get(place)).map_or(0, |(_, line)| columns(line));
    let (mut start, right_start) = (row.x + 1, end.saturating_sub(right));
    for (place, (_, line)) in offered.into_iter().enumerate() {
        let width = columns(&line);
        if way_out == Some(place) {
            line::draw(&[line], frame, Rect { x: right_start, width, ..row });
        } else if start + width + gap <= right_start {
            line::draw(&[line], frame, Rect { x: start, width, ..row });
            start += width + gap;
        }
    }
}

fn columns(line: &Line<'_>) -> u16 {
    u16::try_from(line.width()).unwrap_or(u16::MAX)
}

/// The word for a key, where the state of the take gives it another one. Keys that choose by number share it.
fn hint_of(app: &App, binding: &Binding<'_>) -> Option<Cow<'static, str>> {
    let hint = app.word_for(binding)?;
    Some(match binding.action {
        Action::Rate(1) => format!("to {} {hint}", app.key(Action::Rate(5))).into(),
        Action::TellAs(Beat::Context) => format!("to {} {hint}", app.key(Action::TellAs(Beat::Lesson))).into(),
        _ => hint.into(),
    })
}

fn hint_line(binding: &Binding<'_>, hint: &str, marks: Marks) -> Line<'static> {
    let key = binding.keys.first().map(ToString::to_string).unwrap_or_default();
    let key = if key == "enter" { "↵".to_owned() } else { key };
    Line::from(vec![Span::styled(marks::key(key, marks), theme::CHOSEN), Span::styled(format!(" {hint}"), theme::DIM)])
}

/// The keys that turn the pages of a text here: back and on.
pub(super) fn page_keys(app: &App) -> String {
    marks::key(app.say(("{} {}", &[Action::PreviousText, Action::NextText])), app.looks().marks)
}

/// The area without a column at each side.
pub(super) const fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

/// A title line: what this is on the left, bold and shortened if it must be, what else there is on the right.
pub(super) fn draw_title(title: &str, right: &str, frame: &mut Frame<'_>, row: Rect) {
    let right = Span::styled(right, theme::DIM);
    let room = usize::from(row.width).saturating_sub(right.width() + 4);
    let left = Span::styled(format!(" {}", text::shorten(title, room)), theme::STRONG);
    line::draw(&[text::spread(left, right, row.width.saturating_sub(1))], frame, row);
}
