//! What each rule finds, and what it must leave alone.

mod wording;

use proptest::prelude::*;

use super::*;
use crate::domain::story::Extra;

fn lexicon() -> Lexicon {
    let text = r#"[{"group": "all", "skills": [["PostgreSQL", "postgres", "pg"], ["Redis"], ["React Native"], ["AWS"],
        ["mentoring", "coaching"], ["Next.js"]]}]"#;
    Lexicon::from_json(text).unwrap()
}

/// A story of which there is nothing to say.
fn good_story() -> Story {
    let mut story = Story::new("The full queue");
    story.skills = vec!["Redis".to_owned()];
    story.beats.insert(Beat::Problem, "The queue was full at nine, and orders waited for two hours.");
    story.beats.insert(Beat::Insight, "One consumer held a lock while it waited for the mail server.");
    story
        .beats
        .insert(Beat::Action, "I moved the mail out of the lock and watched the queue drain. We shipped it at noon.");
    story.beats.insert(Beat::Outcome, "Orders went through in 40 seconds again.");
    story.beats.insert(Beat::Lesson, "A lock is no place to wait in.");
    story
}

fn check(story: &Story) -> Vec<Finding> {
    Checker::new(&lexicon(), &Silenced::default()).check(story)
}

fn rules(story: &Story) -> Vec<&'static str> {
    check(story).iter().map(|finding| finding.rule.name()).collect()
}

fn with(beat: Beat, text: &str) -> Story {
    let mut story = good_story();
    story.beats.insert(beat, text);
    story
}

/// Asserts that a rule finds something in each of some texts and nothing in each of others, and no other rule does.
fn assert_finds(rule: Rule, beat: Beat, found: &[&str], left_alone: &[&str]) {
    for text in found {
        assert_eq!(rules(&with(beat, text)), [rule.name()], "{text}");
    }
    for text in left_alone {
        assert_eq!(rules(&with(beat, text)), [""; 0], "{text}");
    }
}

#[test]
fn confidential_words_count_as_they_are_said_and_marks_that_hide_nothing_are_named() {
    let client = "Our client Globex Corp waited for 40 seconds.";
    assert_finds(
        Rule::OddMark,
        Beat::Outcome,
        &[
            "For {{client: Globex | a firm, 40 orders.",
            "{{client: | a firm}} took 40 orders.",
            "{{a | b | c}} took 40.",
        ],
        &["For {{client: Globex Corp | a payments firm}}, 40 orders.", "It logged {\"n\": 40}} | { and no more."],
    );
    assert_finds(
        Rule::Client,
        Beat::Outcome,
        &[client],
        &["Our client {{client: Globex Corp | a payments firm}} waited for 40 seconds."],
    );
    let finding = check(&with(Beat::Outcome, "Now {{client: Globex | a firm}} is {{client: Globex.")).pop().unwrap();
    assert_eq!(
        (finding.mark(), finding.words),
        ("has braces that hide nothing: {{client: Globex.".to_owned(), "Now Globex is {{client: Globex.".to_owned())
    );
}

#[test]
fn a_confidential_word_that_still_shows_once_marks_are_covered_is_found_in_every_part() {
    assert_finds(
        Rule::Unmarked,
        Beat::Outcome,
        &["40 orders of {{client: Globex | a firm}} came back to GLOBEX.", "{{Zed | the Zed people}} had 40 orders."],
        &[
            "40 orders of {{client: Globex | a firm}} and {{client: globex | a firm}}.",
            "40 orders of Globexes, Globex.",
        ],
    );
    let mut story = with(Beat::Outcome, "40 orders of {{client: Globex | a firm}} came back.");
    story.title = "The Globex queue".to_owned();
    story.skills = vec!["Globex tools".to_owned()];
    story.questions = vec!["What of Globex?".to_owned()];
    story.extras = vec![Extra::new("Team", "Five, of whom two were with Globex.")];
    let findings = check(&story);
    let said: Vec<String> = findings.iter().map(|finding| finding.reason(&story)).collect();
    assert_eq!(
        said,
        [
            "the title “The Globex queue” shows “Globex”, which is marked elsewhere",
            "“The Globex queue” shows “Globex”, which is marked elsewhere",
            "a skill of “The Globex queue” shows “Globex”, which is marked elsewhere",
            "“Team” of “The Globex queue” shows “Globex”, which is marked elsewhere",
        ]
    );
    assert_eq!(findings[1].words, "What of Globex?");
    let stories =
        [with(Beat::Outcome, "Globex had 40 orders."), with(Beat::Outcome, "{{client: Globex}} had 40 orders.")];
    let (lexicon, silenced) = (lexicon(), Silenced::default());
    let checker = Checker::new(&lexicon, &silenced).among(&stories);
    assert_eq!(checker.check(&stories[0])[0].rule, Rule::Unmarked, "what is confidential in one is in all");
    assert_eq!(checker.check(&stories[1]), []);
}

