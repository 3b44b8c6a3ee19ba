//! Every key, in one table: dispatch, footer, help, texts and the README read it, and the settings change it.

use super::action::Action;
use super::key::{Code, Key};
use super::text_area::Stroke;
use super::text_input::Edit;
use crate::domain::beat::Beat;
use crate::domain::conflict::Choice;

mod bound;
mod interviews;
mod library;
mod lines;
mod listing;
mod names;
mod practice;
mod rebound;
mod writing;

pub use bound::Keymap;
pub use listing::listing;
pub use names::name_of;

/// Where keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// The list of stories.
    Library,
    /// The query line.
    Typing,
    /// The skills pane.
    Skills,
    /// A story before its take.
    Ready,
    /// A take under way.
    Telling,
    /// A take waiting for its grade.
    Grading,
    /// The review of a take.
    Review,
    /// What to rehearse.
    Rehearse,
    /// What came of a set.
    Summary,
    /// A question that a story is to be found for.
    Asking,
    /// What an answer was worth.
    Answered,
    /// A follow-up to the story told.
    FollowUp,
    /// What came of an interview.
    Report,
    /// Whether practicing works.
    Progress,
    /// A note on a take.
    Noting,
    /// Whether a take should be discarded.
    Discarding,
    /// The help page.
    Help,
    /// The list of problems.
    Problems,
    /// Two versions of a story.
    Compare,
    /// Earlier versions of a story, or the trash.
    Kept,
    /// The saved filters.
    Filters,
    /// The name of a filter.
    Naming,
    /// What documents hold, before it comes in.
    Importing,
    /// The parts of a story that may come in.
    Parts,
    /// The path of a document.
    Path,
    /// The title of a story that may come in.
    Retitling,
    /// The interviews that come and that were.
    Interviews,
    /// Whether an interview should be removed.
    Removing,
    /// The day, the company and the round of an interview.
    Arranging,
    /// The stories of an interview.
    Choosing,
    /// What is chosen in a debrief.
    Debrief,
    /// What is typed in a debrief.
    DebriefLine,
    /// The story that was told for a question.
    Picking,
    /// The offer to resume a take.
    Resume,
    /// What the stories cover.
    Coverage,
    /// The questions that probe a topic.
    Probing,
    /// The title of a story that is begun.
    Beginning,
    /// A story as it is written.
    Writing,
}

impl Context {
    /// Every context, in the order in which help lists them.
    pub const ALL: [Self; 38] = [
        Self::Library,
        Self::Typing,
        Self::Skills,
        Self::Rehearse,
        Self::Ready,
        Self::Telling,
        Self::Grading,
        Self::Review,
        Self::Noting,
        Self::Discarding,
        Self::Summary,
        Self::Asking,
        Self::Answered,
        Self::FollowUp,
        Self::Report,
        Self::Progress,
        Self::Resume,
        Self::Problems,
        Self::Compare,
        Self::Kept,
        Self::Filters,
        Self::Naming,
        Self::Coverage,
        Self::Probing,
        Self::Beginning,
        Self::Writing,
        Self::Path,
        Self::Importing,
        Self::Parts,
        Self::Retitling,
        Self::Interviews,
        Self::Arranging,
        Self::Choosing,
        Self::Debrief,
        Self::DebriefLine,
        Self::Picking,
        Self::Removing,
        Self::Help,
    ];

    /// Whether letters are typed here, so that they are no keys.
    pub fn is_typed(self) -> bool {
        self == Self::Writing || LINES.contains(&self)
    }

    /// The name shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Library => "Library",
            Self::Typing => "Query line",
            Self::Skills => "Skills",
            Self::Ready => "Ready",
            Self::Telling => "Telling",
            Self::Grading => "Grading",
            Self::Review => "Review",
            Self::Rehearse => "What to rehearse",
            Self::Summary => "Summary of a set",
            Self::Asking => "A question",
            Self::Answered => "An answer",
            Self::FollowUp => "A follow-up",
            Self::Report => "Report of an interview",
            Self::Progress => "Progress",
            Self::Noting => "Note on a take",
            Self::Discarding => "Discarding a take",
            Self::Help => "Help",
            Self::Problems => "Problems",
            Self::Compare => "Two versions",
            Self::Kept => "Versions and trash",
            Self::Filters => "Saved filters",
            Self::Naming => "Name of a filter",
            Self::Importing => "Import",
            Self::Parts => "Parts of a story to import",
            Self::Path => "Path of a document",
            Self::Retitling => "Title of a story to import",
            Self::Interviews => "Interviews",
            Self::Removing => "Removing an interview",
            Self::Arranging => "Day and company of an interview",
            Self::Choosing => "Stories of an interview",
            Self::Debrief => "Debrief of an interview",
            Self::DebriefLine => "Question or note of a debrief",
            Self::Picking => "Story told for a question",
            Self::Resume => "Unfinished take",
            Self::Coverage => "Coverage",
            Self::Probing => "Questions for a gap",
            Self::Beginning => "Title of a story that is begun",
            Self::Writing => "Writing",
        }
    }
}

/// Some keys, what they do in some contexts, and the words for it.
#[derive(Debug, Clone, Copy)]
pub struct Binding<'a> {
    /// Where they do it.
    pub contexts: &'static [Context],
    /// Any of these.
    pub keys: &'a [Key],
    /// What they do.
    pub action: Action,
    /// The word in the footer; none keeps it out of there.
    pub hint: Option<&'static str>,
    /// The words on the help page.
    pub help: &'static str,
}

const fn row(
    contexts: &'static [Context],
    keys: &'static [Key],
    action: Action,
    hint: Option<&'static str>,
    help: &'static str,
) -> Binding<'static> {
    Binding { contexts, keys, action, hint, help }
}

