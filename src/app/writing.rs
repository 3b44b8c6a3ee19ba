//! Writing: stories begun and edited, kept at a key and before anybody leaves, and brought up to date where one came from.

use super::action::Action;
use super::can::unless;
use super::key::Key;
use super::message::Effect;
use super::saying::Saying;
use super::screen::practice::PracticeScreen;
use super::screen::writing::{Keeping, MOST_BYTES, WritingScreen};
use super::text_area::{Stroke, TextArea};
use super::{App, Screen};
use crate::domain::beat::Beat;
use crate::domain::change::Change;
use crate::domain::check::{Finding, Part, Rule};
use crate::domain::ladder::Ladder;
use crate::domain::library::Origin;
use crate::domain::pace::time_to_say;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::story::{Story, StoryId};
use crate::domain::text::word_count;
use crate::domain::time::{Millis, Now};
use crate::domain::written::{Field, Written};
use crate::import::document::title_for;
use crate::search::complete;

/// How long a text is, and how long it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// Its words.
    pub words: usize,
    /// How long the teller takes to say them.
    pub said: Millis,
    /// How long that should take.
    pub budget: Millis,
}

impl App {
    /// Goes on with what was written when Retell ended.
    pub(super) fn write_on(&mut self, written: Written) {
        self.show_writing(WritingScreen::of(written));
        self.tell(self.say(("You were writing this when Retell ended. {} keeps it.", &[Action::Leave])));
    }

    /// Begins a story, with the question that it is to answer, if that is known.
    pub(super) fn begin_writing(&mut self, title: &str, question: Option<&str>) {
        self.show_writing(WritingScreen::begun(title, question));
    }

    /// Edits the story at hand. The clock of a take stops meanwhile.
    fn edit_story(&mut self, now: Now) -> Vec<Effect> {
        let kept = self.pause(now);
        let Some(story) = self.story_to_edit() else { return kept.into_iter().collect() };
        let is_sample = self.catalog.library().origin == Origin::Samples;
        let writing = WritingScreen::editing(story, is_sample, self.beat_at_hand());
        let is_paused = matches!(&self.screen, Screen::Practice(screen) if screen.practice().is_paused());
        self.show_writing(writing);
        if is_sample {
            self.tell("This is a sample. What you change becomes a story of your own.");
        } else if is_paused {
            self.tell(self.say(("The clock stands still. {} leads back to your take.", &[Action::Leave])));
        }
        kept.into_iter().collect()
    }

    fn show_writing(&mut self, writing: WritingScreen) {
        let below = std::mem::replace(&mut self.screen, Screen::Library);
        self.screen = Screen::Writing { writing: Box::new(writing), below: Box::new(below) };
    }

    /// The story under the cursor, or the one that is told or was.
    fn story_to_edit(&self) -> Option<&Story> {
        match &self.screen {
            Screen::Library => self.library_screen.selected(self.catalog.library()),
            Screen::Practice(screen) => self.catalog.library().get(screen.practice().story()),
            Screen::Review(screen) => self.catalog.library().get(&screen.take().story),
            _ => None,
        }
    }

    /// The beat that was told last, where one is looked at.
    fn beat_at_hand(&self) -> Option<Beat> {
        let Screen::Practice(screen) = &self.screen else { return None };
        let practice = screen.practice();
        let rung = practice.open().or(practice.current()).and_then(|rung| practice.rungs().get(rung))?;
        rung.beats.first().copied()
    }

    /// The take that is under way, whether or not its story is being edited.
    pub(super) fn take_at_hand(&mut self) -> Option<&mut PracticeScreen> {
        match &mut self.screen {
            Screen::Practice(screen) => Some(screen),
            Screen::Writing { below, .. } => match &mut **below {
                Screen::Practice(screen) => Some(screen),
                _ => None,
            },
            _ => None,
        }
    }

    /// Does what an action asks for on the writing screen, or on the way there. None: it is for others to do.
    pub(super) fn act_on_writing(&mut self, action: Action, now: Now) -> Option<Vec<Effect>> {
        if self.overlay.is_some() {
            return None;
        }
        match action {
            Action::WriteStory => self.begin_writing("", None),
            Action::EditStory => return Some(self.edit_story(now)),
            Action::Keep if self.writing().is_some() => return Some(self.keep_writing(false, now)),
            Action::Leave if self.writing().is_some() => return Some(self.keep_writing(true, now)),
            Action::NextField if !self.skills_begun().is_empty() => self.complete_skill(),
            Action::Quit | Action::Suspend | Action::ShowHelp => return None,
            action => {
                self.writing_mut()?.act(action);
            }
        }
        Some(Vec::new())
    }

