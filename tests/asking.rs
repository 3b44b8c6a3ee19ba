//! Asking for stories on the screen: the language, facets, completion, what was asked before, filters and questions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is test code")]

mod common;

use common::{Stage, opening, story};
use insta::assert_snapshot;
use retell::app::key::Key;
use retell::app::message::{Effect, Loaded, Message};
use retell::app::screen::library::pane;
use retell::domain::beat::Beat;
use retell::domain::library::{Library, Origin};
use retell::domain::queries::Filters;
use retell::domain::story::{Story, StoryId};
use retell::search::rank::Finder;

/// A library of these stories, read again.
fn loaded(stories: Vec<Story>) -> Message {
    Message::Loaded(Box::new(common::loaded(stories)))
}

fn many_stories(count: usize) -> Vec<Story> {
    let named = |number: usize| {
        let mut story = story(&format!("Story {number:05}"), &["Redis"], &[(Beat::Problem, "A rare word.")]);
        story.id = StoryId::try_from(number.to_string()).unwrap();
        story
    };
    (0..count).map(named).collect()
}

/// The number beside a skill in the list of skills.
fn count_of(stage: &Stage, skill: &str) -> Option<usize> {
    let rows = stage.app.library_screen().pane().rows();
    rows.iter().find(|row| pane::name_of(row.place, stage.app.index()) == skill).map(|row| row.count)
}

#[test]
fn a_query_with_operators_is_said_in_words_below_it() {
    let mut stage = Stage::with_samples();
    stage.keys("/#aws !leak");
    let screen = stage.screen(80, 24);
    assert!(screen.lines().nth(2).unwrap().contains("skill AWS, and not “leak”"), "{screen}");
    assert_snapshot!("words_80x24", screen);
    stage.keys("<c-u>#aws leak");
    assert!(stage.screen(80, 24).lines().nth(2).unwrap().contains("────"), "words and skills need no explanation");
    stage.keys("<c-u>is:funny");
    assert!(stage.screen(80, 24).contains("(the states are due, draft, new, flagged, sample)"));
}

#[test]
fn a_query_longer_than_its_line_shows_where_something_of_it_is_hidden() {
    let mut stage = Stage::with_samples();
    let line = |stage: &Stage, row| stage.screen(60, 20).lines().nth(row).unwrap().to_owned();
    stage.keys("/").paste("'a story that was told in the night when the pool ran dry");
    assert_eq!(line(&stage, 1), " › …t was told in the night when the pool ran dry   0 of 44");
    assert_eq!(stage.cursor(60, 20), 49);
    stage.keys("<left><left><left>");
    let shown = line(&stage, 1);
    assert!(shown.starts_with(" › …") && shown.contains("pool ran d…"), "{shown}");
    stage.keys("<home>");
    assert!(line(&stage, 1).starts_with(" › 'a story that") && line(&stage, 1).contains('…'));
    assert_eq!(stage.cursor(60, 20), 3);
    stage.keys("<c-e><c-u>").paste(&"日本".repeat(20));
    assert!(line(&stage, 1).starts_with(" › …日") || line(&stage, 1).starts_with(" › …本"), "{}", line(&stage, 1));
    let before_cursor: usize = 3 + 1 + 2 * line(&stage, 1).matches(['日', '本']).count();
    assert_eq!(usize::from(stage.cursor(60, 20)), before_cursor);
    stage.keys("<c-u>#aws<esc>@s").paste(&"name".repeat(20));
    assert!(line(&stage, 1).starts_with(" Save #aws as @…"), "{}", line(&stage, 1));
}

#[test]
fn accents_and_capitals_are_asked_for_only_by_those_who_type_them() {
    let mut stage = Stage::with_stories(vec![
        story("A résumé in time", &["Café"], &[(Beat::Problem, "naïve")]),
        story("Leaks here", &[], &[]),
    ]);
    for (query, found) in [
        ("resume", 1),
        ("RÉSUMÉ", 0),
        ("Résumé", 0),
        ("résumé", 1),
        ("Leak", 1),
        ("LEAK", 0),
        ("#CAFE", 1),
        ("naive", 1),
    ] {
        stage.keys("/<c-u>").paste(query);
        assert_eq!(stage.app.library_screen().count(), found, "{query}");
    }
}

