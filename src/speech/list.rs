//! A list that is read aloud: ten rows at a time, each with its number.

use super::keys;
use crate::app::App;

/// So many rows are read at a time.
pub(super) const AT_ONCE: usize = 10;

/// A list, of which some rows are at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What is listed. As soon as this is something else, the list is read.
    pub name: String,
    /// How many rows there are.
    pub count: usize,
    /// The row of the cursor, counted from 0.
    pub cursor: usize,
    /// What stands in that row.
    pub under_cursor: String,
    /// Whether it is read to nobody who doesn't ask for it.
    pub(super) is_for_who_asks: bool,
    /// The first row at hand.
    first: usize,
    rows: Vec<String>,
}

impl List {
    /// A list of which the rows from `from` on are at hand, or those of the page of the cursor.
    pub(super) fn new(
        name: impl Into<String>,
        count: usize,
        cursor: usize,
        from: Option<usize>,
        row: impl Fn(usize) -> String,
    ) -> Option<Self> {
        let first = from.unwrap_or(cursor / AT_ONCE * AT_ONCE);
        let rows = (first..count).take(AT_ONCE).map(&row).collect();
        let list = || Self {
            name: name.into(),
            count,
            cursor,
            under_cursor: row(cursor),
            is_for_who_asks: false,
            first,
            rows,
        };
        (count > 0).then(list)
    }

    /// The same list, read to nobody who doesn't ask for it if this is so.
    pub(super) fn for_who_asks(self, is_for_who_asks: bool) -> Self {
        Self { is_for_who_asks, ..self }
    }

    /// The row behind those at hand.
    pub(super) const fn end(&self) -> usize {
        self.first + self.rows.len()
    }

    /// The rows at hand, with how to hear the others. They have numbers where one can be typed to go there.
    pub(super) fn lines(&self, app: &App) -> Vec<String> {
        let has_numbers = keys::has_numbers(app);
        let rows = (self.first + 1..).zip(&self.rows);
        let row = |(number, row)| if has_numbers { format!("{number}. {row}") } else { format!("- {row}") };
        let mut lines: Vec<String> = rows.map(row).collect();
        if self.rows.len() < self.count {
            let more = keys::colon(app.context());
            let more = format!("{more}more reads {}", if self.end() < self.count { "on" } else { "from the start" });
            lines.push(format!("{} to {} of {}; {more}.", self.first + 1, self.end(), self.count));
        }
        lines
    }

    /// Where the cursor is, and what is there.
    pub(super) fn here(&self) -> String {
        format!("At {} of {}: {}", self.cursor + 1, self.count, self.under_cursor)
    }
}
