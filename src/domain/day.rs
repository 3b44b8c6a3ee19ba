//! Days as people write and read them: `2026-11-20` or `+7` typed, `20 Nov 2026` and `in 7 days` shown.

use jiff::Span;
use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

/// A day as it is shown: `20 Nov 2026`.
pub fn in_words(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// How far a day is from today: `today`, `tomorrow`, `in 7 days`, `yesterday`, `7 days ago`.
pub fn from_today(day: Date, today: Date) -> String {
    match between(today, day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days @ 2.. => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// How many days later the second day is; less than none if it is earlier.
pub fn between(first: Date, second: Date) -> i32 {
    second.since(first).map_or(0, |span| span.get_days())
}

/// The day that was typed: `2026-11-20`, or so many days from today as `+7` or `-1`.
pub fn typed(text: &str, today: Date) -> Option<Date> {
    let text = text.trim();
    if !text.starts_with(['+', '-']) {
        return written(text);
    }
    let days: i32 = text.parse().ok()?;
    today.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The day that was written in full: `2026-11-20`.
pub fn written(text: &str) -> Option<Date> {
    text.parse().ok().filter(|day: &Date| day.to_string() == text)
}

/// Writes a day into a file.
///
/// # Errors
/// When the file can't take it.
pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// Reads a day from a file.
///
/// # Errors
/// When it is none.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    read(&String::deserialize(deserializer)?)
}

/// Reads a day from a text of a file.
///
/// # Errors
/// When it is none. The error names it.
pub fn read<E: Error>(text: &str) -> Result<Date, E> {
    text.parse().map_err(|_| E::custom(format!("`{text}` is no day such as 2026-11-20")))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_typed_as_a_date_or_by_its_distance_from_today() {
        let today = date(2026, 2, 27);
        for (text, day) in [
            ("2026-11-20", Some(date(2026, 11, 20))),
            (" +7 ", Some(date(2026, 3, 6))),
            ("+0", Some(today)),
            ("-1", Some(date(2026, 2, 26))),
            ("7", None),
            ("+", None),
            ("", None),
            ("2026-02-30", None),
            ("20261120", None),
            ("2026-11-20T10:00", None),
            ("+9999999", None),
            ("-99999999999", None),
        ] {
            assert_eq!(typed(text, today), day, "{text}");
        }
    }

    #[test]
    fn a_day_is_said_as_people_say_it() {
        let today = date(2026, 3, 14);
        for (day, said) in [
            (date(2026, 3, 14), "today"),
            (date(2026, 3, 15), "tomorrow"),
            (date(2026, 3, 13), "yesterday"),
            (date(2027, 3, 14), "in 365 days"),
            (date(2026, 2, 28), "14 days ago"),
        ] {
            assert_eq!(from_today(day, today), said);
        }
        assert_eq!(in_words(date(2026, 11, 2)), "2 Nov 2026");
    }
}
