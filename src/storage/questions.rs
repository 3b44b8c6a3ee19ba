//! Interviewers' questions: those embedded in the program, and those that their owner was asked, beside the stories.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::whole_file::{self, lock, refuse_newer, write};
use super::{Folders, competencies::competencies};
use crate::domain::json;
use crate::domain::limits;
use crate::domain::problem::Problem;
use crate::domain::question::{Question, QuestionBank};

/// The version of the format of own questions that this Retell writes.
const FORMAT_VERSION: u32 = 1;

static BANK: LazyLock<QuestionBank> =
    LazyLock::new(|| QuestionBank::from_json(include_str!("../../assets/questions.json")).unwrap_or_default());

/// The questions that ship with Retell.
pub fn bank() -> &'static QuestionBank {
    &BANK
}

/// What became of a question that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was added.
    Now,
    /// It was there already, and nothing was changed.
    Before,
}

/// The questions that a person was asked, and what of them can't be read. No file means none.
///
/// One that can't be read costs no other. A competency that doesn't exist is named and left out.
pub fn own(folders: &Folders) -> (Vec<Question>, Vec<Problem>) {
    let path = &folders.questions;
    let text = match whole_file::text(path) {
        Ok(Some(text)) => text,
        Ok(None) => return (Vec::new(), Vec::new()),
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    match File::read(path, &text) {
        Ok(file) => file.questions(),
        Err(problem) => (Vec::new(), vec![problem]),
    }
}

/// Adds a question to those that a person was asked, unless they have it already. What else the file holds stays as it is.
///
/// # Errors
/// When the file can't be read or written, or comes from a newer Retell. It is left as it is then.
pub fn add(folders: &Folders, question: &Question) -> Result<Added, Problem> {
    let path = &folders.questions;
    let _lock = lock(folders, "questions.lock")?;
    let mut fields = Map::new();
    if let Some(text) = whole_file::text(path)? {
        let file = File::read(path, &text)?;
        refuse_newer(path, file.version, FORMAT_VERSION)?;
        if file.questions().0.iter().any(|known| known.key() == question.key()) {
            return Ok(Added::Before);
        }
        fields = file.fields()?;
    }
    let failed = |error: &serde_json::Error| Problem::from_json(&path.display().to_string(), error, 1);
    fields.entry("version").or_insert_with(|| Value::from(FORMAT_VERSION));
    let entry = serde_json::to_value(question).map_err(|error| failed(&error))?;
    if let Value::Array(entries) = fields.entry("questions").or_insert_with(|| Value::Array(Vec::new())) {
        entries.push(entry);
    }
    write(path, &fields)?;
    Ok(Added::Now)
}

/// The file of own questions, as far as it has to be right for anything in it to count.
struct File<'a> {
    name: String,
    text: &'a str,
    version: u32,
    /// One for each question.
    entries: Vec<&'a RawValue>,
}

impl<'a> File<'a> {
    fn read(path: &Path, text: &'a str) -> Result<Self, Problem> {
        let name = path.display().to_string();
        let failed = |error: &serde_json::Error| Problem::from_json(&name, error, 1);
        limits::refuse_excess_of_json(text.as_bytes()).map_err(|error| failed(&error))?;
        let (mut version, mut entries) = (FORMAT_VERSION, Vec::new());
        for (key, value) in json::fields(text).map_err(|error| failed(&error))? {
            let is_read = match key.as_str() {
                "version" => serde_json::from_str(value.get()).map(|it| version = it),
                "questions" => serde_json::from_str(value.get()).map(|it| entries = it),
                _ => Ok(()),
            };
            if is_read.is_err() {
                let reason = format!("its `{key}` can't be {}", kind_of(value));
                return Err(at(Problem::new(&name, reason, "Correct it in a text editor."), text, value));
            }
        }
        Ok(Self { name, text, version, entries })
    }

