//! Coverage of topics by stories: each is held against each as an answer to a question that asks for it and nothing else.

use super::asked::Asked;
use super::evidence::{Evidence, Shown, Told};
use super::question::{Ranked, last_grade, rank, strength};
use super::reason::reason;
use super::signs::Signs;
use crate::domain::coverage::{Aim, Cell, Coverage, Goal, Row, Standing, Topic};
use crate::domain::history::History;

/// The competencies that an interviewer is nearly sure to ask for, by name.
const FAILURE: &str = "failure";
const CONFLICT: &str = "conflict";

impl Evidence {
    /// How well the stories cover these topics, and how far they are from what one needs. The history is that of the same
    /// stories. Topics whose competencies nobody knows are left out.
    pub fn coverage(&self, topics: &[Topic], history: &History) -> Coverage {
        let number = |name: &String| self.probes.iter().position(|probe| probe.name == *name);
        let numbered = |topic: &Topic| topic.competencies.iter().filter_map(number).collect::<Vec<usize>>();
        let topics: Vec<(&Topic, Vec<usize>)> =
            topics.iter().map(|topic| (topic, numbered(topic))).filter(|(_, numbers)| !numbers.is_empty()).collect();
        let asked: Vec<Asked> = (0..self.probes.len()).map(Asked::just).collect();
        let mut found: Vec<Vec<(Ranked, Cell)>> = vec![Vec::new(); topics.len()];
        let (mut failures, mut conflicts) = (0, 0);
        // A story that is only begun shows what was asked for, and can't be told.
        for (place, told) in self.told.iter().enumerate().filter(|(_, told)| told.has_text) {
            let most = told.shows.values().map(Shown::points).max().unwrap_or(0);
            let shows = told.shows.iter().filter_map(|(&competency, shown)| {
                let asked = asked.get(competency)?;
                let ranked = rank(place, told, &Signs::of(told, asked, &[], self), asked, history)?;
                let is_primary = shown.is_asked || shown.points() == most;
                Some((ranked, Cell { place, fit: ranked.0, is_primary, competency }))
            });
            let shows: Vec<(Ranked, Cell)> = shows.collect();
            let answers = |name: &str| {
                let is_it = |cell: &Cell| cell.fit.answers() && self.name(cell.competency) == name;
                usize::from(shows.iter().any(|(_, cell)| is_it(cell)))
            };
            failures += answers(FAILURE);
            conflicts += answers(CONFLICT);
            for ((_, competencies), found) in topics.iter().zip(&mut found) {
                let shown = shows.iter().filter(|(_, cell)| competencies.contains(&cell.competency));
                let is_primary = shown.clone().any(|(_, cell)| cell.is_primary);
                let best = shown.min_by_key(|(ranked, _)| *ranked);
                found.extend(best.map(|(ranked, cell)| (*ranked, Cell { is_primary, ..cell.clone() })));
            }
        }
        let rows = topics.into_iter().zip(found).map(|((topic, _), mut found)| {
            found.sort_by_key(|(ranked, _)| *ranked);
            Row { topic: topic.clone(), cells: found.into_iter().map(|(_, cell)| cell).collect() }
        });
        let rows = rows.collect();
        let ready = || self.told.iter().filter(|told| told.missing.is_empty());
        let goals = [
            (Aim::Ready, ready().count()),
            (Aim::Failure, failures),
            (Aim::Conflict, conflicts),
            (Aim::Figures, ready().filter(|told| told.has_figure()).count()),
        ];
        let standing = |told: &Told| Standing {
            has_text: told.has_text,
            is_draft: !told.missing.is_empty(),
            strength: strength(told, last_grade(history, told)),
        };
        let goals = goals.map(|(aim, stories)| Goal { aim, stories });
        Coverage::new(rows, goals, self.told.iter().map(standing).collect())
    }

    /// Why a story shows a topic as well as it does, in one line of at most 70 columns. It may quote the story.
    pub fn why(&self, cell: &Cell, history: &History) -> String {
        let asked = Asked::just(cell.competency);
        let told = self.told.get(cell.place);
        let why = |told| reason(told, &Signs::of(told, &asked, &[], self), last_grade(history, told));
        told.map(why).unwrap_or_default()
    }

