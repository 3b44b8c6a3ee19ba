//! Stories, plans and presses by chance, for what has to hold of all of them.

use std::rc::Rc;

use proptest::prelude::*;

use super::super::*;
use crate::domain::curveball::{Curveball, Interruption};
use crate::domain::ladder::Ladder;
use crate::domain::take::Take;
use crate::domain::time::Stamp;

/// A plan that doesn't know its story yet: which rung is `only` told, and which `faded`, is said by place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wish {
    ladder: Ladder,
    style: Style,
    target: Option<Millis>,
    only: Option<usize>,
    faded: u8,
    curveball: Option<Curveball>,
    is_free: bool,
}

impl Wish {
    pub(super) fn plan(&self, story: &Story) -> Plan {
        let plan = Plan {
            ladder: self.ladder,
            style: self.style,
            target: self.target,
            curveball: self.curveball,
            is_free: self.is_free,
            ..Plan::default()
        };
        let names: Vec<String> = plan.rungs(story).into_iter().map(|rung| rung.name).collect();
        // One place more than there are rungs stands for a rung that the story has not.
        let only = self.only.map(|place| names.get(place % (names.len() + 1)).cloned().unwrap_or_default());
        let is_faded = |place: usize| self.faded & (1 << (place % 8)) != 0;
        let faded = names.into_iter().enumerate().filter(|&(place, _)| is_faded(place)).map(|(_, name)| name).collect();
        Plan { only, faded, ..plan }
    }
}

/// All that can be done to a take.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Press {
    Start,
    Reveal,
    Hide,
    Help,
    Missed(Beat),
    InFull,
    Pause,
    Later,
    Earlier,
    RestartRung,
    Undo,
    Restart,
    SetAside,
    Grade(Option<Grade>),
    Annotate(String),
    PlanAnew(Wish),
}

impl Press {
    /// Whether it divides the clock in another way, which undo takes back.
    pub(super) const fn divides(&self) -> bool {
        matches!(self, Self::Reveal | Self::Later | Self::Earlier | Self::RestartRung)
    }
}

/// A press, and how long it is waited for.
pub(super) type Step = (Millis, Press);

/// A take at some moment of its clock.
#[derive(Debug, Clone)]
pub(super) struct Playing {
    pub(super) story: Rc<Story>,
    pub(super) practice: Practice,
    pub(super) now: Millis,
}

impl Playing {
    pub(super) fn ready(story: Rc<Story>, wish: &Wish) -> Self {
        let now = Millis(7);
        Self { practice: Practice::ready(&story, wish.plan(&story), now), story, now }
    }

    pub(super) fn started(story: Rc<Story>, wish: &Wish) -> Self {
        let mut playing = Self::ready(story, wish);
        playing.press(&Press::Start);
        playing
    }

    pub(super) fn wait(&mut self, time: Millis) {
        self.now += time;
    }

    /// Presses, and says whether that wasn't a slip.
    pub(super) fn press(&mut self, press: &Press) -> bool {
        let (practice, now) = (&mut self.practice, self.now);
        match press {
            Press::Start => practice.start(now),
            Press::Reveal => return practice.reveal(now),
            Press::Hide => practice.hide(),
            Press::Help => practice.help(now),
            Press::Missed(beat) => practice.mark_missed(*beat, "It leaked."),
            Press::InFull => practice.switch_in_full(),
            Press::Pause => practice.pause_or_continue(now),
            Press::Later => practice.add_seconds(now),
            Press::Earlier => practice.take_seconds(now),
            Press::RestartRung => practice.restart_rung(now),
            Press::Undo => practice.undo(now),
            Press::Restart => practice.restart(now),
            Press::SetAside => practice.set_aside(now),
            Press::Grade(grade) => practice.grade(*grade, now),
            Press::Annotate(note) => practice.annotate(note),
            Press::PlanAnew(wish) => practice.plan_anew(&self.story, wish.plan(&self.story)),
        }
        true
    }

    pub(super) fn step(&mut self, (wait, press): &Step) -> bool {
        self.wait(*wait);
        self.press(press)
    }

    pub(super) fn is_telling(&self) -> bool {
        self.practice.phase() == Phase::Telling
    }

    pub(super) fn is_begun(&self) -> bool {
        self.practice.phase() != Phase::Ready
    }

    /// Whether the clock is still open to be divided: the take is begun, and its verdict isn't in.
    pub(super) fn is_under_way(&self) -> bool {
        matches!(self.practice.phase(), Phase::Telling | Phase::Grading)
    }

    /// Whether a press of the forward key would now stamp a rung, if it isn't a slip.
    pub(super) fn would_stamp(&self) -> bool {
        self.is_telling() && !self.practice.has_hidden_rungs()
    }

    pub(super) fn record(&self) -> Take {
        let at = Stamp::try_from("2026-03-14T21:05:00+01:00".to_owned()).unwrap();
        Take::of(&self.practice, &self.story.title, None, at, self.now)
    }

    /// What there is of its rungs: how long each was told, the one being told too.
    pub(super) fn said(&self) -> Vec<Millis> {
        self.practice.splits_at(self.now).into_iter().map(|split| split.said).collect()
    }

