//! The labels that people put before the parts of a story, in one table, and what each means.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::label_name::{normalize, unnumbered};
use crate::domain::beat::Beat;
use crate::domain::fold::fold_all;

/// What stands under a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A beat.
    Beat(Beat),
    /// The outcome after an action, the problem before it.
    Impact,
    /// Skills that the story shows.
    Skills,
    /// Questions that the story answers.
    Questions,
    /// Questions that an interviewer may ask next.
    FollowUps,
    /// The title of the story.
    Title,
}

impl Meaning {
    /// The beat that a label opens; where an impact goes is settled later.
    pub(super) const fn beat(self) -> Option<Beat> {
        match self {
            Self::Beat(beat) => Some(beat),
            Self::Impact => Some(Beat::Outcome),
            Self::Skills | Self::Questions | Self::FollowUps | Self::Title => None,
        }
    }
}

/// What becomes of the words of a label when its text moves into a beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// The name of the beat says the same.
    Dropped,
    /// The text would mislead without them: an incorrect assumption is no insight by itself.
    Kept,
}

use Meaning::{FollowUps, Impact, Questions, Skills, Title};
use Words::{Dropped, Kept};

/// A label that Retell knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// What stands under it.
    pub(super) meaning: Meaning,
    /// Whether its words go into the beat.
    pub(super) words: Words,
    /// Whether it is a single letter, which counts only in a run of S, T, A and R.
    pub(super) is_letter: bool,
}

impl Label {
    /// A label of whole words.
    pub(super) const fn new(meaning: Meaning, words: Words) -> Self {
        Self { meaning, words, is_letter: false }
    }
}

