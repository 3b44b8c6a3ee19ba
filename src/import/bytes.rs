//! Bytes become text here: UTF-8 or UTF-16, any line ending, and nothing that isn't text.

use std::borrow::Cow;

use memchr::memchr;

use crate::domain::limits::MOST_BYTES;
use crate::domain::problem::Problem;

/// The text of a document, every line ended by `\n`. Offsets in problems count bytes from 0.
pub(super) fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Problem> {
    if bytes.len() > MOST_BYTES {
        return Err(Problem::new(
            name,
            format!("it has {} bytes; {MOST_BYTES} can be read", bytes.len()),
            "Split it into several files.",
        ));
    }
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).map(Cow::Owned),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest).map(Cow::Borrowed).map_err(|(at, why)| (at + 3, why)),
        bytes => utf8(bytes).map(Cow::Borrowed),
    };
    match text {
        // Most documents are as they are to be, and a large one is not copied for nothing.
        Ok(text) if memchr(b'\r', text.as_bytes()).is_none() => Ok(text),
        Ok(text) => Ok(text.replace("\r\n", "\n").replace('\r', "\n").into()),
        Err((at, why)) => Err(Problem::new(
            name,
            format!("this is not text: {why} at byte {at}"),
            "Save it as UTF-8 text and import that.",
        )),
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, (usize, &'static str)> {
    if let Some(at) = memchr(0, bytes) {
        return Err((at, "a NUL"));
    }
    std::str::from_utf8(bytes).map_err(|error| (error.valid_up_to(), "invalid UTF-8"))
}

/// The two bytes of the byte order mark come first, so that every offset is 2 higher.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, (usize, &'static str)> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return Err((bytes.len() + 1, "half a UTF-16 character"));
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = 2;
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match character {
            Ok('\0') => return Err((at, "a NUL")),
            Ok(character) => {
                text.push(character);
                at += 2 * character.len_utf16();
            }
            Err(_) => return Err((at, "half a UTF-16 character")),
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_arrives_the_same_in_every_encoding() {
        let utf16 =
            |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { "\u{feff}a\r\né🦀".encode_utf16().flat_map(unit).collect() };
        for bytes in [
            "a\né🦀".as_bytes().to_vec(),
            "\u{feff}a\r\né🦀".as_bytes().to_vec(),
            "a\ré🦀".as_bytes().to_vec(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ] {
            assert_eq!(decode("a.txt", &bytes).unwrap(), "a\né🦀");
        }
    }

    #[test]
    fn what_is_not_text_is_refused_with_the_offset() {
        for (bytes, why) in [
            (&b"ab\0c"[..], "a NUL at byte 2"),
            (b"abc\xff", "invalid UTF-8 at byte 3"),
            (b"\xef\xbb\xbfa\xff", "invalid UTF-8 at byte 4"),
            (b"\xff\xfea\0b", "half a UTF-16 character at byte 4"),
            (b"\xff\xfea\0\0\xd8", "half a UTF-16 character at byte 4"),
            (b"\xff\xfea\0\0\0", "a NUL at byte 4"),
        ] {
            let problem = decode("a.txt", bytes).unwrap_err();
            assert_eq!(problem.reason, format!("this is not text: {why}"));
        }
    }

    #[test]
    fn a_huge_document_is_refused() {
        assert!(decode("a.txt", &vec![b'a'; MOST_BYTES + 1]).is_err());
    }
}
