//! Words that bring nothing back: those that only join others, and those that could be of any story.

use super::word::singular;
use crate::domain::figure::is_spelled;

/// Words that only join others.
#[rustfmt::skip]
const GLUE: &[&str] = &[
    "a", "about", "above", "according", "across", "after", "again", "against", "ago", "ahead", "all", "almost",
    "alone", "along", "alongside", "already", "also", "although", "always", "am", "among", "an", "and", "anew",
    "another", "any", "anybody", "anymore", "anyone", "anything", "anyway", "apart", "are", "around", "as",
    "at", "away", "back", "be", "became", "because", "become", "been", "before", "began", "behind", "being",
    "below", "beside", "besides", "between", "beyond", "both", "but", "by", "came", "can", "cannot", "come",
    "could", "despite", "did", "do", "does", "doing", "done", "down", "due", "during", "each", "either", "else",
    "enough", "even", "ever", "every", "everybody", "everyone", "everything", "except", "far", "few",
    "following", "for", "from", "further", "gave", "get", "give", "go", "goes", "going", "gone", "got", "had",
    "has", "have", "having", "he", "hence", "her", "here", "hers", "herself", "him", "himself", "his", "how",
    "however", "i", "if", "in", "inside", "instead", "into", "is", "it", "its", "itself", "just", "keep",
    "kept", "kind", "last", "later", "least", "less", "let", "like", "longer", "look", "looked", "made", "make",
    "many", "may", "me", "meanwhile", "might", "mine", "more", "most", "much", "must", "my", "myself", "nearly",
    "need", "never", "next", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "off", "often", "on",
    "once", "one", "only", "onto", "or", "other", "otherwise", "our", "ours", "ourselves", "out", "outside",
    "over", "own", "per", "perhaps", "please", "put", "quite", "rather", "really", "regarding", "same",
    "seemed", "set", "several", "shall", "she", "should", "since", "so", "some", "somebody", "someone",
    "something", "soon", "still", "such", "sure", "take", "taken", "than", "that", "the", "their", "them",
    "themselves", "then", "there", "therefore", "these", "they", "thing", "this", "those", "though", "through",
    "thus", "till", "to", "together", "too", "took", "toward", "towards", "turned", "under", "unless", "until",
    "up", "upon", "us", "use", "used", "versus", "very", "via", "was", "way", "we", "well", "went", "were",
    "what", "whatever", "when", "whenever", "where", "whereas", "wherever", "whether", "which", "while", "who",
    "whoever", "whole", "whom", "whose", "why", "will", "with", "within", "without", "would", "yes", "yet",
    "you", "your", "yourself",
];

/// Words that could be of any story.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "able", "added", "agreed", "answer", "arrived", "ask", "asked", "best", "better", "big", "bought", "bring",
    "built", "call", "called", "certain", "change", "changed", "closed", "common", "current", "day",
    "different", "earlier", "early", "easy", "ended", "entire", "exactly", "fact", "fine", "first", "found",
    "full", "general", "good", "great", "happened", "hard", "hour", "huge", "idea", "important", "item", "knew",
    "know", "known", "late", "leave", "left", "little", "long", "lost", "lots", "main", "matter", "mean",
    "meant", "minute", "moment", "month", "moved", "new", "normal", "number", "old", "opened", "ordinary",
    "original", "part", "people", "place", "previous", "reached", "real", "right", "saw", "second", "see",
    "sent", "short", "show", "showed", "similar", "simple", "single", "small", "stand", "start", "started",
    "stayed", "stopped", "stuff", "tell", "time", "today", "told", "tried", "try", "turn", "various", "wanted",
    "watched", "week", "work", "worked", "working", "wrote", "year",
];

/// Words behind which a thing is named.
#[rustfmt::skip]
const ANNOUNCING: &[&str] = &[
    "a", "an", "another", "any", "each", "every", "her", "his", "its", "my", "no", "our", "some", "that", "the",
    "their", "these", "this", "those", "whole", "your",
];

/// The ends of words that are two: `didn't`, `we'd`.
const CONTRACTED: &[&str] = &["n't", "'d", "'ll", "'m", "'re", "'ve"];

/// Whether a folded word in lower case only joins others.
pub(super) fn is_glue(word: &str) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word);
    has(GLUE, word) || CONTRACTED.iter().any(|end| word.ends_with(end))
}

/// Whether a folded word in lower case could be of any story.
pub(super) fn is_plain(word: &str) -> bool {
    has(PLAIN, word) || is_spelled(word) || word.ends_with("ly")
}

/// Whether a thing is named behind this folded word in lower case.
pub(super) fn is_announcing(word: &str) -> bool {
    ANNOUNCING.binary_search(&word).is_ok()
}

/// Whether a table has a word, or what the word is a plural of: `makes`, `others`.
fn has(table: &[&str], word: &str) -> bool {
    table.binary_search(&word).is_ok() || table.binary_search(&singular(word.to_owned()).as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order_and_no_word_is_in_two() {
        assert!(GLUE.is_sorted() && PLAIN.is_sorted() && ANNOUNCING.is_sorted());
        assert_eq!(PLAIN.iter().find(|word| is_glue(word)), None);
        assert_eq!(ANNOUNCING.iter().find(|word| !is_glue(word)), None);
    }

    #[test]
    fn short_forms_are_glue() {
        for word in ["the", "didn't", "it's", "we'd", "others"] {
            assert!(is_glue(word), "{word}");
        }
        assert!(!is_glue("vendor's"));
    }
}
