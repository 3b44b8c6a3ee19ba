//! Instructions: what guides and templates say should stand somewhere, in place of a text that does.

use super::incident;

/// Words that tell a writer what to do, at the start of a text.
#[rustfmt::skip]
const IMPERATIVES: &[&str] = &[
    "add", "answer", "avoid", "be", "briefly", "choose", "clearly", "concisely", "consider", "define", "describe",
    "detail", "discuss", "document", "ensure", "enter", "explain", "fill", "focus", "give", "highlight", "identify",
    "include", "indicate", "insert", "keep", "list", "make", "mention", "note", "outline", "paint", "pick", "point",
    "provide", "quantify", "record", "reflect", "say", "share", "show", "specify", "spend", "start", "state",
    "summarise", "summarize", "talk", "tell", "think", "try", "use", "walk", "write",
    "describa", "describe", "describí", "explica", "explique", "indica", "menciona", "cuenta", "detalla",
    "descreva", "conte", "mencione", "liste", "destaque",
    "beschreibe", "beschreiben", "erkläre", "erklären", "nenne", "nennen", "schildere", "schildern",
    "décrivez", "décris", "expliquez", "explique", "mentionnez", "présentez", "précisez",
    "beskriv", "berätta", "förklara",
];

/// The same where one word says too little, and in scripts without spaces between words.
const BEGINNINGS: &[&str] = &[
    "set the scene",
    "set the stage",
    "put yourself",
    "描述",
    "说明",
    "请",
    "简要",
    "介绍",
    "阐述",
    "列出",
    "설명",
    "작성",
];

/// Words that speak to a writer.
const TO_THE_READER: &[&str] = &["you", "your", "yourself", "you're", "candidate", "interviewer", "interviewers"];

/// Words of somebody who tells.
#[rustfmt::skip]
const TELLER: &[&str] = &["i", "we", "my", "our", "me", "us", "i'd", "i'm", "i've", "we'd", "we've"];

/// Whether a text asks for another in its place: "Describe the situation", "What did you do?".
pub(super) fn is_instruction(text: &str) -> bool {
    let text = text.trim().strip_prefix("- ").unwrap_or(text.trim());
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"))
        .filter(|word| !word.is_empty())
        .collect();
    let Some(first) = words.first() else { return false };
    let lower = text.to_lowercase();
    if BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning)) {
        return true;
    }
    let has = |some: &[&str]| words.iter().any(|word| some.contains(&word.as_str()));
    if has(TELLER) || incident::is_told_in(text) {
        return false;
    }
    IMPERATIVES.contains(&first.as_str()) || text.trim_end().ends_with(['?', '？']) || has(TO_THE_READER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_a_text_is_told_from_a_text() {
        for text in [
            "Describe the situation.",
            "- Briefly set the scene",
            "Set the scene for the listener.",
            "What was the goal?",
            "The context that your interviewer needs.",
            "Explica el contexto",
            "Beschreiben Sie die Lage.",
            "描述当时的情况",
            "*Quantify the result.*",
        ] {
            assert!(is_instruction(text), "{text}");
        }
        for text in [
            "I described the situation to the team.",
            "The queue was full.",
            "Set up a replica",
            "Set up a replica and moved the reads. We were done by noon.",
            "You could not log in, so I reset it.",
            "What did we miss? We had no alarm.",
            "",
        ] {
            assert!(!is_instruction(text), "{text}");
        }
    }
}
