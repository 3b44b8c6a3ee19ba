//! Two versions of a story, one in the library and one from a document: what of the first outlives the second.

use super::shelf::document_of;
use crate::domain::beat::Beat;
use crate::domain::difference::compare;
use crate::domain::fold::fold_all;
use crate::domain::story::Story;

/// Whether the library's story has all that the one found has.
pub(super) fn has_all_of(known: &Story, found: &Story) -> bool {
    words_of(known) == words_of(found)
        && (known.title == found.title || found.title_made_up)
        && found.skills.iter().all(|skill| known.skills.contains(skill))
        && (document_of(known) != document_of(found)
            || found.questions.iter().all(|question| known.questions.contains(question)))
}

/// Whether somebody has edited a story since it was imported.
pub(super) fn edited_since(story: &Story) -> bool {
    let imported = story.source.as_ref().and_then(|source| source.fingerprint.as_ref());
    // A field of the wrong type is somebody's edit too, and the fingerprint doesn't see all of them.
    !story.locked_fields().is_empty() || imported != Some(&story.fingerprint())
}

/// All the words of a story but its title.
pub(super) fn words_of(story: &Story) -> String {
    let beats = story.beats.iter().map(|(beat, text)| (beat.key(), text));
    let extras = story.extras.iter().map(|extra| (extra.label.as_str(), extra.text.as_str()));
    beats.chain(extras).map(|(label, text)| format!("{label}\n{text}\n")).collect()
}

/// The parts of a story found that the library's story hasn't like this: `title, outcome, skills`.
pub(super) fn what_differs(known: &Story, found: &Story) -> String {
    let is_beat = |name: &str| Beat::ALL.into_iter().any(|beat| beat.name() == name);
    let mut names = Vec::new();
    for part in compare(known, found) {
        let differs = match part.name.as_str() {
            "Title" => known.title != found.title && !found.title_made_up,
            "Skills" => !found.skills.iter().all(|skill| known.skills.contains(skill)),
            name => !part.is_none() && (part.right.is_some() || is_beat(name)),
        };
        if differs && part.name != "What Retell doesn't show" {
            names.push(part.name.to_lowercase());
        }
    }
    names.join(", ")
}

/// Gives a story found what its version in the library has and no document knows.
pub(super) fn keep_what_is_not_from_the_document(found: &mut Story, earlier: &Story) {
    found.version = earlier.version;
    found.target_seconds = found.target_seconds.or(earlier.target_seconds);
    found.cues = earlier.cues.clone();
    found.silenced = earlier.silenced.clone();
    found.flagged |= earlier.flagged;
    if let (Some(found), Some(earlier)) = (&mut found.source, &earlier.source) {
        found.unknown = earlier.unknown.clone();
    }
    for extra in &mut found.extras {
        if let Some(earlier) = earlier.extras.iter().find(|earlier| earlier.label == extra.label) {
            extra.unknown = earlier.unknown.clone();
        }
    }
    found.beats.keep_unknown(&earlier.beats);
    for (key, value) in earlier.unknown.iter() {
        found.unknown.entry(key.clone()).or_insert_with(|| value.clone());
    }
    for (now, before) in [
        (&mut found.skills, &earlier.skills),
        (&mut found.questions, &earlier.questions),
        (&mut found.follow_ups, &earlier.follow_ups),
    ] {
        let missing: Vec<String> = before.iter().filter(|one| !now.contains(one)).cloned().collect();
        now.extend(missing);
    }
    // Made up again, a title is no better than the one that stands there.
    if found.title_made_up && !earlier.title_made_up {
        found.title.clone_from(&earlier.title);
        found.title_made_up = false;
    }
    // A skill that was suggested before, by the same words, has been accepted or dropped by now.
    let text = fold_all(&words_of(earlier));
    let skills = found.skills.clone();
    found.suggested_skills.retain(|skill| {
        let was_offered = text.contains(&fold_all(skill));
        !skills.contains(skill) && (earlier.suggested_skills.contains(skill) || !was_offered)
    });
}
