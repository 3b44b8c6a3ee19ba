//! Every key, in one table: dispatch, footer, help and the README read it.

use super::action::Action;
use super::key::{Code, Key};
use super::text_input::Edit;
use crate::domain::beat::Beat;
use crate::domain::conflict::Choice;

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
    /// The offer to resume a take.
    Resume,
}

impl Context {
    /// Every context, in the order in which help lists them.
    pub const ALL: [Self; 18] = [
        Self::Library,
        Self::Typing,
        Self::Skills,
        Self::Ready,
        Self::Telling,
        Self::Grading,
        Self::Review,
        Self::Resume,
        Self::Problems,
        Self::Compare,
        Self::Kept,
        Self::Filters,
        Self::Naming,
        Self::Path,
        Self::Importing,
        Self::Parts,
        Self::Retitling,
        Self::Help,
    ];

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
            Self::Resume => "Unfinished take",
        }
    }
}

/// Some keys, what they do in some contexts, and the words for it.
#[derive(Debug)]
pub struct Binding {
    /// Where they do it.
    pub contexts: &'static [Context],
    /// Any of these.
    pub keys: &'static [Key],
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
) -> Binding {
    Binding { contexts, keys, action, hint, help }
}

const UP: Key = Key::plain(Code::Up);
const DOWN: Key = Key::plain(Code::Down);
const LEFT: Key = Key::plain(Code::Left);
const RIGHT: Key = Key::plain(Code::Right);
const ENTER: Key = Key::plain(Code::Enter);
const ESC: Key = Key::plain(Code::Esc);
const TAB: Key = Key::plain(Code::Tab);
const HOME: Key = Key::plain(Code::Home);
const END: Key = Key::plain(Code::End);
const PAGE_UP: Key = Key::plain(Code::PageUp);
const PAGE_DOWN: Key = Key::plain(Code::PageDown);
const BACKSPACE: Key = Key::plain(Code::Backspace);
const DELETE: Key = Key::plain(Code::Delete);
const F1: Key = Key::plain(Code::F1);
const SPACE: Key = Key::char(' ');

