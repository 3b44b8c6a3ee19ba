//! The library: query line, skills with counts, stories, and the text of the one under the cursor.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::panes::{Panes, rows_below_heading};
use crate::app::App;
use crate::app::action::Action;
use crate::app::pointing::Spot;
use crate::app::screen::library::pane::{self, Choice, Facets, Place};
use crate::app::screen::library::{Fit, Focus, Sort};
use crate::domain::library::Origin;
use crate::domain::safe::Safe;
use crate::domain::story::Story;
use crate::domain::text::count;
use crate::domain::time::Now;
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::story_text;
use crate::ui::widget::typed_line::typed_line;
use crate::ui::{chrome, pointing, text, theme};

/// What stands between two skills.
const SKILL_GAP: &str = " · ";

/// Draws the library.
pub(in crate::ui) fn draw(app: &App, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let panes = panes(app, area);
    draw_title(app, frame, panes.title);
    draw_query(app, frame, panes.query);
    if let Some(understood) = understood(app) {
        let room = usize::from(panes.words.width).saturating_sub(4);
        let understood = text::shorten(understood, room);
        line::draw(&[Line::styled(format!("   {understood}"), theme::ACCENT)], frame, panes.words);
    }
    panes.rules.iter().for_each(|rule| chrome::draw_rule(frame, *rule));
    draw_stories(app, now, panes.rows_each, frame, panes.stories);
    panes.skills.into_iter().for_each(|area| draw_skills(app, frame, area));
    panes.text.into_iter().for_each(|area| draw_text(app, frame, area));
}

/// Where the parts of the library stand.
fn panes(app: &App, area: Rect) -> Panes {
    Panes::new(app, understood(app).iter().len(), area)
}

/// What is asked for, in words.
fn understood(app: &App) -> Option<String> {
    // What takes a confidential name apart would show it in parts.
    let typed = app.library_screen().input().text();
    let is_covered = app.words_to_cover().is_some_and(|words| !words.find(&typed).is_empty());
    app.library_screen().words(app.index()).filter(|_| !is_covered)
}

fn draw_title(app: &App, frame: &mut Frame<'_>, row: Rect) {
    let stories = app.library().stories().len();
    let mut right = match app.library().origin {
        Origin::Own => count(stories, "story", "stories"),
        Origin::Samples => count(stories, "sample story", "sample stories"),
    };
    if !app.due().is_empty() {
        right.push_str(&format!(" · {} due", app.due().len()));
    }
    if !app.problems().is_empty() {
        right.push_str(" · ");
        right.push_str(&count(app.problems().len(), "problem", "problems"));
    }
    chrome::draw_title("retell", &right, frame, row);
}

/// Draws the query line: what is asked for, and how much that finds.
pub(in crate::ui) fn draw_query(app: &App, frame: &mut Frame<'_>, row: Rect) {
    let screen = app.library_screen();
    let is_typing = screen.focus() == Focus::Query;
    let all = app.library().stories().len();
    let right = if screen.is_waiting() { format!("… of {all}") } else { format!("{} of {all}", screen.count()) };
    let chips = Safe::from(chips(screen.facets()));
    let right = Span::styled(right, theme::DIM);
    let room = usize::from(row.width).saturating_sub(right.width() + chips.width() + 6);
    let (typed, column) = typed_line(screen.input(), room);
    let words = if screen.input().is_empty() && !is_typing {
        let words = (
            "Press {} to find by words, {} by skill, {}? by a question",
            &[Action::Find, Action::FindSkill, Action::Find],
        );
        Span::styled(text::shorten(app.say(words), room), theme::DIM)
    } else {
        Span::styled(typed, theme::STRONG)
    };
    let prompt = Span::styled(" › ", if is_typing { theme::CHOSEN } else { theme::DIM });
    let left = vec![prompt, words, Span::styled(chips, theme::ACCENT)];
    let query = text::spread(left, right, row.width.saturating_sub(1));
    line::draw(&[query.over(pointing::at(Spot::Query, 0))], frame, row);
    if is_typing {
        frame.set_cursor_position(Position::new(row.x + 3 + u16::try_from(column).unwrap_or(0), row.y));
    }
}

/// What is chosen, in short.
fn chips(facets: &Facets) -> String {
    let of = |wanted: Choice| {
        let names = facets.chosen().iter().filter(move |(_, choice)| *choice == wanted).map(|(facet, _)| facet.name());
        match names.collect::<Vec<&str>>()[..] {
            [] => String::new(),
            [name] => format!(" {}{}", mark_of(wanted), text::shorten(name, 20)),
            ref names if facets.is_any && wanted == Choice::With => {
                format!(" {}any of {}", mark_of(wanted), names.len())
            }
            ref names => format!(" {}{} skills", mark_of(wanted), names.len()),
        }
    };
    of(Choice::With) + &of(Choice::Without)
}

