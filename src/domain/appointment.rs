//! An appointment: an interview on a day, what it is prepared with, and what its owner noted afterwards.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day;
use super::kept_fields::KeptFields;
use super::lexicon::key;
use super::story::StoryId;
use super::time::Stamp;

/// The version of the format of appointments that this Retell writes. A name more for how it went or what came of it is
/// a version more, since an older Retell can't read it.
pub const FORMAT_VERSION: u32 = 1;

/// So many stories are suggested for an interview: a loop of five conversations asks for some ten.
pub const SUGGESTED: usize = 10;

/// Interviews with one company that are at most so many days apart belong to one loop: from the first call to the offer
/// takes weeks, and what was told is read again by who comes next. A quarter later it is another loop, with other people.
pub const LOOP_DAYS: i32 = 90;

/// One interview of its owner: one line of a file of interviews. A change is another record of it with a higher
/// revision, and carries on what is not known here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Appointment {
    /// The format version of the record.
    pub version: u32,
    /// Which appointment it is: the moment at which it was written down first, and the company.
    pub id: String,
    /// How often it was changed. Of several records of one appointment the last counts, of equal ones the one written
    /// later, with what the others say besides.
    #[serde(default)]
    pub revision: u32,
    /// When this record was written.
    pub written: Stamp,
    /// The day of the interview, where it takes place.
    #[serde(with = "day")]
    pub on: Date,
    /// With whom; empty while that isn't known.
    pub company: String,
    /// Which of their interviews: `phone screen`, `onsite`. It may be empty.
    pub round: String,
    /// The stories that are to be ready on that day, in the order in which they were chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stories: Vec<StoryId>,
    /// Whether its owner took it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// What was noted afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debrief: Option<Debrief>,
    /// Fields that this Retell doesn't know, kept as they were.
    #[serde(flatten)]
    pub unknown: KeptFields,
}

/// What is noted after an interview.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Debrief {
    /// The questions that were asked, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Met>,
    /// The stories that were told without a question that was noted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stories: Vec<StoryId>,
    /// How it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub went: Option<Went>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What else there is to remember.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this Retell doesn't know, kept as they were.
    #[serde(flatten)]
    pub unknown: KeptFields,
}

impl Debrief {
    /// The debrief of an interview of which nothing is noted yet.
    pub fn unheard() -> Self {
        Self { outcome: Some(Outcome::Waiting), ..Self::default() }
    }

    /// The stories that were told, each once.
    pub fn told(&self) -> BTreeSet<&StoryId> {
        self.questions.iter().filter_map(|met| met.story.as_ref()).chain(&self.stories).collect()
    }

    /// This debrief with all that another says besides, both of them made from what was noted before. How it went and
    /// what came of it is as it is said here, unless only the other says something else than before.
    #[must_use]
    pub fn joined(self, other: &Self, before: &Self) -> Self {
        let note = match () {
            () if self.note == before.note || self.note.is_empty() => other.note.clone(),
            () if other.note == before.note || self.note.contains(&other.note) => self.note.clone(),
            () => format!("{} · {}", self.note, other.note),
        };
        let (went, outcome) =
            (said(self.went, other.went, before.went), said(self.outcome, other.outcome, before.outcome));
        let mut joined = Self { went, outcome, note, ..self };
        for met in other.questions.iter().filter(|met| !before.questions.contains(met)) {
            let is_told = met.story.as_ref().is_some_and(|story| joined.told().contains(story));
            match joined.questions.iter_mut().find(|known| key(&known.question) == key(&met.question)) {
                Some(known) if known.story.is_none() && !is_told => known.story.clone_from(&met.story),
                Some(_) => {}
                None => joined.questions.push(met.clone()),
            }
        }
        let known = &joined.told() | &before.told();
        let besides: Vec<StoryId> = other.told().difference(&known).map(|&story| story.clone()).collect();
        joined.stories.extend(besides);
        for (name, value) in other.unknown.iter() {
            joined.unknown.entry(name).or_insert_with(|| value.clone());
        }
        joined
    }
}

/// What is said here, or elsewhere if nothing else is said here than before.
fn said<T: Copy + PartialEq>(here: Option<T>, elsewhere: Option<T>, before: Option<T>) -> Option<T> {
    if here == before { elsewhere.or(here) } else { here.or(elsewhere) }
}

/// A question that was asked, and what was told.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Met {
    /// What was asked.
    pub question: String,
    /// The story told, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryId>,
    /// Fields that this Retell doesn't know, kept as they were.
    #[serde(flatten)]
    pub unknown: KeptFields,
}

/// How an interview went, by the feeling of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Went {
    /// It didn't go as hoped.
    Badly,
    /// Some of it did.
    SoSo,
    /// It did.
    Well,
}

impl Went {
    /// Every answer, from 1 to 3.
    pub const ALL: [Self; 3] = [Self::Badly, Self::SoSo, Self::Well];

    /// The word shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Badly => "badly",
            Self::SoSo => "so-so",
            Self::Well => "well",
        }
    }
}

/// What came of an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nobody has said yet.
    Waiting,
    /// They want to see more.
    NextRound,
    /// They want its owner.
    Offer,
    /// They don't.
    Rejected,
    /// Its owner doesn't want them.
    Withdrew,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::NextRound, Self::Offer, Self::Rejected, Self::Withdrew];

    /// The words shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::NextRound => "next round",
            Self::Offer => "offer",
            Self::Rejected => "rejected",
            Self::Withdrew => "withdrew",
        }
    }
}

impl Appointment {
    /// An appointment that is written down for the first time.
    pub fn new(id: String, written: Stamp, on: Date, company: &str, round: &str) -> Self {
        Self {
            version: FORMAT_VERSION,
            id,
            revision: 0,
            written,
            on,
            company: company.to_owned(),
            round: round.to_owned(),
            stories: Vec::new(),
            removed: false,
            debrief: None,
            unknown: KeptFields::default(),
        }
    }

    /// The record that comes after this one, to be changed.
    #[must_use]
    pub fn revised(&self, written: Stamp) -> Self {
        Self { version: FORMAT_VERSION, revision: self.revision.saturating_add(1), written, ..self.clone() }
    }

    /// Company and round, as far as they are known: `ACME, onsite`.
    pub fn name(&self) -> String {
        let known: Vec<&str> =
            [self.company.as_str(), self.round.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
        if known.is_empty() { "Interview".to_owned() } else { known.join(", ") }
    }

    /// Whether it is still to come: its day is, or it is today and nothing is noted yet.
    pub fn is_coming(&self, today: Date) -> bool {
        self.on > today || self.on == today && self.debrief.is_none()
    }

    /// The stories that were told, each once.
    pub fn told(&self) -> BTreeSet<&StoryId> {
        self.debrief.as_ref().map(Debrief::told).unwrap_or_default()
    }

    /// Whether it is with the same company as another, however that is written. Companies that aren't known are not the
    /// same.
    pub fn is_with(&self, other: &Self) -> bool {
        !self.company.trim().is_empty() && key(&self.company) == key(&other.company)
    }

    /// To whom and when something was told there, as far as that is known: `to ACME on 20 Nov 2026`.
    pub fn telling(&self) -> String {
        let to = if self.company.is_empty() { String::new() } else { format!("to {} ", self.company) };
        format!("{to}on {}", day::in_words(self.on))
    }
}
