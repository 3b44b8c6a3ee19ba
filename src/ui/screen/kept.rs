//! Earlier versions of a story, or the trash: a list, and the text of the one under the cursor.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::App;
use crate::app::pointing::Spot;
use crate::app::screen::kept::{KeptScreen, Of, View};
use crate::domain::difference::Difference;
use crate::domain::story::Story;
use crate::domain::text::count;
use crate::domain::time::Now;
use crate::ui::line::{self, Line, Span};
use crate::ui::widget::{changes, story_text};
use crate::ui::{chrome, format, pointing, text, theme};

/// From this width on the text stands beside the list.
const WIDE: u16 = 100;

/// Draws the list and a text.
pub(in crate::ui) fn draw(app: &App, screen: &KeptScreen, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let [head, rule, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let kept = screen.versions().len();
    let (title, right) = match screen.of() {
        Of::Trash => ("Trash".to_owned(), count(kept, "deleted story", "deleted stories")),
        Of::Story(id) => {
            let title = app.library().get(id).or_else(|| Some(&screen.selected()?.story));
            let title = title.map_or("".into(), |story| app.shown_text(&story.title));
            (format!("Versions of {title}"), count(kept, "version", "versions"))
        }
    };
    chrome::draw_title(&title, &right, frame, head);
    chrome::draw_rule(frame, rule);
    let (list, rest) = if area.width >= WIDE {
        let [list, _, rest] =
            Layout::horizontal([Constraint::Percentage(42), Constraint::Length(3), Constraint::Fill(1)])
                .areas(chrome::inside(body));
        (list, rest)
    } else {
        let rows = (body.height * 2 / 5).min(u16::try_from(kept).unwrap_or(u16::MAX));
        let [list, rule, rest] =
            Layout::vertical([Constraint::Length(rows), Constraint::Length(1), Constraint::Fill(1)]).areas(body);
        chrome::draw_rule(frame, rule);
        (chrome::inside(list), chrome::inside(rest))
    };
    draw_list(app, screen, now, frame, list);
    if let Some(version) = screen.selected() {
        let width = usize::from(rest.width).min(text::READABLE);
        let lines = match app.versions_compared(screen) {
            Some((earlier, later)) => changed_lines(app, screen.view(), earlier, later, width),
            None => story_text::lines(&app.shown(&version.story), width, |_| Vec::new()),
        };
        line::draw(&text::page_of(lines, rest.height, screen.page(), &chrome::page_keys(app)), frame, rest);
    }
}

/// What changed from one version to another, part by part.
fn changed_lines(app: &App, view: View, earlier: &Story, later: &Story, width: usize) -> Vec<Line<'static>> {
    let parts = app.differences(earlier, later);
    let (same, differing): (Vec<_>, Vec<_>) = parts.into_iter().partition(Difference::is_none);
    if differing.is_empty() {
        return vec![Line::styled(view.unchanged(earlier == later), theme::DIM)];
    }
    let (went, came, stayed) = match view {
        View::Since => ("[-gone since-]", "{+come since+}", "As it was"),
        View::Change | View::Whole => ("[-went then-]", "{+came then+}", "As before"),
    };
    let signs = [Span::styled(went, theme::DIM), Span::raw("  "), Span::styled(came, theme::MATCHED)];
    let mut lines = vec![Line::from(signs.to_vec())];
    for part in differing {
        lines.push(Line::default());
        lines.push(Line::styled(text::shorten(part.name, width), theme::ACCENT));
        let (earlier, later) = (part.left.unwrap_or_default(), part.right.unwrap_or_default());
        lines.extend(changes::lines(&earlier, &later, width));
    }
    if !same.is_empty() {
        let same: Vec<String> = same.into_iter().map(|part| part.name.to_lowercase()).collect();
        lines.push(Line::default());
        let words = text::wrap(format!("{stayed}: {}.", same.join(", ")), width);
        lines.extend(words.into_iter().map(|line| Line::styled(line, theme::DIM)));
    }
    lines
}

fn draw_list(app: &App, screen: &KeptScreen, now: Now, frame: &mut Frame<'_>, area: Rect) {
    let room = usize::from(area.height);
    let first = text::first_row(screen.cursor(), screen.versions().len(), room);
    let rows = screen.versions().iter().enumerate().skip(first).take(room);
    let lines = rows.map(|(row, version)| {
        let is_under_cursor = row == screen.cursor();
        let mark = Span::styled(if is_under_cursor { "▌ " } else { "  " }, theme::CHOSEN);
        let when = Span::styled(format::moment(version.at, now), theme::DIM);
        let room = usize::from(area.width).saturating_sub(when.width() + 4);
        let style = if is_under_cursor { theme::STRONG } else { theme::PLAIN };
        let what = Span::styled(text::shorten(app.what_is_kept(screen, row), room), style);
        text::spread(vec![mark, what], when, area.width).over(pointing::at_row(Spot::Row, row, screen.cursor()))
    });
    line::draw(&lines.collect::<Vec<_>>(), frame, area);
}
