//! What holds of every take, whatever is pressed and whenever.

use std::rc::Rc;

use proptest::prelude::*;

use super::chance::{
    Playing, Press, any_playing, any_ready, any_started, any_steps, any_story, any_wait, any_wish, stay_alike,
};
use super::*;
use crate::domain::help::Help;
use crate::domain::unfinished::Unfinished;

/// A press that undo takes back.
#[derive(Debug, Clone, PartialEq)]
enum Undoable {
    Stamped(String, Millis),
    Moved,
}

fn stamped(presses: &[Undoable]) -> Vec<(String, Millis)> {
    let stamped = |press: &Undoable| match press {
        Undoable::Stamped(rung, said) => Some((rung.clone(), *said)),
        Undoable::Moved => None,
    };
    presses.iter().filter_map(stamped).collect()
}

/// A take that goes over the disk to a program with another clock.
fn over_the_disk(playing: &Playing, clock: Millis) -> Playing {
    let now = crate::domain::time::Now { wall: playing.record().at, monotonic: playing.now };
    let unfinished = Unfinished::of(&playing.practice, "A leak", None, now.wall, now);
    let kept = serde_json::to_string(&unfinished).unwrap();
    let read: Unfinished = serde_json::from_str(&kept).unwrap();
    assert!(read.is_sound());
    assert_eq!(read.to_take().splits, playing.record().splits);
    Playing { practice: read.practice, now: clock, ..playing.clone() }
}

