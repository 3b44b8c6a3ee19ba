//! The skills lexicon, embedded in the program.

use std::sync::LazyLock;

use crate::domain::lexicon::Lexicon;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::from_json(include_str!("../../assets/skills.json")).unwrap_or_default());

/// The lexicon that ships with Retell.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_can_be_read() {
        assert_eq!(lexicon().find("pg").map(|skill| skill.name.as_str()), Some("PostgreSQL"));
    }
}
