//! Whether practicing works: the numbers of the charts in words.

use super::Speech;
use crate::app::App;
use crate::app::screen::progress::{ProgressScreen, Scope};
use crate::domain::ladder::Ladder;
use crate::domain::progress::words::{COLUMNS, Fact, Row};

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
    for ladder in [Ladder::Outline, Ladder::Star, Ladder::Beats] {
        body.extend(progress.rung_rows(ladder).iter().map(|rung| row(rung, ladder)));
    }
    Speech { body, ..Speech::titled(title) }
}

fn said((label, words): Fact) -> String {
    format!("{label}: {words}.")
}

/// A row of the table of parts: each number behind the name of its column.
fn row(row: &Row<'_>, ladder: Ladder) -> String {
    let cells = COLUMNS.into_iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
    let cells: Vec<String> = cells.map(|(name, cell)| format!("{name} {cell}")).collect();
    let whom = if row.is_to_partners { " to partners" } else { "" };
    format!("{}{whom}, ladder {}: {}.", row.rung, ladder.name(), cells.join(", "))
}
