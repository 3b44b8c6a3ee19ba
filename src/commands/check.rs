//! `retell check`: what there is to say of stories, line by line, and what to do about it.

use std::io::{self, Write};

use serde::Serialize;

use super::output::Printer;
use crate::domain::check::{Checker, Finding, Part, Rule};
use crate::domain::safe::Safe;
use crate::domain::story::StoryId;
use crate::domain::text::count;
use crate::import::Found;

/// The columns of a line.
const WIDTH: usize = 80;

/// What stands before the lines that belong to a finding.
const INDENT: &str = "    ";

/// One line of `retell check --json`.
#[derive(Serialize)]
struct Row<'a> {
    rule: &'static str,
    file: &'a str,
    line: usize,
    id: &'a StoryId,
    title: &'a str,
    beat: Option<&'static str>,
    words: &'a str,
    reason: &'a str,
    why: &'static str,
    hint: &'static str,
}

/// Prints what there is to say of stories, each with the name of its file, and returns how much that is.
///
/// # Errors
/// When `out` can't be written.
pub fn run(
    stories: &[(String, Found)],
    checker: Checker<'_>,
    as_json: bool,
    out: &mut Printer<impl Write>,
) -> io::Result<usize> {
    let checker = checker.among(stories.iter().map(|(_, found)| &found.story));
    let (mut findings, mut affected) = (0, 0);
    for (file, found) in stories {
        let found_here = checker.check(&found.story);
        findings += found_here.len();
        affected += usize::from(!found_here.is_empty());
        for finding in &found_here {
            print(file, found, finding, as_json, out)?;
        }
    }
    if as_json {
        return Ok(findings);
    }
    let all = count(stories.len(), "story", "stories");
    match findings {
        0 => out.line(format!("Nothing to say about {all}."))?,
        some => out.line(format!("{} in {affected} of {all}", count(some, "finding", "findings")))?,
    }
    Ok(findings)
}

fn print(file: &str, found: &Found, finding: &Finding, as_json: bool, out: &mut Printer<impl Write>) -> io::Result<()> {
    let (rule, reason) = (finding.rule, finding.reason(&found.story));
    let (beat, line) = match finding.part {
        Part::Beat(beat) => (Some(beat.key()), found.line_of(beat, finding.block)),
        _ => (None, found.lines.0),
    };
    if as_json {
        return out.json(&Row {
            rule: rule.name(),
            file,
            line,
            id: &found.story.id,
            title: &finding.title(&found.story),
            beat,
            words: &finding.words,
            reason: &reason,
            why: rule.why(),
            hint: rule.hint(),
        });
    }
    out.line(format!("{file}:{line}: {}: {reason}", rule.name()))?;
    if !finding.words.is_empty() {
        out.line(format!("{INDENT}{}", Safe::from(&finding.words).on_one_line().trim()))?;
    }
    let options = textwrap::Options::new(WIDTH).initial_indent(INDENT).subsequent_indent(INDENT);
    let said = format!("{} {}", rule.why(), rule.hint());
    textwrap::wrap(&said, options).into_iter().try_for_each(|line| out.line(line))
}

/// Prints every rule with what it finds.
///
/// # Errors
/// When `out` can't be written.
pub fn list_rules(out: &mut Printer<impl Write>) -> io::Result<()> {
    let width = Rule::all().map(|rule| rule.name().len()).max().unwrap_or(0);
    Rule::all().try_for_each(|rule| out.line(format!("{:width$}  {}", rule.name(), rule.meaning())))
}