/// The mark of a facet.
const fn mark_of(choice: Choice) -> &'static str {
    match choice {
        Choice::With => " ✓ ",
        Choice::Without => " ✗ ",
    }
}

fn draw_skills(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let screen = app.library_screen();
    let has_keys = screen.focus() == Focus::Skills;
    let width = usize::from(area.width);
    let heading = if has_keys { theme::CHOSEN } else { theme::STRONG };
    let mut heading = Line::from(Span::styled("  Skills", heading));
    if screen.facets().is_any {
        heading.spans.push(Span::styled("  any of the ✓", theme::DIM));
    }
    let mut lines = vec![heading];
    let (room, _) = rows_below_heading(area, 1);
    let (pane, index) = (screen.pane(), app.index());
    let first = text::first_row(pane.cursor(), pane.rows().len(), room);
    for (place, row) in pane.rows().iter().enumerate().skip(first).take(room) {
        let choice = pane::choice_of(row.place, screen.facets(), index);
        let is_chosen = choice.is_some();
        let is_under_cursor = has_keys && place == pane.cursor();
        let style = if is_under_cursor || is_chosen { theme::CHOSEN } else { theme::PLAIN };
        let mark = if is_under_cursor { "▌ " } else { "  " };
        let right = Line::from(vec![
            Span::styled(choice.map_or(" ", mark_of), theme::CHOSEN),
            Span::styled(row.count.to_string(), theme::DIM),
        ]);
        let lead = match row.place {
            Place::Group(group) if pane.is_open(group, index) => "▾ ",
            Place::Group(_) => "▸ ",
            Place::Skill(_) if row.is_member => "  ",
            Place::Skill(_) => "",
        };
        let name = pane::name_of(row.place, index);
        let name = text::shorten(name, width.saturating_sub(2 + Safe::from(lead).width() + right.width()));
        let mut left = vec![Span::styled(mark, theme::CHOSEN), Span::styled(lead, theme::DIM)];
        let places = screen.marks().in_skill(&name);
        left.extend(text::marked(name, &places, style));
        let place = pointing::at_row(Spot::Skill, place, pane.cursor());
        lines.push(text::spread(left, right, area.width).over(place));
    }
    line::draw(&lines, frame, area);
}

/// Draws the stories that are found, in so many rows each.
pub(in crate::ui) fn draw_stories(app: &App, now: Now, rows_each: usize, frame: &mut Frame<'_>, area: Rect) {
    let screen = app.library_screen();
    let heading = if screen.focus() == Focus::Skills { theme::STRONG } else { theme::CHOSEN };
    let mut heading = Line::from(Span::styled("  Stories", heading));
    if screen.sort() == Sort::Told {
        heading.spans.push(Span::styled("  told longest ago first", theme::DIM));
    }
    let mut lines = vec![heading];
    if screen.count() == 0 {
        lines.push(Line::default());
        let wrapped = text::wrap(app.why_no_story(), usize::from(area.width).saturating_sub(2));
        lines.extend(wrapped.into_iter().map(|line| Line::raw(format!("  {line}"))));
    }
    let (room, _) = rows_below_heading(area, rows_each);
    let first = text::first_row(screen.cursor(), screen.count(), room);
    let shown = || screen.found(app.library()).enumerate().skip(first).take(room);
    let titles = shown().map(|(_, story)| Safe::from(&story.title).width()).max().unwrap_or(0);
    let titles = titles.min(usize::from(area.width) * 3 / 5);
    for (row, story) in shown() {
        let is_under_cursor = row == screen.cursor();
        let rows = if rows_each == 1 {
            vec![story_row(app, (row, story), is_under_cursor, titles, now, area.width)]
        } else {
            story_rows(app, (row, story), is_under_cursor, now, area.width).into()
        };
        let place = pointing::at_row(Spot::Story, row, screen.cursor());
        lines.extend(rows.into_iter().map(|line| line.over(place)));
    }
    line::draw(&lines, frame, area);
}

/// A story in one row: its title, its skills in a column of their own, and how it stands.
fn story_row<'a>(
    app: &App,
    (row, story): (usize, &'a Story),
    is_under_cursor: bool,
    titles: usize,
    now: Now,
    width: u16,
) -> Line<'a> {
    let status = status_span(app, row, story, now);
    let room = usize::from(width).saturating_sub(3 + status.width());
    let mut line = title_line(app, story, is_under_cursor, room);
    let gap = (titles + 2 + 3).saturating_sub(line.width()).max(2);
    // All reasons end in one column, or none is shown.
    let widest = if app.library_screen().is_question() { Fit::Workable.name().len() } else { 0 };
    let room = usize::from(width).saturating_sub(line.width() + gap + status.width().max(widest) + 2);
    if room > 8 {
        line.spans.push(Span::raw(" ".repeat(gap)));
        line.spans.extend(why_spans(app, row, story, room));
    }
    text::spread(line, status, width)
}

