//! Interviews that come and that were: written down, prepared with stories, and debriefed.

use jiff::civil::Date;

mod can;
pub mod words;

use super::action::Action;
use super::keymap::Context;
use super::message::Effect;
use super::screen::interviews::debrief::{DebriefForm, Row};
use super::screen::interviews::details::{Details, Field};
use super::screen::interviews::picker::{Checklist, Offer, Picker, place};
use super::screen::interviews::{Focus, InterviewsScreen};
use super::text_input::TextInput;
use super::{App, Notice, Screen};
use crate::domain::appointment::{Appointment, SUGGESTED};
use crate::domain::coverage::Topic;
use crate::domain::day;
use crate::domain::question::{AskedAt, Question};
use crate::domain::story::{Story, StoryId};
use crate::domain::text::count;
use crate::search::evidence::Evidence;

/// Where keys go on the screen of interviews.
pub(super) fn context_of(screen: &InterviewsScreen) -> Context {
    match &screen.focus {
        Focus::List => Context::Interviews,
        Focus::Removing(_) => Context::Removing,
        Focus::Details(_) => Context::Arranging,
        Focus::Stories(..) => Context::Choosing,
        Focus::Debrief(form) if form.picker().is_some() => Context::Picking,
        Focus::Debrief(form) if form.checklist().is_some() => Context::Choosing,
        Focus::Debrief(form) => match form.row() {
            Row::Question(_) | Row::Note => Context::DebriefLine,
            Row::Went | Row::Outcome | Row::Also => Context::Debrief,
        },
    }
}

/// What the screen of interviews leaves to others.
const ELSEWHERE: [Action; 6] =
    [Action::Quit, Action::Suspend, Action::ShowHelp, Action::BeginToday, Action::ShowProgress, Action::ShowCoverage];

impl App {
    /// The day on which something last happened.
    pub fn today(&self) -> Date {
        self.now.day()
    }

    /// The interview under the cursor.
    pub fn selected_interview(&self) -> Option<&Appointment> {
        let Screen::Interviews(screen) = &self.screen else { return None };
        let listed = self.appointments.listed(self.today());
        listed.get(screen.cursor(&listed)).copied()
    }

    /// What the company that is being typed would be completed to.
    pub fn completed_company(&self) -> Option<String> {
        match &self.screen {
            Screen::Interviews(screen) => match &screen.focus {
                Focus::Details(details) => details.completion(&self.appointments.companies()),
                _ => None,
            },
            _ => None,
        }
    }

    /// Does what an action asks for on the screen of interviews, or on the way there. None: it is for others to do.
    pub(super) fn act_on_interviews(&mut self, action: Action) -> Option<Vec<Effect>> {
        if self.overlay.is_some() || ELSEWHERE.contains(&action) {
            return None;
        }
        if action == Action::ShowInterviews {
            self.screen = Screen::Interviews(Box::default());
            return Some(Vec::new());
        }
        let Screen::Interviews(screen) = &mut self.screen else { return None };
        screen.is_warned &= matches!(action, Action::Leave | Action::StopTyping);
        let selected = self.selected_interview().cloned();
        match (action, selected) {
            (Action::NewAppointment, _) => self.focus_on(Focus::Details(Details::new(None))),
            (Action::ChangeAppointment, was) => self.focus_on(Focus::Details(Details::new(was))),
            (Action::ChooseStories, Some(appointment)) => {
                let picker = Picker::new(self.offers(&appointment, None, &appointment.stories));
                let checklist = Checklist { picker, chosen: appointment.stories.clone() };
                self.focus_on(Focus::Stories(appointment, checklist));
            }
            (Action::NoteDebrief, Some(appointment)) => {
                self.focus_on(Focus::Debrief(Box::new(DebriefForm::new(appointment))));
            }
            (Action::AskToRemove, Some(appointment)) => {
                let name = appointment.name();
                self.focus_on(Focus::Removing(appointment));
                let (yes, no) = (self.key(Action::RemoveAppointment), self.key(Action::Close));
                self.tell(format!("Remove {name}? {yes} removes it, {no} keeps it."));
            }
            (Action::Keep, _) => return Some(self.keep()),
            (action, _) => return Some(self.act_within_interviews(action)),
        }
        Some(Vec::new())
    }

