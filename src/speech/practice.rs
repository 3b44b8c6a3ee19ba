//! A take, for ears: short while it is told, so that nobody talks over the teller.

use super::{List, Speech, spelled_out, story};
use crate::app::App;
use crate::app::action::Action;
use crate::app::screen::practice::PracticeScreen;
use crate::domain::format;
use crate::domain::habits::{Feedback, Habits};
use crate::domain::ladder::Rung;
use crate::domain::pace::{self, Pace, Standing};
use crate::domain::practice::{Phase, Plan, Practice, Style};
use crate::domain::take::Grade;
use crate::domain::time::{Millis, Now, in_whole_seconds};

/// From the target on, it is said that so much more is over.
const OVERTIME: Millis = Millis::from_seconds(30);

pub(super) fn say(app: &App, screen: &PracticeScreen, now: Now, from: Option<usize>) -> Speech {
    let speech = match screen.practice().phase() {
        Phase::Ready => ready(app, screen),
        Phase::Telling => telling(app, screen, now.monotonic),
        Phase::Grading | Phase::Graded => grading(app, screen, now),
    };
    Speech { list: pieces(app, screen, from), text: text(app, screen), ..speech }
}

/// Where the clock stands.
pub(super) fn clock(practice: &Practice, now: Millis) -> String {
    format!("{} of {}.", practice.elapsed(now), practice.target())
}

/// How long until the next word about the time, or until the interviewer cuts in.
pub(super) fn wake_after(app: &App, screen: &PracticeScreen, now: Millis) -> Option<Millis> {
    let practice = screen.practice();
    if !practice.is_running() {
        return None;
    }
    let (elapsed, target) = (practice.elapsed(now), practice.target());
    let overtime = elapsed.saturating_sub(target).seconds() / OVERTIME.seconds() + 1;
    let overtime = target + Millis::from_seconds(overtime * OVERTIME.seconds());
    let of_time = match app.habits() {
        habits if habits.feedback != Feedback::None => points(target).into_iter().chain([overtime]).collect(),
        habits if habits.has_bell => vec![target],
        _ => Vec::new(),
    };
    let cut_in = practice.plan().curveball.map(|ball| ball.at);
    let next = of_time.into_iter().chain(cut_in).filter(|&at| at > elapsed).min()?;
    Some(next.saturating_sub(elapsed))
}

fn ready(app: &App, screen: &PracticeScreen) -> Speech {
    let practice = screen.practice();
    let plan = practice.plan();
    let how = match plan.style {
        Style::Recall => "You tell first, then check the text.",
        Style::Cued => "Cue words come first, until you need them no more.",
        Style::Prompted => "The text comes first, then you tell.",
    };
    let question = screen.question().map(|question| format!("Question: “{}”", app.shown_text(question)));
    let target = format!("Target {}, ladder {}.", practice.target(), plan.ladder.name());
    let words_a_minute = screen.background().words_a_minute;
    let rungs = practice.rungs().iter().map(|rung| planned(rung, words_a_minute));
    let words: usize = practice.rungs().iter().map(|rung| rung.words).sum();
    let said = pace::time_to_say(words, words_a_minute);
    let all = if plan.only.is_some() { "This part" } else { "The whole story" };
    let too_long = (!fits(said, practice.target()))
        .then(|| format!("{all} takes {said} at {words_a_minute} words a minute. Leave something out."));
    let missed = screen.background().missed.iter();
    let missed = missed.filter(|missed| practice.rungs().iter().any(|rung| rung.beats.contains(&missed.beat)));
    let missed = missed.map(|missed| format!("Left out last time: {}", app.shown_text(&missed.words)));
    let standing = format!("This is {}.", app.standing_of_practice(screen).join(", "));
    let hint = "Say it aloud. An empty line starts the clock.".to_owned();
    Speech {
        news: question.into_iter().chain([target, how.to_owned()]).chain(rungs).chain(too_long).collect(),
        details: habits(app.habits(), plan),
        body: [standing].into_iter().chain(missed).chain([hint]).collect(),
        ..Speech::titled(format!("Ready: {}", app.shown_text(screen.title())))
    }
}

