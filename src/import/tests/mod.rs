//! One document of each form as people write them.

mod no_stories;
pub(super) mod properties;

use super::{Form, Import, read};
use crate::domain::beat::Beat;

const LABELED: &str = "\
Environment
- Runtime: Elixir, RabbitMQ
- Platform: Fly.io (two regions)
- Constraints: open around the clock, a vendor in the loop
Problem
Parcels were scanned twice because the label printer acknowledged before it had printed.
Customer / User Impact:
- Two charges for one parcel
Timing:
- Window: 6:00 PM – 7:00 PM
Prior Investigation
Three teams had looked:
- Warehouse
- Network
Key Insight
Incorrect assumption: The printer says yes when it is done.
Actual behavior: It says yes when it has heard.
Resolution
- Raised the printer's
ack_delay to two seconds
- New code: no
Outcome
Not one parcel was charged twice in the year after.
Environment
- Runtime: Go
Problem
We had a report that grew by a page a day.
Key Insight
Actual behavior: It never closed a month.
Resolution
- Closed them by hand
Outcome
It fits one page again.
";

const MARKDOWN: &str = "\
# Things that broke

What I want to remember.

---

## The two clocks

**Problem:** Reminders came an *hour* late.

**Investigation:**

- Compared the logs
- **Never** trusted the `TZ` of one host

**Root Cause:**  
One host kept [local time](https://example.org).

**Resolution:** Set it to UTC.

**Impact:** No late reminder since.

**Stakeholders:** Support

**Skills:** time zones, Linux/BSD hosts, patience

---

## Blank for the next one

**Problem:** [What happened]

**Resolution:** TBD

---
";

const INDEX: &str = "\
Posts

2 posts.

May 3, 2024Networking12 min read

The Night Our Gateway Forgot Its Routes

A reload dropped every third route. We saw it an hour later.

4 May 2024 · CI/CD · 3 min read

How One Cache Hid a Red Build

The build was green for a week.
";

const PARAGRAPHS: &str = "\
We lost a day of orders when a disk filled up. I found the log that ate it.
About
Notes on queues, clocks and people. I write when it rains.
How cities will use sensors in the next twenty years, and what that asks of all of us who build them.
";

const JSON: &str = r#"{
  "stories": [
    {
      "title": "The two clocks",
      "problem": "Reminders came late.",
      "root_cause": "Local time.",
      "fix": ["Set UTC", "Wrote a test"]
    },
    {
      "name": "The full disk",
      "beats": {"problem": "It was full.", "outcome": "It is not."}
    }
  ]
}
"#;

const DOCUMENTS: &[&str] = &[LABELED, MARKDOWN, INDEX, PARAGRAPHS, JSON];

fn import(text: &str) -> Import {
    read("notes/stories.txt", text.as_bytes(), &["Elixir", "Linux", "UTC", "RabbitMQ"])
}

fn beats(import: &Import, story: usize) -> Vec<(Beat, &str)> {
    import.stories[story].story.beats.iter().collect()
}

fn left_out(import: &Import) -> Vec<((usize, usize), &str)> {
    import.left_out.iter().map(|part| (part.lines, part.reason)).collect()
}

/// The lines of stories and left-out parts, in order, each line once.
fn accounts_for_every_line(import: &Import, line_count: usize) -> bool {
    let mut ranges: Vec<(usize, usize)> = import.stories.iter().map(|found| found.lines).collect();
    ranges.extend(import.left_out.iter().map(|part| part.lines));
    ranges.sort_unstable();
    let mut next = 1;
    for (index, &(first, last)) in ranges.iter().enumerate() {
        // Two stories may share a line of JSON.
        let is_shared = index > 0 && ranges[index - 1] == (first, first);
        if last < first || (first != next && !is_shared) {
            return false;
        }
        next = last + 1;
    }
    next == line_count + 1
}

