//! Walks over JSON text value by value, so that what precedes an error is read and everything has its place.

use serde_json::Deserializer;
use serde_json::value::RawValue;

/// A JSON text and how far it has been read.
pub(super) struct Walk<'a> {
    text: &'a str,
    at: usize,
}

/// What is wrong, and at which byte of the text.
#[derive(Debug, Clone)]
pub(super) struct Broken {
    /// In a few words.
    pub(super) reason: String,
    /// Counted from 0.
    pub(super) at: usize,
    /// Whether the text ends too early.
    pub(super) is_cut_off: bool,
}

impl<'a> Walk<'a> {
    /// A walk that starts at a byte of the text.
    pub(super) const fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// Skips spaces and says which byte comes next in the text.
    pub(super) fn place(&mut self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or("");
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n']).len();
        self.at
    }

    /// The byte behind what was taken last.
    pub(super) const fn place_behind(&self) -> usize {
        self.at
    }

    /// The character that comes next, spaces aside.
    pub(super) fn peek(&mut self) -> Option<char> {
        let at = self.place();
        self.text.get(at..)?.chars().next()
    }

    /// Takes the next character if it is this one.
    pub(super) fn take(&mut self, expected: char) -> bool {
        let is_next = self.peek() == Some(expected);
        if is_next {
            self.at += expected.len_utf8();
        }
        is_next
    }

    /// Takes the next character, or says what is missing.
    pub(super) fn expect(&mut self, expected: char) -> Result<(), Broken> {
        if self.take(expected) {
            return Ok(());
        }
        let found = self.peek();
        Err(Broken {
            reason: found.map_or_else(
                || format!("the text ends where a `{expected}` should be"),
                |found| format!("there is a `{found}` where a `{expected}` should be"),
            ),
            at: self.at,
            is_cut_off: found.is_none(),
        })
    }

    /// Takes the next value, as it is written.
    pub(super) fn value(&mut self) -> Result<&'a RawValue, Broken> {
        let from = self.place();
        let rest = self.text.get(from..).unwrap_or("");
        let mut values = Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(value)) => {
                self.at = from + values.byte_offset();
                Ok(value)
            }
            Some(Err(error)) => Err(self.broken(&error, from)),
            None => {
                Err(Broken { reason: "the text ends where a value should be".to_owned(), at: from, is_cut_off: true })
            }
        }
    }

    /// Takes an object's next key and the colon after it.
    pub(super) fn key(&mut self) -> Result<String, Broken> {
        let from = self.place();
        let key = self.value()?;
        let key = serde_json::from_str(key.get()).map_err(|error| self.broken(&error, from))?;
        self.expect(':')?;
        Ok(key)
    }

    /// Where an error lies that was met in the text from a byte on.
    fn broken(&self, error: &serde_json::Error, from: usize) -> Broken {
        let rest = self.text.get(from..).unwrap_or("");
        let line = rest.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let message = error.to_string();
        Broken {
            reason: message.split(" at line ").next().unwrap_or(&message).to_owned(),
            at: (from + line + error.column().saturating_sub(1)).min(self.text.len()),
            is_cut_off: error.is_eof(),
        }
    }
}

/// A member of an object: its key, its value, and the byte of the text where the key starts.
pub(super) type Member<'a> = (String, &'a RawValue, usize);

/// The members of an object that is known to be whole.
pub(super) fn members(text: &str, at: usize) -> Result<Vec<Member<'_>>, Broken> {
    let mut walk = Walk::new(text, at);
    let mut members = Vec::new();
    walk.expect('{')?;
    while !walk.take('}') {
        let at = walk.place();
        let key = walk.key()?;
        members.push((key, walk.value()?, at));
        walk.take(',');
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_with_their_places() {
        let text = "[ {\"a\" : [1, {}],\n \"é\": \"x\"} ]";
        let members = members(text, 2).map_err(|broken| broken.reason).unwrap();
        let seen: Vec<_> = members.iter().map(|(key, value, at)| (key.as_str(), value.get(), *at)).collect();
        assert_eq!(seen, [("a", "[1, {}]", 3), ("é", "\"x\"", 19)]);
    }

    #[test]
    fn an_error_has_its_place_in_the_whole_text() {
        let text = "[\n{\"é\": 1},\n{\"b\": tru}]";
        let error = Walk::new(text, 13).value().unwrap_err();
        assert_eq!(text.get(error.at..), Some("}]"));
        assert!(!error.is_cut_off);
        assert!(Walk::new("{\"a\": ", 0).value().unwrap_err().is_cut_off);
    }
}
