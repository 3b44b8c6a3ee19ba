//! What the verbs read and do by which stories go out, and come back from a partner.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use super::output::Printer;
use super::verbs::{ended, found, history, library, progress, wrong_usage};
use super::{export, scores as sheets};
use crate::domain::coverage::Topic;
use crate::domain::history::History;
use crate::domain::story::Story;
use crate::domain::time::Stamp;
use crate::search::evidence::Evidence;
use crate::storage::{Folders, competencies, lexicon};

/// Writes the stories that a query finds in a form that others read.
///
/// # Errors
/// When what is to be printed can't be.
pub fn export(text: &str, options: export::Options, now: Stamp, folders: &Folders) -> io::Result<ExitCode> {
    let format = match options.format() {
        Ok(format) => format,
        Err(why) => return Ok(wrong_usage(&why)),
    };
    let history = history(folders);
    let Some((library, found)) = found(text, &history, now, folders) else { return Ok(ExitCode::FAILURE) };
    let needs = if format.name == "partner" { needs(&found, &history) } else { Vec::new() };
    let problems = export::run(&library, &found, &needs, format, options, &mut Printer::results())?;
    Ok(ended(&problems))
}

/// Writes the takes of the stories that a query finds, or all takes, as CSV.
///
/// # Errors
/// When what is to be printed can't be.
pub fn export_takes(text: &str, options: export::Options, now: Stamp, folders: &Folders) -> io::Result<ExitCode> {
    let Some(progress) = progress(text, now, folders) else { return Ok(ExitCode::FAILURE) };
    let words = library(folders).confidential().clone();
    Ok(ended(&export::run_takes(&progress.takes, &words, options, &mut Printer::results())?))
}

/// What each of these stories is heard for, and what it takes: the competencies that it shows more clearly than others.
fn needs(stories: &[Story], history: &History) -> Vec<Vec<(String, String)>> {
    let competencies = competencies::competencies();
    let coverage =
        Evidence::new(stories, competencies, lexicon::lexicon()).coverage(&Topic::each(competencies), history);
    let mut needs = vec![Vec::new(); stories.len()];
    for row in &coverage.rows {
        let need = competencies.needs(&row.topic.name).unwrap_or_default();
        for cell in row.cells.iter().filter(|cell| cell.is_primary) {
            needs.get_mut(cell.place).into_iter().for_each(|of_story| {
                of_story.push((row.topic.name.clone(), need.to_owned()));
            });
        }
    }
    needs
}

/// Reads partners' sheets back.
///
/// # Errors
/// When what is to be printed can't be.
pub fn scores(files: &[PathBuf], folders: &Folders) -> io::Result<ExitCode> {
    let problems = sheets::run(files, &library(folders), folders, &mut Printer::results())?;
    Ok(ended(&problems))
}
