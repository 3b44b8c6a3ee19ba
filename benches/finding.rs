//! How fast a query is answered, beside what fuzzy-matcher and nucleo-matcher take over the same titles and skills.
//!
//! Each bench answers every prefix of ten queries, one after the other, as somebody would type them; `one_key` gives
//! median and worst of a single key. Retell looks into the texts of the beats besides; `counted` are the same queries
//! with the stories of each skill counted, as the screen has them, and `faceted` are words among the stories of some
//! skills and not of others. Of `operators` nucleo-matcher knows all but `|`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "this is a benchmark")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String};
use retell::domain::beat::Beat;
use retell::domain::library::{Library, Origin};
use retell::domain::story::{Story, StoryId};
use retell::search::catalog::Catalog;
use retell::search::counts::Counts;
use retell::search::facets::{Facet, Facets};
use retell::search::query::Query;
use retell::search::rank::{Answer, Finder, Request};
use retell::storage::lexicon::lexicon;
use retell::storage::samples;

/// Stories, and how many distinct skills they have about.
const SIZES: [(usize, usize); 4] = [(1_000, 90), (10_000, 90), (100_000, 90), (100_000, 5_000)];

const WORDS: [&str; 5] = ["redis leak", "memory", "deadlock", "out conn", "customer"];
const SKILLS: [&str; 5] = ["#redis", "#postgresql", "#incident", "#aws", "#debugging"];
const OPERATORS: [&str; 5] = ["Redis Leak", "'memory", "^out", "!aws leak", "redis | kafka"];

/// So many rows are wanted, as the screen wants them.
const ROWS: usize = 64;

fn main() {
    one_key();
    divan::main();
}

/// Stories with words, titles and skills drawn from the samples, each title its own.
fn stories(count: usize, kinds: usize) -> Vec<Story> {
    let samples = samples::stories();
    let mut random = fastrand::Rng::with_seed(7);
    let words: Vec<&str> =
        samples.iter().flat_map(|story| story.beats.iter()).flat_map(|(_, text)| text.split_whitespace()).collect();
    let mut skills: Vec<String> = samples.iter().flat_map(|story| story.skills.clone()).collect();
    skills.sort();
    skills.dedup();
    while skills.len() < kinds {
        let (one, other) = (random.usize(..65), random.usize(..words.len()));
        skills.push(format!("{} {}", skills[one], words[other].trim_matches(|c: char| !c.is_alphanumeric())));
        skills.sort();
        skills.dedup();
    }
    let mut some_words =
        |count: usize| (0..count).map(|_| words[random.usize(..words.len())]).collect::<Vec<_>>().join(" ");
    let mut stories = Vec::with_capacity(count);
    for number in 0..count {
        let mut story = Story::new(some_words(3 + number % 5));
        story.id = StoryId::try_from(number.to_string()).unwrap();
        story.beats.insert(Beat::Problem, some_words(20));
        story.beats.insert(Beat::Outcome, some_words(20));
        stories.push(story);
    }
    for story in &mut stories {
        story.skills = (0..random.usize(2..=5)).map(|_| skills[random.usize(..skills.len())].clone()).collect();
    }
    stories
}

