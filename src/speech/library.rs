//! The library: what is asked for, the stories that are found, the skills, and the text of a story.

use super::{List, Speech, spelled_out, story, without_dots};
use crate::app::App;
use crate::app::screen::library::pane::{self, Choice, Place};
use crate::app::screen::library::{Focus, Sort};
use crate::app::standing::FLAG;
use crate::domain::library::Origin;
use crate::domain::text::count;
use crate::domain::time::Now;

pub(super) fn say(app: &App, now: Now, from: Option<usize>) -> Speech {
    let text = app.story_at_hand().map(|story| {
        let mut lines = story::told(app, &story.id);
        lines.extend(story::lines(story, app.findings()));
        lines
    });
    let text = text.unwrap_or_default();
    match app.library_screen().focus() {
        Focus::Stories => Speech {
            news: standing(app),
            details: vec![order(app)],
            body: hints(app),
            list: stories(app, now, from),
            text,
            ..Speech::titled("Library")
        },
        Focus::Query => query(app),
        Focus::Skills => Speech { text, ..skills(app, from) },
    }
}

/// What is asked for, and how much that finds.
pub(super) fn asked(app: &App) -> String {
    let screen = app.library_screen();
    let all = app.library().stories().len();
    let of = match app.library().origin {
        Origin::Own => count(all, "story", "stories"),
        Origin::Samples => count(all, "sample story", "sample stories"),
    };
    let mut asked: Vec<String> = Some(screen.input().text()).filter(|query| !query.is_empty()).into_iter().collect();
    let chosen = |wanted: Choice| {
        let names = screen.facets().chosen().iter().filter(move |(_, choice)| *choice == wanted);
        names.map(|(facet, _)| facet.name()).collect::<Vec<&str>>()
    };
    let (with, without) = (chosen(Choice::With), chosen(Choice::Without));
    if !with.is_empty() {
        asked.push(format!("with {}", with.join(if screen.facets().is_any { " or " } else { " and " })));
    }
    if !without.is_empty() {
        asked.push(format!("without {}", without.join(" and ")));
    }
    match (app.awaits_library(), screen.is_waiting(), asked.is_empty()) {
        (true, ..) => "Your stories are being read.".to_owned(),
        (_, true, _) => format!("Looking for {}.", asked.join(", ")),
        (_, _, true) => format!("{of}."),
        _ => format!("{} of {of} found: {}.", screen.count(), asked.join(", ")),
    }
}

fn standing(app: &App) -> Vec<String> {
    let screen = app.library_screen();
    let mut news = vec![asked(app)];
    news.extend(meaning(app));
    news.extend(Some(app.why_no_story()).filter(|why| screen.count() == 0 && !why.is_empty()));
    news.extend((!app.due().is_empty()).then(|| format!("{} due today.", count(app.due().len(), "is", "are"))));
    let problems = app.problems().len();
    news.extend((problems > 0).then(|| format!("{}: type problems.", count(problems, "problem", "problems"))));
    news
}

/// How the query was understood, where that isn't plain.
fn meaning(app: &App) -> Option<String> {
    let words = app.library_screen().words(app.index())?;
    Some(format!("That means: {}.", without_dots(&words)))
}

/// In which order the stories are.
fn order(app: &App) -> String {
    let screen = app.library_screen();
    match screen.sort() {
        Sort::Told => "Told longest ago first.",
        Sort::Title if screen.is_filtered() => "The best first.",
        Sort::Title => "By title.",
    }
    .to_owned()
}

fn hints(app: &App) -> Vec<String> {
    let samples = "These are samples. Type import to bring in stories of your own, or new to write one.";
    let is_samples = app.library().origin == Origin::Samples && !app.awaits_library();
    is_samples.then(|| samples.to_owned()).into_iter().collect()
}

/// The stories that are found.
pub(super) fn stories(app: &App, now: Now, from: Option<usize>) -> Option<List> {
    let screen = app.library_screen();
    List::new(asked(app), screen.count(), screen.cursor(), from, |row| {
        let Some(story) = screen.found(app.library()).nth(row) else { return String::new() };
        match screen.match_in(row) {
            Some(answer) => format!("{}, {}: {}", story.title, answer.fit.name(), without_dots(&answer.reason)),
            None => {
                let standing = app.standing_of_story(story, now);
                let standing = spelled_out(standing.trim_start_matches(FLAG).trim_start());
                let flagged = if story.flagged { "flagged, " } else { "" };
                let skills = story.shown_skills();
                let skills = if skills.is_empty() { String::new() } else { format!(". {}", skills.join(", ")) };
                format!("{}, {flagged}{standing}{skills}", story.title)
            }
        }
    })
}

fn query(app: &App) -> Speech {
    let screen = app.library_screen();
    let typed = screen.input().text();
    let typed = if typed.is_empty() { "Nothing is asked for yet.".to_owned() } else { format!("Asked for: {typed}") };
    Speech {
        news: [typed].into_iter().chain(meaning(app)).collect(),
        body: vec!["Type words, #skill, is:due, or ? and a question; :esc goes back.".to_owned()],
        ..Speech::titled("Find")
    }
}

fn skills(app: &App, from: Option<usize>) -> Speech {
    let (screen, index) = (app.library_screen(), app.index());
    let (pane, facets) = (screen.pane(), screen.facets());
    let row = |row: usize| {
        let Some(row) = pane.rows().get(row) else { return String::new() };
        let chosen = match pane::choice_of(row.place, facets, index) {
            Some(Choice::With) => ", chosen",
            Some(Choice::Without) => ", left out",
            None => "",
        };
        let group = match row.place {
            Place::Skill(_) => "",
            Place::Group(group) if pane.is_open(group, index) => ", open group",
            Place::Group(_) => ", closed group",
        };
        let stories = count(row.count, "story", "stories");
        format!("{}, {stories}{group}{chosen}", pane::name_of(row.place, index))
    };
    let name = if pane.is_grouped() { "Groups of skills" } else { "Skills" };
    let joined =
        if facets.is_any { "Stories with any of the chosen skills." } else { "Stories with all chosen skills." };
    Speech {
        news: vec![asked(app), joined.to_owned()],
        list: List::new(name, pane.rows().len(), pane.cursor(), from, row),
        ..Speech::titled("Skills")
    }
}
