//! Random documents: bytes, letters, pieces that mean something to an importer, and whole documents after accidents.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::string::string_regex;

/// Pieces that a document is put together from. Many of them fit each other, and none is harmless.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    // What lines are made of.
    " ", "  ", "    ", "\t", "\n", "\n\n", "\n\n\n", "\r\n", "\r", "\x0c", "a", "A leak", "It broke.", "We lost a day.",
    "our queue had", "I really fixed it", "x?", "Why did you?", "Tell me about a time", "TBD", "N/A", "[a]", "{{a}}", "…",
    // Labels.
    "Problem", "Problem:", "**Problem:** ", "**Problem**: ", "## Problem\n", "Problem – ", "Impact:", "User impact: ",
    "Fix: ", "**Fix:**", "Result: ", "Outcome\n", "Environment\n", "Runtime: Go", "Key Insight", "Skills: Go, C++, AWS",
    "Questions:", "Follow-ups: ", "Title: ", "Story 2: ", "Incident #4", "1. ", "#3 ", "(2) ", "the my our key ", "：",
    "**Team:** ", "People involved:", "Situation:", "Task: ", "Action: ", "S:", "🔥 ", "2️⃣ ",
    // Marks.
    "#", "# ", "### ", "- ", "* ", "+ ", "• ", "> ", ">", "*", "**", "***", "_", "__", "~~", "`", "``", "```\n", "~~~\n",
    "---\n", "===\n", "=== ", "[", "]", "](", "](b)", "![", "[a]: b\n", "<", ">", "<!--", "-->", "<br>", "<div>\n", "</div>",
    "<b>", "<a href='", "<?", "<![CDATA[", "&", "&amp;", "&#0;", "&#x110000;", "\\", "\\\n", "|", "|a|b|\n", "|-|-|\n",
    // An index.
    "2026-03-16", "March 16, 2026", "16 Mar 2026", "Go", " · ", "9 min read", "min", "99-minute read", "Sept. ", "0000-00-00",
    // JSON.
    "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"title\":", "\"problem\":\"b\"", "\"beats\":{", "\"stories\":[", "null",
    "{\"title\":\"A\",\"fix\":\"b\"}", "{\"title\":\"A\",\"beats\":{\"problem\":\"b\"}}", "\"id\":\"../a\"", "\"version\":99",
    "\"target_seconds\":1", "\"source\":{}", "\"cues\":[1]", "\"skills\":[\"Go\"]", "tru", "1e999", "-0", "\\ud800", "\\u0000",
    // What no terminal should see, and what letters can do.
    "\0", "\x1b[31m", "\u{9b}2J", "\u{7f}", "\u{202e}", "\u{2066}", "\u{200b}", "\u{feff}", "\u{2028}", "\u{301}", "é", "İ", "ß",
    "Σ", "漢", "👩\u{200d}💻", "שלום", "’", "“", "–", "—", "\u{a0}", "\u{e0041}", "\u{10ffff}",
];

/// Whole documents, one of each form.
const WHOLE: &[&str] = &[
    "Environment\n- Runtime: Zig, SQLite\n- Team: three\nProblem\nThe nightly copy took until noon.\nUser impact:\n- Stale \
     prices\nKey Insight\nIncorrect assumption: It was the network.\nResolution\n- Copied only what had\nchanged\nOutcome\nIt \
     takes a minute.\nEnvironment\n- Runtime: C\nProblem\nWe had a clock that ran backwards.\nResolution\n- Read another\n",
    "# Nights\n\nWhat broke.\n\n---\n\n## The stale copy\n\n**Problem:** It took until *noon*.\n\n**Root Cause:**  \nOne \
     [index](b) was gone.\n\n- a\n  - b\n\n**Fix:** `CREATE INDEX`\n\n```\nProblem: none\n```\n\n**Impact:** A minute.\n\n\
     **Skills:** SQL, patience\n\n## [Title]\n\n**Problem:** [a]\n\n**Fix:** TBD\n",
    "Posts\n\nMarch 16, 2026Databases9 min read\n\nThe Copy That Took All Night\n\nAn index was gone. Nobody saw it.\n\n2 May \
     2025 · Go · 3 min read\n\nA Clock That Ran Backwards\n\nIt was the leap second.\n\nRead more\n",
    "We lost a morning of prices when a copy stalled. I found the missing index.\nAbout\nNotes on clocks and copies, written \
     when it rains and at no other time.\n\nHow will we copy all that in ten years?\n",
    "{\n \"stories\": [\n  {\"title\": \"The stale copy\", \"problem\": \"It took until noon.\", \"root_cause\": [\"One index\"],\n\
     \"mood\": {\"calm\": [1, 2]}},\n  {\"name\": \"A clock\", \"star\": {\"situation\": \"It ran\", \"action\": 3}},\n  {\"title\":\
     \"Own\", \"beats\": {\"problem\": \"b\", \"x\": 1}, \"target_seconds\": 90}\n ]\n}\n",
];

