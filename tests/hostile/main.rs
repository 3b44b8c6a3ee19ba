//! Every document is hostile until it is read: each is read or refused in time, and every line of it is accounted for.
#![allow(clippy::unwrap_used, clippy::string_slice, clippy::print_stdout, reason = "this is test code")]

mod documents;
mod shapes;

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseResult, TestError, TestRunner};
use retell::clock::Clock;
use retell::domain::limits::{MOST_BYTES, MOST_LINES, MOST_STORIES};
use retell::domain::story::Story;
use retell::import::{Import, read};

/// No document takes longer, in milliseconds. In a release build none takes half of it.
const LONGEST: u64 = 2_000;

/// How many rounds are asked for: `RETELL_ROUNDS=1000000 cargo test --release --test hostile -- --nocapture`.
fn rounds(ordinary: usize) -> usize {
    std::env::var("RETELL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ordinary)
}

/// Reads a document and says how many milliseconds that took.
fn timed(bytes: &[u8], vocabulary: &[&str]) -> (Import, u64) {
    let clock = Clock::start();
    let import = read("a.md", bytes, vocabulary);
    (import, clock.now().monotonic.0)
}

/// The lines of a document, however they end. None when it isn't text.
fn line_count(bytes: &[u8]) -> Option<usize> {
    let text = str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Some(text.replace("\r\n", "\n").replace('\r', "\n").lines().count())
}

/// What a person may count on, whatever the document.
fn check(import: &Import, bytes: &[u8]) -> TestCaseResult {
    let mut ranges: Vec<(usize, usize)> = import.stories.iter().map(|found| found.lines).collect();
    ranges.extend(import.left_out.iter().map(|part| part.lines));
    ranges.sort_unstable();
    let mut next = 1;
    for pair in std::iter::once(None).chain(ranges.iter().map(Some)).zip(&ranges) {
        let (before, &(first, last)) = pair;
        // Two stories may share a line of JSON.
        let is_shared = before == Some(&(first, first));
        prop_assert!(first <= last && (first == next || is_shared), "{ranges:?}");
        next = last + 1;
    }
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if let Some(lines) = line_count(bytes).filter(|_| !is_utf16 && bytes.len() <= MOST_BYTES) {
        prop_assert_eq!(next, lines + 1, "the line behind the last");
    }
    prop_assert!(!import.stories.is_empty() || !import.problems.is_empty(), "nothing came in, and nothing says why");
    prop_assert!(import.stories.len() <= MOST_STORIES);
    for found in import.stories.iter().take(100) {
        let written = serde_json::to_string(&found.story).unwrap();
        let read_back = Story::from_json(&written);
        prop_assert!(read_back.is_ok_and(|story| story == found.story), "{written}");
    }
    Ok(())
}

#[test]
fn every_bad_kind_of_document_is_read_or_refused_in_time() {
    let size = rounds(1).saturating_mul(8 << 10).min(MOST_BYTES);
    let skills: Vec<String> = (0..2_000).map(|number| format!("skill{number}")).collect();
    let vocabulary: Vec<&str> = skills.iter().map(String::as_str).collect();
    let mut slowest = (0, "");
    for &(name, shape) in shapes::SHAPES {
        let mut bytes = shape(size);
        bytes.truncate(size);
        // Past the most lines it would be refused at once; the worst is what is just within.
        let ends = bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r'));
        let within = ends.map(|(at, _)| at).nth(MOST_LINES - 1).unwrap_or(bytes.len());
        for bytes in [&bytes[..], &bytes[..within]] {
            let (import, took) = timed(bytes, &vocabulary);
            check(&import, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(took <= LONGEST, "{name} took {took} ms");
            slowest = slowest.max((took, name));
        }
    }
    let (kinds, (took, name)) = (shapes::SHAPES.len(), slowest);
    println!("bad kinds of documents: {kinds}, {} KiB each, panics: 0, slowest: {took} ms ({name})", size >> 10);
}

fn random(kind: &str, documents: impl Strategy<Value = Vec<u8>>) {
    let count = rounds(2_000) / 4;
    let slowest = Cell::new(0);
    let config = Config { cases: count.try_into().unwrap(), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let run = runner.run(&documents, |bytes| {
        let (import, took) = timed(&bytes, &["Go", "C++", "AWS", "AWS S3", "sql", "patience"]);
        slowest.set(slowest.get().max(took));
        prop_assert!(took <= LONGEST, "it took {took} ms");
        check(&import, &bytes)
    });
    match run {
        Err(TestError::Fail(why, bytes)) => panic!("{why}: {:?}", String::from_utf8_lossy(&bytes)),
        Err(error) => panic!("{error}"),
        Ok(()) => {}
    }
    println!("random documents of {kind}: {count}, panics: 0, slowest: {} ms", slowest.get());
}

#[test]
fn any_bytes_are_read_or_refused() {
    random("bytes", documents::bytes());
}

#[test]
fn any_letters_are_read_or_refused() {
    random("letters", documents::letters());
}

#[test]
fn pieces_of_all_forms_are_read_or_refused() {
    random("pieces", documents::pieces());
}

#[test]
fn whole_documents_survive_accidents() {
    random("accidents", documents::accidents());
}