const UP: Key = Key::plain(Code::Up);
const DOWN: Key = Key::plain(Code::Down);
const LEFT: Key = Key::plain(Code::Left);
const RIGHT: Key = Key::plain(Code::Right);
const ENTER: Key = Key::plain(Code::Enter);
const ESC: Key = Key::plain(Code::Esc);
const TAB: Key = Key::plain(Code::Tab);
const BACK_TAB: Key = Key::plain(Code::BackTab);
const HOME: Key = Key::plain(Code::Home);
const END: Key = Key::plain(Code::End);
const PAGE_UP: Key = Key::plain(Code::PageUp);
const PAGE_DOWN: Key = Key::plain(Code::PageDown);
const BACKSPACE: Key = Key::plain(Code::Backspace);
const DELETE: Key = Key::plain(Code::Delete);
const F1: Key = Key::plain(Code::F(1));
const F5: Key = Key::plain(Code::F(5));
const SPACE: Key = Key::char(' ');

/// The key that leaves Retell wherever it is pressed.
const LEAVES: Key = Key::ctrl('c');

/// What leads out of a context without leaving Retell, nearest first.
pub const WAYS_BACK: [Action; 6] =
    [Action::StopTyping, Action::GoToStories, Action::Close, Action::SkipGrade, Action::EndInterview, Action::Leave];

/// The contexts in which a line is typed, so that letters are no keys.
pub const LINES: &[Context] = &[
    Context::Typing,
    Context::Naming,
    Context::Path,
    Context::Retitling,
    Context::Noting,
    Context::Asking,
    Context::Beginning,
    Context::Arranging,
    Context::Choosing,
    Context::DebriefLine,
    Context::Picking,
];

/// What sharing is good for.
const SHARE: &str = "Cover confidential words while others look at the screen, or show them again";

/// The keys to help, which come first everywhere.
const FIRST: &[Binding<'static>] = {
    use Context::{
        Answered, Compare, Coverage, Debrief, Discarding, Filters, FollowUp, Grading, Importing, Interviews, Kept,
        Library, Parts, Probing, Problems, Progress, Ready, Rehearse, Removing, Report, Resume, Review, Skills,
        Summary, Telling,
    };
    const NOT_TYPING: &[Context] = &[
        Library, Skills, Rehearse, Ready, Telling, Grading, Review, Discarding, Summary, Answered, FollowUp, Report,
        Progress, Problems, Compare, Kept, Filters, Resume, Importing, Parts, Coverage, Probing, Interviews, Removing,
        Debrief,
    ];
    &[
        row(NOT_TYPING, &[Key::char('?'), F1], Action::ShowHelp, Some("help"), "Show the keys of where you are"),
        row(NOT_TYPING, &[Key::char('S')], Action::SwitchSharing, None, SHARE),
        row(&[Context::Help], &[Key::char('S')], Action::SwitchSharing, None, SHARE),
        row(LINES, &[F1], Action::ShowHelp, Some("help"), "Show the keys of where you are"),
        row(LINES, &[Key::alt('s')], Action::SwitchSharing, None, SHARE),
    ]
};

/// The keys of what lies over the screen, and those that are the same everywhere.
const LAST: &[Binding<'static>] = {
    use Context::{
        Compare, Coverage, Filters, Help, Interviews, Kept, Library, Probing, Problems, Progress, Ready, Rehearse,
        Report, Resume, Review, Skills, Summary,
    };
    &[
        row(&[Resume], &[ENTER, Key::char('r')], Action::ResumeTake, Some("resume"), "Go on where you were"),
        row(&[Resume], &[Key::char('d')], Action::Discard, Some("discard"), "Drop the unfinished take"),
        row(&[Resume], &[ESC], Action::Close, Some("not now"), "Decide later"),
        row(&[Help], &[ESC, ENTER, Key::char('?'), Key::char('q'), F1], Action::Close, Some("close"), "Close"),
        row(
            &[
                Library, Skills, Rehearse, Ready, Review, Summary, Report, Progress, Resume, Problems, Compare, Kept,
                Filters, Coverage, Probing, Interviews,
            ],
            &[Key::char('q')],
            Action::Quit,
            Some("quit"),
            "Leave Retell",
        ),
        row(&Context::ALL, &[Key::ctrl('z')], Action::Suspend, None, "Suspend Retell; `fg` brings it back"),
        row(&Context::ALL, &[LEAVES], Action::Quit, None, "Leave Retell; a take under way is kept"),
    ]
};

/// All bindings. In the footer and on the help page they stand in this order.
const TABLES: [&[Binding<'static>]; 7] =
    [FIRST, library::BINDINGS, writing::BINDINGS, interviews::BINDINGS, lines::BINDINGS, practice::BINDINGS, LAST];

/// The bindings of a context as the table has them.
pub fn defaults_of(context: Context) -> impl Iterator<Item = &'static Binding<'static>> {
    TABLES.into_iter().flatten().filter(move |binding| binding.contexts.contains(&context))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for context in Context::ALL {
            let keys: Vec<Key> = defaults_of(context).flat_map(|binding| binding.keys).copied().collect();
            for (place, key) in keys.iter().enumerate() {
                assert!(!keys[..place].contains(key), "{key} is bound twice in {}", context.name());
            }
        }
    }

    #[test]
    fn there_is_a_way_out_and_a_way_to_help_everywhere() {
        for context in Context::ALL {
            assert_eq!(Keymap::default().action_of(context, LEAVES), Some(Action::Quit));
            let shows_help = defaults_of(context).any(|binding| binding.action == Action::ShowHelp);
            assert!(shows_help || context == Context::Help, "{}", context.name());
        }
    }
}
