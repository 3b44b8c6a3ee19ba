//! Ears: a stage that is told in lines and heard, with a clock that stops for every word.

use std::time::Duration;

use retell::app::message::{Effect, Message};
use retell::domain::time::Millis;
use retell::speech;
use retell::speech::reader::{Heard, Reader};

use super::Stage;

pub struct Ears {
    pub stage: Stage,
    pub reader: Reader,
    /// All that was typed, behind a `>`, and all that was heard, with the seconds of waiting that went before.
    pub transcript: String,
}

impl Ears {
    /// Hears what a stage says first.
    pub fn on(stage: Stage) -> Self {
        let mut ears = Self { stage, reader: Reader::default(), transcript: String::new() };
        ears.listen("");
        ears
    }

    /// Types lines.
    pub fn types(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.transcript.push_str(&format!("> {line}\n"));
            match self.reader.hear(line, &self.stage.app, self.stage.now) {
                Heard::Answer(lines) => self.note("", &lines),
                Heard::Messages(messages) => {
                    for message in messages {
                        let effects = self.stage.app.update(message, self.stage.now);
                        self.stage.effects.extend(effects);
                    }
                    let is_left = self.stage.effects.contains(&Effect::Quit);
                    if self.listen("").is_empty() && !is_left {
                        let answer = self.reader.answer(&self.stage.app, self.stage.now);
                        self.note("", &Vec::from_iter(answer));
                    }
                }
            }
        }
        self
    }

    /// Lets time pass, and wakes when there is something to say, as the loop does.
    pub fn wait(&mut self, seconds: f64) -> &mut Self {
        let mut left = Millis((seconds * 1000.0).round() as u64);
        while left > Millis::ZERO {
            let wakes = speech::wake_after(&self.stage.app, self.stage.now).filter(|time| *time <= millis(left));
            let time = wakes.map_or(left, |time| Millis(time.as_millis() as u64));
            self.stage.wait(time.0 as f64 / 1000.0);
            left = left.saturating_sub(time);
            if wakes.is_some() {
                self.stage.app.update(Message::Woke, self.stage.now);
                let at = format!("[{}] ", self.stage.now.monotonic);
                let said = self.listen(&at);
                assert!(!said.is_empty(), "it woke at {at}for nothing");
            }
        }
        self
    }

    /// What is new.
    pub fn listen(&mut self, lead: &str) -> Vec<String> {
        let lines = self.reader.news(&self.stage.app, self.stage.now);
        self.note(lead, &lines);
        lines
    }

    fn note(&mut self, lead: &str, lines: &[String]) {
        for line in lines {
            self.transcript.push_str(&format!("{lead}{line}\n"));
        }
    }
}

const fn millis(time: Millis) -> Duration {
    Duration::from_millis(time.0)
}