#[test]
fn an_article_before_a_covered_word_that_has_its_own_is_one_too_many() {
    assert_finds(
        Rule::TwoArticles,
        Beat::Outcome,
        &[
            "40 orders of a {{client: Globex | a firm}} came back.",
            "In 2 s the {{host: db7 | The database}} was up.",
            "“An {{employer: Globex}} of 40” was said.",
        ],
        &["It took {{client: Globex | a firm}} 40 s.", "40 of the {{x: Globex | firm}}, a\n{{Initech | a bank}}."],
    );
    let finding = check(&with(Beat::Outcome, "40 of a {{client: Globex | a firm}}.")).pop().unwrap();
    assert_eq!(finding.mark(), "reads “a a firm” once the name is covered");
}

#[test]
fn a_confidential_word_of_one_or_two_letters_is_too_short() {
    assert_finds(
        Rule::ShortMark,
        Beat::Outcome,
        &[
            "{{client: B | a firm}} had 40 orders.",
            "{{client: A1 | a firm}} had 40 orders.",
            "40 for {{client: 東 | 市}}.",
        ],
        &["{{client: IBM | a firm}} had 40 orders.", "40 for {{client: 東京 | ある市}}."],
    );
    let finding = check(&with(Beat::Outcome, "{{client: B | a firm}} had 40 orders.")).pop().unwrap();
    assert_eq!(finding.mark(), "marks “B”, which is covered wherever it stands by itself");
}

#[test]
fn a_good_story_is_left_alone() {
    assert_eq!(check(&good_story()), []);
    assert_eq!(check(&Story::new("An idea")), []);
}

#[test]
fn a_story_needs_an_outcome_and_a_lesson() {
    for (beats, found) in [
        (&[Beat::Problem][..], &["no-outcome"][..]),
        (&[Beat::Problem, Beat::Action], &["no-outcome", "no-lesson"]),
        (&[Beat::Problem, Beat::Action, Beat::Outcome], &["no-lesson"]),
        (&[Beat::Problem, Beat::Action, Beat::Outcome, Beat::Lesson], &[]),
        (&[Beat::Outcome, Beat::Lesson], &[]),
        (&[Beat::Insight, Beat::Lesson], &["no-outcome"]),
        (&[Beat::Outcome], &["no-lesson"]),
        (&[], &[]),
    ] {
        let mut story = Story::new("A leak");
        for &beat in beats {
            story.beats.insert(beat, "I closed 3 of them.");
        }
        assert_eq!(rules(&story), found, "{beats:?}");
    }
}

#[test]
fn a_lesson_may_stand_in_the_outcome() {
    for (outcome, is_told) in [
        ("It took 3 hours. I learned to measure first.", true),
        ("It took 3 hours. In hindsight I would ask earlier.", true),
        ("It took 3 hours; next time I would page somebody.", true),
        ("It took 3 hours. That taught me to look at locks.", true),
        ("It took 3 hours. Since then I read the plan first.", true),
        ("It took 3 hours.", false),
        ("It took 3 hours, and machine learning had no part in it.", false),
        ("It took 3 hours until the next time slot.", false),
    ] {
        let mut story = with(Beat::Outcome, outcome);
        story.beats.insert(Beat::Lesson, "");
        assert_eq!(rules(&story).is_empty(), is_told, "{outcome}");
    }
}

