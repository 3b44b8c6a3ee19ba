//! The verbs of practice: a set, what came of it, and what to tell until an interview.

use clap::{Args, ValueEnum};

use super::Showing;
use super::values::at_least_one;

/// Open the screen on a set: the stories that a query finds, told one after another
///
/// A query is what `retell list` takes; without one it is all stories. After each take its review is shown, and in
/// the end a summary.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell practice is:due                      what is due today, the longest overdue first
  retell practice '#redis' --order weakest -n 3
  retell practice --order random --seed 7 --minutes 20 --free")]
pub struct Practice {
    /// What to find: words, #skills and more
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// The order of the stories
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = SetOrder::Due)]
    pub order: SetOrder,
    /// The number that a random order is made from; the same number makes the same order
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// How many stories at most
    #[arg(short = 'n', long = "most", value_name = "N", value_parser = at_least_one(), conflicts_with = "minutes")]
    pub most: Option<usize>,
    /// How many minutes at most, if each story keeps to its target
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=600))]
    pub minutes: Option<u32>,
    /// Practice freely: the takes leave open when the stories come back
    #[arg(long)]
    pub free: bool,
    /// How to show it
    #[command(flatten)]
    pub showing: Showing,
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

/// Say whether practicing works: days in a row, lengths against targets, think time, pace, grades, splits by part
///
/// A query is what `retell list` takes, and asks for the takes of the stories that it finds. Without one it is all
/// takes, also those of stories that are deleted. The streak is always that of all stories.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell stats                     all takes, in words and charts
  retell stats '#redis'            those of the stories that a query finds
  retell stats --json              the same numbers, as one JSON object
  retell stats --csv >takes.csv    a line for each take, for a spreadsheet")]
pub struct Stats {
    /// What to find: words, #skills and more
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// One JSON object
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// A line for each take, below one with the names of the columns
    #[arg(long)]
    pub csv: bool,
}

/// Say what to tell on which day, so that each story is told well three times before an interview
///
/// Told well means graded good or easy: three times in the 30 days before the interview, the last time within two days
/// of it. Without --on, the plan for all interviews that come is printed. With it, an interview on that day is written
/// down first, with the stories that together show the most of what interviewers ask; if there is one of that day,
/// company and round already, its stories stay, unless --stories or a query asks for others. What the plan asks for
/// today is due today, on the screen too, where I shows the interviews. Exits with 1 if the days don't suffice, and
/// says how many takes a day they would need, or if no interview comes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell plan --on 2026-12-05 --stories 10 --at ACME --round onsite
  retell plan --on 2026-12-05 '#redis | #kafka'   with stories that a query finds
  retell plan --on 2026-12-05 --dry-run           show it, and write nothing down
  retell plan                                     the plan for all interviews that come")]
pub struct Plan {
    /// Choose among the stories that this finds: words, #skills and more
    #[arg(value_name = "QUERY", requires = "on")]
    pub query: Vec<String>,
    /// The day of the interview, such as 2026-12-05, or +7 for in a week
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub on: Option<String>,
    /// How many stories to have ready, at the most
    #[arg(long, value_name = "N", requires = "on", value_parser = at_least_one())]
    pub stories: Option<usize>,
    /// With whom
    #[arg(long, value_name = "COMPANY", requires = "on", default_value = "", hide_default_value = true)]
    pub at: String,
    /// Which of their interviews, such as onsite
    #[arg(long, value_name = "NAME", requires = "on", default_value = "", hide_default_value = true)]
    pub round: String,
    /// How many takes you will do a day, instead of how many you did on the last days of practice
    #[arg(long, value_name = "N", value_parser = at_least_one())]
    pub a_day: Option<usize>,
    /// Show the plan, and write nothing down
    #[arg(long, requires = "on")]
    pub dry_run: bool,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}