    /// The name of the competency for which a story is in a topic.
    pub fn competency_of(&self, cell: &Cell) -> &str {
        self.name(cell.competency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::beat::Beat;
    use crate::domain::competency::Competencies;
    use crate::domain::coverage::Cover;
    use crate::domain::lexicon::Lexicon;
    use crate::domain::story::Story;
    use crate::domain::take::{Grade, Take, told};

    fn competencies() -> Competencies {
        let competency = |name: &str| {
            format!(
                r#"{{"name": "{name}", "asked": ["{name}"], "skills": ["{name} skill"],
                    "told": ["{name} one", "{name} two", "{name} three"], "needs": "a {name}"}}"#
            )
        };
        let all = ["failure", "conflict", "planning", "quality"].map(competency).join(",");
        Competencies::from_json(&format!(r#"{{"alike": [], "competencies": [{all}]}}"#)).unwrap()
    }

    /// A whole story that says these phrases in one breath, with an outcome.
    fn story(title: &str, says: &str, outcome: &str) -> Story {
        let mut story = Story::new(title);
        story.beats.insert(Beat::Problem, says);
        story.beats.insert(Beat::Action, "It was done.");
        story.beats.insert(Beat::Outcome, outcome);
        story
    }

    fn clear(title: &str, competency: &str, outcome: &str) -> Story {
        story(title, &format!("A {competency} one, a {competency} two, a {competency} three."), outcome)
    }

    fn evidence(stories: &[Story]) -> Evidence {
        Evidence::new(stories, &competencies(), &Lexicon::default())
    }

    fn covered(stories: &[Story], history: &History) -> Coverage {
        evidence(stories).coverage(&Topic::each(&competencies()), history)
    }

    fn covers(coverage: &Coverage) -> Vec<(&str, Cover, String)> {
        coverage.rows.iter().map(|row| (row.topic.name.as_str(), row.cover(), row.counts())).collect()
    }

    #[test]
    fn gaps_come_first_then_what_hangs_on_one_weak_story_then_what_has_the_fewest() {
        let stories = [
            clear("A", "conflict", "It fell by half."),
            clear("B", "conflict", "It went well."),
            clear("C", "planning", "It went well."),
            clear("D", "quality", "It took two days."),
        ];
        let coverage = covered(&stories, &History::default());
        assert_eq!(
            covers(&coverage),
            [
                ("failure", Cover::Gap, String::new()),
                ("planning", Cover::Weak, "1 workable".to_owned()),
                ("quality", Cover::Covered, "1 strong".to_owned()),
                ("conflict", Cover::Covered, "1 strong · 1 workable".to_owned()),
            ]
        );
        assert_eq!([Cover::Gap, Cover::Weak, Cover::Covered].map(|cover| coverage.count(cover)), [1, 1, 2]);
    }

    #[test]
    fn one_strong_story_or_two_workable_ones_cover_and_stretches_never_do() {
        let workable = |title| clear(title, "planning", "It went well.");
        let stretch = |title| story(title, "A planning one.", "It went well.");
        for (stories, cover) in [
            (vec![], Cover::Gap),
            (vec![stretch("A"), stretch("B"), stretch("C")], Cover::Weak),
            (vec![workable("A"), stretch("B")], Cover::Weak),
            (vec![workable("A"), workable("B")], Cover::Covered),
            (vec![clear("A", "planning", "It took 3 days.")], Cover::Covered),
        ] {
            let coverage = covered(&stories, &History::default());
            let row = coverage.rows.iter().find(|row| row.topic.name == "planning").unwrap();
            assert_eq!(row.cover(), cover, "{}", row.counts());
        }
    }

    #[test]
    fn a_take_that_went_well_makes_a_story_strong_here_too() {
        let stories = [clear("A", "planning", "It went well.")];
        let take = Take { grade: Some(Grade::Good), ..told("A", 1, &[]) };
        let history = History::new([take]);
        let coverage = covered(&stories, &history);
        let row = coverage.rows.last().unwrap();
        assert_eq!((row.topic.name.as_str(), row.counts().as_str()), ("planning", "1 strong"));
        let why = evidence(&stories).why(&row.cells[0], &history);
        assert_eq!(why, "“planning three” · no clear result · last take good");
    }

    #[test]
    fn a_story_is_about_what_it_shows_most_clearly_and_what_its_own_questions_ask_for() {
        let mut first = story("A", "A planning one, a planning two, and a quality one.", "It took two days.");
        first.skills.push("planning skill".to_owned());
        first.questions.push("Have you seen a conflict?".to_owned());
        let coverage = covered(&[first], &History::default());
        let primary = |name: &str| {
            coverage.rows.iter().find(|row| row.topic.name == name).unwrap().cells.first().map(|cell| cell.is_primary)
        };
        let asked = ["conflict", "planning", "quality", "failure"].map(primary);
        assert_eq!(asked, [Some(true), Some(true), Some(false), None]);
        let plain = [story("A", "A planning one, a planning two, and a quality one.", "It took two days.")];
        let coverage = covered(&plain, &History::default());
        let about: Vec<&str> = coverage
            .rows
            .iter()
            .filter(|row| row.cells.iter().any(|cell| cell.is_primary))
            .map(|row| row.topic.name.as_str())
            .collect();
        assert_eq!(about, ["planning"]);
    }

    #[test]
    fn a_story_that_shows_one_competency_of_a_heading_shows_the_heading() {
        let topic = |name: &str, competencies: &[&str]| Topic {
            name: name.to_owned(),
            competencies: competencies.iter().map(|&name| name.to_owned()).collect(),
        };
        let topics = [topic("Think", &["planning", "quality"]), topic("Fail", &["failure"]), topic("Odd", &["oddity"])];
        let evidence = evidence(&[clear("A", "quality", "It took two days.")]);
        let coverage = evidence.coverage(&topics, &History::default());
        let expected = [("Fail", Cover::Gap, String::new()), ("Think", Cover::Covered, "1 strong".to_owned())];
        assert_eq!(covers(&coverage), expected, "what nobody knows is left out");
        assert_eq!(evidence.competency_of(&coverage.rows[1].cells[0]), "quality");
    }

    #[test]
    fn the_goal_says_in_numbers_what_is_missing() {
        let words =
            |stories: &[Story]| covered(stories, &History::default()).goals.map(|goal| (goal.words(), goal.is_met()));
        let said = |words: &str, is_met| (words.to_owned(), is_met);
        assert_eq!(
            words(&[]),
            [
                said("no ready story", false),
                said("no story of a failure", false),
                said("no story of a conflict", false),
                said("no outcome with a number", false),
            ]
        );
        let mut stories: Vec<Story> = (0..6).map(|n| story(&format!("S{n}"), "It was late.", "It was over.")).collect();
        stories.push(clear("Failure", "failure", "It took two days."));
        let mut draft = clear("Draft", "conflict", "");
        draft.beats.insert(Beat::Problem, "A conflict one, a conflict two, a conflict three.");
        stories.push(draft);
        assert_eq!(
            words(&stories),
            [
                said("7 ready stories of 8 to 12", false),
                said("1 story of a failure", true),
                said("no story of a conflict", false),
                said("1 of 2 outcomes with a number", false),
            ],
            "a draft isn't ready"
        );
        stories.push(clear("Conflict", "conflict", "It fell by half."));
        assert_eq!(
            words(&stories),
            [
                said("8 ready stories", true),
                said("1 story of a failure", true),
                said("1 story of a conflict", true),
                said("2 outcomes with a number", true),
            ]
        );
    }

    #[test]
    fn the_stories_chosen_cover_more_than_the_best_ones_would() {
        let both = story(
            "Both",
            "A failure one, a failure two, a failure three. A conflict one, a conflict two, a conflict three.",
            "It went well.",
        );
        let stories = [
            clear("Failure", "failure", "It fell by half."),
            clear("Conflict", "conflict", "It fell by half."),
            both,
            clear("Planning", "planning", "It fell by half."),
            Story::new("Nothing to tell"),
        ];
        let titles = |most| -> Vec<&str> {
            let places = covered(&stories, &History::default()).choose(most, |_| true);
            places.into_iter().map(|place| stories[place].title.as_str()).collect()
        };
        assert_eq!(titles(2), ["Both", "Planning"], "two topics are worth more than one shown better");
        assert_eq!(titles(9), ["Both", "Planning", "Failure", "Conflict"]);
        assert!(titles(0).is_empty());
    }

    /// Phrases, skills, questions and outcomes of which any story may be made.
    fn any_story() -> impl Strategy<Value = Story> {
        let names = ["failure", "conflict", "planning", "quality"];
        let phrase = (0..4_usize, proptest::sample::select(vec!["one", "two", "three"]))
            .prop_map(move |(name, number)| format!("A {} {number}.", names[name]));
        let outcome = proptest::sample::select(vec!["", "It went well.", "It fell by half."]);
        let says = proptest::collection::vec(phrase, 0..7);
        (says, outcome, proptest::option::of(0..4_usize), proptest::option::of(0..4_usize)).prop_map(
            move |(says, outcome, skill, question)| {
                let mut story = story("", &says.join(" "), outcome);
                story.skills.extend(skill.map(|name| format!("{} skill", names[name])));
                story.questions.extend(question.map(|name| format!("Tell me about {}.", names[name])));
                story
            },
        )
    }

    fn titled(stories: Vec<Story>) -> Vec<Story> {
        let title = |(number, mut story): (usize, Story)| {
            (story.title, story.id) = (format!("S{number}"), Story::new(format!("S{number}")).id);
            story
        };
        stories.into_iter().enumerate().map(title).collect()
    }

    /// How each topic is covered, in the order in which they were given.
    fn by_name(stories: &[Story], history: &History) -> Vec<(String, Cover, String)> {
        let coverage = covered(stories, history);
        let mut rows: Vec<_> =
            coverage.rows.iter().map(|row| (row.topic.name.clone(), row.cover(), row.counts())).collect();
        rows.sort();
        rows
    }

    proptest! {
        #[test]
        fn whatever_the_stories_their_order_changes_nothing_and_one_more_takes_nothing_away(
            stories in proptest::collection::vec(any_story(), 1..9),
            grades in proptest::collection::vec(proptest::option::of(1..=4_u8), 9),
            turn in 0..9_usize,
        ) {
            let stories = titled(stories);
            let takes = stories.iter().zip(&grades).zip(1..).filter_map(|((story, grade), minute)| {
                Some(Take { grade: Some(Grade::try_from((*grade)?).ok()?), ..told(&story.title, minute, &[]) })
            });
            let history = History::new(takes);
            let rows = by_name(&stories, &history);
            let mut turned = stories.clone();
            turned.rotate_left(turn % stories.len());
            turned.reverse();
            prop_assert_eq!(&rows, &by_name(&turned, &history));
            let fewer = by_name(&stories[1..], &history);
            for ((name, cover, _), (_, before, _)) in rows.iter().zip(&fewer) {
                prop_assert!(cover >= before, "{} was {:?} and is {:?}", name, before, cover);
            }
        }

        #[test]
        fn as_many_as_there_are_get_chosen_each_once_and_drafts_last(
            stories in proptest::collection::vec(any_story(), 0..9), most in 0..12_usize,
        ) {
            let stories = titled(stories);
            let chosen = covered(&stories, &History::default()).choose(most, |_| true);
            prop_assert_eq!(chosen.len(), most.min(stories.len()));
            let mut places = chosen.clone();
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), chosen.len());
            let ready = stories.iter().filter(|story| !story.is_draft()).count();
            let drafts = chosen.iter().filter(|&&place| stories[place].is_draft()).count();
            prop_assert_eq!(drafts, most.min(stories.len()).saturating_sub(ready));
        }
    }
}
