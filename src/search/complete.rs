//! What a skill that was begun can be completed to.

use super::index::Index;
use crate::domain::fold::fold_all;
use crate::domain::lexicon::Lexicon;

/// The names of skills that a person may mean who typed their beginning: those of the library, then those of the
/// lexicon; in each the ones that start with it, then those with a word or another name that does.
pub fn skills<'a>(begun: &str, index: &'a Index, lexicon: &'a Lexicon) -> Vec<&'a str> {
    let begun = fold_all(begun);
    let has_word = |name: &str| name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&begun));
    let mut ranked: Vec<(bool, u8, usize, &str)> = Vec::new();
    for (place, skill) in index.skills().iter().enumerate() {
        let aliases = lexicon.find(&skill.name).map_or(&[][..], |known| &known.aliases);
        ranked
            .extend(rank(&skill.name, aliases, &begun, has_word).map(|rank| (false, rank, place, skill.name.as_str())));
    }
    for (place, skill) in lexicon.skills().iter().enumerate().filter(|(_, skill)| index.skill(skill.name).is_none()) {
        ranked.extend(rank(skill.name, &skill.aliases, &begun, has_word).map(|rank| (true, rank, place, skill.name)));
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(.., name)| name).collect()
}

fn rank(name: &str, aliases: &[&str], begun: &str, has_word: impl Fn(&str) -> bool) -> Option<u8> {
    let name = fold_all(name);
    if name.starts_with(begun) {
        Some(0)
    } else if aliases.iter().any(|alias| fold_all(alias).starts_with(begun)) {
        Some(1)
    } else {
        has_word(&name).then_some(2)
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
}
