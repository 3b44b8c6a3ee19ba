//! The settings: a file that a person writes and Retell only reads.

use std::io;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Folders, text_file};
use crate::domain::check::{Rule, Silenced};
use crate::domain::habits::{Feedback, Habits};
use crate::domain::problem::Problem;

/// What a person has set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// The rules that `retell check` doesn't apply.
    pub silenced: Silenced,
    /// How the teller likes to practice.
    pub habits: Habits,
}

/// Reads the settings. What can't be read or isn't known is named, and the rest counts. No file means no settings.
pub fn read(folders: &Folders) -> (Config, Vec<Problem>) {
    let path = &folders.config;
    // Where the folder is a file, those who write there tell.
    let is_absent = std::fs::symlink_metadata(path)
        .is_err_and(|error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory));
    if is_absent {
        return (Config::default(), Vec::new());
    }
    match text_file::read(path) {
        Ok(text) => read_text(&path.display().to_string(), &text),
        Err(problem) => (Config::default(), vec![problem]),
    }
}

fn read_text(file: &str, text: &str) -> (Config, Vec<Problem>) {
    let mut reading = Reading { file, text, problems: Vec::new() };
    let config = match DeTable::parse(text) {
        Ok(table) => reading.table(table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(text.len(), |span| span.start);
            let reason = format!("this is not TOML: {}", error.message());
            reading.problem(at, reason, "Correct it in a text editor.");
            Config::default()
        }
    };
    (config, reading.problems)
}

/// The settings while they are read.
struct Reading<'a> {
    file: &'a str,
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn table(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for (section, value) in table {
            match (section.get_ref().as_ref(), value.get_ref()) {
                ("check", DeValue::Table(settings)) => config.silenced = self.check(settings).into_iter().collect(),
                ("practice", DeValue::Table(settings)) => config.habits = self.practice(settings),
                (known @ ("check" | "practice"), _) => {
                    self.problem(
                        value.span().start,
                        format!("`{known}` is no section"),
                        &format!("Write it as [{known}]."),
                    );
                }
                (other, _) => {
                    let reason = format!("`{other}` is nothing that can be set");
                    let hint = "The sections are [check] and [practice]. Take this out.";
                    self.problem(section.span().start, reason, hint);
                }
            }
        }
        config
    }

    fn practice(&mut self, settings: &DeTable<'_>) -> Habits {
        let mut habits = Habits::default();
        for (key, value) in settings {
            let at = value.span().start;
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("bell", DeValue::Boolean(has_bell)) => habits.has_bell = *has_bell,
                ("bell", _) => {
                    self.problem(at, "`bell` is neither on nor off".to_owned(), "Write bell = true, or bell = false.");
                }
                ("feedback", DeValue::String(name)) if feedback(name).is_some() => {
                    habits.feedback = feedback(name).unwrap_or_default();
                }
                ("feedback", _) => {
                    let names = Feedback::ALL.map(|feedback| format!("\"{}\"", feedback.name())).join(", ");
                    self.problem(at, "this is no style of feedback".to_owned(), &format!("Write one of {names}."));
                }
                (other, _) => {
                    let reason = format!("`{other}` is nothing that can be set under [practice]");
                    let hint = "What can be set there are `bell` and `feedback`. Take this out.";
                    self.problem(key.span().start, reason, hint);
                }
            }
        }
        habits
    }

    fn check(&mut self, settings: &DeTable<'_>) -> Vec<Rule> {
        let mut silenced = Vec::new();
        for (key, value) in settings {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("silenced", DeValue::Array(names)) => silenced.extend(names.iter().filter_map(|name| self.rule(name))),
                ("silenced", _) => {
                    let reason = "`silenced` is no list".to_owned();
                    self.problem(value.span().start, reason, "Write it as a list of rules: silenced = [\"money\"].");
                }
                (other, _) => {
                    let reason = format!("`{other}` is nothing that can be set under [check]");
                    self.problem(key.span().start, reason, "What can be set there is `silenced`. Take this out.");
                }
            }
        }
        silenced
    }

    fn rule(&mut self, name: &Spanned<DeValue<'_>>) -> Option<Rule> {
        let at = name.span().start;
        let DeValue::String(name) = name.get_ref() else {
            self.problem(at, "this is no name of a rule".to_owned(), "Put the name in quotes: \"money\".");
            return None;
        };
        let rule = Rule::from_name(name);
        if rule.is_none() {
            let hint = match Rule::nearest(name) {
                Some(near) => format!("Did you mean `{}`? retell check --rules lists them all.", near.name()),
                None => "retell check --rules lists them all.".to_owned(),
            };
            self.problem(at, format!("`{name}` is no rule"), &hint);
        }
        rule
    }

    fn problem(&mut self, at: usize, reason: String, hint: &str) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.problems.push(Problem::new(self.file, reason, hint).at(line, column));
    }
}

