//! History: the takes told so far, and what they say about the next one.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::ladder::Ladder;
use super::pace::WORDS_A_MINUTE;
use super::practice::Missed;
use super::schedule::{Memory, Scheduler};
use super::score::Scores;
use super::story::{Story, StoryId};
use super::take::{Division, Split, Take};
use super::time::Millis;

/// So many takes tell what is typical, the newest ones: who practices changes.
pub const RECENT: usize = 5;

/// After so many takes in a row without asking for help, a rung needs no cue words.
const UNAIDED: usize = 3;

/// The words a minute that a teller is believed to speak, at the least and at the most.
const SPEAKABLE: std::ops::RangeInclusive<u64> = 60..=260;

/// The teller's pace is that of so many takes told in full, the newest ones.
const TAKES_FOR_PACE: usize = 10;

/// All takes, by story, oldest first, and when each story comes back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    by_story: HashMap<StoryId, Told>,
    /// Where each take stands in the list of its story.
    places: HashMap<String, usize>,
    scheduler: Scheduler,
    scores: Scores,
}

/// One story, as it was told.
#[derive(Debug, Clone, Default, PartialEq)]
struct Told {
    takes: Vec<Take>,
    /// What is left of it in memory.
    memory: Option<Memory>,
}

impl Told {
    /// The takes that say when the story comes back: those that told all of it, and weren't free practice.
    fn counted(&self) -> impl DoubleEndedIterator<Item = &Take> {
        self.takes.iter().filter(|take| take.finished && !take.discarded && take.only.is_none() && !take.free)
    }
}

impl History {
    /// A history of these takes. A take that comes twice counts once.
    pub fn new(takes: impl IntoIterator<Item = Take>) -> Self {
        let mut history = Self::default();
        let mut takes: Vec<Take> = takes.into_iter().collect();
        takes.sort_by_key(|take| take.at);
        for take in takes {
            history.put(take);
        }
        history.scheduler = Scheduler::fitted(history.by_story.values().map(Told::counted));
        for told in history.by_story.values_mut() {
            told.memory = history.scheduler.memory(told.counted());
        }
        history
    }

    /// The same with what partners gave.
    #[must_use]
    pub fn with_scores(self, scores: Scores) -> Self {
        Self { scores, ..self }
    }

    /// What partners gave.
    pub const fn scores(&self) -> &Scores {
        &self.scores
    }

    /// Adds a take that was told, or another record of one.
    pub fn add(&mut self, take: Take) {
        let story = take.story.clone();
        self.put(take);
        if let Some(told) = self.by_story.get_mut(&story) {
            told.memory = self.scheduler.memory(told.counted());
        }
    }

    /// Puts a take behind those of its story. Of several records of one take a finished one counts rather than one that
    /// isn't, and of those the last revision, or else the later.
    fn put(&mut self, take: Take) {
        let takes = &mut self.by_story.entry(take.story.clone()).or_default().takes;
        match self.places.get(&take.id).and_then(|&place| takes.get_mut(place)) {
            Some(known) if (known.finished, known.revision) > (take.finished, take.revision) => {}
            Some(known) => *known = take,
            None => {
                // A take that was set aside may be kept after one that was begun later.
                let place = takes.partition_point(|other| other.at <= take.at);
                takes.insert(place, take);
                for (place, take) in takes.iter().enumerate().skip(place) {
                    self.places.insert(take.id.clone(), place);
                }
            }
        }
    }

    /// What says when a story comes back.
    pub const fn scheduler(&self) -> &Scheduler {
        &self.scheduler
    }

    /// The day on which a story comes back: that of its schedule, or where no take was graded the day after the last one.
    /// None if no take says anything of it.
    pub fn due_on(&self, story: &StoryId) -> Option<Date> {
        let told = self.by_story.get(story)?;
        let by_memory = told.memory.map(|memory| memory.due);
        by_memory.or_else(|| Some(told.counted().next_back()?.at.day().saturating_add(1.day())))
    }

    /// Whether a story should be told again by this day.
    pub fn is_due(&self, story: &StoryId, today: Date) -> bool {
        self.due_on(story).is_some_and(|day| day <= today)
    }

