//! Keys, wherever they are pressed: each does something or says why not, and none does harm.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

mod common;

use common::{SAMPLES, Stage, few_words, opening, stamp};
use insta::assert_snapshot;
use jiff::civil::date;
use proptest::prelude::*;
use retell::app::Screen;
use retell::app::key::{Code, Key};
use retell::app::keymap::{Context, LINES, bindings_of};
use retell::app::message::{Effect, Message};
use retell::app::screen::coverage::Probing;
use retell::app::screen::importing::Focus;
use retell::domain::appointment::Appointment;
use retell::domain::appointments::Appointments;
use retell::domain::change::Was;
use retell::domain::conflict::{Conflict, Side};
use retell::domain::library::{Library, Origin};
use retell::domain::looks::{Looks, Marks};
use retell::domain::problem::{Problem, Remedy};
use retell::domain::story::Story;
use retell::domain::time::Millis;
use retell::domain::version::Version;

/// The way from the start to each context.
const WAYS: [(Context, &str); 37] = [
    (Context::Library, ""),
    (Context::Typing, "/e e<left>"),
    (Context::Skills, "<tab>"),
    (Context::Ready, "<enter>"),
    (Context::Telling, "<enter><space>"),
    (Context::Grading, "<enter><space>~<space>~<space>~<space>"),
    (Context::Review, "<enter><space>~<space>~<space>~<space>3"),
    (Context::Resume, "<enter><space><esc>c"),
    (Context::Problems, "!"),
    (Context::Compare, "!<down><enter>"),
    (Context::Kept, ""),
    (Context::Filters, "/#redis<esc>fsone<enter>"),
    (Context::Naming, "/#redis<esc>fsname<left>"),
    (Context::Path, "inotes<left>"),
    (Context::Importing, ""),
    (Context::Parts, ""),
    (Context::Retitling, ""),
    (Context::Rehearse, "r<down>"),
    (Context::Summary, "<f5><space>~<space>~<space>~<space>~4<esc>"),
    (Context::Asking, "r<left><left><enter>~e e<left>"),
    (Context::Answered, "r<left><left><enter>~<c-n>~"),
    (Context::FollowUp, "r<left><enter>~<enter>~<space>~<space>~<space>~4~"),
    (Context::Report, "r<left><left><enter>~<c-n>~<esc>"),
    (Context::Progress, "p"),
    (Context::Noting, "<enter> ~ ~ ~ ~4wyes<left>"),
    (Context::Discarding, "<enter> ~ ~ ~ ~4d"),
    (Context::Interviews, "I<down>"),
    (Context::Removing, "Ix"),
    (Context::Arranging, "Ie<down><left>"),
    (Context::Choosing, "Isee<left>"),
    (Context::Debrief, "I<end>d<down>"),
    (Context::DebriefLine, "I<end>d<down><down>e e<left>"),
    (Context::Picking, "I<end>d<down><down>Why?<enter>e e<left>"),
    (Context::Help, "?"),
    (Context::Coverage, "C<down>"),
    (Context::Probing, "C<enter><down>"),
    (Context::Beginning, "C<enter>ntitle<left>"),
];

/// A document with two stories.
const IMPORTED: &str = "## A leak\n\n**Problem:** It leaked.\n\n**Action:** I used Redis.\n\n**Outcome:** It holds.\n\n\
    ## A jam\n\n**Problem:** It jammed.\n\n**Outcome:** It runs.\n";

/// A stage in a context; `~` in the way is a second of waiting.
fn stage_in(context: Context) -> Stage {
    stage_with(Looks::default(), context)
}

/// The same with other looks.
fn stage_with(looks: Looks, context: Context) -> Stage {
    let stories = SAMPLES.iter().take(6).cloned().collect();
    let mut start = opening(Library::new(stories, Origin::Samples));
    start.vocabulary = few_words();
    start.looks = looks;
    start.problems = vec![Problem::new("a.json", "it is torn", "Mend it."), second_version()];
    start.appointments = Appointments::new([interview(20, "ACME"), interview(21, "Initech"), interview(1, "Hooli")]);
    let mut stage = Stage::open(start);
    let (_, way) = WAYS.into_iter().find(|(there, _)| *there == context).unwrap();
    for keys in way.split('~') {
        stage.keys(keys).wait(1.0);
    }
    if context == Context::Kept {
        let story = SAMPLES[0].clone();
        let version = Version { at: stage.now.wall, file: Some("00000001.json".to_owned()), story };
        stage.app.update(Message::Trash(vec![version.clone(), version], vec![]), stage.now);
    }
    if matches!(context, Context::Importing | Context::Parts | Context::Retitling) {
        stage.read_document("notes.md", IMPORTED);
        stage.keys(match context {
            Context::Parts => "<tab><down>",
            Context::Retitling => "r<left>",
            _ => "",
        });
    }
    assert_eq!(stage.app.context(), context);
    stage
}

/// An interview on this day of the month in which every test plays.
fn interview(day: i8, company: &str) -> Appointment {
    Appointment::new(format!("1-{company}"), stamp("2026-03-01T12:00:00Z"), date(2026, 3, day), company, "onsite")
}

/// A problem that can be settled by a choice.
fn second_version() -> Problem {
    let story = SAMPLES[0].clone();
    let side = |place: &str, story: &Story| Side { place: place.to_owned(), story: story.clone() };
    let mut problem = Problem::new("b.json", "it is a second version", "Choose.");
    problem.remedy = Remedy::Compare(Box::new(Conflict {
        cause: "Two files hold a story of this id.".to_owned(),
        left: side("in its place", &story),
        right: side("b.json", &story),
        was: Was::Story(story),
        copy: None,
    }));
    problem
}