#[test]
fn a_labeled_document_becomes_its_stories() {
    let import = import(LABELED);
    assert_eq!(import.form, Some(Form::Labels));
    let lines: Vec<_> = import.stories.iter().map(|found| found.lines).collect();
    assert_eq!(lines, [(1, 23), (24, 33)]);
    let story = &import.stories[0].story;
    assert_eq!((story.title.as_str(), story.title_made_up), ("Parcels were scanned twice", true));
    assert_eq!(story.suggested_skills, ["Elixir", "RabbitMQ", "Fly.io"]);
    assert_eq!(story.source.as_ref().unwrap().document, "stories.txt");
    assert_eq!(
        beats(&import, 0),
        [
            (
                Beat::Context,
                "- Runtime: Elixir, RabbitMQ\n- Platform: Fly.io (two regions)\n- Constraints: open around the clock, \
                 a vendor in the loop"
            ),
            (
                Beat::Problem,
                "Parcels were scanned twice because the label printer acknowledged before it had printed.\n\n\
                 Customer / User Impact:\n\n- Two charges for one parcel\n\nTiming:\n\n- Window: 6:00 PM – 7:00 PM"
            ),
            (Beat::Investigation, "Three teams had looked:\n\n- Warehouse\n- Network"),
            (
                Beat::Insight,
                "Incorrect assumption: The printer says yes when it is done.\n\n\
                 Actual behavior: It says yes when it has heard."
            ),
            (Beat::Action, "- Raised the printer's ack_delay to two seconds\n- New code: no"),
            (Beat::Outcome, "Not one parcel was charged twice in the year after."),
        ]
    );
    assert_eq!(import.stories[1].story.title, "A report that grew by a page a day");
}

#[test]
fn a_markdown_document_becomes_its_stories() {
    let import = import(MARKDOWN);
    assert_eq!(import.form, Some(Form::Markdown));
    let story = &import.stories[0].story;
    assert_eq!((story.title.as_str(), story.title_made_up), ("The two clocks", false));
    assert_eq!(story.skills, ["time zones", "Linux/BSD hosts", "patience"]);
    assert_eq!(story.suggested_skills, ["UTC"]);
    assert_eq!((story.extras[0].label.as_str(), story.extras[0].text.as_str()), ("Stakeholders", "Support"));
    assert_eq!(
        beats(&import, 0),
        [
            (Beat::Problem, "Reminders came an hour late."),
            (Beat::Investigation, "- Compared the logs\n- Never trusted the TZ of one host"),
            (Beat::Insight, "One host kept local time."),
            (Beat::Action, "Set it to UTC."),
            (Beat::Outcome, "No late reminder since."),
        ]
    );
    assert_eq!(
        left_out(&import),
        [
            ((1, 4), "preamble"),
            ((5, 6), "separator"),
            ((27, 28), "separator"),
            ((29, 34), "template"),
            ((35, 35), "separator")
        ]
    );
}

#[test]
fn every_block_of_a_beat_knows_its_line() {
    let labeled = import(LABELED);
    let lines =
        |import: &Import, beat, count| (0..count).map(|at| import.stories[0].line_of(beat, at)).collect::<Vec<_>>();
    assert_eq!(lines(&labeled, Beat::Context, 3), [2, 3, 4]);
    assert_eq!(lines(&labeled, Beat::Problem, 5), [6, 8, 8, 10, 10]);
    let json = import("[{\n\"problem\": \"A.\\n\\nB.\",\n\"fix\": \"C.\"}]");
    assert_eq!((lines(&json, Beat::Problem, 2), lines(&json, Beat::Action, 1)), (vec![2, 2], vec![3]));
    let own = import("[{\n\"title\": \"A\", \"beats\": {\n\"problem\": \"A.\",\n\"action\": \"B.\"}}]");
    assert_eq!((lines(&own, Beat::Problem, 1), lines(&own, Beat::Action, 1)), (vec![3], vec![4]));
}

#[test]
fn a_blog_index_becomes_drafts() {
    let import = import(INDEX);
    assert_eq!(import.form, Some(Form::Index));
    let seen: Vec<_> = import
        .stories
        .iter()
        .map(|found| {
            (found.story.title.as_str(), found.story.title_made_up, found.story.skills.join(", "), found.lines)
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("The Night Our Gateway Forgot Its Routes", false, "Networking".to_owned(), (5, 10)),
            ("How One Cache Hid a Red Build", false, "CI/CD".to_owned(), (11, 15))
        ]
    );
    assert_eq!(beats(&import, 1), [(Beat::Problem, "The build was green for a week.")]);
    assert_eq!(left_out(&import), [((1, 4), "preamble")]);
}