#[test]
fn a_skill_goes_from_with_to_without_to_off_and_any_of_several_can_be_enough() {
    let stories = vec![
        story("One", &["Redis", "AWS"], &[]),
        story("Two", &["Redis"], &[]),
        story("Three", &["AWS"], &[]),
        story("Four", &["Kafka"], &[]),
    ];
    let mut stage = Stage::with_stories(stories);
    let titles = |stage: &Stage| {
        let found = stage.app.library_screen().found(stage.app.library());
        found.map(|story| story.title.clone()).collect::<Vec<_>>().join(" ")
    };
    // AWS and Redis have two stories each, and stand in the order of their names.
    stage.keys("<tab><space>");
    assert_eq!(titles(&stage), "One Three");
    stage.keys("<space>");
    assert_eq!(titles(&stage), "Four Two");
    assert!(stage.screen(120, 40).contains("✗ 2"), "it says how many it hides:\n{}", stage.screen(120, 40));
    stage.keys("<space><home><space><down><space>");
    assert_eq!(titles(&stage), "One");
    stage.keys("a");
    assert_eq!(titles(&stage), "One Three Two");
    let screen = stage.screen(120, 40);
    assert!(screen.contains("✓ any of 2") && count_of(&stage, "Kafka") == Some(1), "{screen}");
    stage.keys("a<tab><esc>");
    assert_eq!(titles(&stage), "Four One Three Two");
}

#[test]
fn the_counts_follow_the_query() {
    let mut stage = Stage::with_samples();
    assert_eq!((count_of(&stage, "Redis"), count_of(&stage, "debugging")), (Some(3), Some(9)));
    stage.keys("/#'redis");
    assert_eq!((count_of(&stage, "Redis"), count_of(&stage, "debugging")), (Some(3), None));
}

#[test]
fn other_names_of_a_skill_count_as_the_skill() {
    let skills = ["postgres", "pg", "RDS Postgres", "PostgreSQL"];
    let stories = skills.iter().map(|&skill| story(&format!("With {skill}"), &[skill], &[])).collect();
    let mut stage = Stage::with_stories(stories);
    assert_eq!(count_of(&stage, "PostgreSQL"), Some(4));
    for query in ["#pg", "#postgres", "#'postgresql"] {
        stage.keys("/<c-u>").paste(query);
        assert_eq!(stage.app.library_screen().count(), 4, "{query}");
    }
}

#[test]
fn groups_open_to_their_members_and_can_be_chosen_as_a_whole() {
    let mut stage = Stage::with_samples();
    stage.keys("<tab>o");
    assert_snapshot!("groups_80x24", stage.screen(80, 24));
    stage.keys("<right><down><left>");
    assert!(!stage.notice().contains("group"), "{}", stage.notice());
    stage.keys("<left>");
    assert_eq!(stage.notice(), "This group is closed.");
    stage.keys("<space>");
    let screen = stage.screen(120, 40);
    assert!(screen.contains("✓ incident response") && screen.contains("19 of 44"), "{screen}");
    stage.keys("o<right>");
    assert_eq!(stage.notice(), "Press o first to see the skills in groups.");
}

#[test]
fn tab_completes_a_skill_and_elsewhere_leads_to_the_skills() {
    let mut stage = Stage::with_samples();
    stage.keys("/#inc<tab>");
    assert_eq!(stage.app.library_screen().input().text(), "#incident\\ response");
    assert!(stage.app.library_screen().count() >= 11);
    stage.keys("<c-u>#zzz<tab>");
    assert_eq!(stage.notice(), "No skill starts like this.");
    stage.keys("<c-u>leak<tab><space>");
    assert!(stage.screen(120, 40).contains("✓"), "the keys went to the skills");
}

