//! What the verbs read and do by which stories go out, and come back from a partner.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use super::export::Source;
use super::output::Printer;
use super::verbs::{ended, found, history, library, progress, wrong_usage};
use super::{export, scores as sheets};
use crate::domain::coverage::{Row, Topic};
use crate::domain::history::History;
use crate::domain::lexicon::key;
use crate::domain::story::Story;
use crate::domain::time::Stamp;
use crate::export::partner::Hearing;
use crate::search::evidence::Evidence;
use crate::storage::{Folders, competencies, lexicon, questions};

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
    let source = Source::read(options.is_for_oneself, folders);
    let Some(found) = found(text, source.library(), &history, now, folders) else { return Ok(source.nothing()) };
    let needs = if format.name == "partner" { hearings(&found, &history, now) } else { Vec::new() };
    let problems = export::run(&source, &found, &needs, format, options, folders, &mut Printer::results())?;
    Ok(if problems.is_empty() { source.written() } else { ended(&problems) })
}

/// Writes the takes of the stories that a query finds, or all takes, as CSV.
///
/// # Errors
/// When what is to be printed can't be.
pub fn export_takes(text: &str, options: export::Options, now: Stamp, folders: &Folders) -> io::Result<ExitCode> {
    let source = Source::read(options.is_for_oneself, folders);
    let Some(progress) = progress(text, || source.library().clone(), now, folders) else { return Ok(source.nothing()) };
    Ok(ended(&export::run_takes(&progress.takes, &source, options, folders, &mut Printer::results())?))
}

/// What a partner is told beside each of these stories: the competencies that it shows well, the clearest first, and a
/// question of the bank that asks for one of them, by the skills of the story.
fn hearings(stories: &[Story], history: &History, now: Stamp) -> Vec<Hearing> {
    let competencies = competencies::competencies();
    let coverage =
        Evidence::new(stories, competencies, lexicon::lexicon()).coverage(&Topic::each(competencies), history);
    let sheet = now.unix_seconds().to_string();
    let hearing = |(place, story): (usize, &Story)| {
        let shows =
            |row: &&Row| row.cells.iter().any(|cell| cell.place == place && cell.is_primary && cell.fit.answers());
        let shown: Vec<&str> = coverage.rows.iter().filter(shows).map(|row| row.topic.name.as_str()).collect();
        let needs = shown.iter().filter_map(|&name| Some((name.to_owned(), competencies.needs(name)?.to_owned())));
        Hearing { sheet: sheet.clone(), question: fitting_question(story, &shown), needs: needs.collect() }
    };
    stories.iter().enumerate().map(hearing).collect()
}

/// The question of the bank that asks for most skills of a story, of those for a competency that it shows.
fn fitting_question(story: &Story, shown: &[&str]) -> Option<String> {
    let has = |skill: &&String| story.all_skills().any(|own| key(own) == key(skill));
    let all = questions::bank().packs.iter().flat_map(|pack| &pack.questions);
    let fit = all.map(|question| {
        let skills = question.skills.iter().filter(has).count();
        (usize::from(shown.contains(&question.competency.as_str())) + skills, question)
    });
    let best = fit.filter(|(fit, _)| *fit > 0).rev().max_by_key(|(fit, _)| *fit);
    best.map(|(_, question)| question.text.clone())
}

/// Reads partners' sheets back.
///
/// # Errors
/// When what is to be printed can't be.
pub fn scores(files: &[PathBuf], folders: &Folders) -> io::Result<ExitCode> {
    let problems = sheets::run(files, &library(folders), folders, &mut Printer::results())?;
    Ok(ended(&problems))
}
