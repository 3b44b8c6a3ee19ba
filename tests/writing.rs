//! Writing: stories begun, edited and kept, in the middle of a take too, and nothing that was typed ever lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]

mod common;

use common::{SAMPLES, Stage, few_words, opening, queue};
use insta::assert_snapshot;
use proptest::prelude::*;
use retell::app::Opening;
use retell::app::key::Key;
use retell::app::keymap::{Context, defaults_of};
use retell::app::message::{Effect, Message};
use retell::app::screen::writing::WritingScreen;
use retell::domain::beat::Beat;
use retell::domain::change::{Step, Was};
use retell::domain::library::{Library, Origin};
use retell::domain::problem::{Problem, Remedy};
use retell::domain::story::Story;
use retell::domain::written::{Field, Written};

fn stage() -> Stage {
    Stage::with_stories(vec![queue()])
}

/// Makes the last change that was asked for, as the worker does, and says so.
fn keep(stage: &mut Stage) -> &mut Stage {
    let place = stage.effects.iter().rposition(|effect| matches!(effect, Effect::Change { .. })).unwrap();
    let Effect::Change { change, said } = stage.effects.remove(place) else { panic!() };
    let library = stage.app.library();
    let mut stories = if library.origin == Origin::Own { library.all_written().cloned().collect() } else { Vec::new() };
    for step in change.steps {
        match step {
            Step::Add(story) => stories.push(story),
            Step::Save { story, was: Was::Story(was) } => {
                let place = stories.iter().position(|there| *there == was).unwrap();
                stories[place] = story;
            }
            other => panic!("{other:?}"),
        }
    }
    reload(stage, stories);
    tell(stage, said, Vec::new())
}

/// Has the library read again with these stories.
fn reload(stage: &mut Stage, stories: Vec<Story>) {
    let loaded = common::loaded(stories);
    stage.effects.extend(stage.app.update(Message::Loaded(Box::new(loaded)), stage.now));
}

fn tell(stage: &mut Stage, said: String, problems: Vec<Problem>) -> &mut Stage {
    let effects = stage.app.update(Message::Changed { said, problems, about: None }, stage.now);
    stage.effects.extend(effects);
    stage
}

/// What was jotted down last.
fn jotted(stage: &Stage) -> Option<&Written> {
    stage.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepWritten(written) => Some(&**written),
        _ => None,
    })
}

fn has_change(stage: &Stage) -> bool {
    stage.effects.iter().any(|effect| matches!(effect, Effect::Change { .. }))
}

fn text(stage: &Stage) -> &str {
    stage.app.writing().unwrap().area().unwrap().text()
}

#[test]
fn a_story_is_written_from_nothing_to_its_first_take() {
    let mut stage = stage();
    stage.keys("n");
    assert_snapshot!("begun_80x24", stage.screen(80, 24));
    stage.keys("Everything expires at nine<tab>rabb");
    assert_snapshot!("skills_80x24", stage.screen(80, 24));
    stage.keys("<tab>caching<tab><tab>At nine every entry of the cache expired.<enter><enter>- 300 shops stood still");
    assert_snapshot!("problem_80x24", stage.screen(80, 24));
    stage.keys("<tab><tab><tab><tab>We gave each entry a time of its own, and then we watched it for a week.");
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        assert_snapshot!(format!("marked_{width}x{height}"), stage.screen(width, height));
    }
    stage.keys("<tab>The database has been up for 300 nights.<tab><tab>What did you fix last?<tab><tab>90<esc>");
    keep(&mut stage);
    assert_eq!(stage.notice(), "Begun (u undoes it): “Everything expires at nine”");
    let story = stage.app.story_at_hand().unwrap().clone();
    assert_eq!(story.skills, ["RabbitMQ", "caching"]);
    assert_eq!(
        (story.questions.as_slice(), story.target_seconds),
        (&["What did you fix last?".to_owned()][..], Some(90))
    );
    stage.keys("<enter>").wait(3.0).keys("<space>").wait(20.0).keys("<space>").wait(60.0).keys("<space>3");
    let take = stage.kept_takes().last().map(|take| (take.story.clone(), take.splits.len()));
    assert_eq!(take, Some((story.id, 2)));
}

