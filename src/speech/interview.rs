//! A drill with an interviewer, for ears: the question first, the list only when something was asked for.

use super::{Speech, library, spelled_out, without_dots};
use crate::app::App;
use crate::domain::interview::mock::{self, MockInterview};
use crate::domain::interview::retrieval::{self, Retrieval};
use crate::domain::interview::words::{how, in_tenths, name, verdict, weakness};
use crate::domain::interview::{Interview, follow_up};
use crate::domain::question::Question;
use crate::domain::text::count;
use crate::domain::time::{Millis, Now};

/// So much is left of the time for a question when that is said.
const SOON: Millis = Millis::from_seconds(5);

pub(super) fn say(app: &App, now: Now, from: Option<usize>) -> Speech {
    let Some(interview) = app.interview() else { return Speech::default() };
    match interview {
        Interview::Retrieval(retrieval) => match retrieval.phase() {
            retrieval::Phase::Asking { round, .. } => asking(app, interview, &round.question, now, from),
            retrieval::Phase::Answered(answer) => answered(interview, answer),
            retrieval::Phase::Over => retrieval_report(retrieval),
        },
        Interview::Mock(mock) => match mock.phase() {
            mock::Phase::Asking { question, .. } => asking(app, interview, question, now, from),
            mock::Phase::FollowingUp { told, follow_up, .. } => {
                following_up(interview, &told.story.title, follow_up, now.monotonic)
            }
            mock::Phase::Telling { .. } | mock::Phase::Over => mock_report(mock),
        },
    }
}

/// How long until the next word about the time, or until it is up.
pub(super) fn wake_after(app: &App, now: Millis) -> Option<Millis> {
    let interview = app.interview().filter(|interview| interview.is_running())?;
    match interview.time_left(now)? {
        Millis::ZERO => None,
        left if left > SOON => Some(left.saturating_sub(SOON)),
        left => Some(left),
    }
}

fn numbered(interview: &Interview) -> String {
    format!("{}, question {} of {}.", name(interview), interview.number(), interview.count())
}

fn from_where(question: &Question) -> Option<String> {
    let asked = question.asked.as_ref().map(ToString::to_string);
    question.heading.clone().or(asked).map(|from| format!("From: {from}."))
}

fn soon(interview: &Interview, now: Millis) -> Option<String> {
    let left = interview.time_left(now)?;
    match left {
        Millis::ZERO => Some("Time is up: wrap up.".to_owned()),
        left if left <= SOON => Some(format!("{} seconds left.", SOON.seconds())),
        _ => None,
    }
}

fn asking(app: &App, interview: &Interview, question: &Question, now: Now, from: Option<usize>) -> Speech {
    let query = app.library_screen().input();
    let mut news: Vec<String> = Vec::new();
    news.extend(soon(interview, now.monotonic));
    if interview.is_paused() {
        news.push("Paused. What you type next goes on.".to_owned());
    }
    let has_asked = !query.is_empty();
    news.extend(has_asked.then(|| library::asked(app)));
    let why = Some(app.why_no_story()).filter(|why| has_asked && app.library_screen().count() == 0 && !why.is_empty());
    news.extend(why);
    let list = library::stories(app, now, from);
    let hint = "Type words that find a story, then its number, then an empty line.";
    Speech {
        news,
        body: [numbered(interview)].into_iter().chain(from_where(question)).chain([hint.to_owned()]).collect(),
        // All stories would take longer to read than there is time.
        list: list.map(|list| list.for_who_asks(!has_asked)),
        // There is little time: the question comes first.
        ..Speech::titled(format!("“{}”", question.text))
    }
}

fn answered(interview: &Interview, answer: &retrieval::Answer) -> Speech {
    let mut body = Vec::from(verdict(answer).map(|words| spelled_out(&words)));
    if !answer.question.competency.is_empty() {
        body.push(format!("It asks for {}.", answer.question.competency));
    }
    body.push("An empty line goes on.".to_owned());
    let title = format!("Question {} of {} is answered", interview.number(), interview.count());
    Speech { body, text: vec![answer.question.text.clone()], ..Speech::titled(title) }
}

fn following_up(interview: &Interview, title: &str, follow_up: &str, now: Millis) -> Speech {
    let state = if interview.is_paused() { "Paused." } else { "The clock runs." };
    Speech {
        news: [state.to_owned()].into_iter().chain(soon(interview, now)).collect(),
        body: vec![
            format!("About “{title}”. {}", numbered(interview)),
            format!("You have {} seconds; an empty line when you have answered.", follow_up::TIME.seconds()),
        ],
        ..Speech::titled(format!("“{follow_up}”"))
    }
}

fn retrieval_report(retrieval: &Retrieval) -> Speech {
    let report = retrieval.report();
    let median = report.median.map(|time| format!(", the median after {}", in_tenths(time))).unwrap_or_default();
    let mut body = vec![format!("{} of {} found{median}.", report.found, report.asked), report.advice];
    for (what, weak) in [("Missed", &report.missed), ("Slow", &report.slow)] {
        if !weak.is_empty() {
            body.push(format!("{what}: {}.", weak.iter().map(weakness).collect::<Vec<String>>().join(", ")));
        }
    }
    body.extend(retrieval.answers().iter().map(|answer| {
        let topic =
            if answer.question.competency.is_empty() { &answer.question.text } else { &answer.question.competency };
        let title = answer.chosen.as_ref().map_or("no story", |chosen| chosen.title.as_str());
        let how = match (answer.is_missed(), answer.is_slow()) {
            (true, _) => "missed",
            (_, true) => "slow",
            _ => "found",
        };
        format!("{topic}: {how}, {title}, {}.", spelled_out(&in_tenths(answer.after)))
    }));
    Speech { body, ..Speech::titled("Ten seconds for a story: what came of it") }
}

fn mock_report(mock: &MockInterview) -> Speech {
    let report = mock.report();
    let mut body = vec![
        format!(
            "{} of {} answered, {} on target, {} told.",
            report.answered,
            count(report.asked, "question", "questions"),
            report.on_target,
            report.told
        ),
        report.advice,
    ];
    for (answer, number) in mock.answers().iter().zip(1..) {
        body.push(format!("{number}. “{}”", answer.question.text));
        body.push(match &answer.told {
            None => format!("No story, after {}.", spelled_out(&in_tenths(answer.after))),
            Some(told) => {
                let how = spelled_out(&without_dots(&how(answer, told)));
                format!("{}, {}: {how}.", told.story.title, told.story.fit.name())
            }
        });
    }
    Speech { body, ..Speech::titled("Mock interview: what came of it") }
}
