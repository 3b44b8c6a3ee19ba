//! Competencies: what interviewers probe, the words that ask for each, and what shows it in a story.

use serde::Deserialize;

use super::nearest;

/// One thing that interviewers probe.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Competency {
    /// Its name, as a person would say it: `working under pressure`.
    pub name: String,
    /// Whether it is what a story happens under. A question that asks for something else too is about that.
    #[serde(default)]
    pub is_circumstance: bool,
    /// Phrases by which a question asks for it. An ellipsis between two words stands for up to four others.
    pub asked: Vec<String>,
    /// Skills that show it.
    pub skills: Vec<String>,
    /// Phrases by which a story's own text shows it, written in the same way.
    pub told: Vec<String>,
    /// What a story that shows it well has in it, such that "it needs" can stand before it.
    pub needs: String,
}

/// Everything that interviewers probe, as far as Retell knows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Competencies {
    /// Words that count as one: the forms of irregular verbs, and words that mean the same here.
    pub alike: Vec<Vec<String>>,
    /// Phrases that hold words of those below but ask for nothing: `why should we hire you`.
    #[serde(default)]
    pub unasked: Vec<String>,
    /// Phrases by which an outcome says without a figure what changed, so that anybody could check it: `never again`.
    #[serde(default)]
    pub results: Vec<String>,
    /// The competencies.
    pub competencies: Vec<Competency>,
}

impl Competencies {
    /// Reads the competencies.
    ///
    /// # Errors
    /// When the text is not what it should be.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The name of the competency that is called so, in any case.
    pub fn named(&self, name: &str) -> Option<&str> {
        self.names().find(|known| known.eq_ignore_ascii_case(name.trim()))
    }

    /// The name that somebody may have meant by one that no competency has.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest::nearest(name, self.names())
    }

    /// What a story that shows the competency of this name well has in it, such that "it needs" can stand before it.
    pub fn needs(&self, name: &str) -> Option<&str> {
        self.competencies.iter().find(|competency| competency.name == name).map(|competency| competency.needs.as_str())
    }

    /// Their names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.competencies.iter().map(|competency| competency.name.as_str())
    }
}
