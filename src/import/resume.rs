//! A résumé in the form of JSON Resume: its jobs and projects become drafts, the rest of it is no story.

use serde_json::Value;
use serde_json::value::RawValue;

use super::json_walk::{Member, Walk, members};
use super::label_search;
use super::labels::{Label, Meaning, Words};
use super::story_builder::StoryBuilder;
use super::{Found, incident, json_story, plain, skills};
use crate::domain::beat::Beat;
use crate::domain::limits::excess_of_json;
use crate::domain::story::{Extra, Story};

/// The lists of a résumé whose entries can tell a story.
const SECTIONS: &[&str] = &["work", "volunteer", "projects"];

/// Why a part of a résumé was left out.
pub(super) const NO_STORY: &str = "résumé: no story";

/// Texts that say what an entry is about.
const SUMMARIES: &[&str] = &["description", "summary"];

/// Names of the place where somebody worked.
const PLACES: &[&str] = &["name", "organization", "company"];

/// Verbs that tell what came of something. A highlight with one of them and a figure is a result.
#[rustfmt::skip]
const RESULTS: &[&str] = &[
    "accelerated", "achieved", "boosted", "cut", "decreased", "doubled", "dropped", "eliminated", "exceeded", "fell",
    "gained", "generated", "grew", "halved", "improved", "increased", "lowered", "prevented", "raised", "reduced",
    "rose", "saved", "shortened", "shrank", "tripled", "won",
];

/// Words between what was done and what came of it.
const LEADS: &[&str] = &["resulting in", "which resulted in", "leading to", "which led to", "so that"];

/// The entries that can tell a story, in the order of the document, with the bytes at which they start. None when this
/// is no résumé: that is an object with basics and one of the lists.
pub(super) fn entries(text: &str) -> Option<Vec<(usize, &RawValue)>> {
    if excess_of_json(text.as_bytes()).is_some() {
        return None;
    }
    let object = members(text, 0).ok()?;
    let has_basics = object.iter().any(|(key, value, _)| key == "basics" && value.get().starts_with('{'));
    let is_section = |(key, value, _): &&Member<'_>| SECTIONS.contains(&key.as_str()) && value.get().starts_with('[');
    let sections: Vec<_> = object.iter().filter(is_section).collect();
    if !has_basics || sections.is_empty() {
        return None;
    }
    Some(sections.into_iter().flat_map(|(_, list, _)| items(text, list)).collect())
}

/// The items of a list in a text, with the bytes at which they start there.
fn items<'a>(text: &str, list: &'a RawValue) -> Vec<(usize, &'a RawValue)> {
    let start = (list.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let mut walk = Walk::new(list.get(), 0);
    let mut items = Vec::new();
    walk.take('[');
    while !walk.take(']') {
        let at = walk.place();
        let Ok(item) = walk.value() else { break };
        items.push((start + at, item));
        walk.take(',');
    }
    items
}

/// The draft that an entry makes, where its beats stand told in bytes of the entry. None when it tells nothing.
pub(super) fn read(entry: &RawValue) -> Option<Found> {
    let text = entry.get();
    let object = text.starts_with('{').then(|| members(text, 0).ok())??;
    let title = title(&object);
    let builder = StoryBuilder::new(title.as_deref());
    let mut draft = Draft { title: title.unwrap_or_default(), builder, ..Draft::default() };
    // What it is about comes first, wherever it stands.
    let (summaries, others): (Vec<_>, Vec<_>) =
        object.into_iter().partition(|(key, ..)| SUMMARIES.contains(&key.as_str()));
    draft.has_highlights = others.iter().any(|(key, list, _)| key == "highlights" && !items(text, list).is_empty());
    let told = |(_, value, _): &Member<'_>| serde_json::from_str::<String>(value.get()).unwrap_or_default();
    let is_incident = summaries.iter().any(|summary| incident::is_told_in(&told(summary)));
    if !summaries.is_empty() {
        let beat = if draft.has_highlights || !is_incident { Beat::Context } else { Beat::Problem };
        draft.open(beat);
        for summary in &summaries {
            draft.builder.at(summary.2);
            paragraphs(&told(summary), &mut draft.builder);
        }
    }
    for (key, value, at) in others {
        draft.member(text, &key, value, at);
    }
    let is_story = draft.has_highlights || draft.has_labels || is_incident;
    draft.finish().filter(|_| is_story)
}

/// `Engineer at Acme`, or what there is of it.
fn title(object: &[Member<'_>]) -> Option<String> {
    let text = |name: &str| {
        let (_, value, _) = object.iter().find(|(key, ..)| key == name)?;
        serde_json::from_str::<String>(value.get()).ok().filter(|text| !text.trim().is_empty())
    };
    let place = PLACES.iter().find_map(|name| text(name));
    match (text("position"), place) {
        (Some(position), Some(place)) => Some(format!("{position} at {place}")),
        (position, place) => position.or(place),
    }
}

fn paragraphs(text: &str, builder: &mut StoryBuilder) {
    for line in text.lines() {
        match plain::bullet(line) {
            Some(bullet) => builder.bullet(bullet),
            None => builder.paragraph(line.trim()),
        }
    }
}

/// An entry as it comes together.
struct Draft {
    title: String,
    builder: StoryBuilder,
    has_highlights: bool,
    /// Whether a key is the label of a beat.
    has_labels: bool,
    /// Whether some highlights tell a result, and some what was done.
    has_results: bool,
    has_actions: bool,
    skills: Vec<String>,
    extras: Vec<Extra>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            title: String::new(),
            builder: StoryBuilder::new(None),
            has_highlights: false,
            has_labels: false,
            has_results: false,
            has_actions: false,
            skills: Vec::new(),
            extras: Vec::new(),
        }
    }
}

