//! A plain story: each of its fields is known, has its type and stands there once. Most are plain, and one pass reads
//! them.

use serde::Deserialize;

use super::by_beat::ByBeat;
use super::kept_fields::KeptFields;
use super::story::{Extra, Source, Story, StoryId, TARGET_SECONDS};

/// The story in this JSON, if it is a plain one. Any other is for [`Story::from_json`] to judge.
pub(super) fn read(json: &str) -> Option<Story> {
    // The parser would take a list of values for an object without its keys.
    let is_object = json.trim_start_matches([' ', '\t', '\r', '\n']).starts_with('{');
    let plain: Plain = is_object.then(|| serde_json::from_str(json).ok())??;
    // What stands inside of unknown fields hasn't been looked at.
    let is_known = plain.extras.iter().all(|extra| extra.unknown.is_empty())
        && plain.source.iter().all(|source| source.unknown.is_empty());
    let is_fine = plain.target_seconds.is_none_or(|seconds| TARGET_SECONDS.contains(&seconds));
    (is_known && is_fine && !plain.title.trim().is_empty()).then(|| Story {
        version: plain.version,
        id: plain.id,
        title: plain.title,
        title_made_up: plain.title_made_up,
        skills: plain.skills,
        suggested_skills: plain.suggested_skills,
        questions: plain.questions,
        follow_ups: plain.follow_ups,
        target_seconds: plain.target_seconds,
        silenced: plain.silenced,
        flagged: plain.flagged,
        beats: plain.beats.into(),
        cues: plain.cues.into(),
        extras: plain.extras,
        source: plain.source,
        locked: KeptFields::default(),
        unknown: KeptFields::default(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    #[serde(default = "first_version")]
    version: u32,
    id: StoryId,
    title: String,
    #[serde(default)]
    title_made_up: bool,
    #[serde(default)]
    skills: Vec<String>,
    #[serde(default)]
    suggested_skills: Vec<String>,
    #[serde(default)]
    questions: Vec<String>,
    #[serde(default)]
    follow_ups: Vec<String>,
    #[serde(default)]
    target_seconds: Option<u32>,
    #[serde(default)]
    silenced: Vec<String>,
    #[serde(default)]
    flagged: bool,
    #[serde(default)]
    beats: ByBeat<Box<str>>,
    #[serde(default)]
    cues: ByBeat<Vec<String>>,
    #[serde(default)]
    extras: Vec<Extra>,
    #[serde(default)]
    source: Option<Box<Source>>,
}

const fn first_version() -> u32 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = r#"{"version": 1, "id": "a", "title": "A \"leak\"", "title_made_up": true, "skills": ["Redis"],
        "suggested_skills": [], "questions": ["Why?"], "follow_ups": ["And?"], "target_seconds": 90,
        "silenced": ["money"], "flagged": true, "beats": {"outcome": " ", "problem": "It leaked."}, "cues": {"problem": ["three"]},
        "extras": [{"label": "Team", "text": "Five."}], "source": {"document": "d", "lines": [1, 2], "fingerprint": "0"}}"#;

    /// Whether it is plain, and then the same as when it is read field by field.
    fn is_plain(json: &str) -> bool {
        let plain = read(json);
        if let Some(plain) = &plain {
            assert_eq!(Story::from_any_json(json).ok().as_ref(), Some(plain), "{json}");
        }
        plain.is_some()
    }

    #[test]
    fn a_story_with_nothing_but_known_fields_is_plain() {
        assert!(is_plain(FULL));
        assert!(is_plain(r#"{"id": "a", "title": "A"}"#));
        assert!(is_plain(r#" {"beats": {}, "target_seconds": null, "source": null, "title": "A", "id": "a"} "#));
    }

    #[test]
    fn a_story_with_anything_else_in_it_is_not_plain() {
        for (known, instead) in [
            (r#""id": "a""#, r#""id": "a/b""#),
            (r#""id": "a""#, r#""id": "a", "mood": 1"#),
            (r#""id": "a""#, r#""id": "a", "id": "a""#),
            (r#""A \"leak\"""#, r#"" ""#),
            (r#"["Redis"]"#, r#"["Redis", 1]"#),
            (r#"["Redis"]"#, "null"),
            ("90", "5"),
            ("90", "90.0"),
            (r#""problem": "It"#, r#""outcome": "It"#),
            (r#""problem": "It"#, r#""epilogue": "It"#),
            (r#""It leaked.""#, "7"),
            (r#"["three"]"#, r#"["three"], "problem": ["three"]"#),
            (r#""text": "Five.""#, r#""text": "Five.", "size": {"a": 1, "a": 2}"#),
            (r#""text": "Five.""#, r#""text": "Five.", "text": "Five.""#),
            (r#"{"label": "Team", "text": "Five."}"#, r#"["Team", "Five."]"#),
            (r#""lines": [1, 2]"#, r#""lines": [1, 2], "page": 1"#),
            (r#"{"document": "d", "lines": [1, 2], "fingerprint": "0"}"#, r#"["d", [1, 2], "0"]"#),
        ] {
            let json = FULL.replacen(known, instead, 1);
            assert!(json != FULL && !is_plain(&json), "{json}");
        }
        assert!(!is_plain(r#"[1, "a", "A", false, [], [], [], [], null, [], {}, {}, [], null]"#));
    }

    #[test]
    fn both_ways_to_read_a_story_agree_however_it_is_damaged() {
        for (place, byte) in FULL.bytes().enumerate() {
            for instead in [&b""[..], &[byte, byte], &[byte ^ 1], b"\"", b"{", b"[", b",", b"1", b"null"] {
                let (before, after) = (&FULL.as_bytes()[..place], &FULL.as_bytes()[place + 1..]);
                is_plain(&String::from_utf8([before, instead, after].concat()).unwrap());
            }
        }
    }
}
