//! The outline of a document of rows: which of its parts are stories, and what the others are.

use super::ledger::Ledger;
use super::row::{Kind, Row};
use super::sections::{self, Line, Part};
use super::story_builder::{GUIDE, TEMPLATE};
use super::translation::{self, TRANSLATION, Translations};
use super::{Found, incident, prose, question, shares, skills, story_text, title, title_lines};
use crate::domain::beat::Beat;
use crate::domain::limits::MOST_STORIES;

/// What tells a story in the midst of a guide has so many beats.
const FEWEST_IN_A_GUIDE: usize = 3;

/// How long a hint in a form is, in words.
const MOST_WORDS_OF_A_HINT: usize = 8;

/// Reads the stories out of rows.
pub(super) fn read(mut rows: Vec<Row>, ledger: &mut Ledger) {
    title_lines::mark(&mut rows);
    let lines = sections::lines_of(&rows);
    let parts = sections::parts_of(&lines);
    let story_count = parts.iter().filter(|part| part.is_story).count();
    let mut seen = Seen::default();
    let mut built = built(&lines, &parts);
    for (index, part) in parts.iter().enumerate() {
        let (part_lines, rules) = lines_and_rules(&lines, part);
        seen.themes.retain(|&(level, _)| level < part.level);
        if part.is_story {
            seen.story(part_lines, built.next(), ledger);
        } else {
            let below = parts.iter().skip(index + 1).take_while(|later| later.level > part.level);
            let stories_below = below.filter(|later| later.is_story).count();
            let part_rows = rows.get(part.from..part.from + part_lines.len()).unwrap_or(&[]);
            seen.other(part, (part_lines, part_rows), stories_below, story_count, ledger);
        }
        if let Some(rule) = rules.first() {
            ledger.leave_out(rule.row.first, "separator");
        }
    }
}

/// The lines of a part, and the rules at its end, which only divide.
fn lines_and_rules<'a, 'b>(lines: &'b [Line<'a>], part: &Part<'_>) -> (&'b [Line<'a>], &'b [Line<'a>]) {
    let lines = lines.get(part.from..part.to).unwrap_or(&[]);
    let rules = lines.iter().rev().take_while(|line| line.row.kind == Kind::Rule).count();
    lines.split_at(lines.len() - rules)
}

/// The stories among the parts, as many as there is room for. In a guide a problem and its fix are advice: only what
/// has more beats counts there.
fn built<'a>(lines: &[Line<'_>], parts: &'a [Part<'a>]) -> impl Iterator<Item = Result<Box<Found>, &'static str>> {
    let stories: Vec<&Part<'_>> = parts.iter().filter(|part| part.is_story).take(MOST_STORIES).collect();
    let may_be_translated = translation::may_be_among(stories.iter().map(|part| part.label_names()));
    let mut translations = Translations::default();
    let mut told_once = |part: &'a Part<'a>, story: Box<Found>| {
        let is_translated = may_be_translated && translations.has(&story, part.label_names());
        if is_translated { Err(TRANSLATION) } else { Ok(story) }
    };
    let is_legend = is_legend(&stories);
    let built = shares::map(&stories, |part| story_text::build(lines_and_rules(lines, part).0).map(Box::new));
    let mut built: Vec<(usize, Result<Box<Found>, &'static str>)> = stories
        .into_iter()
        .zip(built)
        .map(|(part, story)| (part.beat_count(), story.and_then(|story| told_once(part, story))))
        .collect();
    if let Some((_, first)) =
        built.first_mut().filter(|(_, first)| is_legend && first.as_ref().is_ok_and(|found| is_hint(found)))
    {
        *first = Err(GUIDE);
    }
    let left_out = |why| built.iter().filter(|(_, story)| story.as_ref().is_err_and(|&reason| reason == why)).count();
    let (guides, forms) = (left_out(GUIDE), left_out(TEMPLATE));
    let is_guide = guides * 3 >= built.len() && guides > 0;
    let is_form = forms * 2 >= built.len() && forms > 1;
    built.into_iter().map(move |(beats, story)| match story {
        Ok(_) if is_guide && beats < FEWEST_IN_A_GUIDE => Err(GUIDE),
        Ok(found) if is_form && is_hint(&found) => Err(TEMPLATE),
        story => story,
    })
}

