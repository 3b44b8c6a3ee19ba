//! Guards the shape of the house: who may mention whom, how long a file may be, and that the map is true.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "this is test code")]

use std::fs;
use std::path::{Path, PathBuf};

/// One part of `src`: the other parts that it may use, and the words that it must not mention.
struct Rule {
    part: &'static str,
    may_use: &'static [&'static str],
    never: &'static [&'static [&'static str]],
}

const SCREENS: &[&str] = &["ratatui", "crossterm"];
const FILES: &[&str] = &["std::fs", "std::process", "std::net"];
const CLOCKS: &[&str] = &["Instant", "SystemTime", "Timestamp::now", "Zoned::now"];

const RULES: &[Rule] = &[
    Rule { part: "domain", may_use: &[], never: &[SCREENS, FILES, CLOCKS] },
    Rule { part: "search", may_use: &["domain"], never: &[SCREENS, FILES, CLOCKS] },
    Rule { part: "import", may_use: &["domain"], never: &[SCREENS, FILES, CLOCKS] },
    Rule { part: "export", may_use: &["domain"], never: &[SCREENS, FILES, CLOCKS] },
    Rule { part: "storage", may_use: &["domain"], never: &[SCREENS, CLOCKS] },
    Rule { part: "app", may_use: &["domain", "search", "import"], never: &[SCREENS, FILES, CLOCKS] },
    Rule { part: "ui", may_use: &["app", "domain"], never: &[&["crossterm", "&mut App"], FILES, CLOCKS] },
    Rule { part: "speech", may_use: &["app", "domain"], never: &[SCREENS, &["&mut App"], FILES, CLOCKS] },
    Rule { part: "commands", may_use: &["domain", "search", "import", "export", "storage"], never: &[SCREENS, CLOCKS] },
    Rule { part: "cli", may_use: &[], never: &[SCREENS, FILES, CLOCKS] },
    Rule { part: "clock.rs", may_use: &["domain"], never: &[SCREENS, FILES] },
    Rule { part: "main.rs", may_use: &[], never: &[SCREENS, &["std::fs"], CLOCKS] },
];

/// Words of one door each, and the files that are the door. Clippy forbids ratatui's ways to draw but in `ui/line.rs`.
const DOORS: &[(&[&str], &[&str])] = &[
    (&["io::stdout", "io::stderr", "Stdout", "Stderr"], &["src/commands/output.rs", "src/terminal/"]),
    (&["ratatui::text", "ratatui::widgets"], &[]),
    (&["Print(", "PrintStyledContent", "SetTitle"], &[]),
    (&["unicode_width"], &["src/domain/safe.rs"]),
];

/// The parts that read documents, and the crates they may use for it. None of these opens anything by itself.
const READERS: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            "fastrand",
            "fsrs",
            "jiff",
            "serde",
            "serde_json",
            "similar",
            "siphasher",
            "strsim",
            "unicode_normalization",
            "unicode_segmentation",
            "unicode_width",
        ],
    ),
    ("import", &["csv", "html_escape", "memchr", "pulldown_cmark", "saphyr_parser", "serde", "serde_json"]),
    ("search", &["fixedbitset", "fuzzy_matcher", "memchr"]),
];

/// What readers may use of the standard library: nothing that knows files, programs, the network or the environment.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "array", "borrow", "cell", "char", "cmp", "collections", "fmt", "iter", "mem", "num", "ops", "panic", "rc", "str",
    "sync", "thread",
];

/// Words with which a file, a program or a setting can be had without naming where it comes from.
const OPENERS: &[&str] =
    &["include!", "include_", "env!", "Command", "TimeZone", "extern ", "unsafe", "std as ", "tz::db"];