#[test]
fn tab_completes_a_saved_filter_and_a_state_and_says_when_none_starts_like_this() {
    let mut stage = Stage::with_samples();
    let text = |stage: &Stage| stage.app.library_screen().input().text();
    stage.keys("/@on<tab>");
    assert_eq!(stage.notice(), "No filter is saved yet. Press esc, then @ to save one.");
    stage.keys("<c-u>#aws<esc>@son-call<enter>son-aws<enter><esc>/<c-u>leak !@O");
    assert!(stage.screen(60, 20).contains("tab complete"), "{}", stage.screen(60, 20));
    let mut texts = Vec::new();
    for _ in 0..3 {
        stage.keys("<tab>");
        texts.push(text(&stage));
    }
    assert_eq!(texts, ["leak !@on-aws", "leak !@on-call", "leak !@on-aws"]);
    stage.keys("<c-u>@zzz<tab>");
    assert_eq!(stage.notice(), "No saved filter starts like this.");
    stage.keys("<c-u>is:s<tab>");
    assert_eq!((text(&stage).as_str(), stage.app.library_screen().count()), ("is:sample", 44));
    stage.keys("<c-u>is:f<tab>");
    assert_eq!(text(&stage), "is:flagged");
    stage.keys("<c-u>is:zzz<tab>");
    assert_eq!(stage.notice(), "No state starts like this.");
}

#[test]
fn up_from_the_first_story_leads_to_what_was_asked_before() {
    let mut stage = Stage::with_samples();
    stage.keys("/redis<esc>/<c-u>#aws<esc>/<c-u>half");
    let kept: Vec<&Effect> = stage.effects.iter().filter(|effect| matches!(effect, Effect::KeepQuery(_))).collect();
    assert_eq!(kept.len(), 2);
    let text = |stage: &Stage| stage.app.library_screen().input().text();
    stage.keys("<up>");
    assert_eq!(text(&stage), "#aws");
    stage.keys("<up><up>");
    assert_eq!((text(&stage), stage.notice()), ("redis".to_owned(), "This is the first one.".to_owned()));
    stage.keys("<down><down>");
    assert_eq!(text(&stage), "half");
    stage.keys("<c-u>e<down><up>");
    assert_eq!(text(&stage), "e", "among the stories up is a row up");
}

#[test]
fn what_is_asked_for_can_be_saved_under_a_name_used_and_removed() {
    let mut stage = Stage::with_samples();
    stage.keys("@");
    assert!(stage.screen(80, 24).contains("Nothing is saved yet."));
    stage.keys("s");
    assert!(stage.notice().starts_with("Nothing is asked for that could be saved."));
    stage.keys("<esc>/!leak<esc><tab><home><space><tab>@son call<enter>");
    assert!(stage.notice().starts_with("A name has letters"));
    stage.keys("<c-u>On-Call<enter>");
    let kept = |stage: &Stage| match stage.effects.last() {
        Some(Effect::KeepFilter { name, query, said }) => (name.clone(), query.clone(), said.clone()),
        other => panic!("{other:?}"),
    };
    let (name, query, said) = kept(&stage);
    assert_eq!((name.as_str(), query.as_deref()), ("on-call", Some("!leak #^debugging$")));
    assert_eq!(said, "Saved. Type @on-call in any query, or: retell list @on-call");
    assert_snapshot!("filters_80x24", stage.screen(80, 24));
    let found = stage.app.library_screen().count();
    stage.keys("<esc><esc>@<enter>");
    assert_eq!(
        (stage.app.library_screen().input().text(), stage.app.library_screen().count()),
        ("@on-call".to_owned(), found)
    );
    assert!(stage.screen(80, 24).contains("not “leak”, and skill debugging"));
    stage.keys("@d");
    let (name, query, said) = kept(&stage);
    assert_eq!((name.as_str(), query), ("on-call", None));
    assert!(said.starts_with("Removed @on-call, which stood for: !leak"), "{said}");
}

