//! Coverage: shown, kept up to date, and left for the library, or for a story that is begun to fill a gap.

use super::action::Action;
use super::can::can_move;
use super::rehearsing::NOT_READ_YET;
use super::saying::Saying;
use super::screen::coverage::CoverageScreen;
use super::{App, Screen};
use crate::domain::coverage::{Cell, Topic};
use crate::domain::question::{OWN, Question};

impl App {
    /// Shows what the stories cover.
    pub(super) fn show_coverage(&mut self) {
        self.screen = Screen::Coverage(Box::default());
    }

    /// Finds out what the stories cover where that is to be shown, once it is known what each shows.
    pub(super) fn cover(&mut self) {
        let Screen::Coverage(screen) = &self.screen else { return };
        let Some(evidence) = self.catalog.evidence() else { return };
        if self.awaits_library || screen.coverage().is_some() {
            return;
        }
        let topics = match screen.pack() {
            None => Topic::each((self.vocabulary.competencies)()),
            Some((place, _)) => self.questions().packs.get(*place).map(Topic::of_pack).unwrap_or_default(),
        };
        let coverage = evidence.coverage(&topics, &self.history);
        if let Screen::Coverage(screen) = &mut self.screen {
            screen.take_in(coverage);
        }
    }

    /// Finds out anew what the stories cover, since they aren't the same any more.
    pub(super) fn cover_anew(&mut self) {
        if let Screen::Coverage(screen) = &mut self.screen {
            screen.forget();
        }
    }

    /// Takes the headings of the next pack for the topics; behind the last one come the competencies.
    pub(super) fn cover_next_pack(&mut self) {
        let packs = self.questions().packs;
        if let Screen::Coverage(screen) = &mut self.screen {
            let next = screen.pack().map_or(0, |(place, _)| place + 1);
            screen.choose_pack(packs.into_iter().nth(next).map(|pack| (next, pack.name)));
        }
    }

    /// Why a story shows a topic as well as it does.
    pub fn why(&self, cell: &Cell) -> String {
        self.catalog.evidence().map(|evidence| evidence.why(cell, &self.history)).unwrap_or_default()
    }

    /// What a story needs that shows these competencies, each with its name.
    pub fn needs<'a>(&self, topic: &'a Topic) -> Vec<(&'a str, &'static str)> {
        let competencies = (self.vocabulary.competencies)();
        topic.competencies.iter().filter_map(|name| Some((name.as_str(), competencies.needs(name)?))).collect()
    }

    /// Goes on to the stories that show the topic, or where none does, to the questions that probe it.
    pub(super) fn look_into_topic(&mut self) {
        let Screen::Coverage(screen) = &self.screen else { return };
        let asked = screen.selected_cell().and_then(|cell| {
            let story = self.catalog.stories().get(cell.place)?.id.clone();
            Some((format!("?{}", self.catalog.evidence()?.competency_of(cell)), story))
        });
        let Some((question, story)) = asked else { return self.probe_topic() };
        self.screen = Screen::Library;
        self.in_library(|library, known| {
            library.ask(&question, known);
            library.act(Action::GoToStories, known);
            library.select(&story, known);
        });
    }

    /// Shows the questions that probe the topic: a person's own first, then those of the pack that is shown.
    pub(super) fn probe_topic(&mut self) {
        let bank = self.questions();
        let Screen::Coverage(screen) = &mut self.screen else { return };
        let Some(row) = screen.selected() else { return };
        let shown = screen.pack().map(|(place, _)| *place);
        let mut packs: Vec<_> = bank.packs.into_iter().enumerate().collect();
        packs.sort_by_key(|(place, pack)| (pack.key != OWN, Some(*place) != shown));
        let mut questions: Vec<Question> = Vec::new();
        for question in packs.into_iter().flat_map(|(_, pack)| pack.questions) {
            let is_known = questions.iter().any(|known| known.key() == question.key());
            if row.topic.competencies.contains(&question.competency) && !is_known {
                questions.push(question);
            }
        }
        screen.probe(questions);
    }

    /// Begins a story of the title that was typed, which answers the question under the cursor.
    pub(super) fn begin_story(&mut self) {
        let Screen::Coverage(screen) = &self.screen else { return };
        let begun = screen
            .probing()
            .and_then(|probing| Some((probing.title()?.text().trim().to_owned(), probing.selected()?.text.clone())));
        if let Some((title, question)) = begun {
            self.screen = Screen::Library;
            self.begin_writing(&title, Some(&question));
        }
    }

    /// Leaves the questions for the topics, or those for the library.
    pub(super) fn leave_coverage(&mut self) {
        match &mut self.screen {
            Screen::Coverage(screen) if screen.probing().is_some() => screen.stop_probing(),
            _ => self.screen = Screen::Library,
        }
    }

    /// Whether an action would do something on the coverage screen.
    pub(super) fn can_in_coverage(&self, screen: &CoverageScreen, action: Action) -> Result<(), Saying> {
        if let Some(probing) = screen.probing() {
            let is_blank = probing.title().is_none_or(|title| title.text().trim().is_empty());
            return match action {
                Action::NameStory if probing.questions().is_empty() => Err("No question here probes this.".into()),
                Action::BeginStory if is_blank => {
                    Err("Type a title first: a few words that bring the story back.".into())
                }
                action => can_move(action, probing.cursor(), probing.questions().len().saturating_sub(1)),
            };
        }
        let Some(coverage) = screen.coverage() else {
            return match action {
                Action::Leave | Action::Quit | Action::Suspend | Action::ShowHelp | Action::NextPack => Ok(()),
                _ => Err(NOT_READ_YET.into()),
            };
        };
        let cells = screen.selected().map_or(0, |row| row.cells.len());
        match action {
            Action::LookIntoTopic | Action::ProbeTopic if coverage.rows.is_empty() => {
                Err(("There is nothing here. Press {} for the next pack of questions.", &[Action::NextPack]).into())
            }
            Action::NextChoice if cells == 0 => {
                Err(("No story shows this. Press {} for the questions that probe it.", &[Action::LookIntoTopic]).into())
            }
            Action::NextChoice if screen.cell().is_some_and(|cell| cell + 1 >= cells) => {
                Err("This is the last story that shows it.".into())
            }
            Action::PreviousChoice if screen.cell().is_none() => {
                Err(("You are on the topic itself. {} goes to the stories that show it.", &[Action::NextChoice]).into())
            }
            action => can_move(action, screen.row(), coverage.rows.len().saturating_sub(1)),
        }
    }
}
