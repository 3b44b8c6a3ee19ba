//! YAML: the entries of one mapping, in order and with their lines.

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::domain::limits::MOST_LEVELS;

/// A key and its value.
pub(super) struct Entry {
    /// The key as it is written.
    pub(super) key: String,
    /// The line of the key, counted from 1.
    pub(super) line: usize,
    /// What it holds.
    pub(super) value: Value,
}

/// What a key holds.
pub(super) enum Value {
    /// A text, and the line on which each of its lines stands, as far as that is known.
    Text(String, TextLines),
    /// A list of texts, each with its line.
    List(Vec<(String, usize)>),
    /// Anything else, as it is written.
    Other(String),
}

/// Where the lines of a text stand.
#[derive(Clone, Copy)]
pub(super) enum TextLines {
    /// The text starts on this line, and was folded.
    From(usize),
    /// Each of its lines is one of the document, and the first is this.
    Each(usize),
}

/// What is wrong, and where, counted from 1.
pub(super) struct Broken {
    /// In a few words.
    pub(super) reason: String,
    /// The line.
    pub(super) line: usize,
    /// The column.
    pub(super) column: usize,
}

/// Reads a text that is one mapping. The entries of a mapping under a key that `is_opened` are taken for its own.
///
/// The parser gives one event after the other and is stopped at the first that leads too deep. Aliases are never
/// followed, so that a text cannot grow.
pub(super) fn entries(text: &str, is_opened: fn(&str) -> bool) -> Result<Vec<Entry>, Broken> {
    let mut reader = Reader { is_opened, depth: 0, base: 1, key: None, value: None, entries: Vec::new() };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let (line, column) = (error.marker().line(), error.marker().col() + 1);
            Broken { reason: format!("this is not YAML: {}", error.info()), line, column }
        })?;
        let (line, column) = (span.start.line(), span.start.col() + 1);
        reader.read(event, line).map_err(|reason| Broken { reason, line, column })?;
    }
    let mut entries = reader.entries;
    let lines: Vec<&str> = text.lines().collect();
    let mut next = lines.len() + 1;
    for entry in entries.iter_mut().rev() {
        if let Value::Other(written) = &mut entry.value {
            *written = lines.get(entry.line - 1..next - 1).unwrap_or(&[]).join("\n").trim_end().to_owned();
        }
        next = entry.line;
    }
    Ok(entries)
}

