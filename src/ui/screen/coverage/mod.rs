//! What the stories cover: a row for each topic with a mark for each story, and what there is to say of one row.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::action::Action;
use crate::app::pointing::Spot;
use crate::app::screen::coverage::CoverageScreen;
use crate::domain::coverage::{Cell, Cover, Coverage, Goal, Row};
use crate::domain::fit::Fit;
use crate::ui::line::{self, Line, Span};
use crate::ui::{chrome, pointing, text, theme};

mod probing;

/// From this size on stories have columns of their own.
const MATRIX: (u16, u16) = (110, 32);

/// The columns of the matrix beside those of its stories: the cursor, the topic, how it is covered.
const BEFORE: [usize; 3] = [2, 28, 9];

/// The columns of one story in the matrix.
const STORY: usize = 3;

/// The columns for how many stories have no room.
const MORE: usize = 5;

/// Draws it, or the questions that probe the topic.
pub(in crate::ui) fn draw(app: &App, screen: &CoverageScreen, frame: &mut Frame<'_>, area: Rect) {
    if let (Some(probing), Some(row)) = (screen.probing(), screen.selected()) {
        return probing::draw(app, probing, &row.topic, frame, area);
    }
    let width = usize::from(area.width).saturating_sub(2);
    let coverage = screen.coverage();
    let goals = coverage.map(|coverage| goal_lines(&coverage.goals, width)).unwrap_or_default();
    let [title, aims, rule, body] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(u16::try_from(goals.len()).unwrap_or(1)),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    let name = screen.pack().map_or("all competencies", |(_, name)| name);
    let standing = coverage.map(Coverage::standing).unwrap_or_default();
    chrome::draw_title(&format!("Coverage · {name}"), &standing, frame, title);
    line::draw(&goals, frame, aims);
    chrome::draw_rule(frame, rule);
    let words = match coverage {
        None => "Your stories are being read for what they show. With many of them that takes a moment.".to_owned(),
        Some(coverage) if coverage.rows.is_empty() => app.say((
            "None of these questions says what it probes, as far as Retell knows. Press {} for the next pack.",
            &[Action::NextPack],
        )),
        Some(coverage) if area.width >= MATRIX.0 && area.height >= MATRIX.1 => {
            return draw_matrix(app, screen, coverage, frame, chrome::inside(body));
        }
        Some(coverage) => return draw_list(app, screen, coverage, frame, chrome::inside(body)),
    };
    let lines = text::wrap(words, width.min(text::READABLE));
    let lines: Vec<Line<'_>> = lines.into_iter().map(|line| Line::raw(format!("   {line}"))).collect();
    line::draw(&lines, frame, body);
}

/// How far the goal is reached, in as few lines as hold it.
fn goal_lines(goals: &[Goal], width: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for goal in goals {
        let (mark, style) = if goal.is_met() { ('✓', theme::PLAIN) } else { ('✗', theme::ALERT) };
        let span = Span::styled(format!(" {mark} {}  ", goal.words()), style);
        match lines.last_mut().filter(|line| line.width() + span.width() <= width + 2) {
            Some(line) => line.spans.push(span),
            None => lines.push(Line::from(span)),
        }
    }
    lines
}

/// A row for each topic with the marks of its stories, and below what there is to say of the row of the cursor.
fn draw_list(app: &App, screen: &CoverageScreen, coverage: &Coverage, frame: &mut Frame<'_>, area: Rect) {
    let [list, rule, about, legend] = Layout::vertical([
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(if area.height < 17 { 5 } else { 7 }),
        Constraint::Length(1),
    ])
    .areas(area);
    let width = usize::from(area.width);
    let is_wide = width >= 76;
    let (name_width, marks) = if is_wide { (28, 8) } else { (28, 5) };
    let first = text::first_row(screen.row(), coverage.rows.len(), usize::from(list.height));
    let rows = coverage.rows.iter().enumerate().skip(first).take(usize::from(list.height));
    let lines: Vec<Line<'_>> = rows
        .map(|(number, row)| {
            let mut line = start_of(row, number == screen.row(), name_width);
            let shown = row.cells.iter().take(marks);
            line.spans.extend(shown.flat_map(|cell| [Span::styled(mark(cell.fit), style(cell)), Span::raw(" ")]));
            let more = row.cells.len().saturating_sub(marks);
            if more > 0 {
                line.spans.push(Span::styled(format!("+{more}"), theme::DIM));
            }
            let taken = line.width();
            let room = width.saturating_sub(BEFORE[0] + name_width + BEFORE[2] + 2 * marks + MORE);
            if let Some(best) = row.cells.first().filter(|_| is_wide) {
                let gap = (width - room).saturating_sub(taken);
                line.spans.push(Span::raw(" ".repeat(gap)));
                line.spans.push(Span::styled(text::shorten(title(app, best), room), theme::DIM));
            }
            line.over(pointing::at_row(Spot::Row, number, screen.row()))
        })
        .collect();
    line::draw(&lines, frame, list);
    chrome::draw_rule(frame, Rect { x: rule.x.saturating_sub(1), width: rule.width + 2, ..rule });
    if let Some(row) = screen.selected() {
        line::draw(&about_row(app, screen, row, about), frame, about);
    }
    let words = "● strong  ◐ workable  ○ stretch  underlined: about this";
    line::draw(&[Line::styled(text::shorten(words, width), theme::DIM)], frame, legend);
}

