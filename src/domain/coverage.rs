//! Coverage: what the stories at hand show of what interviewers probe, and what none shows yet.

use std::cmp::Reverse;

use serde::Serialize;

use super::competency::Competencies;
use super::fit::Fit;
use super::question::Pack;
use super::text::count;

/// What stories are held against: a competency, or a heading of a pack, which stands for the competencies of its
/// questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// What it is called.
    pub name: String,
    /// The names of its competencies, each once. A story that shows one of them shows it.
    pub competencies: Vec<String>,
}

impl Topic {
    /// Every competency by itself.
    pub fn each(competencies: &Competencies) -> Vec<Self> {
        competencies.names().map(|name| Self { name: name.to_owned(), competencies: vec![name.to_owned()] }).collect()
    }

    /// The headings of a pack in their order. A question that stands under none stands for its competency by itself.
    pub fn of_pack(pack: &Pack) -> Vec<Self> {
        let mut topics: Vec<Self> = Vec::new();
        for question in pack.questions.iter().filter(|question| !question.competency.is_empty()) {
            let name = question.heading.as_ref().unwrap_or(&question.competency);
            let competency = &question.competency;
            match topics.iter_mut().find(|topic| topic.name == *name) {
                Some(topic) if topic.competencies.contains(competency) => {}
                Some(topic) => topic.competencies.push(competency.clone()),
                None => topics.push(Self { name: name.clone(), competencies: vec![competency.clone()] }),
            }
        }
        topics
    }
}

/// How well a story shows a topic, and which of its competencies it shows best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The place of the story in the list that the evidence was made from.
    pub place: usize,
    /// How well it would answer a question that asks for the competency and nothing else. Never a gap.
    pub fit: Fit,
    /// Whether the story is about this: a question of its own asks for it, or there is nothing that it shows more clearly.
    pub is_primary: bool,
    /// The place of the competency of the topic that it shows best, among all that interviewers probe.
    pub competency: usize,
}

/// How well the stories cover a topic, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cover {
    /// No story shows it.
    Gap,
    /// Stories show it, but none is strong and at most one is workable: one forgotten word, and there is no answer.
    Weak,
    /// A strong story or two workable ones answer.
    Covered,
}

impl Cover {
    /// The words shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gap => "no story",
            Self::Weak => "weak",
            Self::Covered => "covered",
        }
    }
}

/// A topic and the stories that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The topic.
    pub topic: Topic,
    /// The stories that show it, best first, as the answers to a question come.
    pub cells: Vec<Cell>,
}

impl Row {
    /// How many stories show it so well.
    pub fn count(&self, fit: Fit) -> usize {
        self.cells.iter().filter(|cell| cell.fit == fit).count()
    }

    /// How many stories will do as an answer.
    fn answers(&self) -> usize {
        self.cells.iter().filter(|cell| cell.fit.answers()).count()
    }

    /// How well it is covered.
    pub fn cover(&self) -> Cover {
        match (self.count(Fit::Strong), self.count(Fit::Workable)) {
            _ if self.cells.is_empty() => Cover::Gap,
            (0, 0 | 1) => Cover::Weak,
            _ => Cover::Covered,
        }
    }

    /// How many stories show it how well: `3 strong · 1 stretch`.
    pub fn counts(&self) -> String {
        let fits = [Fit::Strong, Fit::Workable, Fit::Stretch].map(|fit| (self.count(fit), fit.name()));
        let counts = fits.iter().filter(|(number, _)| *number > 0).map(|(number, name)| format!("{number} {name}"));
        counts.collect::<Vec<String>>().join(" · ")
    }
}

/// What a library should hold before an interview, whatever is asked there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    /// Stories that are no drafts. Coaches mostly advise eight to twelve: fewer leave gaps, more are not kept fresh.
    Ready,
    /// Stories of a failure, which nearly every interviewer asks for.
    Failure,
    /// Stories of a conflict, which nearly every interviewer asks for too.
    Conflict,
    /// Ready stories with a number in their outcome.
    Figures,
}

impl Aim {
    /// How many stories it takes at least.
    pub const fn least(self) -> usize {
        match self {
            Self::Ready => 8,
            Self::Failure | Self::Conflict => 1,
            Self::Figures => 2,
        }
    }
}

/// An aim, and how far it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    /// The aim.
    pub aim: Aim,
    /// How many stories there are for it.
    pub stories: usize,
}

impl Goal {
    /// Whether there are enough.
    pub const fn is_met(self) -> bool {
        self.stories >= self.aim.least()
    }

    /// What there is of what it takes: `7 ready stories of 8 to 12`, `no story of a failure`.
    pub fn words(self) -> String {
        let (one, many) = match self.aim {
            Aim::Ready => ("ready story", "ready stories"),
            Aim::Failure => ("story of a failure", "stories of a failure"),
            Aim::Conflict => ("story of a conflict", "stories of a conflict"),
            Aim::Figures => ("outcome with a number", "outcomes with a number"),
        };
        match self.stories {
            0 => format!("no {one}"),
            stories if self.is_met() => count(stories, one, many),
            stories if self.aim == Aim::Ready => format!("{} of 8 to 12", count(stories, one, many)),
            stories => format!("{stories} of {} {many}", self.aim.least()),
        }
    }
}

