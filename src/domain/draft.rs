//! Drafts: what a story lacks to be told as a whole.

use super::beat::Beat;
use super::story::Story;

impl Story {
    /// Whether it lacks a problem (the situation or task of a STAR story is one), an insight or action, or an outcome.
    pub fn is_draft(&self) -> bool {
        !self.lacks().is_empty()
    }

    /// The beats that would make a draft whole.
    pub fn lacks(&self) -> Vec<Beat> {
        let has = |beat| self.beats.has(beat);
        let needed = [
            (has(Beat::Problem) || has(Beat::Context) || has(Beat::Task), Beat::Problem),
            (has(Beat::Insight) || has(Beat::Action), Beat::Action),
            (has(Beat::Outcome), Beat::Outcome),
        ];
        needed.into_iter().filter(|(is_there, _)| !is_there).map(|(_, beat)| beat).collect()
    }

    /// What keeps it a draft, in words.
    pub fn missing(&self) -> Vec<&'static str> {
        let words =
            [(Beat::Problem, "no problem"), (Beat::Action, "no insight or action"), (Beat::Outcome, "no outcome")];
        let lacks = self.lacks();
        words.into_iter().filter(|(beat, _)| lacks.contains(beat)).map(|(_, words)| words).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_a_draft_until_problem_turn_and_outcome_are_there() {
        let mut story = Story::new("A leak");
        story.beats.insert(Beat::Problem, "It leaked.");
        story.beats.insert(Beat::Outcome, "It stopped.");
        assert!(story.is_draft());
        story.beats.insert(Beat::Action, "I closed it.");
        assert!(!story.is_draft());
    }
}
