//! Help: what a teller needed to tell a rung, and when it was asked for.

use serde::{Deserialize, Serialize};

use super::time::Millis;

/// How much of a rung its teller got to see before it was told, from nothing to all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Help {
    /// Nothing: it was told from memory.
    #[default]
    None,
    /// Its cue words.
    Cues,
    /// Its text.
    Text,
}

impl Help {
    /// The words shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Cues => "cue words",
            Self::Text => "the text",
        }
    }
}

/// The help with one rung: what its teller was given at first, and what was asked for then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Aid {
    /// What was shown from the start.
    pub given: Help,
    /// How long the rung had been told when its cue words were asked for.
    #[serde(rename = "cues_at_ms", skip_serializing_if = "Option::is_none")]
    pub cues_at: Option<Millis>,
    /// How long the rung had been told when its text was asked for.
    #[serde(rename = "text_at_ms", skip_serializing_if = "Option::is_none")]
    pub text_at: Option<Millis>,
}

impl Aid {
    /// No help yet but what is given from the start.
    pub const fn given(given: Help) -> Self {
        Self { given, cues_at: None, text_at: None }
    }

    /// All that there was to see.
    pub fn help(self) -> Help {
        let asked = match (self.cues_at, self.text_at) {
            (_, Some(_)) => Help::Text,
            (Some(_), None) => Help::Cues,
            (None, None) => Help::None,
        };
        asked.max(self.given)
    }

    /// Whether nothing was asked for beyond what was given.
    pub const fn is_unasked(self) -> bool {
        self.cues_at.is_none() && self.text_at.is_none()
    }

    /// Whether there is nothing to say of it.
    pub fn is_none(&self) -> bool {
        self.help() == Help::None
    }

    /// Gives the next help, at this point of the rung: cue words, then the text.
    #[must_use]
    pub fn with_more(mut self, at: Millis) -> Self {
        match self.help() {
            Help::None => self.cues_at = Some(at),
            Help::Cues => self.text_at = Some(at),
            Help::Text => {}
        }
        self
    }

    /// As it counts for a rung that lasted so long. A clock that was set back doesn't take the help back, which then
    /// came at the end at the latest.
    #[must_use]
    pub fn within(self, said: Millis) -> Self {
        let text_at = self.text_at.map(|at| at.min(said));
        let cues_at = self.cues_at.map(|at| at.min(text_at.unwrap_or(said)));
        Self { cues_at, text_at, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_grows_from_nothing_over_cue_words_to_the_text() {
        let blank = Aid::default();
        let cued = blank.with_more(Millis(900));
        let told = cued.with_more(Millis(1_800));
        assert_eq!([blank, cued, told].map(Aid::help), [Help::None, Help::Cues, Help::Text]);
        assert_eq!(told.with_more(Millis(9_000)), told);
        assert_eq!(Aid::given(Help::Cues).with_more(Millis(5)).text_at, Some(Millis(5)));
    }

    #[test]
    fn help_is_never_recorded_behind_the_end_of_its_rung() {
        let aid = Aid::default().with_more(Millis(9_000)).with_more(Millis(12_000));
        assert_eq!(aid.within(Millis(20_000)), aid);
        let (cues_at, text_at) = (Some(Millis(5_000)), Some(Millis(5_000)));
        assert_eq!(aid.within(Millis(5_000)), Aid { given: Help::None, cues_at, text_at });
        let asked_again = Aid { text_at: Some(Millis(2_000)), ..aid };
        assert_eq!(asked_again.within(Millis(20_000)).cues_at, Some(Millis(2_000)));
    }

    #[test]
    fn what_was_given_is_not_what_was_asked_for() {
        assert!(Aid::given(Help::Cues).is_unasked() && !Aid::given(Help::Cues).with_more(Millis(1)).is_unasked());
    }
}