/// What is told of a part, and in how much time.
fn planned(rung: &Rung, words_a_minute: u64) -> String {
    let beats = rung.beats.iter().map(|beat| beat.name()).filter(|name| *name != rung.name);
    let beats = beats.map(str::to_lowercase).collect::<Vec<_>>().join(", ");
    let beats = if beats.is_empty() { beats } else { format!(": {beats}") };
    let said = pace::time_to_say(rung.words, words_a_minute);
    let long = if fits(said, rung.budget) { String::new() } else { format!(". All of it takes {said} to say") };
    format!("{}, {}{beats}{long}.", rung.name, seconds(rung.budget))
}

/// How the teller likes to practice.
fn habits(habits: Habits, plan: &Plan) -> Vec<String> {
    let feedback = match habits.feedback {
        Feedback::Full => "You are told of the time and the pace.",
        Feedback::Quiet => "You are told when half, three quarters and all of the time is over.",
        Feedback::None => "You are told of no time until the end.",
    };
    let either = |is_on: bool, on: &str, off: &str| if is_on { on } else { off }.to_owned();
    vec![
        feedback.to_owned(),
        format!("You are compared with: {}.", habits.ghost.name()),
        either(habits.has_bell, "The bell is on.", "The bell is off."),
        either(plan.curveball.is_some(), "An interviewer will cut in.", "No interviewer cuts in."),
        either(plan.is_free, "Free practice.", "The take counts for when the story comes back."),
    ]
}

fn telling(app: &App, screen: &PracticeScreen, now: Millis) -> Speech {
    let practice = screen.practice();
    let feedback = app.habits().feedback;
    let interruption = practice.interruption(now).map(|ball| format!("The interviewer: “{}”", ball.says.words()));
    let state = if practice.is_paused() { "Paused." } else { "The clock runs." };
    let mut news: Vec<String> = interruption.into_iter().chain([state.to_owned(), part(practice, feedback)]).collect();
    let is_bell = app.habits().has_bell && practice.elapsed(now) >= practice.target();
    news.extend(match feedback {
        Feedback::None => is_bell.then(|| "Time is up.".to_owned()),
        _ => time(practice, feedback, now),
    });
    let cues = screen.cues();
    news.extend((!cues.is_empty()).then(|| format!("Cue words: {}.", cues.join(", "))));
    news.extend(current_text(app, practice));
    let is_told = feedback == Feedback::Full && practice.elapsed(now).seconds() > 0;
    let body = is_told.then(|| clock(practice, now)).into_iter().collect();
    Speech { news, body, ..Speech::titled("Telling") }
}

/// What the last part took, and which comes next.
fn part(practice: &Practice, feedback: Feedback) -> String {
    let Some(next) = practice.rungs().get(practice.splits().len()) else { return String::new() };
    let before = practice.splits().len().checked_sub(1).and_then(|last| practice.rungs().get(last));
    let is_timed = feedback == Feedback::Full;
    let next = if is_timed { format!("{}, {}", next.name, seconds(next.budget)) } else { next.name.clone() };
    let Some(last) = before else { return format!("{next}.") };
    if !is_timed {
        return format!("{} told. Next: {next}.", last.name);
    }
    let said = in_whole_seconds(practice.splits().iter().copied()).last().copied().unwrap_or_default();
    let pace = Pace::of(practice.rungs(), practice.splits(), Millis::ZERO);
    let off = match pace.standing {
        Standing::OnPace => String::new(),
        Standing::Ahead => format!(" {} ahead.", seconds(pace.off)),
        Standing::Behind | Standing::Over => format!(" {} behind.", seconds(pace.off)),
    };
    format!("{}: {said} of {}.{off} Next: {next}.", last.name, last.budget)
}

/// How much of the time is over, said once at each of a few points.
fn time(practice: &Practice, feedback: Feedback, now: Millis) -> Option<String> {
    let (elapsed, target) = (practice.elapsed(now), practice.target());
    let lights = pace::lights(elapsed, target);
    let words = match lights {
        0 => return None,
        1 => "Half of the time is over.",
        2 => "Three quarters are over.",
        _ => match elapsed.seconds().saturating_sub(target.seconds()) / OVERTIME.seconds() {
            0 => "Time is up.",
            times => return Some(format!("{} over.", seconds(Millis::from_seconds(times * OVERTIME.seconds())))),
        },
    };
    let left = points(target).get(lights - 1).map(|&point| target.saturating_sub(point));
    let left = left.filter(|left| feedback == Feedback::Full && *left > Millis::ZERO);
    Some(left.map_or_else(|| words.to_owned(), |left| format!("{words} {} left.", seconds(left))))
}

