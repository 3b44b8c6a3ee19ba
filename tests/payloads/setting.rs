//! The places where a text from outside may stand, and the screens that show them.

use jiff::civil::date;
use ratatui::layout::Size;
use retell::app::Opening;
use retell::app::key::Key;
use retell::app::keymap::Context;
use retell::app::message::{Effect, Message};
use retell::domain::appointment::{Appointment, Debrief, Met};
use retell::domain::appointments::Appointments;
use retell::domain::beat::Beat;
use retell::domain::change::Was;
use retell::domain::conflict::{Conflict, Side};
use retell::domain::library::{Library, Origin};
use retell::domain::problem::{Problem, Remedy};
use retell::domain::question::{AskedAt, Question};
use retell::domain::story::{Extra, Source, Story, StoryId};
use retell::domain::version::Version;

use crate::common::{Stage, few_words, is_thorough, opening, stamp, story};
use crate::table::around;

/// What a person may have, and what may be wrong with it.
pub(crate) struct Setting {
    pub(crate) story: Story,
    problem: Problem,
    /// How two versions of the story came to be, and where one of them is.
    cause: String,
    place: String,
    /// What the person was asked.
    question: Question,
    /// An interview that comes, and one that was.
    coming: Appointment,
    past: Appointment,
}

/// A place, and how a text gets there.
type Place = (&'static str, fn(&mut Setting, String));

/// Where a text from outside may stand.
pub(crate) const PLACES: &[Place] = &[
    ("title", |setting, text| setting.story.title = text),
    ("skill", |setting, text| setting.story.skills.push(text)),
    ("suggested skill", |setting, text| setting.story.suggested_skills.push(text)),
    ("beat", |setting, text| {
        setting.story.beats.insert(Beat::Problem, text.clone());
        setting.story.beats.insert(Beat::Insight, format!("- {text}\n- {text}\n\n{text}"));
    }),
    ("label of an extra part", |setting, text| setting.story.extras.push(Extra::new(text, "Words."))),
    ("text of an extra part", |setting, text| setting.story.extras.push(Extra::new("Label", text))),
    ("question", |setting, text| setting.story.questions.push(text)),
    ("cue word", |setting, text| {
        setting.story.cues.insert(Beat::Problem, vec![text]);
    }),
    ("question of one's own", |setting, text| {
        setting.question.text.clone_from(&text);
        setting.question.competency.clone_from(&text);
        setting.question.asked = AskedAt::new(Some(text), None);
    }),
    ("follow-up", |setting, text| setting.story.follow_ups.push(text)),
    ("document of a story", |setting, text| setting.story.source = Some(Source::new(text, (1, 9)).into())),
    ("file with a problem", |setting, text| setting.problem.file = text),
    ("reason of a problem", |setting, text| setting.problem.reason = text),
    ("what to do about a problem", |setting, text| setting.problem.hint = text),
    ("cause of a conflict", |setting, text| setting.cause = text),
    ("place of a version", |setting, text| setting.place = text),
    ("company", |setting, text| {
        setting.coming.company.clone_from(&text);
        setting.past.company = text;
    }),
    ("round of an interview", |setting, text| setting.coming.round = text),
    ("question met at an interview", |setting, text| {
        let told = Some(setting.story.id.clone());
        debrief(setting).questions.push(Met { question: text, story: told, ..Met::default() });
    }),
    ("note on an interview", |setting, text| debrief(setting).note = text),
];

fn debrief(setting: &mut Setting) -> &mut Debrief {
    setting.past.debrief.get_or_insert_default()
}

/// A setting with a text in every place.
pub(crate) fn setting(text: &str) -> Setting {
    let mut told = story("A story", &[], &[(Beat::Problem, "It was late."), (Beat::Outcome, "It is on time.")]);
    told.id = StoryId::from_title("told");
    let problem = Problem::new("a.md", "it is broken", "Mend it.").at(3, 1);
    let (cause, place, question) = (String::new(), String::new(), Question::default());
    let at = |id: &str, day: i8| {
        let written = stamp("2026-03-01T12:00:00Z");
        Appointment {
            stories: vec![told.id.clone()],
            ..Appointment::new(id.to_owned(), written, date(2026, 3, day), "", "")
        }
    };
    let (coming, past) = (at("coming", 20), at("past", 2));
    let mut setting = Setting { story: told, problem, cause, place, question, coming, past };
    for (_, put) in PLACES {
        put(&mut setting, around(text));
    }
    setting
}

/// Retell as it opens on such a setting: two versions of a story are the first problem, the second can't be mended.
pub(crate) fn stage(text: &str) -> Stage {
    let Setting { story: told, problem, cause, place, question, coming, past } = setting(text);
    let mut other = told.clone();
    other.beats.insert(Beat::Outcome, format!("It is on time again: {}", around(text)));
    other.title.push('!');
    let conflict = Conflict {
        cause,
        was: Was::Story(told.clone()),
        left: Side { place: place.clone(), story: told.clone() },
        right: Side { place, story: other },
        copy: None,
    };
    let two_versions = Problem { remedy: Remedy::Compare(Box::new(conflict)), ..problem.clone() };
    // The title puts it behind whatever the first is called.
    let second = story("\u{10ffff} untold", &["Redis"], &[(Beat::Problem, "It was told and told.")]);
    let library = Library::new(vec![told, second], Origin::Own);
    let own_questions = vec![question];
    let appointments = Appointments::new([coming, past]);
    let problems = vec![two_versions, problem];
    let opening = opening(library);
    let vocabulary = if is_thorough() { opening.vocabulary } else { few_words() };
    Stage::open(Opening { vocabulary, problems, own_questions, appointments, ..opening })
}

/// A state of the screen.
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    pub(crate) size: Size,
    /// The way there from the start. It may need the payload.
    pub(crate) go: for<'a> fn(&'a mut Stage, &str) -> &'a mut Stage,
}

