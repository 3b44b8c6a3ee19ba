//! Everything a person may ask for: the right-hand side of the keymap.

use super::text_area::Stroke;
use super::text_input::Edit;
use crate::domain::beat::Beat;
use crate::domain::conflict::Choice;

/// What a person may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Leave the program.
    Quit,
    /// Stop the program, to be continued later.
    Suspend,
    /// Show the help page.
    ShowHelp,
    /// Let others look at the screen, or not any more.
    SwitchSharing,
    /// Show the list of problems.
    ShowProblems,
    /// Show the offer to resume.
    ShowUnfinished,
    /// Close what lies over the screen.
    Close,
    /// Move the cursor up.
    Up,
    /// Move the cursor down.
    Down,
    /// Move the cursor ten rows up.
    PageUp,
    /// Move the cursor ten rows down.
    PageDown,
    /// Move the cursor to the first row.
    First,
    /// Move the cursor to the last row.
    Last,
    /// Show the next page of a text.
    NextText,
    /// Show the page before of a text.
    PreviousText,
    /// Type a query.
    Find,
    /// Type a query that starts with a skill.
    FindSkill,
    /// Change the query line.
    Edit(Edit),
    /// Leave the query line.
    StopTyping,
    /// Empty the query line and the chosen skills.
    Clear,
    /// Complete the name that was begun, or else go to the skills pane.
    Complete,
    /// Show the saved filters.
    ShowFilters,
    /// Ask for what the chosen filter stands for.
    UseFilter,
    /// Type a name for what is asked for.
    NameFilter,
    /// Save what is asked for under the name that was typed.
    SaveFilter,
    /// Remove the chosen filter.
    DeleteFilter,
    /// Show what the stories cover.
    ShowCoverage,
    /// Hold the stories against the headings of the next pack of questions.
    NextPack,
    /// Go on to the stories that show the topic, or to the questions that probe it.
    LookIntoTopic,
    /// Show the questions that probe the topic.
    ProbeTopic,
    /// Type the title of a story that answers the chosen question.
    NameStory,
    /// Begin the story of the title that was typed.
    BeginStory,
    /// Write a story.
    WriteStory,
    /// Edit the story at hand.
    EditStory,
    /// Edit the text that is written.
    Stroke(Stroke),
    /// Begin another line, or go on from a field that has only one.
    BreakLine,
    /// Put back the text that was deleted last.
    PutBack,
    /// Go back to what was asked for before.
    PreviousField,
    /// Go to the skills pane.
    GoToSkills,
    /// Go to the stories.
    GoToStories,
    /// Show only stories with this skill, then only those without it, then all again.
    CycleSkill,
    /// Ask for all chosen skills, or for any of them.
    SwitchAny,
    /// Show skills below their groups, or by themselves.
    SwitchGroups,
    /// Show the members of a group.
    OpenGroup,
    /// Hide the members of a group.
    CloseGroup,
    /// Show stories in another order.
    NextSort,
    /// Show what takes say of whether practicing works.
    ShowProgress,
    /// Show it of other stories.
    NextScope,
    /// Ask what to rehearse.
    ShowRehearse,
    /// Begin what was chosen to be rehearsed.
    BeginRehearsal,
    /// Practice the stories of the list as a set.
    BeginSet,
    /// Choose what comes after.
    NextChoice,
    /// Choose what comes before.
    PreviousChoice,
    /// Answer the question with the chosen story.
    ChooseStory,
    /// Answer the question with no story.
    PassQuestion,
    /// Go on to what the interviewer asks next.
    GoOn,
    /// End the interview.
    EndInterview,
    /// Practice the set again.
    RepeatSet,
    /// Practice the chosen story.
    Practice,
    /// Move the chosen story to the trash.
    Delete,
    /// Change the story in the person's own editor.
    EditOutside,
    /// Flag the story to be corrected later, or take the flag off.
    SwitchFlag,
    /// Accept the skills that were suggested for the chosen story.
    AcceptSkills,
    /// Show the earlier versions of the chosen story.
    ShowVersions,
    /// Show what the version changed, what has changed since, or the whole version.
    SwitchWhole,
    /// Show the deleted stories.
    ShowTrash,
    /// Read the library again.
    LookAgain,
    /// Do about the chosen problem what Retell can do.
    Mend,
    /// Bring back the chosen version or deleted story.
    BringBack,
    /// Choose between two versions of a story.
    Choose(Choice),
    /// Go to the import screen.
    ShowImport,
    /// Type the path of a document.
    AskPath,
    /// Complete the path that was begun.
    CompletePath,
    /// Read the document of the path that was typed.
    ReadPath,
    /// Take the story in, or leave it out.
    TakeOrLeave,
    /// Take in all stories, or none.
    TakeAll,
    /// Type another title.
    Retitle,
    /// Give the story the title that was typed.
    GiveTitle,
    /// Make the story and the next one into one.
    Merge,
    /// Make the block and all after it a story of its own.
    Split,
    /// Make a paragraph of each sentence of the one under the cursor.
    BreakUp,
    /// Tell the block, and what follows in its part, as this beat.
    TellAs(Beat),
    /// Drop the skills that were suggested.
    DropSkills,
    /// Go to the next doubtful story.
    NextDoubtful,
    /// Go to the doubtful story before.
    PreviousDoubtful,
    /// Show what was left out, or hide it.
    ShowLeftOut,
    /// Show the document instead of the story, or the story again.
    ShowDocument,
    /// Go to the parts of the story.
    GoToParts,
    /// Bring in what is taken.
    Import,
    /// Show the interviews that come and that were.
    ShowInterviews,
    /// Write down another interview.
    NewAppointment,
    /// Change the day, the company or the round of an interview.
    ChangeAppointment,
    /// Choose the stories that are to be ready for an interview.
    ChooseStories,
    /// Choose the story, or don't any more.
    SwitchStory,
    /// Note how an interview went.
    NoteDebrief,
    /// Say how an interview went, or what came of it, by number.
    Rate(u8),
    /// Go on to what is asked for next.
    NextField,
    /// Say that this story was told.
    PickStory,
    /// Say that no story was told.
    PickNone,
    /// Keep what was typed or chosen.
    Keep,
    /// Ask whether an interview should be removed.
    AskToRemove,
    /// Remove an interview.
    RemoveAppointment,
    /// Start the clock.
    Start,
    /// Reveal the rung just told.
    Reveal,
    /// Hide the last revealed text.
    Hide,
    /// Show cue words for the rung being told, or its text.
    Hint,
    /// Go to the next sentence of the open text.
    NextPiece,
    /// Go to the sentence of the open text before.
    PreviousPiece,
    /// Mark the sentence as left out, or take the mark off.
    MarkMissed,
    /// Say that the story was told in full, or take it back.
    SwitchInFull,
    /// Be told more or less of the time while telling.
    NextFeedback,
    /// Tell against another take.
    NextGhost,
    /// Ring the bell at the target, or don't.
    SwitchBell,
    /// Have an interviewer cut in, or not.
    SwitchCurveballs,
    /// Pause or continue.
    Pause,
    /// Take the last step back.
    Undo,
    /// Five seconds more for the rung being told.
    AddSeconds,
    /// Five seconds less for the rung being told.
    TakeSeconds,
    /// Start the rung again.
    RestartRung,
    /// Start the take again.
    RestartTake,
    /// Divide the story in another way.
    NextLadder,
    /// Show texts before or after the telling.
    SwitchStyle,
    /// Have the take say when the story comes back, or not.
    SwitchFree,
    /// Practice what should be told again today.
    BeginToday,
    /// Choose stories that together show the most.
    SuggestStories,
    /// Give a grade of 1 to 4.
    Grade(u8),
    /// Offer the grade below.
    NextGrade,
    /// Give the grade that is offered.
    AcceptGrade,
    /// Keep the take without a grade.
    SkipGrade,
    /// Write a note on the take.
    WriteNote,
    /// Keep the note that was typed.
    KeepNote,
    /// Ask whether the take should be discarded.
    AskToDiscard,
    /// Discard the take for good.
    DiscardTake,
    /// Leave for the library.
    Leave,
    /// Tell the same story again.
    Again,
    /// Tell the next story of the list.
    NextStory,
    /// Go on with the unfinished take.
    ResumeTake,
    /// Drop the unfinished take.
    Discard,
}
