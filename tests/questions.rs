//! Questions as interviewers ask them: what Retell understands, and which of the samples it names first.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

use std::sync::LazyLock;

use retell::domain::beat::Beat;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::story::Story;
use retell::search::evidence::Evidence;
use retell::search::question::{Answers, Fit};
use retell::storage::{competencies::competencies, lexicon::lexicon, samples};

static SAMPLES: LazyLock<Library> = LazyLock::new(|| Library::new(samples::stories(), Origin::Samples));

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| Evidence::new(SAMPLES.stories(), competencies(), lexicon()));

fn answer(question: &str) -> Answers {
    EVIDENCE.answer(question, &History::default())
}

fn ids(answers: &Answers) -> Vec<&str> {
    answers.matches.iter().map(|found| SAMPLES.stories()[found.place].id.as_str()).collect()
}

/// Ways to ask, each with the competencies or skills that it must be understood to ask for, in any order. The first
/// one must come first.
const ASKED: &[(&str, &[&str])] = &[
    ("Tell me about a time you broke production.", &["failure"]),
    ("tell me about a time when you failed", &["failure"]),
    ("TELL ME ABOUT A MISTAKE YOU MADE AT WORK", &["failure"]),
    ("What’s the biggest mistake you’ve ever made, and what did you learn?", &["failure"]),
    ("Describe a situation where things didn't go as planned.", &["failure"]),
    ("Have you ever shipped a bug that took the site down?", &["failure"]),
    ("Walk me through a project that went wrong.", &["failure"]),
    ("What is your greatest weakness?", &["failure"]),
    ("Tell me about a time you missed a deadline.", &["failure", "deadlines"]),
    ("Tell me about a time you took ownership of something that wasn't your job.", &["ownership"]),
    ("Give me an example of a time you went outside your area of responsibility.", &["ownership"]),
    ("When have you been held accountable for a result?", &["ownership"]),
    ("Tell me about a conflict with a coworker and how you resolved it.", &["conflict"]),
    ("How do you deal with difficult people?", &["conflict"]),
    ("Describe a time you had a disagreement with a colleague.", &["conflict"]),
    ("Tell me about someone you found hard to work with.", &["conflict"]),
    ("Tell me about a time you disagreed with your manager.", &["disagreement with a manager"]),
    ("Have you ever had to push back on a decision of your boss?", &["disagreement with a manager"]),
    ("Give an example of when you had backbone; disagree and commit.", &["disagreement with a manager"]),
    ("Tell me about a time you disagreed with a decision your manager made.", &["disagreement with a manager"]),
    ("Describe your leadership style.", &["leadership"]),
    ("Tell me about a time you led a team through a difficult project.", &["leadership"]),
    ("How do you motivate a team?", &["leadership"]),
    ("How have you influenced people without having authority over them?", &["influence without authority"]),
    ("Tell me about a time you had to convince a skeptical stakeholder.", &["influence without authority"]),
    ("Describe a time when you worked in a team to reach a shared goal.", &["teamwork"]),
    ("Give an example of cross-functional collaboration.", &["teamwork"]),
    ("Tell me about a time you mentored a junior engineer.", &["growing others"]),
    ("How have you helped someone on your team grow?", &["growing others"]),
    ("Tell me about a time you dealt with an underperforming team member.", &["growing others"]),
    ("Tell me about a time you gave someone difficult feedback.", &["giving hard feedback"]),
    ("Describe the hardest conversation you had: a difficult conversation with a peer.", &["giving hard feedback"]),
    ("Tell me about a time someone gave you feedback that was hard to hear.", &["receiving feedback"]),
    ("How do you react to criticism?", &["receiving feedback"]),
    ("What’s the most critical feedback you’ve received?", &["receiving feedback"]),
    ("Tell me about a time you had to work to a tight deadline.", &["deadlines"]),
    ("Describe a project that fell behind schedule.", &["deadlines"]),
    ("How do you manage your time?", &["deadlines"]),
    ("How do you handle stress?", &["working under pressure"]),
    ("Tell me about a time you worked under pressure.", &["working under pressure"]),
    ("Walk me through the worst outage you've been on call for.", &["working under pressure"]),
    ("What do you do when production is down?", &["working under pressure"]),
    ("How do you prioritize when everything is important?", &["prioritization"]),
    ("Tell me about a time you had to juggle several projects.", &["prioritization"]),
    ("How do you decide what to work on first, with competing priorities?", &["making decisions", "prioritization"]),
    ("Tell me about a time you dealt with ambiguity.", &["ambiguity"]),
    ("Describe a project with unclear requirements.", &["ambiguity"]),
    ("Tell me about a decision you had to make with incomplete information.", &["making decisions"]),
    ("Give me an example of a calculated risk you took.", &["making decisions"]),
    ("What was the hardest decision you had to make?", &["making decisions"]),
    ("Tell me about the most difficult bug you have tracked down.", &["problem solving"]),
    ("How do you approach debugging?", &["problem solving"]),
    ("Describe a complex problem you solved.", &["problem solving"]),
    ("Tell me about a time you dove deep to find a root cause.", &["problem solving"]),
    ("What is the most technically complex project you have worked on?", &["technical depth"]),
    ("Tell me about a system you designed.", &["technical depth"]),
    ("How did you deal with technical debt in a legacy codebase?", &["technical debt"]),
    ("How do you make sure of the quality of your work?", &["quality"]),
    ("Tell me about a time you refused to lower your high standards.", &["quality"]),
    ("Tell me about a time you went above and beyond for a customer.", &["customer focus"]),
    ("How would you deal with an angry customer?", &["customer focus"]),
    ("Describe a time you had to say no to a customer request.", &["customer focus"]),
    ("Tell me about a time you came up with an innovative solution.", &["simplifying and inventing"]),
    ("When have you improved a process?", &["simplifying and inventing"]),
    ("How have you saved your company money?", &["doing more with less"]),
    ("Tell me about a time you had to work with limited resources.", &["doing more with less"]),
    ("Tell me about a time you had to learn a new technology quickly.", &["learning something new"]),
    ("When did you step out of your comfort zone?", &["learning something new"]),
    ("What accomplishment are you most proud of?", &["delivering results"]),
    ("Tell me about a goal you set and how you reached it.", &["delivering results"]),
    ("Tell me about a time you showed initiative.", &["initiative"]),
    ("Give an example of bias for action.", &["initiative"]),
    ("When did you do something without being asked?", &["initiative"]),
    ("Tell me about an ethical dilemma at work.", &["integrity", "making decisions"]),
    ("Have you ever been asked to do something against policy?", &["integrity"]),
    ("How do you build trust?", &["integrity"]),
    ("Tell me about a time you had to adapt to a big change.", &["adapting to change"]),
    ("With a deadline close, how do you settle a conflict?", &["conflict", "deadlines"]),
    ("Describe how you handled a reorganization.", &["adapting to change"]),
    ("Tell me about a time you explained something technical to a non-technical audience.", &["communication"]),
    ("Describe a misunderstanding at work and how you cleared it up.", &["communication"]),
    ("How do you plan a project?", &["planning"]),
    ("Tell me about a time you had to think strategically and saw the big picture.", &["planning"]),
    ("Tell me about a time you worked with people from different backgrounds.", &["inclusion"]),
    ("How have you made your team more inclusive?", &["inclusion"]),
    ("Tell me about a time you used data to make a decision.", &["deciding with data"]),
    ("Which metrics did you use, and what did they change?", &["deciding with data"]),
    ("Tell me about an incident caused by your code.", &["failure", "working under pressure"]),
    ("Describe a moment when you were proven wrong.", &["failure"]),
    ("Tell me about a time you were on a team that didn't get along.", &["conflict"]),
    ("What would your last boss say you should improve?", &["receiving feedback"]),
    ("Tell me about a time when the requirements changed mid-project.", &["adapting to change"]),
    ("Tell me about a time you had to make a trade-off.", &["making decisions"]),
    ("Tell me about a time you had to rally a demoralised team.", &["leadership"]),
    ("Have you ever had too much on your plate?", &["prioritization"]),
    ("Thanks, that’s great! We care about teamwork here. So: tell me about a time you failed?", &["failure"]),
    ("We move fast and our customers rely on us. Can you describe a conflict you had?", &["conflict"]),
    ("“Tell me about a mistake”", &["failure"]),
    ("tell me abt a time u messed up", &["failure"]),
    ("Ever pushed something to prod you wish you hadn't?", &["failure"]),
    ("Talk me through a launch that didn’t go the way you hoped", &["failure"]),
    ("tell me about a time your code caused a sev1", &["failure"]),
    ("time when you deleted or corrupted data", &["failure"]),
    ("What would you do over again if you could?", &["failure"]),
    ("Tell me about a time you worked with a difficult vendor and how you handled it.", &["working with partners"]),
    ("Describe working with an outside partner who kept missing dates.", &["working with partners"]),
    ("A third-party supplier let you down. What did you do?", &["working with partners"]),
    ("Tell me about a conflict with a contractor.", &["conflict", "working with partners"]),
    ("When did you depend on another company's API?", &["working with partners"]),
    ("Example of a time you chose a quick fix over the right solution", &["technical debt"]),
    ("How do you convince product to invest in tech debt?", &["influence without authority", "technical debt"]),
    ("Have you ever cleaned up a messy codebase?", &["technical debt"]),
    ("what's a time you shipped something you knew wasn't perfect", &["technical debt"]),
    ("Describe a time you had to balance speed and quality.", &["quality"]),
    ("How do you stop the same bug from coming back?", &["quality"]),
    ("time when you led without authority", &["influence without authority"]),
    (
        "Tell me about a time you led a project without being the manager.",
        &["influence without authority", "leadership"],
    ),
    ("How did you get engineers who weren't on your team to help you?", &["influence without authority"]),
    ("Tell me about leading a team that didn't report to you.", &["influence without authority", "leadership"]),
    ("Tell me about a time you and a peer didn't see eye to eye.", &["conflict"]),
    ("what do you do when two senior engineers cannot agree", &["conflict"]),
    ("tell me about a time product and engineering wanted different things", &["conflict"]),
    ("Tell me about a time you thought your boss was making a bad call.", &["disagreement with a manager"]),
    ("tell me about a time you were asked to do something you didn't agree with", &["disagreement with a manager"]),
    ("a project where you had no idea where to begin", &["ambiguity"]),
    ("How do you get started when nobody can tell you what the requirements are?", &["ambiguity"]),
    ("What do you do when you realize you won't make the date?", &["deadlines"]),
    ("How do you choose what to build when everything is urgent?", &["prioritization"]),
    ("example of a time you said no to a stakeholder", &["prioritization"]),
    ("what's the scariest on-call page you've gotten", &["working under pressure"]),
    ("Tell me about a time you had to dig into the details to understand a problem.", &["problem solving"]),
    ("When did the data tell you one thing and your gut another?", &["deciding with data"]),
    ("How did you make something faster?", &["technical depth"]),
    ("Tell me about managing someone out.", &["growing others"]),
    ("How did you handle someone on your team who wasn't delivering?", &["growing others"]),
    ("Tell me about the best hire you ever made.", &["growing others"]),
    ("a time you had to fire someone", &["giving hard feedback"]),
    ("Tell me about a time you had to tell someone their work wasn't good enough.", &["giving hard feedback"]),
    ("What's the hardest feedback you ever had to give?", &["giving hard feedback"]),
    ("tell me about a piece of feedback that changed how you work", &["receiving feedback"]),
    ("Were you ever asked to lie or hide something from a customer?", &["integrity"]),
    ("What manual process did you get rid of?", &["simplifying and inventing"]),
    ("when did you fight for the customer internally", &["customer focus"]),
    ("How have you cut your cloud bill?", &["doing more with less"]),
    ("time you gave up a short term win for the long term", &["planning"]),
    ("tell me about a project you badly underestimated", &["planning"]),
    ("Tell me about explaining a tradeoff to a CEO who isn't technical.", &["communication"]),
    ("tell me about working across time zones", &["teamwork"]),
    ("Time you had to become an expert fast", &["learning something new"]),
    ("tell me about a time you changed your mind", &["making decisions"]),
    ("How do you let go of work and trust others with it?", &["leadership"]),
    ("Tell me about a time you kept going when everyone wanted to quit.", &["delivering results"]),
    ("tell me about a time you challenged the status quo", &["initiative"]),
    ("Time you fixed something that wasn't your problem", &["ownership"]),
    ("when did you make sure a quiet teammate got heard", &["inclusion"]),
    ("Time when the goal kept shifting", &["adapting to change"]),
    ("Tell me about a zero downtime migration.", &["migration"]),
    ("tell me about a time you found a security vulnerability", &["security"]),
    ("How did you scale a service that was falling over?", &["scalability"]),
    ("Have you ever fixed a memory leak in Node.js?", &["memory leak", "Node.js"]),
    ("What went wrong the last time you worked with postgres?", &["failure", "PostgreSQL"]),
    ("What have you done with REDIS?", &["Redis"]),
];

