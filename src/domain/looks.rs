//! Looks: how the screen is to look, as far as a person or their terminal says so.

use super::nearest::nearest;

/// A color of its own, by its parts of red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// A color as it is written in six hexadecimal digits.
    pub const fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Self(red, green, blue)
    }

    /// How bright it is, from 0 for black to 1 for white: the relative luminance of WCAG 2.2.
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| match f64::from(part) / 255.0 {
            part @ ..=0.04045 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// How well two colors can be told apart as text and background, from 1 to 21: the contrast ratio of WCAG 2.2, which
    /// asks for 4.5, and better 7.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }
}

/// A color as a person may write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// Whatever the terminal has there by itself.
    Terminal,
    /// One of the 256 that terminals number; the first 16 are those of the person's palette.
    Numbered(u8),
    /// A color of its own.
    Own(Rgb),
}

/// The contrast that WCAG 2.2 asks for even of large text.
const LEAST_CONTRAST: f64 = 3.0;

/// The names of the first 16 numbered colors.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright black",
    "bright red",
    "bright green",
    "bright yellow",
    "bright blue",
    "bright magenta",
    "bright cyan",
    "bright white",
];

impl Color {
    /// Reads `#5f87ff`, `bright blue`, or `terminal` for the terminal's own color.
    pub fn read(text: &str) -> Option<Self> {
        let name = text.trim().to_lowercase().replace(['-', '_'], " ");
        if let Some(digits) = name.strip_prefix('#') {
            let is_whole = digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit());
            return u32::from_str_radix(digits, 16).ok().filter(|_| is_whole).map(|code| Self::Own(Rgb::hex(code)));
        }
        if name == "terminal" {
            return Some(Self::Terminal);
        }
        let name = if name == "gray" || name == "grey" { "bright black" } else { &name };
        (0..).zip(NAMES).find(|(_, known)| *known == name).map(|(number, _)| Self::Numbered(number))
    }

    /// Whether text of this color can hardly be read on a background, as far as anybody can know: what is the terminal's own,
    /// or of the person's palette, can be any color.
    pub fn is_lost_on(self, background: Self) -> bool {
        let is_same = self == background && self != Self::Terminal;
        let both = self.rgb().zip(background.rgb());
        is_same || both.is_some_and(|(text, behind)| text.contrast(behind) < LEAST_CONTRAST)
    }

    /// What is shown for it in every terminal: from 16 on, numbers are a cube of 6 × 6 × 6 colors, and then 24 grays.
    fn rgb(self) -> Option<Rgb> {
        let step = |number: u8| if number == 0 { 0 } else { 55 + 40 * number };
        match self {
            Self::Own(color) => Some(color),
            Self::Terminal | Self::Numbered(..16) => None,
            Self::Numbered(number @ 16..232) => {
                let number = number - 16;
                Some(Rgb(step(number / 36), step(number / 6 % 6), step(number % 6)))
            }
            Self::Numbered(number) => {
                let gray = 8 + 10 * (number - 232);
                Some(Rgb(gray, gray, gray))
            }
        }
    }

    /// The color that may be meant by a text that is none: one that is written so, or `#55ff88` for `#5f8`.
    pub fn meant(text: &str) -> Option<String> {
        match text.trim().strip_prefix('#') {
            Some(digits) => {
                let long = digits.chars().flat_map(|digit| [digit, digit]).collect::<String>().to_lowercase();
                Some(format!("#{long}")).filter(|color| Self::read(color).is_some())
            }
            None => nearest(text, NAMES.into_iter().chain(["gray", "terminal"])).map(str::to_owned),
        }
    }
}

/// The part that a color plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Plain text.
    Text,
    /// What is behind it.
    Background,
    /// Where the cursor is, what runs, what is asked for.
    Accent,
    /// Words that lead.
    Strong,
    /// What leads and is chosen.
    Chosen,
    /// What can wait.
    Dim,
    /// What went wrong or ran over.
    Alert,
    /// Letters that the query matched.
    Matched,
    /// The light at half of the time.
    Half,
    /// The light at three quarters of the time.
    ThreeQuarters,
    /// The light when the time is up.
    TimeUp,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Background,
        Self::Accent,
        Self::Strong,
        Self::Chosen,
        Self::Dim,
        Self::Alert,
        Self::Matched,
        Self::Half,
        Self::ThreeQuarters,
        Self::TimeUp,
    ];

    /// The name in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Background => "background",
            Self::Accent => "accent",
            Self::Strong => "strong",
            Self::Chosen => "chosen",
            Self::Dim => "dim",
            Self::Alert => "alert",
            Self::Matched => "matched",
            Self::Half => "half",
            Self::ThreeQuarters => "three-quarters",
            Self::TimeUp => "time-up",
        }
    }
}

/// Which colors play the roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark or light, as the terminal's background is, and legible on both where nobody knows.
    #[default]
    Auto,
    /// For a dark background, which stays the terminal's own.
    Dark,
    /// For a light background, which stays the terminal's own.
    Light,
    /// As much contrast as there can be, on black.
    HighContrast,
    /// Colors that can be told apart with any kind of color vision, on a dark background.
    ColorBlind,
    /// No colors.
    Plain,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 6] = [Self::Auto, Self::Dark, Self::Light, Self::HighContrast, Self::ColorBlind, Self::Plain];

    /// The name in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::ColorBlind => "color-blind",
            Self::Plain => "plain",
        }
    }
}

