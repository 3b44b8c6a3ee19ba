//! Interviews that come and that were: written down, prepared with stories, and debriefed in under a minute.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]

mod common;

use common::{Stage, opening, stamp, story};
use insta::assert_snapshot;
use jiff::civil::date;
use retell::app::keymap::Context;
use retell::app::message::{Effect, Loaded, Message};
use retell::domain::appointment::{Appointment, Debrief, Met, Outcome, Went};
use retell::domain::appointments::Appointments;
use retell::domain::beat::Beat;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::problem::Problem;
use retell::domain::queries::Filters;
use retell::domain::question::Question;
use retell::domain::story::{Story, StoryId};
use retell::search::catalog::Catalog;
use retell::storage::lexicon;

fn stories() -> Vec<Story> {
    let mut failed = story(
        "A migration I broke",
        &["PostgreSQL", "learning from mistakes"],
        &[
            (Beat::Problem, "I ran a migration that locked the orders table, and checkout stood for 40 minutes."),
            (Beat::Action, "I rolled it back, wrote the postmortem, and said that it was my mistake."),
            (Beat::Outcome, "Migrations run in batches since. Locks fell from 40 minutes to 2 s."),
        ],
    );
    failed.questions = vec!["Tell me about a time you failed.".to_owned()];
    let queue = story(
        "The queue that stood still",
        &["RabbitMQ"],
        &[
            (Beat::Problem, "Orders stood in a queue for 40 minutes."),
            (Beat::Insight, "One poisoned message was tried again and again."),
            (Beat::Outcome, "The queue is empty within 2 s today."),
        ],
    );
    let flag = story(
        "A flag for everybody",
        &["release management"],
        &[(Beat::Problem, "A flag was on for everybody, at noon."), (Beat::Outcome, "It was off by one.")],
    );
    vec![failed, queue, flag]
}

fn id(title: &str) -> StoryId {
    StoryId::from_title(title)
}

/// An interview on this day of the month in which every test plays; today is the 14th.
fn at(day: i8, company: &str, round: &str) -> Appointment {
    Appointment::new(format!("{day}-{company}"), stamp("2026-03-01T12:00:00Z"), date(2026, 3, day), company, round)
}

/// The same with a debrief in which this story was told.
fn told(day: i8, company: &str, title: &str) -> Appointment {
    let question = "What broke, and why?".to_owned();
    let met = Met { question, story: Some(id(title)), ..Met::default() };
    let debrief = Debrief { questions: vec![met], went: Some(Went::SoSo), ..Debrief::default() };
    let debrief = Debrief { outcome: Some(Outcome::NextRound), note: "They like numbers.".to_owned(), ..debrief };
    Appointment { debrief: Some(debrief), ..at(day, company, "phone screen") }
}

/// The screen of these interviews.
fn stage(appointments: impl IntoIterator<Item = Appointment>) -> Stage {
    let mut start = opening(Library::new(stories(), Origin::Own));
    start.appointments = Appointments::new(appointments);
    let mut stage = Stage::open(start);
    stage.keys("I");
    stage
}

/// The records kept so far.
fn records(stage: &Stage) -> Vec<&Appointment> {
    let kept = stage.effects.iter().filter_map(|effect| match effect {
        Effect::KeepAppointment(record) => Some(record),
        _ => None,
    });
    kept.collect()
}

fn questions(stage: &Stage) -> Vec<&Question> {
    let kept = stage.effects.iter().filter_map(|effect| match effect {
        Effect::KeepQuestion(question) => Some(question),
        _ => None,
    });
    kept.collect()
}

#[test]
fn an_interview_is_written_down_in_three_short_lines() {
    let mut stage = stage([at(3, "Société Générale", "phone screen")]);
    stage.keys("n+6<enter>soc");
    assert_snapshot!("written down 60x20", stage.screen(60, 20));
    stage.keys("<tab><enter>onsite<enter>");
    let record = records(&stage)[0];
    assert_eq!(
        (record.on, record.company.as_str(), record.round.as_str()),
        (date(2026, 3, 20), "Société Générale", "onsite")
    );
    assert_eq!((record.revision, record.version, record.written), (0, 1, stage.now.wall));
    assert_eq!(
        stage.notice(),
        "Kept: Société Générale, onsite on 20 Mar 2026. Press s to choose its stories.",
        "and the cursor is on it"
    );
    assert_eq!(stage.app.selected_interview().map(|it| it.on), Some(date(2026, 3, 20)));
}

