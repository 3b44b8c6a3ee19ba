//! Keys, wherever they are pressed: each does something or says why not, and none does harm.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]

#[path = "keys/aloud.rs"]
mod aloud;
mod common;
#[path = "common/settings.rs"]
mod written;

use common::{SAMPLES, Stage, few_words, opening, stamp};
use insta::assert_snapshot;
use jiff::civil::date;
use proptest::prelude::*;
use retell::app::action::Action;
use retell::app::key::{Code, Key};
use retell::app::keymap::{Binding, Context, Keymap, defaults_of, name_of};
use retell::app::message::{Effect, Message};
use retell::app::pointing::{Pointed, Spot};
use retell::app::screen::coverage::Probing;
use retell::app::screen::importing::Focus;
use retell::app::screen::writing::WritingScreen;
use retell::app::text_input::TextInput;
use retell::app::{Notice, Opening, Screen};
use retell::domain::appointment::Appointment;
use retell::domain::appointments::Appointments;
use retell::domain::change::Was;
use retell::domain::conflict::{Conflict, Side};
use retell::domain::library::{Library, Origin};
use retell::domain::looks::Marks;
use retell::domain::problem::{Problem, Remedy};
use retell::domain::story::Story;
use retell::domain::time::Millis;
use retell::domain::version::Version;
use retell::ui;
use written::settings;

/// The way from the start to each context.
const WAYS: [(Context, &str); 38] = [
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
    (Context::Filters, "/#redis<esc>@sone<enter>"),
    (Context::Naming, "/#redis<esc>@sname<left>"),
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
    (Context::Writing, "n<pgdn><pgdn>one two <c-w>two<enter>three four!<c-_><up><left>"),
];

/// A document with two stories.
const IMPORTED: &str = "## A leak\n\n**Problem:** It leaked.\n\n**Action:** I used Redis.\n\n**Outcome:** It holds.\n\n\
    ## A jam\n\n**Problem:** It jammed.\n\n**Outcome:** It runs.\n";

/// A stage in a context.
fn stage_in(context: Context) -> Stage {
    stage_with(context, |_| {})
}

/// A stage in a context that opens with something else; `~` in the way is a second of waiting.
fn stage_with(context: Context, change: impl FnOnce(&mut Opening)) -> Stage {
    let mut stage = stage(change);
    for keys in way_to(context).split('~') {
        stage.keys(keys).wait(1.0);
    }
    bring_what_was_asked_for(&mut stage, context);
    stage.keys(match context {
        Context::Parts => "<tab><down>",
        Context::Retitling => "r<left>",
        _ => "",
    });
    assert_eq!(stage.app.context(), context);
    stage
}

/// A stage with something of everything.
fn stage(change: impl FnOnce(&mut Opening)) -> Stage {
    let stories = SAMPLES.iter().take(6).cloned().collect();
    let mut start = opening(Library::new(stories, Origin::Samples));
    start.vocabulary = few_words();
    change(&mut start);
    start.problems = vec![Problem::new("a.json", "it is torn", "Mend it."), second_version()];
    start.appointments = Appointments::new([interview(20, "ACME"), interview(21, "Initech"), interview(1, "Hooli")]);
    Stage::open(start)
}

fn way_to(context: Context) -> &'static str {
    WAYS.into_iter().find(|(there, _)| *there == context).unwrap().1
}

