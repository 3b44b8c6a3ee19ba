//! The name that somebody may have meant by one that doesn't exist.

use strsim::damerau_levenshtein;

/// So many characters of a mistyped name are looked at. No name has more, and some people paste.
const LONGEST: usize = 40;

/// Fewer letters than this are a part of too many names to mean one of them.
const SHORTEST_PART: usize = 4;

/// The name that was mistyped so, or else the first one that what was typed is a part of.
pub fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let typed: String = typed.trim().to_lowercase().chars().take(LONGEST).collect();
    let mistyped = names.clone().map(|name| (damerau_levenshtein(&typed, name), name));
    let mistyped =
        mistyped.min_by_key(|&(distance, _)| distance).filter(|(distance, name)| *distance <= name.len() / 2);
    let mut containing = names.filter(|name| typed.chars().count() >= SHORTEST_PART && name.contains(&typed));
    mistyped.map(|(_, name)| name).or_else(|| containing.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_its_misspelling_or_by_a_part_of_it() {
        for (typed, name) in [
            ("ownerhsip", Some("ownership")),
            (" Deadlins ", Some("deadlines")),
            ("pressure", Some("working under pressure")),
            ("in", None),
            ("astronomy", None),
            ("", None),
        ] {
            assert_eq!(
                nearest(typed, ["ownership", "working under pressure", "deadlines"].into_iter()),
                name,
                "{typed}"
            );
        }
    }
}
