//! The interviews: what comes and what was, and all that is known of the one under the cursor.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::app::action::Action;
use crate::app::appointing::words::{Tone, outcome};
use crate::app::pointing::Spot;
use crate::app::screen::interviews::{Focus, InterviewsScreen};
use crate::domain::appointment::Appointment;
use crate::domain::day;
use crate::domain::text::count;
use crate::ui::line::{self, Line, Span};
use crate::ui::{chrome, pointing, text, theme};

mod debrief;
mod details;
mod picker;

/// From this width on, what is known of an interview stands beside the list.
const WIDE: u16 = 100;

/// Draws the list, or what is typed about one of it.
pub(in crate::ui) fn draw(app: &App, screen: &InterviewsScreen, frame: &mut Frame<'_>, area: Rect) {
    match &screen.focus {
        Focus::List | Focus::Removing(_) => draw_list_and_text(app, screen, frame, area),
        Focus::Details(details) => details::draw(app, details, frame, area),
        Focus::Stories(appointment, checklist) => {
            let title = format!("Stories for {}", appointment.name());
            picker::draw_checklist(app, &title, &day::in_words(appointment.on), checklist, frame, area);
        }
        Focus::Debrief(form) => debrief::draw(app, form, frame, area),
    }
}

fn draw_list_and_text(app: &App, screen: &InterviewsScreen, frame: &mut Frame<'_>, area: Rect) {
    let [head, rule, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let listed = app.appointments().listed(app.today());
    let coming = listed.iter().filter(|it| it.is_coming(app.today())).count();
    let right = format!("{coming} to come · {} past", listed.len() - coming);
    chrome::draw_title("Interviews", &right, frame, head);
    chrome::draw_rule(frame, rule);
    let cursor = screen.cursor(&listed);
    let Some(selected) = listed.get(cursor) else {
        let words = app.say((
            "No interview is written down yet. Press {} to note the first one: its day, the company and the round.\n\n\
             Then choose the stories for it. Afterward note in a minute what was asked and what you told, so that \
             nobody hears a story twice.",
            &[Action::NewAppointment],
        ));
        let width = usize::from(body.width).saturating_sub(6).min(text::READABLE);
        let lines: Vec<Line<'_>> =
            text::wrap(words, width).into_iter().map(|line| Line::raw(format!("   {line}"))).collect();
        return line::draw(&[vec![Line::default()], lines].concat(), frame, body);
    };
    let (list, rest) = if area.width >= WIDE {
        let [list, _, rest] =
            Layout::horizontal([Constraint::Percentage(42), Constraint::Length(3), Constraint::Fill(1)])
                .areas(chrome::inside(body));
        (list, rest)
    } else {
        let rows = (body.height / 2).min(u16::try_from(listed.len() * 2 + 3).unwrap_or(u16::MAX));
        let [list, rule, rest] =
            Layout::vertical([Constraint::Length(rows), Constraint::Length(1), Constraint::Fill(1)]).areas(body);
        chrome::draw_rule(frame, rule);
        (chrome::inside(list), chrome::inside(rest))
    };
    draw_list(app, &listed, cursor, frame, list);
    let width = usize::from(rest.width).min(text::READABLE);
    let known = app.known_of(selected).into_iter();
    let lines = known.flat_map(|(words, indent, tone)| indented(&words, indent, style_of(tone), width)).collect();
    line::draw(&text::page_of(lines, rest.height, screen.page(), &chrome::page_keys(app)), frame, rest);
}

fn draw_list(app: &App, listed: &[&Appointment], cursor: usize, frame: &mut Frame<'_>, area: Rect) {
    let today = app.today();
    let mut lines = Vec::new();
    let mut end_of_chosen = 0;
    let mut was_coming = None;
    for (row, appointment) in listed.iter().enumerate() {
        let is_coming = appointment.is_coming(today);
        if was_coming != Some(is_coming) {
            let heading = if is_coming { "  To come" } else { "  Past" };
            lines.extend(was_coming.map(|_| Line::default()));
            lines.push(Line::styled(heading, theme::STRONG));
            was_coming = Some(is_coming);
        }
        let place = pointing::at_row(Spot::Row, row, cursor);
        lines.extend(rows(app, appointment, row == cursor, area.width).into_iter().map(|line| line.over(place)));
        if row == cursor {
            end_of_chosen = lines.len();
        }
    }
    // The heading above the first one is in sight as long as there is room.
    let first = end_of_chosen.saturating_sub(usize::from(area.height));
    line::draw(lines.get(first..).unwrap_or_default(), frame, area);
}

/// An interview in the list: who and when, and below how it stands.
fn rows(app: &App, appointment: &Appointment, is_under_cursor: bool, width: u16) -> Vec<Line<'static>> {
    let today = app.today();
    let mark = Span::styled(if is_under_cursor { "▌ " } else { "  " }, theme::CHOSEN);
    let style = if is_under_cursor { theme::STRONG } else { theme::PLAIN };
    let when = Span::styled(day::from_today(appointment.on, today), theme::DIM);
    let room = usize::from(width).saturating_sub(when.width() + 4);
    let name = Span::styled(text::shorten(appointment.name(), room).to_string(), style);
    let day = appointment.on.strftime("%a %-d %b %Y");
    let standing = if appointment.is_coming(today) {
        match appointment.stories.len() {
            0 => "no story chosen yet".to_owned(),
            stories => format!("{} · {}", count(stories, "story", "stories"), app.outlook_in_words(appointment)),
        }
    } else {
        appointment.debrief.as_ref().map_or_else(|| "no debrief yet".to_owned(), outcome)
    };
    let below = text::shorten(format!("{day} · {standing}"), usize::from(width).saturating_sub(4)).to_string();
    let obstacles = app.agenda().outlook(&appointment.id).map(|it| it.obstacles.as_slice()).unwrap_or_default();
    let obstacles = obstacles.iter().filter(|_| !appointment.stories.is_empty());
    let obstacle = obstacles.map(|obstacle| {
        let words = text::shorten(format!("! {obstacle}"), usize::from(width).saturating_sub(4));
        Line::from(vec![mark.clone(), Span::raw("  "), Span::styled(words, theme::ALERT)])
    });
    let first = text::spread(vec![mark.clone(), name], when, width);
    let second = Line::from(vec![mark.clone(), Span::styled(format!("  {below}"), theme::DIM)]);
    [first, second].into_iter().chain(obstacle).collect()
}

const fn style_of(tone: Tone) -> Style {
    match tone {
        Tone::Plain => theme::PLAIN,
        Tone::Heading => theme::ACCENT,
        Tone::Strong => theme::STRONG,
        Tone::Quiet => theme::DIM,
        Tone::Alert => theme::ALERT,
    }
}

/// A text in lines that stand so many columns in. One without words is an empty line.
fn indented(words: &str, indent: usize, style: Style, width: usize) -> Vec<Line<'static>> {
    if words.is_empty() {
        return vec![Line::default()];
    }
    let lines = text::wrap(words, width.saturating_sub(indent)).into_iter();
    lines.map(|line| Line::styled(format!("{:indent$}{line}", ""), style)).collect()
}
