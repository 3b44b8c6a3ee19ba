//! The keys of interviews: the list of them, what is typed about one, and the debrief.

use super::{
    Action, Binding, Context, DELETE, DOWN, END, ENTER, ESC, HOME, Key, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, SPACE, TAB,
    UP, row,
};

pub(super) const BINDINGS: &[Binding<'static>] = {
    use Context::{Arranging, Choosing, Debrief, DebriefLine, Interviews, Picking, Removing};
    const FORM: &[Context] = &[Debrief, DebriefLine];
    const STORIES: &[Context] = &[Choosing, Picking];
    const KEEPS: &[Context] = &[Arranging, Debrief, DebriefLine];
    &[
        row(
            &[Interviews],
            &[ENTER, Key::char('d')],
            Action::NoteDebrief,
            Some("debrief"),
            "Note how it went, what was asked and what you told",
        ),
        row(
            &[Interviews],
            &[SPACE],
            Action::BeginToday,
            Some("today"),
            "Practice what is due today, one story after another",
        ),
        row(&[Interviews], &[Key::char('n')], Action::NewAppointment, Some("new"), "Write down another interview"),
        row(
            &[Interviews],
            &[Key::char('s')],
            Action::ChooseStories,
            Some("stories"),
            "Choose the stories that are to be ready for it",
        ),
        row(
            &[Interviews],
            &[Key::char('e')],
            Action::ChangeAppointment,
            Some("change"),
            "Change its day, company or round",
        ),
        row(
            &[Interviews],
            &[Key::char('x'), DELETE],
            Action::AskToRemove,
            Some("remove"),
            "Remove it, after a question",
        ),
        row(&[Interviews], &[UP, Key::char('k')], Action::Up, None, "One row up"),
        row(&[Interviews], &[DOWN, Key::char('j')], Action::Down, None, "One row down"),
        row(&[Interviews], &[HOME, Key::char('g')], Action::First, None, "The first row"),
        row(&[Interviews], &[END, Key::char('G')], Action::Last, None, "The last row"),
        row(&[Interviews], &[RIGHT], Action::NextText, None, "More of what is known of it"),
        row(&[Interviews], &[LEFT], Action::PreviousText, None, "Back in what is known of it"),
        row(&[Interviews], &[ESC], Action::Leave, Some("library"), "Go to the library"),
        row(&[Removing], &[Key::char('y')], Action::RemoveAppointment, Some("remove"), "Remove the interview"),
        row(&[Removing], &[Key::char('n'), ESC], Action::Close, Some("keep"), "Keep it"),
        // Lines and choices.
        row(
            &[Arranging],
            &[ENTER],
            Action::NextField,
            Some("next"),
            "Go to the next line; from the last one, keep all",
        ),
        row(
            &[Arranging],
            &[TAB],
            Action::Complete,
            Some("complete"),
            "Complete a company that is known, or go to the next line",
        ),
        row(
            &[DebriefLine],
            &[ENTER],
            Action::NextField,
            Some("next"),
            "Say which story you told; from an empty line, go to the note; from there, keep all",
        ),
        row(
            &[Debrief],
            &[ENTER],
            Action::NextField,
            Some("next"),
            "Go to the next row, or choose the stories that you also told",
        ),
        row(&[Debrief], &[Key::char('1')], Action::Rate(1), Some("choose"), "Badly, or waiting to hear"),
        row(&[Debrief], &[Key::char('2')], Action::Rate(2), None, "So-so, or the next round"),
        row(&[Debrief], &[Key::char('3')], Action::Rate(3), None, "Well, or an offer"),
        row(&[Debrief], &[Key::char('4')], Action::Rate(4), None, "Rejected"),
        row(&[Debrief], &[Key::char('5')], Action::Rate(5), None, "Withdrew"),
        row(&[Debrief], &[RIGHT], Action::NextChoice, None, "Choose what comes after"),
        row(&[Debrief], &[LEFT], Action::PreviousChoice, None, "Choose what comes before"),
        row(&[Arranging], &[UP], Action::Up, None, "One line up"),
        row(&[Arranging], &[DOWN], Action::Down, None, "One line down"),
        row(FORM, &[UP], Action::Up, None, "One row up"),
        row(FORM, &[DOWN, TAB], Action::Down, None, "One row down"),
        row(KEEPS, &[Key::ctrl('s')], Action::Keep, Some("keep"), "Keep it as it stands"),
        row(FORM, &[ESC], Action::Leave, Some("leave"), "Leave without keeping it, after a warning"),
        // Stories.
        row(&[Choosing], &[SPACE], Action::SwitchStory, Some("choose"), "Choose the story, or don't any more"),
        row(
            &[Choosing],
            &[TAB],
            Action::SuggestStories,
            Some("suggest ten"),
            "Choose up to ten that together show the most of what interviewers ask",
        ),
        row(&[Choosing], &[ENTER], Action::Keep, Some("keep"), "Keep what is chosen"),
        row(&[Picking], &[ENTER], Action::PickStory, Some("told it"), "Say that you told this story"),
        row(&[Picking], &[Key::ctrl('n')], Action::PickNone, Some("no story"), "Say that you told no story"),
        row(STORIES, &[UP], Action::Up, None, "One row up"),
        row(STORIES, &[DOWN], Action::Down, None, "One row down"),
        row(STORIES, &[PAGE_UP], Action::PageUp, None, "Ten rows up"),
        row(STORIES, &[PAGE_DOWN], Action::PageDown, None, "Ten rows down"),
        row(&[Arranging, Choosing, Picking], &[ESC], Action::StopTyping, Some("back"), "Go back without keeping it"),
    ]
};