    /// The rung that tells the outcome, or else the last.
    pub(super) fn outcome(&self) -> usize {
        let rungs = self.practice.rungs();
        rungs.iter().position(|rung| rung.beats.contains(&Beat::Outcome)).unwrap_or(rungs.len().max(1) - 1)
    }
}

fn any_ladder() -> impl Strategy<Value = Ladder> {
    proptest::sample::select(vec![Ladder::Outline, Ladder::Star, Ladder::Beats])
}

/// Any of the beats, with texts of any length, and any target or none.
pub(super) fn any_story() -> impl Strategy<Value = Rc<Story>> {
    let text = prop_oneof![
        12 => (0_usize..20).prop_map(|words| "leak ".repeat(words)),
        1 => (0_usize..400).prop_map(|words| "leak ".repeat(words)),
        1 => "\\PC{0,20}",
    ];
    let texts = proptest::collection::vec(proptest::option::of(text), Beat::ALL.len());
    (texts, proptest::option::of(10_u32..=3_600)).prop_map(|(texts, target_seconds)| {
        let mut story = Story { target_seconds, ..Story::new("A leak") };
        for (beat, text) in Beat::ALL.into_iter().zip(texts) {
            if let Some(text) = text {
                story.beats.insert(beat, text);
            }
        }
        Rc::new(story)
    })
}

/// Any plan. A curveball may come at any moment, also at one that is likely to be that of a press.
pub(super) fn any_wish() -> impl Strategy<Value = Wish> {
    let style = proptest::sample::select(vec![Style::Recall, Style::Cued, Style::Prompted]);
    let target = proptest::option::of((10_u64..=3_600).prop_map(Millis::from_seconds));
    let says = proptest::sample::select(vec![Interruption::SkipToResult, Interruption::WhatDidYouDo]);
    let at = prop_oneof![1 => Just(300), 1 => 299_u64..=602, 6 => 0_u64..90_000].prop_map(Millis);
    let curveball = proptest::option::of((says, at).prop_map(|(says, at)| Curveball { says, at }));
    let only = proptest::option::weighted(0.2, 0_usize..9);
    (any_ladder(), style, target, only, any::<u8>(), curveball, any::<bool>()).prop_map(
        |(ladder, style, target, only, faded, curveball, is_free)| Wish {
            ladder,
            style,
            target,
            only,
            faded,
            curveball,
            is_free,
        },
    )
}

/// A wait between presses: none, around the 0.3 s of a slip, seconds, minutes or hours.
pub(super) fn any_wait() -> impl Strategy<Value = Millis> {
    prop_oneof![
        2 => Just(0_u64),
        1 => Just(1),
        3 => 299_u64..=301,
        8 => 1_u64..20_000,
        2 => 1_u64..600_000,
        1 => 1_u64..40_000_000,
    ]
    .prop_map(Millis)
}

fn any_press() -> impl Strategy<Value = Press> {
    let verdict = proptest::option::of(proptest::sample::select(Grade::ALL.to_vec())).prop_map(Press::Grade);
    prop_oneof![
        5 => Just(Press::Start),
        14 => Just(Press::Reveal),
        9 => proptest::sample::select(vec![Press::Pause, Press::Undo, Press::Later, Press::Earlier, Press::RestartRung]),
        6 => proptest::sample::select(vec![Press::Hide, Press::Help, Press::InFull, Press::Restart, Press::SetAside]),
        2 => proptest::sample::select(Beat::ALL.to_vec()).prop_map(Press::Missed),
        2 => verdict,
        1 => "[a-c]?".prop_map(Press::Annotate),
        1 => any_wish().prop_map(Press::PlanAnew),
    ]
}

pub(super) fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((any_wait(), any_press()), 0..50)
}

/// A story put before its teller by any plan.
pub(super) fn any_ready() -> impl Strategy<Value = Playing> {
    (any_story(), any_wish()).prop_map(|(story, wish)| Playing::ready(story, &wish))
}

/// A take whose clock was just started, unless its plan leaves nothing to tell.
pub(super) fn any_started() -> impl Strategy<Value = Playing> {
    (any_story(), any_wish()).prop_map(|(story, wish)| Playing::started(story, &wish))
}

/// A take after any presses.
pub(super) fn any_playing() -> impl Strategy<Value = Playing> {
    (any_started(), any_steps()).prop_map(|(mut playing, steps)| {
        for step in &steps {
            playing.step(step);
        }
        playing
    })
}

/// All that there is to see of a take.
pub(super) fn seen(playing: &Playing) -> impl PartialEq + std::fmt::Debug + use<> {
    let practice = &playing.practice;
    let shown: Vec<bool> = (0..=practice.rungs().len()).map(|rung| practice.shows(rung)).collect();
    (playing.record(), practice.phase(), practice.is_paused(), practice.can_undo(), shown)
}

/// Whether two takes look alike, at this moment and at each press that follows.
pub(super) fn stay_alike(mut one: Playing, mut other: Playing, steps: &[Step]) -> Result<(), TestCaseError> {
    prop_assert_eq!(seen(&one), seen(&other));
    for step in steps {
        prop_assert_eq!(one.step(step), other.step(step), "one of them takes {:?} for a slip", step);
        prop_assert_eq!(seen(&one), seen(&other), "after {:?}", step);
    }
    Ok(())
}