const fn scene(name: &'static str, size: Size, go: for<'a> fn(&'a mut Stage, &str) -> &'a mut Stage) -> Scene {
    Scene { name, size, go }
}

pub(crate) const SMALL: Size = Size::new(60, 20);
pub(crate) const USUAL: Size = Size::new(80, 24);
pub(crate) const LARGE: Size = Size::new(120, 40);

/// Every screen, some of them in several states and sizes.
pub(crate) const SCREENS: &[Scene] = &[
    scene("library, small", SMALL, |stage, _| stage),
    scene("library", USUAL, |stage, _| stage),
    scene("library, large", LARGE, |stage, _| stage),
    scene("more of the text", SMALL, |stage, _| stage.keys("<right><right>")),
    scene("skills, small", SMALL, |stage, _| stage.keys("<tab>")),
    scene("skill chosen", LARGE, |stage, _| stage.keys("<tab><space>")),
    scene("letters marked", USUAL, |stage, _| stage.keys("/told")),
    scene("query typed", USUAL, |stage, text| type_letters(stage.keys("/a"), text)),
    scene("query pasted, cursor inside", SMALL, |stage, text| {
        stage.keys("/").paste(&around(text)).keys("<left><left>")
    }),
    scene("key without a meaning", USUAL, |stage, text| {
        // A space would practice what is due.
        let c = text.chars().find(|&c| c != ' ' && !c.is_ascii_graphic()).unwrap_or('~');
        type_letters(stage, c.encode_utf8(&mut [0; 4]))
    }),
    scene("something failed", LARGE, |stage, text| send(stage, Message::Failed(setting(text).problem))),
    scene("a change made", SMALL, |stage, _| {
        stage.keys("d");
        match stage.effects.pop() {
            Some(Effect::Change { said, .. }) => {
                send(stage, Message::Changed { said, problems: Vec::new(), about: None })
            }
            other => panic!("nothing was asked for but {other:?}"),
        }
    }),
    scene("help", USUAL, |stage, _| stage.keys("?")),
    scene("problems", SMALL, |stage, _| stage.keys("!<down>")),
    scene("problems, large", LARGE, |stage, _| stage.keys("!")),
    scene("two versions, small", SMALL, |stage, _| stage.keys("!<enter><down>")),
    scene("two versions", USUAL, |stage, _| stage.keys("!<enter>")),
    scene("earlier versions", LARGE, |stage, text| {
        send(stage.keys("v"), {
            let story = setting(text).story;
            Message::Versions(story.id.clone(), kept(story))
        })
    }),
    scene("trash", USUAL, |stage, text| send(stage.keys("t"), Message::Trash(kept(setting(text).story), vec![]))),
    scene("import, the path", SMALL, |stage, text| {
        stage.keys("<esc>i").paste(&around(text).replace(['\n', '\r'], " "))
    }),
    scene("import, small", SMALL, |stage, text| imported(stage, text)),
    scene("import", USUAL, |stage, text| imported(stage, text).keys("ov")),
    scene("import, large", LARGE, |stage, text| imported(stage, text).keys("o")),
    scene("import, parts", LARGE, |stage, text| imported(stage, text).keys("<tab><down>")),
    scene("import, title", USUAL, |stage, text| imported(stage, text).keys("r")),
    scene("ready", USUAL, |stage, _| stage.keys("<enter>")),
    scene("ready, text first", SMALL, |stage, _| stage.keys("<enter>lt")),
    scene("telling, one text revealed", USUAL, |stage, _| tell(stage, 2)),
    scene("ready, with what was left out", LARGE, |stage, _| {
        tell(stage, 2).keys("<down>mm<down>m").wait(3.0).keys("<space>").wait(3.0).keys("<space>").wait(3.0).keys("3a")
    }),
    scene("cue words", USUAL, |stage, _| tell(stage, 1).keys("h")),
    scene("telling, the bar alone", SMALL, |stage, _| stage.keys("<enter>v<space>").wait(9.0).keys("<space>")),
    scene("telling, cut in", SMALL, |stage, _| stage.keys("<enter>x<space>").wait(61.0)),
    scene("telling, small", SMALL, |stage, _| tell(stage, 3)),
    scene("grading", USUAL, |stage, _| tell(stage, 9)),
    scene("review", USUAL, |stage, _| tell(stage, 9).keys("3")),
    scene("note typed", SMALL, |stage, text| {
        tell(stage, 9).keys("3w").paste(&around(text).replace(['\n', '\r'], " ")).keys("<left>")
    }),
    scene("review, small", SMALL, |stage, text| {
        tell(stage, 2).keys("m").wait(3.0).keys("<space>").wait(3.0).keys("<space>").wait(3.0);
        stage.keys("3w").paste(text).keys("<enter>")
    }),
    scene("progress of all stories", LARGE, |stage, _| tell(stage, 9).keys("3<esc>p")),
    scene("progress of one story", SMALL, |stage, _| tell(stage, 9).keys("3<esc>ps")),
    scene("progress of the stories found", USUAL, |stage, text| {
        tell(stage, 9).keys("3<esc>/told").paste(text).keys("<c-u>told<esc>ps")
    }),
    scene("interviews, small", SMALL, |stage, _| stage.keys("I")),
    scene("interviews", USUAL, |stage, _| stage.keys("I<down>")),
    scene("interviews, large", LARGE, |stage, _| stage.keys("I<down>x")),
    scene("interview, a day and a company", SMALL, |stage, text| {
        stage.keys("Ie<down>").paste(&around(text).replace(['\n', '\r'], " ")).keys("<left>")
    }),
    scene("stories of an interview", USUAL, |stage, _| stage.keys("Is<space>")),
    scene("debrief, small", SMALL, |stage, text| {
        stage.keys("I<down>d<down><down><down>").paste(&around(text).replace(['\n', '\r'], " ")).keys("<left><left>")
    }),
    scene("debrief", USUAL, |stage, _| stage.keys("I<down>d<down><down>")),
    scene("story told for a question", USUAL, |stage, _| stage.keys("I<down>d<down><down><enter>")),
    scene("what to rehearse", USUAL, |stage, _| stage.keys("r")),
    scene("summary of a set", SMALL, |stage, _| {
        stage.keys("<f5>");
        for _ in 0..5 {
            stage.wait(3.0).keys("<space>");
        }
        stage.keys("3<esc>")
    }),
    scene("one's own question", USUAL, |stage, _| own_question(stage, "<left>")),
    scene("its answer", SMALL, |stage, _| own_question(stage, "<left>").keys("<enter>")),
    scene("report of answers", USUAL, |stage, _| own_question(stage, "<left>").keys("<enter>").wait(1.0).keys("<esc>")),
    scene("follow-up", USUAL, |stage, _| follow_up(stage)),
    scene("report of an interview", SMALL, |stage, _| follow_up(stage).keys("<esc>")),
    scene("coverage", USUAL, |stage, _| stage.keys("C<end><right>")),
    scene("coverage, large", LARGE, |stage, _| stage.keys("C<end><right>")),
    scene("title of a story that is begun", SMALL, |stage, text| {
        stage.keys("C<enter>n").paste(&around(text).replace(['\n', '\r'], " ")).keys("<left>")
    }),
    scene("writing, a title and skills", SMALL, |stage, text| {
        stage.keys("n").paste(&around(text)).keys("<left><pgdn>").paste(&around(text).replace(',', ";"))
    }),
    scene("writing, a beat", USUAL, |stage, text| {
        stage.keys("e<pgdn><pgdn>").paste(&around(text)).keys("<enter>").paste(text).keys("<left><up>")
    }),
    scene("writing, a beat edited", LARGE, |stage, _| stage.keys("e<pgdn><pgdn><pgdn><left>")),
    scene("writing, in the middle of a take", SMALL, |stage, _| tell(stage, 1).keys("e<pgup>")),
    scene("resume offer", USUAL, |stage, _| tell(stage, 2).keys("<esc>c")),
    scene("unfinished take given up", USUAL, |stage, _| tell(stage, 2).keys("<esc>/untold<enter><space>")),
];

/// The import screen on a document with the text in every place.
fn imported<'a>(stage: &'a mut Stage, text: &str) -> &'a mut Stage {
    // A document with a NUL is refused.
    let text = around(text).replace('\0', "");
    let document = format!(
        "{text}\n\n## {text}\n\n**Problem:** {text}\n\n**Outcome:** {text}\n\n## A jam\n\n**Problem:** It jammed.\n\n\
         **Outcome:** It runs.\n"
    );
    stage.read_document("notes.md", &document)
}

