//! What a teller should know before the clock starts: the rungs, what was left out last time, what will not fit.

use std::iter;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::action::Action;
use crate::app::screen::practice::PracticeScreen;
use crate::domain::ladder::Rung;
use crate::domain::pace;
use crate::domain::practice::Plan;
use crate::domain::time::Millis;
use crate::ui::line::{self, Line, Span};
use crate::ui::{pointing, text, theme};

/// Draws it, the most important first: a small window shows no more than fits.
pub(super) fn draw(app: &App, screen: &PracticeScreen, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let practice = screen.practice();
    let words_a_minute = screen.background().words_a_minute;
    let mut lines: Vec<Line<'_>> = practice.rungs().iter().map(|rung| rung_row(rung, words_a_minute, width)).collect();
    let words: usize = practice.rungs().iter().map(|rung| rung.words).sum();
    let said = pace::time_to_say(words, words_a_minute);
    if !fits(said, practice.target()) {
        let all = if practice.plan().only.is_some() { "This part" } else { "The whole story" };
        let warning = format!("{all} takes {said} at {words_a_minute} words a minute. Leave something out.");
        let rows = [" ! "].into_iter().chain(iter::repeat("   ")).zip(text::wrap(warning, width.saturating_sub(4)));
        lines.push(Line::default());
        lines.extend(rows.map(|(lead, row)| Line::styled(format!("{lead}{row}"), theme::ALERT)));
    }
    let missed: Vec<String> = screen
        .background()
        .missed
        .iter()
        .filter(|missed| practice.rungs().iter().any(|rung| rung.beats.contains(&missed.beat)))
        .map(|missed| format!("✗ {}", app.shown_text(&missed.words)))
        .collect();
    let height = usize::from(area.height);
    if !missed.is_empty() {
        lines.push(Line::default());
        lines.push(Line::styled(" Left out last time", theme::ACCENT));
        let room = height.saturating_sub(lines.len()).max(1);
        lines.extend(
            missed
                .iter()
                .take(room)
                .map(|line| Line::raw(format!("   {}", text::shorten(line.as_str(), width.saturating_sub(4))))),
        );
    }
    let habits = habits_lines(app, practice.plan(), width);
    if height >= lines.len() + habits.len() {
        lines.resize(height - habits.len(), Line::default());
        lines.extend(habits);
    }
    line::draw(&lines, frame, area);
}

/// How the teller likes to practice, each with the key that changes it: on one line, or on two where there isn't room.
fn habits_lines(app: &App, plan: &Plan, width: usize) -> Vec<Line<'static>> {
    let habits = app.habits();
    let on = |is_on: bool| if is_on { "on" } else { "off" };
    let all = [
        (Action::NextFeedback, format!("feedback {}", habits.feedback.name())),
        (Action::NextGhost, format!("ghost {}", habits.ghost.name())),
        (Action::SwitchBell, format!("bell {}", on(habits.has_bell))),
        (Action::SwitchCurveballs, format!("cut-ins {}", on(plan.curveball.is_some()))),
        (Action::SwitchFree, if plan.is_free { "free practice" } else { "counts" }.to_owned()),
    ]
    .map(|(action, words)| {
        let place = pointing::at_key(app, action);
        [
            Span::raw("  "),
            Span::styled(app.key_before(action), theme::ACCENT).over(place),
            Span::styled(format!(" {words}"), theme::DIM).over(place),
        ]
    });
    let line = Line::from(all.concat());
    if line.width() <= width {
        return vec![line];
    }
    all.chunks(3).map(|pair| Line::from(pair.concat())).collect()
}

/// Whether what takes so long to say can be told in a budget, with the tolerance of the pace.
fn fits(said: Millis, budget: Millis) -> bool {
    said.saturating_sub(budget) <= pace::TOLERANCE.max(Millis(budget.0 / 10))
}

fn rung_row(rung: &Rung, words_a_minute: u64, width: usize) -> Line<'static> {
    let beats = rung.beats.iter().map(|beat| beat.name().to_lowercase()).collect::<Vec<_>>().join(" · ");
    let mut line = Line::from(vec![
        Span::styled(format!("   {}", text::pad(&rung.name, 14)), theme::DIM),
        Span::styled(format!("{:>5}   ", rung.budget.to_string()), theme::PLAIN),
    ]);
    let said = pace::time_to_say(rung.words, words_a_minute);
    let long = if fits(said, rung.budget) { String::new() } else { format!("  ! {said} to say") };
    let room = width.saturating_sub(line.width() + long.len());
    line.spans.push(Span::styled(text::shorten(beats, room), theme::DIM));
    line.spans.push(Span::styled(long, theme::ALERT));
    line
}
