//! Homes and documents with every payload in every place, on disk.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use retell::domain::story::StoryId;

use crate::setting::setting;
use crate::table::{Payload, payloads};

/// A file name with a text in it, as far as there are such names.
pub(crate) fn file_name(text: &str, extension: &str) -> String {
    let mut name: String = text.replace(['/', '\0'], "_").chars().take(40).collect();
    name.push_str(extension);
    name
}

/// A home with every payload in every place: whole stories, takes, questions, and what of them can't be read.
pub(crate) fn hostile_home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let (stories, practice) = (home.path().join("stories"), home.path().join("practice"));
    fs::create_dir(&stories).unwrap();
    fs::create_dir(&practice).unwrap();
    let mut takes = String::new();
    for (number, Payload { text, .. }) in payloads().into_iter().enumerate() {
        let mut story = setting(&text).story;
        story.id = StoryId::from_title(&format!("told {number}"));
        fs::write(stories.join(format!("told-{number}.json")), serde_json::to_string(&story).unwrap()).unwrap();
        let broken = serde_json::json!({ "id": format!("no id: {text}"), "title": &text, "beats": { &text: &text } })
            .to_string();
        fs::write(stories.join(file_name(&text, ".json")), broken).unwrap();
        takes.push_str(&format!("{}\n", take(number, &text)));
        let bad_line = serde_json::json!({ "version": 1, "at": &text, "ladder": &text }).to_string();
        fs::write(practice.join(file_name(&text, ".jsonl")), format!("{bad_line}\n{text}\n")).unwrap();
    }
    fs::write(practice.join("whole.jsonl"), takes).unwrap();
    let question = |text: &String| serde_json::json!({ "text": text, "asked": { "company": text } });
    let broken = |text: &String| serde_json::json!({ "text": text, "competency": text, "asked": { "on": text } });
    let unknown = |text: &String| serde_json::json!({ "text": text, "competency": text });
    let entries = |Payload { text, .. }| [question(&text), broken(&text), unknown(&text)];
    let questions: Vec<serde_json::Value> = payloads().into_iter().flat_map(entries).collect();
    fs::write(home.path().join("questions.json"), serde_json::json!({ "questions": questions }).to_string()).unwrap();
    fs::write(stories.join(OsStr::from_bytes(b"\xff\x9b31m.json")), b"{\"id\": \"\xff\x9b2J\"}").unwrap();
    home
}

/// A take of one of its stories, with a text wherever one may stand.
fn take(number: usize, text: &str) -> serde_json::Value {
    serde_json::json!({
        "version": 1, "id": text, "story": format!("told-{number}"), "title": text, "question": text, "note": text,
        "at": "2026-03-14T21:00:00Z", "ladder": "outline", "style": "recall", "only": text, "target_ms": 60_000,
        "think_ms": 3_000, "splits": [{ "rung": text, "budget_ms": 60_000, "said_ms": 50_000 }],
        "length_ms": 50_000, "finished": true, "grade": 3,
    })
}

/// Documents with every payload in every place and in their names, then those that can't be read.
pub(crate) fn hostile_documents(folder: &Path) -> [Vec<OsString>; 2] {
    let (mut whole, mut broken) = (Vec::new(), Vec::new());
    let write = |names: &mut Vec<OsString>, name: &OsStr, content: &[u8]| {
        fs::write(folder.join(name), content).unwrap();
        names.push(name.to_owned());
    };
    for Payload { text, .. } in payloads() {
        let parts = format!("**Problem:** {text} x{text}\n\n**{text}:** words\n\n**Outcome:** {text}\n");
        let document = format!("# {text} title\n\n**Skills:** {text}, Redis\n\n{parts}\n> {text}\n");
        write(&mut whole, file_name(&text, ".md").as_ref(), document.as_bytes());
        let unknown = format!("[{{\"title\": 3, {}: [", serde_json::to_string(&text).unwrap());
        write(&mut broken, file_name(&text, ".json").as_ref(), unknown.as_bytes());
        broken.push(file_name(&text, ".absent").into());
    }
    let story = b"# \xe9\x9b31m title\n\n**Problem:** \xff\x1b[31m\n\n**Outcome:** done\n";
    write(&mut whole, OsStr::from_bytes(b"\xff\x9b31m.md"), story);
    write(&mut broken, OsStr::from_bytes(b"\xfe\x9b31m.json"), b"{\"\xff\x9b31m\"");
    [whole, broken]
}