#[test]
fn a_saved_filter_is_joined_and_negated_as_a_whole_and_what_can_not_be_is_said() {
    let stories = [("One", "AWS"), ("Two", "Redis"), ("Three", "Kafka")];
    let mut start =
        opening(Library::new(stories.map(|(title, skill)| story(title, &[skill], &[])).to_vec(), Origin::Own));
    for (name, query) in [("a", "#aws one"), ("loop", "@loop")] {
        start.filters.filters.insert(name.to_owned(), query.to_owned());
    }
    let mut stage = Stage::open(start);
    for (query, found) in [("@a | #redis", 2), ("!@a", 2), ("@a #redis", 0), ("!@a !#redis", 1)] {
        stage.keys("/<c-u>").paste(query);
        assert_eq!(stage.app.library_screen().count(), found, "{query}");
    }
    let words = |stage: &Stage| stage.screen(80, 24).lines().nth(2).unwrap().trim().to_owned();
    assert_eq!(words(&stage), "either not skill AWS or not “one”, and not skill Redis");
    stage.keys("<c-u>@loop redis");
    assert_eq!(words(&stage), "@loop is left out: it stands for itself · “redis”");
    stage.keys("<esc>@sbad<enter>");
    assert_eq!(stage.notice(), "Not saved. @loop is left out: it stands for itself.");
    stage.keys("<esc><esc>/<c-u>@a | #redis<esc>@sa<enter>");
    let Some(Effect::KeepFilter { query, .. }) = stage.effects.last() else { panic!("it is saved") };
    assert_eq!(query.as_deref(), Some("#aws | #redis one | #redis"), "it doesn't name itself");
}

#[test]
fn a_question_mark_in_front_asks_a_whole_question() {
    let mut stage = Stage::with_samples();
    stage.keys("/").paste("?Tell me about a time you broke production");
    assert_snapshot!("question_120x40", stage.screen(120, 40));
    assert_snapshot!("question_60x20", stage.screen(60, 20));
    let screen = stage.screen(80, 24);
    assert!(screen.contains("asks for failure") && screen.contains("strong"), "{screen}");
    stage.keys("<c-u>?Tell me about a conflict with a coworker");
    assert!(stage.screen(80, 24).contains("No story shows conflict"), "{}", stage.screen(80, 24));
    stage.keys("<c-u>redis");
    assert!(stage.screen(80, 24).contains("of 44") && !stage.screen(80, 24).contains("asks for"));
}

#[test]
fn stories_that_nobody_asked_for_keep_the_chosen_order() {
    let mut stage =
        Stage::with_stories(["A", "B", "C"].map(|title| story(title, &[], &[(Beat::Problem, "x")])).to_vec());
    let first = |stage: &Stage| stage.app.library_screen().selected(stage.app.library()).unwrap().title.clone();
    stage.keys("<enter><space>").wait(1.0).keys("<space>3<esc>");
    stage.keys("s");
    assert_eq!(first(&stage), "B", "A was told, so it goes to the end");
    assert!(stage.screen(120, 40).contains("told longest ago first"));
    stage.keys("/b<c-u>");
    assert_eq!(first(&stage), "B");
    stage.keys("<esc>s");
    assert_eq!(first(&stage), "A");
}

