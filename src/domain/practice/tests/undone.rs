//! What undo takes back: the last press, the ones before it, a verdict and the restart of a take.

use proptest::prelude::*;

use super::chance::{Playing, Press, any_playing, any_started, any_steps, any_wait, seen, stay_alike};
use super::*;

proptest! {
    #[test]
    fn undo_leaves_a_take_as_if_the_press_had_never_been_made(
        before in any_playing(),
        what in proptest::sample::select(vec![Press::Reveal, Press::Later, Press::Earlier, Press::RestartRung]),
        (wait, until_undone) in (any_wait(), any_wait()),
        later in any_steps(),
    ) {
        let mut never = before;
        never.wait(wait);
        let is_undoable = if matches!(what, Press::Reveal) { never.would_stamp() } else { never.is_telling() };
        let mut undone = never.clone();
        if undone.press(&what) && is_undoable {
            undone.wait(until_undone);
            undone.press(&Press::Undo);
            never.wait(until_undone);
            stay_alike(undone, never, &later)?;
        }
    }

    #[test]
    fn several_undos_take_back_several_presses_in_order(mut playing in any_started(), steps in any_steps()) {
        // For each press that can be undone, the take in which neither it nor any after it was made.
        let mut never_made: Vec<Playing> = Vec::new();
        let all_undone = std::iter::repeat_n((Millis(450), Press::Undo), steps.len());
        for (wait, press) in steps.iter().cloned().chain(all_undone) {
            let before = playing.clone();
            for playing in never_made.iter_mut().chain([&mut playing]) {
                playing.wait(wait);
            }
            match press {
                Press::Undo => {
                    playing.press(&press);
                    if let Some(never) = never_made.pop() {
                        prop_assert_eq!(playing.said(), never.said());
                        prop_assert_eq!(playing.practice.is_paused(), never.practice.is_paused());
                    }
                }
                Press::Pause if before.is_telling() => {
                    never_made.iter_mut().chain([&mut playing]).for_each(|playing| {
                        playing.press(&press);
                    });
                }
                Press::SetAside => {
                    never_made.iter_mut().chain([&mut playing]).for_each(|playing| {
                        playing.press(&press);
                    });
                }
                Press::Help | Press::Missed(_) | Press::InFull => {
                    playing.press(&press);
                }
                _ if press.divides() && before.is_telling() => {
                    let was_meant = playing.press(&press);
                    never_made.extend(was_meant.then_some(Playing { now: playing.now, ..before }));
                }
                // The others begin or end the take, or hide what a forward press would show.
                _ => {}
            }
            prop_assert_eq!(playing.practice.can_undo(), !never_made.is_empty());
        }
        prop_assert!(playing.practice.splits().is_empty());
    }

    #[test]
    fn a_verdict_taken_back_leaves_the_take_as_it_was_but_paused(
        before in any_playing(),
        (until_graded, until_undone, grade) in (any_wait(), any_wait(), proptest::sample::select(Grade::ALL.to_vec())),
        later in any_steps(),
    ) {
        let mut paused = before;
        paused.wait(until_graded);
        if paused.practice.phase() == Phase::Grading {
            let mut undone = paused.clone();
            undone.press(&Press::Grade(Some(grade)));
            prop_assert_eq!(undone.record().grade, Some(grade));
            undone.wait(until_undone);
            undone.press(&Press::Undo);
            paused.press(&Press::SetAside);
            paused.wait(until_undone);
            prop_assert_eq!(undone.practice.revision(), paused.practice.revision() + 1);
            paused.practice.revision += 1;
            stay_alike(undone, paused, &later)?;
        }
    }

    #[test]
    fn a_restart_taken_back_leaves_the_take_as_it_was_without_the_time_between(
        before in any_playing(),
        meanwhile in any_steps(),
        later in any_steps(),
    ) {
        if before.is_under_way() {
            let mut undone = before.clone();
            undone.press(&Press::Restart);
            prop_assert_eq!(undone.practice.phase(), Phase::Ready);
            for (wait, press) in meanwhile.iter().filter(|(_, press)| !matches!(press, Press::Start | Press::Undo)) {
                undone.step(&(*wait, press.clone()));
                prop_assert_eq!(undone.practice.elapsed(undone.now), Millis::ZERO);
            }
            undone.press(&Press::Undo);
            prop_assert_eq!(seen(&undone), seen(&before));
            // What follows comes later by the clock, and after as long by the take.
            let follows = |playing: Playing| {
                let mut playing = playing;
                playing.wait(Millis(300));
                later.iter().map(|step| (playing.step(step), playing.record())).collect::<Vec<_>>()
            };
            prop_assert_eq!(follows(undone), follows(before));
        }
    }
}
