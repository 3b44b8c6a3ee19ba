//! The search for a label: whether somebody's words are one in the table, however they are put.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::label_name::{normalize, unnumbered};
use super::labels::{LABELS, Label, Meaning, Words};
use crate::domain::beat::Beat;
use crate::domain::fold::fold_all;

/// The letters that stand for the beats of a STAR story, in their order.
const LETTERS: [(char, Beat); 4] = [('s', Beat::Context), ('t', Beat::Task), ('a', Beat::Action), ('r', Beat::Outcome)];

/// The table by name, as `normalize` spells it: every line of a document is looked up in it.
static BY_NAME: LazyLock<HashMap<String, Label>> = LazyLock::new(|| {
    let entries = LABELS.iter();
    entries
        .flat_map(|&(meaning, words, names)| {
            names.iter().map(move |name| (normalize(name), Label::new(meaning, words)))
        })
        .collect()
});

/// The words that labels start with. Hardly any line of a document starts with one, and that is soon seen.
static FIRST_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let words = BY_NAME.keys().filter_map(|name| name.split([' ', '/', '\'']).next()).map(str::to_owned);
    let others = QUALIFIERS_FOLDED.iter().map(String::as_str).chain(AUDIENCES.iter().copied());
    words.chain(others.filter_map(|word| word.split(' ').next()).map(str::to_owned)).collect()
});

/// Words that may stand before a label and change nothing: `Key Insight`, `The Fix`, `Prior Investigation`.
#[rustfmt::skip]
const QUALIFIERS: &[&str] = &[
    "the", "my", "our", "your", "key", "main", "final", "primary", "core", "initial", "prior", "previous", "overall",
    "technical", "immediate", "incident", "permanent", "temporary", "quick", "short term", "long term", "personal",
    "actual", "real", "true", "underlying", "likely", "most likely", "probable", "suspected", "general", "generalizable",
    "specific", "measurable", "quantified", "applied", "proposed", "observed", "identified", "detailed", "brief", "short",
    "el", "la", "los", "las", "mi", "mis", "o", "meu", "minha", "der", "die", "das", "mein", "meine", "le", "les", "mon",
    "ma", "il", "моя", "мой", "мои", "vermutete", "eigentliche", "mögliche",
];

/// Words that may stand behind a label and change nothing: `Solución Final`, `Symptômes observés`, `Ações tomadas`.
#[rustfmt::skip]
const TRAILERS: &[&str] = &[
    "final", "multiple", "principal", "taken", "applied", "observed", "encountered", "identified", "implemented",
    "achieved", "faced", "performed", "obtained",
    "observé", "observée", "observés", "observées", "constaté", "constatée", "constatés", "constatées", "identifié",
    "identifiée", "identifiés", "identifiées", "rencontré", "rencontrée", "appliqué", "appliquée", "appliqués",
    "appliquées", "retenu", "retenue", "réalisé", "réalisée", "réalisés", "réalisées", "obtenu", "obtenus", "tiré",
    "tirées", "menées", "mise en place", "mises en place", "mis en place", "mise en œuvre",
    "aplicada", "aplicadas", "aplicado", "implementada", "implementadas", "adotada", "adotadas", "adoptada", "adoptadas",
    "encontrado", "encontrados", "encontrada", "identificado", "identificada", "identificados", "observado", "observados",
    "detectado", "detectados", "realizadas", "realizados", "tomadas", "obtenido", "obtenidos", "obtidos", "alcanzados",
    "alcançados", "aprendida", "aprendidas", "definitiva", "raíz",
];

/// The same in scripts without spaces between words: `問題の概要`, `対処方法`, `문제 내용`.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "の概要", "の詳細", "ログ", "チェックリスト", "内容", "方法", "方針", "过程", "過程", "记录", "描述", "说明", "詳細", "内容",
    "내용", "과정", "설명", "방법", "요약", "상세",
];

/// And before them: `主要原因`, `발생 원인`.
#[rustfmt::skip]
const BEGINNINGS: &[&str] = &[
    "主要", "具体", "最终", "最終", "发生", "発生", "直接", "技术", "核心", "恒久", "暫定", "主な", "주요", "최종", "발생",
    "핵심", "직접",
];

/// What joins two labels in those scripts: `处理与验证`.
const JOINTS: [char; 5] = ['与', '及', '和', '・', '、'];

fn folded(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| fold_all(word)).collect()
}

static QUALIFIERS_FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| folded(QUALIFIERS));
static TRAILERS_FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| folded(TRAILERS));
static ENDINGS_FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| folded(ENDINGS));
static BEGINNINGS_FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| folded(BEGINNINGS));

/// Those who suffer from a problem, so that an impact on them is one.
const AUDIENCES: &[&str] =
    &["client", "clients", "customer", "customers", "user", "users", "player", "players", "patient", "patients"];

