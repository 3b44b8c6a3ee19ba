//! What must not go out: confidential words that are still there when all that is marked is covered.

use serde_json::Value;

use crate::domain::confidential::{Words, aliased, marks, odd_marks};
use crate::domain::difference::parts;
use crate::domain::problem::Problem;
use crate::domain::story::Story;

/// Where a story that goes out shows confidential words, each with what to do about it. They are marked elsewhere, or
/// what stands for them has them in it, or their mark hides nothing. `own` is the same story as the person knows it.
pub fn leaks(story: &Story, own: &Story, words: &Words) -> Vec<Problem> {
    let (file, title) = (format!("{}.json", own.id), own.said());
    let title = &title.title;
    let mut problems = Vec::new();
    let mut tell = |reason: String, hint: String| {
        let problem = Problem::new(file.clone(), reason, hint);
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    };
    let mut look = |part: &str, text: &str| {
        // A mark that is still there is one where none is read.
        for odd in odd_marks(text).chain(marks(text).map(|(place, _)| place)) {
            let odd = text.get(odd).unwrap_or_default();
            let hint = "Write it as {{client: name | what others see}} on one line, or take the braces out.";
            tell(format!("the {part} of “{title}” has braces that hide nothing: {odd}"), hint.to_owned());
        }
        for found in words.find(text) {
            let (word, alias) = (found.word, found.alias);
            let hint = if words.find(alias).is_empty() {
                format!("Mark it there too, {{{{{word} | {alias}}}}}, or take it out.")
            } else {
                format!("What stands for it has it, too: “{alias}”. Find other words for it.")
            };
            tell(format!("the {part} of “{title}” shows “{word}”"), hint);
        }
    };
    look("id", story.id.as_str());
    for (name, text) in parts(story) {
        look(&name.to_lowercase(), &text);
    }
    // That of one without a text isn't among the parts.
    story.extras.iter().for_each(|extra| look("labels", &extra.label));
    if let Some(source) = &story.source {
        look("source", &source.document);
        look("source", source.fingerprint.as_deref().unwrap_or_default());
    }
    let extras = story.extras.iter().map(|extra| &extra.unknown);
    let source = story.source.iter().map(|source| &source.unknown);
    let kept = extras.chain(source).chain([story.beats.others(), &story.unknown, &story.locked]);
    for (key, value) in kept.flat_map(|fields| fields.iter()) {
        look_into(key, value, &mut |text| look("fields that Retell doesn't know or can't use", text));
    }
    problems
}

/// Looks at each text of a field as it is: as JSON it may have letters in it that hide where a word begins.
fn look_into(key: &str, value: &Value, look: &mut impl FnMut(&str)) {
    look(key);
    match value {
        Value::String(text) => look(text),
        Value::Array(values) => values.iter().for_each(|value| look_into("", value, look)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| look_into(key, value, look)),
        value => look(&value.to_string()),
    }
}

