//! `retell plan`: what to tell on which day before interviews, one of which may be written down with it.

use std::collections::HashSet;
use std::io;
use std::process::ExitCode;

use super::at_hand::{filters, history, interviews, library};
use super::gather;
use super::output::Printer;
use super::telling::complain;
use crate::domain::agenda::{Agenda, goals};
use crate::domain::appointment::{Appointment, SUGGESTED};
use crate::domain::appointments::Appointments;
use crate::domain::coverage::Topic;
use crate::domain::day;
use crate::domain::history::History;
use crate::domain::lexicon::key;
use crate::domain::library::Library;
use crate::domain::preparation::{prepare, takes_a_day};
use crate::domain::story::{Story, StoryId};
use crate::domain::text::count;
use crate::domain::time::Stamp;
use crate::search::evidence::Evidence;
use crate::search::query::Query;
use crate::storage::{Folders, appointments, competencies, lexicon};
use print::print;

mod print;

/// An interview to prepare for.
#[derive(Debug, Clone, Copy)]
pub struct Interview<'a> {
    /// Its day, as it was typed.
    pub on: &'a str,
    /// With whom; empty if that isn't said.
    pub company: &'a str,
    /// Which of their interviews; empty if that isn't said.
    pub round: &'a str,
    /// How many stories to have ready, if that is said.
    pub stories: Option<usize>,
    /// What to choose them from.
    pub query: &'a str,
    /// Whether it is not to be written down.
    pub is_dry_run: bool,
}

/// Says what to tell on which day before the interviews that come, one of which may be written down now.
///
/// # Errors
/// When what is to be printed can't be.
pub fn run(
    interview: Option<Interview>,
    a_day: Option<usize>,
    as_json: bool,
    now: Stamp,
    folders: &Folders,
) -> io::Result<ExitCode> {
    let (library, history, mut appointments) = (library(folders), history(folders), interviews(folders));
    if let Some(interview) = interview {
        let appointment = match appointment(interview, &library, &history, &appointments, now, folders) {
            Ok(appointment) => appointment,
            Err(why) => {
                let _ = Printer::errors().line(format!("retell: {why}"));
                return Ok(ExitCode::FAILURE);
            }
        };
        let known = appointments.get(&appointment.id);
        let content = |it: &Appointment| (it.stories.clone(), it.company.clone(), it.round.clone());
        if !interview.is_dry_run && known.map(content) != Some(content(&appointment)) {
            if let Err(problem) = appointments::append(folders, &appointment) {
                complain(&[problem]);
                return Ok(ExitCode::FAILURE);
            }
            if !as_json {
                let what = if known.is_some() { "Changed" } else { "Written down" };
                let stories = count(appointment.stories.len(), "story", "stories");
                let mut out = Printer::results();
                out.line(format!(
                    "{what}: {} on {}, with {stories}.",
                    appointment.name(),
                    day::in_words(appointment.on)
                ))?;
                out.line("")?;
            }
        }
        appointments.add(appointment);
    }
    let today = now.day();
    let goals = goals(&appointments, &library, today);
    if goals.is_empty() {
        let hint = "retell: no interview is to come. Write one down with: retell plan --on DAY --stories 10";
        let _ = Printer::errors().line(hint);
        return Ok(ExitCode::FAILURE);
    }
    let pace = a_day.or_else(|| takes_a_day(&history, today));
    let names: Vec<String> = appointments.coming(today).into_iter().map(Appointment::name).collect();
    let preparation = prepare(today, &goals, &history, pace);
    print(&preparation, &names, &library, as_json, &mut Printer::results())?;
    Ok(if preparation.is_feasible() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The record of an interview: of one that comes on that day with that company and round, if it is known, with stories
/// that together show the most of what interviewers probe and weren't told there before.
fn appointment(
    interview: Interview,
    library: &Library,
    history: &History,
    appointments: &Appointments,
    now: Stamp,
    folders: &Folders,
) -> Result<Appointment, String> {
    let Interview { company, round, .. } = interview;
    let Some(on) = day::typed(interview.on, now.day()) else {
        return Err(format!("`{}` is no day: write it as 2026-12-05, or as +7 for in a week", interview.on));
    };
    if on < now.day() {
        return Err(format!("{} is over; an interview to prepare for is to come", day::in_words(on)));
    }
    let is_same = |one: &str, other: &str| one.is_empty() || other.is_empty() || key(one) == key(other);
    let is_wanted = |it: &&Appointment| it.on == on && is_same(&it.company, company) && is_same(&it.round, round);
    let record = match appointments.coming(now.day()).into_iter().find(is_wanted) {
        Some(known) => {
            let next = appointments.next_record(known, now);
            let or = |known: &str, said: &str| if said.is_empty() { known } else { said }.to_owned();
            Appointment { company: or(&next.company, company), round: or(&next.round, round), ..next }
        }
        None => Appointment::new(appointments.fresh_id(now, company), now, on, company, round),
    };
    let chooses_anew = interview.stories.is_some() || !interview.query.is_empty() || record.stories.is_empty();
    if !chooses_anew {
        return Ok(record);
    }
    let filters = filters(folders);
    let query = Query::read(interview.query, &filters);
    if let [why, ..] = query.left_out() {
        return Err(why.to_string());
    }
    let agenda = Agenda::new(appointments, history, library, now.day());
    let found = gather::found(library.clone(), lexicon::lexicon(), history, &agenda, query);
    let found: HashSet<StoryId> = found.into_iter().map(|story| story.id).collect();
    let told = appointments.told_before(&record);
    let (stories, competencies) = (library.stories(), competencies::competencies());
    let is_wanted = |story: &Story| found.contains(&story.id) && !told.contains_key(&story.id);
    let evidence = Evidence::new(stories, competencies, lexicon::lexicon());
    let best = evidence
        .coverage(&Topic::each(competencies), history)
        .choose(interview.stories.unwrap_or(SUGGESTED), |place| stories.get(place).is_some_and(is_wanted));
    let chosen: Vec<StoryId> = best.into_iter().filter_map(|place| Some(stories.get(place)?.id.clone())).collect();
    if chosen.is_empty() {
        return Err("no story can be told there; see what there is with: retell list".to_owned());
    }
    if let Some(wanted) = interview.stories.filter(|&wanted| wanted > chosen.len()) {
        let there_are = count(chosen.len(), "story that can be told there", "stories that can be told there");
        let _ = Printer::errors().line(format!("retell: you asked for {wanted}, and there are {there_are}"));
    }
    Ok(Appointment { stories: chosen, ..record })
}