/// Every prefix of some queries, one query after the other.
fn prefixes(queries: &[&'static str]) -> Vec<&'static str> {
    let ends = |query: &'static str| (1..=query.len()).map(|end| query.get(..end).unwrap());
    queries.iter().flat_map(|query| ends(query)).filter(|query| *query != "#").collect()
}

fn lines(stories: &[Story]) -> Vec<String> {
    stories.iter().map(|story| format!("{} {}", story.title, story.skills.join(" "))).collect()
}

fn catalog(stories: Vec<Story>) -> Catalog {
    Catalog::new(Library::new(stories, Origin::Own), lexicon()).with_texts()
}

fn ask(finder: &mut Finder, catalog: &Catalog, query: &str, counts: Counts, facets: &Facets) -> Answer {
    let (query, facets) = (Query::parse(query), facets.clone());
    finder.find(catalog, &Request { query, rows: ROWS, counts, facets, ..Request::default() })
}

/// Stories with this skill or that, and without a third.
fn facets() -> Facets {
    let mut facets = Facets::default();
    facets.is_any = true;
    for (skill, times) in [("Redis", 1), ("PostgreSQL", 1), ("AWS", 2)] {
        (0..times).for_each(|_| facets.cycle(Facet::Skill(skill.to_owned())));
    }
    facets
}

fn ask_nucleo(matcher: &mut Matcher, lines: &[Utf32String], query: &str) -> usize {
    let pattern = Pattern::parse(query.trim_start_matches('#'), CaseMatching::Smart, Normalization::Smart);
    let mut hits: Vec<(u32, u32)> = Vec::new();
    for (line, place) in lines.iter().zip(0..) {
        let line: Utf32Str<'_> = line.slice(..);
        hits.extend(pattern.score(line, matcher).map(|score| (u32::MAX - score, place)));
    }
    let rows = ROWS.min(hits.len());
    if rows > 0 {
        hits.select_nth_unstable(rows - 1);
        hits[..rows].sort_unstable();
    }
    hits.len()
}

fn ask_fuzzy_matcher(lines: &[String], query: &str) -> usize {
    let matcher = SkimMatcherV2::default();
    let query = query.trim_start_matches('#');
    let words: Vec<&str> = query.split_whitespace().collect();
    let hits = lines.iter().filter(|line| words.iter().all(|word| matcher.fuzzy_match(line, word).is_some()));
    hits.count()
}

/// Median and worst time of a key, with those of nucleo-matcher over the same lines taken in turns.
fn one_key() {
    println!(
        "one key of: stories, skills | retell median, worst | nucleo-matcher median, worst | ratio of medians, worsts"
    );
    for (count, kinds) in SIZES {
        let stories = stories(count, kinds);
        let plain_lines = lines(&stories);
        let text: usize =
            stories.iter().map(|story| story.beats.iter().map(|(_, text)| text.len()).sum::<usize>()).sum::<usize>()
                + plain_lines.iter().map(String::len).sum::<usize>();
        let lines: Vec<Utf32String> = plain_lines.into_iter().map(Utf32String::from).collect();
        let catalog = catalog(stories);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let none = Facets::default();
        let kinds = [
            ("#skill", SKILLS, Counts::None, &none),
            ("words", WORDS, Counts::None, &none),
            ("counted", SKILLS, Counts::Skills, &none),
            ("operators", OPERATORS, Counts::None, &none),
            ("faceted", WORDS, Counts::Skills, &facets()),
        ];
        for (name, queries, counts, facets) in kinds {
            let mut finder = Finder::default();
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            for query in prefixes(&queries) {
                ours.push(timed(|| black_box(ask(&mut finder, &catalog, query, counts, facets)).count));
                theirs.push(timed(|| ask_nucleo(&mut matcher, &lines, query)));
            }
            let ([median, worst], [their_median, their_worst]) = (middle_and_last(ours), middle_and_last(theirs));
            println!(
                "{name:>9} {count:>7} {:>5} | {median:>10.3?} {worst:>10.3?} | {their_median:>10.3?} {their_worst:>10.3?} | {:.4} {:.4}",
                catalog.index().skills().len(),
                median.as_secs_f64() / their_median.as_secs_f64(),
                worst.as_secs_f64() / their_worst.as_secs_f64(),
            );
        }
        let bytes = catalog.index().bytes() + catalog.texts().unwrap().bytes();
        println!("  index {} bytes a story; the text itself {}", bytes / count, text / count);
    }
}

#[expect(clippy::disallowed_methods, reason = "this is a benchmark")]
fn timed(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn middle_and_last(mut times: Vec<Duration>) -> [Duration; 2] {
    times.sort_unstable();
    [times[times.len() / 2], times[times.len() - 1]]
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn retell(bencher: Bencher<'_, '_>, (count, kinds): (usize, usize)) {
    let catalog = catalog(stories(count, kinds));
    let (mut finder, none) = (Finder::default(), Facets::default());
    bencher.bench_local(|| {
        for query in prefixes(&WORDS).into_iter().chain(prefixes(&SKILLS)) {
            black_box(ask(&mut finder, &catalog, query, Counts::Skills, &none));
        }
    });
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn nucleo_matcher(bencher: Bencher<'_, '_>, (count, kinds): (usize, usize)) {
    let lines: Vec<Utf32String> = lines(&stories(count, kinds)).into_iter().map(Utf32String::from).collect();
    let mut matcher = Matcher::new(Config::DEFAULT);
    bencher.bench_local(|| {
        for query in prefixes(&WORDS).into_iter().chain(prefixes(&SKILLS)) {
            black_box(ask_nucleo(&mut matcher, &lines, query));
        }
    });
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn fuzzy_matcher_alone(bencher: Bencher<'_, '_>, (count, kinds): (usize, usize)) {
    let lines = lines(&stories(count, kinds));
    bencher.bench(|| {
        for query in prefixes(&WORDS).into_iter().chain(prefixes(&SKILLS)) {
            black_box(ask_fuzzy_matcher(&lines, query));
        }
    });
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn make_the_index(bencher: Bencher<'_, '_>, (count, kinds): (usize, usize)) {
    let stories = stories(count, kinds);
    bencher
        .with_inputs(|| Library::new(stories.clone(), Origin::Own))
        .bench_values(|library| Catalog::new(library, lexicon()).with_texts());
}
