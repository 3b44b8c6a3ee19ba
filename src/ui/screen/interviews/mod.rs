//! The interviews: what comes and what was, and all that is known of the one under the cursor.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::app::action::Action;
use crate::app::screen::interviews::{Focus, InterviewsScreen};
use crate::domain::appointment::{Appointment, Debrief, Outcome, Went};
use crate::domain::day;
use crate::domain::preparation::{GOOD_TAKES, Outlook, Standing};
use crate::domain::story::{Story, StoryId};
use crate::domain::text::count;
use crate::domain::time::Millis;
use crate::ui::line::{self, Line, Span};
use crate::ui::{chrome, text, theme};

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
    let lines = lines_of(app, selected, usize::from(rest.width).min(text::READABLE));
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
        lines.extend(rows(app, appointment, row == cursor, area.width));
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
            stories => format!("{} · {}", count(stories, "story", "stories"), outlook(app, appointment)),
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

/// How ready a story is.
fn standing_of(standing: &Standing) -> String {
    match standing.needs {
        0 => "ready".to_owned(),
        _ if standing.good < GOOD_TAKES => format!("{} of {GOOD_TAKES} good takes", standing.good),
        _ => "1 more to be fresh".to_owned(),
    }
}

/// How ready the stories of an interview that comes are.
fn outlook(app: &App, appointment: &Appointment) -> String {
    let outlook = app.agenda().outlook(&appointment.id);
    let told = outlook.map_or(0, |outlook| outlook.stories.len());
    match outlook.map_or(0, Outlook::missing) {
        0 if told < appointment.stories.len() => format!("{told} can be told"),
        0 => "ready".to_owned(),
        missing => count(missing, "take to go", "takes to go"),
    }
}

/// How it went and what came of it: `well · next round`.
fn outcome(debrief: &Debrief) -> String {
    let words = debrief.went.map(Went::name).into_iter().chain(debrief.outcome.map(Outcome::name));
    let words: Vec<&str> = words.collect();
    if words.is_empty() { "debriefed".to_owned() } else { words.join(" · ") }
}

/// The title of a story, or its id if it isn't there any more.
fn title_of(app: &App, story: &StoryId) -> String {
    app.library().get(story).map_or_else(|| format!("{story} (not in the library)"), |story| story.title.clone())
}

/// All that is known of an interview.
fn lines_of(app: &App, appointment: &Appointment, width: usize) -> Vec<Line<'static>> {
    let today = app.today();
    let mut said: Vec<(String, usize, Style)> = Vec::new();
    let mut say = |words: String, indent: usize, style: Style| said.push((words, indent, style));
    say(appointment.name(), 0, theme::STRONG);
    let day = appointment.on.strftime("%A, %-d %b %Y");
    say(format!("{day} · {}", day::from_today(appointment.on, today)), 0, theme::DIM);
    let told = app.appointments().told_before(appointment);
    if appointment.is_coming(today) || !appointment.stories.is_empty() {
        say(String::new(), 0, theme::PLAIN);
        say("Stories to be ready".to_owned(), 0, theme::ACCENT);
        if appointment.stories.is_empty() {
            say("None is chosen yet.".to_owned(), 0, theme::PLAIN);
        }
        for story in &appointment.stories {
            let stories = app.agenda().outlook(&appointment.id).map(|it| it.stories.as_slice()).unwrap_or_default();
            let standing = stories.iter().find(|it| it.story == *story);
            let stands = match standing {
                Some(standing) => format!(" · {}", standing_of(standing)),
                None if appointment.is_coming(today) => " · can't be told".to_owned(),
                None => String::new(),
            };
            say(format!("- {}{stands}", title_of(app, story)), 0, theme::PLAIN);
            if let Some(before) = told.get(story) {
                let twice = if appointment.is_coming(today) { "would hear" } else { "may have heard" };
                say(format!("! Told {}: they {twice} it twice.", before.telling()), 2, theme::ALERT);
            }
        }
    }
    if appointment.is_coming(today) {
        say_plan(app, appointment, &mut say);
    }
    if let Some(debrief) = &appointment.debrief {
        say_debrief(app, debrief, say);
    }
    said.into_iter().flat_map(|(words, indent, style)| indented(&words, indent, style, width)).collect()
}

/// What to tell for an interview on which day, and whether the days suffice.
fn say_plan(app: &App, appointment: &Appointment, say: &mut impl FnMut(String, usize, Style)) {
    let (Some(preparation), Some(outlook)) = (app.agenda().preparation(), app.agenda().outlook(&appointment.id)) else {
        return;
    };
    for obstacle in &outlook.obstacles {
        say(format!("! {obstacle}"), 0, theme::ALERT);
    }
    let is_asked = |story: &&StoryId| appointment.stories.contains(story);
    let days =
        preparation.days.iter().filter(|day| day.on <= appointment.on && day.stories.iter().any(|it| is_asked(&it)));
    for (number, day) in days.enumerate() {
        if number == 0 {
            say(String::new(), 0, theme::PLAIN);
            say("What to tell until then".to_owned(), 0, theme::ACCENT);
        }
        let stories: Vec<&StoryId> = day.stories.iter().filter(is_asked).collect();
        let targets = stories.iter().filter_map(|story| app.library().get(story)).map(Story::target);
        let minutes = targets.sum::<Millis>().seconds().div_ceil(60);
        let (on, takes) = (day.on.strftime("%a %-d %b"), count(stories.len(), "take", "takes"));
        let on = if day.on == app.today() { "Today".to_owned() } else { on.to_string() };
        say(format!("{on} · {takes}, {minutes} min"), 0, theme::STRONG);
        for story in stories {
            say(title_of(app, story), 2, theme::PLAIN);
        }
    }
}

/// What was noted of an interview.
fn say_debrief(app: &App, debrief: &Debrief, mut say: impl FnMut(String, usize, Style)) {
    say(String::new(), 0, theme::PLAIN);
    say("How it went".to_owned(), 0, theme::ACCENT);
    say(outcome(debrief), 0, theme::PLAIN);
    if !debrief.note.is_empty() {
        say(debrief.note.clone(), 0, theme::PLAIN);
    }
    if !debrief.questions.is_empty() {
        say(String::new(), 0, theme::PLAIN);
        say("What was asked, and what you told".to_owned(), 0, theme::ACCENT);
    }
    for met in &debrief.questions {
        say(format!("“{}”", met.question), 0, theme::PLAIN);
        let told = met.story.as_ref().map_or_else(|| "no story".to_owned(), |story| title_of(app, story));
        say(told, 2, theme::DIM);
    }
    if !debrief.stories.is_empty() {
        say(String::new(), 0, theme::PLAIN);
        say("Also told".to_owned(), 0, theme::ACCENT);
        let titles: Vec<String> = debrief.stories.iter().map(|story| format!("- {}", title_of(app, story))).collect();
        say(titles.join("\n"), 0, theme::PLAIN);
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
