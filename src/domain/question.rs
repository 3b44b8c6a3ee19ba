//! Interviewers' questions: those that ship with Retell, in packs, and those that a person was asked.

use std::collections::{HashMap, HashSet};
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::day;
use super::lexicon::key;

/// The key of the pack of a person's own questions.
pub const OWN: &str = "own";

/// A question as an interviewer asks it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Question {
    /// What is asked, in one or two sentences.
    pub text: String,
    /// The name of the competency that it probes. Empty if that isn't known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub competency: String,
    /// Skills that an answer is likely to show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// What it stands under in its pack: a principle, a behavior or an attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Where and when somebody asked it, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<AskedAt>,
}

impl Question {
    /// What two questions have in common that are the same but for case, accents, spaces and punctuation.
    pub fn key(&self) -> String {
        key(&self.text)
    }
}

/// Where and when a question was asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AskedAt {
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// On which day.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "write_day",
        deserialize_with = "read_day"
    )]
    pub on: Option<Date>,
}

impl AskedAt {
    /// Both or either of them; nothing if neither is known.
    pub fn new(company: Option<String>, on: Option<Date>) -> Option<Self> {
        (company.is_some() || on.is_some()).then_some(Self { company, on })
    }
}

/// `asked at ACME on 20 Nov 2026`, without what isn't known.
impl fmt::Display for AskedAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("asked")?;
        if let Some(company) = &self.company {
            write!(f, " at {company}")?;
        }
        match self.on {
            Some(day) => write!(f, " on {}", day::in_words(day)),
            None => Ok(()),
        }
    }
}

fn write_day<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

fn read_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    Option::<String>::deserialize(deserializer)?.map(|text| day::read(&text)).transpose()
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Pack {
    /// What it is called by: lower-case words joined by hyphens.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its questions. Those under one heading stand together.
    pub questions: Vec<Question>,
}

/// All questions, and what interviewers ask when a story has been told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct QuestionBank {
    /// The questions, pack by pack.
    pub packs: Vec<Pack>,
    /// Questions that fit any story.
    pub follow_ups: Vec<String>,
}

impl QuestionBank {
    /// Reads a bank.
    ///
    /// # Errors
    /// When the text is not what it should be.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The same bank with a pack of a person's own questions, if they have any.
    #[must_use]
    pub fn with_own(mut self, own: Vec<Question>) -> Self {
        if !own.is_empty() {
            self.packs.push(Pack { key: OWN.to_owned(), name: "Your own questions".to_owned(), questions: own });
        }
        self
    }