#[test]
fn what_is_no_day_is_asked_for_again_and_nothing_typed_is_lost() {
    let mut stage = stage([]);
    assert!(stage.screen(80, 24).contains("No interview is written down yet. Press n"));
    for (keys, footer) in [("", "? help   n new   q quit"), ("d", "? help   n new   q quit"), ("?", "esc close")] {
        assert!(stage.keys(keys).screen(80, 24).lines().last().unwrap().contains(footer), "{keys}");
    }
    stage.keys("<esc>");
    stage.keys("nsoon<enter>ACME<enter>onsite<enter>");
    assert_eq!(stage.notice(), "Write the day as 2026-11-20, or as +7 for in a week.");
    stage.keys("<c-u>2026-03-20<c-s>");
    assert_eq!(records(&stage)[0].name(), "ACME, onsite");
    stage.keys("n");
    assert!(stage.screen(60, 20).contains("empty means today, +7 means in a week"));
    stage.keys("<c-s>");
    assert_eq!(records(&stage)[1].on, date(2026, 3, 14));
}

#[test]
fn a_change_is_another_record_and_no_change_is_none() {
    let mut stage = stage([at(20, "ACME", "onsite")]);
    stage.keys("e<c-s>");
    assert!(records(&stage).is_empty());
    stage.keys("e<c-u>+3<c-s>");
    let record = records(&stage)[0];
    assert_eq!((record.id.as_str(), record.revision, record.on), ("20-ACME", 1, date(2026, 3, 17)));
    stage.keys("e<down><down><c-u>final<esc>");
    assert_eq!(stage.notice(), "What you typed would be lost. Press esc again to leave without it, ctrl-s to keep it.");
    stage.keys("!<esc>");
    assert_eq!(stage.app.context(), Context::Arranging, "who types again is warned again");
    stage.keys("<esc>");
    assert_eq!(stage.app.context(), Context::Interviews);
    assert_eq!(records(&stage).len(), 1, "what is left with esc stays as it was");
    stage.keys("e<esc>n<esc>");
    assert_eq!(stage.app.context(), Context::Interviews, "where nothing was typed, nothing is warned of");
    stage.keys("n <esc>nACME<esc>");
    assert_eq!(stage.app.context(), Context::Arranging);
}

#[test]
fn what_comes_stands_above_what_was_and_each_says_how_it_stands() {
    let mut coming = at(20, "ACME", "onsite");
    coming.stories = vec![id("A flag for everybody"), id("Gone")];
    let mut stage = stage([
        coming,
        at(15, "Initech", ""),
        told(2, "ACME", "A flag for everybody"),
        at(13, "", "take-home"),
        at(30, "Hooli", "phone screen"),
    ]);
    stage.keys("<down>");
    for (width, height) in [(120, 40), (80, 24), (60, 20)] {
        assert_snapshot!(format!("list {width}x{height}"), stage.screen(width, height));
    }
    stage.keys("<end>");
    assert_snapshot!("past 80x24", stage.screen(80, 24));
}

