//! The settings: a file to begin with, what can be written into it, and what is said of the rest.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "settings are written by hand")]

use std::fs;

use proptest::prelude::*;
use retell::app::action::Action;
use retell::app::key::{Code, Key};
use retell::app::keymap::{Context, Keymap, WAYS_BACK, defaults_of, name_of};
use retell::domain::rebinding::{Rebinding, Word};
use retell::storage::config::Config;
use tempfile::TempDir;

#[path = "common/verbs.rs"]
mod verbs;
#[path = "common/settings.rs"]
mod written;

use verbs::{errors, out, retell};
use written::settings;

/// The keys that an action has in a context.
fn keys(keymap: &Keymap, context: Context, action: Action) -> Vec<String> {
    let bindings = keymap.bindings_of(context).filter(|binding| binding.action == action);
    bindings.flat_map(|binding| binding.keys.iter().map(ToString::to_string).collect::<Vec<_>>()).collect()
}

/// A file to begin with, and the folder that holds it.
fn begun() -> (TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let output = retell(home.path(), home.path(), &["config", "--init"]);
    assert!(output.status.success(), "{}", errors(&output));
    let path = home.path().join("config.toml");
    assert_eq!(out(&output), format!("Written: {}. Every setting is in it, each behind a #.\n", path.display()));
    let text = fs::read_to_string(path).unwrap();
    (home, text)
}

/// Words have a space behind the `#`, settings none.
fn is_setting(line: &str) -> bool {
    line.starts_with('#') && !line.starts_with("# ")
}

#[test]
fn a_file_to_begin_with_changes_nothing_and_each_of_its_lines_can_be_set() {
    let (_home, text) = begun();
    assert_eq!(settings(&text), (Config::default(), Keymap::default(), vec![]));
    for line in text.lines().filter(|line| is_setting(line)) {
        let (_, _, problems) = settings(&text.replacen(&format!("\n{line}\n"), &format!("\n{}\n", &line[1..]), 1));
        assert_eq!(problems, [""; 0], "{line}");
    }
}

#[test]
fn all_lines_of_a_file_to_begin_with_say_together_what_is_so_without_them() {
    let (_home, text) = begun();
    let all: Vec<&str> = text.lines().map(|line| if is_setting(line) { &line[1..] } else { line }).collect();
    let (config, keymap, problems) = settings(&all.join("\n"));
    assert_eq!(problems, [""; 0]);
    assert_eq!((config.silenced, config.habits), (Config::default().silenced, Config::default().habits));
    for context in Context::ALL {
        let of_table = defaults_of(context).map(|binding| (binding.action, binding.keys));
        let of_file: Vec<_> = keymap.bindings_of(context).collect();
        let of_file = of_file.iter().map(|binding| (binding.action, binding.keys));
        assert_eq!(of_file.collect::<Vec<_>>(), of_table.collect::<Vec<_>>(), "{}", context.name());
    }
}

#[test]
fn the_names_in_the_settings_stay_as_they_are() {
    let (_home, text) = begun();
    insta::assert_snapshot!("to begin with", text);
}

#[test]
fn what_is_set_as_it_is_anyway_is_not_listed() {
    let (home, text) = begun();
    let all: Vec<&str> = text.lines().map(|line| if is_setting(line) { &line[1..] } else { line }).collect();
    let listed = |lines: &[&str]| {
        fs::write(home.path().join("config.toml"), lines.join("\n")).unwrap();
        let output = retell(home.path(), home.path(), &["config"]);
        assert_eq!(errors(&output), "");
        out(&output).lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()
    };
    assert_eq!(listed(&all), "# Nothing is set that differs from what is usual.\n");
    let with_another = text.replace("\n#pause = ", "\npause = \"F8\" # ");
    assert_eq!(listed(&with_another.lines().collect::<Vec<_>>()), "\n[keys]\npause = \"F8\"\n");
}

