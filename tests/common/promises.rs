//! What a person may count on, whatever comes in: one promise for each parser of text from outside.

use retell::domain::beat::Beat;
use retell::domain::library::{Library, Origin};
use retell::domain::limits::{MOST_BYTES, MOST_STORIES};
use retell::domain::practice::Phase;
use retell::domain::safe::Safe;
use retell::domain::story::Story;
use retell::domain::take::Take;
use retell::domain::time::Millis;
use retell::domain::unfinished::Unfinished;
use retell::domain::written::Written;
use retell::import::{Import, read};
use retell::search::catalog::Catalog;
use retell::search::marks::Marks;
use retell::search::query::Query;
use retell::search::rank::{Finder, Request};
use retell::storage::lexicon::lexicon;

/// Keeps its promise for these bytes, or panics.
type Promise = fn(&[u8]);

/// Every parser by its name, which is also that of its fuzz target and of its folder in `fuzz/corpus`.
pub(crate) const PARSERS: &[(&str, Promise)] = &[
    ("import", |bytes| {
        for name in ["a.md", "a.org"] {
            documents(&read(name, bytes, &["Go", "C++", "AWS", "AWS S3", "sql"]), bytes);
        }
    }),
    ("query", queries),
    ("safe", |bytes| safe_texts(&String::from_utf8_lossy(bytes))),
    ("story", |bytes| stories(&String::from_utf8_lossy(bytes))),
    ("take", takes),
    ("unfinished", unfinished),
    ("written", |bytes| stories_under_way(&String::from_utf8_lossy(bytes))),
];

/// Keeps the promise of one parser, or panics.
pub(crate) fn keep(parser: &str, bytes: &[u8]) {
    let (_, promise) = PARSERS.iter().find(|(name, _)| *name == parser).unwrap();
    promise(bytes);
}

/// Every line of a document is accounted for once, something came in or a problem says why not, and every story can
/// be kept.
pub(crate) fn documents(import: &Import, bytes: &[u8]) {
    let mut ranges: Vec<(usize, usize)> = import.stories.iter().map(|found| found.lines).collect();
    ranges.extend(import.left_out.iter().map(|part| part.lines));
    ranges.sort_unstable();
    let mut next = 1;
    let mut before = None;
    for &(first, last) in &ranges {
        // Two stories may share a line of JSON.
        let is_shared = before == Some((first, first));
        assert!(first <= last && (first == next || is_shared), "{ranges:?}");
        before = Some((first, last));
        next = last + 1;
    }
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if let Some(lines) = line_count(bytes).filter(|_| !is_utf16 && bytes.len() <= MOST_BYTES) {
        assert_eq!(next, lines + 1, "the line behind the last");
    }
    assert!(!import.stories.is_empty() || !import.problems.is_empty(), "nothing came in, and nothing says why");
    assert!(import.stories.len() <= MOST_STORIES);
    for found in import.stories.iter().take(100) {
        assert!(!found.story.title.trim().is_empty() && (found.story.has_text() || found.exported.is_some()));
        let written = serde_json::to_string(&found.story).unwrap();
        assert_eq!(Story::from_json(&written).unwrap(), found.story);
    }
}

/// The lines of a document, however they end. None when it isn't text.
fn line_count(bytes: &[u8]) -> Option<usize> {
    let text = str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Some(text.replace("\r\n", "\n").replace('\r', "\n").lines().count())
}

/// A story that is read is the same after it was written.
fn stories(text: &str) {
    if let Ok(story) = Story::from_json(text) {
        assert_eq!(Story::from_json(&story.to_json(Some(text)).unwrap()).unwrap(), story);
        assert!(!story.id.as_str().contains(['/', '\\', '.', '\0']));
        let (_, _, _) = (story.fingerprint(), story.missing(), story.shown_skills());
    }
}

