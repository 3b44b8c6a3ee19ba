//! A digest: list items or paragraphs of one shape, each an incident in a sentence or two, told by nobody.

use super::ledger::Ledger;
use super::row::{Kind, Row};
use super::{Found, incident, made_up_title, paragraphs, skills, title};

/// Fewer items may be anything.
const FEWEST_ITEMS: usize = 3;

/// How long an incident is that is told in a sentence or two, in words.
const WORDS: std::ops::RangeInclusive<usize> = 8..=110;

/// A beginning in bold or with a link that has no more words names who it happened to, and is no title by itself.
const MOST_WORDS_OF_A_NAME: usize = 3;

/// Headings under which no incident stands.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "acknowledgements", "acknowledgments", "authors", "contributing", "contributors", "credits",
    "further reading", "license", "links", "other lists of postmortems",
    "references", "resources", "see also", "sources", "thanks",
];

/// How entries of a changelog begin.
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "add", "added", "adds", "allow", "allowed", "breaking", "bug", "bump", "bumped", "change", "changed", "changes", "clarify",
    "deprecate", "deprecated", "document", "drop", "dropped", "fix", "fixed", "fixes", "implement", "implemented", "improve",
    "improved", "make", "remove", "removed", "rename", "renamed", "replace", "replaced", "support", "update", "updated", "upgrade",
    "upgraded", "use",
];

/// A paragraph or list item.
struct Item {
    first: usize,
    kind: Kind,
    /// How many bytes at its start are in bold or a link.
    lead: usize,
    text: String,
}

/// Whether what stands under a heading belongs to no incident.
pub(super) fn is_end(heading: &str) -> bool {
    title::clean(heading).is_some_and(|heading| ENDS.contains(&heading.to_lowercase().as_str()))
}

/// Reads the rows under a heading as a digest. Says whether they are one.
pub(super) fn read(heading: Option<&Row>, rows: &[Row], ledger: &mut Ledger) -> bool {
    let items = items(rows);
    let shape = |item: &Item| (item.kind, item.lead > 0);
    let mut incidents = items.iter().filter(|item| is_incident(item));
    let Some(most) = incidents.clone().find(|item| item.kind == Kind::Bullet || item.lead > 0).map(shape) else {
        return false;
    };
    let alike = items.iter().filter(|item| shape(item) == most).count();
    let count = incidents.by_ref().filter(|item| shape(item) == most).count();
    let changes = items.iter().filter(|item| shape(item) == most && is_change(item)).count();
    if count < FEWEST_ITEMS || count * 5 < alike * 3 || changes * 2 > alike {
        return false;
    }
    if let Some(heading) = heading {
        ledger.leave_out(heading.first, "heading of a digest");
    }
    // The heading over all of it says nothing about one.
    let theme = heading.filter(|heading| heading.level() > Some(1)).and_then(|heading| title::clean(&heading.text));
    let theme = theme.as_deref().filter(|theme| theme.len() <= skills::LONGEST);
    for item in &items {
        if ledger.is_full() {
            ledger.story_beyond(item.first);
        } else if shape(item) == most
            && could_be_incident(item)
            && let Some(found) = draft(item, theme)
        {
            ledger.story(item.first, found);
        } else {
            ledger.leave_out(item.first, "no incident of the digest");
        }
    }
    true
}

/// The paragraphs and list items among rows. What hangs under an item is part of it.
fn items(rows: &[Row]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for row in rows.iter().filter(|row| !matches!(row.kind, Kind::Rule) && row.level().is_none()) {
        match items.last_mut() {
            Some(item) if row.continues || row.depth > 1 || (row.depth == 1 && row.kind != Kind::Bullet) => {
                item.text.push(' ');
                item.text.push_str(&row.text);
            }
            _ => items.push(Item { first: row.first, kind: row.kind, lead: row.lead(), text: row.text.clone() }),
        }
    }
    items
}

fn is_incident(item: &Item) -> bool {
    WORDS.contains(&count_words(item)) && incident::has_trouble(&item.text) && incident::has_past(&item.text)
}

/// Whether an item says what was changed in a program.
fn is_change(item: &Item) -> bool {
    incident::words(&item.text).next().is_some_and(|first| CHANGES.contains(&&*first))
}

/// Whether an item among incidents is one: less is asked of it.
fn could_be_incident(item: &Item) -> bool {
    count_words(item) >= *WORDS.start() && (incident::has_trouble(&item.text) || incident::has_past(&item.text))
}

fn count_words(item: &Item) -> usize {
    incident::words(&item.text).count()
}

/// The draft of an item. A headline at its start is its title; a name there only leads in the title made up.
fn draft(item: &Item, theme: Option<&str>) -> Option<Found> {
    let mut found = paragraphs::draft(None, [(item.first, item.text.as_str())])?;
    let (lead, rest) = item.text.split_at_checked(item.lead).unwrap_or(("", &item.text));
    let lead = lead.trim().trim_end_matches([':', '.', ',']);
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words = lead.split_whitespace().count();
    // A sentence that begins in a link goes on behind it.
    if words > 0 && !rest.starts_with(char::is_lowercase) {
        let is_name = words <= MOST_WORDS_OF_A_NAME;
        let title = if is_name { made_up_title::of(lead, rest) } else { lead.to_owned() };
        found = paragraphs::titled(found, title, is_name);
    }
    found.story.suggested_skills.extend(theme.map(str::to_owned));
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn items_of_one_shape_that_tell_incidents_are_a_draft_each() {
        let text = "# Nights to remember\n\nA list of them.\n\n## Disks\n\n\
            - [Boxly](https://example.org). A log without rotation filled the disk, and orders failed for an hour.\n\
            - **Kiln**: the backup job deleted the folder that it had just written, twice.\n\
            - [A clock that ran ahead by a day](https://example.org). Every session expired at once.\n\
            - Send more.\n\n## Contributors\n\n- [Ann](https://example.org) fixed the list after it broke in a bad merge.\n\
            - [Bob](https://example.org) found the wrong link that had failed for so many readers.\n\
            - [Cho](https://example.org) reported the error that had crashed the page for everyone.\n";
        let import = read("a.md", text.as_bytes(), &[]);
        let seen: Vec<_> = import.stories.iter().map(|found| (found.story.title.as_str(), found.lines)).collect();
        assert_eq!(
            seen,
            [
                ("Boxly: a log without rotation filled the disk", (7, 7)),
                ("Kiln: the backup job deleted the folder", (8, 8)),
                ("A clock that ran ahead by a day", (9, 9)),
            ]
        );
        assert_eq!(import.stories[0].story.suggested_skills, ["Disks"]);
        assert!(import.stories[0].story.title_made_up && !import.stories[2].story.title_made_up);
    }

    #[test]
    fn lists_of_anything_else_are_no_digest() {
        for text in [
            "# Changes\n\n- Fixed a crash in the parser.\n- Added a flag.\n- Removed the old one.\n- Renamed it.\n",
            "# Tool\n\n- **Fast**: it starts before you have looked, every single time.\n- **Small**: one file that you can carry around.\n- **Safe**: nothing is ever written twice to your disk.\n",
        ] {
            let import = read("a.md", text.as_bytes(), &[]);
            assert!(import.stories.is_empty(), "{:#?}", import.stories);
        }
    }
}
