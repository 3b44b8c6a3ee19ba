//! What a name that was begun in a query can be completed to.

use super::index::Index;
use super::query::State;
use crate::domain::fold::fold_all;
use crate::domain::lexicon::Lexicon;
use crate::domain::queries::Filters;

/// What has a name in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A skill, behind a `#`.
    Skill,
    /// A saved filter, behind an `@`.
    Filter,
    /// A state, behind `is:`.
    State,
}

impl Named {
    /// What people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Filter => "saved filter",
            Self::State => "state",
        }
    }
}

/// The names of skills that a person may mean who typed their beginning: those of the library, then those of the
/// lexicon; in each the ones that start with it, then those with a word or another name that does.
pub fn skills<'a>(begun: &str, index: &'a Index, lexicon: &'a Lexicon) -> Vec<&'a str> {
    let begun = fold_all(begun);
    let mut ranked: Vec<(bool, u8, usize, &str)> = Vec::new();
    for (place, skill) in index.skills().iter().enumerate() {
        let aliases = lexicon.find(&skill.name).map_or(&[][..], |known| &known.aliases);
        ranked.extend(rank(&skill.name, aliases, &begun).map(|rank| (false, rank, place, skill.name.as_str())));
    }
    for (place, skill) in lexicon.skills().iter().enumerate().filter(|(_, skill)| index.skill(skill.name).is_none()) {
        ranked.extend(rank(skill.name, &skill.aliases, &begun).map(|rank| (true, rank, place, skill.name)));
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(.., name)| name).collect()
}

/// The names of saved filters that a person may mean: those that start like this, then those with a word that does.
pub fn filters<'a>(begun: &str, filters: &'a Filters) -> Vec<&'a str> {
    let begun = fold_all(begun);
    let can_be_typed = |name: &&String| Filters::name_of(name).as_ref() == Some(*name);
    let names = filters.filters.keys().filter(can_be_typed);
    let mut ranked: Vec<(u8, &str)> =
        names.filter_map(|name| Some((rank(name, &[], &begun)?, name.as_str()))).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, name)| name).collect()
}

/// The states that start like this.
pub fn states(begun: &str) -> Vec<&'static str> {
    let words = State::ALL.into_iter().map(State::word);
    words.filter(|word| word.starts_with(&begun.to_ascii_lowercase())).collect()
}

fn rank(name: &str, aliases: &[&str], begun: &str) -> Option<u8> {
    let name = fold_all(name);
    if name.starts_with(begun) {
        Some(0)
    } else if aliases.iter().any(|alias| fold_all(alias).starts_with(begun)) {
        Some(1)
    } else {
        name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(begun)).then_some(2)
    }
}

/// The name of a skill as it can be typed into a query: in lower case, with a backslash before spaces.
pub fn as_typed(name: &str) -> String {
    name.to_lowercase().replace('\\', "\\\\").replace(' ', "\\ ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::story::Story;

    #[test]
    fn the_librarys_skills_come_first_and_other_names_count() {
        let text = r#"[{"group": "databases", "skills": [["PostgreSQL", "pg"], ["Presto"], ["query planning"]]}]"#;
        let lexicon = Lexicon::from_json(text).unwrap();
        let mut story = Story::new("A");
        story.skills = vec!["working under pressure".to_owned(), "Postgres tuning".to_owned(), "pg".to_owned()];
        let index = Index::new(&[story], &lexicon);
        assert_eq!(
            skills("p", &index, &lexicon),
            ["Postgres tuning", "PostgreSQL", "working under pressure", "Presto", "query planning"]
        );
        assert_eq!(skills("PG", &index, &lexicon), ["PostgreSQL"]);
        assert!(skills("zz", &index, &lexicon).is_empty());
        assert_eq!(as_typed("Memory Leak"), "memory\\ leak");
    }

    #[test]
    fn filters_and_states_complete_too() {
        let mut saved = Filters::default();
        for name in ["on-call", "night-on-call", "other", "two words"] {
            saved.filters.insert(name.to_owned(), "#aws".to_owned());
        }
        assert_eq!(filters("O", &saved), ["on-call", "other", "night-on-call"]);
        assert_eq!(filters("t", &saved), [""; 0], "a name with a space can't be typed");
        assert_eq!((states("D"), states("")), (vec!["due", "draft"], vec!["due", "draft", "new", "flagged", "sample"]));
    }
}