#[test]
fn a_file_that_is_there_is_never_replaced() {
    let (home, _) = begun();
    let path = home.path().join("config.toml");
    fs::write(&path, "# mine\n").unwrap();
    let output = retell(home.path(), home.path(), &["config", "--init"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("there are settings already, and they are left as they are."),
        "{}",
        errors(&output)
    );
    assert_eq!(fs::read_to_string(path).unwrap(), "# mine\n");
}

#[cfg(unix)]
#[test]
fn a_file_to_begin_with_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (home, _) = begun();
    let mode = fs::metadata(home.path().join("config.toml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_is_set_is_shown_as_it_would_be_written() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("config.toml");
    let shown = |text: &str| {
        fs::write(&path, text).unwrap();
        let output = retell(home.path(), home.path(), &["config"]);
        let shown = out(&output).replace(&path.display().to_string(), "PATH");
        (shown, errors(&output).replace(&path.display().to_string(), "PATH"), output.status.code())
    };
    let usual = "# PATH\n# Nothing is set that differs from what is usual.\n".to_owned();
    assert_eq!(shown("[practice]\nladder = \"outline\"\n"), (usual, String::new(), Some(0)));
    let text = "\n[practice]\nbell = true\n\n[keys]\nquit = \"Q\"\n\n[keys.telling]\npause = [\"z\", \"F8\"]\n";
    assert_eq!(shown(text), (format!("# PATH\n{text}"), String::new(), Some(0)));
    let (told, wrong, code) = shown("[keys]\nquit = \"Q\"\npause = \"ctrl-c\"\n");
    assert_eq!((told.as_str(), code), ("# PATH\n\n[keys]\nquit = \"Q\"\n", Some(1)));
    assert_eq!(wrong, "retell: PATH:3:9: `ctrl-c` leaves Retell, wherever you are. Choose another key.\n");
    fs::remove_file(&path).unwrap();
    let output = retell(home.path(), home.path(), &["config"]);
    assert!(
        out(&output).ends_with("usual; `retell config --init` writes a file that lists all.\n"),
        "{}",
        out(&output)
    );
}

#[test]
fn a_key_holds_everywhere_or_in_one_place_and_letters_stay_letters_where_a_line_is_typed() {
    let (_, keymap, problems) = settings(
        "[keys]\nup = \"w\"\nshow-help = [\"h\", \"F2\"]\nswitch-bell = []\nquit = \"Q\"\n[keys.telling]\nhint = \"i\"\n\
         [keys.rehearse]\nprevious-choice = \"left\"\n",
    );
    assert_eq!(problems, [""; 0]);
    for (context, action, expected) in [
        (Context::Library, Action::Up, &["w"][..]),
        (Context::Interviews, Action::Up, &["w"]),
        (Context::Typing, Action::Up, &["↑"]),
        (Context::Library, Action::ShowHelp, &["h", "F2"]),
        (Context::Typing, Action::ShowHelp, &["F2"]),
        (Context::Ready, Action::SwitchBell, &[]),
        (Context::Telling, Action::Hint, &["i"]),
        (Context::Library, Action::Quit, &["Q", "ctrl-c"]),
        (Context::Telling, Action::Quit, &["ctrl-c"]),
    ] {
        assert_eq!(keys(&keymap, context, action), expected, "{action:?} in {}", context.name());
    }
    assert_eq!(keymap.action_of(Context::Ready, Key::char('B')), None);
    assert_eq!(keymap.action_of(Context::Library, Key::plain(Code::F(2))), Some(Action::ShowHelp));
}

#[test]
fn two_actions_can_change_their_keys() {
    let (_, keymap, problems) = settings("[keys.telling]\nhint = [\"p\", \"b\"]\npause = [\"h\", \"F5\"]\n");
    assert_eq!(problems, [""; 0]);
    assert_eq!(keymap.action_of(Context::Telling, Key::char('p')), Some(Action::Hint));
    assert_eq!(keymap.action_of(Context::Telling, Key::char('h')), Some(Action::Pause));
}

#[test]
fn what_no_key_can_be_is_refused_with_the_reason_and_changes_nothing() {
    for (text, told) in [
        ("[keys]\npuase = \"x\"", "2:1: `puase` is nothing that a key does. Did you mean `pause`?"),
        ("[keys]\nedit = \"x\"", "2:1: `edit` is nothing that a key does. Did you mean `edit-story`?"),
        ("[keys]\nhelp = \"x\"", "2:1: `help` is nothing that a key does. Did you mean `show-help`?"),
        ("[keys]\ntell = \"x\"", "2:1: `tell` is nothing that a key does. Did you mean `practice`?"),
        (
            "[keys]\nnew = \"x\"",
            "2:1: `new` is nothing that a key does. Did you mean `new-appointment` or `write-story`?",
        ),
        ("[keys.library]\nnew = \"x\"", "2:1: `new` is nothing that a key does. Did you mean `write-story`?"),
        (
            "[keys.ready]\ntold_in_full = \"x\"",
            "2:1: `told_in_full` is nothing that a key does. Did you mean `switch-in-full`?",
        ),
        (
            "[keys]\ndance-all-night = \"x\"",
            "2:1: `dance-all-night` is nothing that a key does. `retell config --init` writes a file that lists them all.",
        ),
        (
            "[keys.teling]\npause = \"x\"",
            "1:7: [keys.teling] is no place where keys are pressed. Did you mean [keys.telling]?",
        ),
        (
            "[keys.library]\npause = \"x\"",
            "2:1: `pause` is nothing that a key does in [keys.library]. Take it out, or set it where it does something.",
        ),
        ("[keys]\npause = [\"x\", \"spce\"]", "2:15: `spce` is no key. Did you mean \"space\"?"),
        ("[keys]\npause = \"ctrl-i\"", "2:9: terminals send `ctrl-i` as tab. Write \"tab\", or choose another key."),
        ("[keys]\npause = \"ctrl-c\"", "2:9: `ctrl-c` leaves Retell, wherever you are. Choose another key."),
        (
            "[keys.telling]\npause = \"h\"",
            "2:1: `h` is `hint` in [keys.telling], so it can't be `pause`. Choose another key, or give `hint` another one.",
        ),
        (
            "[keys]\nundo = \"x\"",
            "2:1: `x` is `drop-skills` in [keys.importing], so it can't be `undo`. Choose another key, give \
             `drop-skills` another one, or set this under [keys.library] only.",
        ),
        ("[keys]\nshow-help = []", "2:1: without a key there would be no way to help. Give it one."),
        (
            "[screen]\nshare = true\n[keys]\nswitch-sharing = []",
            "4:1: without a key there would be no way to share the screen, or to end that. Give it one.",
        ),
        (
            "[keys]\nleave = []",
            "2:1: without a key for `leave` there would be no way out of [keys.coverage]. Give it one.",
        ),
        (
            "[keys.noting]\nkeep-note = \"k\"",
            "2:13: a line is typed in [keys.noting], and there `k` is a letter. Choose a key that types nothing, such as \
             \"ctrl-x\", \"alt-x\" or \"F5\".",
        ),
        (
            "[keys]\nkeep-note = \"k\"",
            "2:1: `keep-note` is for where a line is typed, and there letters are letters. Choose a key that types \
             nothing, such as \"ctrl-x\", \"alt-x\" or \"F5\".",
        ),
    ] {
        let (_, keymap, problems) = settings(text);
        assert_eq!(problems, [told], "{text}");
        assert_eq!(keymap, Keymap::default(), "{text}");
    }
}

#[test]
fn of_two_that_want_the_same_key_the_later_one_is_refused() {
    let (_, keymap, problems) = settings("[keys.telling]\npause = \"z\"\nhint = \"z\"\n");
    assert_eq!(
        problems,
        [
            "3:1: `z` is `pause` in [keys.telling], so it can't be `hint`. Choose another key, or give `pause` another one."
        ]
    );
    assert_eq!(keys(&keymap, Context::Telling, Action::Pause), ["z"]);
    assert_eq!(keys(&keymap, Context::Telling, Action::Hint), ["h", "F5"]);
}

#[test]
fn doctor_names_what_is_wrong_with_the_keys_too() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("config.toml"), "[keys]\npause = \"h\"\n").unwrap();
    let output = retell(home.path(), home.path(), &["doctor"]);
    assert!(out(&output).contains("config.toml:2:1: `h` is `hint` in [keys.telling], so it can't be `pause`."));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_the_readme_sets_can_be_set() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let examples: Vec<&str> = readme.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() > 2);
    for example in examples {
        assert_eq!(settings(example).2, [""; 0], "{example}");
    }
}