/// Every label by meaning: in English, then in other languages, a line each.
#[rustfmt::skip]
const LABELS: &[(Meaning, Words, &[&str])] = &[
    (Meaning::Beat(Beat::Context), Dropped, &[
        "situation", "context", "background", "environment", "setting", "scenario", "setup", "summary", "overview",
        "issue summary", "incident summary", "executive summary", "situation/task",
        "situación", "contexto", "antecedentes", "resumen", "resumen ejecutivo", "escenario", "entorno",
        "situação", "cenário", "resumo", "resumo executivo", "ambiente",
        "ausgangslage", "ausgangssituation", "kontext", "hintergrund", "umgebung", "zusammenfassung",
        "contexte", "résumé", "résumé exécutif", "résumé de l'incident", "arrière-plan",
        "bakgrund", "inledning", "sammanhang",
        "背景", "项目背景", "情况", "情境", "情景", "场景", "环境", "情況", "場景", "状況",
        "상황", "배경", "개요",
        "situazione", "contesto", "situatie", "achtergrond", "sytuacja", "kontekst",
        "ситуация", "контекст", "предыстория", "概要",
    ]),
    (Meaning::Beat(Beat::Problem), Dropped, &[
        "problem", "problems", "problem statement", "issue", "issues", "challenge", "challenges", "symptom", "symptoms",
        "obstacle", "obstacles", "mistake", "mistakes", "incident", "failure", "error", "errors", "what happened", "the ask",
        "conflict", "pain point", "pain points",
        "problema", "problemas", "desafío", "desafíos", "reto", "retos", "obstáculo", "obstáculos", "incidente",
        "síntoma", "síntomas", "qué pasó", "qué ocurrió", "lo que pasó", "lo ocurrido",
        "o que aconteceu",
        "herausforderung", "herausforderungen", "problemstellung", "störung", "symptome", "was passiert ist", "was ist passiert", "was ist geschehen", "vorfall",
        "problème", "problèmes", "problème rencontré", "problèmes rencontrés", "défi", "défis", "difficulté", "difficultés", "symptômes", "ce qui s'est passé",
        "utmaning", "problemet", "vad som hände",
        "现象", "症状", "故障现象", "问题", "问题描述", "挑战", "困难", "難題", "問題", "現象", "挑戰", "課題",
        "문제", "문제점", "문제 상황", "문제 정의", "도전", "증상", "어려움",
        "sfida", "probleem", "uitdaging", "wyzwanie", "проблема", "проблемы", "симптом", "симптомы", "что произошло", "что случилось", "инцидент",
    ]),
    (Meaning::Beat(Beat::Problem), Kept, &["timing", "what went wrong", "qué salió mal", "was schiefging"]),
    (Meaning::Beat(Beat::Task), Dropped, &[
        "task", "tasks", "goal", "goals", "objective", "objectives", "responsibility", "responsibilities", "target",
        "targets", "task/action",
        "tarea", "tareas", "objetivo", "objetivos", "responsabilidad", "meta",
        "tarefa", "tarefas", "responsabilidade", "missão",
        "aufgabe", "aufgaben", "aufgabenstellung", "ziel", "ziele", "zielsetzung", "auftrag",
        "tâche", "tâches", "objectif", "objectifs", "mission",
        "uppgift", "uppdrag", "mål",
        "任务", "目标", "职责", "任務", "目標", "タスク",
        "임무", "과제", "목표", "업무", "목적", "目的",
        "compito", "obiettivo", "obiettivi", "taak", "doel", "zadanie", "cel", "задача", "задачи", "цель",
    ]),
    (Meaning::Beat(Beat::Task), Kept, &["role", "rol", "papel", "rolle", "roll", "ruolo", "роль", "角色", "役割", "역할"]),
    (Meaning::Beat(Beat::Investigation), Dropped, &[
        "investigation", "investigations", "diagnosis", "analysis", "debugging", "detection", "discovery", "timeline",
        "evidence", "troubleshooting", "how it went down", "how it happened",
        "análisis", "investigación", "diagnóstico", "cronología",
        "análise", "investigação", "linha do tempo", "tentativas", "tentativas intermediárias",
        "analyse", "untersuchung", "diagnose", "fehlersuche", "zeitablauf", "zeitlinie", "zeitleiste",
        "enquête", "diagnostic", "chronologie",
        "analys", "utredning", "felsökning",
        "排查", "排查过程", "问题排查", "分析", "调查", "定位", "調查", "調査",
        "분석", "조사", "원인 분석", "타임라인", "経緯", "タイムライン", "时间线", "经过",
        "indagine", "onderzoek", "расследование", "хронология", "диагностика",
    ]),
    (Meaning::Beat(Beat::Insight), Dropped, &[
        "insight", "insights", "root cause", "root causes", "root cause analysis", "cause", "causes", "underlying cause",
        "5 whys", "five whys", "finding", "findings", "contributing factor", "contributing factors", "causal chain", "trigger", "rca",
        "causa raíz", "5 porqués", "5 por qués", "causa principal", "causa", "causas", "causa probable", "hallazgo", "hallazgos", "factores contribuyentes",
        "constatação", "constatações", "descoberta",
        "ursache", "ursachen", "grundursache", "erkenntnis",
        "cause racine", "causes racines", "5 pourquoi", "cause profonde", "constat", "constats",
        "orsak", "orsaker", "grundorsak", "insikt",
        "原因", "根因", "根本原因", "原因分析", "洞察",
        "원인", "근본 원인", "문제 원인", "통찰",
        "causa principale", "causa radice", "oorzaak", "przyczyna", "причина", "причины", "корневая причина", "первопричина",
    ]),
    (Meaning::Beat(Beat::Insight), Kept, &[
        "assumption", "assumptions", "incorrect assumption", "incorrect assumptions", "wrong assumption",
        "false assumption", "actual behavior", "actual behaviour", "expected behavior", "expected behaviour",
    ]),
    (Meaning::Beat(Beat::Action), Dropped, &[
        "action", "actions", "action taken", "actions taken", "resolution", "fix", "fixes", "solution", "solutions",
        "approach", "steps", "steps taken", "what i did", "what we did", "mitigation", "remediation", "response",
        "implementation", "workaround", "recovery", "contribution", "contributions", "execution",
        "correction", "corrective action", "corrective actions", "how i solved it", "how we solved it", "how i fixed it",
        "how we fixed it", "how i handled it", "action/result", "resolution/recovery",
        "acción", "acciones", "solución", "solución aplicada", "solución implementada", "soluciones", "medidas", "resolución", "pasos", "qué hice", "corrección", "acciones correctivas", "acción correctiva",
        "ação", "ações", "solução", "soluções", "resolução", "passos", "o que eu fiz", "correção", "correção definitiva", "correções", "ações corretivas",
        "handlung", "handlungen", "maßnahme", "maßnahmen", "vorgehen", "vorgehensweise", "aktion", "aktionen", "lösung",
        "umsetzung", "behebung", "gegenmaßnahmen", "korrekturmaßnahmen", "was ich getan habe",
        "solution retenue", "mesures", "démarche", "actions correctives", "correctif", "correctifs", "ce que j'ai fait",
        "åtgärd", "åtgärder", "handling", "lösning", "vad jag gjorde",
        "行动", "动作", "解决方案", "措施", "解决", "解决办法", "解决过程", "处理", "处理过程", "做法", "修复", "修法", "行動", "解決方案",
        "アクション", "解決策", "解決", "対応", "対処", "対策", "改善",
        "행동", "해결", "해결 방법", "개선", "개선 사항", "조치 사항", "조치", "실행", "액션", "수정", "해결책", "해결 과정", "해결 방안", "대응",
        "azione", "azioni", "soluzione", "risoluzione", "actie", "acties", "oplossing", "działanie", "działania", "rozwiązanie",
        "действие", "действия", "решение", "исправление", "лечение", "что сделано", "что сделал", "что я сделал", "что сделали",
    ]),
    (Meaning::Beat(Beat::Outcome), Dropped, &[
        "result", "results", "end result", "outcome", "outcomes", "metrics", "achievement",
        "achievements", "highlights", "benefits", "result/impact",
        "resultado", "resultados", "logro", "logros",
        "conclusão", "conquistas",
        "ergebnis", "ergebnisse", "resultat", "resultate", "erfolg",
        "résultats", "bénéfices",
        "resultatet", "utfall",
        "结果", "指标", "成果", "效果", "收益", "結果",
        "결과", "성과", "결론", "개선 결과",
        "risultato", "risultati", "resultaat", "resultaten", "rezultat", "wynik", "результат", "результаты", "итог", "итоги",
    ]),
    (Impact, Dropped, &[
        "impact", "impacts", "impacto", "impactos", "consecuencia", "consecuencias", "consequência", "consequências", "conséquence",
        "conséquences", "auswirkung", "auswirkungen", "folgen",
        "impatto", "влияние", "последствия", "цена", "påverkan", "影响", "影響", "영향",
    ]),
    (Meaning::Beat(Beat::Lesson), Dropped, &[
        "lesson", "lessons", "lesson learned", "lessons learned", "lesson learnt", "lessons learnt", "learning",
        "learnings", "reflection", "reflections", "takeaway", "takeaways", "what i learned", "what we learned",
        "retrospective",
        "lección", "lecciones", "lecciones aprendidas", "lección aprendida", "aprendizaje", "aprendizajes", "reflexión",
        "lição", "lições", "lições aprendidas", "aprendizado", "aprendizados", "aprendizagem", "reflexão",
        "erkenntnisse", "gelernt", "gelerntes", "lektion", "lektionen", "lehren", "was ich gelernt habe",
        "leçon", "leçons", "leçons apprises", "leçons tirées", "ce que j'ai appris", "enseignement", "enseignements", "apprentissage",
        "apprentissages", "bilan",
        "lärdom", "lärdomar",
        "关键学习", "教训", "经验", "经验教训", "改进措施", "反思", "总结", "收获", "复盘", "經驗教訓", "學到的", "学び", "教訓", "学んだこと", "振り返り", "再発防止", "再発防止策",
        "교훈", "배운 점", "배운 것", "느낀 점", "회고", "재발 방지", "재발 방지 대책",
        "lezione", "lezioni", "lezioni apprese", "lezione appresa", "cosa ho imparato", "reflectie", "geleerde lessen", "wnioski",
        "вывод", "выводы", "правило", "урок", "уроки",
    ]),
    (Meaning::Beat(Beat::Lesson), Kept, &[
        "what i'd do differently", "what i would do differently", "what we'd do differently",
        "what we would do differently", "what went well", "was ich anders machen würde", "qué haría diferente",
        "o que eu faria diferente", "where we got lucky", "what went poorly", "what did not go well", "what didn't go well",
        "what could be improved", "what could have gone better", "prevention", "qué funcionó", "qué funcionó bien", "qué no funcionó bien", "qué salió bien",
        "o que deu certo", "o que deu errado", "o que funcionou bem", "ce qui a bien fonctionné", "ce qui n'a pas fonctionné",
        "was gut lief", "was nicht gut lief", "was schlecht lief", "что прошло хорошо", "что пошло не так",
    ]),
    (Skills, Dropped, &[
        "skill", "skills", "skills demonstrated", "skills used", "keyword", "keywords", "tag", "tags", "tech",
        "technology", "technologies", "technologies used", "tech stack", "technology stack", "stack", "tool", "tools",
        "tools used", "competency", "competencies", "leadership principle", "leadership principles", "domain", "domains",
        "category", "categories", "theme", "themes", "principle", "principles",
        "habilidad", "habilidades", "tecnologías", "etiquetas", "competencias", "herramientas",
        "competência", "ferramentas",
        "kompetenz", "kompetenzen", "fähigkeiten", "technologien", "stichworte", "schlagworte", "werkzeuge",
        "compétence", "compétences", "mots clés", "outils",
        "kompetenser", "färdigheter", "teknik",
        "标签", "技能", "技术栈", "关键词", "技术", "標籤", "スキル",
        "기술", "기술 스택", "역량", "태그", "키워드", "competenze", "навыки", "технологии", "теги",
    ]),
    (Questions, Dropped, &[
        "question", "questions", "interview question", "interview questions", "answers", "also answers",
        "best for questions about",
        "pregunta", "preguntas", "pergunta", "perguntas", "frage", "fragen", "fråga", "frågor", "面试题", "질문", "domanda", "domande", "вопрос", "вопросы",
    ]),
    (FollowUps, Dropped, &[
        "follow up", "follow ups", "follow up question", "follow up questions", "nachfragen", "追问",
    ]),
    (Title, Dropped, &["title", "story", "story title", "story name", "título", "titel", "titre", "标题", "제목", "titolo", "название"]),
];

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
    words.chain(QUALIFIERS.iter().chain(AUDIENCES).map(|&word| word.to_owned())).collect()
});

