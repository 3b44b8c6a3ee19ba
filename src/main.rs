//! The `retell` binary: takes the command line apart and hands each verb its work.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use retell::app::Opening;
use retell::app::vocabulary::Vocabulary;
use retell::cli::{Cli, Command, Order, QuestionsVerb, SetOrder};
use retell::clock::Clock;
use retell::commands::output::Printer;
use retell::commands::{check, coverage, doctor, gather, import, list, matching, questions, stats};
use retell::domain::appointments::Appointments;
use retell::domain::check::Checker;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::problem::Problem;
use retell::domain::progress::Progress;
use retell::domain::queries::Filters;
use retell::domain::question::QuestionBank;
use retell::domain::set::{self, Limit, Wish};
use retell::search::evidence::Evidence;
use retell::search::query::{Query, State, question_in};
use retell::search::question::Fit;
use retell::search::standing::Sort;
use retell::storage::unfinished::UnderWay;
use retell::storage::{
    Folders, appointments, competencies, config, lexicon, queries, questions as kept_questions, samples, size_limit,
    stories, takes, text_file,
};
use retell::terminal;

/// How a program ends whose command line can't be right, as clap ends it.
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    size_limit::outlive();
    let clock = Clock::start();
    let cli = match Cli::read() {
        Ok(cli) => cli,
        Err(error) => return show_usage(&error),
    };
    let folders = match Folders::locate(cli.home.clone()) {
        Ok(folders) => folders,
        Err(problem) => {
            complain(&[problem]);
            return ExitCode::FAILURE;
        }
    };
    let done = match &cli.command {
        None => open(&cli, &cli.query, None, &clock, &folders),
        Some(Command::Practice { query, order, seed, most, minutes, free }) => {
            let order = match order {
                SetOrder::Due => set::Order::Due,
                SetOrder::Weakest => set::Order::Weakest,
                SetOrder::Random => set::Order::Random,
                SetOrder::Mixed => set::Order::Interleaved,
            };
            let limit = match (most, minutes) {
                (Some(most), _) => Limit::Stories(*most),
                (None, Some(minutes)) => Limit::Minutes((*minutes).into()),
                (None, None) => Limit::None,
            };
            let seed = seed.unwrap_or_else(|| clock.now().wall.unix_seconds().unsigned_abs() % 10_000);
            let wish = Wish { order, limit, seed, is_free: *free };
            open(&cli, &query.join(" "), Some(wish), &clock, &folders)
        }
        Some(Command::Check { rules: true, .. }) => {
            check::list_rules(&mut Printer::results()).map(|()| ExitCode::SUCCESS)
        }
        Some(Command::Check { files, json, .. }) => run_check(files, *json, &folders),
        Some(Command::Doctor { json }) => run_doctor(*json, &folders),
        Some(Command::List { query, explain, sort, json }) => {
            let sort = match sort {
                Order::Title => Sort::Title,
                Order::Told => Sort::Told,
            };
            let text = query.join(" ");
            let filters = filters(&folders);
            let query = Query::read(&text, &filters);
            let options = list::Options { query: &query, sort, is_explained: *explain, as_json: *json };
            run_list(&text, options, &filters, &clock, &folders)
        }
        Some(Command::Match { question, json, most }) => {
            run_match(&question.join(" "), matching::Options { as_json: *json, most: *most }, &folders)
        }
        Some(Command::Coverage { pack, json }) => run_coverage(pack.as_deref(), *json, &folders),
        Some(Command::Questions { pack, json, verb: None }) => {
            run_questions(questions::Options { pack: pack.as_deref(), as_json: *json }, &folders)
        }
        Some(Command::Questions { verb: Some(QuestionsVerb::Add { question, at, on, competency }), .. }) => {
            let (company, competency) = (at.as_deref(), competency.as_deref());
            add_question(&questions::Typed { text: question.join(" "), competency, company, on: *on }, &folders)
        }
        Some(Command::Stats { query, json, csv }) => {
            let form = match (json, csv) {
                (true, _) => stats::Form::Json,
                (_, true) => stats::Form::Csv,
                _ => stats::Form::Words,
            };
            run_stats(&query.join(" "), form, &clock, &folders)
        }
        Some(Command::Import { files, dry_run, json }) => {
            run_import(files, import::Options { is_dry_run: *dry_run, as_json: *json }, &folders)
        }
    };
    match done {
        Ok(code) => code,
        // Whoever reads the output has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = Printer::errors().line(format!("retell: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Opens the screen, on a set if there is one.
fn open(cli: &Cli, query: &str, set: Option<Wish>, clock: &Clock, folders: &Folders) -> io::Result<ExitCode> {
    let missing: Vec<Problem> = cli.files.iter().filter_map(|file| text_file::find(file).err()).collect();
    if !missing.is_empty() {
        complain(&missing);
        return Ok(ExitCode::FAILURE);
    }
    let under_way = UnderWay::claim(&folders.state);
    let (config, mut problems) = config::read(folders);
    let unfinished = under_way.load().unwrap_or_else(|problem| {
        problems.push(problem);
        None
    });
    let (own_questions, bad_questions) = kept_questions::own(folders);
    problems.extend(bad_questions);
    let opening = Opening {
        vocabulary: Vocabulary {
            lexicon: lexicon::lexicon,
            competencies: competencies::competencies,
            questions: kept_questions::bank,
        },
        library: Library::new(Vec::new(), Origin::Own),
        history: History::default(),
        appointments: Appointments::default(),
        unfinished,
        problems,
        query: query.to_owned(),
        filters: Filters::default(),
        own_questions,
        silenced: config.silenced,
        habits: config.habits,
        set,
        awaits_library: true,
        documents: cli.files.clone(),
    };
    let end = terminal::run(opening, clock, folders, &under_way)?;
    complain(&end.problems);
    if let Some(signal) = end.signal {
        terminal::end_by(signal);
    }
    Ok(if end.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_check(files: &[PathBuf], as_json: bool, folders: &Folders) -> io::Result<ExitCode> {
    let (config, mut problems) = config::read(folders);
    let stories = if files.is_empty() {
        let (library, bad_stories) = gather::library(folders);
        problems.extend(bad_stories);
        gather::with_lines(library, folders)
    } else {
        let (stories, bad_documents) = gather::documents(files);
        problems.extend(bad_documents);
        stories
    };
    complain(&problems);
    let (takes, bad_takes) = takes::load(&folders.practice);
    complain(&bad_takes);
    let pace = History::new(takes).words_a_minute();
    let checker = Checker::new(lexicon::lexicon(), &config.silenced).at_pace(pace);
    let findings = check::run(&stories, checker, as_json, &mut Printer::results())?;
    Ok(if findings == 0 && problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_doctor(as_json: bool, folders: &Folders) -> io::Result<ExitCode> {
    let loaded = stories::load(folders);
    let (takes, bad_takes) = takes::load(&folders.practice);
    let (_, bad_appointments) = appointments::load(folders);
    let unfinished = UnderWay::problems(&folders.state);
    let filters = queries::filters(folders).err();
    let (_, bad_questions) = kept_questions::own(folders);
    let (_, bad_settings) = config::read(folders);
    let others = unfinished.into_iter().chain(filters).chain(bad_questions).chain(bad_settings).chain(bad_appointments);
    let problems: Vec<Problem> = loaded.problems.into_iter().chain(bad_takes).chain(others).collect();
    doctor::run(loaded.stories.len(), takes.len(), &problems, as_json, &mut Printer::results())?;
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_list(
    text: &str,
    options: list::Options,
    filters: &Filters,
    clock: &Clock,
    folders: &Folders,
) -> io::Result<ExitCode> {
    if is_refused(text, options.query, filters) {
        return Ok(ExitCode::FAILURE);
    }
    let (library, problems) = gather::library(folders);
    complain(&problems);
    let (takes, problems) = takes::load(&folders.practice);
    complain(&problems);
    let (history, now) = (History::new(takes), clock.now().wall);
    let found = list::run(library, lexicon::lexicon(), &history, now, options, &mut Printer::results())?;
    if found == 0 {
        tell_nothing_found(text, filters);
    }
    Ok(if found > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_stats(text: &str, form: stats::Form, clock: &Clock, folders: &Folders) -> io::Result<ExitCode> {
    let (takes, problems) = takes::load(&folders.practice);
    let (history, now) = (History::new(takes), clock.now().wall);
    let progress = if text.trim().is_empty() {
        Progress::of(&history, |_| true, now)
    } else {
        let filters = filters(folders);
        let query = Query::read(text, &filters);
        if is_refused(text, &query, &filters) {
            return Ok(ExitCode::FAILURE);
        }
        let (library, problems) = gather::library(folders);
        complain(&problems);
        let found = stats::found(library, lexicon::lexicon(), &history, now, &query);
        if found.is_empty() {
            tell_nothing_found(text, &filters);
            return Ok(ExitCode::FAILURE);
        }
        Progress::of(&history, |story| found.contains(story), now)
    };
    complain(&problems);
    stats::run(&progress, form, &mut Printer::results())?;
    Ok(ExitCode::SUCCESS)
}

/// Whether a query can't be answered as it stands, which is told.
fn is_refused(text: &str, query: &Query, filters: &Filters) -> bool {
    let [why, ..] = query.left_out() else {
        return false;
    };
    let is_question = filters.named(text.trim()).is_some_and(|(_, filter)| question_in(filter).is_some());
    let hint = if is_question { format!(". Ask it with: retell match {}", text.trim()) } else { String::new() };
    let _ = Printer::errors().line(format!("retell: {why}{hint}"));
    true
}

fn tell_nothing_found(text: &str, filters: &Filters) {
    let nothing = match text {
        "" => "no story could be read".to_owned(),
        query => format!("no story matches “{query}”{}", hint_for(query, filters)),
    };
    let _ = Printer::errors().line(format!("retell: {nothing}"));
}

fn run_match(question: &str, options: matching::Options, folders: &Folders) -> io::Result<ExitCode> {
    let (library, problems) = gather::library(folders);
    complain(&problems);
    let (takes, bad_takes) = takes::load(&folders.practice);
    complain(&bad_takes);
    let known = (competencies::competencies(), lexicon::lexicon());
    let filters = filters(folders);
    let saved = filters.named(question.trim()).and_then(|(_, filter)| question_in(filter));
    let question = saved.unwrap_or(question);
    let fit = matching::run(&library, &History::new(takes), known, question, options, &mut Printer::results())?;
    Ok(if fit == Fit::Gap { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn run_coverage(key: Option<&str>, as_json: bool, folders: &Folders) -> io::Result<ExitCode> {
    let (bank, problems) = match bank_with(key, folders) {
        Ok(bank) => bank,
        Err(code) => return Ok(code),
    };
    let pack = key.and_then(|key| bank.pack(key));
    if key.is_some() && pack.is_none() {
        return Ok(no_questions(&problems));
    }
    let (library, problems) = gather::library(folders);
    complain(&problems);
    let (takes, bad_takes) = takes::load(&folders.practice);
    complain(&bad_takes);
    let competencies = competencies::competencies();
    let evidence = Evidence::new(library.stories(), competencies, lexicon::lexicon());
    let history = History::new(takes);
    let known = coverage::Known { library: &library, evidence: &evidence, history: &history, competencies };
    coverage::run(known, coverage::Options { pack, as_json }, &mut Printer::results())?;
    Ok(ExitCode::SUCCESS)
}

fn run_questions(options: questions::Options, folders: &Folders) -> io::Result<ExitCode> {
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
        Some(why) => {
            let _ = Printer::errors().line(format!("retell: {why}"));
            Err(ExitCode::from(WRONG_USAGE))
        }
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

fn add_question(typed: &questions::Typed, folders: &Folders) -> io::Result<ExitCode> {
    let question = match typed.read(competencies::competencies(), lexicon::lexicon()) {
        Ok(question) => question,
        Err(why) => {
            let _ = Printer::errors().line(format!("retell: {why}"));
            return Ok(ExitCode::from(WRONG_USAGE));
        }
    };
    match kept_questions::add(folders, &question) {
        Ok(added) => questions::tell(&question, added, &mut Printer::results()).map(|()| ExitCode::SUCCESS),
        Err(problem) => {
            complain(&[problem]);
            Ok(ExitCode::FAILURE)
        }
    }
}

/// What somebody may want to know whose query found nothing because of a name that doesn't exist.
fn hint_for(query: &str, filters: &Filters) -> String {
    let has = |sign: &str| query.split_whitespace().any(|word| word.trim_start_matches('!').starts_with(sign));
    if has("?") {
        return ". For a whole question: retell match QUESTION".to_owned();
    }
    if has("is:") {
        let states: Vec<&str> = State::ALL.into_iter().map(State::word).collect();
        return format!(". The states behind is: are {}", states.join(", "));
    }
    let is_unknown = |word: &str| word.starts_with('@') && filters.named(word).is_none();
    if !query.split_whitespace().any(|word| is_unknown(word.trim_start_matches('!'))) {
        return String::new();
    }
    match filters.filters.keys().map(|name| format!("@{name}")).collect::<Vec<String>>() {
        names if names.is_empty() => ". No filter is saved; f on the screen saves one".to_owned(),
        names => format!(". The saved filters are {}", names.join(", ")),
    }
}

/// The saved filters, or none if they can't be read, which is told.
fn filters(folders: &Folders) -> Filters {
    queries::filters(folders).unwrap_or_else(|problem| {
        complain(&[problem]);
        Filters::default()
    })
}

fn run_import(files: &[PathBuf], options: import::Options, folders: &Folders) -> io::Result<ExitCode> {
    let (library, problems) = gather::library(folders);
    complain(&problems);
    let samples = Library::new(samples::stories(), Origin::Samples);
    let library = Arc::new(library);
    let vocabulary = gather::vocabulary(&library, &samples);
    let (mut out, mut errors) = (Printer::results(), Printer::errors());
    let problems = import::run(files, Arc::clone(&library), &vocabulary, folders, options, &mut out, &mut errors)?;
    Ok(if problems == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Shows help or the version as clap has them, or says what is wrong with the command line, which echoes words of it.
fn show_usage(error: &clap::Error) -> ExitCode {
    let _ = if error.use_stderr() { Printer::errors().lines(error.to_string()) } else { error.print() };
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Tells problems on standard error.
fn complain(problems: &[Problem]) {
    for problem in problems {
        let _ = Printer::errors().line(format!("retell: {problem}"));
    }
}