#[test]
fn an_edit_is_one_change_and_what_is_left_alone_makes_none() {
    let mut stage = stage();
    stage.keys("e<tab><tab><tab> Nobody could pay.");
    assert_eq!(text(&stage), "Orders stood in a queue for 40 minutes. Nobody could pay.");
    stage.keys("<esc>");
    let change = stage.effects.iter().find_map(|effect| match effect {
        Effect::Change { change, .. } => Some(change.clone()),
        _ => None,
    });
    let change = change.unwrap();
    assert_eq!(change.what, "change of “The queue that stood still”");
    assert!(matches!(&change.steps[..], [Step::Save { was: Was::Story(was), .. }] if *was == queue()));
    keep(&mut stage);
    assert_eq!(
        (stage.app.context(), stage.notice()),
        (Context::Library, "Kept (u undoes it): “The queue that stood still”".to_owned())
    );
    assert!(stage.effects.ends_with(&[Effect::ForgetWritten]));
    stage.keys("eA<bs><esc>");
    assert!(!has_change(&stage), "what was typed was taken back");
    assert_eq!(stage.app.context(), Context::Library);
}

#[test]
fn ctrl_s_keeps_and_stays_and_the_next_keeping_goes_on_from_there() {
    let mut stage = stage();
    stage.keys("n<c-s>");
    assert_eq!(stage.notice(), "There is nothing to keep yet.");
    stage.keys("<tab><tab><tab>It leaked at night.<c-s>");
    assert_eq!(stage.notice(), "Keeping it …");
    // What is typed before it is kept is kept with the next one.
    stage.keys("<c-s> Twice.<c-s>");
    keep(&mut stage);
    keep(&mut stage);
    assert!(!has_change(&stage));
    assert_eq!(stage.app.context(), Context::Writing);
    let kept = stage.app.library().stories().iter().find(|story| story.title_made_up).unwrap();
    assert_eq!(
        (kept.title.as_str(), kept.beats.get(Beat::Problem)),
        ("It leaked at night", Some("It leaked at night. Twice."))
    );
    assert_eq!(stage.app.library().stories().len(), 2, "it isn't begun twice");
    stage.keys("<c-s>");
    assert_eq!(stage.notice(), "It is kept as it stands.");
}

#[test]
fn a_sample_is_not_changed_but_made_ones_own() {
    let mut stage = Stage::with_samples();
    stage.keys("e");
    assert_eq!(stage.notice(), "A sample: what you change becomes a story of your own.");
    stage.keys("!<esc>");
    keep(&mut stage);
    let title = format!("{}!", SAMPLES.iter().map(|story| story.title.as_str()).min().unwrap());
    assert_eq!(stage.app.library().stories().iter().map(|story| story.title.as_str()).collect::<Vec<_>>(), [&title]);
    let said = format!("Yours now (u undoes it), and the samples are put away: “{title}”");
    assert!(stage.screen(200, 40).contains(&said));
}

#[test]
fn confidential_words_keep_their_marks_and_are_covered_while_others_look() {
    let mut marked = queue();
    marked.beats.insert(Beat::Context, "I ran the queue of {{client: Zeta | a bank}}.");
    let mut stage = Stage::with_stories(vec![marked]);
    stage.keys("e<tab><tab>");
    assert!(stage.screen(120, 40).contains("6 words"), "only the word itself is said");
    assert!(!stage.screen(120, 40).contains('!'), "{}", stage.screen(120, 40));
    stage.keys(" For {{client: Quux}}.<esc>");
    keep(&mut stage);
    let library = stage.app.library();
    let written = library.as_written(&library.stories()[0]).beats.get(Beat::Context).unwrap();
    assert_eq!(written, "I ran the queue of {{client: Zeta | a bank}}. For {{client: Quux}}.");
    stage.keys("Se<tab><tab> And {{client: Corge}}.");
    let shown = stage.screen(120, 40);
    assert!(!shown.contains("Zeta") && !shown.contains("Quux") && !shown.contains("Corge"), "{shown}");
}