/// How many colors a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Depth {
    /// None.
    None,
    /// The 16 of the person's palette.
    Sixteen,
    /// The 256 that are numbered.
    Numbered,
    /// All.
    #[default]
    True,
}

/// What marks, rules and big digits are made of. The words of a story stay what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Marks {
    /// Whatever looks best.
    #[default]
    Unicode,
    /// What every terminal and every font has.
    Ascii,
}

/// What is known of the terminal's own background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    /// Nothing.
    #[default]
    Unknown,
    /// White stands out from it more than black.
    Dark,
    /// Black stands out from it more than white.
    Light,
}

impl From<Rgb> for Background {
    fn from(color: Rgb) -> Self {
        let is_dark = color.contrast(Rgb::hex(0xff_ff_ff)) > color.contrast(Rgb::hex(0));
        if is_dark { Self::Dark } else { Self::Light }
    }
}

/// How the screen is to look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Looks {
    /// Which colors play the roles.
    pub theme: Theme,
    /// The roles that the person gave other colors. The last one of a role counts.
    pub own: Vec<(Role, Color)>,
    /// How many colors the terminal shows.
    pub depth: Depth,
    /// What marks are made of.
    pub marks: Marks,
    /// What is known of the terminal's own background.
    pub background: Background,
    /// Whether the mouse is listened to.
    pub has_mouse: bool,
}

/// What a person has set of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// Which colors play the roles.
    pub theme: Theme,
    /// The roles that have other colors.
    pub own: Vec<(Role, Color)>,
    /// How many colors to show; none means as many as the terminal can.
    pub depth: Option<Depth>,
    /// What marks are made of; none means what the terminal can show.
    pub marks: Option<Marks>,
    /// Whether the mouse is listened to.
    pub has_mouse: bool,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { theme: Theme::default(), own: Vec::new(), depth: None, marks: None, has_mouse: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_examples_of_wcag() {
        let ratio = |one, two| (Rgb::hex(one).contrast(Rgb::hex(two)) * 100.0).round() / 100.0;
        assert_eq!(ratio(0, 0xff_ff_ff), 21.0);
        assert_eq!(ratio(0x77_77_77, 0xff_ff_ff), 4.48);
        assert_eq!(ratio(0x76_76_76, 0xff_ff_ff), 4.54);
        assert_eq!(ratio(0x12_34_56, 0x12_34_56), 1.0);
    }

    #[test]
    fn a_background_is_dark_where_white_is_easier_to_read_than_black() {
        for (color, background) in [
            (0x00_00_00, Background::Dark),
            (0x28_2c_34, Background::Dark),
            (0x00_2b_36, Background::Dark),
            (0xfd_f6_e3, Background::Light),
            (0xff_ff_ff, Background::Light),
            (0x80_80_80, Background::Light),
        ] {
            assert_eq!(Background::from(Rgb::hex(color)), background, "{color:06x}");
        }
    }

    #[test]
    fn text_is_lost_on_a_background_that_is_nearly_the_same() {
        let own = |code| Color::Own(Rgb::hex(code));
        for (text, background, is_lost) in [
            (own(0xfd_f6_e3), own(0xfd_f6_e3), true),
            (own(0xff_ff_ff), own(0xfd_f6_e3), true),
            (own(0x00_00_00), own(0xfd_f6_e3), false),
            // The cube ends in white, and the grays begin near to black.
            (Color::Numbered(231), own(0xff_ff_ff), true),
            (Color::Numbered(231), own(0x00_00_00), false),
            (Color::Numbered(232), own(0x08_08_08), true),
            (Color::Numbered(255), own(0xee_ee_ee), true),
            (Color::Numbered(208), own(0xff_87_00), true),
            (Color::Numbered(208), Color::Numbered(16), false),
            (Color::Numbered(7), Color::Numbered(7), true),
            (Color::Numbered(7), Color::Numbered(15), false),
            (Color::Terminal, Color::Terminal, false),
        ] {
            assert_eq!(text.is_lost_on(background), is_lost, "{text:?} on {background:?}");
        }
    }

    #[test]
    fn a_color_is_read_by_its_digits_or_its_name() {
        for (text, color) in [
            ("#5f87ff", Some(Color::Own(Rgb(0x5f, 0x87, 0xff)))),
            (" #ABCDEF ", Some(Color::Own(Rgb(0xab, 0xcd, 0xef)))),
            ("cyan", Some(Color::Numbered(6))),
            ("Bright_Blue", Some(Color::Numbered(12))),
            ("grey", Some(Color::Numbered(8))),
            ("terminal", Some(Color::Terminal)),
            ("#5f87f", None),
            ("#+5f87f", None),
            ("#5f87fff", None),
            ("teal", None),
            ("", None),
        ] {
            assert_eq!(Color::read(text), color, "{text}");
        }
    }
}