/// A row for each topic and a column for each of the stories that cover the most, with their titles beside it.
fn draw_matrix(app: &App, screen: &CoverageScreen, coverage: &Coverage, frame: &mut Frame<'_>, area: Rect) {
    let columns = screen.columns();
    let left = BEFORE.iter().sum::<usize>() + STORY * columns.len() + MORE;
    let [matrix, _, right] = Layout::horizontal([
        Constraint::Length(u16::try_from(left).unwrap_or(area.width)),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    let [head, rows_area] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(matrix);
    let numbers: String = (1..=columns.len()).map(|number| format!("{number:>2} ")).collect();
    let indent = " ".repeat(BEFORE.iter().sum());
    line::draw(&[Line::styled(format!("{indent}{numbers}"), theme::DIM)], frame, head);
    let first = text::first_row(screen.row(), coverage.rows.len(), usize::from(rows_area.height));
    let rows = coverage.rows.iter().enumerate().skip(first).take(usize::from(rows_area.height));
    let lines: Vec<Line<'_>> = rows
        .map(|(number, row)| {
            let is_under_cursor = number == screen.row();
            let chosen = screen.cell().filter(|_| is_under_cursor).and_then(|cell| row.cells.get(cell));
            let mut line = start_of(row, is_under_cursor, BEFORE[1]);
            for &place in columns {
                line.spans.extend(match row.cells.iter().find(|cell| cell.place == place) {
                    None => [Span::raw(" "), Span::styled("·", theme::DIM), Span::raw(" ")],
                    Some(cell) => {
                        let [before, after] = if chosen == Some(cell) { ["[", "]"] } else { [" ", " "] };
                        let mark = Span::styled(mark(cell.fit), style(cell));
                        [Span::styled(before, theme::CHOSEN), mark, Span::styled(after, theme::CHOSEN)]
                    }
                });
            }
            let more = row.cells.iter().filter(|cell| !columns.contains(&cell.place)).count();
            if more > 0 {
                line.spans.push(Span::styled(format!(" +{more}"), theme::DIM));
            }
            line.over(pointing::at_row(Spot::Row, number, screen.row()))
        })
        .collect();
    line::draw(&lines, frame, rows_area);
    let titles = u16::try_from(columns.len()).unwrap_or(0);
    let [about, legend] = Layout::vertical([Constraint::Fill(1), Constraint::Length(titles + 5)]).areas(right);
    if let Some(row) = screen.selected() {
        line::draw(&about_row(app, screen, row, about), frame, about);
    }
    draw_legend(app, columns, frame, legend);
}

/// The titles of the columns, and what the marks mean.
fn draw_legend(app: &App, columns: &[usize], frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let mut lines = vec![Line::default(), Line::styled("Stories that together cover the most", theme::ACCENT)];
    lines.extend(columns.iter().zip(1..).map(|(&place, number): (_, usize)| {
        let title = app.library().stories().get(place).map_or("", |story| story.title.as_str());
        let number = Span::styled(format!("{number:>2}  "), theme::DIM);
        Line::from(vec![number, Span::raw(text::shorten(title, width.saturating_sub(4)))])
    }));
    lines.push(Line::default());
    lines.push(Line::styled("● strong  ◐ workable  ○ stretch", theme::DIM));
    lines.push(Line::styled("underlined: what the story is about", theme::DIM));
    line::draw(&lines, frame, area);
}

/// What stands before the marks of a row.
fn start_of(row: &Row, is_under_cursor: bool, width: usize) -> Line<'static> {
    let (bar, name) = if is_under_cursor { ("▌ ", theme::CHOSEN) } else { ("  ", theme::PLAIN) };
    let cover = row.cover();
    let style = if cover == Cover::Gap { theme::ALERT } else { theme::DIM };
    Line::from(vec![
        Span::styled(bar, theme::CHOSEN),
        Span::styled(text::pad(row.topic.name.as_str(), width - 1), name),
        Span::raw(" "),
        Span::styled(text::pad(cover.name(), BEFORE[2]), style),
    ])
}

/// What a row needs, and its stories, the one of the cursor with its reason.
fn about_row(app: &App, screen: &CoverageScreen, row: &Row, area: Rect) -> Vec<Line<'static>> {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let mut lines = heading(row, width);
    let has_room = height > 12;
    if has_room || screen.cell().is_none() && row.cover() != Cover::Covered {
        for (name, needs) in app.needs(&row.topic) {
            let it = if name == row.topic.name { "It".to_owned() } else { format!("For {name} it") };
            let words = text::wrap(format!("{it} needs {needs}."), width.min(text::READABLE));
            lines.extend(words.into_iter().map(Line::raw));
        }
        lines.truncate(height.saturating_sub(1));
    }
    if has_room {
        lines.push(Line::default());
    }
    if row.cells.is_empty() {
        lines.push(Line::styled(
            app.say(("Press {} for questions that probe it.", &[Action::LookIntoTopic])),
            theme::DIM,
        ));
        return lines;
    }
    let reason = screen.cell().and_then(|cell| row.cells.get(cell)).map(|cell| reason_lines(app, cell, width));
    let reason = reason.unwrap_or_default();
    let room = height.saturating_sub(lines.len() + reason.len());
    let first = text::first_row(screen.cell().unwrap_or(0), row.cells.len(), room);
    for (number, cell) in row.cells.iter().enumerate().skip(first).take(room) {
        let is_chosen = screen.cell() == Some(number);
        let (bar, words) = if is_chosen { ("▌ ", theme::CHOSEN) } else { ("  ", theme::PLAIN) };
        lines.push(Line::from(vec![
            Span::styled(bar, theme::CHOSEN),
            Span::styled(mark(cell.fit), style(cell)),
            Span::styled(format!(" {}", text::shorten(title(app, cell), width.saturating_sub(4))), words),
        ]));
        if is_chosen {
            lines.extend(reason.iter().cloned());
        }
    }
    lines
}

