//! `retell questions`: interviewers' questions, pack by pack, and a person's own ones kept among them.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::output::Printer;
use crate::domain::competency::Competencies;
use crate::domain::lexicon::Lexicon;
use crate::domain::nearest::nearest;
use crate::domain::question::{AskedAt, OWN, Pack, Question, QuestionBank};
use crate::search::evidence::Evidence;
use crate::storage::questions::Added;

/// One line of `retell questions --json`.
#[derive(Serialize)]
struct Row<'a> {
    pack: &'a str,
    heading: Option<&'a str>,
    text: &'a str,
    /// Nothing if it isn't known.
    competency: Option<&'a str>,
    skills: &'a [String],
    company: Option<&'a str>,
    on: Option<String>,
}

/// Which questions to print, and how.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The key of their pack, if not all.
    pub pack: Option<&'a str>,
    /// One JSON object for each question instead of words.
    pub as_json: bool,
}

/// Prints the questions of a bank, pack by pack, and returns how many there are.
///
/// # Errors
/// When `out` can't be written.
pub fn list(bank: &QuestionBank, options: Options, out: &mut Printer<impl Write>) -> io::Result<usize> {
    let mut count = 0;
    for pack in bank.packs.iter().filter(|pack| options.pack.is_none_or(|key| pack.key == key)) {
        if options.as_json {
            pack.questions.iter().try_for_each(|question| out.json(&row(pack, question)))?;
        } else {
            if count > 0 {
                out.line("")?;
            }
            print_words(pack, out)?;
        }
        count += pack.questions.len();
    }
    Ok(count)
}

fn row<'a>(pack: &'a Pack, question: &'a Question) -> Row<'a> {
    let asked = question.asked.as_ref();
    Row {
        pack: &pack.key,
        heading: question.heading.as_deref(),
        text: &question.text,
        competency: Some(question.competency.as_str()).filter(|name| !name.is_empty()),
        skills: &question.skills,
        company: asked.and_then(|asked| asked.company.as_deref()),
        on: asked.and_then(|asked| asked.on).map(|day| day.to_string()),
    }
}

fn print_words(pack: &Pack, out: &mut Printer<impl Write>) -> io::Result<()> {
    out.line(format!("{} ({})", pack.name, pack.key))?;
    let mut above = None;
    for question in &pack.questions {
        let heading = question.heading.as_deref();
        if let Some(heading) = heading.filter(|_| heading != above) {
            out.line(format!("  {heading}"))?;
        }
        above = heading;
        let indent = if heading.is_some() { 4 } else { 2 };
        let competency = Some(question.competency.clone()).filter(|name| !name.is_empty());
        let known: Vec<String> =
            competency.into_iter().chain(question.asked.as_ref().map(AskedAt::to_string)).collect();
        out.line(format!("{:indent$}{}  {}", "", question.text, known.join(" · ")).trim_end())?;
    }
    Ok(())
}

/// Why a bank has no pack of this key, if it can't have one. Own questions are a pack only where there are any.
pub fn unknown_pack(bank: &QuestionBank, key: &str) -> Option<String> {
    let keys = bank.packs.iter().map(|pack| pack.key.as_str()).filter(|&key| key != OWN).chain([OWN]);
    if keys.clone().any(|known| known == key) {
        return None;
    }
    let hint = nearest(key, keys.clone()).map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
    Some(format!("there is no pack `{key}`.{hint} The packs are {}.", keys.collect::<Vec<_>>().join(", ")))
}

/// A question as it was typed, with where and when it was asked.
#[derive(Debug, Clone, Default)]
pub struct Typed<'a> {
    /// What was asked.
    pub text: String,
    /// The name of what it probes, if somebody knows.
    pub competency: Option<&'a str>,
    /// Who asked it.
    pub company: Option<&'a str>,
    /// On which day.
    pub on: Option<Date>,
}

impl Typed<'_> {
    /// The question to keep. What it probes is read from its words if nobody says it.
    ///
    /// # Errors
    /// When there are no words, or no competency has the name. The error is a sentence.
    pub fn read(&self, competencies: &Competencies, lexicon: &Lexicon) -> Result<Question, String> {
        let text = on_one_line(&self.text);
        if text.is_empty() {
            return Err("there is no question yet.".to_owned());
        }
        let known = |name| competencies.named(name).ok_or_else(|| unknown_competency(competencies, name));
        let competency = self.competency.map(known).transpose()?;
        let company = self.company.map(on_one_line).filter(|company| !company.is_empty());
        let evidence = Evidence::new(&[], competencies, lexicon);
        let mut question = evidence.question(&text, AskedAt::new(company, self.on));
        if let Some(competency) = competency {
            competency.clone_into(&mut question.competency);
        }
        Ok(question)
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unknown_competency(competencies: &Competencies, name: &str) -> String {
    let hint = match competencies.nearest(name) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("There are {}.", competencies.names().collect::<Vec<_>>().join(", ")),
    };
    format!("`{name}` is no competency. {hint}")
}

/// Says what became of a question that was to be added.
///
/// # Errors
/// When `out` can't be written.
pub fn tell(question: &Question, added: Added, out: &mut Printer<impl Write>) -> io::Result<()> {
    out.line(match (added, question.competency.as_str()) {
        (Added::Before, _) => "You have this question already.".to_owned(),
        (Added::Now, "") => "Kept. What it probes can't be told from its words.".to_owned(),
        (Added::Now, competency) => format!("Kept. It probes {competency}."),
    })
}
