//! A screen read aloud: nothing but words and newlines comes of it.

use retell::commands::output::Printer;
use retell::speech::reader::{Heard, Reader};

use crate::common::Stage;
use crate::common::wire::{Wire, foreign};

/// What is foreign in all that is said of a stage, as it is printed.
pub(crate) fn foreign_words(stage: &Stage, text: &str) -> Vec<String> {
    let mut reader = Reader::default();
    // All of that is read where one asks for it, and more.
    reader.news(&stage.app, stage.now);
    let mut lines = Vec::new();
    for said in ["where", "text", text] {
        let said = format!(":{}", said.replace(['\n', '\r'], " "));
        match reader.hear(&said, &stage.app, stage.now) {
            Heard::Answer(answer) => lines.extend(answer),
            Heard::Messages(_) => {}
        }
    }
    assert!(!lines.is_empty(), "nothing is said");
    let wrong = lines.into_iter().flat_map(|line| {
        let mut bytes = Vec::new();
        Printer::new(&mut bytes).line(line).unwrap();
        foreign(&bytes, Wire::Lines)
    });
    wrong.map(|what| format!("read aloud, {what}")).collect()
}
