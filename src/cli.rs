//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::builder::{OsStringValueParser, StringValueParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Rehearse interview stories aloud, against a clock, one part at a time.
#[derive(Debug, Parser)]
#[command(
    version,
    // Help would else show the words that the program was called by.
    bin_name = "retell",
    after_help = "Examples:
  retell                           open your stories, or the samples while you have none
  retell -q '#redis'               open with a query typed already
  retell notes.md                  show what a document holds, and bring in what you take
  retell import --dry-run notes.md show what would come in
  retell import notes.md           bring the stories in
  retell list '#aws'               the stories that a query finds, best first
  retell match 'When did you fail' the stories that answer a question, and why
  retell coverage                  what interviewers probe and no story of yours shows yet
  retell check notes.md            what a good coach would say of the stories in it
  retell stats '#aws'              whether practicing works: streak, lengths, splits, grades
  retell practice is:due           tell what is due today, one story after another
  retell plan --on +7 --at ACME    what to tell on which day before an interview
  retell questions --pack general  what interviewers ask

Retell keeps your stories where your system keeps such things; --home DIR or RETELL_HOME=DIR
puts all of it in one folder instead. Set NO_COLOR=1 for a screen without colors."
)]
pub struct Cli {
    /// Documents to look at on the screen, and to bring stories in from
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Open with this query typed already
    #[arg(short, long, value_name = "QUERY", default_value = "", hide_default_value = true)]
    pub query: String,

    /// Keep everything in this folder
    #[arg(long, value_name = "DIR", env = "RETELL_HOME", hide_env_values = true, global = true, value_parser = folder())]
    pub home: Option<PathBuf>,

