//! The story builder collects labeled text in the order of a document and makes a story of it.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::instruction::{is_about_the_method, is_instruction};
use super::labels::{Label, Meaning, Words};
use super::placeholder::{has_gap, is_in_brackets, is_placeholder};
use super::story_parts::Parts;
use super::{Found, incident, label_search, title};
use crate::domain::beat::Beat;

/// Why labeled text is no story.
pub(super) const TEMPLATE: &str = "template";
pub(super) const GUIDE: &str = "guide: it says what to write";

/// What comes before the first label sets the scene.
pub(super) const SCENE: Label = Label::new(Meaning::Beat(Beat::Context), Words::Dropped);

/// Words of English alone.
const ENGLISH: &[&str] = &["the", "of", "and", "your", "you", "what", "it", "how", "with"];

/// A form to be filled in leaves so many gaps.
const FEWEST_GAPS: usize = 4;

/// A form to be filled in has so many beats.
const FEWEST_OF_A_FORM: usize = 3;

/// The labeled text of one story.
pub(super) struct StoryBuilder {
    title: Option<String>,
    segments: Vec<Segment>,
    /// The line of the document that is being read.
    line: usize,
}

/// What stands under one label. Bullets start with `- `.
pub(super) struct Segment {
    /// None for a label that Retell doesn't know.
    pub(super) label: Option<Label>,
    /// The label as it is spelled; nothing before the first.
    pub(super) written: String,
    pub(super) blocks: Vec<Block>,
    /// Whether all of them are bullets.
    is_list: bool,
}

fn is_contents(title: &str) -> bool {
    let title = title::title_in(title).unwrap_or_default().to_lowercase();
    [
        "table of contents",
        "contents",
        "toc",
        "índice",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "sumário",
        "目录",
        "목차",
    ]
    .contains(&title.as_str())
}

impl Segment {
    /// The beat that its label opens.
    fn labeled_beat(&self) -> Option<Beat> {
        self.label.filter(|_| !self.written.is_empty())?.meaning.beat()
    }

    /// Whether most of what stands in it asks for something else in its place.
    fn asks(&self) -> bool {
        self.blocks.iter().filter(|block| is_instruction(&block.text)).count() * 2 > self.blocks.len()
    }

    /// Whether it has a word that hardly any other language has.
    fn is_in_english(&self) -> bool {
        self.blocks.iter().any(|block| incident::words(&block.text).any(|word| ENGLISH.contains(&&*word)))
    }

    fn has_past(&self) -> bool {
        self.blocks.iter().any(|block| incident::has_past(&block.text))
    }

    /// The beat that it fills: something stands under its label, or before the first, that is no gap to be filled.
    fn filled_beat(&self) -> Option<Beat> {
        let beat = self.label?.meaning.beat()?;
        self.blocks.iter().any(|block| !block.is_gap()).then_some(beat)
    }
}

/// A paragraph or bullet.
pub(super) struct Block {
    pub(super) text: String,
    /// The line of the document on which it starts.
    pub(super) line: usize,
}

impl Block {
    pub(super) fn is_bullet(&self) -> bool {
        self.text.starts_with("- ")
    }

    /// Whether it holds the place of a text, or asks for one: `- Who was hit:`.
    fn is_gap(&self) -> bool {
        is_placeholder(&self.text) || (self.is_bullet() && self.text.ends_with([':', '：']))
    }
}

impl StoryBuilder {
    /// A story under this heading, if it has one.
    pub(super) fn new(heading: Option<&str>) -> Self {
        let mut builder = Self { title: heading.map(str::to_owned), segments: Vec::new(), line: 1 };
        builder.label("", SCENE);
        builder
    }

    /// What comes next stands on this line of the document.
    pub(super) const fn at(&mut self, line: usize) {
        self.line = line;
    }

    /// The title, if none was given yet.
    pub(super) fn title(&mut self, title: &str) {
        self.title.get_or_insert_with(|| title.to_owned());
    }

    /// A label that Retell knows.
    pub(super) fn label(&mut self, written: &str, label: Label) {
        self.open(Some(label), written);
    }

    /// A label that it doesn't know.
    pub(super) fn extra(&mut self, written: &str) {
        self.open(None, written);
    }

