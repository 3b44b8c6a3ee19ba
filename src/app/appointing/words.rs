//! What is known of interviews, in words.

use crate::app::App;
use crate::app::action::Action;
use crate::app::screen::interviews::details::{Details, Field};
use crate::domain::appointment::{Appointment, Debrief, Outcome, Went};
use crate::domain::day;
use crate::domain::preparation::{GOOD_TAKES, Outlook, Standing};
use crate::domain::story::{Story, StoryId};
use crate::domain::text::count;
use crate::domain::time::Millis;

/// How words are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As they are.
    Plain,
    /// As what stands over others.
    Heading,
    /// As the most important.
    Strong,
    /// As less important.
    Quiet,
    /// As a warning.
    Alert,
}

impl App {
    /// The title of a story, or its id if it isn't there any more.
    pub fn title_of(&self, story: &StoryId) -> String {
        self.catalog
            .library()
            .get(story)
            .map_or_else(|| format!("{story} (not in the library)"), |story| story.title.clone())
    }

    /// How ready the stories of an interview that comes are.
    pub fn outlook_in_words(&self, appointment: &Appointment) -> String {
        let outlook = self.agenda().outlook(&appointment.id);
        let told = outlook.map_or(0, |outlook| outlook.stories.len());
        match outlook.map_or(0, Outlook::missing) {
            0 if told < appointment.stories.len() => format!("{told} can be told"),
            0 => "ready".to_owned(),
            missing => count(missing, "take to go", "takes to go"),
        }
    }

    /// All that is known of an interview: words, how far they stand in, and their tone. Words that are empty divide.
    pub fn known_of(&self, appointment: &Appointment) -> Vec<(String, usize, Tone)> {
        let today = self.today();
        let mut said: Vec<(String, usize, Tone)> = Vec::new();
        let mut say = |words: String, indent: usize, tone: Tone| said.push((words, indent, tone));
        say(appointment.name(), 0, Tone::Strong);
        let day = appointment.on.strftime("%A, %-d %b %Y");
        say(format!("{day} · {}", day::from_today(appointment.on, today)), 0, Tone::Quiet);
        let told = self.appointments().told_before(appointment);
        if appointment.is_coming(today) || !appointment.stories.is_empty() {
            say(String::new(), 0, Tone::Plain);
            say("Stories to be ready".to_owned(), 0, Tone::Heading);
            if appointment.stories.is_empty() {
                say("None is chosen yet.".to_owned(), 0, Tone::Plain);
            }
            for story in &appointment.stories {
                let stories =
                    self.agenda().outlook(&appointment.id).map(|it| it.stories.as_slice()).unwrap_or_default();
                let standing = stories.iter().find(|it| it.story == *story);
                let stands = match standing {
                    Some(standing) => format!(" · {}", standing_of(standing)),
                    None if appointment.is_coming(today) => " · can't be told".to_owned(),
                    None => String::new(),
                };
                say(format!("- {}{stands}", self.title_of(story)), 0, Tone::Plain);
                if let Some(before) = told.get(story) {
                    let twice = if appointment.is_coming(today) { "would hear" } else { "may have heard" };
                    say(format!("! Told {}: they {twice} it twice.", before.telling()), 2, Tone::Alert);
                }
            }
        }
        if appointment.is_coming(today) {
            self.say_plan(appointment, &mut say);
        }
        if let Some(debrief) = &appointment.debrief {
            self.say_debrief(debrief, say);
        }
        said
    }