impl Draft {
    fn open(&mut self, beat: Beat) {
        self.builder.label(beat.name(), Label::new(Meaning::Beat(beat), Words::Dropped));
    }

    fn member(&mut self, text: &str, key: &str, value: &RawValue, at: usize) {
        let name = json_story::spaced(key.get(..label_search::LONGEST).unwrap_or(key));
        let read = serde_json::from_str::<Value>(value.get()).unwrap_or_default();
        let texts = texts(&read);
        if key == "highlights" && texts.is_some() {
            self.highlights(text, value);
            return;
        }
        let is_in_title =
            (key == "position" || PLACES.contains(&key)) && read.as_str().is_some_and(|text| self.title.contains(text));
        match (label_search::find(&name), texts) {
            _ if is_in_title => {}
            (Some(Label { meaning: Meaning::Skills, .. }), Some(texts)) => {
                let is_list = read.is_array();
                let split = |text: &str| if is_list { vec![text.to_owned()] } else { skills::split_list(text) };
                self.skills.extend(texts.into_iter().flat_map(split));
            }
            (Some(label), Some(texts)) if label.meaning.beat().is_some() => {
                self.has_labels = true;
                self.builder.at(at);
                self.builder.label(&name, label);
                match &read {
                    Value::Array(_) => texts.iter().for_each(|text| self.builder.bullet(&text.replace('\n', " "))),
                    _ => texts.iter().for_each(|text| paragraphs(text, &mut self.builder)),
                }
            }
            (_, texts) => {
                let kept = match (texts, &read) {
                    (_, Value::Null) => String::new(),
                    (Some(texts), Value::Array(_)) => {
                        texts.iter().map(|text| format!("- {text}")).collect::<Vec<_>>().join("\n")
                    }
                    (Some(texts), _) => texts.concat(),
                    (None, value) => value.to_string(),
                };
                if !kept.trim().is_empty() {
                    self.extras.push(Extra::new(name, kept));
                }
            }
        }
    }

