//! Stories come back on the days on which FSRS brings them back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

use jiff::ToSpan;
use jiff::civil::Date;
use retell::domain::history::History;
use retell::domain::take::{Grade, Take};

/// For each of 10,000 histories, the days until its card comes back, by another implementation: `reference.py` made it.
const REFERENCE: &str = include_str!("due_dates/reference.txt");

/// The numbers that the histories are made of, as in `reference.py`.
struct Numbers(u64);

impl Numbers {
    fn draw(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

fn take(day: Date, number: u64, grade: u64) -> Take {
    let text = r#"{"version": 2, "id": "", "story": "a", "title": "A", "at": "2026-01-01T12:00:00Z", "ladder": "outline",
        "style": "recall", "target_ms": 120000, "think_ms": 0, "splits": [], "length_ms": 0, "finished": true}"#;
    let grade = Grade::try_from(u8::try_from(grade).unwrap()).ok();
    let at = format!("{day}T12:{number:02}:00Z").try_into().unwrap();
    Take { id: format!("{number}"), at, grade, ..serde_json::from_str(text).unwrap() }
}

#[test]
fn ten_thousand_histories_come_back_on_the_days_of_the_reference() {
    let mut numbers = Numbers(1);
    let mut wrong = Vec::new();
    for (history, expected) in REFERENCE.lines().enumerate() {
        let mut day = jiff::civil::date(2026, 1, 1);
        let mut takes = Vec::new();
        for number in 0..1 + numbers.draw(12) {
            let days = if numbers.draw(4) == 0 { numbers.draw(3) } else { numbers.draw(30) };
            day = day.saturating_add(i64::try_from(days).unwrap().days());
            takes.push(take(day, number, 1 + numbers.draw(4)));
        }
        let story = takes[0].story.clone();
        let due = History::new(takes).due_on(&story).unwrap();
        let days = day.until(due).unwrap().get_days();
        if days.to_string() != expected {
            wrong.push((history, days, expected));
        }
    }
    println!("{} histories, {} days differ", REFERENCE.lines().count(), wrong.len());
    assert_eq!(wrong, []);
}
