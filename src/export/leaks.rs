//! What must not go out: confidential words that are still there when all that is marked is covered.

use std::borrow::Cow;

use crate::domain::confidential::Words;
use crate::domain::difference::parts;
use crate::domain::problem::Problem;
use crate::domain::story::{Story, StoryId};

/// A story as others may have it: what stands for the words that are marked in it, and no name of a file that shows one.
pub fn for_others<'a>(story: &'a Story, words: &Words) -> Cow<'a, Story> {
    let mut shown = story.aliased();
    if !words.find(shown.id.as_str()).is_empty() {
        let id = StoryId::from_title(&words.covered(shown.id.as_str()));
        shown.to_mut().id = id;
    }
    if shown.source.as_ref().is_some_and(|source| !words.find(&source.document).is_empty()) {
        shown.to_mut().source = None;
    }
    shown
}

/// Where a story that goes out shows confidential words, each with what to do about it. They are marked elsewhere, or
/// what stands for them has them in it.
pub fn leaks(story: &Story, words: &Words) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut look = |part: &str, text: &str| {
        for found in words.find(text) {
            let (word, alias) = (found.word, found.alias);
            let reason = format!("the {part} of “{}” shows “{word}”", story.title);
            let hint = if words.find(alias).is_empty() {
                format!("Mark it there too, {{{{{word} | {alias}}}}}, or take it out.")
            } else {
                format!("What stands for it has it, too: “{alias}”. Find other words for it.")
            };
            let problem = Problem::new(format!("{}.json", story.id), reason, hint);
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    };
    look("id", story.id.as_str());
    for (name, text) in parts(story) {
        look(&name.to_lowercase(), &text);
        look("labels", &name);
    }
    let unknown = serde_json::to_string(&story.unknown).unwrap_or_default();
    let locked = serde_json::to_string(&story.locked).unwrap_or_default();
    look("fields that Retell doesn't know", &unknown);
    look("locked fields", &locked);
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::beat::Beat;
    use crate::domain::story::Source;

    #[test]
    fn nothing_of_a_marked_word_is_left_in_a_story_for_others_or_it_is_named() {
        let mut marked = Story::new("The {{client: Acme | a firm}} leak");
        marked.beats.insert(Beat::Problem, "{{client: Acme | a firm}} and {{Zed | the Zed people}} called.");
        let mut plain = Story::new("Waiting for ACME");
        plain.skills.push("acme tools".to_owned());
        plain.source = Some(Source::new("acme-notes.md", (1, 2)).into());
        plain.unknown.insert("mood".to_owned(), "Acme".into());
        let words = Words::of([&marked, &plain]);
        let marked = for_others(&marked, &words);
        assert_eq!((marked.title.as_str(), marked.id.as_str()), ("The a firm leak", "the-a-firm-leak"));
        let said = |story: &Story| leaks(story, &words).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            said(&marked),
            [
                "the-a-firm-leak.json: the problem of “The a firm leak” shows “Zed”. What stands for it has it, too: “the Zed \
              people”. Find other words for it."
            ]
        );
        let plain = for_others(&plain, &words);
        assert_eq!((plain.id.as_str(), &plain.source), ("waiting-for-a-firm", &None));
        let said = said(&plain);
        assert_eq!(
            said[0],
            "waiting-for-a-firm.json: the title of “Waiting for ACME” shows “Acme”. Mark it there too, {{Acme | a firm}}, \
             or take it out."
        );
        assert!(said[1].contains("the skills of") && said[2].contains("fields that Retell doesn't know"), "{said:?}");
        assert_eq!(said.len(), 3);
    }
}
