//! An interview: the question with its clock, what an answer was worth, the follow-ups, and the report.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use super::library;
use crate::app::App;
use crate::app::action::Action;
use crate::app::screen::page::Page;
use crate::domain::interview::mock::{self, MockInterview};
use crate::domain::interview::retrieval::{self, Retrieval};
use crate::domain::interview::words::{self, how, in_tenths, name, weakness};
use crate::domain::interview::{Interview, follow_up};
use crate::domain::question::Question;
use crate::domain::time::{Millis, Now};
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::big_clock::{self, Size};
use crate::ui::{chrome, text, theme};

/// A question may be anything that a person was asked, and the list below it needs room.
const MOST_ROWS: usize = 4;

/// Draws it as far as it has come.
pub(in crate::ui) fn draw(app: &App, page: Page, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let Some(interview) = app.interview() else { return };
    match interview {
        Interview::Retrieval(retrieval) => match retrieval.phase() {
            retrieval::Phase::Asking { round, .. } => draw_asking(app, interview, &round.question, now, frame, area),
            retrieval::Phase::Answered(answer) => draw_answer(interview, answer, frame, area),
            retrieval::Phase::Over => draw_retrieval_report(app, retrieval, page, frame, area),
        },
        Interview::Mock(mock) => match mock.phase() {
            mock::Phase::Asking { question, .. } => draw_asking(app, interview, question, now, frame, area),
            mock::Phase::FollowingUp { told, follow_up, ahead, .. } => {
                let number = told.follow_ups.len() + 1;
                let of = format!("follow-up {number} of {}", number + ahead.len());
                draw_follow_up(app, interview, (&told.story.title, follow_up), &of, now, frame, area);
            }
            mock::Phase::Telling { .. } | mock::Phase::Over => draw_mock_report(app, mock, page, frame, area),
        },
    }
}

/// A question in as many lines as it needs, and what it is from.
fn question_lines(question: &Question, width: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = text::wrap(format!("“{}”", question.text), width.min(text::READABLE))
        .into_iter()
        .take(MOST_ROWS)
        .map(|line| Line::styled(format!(" {line}"), theme::STRONG))
        .collect();
    let asked = question.asked.as_ref().map(ToString::to_string);
    if let Some(from) = question.heading.clone().or(asked) {
        lines.push(Line::styled(format!(" {}", text::shorten(from, width)), theme::DIM));
    }
    lines
}

/// The question, the clock, and the list that a story is to be found in.
fn draw_asking(app: &App, interview: &Interview, question: &Question, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let asked = question_lines(question, usize::from(area.width).saturating_sub(3));
    let rows = u16::try_from(asked.len()).unwrap_or(1);
    let [title, _, put, _, clock, _, query, rule, stories] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(rows),
        Constraint::Length(1),
        Constraint::Length(Size::Small.rows()),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    let number = format!("question {} of {}", interview.number(), interview.count());
    chrome::draw_title(name(interview), &number, frame, title);
    line::draw(&asked, frame, put);
    let time = interview.time_left(now.monotonic).map_or_else(
        || interview.elapsed(now.monotonic),
        // Counted down in the seconds that are left, the one that is running among them.
        |left| Millis(left.0.div_ceil(1000) * 1000),
    );
    let beside = match interview {
        Interview::Retrieval(_) => ["seconds left", "Find the story that answers it."],
        Interview::Mock(_) if interview.is_paused() => ["paused", "The next key goes on."],
        Interview::Mock(_) => ["since the question", "Find a story, and tell it."],
    };
    draw_clock(app, time, &beside.map(|words| Line::styled(words, theme::DIM)), frame, clock);
    library::draw_query(app, frame, query);
    chrome::draw_rule(frame, rule);
    library::draw_stories(app, now, 1, frame, chrome::inside(stories));
}

fn draw_clock(app: &App, time: Millis, beside: &[Line<'_>], frame: &mut Frame<'_>, area: Rect) {
    let digits = big_clock::lines(&time.to_string(), Size::Small, app.looks().marks);
    let [_, clock, _, words] = Layout::horizontal([
        Constraint::Length(3),
        Constraint::Length(Size::Small.columns(4)),
        Constraint::Length(4),
        Constraint::Fill(1),
    ])
    .areas(area);
    line::draw(&digits, frame, clock);
    line::draw(beside, frame, words);
}

/// What the answer to a question was worth, and what a better one would have been.
fn draw_answer(interview: &Interview, answer: &retrieval::Answer, frame: &mut Frame<'_>, area: Rect) {
    let [title, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let number = format!("question {} of {}", interview.number(), interview.count());
    chrome::draw_title(name(interview), &number, frame, title);
    let width = usize::from(area.width).saturating_sub(6).min(text::READABLE);
    let mut lines = question_lines(&answer.question, width);
    lines.push(Line::default());
    let mut say = |words: String, style: Style| {
        lines.extend(text::wrap(words, width).into_iter().map(|line| Line::styled(format!("   {line}"), style)));
    };
    let [words, best] = words::verdict(answer);
    say(words, if answer.is_missed() { theme::ALERT } else { theme::CHOSEN });
    say(best, theme::PLAIN);
    if !answer.question.competency.is_empty() {
        say(format!("It asks for {}.", answer.question.competency), theme::DIM);
    }
    line::draw(&lines, frame, body);
}

/// A follow-up to the story of this title, with its clock.
fn draw_follow_up(
    app: &App,
    interview: &Interview,
    (title, follow_up): (&str, &str),
    of: &str,
    now: Now,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let width = usize::from(area.width).saturating_sub(3).min(text::READABLE);
    let asked: Vec<Line<'_>> = text::wrap(format!("“{follow_up}”"), width)
        .into_iter()
        .take(MOST_ROWS)
        .map(|line| Line::styled(format!(" {line}"), theme::STRONG))
        .collect();
    let size = Size::fitting(area.width, area.height);
    let [head, story, _, put, _, clock] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(u16::try_from(asked.len()).unwrap_or(1)),
        Constraint::Length(1),
        Constraint::Length(size.rows()),
    ])
    .areas(area);
    let number = format!("question {} of {} · {of}", interview.number(), interview.count());
    chrome::draw_title(name(interview), &number, frame, head);
    let told = format!(" About “{}”", text::shorten(title, width.saturating_sub(10)));
    line::draw(&[Line::styled(told, theme::DIM)], frame, story);
    line::draw(&asked, frame, put);
    let elapsed = interview.elapsed(now.monotonic);
    let over = elapsed.seconds().saturating_sub(follow_up::TIME.seconds());
    let pace = if interview.is_paused() {
        Line::styled(app.say(("paused · {} goes on", &[Action::Pause])), theme::CHOSEN)
    } else if over > 0 {
        Line::styled(format!("+{} · over time: wrap up", Millis::from_seconds(over)), theme::ALERT)
    } else {
        Line::default()
    };
    let beside = [
        Line::raw(format!("of {}", follow_up::TIME)),
        pace,
        Line::styled(app.say(("Answer aloud. Press {} when you have.", &[Action::GoOn])), theme::ACCENT),
    ];
    draw_clock(app, elapsed, &beside, frame, clock);
}

