//! The lexicon: skills under the name that most people use, with their other names, in groups.

use std::collections::HashMap;

use serde::Deserialize;

use super::fold::fold_all;

/// A skill as the lexicon knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// The name that most people use.
    pub name: &'static str,
    /// Other names for the same.
    pub aliases: Vec<&'static str>,
    /// The group it belongs to, such as databases.
    pub group: &'static str,
}

/// Skills that people may call by several names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lexicon {
    skills: Vec<Skill>,
    /// The place of a skill under each of its names.
    places: HashMap<String, usize>,
}

/// A group of the lexicon's file. Each skill is its name, and then its other names.
#[derive(Deserialize)]
struct Group<'a> {
    group: &'a str,
    #[serde(borrow)]
    skills: Vec<Vec<&'a str>>,
}

impl Lexicon {
    /// Reads a lexicon: a list of groups, where each skill is a list of names, the one to use first. Where two skills
    /// claim a name, the first one has it.
    ///
    /// # Errors
    /// When the text is not such a list.
    pub fn from_json(text: &'static str) -> Result<Self, serde_json::Error> {
        let mut lexicon = Self::default();
        // It is read at each start, and has some two thousand names.
        lexicon.places.reserve(text.len() / 20);
        for Group { group, skills } in serde_json::from_str::<Vec<Group<'static>>>(text)? {
            for mut names in skills.into_iter().filter(|names| !names.is_empty()) {
                let aliases = names.split_off(1);
                let name = names.swap_remove(0);
                for name in std::iter::once(&name).chain(&aliases) {
                    lexicon.places.entry(key(name)).or_insert(lexicon.skills.len());
                }
                lexicon.skills.push(Skill { name, aliases, group });
            }
        }
        Ok(lexicon)
    }

    /// All skills, group by group.
    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// The skill that goes by this name, however it is written.
    pub fn find(&self, name: &str) -> Option<&Skill> {
        self.skills.get(*self.places.get(&key(name))?)
    }
}

/// What is left of a name when case, accents, spaces and most punctuation don't count: `Node.js` and `nodejs` are the
/// same, `C`, `C++` and `C#` are not.
pub fn key(name: &str) -> String {
    let mut key = if name.is_ascii() { name.to_ascii_lowercase() } else { fold_all(name) };
    key.retain(|c| c.is_alphanumeric() || matches!(c, '+' | '#'));
    // A name that is all punctuation is still a name.
    if key.is_empty() { fold_all(name) } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skill_is_found_by_each_of_its_names_however_they_are_written() {
        let text =
            r#"[{"group": "databases", "skills": [["PostgreSQL", "postgres", "pg", "RDS Postgres"], ["Redis"]]}]"#;
        let lexicon = Lexicon::from_json(text).unwrap();
        for name in ["postgresql", "Postgres", "PG", "rds-postgres", "PostgreSQL"] {
            let skill = lexicon.find(name).unwrap();
            assert_eq!((skill.name, skill.group), ("PostgreSQL", "databases"));
        }
        assert_eq!(lexicon.find("Postgrex"), None);
        assert_eq!(lexicon.skills().len(), 2);
    }

    #[test]
    fn punctuation_counts_only_where_it_tells_names_apart() {
        assert_eq!(key("Node.js"), key("nodeJS"));
        assert_eq!(key("multi-tenancy"), key("Multi Tenancy"));
        assert!(key("C") != key("C++") && key("C++") != key("C#"));
        assert!(key("!!") != key("??"));
    }
}
