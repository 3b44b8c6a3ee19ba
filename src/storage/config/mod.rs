//! The settings: a file that a person writes and Retell only reads, but for a first one with every setting in it.

use std::io;

mod reading;
mod settings;

use super::{Folders, atomic, text_file};
use crate::domain::check::Silenced;
use crate::domain::habits::Habits;
use crate::domain::looks::Wishes;
use crate::domain::problem::Problem;
use crate::domain::rebinding::Rebinding;
use settings::SETTINGS;

/// What a person has set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// The rules that `retell check` doesn't apply.
    pub silenced: Silenced,
    /// How the teller likes to practice.
    pub habits: Habits,
    /// How the screen is to look.
    pub looks: Wishes,
    /// Whether others look at the screen from the start.
    pub is_sharing: bool,
    /// The keys that were chosen, from top to bottom.
    pub keys: Vec<Rebinding>,
}

impl Config {
    /// The settings but keys that aren't as they are when nothing is set: the section of each, and its line.
    pub fn changes(&self) -> Vec<(&'static str, String)> {
        let written = |setting: &settings::Setting| (setting.written(self), setting.written(&Self::default()));
        SETTINGS
            .iter()
            .map(|setting| (setting, written(setting)))
            .filter(|(_, (set, default))| set != default)
            .map(|(setting, (set, _))| (setting.section, format!("{} = {set}", setting.key)))
            .collect()
    }
}

/// Reads the settings. What can't be read or isn't known is named, and the rest counts. No file means no settings.
pub fn read(folders: &Folders) -> (Config, Vec<Problem>) {
    let path = &folders.config;
    // Where the folder is a file, those who write there tell.
    let is_absent = std::fs::symlink_metadata(path)
        .is_err_and(|error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory));
    if is_absent {
        return (Config::default(), Vec::new());
    }
    match text_file::read(path) {
        Ok(text) => reading::read(&path.display().to_string(), &text),
        Err(problem) => (Config::default(), vec![problem]),
    }
}

/// Writes a file in which every setting stands with its default, to be changed by its owner. `keys` is the part of it
/// that lists the keys.
///
/// # Errors
/// When there is a file, which is never replaced, or the disk refuses.
pub fn begin(folders: &Folders, keys: &str) -> Result<(), Problem> {
    let path = folders.config.display().to_string();
    let text = format!("{}\n{keys}", commented());
    atomic::copy_to(&folders.config, text.as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Problem::new(
            path,
            "there are settings already, and they are left as they are",
            "Change them in a text editor, or move the file away and do this again.",
        ),
        _ => {
            Problem::new(path, format!("the settings can't be written: {error}"), "Look after the disk, and try again.")
        }
    })
}

/// Every setting but keys with its default, which a `#` keeps from counting.
fn commented() -> String {
    let mut text = BEGINNING.to_owned();
    let mut section = "";
    for setting in SETTINGS {
        if setting.section != section {
            section = setting.section;
            text.push_str(&format!("\n[{section}]\n"));
        }
        let line = format!("#{} = {}", setting.key, setting.written(&Config::default()));
        text.push_str(&format!("# {}.\n{line}{}\n", setting.help, setting.others()));
    }
    text
}

