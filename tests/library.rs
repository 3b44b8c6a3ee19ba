//! The library, as a person sees it.
#![allow(clippy::unwrap_used, reason = "this is test code")]

mod common;

use common::{Stage, opening, story};
use insta::assert_snapshot;
use ratatui::style::Modifier;
use retell::app::Opening;
use retell::app::message::{Loaded, Message};
use retell::domain::beat::Beat;
use retell::domain::check::Rule;
use retell::domain::library::{Library, Origin};
use retell::domain::problem::Problem;
use retell::domain::story::Story;
use retell::search::catalog::Catalog;
use retell::storage::lexicon;
use unicode_width::UnicodeWidthStr;

fn own_stories() -> Vec<Story> {
    let mut whole = story(
        "The pool ran dry",
        &["PostgreSQL", "connection pooling"],
        &[(Beat::Problem, "Nobody got a connection."), (Beat::Insight, "A leak."), (Beat::Outcome, "It holds.")],
    );
    whole.questions = vec!["Tell me about an outage.".to_owned()];
    let mut draft = story("Half a thought", &["debugging"], &[(Beat::Problem, "It was slow:\n\n- at nine\n- at noon")]);
    draft.title_made_up = true;
    draft.suggested_skills = vec!["PostgreSQL".to_owned()];
    vec![whole, draft, story("Nothing yet", &[], &[])]
}

#[test]
fn a_new_user_sees_the_samples_and_how_to_bring_in_their_own() {
    let stage = Stage::with_samples();
    assert_snapshot!("samples_120x40", stage.screen(120, 40));
    assert_snapshot!("samples_80x24", stage.screen(80, 24));
    assert_snapshot!("samples_60x20", stage.screen(60, 20));
    assert!(
        stage.screen(60, 20).contains("samples")
            && stage.screen(60, 20).contains("n writes a story, i or a paste brings them in")
    );
}

#[test]
fn a_window_that_is_too_small_says_so_and_comes_back_when_it_grows() {
    let stage = Stage::with_samples();
    assert!(stage.screen(59, 20).contains("Retell needs 60×20,"));
    let lines =
        "This window is too\nsmall. Retell needs\n60×20, and this is\n20×6. Make it larger\nto go on; ctrl-c\nleaves.";
    assert_eq!(stage.screen(20, 6).trim_end(), lines);
    assert!(stage.screen(60, 20).contains("Stories"));
    stage.screen(1, 1);
}

#[test]
fn a_hash_starts_a_skill_and_the_list_and_the_counts_follow_each_key() {
    let mut stage = Stage::with_samples();
    stage.keys("#red");
    assert!(stage.screen(120, 40).contains("› #red"));
    stage.keys("is");
    assert_snapshot!("skill_80x24", stage.screen(80, 24));
    stage.keys(" everyth");
    assert!(stage.screen(80, 24).contains("1 of 44"));
    stage.keys("<c-w><c-w>");
    assert!(stage.screen(80, 24).contains("44 of 44"));
}

#[test]
fn matched_letters_are_marked_with_more_than_a_color() {
    let mut stage = Stage::with_samples();
    stage.keys("#rdis");
    let buffer = stage.buffer(120, 40);
    let underlined: String = (0..buffer.area.width)
        .filter(|&x| buffer[(x, 5)].modifier.contains(Modifier::UNDERLINED))
        .map(|x| buffer[(x, 5)].symbol().to_owned())
        .collect();
    assert!(underlined.contains("Rdis"), "{underlined}");
}

#[test]
fn what_is_typed_stays_when_the_query_line_is_left_and_goes_with_another_esc() {
    let mut stage = Stage::with_samples();
    stage.keys("/leak<esc>");
    assert!(stage.screen(80, 24).contains("› leak"));
    stage.keys("<esc>");
    assert!(stage.screen(80, 24).contains("44 of 44"));
    stage.keys("<esc>");
    assert_eq!(stage.notice(), "Nothing is filtered: all stories are here.");
}

#[test]
fn a_query_that_finds_nothing_says_so_and_how_to_get_back() {
    let mut stage = Stage::with_samples();
    stage.keys("/zzzzqqq");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("No story matches.") && screen.contains("0 of 44"), "{screen}");
    stage.keys("<enter>");
    assert_eq!(stage.notice(), "No story is chosen.");
}