/// A take that is read is the same after it was written.
fn takes(line: &[u8]) {
    if let Ok(take) = serde_json::from_slice::<Take>(line) {
        let written = serde_json::to_string(&take).unwrap();
        assert!(!written.contains('\n'), "a take is one line");
        assert_eq!(serde_json::from_str::<Take>(&written).unwrap(), take);
        let (_, _) = (take.distance_from_budget(), take.worst_split());
    }
}

/// A take under way that is sound can be told to its end, whatever it was made of.
fn unfinished(text: &[u8]) {
    let Ok(unfinished) = serde_json::from_slice::<Unfinished>(text) else { return };
    let written = serde_json::to_string(&unfinished).unwrap();
    assert_eq!(serde_json::from_str::<Unfinished>(&written).unwrap(), unfinished);
    let take = unfinished.to_take();
    assert_eq!(serde_json::from_str::<Take>(&serde_json::to_string(&take).unwrap()).unwrap(), take);
    if !unfinished.is_sound() {
        return;
    }
    let mut practice = unfinished.practice.clone();
    let mut now = Millis::from_seconds(7);
    for press in 0..2 * practice.rungs().len() {
        now += Millis::from_seconds(1);
        match press % 5 {
            0 => practice.pause_or_continue(now),
            1 => practice.undo(now),
            2 => practice.add_seconds(now),
            3 => practice.restart_rung(now),
            _ => practice.take_seconds(now),
        }
        let _ = (practice.pace(now), practice.elapsed(now), practice.splits_at(now), practice.can_undo());
    }
    while practice.phase() == Phase::Telling {
        now += Millis::from_seconds(1);
        assert!(practice.reveal(now));
    }
    assert_eq!(practice.splits().len(), practice.rungs().len());
}

/// A story that is being written is the same after it was jotted down, and what it comes to can be kept once it has a title.
fn stories_under_way(text: &str) {
    let Ok((written, press)) = Written::from_json(text) else { return };
    assert_eq!(Written::from_json(&written.to_json(press)).unwrap(), (written.clone(), press));
    let mut story = written.story();
    if story.title.trim().is_empty() {
        story.title = "A title".to_owned();
    }
    assert_eq!(Story::from_json(&story.to_json(None).unwrap()).unwrap(), story);
}

/// A query finds stories of the index, each once, and marks letters that are there.
fn queries(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (query, title) = text.split_once('\n').unwrap_or((&text, "A leak in Redis"));
    let mut story = Story::new(title);
    story.skills = title.split(' ').map(str::to_owned).chain(["Redis".to_owned()]).collect();
    story.beats.insert(Beat::Problem, title);
    let mut other = Story::new("Connections outlive requests");
    other.beats.insert(Beat::Outcome, "İt held, and so did the ΣΑΣ.");
    let query = Query::parse(query);
    let stories = [story, other];
    let catalog = Catalog::new(Library::new(stories.to_vec(), Origin::Own), lexicon()).with_texts();
    let request = Request { query: query.clone(), rows: 2, ..Request::default() };
    let mut finder = Finder::default();
    let mut found = finder.find(&catalog, &request).top;
    assert_eq!(found, finder.find(&catalog, &request).top, "the same query has the same answer");
    found.sort_unstable();
    assert!(found.windows(2).all(|pair| matches!(pair, [one, next] if one < next)));
    assert!(found.iter().all(|&place| (place as usize) < stories.len()));
    let marks = Marks::new(&query);
    for places in [marks.in_title(title), marks.in_skill(title), marks.in_text(title)] {
        assert!(places.iter().all(|&place| place < title.chars().count()), "{places:?} of {title:?}");
    }
}

/// A safe text steers nothing, and making it safe again changes nothing.
fn safe_texts(text: &str) {
    let shown = Safe::from(text);
    assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(!shown.contains([
        '\u{202a}',
        '\u{202e}',
        '\u{2066}',
        '\u{2069}',
        '\u{200b}',
        '\u{200f}',
        '\u{feff}',
        '\u{e0041}'
    ]));
    assert_eq!(Safe::from(&*shown), shown);
    // Two letters that would become one are kept apart by a third.
    assert!(shown.chars().count() <= 2 * text.chars().count());
}