    /// What was done comes before what came of it, whatever their order.
    fn highlights(&mut self, text: &str, list: &RawValue) {
        let told =
            |(at, item): (usize, &RawValue)| (at, serde_json::from_str::<String>(item.get()).unwrap_or_default());
        let highlights = items(text, list).into_iter().map(told);
        let (results, actions): (Vec<_>, Vec<_>) = highlights.partition(|(_, highlight)| is_result(highlight));
        (self.has_results, self.has_actions) = (!results.is_empty(), !actions.is_empty());
        for (beat, highlights) in [(Beat::Action, actions), (Beat::Outcome, results)] {
            if !highlights.is_empty() {
                self.open(beat);
            }
            for (at, highlight) in highlights {
                self.builder.at(at);
                self.builder.bullet(highlight.replace('\n', " ").trim());
            }
        }
    }

    fn finish(self) -> Option<Found> {
        let doubt = match (self.has_results, self.has_actions) {
            (true, false) => "a résumé: highlights were taken as the outcome",
            (false, true) => "a résumé: highlights were taken as the action",
            (true, true) => "a résumé: highlights with results were taken as the outcome, others as the action",
            (false, false) => "a résumé: its summary was taken as the problem",
        };
        let mut found = self.builder.finish().ok()?;
        found.doubt = (self.has_results || self.has_actions || !self.has_labels).then_some(doubt);
        let Story { skills, extras, .. } = &mut found.story;
        skills.extend(self.skills.into_iter().filter(|skill| !skill.trim().is_empty()));
        *skills = skills::distinct(std::mem::take(skills), &[]);
        extras.extend(self.extras);
        Some(found)
    }
}

