//! All appointments, made from the records of every device: what comes, what was, and which stories were told to whom.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::appointment::{Appointment, Debrief, LOOP_DAYS};
use super::day;
use super::lexicon::key;
use super::story::StoryId;
use super::time::Stamp;

/// All appointments, by id. Those that were taken back are known, so that no earlier record brings them back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Appointments {
    /// Every record, the highest of each appointment first: what one device wrote, another may not have seen.
    records: BTreeMap<String, Vec<Appointment>>,
    /// What the records come to.
    joined: BTreeMap<String, Appointment>,
}

impl Appointments {
    /// The appointments that these records come to, in whatever order and however often they come.
    pub fn new(records: impl IntoIterator<Item = Appointment>) -> Self {
        let mut appointments = Self::default();
        for record in records {
            appointments.add(record);
        }
        appointments
    }

    /// Takes in a record. Of several records of one appointment the last revision counts, and of equal ones the one
    /// written later, but what others chose, named and noted isn't lost.
    pub fn add(&mut self, record: Appointment) {
        let id = record.id.clone();
        let records = self.records.entry(id.clone()).or_default();
        if let Err(place) = records.binary_search_by(|known| rank(&record).cmp(&rank(known))) {
            records.insert(place, record);
            self.joined.extend(joined(records).map(|appointment| (id, appointment)));
        }
    }

    /// The appointments, none that was taken back.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Appointment> {
        self.joined.values().filter(|appointment| !appointment.removed)
    }

    /// The appointment of that id, unless it was taken back.
    pub fn get(&self, id: &str) -> Option<&Appointment> {
        self.joined.get(id).filter(|appointment| !appointment.removed)
    }

    /// Those that are still to come, nearest first.
    pub fn coming(&self, today: Date) -> Vec<&Appointment> {
        let mut coming: Vec<&Appointment> = self.iter().filter(|it| it.is_coming(today)).collect();
        coming.sort_by_key(|it| it.on);
        coming
    }

    /// Those that were, newest first.
    pub fn past(&self, today: Date) -> Vec<&Appointment> {
        let mut past: Vec<&Appointment> = self.iter().rev().filter(|it| !it.is_coming(today)).collect();
        past.sort_by_key(|it| Reverse(it.on));
        past
    }

    /// All of them as they are listed: what comes, and then what was.
    pub fn listed(&self, today: Date) -> Vec<&Appointment> {
        [self.coming(today), self.past(today)].concat()
    }

    /// The appointments at which a story was told, newest first.
    pub fn told(&self, story: &StoryId) -> Vec<&Appointment> {
        let mut told: Vec<&Appointment> = self.iter().rev().filter(|it| it.told().contains(story)).collect();
        told.sort_by_key(|it| Reverse(it.on));
        told
    }

    /// The stories that were told before this appointment in the same loop, each with where it was told last: to tell it
    /// again is to be heard with it twice.
    pub fn told_before(&self, appointment: &Appointment) -> BTreeMap<&StoryId, &Appointment> {
        let is_other = |it: &&Appointment| it.id != appointment.id && it.is_with(appointment);
        let is_before = |it: &&Appointment| (0..=LOOP_DAYS).contains(&day::between(it.on, appointment.on));
        let mut before: Vec<&Appointment> = self.iter().filter(is_other).filter(is_before).collect();
        before.sort_by_key(|it| it.on);
        before.into_iter().flat_map(|it| it.told().into_iter().map(move |story| (story, it))).collect()
    }

    /// The appointment before this one, in the same loop, at which a story was told last.
    pub fn told_in_loop(&self, story: &StoryId, appointment: &Appointment) -> Option<&Appointment> {
        self.told_before(appointment).remove(story)
    }

    /// The next appointment in whose loop a story was told already.
    pub fn next_in_loop(&self, story: &StoryId, today: Date) -> Option<&Appointment> {
        self.coming(today).into_iter().find(|it| self.told_in_loop(story, it).is_some())
    }

    /// The companies that are known, each as it was written last, the one of the latest interview first.
    pub fn companies(&self) -> Vec<&str> {
        let mut all: Vec<&Appointment> = self.iter().rev().filter(|it| !it.company.trim().is_empty()).collect();
        all.sort_by_key(|it| Reverse(it.on));
        let mut companies: Vec<&str> = Vec::new();
        for company in all.into_iter().map(|it| it.company.as_str()) {
            if !companies.iter().any(|known| key(known) == key(company)) {
                companies.push(company);
            }
        }
        companies
    }

    /// The record that comes after all that are known of an appointment, to be changed. If somebody took it back meanwhile,
    /// it is there again with what it is known to be here.
    pub fn next_record(&self, appointment: &Appointment, written: Stamp) -> Appointment {
        let last = self.joined.get(&appointment.id).unwrap_or(appointment);
        let content = if last.removed { appointment } else { last };
        Appointment { revision: last.revision.saturating_add(1), ..content.revised(written) }
    }

    /// An id that no appointment has, for one that is written down at this moment.
    pub fn fresh_id(&self, written: Stamp, company: &str) -> String {
        let name = if company.trim().is_empty() { "interview" } else { company };
        let id = |number: u32| {
            let number = if number == 1 { String::new() } else { format!("-{number}") };
            format!("{}-{}{number}", written.unix_seconds(), StoryId::from_title(name))
        };
        (1..).map(id).find(|id| !self.joined.contains_key(id)).unwrap_or_default()
    }
}

