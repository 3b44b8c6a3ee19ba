//! `retell show`: one story, all of it.

use std::io::{self, Write};

use textwrap::Options;

use super::output::Printer;
use crate::domain::day;
use crate::domain::history::History;
use crate::domain::library::{Library, Origin};
use crate::domain::nearest::nearest;
use crate::domain::safe::Safe;
use crate::domain::story::Story;
use crate::domain::text::{Block, blocks, count};

/// The columns of a line.
const WIDTH: usize = 80;

/// The story of this id or, failing that, of this title, whatever its capitals.
///
/// # Errors
/// When there is none, with the id that may have been meant.
pub fn find<'a>(name: &str, library: &'a Library) -> Result<&'a Story, String> {
    let stories = library.stories();
    let named = stories.iter().find(|story| story.id.as_str() == name);
    let titled = || stories.iter().find(|story| story.title.to_lowercase() == name.to_lowercase());
    named.or_else(titled).ok_or_else(|| {
        let near = nearest(name, stories.iter().map(|story| story.id.as_str()));
        let hint = near.map_or_else(String::new, |near| format!(" Did you mean {near}?"));
        format!("no story has the id or the title “{name}”.{hint} retell list --json names them all")
    })
}

/// Prints a story: its title, its parts and all that belongs to it.
///
/// # Errors
/// When `out` can't be written.
pub fn run(story: &Story, origin: Origin, history: &History, out: &mut Printer<impl Write>) -> io::Result<()> {
    out.line(&story.title)?;
    let mut facts = vec![story.id.to_string()];
    if origin == Origin::Samples {
        facts.push("sample".to_owned());
    }
    if story.flagged {
        facts.push("flagged".to_owned());
    }
    if story.title_made_up {
        facts.push("title made up from the text".to_owned());
    }
    if story.is_draft() {
        facts.push(format!("draft: {}", story.missing().join(", ")));
    }
    out.line(facts.join(" · "))?;
    for (_, wrong) in story.locked_fields() {
        print_wrapped(&format!("Locked: {wrong}."), "", "  ", out)?;
    }
    let skills = story.shown_skills().join(" · ");
    if !skills.is_empty() {
        print_wrapped(&skills, "", "", out)?;
    }
    for (beat, text) in story.beats.iter() {
        print_part(beat.name(), text, out)?;
    }
    for extra in &story.extras {
        print_part(&extra.label, &extra.text, out)?;
    }
    print_list("Questions it answers", &story.questions, out)?;
    print_list("Follow-ups", &story.follow_ups, out)?;
    let cues: Vec<String> =
        story.cues.iter().map(|(beat, cues)| format!("{}: {}", beat.name(), cues.join(" · "))).collect();
    print_list("Cue words", &cues, out)?;
    print_list("Silenced rules", &story.silenced, out)?;
    out.line("")?;
    out.line(format!("Target {}. {}", story.target(), told(story, history)))
}

/// How often a story was told, and when it comes back.
fn told(story: &Story, history: &History) -> String {
    let Some(last) = history.last(&story.id) else { return "Never told.".to_owned() };
    let times = count(history.finished(&story.id).count(), "time", "times");
    let due = history.due_on(&story.id).map_or_else(String::new, |due| format!(" Due on {}.", day::in_words(due)));
    format!("Told {times}, last on {}.{due}", day::in_words(last.at.day()))
}

fn print_part(label: &str, text: &str, out: &mut Printer<impl Write>) -> io::Result<()> {
    out.line("")?;
    out.line(label)?;
    for block in blocks(text) {
        match block {
            Block::Paragraph(paragraph) => print_wrapped(paragraph, "  ", "  ", out)?,
            Block::Bullet(bullet) => print_wrapped(bullet, "  - ", "    ", out)?,
        }
    }
    Ok(())
}

fn print_list(label: &str, texts: &[String], out: &mut Printer<impl Write>) -> io::Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    out.line("")?;
    out.line(label)?;
    texts.iter().try_for_each(|text| print_wrapped(text, "  - ", "    ", out))
}

/// Prints words within the width, what comes first before the first line and the rest before the others.
fn print_wrapped(text: &str, first: &str, rest: &str, out: &mut Printer<impl Write>) -> io::Result<()> {
    let text = Safe::from(text).on_one_line();
    let options = Options::new(WIDTH).initial_indent(first).subsequent_indent(rest);
    textwrap::wrap(&text, options).into_iter().try_for_each(|line| out.line(line.into_owned()))
}