#[test]
fn what_takes_long_is_looked_for_elsewhere_and_only_the_last_answer_counts() {
    let mut stage = Stage::with_stories(many_stories(1_000));
    let reads: Vec<Effect> = stage.app.update(Message::Woke, stage.now);
    let Some(Effect::ReadTexts(catalog)) = reads.into_iter().next() else { panic!("texts are read elsewhere") };
    let effects = stage.app.update(loaded(many_stories(600)), stage.now);
    assert!(matches!(effects[..], [Effect::ReadTexts(_)]), "they are asked for as soon as the stories are there");
    stage.app.update(
        Message::Loaded(Box::new(Loaded { catalog: catalog.clone(), ..common::loaded(Vec::new()) })),
        stage.now,
    );
    stage.keys("/rare");
    assert_eq!(stage.app.library_screen().count(), 0);
    stage.app.update(Message::Known(catalog.with_texts()), stage.now);
    assert_eq!(
        stage.app.library_screen().count(),
        1_000,
        "what was typed is looked for in the texts once they are read"
    );

    let many_words: String = (0..1_000).map(|number| format!("word{number} | ")).collect();
    stage.keys("<c-u>").paste(&format!("{many_words}redis"));
    let screen = stage.screen(80, 24);
    assert!(screen.contains("… of 1000") && screen.contains("Story 00000"), "the last answer stays:\n{screen}");
    let effects = stage.app.update(Message::Woke, stage.now);
    assert!(effects.is_empty(), "it is asked once");
}

#[test]
fn an_answer_that_comes_too_late_is_not_shown() {
    let mut stage = Stage::open(opening(Library::new(many_stories(1_000), Origin::Own)));
    let long = |word: &str| (0..1_000).map(|number| format!("w{number} | ")).collect::<String>() + word;
    let mut searches = Vec::new();
    for word in ["00001", "00002"] {
        stage.keys("/<c-u>");
        let effects = stage.app.update(Message::Pasted(long(word)), stage.now);
        searches.extend(effects.into_iter().filter_map(|effect| match effect {
            Effect::Find(search) => Some(*search),
            _ => None,
        }));
    }
    let answers: Vec<_> =
        searches.iter().map(|search| Finder::default().find(&search.catalog, &search.request)).collect();
    stage.app.update(Message::Found(searches[0].number, answers[0].clone()), stage.now);
    assert!(stage.screen(80, 24).contains("… of 1000"));
    stage.app.update(Message::Found(searches[1].number, answers[1].clone()), stage.now);
    assert!(stage.screen(80, 24).contains("Story 00002"), "{}", stage.screen(80, 24));
}

#[test]
fn whatever_is_pasted_is_answered() {
    let mut stage = Stage::with_samples();
    let pastes = [
        "x".repeat(10_000),
        "leak ".repeat(2_000),
        "| ! # ' ^ $ \\ ".repeat(700),
        "#!'^$".repeat(2_000),
        "שלום عالم e\u{301}\u{302} नमस्ते 👩\u{200d}💻 ".repeat(200),
        "is: @ ? ".repeat(1_000),
        "\\ ".to_owned(),
        "a\\ \\ b ".repeat(500),
        "- ".repeat(3_000),
        (0..1_500).map(|number| format!("w{number} ")).collect(),
        "?".repeat(3_000),
    ];
    for paste in pastes {
        stage.keys("/<c-u>").paste(&paste);
        assert!(!stage.screen(60, 20).is_empty());
        stage.keys("<tab><esc>/<bs><up><down>");
    }
    stage.keys("<c-u>redis");
    assert!(stage.screen(80, 24).contains("of 44"));
}

#[test]
fn odd_queries_are_answered_over_texts_too() {
    let mut stage =
        Stage::with_stories(vec![story("Two-step plan", &["AWS"], &[(Beat::Problem, "A leak - in two steps.")])]);
    for query in ["\\ ", "\\ foo", "leak\\ -", "-".repeat(3_000).as_str(), &"- ".repeat(3_000)] {
        stage.keys("/<c-u>").paste(query);
        assert!(stage.screen(80, 24).contains("of 1"));
    }
    stage.keys("<c-u>leak\\ -");
    assert_eq!(stage.app.library_screen().count(), 1);
}

#[test]
fn a_reload_leaves_both_cursors_on_what_they_were_on() {
    let stories =
        || vec![story("A", &["Kafka"], &[]), story("B", &["Kafka", "Redis"], &[]), story("C", &["Redis"], &[])];
    let mut stage = Stage::with_stories(stories());
    stage.keys("<down><tab><down>");
    let mut more = stories();
    more.insert(0, story("0", &["AWS"], &[]));
    stage.app.update(loaded(more), stage.now);
    assert_eq!(stage.app.library_screen().selected(stage.app.library()).unwrap().title, "B");
    stage.keys("<space>");
    assert_eq!(stage.app.library_screen().facets().as_query(), "#^redis$");
}

