//! Instructions: what guides and templates say should stand somewhere, in place of a text that does.

use std::sync::LazyLock;

use memchr::memchr;

use super::incident;
use super::word_list::WordList;
use super::word_starts::WordStarts;

/// Words that tell a writer what to do, at the start of a text.
#[rustfmt::skip]
static IMPERATIVES: LazyLock<WordList> = LazyLock::new(|| WordList::new(&[
    "add", "answer", "avoid", "be", "briefly", "choose", "clearly", "concisely", "consider", "define", "describe",
    "detail", "discuss", "document", "ensure", "enter", "explain", "fill", "focus", "give", "highlight", "identify",
    "include", "indicate", "insert", "keep", "list", "make", "mention", "note", "outline", "paint", "pick", "point",
    "provide", "quantify", "record", "reflect", "say", "share", "show", "specify", "spend", "start", "state",
    "summarise", "summarize", "talk", "tell", "think", "try", "walk", "write",
    "describa", "describe", "describí", "explica", "explique", "indica", "menciona", "cuenta", "detalla",
    "descreva", "conte", "mencione", "liste", "destaque",
    "beschreibe", "beschreiben", "erkläre", "erklären", "nenne", "nennen", "schildere", "schildern",
    "décrivez", "décris", "expliquez", "explique", "mentionnez", "présentez", "précisez",
    "beskriv", "berätta", "förklara",
    "contextualizar", "descrever", "describir", "detalhar", "detallar", "explicar", "apresentar", "presentar", "cuantifica",
    "incluye", "evita", "use", "inclua", "evite",
]));

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

/// How interviewers ask: examples of it stand in guides.
const ASKED: &[&str] =
    &["tell me about ", "describe a time", "describe a situation", "give me an example", "give an example"];

/// What a text is to have so many of.
#[rustfmt::skip]
const LENGTHS: &[&str] = &[
    "sentence", "sentences", "line", "lines", "bullet", "bullets", "words", "word", "satz", "sätze", "frase", "frases",
    "phrase", "phrases", "문장", "줄", "句", "句话", "文",
];

const FRENCH: &[&str] = &["le", "la", "les", "une", "des", "du", "votre", "vos", "ce", "qui", "vous"];

/// Words that speak to a writer.
#[rustfmt::skip]
const TO_THE_READER: &[&str] = &[
    "you", "your", "yourself", "you're", "candidate", "interviewer", "interviewers",
    "tú", "tu", "tus", "usted", "candidato", "entrevistador", "entrevistadores", "você", "recrutador",
    "du", "dein", "deine", "bewerber", "vous", "votre", "vos", "candidat", "recruteur",
];

static WORDS_TO_THE_READER: LazyLock<WordList> = LazyLock::new(|| WordList::new(TO_THE_READER));
static STARTS_TO_THE_READER: LazyLock<WordStarts> = LazyLock::new(|| WordStarts::of(TO_THE_READER));

/// Words of somebody who tells.
#[rustfmt::skip]
static TELLER: LazyLock<WordList> = LazyLock::new(|| WordList::new(&[
    "i", "we", "my", "our", "me", "us", "i'd", "i'm", "i've", "we'd", "we've",
    "yo", "mi", "mis", "nosotros", "nuestro", "nuestra", "eu", "meu", "minha", "nós", "nosso", "nossa",
    "ich", "wir", "mein", "meine", "meinem", "unser", "unsere", "uns", "je", "j'ai", "mon", "ma", "mes", "nous", "notre",
    "nos", "jag", "vi", "vår",
]));

/// What stands behind the number of a time to take.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "m", "min", "mins", "minute", "minutes", "s", "sec", "secs", "second", "seconds", "segundos", "minutos", "sekunden",
    "minuten", "secondes",
];

/// Whether a text asks for another in its place: "Describe the situation", "What did you do?".
pub(super) fn is_instruction(text: &str) -> bool {
    let text = text.trim().strip_prefix("- ").unwrap_or(text.trim());
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(first) = incident::words(text).next() else { return false };
    if has_gaps(text) || BEGINNINGS.iter().any(|beginning| starts_with(text, beginning)) || is_time_to_take(text) {
        return true;
    }
    if ASKED.iter().any(|asked| starts_with(text, asked)) {
        return true;
    }
    // In French most words that end so tell others what to do. Elsewhere they are names.
    let is_french = || incident::words(text).any(|word| FRENCH.contains(&&*word));
    let is_imperative = IMPERATIVES.has(&first) || (first.len() > 4 && first.ends_with("ez") && is_french());
    let mut asks = is_imperative || text.trim_end().ends_with(['?', '？']) || has_length(text);
    if !asks && !may_speak_to_the_reader(text) {
        return false;
    }
    for word in incident::words(text) {
        if TELLER.has(&word) {
            return false;
        }
        asks |= WORDS_TO_THE_READER.has(&word);
    }
    asks && !incident::is_told_in(text)
}