    /// The story that is written.
    pub fn writing(&self) -> Option<&WritingScreen> {
        match &self.screen {
            Screen::Writing { writing, .. } => Some(writing),
            _ => None,
        }
    }

    /// What was typed since it was last jotted down.
    pub(super) fn jot_down(&mut self) -> Option<Effect> {
        self.writing_mut()?.take_unjotted().map(|written| Effect::KeepWritten(Box::new(written)))
    }

    fn writing_mut(&mut self) -> Option<&mut WritingScreen> {
        match &mut self.screen {
            Screen::Writing { writing, .. } => Some(writing),
            _ => None,
        }
    }

    /// Holds a key back that comes while the story is being kept, to be left then: it is meant for what comes after. Says
    /// whether it did.
    pub(super) fn hold_back(&mut self, key: Key, action: Option<Action>) -> bool {
        let goes_through = matches!(action, Some(Action::Quit | Action::Suspend));
        let Some(writing) = self.writing_mut().filter(|writing| writing.is_leaving() && !goes_through) else {
            return false;
        };
        writing.hold(key);
        true
    }

    /// Types a text into the story, and says whether one is written.
    pub(super) fn type_into_story(&mut self, text: &str) -> bool {
        let Some(writing) = self.writing_mut() else { return false };
        if writing.is_locked() {
            self.tell(self.say(LOCKED));
        } else if !writing.type_text(text) {
            self.tell(format!("A part has room for {MOST_BYTES} letters, and this is more."));
        }
        true
    }

    /// What there is to say of the field with the cursor.
    pub fn findings_in_field(&self) -> impl Iterator<Item = &Finding> {
        let field = self.writing().map(WritingScreen::field);
        self.findings().iter().filter(move |finding| field_of(finding) == field)
    }

    /// Whether there is something to say of a field.
    pub fn has_findings_in(&self, field: Field) -> bool {
        self.findings().iter().any(|finding| field_of(finding) == Some(field))
    }

    /// How long a beat of the story that is written is, and how long it should be beside those that it has and those that
    /// no story can do without.
    pub fn length_of(&self, beat: Beat) -> Length {
        let Some(writing) = self.writing() else { return self.length("", Millis::ZERO) };
        let mut whole = writing.story().clone();
        let missing = [
            (beat, whole.beats.has(beat)),
            (
                Beat::Problem,
                [Beat::Context, Beat::Problem, Beat::Task].iter().any(|&it| it == beat || whole.beats.has(it)),
            ),
            (Beat::Action, [Beat::Insight, Beat::Action].iter().any(|&it| it == beat || whole.beats.has(it))),
            (Beat::Outcome, whole.beats.has(Beat::Outcome)),
        ];
        for (beat, _) in missing.into_iter().filter(|(_, is_there)| !is_there) {
            whole.beats.insert(beat, "to come");
        }
        let rungs = Ladder::Beats.rungs(&whole, whole.target());
        let budget = rungs.iter().find(|rung| rung.beats.contains(&beat)).map_or(Millis::ZERO, |rung| rung.budget);
        self.length(writing.story().beats.get(beat).unwrap_or_default(), budget)
    }

    /// How long the whole story that is written is, and how long it should be.
    pub fn length_of_story(&self) -> Length {
        let Some(writing) = self.writing() else { return self.length("", Millis::ZERO) };
        let texts: Vec<&str> = writing.story().beats.iter().map(|(_, text)| text).collect();
        self.length(&texts.join("\n"), writing.story().target())
    }

    fn length(&self, text: &str, budget: Millis) -> Length {
        let words = word_count(text);
        Length { words, said: time_to_say(words, self.checked.words_a_minute()), budget }
    }

