//! The text of a beat: plain paragraphs and bullets, kept as one string with blank lines between paragraphs.

use unicode_segmentation::UnicodeSegmentation;

/// One block of a beat's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block<'a> {
    /// A paragraph on a line of its own.
    Paragraph(&'a str),
    /// A bullet, without its dash.
    Bullet(&'a str),
}

/// The blocks of a text, one for each line that isn't blank. A line that starts with `- ` is a bullet.
pub fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| match line.strip_prefix("- ") {
        Some(bullet) => Block::Bullet(bullet.trim_start()),
        None => Block::Paragraph(line),
    })
}

/// `1 story`, `7 stories`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The first sentence, as Unicode divides texts: a new one begins in upper case, so that "Nov. 18" and "2.5 s" are in
/// one.
pub fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let mut bounds = text.split_sentence_bounds().map(str::len);
    let first = bounds.next().unwrap_or_default();
    let is_number = text.get(..first).is_some_and(is_number_of_item);
    let end = first + bounds.next().filter(|_| is_number).unwrap_or_default();
    text.get(..end).unwrap_or_default().trim()
}

/// What a teller can have said or missed: each bullet, and each sentence of a paragraph. A piece without words is left
/// out.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    blocks(text)
        .flat_map(|block| match block {
            Block::Bullet(bullet) => vec![bullet],
            Block::Paragraph(paragraph) => sentences(paragraph),
        })
        .filter(|piece| piece.contains(char::is_alphanumeric))
}

/// The sentences of a paragraph. Unicode lets one end inside `v3.Beta` too; here it ends where a space follows, or a mark
/// of a script that is written without spaces.
pub fn sentences(paragraph: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut end) = (0, 0);
    for bound in paragraph.split_sentence_bounds() {
        end += bound.len();
        let ends_here = |last: char| last.is_whitespace() || STOPS_WITHOUT_SPACE.contains(&last);
        let is_number = start == 0 && is_number_of_item(bound);
        let is_short_form = bound.split_whitespace().next_back().is_some_and(|word| NEVER_LAST.contains(&word));
        if end == paragraph.len() || bound.ends_with(ends_here) && !is_number && !is_short_form {
            found.extend(paragraph.get(start..end).map(str::trim));
            start = end;
        }
    }
    found
}

/// Whether a text is the number of an item of a list, which ends no sentence.
fn is_number_of_item(text: &str) -> bool {
    let digits = text.trim_end().strip_suffix('.').unwrap_or_default();
    (1..=3).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// What is shortened before a word that may begin in upper case, and ends no sentence.
const NEVER_LAST: [&str; 10] = ["Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "vs.", "e.g.", "(e.g.", "i.e.", "(i.e."];

/// The marks behind which a sentence goes on without a space.
const STOPS_WITHOUT_SPACE: [char; 7] = ['。', '．', '！', '？', '｡', '」', '』'];

/// How many words are said: what stands between spaces or long dashes and has a letter or a digit in it. Of scripts that
/// are written without spaces Unicode says what a word is.
pub fn word_count(text: &str) -> usize {
    text.split(|c: char| c.is_whitespace() || c == '—' || STOPS_WITHOUT_SPACE.contains(&c))
        .map(|chunk| {
            if chunk.contains(is_unspaced) {
                chunk.unicode_words().count()
            } else {
                usize::from(chunk.contains(char::is_alphanumeric))
            }
        })
        .sum()
}

/// Whether a character is of a script that is written without spaces: Chinese characters and both Japanese syllabaries.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_dash_makes_a_bullet_and_blank_lines_are_dropped() {
        let found: Vec<_> = blocks("One.\n\n- two\n-  three\n").collect();
        assert_eq!(found, [Block::Paragraph("One."), Block::Bullet("two"), Block::Bullet("three")]);
    }

    #[test]
    fn a_first_sentence_does_not_end_inside_a_number_or_a_name() {
        assert_eq!(first_sentence("Node.js took 2.5 s. Then it died."), "Node.js took 2.5 s.");
        assert_eq!(first_sentence("On 18 Nov. 2025, it broke. Then"), "On 18 Nov. 2025, it broke.");
        assert_eq!(first_sentence("no end\nnext"), "no end");
        assert_eq!(first_sentence("1. We stopped. Then"), "1. We stopped.");
        assert_eq!(first_sentence("1."), "1.");
        assert_eq!(first_sentence("壊れた。直した。"), "壊れた。");
    }

    #[test]
    fn pieces_are_bullets_and_sentences() {
        let text = "On 18 Nov. 2025 it took 2.5 s. Nobody knew\u{a0}why!\n\n- stop. Then start\n-\n- one more\n\nv3.Beta ran. ... \
                    It broke?";
        let found: Vec<_> = pieces(text).collect();
        assert_eq!(
            found,
            [
                "On 18 Nov. 2025 it took 2.5 s.",
                "Nobody knew\u{a0}why!",
                "stop. Then start",
                "one more",
                "v3.Beta ran. ...",
                "It broke?"
            ]
        );
        assert_eq!(pieces("壊れた。直した。").collect::<Vec<_>>(), ["壊れた。", "直した。"]);
        let text = "Dr. Lee of AWS compared queues (e.g. Kafka vs. SQS). So did I, i.e. Mr. Wu.";
        assert_eq!(
            pieces(text).collect::<Vec<_>>(),
            ["Dr. Lee of AWS compared queues (e.g. Kafka vs. SQS).", "So did I, i.e. Mr. Wu."]
        );
        assert_eq!(pieces(" \n- \n—\n").count(), 0);
        let steps: Vec<_> = pieces("1. Stop it. Wait.\n2) Look. It was 3. Then go.").collect();
        assert_eq!(steps, ["1. Stop it.", "Wait.", "2) Look.", "It was 3.", "Then go."]);
    }

    #[test]
    fn words_are_counted_as_they_are_said() {
        for (text, count) in [
            ("", 0),
            (" — - … \n", 0),
            ("It didn't cost $4,200, or 40 %.", 6),
            ("At 03:00 fs.readFileSync—our well-known N+1 — froze.", 7),
            ("- one\n- two", 2),
            ("壊れた。", 3),
            ("Redisが落ちた", 5),
        ] {
            assert_eq!(word_count(text), count, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_piece(text in "([a-cA-C1.?!,:é。壊-]{0,4}[ \n]{0,2}|[ -~\n]{0,9}|.){0,12}") {
            let found: Vec<_> = pieces(&text).collect();
            prop_assert!(found.iter().all(|piece| !piece.is_empty() && piece.trim() == *piece));
            prop_assert_eq!(found.iter().map(|piece| word_count(piece)).sum::<usize>(), word_count(&text));
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&found.concat()), letters(&text));
        }
    }
}
