//! Letters of STAR: which single letters are labels, and lines that several labels share.

use std::collections::HashSet;

use memchr::memchr;

use super::opening;
use super::row::{Kind, Row};
use crate::domain::beat::Beat;

/// So many letters in order are no coincidence.
const FEWEST: usize = 3;

/// How a letter is written. Where one story has its letters so, others may.
type Shape = (Kind, usize, bool);

/// Forgets the letters that are no labels: all but three or more of S, T, A and R in order, and two or more that are
/// written as those were. An A after a Q is an answer.
pub(super) fn settle(rows: &mut [Row]) {
    let letter = |row: &Row| opening::known(row).filter(|opening| opening.label.is_letter)?.beat();
    let letters: Vec<(usize, Beat)> =
        (0..).zip(&*rows).filter_map(|(index, row)| Some((index, letter(row)?))).collect();
    let shape = |index: usize| rows.get(index).map(|row: &Row| -> Shape { (row.kind, row.depth, row.bold > 0) });
    let runs: Vec<&[(usize, Beat)]> = letters.chunk_by(|(_, before), (_, after)| before < after).collect();
    let passed: HashSet<Shape> = runs
        .iter()
        .filter(|run| run.len() >= FEWEST)
        .flat_map(|run| *run)
        .filter_map(|&(index, _)| shape(index))
        .collect();
    let is_known = |index: usize| shape(index).is_some_and(|shape| passed.contains(&shape));
    let counts =
        |run: &[(usize, Beat)]| run.len() >= FEWEST || (run.len() > 1 && run.iter().all(|&(index, _)| is_known(index)));
    let others: Vec<usize> =
        runs.iter().filter(|run| !counts(run)).flat_map(|run| *run).map(|&(index, _)| index).collect();
    for index in others {
        if let Some(row) = rows.get_mut(index) {
            row.opening = None;
        }
    }
}

/// Rows of their own for labels that share a line, as in `S: … | T: … | A: … | R: …`.
pub(super) fn part(rows: Vec<Row>) -> Vec<Row> {
    let may_be_shared = |row: &Row| row.opening.is_some() && memchr(b'|', row.text.as_bytes()).is_some();
    if !rows.iter().any(may_be_shared) {
        return rows;
    }
    let mut parted = Vec::with_capacity(rows.len());
    for row in rows {
        let pieces = if may_be_shared(&row) { pieces(&row) } else { Vec::new() };
        if pieces.len() > 1 { parted.extend(pieces) } else { parted.push(row) }
    }
    parted
}

/// The parts of a row between bars, if each of them starts with a label.
fn pieces(row: &Row) -> Vec<Row> {
    let piece = |(index, text): (usize, &str)| {
        let mut piece = row.with(text.trim().to_owned());
        piece.bold = if index == 0 { row.bold.min(piece.text.len()) } else { 0 };
        opening::look_for(&mut piece);
        piece.opening.is_some().then_some(piece)
    };
    row.text.split('|').enumerate().map(piece).collect::<Option<Vec<Row>>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    fn labels(text: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let mut rows = part(plain::rows(&lines));
        settle(&mut rows);
        rows.iter().filter_map(opening::known).map(|opening| opening.written.to_owned()).collect::<Vec<_>>().join("")
    }

    #[test]
    fn letters_count_in_a_run_or_in_a_shape_that_had_one() {
        for (text, expected) in [
            ("S: a\nT: b\nA: c\nR: d", "STAR"),
            ("S: a\nA: c\nR: d", "SAR"),
            ("S: a\nR: d", ""),
            ("S: a\nT: b\nA: c\nR: d\nS: a\nR: d", "STARSR"),
            ("S: a\nT: b\nA: c\nR: d\n- S: a\n- R: d", "STAR"),
            ("Q: Why?\nA: So.\nQ: When?\nA: Then.", ""),
            ("S: a\nT: b\nA: c\nR: d\nQ: Why?\nA: So.", "STAR"),
            ("S: a | T: b | A: c | R: d", "STAR"),
            ("S - a\nT - b\nA - c", "STA"),
        ] {
            assert_eq!(labels(text), expected, "{text}");
        }
    }

    #[test]
    fn a_bar_in_the_text_of_a_label_parts_nothing() {
        let rows = part(plain::rows(&["Problem: a | b", "Fix: one"]));
        assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), ["Problem: a | b", "Fix: one"]);
    }
}
