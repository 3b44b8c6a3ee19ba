//! What can be done by hand to a story before it comes in: split, merged, its parts told as other beats. No word is lost.

use crate::domain::beat::{Beat, Beats};
use crate::domain::story::{Extra, Story};
use crate::domain::text::{blocks, sentences};
use crate::import::Found;
use crate::import::document::title_for;

/// A part of a story that has a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A beat.
    Beat(Beat),
    /// The extra in this place.
    Extra(usize),
}

/// One block of a story, which the cursor can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The part it belongs to.
    pub part: Part,
    /// Its place among the blocks of the part.
    pub block: usize,
}

/// The parts of a story with their texts, in the order of telling.
pub fn parts(story: &Story) -> impl Iterator<Item = (Part, &str)> {
    let beats = story.beats.iter().map(|(beat, text)| (Part::Beat(beat), text));
    let extras = story.extras.iter().enumerate().map(|(place, extra)| (Part::Extra(place), extra.text.as_str()));
    beats.chain(extras)
}

/// The places of all blocks of a story.
pub fn places(story: &Story) -> Vec<Place> {
    parts(story).flat_map(|(part, text)| (0..blocks(text).count()).map(move |block| Place { part, block })).collect()
}

/// Two texts one after the other, as bullets of one list if both are bullets there.
fn join(one: &str, other: &str) -> String {
    let (one, other) = (one.trim_end(), other.trim_start_matches('\n'));
    let is_list = one.lines().next_back().is_some_and(|line| line.trim_start().starts_with("- "))
        && other.trim_start().starts_with("- ");
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other.to_owned(),
        (_, true) => one.to_owned(),
        _ => format!("{one}{}{other}", if is_list { "\n" } else { "\n\n" }),
    }
}

/// Puts together the beats of a story anew. What is no text of a beat stays.
fn with_beats(story: &mut Story, texts: impl IntoIterator<Item = (Beat, String)>) {
    let mut beats = Beats::default();
    beats.keep_unknown(&story.beats);
    for (beat, text) in texts.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        let text = join(beats.get(beat).unwrap_or_default(), &text);
        beats.insert(beat, text);
    }
    story.beats = beats;
}

/// A text before and from a block on.
fn cut(text: &str, block: usize) -> (String, String) {
    let lines: Vec<&str> = text.lines().collect();
    let mut filled = lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let (before, after) = lines.split_at(filled.nth(block).map_or(lines.len(), |(line, _)| line));
    (before.join("\n").trim_end().to_owned(), after.join("\n"))
}

/// Splits a story: the block at `place` and all that follows become a story of its own.
pub fn split(found: &Found, place: Place) -> (Found, Found) {
    let (mut first, mut second) = (found.clone(), Found::from(Story::new("?")));
    let (mut kept, mut moved) = (Vec::new(), Vec::new());
    let is_before = |part: Part| match (part, place.part) {
        (Part::Beat(one), Part::Beat(other)) => one < other,
        (Part::Extra(one), Part::Extra(other)) => one < other,
        (Part::Beat(_), Part::Extra(_)) => true,
        (Part::Extra(_), Part::Beat(_)) => false,
    };
    first.story.extras.clear();
    for (part, text) in parts(&found.story) {
        let (before, after) = match part {
            part if part == place.part => cut(text, place.block),
            part if is_before(part) => (text.to_owned(), String::new()),
            _ => (String::new(), text.to_owned()),
        };
        match part {
            Part::Beat(beat) => {
                kept.push((beat, before));
                moved.push((beat, after));
            }
            Part::Extra(extra) => {
                let Some(extra) = found.story.extras.get(extra) else { continue };
                let of = |text| Extra { text, ..extra.clone() };
                // The label goes with the text; where the text is cut it stands over both.
                first.story.extras.extend((!before.is_empty()).then(|| of(before)));
                second.story.extras.extend((!after.is_empty()).then(|| of(after)));
            }
        }
    }
    with_beats(&mut first.story, kept);
    with_beats(&mut second.story, moved);
    let cut_at = match place.part {
        Part::Beat(beat) => found.line_of(beat, place.block).clamp(found.lines.0, found.lines.1),
        Part::Extra(_) => found.lines.0,
    };
    first.lines.1 = cut_at.saturating_sub(1).max(first.lines.0);
    second.lines = (cut_at, found.lines.1);
    second.doubt = found.doubt;
    second.story.title = title_for(&second.story.beats);
    second.story.title_made_up = true;
    second.story.id = Story::new(&second.story.title).id;
    second.story.source.clone_from(&found.story.source);
    (place_in_document(first), place_in_document(second))
}

