//! Made-up titles: the first sentence of a story that has none, cut where it can be.

use super::incident;
use crate::domain::beat::{Beat, Beats};
use crate::domain::confidential::aliased;
use crate::domain::text::{Block, blocks, first_sentence};

/// The longest title made up, in characters: it fits a list on a narrow screen.
const LONGEST: usize = 60;

/// Fewer words, or fewer bytes, say too little for a title.
const FEWEST_WORDS: usize = 3;
const FEWEST_BYTES: usize = 10;

/// Words that introduce a clause which a title can do without.
#[rustfmt::skip]
const CLAUSES: &[&str] = &[
    "after", "although", "because", "before", "but", "causing", "due", "leading", "leaving", "making", "preventing",
    "resulting", "since", "so", "though", "unless", "until", "when", "where", "whereas", "which", "while", "who", "whose",
];

/// Words that introduce a phrase which a long title can do without.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "across", "against", "as", "at", "between", "by", "caused", "during", "for", "from", "in", "led", "on", "over",
    "per", "resulted", "than", "that", "through", "triggered", "under", "via", "with", "within", "without",
];

/// Words that no title ends with.
const DANGLING: &[&str] = &[
    "a", "an", "and", "are", "be", "been", "had", "has", "have", "into", "is", "its", "my", "of", "or", "our", "the",
    "their", "to", "was", "were", "would",
];

/// Articles, prepositions and conjunctions of German, French, Spanish, Portuguese and Italian, but for those that are words
/// or short for something in English. No title ends with them either.
#[rustfmt::skip]
const DANGLING_ABROAD: &[&str] = &[
    "als", "auf", "aus", "bei", "beim", "bis", "das", "dass", "dem", "den", "der", "des", "die", "durch", "ein", "eine", "einem",
    "einen", "einer", "eines", "für", "gegen", "im", "mit", "nach", "oder", "ohne", "seit", "und", "unser", "unsere", "vom",
    "von", "vor", "wegen", "weil", "wenn", "während", "zu", "zum", "zur", "zwischen", "über",
    "au", "aux", "avec", "cette", "chez", "dans", "de", "du", "en", "et", "la", "le", "les", "leur", "mais", "nos", "notre",
    "où", "par", "parce", "pendant", "pour", "que", "qui", "sans", "sur", "un", "une", "vers", "à",
    "al", "con", "del", "desde", "el", "entre", "hasta", "las", "los", "para", "pero", "por", "porque", "sobre", "su", "sus", "y",
    "ao", "aos", "até", "com", "da", "em", "mas", "na", "nas", "ou", "pela", "pelo", "sem", "seu", "sua", "um", "uma",
    "che", "dal", "dalla", "dei", "della", "delle", "di", "gli", "il", "lo", "nel", "nella", "perché", "tra",
];

/// Words that start the time or place before a sentence.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "after", "as", "at", "because", "before", "by", "despite", "during", "early", "every", "following", "for", "in",
    "last", "late", "on", "once", "one", "over", "recently", "since", "throughout", "under", "until", "when", "while",
    "with", "within",
];

/// "On the morning of 4 October 2023" has so many words.
const MOST_WORDS_OF_A_DATE: usize = 7;

/// Words that start the sentence itself.
const SUBJECTS: &[&str] = &[
    "a", "all", "an", "each", "every", "i", "it", "my", "one", "our", "several", "some", "the", "these", "they",
    "this", "users", "we",
];

/// Words after which "we had" and "I found" say nothing that a title needs.
const DETERMINERS: &[&str] =
    &["a", "an", "no", "one", "our", "several", "some", "that", "the", "these", "this", "three", "two"];

/// Words that are written small within a sentence.
const COMMON: &[&str] =
    &["A", "An", "After", "All", "At", "During", "Every", "In", "Its", "On", "One", "Some", "The", "Two", "When"];

