//! The looks in one place: what each role looks like, by a modifier or a mark too wherever a color says something.
//!
//! Screens are drawn by roles. A role stands in a style as a number, and becomes a color when the frame is finished
//! (`paint.rs`), so that nobody who draws needs to know the theme.

use anstyle::{Ansi256Color, RgbColor};
use ratatui::style::{Color as Drawn, Modifier, Style};

use crate::domain::looks::{Background, Color, Depth, Looks, Rgb, Role, Theme};

/// The accent: where the cursor is, what runs, what is asked for.
pub(super) const ACCENT: Style = of(Role::Accent);

/// Words that lead.
pub(super) const STRONG: Style = of(Role::Strong).add_modifier(Modifier::BOLD);

/// What leads and is chosen.
pub(super) const CHOSEN: Style = of(Role::Chosen).add_modifier(Modifier::BOLD);

/// What can wait: labels, rules, things to come.
pub(super) const DIM: Style = of(Role::Dim);

/// What went wrong or ran over; words say it too.
pub(super) const ALERT: Style = of(Role::Alert).add_modifier(Modifier::BOLD);

/// The lights at half of the time, at three quarters and at all of it; words say it too.
pub(super) const LIGHTS: [Style; 3] = [of(Role::Half), of(Role::ThreeQuarters), of(Role::TimeUp)];

/// Letters that the query matched.
pub(super) const MATCHED: Style = of(Role::Matched).add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED));

/// Plain text.
pub(super) const PLAIN: Style = Style::new();

/// The words of a story, which look like plain text and stay what they are where marks become ASCII.
pub(super) const TOLD: Style = Style::new().fg(AS_TOLD);

/// What [`TOLD`] stands in a cell as: the one number of a role that plain text has no need of.
pub(super) const AS_TOLD: Drawn = Drawn::Indexed(Role::Text as u8);

const fn of(role: Role) -> Style {
    Style::new().fg(Drawn::Indexed(role as u8))
}

/// A color of a theme: in true color, from which one of 256 is made, and by its number among the 16 of the person's
/// palette. Without one it is the terminal's own.
#[derive(Debug, Clone, Copy)]
struct Ink(Option<Rgb>, Option<u8>);

const fn ink(code: u32, number: u8) -> Ink {
    Ink(Some(Rgb::hex(code)), Some(number))
}

/// A color where there are enough of them, and the terminal's own where there is only the palette.
const fn fine(code: u32) -> Ink {
    Ink(Some(Rgb::hex(code)), None)
}

const OWN: Ink = Ink(None, None);

/// The columns of [`INKS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Either,
    Dark,
    Light,
    HighContrast,
    ColorBlind,
}

/// What each role is in each theme. Where a theme leaves the background to the terminal, its colors keep their contrast on
/// any that is usual.
#[rustfmt::skip]
const INKS: [(Role, [Ink; 5]); Role::ALL.len()] = [
    //                      on either,        on dark,            on light,           high contrast,      color-blind safe
    (Role::Text,          [OWN,             OWN,                OWN,                ink(0xffffff, 15),  ink(0xeeeeee, 15)]),
    (Role::Background,    [OWN,             OWN,                OWN,                ink(0x000000, 0),   ink(0x121212, 0)]),
    (Role::Accent,        [fine(0x00875f),  ink(0x56b6c2, 6),   ink(0x00637a, 4),   ink(0x00ffff, 14),  ink(0x5f87ff, 14)]),
    (Role::Strong,        [OWN,             OWN,                OWN,                ink(0xffffff, 15),  ink(0xffffff, 15)]),
    (Role::Chosen,        [fine(0x00875f),  ink(0x56b6c2, 6),   ink(0x00637a, 4),   ink(0x00ffff, 14),  ink(0x5f87ff, 14)]),
    (Role::Dim,           [fine(0x767676),  ink(0x9aa0a9, 7),   fine(0x5a6268),     ink(0xd0d0d0, 7),   ink(0xa8a8a8, 7)]),
    (Role::Alert,         [fine(0xaf5f5f),  ink(0xd7a94b, 3),   ink(0x8a4300, 1),   ink(0xffd700, 11),  ink(0xd787af, 13)]),
    (Role::Matched,       [fine(0x00875f),  ink(0x56b6c2, 6),   ink(0x00637a, 4),   ink(0x00ffff, 14),  ink(0x5f87ff, 14)]),
    (Role::Half,          [fine(0x00875f),  ink(0x8fbf6f, 2),   ink(0x1b6a2f, 4),   ink(0x5fff87, 10),  ink(0x5fffaf, 10)]),
    (Role::ThreeQuarters, [fine(0xaf5f5f),  ink(0xd7a94b, 3),   ink(0x775000, 5),   ink(0xffd700, 11),  ink(0xffff5f, 11)]),
    (Role::TimeUp,        [fine(0xaf5f5f),  ink(0xf0858c, 9),   ink(0xb01a1a, 1),   ink(0xffaf87, 15),  ink(0xd75f00, 9)]),
];

