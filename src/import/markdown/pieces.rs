//! Pieces: what a parser can read of a long text by itself. It keeps a record of all that it reads until it is done,
//! which for a whole document takes several times its bytes.

use memchr::memmem;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// What Retell knows of Markdown beyond the common marks.
pub(super) const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH.union(Options::ENABLE_TABLES);

/// A piece is no shorter, in bytes.
const SHORTEST: usize = 64 << 10;

/// What makes a text mean something elsewhere: definitions of links, and HTML that goes on over blank lines.
const REACHING: [&str; 3] = ["]:", "<!", "<?"];

/// What starts a block that only its own end closes.
const OPENING: [&str; 3] = ["```", "~~~", "<"];

/// The pieces of a text, in their order.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    shortest: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self::no_shorter_than(SHORTEST, text)
    }

    fn no_shorter_than(shortest: usize, text: &'a str) -> Self {
        let is_one = REACHING.into_iter().any(|mark| has(text, mark));
        Self { rest: text, shortest: if is_one { text.len() } else { shortest } }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let mut length = self.shortest;
        loop {
            let end = heading_after(self.rest, length);
            let (piece, rest) = self.rest.split_at_checked(end)?;
            if rest.is_empty() || is_closed(piece) {
                self.rest = rest;
                return Some(piece).filter(|piece| !piece.is_empty());
            }
            length = 2 * end;
        }
    }
}

/// Where the next heading with a blank line above it starts, from so many bytes on, or the text ends. It closes all
/// lists and quotes.
fn heading_after(text: &str, length: usize) -> usize {
    let bytes = text.as_bytes();
    let is_heading = |bytes: &[u8]| {
        let level = bytes.iter().take_while(|&&byte| byte == b'#').count();
        (1..=6).contains(&level) && bytes.get(level) == Some(&b' ')
    };
    let mut places = memmem::find_iter(bytes.get(length..).unwrap_or(&[]), "\n\n#").map(|at| length + at + 2);
    places.find(|&at| bytes.get(at..).is_some_and(is_heading)).unwrap_or(bytes.len())
}

/// Whether no code and no HTML at the end of a text goes on below it.
fn is_closed(text: &str) -> bool {
    let last_end = || {
        let blocks = Parser::new_ext(text, OPTIONS).into_offset_iter();
        blocks
            .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)))
            .map(|(_, range)| range.end)
            .last()
    };
    !OPENING.into_iter().any(|mark| has(text, mark)) || last_end().is_none_or(|end| end < text.len())
}

fn has(text: &str, mark: &str) -> bool {
    memmem::find(text.as_bytes(), mark.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rows_of;
    use super::*;

    #[test]
    fn a_text_is_cut_above_headings_outside_of_code_and_html() {
        for (text, count) in [
            ("# A\n\na\n\n# B\n\nb\n\n## C\n", 3),
            ("# A\n# B\n\n#C\n\n####### D\n\n # E\n", 1),
            ("- a\n\n  ```\n  ```\n\n# B\n", 2),
            ("```\n\n# A\n\n```\n\n# B\n", 2),
            ("```\na\n```\n\n# B\n", 2),
            ("~~~\n\n# A\n\n# B\n\n# C\n", 1),
            ("<pre>\n\n# A\n\n</pre>\n\n# B\n", 2),
            ("<p>a\n\n# A\n", 2),
            ("# A\n\n[b]\n\n# B\n\n[b]: c\n", 1),
        ] {
            let pieces: Vec<&str> = Pieces::no_shorter_than(1, text).collect();
            assert_eq!(pieces.concat(), text);
            assert_eq!(pieces.len(), count, "{pieces:?}");
        }
    }

    proptest! {
        #[test]
        fn a_text_in_pieces_means_what_it_does_as_one(
            text in "((\n){0,3}(# A|## |#|- |  |> |1[.] |[|]|```|~~~|---|===|<pre>|</pre>|<b>|</b>|<div |<br>|[*]{1,2}|[_`\"'<>(){}]|\\[|\\]|\\]\\(|\\\\|a|b:|&amp;|Fix|é| )){0,60}"
        ) {
            prop_assert_eq!(rows_of(Pieces::no_shorter_than(1, &text)), rows_of(std::iter::once(text.as_str())));
        }
    }
}
