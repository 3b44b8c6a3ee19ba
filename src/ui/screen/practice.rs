//! The practice screen: clock, budget bar, pace, and the rungs as they are revealed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::screen::practice::PracticeScreen;
use crate::domain::ladder::Rung;
use crate::domain::pace::Pace;
use crate::domain::practice::{Phase, Practice, Style};
use crate::domain::take::Grade;
use crate::domain::time::{Millis, Now, in_whole_seconds};
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::big_clock;
use crate::ui::widget::budget_bar::BudgetBar;
use crate::ui::{chrome, format, text, theme};

/// Draws a take.
pub(in crate::ui) fn draw(app: &App, screen: &PracticeScreen, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width).saturating_sub(4);
    let question = screen.question().map(|words| text::wrap(format!("“{words}”"), width)).unwrap_or_default();
    let question: Vec<Line<'_>> =
        question.into_iter().take(2).map(|line| Line::styled(format!(" {line}"), theme::DIM)).collect();
    let [title, asked, _, clock, bar, _, rungs] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(u16::try_from(question.len()).unwrap_or(0).max(1)),
        Constraint::Length(1),
        Constraint::Length(big_clock::ROWS),
        Constraint::Length(3),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    let practice = screen.practice();
    chrome::draw_title(screen.title(), &record(app, practice), frame, title);
    line::draw(&question, frame, asked);
    draw_clock(practice, now.monotonic, frame, clock);
    draw_bar(app, practice, now.monotonic, frame, chrome::inside(bar));
    draw_rungs(app, screen, now.monotonic, frame, chrome::inside(rungs));
}

fn record(app: &App, practice: &Practice) -> String {
    let takes = app.history().finished(practice.story()).count();
    let mut record = format!("take {}", takes + 1);
    if let Some(last) = app.history().last(practice.story()) {
        record.push_str(&format!(" · last {}", last.length));
    }
    if let Some(best) = app.history().best(practice.story(), practice.ladder()).filter(|_| takes > 1) {
        record.push_str(&format!(" · best {}", best.length));
    }
    record
}

/// The clock, and beside it the target, the pace, and what to do.
fn draw_clock(practice: &Practice, now: Millis, frame: &mut Frame<'_>, area: Rect) {
    let time = practice.elapsed(now).to_string();
    let digits = big_clock::lines(&time);
    let width = digits.iter().map(Line::width).max().unwrap_or(0);
    let [_, clock, _, words] = Layout::horizontal([
        Constraint::Length(3),
        Constraint::Length(u16::try_from(width.max(15)).unwrap_or(15)),
        Constraint::Length(4),
        Constraint::Fill(1),
    ])
    .areas(area);
    line::draw(&digits, frame, clock);
    line::draw(&beside_the_clock(practice, now), frame, words);
}

fn beside_the_clock(practice: &Practice, now: Millis) -> [Line<'static>; 3] {
    let target = practice.target();
    let told = practice.splits().len();
    match practice.phase() {
        Phase::Ready => [
            Line::from(vec![
                Span::raw(format!("target {target}")),
                Span::styled(format!(" · ladder {}", practice.ladder().name()), theme::DIM),
            ]),
            Line::styled(
                match practice.style() {
                    Style::Recall => "You tell first, then check the text.",
                    Style::Prompted => "The text comes first, then you tell.",
                },
                theme::DIM,
            ),
            Line::styled("Say it aloud. Space starts the clock.", theme::ACCENT),
        ],
        Phase::Telling => {
            let pace = practice.pace(now);
            let style = if matches!(pace, Pace::Over(_) | Pace::Behind(_)) { theme::ALERT } else { theme::DIM };
            let (number, advice) = format::pace(pace);
            [
                Line::from(vec![
                    Span::raw(format!("target {target}")),
                    Span::styled(format!(" · part {} of {}", told + 1, practice.rungs().len()), theme::DIM),
                ]),
                Line::from(vec![Span::raw(number), Span::styled(advice, style)]),
                if practice.is_paused() { Line::styled("paused · p goes on", theme::CHOSEN) } else { Line::default() },
            ]
        }
        Phase::Grading | Phase::Graded => {
            let choices = Grade::ALL.into_iter().flat_map(|grade| {
                let key = Span::styled(u8::from(grade).to_string(), theme::CHOSEN);
                [key, Span::raw(format!(" {}   ", grade.name()))]
            });
            [
                Line::styled("All is told.", theme::DIM),
                Line::styled("How did it go?", theme::STRONG),
                Line::from(choices.collect::<Vec<_>>()),
            ]
        }
    }
}

fn draw_bar(app: &App, practice: &Practice, now: Millis, frame: &mut Frame<'_>, area: Rect) {
    let last = app.history().comparable(practice.story(), practice.ladder()).next_back();
    let bar = BudgetBar {
        rungs: practice.rungs(),
        target: practice.target(),
        elapsed: practice.elapsed(now),
        current: (practice.phase() == Phase::Telling).then(|| practice.splits().len()),
        ghost: last.map(|take| take.splits.iter().map(|split| split.said).collect()).unwrap_or_default(),
    };
    line::draw(&bar.lines(area.width), frame, area);
}

