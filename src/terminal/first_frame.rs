//! The moment before the first frame: the stories of a small library are in it.

use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use super::Arrival;
use crate::app::App;
use crate::app::message::Effect;
use crate::clock::Clock;
use crate::domain::time::Millis;

/// How long the first frame waits for the stories to be in it, unless there are many.
pub(super) const PATIENCE: Millis = Millis(50);

/// Takes in what the worker reads, for a moment: a small library is in the first frame. What it asks for is to be done
/// later.
pub(super) fn wait_for_stories(
    app: &mut App,
    (sender, arrivals): (&Sender<Arrival>, &Receiver<Arrival>),
    clock: &Clock,
    patience: Millis,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    let end = clock.now().monotonic + patience;
    while app.awaits_library() {
        let left = Duration::from_millis(end.saturating_sub(clock.now().monotonic).0);
        match arrivals.recv_timeout(left) {
            Ok(Arrival::Messages(messages)) => {
                for message in messages {
                    effects.extend(app.update(message, clock.now()));
                }
            }
            Ok(Arrival::Large) if patience == Millis::MAX => {}
            Ok(Arrival::Large) | Err(_) => break,
            // A signal is answered when there is a loop.
            Ok(other) => {
                let _ = sender.send(other);
                break;
            }
        }
    }
    effects
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::app::Opening;
    use crate::app::keymap::Keymap;
    use crate::app::vocabulary::Vocabulary;
    use crate::domain::appointments::Appointments;
    use crate::domain::check::Silenced;
    use crate::domain::habits::Habits;
    use crate::domain::history::History;
    use crate::domain::library::{Library, Origin};
    use crate::domain::looks::Looks;
    use crate::domain::queries::Filters;
    use crate::storage::{competencies, lexicon, questions};

    #[test]
    fn a_signal_before_the_first_frame_is_not_lost() {
        let clock = Clock::start();
        let opening = Opening {
            vocabulary: Vocabulary {
                lexicon: lexicon::lexicon,
                competencies: competencies::competencies,
                questions: questions::bank,
            },
            library: Library::new(Vec::new(), Origin::Own),
            history: History::default(),
            appointments: Appointments::default(),
            unfinished: None,
            written: None,
            problems: Vec::new(),
            query: String::new(),
            filters: Filters::default(),
            own_questions: Vec::new(),
            silenced: Silenced::default(),
            habits: Habits::default(),
            looks: Looks::default(),
            keymap: Keymap::default(),
            set: None,
            awaits_library: true,
            is_sharing: false,
            documents: Vec::new(),
        };
        let mut app = App::new(opening, clock.now().wall);
        let (sender, arrivals) = mpsc::channel();
        sender.send(Arrival::Ended(15)).unwrap();
        wait_for_stories(&mut app, (&sender, &arrivals), &clock, PATIENCE);
        assert!(matches!(arrivals.try_recv(), Ok(Arrival::Ended(15))));
    }
}
