//! Writes results so that nothing in them can steer a terminal.

use std::io::{self, Write};

use serde::Serialize;

use crate::domain::safe::safe;

/// A text for one line of output.
pub(super) fn one_line(text: &str) -> String {
    safe(text).replace('\n', " ")
}

/// One JSON object on a line of its own. What could steer a terminal is escaped, so that the JSON stays true.
pub(super) fn json_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut line = String::new();
    for c in serde_json::to_string(value)?.chars() {
        if safe(c.encode_utf8(&mut [0; 4])).is_empty() {
            for unit in c.encode_utf16(&mut [0; 2]) {
                line.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            line.push(c);
        }
    }
    writeln!(out, "{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_stays_true_and_steers_no_terminal() {
        let text = "a\u{9b}b\u{202e}c\u{e0041}\x1bd\n";
        let mut out = Vec::new();
        json_line(&mut out, &text).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert!(line.trim_end().is_ascii());
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }
}
