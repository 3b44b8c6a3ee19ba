//! The printer: the one way for results and errors to standard output, of safe text only.

use std::io::{self, Stderr, Stdout, Write};

use serde::Serialize;

use crate::domain::safe::Safe;

/// Prints what is safe and nothing else.
#[derive(Debug)]
pub struct Printer<W>(W);

impl Printer<Stdout> {
    /// Prints results.
    pub fn results() -> Self {
        Self(io::stdout())
    }
}

impl Printer<Stderr> {
    /// Prints what went wrong.
    pub fn errors() -> Self {
        Self(io::stderr())
    }
}

impl<W: Write> Printer<W> {
    /// Prints to any other place.
    pub const fn new(to: W) -> Self {
        Self(to)
    }

    /// Prints one line. Newlines in it become spaces, so that no title can pass for a line of Retell's own.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn line<'a>(&mut self, text: impl Into<Safe<'a>>) -> io::Result<()> {
        writeln!(self.0, "{}", text.into().on_one_line())
    }

    /// Prints several lines as they are.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn lines<'a>(&mut self, text: impl Into<Safe<'a>>) -> io::Result<()> {
        writeln!(self.0, "{}", text.into().trim_end())
    }

    /// Asks for a line to be typed behind it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn prompt(&mut self) -> io::Result<()> {
        write!(self.0, "> ")?;
        self.0.flush()
    }

    /// Prints several lines whose tabs stay: they stand between cells, and steer nothing.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn cells(&mut self, text: &str) -> io::Result<()> {
        for line in text.lines() {
            let cells: Vec<String> = line.split('\t').map(|cell| Safe::from(cell).to_string()).collect();
            writeln!(self.0, "{}", cells.join("\t"))?;
        }
        Ok(())
    }

    /// Prints one JSON object on a line of its own. What isn't safe is escaped, so that the JSON stays true.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        writeln!(self.0, "{}", Safe::json(&serde_json::to_string(value)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(print: impl FnOnce(&mut Printer<&mut Vec<u8>>)) -> String {
        let mut bytes = Vec::new();
        print(&mut Printer::new(&mut bytes));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_stays_one_and_lines_stay_several() {
        assert_eq!(printed(|out| out.line("a\nretell:\x1b b").unwrap()), "a retell: b\n");
        assert_eq!(printed(|out| out.lines("a\nb\r\n").unwrap()), "a\nb\n");
    }

    #[test]
    fn cells_stay_apart() {
        assert_eq!(printed(|out| out.cells("a\tb\x1b\n\tc\r\n").unwrap()), "a\tb\n\tc\n");
    }

    #[test]
    fn json_keeps_what_can_not_be_shown() {
        let line = printed(|out| out.json(&"a\x1b\u{202e}\n日").unwrap());
        assert_eq!(line, "\"a\\u001b\\u202e\\n日\"\n");
    }
}