    fn act_within_interviews(&mut self, action: Action) -> Vec<Effect> {
        let completed = self.completed_company();
        let today = self.today();
        let Screen::Interviews(screen) = &mut self.screen else { return Vec::new() };
        match (&mut screen.focus, action) {
            (Focus::List, Action::Leave) => self.screen = Screen::Library,
            (_, Action::Leave | Action::StopTyping) => {
                if let Some(warning) = screen.leave() {
                    self.tell(self.say(warning));
                }
            }
            (Focus::Removing(appointment), Action::RemoveAppointment) => {
                let appointment = appointment.clone();
                return vec![self.remove(&appointment)];
            }
            (Focus::Details(details), Action::Complete) => match completed {
                Some(company) => *details.input() = TextInput::new(&company),
                None => details.act(Action::NextField),
            },
            (Focus::Details(details), Action::NextField) if details.field() == Field::Round => return self.keep(),
            (Focus::Debrief(form), Action::NextField) if form.row() == Row::Note => return self.keep(),
            (Focus::Debrief(form), Action::NextField) if form.row() == Row::Also || form.question().is_some() => {
                self.offer_stories();
            }
            (Focus::Debrief(form), Action::PickStory | Action::PickNone) => form.tell(action == Action::PickStory),
            (Focus::Stories(..) | Focus::Debrief(_), Action::SwitchStory) => self.switch_story(),
            (Focus::Stories(..), Action::SuggestStories) => self.suggest_stories(),
            _ => {
                let listed = self.appointments.listed(today);
                screen.act(action, &listed);
            }
        }
        Vec::new()
    }

    fn focus_on(&mut self, focus: Focus) {
        if let Screen::Interviews(screen) = &mut self.screen {
            screen.focus = focus;
        }
    }

    /// Offers the stories that may have been told: for the question under the cursor, the best answer first.
    fn offer_stories(&mut self) {
        let Screen::Interviews(screen) = &self.screen else { return };
        let Focus::Debrief(form) = &screen.focus else { return };
        let question = form.question();
        let first = if question.is_some() { form.appointment.stories.clone() } else { form.also() };
        let picker = Picker::new(self.offers(&form.appointment, question.as_deref(), &first));
        if let Screen::Interviews(screen) = &mut self.screen
            && let Focus::Debrief(form) = &mut screen.focus
        {
            if question.is_some() { form.offer(picker) } else { form.offer_also(picker) }
        }
    }

