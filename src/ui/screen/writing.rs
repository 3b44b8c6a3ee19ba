//! The writing screen: the fields of a story, the text of one of them, and what there is to say of it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use crate::app::App;
use crate::app::action::Action;
use crate::app::pointing::Spot;
use crate::app::screen::writing::WritingScreen;
use crate::app::text_area::TextArea;
use crate::app::text_rows::{self, MEASURE, rows};
use crate::app::writing::Length;
use crate::domain::beat::Beat;
use crate::domain::written::Field;
use crate::ui::line::{self, Line, Span};
use crate::ui::{chrome, pointing, sharing, text, theme};

/// How many columns the list of fields takes: a bar, the longest name, a mark, and a gap.
const LIST: u16 = 20;

/// From so many columns on there is room for the list, and for what is to be said beside the text.
const WITH_LIST: u16 = 80;
const WITH_MARKS: u16 = 114;

/// Below the text what is to be said gets so many rows at most.
const MOST_MARKS: usize = 4;

/// Draws it.
pub(in crate::ui) fn draw(app: &App, screen: &WritingScreen, frame: &mut Frame<'_>, area: Rect) {
    let [head, rule, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let title = match screen.story().title.trim() {
        "" if screen.base().is_none() => "A new story",
        "" => "A story without a title",
        title => title,
    };
    chrome::draw_title(title, &in_words(app.length_of_story()), frame, head);
    chrome::draw_rule(frame, rule);
    let [list, body] = if area.width >= WITH_LIST {
        Layout::horizontal([Constraint::Length(LIST), Constraint::Fill(1)]).areas(body)
    } else {
        Layout::horizontal([Constraint::Length(2), Constraint::Fill(1)]).areas(body)
    };
    if area.width >= WITH_LIST {
        draw_list(app, screen, frame, list);
    } else {
        draw_strip(app, screen, frame, rule);
    }
    let measure = u16::try_from(MEASURE).unwrap_or(body.width) + 1;
    let marks = if area.width >= WITH_MARKS {
        let [column, marks] = Layout::horizontal([Constraint::Length(measure + 3), Constraint::Fill(1)]).areas(body);
        draw_field(app, screen, Vec::new(), frame, Rect { width: measure, ..column });
        let lines = mark_lines(app, usize::from(marks.width).saturating_sub(2).min(MEASURE));
        line::draw(&lines, frame, marks);
        return;
    } else {
        mark_lines(app, MEASURE)
    };
    draw_field(app, screen, marks, frame, Rect { width: measure.min(body.width), ..body });
}

/// What there is to say of each field in a mark: written, not written, needed still, or with something to be said of it.
fn marks(app: &App, screen: &WritingScreen) -> Vec<Span<'static>> {
    let lacks = screen.story().lacks();
    let mark = |(field, area): &(Field, TextArea)| {
        if matches!(field, Field::Beat(beat) if lacks.contains(beat)) {
            Span::styled("○", theme::PLAIN)
        } else if area.text().trim().is_empty() {
            Span::styled("·", theme::DIM)
        } else if app.has_findings_in(*field) || *field == Field::Target && screen.written().has_bad_target() {
            Span::styled("!", theme::ALERT)
        } else {
            Span::styled("✓", theme::ACCENT)
        }
    };
    screen.areas().iter().map(mark).collect()
}

/// The marks of all fields in the rule, where there is no room for the list.
fn draw_strip(app: &App, screen: &WritingScreen, frame: &mut Frame<'_>, rule: Rect) {
    let mut spans = marks(app, screen);
    let width = u16::try_from(spans.len() + 3).unwrap_or(rule.width);
    spans.insert(screen.place(), Span::styled("▌", theme::CHOSEN));
    spans.insert(0, Span::raw(" "));
    spans.push(Span::raw(" "));
    line::draw(&[Line::from(spans)], frame, Rect { x: rule.right().saturating_sub(width + 2), width, ..rule });
}

/// The fields, each with its mark.
fn draw_list(app: &App, screen: &WritingScreen, frame: &mut Frame<'_>, area: Rect) {
    let lacks = screen.story().lacks();
    let row = |((place, (field, _)), mark): ((usize, &(Field, TextArea)), Span<'static>)| {
        let is_here = place == screen.place();
        let (bar, style) = if is_here { (" ▌ ", theme::CHOSEN) } else { ("   ", theme::PLAIN) };
        let name = Span::styled(text::pad(field.name(), 14), style);
        let is_first_of_kind = matches!(field, Field::Beat(Beat::Context) | Field::Questions);
        let gap = is_first_of_kind.then(Line::default);
        let line = Line::from(vec![Span::styled(bar, theme::CHOSEN), name, mark]);
        gap.into_iter().chain([line.over(pointing::at_row(Spot::Field, place, screen.place()))])
    };
    let mut lines: Vec<Line<'_>> = screen.areas().iter().enumerate().zip(marks(app, screen)).flat_map(row).collect();
    if !lacks.is_empty() {
        lines.extend([Line::default(), Line::styled("   ○ still needed", theme::DIM)]);
    }
    line::draw(&lines, frame, area);
}

