//! Guards the shape of the house: who may mention whom, how long a file may be, and that the map is true.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

use std::fs;
use std::path::{Path, PathBuf};

/// What each part of `src` must not mention.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "Instant",
            "SystemTime",
            "Timestamp::now",
            "Zoned::now",
            "crate::search",
            "crate::import",
            "crate::storage",
            "crate::commands",
            "crate::app",
            "crate::ui",
            "crate::clock",
            "crate::terminal",
            "crate::cli",
        ],
    ),
    (
        "search",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "Instant",
            "SystemTime",
            "crate::import",
            "crate::storage",
            "crate::commands",
            "crate::app",
            "crate::ui",
            "crate::clock",
            "crate::terminal",
            "crate::cli",
        ],
    ),
    (
        "import",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::process",
            "Instant",
            "SystemTime",
            "crate::search",
            "crate::storage",
            "crate::commands",
            "crate::app",
            "crate::ui",
            "crate::clock",
            "crate::terminal",
            "crate::cli",
        ],
    ),
    (
        "storage",
        &[
            "ratatui",
            "crossterm",
            "Instant",
            "SystemTime",
            "crate::search",
            "crate::import",
            "crate::commands",
            "crate::app",
            "crate::ui",
            "crate::clock",
            "crate::terminal",
            "crate::cli",
        ],
    ),
    (
        "app",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "Instant",
            "SystemTime",
            "crate::storage",
            "crate::commands",
            "crate::ui",
            "crate::clock",
            "crate::terminal",
            "crate::cli",
        ],
    ),
    (
        "ui",
        &[
            "crossterm",
            "std::fs",
            "Instant",
            "SystemTime",
            "&mut App",
            "crate::search",
            "crate::import",
            "crate::storage",
            "crate::commands",
            "crate::clock",
            "crate::terminal",
            "crate::cli",
        ],
    ),
    ("commands", &["ratatui", "crossterm", "Instant", "SystemTime", "crate::app", "crate::ui", "crate::terminal"]),
    ("clock.rs", &["ratatui", "crossterm", "std::fs", "crate::app", "crate::ui", "crate::storage"]),
    ("cli.rs", &["ratatui", "crossterm", "std::fs", "Instant", "SystemTime", "crate::app", "crate::ui"]),
    ("main.rs", &["ratatui", "crossterm", "std::fs", "Instant", "SystemTime"]),
];

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

#[test]
fn no_layer_mentions_what_it_must_not() {
    let sources = sources(&root().join("src"));
    let mut broken = Vec::new();
    for (layer, words) in FORBIDDEN {
        let files: Vec<_> = sources.iter().filter(|(name, _)| name.starts_with(&format!("src/{layer}"))).collect();
        assert!(!files.is_empty(), "the layer {layer} has no files: is it still called so?");
        for (name, text) in files {
            for word in words.iter().filter(|word| code(text).iter().any(|line| line.contains(**word))) {
                broken.push(format!("{name} mentions {word}, which {layer} must not"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_part_of_the_source_is_under_a_rule() {
    let free = ["lib.rs", "terminal.rs"];
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_ruled = FORBIDDEN.iter().any(|(layer, _)| *layer == name);
        assert!(is_ruled || free.contains(&name.as_str()), "src/{name} is under no rule of tests/architecture.rs");
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
        assert!(map.contains(&name), "ARCHITECTURE.md doesn't name src/{name}");
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
