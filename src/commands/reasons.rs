//! Why a story stands where it does among those that a query finds, in plain words.

use std::cmp::Ordering;

use serde::Serialize;

use crate::domain::fold::fold;
use crate::domain::safe::Safe;
use crate::domain::story::Story;
use crate::search::called::How;
use crate::search::met::Tier;
use crate::search::query::{Field, Query, Term, Wanted};
use crate::search::rank::Why;
use crate::search::standing::Sort;

/// The widest that a group of the query is shown.
const GROUP_WIDTH: usize = 24;

/// The word for a group that only lets through.
const FILTER: &str = "filter";

/// How a group of the query was met: one entry of `met` in `retell list --json --explain`.
#[derive(Debug, Serialize)]
pub(super) struct Met {
    /// The group as it can be typed.
    group: String,
    /// The word for how well; `filter` if it only lets through, and nothing if the words count only together.
    tier: Option<&'static str>,
    /// The points it got, if it was met.
    score: Option<i64>,
    #[serde(skip)]
    words: &'static str,
}

/// What decides about the place of a story.
#[derive(Debug)]
pub(super) struct Reasons {
    pub(super) met: Vec<Met>,
    /// How it goes by all that was typed.
    called: Option<How>,
    place: Place,
    points: i64,
}

/// Where stories come, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    ExactTitle,
    Exact,
    Title,
    Skill,
    Partly,
    Text,
    Spread,
}

impl Place {
    const fn words(self) -> &'static str {
        match self {
            Self::ExactTitle => "a title in full",
            Self::Exact => "a skill in full",
            Self::Title => "a title",
            Self::Skill => "a skill",
            Self::Partly => "another name of a skill",
            Self::Text => "a text",
            Self::Spread => "letters with others between them",
        }
    }
}

impl Reasons {
    /// The reasons of a story that was found.
    pub(super) fn new(story: &Story, query: &Query, why: &Why) -> Self {
        let title = fold(&story.title);
        let is_title = |group: &[Term]| group.iter().any(|term| is_title(term, &title));
        let met = |(group, met): (&Vec<Term>, &Option<(Tier, i64)>)| Met {
            group: group.iter().map(Term::to_string).collect::<Vec<_>>().join(" | "),
            tier: met.map(|(tier, score)| if is_filter(tier, score) { FILTER } else { tier.word() }),
            score: met.map(|(_, score)| score),
            words: words(*met, is_title(group)),
        };
        let worst = why
            .met
            .iter()
            .map(|met| met.map(|(tier, _)| tier))
            .try_fold(Tier::Exact, |one, other| Some(one.max(other?)));
        let has_title =
            why.called == Some(How::Title) || worst.is_some() && query.groups().iter().any(|group| is_title(group));
        let place = match (why.called, worst) {
            (Some(How::Title | How::Skill), _) | (_, Some(Tier::Exact)) if has_title => Place::ExactTitle,
            (Some(How::Title | How::Skill), _) | (_, Some(Tier::Exact)) => Place::Exact,
            (_, Some(Tier::Title)) => Place::Title,
            (_, Some(Tier::Skill)) => Place::Skill,
            (Some(How::Partly), _) | (None, None) => Place::Partly,
            (_, Some(Tier::Text)) => Place::Text,
            (_, Some(Tier::Spread)) => Place::Spread,
        };
        Self {
            met: query.groups().iter().zip(&why.met).map(met).collect(),
            called: why.called,
            place,
            points: why.met.iter().flatten().map(|(_, score)| score).sum(),
        }
    }