#[test]
fn an_outcome_needs_a_number_in_digits_or_in_words() {
    assert_finds(
        Rule::NoNumber,
        Beat::Outcome,
        &[
            "Orders went through again.",
            "It went much better, and everybody was happy.",
            "EC2 and S3 recovered.",
            "A third party agreed that it was faster.",
            "The queue no longer fills.",
            "There is no doubt that it helped.",
            "GPT-4 behaved.",
            "The team was happy, and so was I.",
        ],
        &[
            "Orders went through in three minutes.",
            "It takes half the memory.",
            "The cost fell to a third of what it was.",
            "Errors doubled and then stopped.",
            "Not one order was lost.",
            "None of them came back.",
            "No order was lost since.",
            "Nobody was paged again.",
            "Zero complaints.",
            "It was back within the hour.",
            "We shipped on time.",
            "From days to minutes.",
            "99.9% of all calls",
        ],
    );
}

#[test]
fn an_action_is_told_by_the_one_who_acted() {
    assert_finds(
        Rule::WeNotI,
        Beat::Action,
        &[
            "We moved the mail out of the lock.",
            "We looked, we thought, and I moved it.",
            "we'd tried it before, so we’ve kept it",
            "Then we did it for i in all of them.",
            "We measured. We cut. I deployed.",
            "WE DID IT",
            "- We listed them\n- We closed them",
            "I asked, we looked and we fixed it.",
        ],
        &[
            "I moved the mail out of the lock.",
            "I looked, we thought, and I moved it.",
            "I asked and we fixed it.",
            "I’d tried it before and we kept it.",
            "Moved the mail out of the lock.",
            "I saw that we were late, and said so.",
            "Our team's lock was moved by me.",
            "I owe the WeWork people a lunch.",
        ],
    );
}

#[test]
fn a_part_that_is_too_long_to_say_is_found() {
    let words = |number: usize| "word ".repeat(number);
    for (beat, number, is_found) in [
        (Beat::Insight, 70, false),
        (Beat::Insight, 120, true),
        (Beat::Outcome, 60, false),
        (Beat::Outcome, 110, true),
        (Beat::Lesson, 30, false),
        (Beat::Lesson, 60, true),
        (Beat::Action, 120, false),
        (Beat::Action, 150, true),
    ] {
        // The other rules see neither a number nor a problem there.
        let story = with(beat, &format!("3 {}", words(number)));
        assert_eq!(rules(&story).contains(&"too-long"), is_found, "{beat:?} with {number} words");
    }
    let mut story = with(Beat::Insight, &words(120));
    story.target_seconds = Some(300);
    assert_eq!(rules(&story), [""; 0]);
}

#[test]
fn a_setup_that_is_too_long_is_found() {
    let words = |number: usize| "word ".repeat(number);
    for (context, problem, rest, is_found) in [
        (0, 30, 60, false),
        (0, 60, 100, true),
        (20, 30, 60, true),
        (10, 10, 100, false),
        (0, 12, 0, false),
        (30, 0, 60, false),
        (40, 10, 60, true),
        (0, 40, 80, false),
    ] {
        let mut story = good_story();
        story.beats.insert(Beat::Context, words(context));
        story.beats.insert(Beat::Problem, words(problem));
        story.beats.insert(Beat::Insight, words(rest));
        assert_eq!(rules(&story).contains(&"long-setup"), is_found, "{context} and {problem} of {rest}");
    }
}

