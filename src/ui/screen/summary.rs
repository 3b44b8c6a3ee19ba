//! The summary of a set: what was told, how near to its target, and what to tell again.

use std::iter;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::screen::page::Page;
use crate::domain::help::Help;
use crate::domain::set::{Kind, PracticeSet, Step};
use crate::domain::take::{Grade, Take};
use crate::domain::text::count;
use crate::domain::time::Millis;
use crate::ui::line::{self, Line};
use crate::ui::{chrome, format, text, theme};

/// Draws it.
pub(in crate::ui) fn draw(app: &App, page: Page, frame: &mut Frame<'_>, area: Rect) {
    let Some(set) = app.set() else { return };
    let [title, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let takes: Vec<&Take> = set.told().filter_map(|(_, take)| take).collect();
    let time: Millis = takes.iter().map(|take| take.length).sum();
    let name = match set.kind() {
        Kind::Stories if takes.len() < set.count() => "The set was ended early".to_owned(),
        Kind::Stories => "The set is over".to_owned(),
        Kind::Lengths => {
            format!("At five lengths: {}", takes.first().map_or("".into(), |take| app.shown_text(&take.title)))
        }
    };
    let mut right = format!("{} of {} told · {time} in all", takes.len(), set.count());
    if set.is_free() {
        right.push_str(" · free practice");
    }
    chrome::draw_title(&name, &right, frame, title);
    let width = usize::from(area.width).saturating_sub(6);
    let mut lines = Vec::new();
    let styles = iter::once(theme::STRONG).chain(iter::repeat(theme::PLAIN));
    for (words, style) in app.remarks_on_set(set, &takes).into_iter().zip(styles) {
        let wrapped = text::wrap(words, width.min(text::READABLE));
        lines.extend(wrapped.into_iter().map(|line| Line::styled(format!("   {line}"), style)));
    }
    lines.push(Line::default());
    let names = ["said", "target", "difference", "grade", "help"].map(str::to_owned);
    lines.push(Line::styled(row("", names, width), theme::DIM));
    lines.extend(set.told().filter_map(|(step, take)| Some(step_row(app, set, step, take?, width))));
    let untold = set.count().saturating_sub(takes.len());
    if untold > 0 {
        lines.push(Line::styled(format!("   {}", count(untold, "was not told", "were not told")), theme::DIM));
    }
    line::draw(
        &text::page_of(lines, body.height, page.number(), &format!("   {}", chrome::page_keys(app))),
        frame,
        body,
    );
}

fn row(name: &str, [said, target, difference, grade, help]: [String; 5], width: usize) -> String {
    let name = text::pad(name, width.saturating_sub(40).clamp(12, 48));
    format!("   {name}{said:>6}{target:>8}{difference:>12}  {grade:<7}{help}")
}

fn step_row(app: &App, set: &PracticeSet, step: &Step, take: &Take, width: usize) -> Line<'static> {
    let title = app.library().get(&step.story).map_or(step.story.as_str(), |story| story.title.as_str());
    let name = match (set.kind(), step.target) {
        (Kind::Lengths, Some(target)) => target.to_string(),
        _ => title.to_owned(),
    };
    let help = match take.help() {
        Help::None => "",
        Help::Cues => "cues",
        Help::Text => "text",
    };
    let cells = [
        take.length.to_string(),
        take.target.to_string(),
        format::difference(take.length, take.target),
        take.grade.map_or("–", Grade::name).to_owned(),
        help.to_owned(),
    ];
    Line::raw(row(&name, cells, width))
}