/// All bindings. In the footer and on the help page they stand in this order.
pub const BINDINGS: &[Binding] = {
    use Context::{
        Compare, Filters, Grading, Help, Importing, Kept, Library, Naming, Parts, Path, Problems, Ready, Resume,
        Retitling, Review, Skills, Telling, Typing,
    };
    const NOT_TYPING: &[Context] =
        &[Library, Skills, Ready, Telling, Grading, Review, Problems, Compare, Kept, Filters, Resume, Importing, Parts];
    const LINES: &[Context] = &[Typing, Naming, Path, Retitling];
    const IMPORT: &[Context] = &[Importing, Parts];
    const LISTS: &[Context] = &[Library, Skills, Problems, Kept, Filters, Importing, Parts];
    const PRACTICE: &[Context] = &[Ready, Telling, Grading];
    &[
        row(NOT_TYPING, &[Key::char('?'), F1], Action::ShowHelp, Some("help"), "Show the keys of where you are"),
        row(LINES, &[F1], Action::ShowHelp, Some("help"), "Show the keys of where you are"),
        // What is there for the moment, before what is always there.
        row(&[Library], &[Key::char('c')], Action::ShowUnfinished, Some("resume"), "Resume the unfinished take"),
        row(
            &[Library],
            &[Key::char('!')],
            Action::ShowProblems,
            Some("problems"),
            "Show what could not be read or done",
        ),
        row(&[Library], &[ESC], Action::Clear, Some("clear"), "Clear the query and the chosen skills"),
        // The library.
        row(
            &[Library, Typing],
            &[ENTER],
            Action::Practice,
            Some("tell"),
            "Tell the story under the cursor, against the clock",
        ),
        row(&[Library], &[Key::char('/')], Action::Find, Some("find"), "Find by words, or change what is asked for"),
        row(&[Library], &[TAB], Action::GoToSkills, Some("skills"), "Go to the list of skills"),
        row(
            &[Typing],
            &[TAB],
            Action::Complete,
            Some("skills"),
            "Complete a #skill, @filter or is:state, or go to the list of skills",
        ),
        row(&[Library], &[Key::char('f')], Action::ShowFilters, Some("filters"), "Show the saved filters, or save one"),
        // An empty query line names this key too.
        row(&[Library], &[Key::char('#')], Action::FindSkill, Some("skill"), "Find by skill, within what is asked for"),
        row(
            &[Library],
            &[Key::char('s')],
            Action::NextSort,
            Some("sort"),
            "Sort by title, or by when they were last told",
        ),
        row(
            &[Skills],
            &[SPACE, ENTER],
            Action::CycleSkill,
            Some("with/without"),
            "Only stories with this skill, only those without it, or all",
        ),
        row(
            &[Skills],
            &[Key::char('a')],
            Action::SwitchAny,
            Some("any/all"),
            "Any of the skills that are chosen, or all of them",
        ),
        row(
            &[Skills],
            &[Key::char('o')],
            Action::SwitchGroups,
            Some("groups"),
            "Show the skills in groups, or by themselves",
        ),
        row(&[Skills], &[RIGHT], Action::OpenGroup, None, "Show the skills of the group"),
        row(&[Skills], &[LEFT], Action::CloseGroup, None, "Hide the skills of the group"),
        row(&[Library], &[Key::char('i')], Action::ShowImport, Some("import"), "Bring in stories from a document"),
        row(&[Path], &[ENTER], Action::ReadPath, Some("read"), "Read the document; nothing is written yet"),
        row(&[Path], &[TAB], Action::CompletePath, Some("complete"), "Complete the path"),
        row(IMPORT, &[ENTER], Action::Import, Some("import"), "Bring in the stories that are taken (✓)"),
        row(&[Importing], &[SPACE], Action::TakeOrLeave, Some("take/leave"), "Take the story, or leave it out"),
        row(&[Importing], &[Key::char('t')], Action::TakeAll, None, "Take all stories, or none"),
        row(
            &[Importing],
            &[TAB],
            Action::GoToParts,
            Some("parts"),
            "Go to the parts of the story, to split or rename them",
        ),
        row(&[Parts], &[Key::char('s')], Action::Split, Some("split"), "Split: this and what follows is another story"),
        row(
            &[Parts],
            &[Key::char('1')],
            Action::TellAs(Beat::Context),
            Some("to 8 tell as"),
            "Make the part the context",
        ),
        row(&[Parts], &[Key::char('2')], Action::TellAs(Beat::Problem), None, "Make the part the problem"),
        row(&[Parts], &[Key::char('3')], Action::TellAs(Beat::Task), None, "Make the part the task"),
        row(&[Parts], &[Key::char('4')], Action::TellAs(Beat::Investigation), None, "Make the part the investigation"),
        row(&[Parts], &[Key::char('5')], Action::TellAs(Beat::Insight), None, "Make the part the insight"),
        row(&[Parts], &[Key::char('6')], Action::TellAs(Beat::Action), None, "Make the part the action"),
        row(&[Parts], &[Key::char('7')], Action::TellAs(Beat::Outcome), None, "Make the part the outcome"),
        row(&[Parts], &[Key::char('8')], Action::TellAs(Beat::Lesson), None, "Make the part the lesson"),
        row(&[Importing], &[Key::char('r')], Action::Retitle, Some("retitle"), "Give the story another title"),
        row(&[Importing], &[Key::char('m')], Action::Merge, Some("merge"), "Merge the story with the next one"),
        row(&[Importing], &[Key::char('x')], Action::DropSkills, None, "Drop the skills that carry a ?"),
        row(&[Importing], &[Key::char('n')], Action::NextDoubtful, None, "The next doubtful story"),
        row(&[Importing], &[Key::char('N')], Action::PreviousDoubtful, None, "The doubtful story before"),
        row(&[Importing], &[Key::char('o')], Action::ShowLeftOut, Some("left out"), "Show what was left out, and why"),
        row(
            &[Importing],
            &[Key::char('v')],
            Action::ShowDocument,
            None,
            "In a narrow window: the document, or the story",
        ),
        row(&[Importing], &[Key::char('i')], Action::AskPath, None, "Read another document too"),
        row(IMPORT, &[Key::char('u')], Action::Undo, Some("undo"), "Take the last change here back"),
        row(&[Retitling], &[ENTER], Action::GiveTitle, Some("retitle"), "Give the story this title"),
        row(&[Path, Retitling], &[ESC], Action::StopTyping, Some("back"), "Go back"),
        row(&[Parts], &[TAB, ESC], Action::GoToStories, Some("back"), "Go back to the stories"),
        row(&[Importing], &[ESC], Action::Leave, Some("leave"), "Leave; nothing comes in"),
        row(&[Filters], &[ENTER], Action::UseFilter, Some("use"), "Ask for what the filter stands for"),
        row(&[Filters], &[Key::char('s')], Action::NameFilter, Some("save"), "Save what is asked for under a name"),
        row(&[Filters], &[Key::char('d'), DELETE], Action::DeleteFilter, Some("remove"), "Remove the filter"),
        row(&[Naming], &[ENTER], Action::SaveFilter, Some("save"), "Save it under this name"),
        row(&[Skills], &[TAB, ESC], Action::GoToStories, Some("back"), "Go back to the stories"),
        row(&[Problems], &[ENTER], Action::Mend, Some("mend"), "Bring back an earlier version, or compare two"),
        row(&[Kept], &[ENTER], Action::BringBack, Some("bring back"), "Bring back the one under the cursor"),
        row(&[Compare], &[Key::char('1')], Action::Choose(Choice::Left), Some("keep 1"), "Keep the first version"),
        row(&[Compare], &[Key::char('2')], Action::Choose(Choice::Right), Some("keep 2"), "Keep the second version"),
        row(
            &[Compare],
            &[Key::char('b')],
            Action::Choose(Choice::Both),
            Some("keep both"),
            "Keep both, the second as a story of its own",
        ),
        row(LISTS, &[UP], Action::Up, None, "One row up"),
        row(LISTS, &[DOWN], Action::Down, None, "One row down"),
        row(&[Typing], &[UP], Action::Up, None, "One row up; from the first one to what was asked for before"),
        row(&[Typing], &[DOWN], Action::Down, None, "One row down, or back to what was typed"),
        row(LISTS, &[Key::char('k')], Action::Up, None, "One row up"),
        row(LISTS, &[Key::char('j')], Action::Down, None, "One row down"),
        row(&[Library, Skills, Typing, Importing, Parts], &[PAGE_UP], Action::PageUp, None, "Ten rows up"),
        row(&[Library, Skills, Typing, Importing, Parts], &[PAGE_DOWN], Action::PageDown, None, "Ten rows down"),
        row(LISTS, &[HOME, Key::char('g')], Action::First, None, "The first row"),
        row(LISTS, &[END, Key::char('G')], Action::Last, None, "The last row"),
        row(&[Library, Kept, Importing], &[RIGHT], Action::NextText, None, "More of the story's text"),
        row(&[Library, Kept, Importing], &[LEFT], Action::PreviousText, None, "Back in the story's text"),
        row(
            &[Library, Importing],
            &[Key::char('a')],
            Action::AcceptSkills,
            Some("accept skills"),
            "Accept the skills that carry a ?",
        ),
        row(&[Library], &[Key::char('u')], Action::Undo, Some("undo"), "Undo the last deletion, change or import"),
        row(&[Library], &[Key::char('d'), DELETE], Action::Delete, Some("delete"), "Move the story to the trash"),
        row(&[Library], &[Key::char('v')], Action::ShowVersions, Some("versions"), "Show the story's earlier versions"),
        row(&[Library], &[Key::ctrl('l')], Action::LookAgain, None, "Look for edits made elsewhere"),
        row(&[Library], &[Key::char('t')], Action::ShowTrash, Some("trash"), "Show the trash"),
        row(&[Typing], &[ESC], Action::StopTyping, Some("done"), "Keep the query and go to the stories"),
        // The query line.
        row(LINES, &[LEFT, Key::ctrl('b')], Action::Edit(Edit::Left), None, "One letter left"),
        row(LINES, &[RIGHT, Key::ctrl('f')], Action::Edit(Edit::Right), None, "One letter right"),
        row(LINES, &[HOME, Key::ctrl('a')], Action::Edit(Edit::Start), None, "To the start of the line"),
        row(LINES, &[END, Key::ctrl('e')], Action::Edit(Edit::End), None, "To the end of the line"),
        row(LINES, &[BACKSPACE, Key::ctrl('h')], Action::Edit(Edit::DeleteBack), None, "Delete the letter before"),
        row(
            LINES,
            &[DELETE, Key::ctrl('d')],
            Action::Edit(Edit::DeleteForward),
            None,
            "Delete the letter at the cursor",
        ),
        row(LINES, &[Key::ctrl('w')], Action::Edit(Edit::DeleteWord), None, "Delete the word before"),
        row(LINES, &[Key::ctrl('u')], Action::Edit(Edit::DeleteToStart), None, "Delete all before the cursor"),
        // Practice.
        row(&[Ready], &[SPACE, ENTER, RIGHT, PAGE_DOWN], Action::Start, Some("start"), "Start the clock"),
        row(
            &[Telling],
            &[SPACE, ENTER, RIGHT, PAGE_DOWN],
            Action::Reveal,
            Some("reveal"),
            "You told this part: check it, go to the next",
        ),
        row(&[Grading], &[SPACE, ENTER, RIGHT, PAGE_DOWN], Action::Reveal, None, "Show again what was hidden"),
        row(PRACTICE, &[Key::char('u')], Action::Undo, Some("undo"), "Take the last step back"),
        row(&[Ready], &[Key::char('l')], Action::NextLadder, Some("ladder"), "Divide the story in another way"),
        row(
            &[Ready],
            &[Key::char('t')],
            Action::SwitchStyle,
            Some("text first / after"),
            "Show each text before you tell it, or after",
        ),
        row(&[Telling], &[Key::char('p')], Action::Pause, Some("pause"), "Pause the clock, or go on"),
        row(&[Grading], &[Key::char('1')], Action::Grade(1), None, "Forgot: I lost the thread"),
        row(&[Grading], &[Key::char('2')], Action::Grade(2), None, "Hard: it came, with effort"),
        row(&[Grading], &[Key::char('3')], Action::Grade(3), None, "Good: it came"),
        row(&[Grading], &[Key::char('4')], Action::Grade(4), None, "Easy: it came by itself"),
        row(&[Telling], &[Key::char('r')], Action::RestartRung, Some("again"), "Start this part again"),
        row(&[Telling, Grading], &[Key::char('R')], Action::RestartTake, None, "Start the whole take again"),
        row(&[Telling, Grading], &[LEFT, PAGE_UP, BACKSPACE], Action::Hide, None, "Hide the last text again"),
        row(&[Telling], &[Key::char('+'), Key::char('=')], Action::AddSeconds, None, "Clock 5 seconds forward"),
        row(&[Telling], &[Key::char('-')], Action::TakeSeconds, None, "Clock 5 seconds back"),
        row(&[Telling, Grading, Review, Help, Compare], &[DOWN], Action::NextText, None, "More of the text"),
        row(&[Telling, Grading, Review, Help, Compare], &[UP], Action::PreviousText, None, "Back in the text"),
        row(&[Grading], &[ESC], Action::SkipGrade, Some("no grade"), "Keep the take without a grade"),
        row(&[Telling], &[ESC], Action::Leave, Some("leave"), "Leave; the take waits to be resumed"),
        row(&[Review], &[Key::char('a')], Action::Again, Some("again"), "Tell the same story again"),
        row(&[Review], &[Key::char('n')], Action::NextStory, Some("next story"), "Tell the next story of the list"),
        row(&[Ready, Review], &[ESC], Action::Leave, Some("library"), "Go to the library"),
        row(&[Review], &[ENTER], Action::Leave, None, "Go to the library"),
        row(&[Problems, Compare, Kept], &[ESC], Action::Leave, Some("back"), "Go back, and decide later"),
        row(&[Filters], &[ESC], Action::Leave, Some("back"), "Go back to the library"),
        row(&[Naming], &[ESC], Action::StopTyping, Some("don't save"), "Go back without saving"),
        // What lies over the screen.
        row(&[Resume], &[ENTER, Key::char('r')], Action::Resume, Some("resume"), "Go on where you were"),
        row(&[Resume], &[Key::char('d')], Action::Discard, Some("discard"), "Drop the unfinished take"),
        row(&[Resume], &[ESC], Action::Close, Some("not now"), "Decide later"),
        row(&[Help], &[ESC, ENTER, Key::char('?'), Key::char('q'), F1], Action::Close, Some("close"), "Close"),
        row(
            &[Library, Skills, Ready, Review, Resume, Problems, Compare, Kept, Filters],
            &[Key::char('q')],
            Action::Quit,
            Some("quit"),
            "Leave Retell",
        ),
        row(&Context::ALL, &[Key::ctrl('z')], Action::Suspend, None, "Suspend Retell; `fg` brings it back"),
        row(&Context::ALL, &[Key::ctrl('c')], Action::Quit, None, "Leave Retell; a take under way is kept"),
    ]
};

/// The bindings of a context.
pub fn bindings_of(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.contexts.contains(&context))
}

/// What a key does in a context.
pub fn action_of(context: Context, key: Key) -> Option<Action> {
    bindings_of(context).find(|binding| binding.keys.contains(&key)).map(|binding| binding.action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for context in Context::ALL {
            let keys: Vec<Key> = bindings_of(context).flat_map(|binding| binding.keys).copied().collect();
            for (place, key) in keys.iter().enumerate() {
                assert!(!keys[..place].contains(key), "{key} is bound twice in {}", context.name());
            }
        }
    }

    #[test]
    fn there_is_a_way_out_and_a_way_to_help_everywhere() {
        for context in Context::ALL {
            assert_eq!(action_of(context, Key::ctrl('c')), Some(Action::Quit));
            let shows_help = bindings_of(context).any(|binding| binding.action == Action::ShowHelp);
            assert!(shows_help || context == Context::Help, "{}", context.name());
        }
    }
}
