//! What documents hold before it comes in: what becomes of each story, and what was left out and why.

use super::{List, Speech, story};
use crate::app::App;
use crate::app::screen::importing::edit::{Part, parts, places};
use crate::app::screen::importing::words::{about, fate_of, lines, state_of};
use crate::app::screen::importing::{Focus, ImportScreen, Item, Row};
use crate::domain::text::{Block, blocks, count};

/// So many paths are read that what was typed could go on with.
const PATHS: usize = 10;

pub(super) fn say(app: &App, screen: &ImportScreen, from: Option<usize>) -> Speech {
    match screen.focus() {
        Focus::Path(typed, could_be) => path(&typed.text(), could_be),
        Focus::Title(title) => Speech {
            news: vec![format!("The title: {}", title.text())],
            body: vec!["Type another; :esc goes back.".to_owned()],
            ..Speech::titled("Title of the story")
        },
        Focus::List => Speech {
            news: standing(app, screen),
            list: List::new("Found", screen.items().len(), screen.cursor(), from, |row| {
                screen.items().get(row).map(|item| words_of(app, screen, *item)).unwrap_or_default()
            }),
            text: selected(app, screen),
            ..Speech::titled("Import")
        },
        Focus::Parts => of_parts(screen, from),
    }
}

fn path(typed: &str, could_be: &[String]) -> Speech {
    let mut news: Vec<String> = (!typed.is_empty()).then(|| format!("The path: {typed}")).into_iter().collect();
    news.extend(could_be.iter().take(PATHS).cloned());
    let more = could_be.len().saturating_sub(PATHS);
    news.extend((more > 0).then(|| format!("And {more} more.")));
    Speech {
        news,
        body: vec![
            "Type the path of a document; :tab completes what is typed. Nothing is written before you have heard what \
             was understood."
                .to_owned(),
        ],
        ..Speech::titled("Import a document")
    }
}

fn standing(app: &App, screen: &ImportScreen) -> Vec<String> {
    let (taken, of) = screen.taken();
    let reading = screen.reading().map(|(name, ..)| format!("Reading {name}."));
    let taken = (of > 0).then(|| format!("{taken} of {} taken.", count(of, "story", "stories")));
    let gone: Vec<String> = screen.gone().map(|story| format!("“{}”", app.shown_text(&story.title))).collect();
    let gone =
        (!gone.is_empty()).then(|| format!("Gone from the document, and kept in the library: {}.", gone.join(", ")));
    let nothing = screen.items().is_empty() && reading.is_none();
    let nothing = nothing.then(|| "Nothing was found.".to_owned());
    reading.into_iter().chain(taken).chain(nothing).chain(gone).collect()
}

/// What an item of the list is.
fn words_of(app: &App, screen: &ImportScreen, item: Item) -> String {
    let document = |number: usize| screen.documents().get(number);
    match item {
        Item::Story(place) => screen.row(place).zip(screen.place(place)).map(|(row, there)| {
            let taken = if there.is_taken { "taken" } else { "not taken" };
            let state = Some(state_of(row)).filter(|state| *state != "ok");
            let state = state.map(|state| format!(", {state}")).unwrap_or_default();
            let made_up = if row.found.story.title_made_up { ", title made up" } else { "" };
            format!("{}, {}, {taken}{state}{made_up}", app.shown_text(&row.found.story.title), there.fate.word())
        }),
        Item::Document(number) => document(number).map(|document| {
            let (taken, of) = screen.taken_of(number);
            format!("Document {}, {taken} of {of} taken", document.name)
        }),
        Item::LeftOut(number, place) => document(number)
            .and_then(|document| document.left_out.get(place))
            .map(|part| format!("Left out, {}: {}", lines(part.lines), part.reason)),
        Item::Problem(number, place) => document(number)
            .and_then(|document| document.problems.get(place))
            .map(|problem| format!("Problem: {}", problem.reason)),
    }
    .unwrap_or_default()
}

/// What the cursor is on, in full.
fn selected(app: &App, screen: &ImportScreen) -> Vec<String> {
    match screen.selected() {
        Some(Item::Story(place)) => {
            let mut said: Vec<String> = screen
                .place(place)
                .map(|there| fate_of(app, screen, there))
                .filter(|fate| !fate.is_empty())
                .into_iter()
                .collect();
            if let Some(row) = screen.row(place) {
                said.extend(row.found.doubt.map(|doubt| format!("Doubtful: {doubt}.")));
                said.push(format!("From {}.", lines(row.found.lines)));
                said.extend(story::lines(&app.shown(&row.found.story), app.findings()));
            }
            said
        }
        Some(Item::Document(number)) => {
            let (_, of) = screen.taken_of(number);
            screen.documents().get(number).map(|document| about(app, document, of)).into_iter().collect()
        }
        // The lines themselves say best why they were left out.
        Some(Item::LeftOut(..)) => {
            let shown = screen.shown().into_iter();
            let of = |(document, (first, last)): (&crate::app::screen::importing::Document, (usize, usize))| {
                let from = first.saturating_sub(1);
                document.lines.iter().skip(from).take(last.saturating_sub(from)).cloned().collect::<Vec<String>>()
            };
            shown.flat_map(of).collect()
        }
        Some(Item::Problem(number, place)) => {
            let problem = screen.documents().get(number).and_then(|document| document.problems.get(place));
            problem.map(ToString::to_string).into_iter().collect()
        }
        None => Vec::new(),
    }
}

/// The parts of a story block by block.
fn of_parts(screen: &ImportScreen, from: Option<usize>) -> Speech {
    let Some(row) = screen.selected_row() else { return Speech::titled("Parts of the story") };
    let blocks = named_blocks(row);
    let here = screen.block().and_then(|block| places(&row.found.story).iter().position(|place| *place == block));
    Speech {
        body: vec![
            "A number of 1 to 8 makes this, and what follows in its part, another beat; help names them.".to_owned(),
        ],
        list: List::new("Parts", blocks.len(), here.unwrap_or(0), from, |row| {
            blocks.get(row).cloned().unwrap_or_default()
        }),
        ..Speech::titled(format!("Parts of {}", row.found.story.title))
    }
}

fn named_blocks(row: &Row) -> Vec<String> {
    let story = &row.found.story;
    let name = |part: Part| match part {
        Part::Beat(beat) => beat.name(),
        Part::Extra(place) => story.extras.get(place).map_or("", |extra| extra.label.as_str()),
    };
    let named = parts(story).flat_map(|(part, words)| {
        blocks(words).map(move |block| match block {
            Block::Paragraph(words) | Block::Bullet(words) => format!("{}: {words}", name(part)),
        })
    });
    named.collect()
}
