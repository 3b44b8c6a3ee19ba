//! Numbers and dates as words.

use jiff::civil::Date;

use super::day;
use super::pace::{Pace, Standing};
use super::take::Verdict;
use super::time::{Millis, Now, Stamp};

/// How long ago a moment was, in days: `today`, `yesterday`, `3 d ago`.
pub fn days_ago(moment: Stamp, now: Now) -> String {
    match day::between(moment.day(), now.wall.day()) {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} d ago"),
    }
}

/// When a story comes back, seen from today: `due`, `tomorrow`, `in 4 d`.
pub fn comes_back(day: Date, now: Now) -> String {
    match day::between(now.wall.day(), day) {
        ..=0 => "due".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} d"),
    }
}

/// The same as part of a sentence, with the day itself: `tomorrow`, `in 4 days, on Wed 18 Mar`.
pub fn comes_back_on(day: Date, now: Now) -> String {
    let today = now.wall.day();
    match day::between(today, day) {
        ..=1 => day::from_today(day.max(today), today),
        _ => format!("{}, on {}", day::from_today(day, today), day.strftime("%a %-d %b")),
    }
}

/// A moment in days and minutes: `today 21:05`, `yesterday 21:05`, `14 Mar 2026 21:05`.
pub fn moment(moment: Stamp, now: Now) -> String {
    let moment = moment.seen_from(now.wall);
    let day = match day::between(moment.day(), now.wall.day()) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => day::in_words(moment.day()),
    };
    format!("{day} {}", moment.hour_and_minute())
}

/// A length against its budget: `3 s under`, `1:05 over`, `on it`.
pub fn difference(said: Millis, budget: Millis) -> String {
    let (said, budget) = (said.seconds(), budget.seconds());
    let side = if said > budget { "over" } else { "under" };
    match said.abs_diff(budget) {
        0 => "on it".to_owned(),
        seconds => format!("{} {side}", length(Millis::from_seconds(seconds))),
    }
}

/// A length of time: `45 s`, `1:05`.
fn length(time: Millis) -> String {
    match time.seconds() {
        seconds @ 0..=59 => format!("{seconds} s"),
        _ => time.to_string(),
    }
}

/// The pace as a signed number, where a plus is too much time, and what to make of it.
pub fn pace(pace: Pace) -> (String, &'static str) {
    let sign = match (pace.off.seconds(), pace.is_behind) {
        (0, _) => "±",
        (_, true) => "+",
        (_, false) => "−",
    };
    match pace.standing {
        Standing::OnPace => (format!("{sign}{}", length(pace.off)), "on pace"),
        Standing::Ahead => (format!("{sign}{}", length(pace.off)), "ahead: take your time"),
        Standing::Behind => (format!("{sign}{}", length(pace.off)), "behind: tighten"),
        Standing::Over => (format!("+{}", pace.off), "over time: wrap up"),
    }
}

/// What to make of the length of a take.
pub fn verdict(length: Millis, target: Millis) -> String {
    let good_from = Millis(target.0 / 4 * 3);
    let grace_to = Millis(target.0 / 4 * 5);
    match Verdict::of(length, target) {
        Verdict::Short => format!("Short. Aim for {good_from} to {target}."),
        Verdict::Good => format!("A good length: {good_from} to {target} is the aim."),
        Verdict::Grace => format!("A little long. Up to {grace_to} will pass; aim for {target}."),
        Verdict::Long => format!("Too long. Aim for {good_from} to {target}."),
    }
}