/// No label is longer, in bytes.
pub(super) const LONGEST: usize = 60;

/// The label that somebody wrote so, whatever its case, numbering, emphasis and punctuation.
pub(super) fn find(written: &str) -> Option<Label> {
    find_with_name(written).map(|(label, _)| label)
}

/// The same with the spelling that makes two of a kind equal.
pub(super) fn find_with_name(written: &str) -> Option<(Label, Cow<'static, str>)> {
    if written.len() > LONGEST {
        return None;
    }
    if let Some((label, name)) = find_word(written) {
        return Some((label, name.into()));
    }
    if !may_be_label(written) {
        return None;
    }
    let name = normalize(written);
    // What else a title says it is belongs to the title.
    let is_beat = |part: &Label| part.meaning.beat().is_some();
    let in_parts = || {
        let mut parts = name.split('/').map(find_name);
        let first = parts.next()??;
        parts.all(|part| part.is_some_and(|part| part.meaning == first.meaning || is_beat(&part))).then_some(first)
    };
    let label = translated(written).or_else(|| find_name(&name)).or_else(in_parts).or_else(|| impact(&name));
    let label = label.or_else(|| joined(&name));
    match label {
        Some(label) => Some((label, name.into())),
        None => letter(&name).map(|label| (label, name.into())),
    }
}

/// The label that stands in English behind one in another language: `課題（Task）`, a word for a problem elsewhere.
fn translated(written: &str) -> Option<Label> {
    let written = written.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）'));
    let (own, english) = written.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    if own.is_ascii() || !english.is_ascii() { None } else { find_name(&normalize(english)) }
}

/// A label of one word, as most are: only a colon and its case tell it from its name.
fn find_word(written: &str) -> Option<(Label, &'static str)> {
    let word = written.strip_suffix(':').unwrap_or(written);
    if !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    BY_NAME.get_key_value(&word.to_ascii_lowercase()).map(|(name, &label)| (label, name.as_str()))
}

/// Whether a character is of a script without spaces between words, or one that does well without them.
const fn is_dense(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The first of two labels in such scripts, or one with its translation: `处理与验证`, `Situation 背景`. Both must be
/// labels of beats, or the words of one would be lost.
fn joined(name: &str) -> Option<Label> {
    let (one, other) = match name.split_once(' ') {
        Some((one, other)) if one.is_ascii() != other.is_ascii() => (one, other),
        _ if name.starts_with(is_dense) => name.split_once(JOINTS)?,
        _ => return None,
    };
    let (one, other) = (find_name(one)?, find_name(other)?);
    (one.meaning.beat().is_some() && other.meaning.beat().is_some()).then_some(one)
}

/// The beat that a letter of STAR stands for.
fn letter(name: &str) -> Option<Label> {
    let mut letters = name.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let (_, beat) = LETTERS.into_iter().find(|&(other, _)| other == letter)?;
    Some(Label { is_letter: true, ..Label::new(Meaning::Beat(beat), Words::Dropped) })
}

/// Whether a text starts with a word that labels start with or with a letter of STAR, or has an impact somewhere.
fn may_be_label(written: &str) -> bool {
    let text = unnumbered(written);
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let first = text.get(..end).unwrap_or("");
    let is_letter = match *first.as_bytes() {
        [letter] => {
            let after = text.get(end..).unwrap_or("").trim_start();
            // "A gateway" is no A.
            let is_joined = after.is_empty() || !after.starts_with(char::is_alphanumeric);
            is_joined && LETTERS.iter().any(|&(other, _)| other == char::from(letter.to_ascii_lowercase()))
        }
        _ => false,
    };
    let is_impact = |letters: &[u8]| letters.eq_ignore_ascii_case(b"impact");
    is_letter
        || (!text.is_ascii() && text.contains(is_dense))
        || FIRST_WORDS.contains(fold_all(first).as_str())
        || text.as_bytes().windows(6).any(is_impact)
}

fn find_name(name: &str) -> Option<Label> {
    let mut name = name.trim();
    loop {
        if let Some(&label) = BY_NAME.get(name) {
            return Some(label);
        }
        let without_ending = ENDINGS_FOLDED.iter().find_map(|ending| name.strip_suffix(ending.as_str()));
        let without_beginning = || BEGINNINGS_FOLDED.iter().find_map(|beginning| name.strip_prefix(beginning.as_str()));
        if let Some(shorter) = without_ending.or_else(without_beginning) {
            name = shorter.trim();
            continue;
        }
        let without_trailer =
            || TRAILERS_FOLDED.iter().find_map(|trailer| name.strip_suffix(trailer.as_str())?.strip_suffix(' '));
        let without_qualifier =
            QUALIFIERS_FOLDED.iter().find_map(|word| name.strip_prefix(word.as_str())?.strip_prefix(' '));
        name = without_qualifier.or_else(without_trailer)?;
    }
}

/// Impacts come with many adjectives; only whom they hit decides what they are.
fn impact(name: &str) -> Option<Label> {
    let words: Vec<&str> = name.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| AUDIENCES.contains(word)) {
        let is_impact = words.len() <= 5 && (words.last() == Some(&"impact") || words.first() == Some(&"impact"));
        return is_impact.then_some(Label::new(Meaning::Beat(Beat::Problem), Words::Kept));
    }
    (words.len() == 2 && words.last() == Some(&"impact")).then_some(Label::new(Meaning::Impact, Words::Dropped))
}

