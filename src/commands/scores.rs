//! `retell scores`: what partners filled in on their sheets, kept beside the takes.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::at_hand::library;
use super::output::Printer;
use super::telling::ended;
use crate::domain::day;
use crate::domain::library::Library;
use crate::domain::problem::Problem;
use crate::domain::score::Score;
use crate::domain::story::StoryId;
use crate::domain::text::count;
use crate::import::scores;
use crate::storage::scores as kept;
use crate::storage::{Folders, text_file};

/// Reads partners' sheets back.
///
/// # Errors
/// When what is to be printed can't be.
pub fn run(files: &[PathBuf], folders: &Folders) -> io::Result<ExitCode> {
    Ok(ended(&read(files, &library(folders), folders, &mut Printer::results())?))
}

/// Reads sheets, keeps what is filled in and isn't known yet, and says so. What can't be read or kept is a problem.
fn read(
    files: &[PathBuf],
    library: &Library,
    folders: &Folders,
    out: &mut Printer<impl Write>,
) -> io::Result<Vec<Problem>> {
    let (mut known, mut problems) = kept::load(folders);
    // A sheet for others has another name where the story's own would have told too much.
    let story_of = |id: &str| {
        let id = StoryId::try_from(id.to_owned()).ok()?;
        library
            .get(&id)
            .or_else(|| library.stories().iter().find(|story| library.confidential().is_id_of(&id, &story.id)))
            .map(|story| story.id.clone())
    };
    let (mut new, mut corrected, mut taken_back, mut old, mut wrong_lines) = (0, 0, 0, 0, Vec::new());
    for file in files {
        let (scores, mut wrong) = match text_file::read(file) {
            Ok(text) => scores::read(&file.display().to_string(), &text, story_of),
            Err(problem) => (Vec::new(), vec![problem]),
        };
        wrong_lines.extend(wrong.iter().filter_map(|problem| problem.line));
        problems.append(&mut wrong);
        for score in scores {
            let title = library.get(&score.story).map_or(score.story.as_str(), |story| story.title.as_str()).to_owned();
            let before = known.known(&score).filter(|before| !before.is_empty()).map(words);
            let is_empty = score.is_empty();
            let Some(score) = known.to_write(score) else {
                old += usize::from(!is_empty);
                continue;
            };
            if let Err(problem) = kept::append(folders, &score) {
                problems.push(problem);
                continue;
            }
            let (end, count) = match before {
                Some(before) if is_empty => (format!("taken back: {before}"), &mut taken_back),
                Some(before) => (format!("{}; corrected from {before}", words(&score)), &mut corrected),
                None => (words(&score), &mut new),
            };
            *count += 1;
            out.line(format!("“{title}”, {end}"))?;
            known.add(score);
        }
    }
    out.line(said_in_all([new, corrected, taken_back, old], &wrong_lines, problems.is_empty()))?;
    Ok(problems)
}

/// What became of the sheets: `2 sheets kept, 1 sheet corrected`, and which lines keep others from being read.
fn said_in_all([new, corrected, taken_back, old]: [usize; 4], wrong_lines: &[usize], is_well: bool) -> String {
    let mut said = Vec::new();
    if new > 0 || corrected + taken_back + old == 0 && !is_well {
        said.push(format!("{} kept", count(new, "sheet", "sheets")));
    }
    if corrected > 0 {
        said.push(format!("{} corrected", count(corrected, "sheet", "sheets")));
    }
    if taken_back > 0 {
        said.push(format!("{} taken back", count(taken_back, "sheet", "sheets")));
    }
    if old > 0 {
        said.push(format!("{} before", count(old, "sheet was read", "sheets were read")));
    }
    let lines: Vec<String> = wrong_lines.iter().map(usize::to_string).collect();
    let hint = match &lines[..] {
        _ if said.is_empty() => return "Nothing is filled in.".to_owned(),
        [] => String::new(),
        [line] => format!(" Correct line {line} and read the file again: its sheet isn't kept."),
        [before @ .., last] => {
            let before = before.join(", ");
            format!(" Correct lines {before} and {last} and read the file again: their sheets aren't kept.")
        }
    };
    format!("{}.{hint}", said.join(", "))
}

/// `14 Mar 2026, Ada: structure 4, brevity 2; told in 2:05`.
fn words(score: &Score) -> String {
    let whom = if score.partner.is_empty() { String::new() } else { format!(", {}", score.partner) };
    let given = score.given.iter().map(|(criterion, level)| format!("{} {level}", criterion.name().to_lowercase()));
    let given = given.collect::<Vec<_>>().join(", ");
    let length = score.length().map(|length| format!("told in {length}"));
    let said: Vec<String> = [given, length.unwrap_or_default()].into_iter().filter(|words| !words.is_empty()).collect();
    let said =
        if said.is_empty() { score.note.split_whitespace().collect::<Vec<_>>().join(" ") } else { said.join("; ") };
    format!("{}{whom}: {said}", day::in_words(score.on))
}