    /// The skills that the one that was begun may be, without those that are there already; none once it is one.
    pub fn skills_begun(&self) -> Vec<&str> {
        let Some(writing) = self.writing() else { return Vec::new() };
        let Some((_, begun)) = writing.begun_skill() else { return Vec::new() };
        let mut names = complete::skills(begun, self.catalog.index(), (self.vocabulary.lexicon)());
        if names.contains(&begun) {
            return Vec::new();
        }
        let skills = &writing.story().skills;
        names.retain(|name| !skills.iter().any(|skill| skill == name));
        names
    }

    fn complete_skill(&mut self) {
        let Some(name) = self.skills_begun().first().map(ToString::to_string) else { return };
        if let Some(writing) = self.writing_mut() {
            writing.complete_skill(&name);
        }
    }

    /// Keeps what is written, and leaves when that is done, if it is to be left.
    fn keep_writing(&mut self, leaves: bool, now: Now) -> Vec<Effect> {
        let Some(writing) = self.writing_mut() else { return Vec::new() };
        let written = writing.written();
        if written.has_bad_target() {
            writing.go_to(Field::Target);
            self.tell("A target is written as 1:30 or 90. It can be 0:10 to 60:00.");
            return Vec::new();
        }
        if let Some(keeping) = &mut writing.keeping {
            keeping.is_asked_again = true;
            keeping.leaves |= leaves;
            return Vec::new();
        }
        match self.begin_keeping(leaves) {
            Some(change) => {
                self.tell("Keeping it …");
                vec![change]
            }
            None if leaves => self.leave_writing(now),
            None => {
                self.tell(if written.is_blank() {
                    "There is nothing to keep yet."
                } else {
                    "It is kept as it stands."
                });
                Vec::new()
            }
        }
    }

    /// Has what is written kept, unless that is done or being done.
    pub(super) fn begin_keeping(&mut self, leaves: bool) -> Option<Effect> {
        let Screen::Writing { writing, below } = &mut self.screen else { return None };
        if !writing.is_changed() || writing.keeping.is_some() {
            return None;
        }
        let mut story = writing.story().clone();
        if story.title.trim().is_empty() {
            story.title = title_for(&story.beats);
            story.title_made_up = true;
            writing.give_title(&story.title);
        }
        let base = writing.base().filter(|_| writing.replaces());
        let is_own = self.catalog.library().origin == Origin::Own;
        if base.is_none() {
            // As with an import, samples go when there is a story.
            let id = if writing.base().is_some() { story.id } else { Story::new(story.title.as_str()).id };
            story.id = id.made_unique(|id| is_own && self.catalog.library().get(id).is_some());
        }
        let undoes =
            if leaves && !matches!(**below, Screen::Practice(_) | Screen::Review(_)) { " (u undoes it)" } else { "" };
        let title = &story.title;
        let said = match (base, writing.base(), is_own) {
            (Some(_), ..) => format!("Kept{undoes}: “{title}”"),
            (None, Some(_), _) => format!("“{title}” is a story of your own{undoes}. The samples are put away."),
            (None, None, true) => format!("Begun{undoes}: “{title}”"),
            (None, None, false) => format!("Your library begins with “{title}”{undoes}. The samples are put away."),
        };
        let change = match base {
            Some(base) => Change::edit(base, story.clone()),
            None => Change::addition(story.clone()),
        };
        let effect = Effect::Change { change, said: said.clone() };
        if let Some(writing) = self.writing_mut() {
            writing.keeping = Some(Keeping { story, said, leaves, is_asked_again: false });
        }
        Some(effect)
    }