/// Words that may stand before a label and change nothing: `Key Insight`, `The Fix`, `Prior Investigation`.
#[rustfmt::skip]
const QUALIFIERS: &[&str] = &[
    "the", "my", "our", "your", "key", "main", "final", "primary", "core", "initial", "prior", "previous", "overall",
    "technical", "immediate", "incident", "permanent", "temporary", "quick", "short term", "long term", "personal",
    "el", "la", "los", "las", "mi", "mis", "o", "meu", "minha", "der", "die", "das", "mein", "meine", "le", "les", "mon", "ma",
    "il", "моя", "мой", "мои",
];

/// Words that may stand behind a label and change nothing: `Solución Final`.
const TRAILERS: &[&str] = &["final", "multiple", "principal", "taken"];

/// The same in scripts without spaces between words: `問題の概要`, `対処方法`, `문제 내용`.
const ENDINGS: &[&str] = &[
    "の概要",
    "の詳細",
    "ログ",
    "内容",
    "方法",
    "过程",
    "過程",
    "记录",
    "描述",
    "说明",
    "詳細",
    "내용",
    "과정",
    "설명",
    "방법",
    "요약",
];

/// And before them: `主要原因`, `발생 원인`.
const BEGINNINGS: &[&str] = &[
    "主要", "具体", "最终", "最終", "发生", "発生", "直接", "技术", "核心", "主な", "주요", "최종", "발생", "핵심",
    "직접",
];

