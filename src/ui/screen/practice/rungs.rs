//! The rungs of a take: a row for each, and under the last one revealed its text, sentence by sentence.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::tells;
use crate::app::App;
use crate::app::action::Action;
use crate::app::pointing::Spot;
use crate::app::screen::practice::PracticeScreen;
use crate::domain::beat::Beat;
use crate::domain::habits::Feedback;
use crate::domain::ladder::Rung;
use crate::domain::practice::Missed;
use crate::domain::time::{Millis, in_whole_seconds};
use crate::ui::line::{self, Line, Span};
use crate::ui::{marks, pointing, text, theme};

/// Draws them.
pub(super) fn draw(app: &App, screen: &PracticeScreen, now: Millis, frame: &mut Frame<'_>, area: Rect) {
    let practice = screen.practice();
    let mut rows = rows(app, screen, now, area.width);
    let cues = cue_lines(screen, usize::from(area.width));
    let height = usize::from(area.height).saturating_sub(cues.len());
    let Some(open) = practice.open() else {
        let below = practice.current().map_or(0, |current| current + 1).min(rows.len());
        rows.splice(below..below, cues);
        line::draw(&rows, frame, area);
        return;
    };
    // The text gets three rows at the least. Where not all rungs fit beside it, those told long ago give way.
    let is_last = open + 1 == rows.len();
    let room = height.saturating_sub(3).max(2).min(rows.len());
    let first = (open + 2).min(rows.len()).saturating_sub(room);
    let has_space = room == rows.len() && height >= rows.len() + 6;
    let gaps = if !has_space {
        0
    } else if is_last {
        1
    } else {
        2
    };
    let width = usize::from(area.width).saturating_sub(5).min(text::READABLE);
    let told = text_of(app, screen, width, height.saturating_sub(room + gaps));

    let mut lines = Vec::new();
    for (place, row) in rows.into_iter().enumerate().skip(first).take(room) {
        lines.push(row);
        if place == open {
            lines.extend(has_space.then(Line::default));
            lines.extend(told.iter().cloned());
            lines.extend((has_space && !is_last).then(Line::default));
        }
        if practice.current() == Some(place) {
            lines.extend(cues.iter().cloned());
        }
    }
    line::draw(&lines, frame, area);
}

/// A row for each rung: its mark and name, what it took of what it should take, and what is to be seen of it.
fn rows(app: &App, screen: &PracticeScreen, now: Millis, width: u16) -> Vec<Line<'static>> {
    let practice = screen.practice();
    let being_told = practice.current().map(|_| practice.rung_elapsed(now));
    let said = in_whole_seconds(practice.splits().iter().copied().chain(being_told));
    let is_timed = tells(app, practice, Feedback::Full);
    let row = |(place, rung): (usize, &Rung)| {
        let is_current = practice.current() == Some(place);
        let told = said.get(place).copied().filter(|_| place < practice.splits().len());
        let times = if is_timed { times(rung, said.get(place).copied(), is_current) } else { Vec::new() };
        let (mark, style) = match (told, is_current) {
            (_, true) => ("▸", theme::CHOSEN),
            (Some(_), false) => ("✓", theme::PLAIN),
            (None, false) => (" ", theme::DIM),
        };
        let mut line = Line::from(vec![Span::styled(format!(" {mark} {}", text::pad(&rung.name, 14)), style)]);
        line.spans.extend(times);
        let room = usize::from(width).saturating_sub(line.width()).min(text::READABLE);
        let what = if practice.open() == Some(place) {
            Span::default()
        } else if practice.shows(place) {
            Span::styled(text::shorten(on_one_line(app, screen, rung), room), theme::DIM)
        } else if is_current && screen.cues().is_empty() {
            Span::styled("▒".repeat(16), theme::DIM)
        } else if told.is_some() {
            Span::styled("hidden", theme::DIM)
        } else {
            Span::default()
        };
        line.spans.push(what);
        line
    };
    practice.rungs().iter().enumerate().map(row).collect()
}

/// The cue words of the rung being told, below its row.
fn cue_lines(screen: &PracticeScreen, width: usize) -> Vec<Line<'static>> {
    // A cue stays on one line, and a line may end behind a dot but not start with one.
    let words = screen.cues().iter().map(|cue| cue.replace(' ', "\u{a0}")).collect::<Vec<String>>().join("\u{a0}· ");
    let lines = text::wrap(words, width.saturating_sub(6).min(text::READABLE)).into_iter().take(2);
    lines.map(|line| Line::styled(format!("     {}", line.replace('\u{a0}', " ")), theme::STRONG)).collect()
}