/// A text of an earlier day as others may see it. Nobody can correct it any more, so that braces that hide nothing are
/// left out with what is in them.
pub fn covered(text: &str, words: &Words) -> String {
    let mut shown = aliased(text).into_owned();
    let odd: Vec<_> = odd_marks(&shown).collect();
    odd.into_iter().rev().for_each(|place| shown.replace_range(place, "…"));
    words.covered(&shown).into_owned()
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
        let of_marked = marked.for_others(&words);
        assert_eq!((of_marked.title.as_str(), of_marked.id.as_str()), ("The a firm leak", "the-a-firm-leak"));
        let said = |own: &Story| {
            leaks(&own.for_others(&words), own, &words).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(
            said(&marked),
            [
                "the-a-firm-leak.json: the problem of “The Acme leak” shows “Zed”. What stands for it has it, too: “the Zed \
              people”. Find other words for it."
            ]
        );
        let of_plain = plain.for_others(&words);
        assert!(of_plain.id.as_str().starts_with("waiting-for-a-firm-") && of_plain.source.is_none(), "{of_plain:?}");
        let said = said(&plain);
        assert_eq!(
            said[0],
            "waiting-for-acme.json: the title of “Waiting for ACME” shows “Acme”. Mark it there too, {{Acme | a firm}}, \
             or take it out."
        );
        assert!(said[1].contains("the skills of") && said[2].contains("fields that Retell doesn't know"), "{said:?}");
        assert_eq!(said.len(), 3);
    }

    #[test]
    fn every_text_of_a_field_that_is_not_known_is_looked_at() {
        let mut marks = Story::new("Marks");
        marks.beats.insert(Beat::Problem, "{{client: Acme | a firm}}");
        let words = Words::of([&marks]);
        let mark = "\"x {{client: Zed | a bank}}\"";
        for (value, is_leak) in [
            ("\"First line\\nAcme called\"", true),
            ("[{\"a\": [1, \"\\tAcme\"]}]", true),
            ("{\"Acme\": null}", true),
            (mark, true),
            ("[\"n\", {\"a\": \"a firm\"}, true, 7]", false),
        ] {
            for field in [
                format!("\"remarks\": {value}"),
                format!("\"extras\": [{{\"label\": \"a\", \"text\": \"b\", \"by\": {value}}}]"),
                format!("\"source\": {{\"document\": \"a\", \"lines\": [1, 2], \"by\": {value}}}"),
                format!("\"source\": {{\"document\": \"a\", \"lines\": [1, 2], \"fingerprint\": {value}}}"),
                format!("\"skills\": [7, {value}]"),
                format!("\"beats\": {{\"problem\": [{value}]}}"),
                format!("\"beats\": {{\"mood\": {value}}}"),
            ] {
                let story = Story::from_json(&format!("{{\"id\": \"a\", \"title\": \"A\", {field}}}")).unwrap();
                let said: Vec<String> =
                    leaks(&story.for_others(&words), &story, &words).iter().map(ToString::to_string).collect();
                assert_eq!(said.len(), usize::from(is_leak), "{field}: {said:?}");
            }
        }
    }

    #[test]
    fn a_mark_that_hides_nothing_does_not_go_out() {
        let mut story = Story::new("A leak");
        story.beats.insert(Beat::Action, "I told {{client: Foo | bar. And more.");
        let problems = leaks(&story.for_others(&Words::default()), &story, &Words::default());
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 1);
        assert!(
            said[0]
                .starts_with("a-leak.json: the action of “A leak” has braces that hide nothing: {{client: Foo | bar")
        );
    }

    #[test]
    fn braces_that_hide_nothing_are_left_out_of_what_can_not_be_corrected() {
        let mut marked = Story::new("A leak");
        marked.beats.insert(Beat::Problem, "{{client: Globex | a bank}} called.");
        let words = Words::of([&marked]);
        for (text, shown) in [
            ("The Globex leak", "The a bank leak"),
            ("The {{client: Acme | a firm}} leak", "The a firm leak"),
            ("The {{client: Acme | a firm leak", "The …"),
            ("{{client: Acme | }} and {{Zed | a | b}} at Globex", "… and … at a bank"),
        ] {
            assert_eq!(covered(text, &words), shown, "{text}");
        }
    }

    #[test]
    fn two_stories_that_look_alike_to_others_keep_apart() {
        let mut marks = Story::new("Marks");
        marks.beats.insert(Beat::Problem, "{{client: Acme}} and {{client: Globex}}");
        let words = Words::of([&marks]);
        let (one, two) = (Story::new("Acme leak"), Story::new("Globex leak"));
        let (of_one, of_two) = (one.for_others(&words).id.clone(), two.for_others(&words).id.clone());
        assert!(of_one != of_two && of_one.as_str().starts_with("a-client-leak-"), "{of_one} {of_two}");
        assert!(words.is_id_of(&of_one, &one.id) && words.is_id_of(&of_two, &two.id));
        assert!(!words.is_id_of(&of_two, &one.id));
        let long = Story::new(format!("Acme {}", "leaks é ".repeat(40)));
        assert!(words.is_id_of(&long.for_others(&words).id, &long.id));
        assert!(words.is_id_of(&marks.for_others(&words).id, &marks.id));
    }
}