#[test]
fn stories_are_chosen_with_space_and_one_told_there_already_is_marked_and_warned_of() {
    let mut stage = stage([at(20, "acme", "onsite"), told(2, "ACME", "A flag for everybody")]);
    stage.keys("s<space>");
    assert_eq!(stage.notice(), "! Told to ACME on 2 Mar 2026: they would hear it twice.");
    stage.keys("queue<space><c-u>");
    assert_snapshot!("stories 80x24", stage.screen(80, 24));
    stage.keys("<enter>");
    assert_eq!(records(&stage)[0].stories, [id("A flag for everybody"), id("The queue that stood still")]);
    assert_eq!(stage.notice(), "2 stories for acme, onsite.");
    assert!(stage.screen(80, 24).contains("! Told to ACME on 2 Mar 2026: they would hear it twice."));
    stage.keys("s<space><enter>");
    assert_eq!(records(&stage)[1].stories, [id("The queue that stood still")], "space takes a choice back");
    stage.keys("s<enter>s<space><esc>");
    assert_eq!(stage.notice(), "What you chose would be lost. Press esc again to leave without it, enter to keep it.");
    stage.keys("<space><space><esc>");
    assert_eq!(stage.app.context(), Context::Choosing, "who chooses again is warned again");
    stage.keys("<esc>s<esc>s");
    assert_eq!(records(&stage).len(), 2, "no change is no record");
    assert!(stage.screen(80, 24).contains("1 chosen"), "esc leaves what was chosen before");
}

#[test]
fn a_debrief_takes_few_keys_besides_the_words() {
    let mut stage = stage([at(12, "ACME", "phone screen"), at(20, "ACME", "onsite")]);
    stage.keys("<down><enter>3<enter>Tell me about a time you failed.");
    assert_snapshot!("debrief 60x20", stage.screen(60, 20));
    stage.keys("<enter>");
    assert_snapshot!("told 80x24", stage.screen(80, 24));
    stage.keys("<enter>Why us?<enter><c-n><enter>Numbers, always numbers.");
    for (width, height) in [(120, 40), (80, 24)] {
        assert_snapshot!(format!("debrief {width}x{height}"), stage.screen(width, height));
    }
    stage.keys("<enter>");
    let debrief = records(&stage)[0].debrief.clone().unwrap();
    assert_eq!((debrief.went, debrief.outcome), (Some(Went::Well), Some(Outcome::Waiting)));
    assert_eq!(debrief.note, "Numbers, always numbers.");
    let met: Vec<_> = debrief.questions.iter().map(|met| (met.question.as_str(), met.story.clone())).collect();
    let failed = "Tell me about a time you failed.";
    assert_eq!(met, [(failed, Some(id("A migration I broke"))), ("Why us?", None)], "the best answer came first");
    assert_eq!(
        stage.notice(),
        "Noted. 2 questions joined your own. ACME comes again on 20 Mar 2026: tell other stories."
    );
    let kept: Vec<_> = questions(&stage).iter().map(|it| it.asked.as_ref().unwrap().to_string()).collect();
    assert_eq!(kept, ["asked at ACME on 12 Mar 2026"; 2]);
    assert_eq!((questions(&stage)[0].text.as_str(), questions(&stage)[0].competency.as_str()), (failed, "failure"));
}

#[test]
fn the_library_says_to_whom_a_story_was_told_and_who_would_hear_it_twice() {
    let mut stage = stage([told(2, "ACME", "A flag for everybody"), told(9, "Initech", "A flag for everybody")]);
    stage.keys("<esc>");
    assert!(stage.screen(120, 40).contains("Told to Initech on 9 Mar 2026, to ACME on"));
    assert!(!stage.screen(120, 40).contains("comes again"));
    stage.keys("In+6<enter>acme<c-s><esc>");
    assert_snapshot!("library 80x24", stage.screen(80, 24));
    stage.keys("<down>");
    assert!(!stage.screen(120, 40).contains("Told to"));
}

#[test]
fn a_question_that_is_known_is_not_kept_twice() {
    let mut start = opening(Library::new(stories(), Origin::Own));
    start.own_questions = vec![Question { text: "Why us?".to_owned(), ..Question::default() }];
    start.appointments = Appointments::new([at(12, "ACME", "onsite")]);
    let mut stage = Stage::open(start);
    stage.keys("Id<down><down>why us<enter><c-n>What broke?<enter><c-n>WHAT BROKE<c-s>");
    assert_eq!(questions(&stage).iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["What broke?"]);
    assert_eq!(records(&stage)[0].debrief.as_ref().unwrap().questions.len(), 3);
    stage.keys("d<down><right><c-s>");
    assert_eq!(questions(&stage).len(), 1, "nor at the next debrief");
    assert!(stage.app.questions().pack("own").unwrap().questions.iter().any(|it| it.text == "What broke?"));
}

