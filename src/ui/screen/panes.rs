//! Where the parts of the library stand, for those that draw them.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::screen::library::Focus;
use crate::ui::chrome;

/// From this width on the skills stand beside the stories.
const MEDIUM: u16 = 80;

/// From this width on the text stands beside the stories too, not below them.
const WIDE: u16 = 100;

/// Where the parts stand.
#[derive(Debug)]
pub(in crate::ui) struct Panes {
    /// What this is.
    pub(super) title: Rect,
    /// What is asked for.
    pub(super) query: Rect,
    /// What it means, in words.
    pub(super) words: Rect,
    /// The rules below that, and below the stories.
    pub(super) rules: Vec<Rect>,
    /// The skills, where there is room for them.
    pub(super) skills: Option<Rect>,
    /// The stories.
    pub(super) stories: Rect,
    /// How many rows each of them has.
    pub(super) rows_each: usize,
    /// The text of one, where there is room for it.
    pub(super) text: Option<Rect>,
}

impl Panes {
    /// Where they stand in this area, below so many lines of words.
    pub(super) fn new(app: &App, words: usize, area: Rect) -> Self {
        let [title, query, words, rule, body] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(u16::try_from(words).unwrap_or(1)),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
        .areas(area);
        let panes =
            Self { title, query, words, rules: vec![rule], skills: None, stories: body, rows_each: 1, text: None };
        match area.width {
            WIDE.. => panes.side_by_side(body),
            MEDIUM..WIDE => {
                let [_, skills, _, right] = Layout::horizontal([
                    Constraint::Length(1),
                    Constraint::Length(22),
                    Constraint::Length(1),
                    Constraint::Fill(1),
                ])
                .areas(body);
                Self { skills: Some(skills), ..panes.stacked(app, right) }
            }
            _ if app.library_screen().focus() == Focus::Skills => {
                let panes = panes.stacked(app, body);
                Self { skills: panes.text, text: None, ..panes }
            }
            _ => panes.stacked(app, body),
        }
    }

    /// Skills, stories and text.
    fn side_by_side(self, area: Rect) -> Self {
        let [_, skills, _, stories, _, text, _] = Layout::horizontal([
            Constraint::Length(1),
            Constraint::Length(if area.width < 150 { 26 } else { 32 }),
            Constraint::Length(2),
            Constraint::Percentage(36),
            Constraint::Length(3),
            Constraint::Fill(1),
            Constraint::Length(1),
        ])
        .areas(area);
        Self { skills: Some(skills), stories, rows_each: 2, text: Some(text), ..self }
    }

    /// The stories above, and the text below.
    fn stacked(mut self, app: &App, area: Rect) -> Self {
        // The list takes what it needs, up to two fifths, so that the text has the rest.
        // Why nothing is found takes some rows to say.
        let least = if app.library_screen().count() == 0 { 6 } else { 2 };
        let found = u16::try_from(app.library_screen().count()).unwrap_or(u16::MAX).max(least);
        let rows = (area.height * 2 / 5).min(found) + 1;
        let [stories, rule, text] =
            Layout::vertical([Constraint::Length(rows), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        self.rules.push(rule);
        Self { stories: chrome::inside(stories), text: Some(chrome::inside(text)), ..self }
    }
}

/// How many rows of a list there is room for below its heading, and how many lines each takes.
pub(super) fn rows_below_heading(area: Rect, rows_each: usize) -> (usize, usize) {
    (usize::from(area.height.saturating_sub(1)) / rows_each, rows_each)
}
