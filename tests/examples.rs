//! The example documents, one of each form that import accepts, and what is read out of them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
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
        let is_empty =
            ["forms.md", "guide.md", "question-list.md", "template.md"].iter().any(|name| file.ends_with(name));
        assert_eq!(import(&file).stories.is_empty(), is_empty, "{}", file.display());
    }
}

/// Whether each line is in exactly one story or left-out part.
fn accounts_for_every_line(import: &Import, line_count: usize) -> bool {
    let mut ranges: Vec<(usize, usize)> = import.stories.iter().map(|found| found.lines).collect();
    ranges.extend(import.left_out.iter().map(|out| out.lines));
    ranges.sort_unstable();
    // Stories of JSON can share a line.
    ranges.dedup_by(|next, last| next == last && last.0 == last.1);
    let mut next = 1;
    ranges.iter().all(|&(first, last)| first == std::mem::replace(&mut next, last + 1) && last >= first)
        && next == line_count + 1
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<String>>().into_iter()
}

/// The lines of an example, and its name.
fn documents() -> Vec<(String, Vec<String>)> {
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        (file.file_name().unwrap().to_str().unwrap().to_owned(), text.lines().map(str::to_owned).collect())
    };
    examples().into_iter().map(read).collect()
}

/// An example after accidents: lines dropped, doubled, swapped or cut, and stray ones of others put in.
fn damaged() -> impl Strategy<Value = (String, String)> {
    let documents = documents();
    let strays: Vec<String> = documents.iter().flat_map(|(_, lines)| lines.clone()).collect();
    let accident = (any::<Index>(), any::<Index>(), 0..5_u8, proptest::sample::select(strays));
    (proptest::sample::select(documents), prop::collection::vec(accident, 0..10)).prop_map(
        |((name, mut lines), accidents)| {
            for (here, there, accident, stray) in accidents {
                let (here, there) = (here.index(lines.len()), there.index(lines.len()));
                match accident {
                    0 => lines.swap(here, there),
                    1 => lines.insert(here, lines[there].clone()),
                    2 => lines.insert(here, stray),
                    3 if lines.len() > 1 => drop(lines.remove(here)),
                    _ => lines[here] = lines[here].chars().take(lines[here].chars().count() / 2).collect(),
                }
            }
            (name, lines.join("\n"))
        },
    )
}

proptest! {
    #[test]
    fn every_line_of_a_damaged_example_is_in_one_story_or_left_out((name, text) in damaged()) {
        let import = import::read(&name, text.as_bytes(), &[]);
        prop_assert!(accounts_for_every_line(&import, text.lines().count()), "{name}\n{text}\n{import:#?}");
    }

    #[test]
    fn every_word_of_a_beat_stands_in_the_lines_of_its_story_in_this_order((name, text) in damaged()) {
        // Texts in JSON have escapes for words.
        prop_assume!(!name.ends_with(".json"));
        let import = import::read(&name, text.as_bytes(), &[]);
        let lines: Vec<&str> = text.lines().collect();
        for found in &import.stories {
            // Markup can stand in the midst of a word.
            let source: String = words(&lines[found.lines.0 - 1..found.lines.1].join("\n")).collect();
            for (beat, text) in found.story.beats.iter() {
                let mut rest = source.as_str();
                for word in words(text) {
                    let Some((_, after)) = rest.split_once(&word) else {
                        return Err(TestCaseError::fail(format!("{word} of {}: {text}\n{found:#?}", beat.key())));
                    };
                    rest = after;
                }
            }
        }
    }
}

#[test]
fn every_line_of_an_example_is_in_one_story_or_left_out() {
    for (name, lines) in documents() {
        let import = import::read(&name, lines.join("\n").as_bytes(), &[]);
        assert!(accounts_for_every_line(&import, lines.len()), "{name}");
    }
}

/// Words that stand only in labels, heads of tables, markup and the names of things may go; those of a text may not.
#[test]
fn no_word_of_a_storys_text_is_lost() {
    for (name, lines) in
        documents().into_iter().filter(|(name, _)| !name.ends_with(".json") && name != "blog-index.txt")
    {
        let import = import::read(&name, lines.join("\n").as_bytes(), &[]);
        for found in &import.stories {
            let kept: HashSet<String> =
                words(&serde_json::to_string(&found.story).unwrap().replace("\\n", " ")).collect();
            for line in &lines[found.lines.0 - 1..found.lines.1] {
                let behind_bold = line.strip_prefix("**").and_then(|line| line.split_once("**")).map(|(_, rest)| rest);
                let text = line.split_once([':', '：']).map_or(line.as_str(), |(_, rest)| rest);
                let text = behind_bold.unwrap_or(text);
                // Tags of HTML are no text, nor are the names of its signs.
                let text: String =
                    text.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect();
                let text = text.replace("&nbsp;", " ").replace("&amp;", "&");
                let is_text = text.split_whitespace().count() > 4 && !line.trim_start().starts_with(['<', '#', '|']);
                for word in words(&text).filter(|word| is_text && word.chars().all(char::is_alphabetic)) {
                    assert!(kept.contains(&word), "{name}: {word} of {line}");
                }
            }
        }
    }
}