    /// All stories: those that answer the question, best first, then those that are to come first, then the prepared ones.
    fn offers(&self, appointment: &Appointment, question: Option<&str>, first: &[StoryId]) -> Vec<Offer> {
        let told = self.appointments.told_before(appointment);
        let offer = |story: &Story| {
            let is_prepared = appointment.stories.contains(&story.id);
            let told = told.get(&story.id).map(|it| it.telling());
            let rank = (usize::MAX, place(&story.id, first), !is_prepared);
            (rank, Offer { is_prepared, told, ..Offer::new(story) })
        };
        let mut ranked: Vec<_> = self.catalog.stories().iter().map(offer).collect();
        let answers = question.zip(self.catalog.evidence()).map(|(it, evidence)| evidence.answer(it, &self.history));
        for (place, found) in answers.into_iter().flat_map(|answers| answers.matches).enumerate() {
            if let Some((rank, offer)) = ranked.get_mut(found.place) {
                rank.0 = place;
                offer.answer = Some((found.fit, found.reason));
            }
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, offer)| offer).collect()
    }

    /// Chooses the story under the cursor, or doesn't choose it any more, and warns of one that was told there already.
    fn switch_story(&mut self) {
        let Screen::Interviews(screen) = &mut self.screen else { return };
        let (checklist, warns) = match &mut screen.focus {
            Focus::Stories(_, checklist) => (Some(checklist), true),
            Focus::Debrief(form) => (form.checklist_mut(), false),
            _ => (None, false),
        };
        if let Some((Offer { told: Some(told), .. }, true)) = checklist.and_then(Checklist::switch)
            && warns
        {
            self.notice = Some(Notice::Error(format!("Told {told}: they would hear it twice.")));
        }
    }

    /// Chooses more stories, up to [`SUGGESTED`] in all: those that together show the most of what interviewers probe, but
    /// none that was told there already.
    fn suggest_stories(&mut self) {
        let (Screen::Interviews(screen), Some(evidence)) = (&mut self.screen, self.catalog.evidence()) else { return };
        let Focus::Stories(appointment, checklist) = &mut screen.focus else { return };
        let told = self.appointments.told_before(appointment);
        let coverage = evidence.coverage(&Topic::each((self.vocabulary.competencies)()), &self.history);
        let before = checklist.chosen.len();
        let stories = self.catalog.stories();
        let is_new = |story: &Story| !told.contains_key(&story.id) && !checklist.chosen.contains(&story.id);
        let more = SUGGESTED.saturating_sub(before);
        let best = coverage.choose(more, |place| stories.get(place).is_some_and(is_new));
        checklist.choose(best.into_iter().filter_map(|place| Some(stories.get(place)?.id.clone())));
        let more = count(checklist.chosen.len() - before, "story", "stories");
        self.tell(format!("Chosen: {more} that show the most. Press {} to keep them.", self.key(Action::Keep)));
    }

    /// Takes in a record of an interview and has it kept.
    fn note(&mut self, record: Appointment) -> Effect {
        self.appointments.add(record.clone());
        self.noted.push(record.clone());
        if let Screen::Interviews(screen) = &mut self.screen {
            screen.focus = Focus::List;
            screen.go_to(Some(record.id.clone()));
        }
        self.set_agenda();
        Effect::KeepAppointment(record)
    }

    /// Removes an interview. The cursor goes to the one below it, or else to the one above.
    fn remove(&mut self, appointment: &Appointment) -> Effect {
        let listed = self.appointments.listed(self.today());
        let place = listed.iter().position(|it| it.id == appointment.id).unwrap_or(0);
        let beside = listed.get(place + 1).or_else(|| listed.get(place.checked_sub(1)?)).map(|it| it.id.clone());
        let record = Appointment { removed: true, ..self.appointments.next_record(appointment, self.now) };
        let effect = self.note(record);
        if let Screen::Interviews(screen) = &mut self.screen {
            screen.go_to(beside);
        }
        self.tell(format!("Removed: {}.", appointment.name()));
        effect
    }

    /// Keeps what was typed or chosen.
    fn keep(&mut self) -> Vec<Effect> {
        let Screen::Interviews(screen) = &mut self.screen else { return Vec::new() };
        match std::mem::replace(&mut screen.focus, Focus::List) {
            Focus::List | Focus::Removing(_) => Vec::new(),
            Focus::Details(details) if details.was.is_some() && details.is_as_kept() => Vec::new(),
            Focus::Details(details) => self.keep_details(details),
            Focus::Stories(appointment, checklist) if appointment.stories == checklist.chosen => Vec::new(),
            Focus::Stories(appointment, checklist) => {
                let next = self.appointments.next_record(&appointment, self.now);
                let mut stories = checklist.chosen;
                // What was chosen elsewhere meanwhile.
                let others =
                    next.stories.iter().filter(|&it| !appointment.stories.contains(it) && !stories.contains(it));
                stories.extend(others.cloned().collect::<Vec<_>>());
                self.tell(format!("{} for {}.", count(stories.len(), "story", "stories"), next.name()));
                vec![self.note(Appointment { stories, ..next })]
            }
            Focus::Debrief(mut form) if form.checklist().is_some() => {
                form.tell_also();
                self.focus_on(Focus::Debrief(form));
                Vec::new()
            }
            Focus::Debrief(form) => self.keep_debrief(&form),
        }
    }

    fn keep_details(&mut self, mut details: Details) -> Vec<Effect> {
        let Some(on) = details.on(self.today()) else {
            details.go_to(Field::Day);
            self.focus_on(Focus::Details(details));
            self.tell("Write the day as 2026-11-20, or as +7 for in a week.");
            return Vec::new();
        };
        let (company, round) = (details.text(Field::Company), details.text(Field::Round));
        let record = match &details.was {
            Some(was) => {
                // A line that says what it did may have been changed elsewhere meanwhile.
                let mut record = self.appointments.next_record(was, self.now);
                if on != was.on {
                    record.on = on;
                }
                if company != was.company {
                    record.company = company;
                }
                if round != was.round {
                    record.round = round;
                }
                record
            }
            None => {
                let id = self.appointments.fresh_id(self.now, &company);
                Appointment::new(id, self.now, on, &company, &round)
            }
        };
        let next = match (record.is_coming(self.today()), record.debrief.is_some()) {
            (true, _) => self.say((" Press {} to choose its stories.", &[Action::ChooseStories])),
            (false, false) => self.say((" Press {} to note how it went.", &[Action::NoteDebrief])),
            (false, true) => String::new(),
        };
        self.tell(format!("Kept: {} on {}.{next}", record.name(), day::in_words(record.on)));
        vec![self.note(record)]
    }

    fn keep_debrief(&mut self, form: &DebriefForm) -> Vec<Effect> {
        let noted = form.debrief();
        if form.appointment.debrief.as_ref() == Some(&noted) {
            return Vec::new();
        }
        let next = self.appointments.next_record(&form.appointment, self.now);
        let debrief = form.debrief_with(next.debrief.as_ref());
        let said = if debrief == noted { "Noted." } else { "Noted, with what was noted elsewhere." };
        let record = Appointment { debrief: Some(debrief), ..next };
        let questions = self.questions_met(&record);
        let mut effects = vec![self.note(record.clone())];
        let mut said = said.to_owned();
        if !questions.is_empty() {
            said.push_str(&format!(" {} joined your own.", count(questions.len(), "question", "questions")));
        }
        let coming = self.appointments.coming(self.today());
        let told = record.told();
        let hears_twice = |it: &&&Appointment| {
            self.appointments.told_before(it).iter().any(|(story, at)| at.id == record.id && told.contains(story))
        };
        if let Some(again) = coming.iter().find(hears_twice) {
            let day = day::in_words(again.on);
            said.push_str(&format!(" {} comes again on {day}: tell other stories.", again.company));
        }
        self.tell(said);
        effects.extend(questions.iter().cloned().map(Effect::KeepQuestion));
        self.own_questions.extend(questions);
        effects
    }

    /// The questions that were met at an interview and are not among the person's own, each once.
    fn questions_met(&self, appointment: &Appointment) -> Vec<Question> {
        let company = Some(appointment.company.clone()).filter(|company| !company.is_empty());
        let asked = AskedAt::new(company, Some(appointment.on));
        let read = |evidence: &Evidence, text: &str| evidence.question(text, asked.clone());
        let mut questions: Vec<Question> = Vec::new();
        for met in appointment.debrief.iter().flat_map(|debrief| &debrief.questions) {
            let question = match self.catalog.evidence() {
                Some(evidence) => read(evidence, &met.question),
                None => {
                    let (competencies, lexicon) = (self.vocabulary.competencies, self.vocabulary.lexicon);
                    read(&Evidence::new(&[], competencies(), lexicon()), &met.question)
                }
            };
            let is_known = |known: &Question| known.key() == question.key();
            if !self.own_questions.iter().chain(&questions).any(is_known) {
                questions.push(question);
            }
        }
        questions
    }

    /// Keeps what was noted so far: who is made to leave should find it again.
    pub(super) fn keep_open_debrief(&mut self) -> Vec<Effect> {
        let Screen::Interviews(screen) = &self.screen else { return Vec::new() };
        match &screen.focus {
            Focus::Debrief(form) if !form.is_as_kept() => {
                let form = form.clone();
                self.keep_debrief(&form)
            }
            _ => Vec::new(),
        }
    }
}
