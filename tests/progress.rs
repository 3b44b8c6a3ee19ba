//! The progress screen: what it shows in every window, whose takes it looks at, and that its numbers are those of
//! `retell stats --json`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read")]

mod common;
#[path = "common/history.rs"]
mod history;
#[path = "common/verbs.rs"]
mod verbs;

use std::fs;

use common::{Stage, opening, story};
use history::{Told, winter};
use insta::assert_snapshot;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use retell::app::message::{Loaded, Message};
use retell::app::{App, Screen};
use retell::clock::Clock;
use retell::commands::output::Printer;
use retell::commands::stats::{self, Form};
use retell::domain::beat::Beat;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::progress::Progress;
use retell::domain::queries::Filters;
use retell::domain::score::{Ended, Score, Scores};
use retell::domain::story::{Story, StoryId};
use retell::domain::take::Take;
use retell::domain::time::{Millis, Stamp};
use retell::search::catalog::Catalog;
use retell::speech;
use retell::storage::lexicon;
use serde_json::Value;

/// The stories of the winter but the queue, which was deleted, and one that nobody has told.
fn stories() -> Vec<Story> {
    let told = |title: &str, skill: &str| {
        story(title, &[skill], &[(Beat::Problem, "It broke."), (Beat::Outcome, "It holds.")])
    };
    vec![told("A flag for everybody", "Redis"), told("The pool ran dry", "SQL"), told("Zones nobody knew", "Redis")]
}

fn stage(takes: Vec<Take>) -> Stage {
    stage_of(History::new(takes))
}

fn stage_of(history: History) -> Stage {
    Stage::open(retell::app::Opening { history, ..opening(Library::new(stories(), Origin::Own)) })
}

#[test]
fn a_winter_of_practice_is_one_page_in_a_large_window_and_several_in_small_ones() {
    let mut stage = stage(winter());
    stage.keys("p");
    assert_snapshot!("winter_120x40", stage.screen(120, 40));
    let pages = |stage: &mut Stage, (width, height), count| -> String {
        (0..count).map(|_| format!("{}\n", stage.keys("<down>").screen(width, height))).collect()
    };
    stage.keys("<up>");
    assert_snapshot!("winter_80x24", pages(&mut stage, (80, 24), 3));
    assert_snapshot!("winter_60x20", pages(&mut stage, (60, 20), 4));
}

#[test]
fn who_has_told_nothing_yet_is_told_what_to_do() {
    let mut stage = stage(Vec::new());
    stage.keys("p");
    assert_snapshot!("nothing_told_60x20", stage.screen(60, 20));
    assert_eq!(stage.keys("<esc>").app.context(), retell::app::keymap::Context::Library);
}

#[test]
fn letters_turn_pages_as_arrows_do() {
    let mut stage = stage(winter());
    let first = stage.keys("p").screen(60, 20);
    let second = stage.keys("<down>").screen(60, 20);
    assert_ne!(first, second);
    assert_eq!(stage.keys("k").screen(60, 20), first);
    assert_eq!(stage.keys("j").screen(60, 20), second);
}

/// What is shown of a day with a take each, so many days ago.
fn told_days_ago(days: impl IntoIterator<Item = i64>) -> String {
    let told = |days_ago| Told {
        days_ago,
        minute: 0,
        story: "The pool ran dry",
        ladder: "outline",
        only: None,
        splits: vec![("Problem", 60_000, 50_000, false)],
        think: 0,
        words: None,
        grade: None,
    };
    stage(days.into_iter().map(|days_ago| told(days_ago).take()).collect()).keys("p").screen(80, 40)
}

#[test]
fn yesterday_is_forgiven_while_today_is_open() {
    // Today is a Saturday.
    let screen = told_days_ago(2..21);
    let words = "19 days; yesterday is forgiven, a take today makes it 20; the longest: 19 days";
    assert!(one_line(&screen).contains(words), "{screen}");
    assert!(screen.contains("Forgiven    13 Mar; at most one in any seven days"), "{screen}");
    assert!(screen.lines().any(|line| line.starts_with(" Fri ") && line.trim_end().ends_with("▪ ▪ ○")), "{screen}");
    let screen = told_days_ago((2..6).chain(7..21));
    let words = "none: yesterday was one missed day too many; 5 days with a take today; the longest: 18 days";
    assert!(one_line(&screen).contains(words), "{screen}");
    assert!(screen.lines().any(|line| line.starts_with(" Sun ") && line.trim_end().ends_with('○')), "{screen}");
    assert!(screen.lines().any(|line| line.starts_with(" Fri ") && line.trim_end().ends_with("▪ ▪ ·")), "{screen}");
}

