//! What each verb reads and does, and how it ends.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use super::at_hand::{agenda, filters, history, is_refused, library, progress, tell_nothing_found};
use super::output::Printer;
use super::telling::{complain, refuse, tell_samples, wrong_usage};
use super::{check, coverage, doctor, gather, import, list, matching, questions, show, stats};
use crate::domain::check::Checker;
use crate::domain::library::{Library, Origin};
use crate::domain::problem::Problem;
use crate::domain::queries::Filters;
use crate::domain::question::QuestionBank;
use crate::domain::time::Stamp;
use crate::search::evidence::Evidence;
use crate::search::query::question_in;
use crate::search::question::Fit;
use crate::storage::unfinished::UnderWay;
use crate::storage::{
    Folders, appointments, competencies, config, editing, lexicon, queries, questions as kept_questions, samples,
    scores, stories, takes,
};

/// Checks the stories of these documents, or of the library.
///
/// # Errors
/// When what is to be printed can't be.
pub fn check(files: &[PathBuf], as_json: bool, folders: &Folders) -> io::Result<ExitCode> {
    let (config, mut problems) = config::read(folders);
    let stories = if files.is_empty() {
        let (library, bad_stories) = gather::library(folders);
        problems.extend(bad_stories);
        tell_samples(&library);
        gather::with_lines(&library, folders)
    } else {
        let (stories, bad_documents) = gather::documents(files);
        problems.extend(bad_documents);
        stories
    };
    complain(&problems);
    let pace = history(folders).words_a_minute();
    let checker = Checker::new(lexicon::lexicon(), &config.silenced).at_pace(pace);
    let findings = check::run(&stories, checker, as_json, &mut Printer::results())?;
    Ok(if findings == 0 && problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Names what could not be read.
///
/// # Errors
/// When what is to be printed can't be.
pub fn doctor(as_json: bool, bad_settings: Vec<Problem>, folders: &Folders) -> io::Result<ExitCode> {
    let loaded = stories::load(folders);
    let (takes, bad_takes) = takes::load(&folders.practice);
    let (_, bad_appointments) = appointments::load(folders);
    let (_, bad_scores) = scores::load(folders);
    let unfinished = UnderWay::problems(&folders.state);
    let filters = queries::filters(folders).err();
    let (_, bad_questions) = kept_questions::own(folders);
    let others = unfinished
        .into_iter()
        .chain(editing::problems(&folders.state))
        .chain(filters)
        .chain(bad_questions)
        .chain(bad_settings)
        .chain(bad_appointments)
        .chain(bad_scores);
    let problems: Vec<Problem> = loaded.problems.into_iter().chain(bad_takes).chain(others).collect();
    doctor::run(loaded.stories.len(), takes.len(), &problems, as_json, &mut Printer::results())?;
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Lists the stories that a query finds.
///
/// # Errors
/// When what is to be printed can't be.
pub fn list(
    text: &str,
    options: list::Options,
    filters: &Filters,
    now: Stamp,
    folders: &Folders,
) -> io::Result<ExitCode> {
    if is_refused(text, options.query, filters) {
        return Ok(ExitCode::FAILURE);
    }
    let library = library(folders);
    let history = history(folders);
    let agenda = agenda(&library, &history, now, folders);
    let found = list::run(library, lexicon::lexicon(), &history, &agenda, options, &mut Printer::results())?;
    if found == 0 {
        tell_nothing_found(text, filters);
    }
    Ok(if found > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Shows one story, by its id or its title.
///
/// # Errors
/// When what is to be printed can't be.
pub fn show(name: &str, as_json: bool, folders: &Folders) -> io::Result<ExitCode> {
    let library = library(folders);
    let story = match show::find(name, &library) {
        Ok(story) => story,
        Err(why) => return Ok(refuse(&why, ExitCode::FAILURE)),
    };
    let mut out = Printer::results();
    if as_json {
        out.json(library.as_written(story))?;
    } else {
        show::run(story, library.origin, &history(folders), &mut out)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Says whether practicing works, for the stories that a query finds or for all takes.
///
/// # Errors
/// When what is to be printed can't be.
pub fn stats(text: &str, form: stats::Form, now: Stamp, folders: &Folders) -> io::Result<ExitCode> {
    let Some(progress) = progress(text, || library(folders), now, folders) else { return Ok(ExitCode::FAILURE) };
    stats::run(&progress, form, &mut Printer::results())?;
    Ok(ExitCode::SUCCESS)
}

/// Lists the stories that answer a question.
///
/// # Errors
/// When what is to be printed can't be.
pub fn matching(question: &str, options: matching::Options, folders: &Folders) -> io::Result<ExitCode> {
    let library = library(folders);
    let history = history(folders);
    let known = (competencies::competencies(), lexicon::lexicon());
    let filters = filters(folders);
    let saved = filters.named(question.trim()).and_then(|(_, filter)| question_in(filter));
    let question = saved.unwrap_or(question);
    let fit = matching::run(&library, &history, known, question, options, &mut Printer::results())?;
    Ok(if fit == Fit::Gap { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Says what the stories cover, and what none of them shows.
///
/// # Errors
/// When what is to be printed can't be.
pub fn coverage(key: Option<&str>, as_json: bool, folders: &Folders) -> io::Result<ExitCode> {
    let (bank, problems) = match bank_with(key, folders) {
        Ok(bank) => bank,
        Err(code) => return Ok(code),
    };
    let pack = key.and_then(|key| bank.pack(key));
    if key.is_some() && pack.is_none() {
        return Ok(no_questions(&problems));
    }
    let library = library(folders);
    let history = history(folders);
    let competencies = competencies::competencies();
    let evidence = Evidence::new(library.stories(), competencies, lexicon::lexicon());
    let known = coverage::Known { library: &library, evidence: &evidence, history: &history, competencies };
    coverage::run(known, coverage::Options { pack, as_json }, &mut Printer::results())?;
    Ok(ExitCode::SUCCESS)
}

/// Lists the questions that interviewers ask.
///
/// # Errors
/// When what is to be printed can't be.
pub fn questions(options: questions::Options, folders: &Folders) -> io::Result<ExitCode> {
    let (bank, problems) = match bank_with(options.pack, folders) {
        Ok(bank) => bank,
        Err(code) => return Ok(code),
    };
    if questions::list(&bank, options, &mut Printer::results())? > 0 {
        return Ok(ExitCode::SUCCESS);
    }
    Ok(no_questions(&problems))
}

/// All questions, own ones among them, and which can't be read; or how to end, if there can't be a pack of this key.
fn bank_with(key: Option<&str>, folders: &Folders) -> Result<(QuestionBank, Vec<Problem>), ExitCode> {
    let (own, problems) = kept_questions::own(folders);
    complain(&problems);
    let bank = kept_questions::bank().clone().with_own(own);
    match key.and_then(|key| questions::unknown_pack(&bank, key)) {
        None => Ok((bank, problems)),
        Some(why) => Err(wrong_usage(&why)),
    }
}

/// Ends where own questions were asked for and there are none, and says so unless they couldn't be read.
fn no_questions(problems: &[Problem]) -> ExitCode {
    if problems.is_empty() {
        let hint = "retell: you have no questions of your own yet. Keep one with: retell questions add QUESTION";
        let _ = Printer::errors().line(hint);
    }
    ExitCode::FAILURE
}

/// Keeps a question that somebody was asked.
///
/// # Errors
/// When what is to be printed can't be.
pub fn add_question(typed: &questions::Typed, folders: &Folders) -> io::Result<ExitCode> {
    let question = match typed.read(competencies::competencies(), lexicon::lexicon()) {
        Ok(question) => question,
        Err(why) => return Ok(wrong_usage(&why)),
    };
    match kept_questions::add(folders, &question) {
        Ok(added) => questions::tell(&question, added, &mut Printer::results()).map(|()| ExitCode::SUCCESS),
        Err(problem) => {
            complain(&[problem]);
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Brings the stories of documents in.
///
/// # Errors
/// When what is to be printed can't be.
pub fn import(files: &[PathBuf], options: import::Options, folders: &Folders) -> io::Result<ExitCode> {
    let library = library(folders);
    let samples = Library::new(samples::stories(), Origin::Samples);
    let library = Arc::new(library);
    let vocabulary = gather::vocabulary(&library, &samples);
    let (mut out, mut errors) = (Printer::results(), Printer::errors());
    let problems = import::run(files, Arc::clone(&library), &vocabulary, folders, options, &mut out, &mut errors)?;
    Ok(if problems == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes a file of settings to begin with, in which `keys` lists the keys.
///
/// # Errors
/// When what is to be printed can't be.
pub fn begin_settings(keys: &str, folders: &Folders) -> io::Result<ExitCode> {
    if let Err(problem) = config::begin(folders, keys) {
        complain(&[problem]);
        return Ok(ExitCode::FAILURE);
    }
    let path = folders.config.display();
    Printer::results().line(format!("Written: {path}. Every setting is in it, each behind a #."))?;
    Ok(ExitCode::SUCCESS)
}