#[test]
fn questions_are_understood_however_they_are_asked() {
    let mut wrong = Vec::new();
    for (question, expected) in ASKED {
        let asks_for = answer(question).asks_for;
        let has_all = expected.iter().all(|expected| asks_for.iter().any(|asked| asked == expected));
        if !has_all || asks_for.first().map(String::as_str) != expected.first().copied() {
            wrong.push(format!("{question}\n    asks for {asks_for:?}, not {expected:?}"));
        }
    }
    assert!(ASKED.len() >= 60);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What interviewers ask besides, with words in it that ask for something elsewhere.
const SMALL_TALK: &[&str] = &[
    "Tell me about yourself.",
    "Walk me through your resume",
    "Why should we hire you?",
    "Why do you want to work here?",
    "Have you ever been fired?",
    "What are your career goals?",
    "What motivates you?",
    "Who is your role model?",
    "What's your schedule like?",
    "Do you plan to go back to school?",
    "What do you know about our customers?",
    "What did you not like about your last job?",
    "What kind of culture do you like?",
    "Is your manager in the same office?",
    "Which page did you land on?",
    "What's the notice you need to give?",
    "Are you okay with working weekends?",
    "What is the difference between a process and a thread?",
    "Where do you see yourself in five years?",
];

#[test]
fn small_talk_asks_for_nothing() {
    for question in SMALL_TALK {
        let asks_for = answer(question).asks_for;
        assert!(asks_for.is_empty(), "{question}: {asks_for:?}");
    }
}

#[test]
fn every_competency_is_understood_by_its_own_name_and_asked_for_in_the_table() {
    for competency in &competencies().competencies {
        let name = competency.name.as_str();
        let asks_for = answer(&format!("Tell me about {name}.")).asks_for;
        assert_eq!(asks_for.first().map(String::as_str), Some(name));
        assert!(ASKED.iter().any(|(_, expected)| expected.contains(&name)), "{name} is asked for in no question");
    }
}

/// Questions, and the samples of which one must be the first answer, as a coach would judge.
const ANSWERED: &[(&str, &[&str])] = &[
    ("Tell me about a time you broke production.", &["deleting-more-than-i-meant", "four-lines-held-the-database"]),
    ("What is the worst thing you have done to production?", &["deleting-more-than-i-meant"]),
    ("Tell me about a mistake you made.", &["deleting-more-than-i-meant", "four-lines-held-the-database"]),
    (
        "Tell me about a deployment that went wrong.",
        &["two-rollbacks-that-failed", "friday-at-half-past-four", "four-lines-held-the-database"],
    ),
    ("Describe a project that took much longer than planned.", &["the-contracts-inside-the-monolith"]),
    ("Tell me about a time you missed a deadline.", &["the-contracts-inside-the-monolith"]),
    ("Tell me about a time you gave a customer bad news.", &["cache-key-without-its-tenant"]),
    (
        "Tell me about a difficult conversation with a client.",
        &["the-contracts-inside-the-monolith", "cache-key-without-its-tenant"],
    ),
    ("How did you handle a security incident?", &["a-forgotten-key-sends-spam"]),
    ("What do you do when credentials leak?", &["our-secrets-in-47-forks", "a-forgotten-key-sends-spam"]),
    (
        "Tell me about a time you worked under pressure.",
        &[
            "logins-rebuilt-from-the-database",
            "the-report-that-ran-all-night",
            "deleting-more-than-i-meant",
            "a-forgotten-key-sends-spam",
            "one-shard-setting-no-search",
        ],
    ),
    ("Describe a crisis in which you led others.", &["logins-rebuilt-from-the-database"]),
    (
        "Tell me about a decision you made with incomplete information.",
        &["logins-rebuilt-from-the-database", "endpoints-our-bot-invented"],
    ),
    ("Describe a tough decision where every option had a cost.", &["endpoints-our-bot-invented"]),
    (
        "Tell me about the hardest bug you have tracked down.",
        &["packets-dropped-before-nginx", "broken-for-one-user-only", "a-pattern-behind-the-one-offs"],
    ),
    ("Tell me about a bug you couldn't reproduce.", &["broken-for-one-user-only"]),
    ("Tell me about a problem others had given up on.", &["the-restart-that-came-too-soon", "the-attack-was-a-slider"]),
    ("When did you find a pattern that everyone had missed?", &["a-pattern-behind-the-one-offs"]),
    ("Tell me about a time you simplified something.", &["twelve-thousand-lines-nobody-ran"]),
    ("How have you improved a system by removing something?", &["twelve-thousand-lines-nobody-ran"]),
    ("How do you get up to speed in an unfamiliar codebase?", &["twelve-thousand-lines-nobody-ran"]),
    (
        "Have you ever fixed a memory leak?",
        &["temp-files-that-ate-the-memory", "listeners-that-were-never-removed", "connections-outlive-requests"],
    ),
    ("Tell me about your work with Kubernetes.", &["the-agent-that-tidied-too-much"]),
    ("Tell me about a mistake with PostgreSQL.", &["four-lines-held-the-database", "a-column-that-locked-the-table"]),
    ("Have you ever fixed a race condition?", &["last-write-wins-data-loses"]),
    ("Tell me about a time you helped a junior developer.", &["our-secrets-in-47-forks"]),
    ("How did your team react to a colleague's mistake?", &["our-secrets-in-47-forks"]),
    ("How do you make sure of good test coverage?", &["green-builds-no-new-tests", "zero-temperature-is-no-guarantee"]),
    (
        "Tell me about a bug that cost real money.",
        &["the-summary-that-would-not-stop", "a-pattern-behind-the-one-offs"],
    ),
    ("What is the largest technical bet you have made?", &["a-ledger-we-could-replay"]),
    ("Tell me about a time you scaled a system for popular users.", &["one-post-too-many-followers"]),
    ("How do you make a slow page fast?", &["a-query-for-every-user"]),
    ("Tell me about a security improvement that you drove.", &["tokens-that-anyone-could-read"]),
    (
        "Tell me about a difficult vendor.",
        &["a-forgotten-key-sends-spam", "a-pattern-behind-the-one-offs", "two-servers-one-nightly-email"],
    ),
    (
        "How have you dealt with technical debt?",
        &["twelve-thousand-lines-nobody-ran", "the-contracts-inside-the-monolith"],
    ),
    ("Tell me about a time when a plan changed.", &["logins-rebuilt-from-the-database"]),
];

#[test]
fn the_first_answer_is_one_that_a_coach_would_choose() {
    let mut wrong = Vec::new();
    for (question, good) in ANSWERED {
        let answers = answer(question);
        let ids = ids(&answers);
        if !ids.first().is_some_and(|first| good.contains(first)) || answers.fit() > Fit::Workable {
            let found: Vec<_> = ids.iter().zip(&answers.matches).take(3).collect();
            wrong.push(format!("{question} {:?}\n    {found:#?}", answers.asks_for));
        }
        for id in *good {
            assert!(SAMPLES.stories().iter().any(|story| story.id.as_str() == *id), "{id} is no sample");
        }
    }
    assert!(ANSWERED.len() >= 25);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Questions for which the samples have nothing good.
const UNANSWERED: &[&str] = &[
    "Tell me about a conflict with a coworker.",
    "Tell me about a time you disagreed with your manager.",
    "How do you react to criticism?",
    "Tell me about the most critical feedback you received.",
    "How have you made your team more inclusive?",
    "Tell me about a time you worked with people of different backgrounds.",
    "Tell me about an ethical dilemma.",
    "How do you juggle several projects?",
    "Tell me about a time you persuaded a skeptical stakeholder.",
    "Have you built anything in COBOL?",
    "What is your favorite color?",
];

#[test]
fn what_the_samples_do_not_show_is_a_gap_or_a_stretch() {
    for question in UNANSWERED {
        let answers = answer(question);
        assert!(answers.fit() >= Fit::Stretch, "{question}: {:?} {answers:#?}", ids(&answers));
        assert_eq!(answers.fit() == Fit::Gap, answers.matches.is_empty());
        assert!(answers.fit() != Fit::Gap || answers.gap.is_some(), "{question}");
    }
}

#[test]
fn a_gap_says_what_a_story_would_need() {
    let gap = answer("Tell me about a conflict with a coworker.").gap.unwrap();
    assert!(gap.starts_with("No story shows conflict; one that does needs two people"), "{gap}");
    assert_eq!(answer(" ").gap.unwrap(), "There is no question yet.");
}

#[test]
fn what_is_not_understood_is_looked_for_word_by_word_and_said_so() {
    let answers = answer("What about the casino?");
    assert!(answers.asks_for.is_empty());
    assert_eq!(ids(&answers), ["logins-rebuilt-from-the-database", "the-restart-that-came-too-soon"]);
    assert!(answers.matches.iter().all(|found| found.fit == Fit::Stretch && found.reason.contains("“casino”")));
    assert!(answers.gap.unwrap().contains("only share words"));
}

/// Outcomes, and whether a coach would call them a result: something changed, and anybody could check it.
const OUTCOMES: &[(&str, bool)] = &[
    ("Errors fell by 62%.", true),
    ("Nobody was paged for it again.", true),
    ("The bug never came back.", true),
    ("It hasn't happened again: it didn’t come back.", true),
    ("Releases went from hours to minutes.", true),
    ("The old job no longer runs.", true),
    ("All of it went, and nothing broke.", true),
    ("Every team deploys by itself.", true),
    ("It was the first time that we shipped without a rollback.", true),
    ("We shipped on time.", true),
    ("She was promoted.", true),
    ("The client renewed.", true),
    ("- The old job no longer runs\n- Nobody minds", true),
    ("It went well, and everybody was happy.", false),
    ("We never found the cause. Customers no longer trusted us.", false),
    ("It was a sign of trouble to come.", false),
    ("Nobody knew why, and all of the users left.", false),
    ("The customer disappeared.", false),
    ("Everything worked.", false),
    ("The service recovered.", false),
    ("Things got much better and faster.", false),
    ("We will not adopt it before that.", false),
    ("They had every reason to be angry.", false),
    ("We learned a lot about time.", false),
    ("The next release is planned.", false),
];

#[test]
fn a_result_is_a_change_that_can_be_checked_in_numbers_or_in_words() {
    for (outcome, is_result) in OUTCOMES {
        let mut story = Story::new("A query");
        story.skills.push("learning from mistakes".to_owned());
        story.beats.insert(Beat::Problem, "I shipped a query that locked a table.");
        story.beats.insert(Beat::Action, "I took it out.");
        story.beats.insert(Beat::Outcome, *outcome);
        let evidence = Evidence::new(&[story], competencies(), lexicon());
        let fit = evidence.answer("Tell me about a mistake.", &History::default()).fit();
        assert_eq!(fit == Fit::Strong, *is_result, "{outcome} {fit:?}");
    }
}

#[test]
fn each_reason_is_one_short_line_that_names_evidence() {
    for (question, _) in ASKED.iter().chain(ANSWERED) {
        for found in answer(question).matches {
            let reason = &found.reason;
            assert!(reason.chars().count() <= 70 && !reason.contains('\n'), "{question}: {reason}");
            assert!(
                ["“", "only “", "#", "lists ", "mentions ", "only mentions ", "only shares "]
                    .iter()
                    .any(|start| reason.starts_with(start)),
                "{reason}"
            );
        }
    }
}

#[test]
fn the_same_question_gets_the_same_answer_from_the_same_stories() {
    let again = Evidence::new(SAMPLES.stories(), competencies(), lexicon());
    for (question, _) in ASKED {
        assert_eq!(again.answer(question, &History::default()), answer(question), "{question}");
    }
}
