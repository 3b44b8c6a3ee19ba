//! `retell scores`: what partners filled in on their sheets, kept beside the takes.

use std::io::{self, Write};
use std::path::PathBuf;

use super::output::Printer;
use crate::domain::day;
use crate::domain::library::Library;
use crate::domain::problem::Problem;
use crate::domain::score::Score;
use crate::domain::story::StoryId;
use crate::domain::text::count;
use crate::export::leaks::for_others;
use crate::import::scores;
use crate::storage::scores as kept;
use crate::storage::{Folders, text_file};

/// Reads sheets, keeps what is filled in and isn't known yet, and says so. What can't be read or kept is a problem.
///
/// # Errors
/// When `out` can't be written.
pub fn run(
    files: &[PathBuf],
    library: &Library,
    folders: &Folders,
    out: &mut Printer<impl Write>,
) -> io::Result<Vec<Problem>> {
    let (mut known, mut problems) = kept::load(folders);
    // A sheet for others has another name where the story's own would have told too much.
    let is_of = |id: &str, story: &StoryId| {
        story.as_str() == id
            || library
                .get(story)
                .is_some_and(|story| for_others(library.as_written(story), library.confidential()).id.as_str() == id)
    };
    let story_of = |id: &str| library.stories().iter().map(|story| &story.id).find(|story| is_of(id, story)).cloned();
    let (mut new, mut old) = (0, 0);
    for file in files {
        let (scores, mut wrong) = match text_file::read(file) {
            Ok(text) => scores::read(&file.display().to_string(), &text, story_of),
            Err(problem) => (Vec::new(), vec![problem]),
        };
        problems.append(&mut wrong);
        for score in scores {
            let Some(score) = known.to_write(score) else {
                old += 1;
                continue;
            };
            match kept::append(folders, &score) {
                Ok(()) => {
                    out.line(words(&score, library))?;
                    known.add(score);
                    new += 1;
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    out.line(match (new, old) {
        (0, 0) => "Nothing is filled in.".to_owned(),
        (new, 0) => format!("{} kept.", count(new, "sheet", "sheets")),
        (0, old) => format!("Nothing new: {} before.", count(old, "sheet was read", "sheets were read")),
        (new, old) => format!("{} kept, {old} read before.", count(new, "sheet", "sheets")),
    })?;
    Ok(problems)
}

/// `“A leak”, 14 Mar 2026, Ada: structure 4, brevity 2; told in 2:05`.
fn words(score: &Score, library: &Library) -> String {
    let title = library.get(&score.story).map_or(score.story.as_str(), |story| story.title.as_str());
    let whom = if score.partner.is_empty() { String::new() } else { format!(", {}", score.partner) };
    let given = score.given.iter().map(|(criterion, level)| format!("{} {level}", criterion.name().to_lowercase()));
    let given = given.collect::<Vec<_>>().join(", ");
    let length = score.length().map(|length| format!("told in {length}"));
    let said: Vec<String> = [given, length.unwrap_or_default()].into_iter().filter(|words| !words.is_empty()).collect();
    let said = if said.is_empty() { score.note.clone() } else { said.join("; ") };
    format!("“{title}”, {}{whom}: {said}", day::in_words(score.on))
}