static ENDINGS_FOLDED: LazyLock<Vec<String>> =
    LazyLock::new(|| ENDINGS.iter().map(|ending| fold_all(ending)).collect());
static BEGINNINGS_FOLDED: LazyLock<Vec<String>> =
    LazyLock::new(|| BEGINNINGS.iter().map(|beginning| fold_all(beginning)).collect());

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
    let label = translated(written).or_else(|| find_name(&name)).or_else(|| impact(&name)).or_else(|| {
        let mut parts = name.split('/').map(find_name);
        let first = parts.next()??;
        parts.all(|part| part.is_some_and(|part| part.meaning == first.meaning || is_beat(&part))).then_some(first)
    });
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

/// The beat that a letter of STAR stands for.
fn letter(name: &str) -> Option<Label> {
    let mut letters = name.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let (_, beat) = LETTERS.into_iter().find(|&(other, _)| other == letter)?;
    Some(Label { is_letter: true, ..Label::new(Meaning::Beat(beat), Dropped) })
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
    // Scripts without spaces between words have no first one.
    let is_dense = first.starts_with(|c: char| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
    is_letter || is_dense || FIRST_WORDS.contains(fold_all(first).as_str()) || text.as_bytes().windows(6).any(is_impact)
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
        let (qualifier, rest) = name.split_once(' ')?;
        let without_trailer =
            || name.rsplit_once(' ').filter(|(_, last)| TRAILERS.contains(last)).map(|(start, _)| start);
        let without_qualifier = Some(rest.trim()).filter(|_| QUALIFIERS.contains(&qualifier));
        name = without_qualifier.or_else(without_trailer)?;
    }
}

/// Impacts come with many adjectives; only whom they hit decides what they are.
fn impact(name: &str) -> Option<Label> {
    let words: Vec<&str> = name.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| AUDIENCES.contains(word)) {
        let is_impact = words.len() <= 5 && (words.last() == Some(&"impact") || words.first() == Some(&"impact"));
        return is_impact.then_some(Label::new(Meaning::Beat(Beat::Problem), Kept));
    }
    (words.len() == 2 && words.last() == Some(&"impact")).then_some(Label::new(Impact, Dropped))
}

#[cfg(test)]
mod tests {
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
            assert_eq!(find(written).unwrap().words, Kept, "{written}");
        }
        assert_eq!(find("Root cause").unwrap().words, Dropped);
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