    /// The pack of this key.
    pub fn pack(&self, key: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.key == key)
    }

    /// Draws up to `count` questions of the packs with these keys, or of all packs if no key is given.
    ///
    /// None is drawn twice, also where two packs have it, and none of a competency that was drawn already while another
    /// competency has not had its turn as often. The same seed draws the same questions.
    pub fn draw(&self, packs: &[&str], count: usize, seed: u64) -> Vec<&Question> {
        let packs = self.packs.iter().filter(|pack| packs.is_empty() || packs.contains(&pack.key.as_str()));
        let mut seen = HashSet::new();
        let mut questions: Vec<&Question> =
            packs.flat_map(|pack| &pack.questions).filter(|question| seen.insert(question.key())).collect();
        fastrand::Rng::with_seed(seed).shuffle(&mut questions);
        let mut turns: HashMap<&str, usize> = HashMap::new();
        let mut in_turns: Vec<(usize, &Question)> = Vec::with_capacity(questions.len());
        for question in questions {
            let turn = turns.entry(&question.competency).or_default();
            in_turns.push((*turn, question));
            *turn += 1;
        }
        // The sort is stable: the competencies of one turn stay in the order in which they were shuffled.
        in_turns.sort_by_key(|&(turn, _)| turn);
        in_turns.into_iter().map(|(_, question)| question).take(count).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn question(text: &str, competency: &str) -> Question {
        Question { text: text.to_owned(), competency: competency.to_owned(), ..Question::default() }
    }

    fn pack(key: &str, questions: Vec<Question>) -> Pack {
        Pack { key: key.to_owned(), name: key.to_uppercase(), questions }
    }

    fn texts<'a>(questions: &[&'a Question]) -> Vec<&'a str> {
        questions.iter().map(|question| question.text.as_str()).collect()
    }

    #[test]
    fn where_and_when_a_question_was_asked_is_said_as_far_as_it_is_known() {
        let (company, day) = (Some("ACME".to_owned()), Some(date(2026, 11, 2)));
        for (company, on, said) in [
            (company.clone(), day, "asked at ACME on 2 Nov 2026"),
            (company, None, "asked at ACME"),
            (None, day, "asked on 2 Nov 2026"),
        ] {
            assert_eq!(AskedAt::new(company, on).unwrap().to_string(), said);
        }
        assert_eq!(AskedAt::new(None, None), None);
    }

    #[test]
    fn a_question_is_read_as_it_was_written() {
        let text = r#"{"text":"Why?","competency":"failure","asked":{"company":"ACME","on":"2026-11-20"}}"#;
        let question: Question = serde_json::from_str(text).unwrap();
        assert_eq!(question.asked.as_ref().and_then(|asked| asked.on), Some(date(2026, 11, 20)));
        assert_eq!(serde_json::to_string(&question).unwrap(), text);
        let least: Question = serde_json::from_str(r#"{"text": "Why?", "asked": {"on": null}}"#).unwrap();
        assert_eq!((least.competency.as_str(), least.asked), ("", Some(AskedAt::default())));
        let wrong = serde_json::from_str::<Question>(r#"{"text": "Why?", "asked": {"on": "last week"}}"#).unwrap_err();
        assert!(wrong.to_string().starts_with("`last week` is no day such as 2026-11-20"), "{wrong}");
    }

    #[test]
    fn own_questions_are_a_pack_of_their_own_if_there_are_any() {
        let bank = QuestionBank { packs: vec![pack("a", vec![question("One?", "x")])], follow_ups: Vec::new() };
        assert_eq!(bank.clone().with_own(Vec::new()), bank);
        let bank = bank.with_own(vec![question("Two?", "")]);
        let own = bank.pack(OWN).unwrap();
        assert_eq!((own.name.as_str(), own.questions.len()), ("Your own questions", 1));
        assert_eq!(bank.pack("b"), None);
    }

    #[test]
    fn only_what_is_asked_for_is_drawn_and_what_two_packs_have_once() {
        let packs = vec![
            pack("a", vec![question("One?", "x"), question("Two?", "x")]),
            pack("b", vec![question("one", "y"), question("Three?", "y")]),
        ];
        let bank = QuestionBank { packs, follow_ups: Vec::new() };
        for seed in 0..20 {
            let mut drawn = texts(&bank.draw(&["b", "b"], 9, seed));
            drawn.sort_unstable();
            assert_eq!(drawn, ["Three?", "one"]);
            assert_eq!(bank.draw(&[], 9, seed).len(), 3);
            assert!(bank.draw(&["c"], 9, seed).is_empty() && bank.draw(&["a"], 0, seed).is_empty());
        }
        let orders: HashSet<Vec<&str>> = (0..20).map(|seed| texts(&bank.draw(&[], 9, seed))).collect();
        assert!(orders.len() > 1, "every seed draws the same");
    }

    proptest! {
        #[test]
        fn a_draw_repeats_nothing_but_itself_and_takes_turns(
            competencies in prop::collection::vec(0..6_u8, 0..40), count in 0..50_usize, seed: u64,
        ) {
            let questions: Vec<Question> = competencies.iter().enumerate()
                .map(|(place, competency)| question(&format!("Question {place}?"), &competency.to_string())).collect();
            let bank = QuestionBank { packs: vec![pack("a", questions.clone())], follow_ups: Vec::new() };
            let drawn = bank.draw(&["a"], count, seed);
            prop_assert_eq!(&drawn, &bank.draw(&[], count, seed));
            prop_assert_eq!(drawn.len(), count.min(questions.len()));
            prop_assert_eq!(texts(&drawn).iter().collect::<HashSet<_>>().len(), drawn.len());
            for end in 0..drawn.len() {
                let turns = |name: &str| drawn.iter().take(end).filter(|other| other.competency == name).count();
                let has_more = |name: &str| turns(name) < questions.iter().filter(|it| it.competency == name).count();
                let next = &drawn[end].competency;
                let is_behind = |other: &&Question| has_more(&other.competency) && turns(&other.competency) < turns(next);
                prop_assert_eq!(questions.iter().find(is_behind), None);
            }
        }
    }
}