#[test]
fn a_debrief_can_be_changed_and_says_so_by_a_record_more() {
    let mut stage = stage([told(2, "ACME", "A flag for everybody")]);
    stage.keys("<enter><c-s>");
    assert!(records(&stage).is_empty(), "nothing was changed");
    // Rejected, and the question crossed out.
    stage.keys("<enter><down>4<c-u>");
    stage.keys("<tab><tab><enter>queue<space><enter><c-s>");
    let record = records(&stage)[0];
    let debrief = record.debrief.as_ref().unwrap();
    assert_eq!((record.revision, debrief.outcome, debrief.went), (1, Some(Outcome::Rejected), Some(Went::SoSo)));
    assert!(debrief.questions.is_empty());
    let both = [id("A flag for everybody"), id("The queue that stood still")];
    assert_eq!(debrief.stories, both, "what was told for it was told still");
    assert_eq!(debrief.note, "They like numbers.");
    stage.keys("<enter><down><down><down><enter><space><enter><c-s>");
    assert_eq!(records(&stage)[1].debrief.as_ref().unwrap().stories, both[1..], "unless it is taken back");
}

#[test]
fn what_is_still_to_come_has_no_debrief_and_what_is_over_no_stories_to_choose() {
    let mut stage = stage([at(20, "ACME", ""), at(14, "Initech", ""), at(2, "Hooli", "")]);
    stage.keys("<down>d");
    assert_eq!(stage.notice(), "It is still to come. Afterward, this notes how it went.");
    stage.keys("<up>d<esc>");
    assert_eq!(stage.app.context(), Context::Interviews, "what is today can be debriefed");
    stage.keys("<end>s");
    assert_eq!(stage.notice(), "It is over. Press enter to note which stories you told.");
}

#[test]
fn what_was_noted_is_not_left_without_a_warning_and_kept_by_leaving_retell() {
    for (way_out, kept) in [("<esc>", 0), ("<c-c>", 1)] {
        let mut stage = stage([at(12, "ACME", "onsite")]);
        stage.keys("d3<down>Why us?").keys(way_out);
        assert_eq!(records(&stage).len(), kept);
        if kept == 0 {
            assert_eq!(
                stage.notice(),
                "What you noted would be lost. Press esc again to leave without it, ctrl-s to keep it."
            );
            stage.keys("!<esc>");
            assert_eq!(stage.app.context(), Context::DebriefLine, "who types again is warned again");
            stage.keys("<esc>");
            assert_eq!((stage.app.context(), records(&stage).len()), (Context::Interviews, 0));
        } else {
            assert_eq!(records(&stage)[0].debrief.as_ref().unwrap().questions[0].question, "Why us?");
            assert_eq!(stage.effects.last(), Some(&Effect::Quit));
        }
    }
}

#[test]
fn an_interview_is_removed_only_after_a_question() {
    let mut stage = stage([at(20, "ACME", "onsite"), at(22, "Initech", "")]);
    stage.keys("x");
    assert_eq!(stage.notice(), "Remove ACME, onsite? y removes it, n keeps it.");
    stage.keys("nx<esc>");
    assert!(records(&stage).is_empty());
    stage.keys("xy");
    assert!(records(&stage)[0].removed && records(&stage)[0].revision == 1);
    assert_eq!(stage.app.selected_interview().map(|it| it.company.as_str()), Some("Initech"));
    assert!(!stage.screen(80, 24).contains("ACME, onsite  "));
}

