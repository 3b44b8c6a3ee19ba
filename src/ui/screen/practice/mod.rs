//! The practice screen: clock, budget bar, pace, and the rungs as they are revealed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::screen::practice::PracticeScreen;
use crate::domain::habits::Feedback;
use crate::domain::practice::{Phase, Practice};
use crate::domain::time::Now;
use crate::ui::line::{self, Line};
use crate::ui::widget::big_clock::Size;
use crate::ui::widget::budget_bar::BudgetBar;
use crate::ui::{chrome, text, theme};

mod clock;
mod ready;
mod rungs;

/// Draws a take.
pub(in crate::ui) fn draw(app: &App, screen: &PracticeScreen, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let asked = asked(app, screen, now, area.width);
    let size = Size::fitting(area.width, area.height);
    let gap = u16::from(size != Size::Small);
    let [title, question, _, clock, _, bar, _, rest] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(u16::try_from(asked.len()).unwrap_or(0).max(1)),
        Constraint::Length(1 + gap),
        Constraint::Length(size.rows()),
        Constraint::Length(gap),
        Constraint::Length(3),
        Constraint::Length(1 + gap),
        Constraint::Fill(1),
    ])
    .areas(area);
    let name = app.title_here(&app.shown_text(screen.title()));
    chrome::draw_title(&name, &app.standing_of_practice(screen).join(" · "), frame, title);
    line::draw(&asked, frame, question);
    clock::draw(app, screen, now, size, frame, clock);
    draw_bar(app, screen, now, frame, chrome::inside(bar));
    if screen.practice().phase() == Phase::Ready {
        ready::draw(app, screen, frame, chrome::inside(rest));
    } else {
        let offer = offer(screen, rest.width);
        let rows = u16::from(offer.is_some()) * if rest.height > 14 { 2 } else { 1 };
        let [why, rest] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(rest);
        line::draw(&Vec::from_iter(offer), frame, chrome::inside(why));
        rungs::draw(app, screen, now.monotonic, frame, chrome::inside(rest));
    }
}

/// Why the grade that is offered isn't good.
fn offer(screen: &PracticeScreen, width: u16) -> Option<Line<'static>> {
    let offer = screen.offer();
    let is_said = screen.practice().phase() == Phase::Grading && !offer.reasons.is_empty();
    let words = format!(" Offered as {}: {}", offer.grade.name(), offer.reasons.join(", "));
    is_said.then(|| Line::styled(text::shorten(words, usize::from(width).saturating_sub(2)), theme::ACCENT))
}

/// Whether the teller may be told of the time by now.
fn tells(app: &App, practice: &Practice, feedback: Feedback) -> bool {
    practice.phase() != Phase::Telling || app.habits().feedback == feedback || app.habits().feedback == Feedback::Full
}

/// What the interviewer asks, or cuts in with.
fn asked(app: &App, screen: &PracticeScreen, now: Now, width: u16) -> Vec<Line<'static>> {
    let width = usize::from(width).saturating_sub(4);
    if let Some(ball) = screen.practice().interruption(now.monotonic) {
        let words = text::wrap(format!("The interviewer cuts in: “{}”", ball.says.words()), width);
        return words.into_iter().take(2).map(|line| Line::styled(format!(" {line}"), theme::ALERT)).collect();
    }
    let question = screen.question().map(|words| text::wrap(format!("“{}”", app.shown_text(words)), width));
    question.into_iter().flatten().take(2).map(|line| Line::styled(format!(" {line}"), theme::DIM)).collect()
}

fn draw_bar(app: &App, screen: &PracticeScreen, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let practice = screen.practice();
    if !tells(app, practice, Feedback::Quiet) {
        return;
    }
    let bar = BudgetBar {
        rungs: practice.rungs(),
        target: practice.target(),
        elapsed: practice.elapsed(now.monotonic),
        current: practice.current(),
        ghost: app.habits().ghost.among(screen.before(app.history())),
    };
    line::draw(&bar.lines(area.width), frame, area);
}