#[test]
fn what_cannot_be_edited_says_why() {
    let mut newer = queue();
    newer.version = 99;
    let mut stage = Stage::with_stories(vec![newer]);
    stage.keys("e");
    assert_eq!(stage.notice(), "This story comes from a newer Retell and can't be changed here.");
    let locked = Story::from_json(r#"{"id":"a","title":"A","beats":{"problem":"p","context":7}}"#).unwrap();
    let mut stage = Stage::with_stories(vec![locked]);
    stage.keys("e<tab><tab>x");
    assert!(stage.notice().starts_with("What the file has here can't be read, and is kept as it is."));
    stage.keys("<tab>x<esc>");
    keep(&mut stage);
    let story = stage.app.story_at_hand().unwrap();
    assert_eq!((story.beats.get(Beat::Problem), story.beats.locked().count()), (Some("px"), 1));
}

#[test]
fn a_take_waits_while_its_story_is_edited_and_goes_on_where_it_was() {
    let mut stage = stage();
    stage.keys("<enter>").wait(3.0).keys("<space>").wait(20.0).keys("<space>").wait(7.0).keys("h").wait(2.0);
    let before = stage.screen(80, 24);
    assert!(before.contains("poisoned message") && !before.contains("nginx"));
    stage.keys("e").wait(600.0);
    assert_eq!(stage.notice(), "The clock stands still: esc leads back to your take.");
    assert!(matches!(stage.app.writing().unwrap().field(), Field::Beat(Beat::Problem)), "what was looked at last");
    stage.keys(" Nobody could pay.<tab>I was to find it.<tab>I asked nginx and zookeeper.<esc>").wait(5.0);
    keep(&mut stage);
    assert_eq!(stage.app.context(), Context::Telling);
    let after = stage.screen(80, 24);
    assert_snapshot!("back_in_the_take_80x24", after);
    assert!(
        after.contains("Nobody could pay.") && after.contains("I was to find it."),
        "revealed texts are as they are"
    );
    assert!(after.contains("nginx"), "and so are cue words");
    stage.keys("p").wait(10.0).keys("<space>").wait(9.0).keys("<space>3");
    let take = (*stage.kept_takes().last().unwrap()).clone();
    let said: Vec<u64> = take.splits.iter().map(|split| split.said.seconds()).collect();
    assert_eq!(said, [20, 19, 9], "the editing is no part of the take");
    // In the review the story is at hand too.
    stage.keys("e<esc>");
    assert_eq!(stage.app.context(), Context::Review);
}

#[test]
fn a_story_that_was_changed_elsewhere_is_told_as_it_is_once_the_clock_stands_still() {
    let mut stage = stage();
    stage.keys("<enter>").wait(3.0).keys("<space>").wait(20.0).keys("<space>").wait(7.0);
    let mut changed = queue();
    changed.beats.insert(Beat::Problem, "Orders stood in a queue for an hour.");
    reload(&mut stage, vec![changed]);
    assert!(stage.screen(80, 24).contains("for 40 minutes"), "nothing moves while it is told");
    stage.keys("p");
    assert!(stage.screen(80, 24).contains("for an hour"));
    assert!(matches!(stage.effects.last(), Some(Effect::KeepUnfinished(_))));
}

#[test]
fn to_edit_before_the_start_is_not_to_think() {
    let mut stage = stage();
    stage.keys("<enter>").wait(2.0).keys("e<pgdn><pgdn>We sold books.").wait(300.0).keys("<esc>");
    keep(&mut stage);
    stage.wait(3.0).keys("<space>").wait(20.0).keys("<space>").wait(1.0);
    assert!(stage.screen(80, 24).contains("We sold books."), "the rungs are those of the story as it is");
    stage.wait(1.0).keys("<space>").wait(1.0).keys("<space>3");
    assert_eq!(stage.kept_takes().last().unwrap().think.seconds(), 3);
}

#[test]
fn a_paste_is_one_step_whatever_it_holds() {
    let mut stage = stage();
    stage.keys("n").paste("Two\nlines\u{1b}[31m").keys("<pgdn><pgdn>").paste("One.\r\rTwo.\r\n- three");
    assert_eq!(text(&stage), "One.\n\nTwo.\n- three");
    stage.keys("<c-_>");
    assert_eq!(text(&stage), "");
    stage.keys("<c-r><pgup><pgup>");
    assert_eq!(text(&stage), "Two lines[31m", "a title is one line");
    stage.keys("<pgdn><pgdn><pgdn>").paste(&"é".repeat(60_000));
    assert_eq!(text(&stage).chars().count(), 60_000);
    stage.keys("x");
    assert_eq!(stage.notice(), "A part has room for 60,000 letters, and this is more.");
}

#[test]
fn the_cursor_stands_where_the_next_letter_goes_whatever_its_width() {
    let mut stage = stage();
    stage.keys("n<pgdn><pgdn>");
    let left = stage.cursor(80, 24);
    for (text, columns) in [("日本", 4), ("e\u{301}", 5), ("👩", 7), ("\t", 8), ("x", 9)] {
        stage.paste(text);
        assert_eq!(stage.cursor(80, 24) - left, columns, "{text}");
    }
    stage.keys("<left><left><left>");
    assert_eq!(stage.cursor(80, 24) - left, 5);
    stage.keys("<bs>");
    assert_eq!(text(&stage), "日本👩 x");
    stage.keys("<end>").paste(&format!(" {}", "日".repeat(30)));
    assert_snapshot!("wide_60x20", stage.screen(60, 20));
    assert!(stage.cursor(60, 20) < 60);
}

#[test]
fn what_was_deleted_is_put_back_in_another_part() {
    let mut stage = stage();
    stage.keys("n<pgdn><pgdn>It was late. It leaked.<a-b><a-b><c-k><tab><c-y>");
    assert_eq!(text(&stage), "It leaked.");
    stage.keys("<a-u><c-r><up><c-y>");
    assert_eq!(text(&stage), "It was late. It leaked.");
}

#[test]
fn a_refused_write_leaves_the_screen_and_all_that_was_typed() {
    let mut stage = stage();
    stage.keys("e<tab><tab>We sold books.<esc>");
    let effects = stage.effects.len();
    let full = Problem::new("the-queue.json", "No space left on device", "Nothing was written. Check the disk.");
    tell(&mut stage, String::new(), vec![full]);
    assert_eq!(stage.app.context(), Context::Writing);
    assert_snapshot!("refused_60x20", stage.screen(60, 20));
    assert_eq!(stage.effects.len(), effects, "what was jotted down is not forgotten");
    stage.keys(" Many.<esc>");
    assert_eq!(jotted(&stage).unwrap().text(Field::Beat(Beat::Context)), "We sold books. Many.");
    keep(&mut stage);
    assert_eq!(stage.app.context(), Context::Library);
    assert_eq!(stage.app.story_at_hand().unwrap().beats.get(Beat::Context), Some("We sold books. Many."));
}

#[test]
fn an_edit_made_elsewhere_meanwhile_costs_neither_version() {
    let mut stage = stage();
    stage.keys("e<tab><tab>Mine.");
    let mut theirs = queue();
    theirs.beats.insert(Beat::Lesson, "Theirs.");
    reload(&mut stage, vec![theirs.clone()]);
    assert_eq!(text(&stage), "Mine.", "what is written isn't touched by what is read");
    stage.keys("<esc>");
    let mut both = Problem::new(
        "the-queue.json",
        "“The queue” was changed elsewhere too",
        "Press ! to choose: both versions are kept.",
    );
    both.remedy = Remedy::Listed;
    reload(&mut stage, vec![theirs]);
    tell(&mut stage, String::new(), vec![both]);
    assert_eq!(stage.app.context(), Context::Library);
    assert!(stage.notice().contains("Press ! to choose"), "{}", stage.notice());
}

#[test]
fn keys_that_come_while_a_story_is_kept_are_for_what_comes_then() {
    let mut stage = stage();
    stage.keys("e!<esc><enter> ");
    assert_eq!((stage.app.context(), text(&stage)), (Context::Writing, "The queue that stood still!"));
    keep(&mut stage);
    assert_eq!(stage.app.context(), Context::Telling);
}

#[test]
fn whoever_leaves_retell_finds_the_story_kept() {
    let mut stage = stage();
    // A target that can't be read keeps nobody from leaving.
    stage.keys("nA leak<pgup>x<c-c>");
    assert!(!stage.effects.contains(&Effect::Quit), "it has to be kept first");
    keep(&mut stage);
    assert!(stage.app.library().stories().iter().any(|story| story.title == "A leak"));
    assert!(stage.effects.ends_with(&[Effect::ForgetWritten, Effect::Quit]));
}

#[test]
fn what_is_written_waits_when_the_program_is_told_from_outside_to_end() {
    let mut stage = stage();
    stage.keys("nA leak<pgdn><pgdn><pgdn>It leaked.");
    let effects = stage.app.update(Message::Ended, stage.now);
    assert_eq!(effects.last(), Some(&Effect::Quit));
    stage.effects.extend(effects);
    assert!(!has_change(&stage), "half a story belongs in no library");
    assert!(!stage.effects.contains(&Effect::ForgetWritten));
}

#[test]
fn whoever_wants_to_leave_while_the_disk_is_full_is_asked_once() {
    let mut stage = stage();
    stage.keys("nA leak<c-c>");
    let full = Problem::new("a-leak.json", "No space left on device", "Check the disk.");
    tell(&mut stage, String::new(), vec![full]);
    assert_eq!(stage.notice(), "! It can't be kept: No space left on device. Press the same key again to leave.");
    assert_eq!((stage.app.context(), stage.effects.contains(&Effect::Quit)), (Context::Writing, false));
    stage.keys("<c-c>");
    assert_eq!(stage.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_target_that_no_story_can_have_is_named_before_it_is_kept() {
    let mut stage = stage();
    stage.keys("e<s-tab>5<tab><esc>");
    assert_eq!(stage.notice(), "A target is written as 1:30 or 90. It can be 0:10 to 60:00.");
    assert_eq!(stage.app.writing().unwrap().field(), Field::Target);
    stage.keys("0<esc>");
    keep(&mut stage);
    assert_eq!(stage.app.story_at_hand().unwrap().target_seconds, Some(50));
}

#[test]
fn what_was_written_when_the_program_was_killed_is_there_at_the_next_start() {
    let mut before = stage();
    before.keys("e<tab><tab>We sold books.<c-s><a-b>");
    let written = Some(jotted(&before).unwrap().clone());
    let library = Library::new(Vec::new(), Origin::Own);
    let mut stage = Stage::open(Opening { written, awaits_library: true, ..opening(library) });
    assert_eq!(stage.notice(), "You were writing this when Retell ended: esc keeps it.");
    reload(&mut stage, vec![queue()]);
    stage.keys("many <esc>");
    keep(&mut stage);
    assert_eq!(stage.app.story_at_hand().unwrap().beats.get(Beat::Context), Some("We sold many books."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_pressed_what_is_seen_is_what_would_be_found_again(
        presses in prop::collection::vec(prop_oneof![
            4 => prop::sample::select(defaults_of(Context::Writing).flat_map(|it| it.keys).copied().collect::<Vec<Key>>())
                .prop_map(Message::Key),
            3 => "[a-z日, ]".prop_map(|text| Message::Key(Key::char(text.chars().next().unwrap()))),
            1 => "([ab日é \n👩]{0,90}|.{0,9})".prop_map(Message::Pasted),
        ], 1..80),
        is_edit: bool,
        size in prop::sample::select(vec![(60, 20), (80, 24), (120, 40)]),
    ) {
        let start = opening(Library::new(vec![queue()], Origin::Own));
        let mut stage = Stage::open(Opening { vocabulary: few_words(), ..start });
        stage.keys(if is_edit { "e" } else { "n" });
        for press in presses.into_iter().filter(|press| *press != Message::Key(Key::ctrl('c'))) {
            let effects = stage.app.update(press, stage.now);
            stage.effects.extend(effects);
            if stage.effects.iter().any(|effect| matches!(effect, Effect::Change { .. })) {
                keep(&mut stage);
            }
            stage.screen(size.0, size.1);
            let Some(writing) = stage.app.writing() else { break };
            if let Some(jotted) = jotted(&stage) {
                // Where the cursor is matters only where something waits.
                let at = if writing.is_changed() { jotted.at } else { writing.written().at };
                prop_assert_eq!(&Written { at, ..jotted.clone() }, &writing.written());
                let again = WritingScreen::of(jotted.clone());
                prop_assert_eq!(again.written(), jotted.clone(), "and that is what opens");
            }
            prop_assert_eq!(writing.story(), &writing.written().story());
        }
    }
}

#[test]
fn a_comma_behind_a_completed_skill_and_a_pasted_line_break_end_it_once() {
    let mut stage = Stage::with_samples();
    stage.keys("ne<tab>postg<tab>,");
    stage.paste("Redis\nKafka");
    let area = |stage: &Stage| stage.app.writing().unwrap().area().unwrap().text().to_owned();
    assert_eq!(area(&stage), "PostgreSQL, Redis, Kafka");
    stage.keys(", Go");
    assert_eq!(area(&stage), "PostgreSQL, Redis, Kafka, Go");
}