    /// The days on which a story would come back for each grade of a take that was begun on this day. An earlier record of
    /// that take is left out of account.
    pub fn choices(&self, story: &StoryId, take: &str, day: Date) -> [Date; 4] {
        let earlier = self.by_story.get(story).into_iter().flat_map(Told::counted).filter(|other| other.id != take);
        self.scheduler.choices(self.scheduler.memory(earlier), day)
    }

    /// The takes of a story that were told to their end, drills of one rung among them, oldest first.
    pub fn takes(&self, story: &StoryId) -> impl DoubleEndedIterator<Item = &Take> {
        self.by_story
            .get(story)
            .into_iter()
            .flat_map(|told| &told.takes)
            .filter(|take| take.finished && !take.discarded)
    }

    /// The takes of every story that were told to their end, drills of one rung among them, in no order.
    pub fn each(&self) -> impl Iterator<Item = &Take> {
        self.by_story.keys().flat_map(|story| self.takes(story))
    }

    /// The same, oldest first.
    pub fn all(&self) -> Vec<&Take> {
        let mut takes: Vec<&Take> = self.each().collect();
        takes.sort_unstable_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        takes
    }

    /// The takes of a story that told all of it, oldest first.
    pub fn finished(&self, story: &StoryId) -> impl DoubleEndedIterator<Item = &Take> {
        self.takes(story).filter(|take| take.only.is_none())
    }

    /// The newest take that told all of a story.
    pub fn last(&self, story: &StoryId) -> Option<&Take> {
        self.finished(story).next_back()
    }

    /// The takes of a story that was divided like this, oldest first: those whose splits can be compared.
    pub fn like<'a>(&'a self, division: Division<'a>) -> impl DoubleEndedIterator<Item = &'a Take> + Clone {
        let takes = self.by_story.get(division.story).map(|told| told.takes.as_slice()).unwrap_or_default();
        takes.iter().filter(move |take| take.finished && !take.discarded && take.division() == division)
    }

    /// The rungs of a story that need no cue words: told to three times in a row without asking for help.
    pub fn faded(&self, story: &StoryId, ladder: Ladder) -> Vec<String> {
        let mut streaks: Vec<(&str, usize, bool)> = Vec::new();
        let takes = self.takes(story).filter(|take| take.ladder == ladder);
        for split in takes.rev().flat_map(|take| &take.splits) {
            let unaided = split.is_unaided();
            match streaks.iter_mut().find(|(rung, ..)| *rung == split.rung) {
                Some((_, count, is_unbroken)) => {
                    *is_unbroken &= unaided;
                    *count += usize::from(*is_unbroken);
                }
                None => streaks.push((&split.rung, usize::from(unaided), unaided)),
            }
        }
        let is_faded = |&(_, count, _): &(&str, usize, bool)| count >= UNAIDED;
        streaks.into_iter().filter(is_faded).map(|(rung, ..)| rung.to_owned()).collect()
    }

    /// What was left out when each beat of a story was last told.
    pub fn missed(&self, story: &StoryId) -> Vec<Missed> {
        let mut missed: Vec<&Missed> = Vec::new();
        let mut told: Vec<(Ladder, &str)> = Vec::new();
        for take in self.takes(story).rev() {
            let is_told = |one: &Missed| told.iter().any(|&(ladder, rung)| ladder.rung_of(one.beat) == rung);
            missed.extend(take.missed.iter().filter(|one| !is_told(one)));
            told.extend(take.splits.iter().map(|split| (take.ladder, split.rung.as_str())));
        }
        missed.sort_by_key(|one| one.beat);
        missed.into_iter().cloned().collect()
    }

    /// The rung of a story that gives its teller the most trouble: the one that needed the most help the last times that
    /// it was told, and of equals the one furthest from its budget. Takes of another length say nothing of that.
    pub fn weakest_rung(&self, story: &Story, ladder: Ladder) -> Option<&str> {
        let is_like = |take: &&Take| take.ladder == ladder && (take.only.is_some() || take.target == story.target());
        let mut rungs: Vec<(&str, Vec<&Split>)> = Vec::new();
        for split in self.takes(&story.id).filter(is_like).rev().flat_map(|take| &take.splits) {
            match rungs.iter_mut().find(|(rung, _)| *rung == split.rung) {
                Some((_, splits)) if splits.len() < RECENT => splits.push(split),
                Some(_) => {}
                None => rungs.push((&split.rung, vec![split])),
            }
        }
        let trouble = |(_, splits): &(&str, Vec<&Split>)| {
            let count = u64::try_from(splits.len()).unwrap_or(1).max(1);
            let help: u64 = splits.iter().map(|split| split.aid.help() as u64 * 100).sum();
            let off: u64 = splits.iter().map(|split| split.percent_off()).sum();
            (help / count, off / count)
        };
        rungs.into_iter().rev().max_by_key(trouble).map(|(rung, _)| rung)
    }