fn feedback(name: &str) -> Option<Feedback> {
    Feedback::ALL.into_iter().find(|feedback| feedback.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn habits_are_read_and_what_is_wrong_is_named_with_its_line() {
        let (config, problems) = read_text("c.toml", "[practice]\nfeedback = \"quiet\"\nbell = true\n");
        assert_eq!((config.habits.feedback, config.habits.has_bell), (Feedback::Quiet, true));
        assert_eq!(problems, []);
        for (text, told) in [
            ("practice = 3", "c.toml:1:12: `practice` is no section. Write it as [practice]."),
            ("[practice]\nbell = 1", "c.toml:2:8: `bell` is neither on nor off. Write bell = true, or bell = false."),
            (
                "[practice]\nfeedback = \"loud\"",
                "c.toml:2:12: this is no style of feedback. Write one of \"full\", \"quiet\", \"none\".",
            ),
            (
                "[practice]\nbel = true",
                "c.toml:2:1: `bel` is nothing that can be set under [practice]. What can be set there are `bell` and \
                 `feedback`. Take this out.",
            ),
        ] {
            let (config, problems) = read_text("c.toml", text);
            assert_eq!(config, Config::default(), "{text}");
            assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), [told], "{text}");
        }
    }

    #[test]
    fn silenced_rules_are_read_and_what_is_wrong_is_named_with_its_line() {
        for (text, silenced, told) in [
            ("", vec![], vec![]),
            ("# nothing\n\n[check]\n", vec![], vec![]),
            ("[check]\nsilenced = [\"money\", 'client']\n", vec![Rule::Money, Rule::Client], vec![]),
            ("check.silenced = [\"no-lesson\"]", vec![Rule::NoLesson], vec![]),
            (
                "[check]\nsilenced = [\n  \"monye\",\n  \"client\",\n]\n",
                vec![Rule::Client],
                vec!["c.toml:3:3: `monye` is no rule. Did you mean `money`? retell check --rules lists them all."],
            ),
            (
                "[check]\nsilenced = [\"all of them together\", 7]\n",
                vec![],
                vec![
                    "c.toml:2:13: `all of them together` is no rule. retell check --rules lists them all.",
                    "c.toml:2:37: this is no name of a rule. Put the name in quotes: \"money\".",
                ],
            ),
            (
                "[check]\nsilenced = \"money\"\nquiet = true\n",
                vec![],
                vec![
                    "c.toml:3:1: `quiet` is nothing that can be set under [check]. What can be set there is `silenced`. \
                     Take this out.",
                    "c.toml:2:12: `silenced` is no list. Write it as a list of rules: silenced = [\"money\"].",
                ],
            ),
            (
                "[checks]\nsilenced = [\"money\"]\n",
                vec![],
                vec![
                    "c.toml:1:2: `checks` is nothing that can be set. The sections are [check] and [practice]. \
                     Take this out.",
                ],
            ),
            ("check = 3", vec![], vec!["c.toml:1:9: `check` is no section. Write it as [check]."]),
        ] {
            let (config, problems) = read_text("c.toml", text);
            assert_eq!(config.silenced, silenced.into_iter().collect(), "{text}");
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            assert_eq!(problems, told, "{text}");
        }
    }

    #[test]
    fn what_is_not_toml_is_named_with_its_line() {
        let (config, problems) = read_text("c.toml", "[check]\nsilenced = [\"money\"\n");
        assert_eq!(config, Config::default());
        let told = problems[0].to_string();
        assert!(told.starts_with("c.toml:") && told.contains("this is not TOML: "), "{told}");
    }
}
