//! A preparation, printed: what to tell on which day, and whether the days suffice.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::commands::output::Printer;
use crate::domain::day;
use crate::domain::library::Library;
use crate::domain::preparation::{Day, GOOD_TAKES, Obstacle, Outlook, Preparation, Standing};
use crate::domain::safe::Safe;
use crate::domain::story::{DEFAULT_TARGET, Story, StoryId};
use crate::domain::text::count;
use crate::domain::time::Millis;

/// The columns of a line.
const WIDTH: usize = 80;

/// The most columns of a title with words behind it.
const WIDEST_TITLE: usize = 44;

/// What `retell plan --json` prints.
#[derive(Serialize)]
struct Report<'a> {
    #[serde(serialize_with = "day::serialize")]
    today: Date,
    told_today: usize,
    takes: usize,
    /// The takes of the fullest day.
    needs: usize,
    /// Nothing if it isn't known.
    takes_a_day: Option<usize>,
    feasible: bool,
    days: Vec<JsonDay<'a>>,
    interviews: Vec<JsonInterview<'a>>,
}

#[derive(Serialize)]
struct JsonDay<'a> {
    #[serde(serialize_with = "day::serialize")]
    on: Date,
    length_ms: Millis,
    stories: Vec<JsonStory<'a>>,
}

#[derive(Serialize)]
struct JsonStory<'a> {
    id: &'a StoryId,
    /// Nothing if the library has no such story.
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonInterview<'a> {
    name: &'a str,
    #[serde(serialize_with = "day::serialize")]
    on: Date,
    days_left: usize,
    missing: usize,
    needs: usize,
    feasible: bool,
    obstacles: Vec<JsonObstacle<'a>>,
    stories: Vec<JsonStanding<'a>>,
}

#[derive(Serialize)]
struct JsonObstacle<'a> {
    #[serde(flatten)]
    obstacle: &'a Obstacle,
    reason: String,
}

#[derive(Serialize)]
struct JsonStanding<'a> {
    #[serde(flatten)]
    story: JsonStory<'a>,
    good: usize,
    needs: usize,
    planned: usize,
}

/// Prints a preparation. `names` are those of the interviews, in the order of the goals that were prepared for.
///
/// # Errors
/// When `out` can't be written.
pub(super) fn print(
    preparation: &Preparation,
    names: &[String],
    library: &Library,
    as_json: bool,
    out: &mut Printer<impl Write>,
) -> io::Result<()> {
    let telling = Telling { preparation, names, library };
    if as_json { out.json(&telling.report()) } else { telling.print_words(out) }
}

/// A preparation with the names of all that is in it.
struct Telling<'a> {
    preparation: &'a Preparation,
    names: &'a [String],
    library: &'a Library,
}

