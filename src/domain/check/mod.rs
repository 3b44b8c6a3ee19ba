//! Checks a story as a good coach would read it: what is missing, too long, or better left out.

mod article;
mod passage;
mod placeholder;
mod private;
mod rule;
mod secret;
mod shape;
mod short;
mod spelling;
mod tone;
mod unmarked;
mod words;

pub use rule::{Rule, Silenced};

use super::beat::Beat;
use super::confidential::{Words, odd_marks, said};
use super::lexicon::Lexicon;
use super::pace::WORDS_A_MINUTE;
use super::story::Story;
use passage::{Passage, mask};
use spelling::Spellings;

/// A part of a story that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// All of it, or what it lacks.
    Story,
    /// Its title.
    Title,
    /// Its skills.
    Skills,
    /// The list of rules that it silences.
    Silenced,
    /// A beat.
    Beat(Beat),
    /// A part whose label names no beat, by its place among those.
    Extra(usize),
}

/// What a rule has to say of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The part of the story that it is about.
    pub part: Part,
    /// The block of that part's text, counted from 0.
    pub block: usize,
    /// The words that it is about, shortened, and nothing of a secret but its start. Empty where words are missing.
    pub words: String,
    /// What is wrong, such that the name of the part can stand before it: `has no number`.
    what: String,
    /// Where in the part's text the sentence of the words starts.
    sentence: usize,
}

impl Finding {
    /// What is wrong, in a sentence without its stop: `the outcome of “The full queue” has no number`.
    pub fn reason(&self, story: &Story) -> String {
        let title = self.title(story);
        match &self.part {
            Part::Story => format!("“{title}” {}", self.what),
            Part::Title => format!("the title “{title}” {}", self.what),
            Part::Skills => format!("a skill of “{title}” {}", self.what),
            Part::Silenced => format!("what “{title}” silences {}", self.what),
            Part::Beat(beat) => format!("the {} of “{title}” {}", beat.key(), self.what),
            Part::Extra(place) => {
                let label = story.extras.get(*place).map_or("", |extra| extra.label.as_str());
                format!("“{}” of “{title}” {}", mask(&said(label)), self.what)
            }
        }
    }

    /// The title of the story, and nothing of a secret in it but its start.
    pub fn title(&self, story: &Story) -> String {
        mask(&said(&story.title))
    }

    /// The same for a place beside the part that it is about: `has no number`.
    pub fn mark(&self) -> String {
        match self.part {
            Part::Story | Part::Beat(_) | Part::Extra(_) => self.what.clone(),
            Part::Title => format!("the title {}", self.what),
            Part::Skills | Part::Silenced => format!("“{}” {}", self.words, self.what),
        }
    }
}

/// What stories are checked against.
#[derive(Debug)]
pub struct Checker<'a> {
    lexicon: &'a Lexicon,
    silenced: &'a Silenced,
    /// How the stories at hand spell their skills, if those of other stories count.
    spellings: Option<Spellings>,
    /// The confidential words of the stories at hand, if those of other stories count.
    confidential: Option<Words>,
    words_a_minute: u64,
}

impl<'a> Checker<'a> {
    /// Checks stories one by one. `lexicon` tells which skills are the same; `silenced` are the rules not to apply.
    pub const fn new(lexicon: &'a Lexicon, silenced: &'a Silenced) -> Self {
        Self { lexicon, silenced, spellings: None, confidential: None, words_a_minute: WORDS_A_MINUTE }
    }

    /// Checks stories as parts of a whole: they should spell their skills in one way, and what is confidential in one is in
    /// all.
    #[must_use]
    pub fn among<'s>(self, stories: impl IntoIterator<Item = &'s Story> + Clone) -> Self {
        let (spellings, confidential) = (Spellings::of(stories.clone(), self.lexicon), Words::of(stories));
        Self { spellings: Some(spellings), confidential: Some(confidential), ..self }
    }

    /// Checks them for a teller who says so many words in a minute.
    #[must_use]
    pub fn at_pace(self, words_a_minute: u64) -> Self {
        Self { words_a_minute, ..self }
    }

    /// What there is to say of a story, in the order of its parts. Rules that the story itself silences stay silent.
    /// Confidential words that are marked count as they are said; but where a name would be better left out, they are.
    pub fn check(&self, story: &Story) -> Vec<Finding> {
        let (written, said, aliased) = (story, story.said(), story.aliased());
        let story = &*said;
        let mut findings = shape::findings(story, self.words_a_minute);
        let for_others = passages(&aliased).map(|(_, text)| text);
        for (((part, text), (_, written)), for_others) in passages(story).zip(passages(written)).zip(for_others) {
            let passage = Passage::new(part.clone(), text);
            secret::check(&passage, &mut findings);
            if text == for_others {
                private::check(&passage, self.lexicon, &mut findings);
            } else {
                article::check(&part, written, &mut findings);
                short::check(&part, written, &mut findings);
                private::check(&Passage::new(part, for_others), self.lexicon, &mut findings);
            }
            for odd in odd_marks(text) {
                let words = text.get(odd.clone()).unwrap_or_default();
                passage.report(&mut findings, Rule::OddMark, odd, format!("has braces that hide nothing: {words}"));
            }
            if !matches!(passage.part, Part::Extra(_)) {
                tone::check(&passage, &mut findings);
                placeholder::check(&passage, &mut findings);
            }
        }
        match &self.spellings {
            Some(spellings) => spellings.check(story, self.lexicon, &mut findings),
            None => Spellings::of([story], self.lexicon).check(story, self.lexicon, &mut findings),
        }
        match &self.confidential {
            Some(words) => unmarked::check(&aliased, words, &mut findings),
            None => unmarked::check(&aliased, &Words::of([written]), &mut findings),
        }
        unknown_rules(story, &mut findings);
        let own: Silenced = story.silenced.iter().filter_map(|name| Rule::from_name(name)).collect();
        findings.retain(|finding| !self.silenced.has(finding.rule) && !own.has(finding.rule));
        // The sort is stable: what one rule finds in a part stays in the order of the text.
        findings.sort_by_key(|finding| (place_of(&finding.part), finding.block, finding.rule));
        findings
    }
}

/// The parts of a story that are texts.
fn passages(story: &Story) -> impl Iterator<Item = (Part, &str)> {
    let beats = story.beats.iter().map(|(beat, text)| (Part::Beat(beat), text));
    let extras = story.extras.iter().enumerate().map(|(place, extra)| (Part::Extra(place), extra.text.as_str()));
    [(Part::Title, story.title.as_str())].into_iter().chain(beats).chain(extras)
}

/// Where a part comes among the others.
fn place_of(part: &Part) -> (usize, usize) {
    match part {
        Part::Story | Part::Title => (0, 0),
        Part::Skills => (1, 0),
        Part::Silenced => (2, 0),
        Part::Beat(beat) => (3, *beat as usize),
        Part::Extra(place) => (4, *place),
    }
}

fn unknown_rules(story: &Story, findings: &mut Vec<Finding>) {
    for name in story.silenced.iter().filter(|name| Rule::from_name(name).is_none()) {
        let what = match Rule::nearest(name) {
            Some(near) => format!("is no rule; `{}` is one", near.name()),
            None => "is no rule".to_owned(),
        };
        Passage::new(Part::Silenced, name).report(findings, Rule::UnknownRule, 0..name.len(), what);
    }
}

#[cfg(test)]
mod tests;
