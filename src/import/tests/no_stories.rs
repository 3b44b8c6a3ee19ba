//! Documents that only sound like stories, and stories that only sound like something else.

use super::super::read;

/// Documents by name that hold no story.
const NONE: &[(&str, &str)] = &[
    (
        "mistakes.md",
        "# Common mistakes in async Rust\n\n## Blocking\n\nA task that is called from a runtime and blocks keeps all others from being \
         scheduled, which is seldom noticed before there are many.\n\n## Dropping\n\nA future that is dropped halfway leaves whatever \
         it had locked locked, so that nothing that waited for it is ever continued.\n",
    ),
    (
        "pancakes.md",
        "---\ntitle: Pancakes\ndate: 2024-02-13\n---\n\nTurn the heat down. The first one is lost anyway.\n\nThe batter is beaten and \
         rested; once it was too thin.\n",
    ),
    (
        "releases.json",
        "[{\"description\": \"First release. It was tested on Linux.\"}, {\"description\": \"Fixed a crash.\"}]",
    ),
    ("devices.csv", "Device,Details,Response\nPump,Blue box in the hall,Call Ann\nGate,It was painted red,Call Bo\n"),
    (
        "paper.md",
        "# On queues\n\n## Introduction\n\nA.\n\n## Methods\n\nB.\n\n## Verification\n\nC.\n\n## Conclusion\n\nD.\n",
    ),
    ("menu.md", "# Меню\n\n## Самовар\n\n**Цена:** 5000\n\n**Объём:** 3 литра\n"),
    (
        "how-to.md",
        "---\ntitle: How to fix a slow printer\n---\n\nIt was slow and there were errors.\n\nThe cable was broken, so it was replaced.\n",
    ),
];

/// Stories in Markdown, with words that must be in them.
const SOME: &[(&str, &[&str])] = &[
    ("## A\n\n**Problem:** It looped.\n\n**Fix:** I replaced the loop (3 lines)\n", &["replaced the loop (3 lines)"]),
    ("## A\n\n**Problem:** [[Kafka]] fed [[Postgres]]\n\n**Fix:** One of them\n", &["Kafka", "Postgres"]),
    ("## A\n\n**Problem:** cache[name] was cache[user]\n\n**Fix:** Renamed\n", &["cache[name] was cache[user]"]),
    (
        "## A\n\n**Problem:** USA customers unable to log in.\n\n**Fix:** Gomez restarted the broker.\n",
        &["USA", "Gomez"],
    ),
    ("## A\n\n**Problem:** Warum war der Puffer voll?\n\n**Lösung:** Größe verdoppelt.\n", &["Größe verdoppelt."]),
    (
        "## The email template\n\n**Problem:** Who broke it?\n\n**Fix:** We did.\n\n**Result:** It works.\n",
        &["It works."],
    ),
    (
        "## 缓存\n\n**问题：** 慢。\n\n影响和损失都很大\n\n原因、时间和人都不清楚\n\n**解决：** 好。\n",
        &["影响和损失都很大", "原因、时间和人都不清楚"],
    ),
    ("# 我的故事\n\n## Task 调度系统重构\n\n**问题：** 慢。\n\n**解决：** 好。\n", &["Task 调度系统重构"]),
    ("# My stories\n\nFor me.\n\n## The pump\n\n### Problem\n\nx\n\n### Fix\n\ny\n", &["The pump"]),
    ("# My stories\n\nFor me.\n\n## The pump\n\n## Problem\n\nx\n\n## Fix\n\ny\n", &["The pump"]),
];

#[test]
fn documents_that_only_sound_like_stories_bring_none() {
    for (name, text) in NONE {
        let import = read(name, text.as_bytes(), &[]);
        assert!(import.stories.is_empty(), "{name}: {:#?}", import.stories);
    }
}

#[test]
fn stories_that_sound_like_guides_and_lines_that_sound_like_labels_are_kept() {
    for (text, words) in SOME {
        let import = read("a.md", text.as_bytes(), &[]);
        let [found] = import.stories.as_slice() else { panic!("{text}\n{import:#?}") };
        let written = serde_json::to_string(&found.story).unwrap();
        for word in *words {
            assert!(written.contains(word), "{word}: {written}");
        }
    }
}

#[test]
fn questions_in_bold_are_the_titles_of_the_answers_below_them() {
    let answer = "    A. I had a rig that leaked every night. I stayed for a week, and found a cracked ring under the pump that nobody had seen.\n\n";
    let questions = ["Talk about a time when you stayed late.", "Give me an example of a goal that you missed."];
    let asked = |(number, question): (usize, &&str)| format!("{}. **{question}**\n\n{answer}", number + 1);
    let text = format!("# Questions\n\n### Alone\n\n{}", questions.iter().enumerate().map(asked).collect::<String>());
    let import = read("a.md", text.as_bytes(), &[]);
    let titles: Vec<&str> = import.stories.iter().map(|found| found.story.title.as_str()).collect();
    assert_eq!(titles, questions, "{import:#?}");
    let told = import.stories[0].story.beats.iter().next().unwrap().1;
    assert!(told.starts_with("I had a rig"), "{told}");
}
