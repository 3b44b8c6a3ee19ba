//! The verbs for shells and scripts: what completes Retell's words, its manual, and where it keeps things.

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man as Page;

use super::Cli;

/// Print where Retell keeps your stories and everything else
///
/// With a name only that path is printed, for scripts.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell path                      all places
  cd \"$(retell path stories)\"      to your stories")]
pub struct Path {
    /// Which one
    #[arg(value_name = "NAME", value_enum)]
    pub place: Option<Place>,
}

/// What is kept in a place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "clap would print a table where a list of names says it all")]
pub enum Place {
    Stories,
    Practice,
    Interviews,
    Scores,
    Trash,
    Filters,
    Questions,
    Config,
    State,
}

impl Place {
    /// What it is called.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Show which settings differ from what is usual, and where they are
///
/// With --init, writes a file in which every setting and every key stands with its default, for you to change. A file
/// that is there already stays as it is.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell config                    what you have set
  retell config --init             a file to begin with
  $EDITOR \"$(retell path config)\"  to change it")]
pub struct Config {
    /// Write a file with every setting and every key
    #[arg(long)]
    pub init: bool,
}

/// Print what makes your shell complete Retell's words
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell completions bash >~/.local/share/bash-completion/completions/retell
  retell completions zsh  >~/.zfunc/_retell    with fpath+=~/.zfunc before compinit in ~/.zshrc
  retell completions fish >~/.config/fish/completions/retell.fish
  retell completions powershell >>$PROFILE")]
pub struct Completions {
    /// Which shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

impl Completions {
    /// The script for the shell.
    pub fn script(&self) -> String {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "retell", &mut script);
        String::from_utf8_lossy(&script).into_owned()
    }
}

/// Print the manual page of Retell, or of one of its verbs
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  retell man | man -l -                         read it
  retell man import | man -l -                  that of a verb
  retell man >~/.local/share/man/man1/retell.1  keep it where man finds it")]
pub struct Man {
    /// The verb, such as import
    #[arg(value_name = "VERB")]
    pub verb: Option<String>,
}

impl Man {
    /// The page, as roff.
    ///
    /// # Errors
    /// When there is no such verb, with all that there are.
    pub fn page(&self) -> Result<String, String> {
        let mut whole = Cli::command();
        whole.build();
        let command = match &self.verb {
            None => &whole,
            Some(verb) => whole.find_subcommand(verb).ok_or_else(|| {
                let verbs: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
                format!("“{verb}” is no verb of Retell's. There are: {}", verbs.join(", "))
            })?,
        };
        let mut page = Vec::new();
        Page::new(command.clone()).render(&mut page).map_err(|error| error.to_string())?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }
}