/// Whether the first of the stories has the labels of those below its heading, as what says how they are told does.
fn is_legend(stories: &[&Part<'_>]) -> bool {
    let [first, rest @ ..] = stories else { return false };
    let is_alike = |part: &&&Part<'_>| part.level > first.level && part.label_names().is_subset(first.label_names());
    rest.iter().take_while(|part| part.level > first.level).filter(is_alike).nth(1).is_some()
}

/// Whether what stands among empty forms only says in a few words what they are for, whatever comes before that.
fn is_hint(found: &Found) -> bool {
    let is_short = |text: &str| text.split_whitespace().count() <= MOST_WORDS_OF_A_HINT;
    let beats = || found.story.beats.iter();
    beats().all(|(beat, text)| beat == Beat::Context || is_short(text))
        && beats().all(|(_, text)| !incident::is_told_in(text))
}

/// What the parts so far were.
#[derive(Default)]
struct Seen {
    stories: usize,
    /// Whether a heading was over stories already. The first that is over all of them names the document.
    has_document_title: bool,
    /// The themes that the next part stands under, with their levels.
    themes: Vec<(u8, String)>,
}

impl Seen {
    fn story(&mut self, lines: &[Line<'_>], story: Option<Result<Box<Found>, &'static str>>, ledger: &mut Ledger) {
        let Some(first) = lines.first() else { return };
        self.stories += 1;
        let Some(story) = story.filter(|_| !ledger.is_full()) else {
            ledger.story_beyond(first.row.first);
            return;
        };
        match story {
            Ok(mut found) => {
                found.story.suggested_skills.extend(self.themes.iter().map(|(_, theme)| theme.clone()));
                ledger.story(first.row.first, found);
            }
            Err(reason) => ledger.leave_out(first.row.first, reason),
        }
    }

    fn other(
        &mut self,
        part: &Part<'_>,
        (lines, rows): (&[Line<'_>], &[Row]),
        stories_below: usize,
        story_count: usize,
        ledger: &mut Ledger,
    ) {
        let Some((first, rest)) = lines.split_first() else { return };
        let is_over_stories = first.is_title() && stories_below > 0;
        if is_over_stories && (self.has_document_title || stories_below < story_count) {
            let theme = title::clean(&first.row.text).filter(|theme| theme.len() <= skills::LONGEST);
            self.themes.extend(theme.map(|theme| (part.level, theme)));
            ledger.leave_out(first.row.first, "theme heading");
            if let Some(line) = rest.first() {
                ledger.leave_out(line.row.first, "introduction to a theme");
            }
            return;
        }
        self.has_document_title |= is_over_stories;
        if story_count > 0 && prose::read(rows, ledger) {
            return;
        }
        let texts = lines.iter().filter(|line| !line.is_title()).map(|line| line.row.text.as_str());
        let reason = match self.stories {
            _ if question::are_mostly(texts) => "question list",
            _ if story_count == 0 => "too few labels for a story",
            0 => "preamble",
            _ => "section without labels of a story",
        };
        ledger.leave_out(first.row.first, reason);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_no_story_says_what_it_is() {
        let story = "**Problem:** a\n\n**Fix:** b\n\n";
        let text = format!(
            "# All\n\nHello.\n\n---\n\n## Scale\n\nBig things.\n\n### A\n{story}## People\n\n### B\n{story}\
             ## Ask them\n\n- Who is on call?\n- Why?\n\n## Thanks\n\nTo you.\n"
        );
        let seen: Vec<_> = super::super::read("a.md", text.as_bytes(), &[])
            .left_out
            .iter()
            .map(|part| (part.lines.0, part.reason))
            .collect();
        assert_eq!(
            seen,
            [
                (1, "preamble"),
                (5, "separator"),
                (7, "theme heading"),
                (9, "introduction to a theme"),
                (16, "theme heading"),
                (23, "question list"),
                (28, "section without labels of a story"),
            ]
        );
    }
}
