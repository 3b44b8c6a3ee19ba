//! The verbs about what interviewers ask.

use clap::builder::Str;
use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::values::{OneOf, at_least_one, day};

/// The keys of the packs of questions, a person's own last.
const PACKS: [&str; 6] = ["general", "operations", "amazon", "civil-service", "google", "own"];

/// Print the stories that answer an interviewer's question, best first, and why
///
/// Looks for what the question probes, such as failure or working under pressure, and for the skills it names. A
/// story is strong, workable or a stretch. Exits with 1 if there is a gap: no story answers.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  retell match 'Tell me about a time you broke production.'")]
pub struct Match {
    /// The whole question, as the interviewer asks it
    #[arg(value_name = "QUESTION", required = true)]
    pub question: Vec<String>,
    /// One JSON object for each story
    #[arg(long)]
    pub json: bool,
    /// How many stories at most
    #[arg(short = 'n', long = "most", value_name = "N", default_value = "10", value_parser = at_least_one())]
    pub most: usize,
}

/// Say which competencies your stories show, and which none shows yet
///
/// Those that no story shows come first, with what one would need; then the weak ones, which no strong story shows and
/// one workable one at the most; then the others. In the end it says what is missing before an interview, and which
/// stories together cover the most.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell coverage                  what interviewers probe, the gaps first
  retell coverage --pack amazon    the headings of a pack of questions instead")]
pub struct Coverage {
    /// The headings of this pack of questions
    #[arg(long, value_name = "KEY", value_parser = OneOf(|| PACKS.map(Str::from).into()))]
    pub pack: Option<String>,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

/// Print the questions that interviewers ask, pack by pack, or keep one that you were asked
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell questions                 all of them, and what each probes
  retell questions --pack amazon   those of one pack
  retell questions add 'When did you last break production?' --at ACME")]
pub struct Questions {
    /// Only the questions of this pack; own ones are those that you were asked
    #[arg(long, value_name = "KEY", value_parser = OneOf(|| PACKS.map(Str::from).into()))]
    pub pack: Option<String>,
    /// One JSON object for each question
    #[arg(long)]
    pub json: bool,
    /// What to do instead of listing them
    #[command(subcommand)]
    pub verb: Option<QuestionsVerb>,
}

/// What can be done with questions but to list them.
#[derive(Debug, Subcommand)]
pub enum QuestionsVerb {
    /// Keep a question that you were asked
    ///
    /// What it probes is read from its words. A question that you have already is not added again.
    #[command(after_help = "Example:
  retell questions add 'When did you last break production?' --at ACME --on 2026-11-20")]
    Add {
        /// The whole question, as the interviewer asked it
        #[arg(value_name = "QUESTION", required = true)]
        question: Vec<String>,
        /// Who asked it
        #[arg(long, value_name = "COMPANY")]
        at: Option<String>,
        /// The day on which it was asked, such as 2026-11-20
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day())]
        on: Option<Date>,
        /// What it probes, such as failure or ownership
        #[arg(long, value_name = "NAME")]
        competency: Option<String>,
    },
}
