//! What differs between two versions of a story, part by part.

use super::story::Story;

/// A part of a story, in two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the part is called.
    pub name: String,
    /// Its text in the one version, if that has it.
    pub left: Option<String>,
    /// Its text in the other.
    pub right: Option<String>,
}

impl Difference {
    /// Whether the part is the same in both.
    pub fn is_none(&self) -> bool {
        self.left == self.right
    }
}

/// Every part that one of two versions has, in the order of telling, with its text in both.
pub fn compare(left: &Story, right: &Story) -> Vec<Difference> {
    let mut others = parts(right);
    let mut all: Vec<Difference> = Vec::new();
    for (name, text) in parts(left) {
        let right = others.iter().position(|(other, _)| *other == name).map(|place| others.remove(place).1);
        all.push(Difference { name, left: Some(text), right });
    }
    all.extend(others.into_iter().map(|(name, text)| Difference { name, left: None, right: Some(text) }));
    if all.iter().all(Difference::is_none) && left != right {
        let some = |words: &str| Some(words.to_owned());
        let (left, right) = (some("one way"), some("another way"));
        all.push(Difference { name: "What Retell doesn't show".to_owned(), left, right });
    }
    all
}

/// The names of the parts that differ, in lower case: `outcome, skills`. Empty when none does.
pub fn names(left: &Story, right: &Story) -> String {
    let differing = compare(left, right).into_iter().filter(|part| !part.is_none());
    differing.map(|part| part.name.to_lowercase()).collect::<Vec<_>>().join(", ")
}

fn parts(story: &Story) -> Vec<(String, String)> {
    let mut parts = vec![("Title".to_owned(), story.title.clone())];
    let mut add = |name: &str, text: String| {
        if !text.is_empty() {
            parts.push((name.to_owned(), text));
        }
    };
    add("Skills", story.shown_skills().join(" · "));
    for (beat, text) in story.beats.iter() {
        add(beat.name(), text.to_owned());
    }
    for extra in &story.extras {
        add(&extra.label, extra.text.clone());
    }
    add("Questions", story.questions.join("\n\n"));
    add("Follow-ups", story.follow_ups.join("\n\n"));
    add("Silenced rules", story.silenced.join(", "));
    add("Flag", if story.flagged { "to be corrected later".to_owned() } else { String::new() });
    add("Target", story.target_seconds.map(|seconds| format!("{seconds} seconds")).unwrap_or_default());
    let cues = story.cues.iter().map(|(beat, cues)| format!("{}: {}", beat.name(), cues.join(", ")));
    add("Cue words", cues.collect::<Vec<_>>().join("\n\n"));
    parts
}

#[cfg(test)]
mod tests {
    use super::super::beat::Beat;
    use super::*;

    #[test]
    fn parts_that_differ_are_named_and_parts_that_one_lacks_are_among_them() {
        let mut left = Story::new("A leak");
        left.beats.insert(Beat::Problem, "It leaked.");
        left.beats.insert(Beat::Outcome, "It stopped.");
        let mut right = left.clone();
        right.beats.insert(Beat::Outcome, "It never stopped.");
        right.skills.push("Redis".to_owned());
        assert_eq!(names(&left, &right), "outcome, skills");
        assert_eq!(names(&left, &left), "");
        right = left.clone();
        right.unknown.insert("mood".to_owned(), "calm".into());
        assert_eq!(names(&left, &right), "what retell doesn't show");
    }
}
