//! A score: what a partner wrote on a sheet while a story was told to them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day;
use super::fold::fold_all;
use super::kept_fields::KeptFields;
use super::story::StoryId;
use super::time::Millis;

/// The version of the score format that this Retell writes.
pub const FORMAT_VERSION: u32 = 1;

/// What can be given for a criterion: five levels, as interviewers rate answers (U.S. Office of Personnel Management,
/// *Structured Interviews: A Practical Guide*, 2008).
pub const LEVELS: std::ops::RangeInclusive<u8> = 1..=5;

/// What a partner gives a score for: what guides to STAR answers ask for, that the parts follow each other, that the story
/// is concrete, says what the teller did, ends with a result, and is not too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// The parts follow each other.
    Structure,
    /// Names, numbers, decisions.
    Specifics,
    /// What the teller did.
    OwnPart,
    /// What changed.
    Result,
    /// Nothing is too long.
    Brevity,
}

impl Criterion {
    /// All of them, in the order of the sheet.
    pub const ALL: [Self; 5] = [Self::Structure, Self::Specifics, Self::OwnPart, Self::Result, Self::Brevity];

    /// The name shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Structure => "Structure",
            Self::Specifics => "Specifics",
            Self::OwnPart => "Own part",
            Self::Result => "Result",
            Self::Brevity => "Brevity",
        }
    }

    /// What five out of five is given for.
    pub const fn asks(self) -> &'static str {
        match self {
            Self::Structure => "each part follows from the one before",
            Self::Specifics => "names, numbers and decisions, no “usually”",
            Self::OwnPart => "what “I” did and decided, not only “we”",
            Self::Result => "what changed, by how much, for whom",
            Self::Brevity => "nothing that could have been left out",
        }
    }
}

/// When a part of the story ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The rung's name.
    pub rung: String,
    /// How long after the first word.
    #[serde(rename = "after_ms")]
    pub after: Millis,
}

/// What a partner wrote on one sheet: one line of a file of scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The format version of the record.
    pub version: u32,
    /// Which telling it is of: the partner, the story and the number of the sheet; the day, where the sheet has no number.
    /// Early records have the day in front in any case.
    pub id: String,
    /// How often it was corrected. Of several records of one telling the last counts.
    #[serde(default)]
    pub revision: u32,
    /// The story told.
    pub story: StoryId,
    /// The day on which it was told.
    #[serde(with = "day")]
    pub on: Date,
    /// To whom; may be empty.
    #[serde(default)]
    pub partner: String,
    /// When its parts ended, as far as that was noted, in order.
    #[serde(default)]
    pub ended: Vec<Ended>,
    /// What was given, from 1 to 5. What was left open is absent.
    #[serde(default)]
    pub given: BTreeMap<Criterion, u8>,
    /// What else was noted.
    #[serde(default)]
    pub note: String,
    /// Fields that this Retell doesn't know, kept as they were.
    #[serde(flatten)]
    pub unknown: KeptFields,
}

impl Score {
    /// An empty score of a telling, noted on the sheet of this number. Sheets written by hand may have none.
    pub fn new(story: StoryId, on: Date, partner: &str, sheet: &str) -> Self {
        let whom: String = fold_all(partner).chars().filter(|c| c.is_alphanumeric()).collect();
        let id = if sheet.is_empty() { format!("{on}-{whom}-{story}") } else { format!("{whom}-{story}-{sheet}") };
        Self {
            version: FORMAT_VERSION,
            id,
            revision: 0,
            story,
            on,
            partner: partner.to_owned(),
            ended: Vec::new(),
            given: BTreeMap::new(),
            note: String::new(),
            unknown: KeptFields::default(),
        }
    }

    /// How long the telling was, if that was noted.
    pub fn length(&self) -> Option<Millis> {
        self.ended.last().map(|ended| ended.after)
    }

    /// Whether nothing is in it, which takes back what was.
    pub fn is_empty(&self) -> bool {
        self.ended.is_empty() && self.given.is_empty() && self.note.is_empty()
    }

    /// Whether it is of the same telling.
    fn is_of_telling(&self, other: &Self) -> bool {
        let has_day_before = |long: &str, id: &str| {
            let before = long.strip_suffix(id).and_then(|before| before.strip_suffix('-'));
            before.is_some_and(|before| day::written(before).is_some())
        };
        self.id == other.id || has_day_before(&self.id, &other.id) || has_day_before(&other.id, &self.id)
    }
}

/// All scores, each telling once, in the order of their days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores(Vec<Score>);

