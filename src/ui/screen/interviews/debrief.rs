//! The debrief as it is filled in.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::picker;
use crate::app::App;
use crate::app::action::Action;
use crate::app::pointing::Spot;
use crate::app::screen::interviews::debrief::{DebriefForm, Row};
use crate::app::text_input::TextInput;
use crate::domain::appointment::{Outcome, Went};
use crate::domain::day;
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::typed_line::typed_line;
use crate::ui::{chrome, pointing, text, theme};

/// How many columns stand before what is chosen or typed: a mark, the name of the row, and the mark of a choice.
const NAMES: usize = 16;

/// Draws it, or what lies over it.
pub(super) fn draw(app: &App, form: &DebriefForm, frame: &mut Frame<'_>, area: Rect) {
    if let Some((line, picker)) = form.picker() {
        return picker::draw_picker(app, line.input.text().trim(), picker, frame, area);
    }
    if let Some(checklist) = form.checklist() {
        return picker::draw_checklist(app, "Also told", "", checklist, frame, area);
    }
    let [head, rule, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)])
            .areas(area);
    let title = format!("Debrief: {}", form.appointment.name());
    chrome::draw_title(&title, &day::in_words(form.appointment.on), frame, head);
    chrome::draw_rule(frame, rule);
    let body = chrome::inside(body);
    let mut lines = Vec::new();
    let mut chosen = (0, 0);
    let mut cursor = None;
    let all = form.rows();
    let at = all.iter().position(|row| *row == form.row()).unwrap_or(0);
    for (place, row) in all.into_iter().enumerate() {
        let drawn = rows(app, form, row, usize::from(body.width));
        let place = pointing::at_row(Spot::Row, place, at);
        if row == form.row() {
            chosen = (lines.len(), lines.len() + drawn.lines.len());
            cursor = drawn.cursor;
        }
        lines.extend(drawn.lines.into_iter().map(|line| if line.width() > 0 { line.over(place) } else { line }));
    }
    let first = chosen.1.saturating_sub(usize::from(body.height));
    line::draw(lines.get(first..).unwrap_or_default(), frame, body);
    if let Some(column) = cursor {
        let position = [column, chosen.0 - first].map(|it| u16::try_from(it).unwrap_or(0));
        frame.set_cursor_position(Position::new(body.x + position[0], body.y + position[1]));
    }
}

/// A row as it is drawn, and the column of the cursor in it, if something is typed there.
struct Drawn {
    lines: Vec<Line<'static>>,
    cursor: Option<usize>,
}

fn rows(app: &App, form: &DebriefForm, row: Row, width: usize) -> Drawn {
    let is_chosen = row == form.row();
    let room = width.saturating_sub(NAMES + 1);
    let first = |name: &str, rest: Vec<Span<'static>>| {
        let mark = Span::styled(if is_chosen { "▸ " } else { "  " }, theme::CHOSEN);
        Line::from([vec![mark, Span::styled(text::pad(name, NAMES - 4), theme::DIM)], rest].concat())
    };
    let below = |words: String| {
        let words = text::shorten(words, room).to_string();
        Line::styled(format!("{:NAMES$}{words}", ""), theme::DIM)
    };
    match row {
        Row::Went => {
            let value = form.went().map_or("not said yet", Went::name);
            let rates = &[Action::Rate(1), Action::Rate(2), Action::Rate(3)];
            let all = app.say(("{} badly · {} so-so · {} well", rates));
            Drawn { lines: vec![first("How it went", choice(value, is_chosen)), below(all)], cursor: None }
        }
        Row::Outcome => {
            let value = form.outcome().map_or("not said yet", Outcome::name);
            let all = (1..)
                .zip(Outcome::ALL)
                .map(|(number, it)| format!("{} {}", app.key_before(Action::Rate(number)), it.name()));
            let all = all.collect::<Vec<_>>().join(" · ");
            let lines = vec![first("Outcome", choice(value, is_chosen)), below(all), Line::default()];
            Drawn { lines, cursor: None }
        }
        Row::Question(number) => {
            let Some(question) = form.lines().get(number) else { return Drawn { lines: Vec::new(), cursor: None } };
            let name = if number == 0 { "Questions" } else { "" };
            let is_last = number + 1 == form.lines().len();
            let hint = app.say(("one asked; {} on an empty line goes on", &[Action::NextField]));
            let hint = if is_last { hint.as_str() } else { "" };
            let (typed, cursor) = typed(&question.input, hint, is_chosen, room);
            let mut lines = vec![first(name, typed)];
            if !question.input.is_empty() {
                let told = question
                    .met
                    .story
                    .as_ref()
                    .map_or("no story told".to_owned(), |story| format!("told {}", app.title_of(story)));
                lines.push(below(told));
            } else if is_last {
                lines.push(Line::default());
            }
            Drawn { lines, cursor }
        }
        Row::Also => {
            let titles: Vec<String> = form.also().iter().map(|story| app.title_of(story)).collect();
            let words = if titles.is_empty() {
                app.say(("{} chooses stories told besides", &[Action::NextField]))
            } else {
                titles.join(" · ")
            };
            let style = if titles.is_empty() { theme::DIM } else { theme::PLAIN };
            let words = Span::styled(text::shorten(words, room).to_string(), style);
            Drawn { lines: vec![first("Also told", vec![Span::raw("  "), words]), Line::default()], cursor: None }
        }
        Row::Note => {
            let (typed, cursor) = typed(
                form.note(),
                &app.say(("what else to remember; {} keeps all", &[Action::NextField])),
                is_chosen,
                room,
            );
            Drawn { lines: vec![first("Note", typed)], cursor }
        }
    }
}

/// What is chosen, between the marks of a choice while the cursor is on it.
fn choice(value: &'static str, is_chosen: bool) -> Vec<Span<'static>> {
    match is_chosen {
        true => vec![Span::styled(format!("‹ {value} ›"), theme::CHOSEN)],
        false => vec![Span::raw(format!("  {value}"))],
    }
}

/// A line that is typed, or a hint while it is empty.
fn typed(input: &TextInput, hint: &str, is_chosen: bool, room: usize) -> (Vec<Span<'static>>, Option<usize>) {
    let (typed, column) = typed_line(input, room);
    let style = if is_chosen { theme::STRONG } else { theme::PLAIN };
    let words = if input.is_empty() {
        Span::styled(text::shorten(hint, room).to_string(), theme::DIM)
    } else {
        Span::styled(typed, style)
    };
    (vec![Span::raw("  "), words], is_chosen.then_some(NAMES + column))
}