impl<'a> Telling<'a> {
    fn report(&self) -> Report<'a> {
        let Preparation { today, told_today, ref days, ref outlooks, needs, takes_a_day } = *self.preparation;
        Report {
            today,
            told_today,
            takes: self.preparation.takes(),
            needs,
            takes_a_day,
            feasible: self.preparation.is_feasible(),
            days: days.iter().map(|day| self.json_day(day)).collect(),
            interviews: outlooks.iter().map(|outlook| self.json_interview(outlook)).collect(),
        }
    }

    fn json_day(&self, day: &'a Day) -> JsonDay<'a> {
        let stories = day.stories.iter().map(|story| self.json_story(story)).collect();
        JsonDay { on: day.on, length_ms: self.length(day), stories }
    }

    fn json_interview(&self, outlook: &'a Outlook) -> JsonInterview<'a> {
        let obstacle = |obstacle: &'a Obstacle| JsonObstacle { obstacle, reason: obstacle.to_string() };
        let standing = |standing: &'a Standing| {
            let Standing { ref story, good, needs, planned } = *standing;
            JsonStanding { story: self.json_story(story), good, needs, planned }
        };
        JsonInterview {
            name: self.name(outlook),
            on: outlook.on,
            days_left: outlook.days_left,
            missing: outlook.missing(),
            needs: outlook.needs,
            feasible: outlook.is_feasible(),
            obstacles: outlook.obstacles.iter().map(obstacle).collect(),
            stories: outlook.stories.iter().map(standing).collect(),
        }
    }

    fn json_story(&self, id: &'a StoryId) -> JsonStory<'a> {
        JsonStory { id, title: self.library.get(id).map(|story| story.title.as_str()) }
    }

    fn print_words(&self, out: &mut Printer<impl Write>) -> io::Result<()> {
        for day in &self.preparation.days {
            self.print_day(day, out)?;
            out.line("")?;
        }
        for outlook in &self.preparation.outlooks {
            self.print_interview(outlook, out)?;
            out.line("")?;
        }
        let mut verdicts = self.preparation.outlooks.iter().map(|outlook| Safe::from(self.verdict(outlook)));
        verdicts.try_for_each(|verdict| out.lines(textwrap::fill(&verdict.on_one_line(), WIDTH)))
    }

    fn print_day(&self, day: &Day, out: &mut Printer<impl Write>) -> io::Result<()> {
        let takes = count(day.stories.len(), "take", "takes");
        let minutes = self.length(day).seconds().div_ceil(60);
        let told = match self.preparation.told_today {
            0 => String::new(),
            _ if day.on != self.preparation.today => String::new(),
            told => format!(", {told} told already"),
        };
        out.line(format!("{}: {takes}, {minutes} min{told}", self.day(day.on)))?;
        day.stories.iter().try_for_each(|story| out.line(format!("  {}", shortened(self.title(story), WIDTH - 2))))
    }

    fn print_interview(&self, outlook: &Outlook, out: &mut Printer<impl Write>) -> io::Result<()> {
        let heading = format!("{}: {}", self.name(outlook), self.day(outlook.on));
        out.lines(textwrap::fill(&Safe::from(heading).on_one_line(), WIDTH))?;
        let titles: Vec<Safe> =
            outlook.stories.iter().map(|standing| shortened(self.title(&standing.story), WIDEST_TITLE)).collect();
        let width = titles.iter().map(Safe::width).max().unwrap_or(0);
        for (title, standing) in titles.iter().zip(&outlook.stories) {
            out.line(format!("  {title}{:gap$}  {}", "", needed(standing), gap = width - title.width()))?;
        }
        let missing = count(outlook.missing(), "more good take", "more good takes");
        let days = count(outlook.days_left, "day", "days");
        if outlook.missing() > 0 { out.line(format!("  {missing} in {days}")) } else { Ok(()) }
    }

    /// Whether an interview can be prepared for, in a sentence.
    fn verdict(&self, outlook: &Outlook) -> String {
        let name = self.name(outlook);
        let needs = count(outlook.needs, "take", "takes");
        let reasons: Vec<String> = outlook.obstacles.iter().map(Obstacle::to_string).collect();
        match self.preparation.takes_a_day {
            _ if !outlook.is_feasible() => format!("Not feasible for {name}: {}.", reasons.join("; ")),
            _ if outlook.missing() == 0 => format!("Ready for {name}."),
            Some(most) => format!("Feasible for {name}: {needs} on the fullest day; you do {most}."),
            None => format!("Feasible for {name} with {needs} on the fullest day."),
        }
    }

    fn name(&self, outlook: &Outlook) -> &'a str {
        self.names.get(outlook.goal).map_or("", String::as_str)
    }

    /// A day as `Thu 26 Nov 2026, in 7 days`.
    fn day(&self, on: Date) -> String {
        format!("{} {}, {}", on.strftime("%a"), day::in_words(on), day::from_today(on, self.preparation.today))
    }

    fn title(&self, id: &'a StoryId) -> &'a str {
        self.library.get(id).map_or(id.as_str(), |story| story.title.as_str())
    }

    fn length(&self, day: &Day) -> Millis {
        day.length(|id| self.library.get(id).map_or(DEFAULT_TARGET, Story::target))
    }
}

/// What a story needs, in words: `2 good of 3, 1 more`.
fn needed(standing: &Standing) -> String {
    let Standing { good, needs, planned, .. } = *standing;
    match needs {
        0 => format!("{good} good, ready"),
        _ if planned < needs => format!("{good} good of {GOOD_TAKES}, {needs} more, {planned} of them in time"),
        1 if good >= GOOD_TAKES => format!("{good} good, 1 more to be fresh"),
        _ => format!("{good} good of {GOOD_TAKES}, {needs} more"),
    }
}

/// A title on one line of so many columns at the most.
fn shortened(title: &str, width: usize) -> Safe<'_> {
    let title = Safe::from(title).on_one_line();
    if title.width() <= width {
        return title;
    }
    Safe::from(format!("{}…", title.start(width - 1).trim_end()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::history::History;
    use crate::domain::library::Origin;
    use crate::domain::preparation::{Goal, prepare};
    use crate::domain::take::{Grade, Take, told};
    use crate::domain::time::Stamp;

    const TODAY: Date = date(2026, 11, 19);

    fn goal(on: Date, titles: &[&str]) -> Goal {
        Goal { on, stories: titles.iter().map(|title| StoryId::from_title(title)).collect() }
    }

    fn good(title: &str, day: &str) -> Take {
        let at = Stamp::try_from(format!("2026-11-{day}T09:00:00Z")).unwrap();
        Take { id: format!("{title} {day}"), at, grade: Some(Grade::Good), ..told(title, 0, &[("Problem", 60)]) }
    }

    fn printed(goals: &[Goal], names: &[&str], takes: &[Take], takes_a_day: Option<usize>, as_json: bool) -> String {
        let mut short = Story::new("A leak");
        short.target_seconds = Some(90);
        let long =
            "A title that goes on for so long that there is hardly any room for it, not even on a line of its own";
        let stories = vec![short, Story::new("The pager"), Story::new("Everything expires at nine"), Story::new(long)];
        let library = Library::new(stories, Origin::Own);
        let preparation = prepare(TODAY, goals, &History::new(takes.to_vec()), takes_a_day);
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut bytes = Vec::new();
        print(&preparation, &names, &library, as_json, &mut Printer::new(&mut bytes)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_plan_says_what_to_tell_each_day_and_whether_the_days_suffice() {
        let goals = [goal(date(2026, 11, 23), &["A leak", "The pager", "Everything expires at nine"])];
        let takes = [good("The pager", "10"), good("The pager", "12"), good("The pager", "14"), good("A leak", "19")];
        let text = printed(&goals, &["ACME, onsite"], &takes, Some(2), false);
        assert_eq!(
            text,
            "\
Thu 19 Nov 2026, today: 1 take, 2 min, 1 told already
  Everything expires at nine

Fri 20 Nov 2026, tomorrow: 1 take, 2 min
  Everything expires at nine

Sat 21 Nov 2026, in 2 days: 2 takes, 4 min
  A leak
  The pager

Sun 22 Nov 2026, in 3 days: 2 takes, 4 min
  A leak
  Everything expires at nine

ACME, onsite: Mon 23 Nov 2026, in 4 days
  A leak                      1 good of 3, 2 more
  The pager                   3 good, 1 more to be fresh
  Everything expires at nine  0 good of 3, 3 more
  6 more good takes in 4 days

Feasible for ACME, onsite: 2 takes on the fullest day; you do 2.
"
        );
    }

    #[test]
    fn a_plan_that_is_not_feasible_says_so_with_the_numbers_and_what_fits() {
        let goals = [
            goal(date(2026, 11, 26), &["Left out since", "A leak", "The pager"]),
            goal(date(2026, 11, 20), &["Everything expires at nine"]),
        ];
        let takes = [good("The pager", "10"), good("Everything expires at nine", "18")];
        let text = printed(&goals, &["Globex\n", "Interview"], &takes, Some(1), false);
        assert!(text.starts_with("Thu 19 Nov 2026, today: 2 takes, 4 min\n  Everything expires at nine\n"), "{text}");
        let end = "\
Interview: Fri 20 Nov 2026, tomorrow
  Everything expires at nine  1 good of 3, 2 more, 1 of them in time
  2 more good takes in 1 day

Globex : Thu 26 Nov 2026, in 7 days
  left-out-since  0 good of 3, 3 more
  A leak          0 good of 3, 3 more
  The pager       1 good of 3, 2 more
  8 more good takes in 7 days

Not feasible for Interview: a story needs 2 more good takes, one a day, and
there is 1 day left.
Not feasible for Globex : needs 2 takes a day; you do 1.
";
        assert!(text.ends_with(end), "{text}");
    }

    #[test]
    fn no_line_is_wider_than_a_terminal_and_nothing_to_tell_is_said() {
        let title =
            "A title that goes on for so long that there is hardly any room for it, not even on a line of its own";
        let goals = [goal(date(2026, 12, 9), &["The pager", title])];
        let name = "A company whose name goes on for nearly as long as the title of that story does";
        let text = printed(&goals, &[name], &[], None, false);
        assert!(text.lines().all(|line| Safe::from(line).width() <= 80), "{text}");
        assert!(text.contains("  A title that goes on for so long that there…  0 good of 3, 3 more\n"), "{text}");
        let takes = ["15", "17", "19"].map(|day| good("The pager", day));
        let text = printed(&[goal(TODAY, &["The pager"])], &["ACME"], &takes, Some(3), false);
        assert_eq!(text, "ACME: Thu 19 Nov 2026, today\n  The pager  3 good, ready\n\nReady for ACME.\n");
    }

    #[test]
    fn the_json_is_one_object_with_the_same_numbers() {
        let goals = [goal(date(2026, 11, 20), &["A leak", "Left out since"])];
        let text = printed(&goals, &["ACME"], &[good("A leak", "14"), good("A leak", "16")], Some(1), true);
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::json!({
            "today": "2026-11-19",
            "told_today": 0,
            "takes": 2,
            "needs": 2,
            "takes_a_day": 1,
            "feasible": false,
            "days": [{
                "on": "2026-11-19",
                "length_ms": 210_000,
                "stories": [
                    { "id": "a-leak", "title": "A leak" },
                    { "id": "left-out-since", "title": null },
                ],
            }],
            "interviews": [{
                "name": "ACME",
                "on": "2026-11-20",
                "days_left": 1,
                "missing": 4,
                "needs": 2,
                "feasible": false,
                "obstacles": [
                    {
                        "obstacle": "too_few_days",
                        "needs": 3,
                        "days": 1,
                        "reason": "a story needs 3 more good takes, one a day, and there is 1 day left",
                    },
                    {
                        "obstacle": "too_many_takes",
                        "needs": 2,
                        "takes_a_day": 1,
                        "reason": "needs 2 takes a day; you do 1",
                    },
                ],
                "stories": [
                    { "id": "a-leak", "title": "A leak", "good": 2, "needs": 1, "planned": 1 },
                    { "id": "left-out-since", "title": null, "good": 0, "needs": 3, "planned": 1 },
                ],
            }],
        });
        assert_eq!(json, expected);
    }
}
