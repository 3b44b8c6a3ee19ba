//! A plan: how a take is to be told, settled before its clock starts.

use serde::{Deserialize, Serialize};

use crate::domain::curveball::Curveball;
use crate::domain::help::{Aid, Help};
use crate::domain::ladder::{Ladder, Rung};
use crate::domain::story::Story;
use crate::domain::time::Millis;

/// How much of a rung is shown before it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Nothing: tell first, then check. Recalling before checking is what makes a story stick.
    #[default]
    Recall,
    /// Cue words, until a rung is told without more help three times in a row.
    Cued,
    /// The text: read first, then tell.
    Prompted,
}

impl Style {
    /// The style that the style key goes to.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Recall => Self::Cued,
            Self::Cued => Self::Prompted,
            Self::Prompted => Self::Recall,
        }
    }
}

/// How a take is to be told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// How the story is divided.
    pub ladder: Ladder,
    /// What is shown of a rung before it is told.
    pub style: Style,
    /// How long the story should last; absent means its own target.
    #[serde(rename = "target_ms", skip_serializing_if = "Option::is_none")]
    pub target: Option<Millis>,
    /// The one rung that is told, where it isn't the whole story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// The rungs that need no cue words any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faded: Vec<String>,
    /// What an interviewer cuts in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curveball: Option<Curveball>,
    /// Whether the take leaves open when the story comes back.
    #[serde(rename = "free", skip_serializing_if = "std::ops::Not::not")]
    pub is_free: bool,
}

impl Plan {
    /// How long the whole story should last.
    pub fn target_of(&self, story: &Story) -> Millis {
        self.target.unwrap_or_else(|| story.target())
    }

    /// The rungs that are told.
    pub fn rungs(&self, story: &Story) -> Vec<Rung> {
        let mut rungs = self.ladder.rungs(story, self.target_of(story));
        rungs.retain(|rung| self.only.as_ref().is_none_or(|only| *only == rung.name));
        rungs
    }

    /// What is shown of them from the start.
    pub(super) fn aids(&self, rungs: &[Rung]) -> Vec<Aid> {
        let given = |rung: &Rung| match self.style {
            Style::Cued if !self.faded.contains(&rung.name) => Help::Cues,
            Style::Recall | Style::Cued => Help::None,
            Style::Prompted => Help::Text,
        };
        rungs.iter().map(|rung| Aid::given(given(rung))).collect()
    }
}
