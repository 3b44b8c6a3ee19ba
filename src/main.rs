//! The `retell` binary: takes the command line apart and hands each verb its work.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::Str;
use retell::app::Opening;
use retell::app::keymap::{self, Keymap};
use retell::app::vocabulary::Vocabulary;
use retell::cli::{self, Cli, Command, Order, Place, QuestionsVerb, SetOrder, Showing};
use retell::clock::Clock;
use retell::commands::output::Printer;
use retell::commands::{
    at_hand, check, config as settings, export, import, list, matching, path, plan, questions, scores, stats, telling,
    verbs,
};
use retell::domain::appointments::Appointments;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::nearest::nearest;
use retell::domain::problem::Problem;
use retell::domain::queries::Filters;
use retell::domain::set::{self, Limit, Wish};
use retell::search::query::Query;
use retell::search::standing::Sort;
use retell::storage::config::Config;
use retell::storage::unfinished::UnderWay;
use retell::storage::{Folders, competencies, config, lexicon, questions as kept_questions, size_limit, text_file};
use retell::terminal::{self, Face};

fn main() -> ExitCode {
    size_limit::outlive();
    let clock = Clock::start();
    let line = match Cli::read() {
        Ok(line) => line,
        Err(error) => return show_usage(&error),
    };
    let folders = match Folders::locate(line.home.clone()) {
        Ok(folders) => folders,
        Err(problem) => {
            telling::complain(&[problem]);
            return ExitCode::FAILURE;
        }
    };
    let done = match &line.command {
        None => open(&line.files, &line.query, None, line.showing, &clock, &folders),
        Some(Command::Practice(cli::Practice { query, order, seed, most, minutes, free, showing })) => {
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
            let showing =
                Showing { plain: line.showing.plain || showing.plain, share: line.showing.share || showing.share };
            open(&line.files, &query.join(" "), Some(wish), showing, &clock, &folders)
        }
        Some(Command::Check(cli::Check { rules: true, .. })) => {
            check::list_rules(&mut Printer::results()).map(|()| ExitCode::SUCCESS)
        }
        Some(Command::Check(cli::Check { files, json, .. })) => verbs::check(files, *json, &folders),
        Some(Command::Doctor(cli::Doctor { json })) => verbs::doctor(*json, read_settings(&folders).2, &folders),
        Some(Command::List(cli::List { query, explain, sort, json })) => {
            let sort = match sort {
                Order::Title => Sort::Title,
                Order::Told => Sort::Told,
            };
            let text = query.join(" ");
            let filters = at_hand::filters(&folders);
            let query = Query::read(&text, &filters);
            let options = list::Options { query: &query, sort, is_explained: *explain, as_json: *json };
            verbs::list(&text, options, &filters, clock.now().wall, &folders)
        }
        Some(Command::Show(cli::Show { name, json })) => verbs::show(&name.join(" "), *json, &folders),
        Some(Command::Path(cli::Path { place })) => {
            path::run(place.map(Place::name).as_deref(), &folders, &mut Printer::results()).map(|()| ExitCode::SUCCESS)
        }
        Some(Command::Config(cli::Config { init: true })) => verbs::begin_settings(&keymap::listing(), &folders),
        Some(Command::Config(cli::Config { init: false })) => {
            let (mut config, keymap, problems) = read_settings(&folders);
            config.keys.retain(|rebinding| keymap.changes_keys_of(&rebinding.action.text));
            telling::complain(&problems);
            let ends = if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
            settings::show(&config, &problems, &folders, &mut Printer::results()).map(|()| ends)
        }
        Some(Command::Completions(completions)) => {
            Printer::results().lines(completions.script()).map(|()| ExitCode::SUCCESS)
        }
        Some(Command::Man(man)) => match man.page() {
            Ok(page) => Printer::results().lines(page).map(|()| ExitCode::SUCCESS),
            Err(why) => Ok(telling::wrong_usage(&why)),
        },
        Some(Command::Match(cli::Match { question, json, most })) => {
            verbs::matching(&question.join(" "), matching::Options { as_json: *json, most: *most }, &folders)
        }
        Some(Command::Coverage(cli::Coverage { pack, json })) => verbs::coverage(pack.as_deref(), *json, &folders),
        Some(Command::Questions(cli::Questions { pack, json, verb: None })) => {
            verbs::questions(questions::Options { pack: pack.as_deref(), as_json: *json }, &folders)
        }
        Some(Command::Questions(cli::Questions {
            verb: Some(QuestionsVerb::Add { question, at, on, competency }),
            ..
        })) => {
            let (company, competency) = (at.as_deref(), competency.as_deref());
            verbs::add_question(&questions::Typed { text: question.join(" "), competency, company, on: *on }, &folders)
        }
        Some(Command::Plan(cli::Plan { query, on, stories, at, round, a_day, dry_run, json })) => {
            let query = query.join(" ");
            let interview = on.as_deref().map(|on| plan::Interview {
                on,
                company: at,
                round,
                stories: *stories,
                query: &query,
                is_dry_run: *dry_run,
            });
            plan::run(interview, *a_day, *json, clock.now().wall, &folders)
        }
        Some(Command::Stats(cli::Stats { query, json, csv })) => {
            let form = match (json, csv) {
                (true, _) => stats::Form::Json,
                (_, true) => stats::Form::Csv,
                _ => stats::Form::Words,
            };
            verbs::stats(&query.join(" "), form, clock.now().wall, &folders)
        }
        Some(Command::Export(cli::Export { query, format, output, force, confidential, takes })) => {
            let (format, output) = (format.as_deref(), output.as_deref().filter(|file| *file != Path::new("-")));
            let options = export::Options { format, output, is_forced: *force, is_for_oneself: *confidential };
            let run = if *takes { export::run_takes } else { export::run };
            run(&query.join(" "), options, clock.now().wall, &folders)
        }
        Some(Command::Scores(cli::Scores { files })) => scores::run(files, &folders),
        Some(Command::Import(cli::Import { files, dry_run, json })) => {
            verbs::import(files, import::Options { is_dry_run: *dry_run, as_json: *json }, &folders)
        }
    };
    match done {
        Ok(code) => code,
        // Whoever reads the output has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let is_screen = matches!(line.command, None | Some(Command::Practice(_)));
            if error.raw_os_error().is_some() && !is_screen {
                let hint = "Make room there, or write to another place.";
                telling::complain(&[Problem::new("standard output", error.to_string(), hint)]);
            } else {
                let _ = Printer::errors().line(format!("retell: {error}"));
            }
            ExitCode::FAILURE
        }
    }
}

