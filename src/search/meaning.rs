//! A query in words, so that whoever typed it sees how it was understood.

use super::index::Index;
use super::query::{Field, Kind, Query, State, Term, Wanted};

/// So many parts of a query are said: more fit no window.
const MOST_SAID: usize = 24;

/// What a query asks for.
pub fn describe(query: &Query, index: &Index) -> String {
    let group = |terms: &Vec<Term>| {
        let phrases: Vec<String> = terms.iter().take(MOST_SAID).map(|term| phrase(term, index)).collect();
        format!("{}{}", if phrases.len() > 1 { "either " } else { "" }, phrases.join(" or "))
    };
    let mut groups: Vec<String> = query.groups().iter().take(MOST_SAID).map(group).collect();
    if query.groups().len() > MOST_SAID {
        groups.push("more".to_owned());
    }
    let understood = Some(groups.join(", and ")).filter(|words| !words.is_empty());
    query.left_out().iter().cloned().chain(understood).collect::<Vec<String>>().join(" · ")
}

fn phrase(term: &Term, index: &Index) -> String {
    let not = if term.is_not { "not " } else { "" };
    let what = match &term.wanted {
        Wanted::State(State::Due) => "due to be told".to_owned(),
        Wanted::State(State::Draft) => "a draft".to_owned(),
        Wanted::State(State::New) if term.is_not => return "told before".to_owned(),
        Wanted::State(State::New) => "never told".to_owned(),
        Wanted::State(State::Flagged) => "flagged".to_owned(),
        Wanted::State(State::Sample) => "a sample".to_owned(),
        Wanted::Text { text, .. } if text.starts_with("is:") => {
            let states: Vec<&str> = State::ALL.into_iter().map(State::word).collect();
            format!("“{text}” (the states are {})", states.join(", "))
        }
        Wanted::Text { field: Field::Skill, kind, text } => {
            let skill = index.skill(text).and_then(|skill| index.skills().get(skill));
            match (kind, skill) {
                (Kind::Fuzzy | Kind::Exact | Kind::Whole, Some(skill)) => format!("skill {}", skill.name),
                (Kind::Fuzzy, None) => format!("a skill like “{text}”"),
                (Kind::Exact, None) => format!("a skill with “{text}” in it"),
                (Kind::Start, _) => format!("a skill that starts with “{text}”"),
                (Kind::End, _) => format!("a skill that ends with “{text}”"),
                (Kind::Whole, None) => format!("skill “{text}”"),
            }
        }
        Wanted::Text { field: Field::Anywhere, kind, text } => match kind {
            Kind::Fuzzy => format!("“{text}”"),
            Kind::Exact if term.is_not => format!("“{text}”"),
            Kind::Exact => format!("exactly “{text}”"),
            Kind::Start => format!("a title or skill that starts with “{text}”"),
            Kind::End => format!("a title or skill that ends with “{text}”"),
            Kind::Whole => format!("the title or skill “{text}”"),
        },
    };
    format!("{not}{what}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lexicon::Lexicon;
    use crate::domain::story::Story;

    #[test]
    fn a_query_can_be_said_in_words() {
        let mut story = Story::new("A");
        story.skills = vec!["AWS".to_owned(), "memory leak".to_owned()];
        let index = Index::new(&[story], &Lexicon::default());
        for (query, words) in [
            ("#aws !lambda", "skill AWS, and not “lambda”"),
            ("#redi | 'exact leak", "either a skill like “redi” or exactly “exact”, and “leak”"),
            (r"#'memory\ leak !is:draft", "skill memory leak, and not a draft"),
            ("!#^no$ is:due", "not skill “no”, and due to be told"),
            ("^a b$", "a title or skill that starts with “a”, and a title or skill that ends with “b”"),
            ("!is:new", "told before"),
            ("is:odd", "“is:odd” (the states are due, draft, new, flagged, sample)"),
        ] {
            assert_eq!(describe(&Query::parse(query), &index), words);
        }
    }
}