    /// All that the file holds, in its order, whatever it is.
    fn fields(&self) -> Result<Map<String, Value>, Problem> {
        // Some editors on Windows start a text with a mark of its encoding.
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        serde_json::from_str(text).map_err(|error| Problem::from_json(&self.name, &error, 1))
    }

    fn questions(&self) -> (Vec<Question>, Vec<Problem>) {
        let (mut questions, mut problems) = (Vec::new(), Vec::new());
        for entry in &self.entries {
            match self.question(entry) {
                Ok((question, problem)) => {
                    questions.push(question);
                    problems.extend(problem);
                }
                Err(problem) => problems.push(problem),
            }
        }
        (questions, problems)
    }

    /// A question, and what is wrong with it although it can be asked.
    fn question(&self, entry: &RawValue) -> Result<(Question, Option<Problem>), Problem> {
        let problem = |reason: &str, hint: &str| at(Problem::new(&self.name, reason, hint), self.text, entry);
        if !entry.get().starts_with('{') {
            let reason = format!("this is {}, not a question", kind_of(entry));
            return Err(problem(&reason, "Write a question as {\"text\": \"…\"}."));
        }
        let mut question: Question = serde_json::from_str(entry.get()).map_err(|error| {
            let (line, column) = json::place_of(self.text, entry.get()).unwrap_or((1, 1));
            let mut problem = Problem::from_json(&self.name, &error, line);
            // In its first line, the entry has something before it.
            problem.column = problem.column.map(|it| if error.line() == 1 { it + column - 1 } else { it });
            problem
        })?;
        if question.text.trim().is_empty() {
            return Err(problem("this question has no words", "Write it down, or take it out."));
        }
        if question.competency.is_empty() {
            return Ok((question, None));
        }
        let unknown = std::mem::take(&mut question.competency);
        if let Some(name) = competencies().named(&unknown) {
            name.clone_into(&mut question.competency);
            return Ok((question, None));
        }
        let hint = match competencies().nearest(&unknown) {
            Some(near) => format!("The question counts without it. Did you mean `{near}`?"),
            None => "The question counts without it. Take it out, or see those that retell questions shows.".to_owned(),
        };
        let fields = json::fields(entry.get()).unwrap_or_default();
        let field = fields.into_iter().find(|(key, _)| key == "competency").map_or(entry, |(_, field)| field);
        let unknown = Problem::new(&self.name, format!("`{unknown}` is no competency"), hint);
        Ok((question, Some(at(unknown, self.text, field))))
    }
}

/// A problem at the place of a part of the text.
fn at(problem: Problem, text: &str, part: &RawValue) -> Problem {
    match json::place_of(text, part.get()) {
        Some((line, column)) => problem.at(line, column),
        None => problem,
    }
}