#[test]
fn every_bound_key_does_something_or_says_why_not() {
    let look = |stage: &Stage| {
        let name = match stage.app.screen() {
            Screen::Filters(screen) => screen.name().cloned(),
            Screen::Review(screen) => screen.note().cloned(),
            Screen::Coverage(screen) => screen.probing().and_then(Probing::title).cloned(),
            Screen::Importing(screen) => match screen.focus() {
                Focus::Path(input, _) | Focus::Title(input) => Some(input.clone()),
                _ => None,
            },
            Screen::Interviews(screen) => screen.input().cloned(),
            _ => None,
        };
        (stage.screen(120, 40), stage.app.library_screen().input().clone(), name)
    };
    for context in Context::ALL {
        let before = look(&stage_in(context));
        assert!(look(&stage_in(context)) == before, "{} looks different each time", context.name());
        for key in bindings_of(context).flat_map(|binding| binding.keys) {
            let mut stage = stage_in(context);
            let mut effects = stage.app.update(Message::Key(*key), stage.now);
            // A take under way is kept whatever is pressed.
            effects.retain(|effect| !matches!(effect, Effect::KeepUnfinished(_)));
            assert!(!effects.is_empty() || look(&stage) != before, "{key} in {}", context.name());
        }
    }
}

#[test]
fn a_key_without_a_meaning_says_so() {
    for context in Context::ALL.into_iter().filter(|context| !LINES.contains(context)) {
        let mut stage = stage_in(context);
        stage.keys("z");
        assert!(stage.notice().starts_with("The key z does nothing here."), "{}", context.name());
    }
    let mut stage = stage_in(Context::Typing);
    stage.keys("<c-y>");
    assert_eq!(stage.notice(), "The key ctrl-y does nothing here. F1 shows the keys.");
}

#[test]
fn a_notice_goes_with_the_next_key() {
    let mut stage = Stage::with_samples();
    stage.keys("z<down>");
    assert!(stage.notice().starts_with("These are samples."));
}

#[test]
fn pasted_text_goes_into_the_query_line_and_nowhere_else() {
    let mut stage = Stage::with_samples();
    stage.paste("redis");
    assert!(stage.notice().starts_with("There is nothing to paste into here."));
    stage.keys("/").paste("redis\nleak");
    assert!(stage.screen(80, 24).contains("› redis leak"));
}

#[test]
fn the_query_line_is_edited_in_the_middle() {
    let mut stage = Stage::with_samples();
    stage.keys("/rdis<left><left><left>e");
    assert!(stage.screen(80, 24).contains("› redis"));
    stage.keys("<home>#<end> x<c-w><bs>");
    assert!(stage.screen(80, 24).contains("› #redis"));
    stage.keys("<c-u>");
    assert!(stage.screen(80, 24).contains("44 of 44"));
}

#[test]
fn the_footer_offers_only_what_can_be_done() {
    let mut stage = Stage::with_samples();
    let footer = |stage: &Stage| stage.screen(120, 40).lines().last().unwrap().to_owned();
    assert!(!footer(&stage).contains("clear") && !footer(&stage).contains("problems"));
    stage.keys("/redis<esc>");
    assert!(footer(&stage).contains("esc clear"));
    stage.keys("<enter><space>").wait(1.0);
    assert!(!footer(&stage).contains("undo"));
    stage.keys("<space>");
    assert!(footer(&stage).contains("u undo"));
}

#[test]
fn the_footer_names_what_is_needed_most_in_every_window() {
    let mut footers = String::new();
    for context in Context::ALL {
        let stage = stage_in(context);
        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            footers.push_str(stage.screen(width, height).lines().last().unwrap());
            footers.push('\n');
        }
    }
    assert_snapshot!("footers", footers);
    let mut stage = Stage::with_samples();
    for keys in ["", "/redis<esc>"] {
        let footer = stage.keys(keys).screen(60, 20).lines().last().unwrap().to_owned();
        for hint in ["? help", "↵ tell", "/ find", "tab skills", "r rehearse"] {
            assert!(footer.contains(hint), "{hint} is not in {footer}");
        }
    }
}

fn any_key() -> impl Strategy<Value = Key> {
    let keys: Vec<Key> =
        Context::ALL.into_iter().flat_map(bindings_of).flat_map(|binding| binding.keys).copied().collect();
    prop_oneof![
        8 => proptest::sample::select(keys),
        1 => any::<char>().prop_map(Key::char),
        1 => Just(Key::plain(Code::Enter)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_is_pressed_nothing_breaks_and_every_take_adds_up(
        presses in proptest::collection::vec((any_key(), 0_u16..2000), 1..80),
        size in proptest::sample::select(vec![(60, 20), (80, 24), (120, 40), (33, 7)]),
    ) {
        let mut stage = Stage::with_samples();
        for (key, wait) in presses {
            let effects = stage.app.update(Message::Key(key), stage.now);
            for effect in &effects {
                if let Effect::KeepTake(take) = effect {
                    prop_assert_eq!(take.splits.iter().map(|split| split.said).sum::<Millis>(), take.length);
                }
            }
            stage.screen(size.0, size.1);
            stage.wait(f64::from(wait) / 1000.0);
        }
    }
}

#[test]
fn with_ascii_marks_every_screen_is_ascii() {
    for context in Context::ALL {
        let stage = stage_with(Looks { marks: Marks::Ascii, ..Looks::default() }, context);
        for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
            let screen = stage.screen(width, height);
            let other = screen.chars().find(|letter| !letter.is_ascii());
            assert_eq!(other, None, "{context:?} in {width} columns:\n{screen}");
        }
    }
}