#[test]
fn what_the_disk_refuses_stays_and_is_tried_again_at_the_next_press() {
    let mut stage = stage([at(12, "ACME", "onsite")]);
    stage.keys("d3<c-s>");
    let refused = stage.effects[0].clone();
    let problem = Problem::new("interviews", "this interview could not be kept: disk full", "Make room.");
    stage.app.update(Message::NotKept(refused.clone(), problem), stage.now);
    assert_eq!(stage.notice(), "! this interview could not be kept: disk full. Make room. (interviews)");
    assert!(stage.screen(80, 24).contains("well · waiting"), "what was noted is on the screen");
    stage.effects.clear();
    stage.keys("<esc>");
    assert_eq!(stage.effects, [refused]);
    stage.app.update(Message::NotKept(stage.effects[0].clone(), Problem::new("interviews", "full", "")), stage.now);
    stage.app.update(Message::NotLeft, stage.now);
    assert_eq!(stage.notice(), "! What you noted can't be kept and would be lost. Press the same key again to leave.");
}

/// Has the library read again with these records of interviews.
fn reload(stage: &mut Stage, records: impl IntoIterator<Item = Appointment>) {
    let loaded = Loaded {
        catalog: Catalog::new(Library::new(stories(), Origin::Own), lexicon::lexicon()),
        history: History::default(),
        appointments: Appointments::new(records),
        filters: Filters::default(),
        queries: Vec::new(),
        problems: Vec::new(),
        undoable: None,
    };
    stage.app.update(Message::Loaded(Box::new(loaded)), stage.now);
}

#[test]
fn what_is_removed_is_what_was_asked_about_whatever_happens_elsewhere() {
    let (acme, initech) = (at(20, "ACME", "onsite"), at(22, "Initech", ""));
    let mut stage = stage([acme.clone(), initech.clone()]);
    stage.keys("<down>x");
    let removed = Appointment { removed: true, ..initech.revised(stage.now.wall) };
    reload(&mut stage, [acme, initech, removed]);
    stage.keys("y");
    assert_eq!(records(&stage)[0].company, "Initech");
    assert_eq!(stage.app.appointments().iter().map(|it| it.company.as_str()).collect::<Vec<_>>(), ["ACME"]);
}

#[test]
fn what_was_noted_here_and_elsewhere_is_joined_when_the_library_is_read_again() {
    let mut stage = stage([at(12, "ACME", "onsite")]);
    stage.keys("d3<c-s><end>d<down><down>Why us?");
    let theirs = Appointment { round: "final".to_owned(), ..at(12, "ACME", "").revised(stamp("2026-03-14T12:00:00Z")) };
    reload(&mut stage, [theirs, at(21, "Hooli", "")]);
    assert!(stage.screen(80, 24).contains("Why us?"), "what is being typed stays");
    let known = stage.app.appointments().get("12-ACME").unwrap();
    assert_eq!(
        known.debrief.as_ref().and_then(|it| it.went),
        Some(Went::Well),
        "what was noted here may not be on disk"
    );
    stage.keys("<c-s>");
    let companies: Vec<&str> = stage.app.appointments().iter().map(|it| it.company.as_str()).collect();
    assert_eq!(companies, ["ACME", "Hooli"]);
    let record = records(&stage)[1];
    assert_eq!((record.revision, record.debrief.as_ref().unwrap().questions.len()), (2, 1), "it follows both");
}

#[test]
fn a_story_stays_with_its_question_while_that_is_written_anew() {
    let mut stage = stage([told(2, "ACME", "A flag for everybody")]);
    stage.keys("<enter><down><down><c-u>");
    assert!(stage.screen(80, 24).contains("Also told     A flag for everybody"));
    stage.keys("What failed?<c-s>");
    let debrief = records(&stage)[0].debrief.clone().unwrap();
    assert_eq!(debrief.questions[0].story, Some(id("A flag for everybody")));
    assert!(debrief.stories.is_empty());
}

#[test]
fn a_choice_of_stories_told_besides_is_not_left_without_a_warning() {
    let mut stage = stage([at(12, "ACME", "onsite")]);
    stage.keys("d3<down><down><enter><space><esc>");
    assert_eq!(stage.notice(), "What you chose would be lost. Press esc again to leave without it, enter to keep it.");
    stage.keys("<esc>");
    assert_eq!(stage.app.context(), Context::Debrief, "the form is still there");
    stage.keys("<enter><esc><c-s>");
    assert_eq!(records(&stage)[0].debrief.as_ref().unwrap().stories, []);
}

