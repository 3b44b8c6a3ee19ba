//! The markup of Org within a line: emphasis, code and links become their text.

/// The marks of emphasis. Within the last two, marks are text.
const MARKS: [char; 6] = ['*', '/', '_', '+', '=', '~'];

/// The text of a line without its markup, and how many bytes at its start are bold.
pub(super) fn plain_text(line: &str) -> (String, usize) {
    let mut text = String::with_capacity(line.len());
    let mut bold = 0;
    // For each mark, the byte of the one that closes it, and whether the rest of the line has none.
    let mut closes: [Option<usize>; MARKS.len()] = [None; MARKS.len()];
    let mut has_none = [false; MARKS.len()];
    let mut has_no_link = false;
    let mut is_bold_start = false;
    let mut before = None;
    let mut at = 0;
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = line.get(at..).unwrap_or("");
        if rest.starts_with("[[") && !has_no_link {
            if let Some((shown, length)) = link(rest) {
                text.push_str(shown);
                (at, before) = (at + length, Some(']'));
                continue;
            }
            has_no_link = !rest.contains("]]");
        }
        let mark = MARKS.iter().position(|&mark| mark == c);
        if let Some((open, none)) = mark.and_then(|mark| Some((closes.get_mut(mark)?, has_none.get_mut(mark)?))) {
            if *open == Some(at) {
                if c == '*' && is_bold_start {
                    (bold, is_bold_start) = (text.len(), false);
                }
                *open = None;
                (at, before) = (at + 1, Some(c));
                continue;
            }
            let can_open =
                open.is_none() && !*none && before.is_none_or(|c: char| c.is_whitespace() || "-({'\"*/_+".contains(c));
            match Some(()).filter(|()| can_open).and_then(|()| closing(line, at, c, none)) {
                Some(close) if matches!(c, '=' | '~') => {
                    text.push_str(line.get(at + 1..close).unwrap_or(""));
                    (at, before) = (close + 1, Some(c));
                    continue;
                }
                Some(close) => {
                    is_bold_start |= c == '*' && text.is_empty();
                    *open = Some(close);
                    (at, before) = (at + 1, Some(c));
                    continue;
                }
                None => {}
            }
        }
        text.push(c);
        (at, before) = (at + c.len_utf8(), Some(c));
    }
    text.truncate(text.trim_end().len());
    let bold = bold.min(text.len());
    (text, bold)
}

/// Where the emphasis closes that a mark opens; `has_none` becomes true when no such mark could close any.
fn closing(line: &str, open: usize, mark: char, has_none: &mut bool) -> Option<usize> {
    let inside = line.get(open + 1..)?;
    if inside.starts_with(char::is_whitespace) || inside.is_empty() {
        return None;
    }
    let found = inside.match_indices(mark).filter(|&(at, _)| at > 0).find(|&(at, _)| {
        let is_end = |c: char| c.is_whitespace() || "-.,;:!?'\")}[\\*/_+=~".contains(c);
        let ends = inside.get(at + 1..).is_some_and(|after| after.chars().next().is_none_or(is_end));
        ends && !inside.get(..at).unwrap_or("").ends_with(char::is_whitespace)
    });
    *has_none = found.is_none();
    found.map(|(at, _)| open + 1 + at)
}

/// The text of a link at the start of a text, and how many bytes the link has.
fn link(text: &str) -> Option<(&str, usize)> {
    let (inside, _) = text.strip_prefix("[[")?.split_once("]]")?;
    let shown = inside.split_once("][").map_or(inside, |(_, shown)| shown);
    Some((shown, inside.len() + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_its_text() {
        for (line, text, bold) in [
            ("*Problem:* It /broke/ in =a*b*=.", "Problem: It broke in a*b*.", 8),
            ("*Problem*: ~x~ _and_ +y+", "Problem: x and y", 7),
            ("2 * 3 * 4 and a/b/c", "2 * 3 * 4 and a/b/c", 0),
            ("*never closed", "*never closed", 0),
            ("see [[https://example.org][the /log/]] and [[file:a.org]]", "see the /log/ and file:a.org", 0),
            ("*/both/* here", "both here", 4),
            ("snake_case_name and *é*", "snake_case_name and é", 0),
            ("[[open", "[[open", 0),
        ] {
            assert_eq!(plain_text(line), (text.to_owned(), bold), "{line}");
        }
    }

    #[test]
    fn a_line_full_of_marks_takes_no_longer_than_another() {
        for marks in ["*a ", "[[", "a* ", "*a /b ", "=", "[[a]"] {
            let line = marks.repeat(500_000);
            assert!(!plain_text(&line).0.is_empty());
        }
    }
}
