//! The way of documents into the library: asked for, read elsewhere, looked at, and brought in when the person says so.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::Action;
use super::keymap::Context;
use super::message::{Asked, Effect, Reading};
use super::screen::importing::Focus;
use super::{App, Screen};
use crate::domain::text::count;

/// What pasted text is called.
const PASTED: &str = "pasted text";

impl App {
    /// Does what an action asks for on the import screen, or on the way there. None: it is for others to do.
    pub(super) fn act_on_import(&mut self, action: Action) -> Option<Vec<Effect>> {
        if self.overlay.is_some() {
            return None;
        }
        if action == Action::ShowImport {
            self.screen = Screen::Importing(Box::default());
            return Some(Vec::new());
        }
        let Screen::Importing(screen) = &mut self.screen else { return None };
        match action {
            Action::Quit | Action::Suspend | Action::ShowHelp => return None,
            Action::ReadPath => {
                let path = screen.input().map(|input| input.text().trim().to_owned()).unwrap_or_default();
                return Some(self.read(path.clone(), Asked::File(PathBuf::from(path))));
            }
            Action::CompletePath => {
                let begun = screen.input().map(|input| input.text()).unwrap_or_default();
                return Some(vec![Effect::ListPaths(begun)]);
            }
            Action::Import => return Some(self.import()),
            Action::StopTyping if screen.documents().is_empty() && screen.reading().is_none() => {
                self.screen = Screen::Library;
            }
            Action::Leave if screen.reading().is_some() => {
                screen.stop_reading();
                if screen.documents().is_empty() {
                    self.screen = Screen::Library;
                } else {
                    self.tell("Stopped. The documents read so far are here.");
                }
            }
            Action::Leave if screen.is_changed() && screen.warn() => {
                self.tell(self.say((
                    "What you changed here would be lost. Press {} again to leave without importing, {} to import.",
                    &[Action::Leave, Action::Import],
                )));
            }
            Action::Leave => self.screen = Screen::Library,
            action => screen.act(action),
        }
        Some(Vec::new())
    }

    /// Opens on documents, if there are any. A take that was interrupted waits until they are done with.
    pub(super) fn open_documents(&mut self, files: Vec<PathBuf>) {
        if files.is_empty() {
            return;
        }
        (self.screen, self.overlay) = (Screen::Importing(Box::default()), None);
        for file in files {
            let reads = self.read(file.display().to_string(), Asked::File(file));
            self.errands.extend(reads);
        }
    }

    /// Reads a document, or will when those asked for before it are read.
    fn read(&mut self, name: String, asked: Asked) -> Vec<Effect> {
        let Screen::Importing(screen) = &mut self.screen else { return Vec::new() };
        screen.ask(name, asked);
        self.go_on_reading()
    }

    fn go_on_reading(&mut self) -> Vec<Effect> {
        let Screen::Importing(screen) = &mut self.screen else { return Vec::new() };
        let number = self.asked + 1;
        let next = screen.next_to_read(number);
        self.asked += u64::from(next.is_some());
        next.map(|(name, asked)| Effect::ReadDocument(number, name, asked)).into_iter().collect()
    }

    /// Brings in what is taken. The cursor of the library goes to the first of it.
    fn import(&mut self) -> Vec<Effect> {
        let Screen::Importing(screen) = &self.screen else { return Vec::new() };
        let Some((change, first)) = screen.change() else { return Vec::new() };
        let said = format!("{} came in{}.", count(change.steps.len(), "story", "stories"), self.undoes());
        self.wanted = Some(first);
        self.screen = Screen::Library;
        // What was asked for before would hide what comes in.
        if self.library_screen.is_filtered() {
            self.in_library(|library, known| library.act(Action::Clear, known));
        }
        vec![Effect::Change { change, said }]
    }

    /// Takes in a document that was read.
    pub(super) fn show_document(&mut self, reading: Reading) -> Vec<Effect> {
        let Screen::Importing(screen) = &mut self.screen else { return Vec::new() };
        let of_one = format!("{}: {}.", reading.asked, count(reading.import.stories.len(), "story", "stories"));
        let problem = reading.import.problems.first().cloned();
        if !screen.take_in(reading) {
            return Vec::new();
        }
        // The library may have been read anew meanwhile.
        screen.put_on(Arc::clone(self.catalog.library()));
        let of_all = Some(screen.summary()).filter(|_| screen.documents().len() > 1);
        let effects = self.go_on_reading();
        match (problem, of_all) {
            (_, Some(of_all)) if effects.is_empty() => self.tell(of_all),
            (Some(problem), _) => self.notice = Some((&problem).into()),
            (None, _) => self.tell(of_one),
        }
        effects
    }

    /// Goes on with the path that is being typed.
    pub(super) fn complete_path(&mut self, begun: &str, paths: Vec<String>) -> Vec<Effect> {
        if let Screen::Importing(screen) = &mut self.screen
            && let Some(why) = screen.complete(begun, paths)
        {
            self.tell(why);
        }
        Vec::new()
    }

    /// Reads a text that was pasted, unless it goes into the line that is being typed. A path is pasted too, in one line.
    pub(super) fn paste_document(&mut self, text: &str) -> Option<Vec<Effect>> {
        let is_line = !text.trim().contains(['\n', '\r']);
        if self.context() == Context::Library && !is_line {
            self.screen = Screen::Importing(Box::default());
        }
        let Screen::Importing(screen) = &self.screen else { return None };
        match screen.focus() {
            _ if self.overlay.is_some() => None,
            Focus::Title(_) => None,
            Focus::Path(..) if is_line => None,
            _ => Some(self.read(PASTED.to_owned(), Asked::Pasted(text.to_owned()))),
        }
    }
}