#[test]
fn paragraphs_become_drafts_when_they_tell_an_incident() {
    let import = import(PARAGRAPHS);
    assert_eq!(import.form, Some(Form::Paragraphs));
    assert_eq!(import.stories.len(), 1);
    assert_eq!(import.stories[0].story.title, "We lost a day of orders when a disk filled up");
    assert_eq!(
        left_out(&import),
        [((2, 2), "menu or heading"), ((3, 4), "essay: nothing in it happened to the teller")]
    );
}

#[test]
fn json_becomes_its_stories() {
    let import = import(JSON);
    assert_eq!(import.form, Some(Form::Json));
    let seen: Vec<_> = import.stories.iter().map(|found| (found.story.title.as_str(), found.lines)).collect();
    assert_eq!(seen, [("The two clocks", (3, 8)), ("The full disk", (9, 12))]);
    assert_eq!(beats(&import, 0)[2], (Beat::Action, "- Set UTC\n- Wrote a test"));
    assert!(import.problems.is_empty());
}

#[test]
fn a_document_without_a_story_says_what_is_looked_for() {
    for (text, reason) in [
        ("What do you do when a build is red?\nTell me about a time you led.\n", "question list"),
        ("Home\nAbout\n", "menu or heading"),
        ("## A\n\n**Problem:** […]\n\n**Fix:** <what you did>\n", "template"),
    ] {
        let import = import(text);
        assert!(import.stories.is_empty(), "{text}");
        assert!(import.left_out.iter().any(|part| part.reason == reason), "{:?}", import.left_out);
        assert_eq!(import.problems.len(), 1);
        assert!(import.problems[0].hint.contains("`Problem:`"));
    }
}

#[test]
fn markup_never_ends_up_in_a_draft() {
    let index = "# Posts\n\n*May 3, 2024 · Go · 4 min read*\n\n## [A **leak**](https://example.org)\n\nIt *grew* all night.\n\n\
                 *May 2, 2024 · Go · 4 min read*\n\n## A jam\n\nIt `stuck` for hours.\n";
    let import = import(index);
    assert_eq!(import.form, Some(Form::Index));
    let seen: Vec<_> = import.stories.iter().map(|found| found.story.title.as_str()).collect();
    assert_eq!(seen, ["A leak", "A jam"]);
    assert_eq!(beats(&import, 0), [(Beat::Problem, "It grew all night.")]);
    let import =
        read("a.md", b"# Nights\n\nWe **lost**\nthe [disk](https://example.org).\n\n```\nWe ran this.\n```\n", &[]);
    assert_eq!(import.form, Some(Form::Paragraphs));
    assert_eq!(beats(&import, 0), [(Beat::Problem, "We lost the disk.")]);
    assert_eq!(import.stories.len(), 1);
}

#[test]
fn an_incident_before_a_colon_is_told_and_no_title() {
    let import = import("Incident: The disk was full\nRoot cause: A log\nFix: Moved it\n");
    assert_eq!(beats(&import, 0)[0], (Beat::Problem, "The disk was full"));
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let deep = format!("# A\n\n{}a\n", "> ".repeat(40));
    for (bytes, reason) in [
        (&b""[..], "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"a\0b", "this is not text: a NUL at byte 1"),
        (deep.as_bytes(), "this line is nested deeper than 32 levels"),
    ] {
        let import = read("a.md", bytes, &[]);
        assert_eq!(import.problems[0].reason, reason);
        assert!(import.stories.is_empty() && import.form.is_none());
    }
}

#[test]
fn text_in_brackets_at_the_start_is_no_json() {
    let import = import("[Draft] My story\n\nProblem: It broke.\nFix: I mended it.\n");
    assert_eq!(import.form, Some(Form::Labels));
    assert_eq!(import.stories[0].story.title, "[Draft] My story");
}
