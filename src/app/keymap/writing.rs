//! The keys of the writing screen.

use super::{
    Action, BACK_TAB, BACKSPACE, Binding, Context, DELETE, DOWN, END, ENTER, ESC, F1, HOME, Key, LEFT, PAGE_DOWN,
    PAGE_UP, RIGHT, SHARE, Stroke, TAB, UP, row,
};

pub(super) const BINDINGS: &[Binding<'static>] = {
    use Context::Writing;
    &[
        row(&[Writing], &[F1], Action::ShowHelp, Some("help"), "Show the keys of where you are"),
        row(&[Writing], &[Key::alt('s')], Action::SwitchSharing, None, SHARE),
        row(
            &[Writing],
            &[TAB, PAGE_DOWN],
            Action::NextField,
            Some("next"),
            "Complete a skill that is begun, or go to the next part",
        ),
        row(&[Writing], &[BACK_TAB, PAGE_UP], Action::PreviousField, None, "Go to the part before"),
        row(&[Writing], &[Key::ctrl('s')], Action::Keep, Some("keep"), "Keep the story and write on"),
        row(
            &[Writing],
            &[Key::ctrl('_'), Key::alt('u')],
            Action::Stroke(Stroke::Undo),
            Some("undo"),
            "Take the last step in this part back",
        ),
        row(
            &[Writing],
            &[Key::ctrl('r'), Key::alt('e')],
            Action::Stroke(Stroke::Redo),
            Some("redo"),
            "Do again what was taken back",
        ),
        row(
            &[Writing],
            &[ENTER],
            Action::BreakLine,
            None,
            "Begin another line; from title and skills, go to the next part",
        ),
        row(&[Writing], &[UP, Key::ctrl('p')], Action::Up, None, "One row up, or to the part before"),
        row(&[Writing], &[DOWN, Key::ctrl('n')], Action::Down, None, "One row down, or to the next part"),
        row(&[Writing], &[LEFT, Key::ctrl('b')], Action::Stroke(Stroke::Left), None, "One letter left"),
        row(&[Writing], &[RIGHT, Key::ctrl('f')], Action::Stroke(Stroke::Right), None, "One letter right"),
        row(
            &[Writing],
            &[Key::alt('b'), LEFT.with_ctrl(), LEFT.with_alt()],
            Action::Stroke(Stroke::WordLeft),
            None,
            "One word left",
        ),
        row(
            &[Writing],
            &[Key::alt('f'), RIGHT.with_ctrl(), RIGHT.with_alt()],
            Action::Stroke(Stroke::WordRight),
            None,
            "One word right",
        ),
        row(&[Writing], &[HOME, Key::ctrl('a')], Action::Stroke(Stroke::RowStart), None, "To the start of the row"),
        row(&[Writing], &[END, Key::ctrl('e')], Action::Stroke(Stroke::RowEnd), None, "To the end of the row"),
        row(&[Writing], &[HOME.with_ctrl()], Action::Stroke(Stroke::TextStart), None, "To the start of the part"),
        row(&[Writing], &[END.with_ctrl()], Action::Stroke(Stroke::TextEnd), None, "To the end of the part"),
        row(
            &[Writing],
            &[BACKSPACE, Key::ctrl('h')],
            Action::Stroke(Stroke::DeleteBack),
            None,
            "Delete the letter before",
        ),
        row(
            &[Writing],
            &[DELETE, Key::ctrl('d')],
            Action::Stroke(Stroke::DeleteForward),
            None,
            "Delete the letter at the cursor",
        ),
        row(
            &[Writing],
            &[Key::ctrl('w'), BACKSPACE.with_alt()],
            Action::Stroke(Stroke::DeleteWordBack),
            None,
            "Delete the word before",
        ),
        row(
            &[Writing],
            &[Key::alt('d'), DELETE.with_ctrl()],
            Action::Stroke(Stroke::DeleteWordForward),
            None,
            "Delete the word at the cursor",
        ),
        row(
            &[Writing],
            &[Key::ctrl('u')],
            Action::Stroke(Stroke::DeleteToStart),
            None,
            "Delete the line before the cursor",
        ),
        row(
            &[Writing],
            &[Key::ctrl('k')],
            Action::Stroke(Stroke::DeleteToEnd),
            None,
            "Delete the line behind the cursor",
        ),
        row(
            &[Writing],
            &[Key::ctrl('y')],
            Action::PutBack,
            None,
            "Put back what was deleted last, here or in another part",
        ),
        row(&[Writing], &[ESC], Action::Leave, Some("keep, leave"), "Keep the story and go back"),
    ]
};
