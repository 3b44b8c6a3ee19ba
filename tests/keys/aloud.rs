//! Every place and every key, told in lines.

use insta::assert_snapshot;
use retell::app::action::Action;
use retell::app::key::Key;
use retell::app::keymap::{Context, defaults_of};
use retell::app::message::Message;
use retell::app::text_area::Stroke;
use retell::speech::reader::{Heard, Reader};

use super::common::ears::Ears;
use super::common::parse_keys;
use super::{bring_what_was_asked_for, stage, stage_in, way_to};

/// A key or a word as it is typed in a context.
fn typed(context: Context, said: &str) -> String {
    let colon = if context.is_typed() { ":" } else { "" };
    format!("{colon}{said}")
}

/// Presses keys by typing their names. Letters that type a line are one, which is entered too.
fn walk(ears: &mut Ears, keys: &str) {
    let mut text = String::new();
    let mut is_entered = false;
    for key in parse_keys(keys) {
        let context = ears.stage.app.context();
        if let Some(c) = key.typed().filter(|_| context.is_typed()) {
            text.push(c);
            continue;
        }
        if !text.is_empty() {
            let line = std::mem::take(&mut text);
            // What stands at the end of a way is only there to be edited.
            is_entered = ["enter", "esc"].contains(&key.written().as_str());
            if is_entered {
                ears.types(&[&line]);
            }
        }
        if !std::mem::take(&mut is_entered) {
            ears.types(&[&typed(context, &key.written())]);
        }
    }
}

#[test]
fn every_place_is_reached_by_lines_and_says_what_is_there() {
    let mut said = String::new();
    // Help is read where one is.
    for context in Context::ALL.into_iter().filter(|context| *context != Context::Help) {
        let mut ears = Ears::on(stage(|_| {}));
        for keys in way_to(context).split('~') {
            walk(&mut ears, keys);
            ears.wait(1.0);
        }
        bring_what_was_asked_for(&mut ears.stage, context);
        ears.listen("");
        walk(
            &mut ears,
            match context {
                Context::Parts => "<tab><down>",
                Context::Retitling => "r",
                _ => "",
            },
        );
        assert_eq!(ears.stage.app.context(), context, "{}", ears.transcript);
        ears.transcript.clear();
        ears.types(&[&typed(context, "where")]);
        if ears.transcript.contains("more reads the list.") {
            ears.types(&[&typed(context, "more")]);
        }
        let lines = ears.transcript.lines().filter(|line| !line.starts_with("> ")).collect::<Vec<_>>();
        said.push_str(&format!("{}\n    {}\n\n", context.name(), lines.join("\n    ")));
    }
    assert_snapshot!("aloud", said);
}

#[test]
fn every_key_and_every_word_of_the_keymap_can_be_typed() {
    for context in Context::ALL.into_iter().filter(|context| *context != Context::Help) {
        let stage = stage_in(context);
        let mut reader = Reader::default();
        reader.news(&stage.app, stage.now);
        let mut press = |said: &str| match reader.hear(&typed(context, said), &stage.app, stage.now) {
            Heard::Messages(messages) => messages,
            Heard::Answer(lines) => {
                assert!(!lines.is_empty(), "{said} in {}", context.name());
                Vec::new()
            }
        };
        for binding in defaults_of(context) {
            // What only the eye needs is read instead, or refused with advice.
            let is_read = match binding.action {
                Action::ShowHelp | Action::NextText | Action::PreviousText | Action::ShowDocument | Action::PutBack => {
                    true
                }
                Action::Stroke(stroke) => !matches!(stroke, Stroke::Undo | Stroke::Redo),
                Action::Up | Action::Down => context == Context::Writing,
                _ => false,
            };
            // “end” ends an interview; the key of that name has another one beside it.
            let is_word = |key: &Key| defaults_of(context).any(|other| other.hint == Some(key.written().as_str()));
            let typed: Vec<Key> = binding.keys.iter().copied().filter(|key| !is_word(key)).collect();
            assert!(!typed.is_empty(), "{:?} in {} can't be typed", binding.action, context.name());
            for key in typed {
                let expected = if is_read { Vec::new() } else { vec![Message::Key(key)] };
                assert_eq!(press(&key.written()), expected, "{key} in {}", context.name());
            }
            let is_number = matches!(binding.action, Action::Rate(_) | Action::TellAs(_));
            let Some(hint) = binding.hint.filter(|_| !is_number) else { continue };
            let does_it = |key: &Key| {
                let does = defaults_of(context).find(|other| other.keys.contains(key));
                does.is_some_and(|other| other.hint == Some(hint) || stage.app.word_for(other) == Some(hint))
            };
            match &press(hint)[..] {
                [] => assert!(is_read, "{hint} in {}", context.name()),
                [Message::Key(key)] => assert!(does_it(key), "{hint} presses {key} in {}", context.name()),
                other => panic!("{hint} in {} comes to {other:?}", context.name()),
            }
        }
    }
}

#[test]
fn what_means_nothing_is_answered_with_what_can_be_typed() {
    for context in Context::ALL.into_iter().filter(|context| *context != Context::Help) {
        let mut ears = Ears::on(stage_in(context));
        ears.transcript.clear();
        ears.types(&[&typed(context, "xyzzy")]);
        assert!(ears.transcript.contains("xyzzy: nothing here. You can type: "), "{}", ears.transcript);
        assert_eq!(ears.stage.app.context(), context);
    }
}

#[test]
fn help_speaks_of_nothing_that_only_the_screen_has() {
    for context in Context::ALL.into_iter().filter(|context| *context != Context::Help) {
        let mut ears = Ears::on(stage_in(context));
        ears.transcript.clear();
        ears.types(&[&typed(context, "f1")]);
        while ears.transcript.ends_with("more reads on.\n") {
            ears.types(&[&typed(context, "more")]);
        }
        assert!(!ears.transcript.contains('✓') && !ears.transcript.contains("window"), "{}", ears.transcript);
    }
}

#[test]
fn what_narrows_a_list_to_the_same_is_answered_with_the_same() {
    let mut ears = Ears::on(stage(|_| {}));
    walk(&mut ears, "Is");
    for words in ["xyzzy", "where"] {
        ears.transcript.clear();
        ears.types(&[words]);
        assert!(ears.transcript.contains("No story has these words"), "{}", ears.transcript);
    }
}

#[test]
fn a_number_goes_to_that_row_wherever_there_is_a_list() {
    for (way, row, here) in [
        ("", "4", "At 4 of 6: "),
        ("<tab>", "12", "At 12 of "),
        ("!", "2", "At 2 of 2: "),
        ("I", "3", "At 3 of 3: "),
        ("C", "25", "At 25 of "),
        ("r", "2", "At 2 of 4: Order"),
        ("Is", "5", "At 5 of 6: "),
    ] {
        let mut ears = Ears::on(stage(|_| {}));
        walk(&mut ears, way);
        ears.transcript.clear();
        ears.types(&[row]);
        assert!(ears.transcript.contains(here), "{way} {row}: {}", ears.transcript);
        ears.types(&["1"]);
        assert!(ears.transcript.contains("\nAt 1 of "), "{way} 1: {}", ears.transcript);
    }
}