/// Answers as the worker would.
fn bring_what_was_asked_for(stage: &mut Stage, context: Context) {
    if context == Context::Kept {
        let story = SAMPLES[0].clone();
        let version = Version { at: stage.now.wall, file: Some("00000001.json".to_owned()), story };
        stage.app.update(Message::Trash(vec![version.clone(), version], vec![]), stage.now);
    }
    if matches!(context, Context::Importing | Context::Parts | Context::Retitling) {
        stage.read_document("notes.md", IMPORTED);
    }
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

/// What a person sees, what was typed on a line, and the part of a story that is written, with the cursor in it.
fn look(stage: &Stage) -> (String, [Option<TextInput>; 2], Option<(String, usize)>) {
    let typed = match stage.app.screen() {
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
    let area = stage.app.writing().and_then(WritingScreen::area).map(|area| (area.text().to_owned(), area.cursor()));
    (stage.screen(80, 24), [Some(stage.app.library_screen().input().clone()), typed], area)
}

/// Presses a key, and returns what that asks of the world. A take under way is kept whatever is pressed.
fn effects_of(stage: &mut Stage, key: Key) -> Vec<Effect> {
    let effects = stage.press(key).into_iter();
    effects.filter(|effect| !matches!(effect, Effect::KeepUnfinished(_))).collect()
}

/// What is told above the keys of the smallest window, if not all of it is there.
fn untold(stage: &Stage) -> Option<String> {
    let (Notice::Info(told) | Notice::Error(told)) = stage.app.notice()?;
    let screen = stage.screen(60, 20);
    let rows = screen.lines().skip(screen.lines().count() - 6).take(5);
    let shown = rows.collect::<Vec<&str>>().join(" ");
    let in_words = |text: &str| text.split_whitespace().collect::<Vec<&str>>().join(" ");
    (!in_words(&shown).ends_with(&in_words(told))).then(|| screen.clone())
}

/// A key for each action of a context that nothing else has: `alt-` and a letter.
fn fresh_keys(context: Context) -> Vec<(Action, Key)> {
    let mut actions: Vec<Action> = Vec::new();
    for Binding { action, .. } in defaults_of(context) {
        if !actions.contains(action) {
            actions.push(*action);
        }
    }
    let keys = ('a'..='z').chain('A'..='Z').map(Key::alt);
    let is_fresh = |key: &Key| defaults_of(context).all(|binding| !binding.keys.contains(key));
    actions.into_iter().zip(keys.filter(is_fresh)).collect()
}

/// The keys after a person has written into the settings that every action has another one everywhere.
fn all_other_keys() -> Keymap {
    let mut text = String::new();
    for context in Context::ALL {
        text.push_str(&format!("[keys.{}]\n", name_of(context)));
        for (action, key) in fresh_keys(context) {
            text.push_str(&format!("{} = \"{key}\"\n", name_of(action)));
        }
    }
    let (_, keymap, problems) = settings(&text);
    assert_eq!(problems, [""; 0]);
    keymap
}

#[test]
fn every_key_does_something_or_says_why_not_and_another_key_does_the_same() {
    let others = all_other_keys();
    for context in Context::ALL {
        let before = look(&stage_in(context));
        assert!(look(&stage_in(context)) == before, "{} looks different each time", context.name());
        let fresh = fresh_keys(context);
        for binding in defaults_of(context) {
            let mut stage = stage_in(context);
            let key = *binding.keys.first().unwrap();
            let effects = effects_of(&mut stage, key);
            let after = look(&stage);
            assert!(!effects.is_empty() || after != before, "{key} in {}", context.name());
            assert_eq!(untold(&stage), None, "{key} in {}", context.name());
            for also in &binding.keys[1..] {
                let mut stage = stage_in(context);
                assert_eq!(effects_of(&mut stage, *also), effects, "{also} for {key} in {}", context.name());
                assert!(look(&stage) == after, "{also} for {key} in {}\n{}", context.name(), stage.screen(80, 24));
            }

            let other = fresh.iter().find(|(action, _)| *action == binding.action).unwrap().1;
            let mut stage_of_others = stage_with(context, |start| start.keymap = others.clone());
            let other_effects = effects_of(&mut stage_of_others, other);
            let undo = stage_of_others.app.key_in(Context::Library, Action::Undo);
            let said = format!("{other_effects:?}").replace(&format!("{undo} undoes it"), "u undoes it");
            assert_eq!(said, format!("{effects:?}"), "{other} for {key} in {}", context.name());
            let (screen, typed, area) = look(&stage_of_others);
            let mut is_key_near = false;
            let differing = after.0.lines().zip(screen.lines()).find(|(row, other)| {
                // A sentence that names a key may go on in the next row.
                let is_key_here = other.contains("alt-");
                let may_differ = std::mem::replace(&mut is_key_near, is_key_here) || is_key_here;
                row != other && !may_differ
            });
            assert_eq!(differing, None, "{other} for {key} in {}", context.name());
            assert!((typed, area) == (after.1, after.2), "{other} for {key} in {}", context.name());
        }
    }
}

#[test]
fn what_went_wrong_is_told_to_its_end_in_the_smallest_window() {
    let mut stage = Stage::with_samples();
    let file = "/home/somebody/.local/share/retell/practice/laptop-of-somebody-2026.jsonl";
    let problem =
        Problem::new(file, "The take can't be kept: no space is left on the device", "Make room and press a key.");
    stage.app.update(Message::Failed(problem), stage.now);
    let screen = stage.screen(60, 20);
    let told = "\u{20}! The take can't be kept: no space is left on the device.\n   Make room and press a key.\n   \
                (/home/somebody/.local/share/retell/practice/laptop-of-\n   somebody-2026.jsonl)";
    assert_eq!(screen.lines().skip(15).take(4).collect::<Vec<&str>>().join("\n"), told);
    stage.app.update(Message::Failed(Problem::new(file, "word ".repeat(100), "")), stage.now);
    assert!(stage.screen(60, 20).lines().nth(18).unwrap().ends_with(" …"), "{}", stage.screen(60, 20));
    assert!(stage.screen(60, 20).lines().nth(14).unwrap().starts_with(" ! word"), "{}", stage.screen(60, 20));
}

/// The rows of a list that can be pointed at: what each is, its line, and what it begins with.
fn rows_of(stage: &Stage, size: (u16, u16)) -> Vec<(Pointed, u16, String)> {
    let (screen, mut rows) = (stage.screen(size.0, size.1), Vec::new());
    for (y, line) in (0..).zip(screen.lines()).filter(|(_, line)| !line.is_empty()) {
        for x in [4, size.0 - 16] {
            match ui::pointed_at(&stage.app, stage.now, size.into(), (x, y).into()) {
                Some(Pointed(Spot::Key | Spot::Query | Spot::Skill, _)) | None => {}
                Some(row) => {
                    let from_there = line.chars().skip(usize::from(x) - 4).collect::<String>();
                    let words = from_there.trim_start_matches([' ', '▌', '▸']).replace(" ‹", "  ");
                    let words = words.split("  ").next().unwrap();
                    rows.push((row, y, words.chars().filter(|letter| letter.is_alphanumeric()).collect()));
                    break;
                }
            }
        }
    }
    rows
}

#[test]
fn a_click_goes_to_the_row_that_is_clicked_in_every_list() {
    let mut without = Vec::new();
    // Where a name or an answer is asked for, the keys go by no rows, and neither does the mouse.
    let goes_by_rows = |context: &Context| {
        defaults_of(*context).any(|binding| matches!(binding.action, Action::Down | Action::NextPiece))
    };
    for context in Context::ALL.into_iter().filter(goes_by_rows) {
        let mut count = 0;
        for size in [(60, 20), (112, 32)] {
            let rows = rows_of(&stage_in(context), size);
            count += rows.len();
            if let Some((row, y, letters)) = rows.iter().rfind(|(Pointed(_, by), ..)| *by != 0) {
                let mut stage = stage_in(context);
                stage.app.update(Message::Pointed(*row), stage.now);
                let there = rows_of(&stage, size);
                let is_there = |(at, _, other): &(Pointed, u16, String)| at.1 == 0 && other == letters;
                let screen = stage.screen(size.0, size.1);
                assert!(there.iter().any(is_there), "{context:?} {size:?} {y} {row:?} {letters}\n{screen}");
            }
        }
        if count == 0 {
            without.push(context);
        }
    }
    // There no text is revealed, and no story is found.
    assert_eq!(without, [Context::Telling, Context::Choosing]);
}

#[test]
fn a_key_without_a_meaning_says_so() {
    for context in Context::ALL.into_iter().filter(|context| !context.is_typed()) {
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
    assert!(stage.notice().starts_with("Your own: n writes a story"));
}

#[test]
fn pasted_text_goes_into_the_query_line_and_nowhere_else() {
    let mut stage = Stage::with_samples();
    stage.paste("redis");
    assert!(stage.notice().starts_with("Nothing can be pasted here. In the library, / finds"));
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
        Context::ALL.into_iter().flat_map(defaults_of).flat_map(|binding| binding.keys).copied().collect();
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
        let stage = stage_with(context, |start| start.looks.marks = Marks::Ascii);
        for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
            let screen = stage.screen(width, height);
            let other = screen.chars().find(|letter| !letter.is_ascii());
            assert_eq!(other, None, "{context:?} in {width} columns:\n{screen}");
        }
    }
}

#[test]
fn keys_that_were_taken_away_do_nothing_and_what_is_shown_and_said_names_the_others() {
    let others = all_other_keys();
    let every_action: Vec<Action> = Context::ALL.into_iter().flat_map(defaults_of).map(|it| it.action).collect();
    for context in Context::ALL {
        let name = context.name();
        let mut stage = stage_with(context, |start| start.keymap = others.clone());
        let footer = stage.screen(120, 40).lines().last().unwrap().to_owned();
        for Binding { keys, hint, .. } in defaults_of(context) {
            let (key, hint) = (keys.first().unwrap(), hint.unwrap_or("?"));
            assert!(!format!(" {footer} ").contains(&format!(" {key} {hint} ")), "{key} {hint} in {name}: {footer}");
        }
        assert!(context == Context::Help || footer.contains(" alt-a help"), "{name}: {footer}");

        let mut said = vec![stage.screen(120, 40)];
        said.extend(every_action.iter().filter_map(|action| Some(stage.app.say(stage.app.can(*action).err()?))));
        for keys in defaults_of(context).map(|binding| binding.keys).filter(|keys| **keys != [Key::ctrl('c')]) {
            // A key that would type something types it.
            for key in keys.iter().filter(|key| !context.is_typed() || key.typed().is_none()) {
                assert_eq!(stage.press(*key), [], "{key} in {name}");
                let Some(Notice::Info(notice)) = stage.app.notice() else { panic!("{key} in {name}") };
                assert!(notice.starts_with(&format!("The key {key} does nothing here. alt-")), "{name}: {notice}");
            }
        }
        for said in said {
            let said = said.replace(" press ", " Press ");
            let named = said.split("Press ").skip(1).filter(|rest| !rest.starts_with("alt-"));
            assert_eq!(named.collect::<Vec<_>>(), [""; 0], "{name}");
            let word = ["Esc ", "Enter ", "Space ", "Tab ", "Ctrl-"].into_iter().find(|word| said.contains(word));
            assert_eq!(word, None, "{name}: {said}");
        }

        if context != Context::Help {
            stage.keys(if context.is_typed() { "<f1>" } else { "?" });
            let help = stage.screen(120, 60);
            for (action, key) in fresh_keys(context) {
                let words = defaults_of(context).find(|binding| binding.action == action).unwrap().help;
                let shown =
                    help.lines().any(|line| line.trim_start().starts_with(&format!("{key} ")) && line.contains(words));
                assert!(shown, "{key} {words} in the help of {name}:\n{help}");
            }
        }
    }
}

#[test]
fn a_second_press_of_a_key_that_was_chosen_for_leading_on_is_left_out_too() {
    let (_, keymap, _) = settings("[keys.grading]\naccept-grade = \"n\"\n[keys.answered]\ngo-on = \"F2\"\n");
    let mut stage = stage_with(Context::Grading, |start| start.keymap = keymap.clone());
    stage.press(Key::char('n'));
    assert_eq!(stage.app.context(), Context::Review);
    stage.wait(0.1).press(Key::char('n'));
    assert_eq!(stage.notice(), "Pressed twice within 0.3 s. The second press was left out.");
    stage.wait(0.5).press(Key::char('n'));
    assert_eq!(stage.app.context(), Context::Ready);

    let mut stage = stage_with(Context::Answered, |start| start.keymap = keymap.clone());
    stage.press(Key::plain(Code::F(2)));
    assert_eq!(stage.app.context(), Context::Asking);
    stage.wait(0.1).press(Key::plain(Code::Enter));
    assert_eq!(stage.notice(), "Pressed twice within 0.3 s. The second press was left out.");
}
