//! Reads the settings by their table, and names what is wrong with its line and the nearest right name.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use super::settings::{AS_THEMED, SETTINGS, Setting, Values};
use crate::domain::check::Rule;
use crate::domain::looks::{Color, Role};
use crate::domain::nearest::nearest;
use crate::domain::problem::Problem;
use crate::domain::rebinding::{Rebinding, Word};

/// The settings in a text, and what is wrong with it, from top to bottom.
pub(super) fn read(file: &str, text: &str) -> (Config, Vec<Problem>) {
    let mut reading = Reading { file, text, config: Config::default(), problems: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => reading.sections(table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(text.len(), |span| span.start);
            reading.problem(at, format!("this is not TOML: {}", error.message()), "Correct it in a text editor.");
        }
    }
    reading.problems.sort_by_key(|problem| (problem.line, problem.column));
    reading.config.keys.sort_by_key(|rebinding| (rebinding.action.line, rebinding.action.column));
    (reading.config, reading.problems)
}

/// The settings while they are read.
struct Reading<'a> {
    file: &'a str,
    text: &'a str,
    config: Config,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn sections(&mut self, table: &DeTable<'_>) {
        for (section, value) in table {
            let name: &str = section.get_ref();
            let names = sections();
            match value.get_ref() {
                _ if !names.contains(&name) => {
                    let all = names.iter().map(|name| format!("[{name}]")).collect::<Vec<_>>().join(", ");
                    let near = nearest(name, names.iter().copied());
                    let hint = match (home_of(name), near) {
                        (Some(home), _) => format!("It belongs under [{home}]."),
                        (_, Some(near)) => format!("Did you mean [{near}]? The sections are {all}."),
                        _ => format!("The sections are {all}. Take this out."),
                    };
                    self.problem(section.span().start, format!("`{name}` is nothing that can be set"), &hint);
                }
                DeValue::Table(keys) if name == KEYS => self.keys(None, keys),
                DeValue::Table(settings) => self.section(name, settings),
                _ => {
                    let hint = match home_of(name) {
                        Some(home) => format!("Write it as [{name}]; the setting of that name belongs under [{home}]."),
                        None => format!("Write it as [{name}]."),
                    };
                    self.problem(value.span().start, format!("`{name}` is a section"), &hint);
                }
            }
        }
    }

    fn section(&mut self, section: &str, settings: &DeTable<'_>) {
        for (key, value) in settings {
            let name: &str = key.get_ref();
            let known = || SETTINGS.iter().filter(|setting| setting.section == section);
            if let Some(setting) = known().find(|setting| setting.key == name) {
                self.setting(setting, value);
                continue;
            }
            let hint = match (home_of(name), nearest(name, known().map(|setting| setting.key))) {
                (Some(home), _) => format!("It belongs under [{home}]."),
                (_, Some(near)) => format!("Did you mean `{near}`?"),
                _ => {
                    let all = known().map(|setting| format!("`{}`", setting.key)).collect::<Vec<_>>().join(", ");
                    format!("What can be set there: {all}. Take this out.")
                }
            };
            let reason = format!("`{name}` is nothing that can be set under [{section}]");
            self.problem(key.span().start, reason, &hint);
        }
        if section == THEME {
            self.lost_colors(settings);
        }
    }

    /// Names the colors that can't be read on the background. They count all the same.
    fn lost_colors(&mut self, settings: &DeTable<'_>) {
        let own = self.config.looks.own.clone();
        let Some((_, background)) = own.iter().find(|(role, _)| *role == Role::Background) else { return };
        for (role, _) in own.iter().filter(|(role, color)| *role != Role::Background && color.is_lost_on(*background)) {
            let at = settings.get(role.name()).map_or(0, |value| value.span().start);
            let reason = format!("`{}` can hardly be read on this `background`", role.name());
            self.problem(at, reason, "Make one of them much lighter, or darker.");
        }
    }

    fn setting(&mut self, setting: &Setting, value: &Spanned<DeValue<'_>>) {
        let (key, at) = (setting.key, value.span().start);
        match (&setting.values, value.get_ref()) {
            (Values::Switch(place), DeValue::Boolean(is_on)) => *place(&mut self.config) = *is_on,
            (Values::Switch(_), _) => {
                let hint = format!("Write {key} = true, or {key} = false.");
                self.problem(at, format!("`{key}` is neither on nor off"), &hint);
            }
            (Values::Name(names, _, set), value) => {
                let name = value.as_str().unwrap_or_default();
                if set(&mut self.config, name).is_none() {
                    let bare = match value {
                        DeValue::Integer(number) => number.to_string(),
                        DeValue::Boolean(is_on) => is_on.to_string(),
                        _ => name.to_owned(),
                    };
                    let hint = match nearest(&bare, names().into_iter()) {
                        Some(near) if near == bare => format!("Put it in quotes: {key} = \"{near}\"."),
                        Some(near) => format!("Did you mean \"{near}\"? It can be {}.", setting.choices()),
                        None => format!("It can be {}.", setting.choices()),
                    };
                    self.problem(at, format!("`{key}` can't be this"), &hint);
                }
            }
            (Values::Color(role), value) => match color(value) {
                Some(color) => {
                    self.config.looks.own.retain(|(own, _)| own != role);
                    self.config.looks.own.extend(color.map(|color| (*role, color)));
                }
                None => {
                    let meant = value.as_str().and_then(Color::meant);
                    let meant = meant.map(|meant| format!("Did you mean \"{meant}\"? ")).unwrap_or_default();
                    let hint = format!("{meant}It can be {}.", setting.choices());
                    self.problem(at, format!("`{key}` is no color"), &hint);
                }
            },
            (Values::Rules, DeValue::Array(names)) => {
                self.config.silenced = names.iter().filter_map(|name| self.rule(name)).collect();
            }
            (Values::Rules, _) => {
                let hint = format!("Write it as a list of rules: {key} = [\"money\"].");
                self.problem(at, format!("`{key}` is no list"), &hint);
            }
        }
    }

    fn keys(&mut self, place: Option<&Word>, table: &DeTable<'_>) {
        for (name, value) in table {
            let word = self.word(name.span().start, name.get_ref());
            let keys: Option<Vec<Word>> = match value.get_ref() {
                DeValue::Table(keys) if place.is_none() => {
                    self.keys(Some(&word), keys);
                    continue;
                }
                DeValue::Array(keys) => keys.iter().map(|key| self.key(key)).collect(),
                _ => self.key(value).map(|key| vec![key]),
            };
            if let Some(keys) = keys {
                self.config.keys.push(Rebinding { place: place.cloned(), action: word, keys });
                continue;
            }
            let hint = "Write a key in quotes, \"x\", or several as a list, [\"x\", \"F5\"].";
            self.problem(value.span().start, "this is no key".to_owned(), hint);
        }
    }

    fn key(&self, key: &Spanned<DeValue<'_>>) -> Option<Word> {
        key.get_ref().as_str().map(|text| self.word(key.span().start, text))
    }

    fn word(&self, at: usize, text: &str) -> Word {
        let (line, column) = self.place(at);
        Word { text: text.to_owned(), file: self.file.to_owned(), line, column }
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

    fn place(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    }

    fn problem(&mut self, at: usize, reason: String, hint: &str) {
        let (line, column) = self.place(at);
        self.problems.push(Problem::new(self.file, reason, hint).at(line, column));
    }
}

/// The color that is written so; none of one's own where it is left to the theme.
fn color(value: &DeValue<'_>) -> Option<Option<Color>> {
    match value {
        DeValue::Integer(number) => {
            u8::from_str_radix(number.as_str(), number.radix()).ok().map(|number| Some(Color::Numbered(number)))
        }
        DeValue::String(name) if name == AS_THEMED => Some(None),
        DeValue::String(name) => Color::read(name).map(Some),
        _ => None,
    }
}

/// The section that has a setting of this name.
fn home_of(name: &str) -> Option<&'static str> {
    SETTINGS.iter().find(|setting| setting.key == name).map(|setting| setting.section)
}

/// The section of the colors.
const THEME: &str = "theme";

/// The section of the keys, whose names others know.
const KEYS: &str = "keys";

/// The sections, in the order in which they are written.
fn sections() -> Vec<&'static str> {
    let mut sections: Vec<&str> = SETTINGS.iter().map(|setting| setting.section).collect();
    sections.dedup();
    sections.push(KEYS);
    sections
}
