//! The labels that people put before the parts of a story, in one table, and what each means.

use crate::domain::beat::Beat;

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
    /// The same, but papers and proposals have them too: alone they make no story.
    Weak,
    /// The text would mislead without them: an incorrect assumption is no insight by itself.
    Kept,
}

use Meaning::{FollowUps, Impact, Questions, Skills, Title};
use Words::{Dropped, Kept, Weak};

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
pub(super) const LABELS: &[(Meaning, Words, &[&str])] = &[
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
        "conflict", "pain point", "pain points", "disaster",
        "problema", "problemas", "desafío", "desafíos", "reto", "retos", "obstáculo", "obstáculos", "incidente",
        "síntoma", "síntomas", "qué pasó", "qué ocurrió", "lo que pasó", "lo ocurrido",
        "o que aconteceu",
        "herausforderung", "herausforderungen", "problemstellung", "störung", "stoerung", "symptome", "was passiert ist", "was ist passiert", "was ist geschehen", "vorfall",
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
        "분석", "조사", "발견", "타임라인", "経緯", "タイムライン", "时间线", "经过",
        "indagine", "onderzoek", "расследование", "хронология", "диагностика",
    ]),
    (Meaning::Beat(Beat::Insight), Dropped, &[
        "insight", "insights", "root cause", "root causes", "root cause analysis", "cause", "causes", "underlying cause",
        "5 whys", "five whys", "why it happened", "why it broke", "suspected why", "finding", "findings", "contributing factor", "contributing factors", "causal chain", "trigger", "rca",
        "causa raíz", "5 porqués", "5 por qués", "causa principal", "causa", "causas", "causa probable", "hallazgo", "hallazgos", "factores contribuyentes",
        "constatação", "constatações", "descoberta",
        "ursache", "ursachen", "grundursache", "erkenntnis",
        "cause racine", "causes racines", "5 pourquoi", "cause profonde", "constat", "constats",
        "orsak", "orsaker", "grundorsak", "insikt",
        "原因", "根因", "根本原因", "原因分析", "洞察",
        "원인", "원인 분석", "근본 원인", "문제 원인", "통찰", "인사이트", "真因",
        "causa principale", "causa radice", "oorzaak", "przyczyna", "причина", "причины", "корневая причина", "первопричина",
    ]),
    (Meaning::Beat(Beat::Insight), Kept, &[
        "assumption", "assumptions", "incorrect assumption", "incorrect assumptions", "wrong assumption",
        "false assumption", "what we thought", "what we thought it was", "actual behavior", "actual behaviour", "expected behavior", "expected behaviour",
    ]),
    (Meaning::Beat(Beat::Action), Dropped, &[
        "action", "actions", "action taken", "actions taken", "resolution", "fix", "fixes", "solution", "solutions",
        "approach", "steps", "steps taken", "what i did", "what we did", "mitigation", "remediation", "response",
        "implementation", "workaround",         "correction", "corrective action", "corrective actions", "how i solved it", "how we solved it", "how i fixed it",
        "how we fixed it", "how i handled it", "what we changed", "what i changed", "fix direction", "action/result", "resolution/recovery",
        "acción", "acciones", "solución", "solución aplicada", "solución implementada", "soluciones", "medidas", "resolución", "pasos", "qué hice", "lo que hice", "qué se hizo", "qué hicimos", "corrección", "acciones correctivas", "acción correctiva",
        "ação", "ações", "o que fiz", "o que fizemos", "o que foi feito", "solução", "soluções", "resolução", "passos", "o que eu fiz", "correção", "correção definitiva", "correções", "ações corretivas",
        "handlung", "handlungen", "maßnahme", "maßnahmen", "vorgehen", "vorgehensweise", "aktion", "aktionen", "lösung", "loesung", "massnahme", "massnahmen", "fehlerbehebung",
        "umsetzung", "behebung", "gegenmaßnahmen", "korrekturmaßnahmen", "was ich getan habe",
        "solution retenue", "mesures", "démarche", "actions correctives", "correctif", "correctifs", "ce que j'ai fait",
        "åtgärd", "åtgärder", "handling", "lösning", "vad jag gjorde",
        "行动", "动作", "解决方案", "措施", "解决", "解决办法", "解决过程", "处理", "处理过程", "做法", "修复", "修法", "修正", "处理措施", "行動", "解決方案",
        "アクション", "解決策", "解決", "対応", "対処", "対策", "改善",
        "행동", "해결", "해결 방법", "개선", "개선 사항", "조치 사항", "조치", "실행", "액션", "수정", "해결책", "해결 과정", "해결 방안", "대응",
        "azione", "azioni", "soluzione", "risoluzione", "actie", "acties", "oplossing", "działanie", "działania", "rozwiązanie",
        "действие", "действия", "решение", "исправление", "лечение", "что сделано", "что сделал", "что я сделал", "что сделали",
    ]),
    (Meaning::Beat(Beat::Outcome), Dropped, &[
        "result", "results", "end result", "outcome", "outcomes", "metrics", "achievement",
        "achievements", "highlights", "benefits", "result/impact",         "resultado", "resultados", "logro", "logros",
        "conclusão", "conquistas",         "ergebnis", "ergebnisse", "resultat", "resultate", "erfolg",
        "résultats", "bénéfices",
        "resultatet", "utfall",
        "结果", "指标", "成果", "效果", "收益", "結果",
        "결과", "성과", "결론", "개선 결과", "처리 결과",         "risultato", "risultati", "resultaat", "resultaten", "rezultat", "wynik", "результат", "результаты", "итог", "итоги",
    ]),
    (Meaning::Beat(Beat::Action), Weak, &["contribution", "contributions", "execution", "recovery"]),
    (Meaning::Beat(Beat::Outcome), Weak, &[
        "conclusion", "conclusions", "verification", "validation", "conclusiones", "conclusione", "fazit",
        "schlussfolgerung", "验证", "검증",
    ]),
    (Impact, Weak, &["folgen"]),
    (Impact, Dropped, &[
        "impact", "impacts", "impacto", "impactos", "consecuencia", "consecuencias", "consequência", "consequências", "conséquence",
        "conséquences", "auswirkung", "auswirkungen",         "impatto", "влияние", "последствия", "påverkan", "影响", "影響", "영향", "영향도", "영향도 분석",
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
        "what could be improved", "what would have prevented it", "how to prevent it", "how to avoid it", "what could have gone better", "prevention", "qué funcionó", "qué funcionó bien", "qué no funcionó bien", "qué salió bien",
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
        "pregunta", "preguntas", "pergunta", "perguntas", "frage", "fragen", "fråga", "frågor", "面试题", "可用于回答哪些面试问题", "可回答的问题", "相关面试题", "질문", "예상 질문", "domanda", "domande", "вопрос", "вопросы",
    ]),
    (FollowUps, Dropped, &[
        "follow up", "follow ups", "follow up question", "follow up questions", "nachfragen", "追问",
    ]),
    (Title, Dropped, &["title", "story", "story title", "story name", "título", "titel", "titre", "标题", "제목", "titolo", "название"]),
];