/// Keys that are taken in many places, one that always leaves, one that is free, and none.
const WISHED: [&str; 9] = ["x", "esc", "enter", "?", "F1", "ctrl-c", "F9", "space", "no key"];

fn any_rebinding() -> impl Strategy<Value = Rebinding> {
    let actions: Vec<Action> = Context::ALL.into_iter().flat_map(defaults_of).map(|binding| binding.action).collect();
    let place = proptest::option::of(proptest::sample::select(Context::ALL.to_vec()));
    let keys = proptest::collection::vec(proptest::sample::select(WISHED.to_vec()), 0..3);
    (place, proptest::sample::select(actions), keys).prop_map(|(place, action, keys)| {
        let word = |text: String| Word { text, ..Word::default() };
        let keys = keys.into_iter().map(|key| word(key.to_owned())).collect();
        Rebinding { place: place.map(|place| word(name_of(place))), action: word(name_of(action)), keys }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_set_no_key_means_two_things_and_there_is_a_way_out_and_to_help(
        rebindings in proptest::collection::vec(any_rebinding(), 1..20),
    ) {
        let (keymap, _) = Keymap::new(&rebindings);
        for context in Context::ALL {
            let bindings: Vec<_> = keymap.bindings_of(context).collect();
            let keys: Vec<Key> = bindings.iter().flat_map(|binding| binding.keys).copied().collect();
            for (place, key) in keys.iter().enumerate() {
                prop_assert!(!keys[..place].contains(key), "{} twice in {}", key, context.name());
            }
            prop_assert_eq!(keymap.action_of(context, Key::ctrl('c')), Some(Action::Quit));
            let leads = |action: Action| bindings.iter().any(|binding| binding.action == action);
            prop_assert!(leads(Action::ShowHelp) || context == Context::Help, "help in {}", context.name());
            let way_back = WAYS_BACK.into_iter().find(|way| defaults_of(context).any(|it| it.action == *way));
            prop_assert!(way_back.is_none_or(leads), "a way out of {}", context.name());
        }
    }
}
