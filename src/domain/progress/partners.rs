//! What partners gave, beside what the teller thinks of the same stories.

use jiff::civil::Date;
use serde::Serialize;

use super::quartiles;
use super::rungs::RungSplits;
use super::signed;
use super::told::Told;
use super::words::{Fact, short_day};
use crate::domain::beat::Beat;
use crate::domain::day;
use crate::domain::ladder::Ladder;
use crate::domain::score::{Criterion, Score};
use crate::domain::story::StoryId;
use crate::domain::take::Grade;
use crate::domain::text::count;
use crate::domain::time::Millis;

/// What partners gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Partners {
    /// How many sheets were read.
    pub sheets: usize,
    /// Of how many stories.
    pub stories: usize,
    /// What was given for each criterion that anything was given for.
    pub criteria: Vec<Given>,
    /// The mean of all that was given, in tenths of a point, of 5 points. Nothing of nothing.
    pub mean_tenths: Option<u64>,
    /// The mean of the teller's own grades for these stories, in tenths of a point, of 4 points.
    pub own_grade_tenths: Option<u64>,
    /// How long the stories were when they were told to partners.
    #[serde(rename = "median_ms")]
    pub median: Option<Millis>,
    /// How long they were when they were told alone.
    #[serde(rename = "own_median_ms")]
    pub own_median: Option<Millis>,
    /// How long the parts of the outline were, of which that is known, in the order in which they are told.
    pub rungs: Vec<RungHeard>,
    /// The latest notes, newest first.
    pub notes: Vec<Noted>,
}

/// How long a part was when it was told to partners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RungHeard {
    /// Its name.
    pub rung: &'static str,
    /// How often it was timed.
    pub times: usize,
    /// The median.
    #[serde(rename = "median_ms")]
    pub median: Millis,
    /// How long it was when it was told alone, of whichever story in scope.
    #[serde(rename = "own_median_ms")]
    pub own_median: Option<Millis>,
}

/// What a partner noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// The story told.
    pub story: StoryId,
    /// The day on which it was told.
    #[serde(serialize_with = "day::serialize")]
    pub on: Date,
    /// To whom; may be empty.
    pub partner: String,
    /// The note.
    pub note: String,
}

/// How many notes are shown.
const NOTES: usize = 3;

/// What was given for a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Given {
    /// The criterion.
    pub criterion: Criterion,
    /// How often something was given.
    pub scores: usize,
    /// The mean, in tenths of a point, of 5 points.
    pub mean_tenths: u64,
}

impl Partners {
    /// What these scores come to, beside takes of whole stories and parts told alone. Nothing without a score.
    pub(super) fn of(scores: &[&Score], whole: &[&Told], alone: &[RungSplits]) -> Option<Self> {
        if scores.is_empty() {
            return None;
        }
        let mut stories: Vec<&StoryId> = scores.iter().map(|score| &score.story).collect();
        stories.sort_unstable();
        stories.dedup();
        let own: Vec<&&Told> = whole.iter().filter(|take| stories.contains(&&take.story)).collect();
        let levels = |wanted: Option<Criterion>| -> Vec<u64> {
            let all = scores.iter().flat_map(|score| &score.given);
            all.filter(|(is, _)| wanted.is_none_or(|wanted| **is == wanted)).map(|(_, &level)| level.into()).collect()
        };
        let criteria = Criterion::ALL.into_iter().filter_map(|criterion| {
            let levels = levels(Some(criterion));
            Some(Given { criterion, scores: levels.len(), mean_tenths: tenths(&levels)? })
        });
        let grades: Vec<u64> =
            own.iter().filter_map(|take| take.grade).map(|grade: Grade| u8::from(grade).into()).collect();
        Some(Self {
            sheets: scores.len(),
            stories: stories.len(),
            criteria: criteria.collect(),
            mean_tenths: tenths(&levels(None)),
            own_grade_tenths: tenths(&grades),
            median: median(scores.iter().filter_map(|score| score.length())),
            own_median: median(own.iter().map(|take| take.length)),
            rungs: rungs_heard(scores, alone),
            notes: scores.iter().rev().filter(|score| !score.note.is_empty()).take(NOTES).map(noted).collect(),
        })
    }

    /// The same in words.
    pub fn facts(&self) -> Vec<Fact> {
        let sheets =
            format!("{} of {}", count(self.sheets, "sheet", "sheets"), count(self.stories, "story", "stories"));
        let mean = self.mean_tenths.map(|mean| format!(": {} of 5", decimal(mean))).unwrap_or_default();
        let own = self.own_grade_tenths.map(|own| format!("; your own grades: {} of 4", decimal(own)));
        let mut facts = vec![("Partners", format!("{sheets}{mean}{}", own.unwrap_or_default()))];
        if !self.criteria.is_empty() {
            let given =
                |given: &Given| format!("{} {}", given.criterion.name().to_lowercase(), decimal(given.mean_tenths));
            let lowest =
                self.criteria.iter().min_by_key(|given| given.mean_tenths).filter(|given| given.mean_tenths < 50);
            let lowest = lowest.filter(|_| self.criteria.len() > 1).map(|given| given.criterion.name().to_lowercase());
            let lowest = lowest.map(|name| format!("; lowest: {name}")).unwrap_or_default();
            facts.push(("Scores", self.criteria.iter().map(given).collect::<Vec<_>>().join(", ") + &lowest));
        }
        if let Some(median) = self.median {
            let own = self.own_median.map(|own| format!("; alone {own}")).unwrap_or_default();
            facts.push(("To them", format!("median {median}{own}")));
        }
        // The others have rows beside those told alone.
        let only_heard = self.rungs.iter().filter(|heard| heard.own_median.is_none());
        let only_heard: Vec<String> = only_heard.map(|heard| format!("{} {}", heard.rung, heard.median)).collect();
        if !only_heard.is_empty() {
            facts.push(("Their times", only_heard.join(", ")));
        }
        facts.extend(self.notes.iter().map(|noted| {
            let whom = if noted.partner.is_empty() { String::new() } else { format!(", {}", noted.partner) };
            let note = noted.note.split_whitespace().collect::<Vec<_>>().join(" ");
            ("Note", format!("{}{whom}: {note}", short_day(noted.on)))
        }));
        facts
    }
}

