//! The keys that edit a line.

use super::{Action, BACKSPACE, Binding, DELETE, END, Edit, HOME, Key, LEFT, LINES, RIGHT, row};

pub(super) const BINDINGS: &[Binding<'static>] = &[
    row(LINES, &[LEFT, Key::ctrl('b')], Action::Edit(Edit::Left), None, "One letter left"),
    row(LINES, &[RIGHT, Key::ctrl('f')], Action::Edit(Edit::Right), None, "One letter right"),
    row(LINES, &[HOME, Key::ctrl('a')], Action::Edit(Edit::Start), None, "To the start of the line"),
    row(LINES, &[END, Key::ctrl('e')], Action::Edit(Edit::End), None, "To the end of the line"),
    row(LINES, &[BACKSPACE, Key::ctrl('h')], Action::Edit(Edit::DeleteBack), None, "Delete the letter before"),
    row(LINES, &[DELETE, Key::ctrl('d')], Action::Edit(Edit::DeleteForward), None, "Delete the letter at the cursor"),
    row(LINES, &[Key::ctrl('w')], Action::Edit(Edit::DeleteWord), None, "Delete the word before"),
    row(LINES, &[Key::ctrl('u')], Action::Edit(Edit::DeleteToStart), None, "Delete all before the cursor"),
];