const TELLING_VERBS: &[&str] =
    &["discovered", "encountered", "experienced", "faced", "found", "had", "hit", "noticed", "saw"];

/// A title from beats: the problem's first sentence, or that of its first beat, cut where it can be.
pub(super) fn from(beats: &Beats) -> String {
    let text = beats.get(Beat::Problem).or_else(|| beats.iter().next().map(|(_, text)| text));
    let block = text.and_then(|text| blocks(text).next());
    let Some(Block::Paragraph(text) | Block::Bullet(text)) = block else {
        return "Untitled story".to_owned();
    };
    // A title is shortened, and what is left of a mark would hide nothing.
    let text = aliased(text);
    let sentence = telling_sentence(&text).trim_end_matches(is_ending);
    let title = shortened(without_telling(without_introduction(sentence)), LONGEST);
    capitalized(title)
}

/// A title from a text that has a name before it: `Boxly: a disk filled up`.
pub(super) fn of(name: &str, text: &str) -> String {
    let (name, text) = (&*aliased(name), &*aliased(text));
    let sentence = first_sentence(text);
    // "On 18 Nov." is no sentence.
    let sentence = if sentence.split(' ').count() > FEWEST_WORDS { sentence } else { text };
    let sentence = sentence.trim_end_matches(is_ending);
    let first = sentence.split(' ').next().unwrap_or("").to_lowercase();
    // When it happened says less than what did.
    let is_time = OPENERS.contains(&first.as_str());
    let sentence = sentence.split_once(", ").filter(|_| is_time).map_or(sentence, |(_, after)| after);
    let longest = LONGEST.saturating_sub(name.chars().count() + 2);
    let title = shortened(without_telling(without_introduction(sentence)), longest);
    let is_too_short = title.split(' ').count() <= FEWEST_WORDS && title.len() < sentence.len();
    let longer = natural_end(sentence, longest, FEWEST_WORDS + 1).filter(|_| is_too_short);
    let title = longer.unwrap_or(title);
    let is_common = title.split(' ').next().is_some_and(|first| COMMON.contains(&first));
    let mut letters = title.chars();
    match letters.next().filter(|_| is_common) {
        Some(first) => format!("{name}: {}{}", first.to_lowercase(), letters.as_str()),
        None => format!("{name}: {title}"),
    }
}

const fn is_ending(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ':' | ';' | ',' | '…' | '–' | '—' | '-') || c.is_whitespace()
}

/// The first sentence, unless it only sets the scene: "All went well for a year" before what didn't, or a phrase such as
/// "A true story". Then the first that tells of trouble.
fn telling_sentence(text: &str) -> &str {
    let first = first_sentence(text);
    if incident::has_trouble(first) || !sets_the_scene(first) {
        return first;
    }
    let mut rest = text;
    let mut sentences = std::iter::from_fn(|| {
        rest = rest.trim_start().strip_prefix(first_sentence(rest)).filter(|_| !rest.trim().is_empty())?;
        Some(first_sentence(rest)).filter(|sentence| !sentence.is_empty())
    });
    let is_announcement = |sentence: &str| ["Here", "This is"].iter().any(|start| sentence.starts_with(start));
    let found = sentences.find(|sentence| incident::has_trouble(sentence) && !is_announcement(sentence));
    let found = found.map(|sentence| JOINTS.iter().find_map(|joint| sentence.strip_prefix(joint)).unwrap_or(sentence));
    found.unwrap_or(first)
}

/// Words that join a sentence to the one before it.
const JOINTS: &[&str] = &["Then, ", "Then ", "But ", "And ", "Until ", "So "];

/// Words of a sentence in which all is well.
const CALM: &[&str] =
    &["fine", "flawlessly", "perfectly", "reliably", "simple", "smoothly", "stable", "usual", "well", "without"];

fn sets_the_scene(sentence: &str) -> bool {
    let mut has_verb = false;
    for word in incident::words(sentence) {
        if CALM.contains(&&*word) {
            return true;
        }
        has_verb |= incident::is_past(&word) || VERBS.contains(&&*word);
    }
    !has_verb
}