    /// How many words the teller says in a minute: what the newest takes told in full show, or 140 until there is one.
    pub fn words_a_minute(&self) -> u64 {
        let takes = self.by_story.values().flat_map(|told| &told.takes);
        let mut takes: Vec<&Take> =
            takes.filter(|take| take.finished && !take.discarded && take.in_full && take.words() > 0).collect();
        takes.sort_by_key(|take| Reverse(take.at));
        takes.truncate(TAKES_FOR_PACE);
        let words: u64 = takes.iter().map(|take| take.words() as u64).sum();
        let said: Millis = takes.iter().map(|take| take.length).sum();
        if words == 0 {
            return WORDS_A_MINUTE;
        }
        (words.saturating_mul(60_000) / said.0.max(1)).clamp(*SPEAKABLE.start(), *SPEAKABLE.end())
    }

    /// The median time that a rung took in these takes.
    pub fn typical<'a>(takes: impl Iterator<Item = &'a Take>, rung: &str) -> Option<Millis> {
        let mut times: Vec<Millis> = takes
            .filter_map(|take| take.splits.iter().find(|split| split.rung == rung))
            .map(|split| split.said)
            .collect();
        median(&mut times)
    }
}

/// The middle of some times, or the mean of the two in the middle; none of none.
pub fn median(times: &mut [Millis]) -> Option<Millis> {
    times.sort_unstable();
    let upper = *times.get(times.len() / 2)?;
    let lower = *times.get(times.len().saturating_sub(1) / 2)?;
    Some(Millis(lower.0.midpoint(upper.0)))
}

#[cfg(test)]
mod tests {
    use super::super::beat::Beat;
    use super::super::ghost::Ghost;
    use super::super::help::{Aid, Help};
    use super::super::take::{Grade, told};
    use super::*;

    fn take(minute: u8, said: [u64; 2]) -> Take {
        told("A leak", minute, &[("Problem", said[0]), ("Outcome", said[1])])
    }

    /// The same, with this help for its outcome.
    fn helped(minute: u8, aid: Aid) -> Take {
        let mut take = take(minute, [60, 60]);
        take.splits[1].aid = aid;
        take
    }

    fn story() -> StoryId {
        StoryId::from_title("A leak")
    }

    const CUES: Aid = Aid { given: Help::None, cues_at: Some(Millis(4_000)), text_at: None };

    #[test]
    fn the_best_take_is_nearest_to_budget_not_fastest() {
        let takes = [take(1, [20, 20]), take(2, [59, 62]), take(3, [30, 90])];
        let history = History::new(takes.clone());
        let seconds = |ghost: Ghost| -> Vec<u64> {
            ghost.among(history.like(takes[0].division())).into_iter().map(Millis::seconds).collect()
        };
        assert_eq!(seconds(Ghost::Best), [59, 62]);
        assert_eq!(seconds(Ghost::Last), [30, 90]);
        assert_eq!(seconds(Ghost::Median), [30, 62]);
    }

    #[test]
    fn the_median_is_that_of_the_last_five_takes() {
        let mut takes: Vec<Take> = (1..=3).map(|minute| take(minute, [1, 1])).collect();
        takes.extend((4..=8).map(|minute| take(minute, [u64::from(minute) * 10, 50])));
        let history = History::new(takes.clone());
        assert_eq!(Ghost::Median.among(history.like(takes[0].division())), [60, 50].map(Millis::from_seconds));
    }

    #[test]
    fn takes_of_another_length_or_of_one_part_are_not_compared() {
        let whole = take(1, [60, 60]);
        let shorter = Take { target: Millis::from_seconds(60), ..take(2, [30, 30]) };
        let drill = Take { only: Some("Outcome".to_owned()), ..take(3, [0, 40]) };
        let history = History::new([whole.clone(), shorter, drill]);
        assert_eq!(history.like(whole.division()).count(), 1);
        assert_eq!(history.finished(&story()).count(), 2, "a drill doesn't tell the story");
    }

