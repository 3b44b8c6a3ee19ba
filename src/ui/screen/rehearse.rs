//! The screen that asks what to rehearse, and says what that comes to.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::screen::rehearse::{RehearseScreen, Row, What};
use crate::domain::set::{LENGTHS, Limit, Order};
use crate::domain::text::count;
use crate::domain::time::Millis;
use crate::ui::line::{self, Line, Span};
use crate::ui::{chrome, text, theme};

/// Draws it.
pub(in crate::ui) fn draw(app: &App, screen: &RehearseScreen, frame: &mut Frame<'_>, area: Rect) {
    let [title, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    chrome::draw_title("Rehearse", "", frame, title);
    let body = chrome::inside(body);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (place, row) in screen.rows().iter().enumerate() {
        let is_chosen = place == screen.cursor();
        let (mark, style) = if is_chosen { ("▸ ", theme::CHOSEN) } else { ("  ", theme::PLAIN) };
        let value =
            if is_chosen { format!("‹ {} ›", value(*row, screen)) } else { format!("  {}", value(*row, screen)) };
        lines.push(Line::from(vec![
            Span::styled(mark, theme::CHOSEN),
            Span::styled(text::pad(name(*row), 12), theme::DIM),
            Span::styled(value, style),
        ]));
    }
    lines.push(Line::default());
    let width = usize::from(body.width);
    lines.extend(said(app, screen).into_iter().flat_map(|(words, style)| {
        text::wrap(words, width.saturating_sub(4).min(text::READABLE))
            .into_iter()
            .map(move |line| Line::styled(format!("  {line}"), style))
    }));
    let room = usize::from(body.height).saturating_sub(lines.len() + 1);
    lines.extend(listed(app, screen, room, width));
    line::draw(&lines, frame, body);
}

const fn name(row: Row) -> &'static str {
    match row {
        Row::What => "What",
        Row::Order => "Order",
        Row::Limit => "Until",
        Row::Schedule => "Counts",
        Row::Pack => "Questions",
        Row::Questions => "How many",
        Row::FollowUps => "Follow-ups",
    }
}

fn value(row: Row, screen: &RehearseScreen) -> String {
    let wishes = screen.wishes();
    match row {
        Row::What => what(wishes.what).to_owned(),
        Row::Order => wishes.set.order.name().to_owned(),
        Row::Limit => match wishes.set.limit {
            Limit::None => "the last story".to_owned(),
            Limit::Stories(most) => count(most, "story", "stories"),
            Limit::Minutes(most) => format!("{most} minutes"),
        },
        Row::Pack => screen.pack().unwrap_or("any").to_owned(),
        Row::Questions => count(screen.questions(), "question", "questions"),
        Row::FollowUps => match wishes.follow_ups {
            0 => "none".to_owned(),
            follow_ups => format!("{follow_ups} after each story"),
        },
        Row::Schedule => if wishes.set.is_free { "free practice" } else { "yes" }.to_owned(),
    }
}

const fn what(what: What) -> &'static str {
    match what {
        What::Set => "a set of these stories",
        What::Lengths => "one story at five lengths",
        What::WeakestRung => "the weakest part of one story",
        What::Retrieval => "ten questions, ten seconds each",
        What::Mock => "a mock interview",
    }
}

/// What it comes to, in words.
fn said(app: &App, screen: &RehearseScreen) -> Vec<(String, ratatui::style::Style)> {
    let wishes = screen.wishes();
    let title = app.story_at_hand().map_or("", |story| story.title.as_str());
    match wishes.what {
        What::Set => {
            let (stories, time) = (&screen.arranged().stories, screen.arranged().time);
            let mut said = vec![(
                format!("{}, told in {} if each keeps to its target.", count(stories.len(), "story", "stories"), time),
                theme::STRONG,
            )];
            let (here, all) = (app.library_screen().found(app.library()).count(), app.library_screen().count());
            if here < all {
                let words =
                    format!("Of the {all} that are found only the best {here} can be put in order. Ask for less.");
                said.push((words, theme::DIM));
            }
            if wishes.set.order == Order::Random {
                said.push((format!("Seed {}: the same seed, the same order.", wishes.set.seed), theme::DIM));
            }
            if wishes.set.is_free {
                said.push(("Free practice leaves open when the stories come back.".to_owned(), theme::DIM));
            }
            said
        }
        What::Lengths => {
            let lengths = LENGTHS.map(|seconds| Millis::from_seconds(seconds).to_string()).join(" · ");
            vec![
                (format!("“{title}” in {lengths}."), theme::STRONG),
                ("The same story, short and long: what stays when time is short is its core.".to_owned(), theme::DIM),
            ]
        }
        What::Retrieval => vec![
            ("A question is put, and you find the story that answers it. No telling.".to_owned(), theme::STRONG),
            ("In the end you see which competencies came slowly, and which not at all.".to_owned(), theme::DIM),
        ],
        What::Mock => vec![
            ("A question is put. Find a story, tell it, and answer what is asked then.".to_owned(), theme::STRONG),
            ("The clock runs from the question on, as in the room.".to_owned(), theme::DIM),
        ],
        What::WeakestRung => match app.weakest_rung() {
            Some(rung) => vec![
                (format!("{rung} of “{title}”."), theme::STRONG),
                ("It needed the most help of late, or was furthest from its budget.".to_owned(), theme::DIM),
            ],
            None => vec![(format!("Tell “{title}” once, so that its weakest part is known."), theme::PLAIN)],
        },
    }
}

/// The stories of a set in their order, as many as there is room for.
fn listed(app: &App, screen: &RehearseScreen, room: usize, width: usize) -> Vec<Line<'static>> {
    if screen.wishes().what != What::Set || room < 2 {
        return Vec::new();
    }
    let stories = &screen.arranged().stories;
    let shown = if stories.len() > room { room - 1 } else { room };
    let mut lines = vec![Line::default()];
    lines.extend(stories.iter().zip(1..).take(shown.saturating_sub(1)).map(|(story, number): (_, usize)| {
        let title = app.library().get(story).map_or("", |story| story.title.as_str());
        let title = text::shorten(title.to_owned(), width.saturating_sub(8));
        Line::from(vec![Span::styled(format!("{number:>5}  "), theme::DIM), Span::raw(title)])
    }));
    let more = stories.len().saturating_sub(shown.saturating_sub(1));
    if more > 0 {
        lines.push(Line::styled(format!("       and {more} more"), theme::DIM));
    }
    lines
}
