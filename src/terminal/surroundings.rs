//! What the environment tells of the terminal: how many colors it shows, whether it shows Unicode, and what is behind text.
//!
//! The crates that find out the number of colors have 16 of them in Windows Terminal, or in kitty through SSH, or where a
//! build server's variable is set; and none goes by `NO_COLOR` as its authors describe it.

use crate::domain::looks::{Background, Depth, Looks, Marks, Theme, Wishes};
use crate::domain::time::Millis;

/// How long terminals take to answer, near ones and those at the other end of a network.
const ANSWER_TIMES: [Millis; 2] = [Millis(200), Millis(1500)];

/// How the screen is to look: as the person has set it, and else as the environment tells.
pub fn looks(wishes: &Wishes) -> Looks {
    looks_in(wishes, &variable)
}

/// How long the terminal takes at most to tell its background, if it is to be asked: it matters, and nothing bad is known of
/// terminals of this kind.
pub(super) fn answer_time(looks: &Looks) -> Option<Millis> {
    answer_time_in(looks, &variable)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A way to read a variable of the environment. An empty one is as good as none.
type Read<'a> = &'a dyn Fn(&str) -> Option<String>;

fn looks_in(wishes: &Wishes, read: Read<'_>) -> Looks {
    Looks {
        theme: wishes.theme,
        own: wishes.own.clone(),
        depth: wishes.depth.unwrap_or_else(|| depth(read)),
        marks: wishes.marks.unwrap_or_else(|| marks(read)),
        background: background(read),
        // GNU screen that listens to the mouse holds an escape back until the next key, and hands on both as one with alt.
        has_mouse: wishes.has_mouse && !is_screen(read),
    }
}

fn answer_time_in(looks: &Looks, read: Read<'_>) -> Option<Millis> {
    // In Windows an answer would arrive as keys that differ from those of other systems.
    let can_answer = cfg!(unix)
        && !["", "dumb", "linux", "Eterm"].contains(&term(read).as_str())
        // It hands on the question, or not, and an answer much later.
        && !is_screen(read);
    let [near, far] = ANSWER_TIMES;
    let is_far = read("SSH_CONNECTION").or_else(|| read("SSH_TTY")).is_some();
    (can_answer && looks.theme == Theme::Auto && looks.depth > Depth::Sixteen).then_some(if is_far {
        far
    } else {
        near
    })
}

/// Terminals that show all colors, and leave only their name where `COLORTERM` doesn't arrive, as through SSH.
const COLORFUL: [&str; 9] =
    ["alacritty", "contour", "direct", "foot", "ghostty", "kitty", "rio", "truecolor", "wezterm"];

fn depth(read: Read<'_>) -> Depth {
    let term = term(read);
    let says = |name: &str, values: &[&str]| read(name).is_some_and(|value| values.contains(&value.as_str()));
    if read("NO_COLOR").is_some() || term == "dumb" {
        return Depth::None;
    }
    // GNU screen takes the parts of a color for settings of their own, and hands on `COLORTERM` all the same.
    if is_screen(read) {
        return if term.contains("256color") { Depth::Numbered } else { Depth::Sixteen };
    }
    // The Terminal of macOS has all colors since macOS 26, and says so from then on.
    if says("COLORTERM", &["truecolor", "24bit"])
        || says("TERM_PROGRAM", &["iTerm.app", "WezTerm", "ghostty", "mintty", "vscode"])
        || term.split('-').any(|part| COLORFUL.contains(&part))
        || read("WT_SESSION").is_some()
        || cfg!(windows) && term.is_empty()
    {
        return Depth::True;
    }
    if term.contains("256color") || says("TERM_PROGRAM", &["Apple_Terminal"]) {
        Depth::Numbered
    } else {
        Depth::Sixteen
    }
}

fn marks(read: Read<'_>) -> Marks {
    let term = term(read);
    let is_old = ["linux", "dumb", "ansi"].contains(&term.as_str()) || term.starts_with("vt");
    // The first one that is set counts. Where none is, nobody has said that Unicode can't be shown.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(read);
    let is_unicode = locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    if is_old || !is_unicode { Marks::Ascii } else { Marks::Unicode }
}

fn background(read: Read<'_>) -> Background {
    // Text and background as two of the 16 colors, with a word or another number between them in some terminals.
    let colors = read("COLORFGBG").unwrap_or_default();
    match colors.rsplit(';').next().and_then(|number| number.parse().ok()) {
        Some(0..=6 | 8) => Background::Dark,
        Some(7 | 9..=15) => Background::Light,
        _ if term(read) == "linux" => Background::Dark,
        _ => Background::Unknown,
    }
}

fn term(read: Read<'_>) -> String {
    read("TERM").unwrap_or_default()
}

/// Whether the terminal is GNU screen. tmux may call itself so too, but never by the name of another terminal behind a dot;
/// and where each runs in the other, tmux's own name says that it is the inner one.
fn is_screen(read: Read<'_>) -> bool {
    let term = term(read);
    let is_inner = read("STY").is_some() && !term.starts_with("tmux");
    let is_named = (term == "screen" || term.starts_with("screen-")) && read("TMUX").is_none();
    is_inner || is_named || term.starts_with("screen.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What these variables come to, written as `NAME=value NAME=value`.
    fn seen(variables: &str) -> (Looks, Option<Millis>) {
        let read = |name: &str| {
            let pairs = variables.split(' ').filter_map(|pair| pair.split_once('='));
            pairs.filter(|(known, value)| *known == name && !value.is_empty()).map(|(_, value)| value.to_owned()).next()
        };
        let looks = looks_in(&Wishes::default(), &read);
        let time = answer_time_in(&looks, &read);
        (looks, time)
    }

    #[test]
    fn the_number_of_colors_is_what_the_terminal_shows() {
        for (variables, depth) in [
            ("TERM=xterm-256color COLORTERM=truecolor", Depth::True),
            ("TERM=xterm-256color COLORTERM=24bit", Depth::True),
            ("TERM=xterm-256color", Depth::Numbered),
            ("TERM=xterm", Depth::Sixteen),
            ("TERM=linux", Depth::Sixteen),
            ("TERM=dumb COLORTERM=truecolor", Depth::None),
            ("TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", Depth::None),
            ("TERM=xterm-256color NO_COLOR=0", Depth::None),
            ("TERM=xterm-256color NO_COLOR=", Depth::Numbered),
            ("TERM=xterm-256color CI=true", Depth::Numbered),
            ("TERM=xterm-kitty SSH_TTY=/dev/pts/1", Depth::True),
            ("TERM=xterm-256color WT_SESSION=1", Depth::True),
            ("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", Depth::Numbered),
            ("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal COLORTERM=truecolor", Depth::True),
            ("TERM=screen-256color COLORTERM=truecolor", Depth::Numbered),
            ("TERM=screen COLORTERM=truecolor", Depth::Sixteen),
            ("TERM=screen-256color COLORTERM=truecolor TMUX=/tmp/tmux,1,0", Depth::True),
            ("TERM=screen.xterm-256color COLORTERM=truecolor TMUX=/tmp/tmux,1,0", Depth::Numbered),
            ("TERM=screen COLORTERM=truecolor TMUX=/tmp/tmux,1,0 STY=1.pts", Depth::Sixteen),
            ("TERM=tmux-256color TMUX=/tmp/tmux,1,0", Depth::Numbered),
        ] {
            assert_eq!(seen(variables).0.depth, depth, "{variables}");
        }
    }

    #[test]
    fn marks_are_ascii_where_the_terminal_or_the_locale_has_no_others() {
        for (variables, marks) in [
            ("TERM=xterm", Marks::Unicode),
            ("TERM=xterm LANG=de_DE.UTF-8", Marks::Unicode),
            ("TERM=xterm LANG=de_DE.UTF-8 LC_ALL=C.utf8", Marks::Unicode),
            ("TERM=xterm LANG=de_DE.UTF-8 LC_ALL=C", Marks::Ascii),
            ("TERM=xterm LANG=de_DE.UTF-8 LC_ALL= LC_CTYPE=POSIX", Marks::Ascii),
            ("TERM=xterm LANG=de_DE", Marks::Ascii),
            ("TERM=linux LANG=de_DE.UTF-8", Marks::Ascii),
            ("TERM=vt220 LANG=de_DE.UTF-8", Marks::Ascii),
        ] {
            assert_eq!(seen(variables).0.marks, marks, "{variables}");
        }
    }

    #[test]
    fn the_background_is_known_where_a_variable_or_the_kind_of_terminal_says_it() {
        for (variables, background) in [
            ("TERM=xterm", Background::Unknown),
            ("TERM=linux", Background::Dark),
            ("TERM=rxvt COLORFGBG=15;0", Background::Dark),
            ("TERM=rxvt COLORFGBG=0;default;15", Background::Light),
            ("TERM=rxvt COLORFGBG=0;7", Background::Light),
            ("TERM=rxvt COLORFGBG=15;default", Background::Unknown),
        ] {
            assert_eq!(seen(variables).0.background, background, "{variables}");
        }
    }

    #[test]
    fn only_terminals_that_can_answer_are_asked() {
        for (variables, time) in [
            ("TERM=xterm-256color", Some(Millis(200))),
            ("TERM=xterm-256color SSH_TTY=/dev/pts/1", Some(Millis(1500))),
            ("TERM=tmux-256color TMUX=/tmp/tmux,1,0", Some(Millis(200))),
            ("TERM=screen-256color TMUX=/tmp/tmux,1,0", Some(Millis(200))),
            ("TERM=screen-256color", None),
            ("TERM=xterm-256color NO_COLOR=1", None),
            ("TERM=linux", None),
            ("TERM=dumb", None),
            ("COLORTERM=truecolor", None),
        ] {
            assert_eq!(seen(variables).1, time.filter(|_| cfg!(unix)), "{variables}");
        }
    }

    #[test]
    fn gnu_screen_is_asked_for_no_mouse_since_it_would_hold_back_escape() {
        for (variables, has_mouse) in [
            ("TERM=xterm-256color", true),
            ("TERM=tmux-256color TMUX=/tmp/tmux,1,0", true),
            ("TERM=screen-256color TMUX=/tmp/tmux,1,0", true),
            ("TERM=tmux-256color TMUX=/tmp/tmux,1,0 STY=1.pts", true),
            ("TERM=screen STY=1.pts", false),
            ("TERM=xterm-256color STY=1.pts", false),
            ("TERM=screen.xterm-256color TMUX=/tmp/tmux,1,0 STY=1.pts", false),
            ("TERM=screen.linux", false),
            ("TERM=screen-256color", false),
        ] {
            assert_eq!(seen(variables).0.has_mouse, has_mouse, "{variables}");
        }
    }

    #[test]
    fn what_a_person_has_set_counts_more() {
        let wishes = Wishes { depth: Some(Depth::True), marks: Some(Marks::Ascii), ..Wishes::default() };
        let looks = looks_in(&wishes, &|name| (name == "NO_COLOR").then(|| "1".to_owned()));
        assert_eq!((looks.depth, looks.marks), (Depth::True, Marks::Ascii));
    }
}
