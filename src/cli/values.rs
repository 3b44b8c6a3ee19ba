//! What may be written behind an option.

use std::path::PathBuf;

use clap::builder::{OsStringValueParser, StringValueParser, TypedValueParser};
use jiff::civil::Date;

/// Clap's own parser would say of an empty `RETELL_HOME` that `--home` has no value.
pub(super) fn folder() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().try_map(|folder| match folder.is_empty() {
        true => Err("name a folder, or leave --home and RETELL_HOME out"),
        false => Ok(PathBuf::from(folder)),
    })
}

/// A day.
pub(super) fn day() -> impl TypedValueParser<Value = Date> {
    StringValueParser::new().try_map(|text| {
        let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
        day.ok_or("write the day as YYYY-MM-DD")
    })
}

/// A number of stories.
pub(super) fn at_least_one() -> impl TypedValueParser<Value = usize> {
    clap::value_parser!(u32).range(1..).map(|number| usize::try_from(number).unwrap_or(usize::MAX))
}
