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

use common::{Stage, opening};
use retell::app::Opening;
use retell::app::keymap::{Context, bindings_of};
use retell::domain::check::Rule;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
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
        for binding in bindings_of(context) {
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