/// What the stories at hand cover, and what they don't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The topics, those with the least first: by how they are covered, then by how many stories answer, then as given.
    pub rows: Vec<Row>,
    /// How far the goal is reached, aim by aim.
    pub goals: [Goal; 4],
    /// One for each story, in their order.
    stories: Vec<Standing>,
}

/// How good a story is whatever is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whether there is anything to tell.
    pub has_text: bool,
    /// Whether something is missing.
    pub is_draft: bool,
    /// How good it is among its like, from 0 up.
    pub strength: usize,
}

impl Coverage {
    /// How many topics are gaps, and how many are weak.
    pub fn standing(&self) -> String {
        let gaps = count(self.count(Cover::Gap), "gap", "gaps");
        format!("{gaps} · {} weak of {}", self.count(Cover::Weak), self.rows.len())
    }

    /// The coverage of topics by stories, with how good each of those is.
    pub fn new(mut rows: Vec<Row>, goals: [Goal; 4], stories: Vec<Standing>) -> Self {
        rows.sort_by_key(|row| (row.cover(), row.answers()));
        Self { rows, goals, stories }
    }

    /// How many topics are covered so.
    pub fn count(&self, cover: Cover) -> usize {
        self.rows.iter().filter(|row| row.cover() == cover).count()
    }

    /// The places of up to `most` of the stories that may be chosen, which together cover the most topics, each the one that adds the most to those
    /// before it. What is equal goes by how good the story is, then by its place. A story without a text is never among
    /// them, and a draft only where all others are.
    pub fn choose(&self, most: usize, may_be: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut shown: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.stories.len()];
        for (number, row) in self.rows.iter().enumerate() {
            for cell in &row.cells {
                shown.get_mut(cell.place).into_iter().for_each(|shown| shown.push((number, worth(cell.fit))));
            }
        }
        let mut left: Vec<usize> = (0..self.stories.len()).collect();
        left.retain(|&place| may_be(place) && self.stories.get(place).is_some_and(|story| story.has_text));
        let mut covered = vec![0; self.rows.len()];
        let mut chosen = Vec::new();
        while chosen.len() < most {
            let adds = |place: usize| -> usize {
                let shown = shown.get(place).into_iter().flatten();
                shown.map(|&(row, worth)| worth.saturating_sub(covered.get(row).copied().unwrap_or(0))).sum()
            };
            let best = left.iter().enumerate().max_by_key(|&(_, &place)| {
                let standing = self.stories.get(place);
                let rank = standing.map(|story| (!story.is_draft, adds(place), story.strength));
                (rank, Reverse(place))
            });
            let Some((index, &place)) = best else { break };
            left.remove(index);
            chosen.push(place);
            for &(row, worth) in shown.get(place).into_iter().flatten() {
                covered.get_mut(row).into_iter().for_each(|covered| *covered = worth.max(*covered));
            }
        }
        chosen
    }
}

/// What a story adds to a topic that nothing covers. A topic more is worth more than a better story for another one.
const fn worth(fit: Fit) -> usize {
    match fit {
        Fit::Strong => 3,
        Fit::Workable => 2,
        Fit::Stretch | Fit::Gap => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::Question;
    use super::*;

    #[test]
    fn a_heading_stands_for_all_that_its_questions_probe_and_a_question_without_one_for_what_it_probes() {
        let question = |heading: Option<&str>, competency: &str| Question {
            competency: competency.to_owned(),
            heading: heading.map(str::to_owned),
            ..Question::default()
        };
        let questions = vec![
            question(Some("Think"), "planning"),
            question(Some("Think"), "planning"),
            question(None, "failure"),
            question(Some("Think"), "quality"),
            question(None, "failure"),
            question(None, ""),
        ];
        let topics = Topic::of_pack(&Pack { questions, ..Pack::default() });
        let named: Vec<(&str, String)> =
            topics.iter().map(|topic| (topic.name.as_str(), topic.competencies.join(", "))).collect();
        assert_eq!(named, [("Think", "planning, quality".to_owned()), ("failure", "failure".to_owned())]);
    }

    #[test]
    fn a_topic_more_is_worth_more_than_a_better_story_for_another() {
        let row = |name: &str, cells: &[(usize, Fit)]| Row {
            topic: Topic { name: name.to_owned(), competencies: Vec::new() },
            cells: cells.iter().map(|&(place, fit)| Cell { place, fit, is_primary: false, competency: 0 }).collect(),
        };
        let rows = vec![
            row("failure", &[(0, Fit::Strong), (1, Fit::Workable)]),
            row("conflict", &[(1, Fit::Workable)]),
            row("quality", &[(0, Fit::Stretch), (2, Fit::Stretch)]),
        ];
        let story = |is_draft, strength| Standing { has_text: true, is_draft, strength };
        let stories = vec![story(false, 5), story(false, 3), story(true, 9), story(false, 4)];
        let goal = Goal { aim: Aim::Ready, stories: 3 };
        let coverage = Coverage::new(rows, [goal; 4], stories);
        assert_eq!(coverage.choose(9, |_| true), [1, 0, 3, 2], "the best of equals comes first, and a draft last");
        let names: Vec<&str> = coverage.rows.iter().map(|row| row.topic.name.as_str()).collect();
        assert_eq!(names, ["quality", "conflict", "failure"]);
    }
}
