//! Anki's form for text files: a note for each part of a story, which a second export updates.
//!
//! A note is a part and not a whole story, because Anki shows all of an answer at once, times it for a minute at the
//! most, and brings all of it back when any of it was forgotten. The fields and headers are those of the manual:
//! <https://docs.ankiweb.net/importing/text-files.html>.

use std::fmt::Write;

use super::{Selection, html};
use crate::domain::cues::cue_words_of;
use crate::domain::fingerprint::fingerprint;
use crate::domain::ladder::{Ladder, Rung};
use crate::domain::safe::Safe;
use crate::domain::story::Story;
use crate::domain::text::{Block, blocks};

/// What Anki is told of the columns. No names are among it: those of the fields are in the language of each Anki, and
/// without them the fields come in their order.
pub const HEADERS: &str =
    "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#deck column:2\n#tags column:5\n";

/// The deck that the notes come into, unless they are in another one by then.
const DECK: &str = "Retell";

/// The most cue words that tell what was told before.
const MOST_CUES: usize = 3;

/// The stories as notes, with all that Anki has to know of them.
pub fn write(selection: Selection<'_>) -> String {
    let mut text = HEADERS.to_owned();
    for (place, story) in selection.stories.iter().enumerate() {
        let name = selection.names.get(place).map_or(story.id.as_str(), String::as_str);
        let rungs = Ladder::Outline.rungs(story, story.target());
        for (place, rung) in rungs.iter().enumerate() {
            let before = rungs.get(..place).unwrap_or_default();
            let fields =
                [guid(name, rung), DECK.to_owned(), front(story, before, rung), back(story, rung), tags(story)];
            let _ = writeln!(text, "{}", fields.map(|field| cell(&field)).join("\t"));
        }
    }
    text
}

/// A name that the note keeps, whatever becomes of title and text.
fn guid(name: &str, rung: &Rung) -> String {
    let id = fingerprint(format!("{name}\0{}", rung.name).bytes());
    format!("retell-{id}")
}

/// The story and the question, what was told before in cue words, and which part is to be told now.
fn front(story: &Story, before: &[Rung], rung: &Rung) -> String {
    let mut front = format!("<b>{}</b>", escaped(&story.title));
    if let Some(question) = story.questions.first() {
        let _ = write!(front, "<br><i>{}</i>", escaped(question));
    }
    for told in before {
        let cues = told.beats.iter().flat_map(|&beat| cue_words_of(story, beat, MOST_CUES)).take(MOST_CUES);
        let cues = cues.map(|cue| escaped(&cue)).collect::<Vec<_>>().join(" · ");
        let _ = write!(front, "<br>{}: {cues}", escaped(&told.name));
    }
    let _ = write!(front, "<br><br><b>{}</b> in {}?", escaped(&rung.name), rung.budget);
    front
}

fn back(story: &Story, rung: &Rung) -> String {
    let mut back = String::new();
    for (place, (beat, text)) in rung.beats.iter().filter_map(|&beat| Some((beat, story.beats.get(beat)?))).enumerate()
    {
        back.push_str(if place > 0 { "<br><br>" } else { "" });
        if rung.beats.len() > 1 {
            let _ = write!(back, "<b>{}</b><br>", beat.name());
        }
        let lines = blocks(text).map(|block| match block {
            Block::Paragraph(words) => escaped(words),
            Block::Bullet(words) => format!("• {}", escaped(words)),
        });
        back.push_str(&lines.collect::<Vec<_>>().join("<br>"));
    }
    back
}

/// Tags have no spaces, and two colons would put one below another.
fn tags(story: &Story) -> String {
    let tag = |skill: &String| skill.split_whitespace().collect::<Vec<_>>().join("_").replace("::", ":");
    std::iter::once("retell".to_owned()).chain(story.skills.iter().map(tag)).collect::<Vec<_>>().join(" ")
}

/// Text in which nothing means anything to HTML, nor to Anki: `[sound:…]` would be played.
fn escaped(text: &str) -> String {
    html::escaped(text).replace('[', "&#91;")
}

/// A field. Tabs, line breaks and quotes would end it, unless it stands in quotes; a `#` at its start would make its
/// line a comment.
fn cell(text: &str) -> String {
    let text = Safe::from(text).on_one_line();
    let is_plain = !text.contains(['"', '\t']) && !text.starts_with('#');
    if is_plain { text.to_string() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::beat::Beat;

    /// Reads it by the rules of the manual: headers as `#key:value` at the top, comments left out, then fields between
    /// the separators, quoted where it must be.
    fn read(text: &str) -> (Vec<(String, String)>, Vec<Vec<String>>) {
        let headers = text.lines().take_while(|line| line.starts_with('#'));
        let headers: Vec<(String, String)> = headers
            .map(|line| line.trim_start_matches('#').split_once(':').unwrap())
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).comment(Some(b'#')).delimiter(b'\t');
        let rows = reader.from_reader(text.as_bytes()).into_records();
        (headers, rows.map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect())
    }

    fn leak() -> Story {
        let mut story = Story::new("# \"The\" leak [sound:a.mp3]");
        story.skills = vec!["Redis".to_owned(), "incident  response".to_owned(), "C::B".to_owned()];
        story.questions = vec!["Why <b>\tthis</b>?".to_owned()];
        story.beats.insert(Beat::Problem, "PostgreSQL was full\n\n- at 3 & later");
        story.beats.insert(Beat::Insight, "It leaked.");
        story.beats.insert(Beat::Action, "I fixed it.");
        story.beats.insert(Beat::Outcome, "It held for 90 days.");
        story
    }

    #[test]
    fn the_form_is_what_the_manual_says() {
        let (headers, rows) = read(&write(Selection { stories: &[&leak()], ..Selection::default() }));
        let header = |key: &str| headers.iter().find(|(is, _)| is == key).map(|(_, value)| value.as_str());
        assert_eq!(
            (header("separator"), header("html"), header("notetype")),
            (Some("tab"), Some("true"), Some("Basic"))
        );
        assert_eq!(
            (header("guid column"), header("deck column"), header("tags column")),
            (Some("1"), Some("2"), Some("5"))
        );
        assert!(rows.iter().all(|row| row.len() == 5 && row[1] == "Retell"), "{rows:?}");
        assert!(rows.iter().all(|row| row[4] == "retell Redis incident_response C:B"));
        assert_eq!(
            rows[0][2],
            "<b># &quot;The&quot; leak &#91;sound:a.mp3]</b><br><i>Why &lt;b&gt; this&lt;/b&gt;?</i><br><br><b>Problem</b> in 0:21?"
        );
        assert_eq!(rows[0][3], "PostgreSQL was full<br>• at 3 &amp; later");
        assert!(rows[1][2].contains("<br>Problem: PostgreSQL") && rows[1][2].ends_with("<b>Insight</b> in 0:32?"));
        assert_eq!(rows[2][3], "<b>Action</b><br>I fixed it.<br><br><b>Outcome</b><br>It held for 90 days.");
    }

    #[test]
    fn a_second_export_updates_the_notes_of_the_first() {
        let first = leak();
        let mut second = first.clone();
        second.title = "Another title".to_owned();
        second.beats.insert(Beat::Problem, "Another problem");
        let guids = |story: &Story| -> Vec<String> {
            read(&write(Selection { stories: &[story], ..Selection::default() }))
                .1
                .into_iter()
                .map(|row| row[0].clone())
                .collect()
        };
        assert_eq!(guids(&first), guids(&second));
        let mut all = guids(&first);
        all.extend(guids(&Story { id: Story::new("other").id, ..first }));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 6);
    }
}