/// Any bytes, at times behind a byte order mark.
pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let mark = select(vec![&b""[..], b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"{", b"["]);
    (mark, vec(any::<u8>(), 0..300)).prop_map(|(mark, bytes)| [mark, &bytes].concat())
}

/// Any letters.
pub(crate) fn letters() -> impl Strategy<Value = Vec<u8>> {
    let any_line = string_regex("(\\PC|[\\r\\n\\t#*:\"{}\\[\\]-]){0,200}").unwrap();
    any_line.prop_map(String::into_bytes)
}

/// A text of pieces that fit each other or don't.
pub(crate) fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = (select(PIECES), prop_oneof![9 => Just(1_usize), 1 => 2..40_usize]);
    vec(piece, 0..60).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, times)| piece.repeat(times)).collect::<String>().into_bytes()
    })
}

/// What can happen to a document.
#[derive(Debug, Clone)]
enum Accident {
    /// All from here to there is lost.
    Cut(Index, Index),
    /// All from here to there comes twice.
    Double(Index, Index),
    /// Two lines change places.
    Swap(Index, Index),
    /// A piece of something else gets in here.
    Stray(Index, &'static str),
    /// Another document follows.
    Join(&'static str),
}

/// A whole document after accidents.
pub(crate) fn accidents() -> impl Strategy<Value = Vec<u8>> {
    let place = any::<Index>;
    let accident = prop_oneof![
        2 => (place(), place()).prop_map(|(here, there)| Accident::Cut(here, there)),
        2 => (place(), place()).prop_map(|(here, there)| Accident::Double(here, there)),
        2 => (place(), place()).prop_map(|(here, there)| Accident::Swap(here, there)),
        3 => (place(), select(PIECES)).prop_map(|(here, piece)| Accident::Stray(here, piece)),
        1 => select(WHOLE).prop_map(Accident::Join),
    ];
    (select(WHOLE), vec(accident, 0..8)).prop_map(|(text, accidents)| {
        let damaged = accidents.iter().fold(text.to_owned(), damage);
        damaged.into_bytes()
    })
}

fn damage(mut text: String, accident: &Accident) -> String {
    let range = |text: &str, here: &Index, there: &Index| {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (here, there) = (here.get(&places), there.get(&places));
        // Most accidents are small.
        let end = (*there).clamp(*here, *here + text.len() / 4);
        *here..(end..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap()
    };
    match accident {
        Accident::Cut(here, there) => text.replace_range(range(&text, here, there), ""),
        Accident::Double(here, there) => {
            let range = range(&text, here, there);
            let again = text[range.clone()].to_owned();
            text.insert_str(range.end, &again);
        }
        Accident::Swap(here, there) => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            let (here, there) = (here.index(lines.len()), there.index(lines.len()));
            lines.swap(here, there);
            text = lines.join("\n");
        }
        Accident::Stray(here, piece) => text.insert_str(range(&text, here, here).start, piece),
        Accident::Join(other) => text += *other,
    }
    text
}
