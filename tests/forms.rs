//! Generated documents in every form: the stories that were written are the stories that are read, word for word.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "this is test code")]

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;
use retell::domain::beat::Beat;
use retell::import::{self, Import};

/// A story as somebody would write it down.
#[derive(Debug, Clone)]
struct Written {
    title: String,
    /// The beats that it has, each with its paragraphs and bullets.
    beats: Vec<(Beat, Vec<Piece>)>,
    /// A label that nobody knows, and its text.
    extra: Option<String>,
}

#[derive(Debug, Clone)]
struct Piece {
    is_bullet: bool,
    text: String,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    Headings,
    BoldLines,
    BoldAlone,
    Bullets,
    Letters,
    Plain,
    Rows,
    Columns,
    Org,
    Csv,
    Json,
}

const FORMS: [Form; 11] = [
    Form::Headings,
    Form::BoldLines,
    Form::BoldAlone,
    Form::Bullets,
    Form::Letters,
    Form::Plain,
    Form::Rows,
    Form::Columns,
    Form::Org,
    Form::Csv,
    Form::Json,
];

/// The beats of STAR, which have letters.
const STAR: [Beat; 4] = [Beat::Context, Beat::Task, Beat::Action, Beat::Outcome];

/// What people call the beats, a language a column.
fn label(beat: Beat, language: usize) -> &'static str {
    let labels = match beat {
        Beat::Context => ["Situation", "Ausgangslage", "Contexte", "背景", "상황", "Ситуация", "Situação"],
        Beat::Problem => ["Problem", "Herausforderung", "Problème", "问题", "문제", "Проблема", "Desafio"],
        Beat::Task => ["Task", "Aufgabe", "Tâche", "任务", "과제", "Задача", "Tarefa"],
        Beat::Investigation => {
            ["Investigation", "Untersuchung", "Enquête", "排查", "조사", "Хронология", "Investigação"]
        }
        Beat::Insight => ["Root Cause", "Ursache", "Cause racine", "根本原因", "원인", "Причина", "Causa raiz"],
        Beat::Action => ["Action", "Maßnahmen", "Démarche", "行动", "행동", "Действия", "Ação"],
        Beat::Outcome => ["Result", "Ergebnis", "Résultats", "结果", "결과", "Результат", "Resultado"],
        Beat::Lesson => ["Lessons Learned", "Gelerntes", "Leçons", "教训", "교훈", "Выводы", "Lições"],
    };
    labels[language]
}

/// Words that mean nothing, so that nothing but their place says what they are.
fn sentence() -> impl Strategy<Value = String> {
    let syllable = select(vec!["ba", "ko", "lu", "mi", "ne", "ro", "sa", "ti", "vu", "zo"]);
    let word = prop::collection::vec(syllable, 2..4).prop_map(|syllables| syllables.concat());
    prop::collection::vec(word, 5..14).prop_map(|words| {
        let text = words.join(" ");
        format!("{}{}.", text[..1].to_uppercase(), &text[1..])
    })
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let piece = (any::<bool>(), sentence()).prop_map(|(is_bullet, text)| Piece { is_bullet, text });
    prop::collection::vec(piece, 1..4)
}

fn story() -> impl Strategy<Value = Written> {
    let others =
        prop::sample::subsequence(vec![Beat::Problem, Beat::Investigation, Beat::Insight, Beat::Lesson], 0..=4);
    let extra = prop::option::of(sentence());
    (sentence(), others, prop::collection::vec(pieces(), 8), extra).prop_map(|(title, others, mut pieces, extra)| {
        let mut kinds: Vec<Beat> = STAR.into_iter().chain(others).collect();
        kinds.sort_unstable();
        let beats = kinds.into_iter().map(|beat| (beat, pieces.pop().unwrap())).collect();
        let title = title.trim_end_matches('.').split(' ').take(5).collect::<Vec<_>>().join(" ");
        Written { title, beats, extra }
    })
}

/// The stories of one form. What a form can't hold they don't have.
fn stories(form: Form) -> impl Strategy<Value = Vec<Written>> {
    prop::collection::vec(story(), 1..5).prop_map(move |mut stories| {
        for story in &mut stories {
            if matches!(form, Form::Letters) {
                story.beats.retain(|(beat, _)| STAR.contains(beat));
            }
            if matches!(form, Form::Rows) {
                // Every row has all columns.
                story.beats.retain(|(beat, _)| STAR.contains(beat));
            }
            if matches!(
                form,
                Form::Bullets | Form::Letters | Form::Rows | Form::Columns | Form::Org | Form::Csv | Form::Json
            ) {
                story.extra = None;
            }
            if matches!(form, Form::Bullets | Form::Letters | Form::Rows | Form::Columns | Form::Csv) {
                for (_, pieces) in &mut story.beats {
                    pieces.truncate(1);
                    pieces[0].is_bullet = false;
                }
            }
        }
        stories
    })
}

