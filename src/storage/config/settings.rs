//! The settings: one table, from which they are read, named where one is mistyped, and written with their defaults.

use super::Config;
use crate::domain::check::Rule;
use crate::domain::ghost::Ghost;
use crate::domain::habits::Feedback;
use crate::domain::ladder::Ladder;
use crate::domain::looks::{Color, Depth, Marks, Rgb, Role, Theme};
use crate::domain::practice::Style;
use crate::domain::rebinding::quoted;

/// One thing that can be set.
#[derive(Debug)]
pub(super) struct Setting {
    /// The section that it stands in.
    pub(super) section: &'static str,
    /// Its name there.
    pub(super) key: &'static str,
    /// What it does, as a sentence without its stop.
    pub(super) help: &'static str,
    /// What it can be, and where that is kept.
    pub(super) values: Values,
}

/// What a setting can be, and where that is kept.
#[derive(Debug)]
pub(super) enum Values {
    /// On or off.
    Switch(fn(&mut Config) -> &mut bool),
    /// One of these names.
    Name(fn() -> Vec<&'static str>, fn(&Config) -> &'static str, fn(&mut Config, &str) -> Option<()>),
    /// Some of the rules that stories are checked by.
    Rules,
    /// The color of a role.
    Color(Role),
}

/// Every setting. Those of a section stand together.
#[rustfmt::skip]
pub(super) const SETTINGS: &[Setting] = &[
    Setting {
        section: "check",
        key: "silenced",
        help: "The rules that stories are not checked by; `retell check --rules` lists them",
        values: Values::Rules,
    },
    Setting {
        section: "practice",
        key: "ladder",
        help: "The parts that you tell a story in: three, the four of STAR, or each beat by itself",
        values: Values::Name(
            || names(LADDERS),
            |config| name_of(LADDERS, config.habits.ladder),
            |config, name| named(LADDERS, name).map(|ladder| config.habits.ladder = ladder),
        ),
    },
    Setting {
        section: "practice",
        key: "style",
        help: "What you see of a part before you tell it: nothing, its cue words, or its text",
        values: Values::Name(
            || names(STYLES),
            |config| name_of(STYLES, config.habits.style),
            |config, name| named(STYLES, name).map(|style| config.habits.style = style),
        ),
    },
    Setting {
        section: "practice",
        key: "feedback",
        help: "What you are told of the time while you tell: all of it, the bar alone, or nothing until the end",
        values: Values::Name(
            || names(FEEDBACK),
            |config| name_of(FEEDBACK, config.habits.feedback),
            |config, name| named(FEEDBACK, name).map(|feedback| config.habits.feedback = feedback),
        ),
    },
    Setting {
        section: "practice",
        key: "ghost",
        help: "The take that you tell against: the last one, the median of five, or the best",
        values: Values::Name(
            || names(GHOSTS),
            |config| name_of(GHOSTS, config.habits.ghost),
            |config, name| named(GHOSTS, name).map(|ghost| config.habits.ghost = ghost),
        ),
    },
    Setting {
        section: "practice",
        key: "bell",
        help: "Whether the terminal's bell rings at the target",
        values: Values::Switch(|config| &mut config.habits.has_bell),
    },
    Setting {
        section: "practice",
        key: "curveballs",
        help: "Whether an interviewer cuts in while you tell",
        values: Values::Switch(|config| &mut config.habits.has_curveballs),
    },
    Setting {
        section: "screen",
        key: "theme",
        help: "The colors; auto is dark or light, as the background of the terminal is",
        values: Values::Name(
            || Theme::ALL.map(Theme::name).into(),
            |config| config.looks.theme.name(),
            |config, name| {
                let theme = Theme::ALL.into_iter().find(|theme| theme.name() == name);
                theme.map(|theme| config.looks.theme = theme)
            },
        ),
    },
    Setting {
        section: "screen",
        key: "colors",
        help: "How many colors to show; auto is as many as the terminal can",
        values: Values::Name(
            || names(DEPTHS),
            |config| name_of(DEPTHS, config.looks.depth),
            |config, name| named(DEPTHS, name).map(|depth| config.looks.depth = depth),
        ),
    },
    Setting {
        section: "screen",
        key: "marks",
        help: "What marks, rules and big digits are made of; auto is Unicode where the terminal shows it",
        values: Values::Name(
            || names(MARKS),
            |config| name_of(MARKS, config.looks.marks),
            |config, name| named(MARKS, name).map(|marks| config.looks.marks = marks),
        ),
    },
    Setting {
        section: "screen",
        key: "mouse",
        help: "Whether to listen to clicks and the wheel; then text is selected with shift held",
        values: Values::Switch(|config| &mut config.looks.has_mouse),
    },
    Setting {
        section: "screen",
        key: "share",
        help: "Whether confidential words are covered from the start, for others who look at the screen",
        values: Values::Switch(|config| &mut config.is_sharing),
    },
    color(Role::Text, "Plain text"),
    color(Role::Background, "What is behind all text"),
    color(Role::Accent, "Where the cursor is, what runs, what is asked for"),
    color(Role::Strong, "Words that lead"),
    color(Role::Chosen, "What leads and is chosen"),
    color(Role::Dim, "What can wait"),
    color(Role::Alert, "What went wrong or ran over"),
    color(Role::Matched, "Letters that the query matched"),
    color(Role::Half, "The light at half of the time"),
    color(Role::ThreeQuarters, "The light at three quarters of the time"),
    color(Role::TimeUp, "The light when the time is up"),
];