fn draw_report(
    app: &App,
    title: &str,
    right: &str,
    lines: Vec<Line<'_>>,
    page: Page,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let [head, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    chrome::draw_title(title, right, frame, head);
    line::draw(
        &text::page_of(lines, body.height, page.number(), &format!("   {}", chrome::page_keys(app))),
        frame,
        body,
    );
}

fn draw_retrieval_report(app: &App, retrieval: &Retrieval, page: Page, frame: &mut Frame<'_>, area: Rect) {
    let report = retrieval.report();
    let width = usize::from(area.width).saturating_sub(6);
    let mut lines = said(&report.advice, theme::STRONG, width);
    lines.push(Line::default());
    for answer in retrieval.answers() {
        let title = answer.chosen.as_ref().map_or("–", |chosen| chosen.title.as_str());
        let mark = if answer.is_missed() {
            "✗"
        } else if answer.is_slow() {
            "~"
        } else {
            "✓"
        };
        let style = if answer.is_missed() { theme::ALERT } else { theme::PLAIN };
        let topic =
            if answer.question.competency.is_empty() { &answer.question.text } else { &answer.question.competency };
        let left = width.saturating_sub(12) / 2;
        lines.push(Line::from(vec![
            Span::styled(format!("   {mark} "), style),
            Span::raw(text::pad(topic.as_str(), left)),
            Span::styled(format!("{:>7}  ", in_tenths(answer.after)), theme::DIM),
            Span::raw(text::shorten(title, width.saturating_sub(left + 11))),
        ]));
    }
    lines.push(Line::default());
    lines.push(Line::styled(
        "   ✓ found   ~ slow: more than 5 s   ✗ missed: no story, or none that answers",
        theme::DIM,
    ));
    for (what, weak) in [("Missed", &report.missed), ("Slow", &report.slow)] {
        if !weak.is_empty() {
            let names = weak.iter().map(weakness).collect::<Vec<String>>().join(", ");
            lines.extend(said(&format!("{what}: {names}."), theme::PLAIN, width));
        }
    }
    let median = report.median.map(|time| format!(" · median {}", in_tenths(time))).unwrap_or_default();
    let right = format!("{} of {} found{median}", report.found, report.asked);
    draw_report(app, "Ten seconds for a story", &right, lines, page, frame, area);
}

fn draw_mock_report(app: &App, mock: &MockInterview, page: Page, frame: &mut Frame<'_>, area: Rect) {
    let report = mock.report();
    let width = usize::from(area.width).saturating_sub(6);
    let mut lines = said(&report.advice, theme::STRONG, width);
    for (answer, number) in mock.answers().iter().zip(1..) {
        lines.push(Line::default());
        let words = format!("{number:>2}  {}", answer.question.text);
        lines.push(Line::styled(format!("   {}", text::shorten(words, width)), theme::ACCENT));
        let Some(told) = &answer.told else {
            lines.push(Line::styled(format!("       no story, after {}", in_tenths(answer.after)), theme::ALERT));
            continue;
        };
        let story = format!("{} · {}", told.story.title, told.story.fit.name());
        lines.push(Line::raw(format!("       {}", text::shorten(story, width.saturating_sub(4)))));
        let how = text::wrap(how(answer, told), width.saturating_sub(4));
        lines.extend(how.into_iter().map(|line| Line::styled(format!("       {line}"), theme::DIM)));
    }
    let right = format!(
        "{} of {} answered · {} on target · {} told",
        report.answered, report.asked, report.on_target, report.told
    );
    draw_report(app, "Mock interview", &right, lines, page, frame, area);
}

fn said(words: &str, style: Style, width: usize) -> Vec<Line<'static>> {
    let wrapped = text::wrap(words, width.min(text::READABLE));
    wrapped.into_iter().map(|line| Line::styled(format!("   {line}"), style)).collect()
}