/// The colors of a frame: for each role, by its number, what is drawn.
#[derive(Debug)]
pub(super) struct Palette([Drawn; Role::ALL.len()]);

impl Palette {
    /// The colors that these looks come to.
    pub(super) fn new(looks: &Looks) -> Self {
        Self(Role::ALL.map(|role| drawn(looks, role)))
    }

    /// What is drawn for a role.
    pub(super) fn color(&self, role: Role) -> Drawn {
        self.0.get(role as usize).copied().unwrap_or_default()
    }

    /// What is drawn where a style says this.
    pub(super) fn of(&self, said: Drawn) -> Drawn {
        match said {
            Drawn::Indexed(number) => self.0.get(usize::from(number)).copied().unwrap_or_default(),
            _ => self.color(Role::Text),
        }
    }
}

fn drawn(looks: &Looks, role: Role) -> Drawn {
    if looks.depth == Depth::None {
        return Drawn::Reset;
    }
    let own = |role| looks.own.iter().rev().find(|(owned, _)| *owned == role);
    // What a theme leaves to the terminal looks like plain text, also where that has another color.
    let as_text = || own(Role::Text).filter(|_| role != Role::Background && themed(looks, role) == Drawn::Reset);
    own(role).or_else(as_text).map_or_else(|| themed(looks, role), |&(_, color)| in_depth(color, looks.depth))
}

fn themed(looks: &Looks, role: Role) -> Drawn {
    let column = match (looks.theme, looks.background) {
        (Theme::Plain, _) => return Drawn::Reset,
        (Theme::Auto, Background::Unknown) => Column::Either,
        (Theme::Auto, Background::Dark) | (Theme::Dark, _) => Column::Dark,
        (Theme::Auto, Background::Light) | (Theme::Light, _) => Column::Light,
        (Theme::HighContrast, _) => Column::HighContrast,
        (Theme::ColorBlind, _) => Column::ColorBlind,
    };
    let row = INKS.iter().find(|(inked, _)| *inked == role);
    let Ink(own, number) = row.and_then(|(_, inks)| inks.get(column as usize).copied()).unwrap_or(OWN);
    match looks.depth {
        Depth::Sixteen => number.map_or(Drawn::Reset, Drawn::Indexed),
        depth => own.map_or(Drawn::Reset, |color| in_depth(Color::Own(color), depth)),
    }
}

/// The nearest that a terminal can show.
fn in_depth(color: Color, depth: Depth) -> Drawn {
    let color = match color {
        Color::Terminal => return Drawn::Reset,
        Color::Own(Rgb(red, green, blue)) => anstyle::Color::Rgb(RgbColor(red, green, blue)),
        Color::Numbered(number) => anstyle::Color::Ansi256(Ansi256Color(number)),
    };
    match (depth, color) {
        (Depth::None, _) => Drawn::Reset,
        (Depth::True, anstyle::Color::Rgb(RgbColor(red, green, blue))) => Drawn::Rgb(red, green, blue),
        (Depth::True | Depth::Numbered, color) => Drawn::Indexed(anstyle_lossy::color_to_xterm(color).index()),
        (Depth::Sixteen, color) => {
            Drawn::Indexed(Ansi256Color::from_ansi(anstyle_lossy::color_to_ansi(color, SIXTEEN)).index())
        }
    }
}

/// What most people's 16 colors are near to.
const SIXTEEN: anstyle_lossy::palette::Palette = anstyle_lossy::palette::VGA;

#[cfg(test)]
mod tests {
    use super::*;

    /// The 16 colors of xterm, as in its `XTerm-col.ad` and `charproc.c`.
    const XTERM: [u32; 16] = [
        0x00_00_00, 0xcd_00_00, 0x00_cd_00, 0xcd_cd_00, 0x00_00_ee, 0xcd_00_cd, 0x00_cd_cd, 0xe5_e5_e5, 0x7f_7f_7f,
        0xff_00_00, 0x00_ff_00, 0xff_ff_00, 0x5c_5c_ff, 0xff_00_ff, 0x00_ff_ff, 0xff_ff_ff,
    ];

