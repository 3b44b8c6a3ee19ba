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
    text.trim().split_sentence_bounds().next().unwrap_or("").trim()
}

#[cfg(test)]
mod tests {
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
        assert_eq!(first_sentence("壊れた。直した。"), "壊れた。");
    }
}