/// The parts under no rule: one lists the others, and one is the edge where all comes together.
const FREE: &[&str] = &["lib.rs", "terminal"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The code of a file: no comments, and no tests at its foot.
fn code(text: &str) -> Vec<&str> {
    let before_tests = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect()
}

/// The names of all that lies in `src`.
fn parts() -> Vec<String> {
    fs::read_dir(root().join("src")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn no_part_mentions_what_it_must_not() {
    let sources = sources(&root().join("src"));
    let mut broken = Vec::new();
    for rule in RULES {
        let others = parts().into_iter().map(|part| part.trim_end_matches(".rs").to_owned());
        let others = others.filter(|other| rule.part.trim_end_matches(".rs") != other);
        let others =
            others.filter(|other| !rule.may_use.contains(&other.as_str())).map(|other| format!("crate::{other}"));
        let words: Vec<String> = rule.never.concat().into_iter().map(str::to_owned).chain(others).collect();
        let files: Vec<_> =
            sources.iter().filter(|(name, _)| name.starts_with(&format!("src/{}", rule.part))).collect();
        assert!(!files.is_empty(), "src/{} has no files: is it still called so?", rule.part);
        for (name, text) in files {
            let code = code(text);
            for word in words.iter().filter(|word| code.iter().any(|line| line.contains(word.as_str()))) {
                broken.push(format!("{name} mentions {word}, which {} must not", rule.part));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn text_reaches_a_terminal_through_two_doors_and_is_measured_by_one() {
    for (name, text) in sources(&root().join("src")) {
        for (words, doors) in DOORS.iter().filter(|(_, doors)| !doors.iter().any(|door| name.starts_with(door))) {
            let word = words.iter().find(|&word| code(&text).iter().any(|line| line.contains(word)));
            assert!(word.is_none(), "{name} mentions {}, which is for {doors:?} only", word.unwrap());
        }
    }
}

#[test]
fn a_document_never_makes_its_reader_open_anything() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let crates: Vec<String> = dependencies
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.replace('-', "_"))
        .collect();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut broken = Vec::new();
    for (reader, allowed) in READERS {
        for (name, text) in sources(&root().join("src").join(reader)) {
            for line in code(&text) {
                let used = line.split("std::").skip(1).map(|rest| rest.split(|c| !is_word(c)).next().unwrap());
                broken.extend(used.filter(|used| !HARMLESS.contains(used)).map(|used| format!("{name}: std::{used}")));
                let words = OPENERS.iter().filter(|word| line.contains(*word));
                broken.extend(words.map(|word| format!("{name}: {word}")));
                let other = |krate: &&String| {
                    !allowed.contains(&krate.as_str())
                        && line
                            .match_indices(krate.as_str())
                            .any(|(at, _)| line[at + krate.len()..].starts_with("::") && !line[..at].ends_with(is_word))
                };
                broken.extend(crates.iter().filter(other).map(|krate| format!("{name}: {krate}")));
            }
        }
    }
    assert!(broken.is_empty(), "what reads documents must not be able to open anything:\n{}", broken.join("\n"));
}

#[test]
fn every_part_of_the_source_is_under_a_rule() {
    for part in parts() {
        let is_ruled = RULES.iter().any(|rule| rule.part == part);
        assert!(is_ruled || FREE.contains(&part.as_str()), "src/{part} is under no rule of tests/architecture.rs");
    }
}

#[test]
fn a_file_says_in_its_first_line_what_its_one_idea_is_and_stays_short() {
    for (name, text) in sources(&root().join("src")) {
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("//! ") && first.len() > 20, "{name} doesn't say in its first line what it is");
        let lines = text.split("\n#[cfg(test)]\nmod tests").next().unwrap().lines().count();
        assert!(lines <= 400, "{name} has {lines} lines before its tests; 400 are the most");
        let stem = Path::new(&name).file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(
            !["util", "utils", "helper", "helpers", "manager", "common", "misc"].contains(&stem.as_str()),
            "{name}"
        );
    }
}

#[test]
fn the_map_names_every_part_and_every_dependency() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_named = map.contains(&format!("`{name}`")) || map.contains(&format!("`{name}/`"));
        assert!(is_named, "ARCHITECTURE.md doesn't name src/{name}");
    }
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut is_dependency = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_dependency = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_dependency) {
            assert!(map.contains(&format!("`{name}`")), "ARCHITECTURE.md doesn't say what {name} is for");
        }
    }
}

#[test]
fn there_is_one_crossterm_in_the_tree() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    assert_eq!(lock.lines().filter(|line| *line == "name = \"crossterm\"").count(), 1);
}