    /// Dark backgrounds that people have: black, and those of Visual Studio Code, One Dark, Solarized and Nord.
    const DARK: [u32; 5] = [0x00_00_00, 0x1e_1e_1e, 0x28_2c_34, 0x00_2b_36, 0x2e_34_40];

    /// Light ones: white, Solarized's, and light gray.
    const LIGHT: [u32; 3] = [0xff_ff_ff, 0xfd_f6_e3, 0xee_ee_ee];

    /// Which color a terminal shows.
    fn shown(drawn: Drawn) -> Option<Rgb> {
        match drawn {
            Drawn::Reset => None,
            Drawn::Rgb(red, green, blue) => Some(Rgb(red, green, blue)),
            Drawn::Indexed(number @ 0..16) => Some(Rgb::hex(XTERM[usize::from(number)])),
            Drawn::Indexed(number) => {
                let RgbColor(red, green, blue) = anstyle_lossy::xterm_to_rgb(Ansi256Color(number), SIXTEEN);
                Some(Rgb(red, green, blue))
            }
            other => panic!("no theme has {other}"),
        }
    }

    fn looks(theme: Theme, background: Background, depth: Depth) -> Looks {
        Looks { theme, background, depth, ..Looks::default() }
    }

    fn color(theme: Theme, depth: Depth, role: Role) -> Option<Rgb> {
        shown(Palette::new(&looks(theme, Background::Unknown, depth)).color(role))
    }