struct Reader {
    is_opened: fn(&str) -> bool,
    /// How many mappings and lists are open, and how many are where keys are read.
    depth: usize,
    base: usize,
    key: Option<(String, usize)>,
    value: Option<Value>,
    entries: Vec<Entry>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>, line: usize) -> Result<(), String> {
        match event {
            Event::MappingStart(..) => self.open(true)?,
            Event::SequenceStart(..) => self.open(false)?,
            Event::MappingEnd | Event::SequenceEnd => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth < self.base {
                    self.base = 1;
                }
                if self.depth == self.base {
                    self.close();
                }
            }
            Event::Scalar(text, style, ..) => self.text(&text, style, line)?,
            Event::Alias(_) if self.depth == self.base && self.key.is_none() => {
                return Err("a key can't stand for another".to_owned());
            }
            Event::Alias(_) => {
                self.value = Some(Value::Other(String::new()));
                if self.depth == self.base {
                    self.close();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, is_mapping: bool) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MOST_LEVELS {
            return Err(format!("it is nested deeper than {MOST_LEVELS} levels"));
        }
        match &self.key {
            None if self.depth == 1 && is_mapping => {}
            None => return Err("there is no key where one should be".to_owned()),
            Some((key, _)) if self.depth == 2 && is_mapping && (self.is_opened)(key) => {
                (self.base, self.key) = (2, None);
            }
            Some(_) if self.depth == self.base + 1 && !is_mapping => self.value = Some(Value::List(Vec::new())),
            Some(_) => self.value = Some(Value::Other(String::new())),
        }
        Ok(())
    }

    fn text(&mut self, text: &str, style: ScalarStyle, line: usize) -> Result<(), String> {
        let is_null = style == ScalarStyle::Plain && matches!(text, "~" | "null");
        let text = if is_null { "" } else { text };
        if self.depth == 0 {
            return Err("there is no key where one should be".to_owned());
        }
        if self.depth > self.base {
            if let Some(Value::List(items)) = &mut self.value {
                items.push((text.to_owned(), line));
            }
        } else if self.key.is_none() {
            self.key = Some((text.to_owned(), line));
        } else {
            // The parser says where the first line is that isn't blank.
            let blank = text.len() - text.trim_start_matches('\n').len();
            let lines = match style {
                ScalarStyle::Literal => TextLines::Each(line.saturating_sub(blank)),
                _ => TextLines::From(line),
            };
            self.value = Some(Value::Text(text.to_owned(), lines));
            self.close();
        }
        Ok(())
    }

    fn close(&mut self) {
        if let (Some((key, line)), Some(value)) = (self.key.take(), self.value.take()) {
            self.entries.push(Entry { key, line, value });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(text: &str) -> Result<Vec<String>, String> {
        let entries = entries(text, |key| key == "star");
        let said = |entry: &Entry| {
            let value = match &entry.value {
                Value::Text(text, TextLines::From(line)) => format!("{text:?} from {line}"),
                Value::Text(text, TextLines::Each(line)) => format!("{text:?} each from {line}"),
                Value::List(items) => format!("{items:?}"),
                Value::Other(text) => format!("other {text:?}"),
            };
            format!("{} {}: {value}", entry.line, entry.key)
        };
        entries
            .map(|entries| entries.iter().map(said).collect())
            .map_err(|broken| format!("{}:{}: {}", broken.line, broken.column, broken.reason))
    }

    #[test]
    fn entries_come_with_their_lines() {
        let text = "title: A\n# note\ntags: [a, b]\nlist:\n  - a\n  - 'b'\nstar:\n  problem: |\n    one\n    two\n  fix: >\n    one\n    two\n\
                    deep:\n  a: [b]\nlater: *x\nnone: ~\nwrapped: one\n  two\nlate: |\n\n  one\n";
        let text = text.replace("deep:", "deep: &x");
        assert_eq!(
            seen(&text).unwrap(),
            [
                "1 title: \"A\" from 1",
                "3 tags: [(\"a\", 3), (\"b\", 3)]",
                "4 list: [(\"a\", 5), (\"b\", 6)]",
                "8 problem: \"one\\ntwo\\n\" each from 9",
                "11 fix: \"one two\\n\" from 12",
                "14 deep: other \"deep: &x\\n  a: [b]\"",
                "16 later: other \"later: *x\"",
                "17 none: \"\" from 17",
                "18 wrapped: \"one two\" from 18",
                "20 late: \"\\none\\n\" each from 21",
            ]
        );
    }

    #[test]
    fn what_is_no_mapping_says_where() {
        for (text, why) in [
            ("a: b: c", "1:5: this is not YAML: mapping values are not allowed in this context"),
            ("- a", "1:1: there is no key where one should be"),
            ("a", "1:1: there is no key where one should be"),
        ] {
            assert_eq!(seen(text).unwrap_err(), why, "{text}");
        }
        let deep = format!("a: {}", "[".repeat(40));
        assert_eq!(seen(&deep).unwrap_err(), "1:35: it is nested deeper than 32 levels");
    }

    /// What takes some parsers time or memory with the square of its length, or a piece of the stack for each level.
    #[test]
    fn hostile_yaml_ends_soon() {
        let bomb = (1..5000).map(|n| format!("a{n}: &a{n} [*a{m}, *a{m}]\n", m = n - 1)).collect::<String>();
        let stairs = (0..300).map(|n| " ".repeat(n) + "a:\n").collect::<String>();
        let mut hostile = vec![format!("a0: &a0 [x, x]\n{bomb}"), stairs];
        for part in [
            "[", "{", "- ", "? ", "{a: ", "\"a\": ", "&a ", "*a ", "!a ", "a: ", "'", "\"", "|\n", "%", "a,", "\t",
            "a ", "é\n",
        ] {
            for start in ["", "a: ", "a: [", "? "] {
                hostile.push(format!("{start}{}", part.repeat((64 << 10) / part.len())));
            }
        }
        for text in hostile {
            let _ = seen(&text);
        }
    }

    proptest! {
        #[test]
        fn no_yaml_makes_it_panic(text in "([-?:,\\[\\]{}#&*!|>'\"%@` \n\t]|[a-z]{1,3}|: |- |\n  |\\.\\.\\.|---|é|\u{feff}|\\\\|<<|0x){0,60}") {
            if let Ok(entries) = entries(&text, |_| true) {
                let count = text.lines().count();
                prop_assert!(entries.iter().all(|entry| (1..=count.max(1)).contains(&entry.line)));
            }
        }
    }
}