/// A text or a list of texts, as a list.
fn texts(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(vec![text]),
        Value::Array(items) => items.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// Whether a highlight tells what came of something. A figure alone may be the size of a team.
fn is_result(highlight: &str) -> bool {
    let text = highlight.to_lowercase();
    let has_figure = text.contains(|c: char| c.is_ascii_digit());
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let is_verb = |word: &str| RESULTS.contains(&word);
    let starts_with_result = text.split_whitespace().next().is_some_and(is_verb);
    starts_with_result
        || LEADS.iter().any(|lead| text.contains(lead))
        || has_figure && (text.contains('%') || words.any(is_verb))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::properties::{accounts, damaged};
    use super::super::{Form, Import, read as import_bytes};
    use super::*;

    const RESUME: &str = r#"{
  "$schema": "https://jsonresume.org/schema",
  "basics": {
    "name": "Ann Example",
    "summary": "I built things."
  },
  "work": [
    {
      "name": "Acme",
      "position": "Engineer",
      "url": "https://acme.example",
      "startDate": "2020-01",
      "highlights": [
        "Moved the queue to another host",
        "Cut the wait from 9 s to 1 s",
        "Led a team of 5"
      ],
      "summary": "Parcels for shops."
    },
    {
      "name": "Quiet Ltd",
      "position": "Clerk",
      "summary": "Filing."
    }
  ],
  "volunteer": [
    {"organization": "Shelter", "position": "Driver", "summary": "Our van broke down in the snow.", "highlights": []}
  ],
  "education": [
    {"institution": "School", "area": "Art"}
  ],
  "projects": [
    {
      "name": "Clockwork",
      "description": "A clock.",
      "highlights": ["Won an award"],
      "keywords": ["Rust", "AWS (EC2, S3)"],
      "roles": ["Lead", "Sweeper"],
      "team": {"size": 2}
    }
  ]
}
"#;

    fn import(text: &str) -> Import {
        import_bytes("a.json", text.as_bytes(), &[])
    }

    #[test]
    fn jobs_and_projects_become_drafts_and_the_rest_is_left_out() {
        let import = import(RESUME);
        assert_eq!(import.form, Some(Form::Json));
        let seen: Vec<_> = import.stories.iter().map(|found| (found.story.title.as_str(), found.lines)).collect();
        assert_eq!(seen, [("Engineer at Acme", (8, 19)), ("Driver at Shelter", (27, 27)), ("Clockwork", (33, 40))]);
        let left_out: Vec<_> = import.left_out.iter().map(|part| part.lines).collect();
        assert_eq!(left_out, [(1, 7), (20, 26), (28, 32), (41, 42)]);
        assert!(import.left_out.iter().all(|part| part.reason == NO_STORY));
        assert!(import.problems.is_empty(), "{:?}", import.problems);
    }

    #[test]
    fn highlights_are_read_as_a_careful_reader_would() {
        let import = import(RESUME);
        let beats = |story: usize| import.stories[story].story.beats.iter().collect::<Vec<_>>();
        assert_eq!(
            beats(0),
            [
                (Beat::Context, "Parcels for shops."),
                (Beat::Action, "- Moved the queue to another host\n- Led a team of 5"),
                (Beat::Outcome, "- Cut the wait from 9 s to 1 s")
            ]
        );
        assert_eq!(beats(1), [(Beat::Problem, "Our van broke down in the snow.")]);
        assert_eq!(beats(2), [(Beat::Context, "A clock."), (Beat::Outcome, "- Won an award")]);
        let doubts: Vec<_> = import.stories.iter().filter_map(|found| found.doubt).collect();
        assert_eq!(
            doubts,
            [
                "a résumé: highlights with results were taken as the outcome, others as the action",
                "a résumé: its summary was taken as the problem",
                "a résumé: highlights were taken as the outcome"
            ]
        );
        let lines = |beat, block| import.stories[0].line_of(beat, block);
        assert_eq!((lines(Beat::Action, 1), lines(Beat::Outcome, 0), lines(Beat::Context, 0)), (16, 15, 18));
    }

    #[test]
    fn keywords_are_skills_and_nothing_else_is_lost() {
        let import = import(RESUME);
        let story = &import.stories[2].story;
        assert_eq!(story.skills, ["Rust", "AWS (EC2, S3)"]);
        let extras: Vec<_> = story.extras.iter().map(|extra| (extra.label.as_str(), extra.text.as_str())).collect();
        assert_eq!(extras, [("Roles", "- Lead\n- Sweeper"), ("Team", "{\"size\":2}")]);
        let extras: Vec<_> = import.stories[0].story.extras.iter().map(|extra| extra.label.as_str()).collect();
        assert_eq!(extras, ["Url", "Start date"]);
    }

    #[test]
    fn a_figure_alone_is_no_result() {
        for (highlight, expected) in [
            ("Cut the bill by a third", true),
            ("Rewrote the parser, which led to fewer pages", true),
            ("Availability of 99.9 %", true),
            ("Rewrote the parser and saved 3 hosts", true),
            ("Led a team of 5", false),
            ("Taught how costs are cut", false),
        ] {
            assert_eq!(is_result(highlight), expected, "{highlight}");
        }
    }

    #[test]
    fn an_object_with_basics_alone_and_a_story_with_work_are_no_resume() {
        for text in [r#"{"basics": {}}"#, r#"{"basics": "x", "work": []}"#, r#"{"title": "A", "work": []}"#, "7"] {
            assert!(entries(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_resume_on_one_line_has_the_same_stories() {
        let import = import(&RESUME.replace('\n', " "));
        let lines: Vec<_> = import.stories.iter().map(|found| found.lines).collect();
        assert_eq!(lines, [(1, 1); 3]);
    }

    proptest! {
        #[test]
        fn every_line_of_a_damaged_resume_is_accounted_for(text in damaged(&[RESUME])) {
            prop_assert!(accounts(&import(&text), &text));
        }

        #[test]
        fn every_line_of_a_resume_is_accounted_for_however_it_is_laid_out(breaks in prop::collection::vec(any::<bool>(), 60)) {
            let mut breaks = breaks.into_iter().cycle();
            let text: String = RESUME
                .split_inclusive('\n')
                .map(|line| if breaks.next() == Some(true) { line.to_owned() } else { line.replace('\n', " ") })
                .collect();
            let import = import(&text);
            prop_assert!(accounts(&import, &text), "{import:#?}");
            prop_assert_eq!(import.stories.len(), 3);
        }
    }
}
