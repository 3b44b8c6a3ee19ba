//! Incidents: whether a text tells what happened to its teller.

/// How many words a possessive may stand before its verb: "our new Kafka pipeline in Oregon stopped".
const REACH: usize = 8;

/// Past tenses that don't end in -ed.
#[rustfmt::skip]
const IRREGULAR: &[&str] = &[
    "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "could", "couldn't", "cut",
    "dealt", "did", "didn't", "drew", "drove", "fell", "felt", "forgot", "fought", "found", "froze", "gave", "got",
    "grew", "had", "hadn't", "held", "hid", "hit", "kept", "knew", "laid", "learnt", "led", "left", "lost", "made",
    "meant", "met", "overcame", "overran", "overwrote", "paid", "put", "ran", "rebuilt", "rewrote", "rose", "said",
    "sank", "sat", "saw", "sent", "set", "shook", "shrank", "shut", "slept", "sold", "spent", "split", "spoke",
    "spun", "stole", "stood", "stuck", "swore", "taught", "thought", "threw", "told", "took", "understood", "undid",
    "was", "wasn't", "went", "were", "weren't", "woke", "won", "wore", "wound", "wrote",
];

/// Words that end in -ed and are no past tense.
const NO_PAST: &[&str] = &[
    "bed", "bleed", "breed", "embed", "exceed", "feed", "greed", "hundred", "indeed", "need", "proceed", "red", "seed",
    "shed", "speed", "succeed", "unused",
];

/// Words after which a possessive's verb is no longer in the past, or no longer its own.
const PRESENT: &[&str] = &[
    "am", "are", "be", "been", "being", "can", "has", "have", "how", "is", "may", "might", "must", "of", "shall",
    "should", "that", "to", "which", "who", "will", "would",
];

const ADVERBS: &[&str] = &[
    "all", "also", "almost", "already", "always", "both", "even", "ever", "first", "just", "never", "nearly", "not",
    "often", "once", "soon", "still", "then",
];

/// Whether something in a text happened to its teller: "I", "we", or something of ours, and a verb in the past.
pub(super) fn is_told_in(text: &str) -> bool {
    text.split_inclusive(['.', '!', '?', ';', ':', '—', '–']).any(|clause| {
        let mut words = clause
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            let after = || words.clone().map(|word| word.to_lowercase().replace('’', "'"));
            let is_one_of = |tellers: [&str; 2]| tellers.iter().any(|teller| word.eq_ignore_ascii_case(teller));
            if is_one_of(["i", "we"]) && after().find(|word| !is_adverb(word)).is_some_and(|word| is_past(&word))
                || is_one_of(["my", "our"]) && own_thing_did(after())
            {
                return true;
            }
        }
        false
    })
}

/// Whether the words after "our" are a thing and a verb in the past: "pipeline had", not "distributed systems".
fn own_thing_did(words: impl Iterator<Item = String>) -> bool {
    let words: Vec<String> = words.take(REACH).collect();
    let thing = words.iter().take_while(|word| is_adverb(word) || is_past(word)).count() + 1;
    let near = words.iter().take_while(|word| !PRESENT.contains(&word.as_str()));
    near.skip(thing).any(|word| is_past(word))
}

fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(&word) || word.ends_with("ly")
}

fn is_past(word: &str) -> bool {
    IRREGULAR.contains(&word) || (word.ends_with("ed") && word.len() > 3 && !NO_PAST.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

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
