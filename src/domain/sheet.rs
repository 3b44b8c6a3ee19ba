//! The words of a partner's sheet by which it is read back, and how it is known that nothing else was written on it.

use super::beat::Beat;
use super::score::Criterion;

/// In front of the story's id.
pub const SHEET: &str = "Sheet";

/// In front of the day on which the story was told.
pub const DAY: &str = "Day";

/// In front of the partner's name.
pub const PARTNER: &str = "Partner";

/// In front of what else there is to say.
pub const NOTE: &str = "Note";

/// What is to be filled in.
pub const BLANK: &str = "____________";

/// What stands in front of the time by which a part should end.
pub const BY: &str = "by ";

/// Eight letters for what is printed on a sheet beside its blanks, however it is wrapped and indented, whatever quotes it has.
pub fn seal<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let letters = lines.into_iter().flat_map(|line| printed(line).chars()).filter(|letter| letter.is_alphanumeric());
    // FNV-1a, which every Retell reckons alike.
    let hash = letters
        .flat_map(char::to_lowercase)
        .fold(0x811c_9dc5_u32, |hash, letter| (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

/// A line without what is to be filled in on it and without what explains that.
fn printed(line: &str) -> &str {
    let Some((label, rest)) = line.split_once(':') else { return line };
    // An indented line is the rest of one above.
    let is = |name: &str| label.trim_end().eq_ignore_ascii_case(name);
    if [SHEET, DAY, PARTNER, NOTE].into_iter().chain(Criterion::ALL.map(Criterion::name)).any(is) {
        ""
    } else if Beat::ALL.into_iter().map(Beat::outline_rung).any(is) {
        rest.split_once(BY).map_or("", |(_, cues)| cues)
    } else {
        line
    }
}