#[test]
fn a_chosen_skill_narrows_the_list_until_it_is_let_go() {
    let mut stage = Stage::with_samples();
    stage.keys("<tab><down><space>");
    let screen = stage.screen(120, 40);
    assert!(screen.contains("✓ debugging") && screen.contains("9 of 44") && screen.contains("✓ 9"), "{screen}");
    assert_snapshot!("chosen_skill_60x20", stage.screen(60, 20));
    stage.keys("<space>");
    let screen = stage.screen(120, 40);
    assert!(screen.contains("✗ debugging") && screen.contains("35 of 44") && screen.contains("✗ 9"), "{screen}");
    stage.keys("<space><tab>");
    assert!(stage.screen(120, 40).contains("44 of 44"));
}

#[test]
fn own_stories_show_what_they_lack_and_what_was_guessed() {
    let mut stage = Stage::with_stories(own_stories());
    assert_snapshot!("draft_80x24", stage.screen(80, 24));
    stage.keys("<down>");
    assert!(stage.screen(120, 40).contains("Nothing yet"));
    stage.keys("<enter>");
    assert_eq!(stage.notice(), "This story has no text yet, so there is nothing to tell.");
}

#[test]
fn a_long_story_is_read_page_by_page_and_goes_round() {
    let mut stage = Stage::with_samples();
    let first = stage.screen(60, 20);
    stage.keys("<right>");
    assert!(stage.screen(60, 20).contains("page 2 of"));
    stage.keys("<left><left>");
    let last = stage.screen(60, 20);
    stage.keys("<right>");
    assert_eq!(stage.screen(60, 20), first);
    assert_ne!(first, last);
}

#[test]
fn what_could_not_be_read_is_counted_and_can_be_shown() {
    let mut start = opening(Library::new(own_stories(), Origin::Own));
    start.problems = vec![
        Problem::new("stories/torn.json", "EOF while parsing a string", "Look for a copy that is whole.").at(7, 12),
    ];
    let mut stage = Stage::open(start);
    assert!(stage.screen(80, 24).contains("3 stories · 1 problem"));
    stage.keys("!");
    assert_snapshot!("problems_80x24", stage.screen(80, 24));
    stage.keys("<esc>!<esc>");
    assert!(stage.screen(80, 24).contains("Stories"));
}

#[test]
fn nothing_runs_while_nobody_types() {
    let mut stage = Stage::with_samples();
    for keys in ["", "/redis", "<esc><tab>", "<tab>?"] {
        stage.keys(keys);
        assert_eq!(stage.app.wake_after(stage.now), None);
    }
}

#[test]
fn a_long_query_and_chosen_skills_leave_the_count_and_the_cursor_in_sight() {
    let mut stage = Stage::with_samples();
    stage.keys("<tab><space><down><space><tab>/");
    stage.paste(&"a long query that goes on 日本語 ".repeat(5)).keys("end");
    let screen = stage.screen(60, 20);
    let row = screen.lines().nth(1).unwrap();
    assert!(row.contains("end  ✓ 2 skills") && row.ends_with("0 of 44"), "{row}");
    stage.keys("<esc><esc><tab><space>");
    let screen = stage.screen(60, 20);
    let row = screen.lines().nth(1).unwrap();
    assert!(row.contains("✓ incident response") && row.ends_with("11 of 44"), "{row}");
}

#[test]
fn letters_match_whatever_their_case() {
    let mut stage = Stage::with_samples();
    stage.keys("#^Aws$");
    assert!(stage.screen(80, 24).contains("4 of 44"));
}

#[test]
fn suggested_skills_are_found_and_marked() {
    let mut stage = Stage::with_stories(own_stories());
    stage.keys("#postgres");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("2 of 3") && screen.contains("PostgreSQL?"), "{screen}");
}