fn send(stage: &mut Stage, message: Message) -> &mut Stage {
    stage.app.update(message, stage.now);
    stage
}

/// A version that says the same as the story, and one that doesn't.
fn kept(story: Story) -> Vec<Version> {
    let mut other = story.clone();
    other.title.push('?');
    let at = stamp("2026-03-14T19:30:00Z");
    let version = |story| Version { story, at, file: Some("00000001.json".to_owned()) };
    vec![version(other), version(story)]
}

/// Presses a key for each of the first characters of a text, whichever those are.
fn type_letters<'a>(stage: &'a mut Stage, text: &str) -> &'a mut Stage {
    for c in text.chars().take(60) {
        stage.app.update(Message::Key(Key::char(c)), stage.now);
    }
    stage
}

/// Has one's own questions put, in the drill that is so many keys away.
fn own_question<'a>(stage: &'a mut Stage, drill: &str) -> &'a mut Stage {
    stage.keys("r<left>").keys(drill).keys("<down><left><enter>").wait(1.0)
}

/// Tells a story in a mock interview, up to the first follow-up.
fn follow_up(stage: &mut Stage) -> &mut Stage {
    own_question(stage, "").keys("<enter>");
    while stage.app.context() == Context::Telling {
        stage.wait(3.0).keys("<space>");
    }
    stage.keys("3")
}

/// Presses space so many times, three seconds apart.
fn tell(stage: &mut Stage, times: usize) -> &mut Stage {
    stage.keys("<enter>");
    for _ in 0..times {
        stage.wait(3.0).keys("<space>");
    }
    stage
}
