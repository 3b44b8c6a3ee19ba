//! The name of a label: the one spelling that makes two of a kind equal, and the numbers that only count.

use std::borrow::Cow;

use crate::domain::fold::fold_all;

/// A label in the spelling of the table: lower case, one space between words, `/` between alternatives, and without
/// numbers, emphasis, emoji, additions in brackets or punctuation around it.
pub(super) fn normalize(written: &str) -> String {
    let name = without_letter(unnumbered(written));
    let mut name = &*name;
    loop {
        let shorter = name.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）' | ']'));
        let shorter = without_addition(shorter);
        if shorter == name {
            break;
        }
        name = shorter;
    }
    let mut normal = String::with_capacity(name.len());
    for word in fold_all(name).replace('’', "'").split(|c: char| c.is_whitespace() || matches!(c, '-' | '_')) {
        match word {
            "" | "*" | "**" | "·" => {}
            "&" | "and" | "+" => normal.push('/'),
            word => {
                // Korean is written with spaces and without.
                let is_korean = normal.ends_with(is_hangul) && word.starts_with(is_hangul);
                if !normal.is_empty() && !normal.ends_with('/') && !word.starts_with('/') && !is_korean {
                    normal.push(' ');
                }
                normal.push_str(word);
            }
        }
    }
    normal
}

/// Whether a character is a part of a Korean syllable, as `fold_all` takes those apart.
const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}')
}

/// A word that its first letter stands before, as in `S (Situation)`, `S · 背景` and `[T] Task`. In `(S)ituação` that
/// letter is part of the word.
fn without_letter(name: &str) -> Cow<'_, str> {
    let mut letters = name.chars();
    let Some(letter) = letters.next().filter(char::is_ascii_alphabetic) else { return name.into() };
    let rest = letters.as_str();
    let word = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mark = rest.get(..rest.len() - word.len()).unwrap_or("");
    let starts_so = || word.starts_with([letter.to_ascii_lowercase(), letter.to_ascii_uppercase()]);
    match mark {
        ")" | "]" | "**" if word.starts_with(char::is_lowercase) => format!("{letter}{word}").into(),
        "" | "'" | "’" | "/" | "&" => name.into(),
        _ if word.len() < 2 || (mark.trim().is_empty() && !starts_so()) => name.into(),
        _ => word.into(),
    }
}

/// A label without the number and the marks before it.
pub(super) fn unnumbered(written: &str) -> &str {
    let counted = written.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '('));
    without_number(counted).trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The text without a number in front that only counts: `2. Fix`, `3) Fix`, `#4: Fix`, `5 - Fix`, `1.2 Fix`, `1a. Fix`.
pub(super) fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let counted = text.trim_start_matches(['#', '(']);
    let rest = counted.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = counted.len() - rest.len();
    // Longer numbers are years and amounts.
    if !(1..=3).contains(&digits) {
        return text;
    }
    let lettered = rest.strip_prefix(|c: char| c.is_ascii_lowercase()).filter(|rest| rest.starts_with(['.', ')']));
    let rest = lettered.unwrap_or(rest);
    let unmarked = rest.trim_start_matches(['.', ')', ':', '\u{fe0f}', '\u{20e3}']);
    let dash = ["- ", "– ", "— ", ".- "].into_iter().find_map(|dash| rest.trim_start().strip_prefix(dash));
    // `1.2 Fix` counts, `1.5 seconds` measures.
    let section = unmarked.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').strip_prefix(' ');
    match dash {
        Some(rest) => rest.trim_start(),
        None if unmarked.is_empty() => "",
        None if unmarked.len() < rest.len() && unmarked.starts_with(char::is_whitespace) => unmarked.trim_start(),
        None if counted.len() < text.len() && rest.starts_with(' ') => rest.trim_start(),
        None => {
            section.filter(|section| rest.starts_with('.') && section.starts_with(char::is_uppercase)).unwrap_or(text)
        }
    }
}

fn without_addition(name: &str) -> &str {
    let opening = match name.chars().next_back() {
        Some(')') => '(',
        Some('）') => '（',
        Some(']') => '[',
        _ => return name,
    };
    let before = name.rfind(opening).and_then(|at| name.get(..at)).map(str::trim_end);
    before.filter(|before| !before.is_empty()).unwrap_or_else(|| name.trim_end_matches([')', '）', ']']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_count_are_taken_off() {
        for (text, rest) in [
            ("1. Fix", "Fix"),
            ("12) Fix", "Fix"),
            ("(3) Fix", "Fix"),
            ("#4 Fix", "Fix"),
            ("5 – Fix", "Fix"),
            ("7", ""),
            ("1.2 Fix", "Fix"),
            ("1a. Fix", "Fix"),
            ("1.- Fix", "Fix"),
            ("5s later", "5s later"),
            ("2.1.3. Fix", "Fix"),
            ("1.5 seconds", "1.5 seconds"),
            ("3 AM pages", "3 AM pages"),
            ("2024: a year", "2024: a year"),
            ("12,000 lines", "12,000 lines"),
        ] {
            assert_eq!(without_number(text), rest, "{text:?}");
        }
    }
}