    /// The word for how the story goes by all that was typed.
    pub(super) fn called(&self) -> Option<&'static str> {
        self.called.map(|how| match how {
            How::Title => "title",
            How::Skill => "skill",
            How::Partly => "partly",
        })
    }

    /// The same for people: a line for each group of the query, and one for what decided against the next story.
    pub(super) fn lines(&self, next: Option<&Self>, sort: Sort) -> Vec<String> {
        let mut rows: Vec<(Safe, &str, String)> = self.met.iter().map(Met::row).collect();
        if self.met.len() > 1 || self.met.iter().any(|met| met.tier.is_none()) {
            let all = |words| (Safe::from("all of it"), words, String::new());
            match self.called {
                Some(How::Title) => rows.insert(0, all("its title, in full")),
                Some(How::Skill) => rows.insert(0, all("one of its skills, in full")),
                Some(How::Partly) if self.place == Place::Partly => {
                    rows.insert(0, all("the group of one of its skills, or the start of another name"));
                }
                _ => {}
            }
        }
        let group_width = rows.iter().map(|(group, _, _)| group.width()).max().unwrap_or(0);
        let words_width = rows.iter().map(|(_, words, _)| words.len()).max().unwrap_or(0);
        let line = |(group, words, tier): &(Safe, &str, String)| {
            let gap = group_width - group.width();
            format!("    {group}{:gap$}  {words:words_width$}  {tier}", "").trim_end().to_owned()
        };
        let decided = next.map(|next| format!("    before the next: {}", self.against(next, sort)));
        rows.iter().map(line).chain(decided).collect()
    }

    /// What put this story before the next one.
    fn against(&self, next: &Self, sort: Sort) -> String {
        let ranking = self.met.iter().filter(|met| !met.is_filter()).count();
        if ranking == 0 {
            return match sort {
                Sort::Title => "by title".to_owned(),
                Sort::Told => "by when it was last told, then by title".to_owned(),
            };
        }
        let has_points = !matches!(self.place, Place::ExactTitle | Place::Exact | Place::Partly);
        match self.place.cmp(&next.place) {
            Ordering::Equal if has_points && self.points != next.points => {
                format!("{} points are more than {}", self.points, next.points)
            }
            Ordering::Equal => "as good, so by title".to_owned(),
            _ => {
                let weakest = if ranking > 1 { "the weakest word counts, and " } else { "" };
                format!("{weakest}{} comes before {}", self.place.words(), next.place.words())
            }
        }
    }
}

impl Met {
    fn is_filter(&self) -> bool {
        self.tier == Some(FILTER)
    }

    fn row(&self) -> (Safe<'_>, &'static str, String) {
        let group = Safe::from(&self.group);
        let group = if group.width() > GROUP_WIDTH {
            Safe::from(format!("{}…", group.start(GROUP_WIDTH - 1)))
        } else {
            group
        };
        let tier = match (self.tier, self.score) {
            (Some(tier), Some(0)) if !self.is_filter() => tier.to_owned(),
            (Some(tier), Some(score)) if !self.is_filter() => format!("{tier} {score}"),
            _ => String::new(),
        };
        (group, self.words, tier)
    }
}

/// Whether a group only let the story through: by what it is or hasn't, which gets no points.
const fn is_filter(tier: Tier, score: i64) -> bool {
    matches!(tier, Tier::Exact) && score == 0
}

fn is_title(term: &Term, title: &str) -> bool {
    let Wanted::Text { field: Field::Anywhere, text, .. } = &term.wanted else { return false };
    !term.is_not && title.eq_ignore_ascii_case(text)
}

const fn words(met: Option<(Tier, i64)>, is_title: bool) -> &'static str {
    match met {
        None => "not there by itself",
        Some((tier, score)) if is_filter(tier, score) => "as asked for",
        Some((Tier::Exact, _)) if is_title => "its title, in full",
        Some((Tier::Exact, _)) => "one of its skills, in full",
        Some((Tier::Title, _)) => "in its title",
        // Members of a group of skills get no points, since none is meant more than the others.
        Some((Tier::Skill, 0)) => "the group of one of its skills",
        Some((Tier::Skill, _)) => "in a skill, or in another name of it",
        Some((Tier::Text, _)) => "in its text",
        Some((Tier::Spread, _)) => "its letters, with others between them",
    }
}