/// Every rung in a row, and under the last one revealed its whole text.
fn draw_rungs(app: &App, screen: &PracticeScreen, now: Millis, frame: &mut Frame<'_>, area: Rect) {
    let practice = screen.practice();
    let open = (0..practice.rungs().len()).rev().find(|&rung| practice.shows(rung));
    let rows: Vec<Line<'_>> = rung_rows(app, practice, open, now, area.width);
    let height = usize::from(area.height);
    let Some((open, rung)) = open.and_then(|open| Some((open, practice.rungs().get(open)?))) else {
        line::draw(&rows, frame, area);
        return;
    };
    // The text gets three rows at the least. Where not all rungs fit beside it, those told long ago give way.
    let is_last = open + 1 == rows.len();
    let room = height.saturating_sub(3).max(2).min(rows.len());
    let first = (open + 2).min(rows.len()).saturating_sub(room);
    let has_space = room == rows.len() && height >= rows.len() + 6;
    let gaps = if !has_space {
        0
    } else if is_last {
        1
    } else {
        2
    };
    let width = usize::from(area.width).saturating_sub(5).min(text::READABLE);
    let told = text_of(app, practice, rung, width);
    let text_rows = u16::try_from(height.saturating_sub(room + gaps)).unwrap_or(u16::MAX);
    let told = text::page_of(told, text_rows, screen.page(), "↑ ↓");

    let mut lines = Vec::new();
    for (place, row) in rows.into_iter().enumerate().skip(first).take(room) {
        lines.push(row);
        if place == open {
            lines.extend(has_space.then(Line::default));
            for line in &told {
                let indented = std::iter::once(Span::raw("     ")).chain(line.spans.iter().cloned());
                lines.push(Line { spans: indented.collect(), style: line.style });
            }
            lines.extend((has_space && !is_last).then(Line::default));
        }
    }
    line::draw(&lines, frame, area);
}

/// A row for each rung: its mark and name, what it took of what it should take, and what is to be seen of it.
fn rung_rows(app: &App, practice: &Practice, open: Option<usize>, now: Millis, width: u16) -> Vec<Line<'static>> {
    let is_telling = practice.phase() == Phase::Telling;
    let being_told = is_telling.then(|| practice.rung_elapsed(now));
    let said = in_whole_seconds(practice.splits().iter().copied().chain(being_told));
    let row = |(place, rung): (usize, &Rung)| {
        let beats = || rung.beats.iter().map(|beat| beat.name().to_lowercase()).collect::<Vec<_>>().join(" · ");
        let is_current = is_telling && place == practice.splits().len();
        let what = match practice.phase() {
            Phase::Ready => beats(),
            _ if Some(place) == open => String::new(),
            _ if practice.shows(place) => text::on_one_line(&words(app, practice, rung)),
            _ if is_current => "▒".repeat(16),
            _ if place < practice.splits().len() => "hidden".to_owned(),
            _ => String::new(),
        };
        rung_row(rung, said.get(place).copied(), is_current, what, usize::from(width))
    };
    practice.rungs().iter().enumerate().map(row).collect()
}

fn rung_row(rung: &Rung, said: Option<Millis>, is_current: bool, what: String, width: usize) -> Line<'static> {
    let (mark, style) = match (said, is_current) {
        (_, true) => ("▸", theme::CHOSEN),
        (Some(_), false) => ("✓", theme::PLAIN),
        (None, false) => (" ", theme::DIM),
    };
    // The clock tells of the rung being told; its row moves as little as it can.
    let over = said.filter(|_| !is_current).map_or(Millis::ZERO, |said| said.saturating_sub(rung.budget));
    let over = if over.seconds() > 0 { format!("+{over}") } else { String::new() };
    let said = said.map(|said| said.to_string()).unwrap_or_default();
    let mut line = Line::from(vec![
        Span::styled(format!(" {mark} {}", text::pad(&rung.name, 14)), style),
        Span::raw(format!("{said:>5}")),
        Span::styled(format!(" of {:<5}", rung.budget.to_string()), theme::DIM),
        Span::raw(format!("{over:>6}   ")),
    ]);
    let room = width.saturating_sub(line.width());
    line.spans.push(Span::styled(text::shorten(what, room), theme::DIM));
    line
}

/// All that a rung tells. Where that is several beats, each starts with its name.
fn text_of(app: &App, practice: &Practice, rung: &Rung, width: usize) -> Vec<Line<'static>> {
    let story = app.library().get(practice.story());
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (beat, words) in rung.beats.iter().filter_map(|&beat| Some((beat, story?.beats.get(beat)?))) {
        if rung.beats.len() == 1 {
            return text::wrap(words, width).into_iter().map(Line::raw).collect();
        }
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        let name = format!("{}:", beat.name());
        let gap = if words.starts_with("- ") { '\n' } else { ' ' };
        for line in text::wrap(format!("{name}{gap}{words}"), width) {
            lines.push(match line.strip_prefix(&name) {
                Some(rest) => Line::from(vec![Span::styled(name.clone(), theme::ACCENT), Span::raw(rest.to_owned())]),
                None => Line::raw(line),
            });
        }
    }
    lines
}

/// All that a rung tells, its beats as paragraphs.
fn words(app: &App, practice: &Practice, rung: &Rung) -> String {
    let story = app.library().get(practice.story());
    let beats = rung.beats.iter().filter_map(|&beat| story?.beats.get(beat));
    beats.collect::<Vec<&str>>().join("\n\n")
}
