//! The competencies that interviewers probe, embedded in the program.

use std::sync::LazyLock;

use crate::domain::competency::Competencies;

static COMPETENCIES: LazyLock<Competencies> =
    LazyLock::new(|| Competencies::from_json(include_str!("../../assets/competencies.json")).unwrap_or_default());

/// The competencies that ship with Retell.
pub fn competencies() -> &'static Competencies {
    &COMPETENCIES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_competencies_can_be_read_and_each_is_whole() {
        let all = &competencies().competencies;
        assert!((20..=35).contains(&all.len()), "{}", all.len());
        for competency in all {
            let name = &competency.name;
            assert!(competency.asked.len() >= 10, "{name} is asked for in too few ways");
            assert!(competency.told.len() >= 8, "{name} is told in too few ways");
            assert!(!competency.skills.is_empty(), "{name} has no skills");
            assert!(!competency.needs.is_empty() && !competency.needs.ends_with('.'), "{name}");
        }
    }

    #[test]
    fn no_competency_has_a_phrase_twice() {
        for competency in &competencies().competencies {
            for phrases in [&competency.asked, &competency.told, &competency.skills] {
                let mut sorted: Vec<&String> = phrases.iter().collect();
                sorted.sort_unstable();
                let twice = sorted.windows(2).find(|pair| pair[0] == pair[1]);
                assert_eq!(twice, None, "{}", competency.name);
            }
        }
    }
}
