//! The example documents, one of each form that import accepts, and what is read out of them.
#![allow(clippy::unwrap_used, reason = "this is test code")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use retell::import::{self, Import};

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/examples");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn import(file: &Path) -> Import {
    let name = file.file_name().unwrap().to_str().unwrap();
    import::read(name, &fs::read(file).unwrap(), &[])
}

/// What a document was read as: its form, its stories with their beats and skills, and what was left out.
fn report(import: &Import) -> String {
    let form = import.form.map_or("not read", import::Form::name);
    let mut report = format!("{}: {form}\n", import.file);
    for found in &import.stories {
        let story = &found.story;
        let beats: Vec<&str> = story.beats.iter().map(|(beat, _)| beat.key()).collect();
        let made_up = if story.title_made_up { "~" } else { "" };
        let _ = writeln!(report, "  {}–{} {made_up}{}", found.lines.0, found.lines.1, story.title);
        let _ = writeln!(report, "      {}", beats.join(" "));
        if story.all_skills().next().is_some() {
            let _ = writeln!(report, "      skills: {}", story.shown_skills().join(", "));
        }
    }
    for out in &import.left_out {
        let _ = writeln!(report, "  {}–{} left out: {}", out.lines.0, out.lines.1, out.reason);
    }
    report
}

#[test]
fn every_example_is_read_as_its_reader_would_read_it() {
    let reports: Vec<String> = examples().iter().map(|file| report(&import(file))).collect();
    insta::assert_snapshot!("examples", reports.join("\n"));
}

#[test]
fn the_examples_that_hold_no_story_bring_none_and_all_others_bring_some() {
    for file in examples() {
        let is_empty = ["guide.md", "question-list.md", "template.md"].iter().any(|name| file.ends_with(name));
        assert_eq!(import(&file).stories.is_empty(), is_empty, "{}", file.display());
    }
}

#[test]
fn every_line_of_an_example_is_in_one_story_or_left_out() {
    for file in examples() {
        let import = import(&file);
        let mut ranges: Vec<(usize, usize)> = import.stories.iter().map(|found| found.lines).collect();
        ranges.extend(import.left_out.iter().map(|out| out.lines));
        ranges.sort_unstable();
        let mut next = 1;
        for (first, last) in ranges {
            assert_eq!(first, next, "{}", file.display());
            next = last + 1;
        }
        assert_eq!(next, fs::read_to_string(&file).unwrap().lines().count() + 1, "{}", file.display());
    }
}
