//! The payloads: texts that would steer a terminal, hide or turn text around, and texts that are hard to align.

/// A text that somebody might put into a document.
pub(crate) struct Payload {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    /// Whether it must not reach a terminal as it is.
    pub(crate) is_foreign: bool,
}

fn foreign_payloads() -> Vec<(&'static str, String)> {
    let table = [
        ("a color", "\x1b[31mred"),
        ("a clear", "\x1b[2J\x1b[999;999H"),
        ("a question to the terminal", "\x1b[6n\x1b[c\x1b[>q"),
        ("a mode", "\x1b[?1003h\x1b[?47l"),
        ("a title by OSC 0 and BEL", "\x1b]0;owned\x07"),
        ("a title by OSC 2 and ST", "\x1b]2;owned\x1b\\"),
        ("a link by OSC 8", "\x1b]8;;https://example.com\x1b\\here\x1b]8;;\x1b\\"),
        ("the clipboard by OSC 52 and BEL", "\x1b]52;c;cm0gLXJmIH4=\x07"),
        ("the clipboard by OSC 52 and ST", "\x1b]52;c;cm0gLXJmIH4=\x1b\\"),
        ("a DCS", "\x1bP$qm\x1b\\"),
        ("an APC", "\x1b_Gf=100;AAAA\x1b\\"),
        ("a PM", "\x1b^private\x1b\\"),
        ("an SOS", "\x1bXstring\x1b\\"),
        ("a reset", "\x1bc"),
        ("the alignment test", "\x1b#8"),
        ("another character set", "\x1b(0\x0elqqk\x0f"),
        ("an unfinished sequence", "\x1b["),
        ("a C1 control sequence", "\u{9b}2J\u{9b}31m"),
        ("a C1 title", "\u{9d}0;owned\u{9c}"),
        ("a C1 device control string", "\u{90}$qm\u{9c}"),
        ("a bidirectional override", "\u{202e}gpj.exe\u{202c}"),
        ("bidirectional embeddings", "\u{202a}a\u{202b}b\u{202c}"),
        ("bidirectional isolates", "\u{2066}a\u{2067}b\u{2068}c\u{2069}"),
        ("bidirectional marks", "a\u{200e}b\u{200f}c\u{61c}d"),
        ("a zero-width space", "a\u{200b}b"),
        ("a joiner among Latin letters", "a\u{200d}b"),
        ("a non-joiner among Latin letters", "a\u{200c}b"),
        ("a byte order mark", "\u{feff}a\u{feff}b"),
        ("tag characters", "a\u{e0001}\u{e0068}\u{e0069}\u{e007f}b"),
        ("soft hyphens", "soft\u{ad}hyphen\u{ad}"),
        ("Hangul fillers", "\u{3164}a\u{115f}\u{1160}b\u{ffa0}"),
        ("a grapheme joiner", "a\u{34f}\u{301}b"),
        ("invisible operators", "f\u{2061}x\u{2062}y\u{2063}z\u{2064}\u{2060}"),
        ("interlinear annotations", "\u{fff9}a\u{fffa}b\u{fffb}"),
        ("separators of lines and paragraphs", "a\u{2028}b\u{2029}c"),
        ("selectors behind letters", "a\u{fe0f}b\u{fe0e}c\u{e0100}d"),
        ("the Mongolian vowel separator", "\u{1820}\u{180e}\u{1820}"),
        ("tabs", "\ta\tb"),
        ("carriage returns", "safe\rpwned\r\n"),
        ("backspaces", "pwned\x08\x08\x08\x08\x08"),
        ("vertical tab and form feed", "a\x0bb\x0cc"),
        ("NUL", "a\0b"),
        ("DEL", "a\x7fb"),
        ("joined emoji", "👨\u{200d}👩\u{200d}👧\u{200d}👦 👩🏽\u{200d}💻 🏳\u{fe0f}\u{200d}🌈"),
        ("a flag of tags", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"),
        ("a mark with nothing to stand on", "\u{301}\u{1b44}\n\u{20dd}\u{301}a"),
    ];
    let mut payloads: Vec<_> = table.map(|(name, text)| (name, text.to_owned())).into();
    payloads.push(("every C1 control character", ('\u{80}'..='\u{9f}').collect()));
    payloads.push(("every C0 control character", ('\u{1}'..' ').collect()));
    payloads.push(("two hundred marks on one letter", format!("Z{}algo", "\u{301}\u{323}".repeat(100))));
    payloads
}

pub(crate) fn odd_payloads() -> Vec<(&'static str, String)> {
    let table = [
        ("wide ideographs", "日本語の長い題名はここで切れるはずです"),
        ("skin tones", "👍🏽 👋🏿a🏽🏽"),
        ("flags", "🇩🇪🇫🇷🇯🇵 🇩a🇪"),
        ("keycaps", "1\u{20e3} #\u{20e3} *\u{20e3}"),
        ("emoji as text and as pictures", "❤ ☕ ⚠ ▶ ⁉ ©"),
        ("letters with marks", "e\u{301}a\u{308}o\u{323}\u{302} Tiê\u{301}ng Viê\u{323}t"),
        ("marks that enclose", "A\u{20dd}B\u{20e0}C\u{20e4}"),
        ("Hebrew with points", "שָׁלוֹם עוֹלָם (שלום) 123"),
        ("Arabic with lam-alef", "السلام عليكم لا إله لآ ﷽"),
        ("Persian with non-joiners", "می\u{200c}خواهم کتاب\u{200c}ها"),
        ("Devanagari", "क्षत्रिय र्त्स्न्य हिन्दी"),
        ("Bengali and Tamil", "বাংলা க்ஷ தமிழ்"),
        ("Malayalam and Sinhala with joiners", "മലയാളം ക്\u{200d}ഷ ශ්\u{200d}රී"),
        ("Khmer", "ខ្មែរ ស្ត្រី ៘"),
        ("Thai and Lao", "น้ำ กำลัง ຳ ກຳ"),
        ("Tibetan", "བསྒྲུབས རྒྱ ཧྐྵྨླྺྼྻྂ"),
        ("Myanmar and Javanese", "မြန်မာ ꦗꦮ\u{a9c0}ꦮ"),
        ("Hangul in parts", "\u{1112}\u{1161}\u{11ab}글 \u{1161}\u{11ab}"),
        ("halfwidth and fullwidth", "ｶﾞｷﾞﾊﾟﾞ Ｆｕｌｌ ﾜｲﾄﾞ"),
        ("Tifinagh, Lisu and Mongolian", "ⵏ\u{2d7f}ⴾ ꓹꓼ ᠮᠣᠩᠭᠣᠯ\u{180b}"),
        ("Kirat Rai and Buginese", "\u{16d67}\u{16d67} \u{16d63}\u{16d67} \u{1a15}\u{1a17}\u{1a10}"),
        ("marks before numbers", "\u{600}12 \u{6dd}3 \u{605}4"),
        ("ligatures of Latin letters", "ﬀﬁﬂ ﬃ Œ ĳ Ǆ"),
        ("mathematical letters", "𝕳𝖊𝖑𝖑𝖔 𝟙𝟚 ∑∫√"),
        ("private use and no characters", "\u{e0b0}\u{f8ff}\u{fffe}\u{ffff}\u{10fffd}\u{fffd}"),
        ("spaces of all widths", "a\u{a0}b\u{2003}c\u{3000}d\u{205f}e\u{2800}f"),
        ("quotes with a width in question", "“a” ‘b’ … — ± ° α Я"),
        ("newlines", "\nretell: 1 problem\n\nsecond line"),
        ("what looks like a sequence", "^[[31m \\x1b[2J %1b"),
        ("markup", "# **bold** `code` <b>html</b> | - [x]"),
    ];
    let mut payloads: Vec<_> = table.map(|(name, text)| (name, text.to_owned())).into();
    payloads.push(("a very long word", "Donaudampfschifffahrt".repeat(40)));
    payloads.push(("a very long wide word", "東京都千代田区".repeat(40)));
    payloads.push(("a letter of many consonants", "क\u{94d}".repeat(60) + "ष"));
    payloads.push(("a syllable of many consonants", "\u{1100}".repeat(60) + "가"));
    payloads
}

pub(crate) fn payloads() -> Vec<Payload> {
    let of = |is_foreign| move |(name, text)| Payload { name, text, is_foreign };
    foreign_payloads().into_iter().map(of(true)).chain(odd_payloads().into_iter().map(of(false))).collect()
}

/// A payload as it may stand in a text: at its start, inside it and at its end.
pub(crate) fn around(payload: &str) -> String {
    format!("{payload} told {payload}x{payload}")
}