    /// Everything that is written in a color.
    fn inks() -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(|role| *role != Role::Background)
    }

    #[test]
    fn the_numbers_of_roles_are_their_places() {
        for (place, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!((role as usize, INKS[place].0), (place, role));
        }
    }

    #[test]
    fn text_stands_out_from_its_background_as_wcag_asks() {
        let both = [0x00_00_00, 0xff_ff_ff];
        for (theme, background, least, on) in [
            (Theme::Auto, Background::Unknown, 4.5, &both[..]),
            (Theme::Auto, Background::Dark, 4.5, &DARK),
            (Theme::Auto, Background::Light, 4.5, &LIGHT),
            (Theme::Dark, Background::Unknown, 4.5, &DARK),
            (Theme::Light, Background::Unknown, 4.5, &LIGHT),
            (Theme::HighContrast, Background::Unknown, 7.0, &[]),
            (Theme::ColorBlind, Background::Light, 4.5, &[]),
        ] {
            for depth in [Depth::Sixteen, Depth::Numbered, Depth::True] {
                let palette = Palette::new(&looks(theme, background, depth));
                let painted = shown(palette.color(Role::Background));
                assert_eq!(painted.is_some(), on.is_empty(), "{theme:?} either paints a background or keeps to others");
                // A palette has few colors that can be read on a light gray.
                let on = if depth == Depth::Sixteen { on.get(..1).unwrap_or_default() } else { on };
                for (role, behind) in inks().flat_map(|role| {
                    on.iter().map(|code| Rgb::hex(*code)).chain(painted).map(move |behind| (role, behind))
                }) {
                    let Some(ink) = shown(palette.color(role)) else {
                        assert!(painted.is_none(), "{theme:?}: nobody knows the terminal's own {role:?}");
                        continue;
                    };
                    let ratio = ink.contrast(behind);
                    assert!(ratio >= least, "{theme:?} {depth:?} {role:?}: {ratio:.2} on {behind:02x?}");
                }
            }
        }
    }

    #[test]
    fn without_colors_nothing_has_one() {
        let own = vec![(Role::Accent, Color::Numbered(1))];
        for looks in [
            looks(Theme::Plain, Background::Dark, Depth::True),
            Looks { own, ..looks(Theme::Dark, Background::Dark, Depth::None) },
        ] {
            let palette = Palette::new(&looks);
            assert!(Role::ALL.into_iter().all(|role| palette.color(role) == Drawn::Reset), "{looks:?}");
        }
    }

    #[test]
    fn ones_own_color_of_a_role_counts_and_is_shown_as_well_as_can_be() {
        for (depth, drawn) in [
            (Depth::True, Drawn::Rgb(0x5f, 0x87, 0xfe)),
            (Depth::Numbered, Drawn::Indexed(69)),
            (Depth::Sixteen, Drawn::Indexed(12)),
        ] {
            let own = vec![
                (Role::Accent, Color::Terminal),
                (Role::Accent, Color::Own(Rgb::hex(0x5f_87_fe))),
                (Role::Dim, Color::Numbered(3)),
                (Role::Alert, Color::Terminal),
            ];
            let palette = Palette::new(&Looks { own, ..looks(Theme::Dark, Background::Unknown, depth) });
            assert_eq!(palette.color(Role::Accent), drawn);
            assert_eq!(palette.color(Role::Dim), Drawn::Indexed(3));
            assert_eq!(palette.color(Role::Alert), Drawn::Reset);
        }
    }

    #[test]
    fn what_a_theme_leaves_to_the_terminal_follows_the_color_of_text() {
        let own = |role, color| vec![(Role::Background, Color::Own(Rgb::hex(0xfd_f6_e3))), (role, color)];
        let gray = Color::Numbered(8);
        for (theme, own, role, drawn) in [
            (Theme::Light, own(Role::Text, gray), Role::Strong, Drawn::Indexed(8)),
            (Theme::Light, own(Role::Text, gray), Role::Chosen, Drawn::Rgb(0x00, 0x63, 0x7a)),
            (Theme::Plain, own(Role::Text, gray), Role::Chosen, Drawn::Indexed(8)),
            (Theme::Plain, vec![(Role::Text, gray)], Role::Background, Drawn::Reset),
            (Theme::Light, own(Role::Dim, gray), Role::Strong, Drawn::Reset),
            (Theme::Light, vec![(Role::Text, gray), (Role::Strong, Color::Terminal)], Role::Strong, Drawn::Reset),
        ] {
            let palette = Palette::new(&Looks { own, ..looks(theme, Background::Dark, Depth::True) });
            assert_eq!(palette.color(role), drawn, "{theme:?} {role:?}");
        }
    }

    /// What eyes see that lack one kind of cones, as matrices over linear RGB: Machado, Oliveira and Fernandes, “A
    /// Physiologically-based Model for Simulation of Color Vision Deficiency”, 2009, at severity 1.
    const EYES: [(&str, [[f64; 3]; 3]); 4] = [
        ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// A color in CIE L*a*b* (D65), as these eyes see it.
    fn lab(Rgb(red, green, blue): Rgb, eyes: &[[f64; 3]; 3]) -> [f64; 3] {
        // The luminance of one part alone is its linear value times its weight.
        let linear = [
            Rgb(red, 0, 0).luminance() / 0.2126,
            Rgb(0, green, 0).luminance() / 0.7152,
            Rgb(0, 0, blue).luminance() / 0.0722,
        ];
        let times = |row: &[f64; 3], of: [f64; 3]| row.iter().zip(of).map(|(one, other)| one * other).sum::<f64>();
        let seen = [0, 1, 2].map(|part| times(&eyes[part], linear).clamp(0.0, 1.0));
        let [x, y, z] = [
            times(&[0.412_456_4, 0.357_576_1, 0.180_437_5], seen) / 0.950_47,
            times(&[0.212_672_9, 0.715_152_2, 0.072_175_0], seen),
            times(&[0.019_333_9, 0.119_192_0, 0.950_304_1], seen) / 1.088_83,
        ]
        .map(|value| if value > 216.0 / 24_389.0 { value.cbrt() } else { (24_389.0 / 27.0 * value + 16.0) / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// How different two colors are: ΔE*ab of 1976, where 2.3 can just be told apart.
    fn difference(one: Rgb, other: Rgb, eyes: &[[f64; 3]; 3]) -> f64 {
        let squares = lab(one, eyes).into_iter().zip(lab(other, eyes)).map(|(one, other)| (one - other).powi(2));
        squares.sum::<f64>().sqrt()
    }

    #[test]
    fn colors_for_any_eyes_stay_apart_for_any_eyes() {
        // Ten times what can just be told apart side by side: these stand on different screens.
        let roles = [Role::Accent, Role::Alert, Role::Half, Role::ThreeQuarters, Role::TimeUp];
        let apart = |theme, eyes: &[[f64; 3]; 3]| {
            let colors = roles.map(|role| color(theme, Depth::Numbered, role).unwrap());
            let pairs = (0..roles.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
            pairs.map(|(one, other)| difference(colors[one], colors[other], eyes)).fold(f64::MAX, f64::min)
        };
        for (name, eyes) in EYES {
            let least = apart(Theme::ColorBlind, &eyes);
            assert!(least > 23.0, "{name}: {least:.0}");
        }
        assert!(apart(Theme::HighContrast, &EYES[2].1) < 23.0, "the others don't, or the test can't tell");
    }
}