/// Verbs that are no past tense, as far as they show that a phrase is a sentence.
const VERBS: &[&str] =
    &["am", "are", "can", "do", "does", "has", "have", "is", "must", "needs", "stops", "wants", "will"];

/// "At nine on a Monday, every key expired" is about the key.
fn without_introduction(sentence: &str) -> &str {
    let Some((before, after)) = sentence.split_once(", ") else { return sentence };
    let mut words = before.split(' ').map(str::to_lowercase);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_time = OPENERS.contains(&first.as_str())
        || (matches!(first.as_str(), "my" | "our") && matches!(second.as_str(), "first" | "second" | "last"));
    let subject = after.split(' ').next().unwrap_or("").to_lowercase();
    let is_date = before.contains(|c: char| c.is_ascii_digit()) && before.split(' ').count() <= MOST_WORDS_OF_A_DATE;
    if is_time && (is_date || SUBJECTS.contains(&subject.as_str())) { after } else { sentence }
}

/// "We had a bug" is about the bug.
fn without_telling(sentence: &str) -> &str {
    let mut words = sentence.splitn(3, ' ');
    let (Some(subject), Some(verb), Some(rest)) = (words.next(), words.next(), words.next()) else {
        return sentence;
    };
    let next = rest.split(' ').next().unwrap_or("").to_lowercase();
    let is_thing = DETERMINERS.contains(&next.as_str()) || next.starts_with(|c: char| c.is_ascii_digit());
    match (subject.to_lowercase().as_str(), verb.to_lowercase().as_str()) {
        ("there", "was" | "were") => rest,
        ("i" | "we", verb) if is_thing && TELLING_VERBS.contains(&verb) => rest.strip_prefix("that ").unwrap_or(rest),
        _ => sentence,
    }
}

/// At most so many characters, to a natural end, or else whole words, of which the last joins nothing that was cut.
fn shortened(sentence: &str, longest: usize) -> &str {
    natural_end(sentence, longest, FEWEST_WORDS).unwrap_or_else(|| {
        let start = first_characters(sentence, longest + 1);
        let words = start.rsplit_once(' ').map_or_else(|| first_characters(sentence, longest), |(before, _)| before);
        without_last(words, &[DANGLING, DANGLING_ABROAD, CLAUSES, PHRASES])
    })
}

/// All of it where it has at most so many characters. Else what stands before the first clause that can go, or else before
/// the last phrase, if that is so many words.
fn natural_end(sentence: &str, longest: usize, fewest_words: usize) -> Option<&str> {
    if sentence.chars().count() <= longest {
        return Some(sentence);
    }
    // What comes later can't matter, and a sentence can be as long as its document.
    let start = first_characters(sentence, 8 * longest);
    let ends: Vec<(&str, String)> = start
        .match_indices(' ')
        .filter_map(|(at, _)| {
            let (before, after) = start.split_at_checked(at)?;
            let next = after.split_whitespace().next().unwrap_or("").to_lowercase();
            let says_enough = before.len() >= FEWEST_BYTES && before.split(' ').count() >= fewest_words;
            (says_enough && before.chars().count() <= longest).then_some((before, next))
        })
        .collect();
    let is_clause = |before: &str, next: &str| {
        before.ends_with([',', ';', ':']) || CLAUSES.contains(&next) || matches!(next, "–" | "—" | "-")
    };
    let last_word = sentence.rsplit(' ').next().unwrap_or("");
    let is_phrase = |next: &str| PHRASES.contains(&next) || (next.ends_with("ly") && next == last_word);
    let clause = ends.iter().find(|(before, next)| is_clause(before, next));
    let end = clause.or_else(|| ends.iter().rfind(|(_, next)| is_phrase(next)));
    end.map(|(before, _)| without_last(before, &[DANGLING]))
}

