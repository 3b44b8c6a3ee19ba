//! Question to story: which stories answer an interviewer's question, how well, and why.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::asked::{Asked, AskedFor};
use super::evidence::{Evidence, Probe, Told};
use super::reason::reason;
use super::signs::{Clarity, Signs};
use crate::domain::history::History;
use crate::domain::take::Grade;

pub use crate::domain::fit::Fit;

/// A story that answers a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its place in the list of stories that the evidence was made from.
    pub place: usize,
    /// How well it answers. Never a gap.
    pub fit: Fit,
    /// Why, in one line of at most 70 columns: the evidence and the weakness. It may quote the story.
    pub reason: String,
}

/// The answers to a question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// What the question asks for: competencies, the main one first, and then skills. Empty if that isn't understood.
    pub asks_for: Vec<String>,
    /// The stories that answer, best first: by fit, then by evidence and strength, then by place.
    pub matches: Vec<Match>,
    /// What is wanting, in one sentence: that no story answers, and what one would need; or that the question was not
    /// understood, and `matches` only share words with it.
    pub gap: Option<String>,
}

impl Answers {
    /// How well the best story answers.
    pub fn fit(&self) -> Fit {
        self.matches.first().map_or(Fit::Gap, |best| best.fit)
    }
}

impl Evidence {
    /// The stories that answer a question, best first. The history is that of the same stories.
    pub fn answer(&self, question: &str, history: &History) -> Answers {
        let asked = Asked::read(question, self);
        let shared = self.shared_words(&asked);
        let mut found: Vec<(Ranked, Signs<'_>)> = Vec::new();
        for (place, told) in self.told.iter().enumerate() {
            let signs = Signs::of(told, &asked, shared.get(&place).map_or(&[], Vec::as_slice), self);
            if let Some(rank) = rank(place, told, &signs, &asked, history) {
                found.push((rank, signs));
            }
        }
        found.sort_by_key(|&(rank, _)| rank);
        let explained = |((fit, _, place), signs): &(Ranked, Signs<'_>)| {
            let told = self.told.get(*place)?;
            Some(Match { place: *place, fit: *fit, reason: reason(told, signs, last_grade(history, told)) })
        };
        let AskedFor { competencies, skills } = self.named(&asked);
        Answers {
            asks_for: [competencies, skills].concat(),
            matches: found.iter().filter_map(explained).collect(),
            gap: self.gap(question, &asked, &found),
        }
    }

    /// For each story that has any, the words of the question that few stories have.
    fn shared_words<'a>(&self, asked: &'a Asked) -> HashMap<usize, Vec<&'a str>> {
        let mut shared: HashMap<usize, Vec<&str>> = HashMap::new();
        for (word, spelling) in &asked.telling {
            let stories = self.stories_with.get(word.place()).map_or(&[][..], Vec::as_slice);
            if stories.len() > (self.told.len() / 8).max(3) {
                continue;
            }
            for &story in stories {
                shared.entry(story).or_default().push(spelling);
            }
        }
        shared
    }

    /// What is wanting in the answers, if anything is.
    fn gap(&self, question: &str, asked: &Asked, found: &[(Ranked, Signs<'_>)]) -> Option<String> {
        let is_understood = !asked.competencies.is_empty() || !asked.skills.is_empty();
        if !found.is_empty() {
            let is_answered = is_understood || found.iter().any(|(_, signs)| signs.is_listed);
            let words_only =
                "This names no competency or skill that Retell knows; these stories only share words with it.";
            return (!is_answered).then(|| words_only.to_owned());
        }
        if question.trim().is_empty() {
            return Some("There is no question yet.".to_owned());
        }
        let main = asked.competencies.first().and_then(|&place| self.probes.get(place));
        let skill = asked.skills.first().map(|&skill| self.skills.name(skill));
        Some(match (main, skill) {
            (Some(Probe { name, needs, .. }), _) => format!("No story shows {name}; one that does needs {needs}."),
            (None, Some(skill)) => format!(
                "No story shows {skill}; one that does needs a problem that turned on {skill}, what you did, and a \
                 number that moved."
            ),
            (None, None) => {
                "This names no competency or skill that Retell knows, and no story shares its rarer words; \
                             name what it probes, such as failure, conflict or a deadline."
                    .to_owned()
            }
        })
    }
}

/// How a story ranks: its fit, its score from the best down, and its place.
pub(super) type Ranked = (Fit, Reverse<usize>, usize);

/// How the story at a place ranks by its signs; none if it doesn't answer at all.
pub(super) fn rank(place: usize, told: &Told, signs: &Signs<'_>, asked: &Asked, history: &History) -> Option<Ranked> {
    let clarity = signs.clarity(asked)?;
    let grade = last_grade(history, told);
    let score = Reverse(2 * signs.weight + strength(told, grade));
    Some((fit(clarity, told, grade), score, place))
}

/// The teller's verdict on the last take that has one.
pub(super) fn last_grade(history: &History, told: &Told) -> Option<Grade> {
    history.finished(&told.id).rev().find_map(|take| take.grade)
}

fn fit(clarity: Clarity, told: &Told, grade: Option<Grade>) -> Fit {
    let went_well = grade.is_some_and(|grade| grade >= Grade::Good);
    match clarity {
        _ if !told.missing.is_empty() => Fit::Stretch,
        Clarity::Clear | Clarity::Listed if went_well || told.result.is_some() => Fit::Strong,
        // Whoever put the question there has chosen this story for it already.
        Clarity::Listed if grade.is_none() => Fit::Strong,
        Clarity::Clear | Clarity::Listed => Fit::Workable,
        Clarity::Shown if went_well || told.has_figure() => Fit::Workable,
        Clarity::Shown | Clarity::Hinted => Fit::Stretch,
    }
}

/// How good a story is apart from the question, from 0 up. Between equal fits, two more signs outweigh it.
pub(super) fn strength(told: &Told, grade: Option<Grade>) -> usize {
    let by_grade = match grade {
        Some(Grade::Forgot) => 0,
        Some(Grade::Hard) => 2,
        None => 3,
        Some(Grade::Good) => 5,
        Some(Grade::Easy) => 6,
    };
    by_grade + 2 * usize::from(told.has_figure()) + 2 * usize::from(told.missing.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::beat::Beat;
    use crate::domain::competency::Competencies;
    use crate::domain::lexicon::Lexicon;
    use crate::domain::story::Story;
    use crate::domain::take::{Take, told};

    const QUESTION: &str = "Tell me about a time you failed.";

    fn competencies() -> Competencies {
        let text = r#"{"alike": [["lead", "led"]], "results": ["never … back", "no longer"], "competencies": [
            {"name": "failure", "asked": ["fail", "mistake"], "skills": ["learning from mistakes"],
             "told": ["my mistake", "I shipped", "rolled back"], "needs": "a mistake"},
            {"name": "deadlines", "is_circumstance": true, "asked": ["deadline"], "skills": [], "told": ["on time"],
             "needs": "a date"},
            {"name": "leadership", "asked": ["lead … team"], "skills": ["leadership"], "told": ["I led"],
             "needs": "people"}]}"#;
        Competencies::from_json(text).unwrap()
    }

    fn lexicon() -> Lexicon {
        Lexicon::from_json(r#"[{"group": "all", "skills": [["PostgreSQL", "postgres"], ["Redis"]]}]"#).unwrap()
    }

    fn story(title: &str, outcome: &str) -> Story {
        let mut story = Story::new(title);
        story.skills.push("learning from mistakes".to_owned());
        story.beats.insert(Beat::Problem, "I shipped a query that locked a table.");
        story.beats.insert(Beat::Action, "I took it out again.");
        story.beats.insert(Beat::Outcome, outcome);
        story
    }

    fn history(takes: &[(&str, u8)]) -> History {
        History::new((0_u8..).zip(takes).map(|(number, &(title, grade))| {
            let grade = Some(Grade::try_from(grade).unwrap());
            Take { grade, ..told(title, number, &[]) }
        }))
    }

    fn answer(stories: &[Story], question: &str, takes: &[(&str, u8)]) -> Vec<(String, Fit, String)> {
        let answers = Evidence::new(stories, &competencies(), &lexicon()).answer(question, &history(takes));
        let found = answers.matches.into_iter();
        found.map(|found| (stories[found.place].title.clone(), found.fit, found.reason)).collect()
    }

    fn fits(found: &[(String, Fit, String)]) -> Vec<(&str, Fit)> {
        found.iter().map(|(title, fit, _)| (title.as_str(), *fit)).collect()
    }

    #[test]
    fn a_result_that_can_be_checked_makes_a_story_strong_and_a_draft_is_a_stretch() {
        let mut draft = story("Draft", "");
        draft.beats = retain_problem(&draft);
        let stories = [
            draft,
            story("Without", "It went much better."),
            story("Number", "Errors fell by 62%."),
            story("Words", "It was over. It never came back."),
        ];
        let found = answer(&stories, QUESTION, &[]);
        assert_eq!(
            fits(&found),
            [("Number", Fit::Strong), ("Words", Fit::Strong), ("Without", Fit::Workable), ("Draft", Fit::Stretch)]
        );
        let reasons: Vec<&str> = found.iter().map(|(_, _, reason)| reason.as_str()).collect();
        assert_eq!(
            reasons,
            [
                "“I shipped” · result in numbers",
                "“I shipped” · result “never came back”",
                "“I shipped” · no clear result",
                "“I shipped” · draft: no insight or action, no outcome",
            ]
        );
    }

    #[test]
    fn a_draft_that_lacks_much_leaves_the_evidence_whole() {
        let mut draft = Story::new("Draft");
        draft.questions.push("Tell me about a deployment that failed on a Friday.".to_owned());
        let found = answer(&[draft], "Describe a deployment on a Friday that failed?", &[("Draft", 1)]);
        assert_eq!(found[0].2, "lists nearly this question · draft · last take forgot");
    }

    fn retain_problem(story: &Story) -> crate::domain::beat::Beats {
        let mut beats = crate::domain::beat::Beats::default();
        beats.insert(Beat::Problem, story.beats.get(Beat::Problem).unwrap());
        beats
    }

    #[test]
    fn takes_that_went_well_make_a_story_strong_and_rank_it_first() {
        let stories = [story("Forgotten", "It held."), story("Untold", "It held."), story("Easy", "It held.")];
        let found = answer(&stories, QUESTION, &[("Forgotten", 4), ("Forgotten", 1), ("Easy", 4)]);
        assert_eq!(fits(&found), [("Easy", Fit::Strong), ("Untold", Fit::Workable), ("Forgotten", Fit::Workable)]);
        assert!(found[0].2.ends_with("last take easy") && found[2].2.ends_with("last take forgot"), "{found:?}");
    }

    #[test]
    fn a_listed_question_is_the_best_evidence_and_comes_first() {
        let mut listed = Story::new("Listed");
        listed.beats = story("", "It held.").beats;
        listed.questions.push("Tell me about a deployment that failed on a Friday.".to_owned());
        let stories = [story("General", "Errors fell by half."), listed];
        let found = answer(&stories, "Describe a deployment on a Friday that failed?", &[]);
        assert_eq!(fits(&found), [("Listed", Fit::Strong), ("General", Fit::Strong)]);
        assert!(found[0].2.starts_with("lists nearly this question"), "{found:?}");
        let after_a_hard_take = answer(&stories, "Describe a deployment on a Friday that failed?", &[("Listed", 2)]);
        assert_eq!(fits(&after_a_hard_take), [("General", Fit::Strong), ("Listed", Fit::Workable)]);
    }

    #[test]
    fn a_skill_that_is_named_has_to_be_shown_too() {
        let mut with = story("With", "It took half the time.");
        with.skills.push("Postgres".to_owned());
        let stories = [story("Without", "It took half the time."), with];
        let found = answer(&stories, "What was your worst mistake with PostgreSQL?", &[]);
        assert_eq!(fits(&found), [("With", Fit::Strong), ("Without", Fit::Workable)]);
        assert!(found[0].2.starts_with("#PostgreSQL"), "{found:?}");
        assert!(found[1].2.contains("nothing about PostgreSQL"), "{found:?}");
    }

    #[test]
    fn of_two_skills_that_are_named_one_is_not_all() {
        let mut one = story("One", "It was over.");
        one.skills.push("Redis".to_owned());
        let mut both = one.clone();
        both.title = "Both".to_owned();
        both.skills.push("PostgreSQL".to_owned());
        let found = answer(&[one, both], "Have you used Redis with PostgreSQL?", &[]);
        assert_eq!(fits(&found), [("Both", Fit::Workable), ("One", Fit::Stretch)]);
    }

    #[test]
    fn what_a_question_is_about_counts_more_than_what_it_happens_under() {
        let mut led = story("Led", "It was done in two days.");
        led.skills = vec!["leadership".to_owned()];
        led.beats.insert(Beat::Action, "I led four people.");
        let mut late = story("Late", "It was done in two days.");
        late.skills.clear();
        late.questions.push("Have you had a deadline?".to_owned());
        let found = answer(&[late, led], "With a deadline near, how do you lead your team?", &[]);
        assert_eq!(fits(&found), [("Led", Fit::Strong), ("Late", Fit::Stretch)]);
    }

    #[test]
    fn a_single_phrase_is_a_stretch_and_nothing_is_a_gap() {
        let mut hint = Story::new("Hint");
        hint.beats = story("", "It was two days late.").beats;
        let found = answer(&[hint.clone()], QUESTION, &[]);
        assert_eq!(found, [("Hint".to_owned(), Fit::Stretch, "only “I shipped” · result in numbers".to_owned())]);
        let answers =
            Evidence::new(&[hint], &competencies(), &lexicon()).answer("How do you lead a team?", &history(&[]));
        assert_eq!((answers.fit(), answers.matches.len()), (Fit::Gap, 0));
        assert_eq!(answers.gap.as_deref(), Some("No story shows leadership; one that does needs people."));
    }

    #[test]
    fn a_question_without_end_is_read_in_part() {
        let question = format!("{QUESTION} {}", "é".repeat(1_000_000));
        assert_eq!(answer(&[story("A", "b")], &question, &[]).len(), 1);
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(title in ".{1,40}", text in any::<String>(), skill in ".{0,20}", question in any::<String>()) {
            let mut odd = Story::new(title);
            odd.beats.insert(Beat::Outcome, &text);
            odd.questions.push(text.clone());
            odd.skills.push(skill.clone());
            let evidence = Evidence::new(&[odd], &competencies(), &lexicon());
            for question in [question, text, skill] {
                let answers = evidence.answer(&question, &history(&[]));
                prop_assert_eq!(&answers, &evidence.answer(&question, &history(&[])));
                prop_assert!(answers.gap.is_some() || !answers.matches.is_empty());
                for found in answers.matches {
                    prop_assert!(crate::domain::safe::Safe::from(found.reason.as_str()).width() <= 70);
                }
            }
        }
    }
}
