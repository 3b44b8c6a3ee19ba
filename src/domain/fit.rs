//! Fit: how well a story answers a question.

/// How well a story answers a question, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It clearly shows what is asked, it is complete, and its outcome states a result that can be checked, or its last
    /// take went well. Where it lists nearly this question, it needs the result only after a take that did not go well.
    Strong,
    /// It clearly shows what is asked and is complete; or it shows some of it and is complete, and it has a number in its
    /// outcome or its last take went well.
    Workable,
    /// It shows a little of what is asked, or is a draft.
    Stretch,
    /// No story answers.
    Gap,
}

impl Fit {
    /// Whether a story of this fit will do in an interview.
    pub const fn answers(self) -> bool {
        matches!(self, Self::Strong | Self::Workable)
    }

    /// The word shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Workable => "workable",
            Self::Stretch => "stretch",
            Self::Gap => "gap",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strong_or_workable_story_will_do_and_a_stretch_will_not() {
        let fits = [Fit::Strong, Fit::Workable, Fit::Stretch, Fit::Gap];
        assert_eq!(fits.map(Fit::answers), [true, true, false, false]);
    }
}