#[test]
fn a_group_that_was_chosen_stays_in_sight_and_says_what_it_hides() {
    let mut stage = Stage::with_stories(vec![story("A", &["AWS"], &[]), story("B", &["Redis"], &[])]);
    stage.keys("<tab>o<space><space>");
    let row = stage.app.library_screen().pane().selected().unwrap().clone();
    assert_eq!((pane::name_of(row.place, stage.app.index()), row.count), ("cloud", 1));
    stage.keys("<space>");
    assert!(stage.app.library_screen().facets().is_empty());
}

#[test]
fn a_saved_question_is_asked_again() {
    let mut stage = Stage::with_samples();
    stage.keys("/").paste("?Tell me about a time you broke production").keys("<esc>@sbroke<enter><esc>");
    let found = stage.app.library_screen().count();
    stage.keys("<esc>@<enter>");
    assert_eq!(stage.app.library_screen().count(), found);
    assert!(stage.screen(80, 24).contains("asks for failure"));
}

#[test]
fn a_question_asked_before_the_stories_are_there_is_answered_when_they_are() {
    let mut start = opening(Library::new(Vec::new(), Origin::Own));
    start.query = "?Tell me about a time you broke production".to_owned();
    let mut stage = Stage::open(start);
    stage.app.update(loaded(retell::storage::samples::stories()), stage.now);
    assert!(stage.app.library_screen().count() > 5 && !stage.app.library_screen().is_waiting());
}

#[test]
fn keys_that_come_at_once_come_to_the_same_as_one_by_one() {
    let scripts =
        ["redis leak", "#aws<bs><bs><bs>re | 'leak", "memory<left><left>x<del>", "?tell me about a conflict", "<c-u>"];
    for script in scripts {
        let mut slowly = Stage::with_samples();
        let slow = slowly.keys("/postgres").keys(script).screen(120, 40);
        let mut fast = Stage::with_samples();
        assert_eq!(fast.keys("/postgres").keys_at_once(script).screen(120, 40), slow, "{script}");
        assert_eq!(slowly.effects, fast.effects, "{script}");
    }
    let stage = Stage::with_samples();
    assert!(!stage.app.is_typing(Key::char('r')), "a letter means something else where nothing is typed");
}

#[test]
fn tab_behind_a_whole_name_goes_on_to_the_skills() {
    for query in ["is:new", "#redis"] {
        let mut stage = Stage::with_samples();
        stage.keys("/").keys(query).keys("<tab>");
        assert!(stage.screen(80, 24).contains("space with/without"), "{query}: {}", stage.screen(80, 24));
    }
}

#[test]
fn a_filter_is_saved_as_what_it_was_and_not_when_it_asks_for_nothing() {
    let save = |query: &str| {
        let mut stage = Stage::with_samples();
        stage.app.update(Message::Filters(filters(&[("a", "#node | leak")])), stage.now);
        stage.keys("/").keys(query).keys("<esc>@sx<enter>");
        let saved = stage.effects.iter().rev().find_map(|effect| match effect {
            Effect::KeepFilter { query, .. } => query.clone(),
            _ => None,
        });
        saved.unwrap_or_else(|| stage.notice())
    };
    assert_eq!(save(r"\?foo @a"), r"\?foo #node | leak");
    assert_eq!(save(" ?mistake with @a"), "?mistake with @a");
    assert_eq!(save(" @a"), "#node | leak");
    assert_eq!(save("!"), "Not saved: it asks for nothing.");
}

fn filters(saved: &[(&str, &str)]) -> Filters {
    let mut filters = Filters::default();
    filters.filters.extend(saved.iter().map(|&(name, query)| (name.to_owned(), query.to_owned())));
    filters
}
