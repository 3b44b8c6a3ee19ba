//! The big clock, and beside it the target, the pace, the lights, and what to do.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::tells;
use crate::app::App;
use crate::app::action::Action;
use crate::app::screen::practice::PracticeScreen;
use crate::domain::habits::Feedback;
use crate::domain::pace::{self, Standing};
use crate::domain::practice::{Phase, Practice, Style};
use crate::domain::take::Grade;
use crate::domain::time::{Millis, Now};
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::big_clock::{self, Size};
use crate::ui::{format, pointing, text, theme};

/// Draws the clock and what stands beside it.
pub(super) fn draw(app: &App, screen: &PracticeScreen, now: Now, size: Size, frame: &mut Frame<'_>, area: Rect) {
    let practice = screen.practice();
    let digits = big_clock::lines(&practice.elapsed(now.monotonic).to_string(), size, app.looks().marks);
    let width = digits.iter().map(Line::width).max().unwrap_or(0);
    let [_, clock, _, words] = Layout::horizontal([
        Constraint::Length(3),
        Constraint::Length(u16::try_from(width).unwrap_or(0).max(size.columns(4))),
        Constraint::Length(4),
        Constraint::Fill(1),
    ])
    .areas(area);
    let beside = match practice.phase() {
        Phase::Ready => ready(app, practice),
        Phase::Telling => telling(app, practice, now.monotonic),
        Phase::Grading | Phase::Graded => grading(app, screen, now),
    };
    if tells(app, practice, Feedback::Full) {
        line::draw(&digits, frame, clock);
        // Beside digits that are taller, the words stand in their middle.
        let down = size.rows().saturating_sub(3) / 2;
        let words = Rect { y: words.y + down, height: words.height.saturating_sub(down), ..words };
        line::draw(&beside, frame, words);
    } else {
        line::draw(&beside, frame, Rect { x: area.x + 3, width: area.width.saturating_sub(3), ..area });
    }
}

fn ready(app: &App, practice: &Practice) -> [Line<'static>; 3] {
    let how = match practice.plan().style {
        Style::Recall => "You tell first, then check the text.",
        Style::Cued => "Cue words come first, until you need them no more.",
        Style::Prompted => "The text comes first, then you tell.",
    };
    [
        Line::from(vec![
            Span::raw(format!("target {}", practice.target())),
            Span::styled(format!(" · ladder {}", practice.plan().ladder.name()), theme::DIM),
        ]),
        Line::styled(how, theme::DIM),
        Line::styled(app.say(("Say it aloud. Press {} to start.", &[Action::Start])), theme::ACCENT),
    ]
}

fn telling(app: &App, practice: &Practice, now: Millis) -> [Line<'static>; 3] {
    let paused =
        practice.is_paused().then(|| Line::styled(app.say(("paused · {} goes on", &[Action::Pause])), theme::CHOSEN));
    match app.habits().feedback {
        Feedback::Full => {
            let pace = practice.pace(now);
            let is_late = matches!(pace.standing, Standing::Over | Standing::Behind);
            let (number, words) = format::pace(pace);
            [
                Line::from(vec![
                    Span::raw(format!("target {}", practice.target())),
                    Span::styled(part(practice), theme::DIM),
                ]),
                Line::from(vec![
                    Span::raw(number),
                    Span::styled(format!(" · {words}"), if is_late { theme::ALERT } else { theme::DIM }),
                ]),
                paused.unwrap_or_else(|| lights(practice, now)),
            ]
        }
        Feedback::Quiet => [Line::default(), paused.unwrap_or_default(), Line::default()],
        Feedback::None => [
            Line::default(),
            paused.unwrap_or_else(|| Line::styled("Your times come when all is told.", theme::DIM)),
            Line::default(),
        ],
    }
}

fn part(practice: &Practice) -> String {
    let (told, count) = (practice.splits().len(), practice.rungs().len());
    if count > 1 { format!(" · part {} of {count}", told + 1) } else { String::new() }
}

/// The lights of speakers' clubs: on at half of the time, at three quarters, and at all of it. The words say it too.
fn lights(practice: &Practice, now: Millis) -> Line<'static> {
    let on = pace::lights(practice.elapsed(now), practice.target());
    let words = ["", "half the time", "last quarter", "time is up"].get(on).copied().unwrap_or_default();
    let light = |place: usize| {
        let style = if place < on { theme::LIGHTS.get(place).copied().unwrap_or(theme::PLAIN) } else { theme::DIM };
        Span::styled(if place < on { "● " } else { "○ " }, style)
    };
    let mut spans: Vec<Span<'_>> = (0..3).map(light).collect();
    spans.push(Span::styled(format!(" {words}"), theme::DIM));
    Line::from(spans)
}

/// So many columns each verdict takes.
const CHOICE: usize = 10;

fn grading(app: &App, screen: &PracticeScreen, now: Now) -> [Line<'static>; 3] {
    let marked = screen.marked();
    let choices = Grade::ALL.into_iter().flat_map(|grade| {
        let (mark, style) = if grade == marked { ("▸", theme::STRONG) } else { (" ", theme::PLAIN) };
        let key = Span::styled(format!("{mark}{}", app.key_before(Action::Grade(grade.into()))), theme::CHOSEN);
        let name = text::pad(format!(" {}", grade.name()), CHOICE.saturating_sub(key.width()));
        let place = pointing::at_key(app, Action::Grade(grade.into()));
        [key.over(place), Span::styled(name, style).over(place)]
    });
    let days = match screen.choices(app.history()) {
        Some(days) => {
            let day = |day| Span::styled(text::pad(format!(" {}", format::comes_back(day, now)), CHOICE), theme::DIM);
            Line::from(days.map(day).to_vec())
        }
        None => Line::styled(" It leaves open when the story comes back.", theme::DIM),
    };
    let is_in_full = screen.practice().is_in_full();
    let in_full = if is_in_full {
        " · ✓ told in full".to_owned()
    } else {
        app.say((" · {}: told in full", &[Action::SwitchInFull]))
    };
    [
        Line::from(vec![
            Span::styled("How did it go?", theme::STRONG),
            Span::styled(in_full, theme::DIM).over(pointing::at_key(app, Action::SwitchInFull)),
        ]),
        Line::from(choices.collect::<Vec<_>>()),
        days,
    ]
}