#[test]
fn a_skill_has_one_name_in_a_story_and_among_stories() {
    for (skills, found) in [
        (&["PostgreSQL", "Redis"][..], &[][..]),
        (&["Postgres", "PostgreSQL"], &["Postgres"]),
        (&["redis", "Redis", "AWS"], &["redis"]),
        (&["Multi tenancy", "multi-tenancy"], &["Multi tenancy"]),
        (&["mentoring", "coaching"], &["coaching"]),
        (&["pg", "postgres"], &["pg"]),
        (&["C", "C++", "C#"], &[]),
        (&["Next.js", "NextJS"], &["NextJS"]),
        (&["React Native", "React"], &[]),
    ] {
        let mut story = good_story();
        story.skills = skills.iter().map(|&skill| skill.to_owned()).collect();
        let words: Vec<String> = check(&story).into_iter().map(|finding| finding.words).collect();
        assert_eq!(words, found, "{skills:?}");
    }
    let mut stories = [good_story(), good_story(), good_story()];
    for (story, skill) in stories.iter_mut().zip(["Postgres", "postgres", "postgres"]) {
        story.skills = vec![skill.to_owned()];
    }
    let (lexicon, silenced) = (lexicon(), Silenced::default());
    let checker = Checker::new(&lexicon, &silenced).among(&stories);
    let found: Vec<usize> = stories.iter().map(|story| checker.check(story).len()).collect();
    assert_eq!(found, [1, 0, 0], "most write it small");
    assert_eq!(
        checker.check(&stories[0])[0].reason(&stories[0]),
        "a skill of “The full queue” is “postgres” in other stories"
    );
}

#[test]
fn a_rule_is_silenced_in_one_story_or_in_all_of_them() {
    let mut story = with(Beat::Outcome, "Orders went through again.");
    story.silenced = vec!["no-number".to_owned()];
    assert_eq!(check(&story), []);
    story.silenced = vec!["money".to_owned(), "no-nubmer".to_owned()];
    assert_eq!(rules(&story), ["unknown-rule", "no-number"]);
    let unknown = &check(&story)[0];
    assert_eq!(unknown.reason(&story), "what “The full queue” silences is no rule; `no-number` is one");
    assert_eq!(unknown.words, "no-nubmer");
    let silenced = [Rule::NoNumber, Rule::UnknownRule].into_iter().collect();
    assert_eq!(Checker::new(&lexicon(), &silenced).check(&story), []);
}

#[test]
fn a_finding_names_the_block_it_is_in_and_quotes_its_sentence() {
    let text = "One.\n\n- two\n- It was slow. It ran on db-1.internal there. It is gone.";
    let finding = &check(&with(Beat::Insight, text))[0];
    assert_eq!((finding.block, finding.words.as_str()), (2, "It ran on db-1.internal there."));
    let long = format!("{}and then {} db-1.internal and {}", "one ".repeat(30), "two ".repeat(5), "three ".repeat(30));
    let finding = &check(&with(Beat::Insight, &long))[0];
    assert_eq!(finding.words, "…two two two two two  db-1.internal and three three three three three…");
}

proptest! {
    #[test]
    fn whatever_a_story_says_checking_it_ends_and_quotes_only_the_story(
        texts in proptest::collection::vec("(?s).{0,80}|[-\\[\\]<>{}=:$€.@ a-zA-Z0-9\n]{0,120}|(we |I |password=|://a:b@|AKIA|TODO|10.1.2.3 |client Acme )*", 4),
    ) {
        let mut story = good_story();
        for (beat, text) in [Beat::Problem, Beat::Action, Beat::Outcome].into_iter().zip(&texts) {
            story.beats.insert(beat, text.clone());
        }
        story.extras.push(Extra::new("More", texts[3].clone()));
        story.skills = texts.clone();
        story.silenced = texts;
        let all: Vec<&str> = story.beats.iter().map(|(_, text)| text)
            .chain([story.title.as_str(), story.extras[0].text.as_str()])
            .chain(story.skills.iter().map(String::as_str))
            .collect();
        for finding in check(&story) {
            for piece in finding.words.split('…') {
                prop_assert!(all.iter().any(|text| text.contains(piece)), "{piece:?} of {:?}", finding.words);
            }
            prop_assert!(finding.words.chars().count() <= 200, "{:?}", finding.words);
            prop_assert!(!finding.reason(&story).is_empty());
        }
    }
}
