//! The progress screen: whether practicing works, in charts that need no color, each with its numbers in words.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::app::screen::progress::{ProgressScreen, Scope};
use crate::domain::ladder::Ladder;
use crate::domain::progress::Progress;
use crate::domain::progress::chart::{Band, DayMark, MARK_WIDTH};
use crate::domain::progress::words::{COLUMNS, Fact};
use crate::domain::safe::Safe;
use crate::domain::take::Verdict;
use crate::ui::line::{self, Line, Span};
use crate::ui::{chrome, text, theme};

/// From this width on there are two columns.
const WIDE: u16 = 110;

/// The columns between them.
const GAP: usize = 3;

/// The columns of labels, and of the names of rows of the chart of lengths.
const LABELS: usize = 12;

/// The most weeks of the calendar: half a year.
const WEEKS: usize = 26;

/// The most takes of the chart of lengths.
const TAKES: usize = 32;

/// The longest bar of grades.
const LONGEST_BAR: usize = 32;

/// Lines that stay on one page, below their heading.
type Section = Vec<Line<'static>>;

/// Draws it.
pub(in crate::ui) fn draw(app: &App, screen: &ProgressScreen, frame: &mut Frame<'_>, area: Rect) {
    let [title, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let (name, right) = scope(app, screen.scope());
    chrome::draw_title(&name, &right, frame, title);
    let body = chrome::inside(body);
    let (progress, width) = (screen.progress(), usize::from(body.width));
    let lines = if progress.is_empty() {
        let invitation = app.nothing_told(screen.scope());
        text::wrap(invitation, width.min(text::READABLE)).into_iter().map(Line::raw).collect()
    } else if area.width >= WIDE {
        in_two_columns(progress, width)
    } else {
        in_one_column(sections(progress, width), body.height.into())
    };
    line::draw(&text::page_of(lines, body.height, screen.page(), &chrome::page_keys(app)), frame, body);
}

/// The title, and what stands at its right.
fn scope(app: &App, scope: Scope) -> (String, String) {
    match scope {
        Scope::All => ("Progress: all stories".to_owned(), String::new()),
        Scope::Found => {
            let query = app.library_screen().input().text();
            let query = if query.is_empty() { query } else { format!("› {}", text::shorten(query, 24)) };
            ("Progress: the stories that are found".to_owned(), query)
        }
        Scope::Story => {
            (format!("Progress: {}", app.story_at_hand().map_or("", |story| story.title.as_str())), String::new())
        }
    }
}

fn sections(progress: &Progress, width: usize) -> Vec<Section> {
    let mut sections = vec![under("Days", facts(&progress.day_facts(), width)), calendar(progress, width)];
    if progress.whole().next().is_some() {
        sections.push(lengths(progress, width));
    }
    sections.push(under("Lengths", facts(&progress.length_facts(), width)));
    let mut telling = under("Telling", facts(&progress.telling_facts(), width));
    telling.extend(grades(progress, width));
    sections.push(telling);
    let ladders = [Ladder::Outline, Ladder::Star, Ladder::Beats];
    sections.extend(ladders.into_iter().filter_map(|ladder| rungs(progress, ladder, width)));
    sections
}

/// The sections one below the other. Where they take several pages, none is divided that has room on one, and a later one
/// takes the room that the next one has too little of.
fn in_one_column(mut sections: Vec<Section>, height: usize) -> Vec<Line<'static>> {
    let all: usize = sections.iter().map(|section| section.len() + 1).sum();
    let rows = if all <= height + 1 { usize::MAX } else { height.saturating_sub(1).max(1) };
    let mut lines: Vec<Line<'static>> = Vec::new();
    while !sections.is_empty() {
        let used = lines.len() % rows;
        let fits = |section: &Section| used == 0 || used + 1 + section.len() <= rows;
        match sections.iter().position(fits) {
            Some(next) => {
                lines.extend((used > 0).then(Line::default));
                lines.extend(sections.remove(next));
            }
            None => lines.resize(lines.len() + rows - used, Line::default()),
        }
    }
    lines
}

/// The sections side by side: days and the calendar at the left, lengths at the right, the others where there is room.
fn in_two_columns(progress: &Progress, width: usize) -> Vec<Line<'static>> {
    let column = (width - GAP) / 2;
    let (mut left, mut right): (Vec<Line<'_>>, Vec<Line<'_>>) = (Vec::new(), Vec::new());
    for (place, section) in sections(progress, column).into_iter().enumerate() {
        let is_left = place < 2 || place > 3 && left.len() <= right.len();
        let side = if is_left { &mut left } else { &mut right };
        if !side.is_empty() {
            side.push(Line::default());
        }
        side.extend(section);
    }
    let rows = left.len().max(right.len());
    left.resize(rows, Line::default());
    right.resize(rows, Line::default());
    left.into_iter().zip(right).map(|(left, right)| beside(left, right, column + GAP)).collect()
}

/// Two lines beside each other, the second from a column on.
fn beside(left: Line<'static>, right: Line<'static>, column: usize) -> Line<'static> {
    let gap = column.saturating_sub(left.width());
    let styled = |line: Line<'static>| line.spans.into_iter().map(move |span| span.over(line.style));
    Line::from(styled(left).chain([Span::raw(" ".repeat(gap))]).chain(styled(right)).collect::<Vec<_>>())
}

