//! The verbs for shells and scripts: what completes Retell's words, and where it keeps things.

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::Cli;

/// Print where Retell keeps your stories and everything else
///
/// With a name only that path is printed, for scripts. A file or folder is there once something is kept in it.
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
