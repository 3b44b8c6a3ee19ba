//! Confidential words that read with two articles once they are covered: `a {{client: Acme | a payments firm}}`.

use super::passage::Passage;
use super::{Finding, Part, Rule};
use crate::domain::confidential::marks;

/// Finds them in a text as it is written, with its marks.
pub(super) fn check(part: &Part, written: &str, findings: &mut Vec<Finding>) {
    for (place, mark) in marks(written) {
        let before = written.get(..place.start).unwrap_or_default();
        let last = before.rsplit(['\n', ' ']).nth(1).filter(|_| before.ends_with(' ')).unwrap_or_default();
        let last = last.trim_start_matches(['“', '"', '(']);
        let alias = mark.alias();
        if is_article(last) && alias.split(' ').next().is_some_and(is_article) {
            let what = format!("reads “{last} {alias}” once the name is covered");
            Passage::new(part.clone(), written).report(findings, Rule::TwoArticles, place, what);
        }
    }
}

fn is_article(word: &str) -> bool {
    ["a", "an", "the"].iter().any(|article| word.eq_ignore_ascii_case(article))
}