/// The source of a story says where it stands.
fn place_in_document(mut found: Found) -> Found {
    if let Some(source) = &mut found.story.source {
        source.lines = found.lines;
    }
    found
}

/// Merges a story with the one after it. The title of that stays as words, unless it was made from words that are there.
pub fn merge(one: &Found, other: &Found) -> Found {
    let (mut merged, mut next) = (one.clone(), other.story.clone());
    if !next.title_made_up {
        let title = std::mem::take(&mut next.title);
        let first = next.beats.iter().next().map(|(beat, text)| (beat, join(&title, &format!("\n{text}"))));
        let (beat, text) = first.unwrap_or((Beat::Problem, title));
        next.beats.insert(beat, text);
    }
    let texts: Vec<_> = [&one.story, &next]
        .into_iter()
        .flat_map(|story| story.beats.iter().map(|(beat, text)| (beat, text.to_owned())))
        .collect();
    let story = &mut merged.story;
    with_beats(story, texts);
    story.beats.keep_unknown(&next.beats);
    story.extras.extend(next.extras);
    for (all, more) in [
        (&mut story.skills, next.skills),
        (&mut story.suggested_skills, next.suggested_skills),
        (&mut story.questions, next.questions),
        (&mut story.follow_ups, next.follow_ups),
    ] {
        let missing: Vec<String> = more.into_iter().filter(|one| !all.contains(one)).collect();
        all.extend(missing);
    }
    let skills = &story.skills;
    story.suggested_skills.retain(|skill| !skills.contains(skill));
    for (beat, cues) in next.cues {
        story.cues.entry(beat).or_default().extend(cues);
    }
    story.target_seconds = story.target_seconds.or(next.target_seconds);
    for (key, value) in next.unknown.iter() {
        story.unknown.entry(key.clone()).or_insert_with(|| value.clone());
    }
    merged.lines = (one.lines.0.min(other.lines.0), one.lines.1.max(other.lines.1));
    merged.doubt = one.doubt.or(other.doubt);
    place_in_document(merged)
}

/// The sentences of the block at `place`.
pub fn sentences_at(story: &Story, place: Place) -> usize {
    let text = parts(story).find(|(part, _)| *part == place.part).map_or("", |(_, text)| text);
    let (_, from) = cut(text, place.block);
    from.lines().next().map_or(0, |block| sentences(block).len())
}

/// Makes a block of each sentence of the one at `place`, so that each can be told as another beat.
pub fn break_up(found: &Found, place: Place) -> Found {
    let mut found = found.clone();
    let broken = |text: &str| {
        let (before, from) = cut(text, place.block);
        let (block, behind) = from.split_once('\n').unwrap_or((&from, ""));
        let (mark, words) = block.trim().strip_prefix("- ").map_or(("", block), |words| ("- ", words));
        let pieces = sentences(words).into_iter().map(|sentence| format!("{mark}{sentence}"));
        [before].into_iter().chain(pieces).chain([behind.to_owned()]).fold(String::new(), |all, next| join(&all, &next))
    };
    match place.part {
        Part::Beat(beat) => {
            let text = found.story.beats.get(beat).map(broken);
            text.into_iter().for_each(|text| found.story.beats.insert(beat, text));
        }
        Part::Extra(extra) => {
            if let Some(extra) = found.story.extras.get_mut(extra) {
                extra.text = broken(&extra.text);
            }
        }
    }
    found
}

/// Tells the block at `place`, and what follows it in its part, as another beat: before what that has where it was told
/// before it, behind it otherwise.
pub fn tell_as(found: &Found, place: Place, beat: Beat) -> Found {
    let mut found = found.clone();
    let story = &mut found.story;
    let mut texts: Vec<_> = story.beats.iter().map(|(beat, text)| (beat, text.to_owned())).collect();
    let (at, moved) = match place.part {
        Part::Beat(from) => {
            let Some((_, text)) = texts.iter_mut().find(|(beat, _)| *beat == from) else { return found };
            let (before, moved) = cut(text, place.block);
            *text = before;
            (if from < beat { 0 } else { texts.len() }, moved)
        }
        Part::Extra(extra) => {
            let Some(there) = story.extras.get_mut(extra) else { return found };
            let (before, mut moved) = cut(&there.text, place.block);
            if before.is_empty() {
                moved = join(&there.label, &format!("\n{moved}"));
                story.extras.remove(extra);
            } else {
                there.text = before;
            }
            (texts.len(), moved)
        }
    };
    texts.insert(at, (beat, moved));
    with_beats(story, texts);
    found
}