/// The field with the cursor: its name and length, what belongs there, its text, and below it what there is to say.
fn draw_field(app: &App, screen: &WritingScreen, marks: Vec<Line<'static>>, frame: &mut Frame<'_>, area: Rect) {
    let field = screen.field();
    let mut name = vec![Span::styled(field.name(), theme::CHOSEN)];
    if frame.area().width < WITH_LIST {
        let count = screen.areas().len();
        name.push(Span::styled(format!("  {} of {count}", screen.place() + 1), theme::DIM));
    }
    let length = match field {
        Field::Beat(beat) => in_words(app.length_of(beat)),
        _ => String::new(),
    };
    let mut marks: Vec<Line<'_>> = marks.into_iter().take(MOST_MARKS).collect();
    if !marks.is_empty() {
        marks.insert(0, Line::default());
    }
    let [head, _, written, foot] = Layout::vertical([
        Constraint::Length(2),
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(u16::try_from(marks.len()).unwrap_or(0)),
    ])
    .areas(area);
    let prompt =
        if screen.is_locked() { "What the file has here can't be read, and stays as it is." } else { field.prompt() };
    let name = text::spread(name, Span::styled(length, theme::DIM), area.width.saturating_sub(1));
    line::draw(&[name, Line::styled(text::shorten(prompt, MEASURE), theme::DIM)], frame, head);
    if let Some(text) = screen.area() {
        let below = draw_text(app, text, frame, written);
        line::draw(&hint_lines(app, screen), frame, below);
    }
    line::draw(&marks, frame, foot);
}

/// The rows around the cursor. An arrow beside them says where there are more. What is left below them comes back.
fn draw_text(app: &App, typed: &TextArea, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let rows = rows(typed.text());
    let at = text_rows::row_of(&rows, typed.cursor());
    let height = usize::from(area.height);
    let first = text::first_row(at, rows.len(), height);
    let hidden = app.words_to_cover().map(|words| words.find(typed.text())).unwrap_or_default();
    let shown: Vec<Line<'_>> = rows
        .iter()
        .skip(first)
        .take(height)
        .map(|row| Line::raw(sharing::covered_row(typed.text(), row, &hidden)))
        .collect();
    line::draw(&shown, frame, area);
    let beside = Rect { x: area.x.saturating_sub(2), width: 1, ..area };
    let last = Rect { y: beside.bottom().saturating_sub(1), height: 1, ..beside };
    if first > 0 {
        line::draw(&[Line::styled("↑", theme::DIM)], frame, beside);
    }
    if first + height < rows.len() {
        line::draw(&[Line::styled("↓", theme::DIM)], frame, last);
    }
    if let Some(row) = rows.get(at) {
        let column = text_rows::column(typed.text(), row, typed.cursor());
        let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
        let row = u16::try_from(at - first).unwrap_or(0);
        frame.set_cursor_position(Position::new(area.x + column, area.y + row));
    }
    let taken = u16::try_from(shown.len() + 1).unwrap_or(area.height).min(area.height);
    Rect { y: area.y + taken, height: area.height - taken, ..area }
}

/// What helps to fill in a field that is one line.
fn hint_lines(app: &App, screen: &WritingScreen) -> Vec<Line<'static>> {
    let key = app.key(Action::NextField);
    let words = match screen.field() {
        Field::Skills => match app.skills_begun().as_slice() {
            [] if screen.story().suggested_skills.is_empty() => return Vec::new(),
            [] => format!("Found in the text: {}.", screen.story().suggested_skills.join(", ")),
            [only] => format!("{key} completes {only}"),
            [first, others @ ..] => {
                let others: Vec<&str> = others.iter().take(3).copied().collect();
                format!("{key} completes {first}. Type on for {}.", others.join(", "))
            }
        },
        Field::Target if screen.written().has_bad_target() => "! can't be read: write it as 1:30 or 90".to_owned(),
        _ => return Vec::new(),
    };
    text::wrap(words, MEASURE).into_iter().map(|line| Line::styled(line, theme::DIM)).collect()
}

/// What there is to say of the field with the cursor, and why.
fn mark_lines(app: &App, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for finding in app.findings_in_field() {
        for (row, words) in text::wrap(finding.mark(), width.saturating_sub(2)).into_iter().enumerate() {
            let lead = if row == 0 { "! " } else { "  " };
            lines.push(Line::from(vec![Span::styled(lead, theme::ALERT), Span::raw(words)]));
        }
        let why = format!("{} {}", finding.rule.why(), finding.rule.hint());
        let why = text::wrap(why, width.saturating_sub(2)).into_iter();
        lines.extend(why.map(|words| Line::styled(format!("  {words}"), theme::DIM)));
    }
    lines
}

fn in_words(length: Length) -> String {
    let Length { words, said, budget } = length;
    let unit = if words == 1 { "word" } else { "words" };
    format!("{words} {unit} · {said} of {budget}")
}
