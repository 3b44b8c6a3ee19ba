//! Takes as CSV: a row for each, in cells that no spreadsheet reckons with.

use serde_json::Value;

use super::csv::harmless;
use crate::domain::progress::told::Told;
use crate::domain::safe::Safe;

/// The heads of the columns of the table: what the JSON has of a take.
const HEADS: [&str; 14] = [
    "at",
    "story",
    "title",
    "ladder",
    "only",
    "length_ms",
    "target_ms",
    "percent_of_target",
    "verdict",
    "think_ms",
    "words_a_minute",
    "grade",
    "free",
    "help",
];

/// The takes as a table with a heading. Texts stand in it as `shown` has them.
pub fn write(takes: &[Told], shown: impl Fn(&str) -> String) -> String {
    // Lines end as RFC 4180 asks for.
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Nothing can go wrong in memory, where all rows are as long.
    let _ = table.write_record(HEADS);
    for take in takes {
        let fields = serde_json::to_value(take).unwrap_or_default();
        let text = |head: &str| fields.get(head).map(|value| cell(value, &shown)).unwrap_or_default();
        let _ = table.write_record(HEADS.map(text));
    }
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn cell(value: &Value, shown: impl Fn(&str) -> String) -> String {
    match value {
        Value::String(text) => harmless(&Safe::from(shown(text)).on_one_line()),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::exported::TAKES;
    use crate::domain::history::History;
    use crate::domain::progress::Progress;
    use crate::domain::take::told;
    use crate::domain::time::Stamp;

    #[test]
    fn the_columns_are_what_the_json_has_of_a_take() {
        let history = History::new([told("A leak", 1, &[("Problem", 30)])]);
        let now = Stamp::try_from("2026-03-14T22:00:00Z".to_owned()).unwrap();
        let progress = serde_json::to_value(Progress::of(&history, |_| true, now)).unwrap();
        let fields: Vec<&String> = progress["takes"][0].as_object().unwrap().keys().collect();
        assert_eq!(fields, HEADS);
        assert!(HEADS.join(",").starts_with(TAKES));
    }

    #[test]
    fn a_cell_is_no_formula() {
        for (text, shown) in [
            ("A leak", "A leak"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\t=1", "' =1"),
            ("\r=1", "'=1"),
            ("\u{200b}=1", "'=1"),
            ("a\n=1", "a =1"),
        ] {
            assert_eq!(cell(&Value::from(text), str::to_owned), shown, "{text:?}");
        }
        let cell = |value: Value| cell(&value, str::to_owned);
        assert_eq!((cell(Value::Null), cell(Value::from(12))), (String::new(), "12".to_owned()));
    }
}
