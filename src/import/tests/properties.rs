//! What holds for every document, whatever its form and however damaged.

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::super::{Form, Import, read};
use super::{DOCUMENTS, LABELED, accounts_for_every_line, import};

/// One of these documents after accidents: lines dropped, doubled, swapped or cut.
pub(in crate::import) fn damaged(documents: &'static [&'static str]) -> impl Strategy<Value = String> {
    let lines: Vec<&'static str> = documents
        .iter()
        .flat_map(|text| text.lines())
        .chain(["", "  - deeper", "```", "<!--", "# H", "====", "{"])
        .collect();
    let one = (0..documents.len()).prop_flat_map(|index| {
        let lines: Vec<&str> = documents[index].lines().collect();
        let count = lines.len();
        subsequence(lines, count / 2..=count)
    });
    let accident = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8);
    let stray = proptest::sample::select(lines);
    (one, prop::collection::vec((accident, stray), 0..8)).prop_map(|(lines, accidents)| {
        let mut lines: Vec<String> = lines.into_iter().map(str::to_owned).collect();
        for ((here, there, accident), stray) in accidents {
            let (here, there) = (here.index(lines.len()), there.index(lines.len()));
            match accident {
                0 => lines.swap(here, there),
                1 => lines.insert(here, lines[there].clone()),
                2 => lines.insert(here, stray.to_owned()),
                _ => {
                    let half = lines[here].chars().count() / 2;
                    lines[here] = lines[here].chars().take(half).collect();
                }
            }
        }
        lines.join("\n")
    })
}

/// Whether each line of a text is in one story, or left out.
pub(in crate::import) fn accounts(import: &Import, text: &str) -> bool {
    accounts_for_every_line(import, text.lines().count())
}

/// The words of a text, markup aside.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

proptest! {
    #[test]
    fn every_line_of_a_damaged_document_is_accounted_for(text in damaged(DOCUMENTS)) {
        let import = import(&text);
        prop_assert!(accounts_for_every_line(&import, text.lines().count()), "{import:#?}");
        let are_merged = import.left_out.windows(2).all(|pair| {
            pair[0].reason != pair[1].reason || pair[0].lines.1 + 1 < pair[1].lines.0
        });
        prop_assert!(are_merged);
        prop_assert!(import.stories.iter().all(|found| !found.story.title.trim().is_empty()));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read("a", &bytes, &["a"]);
    }

    #[test]
    fn no_text_makes_it_panic(text in "([-*#>\\[\\]{}\":,.`<!| \n]|[a-z]{1,3}|Problem|Fix|\\*\\*|2024-01-01 · a|1 min){0,80}") {
        let import = import(&text);
        prop_assert!(accounts_for_every_line(&import, text.lines().count()), "{import:#?}");
    }

    #[test]
    fn no_word_of_a_labeled_story_is_lost(text in damaged(&[LABELED])) {
        let import = import(&text);
        prop_assume!(import.form == Some(Form::Labels));
        let lines: Vec<&str> = text.lines().collect();
        for found in &import.stories {
            let kept = words(&serde_json::to_string(&found.story).unwrap().replace("\\n", " "));
            let source = lines[found.lines.0 - 1..found.lines.1].iter();
            let is_text = |line: &&&str| line.split_whitespace().count() > 3;
            for word in source.filter(is_text).flat_map(|line| words(line.split_once(':').map_or(line, |(_, rest)| rest))) {
                prop_assert!(kept.contains(&word), "{word} of {found:#?}");
            }
        }
    }
}