fn under(heading: impl Into<Safe<'static>>, lines: Vec<Line<'static>>) -> Section {
    [Line::styled(heading, theme::ACCENT)].into_iter().chain(lines).collect()
}

fn facts(facts: &[Fact], width: usize) -> Vec<Line<'static>> {
    let room = width.saturating_sub(LABELS).min(text::READABLE);
    let lines = facts.iter().flat_map(|(label, words)| {
        let labels = std::iter::once(*label).chain(std::iter::repeat(""));
        text::wrap(words, room).into_iter().zip(labels)
    });
    lines.map(|(words, label)| labeled(label, vec![Span::raw(words)])).collect()
}

fn labeled(label: &str, spans: Vec<Span<'static>>) -> Line<'static> {
    let label = Span::styled(text::pad(label, LABELS), theme::DIM);
    Line::from([label].into_iter().chain(spans).collect::<Vec<_>>())
}

fn calendar(progress: &Progress, width: usize) -> Section {
    let weeks = (width.saturating_sub(4) / MARK_WIDTH).min(WEEKS);
    let dim = |words: String| Line::styled(format!("    {words}"), theme::DIM);
    let mut lines = vec![dim(progress.months(weeks))];
    lines.extend(progress.weekdays(weeks).into_iter().map(|weekday| {
        let name = Span::styled(format!("{} ", weekday.name), theme::DIM);
        let days = weekday.days.iter().map(|&day| Span::styled(format!("{} ", day.letter()), style_of(day)));
        Line::from([name].into_iter().chain(days).collect::<Vec<_>>())
    }));
    lines.push(dim(DayMark::LEGEND.to_owned()));
    under("Calendar", lines)
}

const fn style_of(day: DayMark) -> Style {
    match day {
        DayMark::None | DayMark::ToCome => theme::DIM,
        DayMark::Forgiven => theme::PLAIN,
        DayMark::One | DayMark::Several => theme::ACCENT,
    }
}

fn lengths(progress: &Progress, width: usize) -> Section {
    let room = (width.saturating_sub(LABELS) / MARK_WIDTH).min(TAKES);
    let mut lines: Vec<Line<'static>> = progress.bands(room).into_iter().map(|band| band_line(&band)).collect();
    let axis = [format!("{:10} └{}", "", "─".repeat(room * MARK_WIDTH)), format!("{:LABELS$}{}", "", Band::LEGEND)];
    let [axis, legend] = axis.map(|words| Line::styled(words, theme::DIM));
    lines.push(axis);
    let days = progress.first_and_last_day(room);
    lines.push(Line::styled(format!("{:LABELS$}{days}", ""), theme::DIM));
    lines.push(legend);
    under(progress.length_heading(), lines)
}

fn band_line(band: &Band) -> Line<'static> {
    let mut spans = vec![Span::styled(format!("{} │", band.name), theme::DIM)];
    for &take in &band.takes {
        let style = match take {
            Some(Verdict::Good) => theme::CHOSEN,
            Some(Verdict::Grace | Verdict::Long) => theme::ALERT,
            Some(Verdict::Short) => theme::STRONG,
            None => theme::DIM,
        };
        spans.push(Span::styled(band.letter(take).to_string(), style));
        spans.push(Span::styled(band.ground().to_string(), theme::DIM));
    }
    Line::from(spans)
}

fn grades(progress: &Progress, width: usize) -> Vec<Line<'static>> {
    let longest = width.saturating_sub(LABELS + 13).min(LONGEST_BAR);
    let labels = std::iter::once("Grades").chain(std::iter::repeat(""));
    let bars = progress.grades.bars(longest).into_iter().zip(labels);
    let line = |((name, count, bar), label): ((&str, usize, usize), &str)| {
        labeled(label, vec![Span::raw(format!("{name:<7}{count:>4}  ")), Span::styled("━".repeat(bar), theme::ACCENT)])
    };
    bars.map(line).collect()
}

/// The table of the rungs of a ladder, if one was told on it.
fn rungs(progress: &Progress, ladder: Ladder, width: usize) -> Option<Section> {
    let row = |name: Span<'static>, [takes, said, budget, difference, helped]: [String; 5], style: Style| {
        let cells = format!("{takes:>6}{said:>7}{budget:>8}{difference:>12}{helped:>10}");
        Line::from(vec![name, Span::styled(cells, style)])
    };
    let names = width.saturating_sub(43).clamp(14, 24);
    let mut lines: Vec<Line<'static>> = progress
        .rung_rows(ladder)
        .into_iter()
        .map(|rung| row(Span::raw(text::pad(rung.name(), names)), rung.cells, theme::PLAIN))
        .collect();
    if lines.is_empty() {
        return None;
    }
    let heading = Span::styled(text::pad(format!("Parts: {}", ladder.name()), names), theme::ACCENT);
    lines.insert(0, row(heading, COLUMNS.map(str::to_owned), theme::DIM));
    Some(lines)
}
