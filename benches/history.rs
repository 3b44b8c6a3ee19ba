//! How fast takes become a history, and what that takes of memory, beside plain reading and parsing of the same files.
#![allow(clippy::unwrap_used, reason = "this is a benchmark")]
#![allow(clippy::disallowed_methods, reason = "it makes the files that are read, and takes the time of pairs")]
#![allow(clippy::print_stdout, reason = "it says the ratio")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};
use retell::domain::history::History;
use retell::domain::take::{Grade, Take};
use retell::storage::takes;
use serde_json::Value;
use tempfile::TempDir;

/// It counts what is allocated: the column `max alloc` is the memory at its fullest.
#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const SIZES: [usize; 4] = [1_000, 10_000, 50_000, 100_000];

/// The takes of so many stories.
const STORIES: usize = 40;

/// So many takes a file: Retell begins another one before a file has eight million bytes.
const TAKES_A_FILE: usize = 12_000;

/// So many times both are run one after the other, for the ratio.
const PAIRS: usize = 11;

fn main() {
    divan::main();
    for (count, folder) in SIZES.into_iter().zip(&*FOLDERS) {
        let folder = folder.path();
        let mut ratios: Vec<f64> = (0..PAIRS).map(|_| time(|| read(folder)) / time(|| parse(folder))).collect();
        ratios.sort_by(f64::total_cmp);
        println!("{count} takes: {:.2} × reading and parsing alone", ratios.get(PAIRS / 2).unwrap());
        fs::remove_dir_all(folder).unwrap();
    }
}

/// The seconds that something takes, without those for dropping what it makes.
fn time<T>(make: impl Fn() -> T) -> f64 {
    let start = Instant::now();
    let made = make();
    let end = start.elapsed();
    drop(made);
    end.as_secs_f64()
}

/// A folder for each size, made once.
static FOLDERS: LazyLock<[TempDir; SIZES.len()]> = LazyLock::new(|| SIZES.map(folder));

/// Practice files with takes of three parts, each of which has everything that an ordinary one has.
fn folder(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut draw = fastrand::Rng::with_seed(7);
    let numbers: Vec<usize> = (0..count).collect();
    for (file, numbers) in numbers.chunks(TAKES_A_FILE).enumerate() {
        let mut lines = String::new();
        for number in numbers {
            writeln!(lines, "{}", serde_json::to_string(&take(*number, &mut draw)).unwrap()).unwrap();
        }
        fs::write(folder.path().join(format!("device-{file}.jsonl")), lines).unwrap();
    }
    folder
}

fn take(number: usize, draw: &mut fastrand::Rng) -> Take {
    let story = number % STORIES;
    let text = r#"{"version": 2, "id": "", "story": "a", "title": "", "at": "2026-01-01T12:00:00Z", "ladder": "outline",
        "style": "recall", "target_ms": 120000, "think_ms": 3000, "splits": [
            {"rung": "Problem", "budget_ms": 30000, "said_ms": 29000, "words": 60},
            {"rung": "Insight", "budget_ms": 48000, "said_ms": 52000, "words": 90, "help": {"cues_at_ms": 9000}},
            {"rung": "Outcome", "budget_ms": 42000, "said_ms": 40000, "words": 80}],
        "length_ms": 121000, "finished": true, "question": "Tell me about a time you were wrong."}"#;
    let seconds = 1_577_836_800 + i64::try_from(number).unwrap() * 2_000;
    let at = jiff::Timestamp::from_second(seconds).unwrap().to_string().try_into().unwrap();
    Take {
        id: format!("{seconds}-the-queue-that-stood-still-{story}"),
        story: serde_json::from_value(Value::from(format!("the-queue-that-stood-still-{story}"))).unwrap(),
        title: format!("The queue that stood still {story}"),
        at,
        grade: Grade::try_from(draw.u8(1..=4)).ok(),
        ..serde_json::from_str(text).unwrap()
    }
}

fn read(folder: &Path) -> History {
    let (takes, problems) = takes::load(black_box(folder));
    assert!(problems.is_empty());
    History::new(takes)
}

fn parse(folder: &Path) -> Vec<Value> {
    let files = fs::read_dir(black_box(folder)).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    texts.flat_map(|text| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<_>>()).collect()
}

#[divan::bench(args = SIZES, sample_count = 11, sample_size = 1)]
fn history(bencher: Bencher<'_, '_>, count: usize) {
    let place = SIZES.iter().position(|&size| size == count).unwrap();
    let folder = FOLDERS.get(place).unwrap().path();
    bencher.counter(ItemsCount::new(count)).bench(|| read(folder));
}

#[divan::bench(args = SIZES, sample_count = 11, sample_size = 1)]
fn parsing_alone(bencher: Bencher<'_, '_>, count: usize) {
    let place = SIZES.iter().position(|&size| size == count).unwrap();
    let folder = FOLDERS.get(place).unwrap().path();
    bencher.counter(ItemsCount::new(count)).bench(|| parse(folder));
}
