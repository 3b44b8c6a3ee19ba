//! A cue sheet: for each story a page to glance at before an interview, printed or on a screen.

use std::fmt::Write;

use super::Selection;
use crate::domain::beat::Beat;
use crate::domain::cues::{cue_words_of, numbers};
use crate::domain::exported::CUE_SHEET;
use crate::domain::safe::Safe;
use crate::domain::story::Story;

/// How much of a story a page holds, whatever its length: so many cue words of a beat, so many numbers, questions,
/// skills and follow-ups, and so many letters of each.
const CUES: usize = 3;
const NUMBERS: usize = 12;
const QUESTIONS: usize = 2;
const SKILLS: usize = 8;
const FOLLOW_UPS: usize = 5;
const LONGEST_CUE: usize = 40;
const LONGEST_LINE: usize = 120;

/// The stories, a page each, in one file that needs no other.
pub fn write(selection: Selection<'_>) -> String {
    let mut page = String::new();
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{CUE_SHEET}\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>Cue sheet</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    );
    selection.stories.iter().for_each(|story| write_story(&mut page, story));
    page.push_str("</body>\n</html>\n");
    page
}

/// The looks: dark where the reader likes it dark, and black on white on paper, where each story has a page of its own.
/// There no text takes more than two lines, so that all of them have room, and nothing goes on to a second page.
const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1a1a1a; --dim: #595959; --line: #c8c8c8; --paper: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --dim: #a6a6a6; --line: #4d4d4d; --paper: #1c1c1e; } }
body { margin: 0 auto; max-width: 42rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
article { padding: 1.5rem 0 2.5rem; }
article + article { border-top: 1px solid var(--line); }
h1 { margin: 0 0 .25rem; font-size: 1.7rem; line-height: 1.2; }
p { margin: .25rem 0; }
.dim, h2 { color: var(--dim); }
h2 { margin: 1.3rem 0 .3rem; font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: .45rem 1rem; margin: 1.3rem 0 0; }
dt { color: var(--dim); }
dd { margin: 0; font-size: 1.15rem; font-weight: 600; }
dd span + span::before { content: \" · \"; font-weight: 400; color: var(--dim); }
ul { margin: .25rem 0; padding-left: 1.2rem; }
@page { margin: 14mm; }
@media print {
  :root { color-scheme: light; --ink: #000000; --dim: #404040; --line: #808080; --paper: #ffffff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.3; }
  article { padding: 0; border: 0 !important; max-height: 250mm; overflow: hidden; break-inside: avoid; }
  article + article { break-before: page; }
  h1, p, dd, li { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  li::before { content: \"– \"; }
  dl { gap: .25rem 1rem; margin-top: 1rem; }
  h2 { margin-top: 1rem; }
}
";

fn write_story(page: &mut String, story: &Story) {
    let _ = writeln!(page, "<article>\n<h1>{}</h1>", short(&story.title, LONGEST_LINE));
    let mut about = vec![story.target().to_string()];
    about.extend(story.skills.iter().take(SKILLS).map(|skill| short(skill, LONGEST_CUE)));
    let _ = writeln!(page, "<p class=\"dim\">{}</p>", about.join(" · "));
    for question in story.questions.iter().take(QUESTIONS) {
        let _ = writeln!(page, "<p>“{}”</p>", short(question, LONGEST_LINE));
    }
    let cues: Vec<(Beat, Vec<String>)> = story.beats.iter().map(|(beat, _)| (beat, cues_of(story, beat))).collect();
    if !cues.is_empty() {
        page.push_str("<dl>\n");
        for (beat, cues) in cues {
            let _ = writeln!(page, "<dt>{}</dt>\n<dd>{}</dd>", beat.name(), spans(&cues));
        }
        page.push_str("</dl>\n");
    }
    let numbers: Vec<String> =
        numbers(story).into_iter().take(NUMBERS).map(|number| short(number, LONGEST_CUE)).collect();
    if !numbers.is_empty() {
        let _ = writeln!(page, "<h2>The numbers</h2>\n<p>{}</p>", numbers.join(" · "));
    }
    write_follow_ups(page, &story.follow_ups);
    page.push_str("</article>\n");
}

fn write_follow_ups(page: &mut String, follow_ups: &[String]) {
    if follow_ups.is_empty() {
        return;
    }
    page.push_str("<h2>Follow-ups</h2>\n<ul>\n");
    for follow_up in follow_ups.iter().take(FOLLOW_UPS) {
        let _ = writeln!(page, "<li>{}</li>", short(follow_up, LONGEST_LINE));
    }
    page.push_str("</ul>\n");
    if let Some(more) = follow_ups.len().checked_sub(FOLLOW_UPS).filter(|more| *more > 0) {
        let _ = writeln!(page, "<p class=\"dim\">and {more} more</p>");
    }
}

/// The cue words of a beat, or how it begins if it has none.
fn cues_of(story: &Story, beat: Beat) -> Vec<String> {
    let cues = cue_words_of(story, beat, CUES);
    if cues.is_empty() { vec![story.beats.get(beat).unwrap_or_default().to_owned()] } else { cues }
}

fn spans(words: &[String]) -> String {
    words.iter().map(|word| format!("<span>{}</span>", short(word, LONGEST_CUE))).collect()
}

/// So many letters of a text on one line, escaped.
fn short(text: &str, longest: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = Safe::from(words.join(" "));
    match text.letters().nth(longest) {
        None => escaped(&text),
        Some(_) => format!("{}…", escaped(text.letters().take(longest - 1).collect::<String>().trim_end())),
    }
}

/// Text in which nothing means anything to HTML, and nothing steers or turns what stands beside it.
pub fn escaped(text: &str) -> String {
    let safe = Safe::from(text);
    let mut escaped = String::with_capacity(safe.len());
    for c in safe.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
