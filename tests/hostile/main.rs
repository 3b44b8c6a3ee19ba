//! Every document is hostile until it is read: each is read or refused in time, and every line of it is accounted for.
#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::panic, clippy::print_stdout, reason = "this is test code")]

mod documents;
mod limits;
#[path = "../common/promises.rs"]
#[allow(dead_code, reason = "this test is about documents only")]
mod promises;
mod shapes;

use std::cell::Cell;
use std::sync::Mutex;
use std::thread;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use retell::clock::Clock;
use retell::domain::limits::{MOST_BYTES, MOST_LINES};
use retell::import::{Import, read};

/// No document takes longer, in milliseconds. Two seconds are promised, and half of that is measured in a release build
/// on a machine with nothing else to do; what takes time with the square of its size would take minutes.
const LONGEST: u64 = 8_000;

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

#[test]
fn every_bad_kind_of_document_is_read_or_refused_in_time() {
    let size = rounds(0).saturating_mul(8 << 10).clamp(4 << 10, MOST_BYTES);
    let skills: Vec<String> = (0..2_000).map(|number| format!("skill{number}")).collect();
    let vocabulary: Vec<&str> = skills.iter().map(String::as_str).collect();
    let slowest = Mutex::new((0, ""));
    let read_one = |&(name, shape): &shapes::Shape| {
        println!("{name}");
        let mut bytes = shape(size);
        bytes.truncate(size);
        // Past the most lines it would be refused at once; the worst is what is just within.
        let ends = bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r'));
        let within = ends.map(|(at, _)| at).nth(MOST_LINES - 1).unwrap_or(bytes.len());
        for bytes in [&bytes[..], &bytes[..within]] {
            let (import, took) = timed(bytes, &vocabulary);
            promises::documents(&import, bytes);
            assert!(took <= LONGEST, "{name} took {took} ms");
            let mut slowest = slowest.lock().unwrap();
            *slowest = (*slowest).max((took, name));
        }
    };
    let (left, right) = shapes::SHAPES.split_at(shapes::SHAPES.len() / 2);
    thread::scope(|scope| {
        scope.spawn(|| left.iter().for_each(read_one));
        right.iter().for_each(read_one);
    });
    let (kinds, (took, name)) = (shapes::SHAPES.len(), *slowest.lock().unwrap());
    println!("bad kinds of documents: {kinds}, {} KiB each, panics: 0, slowest: {took} ms ({name})", size >> 10);
}

fn random(kind: &str, documents: impl Strategy<Value = Vec<u8>>) {
    let count = rounds(500) / 4;
    let slowest = Cell::new(0);
    let config = Config { cases: count.try_into().unwrap(), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let run = runner.run(&documents, |bytes| {
        let (import, took) = timed(&bytes, &["Go", "C++", "AWS", "AWS S3", "sql", "patience"]);
        slowest.set(slowest.get().max(took));
        prop_assert!(took <= LONGEST, "it took {took} ms");
        promises::documents(&import, &bytes);
        Ok(())
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
