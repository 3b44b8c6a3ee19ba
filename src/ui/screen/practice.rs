//! The practice screen: clock, budget bar, pace, and the rungs as they are revealed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::App;
use crate::app::screen::practice::PracticeScreen;
use crate::domain::ladder::Rung;
use crate::domain::pace::Pace;
use crate::domain::practice::{Phase, Practice, Style};
use crate::domain::time::{Millis, Now};
use crate::ui::widget::big_clock;
use crate::ui::widget::budget_bar::BudgetBar;
use crate::ui::{chrome, format, text, theme};

/// Draws a take.
pub(in crate::ui) fn draw(app: &App, screen: &PracticeScreen, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let [title, question, _, clock, bar, _, rungs] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(big_clock::ROWS),
        Constraint::Length(3),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    let practice = screen.practice();
    chrome::draw_title(screen.title(), &record(app, practice), frame, title);
    if let Some(words) = screen.question() {
        let words = text::shorten(words, usize::from(area.width).saturating_sub(4));
        frame.render_widget(Line::styled(format!(" “{words}”"), theme::DIM), question);
    }
    draw_clock(practice, now.monotonic, frame, clock);
    draw_bar(app, practice, now.monotonic, frame, inside(bar));
    draw_rungs(app, screen, now.monotonic, frame, inside(rungs));
}

fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

fn record(app: &App, practice: &Practice) -> String {
    let takes = app.history().finished(practice.story()).count();
    let mut record = format!("take {}", takes + 1);
    if let Some(last) = app.history().last(practice.story()) {
        record.push_str(&format!(" · last {}", last.length));
    }
    if let Some(best) = app.history().best(practice.story()).filter(|_| takes > 1) {
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
    frame.render_widget(Paragraph::new(digits.to_vec()), clock);
    frame.render_widget(Paragraph::new(beside_the_clock(practice, now).to_vec()), words);
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
            let choices = [("1", "forgot"), ("2", "hard"), ("3", "good"), ("4", "easy")];
            [
                Line::styled(format::verdict(practice.elapsed(now), target), theme::PLAIN),
                Line::styled("How did it go?", theme::STRONG),
                Line::from(
                    choices
                        .into_iter()
                        .flat_map(|(key, word)| [Span::styled(key, theme::CHOSEN), Span::raw(format!(" {word}   "))])
                        .collect::<Vec<_>>(),
                ),
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
        current: if practice.phase() == Phase::Telling { practice.splits().len() } else { usize::MAX },
        ghost: last.map(|take| take.splits.iter().map(|split| split.said).collect()).unwrap_or_default(),
    };
    frame.render_widget(Paragraph::new(bar.lines(area.width).to_vec()), area);
}

/// Every rung in a row, and under the last one revealed its whole text.
fn draw_rungs(app: &App, screen: &PracticeScreen, now: Millis, frame: &mut Frame<'_>, area: Rect) {
    let practice = screen.practice();
    let open = (0..practice.rungs().len()).rev().find(|&rung| practice.shows(rung));
    let mut lines = Vec::new();
    for (place, rung) in practice.rungs().iter().enumerate() {
        let summary = match practice.phase() {
            Phase::Ready => {
                Some(rung.beats.iter().map(|beat| beat.name().to_lowercase()).collect::<Vec<_>>().join(" · "))
            }
            _ => (practice.shows(place) && Some(place) != open).then(|| words(app, practice, rung)),
        };
        lines.push(rung_line(practice, place, rung, summary.as_deref(), now, area.width));
        if Some(place) == open {
            let is_last = place + 1 == practice.rungs().len();
            let others = u16::try_from(practice.rungs().len() + if is_last { 1 } else { 2 }).unwrap_or(u16::MAX);
            let width = usize::from(area.width).saturating_sub(5).min(text::READABLE);
            let told: Vec<Line<'_>> =
                text::wrap(&words(app, practice, rung), width).into_iter().map(Line::from).collect();
            lines.push(Line::default());
            for line in text::page_of(told, area.height.saturating_sub(others).max(2), screen.page(), "↑ ↓") {
                lines.push(Line::from([vec![Span::raw("     ")], line.spans].concat()).style(line.style));
            }
            lines.push(Line::default());
        }
    }
    frame.render_widget(Paragraph::new(lines), area);
}

/// All that a rung tells, its beats as paragraphs.
fn words(app: &App, practice: &Practice, rung: &Rung) -> String {
    let story = app.library().get(practice.story());
    let beats = rung.beats.iter().filter_map(|&beat| story?.beats.get(beat));
    beats.collect::<Vec<&str>>().join("\n\n")
}

fn rung_line(
    practice: &Practice,
    place: usize,
    rung: &Rung,
    summary: Option<&str>,
    now: Millis,
    width: u16,
) -> Line<'static> {
    let split = practice.splits().get(place).copied();
    let is_current = practice.phase() == Phase::Telling && place == practice.splits().len();
    let (mark, style) = match (split, is_current) {
        (Some(_), _) => ("✓", theme::PLAIN),
        (None, true) => ("▸", theme::CHOSEN),
        (None, false) => (" ", theme::DIM),
    };
    let said = split.or_else(|| is_current.then(|| practice.rung_elapsed(now)));
    let said = said.map(|said| said.to_string()).unwrap_or_default();
    let mut spans = vec![
        Span::styled(format!(" {mark} {:<14}", rung.name), style),
        Span::styled(format!("{said:>6}"), if is_current { theme::PLAIN } else { style }),
        Span::styled(format!("  of {:>5}   ", rung.budget.to_string()), theme::DIM),
    ];
    let room = usize::from(width).saturating_sub(spans.iter().map(Span::width).sum());
    if let Some(summary) = summary {
        spans.push(Span::styled(text::shorten(summary, room), theme::DIM));
    } else if is_current && !practice.shows(place) {
        spans.push(Span::styled("▒".repeat(room.min(18)), theme::DIM));
    } else if split.is_some() && !practice.shows(place) {
        spans.push(Span::styled("hidden · space shows it", theme::DIM));
    }
    Line::from(spans)
}