    /// Hears what became of a change. Where it was the keeping of what is written, and was refused, the screen stays.
    pub(super) fn hear_of_keeping(&mut self, said: &str, problems: &[Problem], now: Now) -> Vec<Effect> {
        let stories = self.catalog.library();
        let Screen::Writing { writing, .. } = &mut self.screen else { return Vec::new() };
        let is_it = |keeping: &mut Keeping| keeping.said == said || !problems.is_empty();
        let Some(mut keeping) = writing.keeping.take_if(is_it) else { return Vec::new() };
        // A version that can't take its place is kept beside it.
        if problems.iter().any(|problem| problem.remedy != Remedy::Listed) {
            writing.take_held();
            return Vec::new();
        }
        let has_its_text = |story: &&Story| Story { id: story.id.clone(), ..keeping.story.clone() } == **story;
        if let Some(kept) = stories.stories().iter().find(has_its_text) {
            keeping.story.id = kept.id.clone();
        }
        writing.rebase(keeping.story);
        match writing.is_changed() {
            false if keeping.leaves => self.leave_writing(now),
            // What was typed meanwhile.
            true if keeping.leaves || keeping.is_asked_again => {
                self.begin_keeping(keeping.leaves).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Goes back to where the writing began, with the story as it is.
    fn leave_writing(&mut self, now: Now) -> Vec<Effect> {
        let Screen::Writing { mut writing, below } = std::mem::replace(&mut self.screen, Screen::Library) else {
            return Vec::new();
        };
        self.screen = *below;
        let library = self.catalog.library();
        match &mut self.screen {
            Screen::Practice(screen) => {
                if let Some(story) = library.get(screen.practice().story()) {
                    screen.revise(story, now.monotonic);
                }
            }
            Screen::Review(screen) => {
                if let Some(story) = library.get(&screen.take().story) {
                    screen.revise(story, now.monotonic);
                }
            }
            Screen::Library => {
                if let Some(story) = writing.base().map(|story| story.id.clone()) {
                    self.show_in_library(&story);
                }
            }
            _ => {}
        }
        self.find_shown_cues();
        let mut effects = vec![Effect::ForgetWritten];
        effects.extend(self.take_at_hand().and_then(|take| take.unfinished(now)).map(Effect::KeepUnfinished));
        for key in writing.take_held() {
            effects.extend(self.press(key, now));
        }
        effects
    }

    /// Puts the library's cursor on a story, and takes away what was asked for if that hides it.
    fn show_in_library(&mut self, story: &StoryId) {
        self.in_library(|library, known| {
            let stories = known.catalog.library();
            library.select(story, known);
            let is_hidden = library.selected(stories).is_none_or(|selected| selected.id != *story);
            if is_hidden && stories.get(story).is_some() {
                library.act(Action::Clear, known);
                library.select(story, known);
            }
        });
    }

    /// Why the story at hand can't be edited, if it can't.
    pub(super) fn can_edit(&self) -> Result<(), Saying> {
        let story = self.story_to_edit();
        unless(story.is_some() || !matches!(self.screen, Screen::Library), "No story is chosen.")?;
        unless(story.is_some(), "Its story isn't here any more; it may be in the trash.")?;
        let is_read_only = story.is_some_and(Story::is_read_only);
        unless(!is_read_only, "This story comes from a newer Retell and can't be changed here.")
    }

    /// Whether an action would do something on the writing screen now, and if not, why.
    pub(super) fn can_in_writing(&self, writing: &WritingScreen, action: Action) -> Result<(), Saying> {
        let area = writing.area();
        match action {
            Action::Up => unless(writing.can_go_up(), "This is the first line."),
            Action::Down => unless(writing.can_go_down(), "This is the last line."),
            Action::Stroke(Stroke::Undo) => {
                unless(area.is_some_and(TextArea::can_undo), "There is no step in this part to take back.")
            }
            Action::Stroke(Stroke::Redo) => {
                unless(area.is_some_and(TextArea::can_redo), "No step in this part was taken back.")
            }
            Action::PutBack => {
                unless(writing.can_put_back(), "No word or line was deleted that could be put back.")?;
                unless(!writing.is_locked(), LOCKED)
            }
            Action::BreakLine if !writing.field().is_line() => unless(!writing.is_locked(), LOCKED),
            _ => Ok(()),
        }
    }
}

/// What there is to say of a field of the wrong type.
const LOCKED: (&str, &[Action; 1]) = (
    "What the file has here can't be read, and is kept as it is. Press {} in the library to see why.",
    &[Action::ShowProblems],
);

/// The field that a finding is about.
fn field_of(finding: &Finding) -> Option<Field> {
    match (&finding.part, finding.rule) {
        (Part::Title, _) => Some(Field::Title),
        (Part::Skills, _) => Some(Field::Skills),
        (Part::Beat(beat), _) => Some(Field::Beat(*beat)),
        (Part::Story, Rule::NoOutcome) => Some(Field::Beat(Beat::Outcome)),
        (Part::Story, Rule::NoLesson) => Some(Field::Beat(Beat::Lesson)),
        _ => None,
    }
}