#[cfg(test)]
mod tests {
    use super::super::labels::Meaning::{FollowUps, Impact, Questions, Skills};
    use super::*;

    #[test]
    fn a_label_is_known_in_every_spelling() {
        let beat = |beat| Some(Meaning::Beat(beat));
        for (written, meaning) in [
            ("Problem", beat(Beat::Problem)),
            ("  **1. PROBLEM (3m):** ", beat(Beat::Problem)),
            ("🔥 What happened?", beat(Beat::Problem)),
            ("2️⃣ Task", beat(Beat::Task)),
            ("#3 Key Insight —", beat(Beat::Insight)),
            ("Root Cause(s)", beat(Beat::Insight)),
            ("Root Cause / Findings", beat(Beat::Insight)),
            ("Root-cause", beat(Beat::Insight)),
            ("Prior Investigation", beat(Beat::Investigation)),
            ("What I’d do differently", beat(Beat::Lesson)),
            ("Action & Resolution", beat(Beat::Action)),
            ("Lessons and Takeaways", beat(Beat::Lesson)),
            ("Client / User Impact:", beat(Beat::Problem)),
            ("Impact on customers", beat(Beat::Problem)),
            ("Business Impact", Some(Impact)),
            ("Operational impact", Some(Impact)),
            ("Impact", Some(Impact)),
            ("My Role", beat(Beat::Task)),
            ("Tech Stack", Some(Skills)),
            ("Follow-up questions", Some(FollowUps)),
            ("Best for questions about", Some(Questions)),
            ("Result & Lessons", beat(Beat::Outcome)),
            ("Action & Result", beat(Beat::Action)),
            ("Result & Team", None),
            ("S (Situation)", beat(Beat::Context)),
            ("S - Situation", beat(Beat::Context)),
            ("✅ S – Situation", beat(Beat::Context)),
            ("S · 背景", beat(Beat::Context)),
            ("[T] Task", beat(Beat::Task)),
            ("(S)ituação", beat(Beat::Context)),
            ("R: 结果", beat(Beat::Outcome)),
            ("Situation (情况)", beat(Beat::Context)),
            ("Situación:", beat(Beat::Context)),
            ("CAUSA RAIZ", beat(Beat::Insight)),
            ("Maßnahmen", beat(Beat::Action)),
            ("상황", beat(Beat::Context)),
            ("1. 문제상황", beat(Beat::Problem)),
            ("발생 원인", beat(Beat::Insight)),
            ("느낀 점", beat(Beat::Lesson)),
            ("問題の概要", beat(Beat::Problem)),
            ("対処方法", beat(Beat::Action)),
            ("課題（Task）", beat(Beat::Task)),
            ("处理与验证", beat(Beat::Action)),
            ("Situation 背景", beat(Beat::Context)),
            ("Task 调度系统重构", None),
            ("影响和损失都很大", None),
            ("Problem 数据库连接池耗尽了", None),
            ("Outcome and Impact", beat(Beat::Outcome)),
            ("Actual root cause", beat(Beat::Insight)),
            ("Symptômes observés", beat(Beat::Problem)),
            ("Ações tomadas", beat(Beat::Action)),
            ("**Симптом.**", beat(Beat::Problem)),
            ("文脈", None),
            ("📋 S :", beat(Beat::Context)),
            ("A result", None),
            ("A – team", None),
            ("Problematic", None),
            ("Stakeholders", None),
            ("", None),
            ("(", None),
        ] {
            assert_eq!(find(written).map(|label| label.meaning), meaning, "{written:?}");
        }
    }

    #[test]
    fn labels_that_turn_a_text_round_keep_their_words() {
        for written in ["Incorrect assumption", "Actual behavior", "Timing", "User impact"] {
            assert_eq!(find(written).unwrap().words, Words::Kept, "{written}");
        }
        assert_eq!(find("Root cause").unwrap().words, Words::Dropped);
    }

    #[test]
    fn no_label_stands_in_the_table_twice() {
        let mut names: Vec<String> =
            LABELS.iter().flat_map(|(_, _, names)| names.iter().map(|name| normalize(name))).collect();
        names.sort_unstable();
        for pair in names.windows(2) {
            assert_ne!(pair[0], pair[1]);
        }
    }
}