    /// What to do instead of opening the screen
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// Reads the command line.
    ///
    /// # Errors
    /// When something is wrong with it, or help or the version is asked for.
    pub fn read() -> Result<Self, clap::Error> {
        let cli = Self::try_parse()?;
        // Clap could tell all this by itself, but would then refuse --home before a verb too.
        if let Some(Command::Questions { pack, json, verb: Some(_) }) = &cli.command
            && (pack.is_some() || *json)
        {
            let why = "--pack and --json are for the list of questions; add has its own options behind it";
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

/// Clap's own parser would say of an empty `RETELL_HOME` that `--home` has no value.
fn folder() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().try_map(|folder| match folder.is_empty() {
        true => Err("name a folder, or leave --home and RETELL_HOME out"),
        false => Ok(PathBuf::from(folder)),
    })
}

/// A day.
fn day() -> impl TypedValueParser<Value = Date> {
    StringValueParser::new().try_map(|text| {
        let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
        day.ok_or("write the day as YYYY-MM-DD")
    })
}

/// A number of stories.
fn at_least_one() -> impl TypedValueParser<Value = usize> {
    clap::value_parser!(u32).range(1..).map(|number| usize::try_from(number).unwrap_or(usize::MAX))
}

/// What Retell does without a screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring the stories of documents into the library
    ///
    /// Says what came in and what was left out, with line numbers and reasons. A story that is in the library already, or
    /// nearly so, is left as it is; one that came from the same document and has changed there is updated, unless it was
    /// edited here. One that is gone from the document is named, and stays.
    Import {
        /// Documents: Markdown, HTML, Org, plain text with labels, tables, JSON, a blog index, or paragraphs
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// Show what would come in, and write nothing
        #[arg(long)]
        dry_run: bool,
        /// One JSON object for each document
        #[arg(long)]
        json: bool,
    },
    /// Say what a good coach would say of the stories: what is missing, too long, or better left out
    ///
    /// Checks the stories of the library, or those in documents as they are, without importing them. Each finding names
    /// its rule: `--rules` lists them. A story silences rules with `"silenced": ["no-lesson"]` in its file; you silence
    /// them for all stories with `silenced = ["money"]` under `[check]` in config.toml. Exits with 1 if there is a
    /// finding.
    #[command(after_help = "Examples:
  retell check                     the stories of the library
  retell check notes.md            the stories in a document
  retell check --rules             the rules, and what each finds")]
    Check {
        /// Documents to check instead of the library
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// One JSON object for each finding
        #[arg(long)]
        json: bool,
        /// List the rules
        #[arg(long, conflicts_with_all = ["files", "json"])]
        rules: bool,
    },
    /// Name everything in the library that could not be read, and what to do about it
    ///
    /// Exits with 1 if there is anything.
    Doctor {
        /// One JSON object for each problem
        #[arg(long)]
        json: bool,
    },
    /// Print the stories that a query finds, best first
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
  is:due        to be told today; also is:new (never told), is:draft (lacks a part), is:sample
  @name         what a filter finds that was saved on the screen with f; !@name is all else
  memory\\ leak  a backslash makes the next character an ordinary one
Capitals ask for capitals. A title or skill in full comes first, then what is met in a title, in a
skill, in the text, and by letters with others between them.",
        after_long_help = "Quote a query for the shell: retell list '#redis !leak'"
    )]
    List {
        /// What to find: words, #skills and more
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
        /// Say why each story stands where it does; in JSON as `met`
        #[arg(long)]
        explain: bool,
        /// The order of stories that the query doesn't rank: one without words, or only with what they must not have
        #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Title)]
        sort: Order,
        /// One JSON object for each story
        #[arg(long)]
        json: bool,
    },
    /// Open the screen on a set: the stories that a query finds, told one after another
    ///
    /// A query is what `retell list` takes; without one it is all stories. After each take its review is shown, and in
    /// the end a summary.
    #[command(after_help = "Examples:
  retell practice is:due                      what is due today, the longest overdue first
  retell practice '#redis' --order weakest -n 3
  retell practice --order random --seed 7 --minutes 20 --free")]
    Practice {
        /// What to find: words, #skills and more
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
        /// The order of the stories
        #[arg(long, value_name = "ORDER", value_enum, default_value_t = SetOrder::Due)]
        order: SetOrder,
        /// The number that a random order is made from; the same number makes the same order
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
        /// How many stories at most
        #[arg(short = 'n', long = "most", value_name = "N", value_parser = at_least_one(), conflicts_with = "minutes")]
        most: Option<usize>,
        /// How many minutes at most, if each story keeps to its target
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=600))]
        minutes: Option<u32>,
        /// Practice freely: the takes leave open when the stories come back
        #[arg(long)]
        free: bool,
    },
    /// Print the stories that answer an interviewer's question, best first, and why
    ///
    /// Looks for what the question probes, such as failure or working under pressure, and for the skills it names. A
    /// story is strong, workable or a stretch. Exits with 1 if there is a gap: no story answers.
    #[command(after_help = "Example:
  retell match 'Tell me about a time you broke production.'")]
    Match {
        /// The whole question, as the interviewer asks it
        #[arg(value_name = "QUESTION", required = true)]
        question: Vec<String>,
        /// One JSON object for each story
        #[arg(long)]
        json: bool,
        /// How many stories at most
        #[arg(short = 'n', long = "most", value_name = "N", default_value = "10", value_parser = at_least_one())]
        most: usize,
    },
    /// Say whether practicing works: days in a row, lengths against targets, think time, pace, grades, splits by part
    ///
    /// A query is what `retell list` takes, and asks for the takes of the stories that it finds. Without one it is all
    /// takes, also those of stories that are deleted. The streak is always that of all stories.
    #[command(after_help = "Examples:
  retell stats                     all takes, in words and charts
  retell stats '#redis'            those of the stories that a query finds
  retell stats --json              the same numbers, as one JSON object
  retell stats --csv >takes.csv    a line for each take, for a spreadsheet")]
    Stats {
        /// What to find: words, #skills and more
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
        /// One JSON object
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        /// A line for each take, below one with the names of the columns
        #[arg(long)]
        csv: bool,
    },
    /// Say which competencies your stories show, and which none shows yet
    ///
    /// Those that no story shows come first, with what one would need; then the weak ones, which no strong story shows and
    /// one workable one at the most; then the others. In the end it says what is missing before an interview, and which
    /// stories together cover the most.
    #[command(after_help = "Examples:
  retell coverage                  what interviewers probe, the gaps first
  retell coverage --pack amazon    the headings of a pack of questions instead")]
    Coverage {
        /// The headings of this pack of questions: general, operations, amazon, civil-service, google, or own
        #[arg(long, value_name = "KEY")]
        pack: Option<String>,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// Say what to tell on which day, so that each story is told well three times before an interview
    ///
    /// Told well means graded good or easy: three times in the 30 days before the interview, the last time within two days
    /// of it. Without --on, the plan for all interviews that come is printed. With it, an interview on that day is written
    /// down first, with the stories that together show the most of what interviewers ask; if there is one of that day,
    /// company and round already, its stories stay, unless --stories or a query asks for others. What the plan asks for today is due today, on the screen
    /// too, where I shows the interviews. Exits with 1 if the days don't suffice, and says how many takes a day they would
    /// need, or if no interview comes.
    #[command(after_help = "Examples:
  retell plan --on 2026-12-05 --stories 10 --at ACME --round onsite
  retell plan --on 2026-12-05 '#redis | #kafka'   with stories that a query finds
  retell plan --on 2026-12-05 --dry-run           show it, and write nothing down
  retell plan                                     the plan for all interviews that come")]
    Plan {
        /// Choose among the stories that this finds: words, #skills and more
        #[arg(value_name = "QUERY", requires = "on")]
        query: Vec<String>,
        /// The day of the interview, such as 2026-12-05, or +7 for in a week
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        on: Option<String>,
        /// How many stories to have ready, at the most
        #[arg(long, value_name = "N", requires = "on", value_parser = at_least_one())]
        stories: Option<usize>,
        /// With whom
        #[arg(long, value_name = "COMPANY", requires = "on", default_value = "", hide_default_value = true)]
        at: String,
        /// Which of their interviews, such as onsite
        #[arg(long, value_name = "NAME", requires = "on", default_value = "", hide_default_value = true)]
        round: String,
        /// How many takes you will do a day, instead of how many you did on the last days of practice
        #[arg(long, value_name = "N", value_parser = at_least_one())]
        a_day: Option<usize>,
        /// Show the plan, and write nothing down
        #[arg(long, requires = "on")]
        dry_run: bool,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// Print the questions that interviewers ask, pack by pack, or keep one that you were asked
    #[command(after_help = "Examples:
  retell questions                 all of them, and what each probes
  retell questions --pack amazon   those of one pack
  retell questions add 'When did you last break production?' --at ACME")]
    Questions {
        /// Only the questions of this pack: general, operations, amazon, civil-service, google, or own
        #[arg(long, value_name = "KEY")]
        pack: Option<String>,
        /// One JSON object for each question
        #[arg(long)]
        json: bool,
        /// What to do instead of listing them
        #[command(subcommand)]
        verb: Option<QuestionsVerb>,
    },
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

/// In which order the stories of a set come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SetOrder {
    /// Those whose day has come first, the longest overdue before others, then those never told
    Due,
    /// Those that went worst first
    Weakest,
    /// Any order
    Random,
    /// As found, but no two with the same first skill after each other
    Mixed,
}

/// The order of stories that no query ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// By title
    Title,
    /// Never told ones first, then those told longest ago
    Told,
}