    #[test]
    fn a_take_that_comes_twice_counts_once() {
        let history = History::new([take(1, [20, 20]), take(1, [20, 20])]);
        assert_eq!(history.finished(&story()).count(), 1);
    }

    #[test]
    fn a_take_that_was_interrupted_and_then_finished_counts_as_finished() {
        let unfinished = Take { finished: false, ..take(1, [20, 0]) };
        for takes in [[unfinished.clone(), take(1, [20, 20])], [take(1, [20, 20]), unfinished]] {
            assert_eq!(History::new(takes).finished(&story()).count(), 1);
        }
    }

    #[test]
    fn the_last_revision_of_a_take_counts_in_whatever_order_they_are_read() {
        let graded = Take { note: "first".to_owned(), ..take(1, [20, 20]) };
        let corrected = Take { revision: 1, note: "second".to_owned(), ..graded.clone() };
        for takes in [[graded.clone(), corrected.clone()], [corrected.clone(), graded.clone()]] {
            assert_eq!(History::new(takes).last(&story()).map(|take| take.note.as_str()), Some("second"));
        }
        let discarded = Take { revision: 2, discarded: true, ..corrected.clone() };
        assert_eq!(History::new([discarded, graded.clone()]).last(&story()), None);
        let taken_up_again = Take { revision: 2, finished: false, ..corrected };
        assert_eq!(History::new([graded, taken_up_again]).finished(&story()).count(), 1, "it was told to its end once");
    }

    fn graded(minute: u8, grade: Grade) -> Take {
        Take { grade: Some(grade), ..take(minute, [60, 60]) }
    }

    fn due(takes: impl IntoIterator<Item = Take>) -> Option<String> {
        History::new(takes).due_on(&story()).map(|day| day.to_string())
    }

    #[test]
    fn free_practice_drills_and_discarded_takes_leave_open_when_a_story_comes_back() {
        let told = graded(1, Grade::Good);
        let before = due([told.clone()]);
        assert_eq!(before.as_deref(), Some("2026-03-16"));
        let others = [
            Take { free: true, ..graded(2, Grade::Easy) },
            Take { only: Some("Outcome".to_owned()), ..graded(2, Grade::Easy) },
            Take { discarded: true, ..graded(2, Grade::Easy) },
            Take { finished: false, ..graded(2, Grade::Easy) },
            take(2, [60, 60]),
        ];
        for other in others {
            assert_eq!(due([told.clone(), other]), before);
        }
        assert_ne!(due([told, graded(2, Grade::Easy)]), before);
    }

    #[test]
    fn a_story_that_was_told_and_never_graded_comes_back_the_next_day() {
        assert_eq!(due([take(1, [60, 60])]).as_deref(), Some("2026-03-15"));
        assert_eq!(due([Take { free: true, ..take(1, [60, 60]) }]), None);
    }

    #[test]
    fn a_correction_changes_when_a_story_comes_back_and_taking_it_back_brings_the_day_back() {
        let mut history = History::new([graded(1, Grade::Good)]);
        let before = history.due_on(&story());
        history.add(Take { revision: 1, ..graded(1, Grade::Easy) });
        assert!(history.due_on(&story()) > before);
        history.add(Take { revision: 2, ..graded(1, Grade::Good) });
        assert_eq!(history.due_on(&story()), before);
        history.add(Take { revision: 3, discarded: true, ..graded(1, Grade::Good) });
        assert_eq!(history.due_on(&story()), None);
    }

    #[test]
    fn takes_count_in_the_order_in_which_they_were_told_whenever_they_are_kept() {
        let takes = [graded(1, Grade::Forgot), graded(2, Grade::Good), graded(3, Grade::Easy)];
        let mut kept = History::new([takes[0].clone(), takes[2].clone()]);
        kept.add(takes[1].clone());
        assert_eq!(kept, History::new(takes.clone()));
        kept.add(Take { revision: 1, ..graded(3, Grade::Hard) });
        assert_eq!(kept.takes(&story()).count(), 3);
    }

