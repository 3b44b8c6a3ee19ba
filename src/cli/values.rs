//! What may be written behind an option.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, PossibleValue, Str, StringValueParser, TypedValueParser};
use clap::{Arg, Command};
use jiff::civil::Date;

/// One of these words, which help lists and shells complete. They are looked up where one is used: there any other way to
/// write it is known, and what may be meant by a word that is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct OneOf(pub(super) fn() -> Vec<Str>);

impl TypedValueParser for OneOf {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue>>> {
        Some(Box::new((self.0)().into_iter().map(PossibleValue::new)))
    }
}

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
