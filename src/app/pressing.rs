//! Where keys go, and what a key does there.

use super::action::Action;
use super::key::Key;
use super::keymap::Context;
use super::message::Effect;
use super::screen::importing as import;
use super::screen::library::Focus;
use super::{App, Overlay, Screen, appointing};
use crate::domain::interview::Interview;
use crate::domain::practice::{DOUBLE_PRESS, Phase};
use crate::domain::safe::Safe;
use crate::domain::time::Now;

/// What is said of a press that came too soon after another one.
pub(super) const SLIPPED: &str = "Pressed twice within 0.3 s. The second press was left out.";

impl App {
    /// Lays something over the screen, from its first page on.
    pub(super) fn show(&mut self, overlay: Overlay) {
        self.overlay = Some(overlay);
        self.overlay_page = 0;
    }

    /// Where keys go now.
    pub fn context(&self) -> Context {
        match (self.overlay, &self.screen) {
            (Some(Overlay::Help(_)), _) => Context::Help,
            (Some(Overlay::Resume), _) => Context::Resume,
            (None, Screen::Library) => match self.library_screen.focus() {
                Focus::Stories => Context::Library,
                Focus::Query => Context::Typing,
                Focus::Skills => Context::Skills,
            },
            (None, Screen::Practice(screen)) => match screen.practice().phase() {
                Phase::Ready => Context::Ready,
                Phase::Telling => Context::Telling,
                Phase::Grading | Phase::Graded => Context::Grading,
            },
            (None, Screen::Review(screen)) if screen.note().is_some() => Context::Noting,
            (None, Screen::Review(screen)) if screen.asks_to_discard() => Context::Discarding,
            (None, Screen::Review(_)) => Context::Review,
            (None, Screen::Rehearse(_)) => Context::Rehearse,
            (None, Screen::Summary(_)) => Context::Summary,
            (None, Screen::Interview(_)) => self.interview_context(),
            (None, Screen::Progress(_)) => Context::Progress,
            (None, Screen::Problems) => Context::Problems,
            (None, Screen::Compare(_)) => Context::Compare,
            (None, Screen::Kept(_)) => Context::Kept,
            (None, Screen::Filters(screen)) if screen.name().is_some() => Context::Naming,
            (None, Screen::Filters(_)) => Context::Filters,
            (None, Screen::Coverage(screen)) => match screen.probing() {
                None => Context::Coverage,
                Some(probing) if probing.title().is_some() => Context::Beginning,
                Some(_) => Context::Probing,
            },
            (None, Screen::Interviews(screen)) => appointing::context_of(screen),
            (None, Screen::Writing { .. }) => Context::Writing,
            (None, Screen::Importing(screen)) => match screen.focus() {
                import::Focus::List => Context::Importing,
                import::Focus::Parts => Context::Parts,
                import::Focus::Path(..) => Context::Path,
                import::Focus::Title(_) => Context::Retitling,
            },
        }
    }

    /// Whether a key types into the query line or edits it, and does nothing else.
    pub fn is_typing(&self, key: Key) -> bool {
        let context = self.context();
        let edits = match self.keymap.action_of(context, key) {
            Some(action) => matches!(action, Action::Edit(_)),
            None => key.typed().is_some(),
        };
        context == Context::Typing && edits
    }

    /// Does what somebody asks for by a key or a click. What could not be kept is tried again before anything else.
    pub(super) fn asked(&mut self, ask: impl FnOnce(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        self.notice = None;
        let mut effects = self.keep_again();
        effects.extend(ask(self));
        effects
    }

    pub(super) fn press(&mut self, key: Key, now: Now) -> Vec<Effect> {
        let context = self.context();
        self.come_back(now);
        let action = self.keymap.action_of(context, key);
        if self.hold_back(key, action) {
            return Vec::new();
        }
        let Some(action) = action else {
            if !key.typed().is_some_and(|c| self.type_text(c.encode_utf8(&mut [0; 4]))) {
                self.tell(format!("The key {key} does nothing here. {}", self.way_to_help(context)));
            }
            return Vec::new();
        };
        if self.is_slip(key, action, context, now) {
            self.tell_slip();
            return Vec::new();
        }
        self.try_to(action, now)
    }

    /// Lets the clock of a question go on: whoever was away is back.
    pub(super) fn come_back(&mut self, now: Now) {
        if self.context() == Context::Asking && self.interview().is_some_and(Interview::is_paused) {
            self.pause_interview(now);
        }
    }

    /// Does what is asked for, or says why not.
    pub(super) fn try_to(&mut self, action: Action, now: Now) -> Vec<Effect> {
        match self.can(action) {
            Ok(()) => self.act(action, now),
            Err(why) => {
                self.tell(self.say(why));
                Vec::new()
            }
        }
    }

    /// Whether a forward key is pressed a second time so soon that it was meant for the screen before, where what it does
    /// there can't be taken back by one key.
    fn is_slip(&mut self, key: Key, action: Action, context: Context, now: Now) -> bool {
        let (last, was, last_key) = self.last_forward;
        // What led on there may be a key that has another meaning here.
        if key != last_key && !self.keymap.leads_on(context, action, key) {
            return false;
        }
        let is_guarded = matches!(was, Context::Grading | Context::Review | Context::Answered | Context::FollowUp);
        let is_slip = is_guarded && was != context && now.monotonic.saturating_sub(last) < DOUBLE_PRESS;
        // A key that is held down goes on meaning the screen that it was pressed on.
        self.last_forward = (now.monotonic, if is_slip { was } else { context }, key);
        is_slip
    }

    /// Says that a press was left out.
    pub(super) fn tell_slip(&mut self) {
        self.tell(SLIPPED);
    }

    /// Types what was pasted, where something can be typed.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(effects) = self.paste_document(text) {
            return effects;
        }
        // Terminals send line breaks as Enter does, and what can't be seen would keep stories from being found.
        let text = Safe::from(text.replace("\r\n", "\n").replace('\r', "\n"));
        if !self.type_text(&text) {
            let keys = &[Action::Find, Action::ShowImport];
            self.tell(
                self.say((
                    "Nothing can be pasted here. In the library, {} finds what you paste and {} imports it.",
                    keys,
                )),
            );
        }
        Vec::new()
    }

    /// Types a text, and says whether there is anything to type into.
    fn type_text(&mut self, text: &str) -> bool {
        match (self.context(), &mut self.screen) {
            (Context::Typing | Context::Asking, _) => self.in_library(|library, known| library.type_text(text, known)),
            (Context::Naming, Screen::Filters(screen)) => screen.type_text(text),
            (Context::Noting, Screen::Review(screen)) => match screen.input() {
                Some(input) => input.insert(text),
                None => return false,
            },
            (Context::Beginning, Screen::Coverage(screen)) => match screen.title_mut() {
                Some(title) => title.insert(text),
                None => return false,
            },
            (_, Screen::Interviews(screen)) if self.overlay.is_none() => return screen.type_text(text),
            (Context::Writing, _) => return self.type_into_story(text),
            (Context::Path | Context::Retitling, Screen::Importing(screen)) => match screen.input() {
                Some(input) => input.insert(text),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    fn way_to_help(&self, context: Context) -> String {
        match context {
            Context::Help => self.say(("{} closes this page.", &[Action::Close])),
            _ => self.say(("{} shows the keys.", &[Action::ShowHelp])),
        }
    }
}
