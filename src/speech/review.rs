//! The review of a take, its table as sentences.

use super::{Speech, spelled_out};
use crate::app::App;
use crate::app::screen::review::ReviewScreen;
use crate::domain::format;
use crate::domain::ghost;
use crate::domain::take::Take;
use crate::domain::time::{Now, in_whole_seconds};

pub(super) fn say(app: &App, screen: &ReviewScreen, now: Now) -> Speech {
    let take = screen.take();
    if let Some(note) = screen.note() {
        let words = note.text();
        let words = if words.is_empty() { "There is no note yet.".to_owned() } else { format!("The note: {words}") };
        return Speech {
            news: vec![words],
            body: vec!["Type the note; :esc goes back without it.".to_owned()],
            ..Speech::titled("A note on the take")
        };
    }
    if screen.asks_to_discard() {
        let body = vec!["It would count no more, and can't be brought back. Type discard, or keep.".to_owned()];
        return Speech { body, ..Speech::titled("Discard the take?") };
    }
    let before: Vec<&Take> = app.history().like(take.division()).filter(|other| other.id != take.id).collect();
    let mut body = vec![
        format!("{} of {}. {}", take.length, take.target, format::verdict(take.length, take.target)),
        format!("This was {}.", app.standing_of_take(take, now).join(", ")),
    ];
    let due = app.agenda().comes_back(&take.story, app.history()).map(|day| format::comes_back_on(day, now));
    let [first, others] = app.remarks_on_take(take, &before, due);
    body.extend(first.iter().map(|words| spelled_out(words)));
    body.extend(rungs(take, &before));
    body.extend(others.iter().map(|words| words.trim_start_matches("✗ ").to_owned()));
    body.extend(app.next_story().map(|next| format!("Next in the list: {}.", next.title)));
    Speech { body, ..Speech::titled(format!("Review: {}", app.shown_text(&take.title))) }
}

/// What each part took, against its budget and the take nearest to budget.
fn rungs(take: &Take, before: &[&Take]) -> Vec<String> {
    let best = ghost::best(before.iter().copied());
    let said = in_whole_seconds(take.splits.iter().map(|split| split.said));
    let rung = |(place, (split, said)): (usize, (&crate::domain::take::Split, _))| {
        let best = best.and_then(|best| best.splits.get(place)).map(|split| format!("; best {}", split.said));
        let off = spelled_out(&format::difference(said, split.budget));
        format!("{}: {said} of {}, {off}{}.", split.rung, split.budget, best.unwrap_or_default())
    };
    take.splits.iter().zip(said).enumerate().map(rung).collect()
}