/// The settings, the keys that they make, and what is wrong with either.
fn read_settings(folders: &Folders) -> (Config, Keymap, Vec<Problem>) {
    let (config, mut problems) = config::read(folders);
    let (keymap, bad_keys) = Keymap::new(&config.keys);
    problems.extend(bad_keys);
    (config, keymap, problems)
}

/// Why a file can't be opened; a word by itself may be a verb with a typing mistake in it.
fn missing(file: &Path) -> Option<Problem> {
    let problem = text_file::find(file).err()?;
    let word = file.to_str().filter(|word| !file.exists() && word.chars().all(|c| c.is_alphabetic() || c == '-'));
    let Some(word) = word else { return Some(problem) };
    let hint = match nearest(word, Cli::verbs().iter().map(Str::as_str)) {
        Some(verb) => format!("Did you mean retell {verb}?"),
        None => "retell --help lists the verbs.".to_owned(),
    };
    Some(Problem::new(word, "there is no such file, and no such verb", hint))
}

/// Opens the screen, on a set if there is one.
fn open(
    files: &[PathBuf],
    query: &str,
    set: Option<Wish>,
    showing: Showing,
    clock: &Clock,
    folders: &Folders,
) -> io::Result<ExitCode> {
    let missing: Vec<Problem> = files.iter().filter_map(|file| missing(file)).collect();
    if !missing.is_empty() {
        telling::complain(&missing);
        return Ok(ExitCode::FAILURE);
    }
    let under_way = UnderWay::claim(&folders.state);
    let (config, keymap, mut problems) = read_settings(folders);
    let unfinished = under_way.load().unwrap_or_else(|problem| {
        problems.push(problem);
        None
    });
    let written = under_way.unkept().load().unwrap_or_else(|problem| {
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
        written,
        problems,
        query: query.to_owned(),
        filters: Filters::default(),
        own_questions,
        silenced: config.silenced,
        habits: config.habits,
        looks: terminal::looks(&config.looks),
        keymap,
        set,
        awaits_library: true,
        is_sharing: showing.share || config.is_sharing,
        documents: files.to_vec(),
    };
    let face = if showing.plain { Face::Plain } else { Face::Screen };
    let end = terminal::run(opening, face, clock, folders, &under_way)?;
    telling::complain(&end.problems);
    if let Some(signal) = end.signal {
        terminal::end_by(signal);
    }
    Ok(if end.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Shows help or the version as clap has them, or says what is wrong with the command line, which echoes words of it.
fn show_usage(error: &clap::Error) -> ExitCode {
    let _ = if error.use_stderr() { Printer::errors().lines(error.to_string()) } else { error.print() };
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}