/// Whether a text may have a word that speaks to a writer. In hardly any story there is one, and that is soon seen.
fn may_speak_to_the_reader(text: &str) -> bool {
    let word_at = |at: usize| text.get(at..).and_then(|text| incident::words(text).next());
    STARTS_TO_THE_READER.within(text).filter_map(word_at).any(|word| WORDS_TO_THE_READER.has(&word))
}

/// Whether a text starts with another, which has no letters with a case but those of ASCII.
fn starts_with(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start.as_bytes()))
}

/// Whether a text leaves gaps to be filled in: `I led [project] as [role]`.
fn has_gaps(text: &str) -> bool {
    if memchr(b'[', text.as_bytes()).is_none() {
        return false;
    }
    // `cache[key]` and `[[page]]` are somebody's words.
    let starts = text
        .match_indices('[')
        .filter(|&(at, _)| !text.get(..at).unwrap_or("").ends_with(|c: char| c.is_alphanumeric() || c == '['));
    let behind = starts.filter_map(|(at, _)| text.get(at + 1..)).filter(|behind| !behind.starts_with('['));
    let gaps = behind.filter_map(|behind| behind.split_once(']')).map(|(inside, _)| inside.trim());
    let is_gap = |inside: &str| {
        inside.split_whitespace().count() <= 8 && inside.chars().filter(|c| c.is_alphabetic()).count() > 2
    };
    text.to_lowercase().contains("[your ") || gaps.filter(|inside| is_gap(inside)).count() >= 2
}

/// Whether a text judges answers, as a list of questions does for those who prepare them.
pub(super) fn judges_answers(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["interviewer", "the candidate", "strong answer", "good answer", "your answer", "your draft", "weak answer"]
        .into_iter()
        .any(|words| lower.contains(words))
}

/// "15–20 seconds": how long a part should last.
fn is_time_to_take(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = text.to_lowercase();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | '~' | ' ' | '.'));
    let unit = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let after = rest.get(unit.len()..).unwrap_or("").trim_start();
    let is_all = after.is_empty() || after.starts_with(['(', ',', ';', ':', '-', '–', '—', '.']);
    is_all && UNITS.contains(&unit)
}

/// "(1–2 sentences)" at the end: how long a part should be.
fn has_length(text: &str) -> bool {
    let inside =
        text.trim_end_matches(['.', '。']).strip_suffix([')', '）']).and_then(|text| text.rsplit_once(['(', '（']));
    inside.is_some_and(|(_, inside)| {
        let unit = inside.trim_start_matches(|c: char| !c.is_alphabetic());
        unit.len() < inside.len()
            && inside.starts_with(|c: char| c.is_ascii_digit())
            && LENGTHS.contains(&unit.to_lowercase().as_str())
    })
}

/// What a heading says that explains how to tell a story.
#[rustfmt::skip]
const METHODS: &[&str] = &[
    "method", "methods", "methodology", "framework", "format", "formula", "technique", "structure", "template", "guide",
    "what is", "how to", "cheat sheet", "refresher", "basics", "primer", "recap", "reminder", "explained", "método", "metodología", "metodologia", "técnica", "formato", "estructura",
    "estrutura", "guía", "guia", "qué es", "o que é", "methode", "methodik", "technik", "was ist", "vorlage", "méthode",
    "modèle", "qu'est-ce que", "方法", "法则", "法則", "模板", "기법", "템플릿",
];

/// Whether a heading only says how a story below it is told: `STAR`, `STAR version`, `STAR 版本`.
pub(super) fn is_way_of_telling(heading: &str) -> bool {
    names_method(heading) && heading.split_whitespace().count() <= 2 && heading.chars().count() <= 16
}

/// Whether a heading announces the method itself instead of a story.
pub(super) fn is_about_the_method(heading: &str) -> bool {
    let is_star = names_method(heading);
    let lower = heading.to_lowercase();
    is_star && METHODS.iter().any(|method| lower.contains(method))
}

fn names_method(heading: &str) -> bool {
    heading.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').any(|word| {
        matches!(
            word.trim_matches('.').replace('.', "").as_str(),
            "STAR" | "STARL" | "STARR" | "CARL" | "SOAR" | "Star"
        )
    })
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
            "~15–20 seconds (just the context)",
            "Décrivez les actions",
            "What **you** did, step by step",
            "*Quantify the result.*",
            "정량 결과 (1~2문장)",
            "The background, in short (2-3 sentences)",
            "“Tell me about a time you handled a conflict.”",
        ] {
            assert!(is_instruction(text), "{text}");
        }
        for text in [
            "I described the situation to the team.",
            "The queue was full.",
            "Set up a replica",
            "Set up a replica and moved the reads. We were done by noon.",
            "15 services were down.",
            "We cut the log (2 lines a second).",
            "31m rows were lost",
            "You could not log in, so I reset it.",
            "What did we miss? We had no alarm.",
            "",
        ] {
            assert!(!is_instruction(text), "{text}");
        }
        assert!(is_about_the_method("The STAR method") && is_about_the_method("Qué es S.T.A.R."));
        assert!(!is_about_the_method("STAR story 2") && !is_about_the_method("A starting method"));
    }
}
