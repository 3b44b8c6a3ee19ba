//! Incidents: whether a text tells what happened to its teller.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::abroad;
use super::word_list::WordList;

/// How many words a possessive may stand before its verb: "our new Kafka pipeline in Oregon stopped".
const REACH: usize = 8;

/// Past tenses that don't end in -ed.
#[rustfmt::skip]
static IRREGULAR: LazyLock<WordList> = LazyLock::new(|| WordList::new(&[
    "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "could", "couldn't", "cut",
    "dealt", "did", "didn't", "drew", "drove", "fell", "felt", "forgot", "fought", "found", "froze", "gave", "got",
    "grew", "had", "hadn't", "held", "hid", "hit", "kept", "knew", "laid", "learnt", "led", "left", "lost", "made",
    "meant", "met", "overcame", "overran", "overwrote", "paid", "put", "ran", "rebuilt", "rewrote", "rose", "said",
    "sank", "sat", "saw", "sent", "set", "shook", "shrank", "shut", "slept", "sold", "spent", "split", "spoke",
    "spun", "stole", "stood", "stuck", "swore", "taught", "thought", "threw", "told", "took", "understood", "undid",
    "was", "wasn't", "went", "were", "weren't", "woke", "won", "wore", "wound", "wrote",
]));

/// Words that end in -ed and are no past tense.
static NO_PAST: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(&[
        "bed", "bleed", "breed", "embed", "exceed", "feed", "greed", "hundred", "indeed", "need", "proceed", "red",
        "seed", "shed", "speed", "succeed", "unused",
    ])
});

/// Words after which a possessive's verb is no longer in the past, or no longer its own.
static PRESENT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(&[
        "am", "are", "be", "been", "being", "can", "has", "have", "how", "is", "may", "might", "must", "of", "shall",
        "should", "that", "to", "which", "who", "will", "would",
    ])
});

static ADVERBS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(&[
        "all", "also", "almost", "already", "always", "both", "even", "ever", "first", "just", "never", "nearly",
        "not", "often", "once", "soon", "still", "then",
    ])
});

/// What goes wrong in an incident.
#[rustfmt::skip]
static TROUBLE: LazyLock<WordList> = LazyLock::new(|| WordList::new(&[
    "accidentally", "attack", "attacker", "blackout", "blocked", "breach", "broke", "broken", "bug", "bugs", "cascading",
    "caused", "causing", "corrupted", "corruption", "crash", "crashed", "crashes", "crashing", "deadlock", "degraded",
    "deleted", "disrupted", "disruption", "down", "downtime", "dropped", "duplicate", "error", "errors", "exhausted",
    "expired", "exposed", "failed", "failing", "fails", "failure", "failures", "faulty", "fire", "hung",
    "incorrect", "incorrectly", "leak", "leaked", "lost", "misconfiguration", "misconfigured", "missing", "offline",
    "outage", "outages", "overflow", "overload", "overloaded", "overwhelmed", "panic", "race", "slow", "slowly", "stale", "stopped",
    "stuck", "timeout", "timeouts", "unable", "unavailable", "unexpected", "unreachable", "vulnerability", "wrong",
]));

/// Whether a text has a word for what goes wrong.
pub(super) fn has_trouble(text: &str) -> bool {
    words(text).any(|word| TROUBLE.has(&word))
}

/// The words of a text in lower case, without what stands around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    parts(text).map(bare).filter(|word| !word.is_empty()).map(lowered)
}

/// The parts of a text between white space, as `split_whitespace` has them, found byte by byte where all is ASCII.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let end = match rest.bytes().position(|byte| matches!(byte, b' ' | b'\t'..=b'\r' | 0x80..)) {
            Some(at) if rest.as_bytes().get(at).is_some_and(u8::is_ascii) => at,
            Some(at) => at + rest.get(at..)?.find(char::is_whitespace).unwrap_or(rest.len() - at),
            None => rest.len(),
        };
        let (part, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(part).filter(|part| !part.is_empty())
    })
}

/// A word without what stands around it. Around most words nothing does.
fn bare(word: &str) -> &str {
    match word.as_bytes() {
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => word,
        _ => word.trim_matches(|c: char| !c.is_alphanumeric()),
    }
}