impl Scores {
    /// The scores that these records, of whichever devices, come to.
    pub fn new(records: impl IntoIterator<Item = Score>) -> Self {
        let mut scores = Self::default();
        records.into_iter().for_each(|record| scores.add(record));
        scores
    }

    /// Adds a score, or another record of one.
    pub fn add(&mut self, record: Score) {
        if self.known(&record).is_some_and(|known| known.revision > record.revision) {
            return;
        }
        self.0.retain(|known| !known.is_of_telling(&record));
        let place = self.0.partition_point(|known| (known.on, &known.id) < (record.on, &record.id));
        self.0.insert(place, record);
    }

    /// What is known of the telling that a score is of.
    pub fn known(&self, score: &Score) -> Option<&Score> {
        self.0.iter().find(|known| known.is_of_telling(score))
    }

    /// The scores of the stories in scope, by their days.
    pub fn of<'a>(&'a self, is_in_scope: impl Fn(&StoryId) -> bool + 'a) -> impl Iterator<Item = &'a Score> {
        self.0.iter().filter(move |score| !score.is_empty() && is_in_scope(&score.story))
    }

    /// The record to write so that a score is known. None: it is known as it is, or has never been and is empty.
    pub fn to_write(&self, score: Score) -> Option<Score> {
        let Some(known) = self.known(&score).filter(|known| !known.is_empty() || !score.is_empty()) else {
            return Some(score).filter(|score| !score.is_empty());
        };
        let (id, unknown) = (known.id.clone(), known.unknown.clone());
        let next = Score { id, revision: known.revision, unknown, ..score };
        (next != *known).then(|| Score { revision: known.revision.saturating_add(1), ..next })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn score(partner: &str, given: u8) -> Score {
        let mut score = Score::new(StoryId::from_title("A leak"), date(2026, 3, 14), partner, "1");
        score.given.insert(Criterion::Result, given);
        score
    }

    #[test]
    fn what_is_known_adds_nothing_and_a_correction_takes_its_place() {
        let scores = Scores::new([score("Ada", 3)]);
        assert_eq!(scores.to_write(score("Ada", 3)), None);
        let corrected = scores.to_write(score("ada", 4)).unwrap();
        assert_eq!((corrected.revision, scores.to_write(score("Grace", 3)).unwrap().revision), (1, 0));
        for records in [[score("Ada", 3), corrected.clone()], [corrected.clone(), score("Ada", 3)]] {
            let scores = Scores::new(records);
            assert_eq!(scores.of(|_| true).collect::<Vec<_>>(), [&corrected]);
        }
    }

    #[test]
    fn a_sheet_of_another_day_is_the_same_and_one_of_another_partner_is_not() {
        let early = Score { id: "2026-03-14-ada-a-leak-1".to_owned(), ..score("Ada", 3) };
        let moved = Score { on: date(2026, 3, 20), ..score("Ada", 3) };
        for known in [early, score("Ada", 3)] {
            let mut scores = Scores::new([score("", 2), known.clone(), score("Grace", 4)]);
            let corrected = scores.to_write(moved.clone()).unwrap();
            assert_eq!((&corrected.id, corrected.revision), (&known.id, 1));
            scores.add(corrected);
            assert_eq!(scores.to_write(moved.clone()), None);
            assert_eq!(scores.of(|_| true).map(|score| score.on.day()).collect::<Vec<_>>(), [14, 14, 20]);
        }
        let by_hand = |day| Score::new(StoryId::from_title("A leak"), date(2026, 3, day), "Ada", "");
        assert!(!by_hand(14).is_of_telling(&by_hand(15)));
    }

    #[test]
    fn a_sheet_that_was_emptied_is_taken_back() {
        let empty = Score { given: BTreeMap::new(), ..score("Ada", 3) };
        assert_eq!(Scores::default().to_write(empty.clone()), None);
        let mut scores = Scores::new([score("Ada", 3)]);
        scores.add(scores.to_write(empty.clone()).unwrap());
        assert_eq!((scores.of(|_| true).count(), scores.to_write(empty)), (0, None));
        scores.add(scores.to_write(score("Ada", 4)).unwrap());
        assert_eq!(scores.of(|_| true).map(|score| score.revision).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn a_record_keeps_what_it_does_not_know() {
        let line = serde_json::to_string(&score("Ada", 3)).unwrap().replace("\"note\"", "\"mood\":1,\"note\"");
        let read: Score = serde_json::from_str(&line).unwrap();
        assert_eq!(serde_json::from_str::<Score>(&serde_json::to_string(&read).unwrap()).unwrap(), read);
        assert_eq!(read.unknown.len(), 1);
    }
}
