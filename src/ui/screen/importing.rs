//! What documents hold before it comes in: the lines as they are, the stories found in them, and the one under the cursor.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use crate::app::App;
use crate::app::action::Action;
use crate::app::keymap::Context;
use crate::app::pointing::Spot;
use crate::app::screen::importing::edit::{Part, parts};
use crate::app::screen::importing::words::{about, fate_of, lines, state_of};
use crate::app::screen::importing::{Focus, ImportScreen, Item, Row};
use crate::app::text_input::TextInput;
use crate::domain::beat::Beat;
use crate::domain::text::{Block, blocks, count};
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::story_text;
use crate::ui::widget::typed_line::typed_line;
use crate::ui::{chrome, marks, pointing, sharing, text, theme};

/// From this width on the document stands beside its stories.
const WIDE: u16 = 100;

/// In fewer rows the parts of a story need all of them.
const WITH_LEGEND: u16 = 8;

/// Draws the screen.
pub(in crate::ui) fn draw(app: &App, screen: &ImportScreen, frame: &mut Frame<'_>, area: Rect) {
    let [head, typed, rule, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)])
            .areas(area);
    let (taken, of) = screen.taken();
    let right = if of > 0 { format!("{taken} of {} taken", count(of, "story", "stories")) } else { String::new() };
    chrome::draw_title("Import", &right, frame, head);
    match screen.focus() {
        Focus::Path(input, _) => draw_input(" File › ", input, frame, typed),
        Focus::Title(input) => draw_input(" Title › ", input, frame, typed),
        Focus::List | Focus::Parts => draw_document_name(screen, frame, typed),
    }
    chrome::draw_rule(frame, rule);
    let body = chrome::inside(body);
    if let Focus::Path(_, could_be) = screen.focus() {
        return draw_asking(app, could_be, frame, body);
    }
    let right = if body.width + 2 >= WIDE {
        let [left, _, right] =
            Layout::horizontal([Constraint::Percentage(44), Constraint::Length(2), Constraint::Fill(1)]).areas(body);
        draw_lines(app, screen, frame, left);
        right
    } else {
        body
    };
    let rows = u16::try_from(screen.items().len()).unwrap_or(u16::MAX);
    if rows == 0 {
        return;
    }
    let [list, rule, rest] = Layout::vertical([
        Constraint::Length((right.height * 2 / 5).min(rows)),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(right);
    draw_list(app, screen, frame, list);
    let width = usize::from(rule.width);
    line::draw(&[Line::styled("─".repeat(width), theme::DIM)], frame, rule);
    if body.width + 2 < WIDE && screen.shows_document() {
        draw_lines(app, screen, frame, rest);
    } else {
        draw_selected(app, screen, frame, rest);
    }
}

fn draw_input(lead: &str, input: &TextInput, frame: &mut Frame<'_>, row: Rect) {
    let lead = Span::styled(lead.to_owned(), theme::CHOSEN);
    let (typed, column) = typed_line(input, usize::from(row.width).saturating_sub(lead.width() + 2));
    let column = u16::try_from(lead.width() + column).unwrap_or(0);
    line::draw(&[Line::from(vec![lead, Span::styled(typed, theme::STRONG)])], frame, row);
    frame.set_cursor_position(Position::new(row.x + column, row.y));
}

fn draw_document_name(screen: &ImportScreen, frame: &mut Frame<'_>, row: Rect) {
    let words = match (screen.reading(), screen.shown()) {
        (Some((name, 1, 1)), _) => format!("Reading {name} …"),
        (Some((name, place, of)), _) => format!("Reading {place} of {of}: {name} …"),
        (None, Some((document, (first, last)))) => {
            let form = document.form.unwrap_or("not read");
            format!("{} · {form} · {} of {}", document.name, lines((first, last)), document.lines.len())
        }
        (None, None) => "Nothing was found.".to_owned(),
    };
    let words = text::shorten(words, usize::from(row.width).saturating_sub(2));
    line::draw(&[Line::styled(format!(" {words}"), theme::DIM)], frame, row);
}

/// How a document is named, and what the path could go on with.
fn draw_asking(app: &App, could_be: &[String], frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width).saturating_sub(2).min(text::READABLE);
    let words = app.say((
        "Type the path of a document and press {}; {} completes it. Or paste the text itself.\n\n\
         Headings, labels, tables, JSON, an index or paragraphs: Retell finds out which. Nothing is written before you \
         have seen what was understood.",
        &[Action::ReadPath, Action::CompletePath],
    ));
    let mut lines: Vec<Line<'_>> = vec![Line::default()];
    if could_be.is_empty() {
        lines.extend(text::wrap(words, width).into_iter().map(|line| Line::styled(format!("  {line}"), theme::DIM)));
    }
    let room = usize::from(area.height).saturating_sub(2);
    let width = usize::from(area.width).saturating_sub(4);
    lines.extend(could_be.iter().take(room).map(|path| Line::raw(format!("  {}", text::shorten(path, width)))));
    if could_be.len() > room {
        lines.truncate(room);
        lines.push(Line::styled(format!("  and {} more", could_be.len() + 1 - room), theme::DIM));
    }
    line::draw(&lines, frame, area);
}

