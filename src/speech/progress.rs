//! Whether practicing works: the numbers of the charts in words.

use super::Speech;
use crate::app::App;
use crate::app::screen::progress::{ProgressScreen, Scope};
use crate::domain::progress::rungs::RungSplits;
use crate::domain::progress::words::{COLUMNS, Fact};

pub(super) fn say(app: &App, screen: &ProgressScreen) -> Speech {
    let title = match screen.scope() {
        Scope::All => "Progress: all stories".to_owned(),
        Scope::Found => "Progress: the stories that are found".to_owned(),
        Scope::Story => format!("Progress: {}", app.story_at_hand().map_or("", |story| story.title.as_str())),
    };
    let progress = screen.progress();
    if progress.is_empty() {
        return Speech { body: vec![app.nothing_told(screen.scope())], ..Speech::titled(title) };
    }
    let facts = [progress.day_facts(), progress.length_facts(), progress.telling_facts()].concat();
    let mut body: Vec<String> = facts.into_iter().map(said).collect();
    let grades = progress.grades.counts().into_iter().filter(|(_, count)| *count > 0);
    let grades: Vec<String> = grades.map(|(name, count)| format!("{count} {name}")).collect();
    body.push(format!("Grades: {}.", grades.join(", ")));
    body.extend(progress.rungs.iter().map(rung));
    Speech { body, ..Speech::titled(title) }
}

fn said((label, words): Fact) -> String {
    format!("{label}: {words}.")
}

/// A row of the table of parts: each number behind the name of its column.
fn rung(rung: &RungSplits) -> String {
    let cells = COLUMNS.into_iter().zip(rung.cells()).map(|(name, cell)| format!("{name} {cell}"));
    format!("{}, ladder {}: {}.", rung.rung, rung.ladder.name(), cells.collect::<Vec<_>>().join(", "))
}