fn write(form: Form, language: usize, stories: &[Written]) -> (String, String) {
    let mut text = String::new();
    let name = |beat| label(beat, language);
    let cells = |story: &Written| story.beats.iter().map(|(_, pieces)| pieces[0].text.clone()).collect::<Vec<_>>();
    match form {
        Form::Rows => {
            let head: Vec<&str> = STAR.into_iter().map(name).collect();
            let _ = writeln!(text, "| Title | {} |\n|{}", head.join(" | "), "---|".repeat(5));
            for story in stories {
                let _ = writeln!(text, "| {} | {} |", story.title, cells(story).join(" | "));
            }
        }
        Form::Csv => {
            let all: Vec<Beat> = Beat::ALL.to_vec();
            let head: Vec<&str> = all.iter().map(|&beat| name(beat)).collect();
            let _ = writeln!(text, "Title,{}", head.join(","));
            for story in stories {
                let cell = |beat: &Beat| {
                    story.beats.iter().find(|(other, _)| other == beat).map(|(_, pieces)| &pieces[0].text)
                };
                let row: Vec<String> =
                    all.iter().map(|beat| format!("\"{}\"", cell(beat).map_or("", String::as_str))).collect();
                let _ = writeln!(text, "{},{}", story.title, row.join(","));
            }
        }
        Form::Json => {
            let objects: Vec<serde_json::Value> = stories
                .iter()
                .map(|story| {
                    let mut object = serde_json::Map::new();
                    object.insert("title".to_owned(), story.title.clone().into());
                    for (beat, pieces) in &story.beats {
                        object.insert(name(*beat).to_owned(), joined(pieces).into());
                    }
                    object.into()
                })
                .collect();
            text = serde_json::to_string_pretty(&objects).unwrap();
        }
        _ => stories.iter().for_each(|story| write_story(form, language, story, &mut text)),
    }
    let extension = match form {
        Form::Plain => "txt",
        Form::Org => "org",
        Form::Csv => "csv",
        Form::Json => "json",
        _ => "md",
    };
    (format!("a.{extension}"), text)
}

fn joined(pieces: &[Piece]) -> String {
    let block = |piece: &Piece| format!("{}{}", if piece.is_bullet { "- " } else { "" }, piece.text);
    pieces.iter().map(block).collect::<Vec<_>>().join("\n\n")
}

fn write_story(form: Form, language: usize, story: &Written, text: &mut String) {
    let head = match form {
        Form::Org => format!("* {}\n", story.title),
        Form::Plain => format!("Story: {}\n", story.title),
        _ => format!("## {}\n\n", story.title),
    };
    text.push_str(&head);
    if let Form::Columns = form {
        text.push_str("| Part | Text |\n|---|---|\n");
    }
    for (beat, pieces) in &story.beats {
        let (name, said) = (label(*beat, language), joined(pieces));
        let _ = match form {
            Form::Headings => writeln!(text, "### {name}\n\n{said}\n"),
            Form::Org => writeln!(text, "** {name}\n{said}\n"),
            Form::BoldLines if pieces[0].is_bullet => writeln!(text, "**{name}:**\n\n{said}\n"),
            Form::BoldLines => writeln!(text, "**{name}:** {said}\n"),
            Form::BoldAlone => writeln!(text, "**{name}**\n\n{said}\n"),
            Form::Bullets => writeln!(text, "- **{name}:** {said}"),
            Form::Letters => writeln!(text, "**{}:** {said}\n", letter(*beat)),
            Form::Columns => writeln!(text, "| {name} | {said} |"),
            _ if pieces[0].is_bullet => writeln!(text, "{name}:\n{said}\n"),
            _ => writeln!(text, "{name}: {said}\n"),
        };
    }
    if let Some(extra) = &story.extra {
        let _ = match form {
            Form::Headings => writeln!(text, "### Mood of the day\n\n{extra}\n"),
            Form::Plain => writeln!(text, "Mood Board:\n{extra}\n"),
            _ => writeln!(text, "**Mood:** {extra}\n"),
        };
    }
    text.push('\n');
}

const fn letter(beat: Beat) -> char {
    match beat {
        Beat::Task => 'T',
        Beat::Action => 'A',
        Beat::Outcome => 'R',
        _ => 'S',
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| *word != "-").collect()
}

fn document() -> impl Strategy<Value = (Form, String, String, Vec<Written>)> {
    (select(FORMS.to_vec()), 0..7_usize).prop_flat_map(|(form, language)| {
        stories(form).prop_map(move |stories| {
            let (name, text) = write(form, language, &stories);
            (form, name, text, stories)
        })
    })
}

fn accounts_for_every_line(import: &Import, count: usize) -> bool {
    let lines = import.stories.iter().map(|found| found.lines).chain(import.left_out.iter().map(|part| part.lines));
    let mut owners = vec![0; count];
    lines.flat_map(|(first, last)| first..=last).for_each(|line| owners[line - 1] += 1);
    owners.iter().all(|&owners| owners == 1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_in_any_form_and_language_is_read_word_for_word((form, name, text, stories) in document()) {
        let import = import::read(&name, text.as_bytes(), &[]);
        let titles: Vec<&str> = import.stories.iter().map(|found| found.story.title.as_str()).collect();
        let written: Vec<&str> = stories.iter().map(|story| story.title.as_str()).collect();
        prop_assert_eq!(&titles, &written, "{:?}\n{}", form, &text);
        prop_assert!(accounts_for_every_line(&import, text.lines().count()), "{text}\n{import:#?}");
        for (found, written) in import.stories.iter().zip(&stories) {
            let beats: Vec<(Beat, Vec<&str>)> =
                found.story.beats.iter().map(|(beat, text)| (beat, words(text))).collect();
            let said: Vec<String> = written.beats.iter().map(|(_, pieces)| joined(pieces)).collect();
            let expected: Vec<(Beat, Vec<&str>)> =
                written.beats.iter().zip(&said).map(|((beat, _), text)| (*beat, words(text))).collect();
            prop_assert_eq!(beats, expected, "{:?}\n{}", form, &text);
            let extras: Vec<&str> = found.story.extras.iter().map(|extra| extra.text.as_str()).collect();
            let expected: Vec<&str> = written.extra.iter().map(String::as_str).collect();
            prop_assert_eq!(extras, expected, "{:?}\n{}", form, &text);
        }
    }
}
