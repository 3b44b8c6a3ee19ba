//! The interviews that come and that were: the list, what is known of one, and what is typed about it.

use super::{List, Speech, without_dots};
use crate::app::App;
use crate::app::action::Action;
use crate::app::appointing::words::outcome;
use crate::app::screen::interviews::debrief::{DebriefForm, Row};
use crate::app::screen::interviews::details::{Details, Field};
use crate::app::screen::interviews::picker::{Checklist, Offer, Picker};
use crate::app::screen::interviews::{Focus, InterviewsScreen};
use crate::domain::appointment::{Appointment, Outcome, Went};
use crate::domain::day;
use crate::domain::story::StoryId;
use crate::domain::text::count;

pub(super) fn say(app: &App, screen: &InterviewsScreen, from: Option<usize>) -> Speech {
    match &screen.focus {
        Focus::List => listed(app, screen, from),
        Focus::Removing(appointment) => Speech {
            body: vec!["Type remove, or keep.".to_owned()],
            ..Speech::titled(format!("Remove {}?", appointment.name()))
        },
        Focus::Details(details) => arranged(app, details),
        Focus::Stories(appointment, checklist) => {
            checked(format!("Stories for {}", appointment.name()), checklist, from)
        }
        Focus::Debrief(form) => match (form.picker(), form.checklist()) {
            (Some((line, picker)), _) => picked(format!("Told for “{}”", line.input.text().trim()), picker, from),
            (None, Some(checklist)) => checked("Also told".to_owned(), checklist, from),
            (None, None) => debriefed(app, form, from),
        },
    }
}

fn listed(app: &App, screen: &InterviewsScreen, from: Option<usize>) -> Speech {
    let listed = app.appointments().listed(app.today());
    let coming = listed.iter().filter(|it| it.is_coming(app.today())).count();
    let row = |row: usize| listed.get(row).map(|it| words_of(app, it)).unwrap_or_default();
    let none =
        listed.is_empty().then(|| "No interview is written down yet. Type new to note the first one.".to_owned());
    let known = app.selected_interview().map(|it| app.known_of(it)).unwrap_or_default();
    Speech {
        news: [format!("{coming} to come, {} past.", listed.len() - coming)].into_iter().chain(none).collect(),
        list: List::new("Interviews", listed.len(), screen.cursor(&listed), from, row),
        text: known.iter().map(|(words, ..)| without_dots(words)).filter(|words| !words.is_empty()).collect(),
        ..Speech::titled("Interviews")
    }
}

/// An interview in the list: who and when, and how it stands.
fn words_of(app: &App, appointment: &Appointment) -> String {
    let today = app.today();
    let standing = if appointment.is_coming(today) {
        match appointment.stories.len() {
            0 => "no story chosen yet".to_owned(),
            stories => format!("{}, {}", count(stories, "story", "stories"), app.outlook_in_words(appointment)),
        }
    } else {
        appointment.debrief.as_ref().map_or_else(|| "no debrief yet".to_owned(), outcome)
    };
    let on = appointment.on.strftime("%A %-d %B %Y");
    let words = format!("{}, {on}, {}: {standing}", appointment.name(), day::from_today(appointment.on, today));
    without_dots(&words)
}

fn arranged(app: &App, details: &Details) -> Speech {
    let field = |field: Field| {
        let (typed, hint) = (details.text(field), app.hint_for(details, field));
        let typed = if typed.is_empty() { "empty".to_owned() } else { typed };
        let hint = if hint.is_empty() { hint } else { format!("; {}", without_dots(&hint)) };
        format!("{}: {typed}{hint}.", field.name())
    };
    let title = if details.was.is_some() { "Change an interview" } else { "A new interview" };
    Speech {
        news: vec![field(details.field())],
        body: vec!["Day, company and round come one after another; an empty line leaves one as it is.".to_owned()],
        text: Field::ALL.map(field).into(),
        ..Speech::titled(title)
    }
}