    /// A paragraph under the label that came last.
    pub(super) fn paragraph(&mut self, text: &str) {
        if let (Some(segment), false) = (self.segments.last_mut(), text.is_empty()) {
            segment.is_list &= text.starts_with("- ");
            segment.blocks.push(Block { text: text.to_owned(), line: self.line });
        }
    }

    /// A bullet.
    pub(super) fn bullet(&mut self, text: &str) {
        self.paragraph(&format!("- {text}"));
    }

    /// More of the paragraph or bullet that came last.
    pub(super) fn more(&mut self, text: &str) {
        match self.segments.last_mut().and_then(|segment| segment.blocks.last_mut()) {
            Some(block) => {
                block.text.push(' ');
                block.text.push_str(text);
            }
            None => self.paragraph(text),
        }
    }

    /// Whether anything stands under the label that came last.
    pub(super) fn has_text(&self) -> bool {
        self.segments.last().is_some_and(|segment| !segment.blocks.is_empty())
    }

    /// Whether only bullets have come since a label of the context that stood alone.
    pub(super) fn is_in_list_of_context(&self) -> bool {
        self.segments.last().is_some_and(|segment| {
            segment.label.is_some_and(|label| label.meaning == Meaning::Beat(Beat::Context))
                && !segment.written.is_empty()
                && segment.is_list
        })
    }