    #[test]
    fn a_rung_told_unaided_three_times_in_a_row_needs_no_cue_words() {
        let faded = |aids: &[Aid]| {
            let takes = (1..).zip(aids).map(|(minute, &aid)| helped(minute, aid));
            History::new(takes).faded(&story(), Ladder::Outline)
        };
        let (none, given) = (Aid::default(), Aid::given(Help::Cues));
        assert_eq!(faded(&[none, none]), Vec::<String>::new());
        assert_eq!(faded(&[none, given, none]), ["Problem", "Outcome"]);
        assert_eq!(faded(&[none, none, none, CUES]), ["Problem"], "the streak is broken");
        assert_eq!(faded(&[CUES, none, none, none]), ["Problem", "Outcome"]);
        assert_eq!(faded(&[none, none, Aid::given(Help::Text)]), ["Problem"], "what was read wasn't recalled");
        assert_eq!(History::new((1..5).map(|at| helped(at, none))).faded(&story(), Ladder::Star), Vec::<String>::new());
    }

    #[test]
    fn the_weakest_rung_needed_the_most_help_or_else_was_furthest_from_its_budget() {
        let story = Story::new("A leak");
        let weakest = |takes: Vec<Take>| History::new(takes).weakest_rung(&story, Ladder::Outline).map(str::to_owned);
        assert_eq!(weakest(vec![]), None);
        assert_eq!(weakest(vec![take(1, [100, 60]), take(2, [90, 60])]).as_deref(), Some("Problem"));
        assert_eq!(weakest(vec![take(1, [100, 60]), helped(2, CUES)]).as_deref(), Some("Outcome"));
        let drill = |minute| {
            let mut drill = Take { only: Some("Outcome".to_owned()), ..take(minute, [0, 60]) };
            drill.splits.remove(0);
            drill
        };
        let drilled = [take(1, [100, 60])].into_iter().chain((2..9).map(drill)).collect();
        assert_eq!(weakest(drilled).as_deref(), Some("Problem"), "drills of one part say nothing of the others");
        let shorter = Take { target: Millis::from_seconds(30), ..take(3, [60, 0]) };
        assert_eq!(weakest(vec![take(1, [90, 60]), shorter]).as_deref(), Some("Problem"));
    }

    #[test]
    fn what_was_left_out_is_what_the_last_take_of_each_part_left_out() {
        let left_out = |beat, words: &str| Missed { beat, words: words.to_owned() };
        let first = Take {
            missed: vec![left_out(Beat::Problem, "It was late."), left_out(Beat::Outcome, "It held.")],
            ..take(1, [60, 60])
        };
        let mut drill = Take { only: Some("Outcome".to_owned()), ..take(2, [0, 60]) };
        drill.splits.remove(0);
        assert_eq!(History::new([first.clone()]).missed(&story()).len(), 2);
        assert_eq!(History::new([first, drill]).missed(&story()), [left_out(Beat::Problem, "It was late.")]);
    }

    #[test]
    fn the_pace_is_learned_from_takes_told_in_full() {
        let with_words = |minute: u8, words: usize, in_full: bool| {
            let mut take = take(minute, [30, 30]);
            take.splits[0].words = words;
            Take { in_full, ..take }
        };
        assert_eq!(History::default().words_a_minute(), WORDS_A_MINUTE);
        assert_eq!(History::new([with_words(1, 200, false)]).words_a_minute(), WORDS_A_MINUTE);
        assert_eq!(History::new([with_words(1, 120, true), with_words(2, 160, true)]).words_a_minute(), 140);
        assert_eq!(History::new([with_words(1, 110, true)]).words_a_minute(), 110);
        assert_eq!(History::new([with_words(1, 9_000, true)]).words_a_minute(), 260, "nobody speaks like that");
        let newest = (1..=12).map(|minute| with_words(minute, if minute <= 2 { 250 } else { 120 }, true));
        assert_eq!(History::new(newest).words_a_minute(), 120, "the ten newest takes tell");
    }

    #[test]
    fn a_typical_time_is_the_median() {
        let takes = [take(1, [10, 0]), take(2, [90, 0]), take(3, [20, 0]), take(4, [31, 0])];
        let typical = |takes: &[Take]| History::typical(takes.iter(), "Problem");
        assert_eq!(typical(&takes), Some(Millis(25_500)));
        assert_eq!(typical(&takes[..3]), Some(Millis::from_seconds(20)));
        assert_eq!(typical(&[]), None);
    }
}