fn checked(title: String, checklist: &Checklist, from: Option<usize>) -> Speech {
    let chosen = |offer: &Offer| if checklist.chosen.contains(&offer.story) { ", chosen" } else { "" };
    let mut speech = offered(title, &checklist.picker, chosen, from);
    speech.news.push(format!("{} chosen.", count(checklist.chosen.len(), "story", "stories")));
    speech.body = vec!["Type a word of a title or skill, then :choose; an empty line keeps what is chosen.".to_owned()];
    speech
}

fn picked(title: String, picker: &Picker, from: Option<usize>) -> Speech {
    let mut speech = offered(title, picker, |_| "", from);
    speech.body =
        vec!["Type a word of its title or skills, or a number; an empty line is the story you are at.".to_owned()];
    speech
}

fn offered(title: String, picker: &Picker, mark: impl Fn(&Offer) -> &'static str, from: Option<usize>) -> Speech {
    let typed = picker.input().text();
    let name = if typed.is_empty() { "Stories".to_owned() } else { format!("Stories with {typed}") };
    let row = |row: usize| {
        let Some(offer) = picker.found().nth(row) else { return String::new() };
        let told = offer.told.as_ref().map(|told| format!(", told {told}: they would hear it twice"));
        let prepared = if offer.is_prepared { ", chosen for it" } else { "" };
        let answer = offer.answer.as_ref().map(|(fit, why)| format!(", {}: {why}", fit.name()));
        let (told, answer) = (told.unwrap_or_default(), answer.unwrap_or_default());
        format!("{}{}{prepared}{told}{answer}", offer.title, mark(offer))
    };
    let found = match picker.count_found() {
        0 => "No story has these words in its title or skills.".to_owned(),
        found => format!("{found} of {}.", count(picker.count(), "story", "stories")),
    };
    Speech {
        news: vec![found],
        list: List::new(name, picker.count_found(), picker.cursor(), from, row),
        ..Speech::titled(title)
    }
}

fn debriefed(app: &App, form: &DebriefForm, from: Option<usize>) -> Speech {
    let rows = form.rows();
    let cursor = rows.iter().position(|row| *row == form.row()).unwrap_or(0);
    Speech {
        body: vec!["Each line goes on to the next one; keep keeps all.".to_owned()],
        list: List::new("Debrief", rows.len(), cursor, from, |row| {
            rows.get(row).map(|row| row_of(app, form, *row)).unwrap_or_default()
        }),
        ..Speech::titled(format!("Debrief: {}", form.appointment.name()))
    }
}

fn row_of(app: &App, form: &DebriefForm, row: Row) -> String {
    let titles = |stories: &[StoryId]| stories.iter().map(|story| app.title_of(story)).collect::<Vec<_>>().join(", ");
    let numbered = |names: &[&str]| {
        let keys = (1..).map(|number| app.key(Action::Rate(number)));
        keys.zip(names).map(|(key, name)| format!("{key} {name}")).collect::<Vec<_>>().join(", ")
    };
    match row {
        Row::Went => {
            let said = form.went().map_or("not said yet", Went::name);
            format!("How it went: {said}. {}.", numbered(&Went::ALL.map(Went::name)))
        }
        Row::Outcome => {
            let said = form.outcome().map_or("not said yet", Outcome::name);
            format!("Outcome: {said}. {}.", numbered(&Outcome::ALL.map(Outcome::name)))
        }
        Row::Question(number) => match form.lines().get(number) {
            Some(line) if !line.input.is_empty() => {
                let told = line.met.story.as_ref().map(|story| format!("told {}", app.title_of(story)));
                format!("Question: {}; {}.", line.input.text(), told.unwrap_or_else(|| "no story told".to_owned()))
            }
            _ => "A question that was asked; an empty line goes on.".to_owned(),
        },
        Row::Also => match form.also() {
            also if also.is_empty() => "Also told: nothing yet; an empty line chooses stories.".to_owned(),
            also => format!("Also told: {}.", titles(&also)),
        },
        Row::Note => match form.note().text() {
            note if note.is_empty() => "Note: what else to remember; an empty line keeps all.".to_owned(),
            note => format!("Note: {note}"),
        },
    }
}
