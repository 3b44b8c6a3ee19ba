//! The manual pages: what clap knows of a verb, in the sections that such pages have.

use clap::{Arg, Args, Command, CommandFactory};
use clap_mangen::Man as Page;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::Cli;
use super::values::OneOf;

/// Print the manual page of Retell, or of one of its verbs
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell man | man -l -                         read it
  retell man import | man -l -                  that of a verb
  retell man >~/.local/share/man/man1/retell.1  keep it where man finds it")]
pub struct Man {
    /// The verb, or two such as questions add
    #[arg(value_name = "VERB", value_parser = OneOf(Cli::verbs), hide_possible_values = true)]
    pub verb: Vec<String>,
}

/// What stands on Linux where; README.md says it of each file.
const FILES: &str =
    "  ~/.local/share/retell/  your stories, takes, interviews, partners' scores, questions, filters, and the trash
  ~/.config/retell/config.toml  what you have set; Retell only reads it
  ~/.local/state/retell/  the take under way, the story that is being written, earlier versions, what can be undone

On macOS and Windows they are where those systems keep such things. `retell path` prints the place of each.";

/// What it reads of the environment.
const ENVIRONMENT: &str = "  RETELL_HOME  a folder for everything, as with --home
  VISUAL, EDITOR  the editor for a story, unless the settings name one
  NO_COLOR  if it is set, a screen without colors";

const EXIT_STATUS: &str = "  0  all is well
  1  something isn't there or can't be done, or what is exported or imported isn't whole
  2  the command line is wrong";

impl Man {
    /// The page, as roff.
    ///
    /// # Errors
    /// When there is no such verb, with all that there are.
    pub fn page(&self) -> Result<String, String> {
        let mut whole = Cli::command().disable_help_subcommand(true).subcommand_help_heading("VERBS");
        whole.build();
        let mut command = &whole;
        for verb in &self.verb {
            command = command.find_subcommand(verb).ok_or_else(|| {
                let verbs: Vec<&str> = whole.get_subcommands().map(Command::get_name).collect();
                format!("“{verb}” is no verb of Retell's. There are: {}", verbs.join(", "))
            })?;
        }
        let mut page = Vec::new();
        write(command, &mut page).map_err(|error| error.to_string())?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }
}

fn write(command: &Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    let is_whole = command.get_name() == "retell";
    let source = concat!("retell ", env!("CARGO_PKG_VERSION"));
    // An empty date would leave its place to the source.
    let known = Page::new(command.clone()).date(" ").source(source).manual("Retell Manual");
    known.render_title(page)?;
    known.render_name_section(page)?;
    let about = command.get_long_about().or(command.get_about());
    let mut rest = Roff::new();
    rest.control("SH", ["SYNOPSIS"]);
    rest.text(synopsis(command));
    section("DESCRIPTION", &about.map(ToString::to_string).unwrap_or_default(), &mut rest);
    rest.to_writer(page)?;
    known.render_options_section(page)?;
    if command.has_subcommands() {
        known.render_subcommands_section(page)?;
    }
    let mut rest = Roff::new();
    section("EXIT STATUS", EXIT_STATUS, &mut rest);
    if is_whole {
        section("ENVIRONMENT", ENVIRONMENT, &mut rest);
        section("FILES", FILES, &mut rest);
    }
    // What else help has behind its examples has sections here.
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    if let Some((_, examples)) = help.split("\n\n").next().and_then(|examples| examples.split_once('\n')) {
        section("EXAMPLES", examples, &mut rest);
    }
    rest.control("SH", ["SEE ALSO"]);
    rest.text([roman(if is_whole { "retell-list(1) says what a query is." } else { "retell(1)" })]);
    rest.to_writer(page)
}

/// Every option with what it takes, then the words without one.
fn synopsis(command: &Command) -> Vec<Inline> {
    let mut line = vec![bold(command.get_bin_name().unwrap_or_else(|| command.get_name()))];
    let (words, options): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(|arg| !arg.is_hide_set()).partition(|arg| arg.is_positional());
    for arg in options.into_iter().chain(words) {
        let (opens, closes) = if arg.is_required_set() { (" ", "") } else { (" [", "]") };
        let name = arg.get_short().map(|short| format!("-{short}"));
        let name = name.or_else(|| arg.get_long().map(|long| format!("--{long}")));
        let number = arg.get_num_args().unwrap_or_default();
        let value = arg.get_value_names().filter(|_| number.takes_values()).map(|names| names.join(" "));
        let gap = (name.is_some() && value.is_some()).then(|| roman(" "));
        let several = if number.max_values() > 1 { "..." } else { "" };
        line.push(roman(opens));
        line.extend([name.map(bold), gap, value.map(italic)].into_iter().flatten());
        line.push(roman(format!("{closes}{several}")));
    }
    if command.has_subcommands() {
        line.extend([roman(" ["), italic("VERB"), roman("]")]);
    }
    line
}

/// A section of paragraphs and of entries. An entry is indented, has two spaces at least between its term and what that
/// means, and goes on where a line is indented more.
fn section(heading: &str, text: &str, page: &mut Roff) {
    page.control("SH", [heading]);
    let mut is_entry = false;
    for line in text.lines() {
        let words = line.trim_start();
        match line.len() - words.len() {
            _ if words.is_empty() => {
                page.control("PP", []);
            }
            0 => {
                if is_entry {
                    page.control("PP", []);
                }
                page.text([roman(words)]);
            }
            2 => {
                let (term, meaning) = words.rsplit_once("  ").unwrap_or((words, ""));
                page.control("TP", []).text([bold(term.trim_end())]);
                if !meaning.is_empty() {
                    page.text([roman(meaning)]);
                }
            }
            _ => {
                page.text([roman(words)]);
            }
        }
        is_entry = line.starts_with(' ');
    }
}
