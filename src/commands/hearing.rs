//! What a partner is told beside each story that goes out on a sheet.

use crate::domain::coverage::{Row, Topic};
use crate::domain::history::History;
use crate::domain::lexicon::key;
use crate::domain::story::Story;
use crate::domain::time::Stamp;
use crate::export::partner::Hearing;
use crate::search::evidence::Evidence;
use crate::storage::{competencies, lexicon, questions};

/// For each of these stories the competencies that it shows well, the clearest first, and a
/// question of the bank that asks for one of them, by the skills of the story.
pub(super) fn hearings(stories: &[Story], history: &History, now: Stamp) -> Vec<Hearing> {
    let competencies = competencies::competencies();
    let coverage =
        Evidence::new(stories, competencies, lexicon::lexicon()).coverage(&Topic::each(competencies), history);
    let sheet = now.unix_seconds().to_string();
    let hearing = |(place, story): (usize, &Story)| {
        let shows =
            |row: &&Row| row.cells.iter().any(|cell| cell.place == place && cell.is_primary && cell.fit.answers());
        let shown: Vec<&str> = coverage.rows.iter().filter(shows).map(|row| row.topic.name.as_str()).collect();
        let needs = shown.iter().filter_map(|&name| Some((name.to_owned(), competencies.needs(name)?.to_owned())));
        Hearing { sheet: sheet.clone(), question: fitting_question(story, &shown), needs: needs.collect() }
    };
    stories.iter().enumerate().map(hearing).collect()
}

/// The question of the bank that asks for most skills of a story, of those for a competency that it shows.
fn fitting_question(story: &Story, shown: &[&str]) -> Option<String> {
    let has = |skill: &&String| story.all_skills().any(|own| key(own) == key(skill));
    let all = questions::bank().packs.iter().flat_map(|pack| &pack.questions);
    let fit = all.map(|question| {
        let skills = question.skills.iter().filter(has).count();
        (usize::from(shown.contains(&question.competency.as_str())) + skills, question)
    });
    let best = fit.filter(|(fit, _)| *fit > 0).rev().max_by_key(|(fit, _)| *fit);
    best.map(|(_, question)| question.text.clone())
}