/// What stands above all settings.
const BEGINNING: &str = "\
# The settings of Retell, each as it is when nothing is set. To change one, take away the # before it.
# `retell config` shows what you have changed.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::Rule;
    use crate::domain::ghost::Ghost;
    use crate::domain::habits::Feedback;
    use crate::domain::ladder::Ladder;
    use crate::domain::looks::{Color, Depth, Marks, Rgb, Role, Theme};
    use crate::domain::practice::Style;

    fn read_text(text: &str) -> (Config, Vec<String>) {
        let (config, problems) = reading::read("c.toml", text);
        (config, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_habit_can_be_set() {
        let text = "[practice]\nladder = \"star\"\nstyle = \"cued\"\nfeedback = \"quiet\"\nghost = \"best\"\n\
            bell = true\ncurveballs = true\n";
        let habits = Habits {
            ladder: Ladder::Star,
            style: Style::Cued,
            feedback: Feedback::Quiet,
            ghost: Ghost::Best,
            has_bell: true,
            has_curveballs: true,
        };
        let (config, told) = read_text(text);
        assert_eq!((config.habits, told), (habits, vec![]));
        let lines: Vec<String> = config.changes().into_iter().map(|(_, line)| line).collect();
        assert_eq!(format!("[practice]\n{}\n", lines.join("\n")), text);
    }

    #[test]
    fn looks_can_be_set_and_roles_have_colors_of_ones_own() {
        let text = "[screen]\ntheme = \"high-contrast\"\ncolors = \"256\"\nmarks = \"ascii\"\n\
            [theme]\ntext = \"#eeeeee\"\naccent = 208\nalert = \"Bright Red\"\nhalf = \"terminal\"\ntime-up = \"theme\"\n";
        let looks = Wishes {
            theme: Theme::HighContrast,
            own: vec![
                (Role::Text, Color::Own(Rgb(0xee, 0xee, 0xee))),
                (Role::Accent, Color::Numbered(208)),
                (Role::Alert, Color::Numbered(9)),
                (Role::Half, Color::Terminal),
            ],
            depth: Some(Depth::Numbered),
            marks: Some(Marks::Ascii),
            has_mouse: true,
        };
        let (config, told) = read_text(text);
        assert_eq!(
            (config.looks.theme, config.looks.depth, config.looks.marks),
            (looks.theme, looks.depth, looks.marks)
        );
        assert!(looks.own.iter().all(|own| config.looks.own.contains(own)) && config.looks.own.len() == 4);
        assert_eq!(told, [""; 0]);
        let written = config.changes().into_iter().map(|(section, line)| format!("{section}.{line}"));
        assert_eq!(
            written.collect::<Vec<_>>(),
            [
                "screen.theme = \"high-contrast\"",
                "screen.colors = \"256\"",
                "screen.marks = \"ascii\"",
                "theme.text = \"#eeeeee\"",
                "theme.accent = 208",
                "theme.alert = 9",
                "theme.half = \"terminal\"",
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_the_nearest_right_name() {
        for (text, told) in [
            ("practice = 3", "c.toml:1:12: `practice` is a section. Write it as [practice]."),
            (
                "[practise]\nbell = true",
                "c.toml:1:2: `practise` is nothing that can be set. Did you mean [practice]? The sections are [check], \
                 [practice], [screen], [theme], [keys].",
            ),
            (
                "theme = \"dark\"",
                "c.toml:1:9: `theme` is a section. Write it as [theme]; the setting of that name belongs under [screen].",
            ),
            ("mouse = false", "c.toml:1:1: `mouse` is nothing that can be set. It belongs under [screen]."),
            (
                "[practice]\ntheme = \"dark\"",
                "c.toml:2:1: `theme` is nothing that can be set under [practice]. It belongs under [screen].",
            ),
            ("[screen]\ncolors = 256", "c.toml:2:10: `colors` can't be this. Put it in quotes: colors = \"256\"."),
            (
                "[screen]\ncolors = 257",
                "c.toml:2:10: `colors` can't be this. Did you mean \"256\"? It can be \"auto\", \"true\", \"256\", \"16\" or \
                 \"none\".",
            ),
            (
                "[theme]\ndim = \"brigth red\"",
                "c.toml:2:7: `dim` is no color. Did you mean \"bright red\"? It can be \"#5f87ff\", a name such as \
                 \"bright blue\", a number from 0 to 255, \"terminal\" or \"theme\".",
            ),
            (
                "[theme]\ndim = \"#5F8\"",
                "c.toml:2:7: `dim` is no color. Did you mean \"#55ff88\"? It can be \"#5f87ff\", a name such as \
                 \"bright blue\", a number from 0 to 255, \"terminal\" or \"theme\".",
            ),
            (
                "[weather]",
                "c.toml:1:2: `weather` is nothing that can be set. The sections are [check], [practice], [screen], \
                 [theme], [keys]. Take this out.",
            ),
            ("[practice]\nbell = 1", "c.toml:2:8: `bell` is neither on nor off. Write bell = true, or bell = false."),
            (
                "[practice]\nfeedback = \"quite\"",
                "c.toml:2:12: `feedback` can't be this. Did you mean \"quiet\"? It can be \"full\", \"quiet\" or \
                 \"none\".",
            ),
            (
                "[practice]\n\n  ladder = 3",
                "c.toml:3:12: `ladder` can't be this. It can be \"outline\", \"star\" or \"beats\".",
            ),
            (
                "[practice]\nbel = true",
                "c.toml:2:1: `bel` is nothing that can be set under [practice]. Did you mean `bell`?",
            ),
            (
                "[screen]\ntheme = \"drak\"",
                "c.toml:2:9: `theme` can't be this. Did you mean \"dark\"? It can be \"auto\", \"dark\", \"light\", \
                 \"high-contrast\", \"color-blind\" or \"plain\".",
            ),
            (
                "[theme]\n\nacent = 3",
                "c.toml:3:1: `acent` is nothing that can be set under [theme]. Did you mean `accent`?",
            ),
            (
                "[theme]\ndim = \"teal\"",
                "c.toml:2:7: `dim` is no color. It can be \"#5f87ff\", a name such as \"bright blue\", a number from 0 \
                 to 255, \"terminal\" or \"theme\".",
            ),
            (
                "[theme]\ndim = 256",
                "c.toml:2:7: `dim` is no color. It can be \"#5f87ff\", a name such as \"bright blue\", a number from 0 \
                 to 255, \"terminal\" or \"theme\".",
            ),
            (
                "[check]\nquiet = true",
                "c.toml:2:1: `quiet` is nothing that can be set under [check]. What can be set there: `silenced`. Take \
                 this out.",
            ),
        ] {
            assert_eq!(read_text(text), (Config::default(), vec![told.to_owned()]), "{text}");
        }
    }

    #[test]
    fn colors_that_can_not_be_read_on_the_background_are_named_and_count() {
        let (config, told) =
            read_text("[theme]\ntext = \"#fdf6e3\"\nstrong = 16\nbackground = \"#FDF6E3\"\ndim = 230\n");
        assert_eq!(config.looks.own.len(), 4);
        let hint = "Make one of them much lighter, or darker.";
        assert_eq!(
            told,
            [
                format!("c.toml:2:8: `text` can hardly be read on this `background`. {hint}"),
                format!("c.toml:5:7: `dim` can hardly be read on this `background`. {hint}"),
            ]
        );
    }

    #[test]
    fn silenced_rules_are_read_and_what_is_wrong_is_named_with_its_line() {
        for (text, silenced, told) in [
            ("", vec![], vec![]),
            ("# nothing\n\n[check]\n", vec![], vec![]),
            ("[check]\nsilenced = [\"money\", 'client']\n", vec![Rule::Money, Rule::Client], vec![]),
            ("check.silenced = [\"no-lesson\"]", vec![Rule::NoLesson], vec![]),
            (
                "[check]\nsilenced = [\n  \"monye\",\n  \"client\",\n]\n",
                vec![Rule::Client],
                vec!["c.toml:3:3: `monye` is no rule. Did you mean `money`? retell check --rules lists them all."],
            ),
            (
                "[check]\nsilenced = [\"all of them together\", 7]\n",
                vec![],
                vec![
                    "c.toml:2:13: `all of them together` is no rule. retell check --rules lists them all.",
                    "c.toml:2:37: this is no name of a rule. Put the name in quotes: \"money\".",
                ],
            ),
            (
                "[check]\nsilenced = \"money\"\n",
                vec![],
                vec!["c.toml:2:12: `silenced` is no list. Write it as a list of rules: silenced = [\"money\"]."],
            ),
        ] {
            let (config, problems) = read_text(text);
            assert_eq!(config.silenced, silenced.into_iter().collect(), "{text}");
            assert_eq!(problems, told, "{text}");
        }
    }

    #[test]
    fn keys_are_read_word_for_word_with_the_place_of_each() {
        let (config, told) = read_text("[keys]\npause = \"x\"\n[keys.telling]\nhelp = [\"h\", \"F5\"]\nundo = []\n");
        let words = |rebinding: &Rebinding| {
            let words = rebinding.place.iter().chain([&rebinding.action]).chain(&rebinding.keys);
            words.map(|word| format!("{} {}:{}", word.text, word.line, word.column)).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(told, [""; 0]);
        assert_eq!(
            config.keys.iter().map(words).collect::<Vec<_>>(),
            ["pause 2:1, x 2:9", "telling 3:7, help 4:1, h 4:9, F5 4:14", "telling 3:7, undo 5:1"]
        );
        assert_eq!(config.keys[1].to_string(), "help = [\"h\", \"F5\"]");
        let (config, told) = read_text("[keys]\npause = 3\nhelp = [1]\n[keys.telling]\nundo.redo = \"x\"\n");
        assert_eq!(config.keys, []);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.iter().all(|told| told.contains("this is no key. Write a key in quotes, ")), "{told:?}");
    }

    #[test]
    fn what_is_not_toml_is_named_with_its_line() {
        let (config, told) = read_text("[check]\nsilenced = [\"money\"\n");
        assert_eq!(config, Config::default());
        assert!(told[0].starts_with("c.toml:") && told[0].contains("this is not TOML: "), "{told:?}");
    }
}
