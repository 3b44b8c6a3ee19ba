//! How stories and takes stand, in a few words.

use super::App;
use super::screen::library::Sort;
use super::screen::practice::PracticeScreen;
use crate::domain::story::Story;
use crate::domain::take::Take;
use crate::domain::time::Now;
use crate::domain::{format, ghost};

/// The mark of a story that is to be corrected later.
pub const FLAG: &str = "⚑";

impl App {
    /// How a story stands, in a word or two: when it comes back, or when it was told; behind a mark if it is flagged.
    pub fn standing_of_story(&self, story: &Story, now: Now) -> String {
        let last = self.history().last(&story.id).map(|take| format::days_ago(take.at, now));
        let comes_back = self.agenda().comes_back(&story.id, self.history()).map(|day| format::comes_back(day, now));
        let standing = match (last, comes_back) {
            _ if self.unfinished().is_some_and(|unfinished| *unfinished.story() == story.id) => "unfinished".to_owned(),
            (Some(last), _) if self.library_screen().sort() == Sort::Told => last,
            (_, Some(comes_back)) => comes_back,
            (Some(last), None) => last,
            (None, _) if story.is_draft() => "draft".to_owned(),
            (None, _) => "new".to_owned(),
        };
        if story.flagged { format!("{FLAG} {standing}") } else { standing }
    }

    /// The title of the story that is told or under review, behind a mark if it is flagged.
    pub fn title_here(&self, title: &str) -> String {
        let is_flagged = self.story_here().is_some_and(|story| story.flagged);
        if is_flagged { format!("{FLAG} {title}") } else { title.to_owned() }
    }

    /// Which take of which set this is, and how those before it were.
    pub fn standing_of_practice(&self, screen: &PracticeScreen) -> Vec<String> {
        let practice = screen.practice();
        let mut parts = Vec::new();
        if let Some(set) = self.set() {
            parts.push(format!("{} of {}", set.number(), set.count()));
        }
        if let Some(rung) = &practice.plan().only {
            parts.push(format!("only {rung}"));
        }
        if practice.plan().is_free {
            parts.push("free practice".to_owned());
        }
        let before = screen.before(self.history());
        parts.push(format!("take {}", before.clone().count() + 1));
        if let Some(last) = before.clone().next_back() {
            parts.push(format!("last {}", last.length));
        }
        if let Some(best) = ghost::best(before.clone()).filter(|_| before.count() > 1) {
            parts.push(format!("best {}", best.length));
        }
        parts
    }

    /// Which take of which set one was, and when it was told.
    pub fn standing_of_take(&self, take: &Take, now: Now) -> Vec<String> {
        let number = self.history().like(take.division()).take_while(|other| other.id != take.id).count() + 1;
        let mut parts = Vec::new();
        if let Some(set) = self.set() {
            parts.push(format!("{} of {}", set.number(), set.count()));
        }
        if let Some(rung) = &take.only {
            parts.push(format!("only {rung}"));
        }
        if take.free {
            parts.push("free practice".to_owned());
        }
        parts.push(format!("take {number}"));
        parts.push(format!("{} {}", format::days_ago(take.at, now), take.at.hour_and_minute()));
        parts
    }
}
