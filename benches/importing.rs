//! How fast a long document is imported, beside the bare Markdown parser on the same text.
#![allow(clippy::unwrap_used, reason = "this is a benchmark")]
#![allow(clippy::disallowed_methods, reason = "it takes the time of pairs")]
#![allow(clippy::print_stdout, reason = "it says the ratio")]

use std::sync::LazyLock;
use std::time::Instant;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pulldown_cmark::{Options, Parser};
use retell::domain::library::{Library, Origin};
use retell::import;
use retell::storage::samples;

/// So long is the document, in bytes.
const LENGTH: usize = 10 << 20;

/// So many times both are run one after the other, for the ratio.
const PAIRS: usize = 11;

fn main() {
    divan::main();
    let mut ratios: Vec<f64> = (0..PAIRS).map(|_| time(import_all) / time(parse)).collect();
    ratios.sort_by(f64::total_cmp);
    let median = ratios.get(PAIRS / 2).unwrap();
    println!("{} stories in {} bytes: {median:.2} × the bare parser", import_all(), DOCUMENT.len());
}

fn time<T>(make: impl Fn() -> T) -> f64 {
    let start = Instant::now();
    black_box(make());
    start.elapsed().as_secs_f64()
}

static SAMPLES: LazyLock<Library> = LazyLock::new(|| Library::new(samples::stories(), Origin::Samples));

/// The samples over and over, as a person would write them in Markdown, until the document is long enough.
static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::from("# All of my stories\n\n");
    for (number, story) in SAMPLES.stories().iter().cycle().enumerate() {
        if text.len() >= LENGTH {
            break;
        }
        text.push_str(&format!("## {number}. {}\n\n", story.title));
        for (beat, words) in story.beats.iter() {
            text.push_str(&format!("**{}:** {words}\n\n", beat.name()));
        }
        text.push_str(&format!("**Skills:** {}\n\n", story.skills.join(", ")));
    }
    text
});

fn parse() -> usize {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    Parser::new_ext(&DOCUMENT, options).into_offset_iter().count()
}

/// Skills are looked for as in an import into an empty library.
fn import_all() -> usize {
    let skills: Vec<&str> = SAMPLES.stories().iter().flat_map(|story| &story.skills).map(String::as_str).collect();
    import::read("stories.md", DOCUMENT.as_bytes(), &skills).stories.len()
}

#[divan::bench]
fn bare_parser(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(&**DOCUMENT)).bench(parse);
}

#[divan::bench]
fn imported(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(&**DOCUMENT)).bench(import_all);
}
