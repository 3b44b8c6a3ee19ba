//! What is changed by hand on the import screen, so that it can be taken back.

use std::sync::Arc;

use super::{Fate, Focus, ImportScreen, Item, Place, Row, edit};
use crate::app::action::Action;
use crate::domain::story::Story;
use crate::import::Found;

impl ImportScreen {
    /// Whether there is anything to take where the cursor is.
    pub(super) fn can_take(&self) -> bool {
        self.takeable(Action::TakeOrLeave).next().is_some()
    }

    /// The places of the stories that are taken or left together.
    fn takeable(&self, action: Action) -> impl Iterator<Item = (usize, &Place)> {
        let selected = self.selected();
        let is_meant = move |(place, row): (usize, &Arc<Row>)| match selected {
            _ if action == Action::TakeAll => true,
            Some(Item::Document(document)) => row.document == document,
            selected => selected == Some(Item::Story(place)),
        };
        let rows = self.rows.iter().enumerate().zip(&self.settled.places);
        rows.filter(move |(row, there)| is_meant(*row) && there.fate != Fate::Unchanged)
            .map(|((place, _), there)| (place, there))
    }

    fn take_or_leave(&mut self, action: Action) {
        let is_taken = self.takeable(action).all(|(_, there)| there.is_taken);
        let places: Vec<usize> = self.takeable(action).map(|(place, _)| place).collect();
        let mut rows = self.rows.clone();
        for place in places {
            if let Some(row) = rows.get_mut(place) {
                *row = Arc::new(Row { choice: Some(!is_taken), ..(**row).clone() });
            }
        }
        self.change_to(rows);
    }

    fn change_to(&mut self, rows: Vec<Arc<Row>>) {
        self.is_changed = true;
        self.earlier.push(std::mem::replace(&mut self.rows, rows));
        self.settle();
    }

    /// Does something that can be undone.
    pub(super) fn change_rows(&mut self, action: Action) {
        if matches!(action, Action::TakeOrLeave | Action::TakeAll) {
            return self.take_or_leave(action);
        }
        let mut rows = self.rows.clone();
        let block = self.block();
        let title = match &self.focus {
            Focus::Title(input) => input.text().trim().to_owned(),
            _ => String::new(),
        };
        let Some(story) = self.story() else { return };
        let Some(row) = self.rows.get(story) else { return };
        let with = |found: Found, is_moved: bool| {
            Arc::new(Row { found, is_moved: row.is_moved || is_moved, ..(**row).clone() })
        };
        let replaced: Vec<Arc<Row>> = match (action, block) {
            (Action::GiveTitle, _) => {
                let mut found = row.found.clone();
                found.story.id = Story::new(title.as_str()).id;
                (found.story.title, found.story.title_made_up) = (title, false);
                self.focus = Focus::List;
                vec![with(found, false)]
            }
            (Action::AcceptSkills | Action::DropSkills, _) => {
                let mut found = row.found.clone();
                let suggested = std::mem::take(&mut found.story.suggested_skills);
                if action == Action::AcceptSkills {
                    found.story.skills.extend(suggested);
                }
                vec![with(found, false)]
            }
            (Action::Merge, _) => {
                let Some(next) = self.rows.get(story + 1) else { return };
                rows.remove(story + 1);
                vec![with(edit::merge(&row.found, &next.found), true)]
            }
            (Action::Split, Some(place)) => {
                let (first, second) = edit::split(&row.found, place);
                self.focus = Focus::List;
                vec![with(first, true), with(second, true)]
            }
            (Action::BreakUp, Some(place)) => vec![with(edit::break_up(&row.found, place), true)],
            (Action::TellAs(beat), Some(place)) => {
                let found = edit::tell_as(&row.found, place, beat);
                let part = edit::Part::Beat(beat);
                self.block = edit::places(&found.story).iter().position(|place| place.part == part).unwrap_or(0);
                vec![with(found, true)]
            }
            _ => return,
        };
        rows.splice(story..=story, replaced);
        self.change_to(rows);
    }
}