/// Whether something in a text happened to its teller: "I", "we", or something of ours, and a verb in the past.
pub(super) fn is_told_in(text: &str) -> bool {
    text.split_inclusive(['.', '!', '?', ';', ':', '—', '–']).any(|clause| {
        let mut clause_so_far = Clause::default();
        words(clause).any(|word| clause_so_far.goes_on_with(&word))
    })
}

/// The same in any language that Retell knows.
pub(super) fn is_told(text: &str) -> bool {
    is_told_in(text) || abroad::is_told_in(text)
}

/// What a clause lacks to tell an incident, word by word.
#[derive(Default)]
struct Clause {
    /// Whether only adverbs have come since "I" or "we": a verb in the past is all it takes.
    follows_teller: bool,
    /// For each of the last words, whether it was "my" or "our" and only what describes the thing has come since.
    awaits_thing: u16,
    /// The same once the thing is named: "pipeline had", not "distributed systems".
    awaits_verb: u16,
}

impl Clause {
    /// Takes the next word, and says whether it completes an incident.
    fn goes_on_with(&mut self, word: &str) -> bool {
        const NEAR: u16 = (1 << REACH) - 1;
        if self.follows_teller || self.awaits_thing > 0 || self.awaits_verb > 0 {
            let (is_adverb, is_past) = (is_adverb(word), is_past(word));
            if is_past && (self.awaits_verb > 0 || (self.follows_teller && !is_adverb)) {
                return true;
            }
            self.follows_teller &= is_adverb;
            if !is_adverb && !is_past {
                let is_present = PRESENT.has(word);
                self.awaits_verb = if is_present { 0 } else { self.awaits_verb | self.awaits_thing };
                self.awaits_thing = 0;
            }
        }
        self.follows_teller |= matches!(word, "i" | "we");
        let is_ours = u16::from(matches!(word, "my" | "our"));
        self.awaits_thing = (self.awaits_thing << 1) & NEAR | is_ours;
        self.awaits_verb = (self.awaits_verb << 1) & NEAR;
        false
    }
}

/// A word in lower case, its apostrophe straight. Most words are so already.
fn lowered(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

fn is_adverb(word: &str) -> bool {
    ADVERBS.has(word) || word.ends_with("ly")
}

/// Whether a text has a verb in the past.
pub(super) fn has_past(text: &str) -> bool {
    words(text).any(|word| is_past(&word))
}

/// Past tenses that are nothing else: "installed" is what something is as well.
#[rustfmt::skip]
static FINITE: LazyLock<WordList> = LazyLock::new(|| WordList::new(&[
    "became", "began", "broke", "came", "chose", "did", "didn't", "drew", "drove", "fell", "forgot", "froze", "gave", "got",
    "grew", "had", "hadn't", "knew", "overran", "ran", "rewrote", "rose", "sank", "saw", "shook", "shrank", "spoke", "stole",
    "swore", "threw", "took", "was", "wasn't", "went", "were", "weren't", "woke", "wore", "wrote",
]));

/// Whether a text has a verb that can only be past.
pub(super) fn has_finite_past(text: &str) -> bool {
    words(text).any(|word| FINITE.has(&word))
}

/// Whether a word in lower case is a verb in the past.
pub(super) fn is_past(word: &str) -> bool {
    IRREGULAR.has(word) || (word.ends_with("ed") && word.len() > 3 && !NO_PAST.has(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_between_white_space_of_any_kind() {
        for text in ["", " ", "a", " a\u{b}b  c\n", "é è\u{3000}a\u{a0}—b c\u{1c}d", "aé b\u{2028}", "🦀\u{85}a"]
        {
            assert_eq!(parts(text).collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>(), "{text:?}");
        }
    }

    #[test]
    fn an_incident_is_something_the_teller_did_or_met() {
        for (text, expected) in [
            ("We had a queue that never drained.", true),
            ("The cause? I only found it on Sunday.", true),
            ("Our invoicing service had been running for a year.", true),
            ("Our gateway silently dropped requests.", true),
            ("A war story from the night shift, and what we fixed.", true),
            ("My first month on the team ended with an outage.", true),
            ("I write because it clears my head.", false),
            ("Our increasingly connected world needs standards.", false),
            ("Our distributed systems course starts in May.", false),
            ("We need speed.", false),
            ("How teams changed after the pandemic.", false),
            ("A queue was full and it crashed.", false),
            ("Our courses are designed for teams.", false),
        ] {
            assert_eq!(is_told_in(text), expected, "{text:?}");
        }
    }
}