/// What the records of one appointment, the highest first, come to. Those of equal revision were written on devices that
/// didn't know of each other: their stories and debriefs are put together, and a name that is missing is taken over. A
/// debrief can't be taken back, so a record without one doesn't know of it.
fn joined(records: &[Appointment]) -> Option<Appointment> {
    let top = records.first()?;
    let beside = records.iter().skip(1).filter(|it| it.revision == top.revision && !it.removed);
    let mut joined = Appointment { debrief: debrief(records), ..top.clone() };
    for record in beside {
        for (name, other) in [(&mut joined.company, &record.company), (&mut joined.round, &record.round)] {
            if name.trim().is_empty() {
                name.clone_from(other);
            }
        }
        let others = record.stories.iter().filter(|story| !joined.stories.contains(story));
        let others: Vec<StoryId> = others.cloned().collect();
        joined.stories.extend(others);
    }
    Some(joined)
}

/// The debrief of the last revision that has one.
fn debrief(records: &[Appointment]) -> Option<Debrief> {
    let revision = records.iter().find(|it| it.debrief.is_some())?.revision;
    let debriefs = records.iter().filter(|it| it.revision == revision).filter_map(|it| it.debrief.clone());
    debriefs.reduce(|above, below| above.joined(&below, &Debrief::unheard()))
}