/// When half, three quarters and all of the time is over, in whole seconds as the clock shows them.
fn points(target: Millis) -> [Millis; 3] {
    let target = target.seconds();
    [target.div_ceil(2), (target * 3).div_ceil(4), target].map(Millis::from_seconds)
}

/// The text of the part being told, where the teller may see it.
fn current_text(app: &App, practice: &Practice) -> Vec<String> {
    let shown = practice.current().filter(|&current| practice.shows(current));
    shown
        .and_then(|current| practice.rungs().get(current))
        .map(|rung| words_of(app, practice, rung))
        .unwrap_or_default()
}

fn words_of(app: &App, practice: &Practice, rung: &Rung) -> Vec<String> {
    let story = app.library().get(practice.story());
    let beats = rung.beats.iter().filter_map(|&beat| story?.beats.get(beat));
    beats.flat_map(story::paragraphs).collect()
}

fn grading(app: &App, screen: &PracticeScreen, now: Now) -> Speech {
    let practice = screen.practice();
    let said = in_whole_seconds(practice.splits().iter().copied());
    let parts = practice.rungs().iter().zip(said);
    let parts = parts.map(|(rung, said)| format!("{}: {said} of {}.", rung.name, rung.budget));
    let offer = screen.offer();
    let marked = screen.marked();
    let why = if offer.reasons.is_empty() || marked != offer.grade {
        String::new()
    } else {
        format!(": {}", spelled_out(&offer.reasons.join(", ")))
    };
    let mut news = vec![
        format!("All told: {}", clock(practice, now.monotonic)),
        format!("An empty line gives {}{why}.", marked.name()),
    ];
    news.extend(practice.is_in_full().then(|| "Told in full.".to_owned()));
    let mut body: Vec<String> = parts.collect();
    body.extend(grades(app, screen, now));
    Speech { news, body, ..Speech::titled("How did it go?") }
}

/// What each grade is, and when the story would come back.
pub(super) fn grades(app: &App, screen: &PracticeScreen, now: Now) -> Vec<String> {
    let days = screen.choices(app.history());
    let grade = |(place, grade): (usize, Grade)| {
        let day = days.and_then(|days| days.get(place).copied());
        let day =
            day.map(|day| format!(": comes back {}", spelled_out(&format::comes_back(day, now)))).unwrap_or_default();
        format!("{}, {}{day}.", app.key(Action::Grade(grade.into())), grade.name())
    };
    let open = days.is_none().then(|| "It leaves open when the story comes back.".to_owned());
    Grade::ALL.into_iter().enumerate().map(grade).chain(open).collect()
}

/// The sentences of the part revealed last, to be ticked off.
fn pieces(app: &App, screen: &PracticeScreen, from: Option<usize>) -> Option<List> {
    let practice = screen.practice();
    let rung = practice.rungs().get(practice.open()?)?;
    let pieces = screen.pieces(app.library().get(practice.story()));
    let list = List::new(format!("{}, sentence by sentence", rung.name), pieces.len(), screen.piece(), from, |row| {
        let Some(&(beat, words)) = pieces.get(row) else { return String::new() };
        let is_missed =
            practice.missed().iter().any(|missed| missed.beat == beat && app.shown_text(&missed.words) == words);
        format!("{}{words}", if is_missed { "Left out: " } else { "" })
    })?;
    // Whoever tells the next part has no ear for it.
    Some(list.for_who_asks(practice.phase() == Phase::Telling))
}

/// All texts that may be seen.
fn text(app: &App, screen: &PracticeScreen) -> Vec<String> {
    let practice = screen.practice();
    let shown = practice.rungs().iter().enumerate().filter(|(place, _)| practice.shows(*place));
    shown.flat_map(|(_, rung)| [vec![format!("{}:", rung.name)], words_of(app, practice, rung)].concat()).collect()
}

/// Whether what takes so long to say can be told in a budget, with the tolerance of the pace.
fn fits(said: Millis, budget: Millis) -> bool {
    said.saturating_sub(budget) <= pace::TOLERANCE.max(Millis(budget.0 / 10))
}

/// A time in words: `48 seconds`, `1:30`.
fn seconds(time: Millis) -> String {
    match time.seconds() {
        1 => "1 second".to_owned(),
        seconds @ 0..=59 => format!("{seconds} seconds"),
        _ => time.to_string(),
    }
}
