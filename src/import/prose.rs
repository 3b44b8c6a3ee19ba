//! Sections without labels: a question and its answer, a digest, or what happened under a heading that says so.

use super::ledger::Ledger;
use super::row::{Kind, Row};
use super::story_builder::GUIDE;
use super::{digest, incident, instruction, paragraphs, question, title};

/// A shorter text under a heading is no telling, in words.
const FEWEST_WORDS: usize = 25;

/// An article with fewer paragraphs about what went wrong only mentions it.
const FEWEST_TOLD: usize = 2;

/// Of so many paragraphs one must tell something, or what is told is part of what the others say.
const FEWEST_OF_MANY: usize = 5;

/// What stands before an answer.
const ANSWERS: &[&str] = &["A. ", "A: ", "A) ", "Answer: ", "A："];

/// What one column of Chinese or Japanese says takes so many letters, in the mean.
const LETTERS_PER_WORD: usize = 2;

/// Reads a document without labels. Where it is one list of questions, nothing in it is a story.
pub(super) fn read_all(rows: &[Row], ledger: &mut Ledger) {
    let all = paragraphs::of_rows(rows);
    if question::are_mostly(all.iter().map(|paragraph| paragraph.text.as_str())) {
        ledger.leave_out(1, "question list");
        return;
    }
    let sentences = all.iter().filter(|paragraph| !paragraphs::is_menu(&paragraph.text));
    let told = sentences.clone().filter(|paragraph| incident::is_told(&paragraph.text)).count();
    let is_essay = told * FEWEST_OF_MANY < sentences.count();
    let sections: Vec<&[Row]> = rows.chunk_by(|_, next| next.level().is_none()).collect();
    let is_announced = rows.iter().find(|row| row.level().is_some()).is_some_and(|row| announces(&row.text));
    let told = sections.iter().filter(|section| section.len() > 1 && is_told(section, is_announced)).count();
    let texts =
        sections.iter().filter(|section| section.iter().map(|row| words(&row.text)).sum::<usize>() >= FEWEST_WORDS);
    let is_guide = rows.iter().any(|row| row.level().is_some() && instruction::is_about_the_method(&row.text));
    // Where hardly a section tells anything, those that do belong to what the others say.
    let are_few = is_guide || told < 2 || told * 3 < texts.count();
    for section in &sections {
        if let (Some(heading), true) =
            (section.first(), section.iter().any(|row| instruction::judges_answers(&row.text)))
        {
            ledger.leave_out(heading.first, GUIDE);
        } else if !read_section(section, (are_few, is_announced), ledger) {
            paragraphs::read(&paragraphs::of_rows(section), is_essay, ledger);
        }
    }
}

/// What documents of stories are called. In those a section need not say whom it happened to.
const ANNOUNCING: &[&str] =
    &["war stories", "war story", "incident log", "incident reports", "postmortems", "post-mortems"];

fn announces(title: &str) -> bool {
    let title = title.to_lowercase();
    ANNOUNCING.iter().any(|name| title.contains(name)) && !question::is_question(&title)
}

/// Whether a section tells what happened to its teller, or in a document that says so what happened at all.
fn is_told(rows: &[Row], is_announced: bool) -> bool {
    let texts: Vec<String> = paragraphs::of_rows(rows).into_iter().map(|paragraph| paragraph.text).collect();
    let text = texts.join("\n\n");
    !is_instructive(&texts)
        && !instruction::judges_answers(&text)
        && words(&text) >= FEWEST_WORDS
        && (incident::is_told(&text) || (is_announced && incident::has_finite_past(&text)))
}

/// Reads a section that has no labels: its heading if it has one, and what stands under it. Says whether there was a
/// story in it.
pub(super) fn read(rows: &[Row], ledger: &mut Ledger) -> bool {
    read_section(rows, (true, false), ledger)
}

fn read_section(rows: &[Row], (is_only_one, is_announced): (bool, bool), ledger: &mut Ledger) -> bool {
    let heading = rows.first().filter(|row| row.level().is_some());
    let body = rows.get(usize::from(heading.is_some())..).unwrap_or(&[]);
    let heading_text = heading.and_then(|row| title::clean(&row.text));
    if heading.is_some_and(|row| digest::is_end(&row.text)) {
        return false;
    }
    if digest::read(heading, body, ledger) {
        return true;
    }
    let Some((row, heading)) = heading.zip(heading_text) else { return false };
    if (is_only_one && !question::is_question(&heading)) || !is_told(body, is_announced) {
        return false;
    }
    if ledger.is_full() {
        ledger.story_beyond(row.first);
        return true;
    }
    let mut blocks = blocks(body);
    if let Some((_, first)) = blocks.first_mut()
        && let Some(answer) = ANSWERS.iter().find_map(|mark| first.strip_prefix(mark))
    {
        *first = answer.trim_start().to_owned();
    }
    let blocks = blocks.iter().map(|(line, text)| (*line, text.as_str()));
    let Some(mut found) = paragraphs::draft(Some(&heading), blocks) else { return false };
    found.story.questions.extend(question::is_question(&heading).then_some(heading));
    ledger.story(row.first, found);
    true
}

/// Whether an article tells of something that went wrong, if only by those who heard of it: half of its paragraphs are
/// past, and in two of those something goes wrong.
pub(super) fn reports(rows: &[Row]) -> bool {
    let body: Vec<Row> = rows.iter().filter(|row| row.level().is_none()).cloned().collect();
    let all = paragraphs::of_rows(&body).into_iter().map(|paragraph| paragraph.text);
    let texts: Vec<String> = all.filter(|text| !paragraphs::is_menu(text)).collect();
    let past = || texts.iter().filter(|text| incident::has_finite_past(text));
    let is_advice = || is_instructive(&texts) || texts.iter().any(|text| instruction::judges_answers(text));
    past().count() * 2 >= texts.len()
        && past().filter(|text| incident::has_trouble(text)).count() >= FEWEST_TOLD
        && !is_advice()
}

/// The paragraphs, bullets and blocks of code of a section, with their lines.
pub(super) fn blocks(rows: &[Row]) -> Vec<(usize, String)> {
    let mut blocks: Vec<(usize, String)> = Vec::new();
    for row in rows {
        match (row.kind, blocks.last_mut()) {
            (Kind::Rule, _) => {}
            (_, Some((_, last))) if row.continues => {
                last.push(' ');
                last.push_str(&row.text);
            }
            (Kind::Bullet, _) => blocks.push((row.first, format!("- {}", row.text))),
            _ => blocks.push((row.first, row.text.clone())),
        }
    }
    blocks
}

fn is_instructive(texts: &[String]) -> bool {
    let asking = texts.iter().filter(|text| instruction::is_instruction(text)).count();
    asking * 2 > texts.len()
}

/// How many words a text has, in whatever script.
fn words(text: &str) -> usize {
    let wide = text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')).count();
    text.split_whitespace().count() + wide / LETTERS_PER_WORD
}