/// What a rung took, and what it should take.
fn times(rung: &Rung, said: Option<Millis>, is_current: bool) -> Vec<Span<'static>> {
    // The clock tells of the rung being told; its row moves as little as it can.
    let over = said.filter(|_| !is_current).map_or(Millis::ZERO, |said| said.saturating_sub(rung.budget));
    let over = if over.seconds() > 0 { format!("+{over}") } else { String::new() };
    let said = said.map(|said| said.to_string()).unwrap_or_default();
    vec![
        Span::raw(format!("{said:>5}")),
        Span::styled(format!(" of {:<5}", rung.budget.to_string()), theme::DIM),
        Span::raw(format!("{over:>6}   ")),
    ]
}

/// The page of the open text that has the sentence under the cursor, in `height` rows. Each sentence starts a line of its
/// own, so that it can be ticked off; one that was left out is marked, and one that was left out last time too.
fn text_of(app: &App, screen: &PracticeScreen, width: usize, height: usize) -> Vec<Line<'static>> {
    let practice = screen.practice();
    let pieces = screen.pieces(app.library().get(practice.story()));
    let has_beats = pieces.windows(2).any(|pair| matches!(pair, [(one, _), (next, _)] if one != next));
    let mut last: Option<Beat> = None;
    let blocks: Vec<Vec<Line<'static>>> = pieces
        .iter()
        .enumerate()
        .map(|(place, &(beat, words))| {
            let name = (has_beats && last.replace(beat) != Some(beat)).then(|| beat.name());
            let is = |missed: &Missed| missed.beat == beat && app.shown_text(&missed.words) == words;
            let mark = if practice.missed().iter().any(is) {
                ("✗", theme::ALERT)
            } else if screen.background().missed.iter().any(is) {
                ("!", theme::ACCENT)
            } else {
                ("·", theme::DIM)
            };
            piece_lines(words, name, mark, (place, screen.piece()), width)
        })
        .collect();
    let keys = marks::key(app.say(("{} {}", &[Action::PreviousPiece, Action::NextPiece])), app.looks().marks);
    page(blocks, screen.piece(), height, &keys)
}

/// A sentence, below the name of its beat where that starts: the cursor, its mark, its words.
fn piece_lines(
    words: &str,
    beat: Option<&'static str>,
    (mark, style): (&'static str, ratatui::style::Style),
    (place, cursor): (usize, usize),
    width: usize,
) -> Vec<Line<'static>> {
    let at = pointing::at_row(Spot::Row, place, cursor);
    let cursor = Span::styled(if place == cursor { "  ›" } else { "   " }, theme::CHOSEN);
    let mut lines: Vec<Line<'static>> =
        beat.map(|beat| Line::styled(format!("     {beat}"), theme::ACCENT)).into_iter().collect();
    for (row, words) in text::wrap(words, width.saturating_sub(2)).into_iter().enumerate() {
        let line = if row == 0 {
            Line::from(vec![cursor.clone(), Span::styled(format!(" {mark} "), style), Span::styled(words, theme::TOLD)])
        } else {
            Line::from(vec![Span::raw("      "), Span::styled(words, theme::TOLD)])
        };
        lines.push(line.over(at));
    }
    lines
}

/// The whole blocks around the one at `at` that fill a page; the last row says which page it is where there are several.
fn page(blocks: Vec<Vec<Line<'static>>>, at: usize, height: usize, keys: &str) -> Vec<Line<'static>> {
    let all: usize = blocks.iter().map(Vec::len).sum();
    if all <= height {
        return blocks.into_iter().flatten().collect();
    }
    let room = height.saturating_sub(1).max(1);
    let mut pages: Vec<Vec<Line<'static>>> = vec![Vec::new()];
    let mut shown = 0;
    for (place, block) in blocks.into_iter().enumerate() {
        let is_full = pages.last().is_some_and(|page| !page.is_empty() && page.len() + block.len() > room);
        if is_full {
            pages.push(Vec::new());
        }
        if place == at {
            shown = pages.len() - 1;
        }
        if let Some(page) = pages.last_mut() {
            page.extend(block);
        }
    }
    let count = pages.len();
    let mut page = pages.swap_remove(shown);
    page.resize(room, Line::default());
    page.push(Line::styled(format!("     {keys}  page {} of {count}", shown + 1), theme::DIM));
    page
}

/// All that a rung tells, on one line.
fn on_one_line(app: &App, screen: &PracticeScreen, rung: &Rung) -> String {
    let story = app.library().get(screen.practice().story());
    let beats = rung.beats.iter().filter_map(|&beat| story?.beats.get(beat));
    text::on_one_line(&beats.collect::<Vec<&str>>().join("\n\n"))
}
