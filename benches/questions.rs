//! How long it takes to read what stories show, and to answer an interviewer's question from it.

use divan::{Bencher, black_box};
use retell::domain::history::History;
use retell::domain::story::Story;
use retell::search::evidence::Evidence;
use retell::storage::{competencies::competencies, lexicon::lexicon, samples};

const SIZES: [usize; 3] = [44, 1_000, 10_000];

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

#[divan::bench(args = SIZES, sample_count = 10)]
fn read(bencher: Bencher<'_, '_>, count: usize) {
    let stories = stories(count);
    bencher.bench(|| Evidence::new(black_box(&stories), competencies(), lexicon()));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn answer(bencher: Bencher<'_, '_>, count: usize) {
    let evidence = Evidence::new(&stories(count), competencies(), lexicon());
    let history = History::default();
    bencher.bench(|| evidence.answer(black_box("Tell me about a time you broke production."), &history));
}