/// The name of a row, and how many stories show it how well, on one line if there is room.
fn heading(row: &Row, width: usize) -> Vec<Line<'static>> {
    let counts = if row.cells.is_empty() { Cover::Gap.name().to_owned() } else { row.counts() };
    let counts = Span::styled(counts, theme::DIM);
    let name = text::shorten(row.topic.name.as_str(), width).to_string();
    let name = Span::styled(name, theme::STRONG);
    if name.width() + counts.width() + 3 <= width {
        vec![Line::from(vec![name, Span::raw("   "), counts])]
    } else {
        vec![Line::from(name), Line::from(counts)]
    }
}

/// How well a story shows the row, whether it is about that, and why.
fn reason_lines(app: &App, cell: &Cell, width: usize) -> Vec<Line<'static>> {
    let about = if cell.is_primary { ", and what the story is about" } else { "" };
    let words = format!("{}{about}: {}", cell.fit.name(), app.why(cell));
    let lines = text::wrap(words, width.saturating_sub(5));
    lines.into_iter().map(|line| Line::styled(format!("    {line}"), theme::DIM)).collect()
}

fn title<'a>(app: &'a App, cell: &Cell) -> &'a str {
    app.library().stories().get(cell.place).map_or("", |story| story.title.as_str())
}

const fn mark(fit: Fit) -> &'static str {
    match fit {
        Fit::Strong => "●",
        Fit::Workable => "◐",
        Fit::Stretch | Fit::Gap => "○",
    }
}

const fn style(cell: &Cell) -> Style {
    let style = if cell.fit.answers() { theme::ACCENT } else { theme::DIM };
    if cell.is_primary { style.add_modifier(Modifier::UNDERLINED.union(Modifier::BOLD)) } else { style }
}
