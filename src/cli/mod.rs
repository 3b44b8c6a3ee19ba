//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::builder::Str;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

mod manual;
mod practice;
mod questions;
mod setup;
mod stories;
mod values;

pub use manual::Man;
pub use practice::{Plan, Practice, SetOrder, Stats};
pub use questions::{Coverage, Match, Questions, QuestionsVerb};
pub use setup::{Completions, Config, Path, Place};
pub use stories::{Check, Doctor, Export, Import, List, Order, Scores, Show};

/// Where help shows the options that every verb has: behind its own.
const BEHIND: usize = 900;

/// Rehearse interview stories aloud, against a clock, one part at a time.
#[derive(Debug, Parser)]
#[command(
    version,
    // Help would else show the words that the program was called by.
    bin_name = "retell",
    after_help = "Examples:
  retell                            open your stories, or the samples while you have none
  retell -q '#redis'                open with a query typed already
  retell notes.md                   show what a document holds, and bring in what you take
  retell import --dry-run notes.md  show what would come in
  retell import notes.md            bring the stories in
  retell list '#aws'                the stories that a query finds, best first
  retell show ID                    one story, all of it
  retell export -o stories.md       your stories as Markdown, to change and to bring back in
  retell match 'When did you fail'  the stories that answer a question, and why
  retell coverage                   what interviewers probe and no story of yours shows yet
  retell check notes.md             what a good coach would say of the stories in it
  retell stats '#aws'               whether practicing works: streak, lengths, splits, grades
  retell practice is:due            tell what is due today, one story after another
  retell plan --on +7 --at ACME     what to tell on which day before an interview
  retell questions --pack general   what interviewers ask
  retell --plain                    the same in lines, for a screen reader
  retell completions bash           what makes your shell complete all this

Retell keeps your stories where your system keeps such things; --home DIR or RETELL_HOME=DIR
puts all of it in one folder instead. Set NO_COLOR=1 for a screen without colors.

Ends with 0 if all is well, with 1 if something isn't there or can't be done, and with 2 if the
command line is wrong."
)]
pub struct Cli {
    /// Documents to look at on the screen, and to bring stories in from
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Open with this query typed already
    #[arg(short, long, value_name = "QUERY", default_value = "", hide_default_value = true)]
    pub query: String,

    /// How to show it
    #[command(flatten)]
    pub showing: Showing,

    /// Keep everything in this folder
    #[arg(long, global = true, display_order = BEHIND)]
    #[arg(value_name = "DIR", value_parser = values::folder(), env = "RETELL_HOME", hide_env_values = true)]
    pub home: Option<PathBuf>,

    /// What to do instead of opening the screen
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// The verbs, in the order in which help has them.
    pub fn verbs() -> Vec<Str> {
        Self::command().get_subcommands().map(|verb| verb.get_name().to_owned().into()).collect()
    }

    /// Reads the command line.
    ///
    /// # Errors
    /// When something is wrong with it, or help or the version is asked for.
    pub fn read() -> Result<Self, clap::Error> {
        let cli = Self::try_parse()?;
        // Clap could tell all this by itself, but would then refuse --home before a verb too.
        if let Some(Command::Questions(Questions { pack, json, verb: Some(_) })) = &cli.command
            && (pack.is_some() || *json)
        {
            let why = "--pack and --json are for the list of questions; add has its own options behind it";
            return Err(Self::command().error(ErrorKind::ArgumentConflict, why));
        }
        // --plain before a verb is how an alias for ears has it, and what verbs say are lines.
        if cli.showing.share && !matches!(cli.command, None | Some(Command::Practice(_))) {
            let why = "--share is for the screen and for practice; the other verbs speak to you, and say each name";
            return Err(Self::command().error(ErrorKind::ArgumentConflict, why));
        }
        let why = match &cli.command {
            _ if cli.query.is_empty() => return Ok(cli),
            Some(_) => "--query is for the screen; a verb has its words behind it",
            None if cli.files.is_empty() => return Ok(cli),
            None => "--query finds stories of your library; a document is shown whole",
        };
        Err(Self::command().error(ErrorKind::ArgumentConflict, why))
    }
}

/// How stories are shown and told.
#[derive(Debug, Clone, Copy, Args)]
pub struct Showing {
    /// Say all in lines that are never redrawn, for screen readers, plain terminals and pipes
    #[arg(long, display_order = BEHIND)]
    pub plain: bool,

    /// Cover confidential words from the start, for others who look at the screen
    #[arg(long, display_order = BEHIND)]
    pub share: bool,
}

/// What Retell does without a screen.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "clap would show the words of a variant in place of those of what it holds")]
pub enum Command {
    Import(Import),
    Check(Check),
    Doctor(Doctor),
    List(List),
    Show(Show),
    Export(Export),
    Scores(Scores),
    Practice(Practice),
    Match(Match),
    Stats(Stats),
    Coverage(Coverage),
    Plan(Plan),
    Questions(Questions),
    Path(Path),
    Config(Config),
    Completions(Completions),
    Man(Man),
}
