//! How fast a query is answered, beside what the matcher alone takes over the same titles and skills.
#![allow(clippy::unwrap_used, reason = "this is a benchmark")]

use divan::{Bencher, black_box};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use retell::domain::story::Story;
use retell::search::index::Index;
use retell::search::query::Query;
use retell::search::rank;
use retell::storage::samples;

const SIZES: [usize; 3] = [44, 1_000, 10_000];
const QUERIES: [&str; 4] = ["#redis", "redis", "leak", "conn out"];

fn main() {
    divan::main();
}

/// The samples over and over, their titles numbered.
fn stories(count: usize) -> Vec<Story> {
    let samples = samples::stories();
    let numbered = |(number, sample): (usize, &Story)| {
        let mut story = sample.clone();
        story.title = format!("{} {number}", story.title);
        story
    };
    samples.iter().cycle().take(count).enumerate().map(numbered).collect()
}

#[divan::bench(args = SIZES)]
fn retell(bencher: Bencher<'_, '_>, count: usize) {
    let index = Index::new(&stories(count));
    bencher.bench(|| {
        for query in QUERIES {
            black_box(rank::find(&index, &Query::parse(black_box(query)), &[]));
        }
    });
}

#[divan::bench(args = SIZES)]
fn fuzzy_matcher_alone(bencher: Bencher<'_, '_>, count: usize) {
    let lines: Vec<String> =
        stories(count).iter().map(|story| format!("{} {}", story.title, story.skills.join(" "))).collect();
    bencher.bench(|| {
        for query in QUERIES {
            let matcher = SkimMatcherV2::default();
            let query = query.trim_start_matches('#');
            let hits = lines.iter().filter(|line| matcher.fuzzy_match(line, black_box(query)).is_some()).count();
            black_box(hits);
        }
    });
}
