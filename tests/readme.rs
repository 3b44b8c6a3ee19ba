//! The README is true: its pictures are drawn by the program itself, and its keys are the keymap's.
//!
//! After a change of the looks or the keys, `RETELL_README=write cargo test --test readme` writes both anew.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the test writes when asked to")]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use common::Stage;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use retell::app::keymap::{Context, bindings_of};
use retell::domain::check::Rule;
use unicode_width::UnicodeWidthStr;

/// The size of a character in pixels.
const CELL: (f64, f64) = (8.4, 18.0);

/// The space around the screen in pixels.
const MARGIN: f64 = 12.0;

fn may_write() -> bool {
    std::env::var_os("RETELL_README").is_some()
}

#[test]
fn the_readme_lists_every_key_and_every_rule() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    for (what, table) in [("keys", key_tables()), ("rules", rule_table())] {
        let (start, end) = (format!("<!-- {what} -->\n"), format!("<!-- end of {what} -->"));
        let readme = fs::read_to_string(&path).unwrap();
        let (before, rest) = readme.split_once(&start).unwrap();
        let (listed, after) = rest.split_once(&end).unwrap();
        if may_write() {
            fs::write(&path, format!("{before}{start}{table}{end}{after}")).unwrap();
        } else {
            assert!(listed == table, "the {what} in the README differ; RETELL_README=write cargo test --test readme");
        }
    }
}

fn rule_table() -> String {
    let mut table = "\n| rule | what it finds |\n|---|---|\n".to_owned();
    for rule in Rule::all() {
        writeln!(table, "| `{}` | {} |", rule.name(), rule.meaning()).unwrap();
    }
    table.push('\n');
    table
}

fn key_tables() -> String {
    let mut tables = String::new();
    for context in Context::ALL {
        write!(tables, "\n**{}**\n\n| key | what it does |\n|---|---|\n", context.name()).unwrap();
        for binding in bindings_of(context) {
            let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
            writeln!(tables, "| {} | {} |", keys.join(" "), binding.help).unwrap();
        }
    }
    tables.push('\n');
    tables
}

#[test]
fn the_readme_names_every_picture_and_every_picture_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    let files =
        fs::read_dir(folder.join("assets")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    for name in files.filter(|name| name.ends_with(".svg")) {
        assert!(readme.contains(&format!("(assets/{name})")), "{name} is in no place of the README");
    }
}

#[test]
fn the_readme_shows_the_screens_as_they_are() {
    let mut stage = Stage::with_samples();
    stage.keys("#redis<down>");
    check("library", &stage, (110, 30));
    stage.keys("<enter>").wait(4.0).keys("<space>").wait(24.0).keys("<space>").wait(41.0).keys("<space>").wait(38.0);
    stage.keys("<space>3a").wait(3.0).keys("<space>").wait(26.0).keys("<space>").wait(45.0);
    check("practice", &stage, (80, 24));
    stage.keys("<space>").wait(40.0).keys("<space>3");
    check("review", &stage, (80, 24));
    stage.keys("<esc>?");
    check("help", &stage, (80, 24));
}

fn check(name: &str, stage: &Stage, (width, height): (u16, u16)) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/{name}.svg"));
    let drawn = svg(&stage.buffer(width, height), name);
    if may_write() {
        fs::write(&path, &drawn).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "assets/{name}.svg no longer shows the screen; draw it with RETELL_README=write cargo test --test readme"
    );
}

fn svg(buffer: &Buffer, name: &str) -> String {
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

fn draw_row(svg: &mut String, row: usize, cells: &[Cell]) {
    let mut column = 0;
    while column < cells.len() {
        let first = &cells[column];
        let run: String = cells[column..].iter().take_while(|cell| same_looks(cell, first)).map(Cell::symbol).collect();
        let columns = run.width().max(1);
        let (x, y) = (column as f64 * CELL.0 + MARGIN, row as f64 * CELL.1 + MARGIN);
        if let Some((dx, dy, part_width, part_height)) = block(first.symbol()) {
            let width = columns as f64 * CELL.0 * part_width;
            writeln!(
                svg,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{}\"/>",
                x + dx * CELL.0,
                y + dy * CELL.1,
                part_height * CELL.1,
                color(first)
            )
            .unwrap();
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
    let symbol = |cell: &Cell| block(cell.symbol()).map(|_| cell.symbol().to_owned());
    cell.fg == first.fg && cell.modifier == first.modifier && symbol(cell) == symbol(first)
}

/// Where a block stands in its cell: x, y, width and height as parts of it. Fonts leave gaps between blocks.
fn block(symbol: &str) -> Option<(f64, f64, f64, f64)> {
    match symbol {
        "█" => Some((0.0, 0.0, 1.0, 1.0)),
        "▀" => Some((0.0, 0.0, 1.0, 0.5)),
        "▄" => Some((0.0, 0.5, 1.0, 0.5)),
        "▌" => Some((0.0, 0.0, 0.5, 1.0)),
        "▒" => Some((0.0, 0.2, 1.0, 0.6)),
        _ => None,
    }
}

fn color(cell: &Cell) -> &'static str {
    match (cell.fg, cell.symbol()) {
        (_, "▒") => "#3a3f4a",
        (Color::Cyan, _) => "#56b6c2",
        (Color::Yellow, _) => "#d7a94b",
        (Color::Indexed(_), _) => "#8a8f98",
        _ => "#dcdfe4",
    }
}
