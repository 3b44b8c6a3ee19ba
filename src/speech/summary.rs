//! What came of a set.

use super::{Speech, spelled_out};
use crate::app::App;
use crate::domain::format;
use crate::domain::help::Help;
use crate::domain::set::Kind;
use crate::domain::take::{Grade, Take};
use crate::domain::text::count;
use crate::domain::time::Millis;

pub(super) fn say(app: &App) -> Speech {
    let Some(set) = app.set() else { return Speech::default() };
    let takes: Vec<&Take> = set.told().filter_map(|(_, take)| take).collect();
    let time: Millis = takes.iter().map(|take| take.length).sum();
    let title = match set.kind() {
        Kind::Stories if takes.len() < set.count() => "The set was ended early",
        Kind::Stories => "The set is over",
        Kind::Lengths => "The story is told at its lengths",
    };
    let mut body = vec![format!("{} of {} told, {time} in all.", takes.len(), count(set.count(), "take", "takes"))];
    body.extend(set.is_free().then(|| "Free practice.".to_owned()));
    body.extend(app.remarks_on_set(set, &takes));
    body.extend(takes.iter().map(|take| {
        let grade = take.grade.map_or("no grade", Grade::name);
        let help = Some(take.help()).filter(|help| *help != Help::None);
        let help = help.map(|help| format!(", with {}", help.name())).unwrap_or_default();
        let off = spelled_out(&format::difference(take.length, take.target));
        format!("{}: {} of {}, {off}, {grade}{help}.", app.shown_text(&take.title), take.length, take.target)
    }));
    Speech { body, ..Speech::titled(title) }
}
