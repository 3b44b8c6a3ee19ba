//! Two versions of a story, read part by part.

use super::{Speech, story};
use crate::app::App;
use crate::app::screen::compare::CompareScreen;
use crate::domain::difference::Difference;

pub(super) fn say(app: &App, screen: &CompareScreen) -> Speech {
    let conflict = screen.conflict();
    let parts = app.differences(&conflict.left.story, &conflict.right.story);
    let (same, differing): (Vec<_>, Vec<_>) = parts.into_iter().partition(Difference::is_none);
    let mut body = vec![
        format!("{} Both are kept until you choose.", conflict.cause),
        format!("The first: {}. The second: {}.", conflict.left.place, conflict.right.place),
    ];
    for part in &differing {
        for (number, words) in [("first", &part.left), ("second", &part.right)] {
            body.push(format!("{}, the {number}:", part.name));
            match words {
                Some(words) => body.extend(story::paragraphs(words)),
                None => body.push("Not there.".to_owned()),
            }
        }
    }
    let same: Vec<String> = same.into_iter().map(|part| part.name.to_lowercase()).collect();
    body.push(match (differing.is_empty(), same.is_empty()) {
        (true, _) => "Both versions say the same.".to_owned(),
        (_, true) => "They differ in everything.".to_owned(),
        _ => format!("The same in both: {}.", same.join(", ")),
    });
    Speech { body, ..Speech::titled(format!("Two versions of {}", app.shown_text(&conflict.left.story.title))) }
}