    /// What to tell for an interview on which day, and whether the days suffice.
    fn say_plan(&self, appointment: &Appointment, say: &mut impl FnMut(String, usize, Tone)) {
        let (Some(preparation), Some(outlook)) = (self.agenda().preparation(), self.agenda().outlook(&appointment.id))
        else {
            return;
        };
        for obstacle in &outlook.obstacles {
            say(format!("! {obstacle}"), 0, Tone::Alert);
        }
        let is_asked = |story: &&StoryId| appointment.stories.contains(story);
        let days = preparation
            .days
            .iter()
            .filter(|day| day.on <= appointment.on && day.stories.iter().any(|it| is_asked(&it)));
        for (number, day) in days.enumerate() {
            if number == 0 {
                say(String::new(), 0, Tone::Plain);
                say("What to tell until then".to_owned(), 0, Tone::Heading);
            }
            let stories: Vec<&StoryId> = day.stories.iter().filter(is_asked).collect();
            let targets = stories.iter().filter_map(|story| self.library().get(story)).map(Story::target);
            let minutes = targets.sum::<Millis>().seconds().div_ceil(60);
            let (on, takes) = (day.on.strftime("%a %-d %b"), count(stories.len(), "take", "takes"));
            let on = if day.on == self.today() { "Today".to_owned() } else { on.to_string() };
            say(format!("{on} · {takes}, {minutes} min"), 0, Tone::Strong);
            for story in stories {
                say(self.title_of(story), 2, Tone::Plain);
            }
        }
    }

    /// What was noted of an interview.
    fn say_debrief(&self, debrief: &Debrief, mut say: impl FnMut(String, usize, Tone)) {
        say(String::new(), 0, Tone::Plain);
        say("How it went".to_owned(), 0, Tone::Heading);
        say(outcome(debrief), 0, Tone::Plain);
        if !debrief.note.is_empty() {
            say(debrief.note.clone(), 0, Tone::Plain);
        }
        if !debrief.questions.is_empty() {
            say(String::new(), 0, Tone::Plain);
            say("What was asked, and what you told".to_owned(), 0, Tone::Heading);
        }
        for met in &debrief.questions {
            say(format!("“{}”", met.question), 0, Tone::Plain);
            let told = met.story.as_ref().map_or_else(|| "no story".to_owned(), |story| self.title_of(story));
            say(told, 2, Tone::Quiet);
        }
        if !debrief.stories.is_empty() {
            say(String::new(), 0, Tone::Plain);
            say("Also told".to_owned(), 0, Tone::Heading);
            let titles: Vec<String> =
                debrief.stories.iter().map(|story| format!("- {}", self.title_of(story))).collect();
            say(titles.join("\n"), 0, Tone::Plain);
        }
    }

    /// What is to be said of what stands in a line about an interview.
    pub fn hint_for(&self, details: &Details, field: Field) -> String {
        let today = self.today();
        match field {
            Field::Day if details.text(Field::Day).is_empty() => "empty means today, +7 means in a week".to_owned(),
            Field::Day => match details.on(today) {
                Some(on) => format!("{} · {}", on.strftime("%A, %-d %b %Y"), day::from_today(on, today)),
                None => format!("as {today}, or +7 for in a week"),
            },
            Field::Company => match self.completed_company() {
                Some(company) => format!("{} completes {company}", self.key(Action::Complete)),
                None if details.text(Field::Company).is_empty() => "may be left empty until it is known".to_owned(),
                None => String::new(),
            },
            Field::Round if details.text(Field::Round).is_empty() => "such as phone screen, onsite".to_owned(),
            Field::Round => String::new(),
        }
    }
}

/// How it went and what came of it: `well · next round`.
pub fn outcome(debrief: &Debrief) -> String {
    let words = debrief.went.map(Went::name).into_iter().chain(debrief.outcome.map(Outcome::name));
    let words: Vec<&str> = words.collect();
    if words.is_empty() { "debriefed".to_owned() } else { words.join(" · ") }
}

/// How ready a story is.
fn standing_of(standing: &Standing) -> String {
    match standing.needs {
        0 => "ready".to_owned(),
        _ if standing.good < GOOD_TAKES => format!("{} of {GOOD_TAKES} good takes", standing.good),
        _ => "1 more to be fresh".to_owned(),
    }
}
