//! Pictures of screens, for the README.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of it")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// The size of a character in pixels.
const CELL: (f64, f64) = (8.4, 18.0);

/// The space around the screen in pixels.
const MARGIN: f64 = 12.0;

/// What a screen shows, with these words as its name.
pub fn picture(buffer: &Buffer, name: &str) -> String {
    let (columns, rows) = (f64::from(buffer.area.width), f64::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 2.0 * MARGIN, rows * CELL.1 + 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.0}\">\n\
         <title>The {name} screen of Retell</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#16181d\"/>\n\
         <g font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n"
    );
    for (row, cells) in buffer.content().chunks(usize::from(buffer.area.width)).enumerate() {
        draw_row(&mut svg, row, cells);
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// The words in a picture, line by line. Blocks are none.
pub fn words(picture: &str) -> Vec<String> {
    let mut lines: Vec<(&str, String)> = Vec::new();
    for text in picture.lines().filter_map(|line| line.strip_prefix("<text ")?.strip_suffix("</text>")) {
        let (looks, words) = text.split_once('>').unwrap();
        let height = looks.split(' ').find(|look| look.starts_with("y=")).unwrap();
        match lines.last_mut() {
            Some((last, line)) if *last == height => {
                line.push(' ');
                line.push_str(words);
            }
            _ => lines.push((height, words.to_owned())),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn draw_row(svg: &mut String, row: usize, cells: &[Cell]) {
    let mut column = 0;
    while column < cells.len() {
        let first = &cells[column];
        let run: String = cells[column..].iter().take_while(|cell| same_looks(cell, first)).map(Cell::symbol).collect();
        let columns = run.width().max(1);
        let (x, y) = (column as f64 * CELL.0 + MARGIN, row as f64 * CELL.1 + MARGIN);
        let parts = parts(first.symbol());
        if !parts.is_empty() {
            for (dx, dy, part_width, part_height) in parts {
                // What fills its cells from side to side is drawn in one go.
                let width = CELL.0 * if *part_width < 1.0 { *part_width } else { columns as f64 };
                writeln!(
                    svg,
                    "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{}\"/>",
                    x + dx * CELL.0,
                    y + dy * CELL.1,
                    part_height * CELL.1,
                    color(first)
                )
                .unwrap();
            }
        } else if !run.trim().is_empty() {
            let mut looks = String::new();
            if first.modifier.contains(Modifier::BOLD) {
                looks.push_str(" font-weight=\"bold\"");
            }
            if first.modifier.contains(Modifier::UNDERLINED) {
                looks.push_str(" text-decoration=\"underline\"");
            }
            // Gaps are left out, so that no font can shift what comes after them.
            let mut start = 0;
            for part in run.split("  ") {
                let indent = part.len() - part.trim_start().len();
                let words = part.trim();
                if !words.is_empty() {
                    let x = x + (start + indent) as f64 * CELL.0;
                    let length = words.width() as f64 * CELL.0;
                    let words = words.replace('&', "&amp;").replace('<', "&lt;");
                    writeln!(
                        svg,
                        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\" fill=\"{}\"{looks}>{words}</text>",
                        y + 13.5,
                        color(first)
                    )
                    .unwrap();
                }
                start += part.width() + 2;
            }
        }
        column += columns;
    }
}

fn same_looks(cell: &Cell, first: &Cell) -> bool {
    let symbol = |cell: &Cell| Some(cell.symbol().to_owned()).filter(|symbol| !parts(symbol).is_empty());
    cell.fg == first.fg && cell.modifier == first.modifier && symbol(cell) == symbol(first)
}

/// Where what is drawn stands in its cell: x, y, width and height as parts of it. Fonts leave gaps between blocks and
/// between lines.
fn parts(symbol: &str) -> &'static [(f64, f64, f64, f64)] {
    match symbol {
        "█" => &[(0.0, 0.0, 1.0, 1.0)],
        "▀" => &[(0.0, 0.0, 1.0, 0.5)],
        "▄" => &[(0.0, 0.5, 1.0, 0.5)],
        "▌" => &[(0.0, 0.0, 0.5, 1.0)],
        "▒" => &[(0.0, 0.2, 1.0, 0.6)],
        "─" => &[(0.0, 0.47, 1.0, 0.06)],
        "━" => &[(0.0, 0.43, 1.0, 0.14)],
        "┼" => &[(0.0, 0.47, 1.0, 0.06), (0.43, 0.1, 0.14, 0.8)],
        "┿" => &[(0.0, 0.43, 1.0, 0.14), (0.43, 0.1, 0.14, 0.8)],
        _ => &[],
    }
}

fn color(cell: &Cell) -> String {
    match (cell.fg, cell.symbol()) {
        (_, "▒") => "#3a3f4a".to_owned(),
        (Color::Rgb(red, green, blue), _) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => "#dcdfe4".to_owned(),
    }
}