/// The lines of the document as they are, in step with the cursor.
fn draw_lines(app: &App, screen: &ImportScreen, frame: &mut Frame<'_>, area: Rect) {
    let Some((document, _)) = screen.shown() else { return };
    let room = usize::from(area.height);
    let cursor = screen.line();
    let first = text::first_row(cursor.saturating_sub(1), document.lines.len(), room);
    let number_width = document.lines.len().to_string().len();
    let width = usize::from(area.width).saturating_sub(number_width + 3);
    let mut last_reason = "";
    // A name may go on in the lines beside those that are shown.
    let start = first.saturating_sub(1);
    let near = document.lines.get(start..document.lines.len().min(first + room + 1)).unwrap_or_default();
    let covered = app.words_to_cover().map(|words| sharing::covered_lines(near, words));
    // Whoever brings a document in sees it as it is, with its braces.
    let lines = covered.as_deref().unwrap_or(near).iter().zip(start..).skip(first - start).take(room);
    let rows = lines.map(|(words, place)| {
        let (mark, style) = match screen.owner(document, place + 1) {
            Ok(true) => ("┃", theme::PLAIN),
            Ok(false) => ("│", theme::DIM),
            Err(_) => ("·", theme::DIM),
        };
        let reason = screen.owner(document, place + 1).err().unwrap_or("");
        let note =
            if reason.is_empty() || reason == last_reason { String::new() } else { format!("left out: {reason}") };
        last_reason = reason;
        let is_cursor = place + 1 == cursor;
        let note = Span::styled(text::shorten(note, width / 2), theme::DIM);
        let words = text::shorten(words, width.saturating_sub(note.width() + 1));
        let number = format!("{:>number_width$} ", place + 1);
        let left = vec![
            Span::styled(number, if is_cursor { theme::CHOSEN } else { theme::DIM }),
            Span::styled(format!("{mark} "), if mark == "┃" { theme::CHOSEN } else { theme::DIM }),
            Span::styled(words, style),
        ];
        text::spread(left, note, area.width)
    });
    line::draw(&rows.collect::<Vec<_>>(), frame, area);
}

fn draw_list(app: &App, screen: &ImportScreen, frame: &mut Frame<'_>, area: Rect) {
    let items = screen.items();
    let room = usize::from(area.height);
    let first = text::first_row(screen.cursor(), items.len(), room);
    let rows = items.iter().enumerate().skip(first).take(room);
    let rows = rows.map(|(row, item)| {
        let is_under_cursor = row == screen.cursor();
        let bar = match (is_under_cursor, screen.focus()) {
            (false, _) => "  ",
            (true, Focus::Parts) => "▏ ",
            (true, _) => "▌ ",
        };
        let mut left = vec![Span::styled(bar, theme::CHOSEN)];
        let (mark, words, right) = words_of(app, screen, *item);
        left.push(Span::styled(mark, theme::CHOSEN));
        let is_made_up = matches!(item, Item::Story(place) if has_made_up_title(screen, *place));
        let made_up = Span::styled(if is_made_up { " ?" } else { "" }, theme::DIM);
        let right = Span::styled(right, theme::DIM);
        let room = usize::from(area.width).saturating_sub(right.width() + made_up.width() + 6);
        let style = match item {
            Item::Story(_) if is_under_cursor => theme::STRONG,
            Item::Story(_) => theme::PLAIN,
            Item::Document(_) => theme::ACCENT,
            Item::LeftOut(..) => theme::DIM,
            Item::Problem(..) => theme::ALERT,
        };
        left.push(Span::styled(text::shorten(words, room), style));
        left.push(made_up);
        let line = text::spread(left, right, area.width);
        // Among the parts of a story the keys go elsewhere.
        let has_keys = *screen.focus() == Focus::List;
        if has_keys { line.over(pointing::at_row(Spot::Row, row, screen.cursor())) } else { line }
    });
    line::draw(&rows.collect::<Vec<_>>(), frame, area);
}

fn has_made_up_title(screen: &ImportScreen, place: usize) -> bool {
    screen.row(place).is_some_and(|row| row.found.story.title_made_up)
}

/// The mark, the words and what stands at the right of an item.
fn words_of(app: &App, screen: &ImportScreen, item: Item) -> (&'static str, String, String) {
    let document = |number: usize| screen.documents().get(number);
    match item {
        Item::Story(place) => {
            let (Some(row), Some(there)) = (screen.row(place), screen.place(place)) else {
                return ("", String::new(), String::new());
            };
            let mark = if there.is_taken { "✓ " } else { "· " };
            (
                mark,
                app.shown_text(&row.found.story.title).into_owned(),
                format!("{:<9}  {:<8}", there.fate.word(), state_of(row)),
            )
        }
        Item::Document(number) => {
            let (taken, of) = screen.taken_of(number);
            let words = document(number).map(|document| document.name.clone()).unwrap_or_default();
            let right = if of > 0 { format!("{taken} of {of} taken") } else { String::new() };
            ("", words, right)
        }
        Item::LeftOut(number, place) => {
            let part = document(number).and_then(|document| document.left_out.get(place));
            let words = part.map(|part| format!("{}: {}", lines(part.lines), part.reason)).unwrap_or_default();
            ("  ", words, "left out".to_owned())
        }
        Item::Problem(number, place) => {
            let problem = document(number).and_then(|document| document.problems.get(place));
            ("! ", problem.map(|problem| problem.reason.clone()).unwrap_or_default(), "problem".to_owned())
        }
    }
}

