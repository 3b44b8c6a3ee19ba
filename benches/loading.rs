//! How fast a library is read, beside plain reading and parsing of the same files on one thread.
#![allow(clippy::unwrap_used, reason = "this is a benchmark")]
#![allow(clippy::disallowed_methods, reason = "it makes the files that are read, and takes the time of pairs")]
#![allow(clippy::print_stdout, reason = "it says the ratio")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use retell::domain::story::StoryId;
use retell::storage::stories::Loaded;
use retell::storage::{Folders, samples, stories};
use serde_json::Value;
use tempfile::TempDir;

const SIZES: [usize; 2] = [1_000, 10_000];

/// So many times both are run one after the other, for the ratio.
const PAIRS: usize = 21;

fn main() {
    divan::main();
    for (count, library) in SIZES.into_iter().zip(&*LIBRARIES) {
        let mut ratios: Vec<f64> = (0..PAIRS).map(|_| time(|| load(count)) / time(|| read_and_parse(count))).collect();
        ratios.sort_by(f64::total_cmp);
        let median = ratios.get(PAIRS / 2).unwrap();
        println!("{count} stories: {median:.2} × reading and parsing alone");
        fs::remove_dir_all(library.path()).unwrap();
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
static LIBRARIES: LazyLock<[TempDir; SIZES.len()]> = LazyLock::new(|| SIZES.map(library));

/// The samples over and over, their titles numbered, one file each.
fn library(count: usize) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = folders(home.path()).stories;
    fs::create_dir(&folder).unwrap();
    for (number, mut story) in (0..count).zip(samples::stories().into_iter().cycle()) {
        story.title = format!("{} {number}", story.title);
        story.id = StoryId::from_title(&story.title);
        fs::write(folder.join(format!("{}.json", story.id)), story.to_json(None).unwrap()).unwrap();
    }
    home
}

fn folders(home: &Path) -> Folders {
    Folders::locate(Some(home.to_owned())).unwrap()
}

fn folders_with(count: usize) -> Folders {
    let place = SIZES.iter().position(|&size| size == count).unwrap();
    folders(LIBRARIES.get(place).unwrap().path())
}

fn load(count: usize) -> Loaded {
    let loaded = stories::load(black_box(&folders_with(count)));
    assert_eq!((loaded.stories.len(), loaded.problems.len()), (count, 0));
    loaded
}

fn read_and_parse(count: usize) -> Vec<Value> {
    let files = fs::read_dir(black_box(folders_with(count).stories)).unwrap();
    files.map(|file| serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap()).collect()
}

#[divan::bench(args = SIZES)]
fn retell(bencher: Bencher<'_, '_>, count: usize) {
    bencher.counter(ItemsCount::new(count)).bench_local(|| load(count));
}

#[divan::bench(args = SIZES)]
fn read_and_parse_alone(bencher: Bencher<'_, '_>, count: usize) {
    bencher.counter(ItemsCount::new(count)).bench_local(|| read_and_parse(count));
}
