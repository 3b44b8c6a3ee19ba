//! Stories on their way out: a text for each form that others read.

pub mod anki;
pub mod csv;
pub mod html;
pub mod json;
pub mod leaks;
pub mod markdown;
pub mod partner;
pub mod takes;

use crate::domain::nearest::nearest;
use crate::domain::story::Story;

/// What goes out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selection<'a> {
    /// The stories, in the order in which they are wanted.
    pub stories: &'a [&'a Story],
    /// What a partner is told beside each story. Only partners' sheets say it.
    pub needs: &'a [partner::Hearing],
    /// What each story is known by, whatever its id is when it goes out. Only notes for Anki have it.
    pub names: &'a [String],
}

/// A form that stories can go out in.
#[derive(Debug)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// How the names of its files end, without the dot.
    pub endings: &'static [&'static str],
    /// Whether import reads it back, so that the marks of confidential words are worth keeping in it.
    pub keeps_marks: bool,
    /// Makes the text, of which nothing is lost on a terminal.
    pub write: fn(Selection<'_>) -> String,
}

/// Every form. A file gets the one that its name ends like.
pub const FORMATS: &[Format] = &[
    Format { name: "markdown", endings: &["md", "markdown"], keeps_marks: true, write: markdown::write },
    Format { name: "json", endings: &["json"], keeps_marks: true, write: json::write },
    Format { name: "html", endings: &["html", "htm"], keeps_marks: false, write: html::write },
    Format { name: "csv", endings: &["csv"], keeps_marks: false, write: csv::write },
    Format { name: "anki", endings: &["txt"], keeps_marks: false, write: anki::write },
    Format { name: "partner", endings: &["partner", "txt"], keeps_marks: false, write: partner::write },
];

impl Format {
    /// The form of this name. The ending of its files is one too.
    ///
    /// # Errors
    /// When there is none, with what to do.
    pub fn named(name: &str) -> Result<&'static Self, String> {
        let found = FORMATS.iter().find(|format| format.name.eq_ignore_ascii_case(name));
        found.or_else(|| Self::of_ending(name).ok()).ok_or_else(|| {
            let meant = nearest(name, FORMATS.iter().map(|format| format.name));
            let hint = meant.map_or_else(|| format!("There are {}", names()), |name| format!("Did you mean {name}?"));
            format!("there is no format “{name}”. {hint}")
        })
    }

    /// The form of a file whose name ends so.
    ///
    /// # Errors
    /// When there is none, or more than one, with what to do.
    pub fn of_ending(ending: &str) -> Result<&'static Self, String> {
        let is_its = |format: &&Self| format.endings.iter().any(|own| own.eq_ignore_ascii_case(ending));
        let mut found = FORMATS.iter().filter(is_its);
        match (found.next(), found.next()) {
            (Some(format), None) => Ok(format),
            (Some(one), Some(other)) => {
                Err(format!("the name of the file fits two formats. Say -f {} or -f {}", one.name, other.name))
            }
            _ => Err(format!("the name of the file doesn't say which format. Say -f and one of {}", names())),
        }
    }
}

fn names() -> String {
    FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_its_name_and_by_the_name_of_a_file() {
        assert_eq!(Format::named("Markdown").unwrap().name, "markdown");
        assert_eq!(Format::named("md").unwrap().name, "markdown");
        assert_eq!(Format::of_ending("MD").unwrap().name, "markdown");
        assert!(Format::named("jsn").unwrap_err().contains("Did you mean json?"));
        assert!(Format::of_ending("txt").unwrap_err().ends_with("Say -f anki or -f partner"));
        assert!(Format::of_ending("").unwrap_err().contains("markdown, json, html, csv, anki, partner"));
    }
}