fn one_line(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn heading(stage: &Stage) -> String {
    one_line(stage.screen(120, 40).lines().next().unwrap())
}

fn takes_in_sight(stage: &Stage) -> usize {
    match stage.app.screen() {
        Screen::Progress(screen) => screen.progress().in_all.takes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_key_goes_from_all_stories_to_those_found_to_the_one_under_the_cursor() {
    let mut stage = stage(winter());
    let of = |stage: &mut Stage, keys: &str| {
        stage.keys(keys);
        (heading(stage), takes_in_sight(stage))
    };
    let all = ("Progress: all stories".to_owned(), 50);
    assert_eq!(of(&mut stage, "p"), all, "those of a deleted story are among them");
    assert_eq!(of(&mut stage, "s"), ("Progress: A flag for everybody".to_owned(), 16), "nothing is asked for");
    assert_eq!(of(&mut stage, "s"), all);
    assert_eq!(of(&mut stage, "<esc>/dry | zones<esc>p"), all);
    assert_eq!(of(&mut stage, "s"), ("Progress: the stories that are found › dry | zones".to_owned(), 17));
    assert_eq!(of(&mut stage, "s"), ("Progress: Zones nobody knew".to_owned(), 0));
    assert!(stage.screen(80, 24).contains("This story is not told yet. Press esc, then enter, and tell it aloud."));
    assert_eq!(of(&mut stage, "<esc><down>pss"), ("Progress: The pool ran dry".to_owned(), 17));
    stage.keys("<esc>/nothing like it<esc>ps");
    assert_eq!(stage.notice(), "No story is found, so these are the takes of all.");
    assert_eq!(takes_in_sight(&stage), 50);
}

#[test]
fn a_take_just_told_counts_and_what_was_told_elsewhere_comes_in_while_one_looks() {
    let mut stage = stage(Vec::new());
    stage.keys("<enter>").wait(3.0).keys("<space>").wait(50.0).keys("<space>").wait(55.0).keys("<space>3<esc>p");
    assert!(stage.screen(80, 24).contains("Today       1 take, 1:45 told"), "{}", stage.screen(80, 24));
    let loaded = Loaded {
        catalog: Catalog::new(Library::new(stories(), Origin::Own), lexicon::lexicon()),
        history: History::new(winter()),
        appointments: retell::domain::appointments::Appointments::default(),
        filters: Filters::default(),
        queries: Vec::new(),
        undoable: None,
        problems: Vec::new(),
    };
    stage.app.update(Message::Loaded(Box::new(loaded)), stage.now);
    assert!(stage.screen(80, 24).contains("In all      51 takes of 3 stories"), "{}", stage.screen(80, 24));
}

/// The numbers in a text, clock times as they are.
fn numbers(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_digit() || c == ':';
    let runs = text.split(|c| !is_part(c)).map(|run| run.trim_matches(':'));
    runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

/// What stands behind a label, on all of its lines.
fn behind(text: &str, label: &str) -> String {
    let mut lines = text.lines().skip_while(|line| !line.trim_start().starts_with(label));
    let first = lines.next().unwrap_or_default().trim_start().strip_prefix(label).unwrap_or_default();
    let rest = lines.take_while(|line| line.starts_with(&" ".repeat(13)));
    [first].into_iter().chain(rest).collect::<Vec<_>>().join(" ")
}

fn clock(milliseconds: &Value) -> String {
    let seconds = milliseconds.as_u64().unwrap() / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Up to a minute in seconds.
fn short(milliseconds: u64) -> String {
    if milliseconds < 60_000 { (milliseconds / 1000).to_string() } else { clock(&milliseconds.into()) }
}

fn whole_takes(json: &Value) -> Vec<&Value> {
    json["takes"].as_array().unwrap().iter().filter(|take| take["only"].is_null()).collect()
}

/// Each label with the numbers that the JSON says should stand behind it.
fn facts(json: &Value) -> Vec<(&'static str, Vec<String>)> {
    let plain = |values: &[&Value]| values.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (today, streak, in_all) = (&json["today"], &json["streak"], &json["in_all"]);
    let mut facts = Vec::new();
    facts.push(match today["takes"].as_u64().unwrap() {
        0 => ("Today", Vec::new()),
        takes => ("Today", vec![takes.to_string(), clock(&today["told_ms"])]),
    });
    let (days, more) = (streak["days"].as_u64().unwrap(), streak["days_with_today"].as_u64().unwrap());
    let mut in_a_row: Vec<u64> = match (streak["is_told_today"].as_bool().unwrap(), days, more) {
        (true, ..) => vec![days],
        (false, 0, 1) => vec![],
        (false, 0, _) => vec![more],
        (false, ..) => vec![days, more],
    };
    in_a_row.extend(streak["longest_days"].as_u64().filter(|&longest| longest > 0));
    facts.push(("Streak", in_a_row.iter().map(u64::to_string).collect()));
    let forgiven: Vec<&str> = streak["forgiven"].as_array().unwrap().iter().map(|day| day.as_str().unwrap()).collect();
    let newest = forgiven.iter().skip(forgiven.len().saturating_sub(2));
    facts.push(("Forgiven", newest.map(|day| day.parse::<Date>().unwrap().day().to_string()).collect()));
    facts.push(("In all", plain(&[&in_all["takes"], &in_all["stories"], &in_all["days"]])));
    let drills = in_all["drills"].as_u64().filter(|&drills| drills > 0).map(|drills| drills.to_string());
    facts.push(("Time", [clock(&in_all["told_ms"])].into_iter().chain(drills).collect()));
    let all = &json["on_target"]["all"];
    let is_any_whole = all["of"] != 0;
    let band = ["75", "100"].map(str::to_owned);
    let share = |share: &Value| plain(&[&share["takes"], &share["of"], &share["percent"]]);
    facts.push(("On target", if is_any_whole { [&share(all)[..], &band].concat() } else { vec![] }));
    let (last, before) = (&json["on_target"]["last_ten"], &json["on_target"]["ten_before"]);
    if before["of"] != 0 {
        facts.push(("Lately", plain(&[&last["takes"], &last["of"], &before["takes"], &before["of"]])));
    }
    if let Some(take) = whole_takes(json).last() {
        let spread = &json["spread"];
        let percents = ["median_percent", "lower_percent", "upper_percent"].map(|name| spread[name].to_string());
        let lengths =
            ["median_ms", "lower_ms", "upper_ms"].map(|name| spread[name].as_u64().map(|_| clock(&spread[name])));
        let [median, lower, upper] = lengths;
        let [median_percent, lower_percent, upper_percent] = percents;
        let words = [Some(median_percent), median, Some(lower_percent), Some(upper_percent), lower, upper];
        facts.push(("Spread", words.into_iter().flatten().collect()));
        let words = vec![clock(&take["length_ms"]), clock(&take["target_ms"]), take["percent_of_target"].to_string()];
        facts.push(("Last take", words));
        let (median, within) =
            (short(json["think"]["median_ms"].as_u64().unwrap()), &json["think"]["two_to_five_seconds"]);
        facts.push(("Think time", [&[median, "2".to_owned(), "5".to_owned()][..], &share(within)].concat()));
    }
    let pace = &json["pace"];
    let is_known = pace["takes"] != 0;
    facts.push(("Pace", if is_known { plain(&[&pace["median_words_a_minute"], &pace["takes"]]) } else { vec![] }));
    let takes = ["usual", "fitted"].iter().find_map(|basis| json["schedule"][basis].as_u64());
    facts.push(("Schedule", vec![takes.unwrap_or(64).to_string()]));
    facts
}

/// Reads all numbers off a text, and compares them with the JSON.
fn assert_numbers(text: &str, json: &Value) {
    for (label, expected) in facts(json) {
        assert_eq!(numbers(&behind(text, label)), expected, "{label}\n{text}");
    }
    for (name, count) in json["grades"].as_object().unwrap() {
        let line = text.lines().find(|line| line.replace("Grades", "").trim_start().starts_with(&format!("{name} ")));
        let line = line.unwrap_or_else(|| panic!("{name} is not in\n{text}"));
        assert_eq!(numbers(line), [count.to_string()], "{name}\n{text}");
        assert_eq!(line.contains('━'), *count != 0, "{name}\n{text}");
    }
    for rung in json["rungs"].as_array().unwrap() {
        let ladder = ["outline", "star", "beats"].iter().position(|name| rung["ladder"] == *name).unwrap();
        let table = text.split(["Parts: outline", "Parts: STAR", "Parts: every beat"][ladder]).nth(1).unwrap();
        let row = behind(table, rung["rung"].as_str().unwrap());
        let off = rung["difference_ms"].as_i64().unwrap();
        let side = if off.abs() < 1000 {
            "on it"
        } else if off > 0 {
            "over"
        } else {
            "under"
        };
        let mut expected = vec![rung["takes"].to_string(), clock(&rung["said_ms"]), clock(&rung["budget_ms"])];
        expected.extend(Some(short(off.unsigned_abs())).filter(|_| off.abs() >= 1000));
        expected.extend([&rung["helped"]["takes"], &rung["helped"]["percent"]].map(ToString::to_string));
        assert_eq!((numbers(&row), row.contains(side)), (expected, true), "{rung}\n{text}");
    }
    assert_calendar(text, json);
    if !whole_takes(json).is_empty() {
        assert_chart(text, json);
    }
}

/// Reads the calendar, day by day.
fn assert_calendar(text: &str, json: &Value) {
    let day_of = |value: &Value| value.as_str().unwrap().parse::<Date>().unwrap();
    let today = day_of(&json["today"]["day"]);
    let forgiven: Vec<Date> = json["streak"]["forgiven_ever"].as_array().unwrap().iter().map(day_of).collect();
    let takes_on = |day: Date| {
        let calendar = json["calendar"].as_array().unwrap();
        calendar.iter().find(|one| day_of(&one["day"]) == day).map_or(0, |one| one["takes"].as_u64().unwrap())
    };
    let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
    for (name, weekday) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].into_iter().zip(0..) {
        let row = text.lines().map(str::trim_start).find_map(|line| line.strip_prefix(&format!("{name} "))).unwrap();
        let shown: Vec<char> = row.chars().step_by(2).collect();
        for week in 0..26 {
            let day = monday.saturating_sub((7 * (25 - week) - weekday).days());
            let expected = match takes_on(day) {
                1 => '▪',
                2.. => '■',
                0 if day > today => ' ',
                0 if forgiven.contains(&day) => '○',
                0 => '·',
            };
            let shown = shown.get(usize::try_from(week).unwrap()).copied().unwrap_or(' ');
            assert_eq!(shown, expected, "{day}\n{text}");
        }
    }
}

/// Reads the chart of lengths, take by take.
fn assert_chart(text: &str, json: &Value) {
    let whole = whole_takes(json);
    let latest = &whole[whole.len().saturating_sub(32)..];
    let mut marks = 0;
    for line in text.lines().filter(|line| line.contains(" % │")) {
        let (name, row) = line.split_once('│').unwrap();
        let ends: Vec<u64> = numbers(name).iter().map(|end| end.parse().unwrap()).collect();
        let band = match ends[..] {
            [end] if name.contains("over") => end + 1..=u64::MAX,
            [end] => 0..=end - 1,
            [from, to] => from..=to,
            _ => panic!("{name}"),
        };
        for (place, mark) in row.chars().step_by(2).enumerate().filter(|(_, mark)| "●▲▼".contains(*mark)) {
            let take = latest[place];
            assert!(band.contains(&take["percent_of_target"].as_u64().unwrap()), "{take} in {name}\n{text}");
            let verdict = take["verdict"].as_str().unwrap();
            let expected = match verdict {
                "good" => '●',
                "short" => '▼',
                _ => '▲',
            };
            assert_eq!(mark, expected, "{take}\n{text}");
            marks += 1;
        }
    }
    assert_eq!(marks, latest.len(), "each take has its mark\n{text}");
}

/// What `retell stats` prints.
fn printed(history: &History, now: Stamp, form: Form) -> String {
    let mut bytes = Vec::new();
    stats::run(&Progress::of(history, |_| true, now), form, &mut Printer::new(&mut bytes)).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn how_long_parts_were_for_partners_stands_below_how_long_they_were_alone() {
    let mut score = Score::new(StoryId::from_title("The pool ran dry"), date(2026, 3, 14), "Ada", "");
    let ended = |rung: &str, seconds| Ended { rung: rung.to_owned(), after: Millis::from_seconds(seconds) };
    score.ended = vec![ended("Problem", 28), ended("Insight", 90)];
    let history = History::new(winter()).with_scores(Scores::new([score]));
    let mut stage = stage_of(history.clone());
    stage.keys("p");
    let json: Value = serde_json::from_str(&printed(&history, stage.now.wall, Form::Json)).unwrap();
    let said: String = speech::say(&stage.app, stage.now, None).body.join("\n");
    for text in [stage.screen(100, 150), printed(&history, stage.now.wall, Form::Words)] {
        assert_numbers(&text, &json);
        let table = text.split("Parts: outline").nth(1).unwrap();
        let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().filter(|row| row.len() > 1).map(|row| &row[..]).collect();
        let at = |name: &str| rows.iter().position(|row| row[0] == name).unwrap();
        assert_eq!(rows[at("Problem") + 1], ["to", "partners", "1", "0:28"], "{text}");
        assert_eq!(rows[at("Insight") + 1], ["to", "partners", "1", "1:02"], "{text}");
        assert_eq!((text.matches("to partners").count(), text.contains("Their times")), (2, false), "{text}");
    }
    assert!(said.contains("\nProblem to partners, ladder outline: takes 1, said 0:28.\n"), "{said}");
}

fn any_told() -> impl Strategy<Value = Told> {
    const OUTLINE: &[(&str, u64)] = &[("Problem", 32_000), ("Insight", 44_000), ("Outcome", 44_000)];
    const STAR: &[(&str, u64)] = &[("Situation", 18_000), ("Task", 12_000), ("Action", 72_000), ("Result", 18_000)];
    let split = (200_u64..1_800, any::<bool>());
    let how = (0_i64..100, 0_u8..60, 0_usize..3, any::<bool>(), proptest::option::weighted(0.2, 0_usize..3));
    let told = (0_u64..8_000, proptest::option::of(20_usize..120), proptest::option::of(1_u8..=4), 1_u64..=2);
    (how, told, proptest::collection::vec(split, 4)).prop_map(|(how, (think, words, grade, halves), splits)| {
        let (days_ago, minute, story, is_star, drilled) = how;
        let (ladder, rungs) = if is_star { ("star", STAR) } else { ("outline", OUTLINE) };
        let only = drilled.map(|rung| rungs[rung].0);
        let told = rungs.iter().zip(splits).filter(|((rung, _), _)| only.is_none_or(|only| only == *rung));
        // Half of the takes have half of the time.
        let split = |(&(rung, budget), (per_mille, is_helped)): (&(&'static str, u64), (u64, bool))| {
            (rung, budget / halves, budget / halves * per_mille / 1000, is_helped)
        };
        let splits = told.map(split).collect();
        let story = ["The pool ran dry", "The queue that stood still", "A flag for everybody"][story];
        let words = words.map(|words| u64::try_from(words).unwrap());
        Told { days_ago, minute, story, ladder, only, splits, think, words, grade }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_number_on_the_screen_and_in_words_is_that_of_the_json(told in proptest::collection::vec(any_told(), 1..60)) {
        let takes: Vec<Take> = told.iter().map(Told::take).collect();
        let history = History::new(takes.clone());
        let mut stage = stage(takes);
        stage.keys("p");
        let json: Value = serde_json::from_str(&printed(&history, stage.now.wall, Form::Json)).unwrap();
        assert_numbers(&stage.screen(100, 150), &json);
        assert_numbers(&printed(&history, stage.now.wall, Form::Words), &json);
    }
}

#[test]
fn the_numbers_on_the_screen_are_those_that_the_program_prints() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("practice")).unwrap();
    let lines: String = winter().iter().map(|take| serde_json::to_string(take).unwrap() + "\n").collect();
    fs::write(home.path().join("practice/laptop.jsonl"), lines).unwrap();
    let clock = Clock::start();
    // A day may end between the two.
    let (json, now) = loop {
        let output = verbs::retell(home.path(), home.path(), &["stats", "--json"]);
        assert_eq!(verbs::errors(&output), "");
        let (json, now): (Value, _) = (serde_json::from_str(&verbs::out(&output)).unwrap(), clock.now());
        if json["today"]["day"] == now.wall.day().to_string() {
            break (json, now);
        }
    };
    let opening =
        retell::app::Opening { history: History::new(winter()), ..opening(Library::new(stories(), Origin::Own)) };
    let mut stage = Stage { app: App::new(opening, now.wall), now, effects: Vec::new() };
    stage.keys("p");
    assert_numbers(&stage.screen(100, 150), &json);
}