fn kind_of(value: &RawValue) -> &'static str {
    serde_json::from_str(value.get()).map_or("this", |value: Value| json::kind(&value))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{atomic, text_file};
    use super::*;
    use crate::domain::question::AskedAt;

    fn folders() -> (tempfile::TempDir, Folders) {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::locate(Some(home.path().to_owned())).unwrap();
        (home, folders)
    }

    fn question(text: &str, competency: &str) -> Question {
        Question { text: text.to_owned(), competency: competency.to_owned(), ..Question::default() }
    }

    /// What can be read of a file, and what is told of it.
    fn read(folders: &Folders, text: &str) -> (Vec<Question>, Vec<String>) {
        atomic::replace(&folders.questions, text.as_bytes()).unwrap();
        let (questions, problems) = own(folders);
        let name = format!("{}:", folders.questions.display());
        let told = problems.iter().map(|problem| problem.to_string().replace(&name, "")).collect();
        (questions, told)
    }

    #[test]
    fn own_questions_are_there_at_the_next_start_and_none_twice() {
        let (_home, folders) = folders();
        assert_eq!(own(&folders), (Vec::new(), Vec::new()));
        let first = Question {
            skills: vec!["Redis".to_owned()],
            asked: AskedAt::new(Some("ACME".to_owned()), Some(date(2026, 11, 20))),
            ..question("Why did it fail?", "failure")
        };
        let second = question("What about it?", "");
        assert_eq!(add(&folders, &first), Ok(Added::Now));
        assert_eq!(add(&folders, &second), Ok(Added::Now));
        assert_eq!(add(&folders, &question("why did it fail", "conflict")), Ok(Added::Before));
        assert_eq!(own(&folders), (vec![first, second], Vec::new()));
    }

    #[test]
    fn what_is_not_known_or_can_not_be_read_survives_in_its_place() {
        let (_home, folders) = folders();
        let kept = "{\"mood\": 1.50, \"questions\": [{\"text\": \"A?\", \"stars\": [5]}, 3], \"version\": 1}";
        atomic::replace(&folders.questions, format!("\u{feff}{kept}").as_bytes()).unwrap();
        add(&folders, &question("B?", "failure")).unwrap();
        let text = text_file::read(&folders.questions).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        let expected = kept.replace("3]", "3, {\"text\": \"B?\", \"competency\": \"failure\"}]");
        assert_eq!(value.to_string(), serde_json::from_str::<Value>(&expected).unwrap().to_string());
        assert_eq!(own(&folders).0, [question("A?", ""), question("B?", "failure")]);
    }

    #[test]
    fn a_file_that_can_not_be_read_is_left_as_it_is_and_one_of_a_newer_retell_is_too() {
        let (_home, folders) = folders();
        for (text, told) in [
            ("not JSON", "1:2: this is not JSON: "),
            ("", "1:1: the JSON ends too early. "),
            ("[]", "1:1: "),
            ("{\"version\": 1,\n \"questions\": {}}", "2:15: its `questions` can't be an object. "),
            ("{\"version\": \"1\", \"questions\": []}", "1:13: its `version` can't be text. "),
            ("{\"questions\": [],\n \"questions\": []}", "2:12: `questions` stands here twice. "),
            ("{\"version\": 2, \"questions\": [{\"text\": \"A?\"}], \"more\": [1]}", ""),
        ] {
            let (_, problems) = read(&folders, text);
            let problem = problems.first().map_or("", String::as_str);
            assert!(problem.starts_with(told) && problem.is_empty() == told.is_empty(), "{text}: {problem}");
            assert!(add(&folders, &question("Why?", "failure")).is_err(), "{text}");
            assert_eq!(text_file::read(&folders.questions).unwrap(), text);
        }
    }

    #[test]
    fn a_bad_entry_is_named_with_its_line_and_costs_no_other() {
        let (_home, folders) = folders();
        let text = "{\"version\": 1, \"questions\": [\n  {\"text\": \"A?\"},\n  {\"competency\": \"failure\"},\n  \"B?\",\n  \
                    {\"text\": \"C?\",\n   \"competency\": \"falure\"},\n  {\"text\": \" \"}, {\"text\": 7},\n  \
                    {\"text\": \"D?\", \"asked\": {\"on\": \"May\"}},\n  {\"text\": \"E?\", \"competency\": \"Failure\"}\n]}";
        let (questions, told) = read(&folders, text);
        assert_eq!(questions, [question("A?", ""), question("C?", ""), question("E?", "failure")]);
        assert_eq!(
            told,
            [
                "3:27: it has no `text`. Add it in a text editor.",
                "4:3: this is text, not a question. Write a question as {\"text\": \"…\"}.",
                "6:18: `falure` is no competency. The question counts without it. Did you mean `failure`?",
                "7:3: this question has no words. Write it down, or take it out.",
                "7:27: invalid type: integer `7`, expected a string. Correct it in a text editor.",
                "8:39: `May` is no day such as 2026-11-20. Correct it in a text editor.",
            ]
        );
        assert_eq!(add(&folders, &question("Why?", "failure")), Ok(Added::Now));
    }
}