    /// The story, or why there is none: no beat has any words of its own, the title asks for one, or most beats say
    /// what should stand in them.
    pub(super) fn finish(mut self) -> Result<Found, &'static str> {
        let is_blank = |title: &str| {
            is_in_brackets(title.trim()) || title::clean(title).is_some_and(|title| is_in_brackets(&title))
        };
        if self.title.as_deref().is_some_and(is_blank) {
            return Err(TEMPLATE);
        }
        if self.title.as_deref().is_some_and(is_contents) {
            return Err("table of contents");
        }
        if self.is_form() {
            return Err(TEMPLATE);
        }
        // A label that Retell doesn't know keeps all that stands under it.
        for segment in self.segments.iter_mut().filter(|segment| segment.label.is_some()) {
            segment.blocks.retain(|block| !is_placeholder(&block.text));
        }
        if self.is_guide() {
            return Err(GUIDE);
        }
        let labels: BTreeSet<Beat> = self.segments.iter().filter_map(Segment::labeled_beat).collect();
        self.settle_impacts();
        self.part_endings();
        // Of a form with a line or two filled in nothing can be told.
        let filled: BTreeSet<Beat> = self.segments.iter().filter_map(Segment::filled_beat).collect();
        let tells = |beat: &Beat| matches!(beat, Beat::Context | Beat::Problem | Beat::Action | Beat::Outcome);
        if labels.len() >= FEWEST_OF_A_FORM && filled.len() <= 1 && !filled.iter().any(tells) {
            return Err(TEMPLATE);
        }
        let mut parts = Parts::under(self.title);
        for segment in self.segments {
            parts.take(segment);
        }
        parts.into_found().ok_or(TEMPLATE)
    }

    /// Whether most beats say what should stand in them, or half of them while no other tells of anything, or any under
    /// a title that names the method. Lessons are told as advice, and don't count.
    fn is_guide(&self) -> bool {
        let is_told = |segment: &&Segment| {
            !segment.blocks.is_empty() && segment.labeled_beat().is_some_and(|beat| beat != Beat::Lesson)
        };
        let (asking, telling): (Vec<_>, Vec<_>) = self.segments.iter().filter(is_told).partition(|told| told.asks());
        let is_about_the_method = || self.title.as_deref().is_some_and(is_about_the_method);
        match asking.len().cmp(&telling.len()) {
            _ if asking.is_empty() => false,
            Ordering::Greater => true,
            // Which tense a text has is known of English only.
            Ordering::Equal => {
                telling.iter().all(|told| told.is_in_english() && !told.has_past()) || is_about_the_method()
            }
            Ordering::Less => is_about_the_method(),
        }
    }

    fn open(&mut self, label: Option<Label>, written: &str) {
        self.segments.push(Segment { label, written: written.to_owned(), blocks: Vec::new(), is_list: true });
    }

    /// Whether every beat leaves gaps to be filled in.
    fn is_form(&self) -> bool {
        let gaps = |segment: &Segment| segment.blocks.iter().filter(|block| has_gap(&block.text)).count();
        let mut told =
            self.segments.iter().filter(|segment| segment.labeled_beat().is_some() && !segment.blocks.is_empty());
        self.segments.iter().map(gaps).sum::<usize>() >= FEWEST_GAPS && told.all(|segment| gaps(segment) > 0)
    }

    /// Takes a result or a lesson out of the last bullets of the action, where a story has it nowhere else.
    fn part_endings(&mut self) {
        let is_action = |segment: &Segment| segment.labeled_beat() == Some(Beat::Action);
        let Some(action) = self.segments.iter().rposition(is_action) else { return };
        loop {
            let last = self.segments.get(action).and_then(|segment| segment.blocks.last());
            let Some((written, rest, line)) = last.and_then(|block| {
                let (written, rest) = block.text.strip_prefix("- ")?.split_once([':', '：'])?;
                Some((written.to_owned(), rest.trim().to_owned(), block.line))
            }) else {
                return;
            };
            let label = label_search::find(&written).filter(|label| !label.is_letter && !rest.is_empty());
            let beat = label
                .and_then(|label| label.meaning.beat())
                .filter(|beat| matches!(beat, Beat::Outcome | Beat::Lesson));
            let is_told = self.segments.iter().any(|segment| segment.labeled_beat() == beat);
            let Some(segment) = self.segments.get_mut(action).filter(|_| beat.is_some() && !is_told) else { return };
            segment.blocks.pop();
            let blocks = vec![Block { text: rest, line }];
            self.segments.insert(action + 1, Segment { label, written, blocks, is_list: false });
        }
    }

    /// An impact is the outcome after an action, after the cause where no action follows, or where nothing went wrong.
    /// Else it belongs to the problem, and says so.
    fn settle_impacts(&mut self) {
        let meanings: Vec<_> = self.segments.iter().map(|segment| segment.label.map(|label| label.meaning)).collect();
        let is = |beat| move |meaning: &Option<Meaning>| *meaning == Some(Meaning::Beat(beat));
        let first = |beat| meanings.iter().position(is(beat));
        let [action, outcome, insight, problem] =
            [Beat::Action, Beat::Outcome, Beat::Insight, Beat::Problem].map(first);
        let last_action = meanings.iter().rposition(is(Beat::Action));
        for (index, segment) in self.segments.iter_mut().enumerate() {
            let Some(label @ Label { meaning: Meaning::Impact, .. }) = &mut segment.label else { continue };
            let is_after = |place: Option<usize>| place.is_some_and(|place| place < index);
            let nothing_follows = last_action.is_none_or(|last| last < index);
            // Somebody who only says what it was for and what it brought tells of no incident.
            let others = [action, outcome, insight, problem, first(Beat::Investigation)];
            let is_achievement = others.into_iter().all(|place| place.is_none());
            let is_told = is_after(action) || is_after(outcome) || is_achievement;
            *label = if is_told || (is_after(insight) && nothing_follows) {
                Label::new(Meaning::Beat(Beat::Outcome), Words::Dropped)
            } else {
                Label::new(Meaning::Beat(Beat::Problem), Words::Kept)
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::story::{Extra, Story};

    fn build(heading: Option<&str>, parts: &[(&str, &[&str])]) -> Option<Story> {
        let mut builder = StoryBuilder::new(heading);
        for (written, blocks) in parts {
            match label_search::find(written) {
                Some(label) => builder.label(written, label),
                None => builder.extra(written),
            }
            for block in *blocks {
                builder.paragraph(block);
            }
        }
        builder.finish().ok().map(|found| found.story)
    }

    #[test]
    fn a_result_in_the_last_bullet_of_an_action_is_the_outcome_unless_there_is_one() {
        let action = ("Action & Result", ["- Cleared it", "- Outcome: it runs", "- Lesson: look first"].as_slice());
        let beat = |story: &Story, beat| story.beats.get(beat).map(str::to_owned);
        let story = build(None, &[("Problem", &["It jammed."]), action]).unwrap();
        assert_eq!(beat(&story, Beat::Action).unwrap(), "- Cleared it");
        assert_eq!(beat(&story, Beat::Outcome).unwrap(), "it runs");
        assert_eq!(beat(&story, Beat::Lesson).unwrap(), "look first");
        let story = build(None, &[action, ("Result", &["Fine."])]).unwrap();
        assert_eq!(beat(&story, Beat::Action).unwrap(), "- Cleared it\n- Outcome: it runs");
    }

    #[test]
    fn a_label_disappears_unless_its_beat_has_begun_or_its_words_matter() {
        let story = build(
            None,
            &[
                ("Problem", &["Orders were lost."]),
                ("Timing", &["- daily", "- at noon"]),
                ("Incorrect assumption", &["The disk was full."]),
                ("Actual behavior", &["It was read-only."]),
                ("Fix", &["Remounted it."]),
                ("Workaround", &["A cron job."]),
            ],
        )
        .unwrap();
        for (beat, text) in [
            (Beat::Problem, "Orders were lost.\n\nTiming:\n\n- daily\n- at noon"),
            (Beat::Insight, "Incorrect assumption: The disk was full.\n\nActual behavior: It was read-only."),
            (Beat::Action, "Remounted it.\n\nWorkaround: A cron job."),
        ] {
            assert_eq!(story.beats.get(beat), Some(text));
        }
    }

    #[test]
    fn impact_is_the_outcome_once_something_was_done() {
        let beat_of_impact = |labels: &[&'static str]| {
            let parts: Vec<(&str, &[&str])> = labels.iter().map(|&label| (label, &["text"][..])).collect();
            let story = build(None, &parts).unwrap();
            if story.beats.has(Beat::Outcome) { Beat::Outcome } else { Beat::Problem }
        };
        for (labels, beat) in [
            (&["Problem", "Fix", "Impact"][..], Beat::Outcome),
            (&["Problem", "Root cause", "Impact"], Beat::Outcome),
            (&["Problem", "Impact", "Root cause", "Fix"], Beat::Problem),
            (&["Problem", "Root cause", "Impact", "Fix"], Beat::Problem),
            (&["Problem", "Fix", "Customer impact"], Beat::Problem),
        ] {
            assert_eq!(beat_of_impact(labels), beat, "{labels:?}");
        }
    }

    #[test]
    fn a_story_of_placeholders_is_a_template_and_a_placeholder_in_a_story_is_absent() {
        let empty: &[(&str, &[&str])] = &[("Problem", &["[What broke]"]), ("Fix", &["TBD"]), ("Skills", &["<skills>"])];
        assert_eq!(build(Some("A"), empty), None);
        assert_eq!(build(Some("[Your title]"), &[("Problem", &["Say what broke."])]), None);
        let story = build(Some("A"), &[("Problem", &["It broke."]), ("Fix", &["TBD"])]).unwrap();
        assert!(!story.beats.has(Beat::Action));
    }

    #[test]
    fn a_story_with_a_confidential_word_in_every_part_is_no_form() {
        let told = |text: &'static str| {
            let text = [text];
            build(
                Some("{{client: Acme | a firm}}"),
                &["Situation", "Task", "Action", "Result"].map(|label| (label, &text[..])),
            )
        };
        let marked = "I told {{client: Acme | a firm}} so.";
        let story = told(marked).unwrap();
        assert_eq!((story.title.as_str(), story.beats.get(Beat::Action)), ("{{client: Acme | a firm}}", Some(marked)));
        assert_eq!(told("I told {{client}} so."), None);
    }

    #[test]
    fn skills_questions_and_unknown_labels_find_their_places() {
        let story = build(
            Some("Tell me about a failure"),
            &[
                ("Problem", &["It broke."]),
                ("Skills", &["SQL, sql, on-call", "It was a long night."]),
                ("Also answers", &["- Why do you test? Why alone?"]),
                ("Team", &["Five people."]),
            ],
        )
        .unwrap();
        assert_eq!(story.skills, ["SQL", "on-call"]);
        assert_eq!(story.beats.get(Beat::Problem), Some("It broke.\n\nIt was a long night."));
        assert_eq!(story.questions, ["Why do you test?", "Why alone?", "Tell me about a failure"]);
        assert_eq!(story.extras, [Extra::new("Team".to_owned(), "Five people.".to_owned())]);
    }

    #[test]
    fn a_sentence_under_skills_is_kept_whole() {
        let sentence = "I showed that a small team can move a very large system";
        let story = build(None, &[("Problem", &["It broke."]), ("Skills", &[sentence])]).unwrap();
        assert!(story.skills.is_empty());
        assert_eq!(story.extras[0].text, sentence);
    }
}
