//! The order of the answers as people judge it: a library, what is typed, which stories come, and why.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "this is test code")]

use std::fmt::Write;

use retell::domain::agenda::Agenda;
use retell::domain::appointments::Appointments;
use retell::domain::beat::Beat;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::practice::{Plan, Practice};
use retell::domain::story::Story;
use retell::domain::take::{Grade, Take};
use retell::domain::time::{Millis, Stamp};
use retell::search::catalog::Catalog;
use retell::search::facets::{Facet, Facets};
use retell::search::query::Query;
use retell::search::rank::{Finder, Request};
use retell::search::standing::{Sort, states};
use retell::storage::lexicon::lexicon;

/// A story: what the table calls it, its title, its skills, and a text.
type Told = (&'static str, &'static str, &'static [&'static str], &'static str);

/// A row: what is typed, the stories that come in their order, and why a person expects that. With `…` at its end,
/// whatever comes after the others is of no interest.
type Row = (&'static str, &'static str, &'static str);

/// Some stories, and everything that an answer may depend on.
struct Shelf {
    catalog: Catalog,
    names: Vec<&'static str>,
    history: History,
    sort: Sort,
    facets: Facets,
}

impl Shelf {
    fn new(told: &[Told]) -> Self {
        Self::of(told, Origin::Own)
    }

    fn of(told: &[Told], origin: Origin) -> Self {
        let story = |&(_, title, skills, text): &Told| {
            let mut story = Story::new(title);
            story.skills = skills.iter().map(|&skill| skill.to_owned()).collect();
            for beat in [Beat::Problem, Beat::Insight, Beat::Outcome] {
                story.beats.insert(beat, text);
            }
            story
        };
        let catalog = Catalog::new(Library::new(told.iter().map(story).collect(), origin), lexicon()).with_texts();
        let name = |story: &Story| told.iter().find(|told| told.1 == story.title).unwrap().0;
        let names = catalog.stories().iter().map(name).collect();
        Self { catalog, names, history: History::default(), sort: Sort::Title, facets: Facets::default() }
    }

    fn ask(&self, finder: &mut Finder, text: &str) -> Vec<&'static str> {
        let (query, library) = (Query::parse(text), self.catalog.library());
        let today = stamp("2026-03-14T21:05:00Z").day();
        let agenda = Agenda::new(&Appointments::default(), &self.history, library, today);
        let request = Request {
            states: states(&query, library, &self.history, &agenda),
            query,
            facets: self.facets.clone(),
            order: self.sort.order(library, &self.history),
            rows: usize::MAX,
            ..Request::default()
        };
        let answer = finder.find(&self.catalog, &request);
        assert_eq!(answer.count, answer.top.len(), "{text}");
        answer.top.iter().map(|&place| self.names[place as usize]).collect()
    }

    /// Asks each row pasted, and typed letter by letter by somebody who has typed all rows before it.
    fn judge(&self, rows: &[Row]) {
        let (mut wrong, mut typist) = (String::new(), Finder::default());
        for &(text, expected, why) in rows {
            let found = self.ask(&mut Finder::default(), text);
            for (start, c) in text.char_indices() {
                self.ask(&mut typist, &text[..start + c.len_utf8()]);
            }
            assert_eq!(self.ask(&mut typist, text), found, "`{text}` typed letter by letter");
            let found = found.join(" ");
            let is_so = match expected.strip_suffix(" …") {
                Some(first) => found.starts_with(first),
                None => found == expected,
            };
            if !is_so {
                writeln!(wrong, "`{text}`: {why}\n  expected {expected}\n  found    {found}").unwrap();
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }
}

fn stamp(text: &str) -> Stamp {
    Stamp::try_from(text.to_owned()).unwrap()
}

/// A take told to the end.
fn take(title: &str, at: &str, grade: Grade) -> Take {
    let practice = Practice::ready(&Story::new(title), Plan::default(), Millis::ZERO);
    let told = Take::of(&practice, title, None, stamp(at), Millis::ZERO);
    Take { id: format!("{at}-{title}"), finished: true, grade: Some(grade), ..told }
}

const WORK: &[Told] = &[
    (
        "builds",
        "Builds that took an hour",
        &["CI/CD", "Docker", "developer experience"],
        "A deploy waited behind forty others. We cached the layers and split the tests.",
    ),
    (
        "cache",
        "A cache key without its tenant",
        &["Redis", "caching", "multi-tenancy"],
        "Customers saw the invoices of others for nine minutes.",
    ),
    (
        "herd",
        "Everything expires at nine",
        &["Redis", "thundering herd", "incident response"],
        "All sessions ended in the same minute and Postgres fell over.",
    ),
    (
        "leak",
        "Memory leak in the report worker",
        &["Node.js", "memory leak", "profiling"],
        "The heap grew by a gigabyte a day, and Redis was blamed first.",
    ),
    (
        "pods",
        "Pods that would not die",
        &["Kubernetes", "graceful shutdown", "root cause analysis"],
        "They stayed for an hour, since nobody handled the signal.",
    ),
    (
        "pool",
        "The night the pool ran dry",
        &["PostgreSQL", "connection pooling", "incident response"],
        "Every request waited for a connection. A leak in a retry loop held them all.",
    ),
    (
        "rotate",
        "Rotating a secret nobody owned",
        &["AWS", "secrets management"],
        "The key was older than the team. We found its users in the audit log.",
    ),
    (
        "vacuum",
        "The vacuum that never ran",
        &["PostgreSQL", "monitoring"],
        "A forgotten transaction kept the tables from being cleaned.",
    ),
];

#[test]
fn a_skill_is_found_by_each_of_its_names() {
    Shelf::new(WORK).judge(&[
        ("redis", "cache herd leak", "the stories with just that skill, then the one that only mentions it"),
        ("#redis", "cache herd", "a skill is asked for, so a mention doesn't count"),
        ("pg", "pool vacuum …", "pg is short for PostgreSQL, though no letter of it need be meant"),
        ("#pg", "pool vacuum …", "the same, asked for as a skill"),
        ("postgres", "pool vacuum herd", "what most people call PostgreSQL, and then the text that says so"),
        ("Postgres", "pool vacuum herd", "the case of a name typed in full empties no list: a complaint about finders"),
        ("PG", "pool vacuum", "short names are often typed in capitals"),
        ("k8s", "pods", "nobody types Kubernetes"),
        ("K8s", "pods", "at the start of a sentence"),
        ("#kube", "pods", "half a name is the start of the whole one"),
        ("nodejs", "leak", "the point of Node.js is not worth typing"),
        ("node js", "leak", "some write it as two words"),
        ("NodeJS", "leak", "some write it with capitals"),
        ("ci cd", "builds …", "the slash of CI/CD is not worth typing either"),
        ("cicd", "builds", "nor is the space"),
        ("CI/CD", "builds", "and as it is written it is found anyway"),
        ("rca", "pods", "the initials that people know root cause analysis by"),
        ("RCA", "pods", "initials are typed in capitals"),
        ("five whys", "pods", "another name of it, of two words"),
        ("amazon web services", "rotate", "a name of three words that share no letter's order with AWS"),
        ("amazon web", "rotate", "and it is in sight while it is being typed"),
        ("memory leaks", "leak", "the plural is the same skill"),
        (
            "incident response",
            "herd pool pods",
            "two have the skill; the analysis of causes belongs to the group of that name",
        ),
    ]);
}

#[test]
fn titles_come_before_skills_and_skills_before_texts() {
    Shelf::new(WORK).judge(&[
        ("leak", "leak pool", "what is called a leak before what mentions one"),
        ("key", "cache rotate", "in a title before in a text"),
        ("hour", "builds pods", "in a title before in a text"),
        ("cache", "cache herd builds", "a stampede on a cache is a thundering herd; the cached layers are a mention"),
        ("night pg", "pool", "one word is in the title and the other is a skill"),
        ("redis nine", "herd cache", "both have the skill; one has nine in its title, one in its text"),
        ("nine redis", "herd cache", "the order of the words says nothing"),
        ("incident leak", "pool", "one word is in a skill and the other in the text"),
        ("redis leak", "leak", "one word is in the title and the other in the text"),
        ("leak leak", "leak pool", "saying it twice asks for no more: a complaint about finders"),
        ("  redis   nine ", "herd cache", "spaces to and fro change nothing: a complaint about finders"),
        ("connection", "pool", "it is in the skill and in the text, and the story comes once"),
        ("memory leak", "leak", "the title starts with it and it is the skill"),
    ]);
}

#[test]
fn groups_of_skills_stand_for_their_members() {
    Shelf::new(WORK).judge(&[
        ("#databases", "cache herd pool vacuum", "Redis and PostgreSQL are databases; none is better than another"),
        ("!#databases", "builds leak pods rotate", "and what is left is without any"),
        ("#databases nine", "herd cache …", "the title decides among them"),
        ("#databases | #performance", "cache herd leak pool vacuum", "one group or the other"),
        ("#incident\\ response", "herd pool …", "a group of two words that is a skill too: the skill first"),
    ]);
    Shelf::new(PEOPLE).judge(&[
        ("#people management", "intern", "a group of two words needs no backslash when it is all that is typed"),
        ("#collaboration", "leads", "conflict resolution belongs to it"),
        ("#growth", "launch review", "feedback and mistakes are how people grow"),
    ]);
}

#[test]
fn what_must_not_match_is_looked_for_everywhere() {
    Shelf::new(WORK).judge(&[
        ("!leak", "cache builds herd pods rotate vacuum", "neither in a title nor in a text"),
        ("incident !leak", "herd", "the pool has a leak in its text"),
        ("!#redis", "builds leak pods rotate pool vacuum", "only those that have the skill go; a mention may stay"),
        ("!redis", "builds pods rotate pool vacuum", "a mention goes too"),
        ("!#pg", "cache builds herd leak pods rotate", "another name of a skill leaves it out as well"),
        ("!#redis !#pg", "builds leak pods rotate", "neither of them"),
        ("redis !#'herd", "cache leak", "a quote behind ! makes it fuzzy: the letters of herd are in a skill of one"),
        ("nine !key", "herd …", "the other has a key in its title"),
        ("!^the", "cache builds herd leak pods rotate", "no title that starts with it"),
        ("!nine$", "cache builds leak pods rotate pool vacuum", "no title that ends with it"),
        ("!#", "cache builds herd leak pods rotate pool vacuum", "nothing is left out yet"),
    ]);
}

#[test]
fn a_bar_binds_tighter_than_a_space() {
    Shelf::new(WORK).judge(&[
        ("redis herd | key", "cache herd", "Redis, together with a herd or a key; the key is in the title"),
        ("herd | key redis", "cache herd", "the same the other way round"),
        ("hour | nine", "builds herd cache pods …", "titles before texts, whichever word it was"),
        ("#aws | #docker", "builds rotate", "either skill is as good as the other"),
        ("pg | redis !leak", "cache herd vacuum", "either, but none with a leak"),
        ("nine #redis | #pg", "herd cache …", "nine has to be there with either"),
        ("hour | hour", "builds pods", "the same twice is the same"),
    ]);
}

#[test]
fn what_is_half_typed_never_empties_the_list() {
    let all = "cache builds herd leak pods rotate pool vacuum";
    Shelf::new(WORK).judge(&[
        ("", all, "nothing is asked for, so all stand by title"),
        ("#", all, "a skill is about to be typed"),
        ("!", all, "something is about to be left out"),
        ("'", all, "something exact is about to be typed"),
        ("^", all, "a start is about to be typed"),
        ("\\", all, "an ordinary character is about to be typed"),
        ("#!", all, "a skill is about to be left out"),
        ("is:", all, "a state is about to be typed"),
        ("is:n", all, "it can only become is:new"),
        ("!is:dr", all, "it can only become !is:draft"),
        ("redis |", "cache herd leak", "another word is about to be typed"),
        ("redis | !", "cache herd leak", "and it will be left out"),
        ("redis #", "cache herd leak", "a skill is about to be typed"),
        ("redis \\", "cache herd leak", "an ordinary character is about to be typed"),
        (
            "red",
            "cache herd leak …",
            "half a name finds what the whole one does, before letters here and there: a complaint about finders",
        ),
        ("#redi", "cache herd", "half a skill finds what the whole one does"),
    ]);
}

const NAMES: &[Told] = &[
    ("c", "A pointer past the end", &["C"], ""),
    ("cpp", "Templates that took an afternoon", &["C++"], ""),
    ("cs", "The installer nobody signed", &["C#"], ""),
    ("django", "Admin pages that timed out", &["Django"], ""),
    ("git", "A branch that would not merge", &["Git"], ""),
    ("github", "Reviews that waited a week", &["GitHub"], ""),
    ("go", "A worker that lost its jobs", &["Go"], ""),
    ("google", "Bills from two continents", &["Google Cloud"], ""),
    ("java", "Heap dumps on a Sunday", &["Java"], ""),
    ("js", "The button that clicked itself", &["JavaScript"], ""),
    ("mysql", "Collations after the upgrade", &["MySQL"], ""),
    ("net", "Threads that starved", &[".NET"], ""),
    ("nosql", "Documents without a shape", &["NoSQL"], ""),
    ("sql", "One join too many", &["SQL"], ""),
];

#[test]
fn a_name_typed_in_full_comes_before_those_it_is_a_part_of() {
    Shelf::new(NAMES).judge(&[
        ("go", "go google django", "a complaint about finders: the short name is the one that was meant"),
        ("#go", "go google django", "the same, asked for as a skill; then names that start with it"),
        ("Go", "go google", "with a capital, as people write it"),
        ("golang", "go", "another name that nobody has written down"),
        ("Golang", "go", "the same with a capital"),
        ("java", "java js", "the shorter one first, a complaint about finders: JavaScript is not what was typed"),
        ("sql", "sql mysql nosql", "the other two are as good as each other and stand by title"),
        ("git", "git github …", "GitHub is longer than what was typed"),
        ("c++", "cpp", "its signs are its name"),
        ("c#", "cs", "and so are those of its sister"),
        ("#c", "c cpp cs …", "C itself, then what starts with it"),
        ("c sharp", "cs", "said aloud"),
        (".net", "net", "the point is typed"),
        ("dotnet", "net", "the point is said"),
        ("js", "js …", "what everybody calls JavaScript"),
        ("#'sql", "sql mysql nosql", "exact means to the letter, not in full"),
        ("#^sql$", "sql", "in full is said like this"),
        ("#^sql", "sql", "neither of the others starts with it"),
        ("#java !#javascript", "java", "one of them is left out by its name"),
        ("gcp", "google", "initials of a longer name"),
        ("GCP", "google", "in capitals, as they are written"),
    ]);
}

const PEOPLE: &[Told] = &[
    (
        "audit",
        "Shipping on the day of the audit",
        &["deadline pressure", "prioritization"],
        "We cut what could wait and said so early.",
    ),
    (
        "intern",
        "From intern to on-call in six weeks",
        &["mentoring", "onboarding"],
        "She wrote the runbook that the rest of us still use.",
    ),
    (
        "launch",
        "The launch I should have stopped",
        &["learning from mistakes", "accountability"],
        "I had seen the error rate and hoped.",
    ),
    (
        "leads",
        "Two leads and one roadmap",
        &["conflict resolution", "stakeholder management"],
        "Each had promised the quarter to another customer.",
    ),
    ("malmo", "Three weeks in Malmö", &["remote work"], "The only café had the only network."),
    ("pager", "Nobody answered the pager", &["on-call", "triage"], "The rotation had a hole of one hour."),
    ("resume", "The résumé parser nobody asked for", &["initiative"], "It saved the recruiters a day a week."),
    (
        "review",
        "The review I dreaded giving",
        &["giving feedback", "difficult conversations"],
        "He had expected praise, and it was my silence that had taught him to.",
    ),
];

#[test]
fn accents_case_and_hyphens_are_no_obstacle() {
    Shelf::new(PEOPLE).judge(&[
        ("resume", "resume", "typed without its accents"),
        ("résumé", "resume", "typed with them, which asks for no more: a complaint about finders"),
        ("malmo", "malmo", "typed on another keyboard"),
        ("Malmö", "malmo", "typed as it is written"),
        ("Malmo", "malmo", "a capital asks for a capital, and there is one"),
        ("mALMO", "", "these capitals are nowhere"),
        ("cafe", "malmo", "accents of texts don't count either"),
        ("café", "malmo", "nor do those that are typed"),
        ("oncall", "pager intern", "the skill by its name, then the title that has it with a hyphen"),
        ("on call", "pager intern", "a space for the hyphen: a complaint about finders"),
        ("on-call", "pager intern", "the hyphen itself"),
        ("'on-call", "pager intern", "to the letter"),
        (
            "The",
            "launch resume review …",
            "with a capital only titles that start with it; accents don't matter for their order",
        ),
    ]);
}

#[test]
fn half_a_question_finds_the_story_that_answers_it() {
    Shelf::new(PEOPLE).judge(&[
        ("conflict", "leads", "“Tell me about a conflict”"),
        ("mistake", "launch", "“Tell me about a mistake you made”"),
        ("mentor", "intern", "“Have you ever been a mentor?”"),
        ("deadline", "audit", "“A time when you had a tight deadline”"),
        ("stakeholders", "leads", "“How do you deal with stakeholders?”"),
        ("feedback", "review", "“Difficult feedback that you had to give”"),
        ("difficult feedback", "review", "two words of that question, of two skills"),
        ("tough conversations", "review", "another name of a skill"),
        ("priorities", "audit", "how the skill is named in questions"),
    ]);
}

const OUTAGES: &[Told] = &[
    ("billing", "Billing stood still", &["outage", "payments"], ""),
    ("dashboard", "Nobody read the dashboard", &["monitoring"], "It had shown the outage for an hour."),
    ("night", "An outage at night", &["AWS"], ""),
    ("outage", "Outage", &["communication"], ""),
    ("tables", "Our two tables had grown enormous", &["sharding"], ""),
];

#[test]
fn what_is_called_just_that_comes_first() {
    Shelf::new(OUTAGES).judge(&[
        (
            "outage",
            "outage billing night dashboard tables",
            "title in full, a complaint about finders; then skill in full, title, text, letters here and there",
        ),
        ("OUTAGE", "outage billing", "with caps lock on; the others don't have it in capitals"),
        ("outage night", "night", "both words are in one title"),
        ("'outage", "outage billing night dashboard", "to the letter, so no letters here and there"),
        ("^outage", "outage billing", "a title or a skill starts with it"),
        ("outage$", "outage billing", "a title or a skill ends with it"),
        ("^outage$", "outage billing", "a title or a skill is it"),
        ("!outage", "tables", "left out to the letter, and letters here and there are not the word"),
        ("!'outage", "", "with a quote the letters are enough to be left out"),
        ("!^outage$", "night dashboard tables", "only what is it goes"),
        ("outage !#aws", "outage billing dashboard tables", "without a skill"),
        ("outage !hour", "outage billing night tables", "without a word of a text"),
        ("#communication | #aws", "night outage", "one skill is as good as the other"),
        ("#outage", "billing", "a title is no skill"),
    ]);
}

const SCATTERED: &[Told] = &[
    ("bonus", "A bonus paid twice", &["idempotency"], "An online casino asked us for the last thousand rounds."),
    ("invoice", "Catching a slow invoice on a Monday", &["profiling"], ""),
    ("lambda", "Cold starts at the checkout", &["AWS Lambda"], ""),
    ("duty", "Always on duty", &["alert fatigue"], "The pager went eleven times a night."),
    ("rounding", "Rounding where nobody looked", &["unit testing"], ""),
    ("estimate", "The estimate that slipped", &["planning"], ""),
    ("race", "Two workers and one order", &["race condition"], ""),
];

#[test]
fn letters_that_stand_together_come_before_letters_that_do_not() {
    Shelf::new(SCATTERED).judge(&[
        ("casino", "bonus invoice", "the word itself, though in a text, before its letters all over a title"),
        ("aws", "lambda duty …", "a skill that starts with it before a title with letters between"),
        ("test", "rounding estimate …", "the word testing before “The est…”: a complaint about finders"),
        ("#race", "race", "half of a skill"),
        ("rcond", "race", "letters of both words, close enough to be meant"),
    ]);
}

const PORTS: &[Told] = &[
    ("export", "Exporting a million rows", &[], ""),
    ("import", "Imports without a schema", &[], ""),
    ("port", "The port nobody opened", &[], ""),
    ("porting", "Porting the parser to Rust", &[], ""),
    ("report", "A report in two seconds", &[], ""),
];

#[test]
fn starts_come_before_middles_and_equals_stand_by_title() {
    Shelf::new(PORTS).judge(&[
        (
            "port",
            "porting port report export import",
            "start of the title, of a word, and then by title: a complaint about finders",
        ),
        ("rust parser", "porting", "words in any order: a complaint about finders"),
        ("^port", "porting", "only where the title starts"),
        ("port$", "", "no title ends with it"),
        ("rows$", "export", "one title ends with it"),
        ("a\\ report", "report", "the space is one of the letters"),
        ("'a\\ m", "export", "and has to be just there when it is exact"),
        ("^the\\ port", "port", "a start of two words"),
        ("million rows", "export", "both words"),
        ("Port", "porting", "with a capital only what has it"),
        (
            "port | rows",
            "porting export port report import",
            "rows is a word, so the middle of a word that it also has counts no more",
        ),
    ]);
}

const DEPLOYS: &[Told] = &[
    ("depth", "Depth of a pool, lost yesterday", &[], ""),
    ("friday", "Deploying on a Friday with half of the team away and the pager in a drawer", &[], ""),
    ("logs", "A key in the logs", &[], "It went out with the deploy of the morning."),
    ("one", "One deploy too many", &[], ""),
    ("pdf", "Invoices as PDF", &[], ""),
    ("plaid", "Plaid and drafty offices", &[], ""),
];

#[test]
fn a_long_title_is_no_worse_than_a_short_one() {
    Shelf::new(DEPLOYS).judge(&[
        ("deploy", "friday one logs depth", "it starts with the word, however long it is: a complaint about finders"),
        ("deploy many", "one", "the one that has both"),
        ("pdf", "pdf plaid …", "together at the end before apart at the start: a complaint about finders"),
        ("^dep", "friday depth", "both start with it, so they stand by title"),
        ("drawer$", "friday", "the end of a long title is its end"),
    ]);
}

const SIGNS: &[Told] = &[
    ("bar", "A | B was read as a pipe", &[], ""),
    ("drive", "C:\\temp was full", &[], ""),
    ("flag", "The flag is:open that nobody closed", &[], ""),
    ("hanoi", "Lỗi ở Hà Nội", &[], ""),
    ("migration", "Миграция базы данных", &[], ""),
    ("quote", "The client that didn’t retry", &[], ""),
    ("saving", "Saving $40 a day", &[], ""),
    ("shout", "!important in every rule", &["CSS"], ""),
    ("ticket", "Ticket #42 came back", &[], ""),
    ("night", "深夜の障害対応", &["incident response"], ""),
];

#[test]
fn every_sign_and_every_script_can_be_asked_for() {
    Shelf::new(SIGNS).judge(&[
        ("didn't", "quote", "an apostrophe is an apostrophe, whichever the keyboard has"),
        ("$40", "saving", "a sign that means something only behind a word"),
        ("\\#42", "ticket", "a backslash makes it an ordinary sign"),
        ("\\!imp", "shout", "a backslash makes it an ordinary sign"),
        ("a \\| b", "bar", "a backslash makes it an ordinary sign"),
        ("c:\\\\temp", "drive", "and a backslash is typed as two"),
        ("is:open", "flag", "no state is called so, so it is a word"),
        ("\\is:new", "", "a backslash makes it a word, and nobody has written it"),
        ("миграция", "migration", "case counts for no other alphabet"),
        ("МИГРАЦИЯ", "migration", "case counts for no other alphabet"),
        ("ha noi", "hanoi", "marks on marks go too: a complaint about finders"),
        ("障害", "night", "scripts without spaces are found by a part"),
        ("'障害対応", "night", "and to the letter"),
        ("zzzz", "", "what is nowhere is not found"),
    ]);
}

const STANDING: &[Told] = &[
    ("cache", "A cache key without its tenant", &["Redis"], "A leak between tenants."),
    ("herd", "Everything expires at nine", &["Redis"], "All at once."),
    ("leak", "Memory leak in the report worker", &["Node.js"], "The heap grew."),
    ("draft", "Pods that would not die", &["Kubernetes"], ""),
    ("pool", "The night the pool ran dry", &["PostgreSQL"], "It waited."),
];

/// Three were told: the pool long ago, the herd two days ago, the leak yesterday.
fn standing(sort: Sort) -> Shelf {
    let history = History::new([
        take("The night the pool ran dry", "2026-02-01T20:00:00Z", Grade::Easy),
        take("Everything expires at nine", "2026-03-12T20:00:00Z", Grade::Easy),
        take("Memory leak in the report worker", "2026-03-13T08:00:00Z", Grade::Forgot),
    ]);
    Shelf { history, sort, ..Shelf::new(STANDING) }
}

#[test]
fn states_are_asked_for_like_words() {
    standing(Sort::Title).judge(&[
        ("is:new", "cache draft", "never told"),
        ("!is:new", "herd leak pool", "told at least once"),
        ("is:due", "leak pool", "one was forgotten yesterday, one is six weeks old"),
        ("!is:due", "cache herd draft", "what is new is not due"),
        ("is:draft", "draft", "it has no text yet"),
        ("!is:draft", "cache herd leak pool", "all others can be told"),
        ("is:sample", "", "these are somebody's own"),
        ("!is:sample", "cache herd leak draft pool", "all are"),
        ("is:new is:draft", "draft", "both"),
        ("is:due | is:draft", "leak draft pool", "either, by title"),
        ("IS:NEW", "cache draft", "with caps lock on"),
        ("redis is:new", "cache", "a word and a state"),
        ("is:due leak", "leak", "the other leak is not due"),
    ]);
    let samples = Shelf::of(STANDING, Origin::Samples);
    samples.judge(&[
        ("is:sample #redis", "cache herd", "while the library is empty these are samples"),
        ("!is:sample", "", "and nothing else is there"),
    ]);
}

#[test]
fn a_query_that_only_leaves_out_keeps_the_chosen_order() {
    standing(Sort::Told).judge(&[
        ("", "cache draft pool herd leak", "never told ones first, then the longest ago"),
        ("is:new", "cache draft", "both were never told, so they stand by title"),
        ("!is:new", "pool herd leak", "by when they were told"),
        ("is:due", "pool leak", "by when they were told"),
        ("!leak", "draft pool herd", "what is left out says nothing about the order"),
        ("!#redis", "draft pool leak", "what is left out says nothing about the order"),
        ("is:due | is:new", "cache draft pool leak", "states say nothing about the order either"),
        ("redis", "cache herd", "words do"),
        ("leak", "leak cache", "words do"),
        ("is:due leak", "leak", "also together with a state"),
    ]);
    let mut facets = Facets::default();
    facets.cycle(Facet::Skill("PostgreSQL".to_owned()));
    facets.cycle(Facet::Skill("Redis".to_owned()));
    facets.is_any = true;
    Shelf { facets: facets.clone(), ..standing(Sort::Told) }.judge(&[
        ("", "cache pool herd", "chosen skills say nothing about the order"),
        ("!is:new", "pool herd", "nor do they with a state"),
        ("nine", "herd", "a word looks among them only"),
    ]);
    Shelf { facets, ..standing(Sort::Title) }.judge(&[("", "cache herd pool", "by title if that was chosen")]);
}

#[test]
fn the_story_in_front_stays_there_while_its_name_is_typed_on() {
    for (told, name, text, from) in [
        (WORK, "leak", "memory leak", 3),
        (WORK, "pods", "kubernetes", 2),
        (WORK, "cache", "redis", 3),
        (WORK, "pool", "postgresql", 3),
        (PEOPLE, "leads", "conflict resolution", 3),
        (PEOPLE, "resume", "résumé parser", 4),
        (DEPLOYS, "friday", "deploying on a friday", 4),
        (PORTS, "porting", "porting the parser", 2),
    ] {
        let (shelf, mut finder) = (Shelf::new(told), Finder::default());
        for (end, _) in text.char_indices().skip(from).chain([(text.len(), ' ')]) {
            let found = shelf.ask(&mut finder, &text[..end]);
            assert_eq!(found.first(), Some(&name), "a complaint about finders: `{}` finds {found:?}", &text[..end]);
        }
    }
}