proptest! {
    #[test]
    fn the_splits_add_up_to_the_length_at_every_moment_and_in_the_record(
        mut playing in any_ready(),
        steps in any_steps(),
    ) {
        for (wait, press) in steps {
            playing.wait(wait);
            let before = playing.record();
            playing.press(&press);
            let after = playing.record();
            for take in [&before, &after] {
                prop_assert_eq!(take.length, take.splits.iter().map(|split| split.said).sum());
            }
            prop_assert_eq!(after.length, playing.practice.elapsed(playing.now));
            let is_moved = matches!(press, Press::Undo | Press::Restart) || (press.divides() && press != Press::Reveal);
            prop_assert!(is_moved || before.length == after.length, "{:?} moved the clock", press);
        }
    }

    #[test]
    fn a_step_of_the_clock_is_five_seconds_and_a_rung_that_is_started_again_has_none(
        before in any_playing(),
        (wait, later) in (any_wait(), any_wait()),
    ) {
        let rung = |playing: &Playing| playing.practice.rung_elapsed(playing.now);
        let moved = |press: &Press| {
            let mut playing = before.clone();
            playing.wait(wait);
            playing.press(press);
            playing.wait(later);
            rung(&playing)
        };
        if before.is_telling() {
            let since = if before.practice.is_running() { later } else { Millis::ZERO };
            let then = rung(&Playing { now: before.now + wait, ..before.clone() });
            prop_assert_eq!(moved(&Press::Later), then + Millis(5_000) + since);
            prop_assert_eq!(moved(&Press::Earlier), then.saturating_sub(Millis(5_000)) + since);
            prop_assert_eq!(moved(&Press::RestartRung), since);
        }
    }

    #[test]
    fn time_that_passes_while_paused_is_in_no_split(
        mut playing in any_started(),
        steps in any_steps(),
        pauses in proptest::collection::vec(any_wait(), 50),
    ) {
        let mut paused_longer = playing.clone();
        for (step, pause) in steps.iter().zip(pauses) {
            // A longer pause would turn a slip into a press that is meant.
            if playing.practice.is_paused() && step.0 >= DOUBLE_PRESS {
                paused_longer.wait(pause);
            }
            if playing.practice.is_paused() {
                prop_assert_eq!(playing.practice.elapsed(playing.now), playing.practice.elapsed(playing.now + pause));
            }
            prop_assert_eq!(playing.step(step), paused_longer.step(step));
            prop_assert_eq!(playing.record(), paused_longer.record());
        }
    }

    #[test]
    fn a_paused_take_stays_paused_whatever_is_pressed_but_pause_and_start(
        mut playing in any_ready(),
        steps in any_steps(),
    ) {
        for (wait, press) in steps {
            playing.wait(wait);
            let (was_ready, was_telling) = (!playing.is_begun(), playing.is_telling());
            let was_running = playing.practice.stopwatch.is_running();
            playing.press(&press);
            let is_running = playing.practice.stopwatch.is_running();
            match press {
                Press::Pause if was_telling => prop_assert!(was_running != is_running),
                Press::Pause | Press::Start => {}
                // A restart that is undone brings back a take as it was, running or paused.
                Press::Undo if was_ready => {}
                _ => prop_assert!(was_running || !is_running, "{:?} set the clock going", press),
            }
            let is_stopped = playing.practice.phase() == Phase::Graded || press == Press::SetAside;
            prop_assert!(!is_stopped || !playing.practice.stopwatch.is_running());
        }
    }

    #[test]
    fn budgets_add_up_to_the_target_and_one_rung_told_alone_has_its_own(story in any_story(), wish in any_wish()) {
        let plan = wish.plan(&story);
        let whole = Practice::ready(&story, Plan { only: None, ..plan.clone() }, Millis::ZERO);
        let sum: Millis = whole.rungs().iter().map(|rung| rung.budget).sum();
        let is_blank = story.beats.iter().next().is_none();
        prop_assert_eq!(whole.rungs().is_empty(), is_blank);
        prop_assert_eq!(sum, if is_blank { Millis::ZERO } else { plan.target_of(&story) });
        for (place, rung) in whole.rungs().iter().enumerate() {
            let only = Some(rung.name.clone());
            let alone = Practice::ready(&story, Plan { only, ..plan.clone() }, Millis::ZERO);
            prop_assert_eq!(alone.rungs(), &whole.rungs()[place..=place]);
            prop_assert_eq!(alone.target(), rung.budget);
        }
    }

    #[test]
    fn whatever_is_pressed_no_split_is_lost_and_the_machine_stays_sound(
        mut playing in any_ready(),
        steps in any_steps(),
    ) {
        let mut presses: Vec<Undoable> = Vec::new();
        let mut before_restart = None;
        for (wait, press) in steps {
            playing.wait(wait);
            let before = playing.clone();
            let is_meant = playing.press(&press);
            match press {
                Press::Reveal if before.would_stamp() && is_meant => {
                    let rung = before.practice.rungs()[before.practice.splits().len()].name.clone();
                    presses.push(Undoable::Stamped(rung, before.practice.rung_elapsed(playing.now)));
                }
                Press::Later | Press::Earlier | Press::RestartRung if before.is_telling() => {
                    presses.push(Undoable::Moved);
                }
                Press::Undo if before.is_under_way() => {
                    presses.pop();
                }
                Press::Restart if before.is_under_way() => before_restart = Some(std::mem::take(&mut presses)),
                Press::Undo if !before.is_begun() => presses = before_restart.take().unwrap_or_default(),
                Press::Start if playing.is_begun() && !before.is_begun() => before_restart = None,
                _ => {}
            }
            prop_assert!(playing.practice.is_sound());
            let take = playing.record();
            let told: Vec<_> = take.splits.into_iter().map(|split| (split.rung, split.said)).collect();
            let stamped = stamped(&presses);
            prop_assert_eq!(&told[..stamped.len()], &stamped);
            let rungs = playing.practice.rungs().len();
            let is_finished = rungs > 0 && stamped.len() == rungs;
            prop_assert_eq!(take.finished, is_finished);
            prop_assert_eq!(told.len(), stamped.len() + usize::from(playing.is_telling()));
        }
    }

    #[test]
    fn a_take_that_is_resumed_ends_as_one_that_was_only_paused(
        mut paused in any_started(),
        steps in proptest::collection::vec((any_steps(), any_wait()), 2..5),
    ) {
        let mut resumed = paused.clone();
        for (steps, clock) in steps {
            for step in &steps {
                prop_assert_eq!(paused.step(step), resumed.step(step));
                prop_assert_eq!(paused.record(), resumed.record());
            }
            // A take that isn't under way isn't kept for later.
            if paused.is_under_way() {
                if paused.practice.is_running() {
                    paused.press(&Press::Pause);
                }
                // In the grading there is no pause: there the clock stops by itself.
                paused.practice.stopwatch.pause(paused.now);
                while paused.practice.has_hidden_rungs() {
                    paused.press(&Press::Reveal);
                }
                resumed = over_the_disk(&resumed, clock);
                // No hand is so fast that its press before the end could make one after the next start a slip.
                paused.wait(DOUBLE_PRESS);
                resumed.wait(DOUBLE_PRESS);
                prop_assert_eq!(paused.record(), resumed.record());
                prop_assert_eq!(paused.practice.open(), resumed.practice.open());
            }
        }
    }

    #[test]
    fn help_only_grows_and_is_asked_for_within_its_rung(mut playing in any_started(), steps in any_steps()) {
        for (wait, press) in steps {
            playing.wait(wait);
            let before: Vec<Help> = playing.practice.aids().iter().map(|aid| aid.help()).collect();
            let was_under_way = playing.is_under_way();
            playing.press(&press);
            if was_under_way && press != Press::Restart {
                for (before, aid) in before.into_iter().zip(playing.practice.aids()) {
                    prop_assert!(before <= aid.help());
                }
            }
            for split in playing.record().splits {
                prop_assert!(split.aid.cues_at.is_none_or(|at| at <= split.said), "{:?}", split);
                prop_assert!(split.aid.text_at.is_none_or(|at| at <= split.said), "{:?}", split);
                if let (Some(cues), Some(text)) = (split.aid.cues_at, split.aid.text_at) {
                    prop_assert!(cues <= text, "{:?}", split);
                }
            }
        }
    }

    #[test]
    fn neither_help_nor_a_mark_changes_any_time(mut playing in any_ready(), steps in any_steps()) {
        let mut never_asked = playing.clone();
        // Without texts that are hidden again, since help shows them, and a forward press then has another one to stamp.
        for (wait, press) in steps.into_iter().filter(|(_, press)| *press != Press::Hide) {
            for playing in [&mut playing, &mut never_asked] {
                playing.wait(wait);
            }
            playing.press(&press);
            if !matches!(press, Press::Help | Press::Missed(_) | Press::InFull) {
                never_asked.press(&press);
            }
            prop_assert_eq!(playing.said(), never_asked.said());
            prop_assert_eq!(playing.practice.phase(), never_asked.practice.phase());
            prop_assert_eq!(playing.practice.is_running(), never_asked.practice.is_running());
            prop_assert_eq!(playing.practice.think(), never_asked.practice.think());
        }
    }

    #[test]
    fn a_second_press_within_300_ms_changes_nothing_and_is_reported(
        mut playing in any_playing(),
        (wait, until_second) in (any_wait(), 0_u64..600),
    ) {
        playing.wait(wait);
        playing.press(&Press::Reveal);
        playing.wait(Millis(until_second));
        if playing.would_stamp() {
            let is_slip = until_second < 300;
            prop_assert_eq!(playing.practice.is_double_press(playing.now), is_slip);
            let before = playing.clone();
            prop_assert_eq!(playing.press(&Press::Reveal), !is_slip);
            playing.practice.last_press = before.practice.last_press;
            prop_assert_eq!(playing.practice == before.practice, is_slip);
            prop_assert_eq!(playing.practice.splits().len(), before.practice.splits().len() + usize::from(!is_slip));
        }
    }

    #[test]
    fn a_curveball_never_comes_once_the_outcome_is_begun(mut playing in any_started(), steps in any_steps()) {
        for (wait, press) in steps {
            let is_in_the_air = |playing: &Playing| playing.practice.interruption(playing.now).is_some();
            let had_come = is_in_the_air(&playing);
            let is_begun = playing.practice.current().is_some_and(|rung| rung >= playing.outcome());
            playing.wait(wait);
            prop_assert!(had_come || !is_begun || !is_in_the_air(&playing), "it came {:?} after the outcome", wait);
            let had_come = is_in_the_air(&playing);
            let moves_on = matches!(press, Press::Reveal | Press::Later | Press::Earlier | Press::RestartRung);
            playing.press(&press);
            prop_assert!(had_come || !moves_on || !is_begun || !is_in_the_air(&playing), "{:?} threw it late", press);
        }
    }

    #[test]
    fn a_curveball_comes_once_at_the_most_and_is_in_the_record_if_it_came(
        mut playing in any_started(),
        steps in any_steps(),
    ) {
        let (mut came, mut is_in_the_air) = (0, false);
        let mut look = |playing: &Playing| {
            let was_in_the_air = is_in_the_air;
            is_in_the_air = playing.practice.interruption(playing.now).is_some();
            came += usize::from(is_in_the_air && !was_in_the_air);
        };
        let only_forward = |press: &Press| matches!(press, Press::Reveal | Press::Pause | Press::Help | Press::SetAside);
        for (wait, press) in steps.into_iter().filter(|(_, press)| only_forward(press)) {
            playing.wait(wait);
            look(&playing);
            playing.press(&press);
            look(&playing);
        }
        prop_assert!(came <= 1);
        if playing.practice.splits().len() > playing.outcome() {
            prop_assert_eq!(playing.record().curveball.is_some(), came == 1);
        }
    }

    #[test]
    fn a_take_that_is_planned_anew_is_as_one_that_was_planned_so_at_once(
        mut playing in any_ready(),
        (wait, wish) in (any_wait(), any_wish()),
        later in any_steps(),
    ) {
        let mut planned_at_once = Playing::ready(Rc::clone(&playing.story), &wish);
        playing.step(&(wait, Press::PlanAnew(wish)));
        planned_at_once.wait(wait);
        stay_alike(playing, planned_at_once, &later)?;
    }
}
