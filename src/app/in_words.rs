//! What screens come to, in sentences: looks and speech say the same.

use super::App;
use super::action::Action;
use super::screen::kept::{KeptScreen, Of};
use super::screen::library::Focus;
use super::screen::progress::Scope;
use super::screen::rehearse::{RehearseScreen, What};
use super::text_input::Edit;
use crate::domain::difference;
use crate::domain::set::{LENGTHS, Order};
use crate::domain::text::count;
use crate::domain::time::Millis;

impl App {
    /// What it is that would be rehearsed, the most telling first.
    pub fn rehearsal_in_words(&self, screen: &RehearseScreen) -> Vec<String> {
        let wishes = screen.wishes();
        let title = self.story_at_hand().map_or("", |story| story.title.as_str());
        match wishes.what {
            What::Set => {
                let (stories, time) = (&screen.arranged().stories, screen.arranged().time);
                let stories = count(stories.len(), "story", "stories");
                let mut said = vec![format!("{stories}, told in {time} if each keeps to its target.")];
                let (here, all) =
                    (self.library_screen.found(self.catalog.library()).count(), self.library_screen.count());
                if here < all {
                    said.push(format!(
                        "Of the {all} that are found only the best {here} can be put in order. Ask for less."
                    ));
                }
                if wishes.set.order == Order::Random {
                    said.push(format!("Seed {}: the same seed, the same order.", wishes.set.seed));
                }
                if wishes.set.is_free {
                    said.push("Free practice leaves open when the stories come back.".to_owned());
                }
                said
            }
            What::Lengths => {
                let lengths = LENGTHS.map(|seconds| Millis::from_seconds(seconds).to_string()).join(" · ");
                vec![
                    format!("“{title}” in {lengths}."),
                    "The same story, short and long: what stays when time is short is its core.".to_owned(),
                ]
            }
            What::Retrieval => vec![
                "A question is put, and you find the story that answers it. No telling.".to_owned(),
                "In the end you see which competencies came slowly, and which not at all.".to_owned(),
            ],
            What::Mock => vec![
                "A question is put. Find a story, tell it, and answer what is asked then.".to_owned(),
                "The clock runs from the question on, as in the room.".to_owned(),
            ],
            What::WeakestRung => match self.weakest_rung() {
                Some(rung) => vec![
                    format!("{rung} of “{title}”."),
                    "It needed the most help of late, or was furthest from its budget.".to_owned(),
                ],
                None => vec![format!("Tell “{title}” once, so that its weakest part is known.")],
            },
        }
    }

    /// The take that waits to be resumed: where it stopped, and what can be done about it.
    pub fn unfinished_in_words(&self) -> Option<[String; 2]> {
        let unfinished = self.unfinished()?;
        let practice = &unfinished.practice;
        let place = match practice.rungs().get(practice.splits().len()) {
            Some(rung) => {
                format!("It stopped at {} of {}, at the part “{}”.", unfinished.elapsed(), practice.target(), rung.name)
            }
            None => format!("It was told to the end in {} and waits for its grade.", unfinished.elapsed()),
        };
        let advice = match self.can(Action::ResumeTake) {
            Ok(()) => "It goes on from the last key you pressed then.".to_owned(),
            Err(why) => self.say(why),
        };
        Some([place, advice])
    }

    /// Why no story is listed; nothing while they are still looked for.
    pub fn why_no_story(&self) -> String {
        let screen = &self.library_screen;
        if self.awaits_library || screen.is_waiting() {
            String::new()
        } else if let Some(gap) = screen.gap() {
            gap.to_owned()
        } else if self.interview().is_some() {
            // Esc ends the interview.
            self.say(("No story matches. Press {} to clear what is asked for.", &[Action::Edit(Edit::DeleteToStart)]))
        } else if screen.is_question() {
            self.say((
                "Type the question. Press {}, then {} to get all stories back.",
                &[Action::StopTyping, Action::Clear],
            ))
        } else if screen.is_filtered() {
            match screen.focus() {
                Focus::Query => {
                    let keys = &[Action::StopTyping, Action::Clear];
                    self.say(("No story matches. Press {}, then {} to clear what is asked for.", keys))
                }
                Focus::Stories => {
                    self.say(("No story matches. Press {} to clear what is asked for.", &[Action::Clear]))
                }
                Focus::Skills => {
                    let keys = &[Action::GoToStories, Action::Clear];
                    self.say(("No story matches. Press {}, then {} to clear what is asked for.", keys))
                }
            }
        } else {
            self.say(("No story could be read. Press {} to see why.", &[Action::ShowProblems]))
        }
    }

    /// What tells a version from the others: which parts it changed of the one before it.
    pub fn what_is_kept(&self, screen: &KeptScreen, row: usize) -> String {
        let Some(version) = screen.versions().get(row) else { return String::new() };
        if *screen.of() == Of::Trash {
            let note = if version.file.is_none() { "  (its file was removed)" } else { "" };
            return format!("{}{note}", self.shown_text(&version.story.title));
        }
        let names = screen.versions().get(row + 1).map(|before| difference::names(&before.story, &version.story));
        let changed = match names.as_deref() {
            None => "the first that is kept".to_owned(),
            Some("") => "changed nothing".to_owned(),
            Some(names) => format!("changed {names}"),
        };
        let is_it = self.story_of_versions(screen) == Some(&version.story);
        if is_it { format!("as it is ({changed})") } else { changed }
    }

    /// What there is to say while nothing of a scope is told.
    pub fn nothing_told(&self, scope: Scope) -> String {
        const KEYS: &[Action; 2] = &[Action::Leave, Action::Practice];
        match scope {
            Scope::All => self.say((
                "Nothing is told yet. Press {}, choose a story, and press {} to tell it aloud. From the first take on, \
                 this page shows how it goes: your days, your lengths, and which part takes too long.",
                KEYS,
            )),
            Scope::Found => self
                .say(("None of these stories is told yet. Press {}, choose one, and press {} to tell it aloud.", KEYS)),
            Scope::Story => self.say(("This story is not told yet. Press {}, then {}, and tell it aloud.", KEYS)),
        }
    }
}