/// What the cursor is on, in full.
fn draw_selected(app: &App, screen: &ImportScreen, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width).min(text::READABLE);
    let mut lines = Vec::new();
    let mut say = |words: String, style| {
        lines.extend(text::wrap(words, width).into_iter().map(|line| Line::styled(line, style)));
    };
    match screen.selected() {
        Some(Item::Story(place)) => {
            if let Some(there) = screen.place(place) {
                say(fate_of(app, screen, there), theme::ACCENT);
            }
            if let Some(row) = screen.row(place) {
                if let Some(doubt) = row.found.doubt {
                    say(format!("Doubtful: {doubt}."), theme::ALERT);
                }
                if *screen.focus() == Focus::Parts {
                    return draw_parts(app, screen, row, frame, area);
                }
                lines.push(Line::default());
                let story = app.shown(&row.found.story);
                lines.extend(story_text::checked_lines(&story, Vec::new(), app.findings(), width, |_| Vec::new()));
            }
        }
        Some(Item::Document(number)) => {
            let (_, of) = screen.taken_of(number);
            if let Some(document) = screen.documents().get(number) {
                say(about(app, document, of), theme::PLAIN);
            }
        }
        Some(Item::LeftOut(..)) => {
            say("These lines belong to no story. They stay in the document.".to_owned(), theme::PLAIN);
        }
        Some(Item::Problem(number, place)) => {
            let problem = screen.documents().get(number).and_then(|document| document.problems.get(place));
            if let Some(problem) = problem {
                say(problem.to_string(), theme::PLAIN);
            }
        }
        None => {}
    }
    let gone: Vec<String> = screen.gone().map(|story| format!("“{}”", app.shown_text(&story.title))).collect();
    if !gone.is_empty() && screen.cursor() == 0 {
        let words = format!("Gone from the document, and kept in the library: {}.", gone.join(", "));
        lines.push(Line::default());
        lines.extend(text::wrap(words, width).into_iter().map(|line| Line::styled(line, theme::DIM)));
    }
    let [back, on] = [Action::PreviousText, Action::NextText].map(|action| app.key_in(Context::Importing, action));
    let keys = marks::key(format!("{back} {on}"), app.looks().marks);
    line::draw(&text::page_of(lines, area.height, screen.page(), &keys), frame, area);
}

/// The parts of a story block by block, the one under the cursor in sight, and below them what each number makes of it.
fn draw_parts(app: &App, screen: &ImportScreen, row: &Row, frame: &mut Frame<'_>, area: Rect) {
    let legend = if area.height < WITH_LEGEND { 0 } else { 3 };
    let [area, _, legend] = Layout::vertical([
        Constraint::Fill(1),
        Constraint::Length(legend.min(1)),
        Constraint::Length(legend.saturating_sub(1)),
    ])
    .areas(area);
    line::draw(&legend_lines(app), frame, legend);
    let width = usize::from(area.width).saturating_sub(2).min(text::READABLE);
    let (mut lines, mut shown, mut place) = (Vec::new(), 0, 0);
    let (cursor, _) = screen.cursor_and_rows();
    let story = app.shown(&row.found.story);
    for (part, words) in parts(&story) {
        let name = match part {
            Part::Beat(beat) => beat.name().to_owned(),
            Part::Extra(place) => story.extras.get(place).map(|extra| extra.label.clone()).unwrap_or_default(),
        };
        lines.push(Line::styled(format!("  {}", text::shorten(name, width)), theme::ACCENT));
        for block in blocks(words) {
            let at = pointing::at_row(Spot::Row, place, cursor);
            let words = match block {
                Block::Paragraph(words) => words.to_owned(),
                Block::Bullet(words) => format!("- {words}"),
            };
            for line in text::wrap(words, width) {
                let mark = if place == cursor { "▌ " } else { "  " };
                lines.push(Line::from(vec![Span::styled(mark, theme::CHOSEN), Span::raw(line)]).over(at));
            }
            if place == cursor {
                shown = lines.len();
            }
            place += 1;
        }
    }
    let first = shown.saturating_sub(usize::from(area.height));
    line::draw(lines.get(first..).unwrap_or_default(), frame, area);
}

/// Which number makes the block under the cursor, and what follows in its part, which beat.
fn legend_lines(app: &App) -> Vec<Line<'static>> {
    let entry = |beat: &Beat| {
        let key = Span::styled(format!("  {} ", app.key(Action::TellAs(*beat))), theme::CHOSEN);
        [key, Span::styled(format!("{:<9}", beat.name()), theme::DIM)]
    };
    Beat::ALL.chunks(4).map(|beats| Line::from(beats.iter().flat_map(entry).collect::<Vec<_>>())).collect()
}
