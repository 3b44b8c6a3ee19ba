//! The README is true: its pictures show the program itself, and its keys are the keymap's.
//!
//! After a change of the looks or the keys, `RETELL_README=write cargo test --test readme` writes both anew.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the test writes when asked to")]

mod common;
#[path = "common/history.rs"]
mod history;
#[path = "common/svg.rs"]
mod svg;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use common::{Stage, opening, stamp};
use jiff::civil::date;
use retell::app::Opening;
use retell::app::keymap::{Context, defaults_of};
use retell::domain::appointment::{Appointment, Debrief, Outcome, Went};
use retell::domain::appointments::Appointments;
use retell::domain::check::Rule;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::story::StoryId;
use retell::domain::take::Take;
use retell::storage::samples;

fn may_write() -> bool {
    std::env::var_os("RETELL_README").is_some()
}

#[test]
fn the_readme_lists_every_key_and_every_rule() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    for (what, table) in [("keys", key_tables()), ("rules", rule_table())] {
        let (start, end) = (format!("<!-- {what} -->\n"), format!("<!-- end of {what} -->"));
        let readme = fs::read_to_string(&path).unwrap();
        let (before, rest) = readme.split_once(&start).unwrap();
        let (listed, after) = rest.split_once(&end).unwrap();
        if may_write() && listed != table {
            fs::write(&path, format!("{before}{start}{table}{end}{after}")).unwrap();
        } else {
            assert!(listed == table, "the {what} in the README differ; RETELL_README=write cargo test --test readme");
        }
    }
}

fn rule_table() -> String {
    let mut table = "\n| rule | what it finds |\n|---|---|\n".to_owned();
    for rule in Rule::all() {
        writeln!(table, "| `{}` | {} |", rule.name(), rule.meaning()).unwrap();
    }
    table.push('\n');
    table
}

fn key_tables() -> String {
    let mut tables = String::new();
    for context in Context::ALL {
        write!(tables, "\n**{}**\n\n| key | what it does |\n|---|---|\n", context.name()).unwrap();
        for binding in defaults_of(context) {
            let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
            writeln!(tables, "| {} | {} |", keys.join(" "), binding.help).unwrap();
        }
    }
    tables.push('\n');
    tables
}

#[test]
fn the_readme_names_every_picture_and_every_picture_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    let files =
        fs::read_dir(folder.join("assets")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    for name in files.filter(|name| name.ends_with(".svg")) {
        assert!(readme.contains(&format!("(assets/{name})")), "{name} is in no place of the README");
    }
    for (_, rest) in readme.match_indices("](assets/").map(|(place, start)| readme.split_at(place + start.len())) {
        let name = rest.split(')').next().unwrap();
        assert!(folder.join("assets").join(name).exists(), "the README names assets/{name}, which isn't there");
    }
}

#[test]
fn the_readme_shows_the_screens_as_they_are() {
    let mut stage = Stage::with_samples();
    stage.keys("#redis<down>");
    check("library", &stage, (110, 30));
    stage.keys("<esc>?");
    check("help", &stage, (80, 24));
    let samples = Library::new(samples::stories(), Origin::Samples);
    let mut stage = Stage::open(Opening { history: History::new(history::winter()), ..opening(samples) });
    stage.keys("p");
    check("progress", &stage, (120, 34));
    check("interviews", &before_an_interview(), (120, 26));
    let mut stage = Stage::with_samples();
    stage.keys("C<end><up><up><up><up><right><right>");
    check("coverage", &stage, (120, 39));
    let mut stage = Stage::with_stories(Vec::new());
    stage.keys("nA queue that stood still<tab>RabbitMQ, on-call<tab><tab>");
    stage.paste("Orders stood in a queue for 40 minutes, and support had 200 calls.").keys("<tab><tab><tab><tab>");
    stage.paste("We found one message that was tried again and again. I set it aside, and we gave up on each after three tries.");
    check("writing", &stage, (120, 22));
}

/// The interviews of somebody who is halfway through a plan.
fn before_an_interview() -> Stage {
    let at = |day: &str, on, round: &str, stories: &[&str]| Appointment {
        stories: stories.iter().map(|title| StoryId::from_title(title)).collect(),
        ..Appointment::new(day.to_owned(), stamp(&format!("2026-03-{day}T12:00:00Z")), on, "ACME", round)
    };
    let went = Debrief { went: Some(Went::Well), outcome: Some(Outcome::NextRound), ..Debrief::default() };
    let [ledger, session, deleting, nine] = [
        "A ledger we could replay",
        "The session nobody removed",
        "Deleting more than I meant",
        "Everything expires at nine",
    ];
    let appointments = [
        Appointment { debrief: Some(went), ..at("02", date(2026, 3, 4), "phone screen", &[]) },
        at("05", date(2026, 3, 20), "onsite", &[ledger, session, deleting, nine]),
        at("06", date(2026, 4, 1), "final round", &[ledger, nine]),
    ];
    let told = |days_ago, story, grade| -> Take {
        let splits = vec![("Problem", 30_000, 31_000, false), ("Insight", 45_000, 40_000, false)];
        let minute = u8::try_from(days_ago).unwrap();
        let (ladder, only, think, words, grade) = ("outline", None, 2_000, None, Some(grade));
        history::Told { days_ago, minute, story, ladder, only, splits, think, words, grade }.take()
    };
    let takes = [
        told(9, ledger, 3),
        told(9, session, 3),
        told(6, ledger, 4),
        told(6, deleting, 2),
        told(2, session, 4),
        told(2, deleting, 3),
        told(1, ledger, 3),
    ];
    let mut stage = Stage::open(Opening {
        history: History::new(takes),
        appointments: Appointments::new(appointments),
        ..opening(Library::new(samples::stories(), Origin::Samples))
    });
    stage.keys("I");
    stage
}

fn check(name: &str, stage: &Stage, (width, height): (u16, u16)) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/{name}.svg"));
    let drawn = svg::picture(&stage.buffer(width, height), name);
    if may_write() {
        fs::write(&path, &drawn).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "assets/{name}.svg no longer shows the screen; draw it with RETELL_README=write cargo test --test readme"
    );
}
