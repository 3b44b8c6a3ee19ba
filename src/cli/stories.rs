//! The verbs that bring stories in, find them and look them over.

use std::path::PathBuf;

use clap::builder::Str;
use clap::{Args, ValueEnum};

use super::values::OneOf;

/// Bring the stories of documents into the library
///
/// Says what came in and what was left out, with line numbers and reasons. A story that is in the library already, or
/// nearly so, is left as it is; one that came from the same document and has changed there is updated, unless it was
/// edited here. One that is gone from the document is named, and stays.
#[derive(Debug, Args)]
pub struct Import {
    /// Documents: Markdown, HTML, Org, plain text with labels, tables, JSON, a blog index, or paragraphs; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Show what would come in, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// One JSON object for each document
    #[arg(long)]
    pub json: bool,
}

/// Say what a good coach would say of the stories: what is missing, too long, or better left out
///
/// Checks the stories of the library, or those in documents as they are, without importing them. Each finding names
/// its rule: `--rules` lists them. A story silences rules with `"silenced": ["no-lesson"]` in its file; you silence
/// them for all stories with `silenced = ["money"]` under `[check]` in config.toml. Exits with 1 if there is a
/// finding.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell check                     the stories of the library
  retell check notes.md            the stories in a document
  retell check --rules             the rules, and what each finds")]
pub struct Check {
    /// Documents to check instead of the library; - is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// One JSON object for each finding
    #[arg(long)]
    pub json: bool,
    /// List the rules
    #[arg(long, conflicts_with_all = ["files", "json"])]
    pub rules: bool,
}

/// Name everything in the library that could not be read, and what to do about it
///
/// Exits with 1 if there is anything.
#[derive(Debug, Args)]
pub struct Doctor {
    /// One JSON object for each problem
    #[arg(long)]
    pub json: bool,
}

/// Print the stories that a query finds, best first
#[derive(Debug, Args)]
#[command(
    long_about = "Print the stories that a query finds, best first

A query is what you would type into the query line of the screen:
  leak pool     both words: in the title or a skill, also as letters with others between them,
                or to the letter in the text
  #redis        a skill, by any of its names, or a group of skills
  'leak         to the letter
  ^the  once$   what a title or skill starts or ends with; ^redis$ is all of it
  !leak  !#aws  without it
  #aws | #k8s   one or the other; binds tighter than a space
  is:due        to be told today; also is:new (never told), is:draft (lacks a part),
                is:flagged (to be corrected later), is:sample
  @name         what a filter finds that was saved on the screen with @; !@name is all else
  memory\\ leak  a backslash makes the next character an ordinary one
Capitals ask for capitals. A title or skill in full comes first, then what is met in a title, in a
skill, in the text, and by letters with others between them.",
    after_help = "Examples:
  retell list is:due               what is to be told today
  retell list '#redis !leak'       quote what the shell would take for itself
  retell list --json '#redis'      for scripts"
)]
pub struct List {
    /// What to find: words, #skills and more
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Say why each story stands where it does; in JSON as `met`
    #[arg(long)]
    pub explain: bool,
    /// The order of stories that the query doesn't rank: one without words, or only with what they must not have
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Title)]
    pub sort: Order,
    /// One JSON object for each story
    #[arg(long)]
    pub json: bool,
}

/// The names of the forms in which stories go out.
const FORMATS: [&str; 6] = ["markdown", "json", "html", "csv", "anki", "partner"];

/// Write the stories that a query finds in a form that others read
///
/// A query is what `retell list` takes; without one it is all stories. Markdown and JSON come back by `retell import`
/// as they were, and what was changed in them meanwhile takes the place of what it was made from.
///
/// Confidential words, marked in a story as {{client: Acme | a payments firm}}, go out as what stands for them. If one
/// would still be seen anywhere, nothing is written, and each place is named. A story whose words were covered so stays
/// as it is when it comes back: to change it in a file, export it with --confidential.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell export -o stories.md      all stories as Markdown, to read, to change and to bring back in
  retell export '#redis' -f json   those of a query, to the terminal
  retell export -o cues.html       a cue sheet, a page for each story, to print or to look at
  retell export -f partner leak    what a partner asks, hears out and fills in")]
pub struct Export {
    /// What to find: words, #skills and more
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// The form; html is a cue sheet, and partner are sheets for whoever listens. Without it, what the name of the file says,
    /// or Markdown
    #[arg(short, long, value_name = "FORMAT", value_parser = OneOf(|| FORMATS.map(Str::from).into()))]
    pub format: Option<String>,
    /// Write this file, which only you can read; without it, or as -, it is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file even if it is no export of Retell's, or was changed since
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Let confidential words out as they are marked: for yourself, as a copy that comes back whole
    #[arg(long)]
    pub confidential: bool,
    /// The takes of these stories instead, as CSV: what `retell stats --csv` prints, for others
    #[arg(long, conflicts_with = "format")]
    pub takes: bool,
}

/// The order of stories that no query ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// By title
    Title,
    /// Never told ones first, then those told longest ago
    Told,
}

/// Read back what partners filled in on sheets of `retell export -f partner`
///
/// What stays open on a sheet counts for nothing, and a sheet that was read before adds nothing; one that was corrected
/// since takes its own place, and one that was emptied but for its day and partner is taken back. `retell stats` and
/// the screen then show what partners gave beside your own grades.
#[derive(Debug, Args)]
pub struct Scores {
    /// Sheets, as text
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// Print one story: its parts, questions, follow-ups, and when it was told
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell show connections-outlive-requests
  retell show Connections outlive requests
  retell show connections-outlive-requests --json")]
pub struct Show {
    /// Its id or its title, whatever its capitals; `retell list --json` prints both
    #[arg(value_name = "ID", required = true)]
    pub name: Vec<String>,
    /// The story as its file has it, on one line
    #[arg(long)]
    pub json: bool,
}
