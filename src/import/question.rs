//! Questions: what an interviewer asks, in a list or as the title of a story.

use super::label_name::without_number;
use super::plain::bullet;
use super::row::{Kind, Row, TITLE_LINE};

/// Words that ask, where "you" comes later in the sentence.
const QUESTION_WORDS: &[&str] = &[
    "are", "can", "could", "describe", "did", "discuss", "do", "explain", "give", "has", "have", "how", "name",
    "share", "talk", "tell", "walk", "what", "when", "where", "which", "why", "would",
];

/// Whether a text is an interviewer's question.
pub(super) fn is_question(text: &str) -> bool {
    let text = without_number(bullet(text).unwrap_or(text));
    let lower = text.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or("");
    let asks = lower.contains("tell me about a time")
        || lower.starts_with("tell me about ")
        || (QUESTION_WORDS.contains(&first) && lower.contains(" you"));
    text.ends_with('?') || asks
}

/// Whether seven of ten texts are questions.
pub(super) fn are_mostly<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut count, mut questions) = (0, 0);
    for text in texts {
        count += 1;
        questions += usize::from(is_question(text));
    }
    questions >= 2 && questions * 10 >= count * 7
}

/// Makes titles of the questions that stand by themselves above an answer: in Markdown, those in bold or in a list. Says
/// whether there are several.
pub(super) fn mark_titles(rows: &mut [Row], is_markdown: bool) -> bool {
    let stands_alone = |at: usize| {
        at == 0 || rows.get(at - 1).zip(rows.get(at)).is_some_and(|(above, row)| above.last + 1 < row.first)
    };
    let is_marked = |row: &Row| row.kind == Kind::Bullet || (row.bold > 0 && row.bold == row.text.len());
    let is_asked = |row: &Row| {
        let is_there = row.depth <= 1 && !row.continues && row.level().is_none() && (!is_markdown || is_marked(row));
        is_there && is_question(&row.text)
    };
    let has_answer = |at: usize| rows.get(at + 1).is_some_and(|below| !is_asked(below));
    let titles: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| is_asked(row))
        .map(|(at, _)| at)
        .filter(|&at| stands_alone(at) && has_answer(at))
        .collect();
    if titles.len() < 2 {
        return false;
    }
    for at in titles {
        if let Some(row) = rows.get_mut(at) {
            (row.kind, row.depth) = (Kind::Heading(TITLE_LINE), 0);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_told_from_statements() {
        let questions = ["Tell me about a time you failed.", "- Why?", "3. Describe how you lead"];
        assert!(are_mostly(questions.into_iter()));
        assert!(!are_mostly(["Why?", "We had a leak.", "It grew."].into_iter()));
    }
}