/// How long parts were, where it is known when the part in front of them ended too.
fn rungs_heard(scores: &[&Score], alone: &[RungSplits]) -> Vec<RungHeard> {
    let mut names: Vec<&'static str> = Beat::ALL.into_iter().map(Beat::outline_rung).collect();
    names.dedup();
    let ended =
        |score: &Score, rung: &str| score.ended.iter().find(|ended| ended.rung == rung).map(|ended| ended.after);
    let heard = |(place, &rung): (usize, &&'static str)| {
        let before = place.checked_sub(1).and_then(|place| names.get(place));
        let lengths: Vec<Millis> = scores
            .iter()
            .filter_map(|score| {
                let began = before.map_or(Some(Millis::ZERO), |before| ended(score, before))?;
                Some(ended(score, rung)?.saturating_sub(began))
            })
            .collect();
        let own = alone.iter().find(|own| own.ladder == Ladder::Outline && own.rung == rung).map(|own| own.said);
        let times = lengths.len();
        Some(RungHeard { rung, times, median: median(lengths.into_iter())?, own_median: own })
    };
    names.iter().enumerate().filter_map(heard).collect()
}

fn noted(score: &&Score) -> Noted {
    let Score { story, on, partner, note, .. } = *score;
    Noted { story: story.clone(), on: *on, partner: partner.clone(), note: note.clone() }
}

/// The mean in tenths, rounded. Nothing of nothing.
fn tenths(numbers: &[u64]) -> Option<u64> {
    let (sum, of) = (numbers.iter().sum::<u64>(), numbers.len() as u64);
    (sum * 20 + of).checked_div(of * 2)
}

fn decimal(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn median(lengths: impl Iterator<Item = Millis>) -> Option<Millis> {
    let [_, median, _] = quartiles(lengths.map(|length| signed(length.0)))?;
    u64::try_from(median).ok().map(Millis)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::score::Ended;
    use crate::domain::take::{Take, told};

    fn score(title: &str, given: &[(Criterion, u8)], seconds: Option<u64>) -> Score {
        let mut score = Score::new(StoryId::from_title(title), date(2026, 3, 14), "Ada", "1");
        score.given = given.iter().copied().collect();
        score.ended = seconds
            .map(|seconds| Ended { rung: "Outcome".to_owned(), after: Millis::from_seconds(seconds) })
            .into_iter()
            .collect();
        score
    }

    fn own(title: &str, grade: Grade) -> Told {
        Told::of(&Take { grade: Some(grade), ..told(title, 1, &[("Problem", 100)]) })
    }

    #[test]
    fn what_partners_gave_stands_beside_what_the_teller_gave_for_the_same_stories() {
        let (structure, brevity) = (Criterion::Structure, Criterion::Brevity);
        let mut scores =
            [score("A leak", &[(structure, 4), (brevity, 2)], Some(140)), score("A leak", &[(structure, 5)], None)];
        scores[0].ended.insert(0, Ended { rung: "Problem".to_owned(), after: Millis::from_seconds(28) });
        scores[0].ended.insert(1, Ended { rung: "Insight".to_owned(), after: Millis::from_seconds(90) });
        scores[1].note = "Start with\nthe outcome.".to_owned();
        let takes = [own("A leak", Grade::Good), own("A leak", Grade::Easy), own("A jam", Grade::Forgot)];
        let alone = RungSplits::of(&[&told("A leak", 1, &[("Problem", 35)])]);
        let partners = Partners::of(&scores.each_ref(), &takes.each_ref(), &alone).unwrap();
        assert_eq!(
            partners.facts(),
            [
                ("Partners", "2 sheets of 1 story: 3.7 of 5; your own grades: 3.5 of 4".to_owned()),
                ("Scores", "structure 4.5, brevity 2.0; lowest: brevity".to_owned()),
                ("To them", "median 2:20; alone 1:40".to_owned()),
                ("Their times", "Insight 1:02, Outcome 0:50".to_owned()),
                ("Note", "14 Mar, Ada: Start with the outcome.".to_owned()),
            ]
        );
        assert_eq!(Partners::of(&[], &takes.each_ref(), &alone), None);
        let bare = score("A leak", &[], None);
        assert_eq!(Partners::of(&[&bare], &[], &[]).unwrap().facts(), [("Partners", "1 sheet of 1 story".to_owned())]);
    }
}