#[test]
fn a_debrief_from_elsewhere_is_not_overwritten_by_one_that_is_open() {
    let mut stage = stage([at(2, "ACME", "phone screen")]);
    stage.keys("d3<down>Why us?");
    let theirs = told(2, "ACME", "A flag for everybody");
    reload(&mut stage, [Appointment { revision: 1, ..theirs }]);
    stage.keys("<c-s>");
    let record = records(&stage)[0];
    let debrief = record.debrief.as_ref().unwrap();
    let asked: Vec<&str> = debrief.questions.iter().map(|met| met.question.as_str()).collect();
    assert_eq!((record.revision, asked), (2, vec!["Why us?", "What broke, and why?"]));
    assert_eq!(record.told(), [&id("A flag for everybody")].into());
    assert_eq!(debrief.went, Some(Went::Well), "what was answered here counts");
    assert_eq!(debrief.outcome, Some(Outcome::NextRound), "where nothing was, what was answered elsewhere");
    assert_eq!(debrief.note, "They like numbers.");
    assert!(stage.notice().starts_with("Noted, with what was noted elsewhere."), "{}", stage.notice());
}

#[test]
fn what_is_taken_back_in_an_open_debrief_does_not_come_back_from_elsewhere() {
    let was = told(2, "ACME", "A flag for everybody");
    let mut stage = stage([was.clone()]);
    stage.keys("d<down><down><c-u><down><down><enter><space><enter><c-u>Nothing.");
    let mut theirs = was.revised(stage.now.wall);
    theirs.debrief.as_mut().unwrap().outcome = Some(Outcome::Offer);
    reload(&mut stage, [was, theirs]);
    stage.keys("<c-s>");
    let debrief = records(&stage)[0].debrief.as_ref().unwrap();
    assert_eq!((debrief.questions.len(), debrief.stories.len(), debrief.note.as_str()), (0, 0, "Nothing."));
    assert_eq!(debrief.outcome, Some(Outcome::Offer), "which was not touched here");
}

#[test]
fn a_form_that_is_open_leaves_what_it_did_not_change_as_it_became_elsewhere() {
    let was = at(20, "ACME", "onsite");
    for (keys, round, titles) in [
        ("e<c-u>+3<c-s>", "final", &["A flag for everybody"][..]),
        ("squeue<space><enter>", "final", &["The queue that stood still", "A flag for everybody"]),
    ] {
        let mut stage = stage([was.clone()]);
        let (open, rest) = keys.split_at(1);
        stage.keys(open);
        let stories = vec![id("A flag for everybody")];
        let theirs = Appointment { round: "final".to_owned(), stories, ..was.revised(stage.now.wall) };
        reload(&mut stage, [was.clone(), theirs]);
        stage.keys(rest);
        let stories: Vec<StoryId> = titles.iter().map(|title| id(title)).collect();
        assert_eq!((records(&stage)[0].round.as_str(), &records(&stage)[0].stories), (round, &stories), "{keys}");
    }
}

#[test]
fn suggested_stories_are_seen_at_once_and_first_when_they_are_chosen_from_again() {
    let mut stage = stage([at(20, "ACME", "onsite"), told(2, "ACME", "A flag for everybody")]);
    let is_last = |stage: &Stage| {
        let screen = stage.screen(80, 24);
        let row = |title: &str| screen.find(title).unwrap();
        let flag = row("[ ] A flag for everybody");
        row("[✓] A migration I broke") < flag && row("[✓] The queue that stood still") < flag
    };
    stage.keys("s");
    assert!(stage.screen(80, 24).contains("▌ [ ] A flag for everybody"));
    stage.keys("<down><tab>");
    assert_eq!(stage.notice(), "Chosen: 2 stories that show the most. Press enter to keep them.");
    assert!(is_last(&stage) && stage.screen(80, 24).contains("▌ [✓]"), "{}", stage.screen(80, 24));
    stage.keys("<enter>s");
    assert!(is_last(&stage));
}