/// A color of one's own instead of the theme's.
const fn color(role: Role, help: &'static str) -> Setting {
    Setting { section: "theme", key: role.name(), help, values: Values::Color(role) }
}

/// How a color is written.
const COLORS: &str = "\"#5f87ff\", a name such as \"bright blue\", a number from 0 to 255, \"terminal\" or \"theme\"";

/// What a color is called that is left to the theme.
pub(super) const AS_THEMED: &str = "theme";

const DEPTHS: &[(&str, Option<Depth>)] = &[
    ("auto", None),
    ("true", Some(Depth::True)),
    ("256", Some(Depth::Numbered)),
    ("16", Some(Depth::Sixteen)),
    ("none", Some(Depth::None)),
];
const MARKS: &[(&str, Option<Marks>)] =
    &[("auto", None), ("unicode", Some(Marks::Unicode)), ("ascii", Some(Marks::Ascii))];
const LADDERS: &[(&str, Ladder)] = &[("outline", Ladder::Outline), ("star", Ladder::Star), ("beats", Ladder::Beats)];
const STYLES: &[(&str, Style)] = &[("recall", Style::Recall), ("cued", Style::Cued), ("prompted", Style::Prompted)];
const FEEDBACK: &[(&str, Feedback)] = &[("full", Feedback::Full), ("quiet", Feedback::Quiet), ("none", Feedback::None)];
const GHOSTS: &[(&str, Ghost)] = &[("last", Ghost::Last), ("median", Ghost::Median), ("best", Ghost::Best)];

fn names<T>(all: &[(&'static str, T)]) -> Vec<&'static str> {
    all.iter().map(|(name, _)| *name).collect()
}

fn name_of<T: Copy + PartialEq>(all: &[(&'static str, T)], value: T) -> &'static str {
    all.iter().find(|(_, other)| *other == value).map_or("", |(name, _)| name)
}

fn named<T: Copy>(all: &[(&str, T)], name: &str) -> Option<T> {
    all.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
}

impl Setting {
    /// What it is set to, as it is written in the file.
    pub(super) fn written(&self, config: &Config) -> String {
        match self.values {
            Values::Switch(place) => place(&mut config.clone()).to_string(),
            Values::Name(_, name, _) => quoted(name(config)),
            Values::Rules => {
                let rules = Rule::all().filter(|rule| config.silenced.has(*rule));
                format!("[{}]", rules.map(|rule| quoted(rule.name())).collect::<Vec<_>>().join(", "))
            }
            Values::Color(role) => match config.looks.own.iter().find(|(own, _)| *own == role) {
                Some((_, Color::Own(Rgb(red, green, blue)))) => quoted(&format!("#{red:02x}{green:02x}{blue:02x}")),
                Some((_, Color::Numbered(number))) => number.to_string(),
                Some((_, Color::Terminal)) => quoted("terminal"),
                None => quoted(AS_THEMED),
            },
        }
    }

    /// What else it can be, behind its default.
    pub(super) fn others(&self) -> String {
        match self.values {
            Values::Switch(_) | Values::Rules => String::new(),
            Values::Name(names, name, _) => {
                let default = name(&Config::default());
                let others = names().into_iter().filter(|name| *name != default).map(quoted);
                format!("   # or {}", others.collect::<Vec<_>>().join(", "))
            }
            Values::Color(_) => "   # or \"#5f87ff\", \"bright blue\", 0 to 255, \"terminal\"".to_owned(),
        }
    }

    /// What it can be, in words; nothing where that is too much to say.
    pub(super) fn choices(&self) -> String {
        match self.values {
            Values::Switch(_) => "true or false".to_owned(),
            Values::Name(names, ..) => one_of(&names()),
            Values::Rules => String::new(),
            Values::Color(_) => COLORS.to_owned(),
        }
    }
}

/// Names to choose from: `"full", "quiet" or "none"`.
fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