/// A story in two rows: its title and how it stands, and its skills below.
fn story_rows<'a>(
    app: &App,
    (row, story): (usize, &'a Story),
    is_under_cursor: bool,
    now: Now,
    width: u16,
) -> [Line<'a>; 2] {
    let status = status_span(app, row, story, now);
    let first = title_line(app, story, is_under_cursor, usize::from(width).saturating_sub(3 + status.width()));
    let mut second = Line::from(cursor_mark(app, is_under_cursor));
    second.spans.extend(why_spans(app, row, story, usize::from(width).saturating_sub(2)));
    [text::spread(first, status, width), second]
}

/// The mark of the cursor's row, thin while the keys go elsewhere.
fn cursor_mark(app: &App, is_under_cursor: bool) -> Span<'static> {
    let mark = match (is_under_cursor, app.library_screen().focus()) {
        (false, _) => "  ",
        (true, Focus::Skills) => "▏ ",
        (true, Focus::Stories | Focus::Query) => "▌ ",
    };
    Span::styled(mark, theme::CHOSEN)
}

fn title_line<'a>(app: &App, story: &'a Story, is_under_cursor: bool, room: usize) -> Line<'a> {
    let title = text::shorten(&story.title, room);
    let style = if is_under_cursor { theme::STRONG } else { theme::PLAIN };
    let mut line = Line::from(cursor_mark(app, is_under_cursor));
    let places = app.library_screen().marks().in_title(&title);
    line.spans.extend(text::marked(title, &places, style));
    line
}

/// How a story stands; how well it answers, where a question is asked.
fn status_span(app: &App, row: usize, story: &Story, now: Now) -> Span<'static> {
    match app.library_screen().match_in(row) {
        Some(answer) if answer.fit == Fit::Strong => Span::styled(answer.fit.name(), theme::CHOSEN),
        Some(answer) => Span::styled(answer.fit.name(), theme::DIM),
        None => Span::styled(app.standing_of_story(story, now), theme::DIM),
    }
}

/// Why a story is here: how it answers the question, or else its skills.
fn why_spans<'a>(app: &App, row: usize, story: &'a Story, width: usize) -> Vec<Span<'a>> {
    match app.library_screen().match_in(row) {
        Some(answer) => vec![Span::styled(text::shorten(answer.reason.clone(), width), theme::DIM)],
        None => skill_spans(app, story, width),
    }
}

/// The skills of a story on one line, what the query matched marked and in front.
fn skill_spans<'a>(app: &App, story: &'a Story, width: usize) -> Vec<Span<'a>> {
    let marks = |skill: Cow<'a, str>| (app.library_screen().marks().in_skill(&skill), skill);
    let mut skills: Vec<(Vec<usize>, Cow<'_, str>)> = story.shown_skills().into_iter().map(marks).collect();
    skills.sort_by_key(|(marks, _)| marks.is_empty());
    let mut spans = Vec::new();
    let mut room = width;
    for (place, (marks, skill)) in skills.into_iter().enumerate() {
        let gap = if place == 0 { "" } else { SKILL_GAP };
        let name = text::shorten(skill, room.saturating_sub(Safe::from(gap).width()));
        // A mark of more by itself tells nobody what.
        if name.width() < 2 {
            break;
        }
        room -= Safe::from(gap).width() + name.width();
        spans.push(Span::styled(gap, theme::DIM));
        spans.extend(text::marked(name, &marks, theme::DIM));
    }
    spans
}

/// All of the story under the cursor.
fn draw_text(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let screen = app.library_screen();
    let Some(story) = screen.selected(app.library()) else {
        return;
    };
    let width = usize::from(area.width).min(text::READABLE);
    let mut lines = Vec::new();
    if let Some(answer) = screen.match_in(screen.cursor()) {
        let why = text::wrap(format!("{}: {}", answer.fit.name(), answer.reason), width);
        lines.extend(why.into_iter().map(|line| Line::styled(line, theme::ACCENT)));
        lines.push(Line::default());
    }
    let told = story_text::told_lines(app.appointments(), &story.id, app.today(), width);
    lines.extend(story_text::checked_lines(story, told, app.findings(), width, |line| screen.marks().in_text(line)));
    line::draw(&text::page_of(lines, area.height, screen.page(), &chrome::page_keys(app)), frame, area);
}