#[test]
fn nothing_in_a_story_can_steer_the_terminal() {
    let evil = "\x1b[2J\x1b]0;x\x07a\u{202e}b\u{9b}c\u{200b}\td";
    let mut hostile = story(evil, &[evil], &[(Beat::Problem, evil), (Beat::Outcome, evil)]);
    hostile.id = retell::domain::story::StoryId::from_title("hostile");
    hostile.questions = vec![evil.to_owned()];
    let mut start = opening(Library::new(vec![hostile], Origin::Own));
    start.problems = vec![Problem::new(evil, evil, evil)];
    let mut stage = Stage::open(start);
    let ways =
        ["", "!", "<esc>/a", "<enter>", "<space>", "<space>", "?", "<esc>", "<esc>c", "<enter>p", "<space>", "3"];
    for keys in ways {
        stage.keys(keys).wait(1.0);
        let screen = stage.screen(80, 24);
        let foreign: Vec<char> = screen
            .chars()
            .filter(|&c| {
                c != '\n' && (c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'))
            })
            .collect();
        assert!(foreign.is_empty(), "{foreign:?} in\n{screen}");
    }
}

#[test]
fn wide_letters_do_not_push_anything_out_of_its_column() {
    let wide = "日本語の長い題名はここで切れるはずですがどうでしょう 👩\u{200d}💻🌞b";
    let stage = Stage::with_stories(vec![story(wide, &[wide], &[(Beat::Problem, &wide.repeat(9))])]);
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let screen = stage.screen(width, height);
        assert!(screen.contains("draft"), "the status is in sight at {width}×{height}:\n{screen}");
        let row = screen.lines().find(|line| line.contains("draft")).unwrap();
        let status_ends = row.split("draft").next().unwrap().width() + "draft".len();
        let expected = if width == 120 { 72 } else { usize::from(width) - 1 };
        assert_eq!(status_ends, expected, "the status stands at its place:\n{screen}");
    }
}

#[test]
fn what_is_pasted_into_the_query_holds_nothing_that_can_not_be_seen() {
    let mut stage = Stage::with_samples();
    stage.keys("/").paste("\u{feff}re\u{ad}dis\u{200b}\u{202e}");
    assert_eq!(stage.app.library_screen().input().text(), "redis");
}

#[test]
fn a_window_of_no_columns_or_rows_is_too_small_and_no_more() {
    let stage = Stage::with_samples();
    for (width, height) in [(0, 24), (80, 0), (0, 0), (1, 1)] {
        assert_eq!(stage.buffer(width, height).area.as_size(), (width, height).into());
    }
}

#[test]
fn what_a_coach_would_say_of_a_story_stands_quietly_beside_its_text() {
    let told = story(
        "The full queue",
        &["Postgres", "PostgreSQL"],
        &[
            (Beat::Problem, "Our client Globex waited for two hours."),
            (Beat::Action, "We moved the mail out of the lock."),
            (Beat::Outcome, "Orders went through again."),
        ],
    );
    let stage = Stage::with_stories(vec![told.clone()]);
    assert_snapshot!("checked_80x24", stage.screen(80, 24));
    assert_snapshot!("checked_60x20", stage.screen(60, 20));

    let mut silenced = told.clone();
    silenced.silenced = vec!["client".to_owned(), "no-lesson".to_owned(), "we-not-i".to_owned()];
    let rules = ["no-number", "skill-spelling"].into_iter().filter_map(Rule::from_name).collect();
    let library = Library::new(vec![silenced], Origin::Own);
    let mut stage = Stage::open(Opening { silenced: rules, ..opening(library) });
    assert!(!stage.screen(120, 40).contains("! "), "{}", stage.screen(120, 40));

    let mut edited = told;
    edited.beats.insert(Beat::Outcome, "Orders went through in 40 seconds.");
    let catalog = Catalog::new(Library::new(vec![edited], Origin::Own), lexicon::lexicon());
    let loaded = Loaded { catalog, ..common::loaded(Vec::new()) };
    stage.app.update(Message::Loaded(Box::new(loaded)), stage.now);
    let screen = stage.screen(120, 40);
    assert!(screen.contains("! names a client") && !screen.contains("has no number"), "{screen}");
}

#[test]
fn nothing_is_said_of_the_samples() {
    let mut stage = Stage::with_samples();
    for _ in 0..44 {
        assert!(stage.app.findings().is_empty(), "{}", stage.screen(120, 40));
        stage.keys("<down>");
    }
}
