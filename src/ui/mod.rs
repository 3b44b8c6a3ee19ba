//! The looks: draws the state and changes nothing.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect, Size};

use crate::app::{App, Overlay, Screen};
use crate::domain::format;
use crate::domain::time::Now;

use line::Line;
pub use pointing::pointed_at;

mod chrome;
mod first_steps;
mod line;
mod marks;
mod overlay;
mod paint;
mod pointing;
mod screen;
mod sharing;
mod text;
mod theme;
mod widget;

/// The smallest window that everything fits in.
const SMALLEST: (u16, u16) = (60, 20);

/// Whether a window is large enough to show anything but its being too small.
pub const fn fits(area: Size) -> bool {
    area.width >= SMALLEST.0 && area.height >= SMALLEST.1
}

/// Draws the whole window.
pub fn draw(app: &App, now: Now, frame: &mut Frame<'_>) {
    if fits(frame.area().as_size()) {
        draw_screen(app, now, frame);
    } else {
        draw_too_small(frame);
    }
    paint::finish(app.looks(), frame);
}

fn draw_screen(app: &App, now: Now, frame: &mut Frame<'_>) {
    if app.is_sharing() && app.awaits_library() {
        return sharing::draw_nothing_yet(frame);
    }
    let said = chrome::notice_lines(app, frame.area().width);
    let [body, notice, footer] = parts(said.len(), frame.area());
    match app.overlay() {
        Some(Overlay::Help(context)) => overlay::help(app, context, frame, body),
        Some(Overlay::Resume) => overlay::resume(app, frame, body),
        None => match app.screen() {
            Screen::Library => screen::library::draw(app, now, frame, body),
            Screen::Practice(practice) => screen::practice::draw(app, practice, now, frame, body),
            Screen::Rehearse(rehearse) => screen::rehearse::draw(app, rehearse, frame, body),
            Screen::Interview(page) => screen::interview::draw(app, *page, now, frame, body),
            Screen::Progress(progress) => screen::progress::draw(app, progress, frame, body),
            Screen::Summary(page) => screen::summary::draw(app, *page, frame, body),
            Screen::Review(review) => screen::review::draw(app, review, now, frame, body),
            Screen::Problems => screen::problems::draw(app, frame, body),
            Screen::Compare(compare) => screen::compare::draw(app, compare, frame, body),
            Screen::Kept(kept) => screen::kept::draw(app, kept, now, frame, body),
            Screen::Importing(importing) => screen::importing::draw(app, importing, frame, body),
            Screen::Coverage(coverage) => screen::coverage::draw(app, coverage, frame, body),
            Screen::Interviews(interviews) => screen::interviews::draw(app, interviews, frame, body),
            Screen::Writing { writing, .. } => screen::writing::draw(app, writing, frame, body),
            Screen::Filters(filters) => screen::filters::draw(app, filters, frame, body),
        },
    }
    line::draw(&said, frame, notice);
    chrome::draw_footer(app, frame, footer);
    if let Some(words) = app.words_to_cover() {
        sharing::cover(frame, words);
        sharing::say(frame);
    }
}

/// What every screen has: its body, so many lines to the person, and the keys.
fn parts(lines: usize, area: Rect) -> [Rect; 3] {
    let lines = u16::try_from(lines).unwrap_or(0);
    Layout::vertical([Constraint::Fill(1), Constraint::Length(lines), Constraint::Length(1)]).areas(area)
}

fn draw_too_small(frame: &mut Frame<'_>) {
    let area = frame.area();
    let (width, height) = SMALLEST;
    let words = format!(
        "This window is too small. Retell needs {width}×{height}, and this is {}×{}. Make it larger to go on; ctrl-c leaves.",
        area.width, area.height
    );
    let lines: Vec<Line<'_>> = text::wrap(words, area.width.into()).into_iter().map(Line::raw).collect();
    line::draw(&lines, frame, area);
}