/// A title without such words at its end.
fn without_last<'a>(title: &'a str, words: &[&[&str]]) -> &'a str {
    let is_one = |word: &str| words.iter().any(|words| words.contains(&&*word.to_lowercase()));
    let mut title = title.trim_end_matches(is_ending);
    while let Some((before, _)) = title.rsplit_once(' ').filter(|(_, last)| is_one(last)) {
        title = before.trim_end_matches(is_ending);
    }
    title
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// Names such as `pgBouncer` keep their letters.
fn capitalized(title: &str) -> String {
    let first_word = title.split(' ').next().unwrap_or("");
    let mut characters = title.chars();
    match characters.next() {
        Some(first) if first_word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic()) => {
            first.to_uppercase().chain(characters).collect()
        }
        Some(_) => title.to_owned(),
        None => "Untitled story".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_made_from_the_first_sentence_of_the_problem() {
        for (problem, title) in [
            ("We had a queue that grew. It was bad.", "A queue that grew"),
            ("There was no backup.", "No backup"),
            ("- orders were lost\n- twice", "Orders were lost"),
            ("pgBouncer ran dry.", "pgBouncer ran dry"),
            (
                "On the night of the sale, our gateway dropped every third request.",
                "Our gateway dropped every third request",
            ),
            (
                "Invoices were sent twice to the same customers because the worker retried after a timeout.",
                "Invoices were sent twice to the same customers",
            ),
            (
                "Payments to all of our partner banks failed silently between nine in the evening and six in the morning.",
                "Payments to all of our partner banks failed silently",
            ),
            (
                "I found 4,000 unused feature flags, dead branches, and jobs that nobody had owned since 2017.",
                "4,000 unused feature flags",
            ),
            (
                "Our build had run flawlessly for a year. Then a full disk broke every release. Here is how.",
                "A full disk broke every release",
            ),
            (
                "A true story from our kiosk. A misconfigured till, and a long night.",
                "A misconfigured till, and a long night",
            ),
            ("The queue looked fine. We had no alarm.", "The queue looked fine"),
            (
                "Rollouts failed because of the customers whose own unpatched firewall appliances rejected certificates.",
                "Rollouts failed because of the customers",
            ),
            // Whole words, of which the last joins nothing that was cut.
            (
                "Nobody noticed seventeen thousand subscription invoices and the seventeen reminders.",
                "Nobody noticed seventeen thousand subscription invoices",
            ),
            (
                "Mein Team lieferte neun Wochen lang keinen Release aus wegen der langsamen Tests.",
                "Mein Team lieferte neun Wochen lang keinen Release",
            ),
            (
                "Une requête bloquait chaque nuit toutes les commandes pour le plus gros client.",
                "Une requête bloquait chaque nuit toutes les commandes",
            ),
            ("We had deployed it twice.", "We had deployed it twice"),
        ] {
            let mut beats = Beats::default();
            beats.insert(Beat::Problem, problem);
            assert_eq!(from(&beats), title);
        }
    }

    #[test]
    fn a_title_behind_a_name_ends_where_a_phrase_does() {
        for (text, title) in [
            (
                "The rollout failed because of the missing index on the table of all invoices.",
                "Boxly: the rollout failed because of the missing index",
            ),
            (
                "Deploys took hours because the forty-seven integration suites ran one by one.",
                "Boxly: Deploys took hours",
            ),
            ("We had a bug.", "Boxly: We had a bug"),
        ] {
            assert_eq!(of("Boxly", text), title);
        }
    }

    #[test]
    fn a_made_up_title_is_never_long_or_empty() {
        for problem in ["word ".repeat(50), "é".repeat(90), "…".to_owned(), format!("a {}", "b".repeat(90))] {
            let mut beats = Beats::default();
            beats.insert(Beat::Outcome, problem.as_str());
            let title = from(&beats);
            assert!(!title.is_empty() && title.chars().count() <= LONGEST, "{title:?}");
        }
    }
}