/// How a record ranks among those of one appointment. Two that differ and were written in the same second rank by what
/// they hold, so that every device takes the same one.
fn rank(record: &Appointment) -> (u32, Stamp, String) {
    (record.revision, record.written, serde_json::to_string(record).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::appointment::{Met, Outcome, Went};
    use super::*;

    fn stamp(minute: u8) -> Stamp {
        Stamp::try_from(format!("2026-03-14T21:{minute:02}:00+01:00")).unwrap()
    }

    fn story(title: &str) -> StoryId {
        StoryId::from_title(title)
    }

    /// An interview on this day in March, and the stories told there.
    fn at(company: &str, day: i8, told: &[&str]) -> Appointment {
        let id = format!("{day:02}-{company}");
        let questions = told.iter().map(|title| Met { story: Some(story(title)), ..Met::default() }).collect();
        let debrief = (!told.is_empty()).then(|| Debrief { questions, ..Debrief::default() });
        Appointment { debrief, ..Appointment::new(id, stamp(0), date(2026, 3, day), company, "onsite") }
    }

    fn names<'a>(appointments: impl IntoIterator<Item = &'a Appointment>) -> Vec<&'a str> {
        appointments.into_iter().map(|it| it.id.as_str()).collect()
    }

    #[test]
    fn what_comes_is_listed_from_the_nearest_on_and_what_was_from_the_newest_back() {
        let today_told = at("Told today", 14, &["a"]);
        let all = Appointments::new([
            at("C", 30, &[]),
            at("Old", 1, &["a"]),
            at("A", 14, &[]),
            today_told,
            at("Undebriefed", 13, &[]),
            at("B", 15, &[]),
        ]);
        let today = date(2026, 3, 14);
        assert_eq!(names(all.coming(today)), ["14-A", "15-B", "30-C"]);
        assert_eq!(names(all.past(today)), ["14-Told today", "13-Undebriefed", "01-Old"]);
        assert_eq!(names(all.coming(date(2026, 4, 1))), Vec::<&str>::new());
    }

    #[test]
    fn the_last_revision_counts_and_of_equal_ones_the_one_written_later() {
        let first = at("A", 14, &[]);
        let moved = Appointment { on: date(2026, 3, 20), ..first.revised(stamp(1)) };
        let moved_later = Appointment { on: date(2026, 3, 21), ..first.revised(stamp(2)) };
        let removed = Appointment { removed: true, ..moved.revised(stamp(1)) };
        let on = |records: &[&Appointment]| {
            Appointments::new(records.iter().map(|it| (*it).clone())).get("14-A").map(|it| it.on.day())
        };
        assert_eq!(on(&[&moved, &first]), Some(20));
        assert_eq!(on(&[&moved_later, &moved, &first]), Some(21));
        assert_eq!(on(&[&removed, &moved_later, &first]), None, "what was taken back stays away");
        assert_eq!(on(&[&first, &removed]), None);
    }

    /// What these records come to, which all are of one interview.
    fn come_to(records: &[&Appointment]) -> Appointment {
        let all = Appointments::new(records.iter().map(|it| (*it).clone()));
        all.get("14-A").unwrap().clone()
    }

    #[test]
    fn stories_chosen_on_one_device_and_a_round_named_on_another_are_both_there() {
        let first = Appointment { round: String::new(), ..at("A", 14, &[]) };
        let chosen = Appointment { stories: vec![story("a"), story("b")], ..first.revised(stamp(2)) };
        let named = Appointment { round: "final".to_owned(), ..first.revised(stamp(1)) };
        let also_chosen = Appointment { stories: vec![story("c"), story("b")], ..named.revised(stamp(3)) };
        let also_chosen = Appointment { revision: 1, ..also_chosen };
        let joined = come_to(&[&first, &named, &chosen]);
        assert_eq!((joined.round.as_str(), joined.stories), ("final", vec![story("a"), story("b")]));
        let joined = come_to(&[&first, &chosen, &also_chosen]);
        assert_eq!(joined.stories, [story("c"), story("b"), story("a")], "those that were written last come first");
        let cleared = Appointment { stories: Vec::new(), ..chosen.revised(stamp(4)) };
        assert!(come_to(&[&first, &chosen, &cleared]).stories.is_empty(), "who knows of a choice can take it back");
    }

    #[test]
    fn a_debrief_stays_when_a_device_that_has_not_seen_it_changes_the_interview_later() {
        let first = at("A", 14, &[]);
        let debriefed = Appointment { debrief: at("A", 14, &["a"]).debrief, ..first.revised(stamp(1)) };
        let moved = Appointment { on: date(2026, 3, 12), ..first.revised(stamp(2)) };
        let moved_again = Appointment { on: date(2026, 3, 11), ..moved.revised(stamp(3)) };
        let joined = come_to(&[&moved_again, &debriefed, &moved, &first]);
        assert_eq!((joined.on.day(), joined.told()), (11, [&story("a")].into()));
        let all = Appointments::new([first.clone(), debriefed, moved, moved_again]);
        let next = all.next_record(&first, stamp(4));
        assert_eq!((next.revision, next.debrief), (3, joined.debrief), "the next change carries it on");
    }

    #[test]
    fn debriefs_noted_on_two_devices_come_together() {
        let met = |question: &str, told: Option<&str>| Met {
            question: question.to_owned(),
            story: told.map(story),
            ..Met::default()
        };
        let first = at("A", 14, &[]);
        let noted = |minute, questions: &[Met], went, outcome, note: &str| {
            let questions = questions.to_vec();
            let debrief =
                Debrief { questions, went, outcome: Some(outcome), note: note.to_owned(), ..Debrief::default() };
            Appointment { debrief: Some(debrief), ..first.revised(stamp(minute)) }
        };
        let (waiting, offer) = (Outcome::Waiting, Outcome::Offer);
        let mine =
            noted(2, &[met("Why us?", None), met("What broke?", Some("a"))], Some(Went::Well), waiting, "Numbers.");
        let theirs = [met("What broke", Some("b")), met("why us", Some("c")), met("Why now?", None)];
        let theirs = noted(1, &theirs, Some(Went::Badly), offer, "Ask for Ann.");
        let debrief = come_to(&[&theirs, &first, &mine]).debrief.unwrap();
        assert_eq!(
            debrief.questions,
            [met("Why us?", Some("c")), met("What broke?", Some("a")), met("Why now?", None)]
        );
        assert_eq!(debrief.stories, [story("b")], "of two stories for one question, one was told besides");
        assert_eq!((debrief.went, debrief.outcome), (Some(Went::Well), Some(offer)), "waiting says nothing");
        assert_eq!(debrief.note, "Numbers. · Ask for Ann.");
    }

    #[test]
    fn a_story_was_told_where_a_debrief_says_so_with_or_without_its_question() {
        let mut told = at("ACME", 10, &["a", "a"]);
        told.debrief.as_mut().unwrap().stories.push(story("b"));
        let all = Appointments::new([told, at("Initech", 12, &["a"]), at("Hooli", 20, &[])]);
        let places = |title| all.told(&story(title)).iter().map(|it| it.telling()).collect::<Vec<_>>();
        assert_eq!(places("a"), ["to Initech on 12 Mar 2026", "to ACME on 10 Mar 2026"]);
        assert_eq!(places("b"), ["to ACME on 10 Mar 2026"]);
        assert_eq!(places("c"), Vec::<String>::new());
    }

    #[test]
    fn a_loop_is_of_one_company_and_lasts_a_quarter() {
        for (told_to, told_on, company, on, is_twice) in [
            ("ACME", date(2026, 3, 1), "ACME", date(2026, 3, 2), true),
            ("ACME", date(2026, 3, 1), "acme", date(2026, 5, 30), true),
            ("ACME", date(2026, 3, 1), "ACME", date(2026, 5, 31), false),
            ("ACME", date(2026, 3, 2), "ACME", date(2026, 3, 1), false),
            ("ACME", date(2026, 3, 1), "ACME", date(2026, 3, 1), true),
            (" Société  Générale", date(2026, 3, 1), "societe generale", date(2026, 3, 9), true),
            ("Initech", date(2026, 3, 1), "ACME", date(2026, 3, 9), false),
            ("", date(2026, 3, 1), " ", date(2026, 3, 9), false),
        ] {
            let told = Appointment { on: told_on, ..at(told_to, 1, &["a"]) };
            let next = Appointment { id: "next".to_owned(), on, ..at(company, 1, &[]) };
            let all = Appointments::new([told.clone(), next.clone()]);
            let found = all.told_in_loop(&story("a"), &next);
            assert_eq!(found, is_twice.then_some(&told), "{told_to} {told_on}, {company} {on}");
            assert_eq!(all.told_in_loop(&story("b"), &next), None);
            assert_eq!(all.next_in_loop(&story("a"), on).is_some(), is_twice);
            assert_eq!(all.told_in_loop(&story("a"), &told), None, "an interview isn't before itself");
        }
    }

    #[test]
    fn a_change_follows_all_that_is_known_by_then_even_if_it_was_taken_back_meanwhile() {
        let first = at("A", 14, &[]);
        let theirs = Appointment { round: "final".to_owned(), ..first.revised(stamp(1)) };
        let removed = Appointment { removed: true, ..theirs.revised(stamp(2)) };
        let mut all = Appointments::new([first.clone(), theirs]);
        let next = all.next_record(&first, stamp(3));
        assert_eq!((next.revision, next.round.as_str(), next.written), (2, "final", stamp(3)));
        all.add(removed);
        let next = all.next_record(&first, stamp(3));
        assert_eq!((next.revision, next.round.as_str(), next.removed), (3, "onsite", false));
        assert_eq!(Appointments::default().next_record(&first, stamp(3)).revision, 1);
    }

    #[test]
    fn companies_are_known_once_as_they_were_written_last() {
        let all = Appointments::new([at("acme", 1, &[]), at("Initech", 9, &[]), at("ACME", 8, &[]), at(" ", 11, &[])]);
        assert_eq!(all.companies(), ["Initech", "ACME"]);
    }

    #[test]
    fn an_id_is_made_once_and_no_other_has_it() {
        let mut all = Appointments::default();
        let mut ids = Vec::new();
        for company in ["ACME & Co.", "ACME & Co.", ""] {
            let id = all.fresh_id(stamp(5), company);
            all.add(Appointment {
                removed: true,
                ..Appointment::new(id.clone(), stamp(5), date(2026, 3, 1), company, "")
            });
            ids.push(id);
        }
        assert_eq!(ids, ["1773518700-acme-co", "1773518700-acme-co-2", "1773518700-interview"]);
    }

    #[test]
    fn a_record_comes_back_from_its_line_with_what_a_newer_retell_wrote_in_it() {
        let text = r#"{"version":1,"id":"1-a","revision":2,"written":"2026-03-14T21:00:00+01:00","on":"2026-11-20",
            "company":"ACME","round":"onsite","stories":["a-leak"],"removed":true,"debrief":{"questions":[{"question":
            "Why?","story":"a-leak","mood":1.50}],"stories":["b"],"went":"so-so","outcome":"next-round","note":"Ask.",
            "panel":[3,{"x":null}]},"room":12}"#;
        let text: String = text.lines().map(str::trim).collect();
        let record: Appointment = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&record).unwrap(), text);
        let debrief = record.debrief.as_ref().unwrap();
        assert_eq!((debrief.went, debrief.outcome), (Some(Went::SoSo), Some(Outcome::NextRound)));
        let revised = serde_json::to_string(&record.revised(stamp(1))).unwrap();
        assert!(revised.contains(r#""revision":3"#) && revised.ends_with(r#""room":12}"#), "{revised}");
        let wrong = serde_json::from_str::<Appointment>(&text.replace("2026-11-20", "soon")).unwrap_err();
        assert!(wrong.to_string().starts_with("`soon` is no day such as 2026-11-20"), "{wrong}");
    }

    fn any_record() -> impl Strategy<Value = Appointment> {
        let stories = || prop::collection::vec((0..4_u8).prop_map(|number| story(&number.to_string())), 0..3);
        let said = (stories(), prop::option::of(any_debrief()), prop::sample::select(vec!["", "onsite", "final"]));
        (0..4_u8, 0..3_u32, 0..3_u8, 1..28_i8, any::<bool>(), said).prop_map(
            |(id, revision, minute, day, removed, (stories, debrief, round))| {
                let appointment = Appointment::new(id.to_string(), stamp(minute), date(2026, 3, day), "ACME", round);
                Appointment { revision, removed, stories, debrief, ..appointment }
            },
        )
    }

    fn any_debrief() -> impl Strategy<Value = Debrief> {
        let met = (0..3_u8, prop::option::of(0..4_u8)).prop_map(|(question, told)| Met {
            question: format!("Question {question}?"),
            story: told.map(|number| story(&number.to_string())),
            ..Met::default()
        });
        let outcome = prop::option::of(prop::sample::select(Outcome::ALL.to_vec()));
        (prop::collection::vec(met, 0..4), outcome, "[ab]{0,2}").prop_map(|(questions, outcome, note)| Debrief {
            questions,
            outcome,
            note,
            ..Debrief::default()
        })
    }

    fn any_records() -> impl Strategy<Value = Vec<Appointment>> {
        prop::collection::vec(any_record(), 0..12)
    }

    proptest! {
        #[test]
        fn any_order_and_any_doubling_of_records_come_to_the_same(
            (records, shuffled) in any_records().prop_flat_map(|records| {
                let twice = [records.clone(), records.clone()].concat();
                (Just(records), Just(twice).prop_shuffle())
            })
        ) {
            prop_assert_eq!(Appointments::new(records), Appointments::new(shuffled));
        }

        #[test]
        fn the_files_of_two_devices_come_to_what_each_would_make_of_both(mine in any_records(), theirs in any_records()) {
            let both = Appointments::new(mine.iter().chain(&theirs).cloned());
            let mut here = Appointments::new(mine.clone());
            theirs.iter().cloned().for_each(|record| here.add(record));
            let mut there = Appointments::new(theirs);
            mine.into_iter().for_each(|record| there.add(record));
            prop_assert_eq!(&here, &both);
            prop_assert_eq!(&there, &both);
        }

        #[test]
        fn no_story_chosen_at_the_last_revision_and_no_debrief_is_lost(records in any_records()) {
            let all = Appointments::new(records.clone());
            for appointment in all.iter() {
                let known: Vec<_> = records.iter().filter(|it| it.id == appointment.id).collect();
                prop_assert_eq!(appointment.debrief.is_some(), known.iter().any(|it| it.debrief.is_some()));
                let last = known.iter().filter(|it| it.revision == appointment.revision && !it.removed);
                for record in last {
                    prop_assert!(record.stories.iter().all(|story| appointment.stories.contains(story)));
                    prop_assert!(record.told().is_subset(&appointment.told()));
                    prop_assert!(record.round.is_empty() || !appointment.round.is_empty());
                }
            }
        }

        #[test]
        fn a_debrief_joined_with_itself_stays_as_it_is(debrief in any_debrief(), before in any_debrief()) {
            prop_assert_eq!(debrief.clone().joined(&debrief, &before), debrief);
        }

        #[test]
        fn every_appointment_comes_or_was_and_never_both(records in any_records(), day in 1..28_i8) {
            let all = Appointments::new(records);
            let today = date(2026, 3, day);
            let mut listed = names(all.coming(today));
            listed.extend(names(all.past(today)));
            listed.sort_unstable();
            prop_assert_eq!(listed, names(all.iter()));
        }
    }
}
