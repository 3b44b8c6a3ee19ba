//! What is past a limit is left out or refused, in words, and costs nothing that is within.

use retell::domain::limits::{MOST_BYTES, MOST_LEVELS, MOST_LINES, MOST_MARKS, MOST_STORIES, MOST_VALUES};
use retell::domain::story::Story;
use retell::import::read;

use crate::promises;

/// What the stories, the left-out lines and the problems of a document are.
fn seen(text: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let import = read("a.md", text.as_bytes(), &[]);
    promises::documents(&import, text.as_bytes());
    (
        import.stories.iter().map(|found| found.story.title.clone()).collect(),
        import.left_out.iter().map(|part| format!("{:?} {}", part.lines, part.reason)).collect(),
        import.problems.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn stories_past_the_most_are_left_out_with_their_lines_in_every_form() {
    let some = MOST_STORIES + 3;
    for (document, lines_of_one) in [
        ((0..some).map(|n| format!("## Leak {n}\n\n**Problem:** a\n\n**Fix:** b\n\n")).collect::<String>(), 6),
        ((0..some).map(|n| format!("Story {n}\nProblem: a\nFix: b\n")).collect(), 3),
        ((0..some).map(|n| format!("May 3, 2024Go4 min read\nLeak {n}\nIt leaked all night.\n\n")).collect(), 4),
        ((0..some).map(|n| format!("We lost {n} orders.\n\n")).collect(), 2),
        ((0..some).map(|n| format!("{{\"title\": \"Leak {n}\",\n\"fix\": \"b\"}}\n")).collect(), 2),
    ] {
        let (stories, left_out, problems) = seen(&document);
        assert_eq!(stories.len(), MOST_STORIES);
        let first = MOST_STORIES * lines_of_one + 1;
        assert_eq!(left_out, [format!("({first}, {}) beyond the stories that are read at once", some * lines_of_one)]);
        let problem = format!(
            "a.md:{first}:1: {MOST_STORIES} stories come before this line, and no more are read at once. \
             Split the file, and import the rest by itself."
        );
        assert_eq!(problems, [problem]);
    }
}

#[test]
fn as_many_stories_as_are_read_at_once_are_no_problem() {
    let document: String = (0..MOST_STORIES).map(|n| format!("Story {n}\nProblem: a\nFix: b\n")).collect();
    let (stories, left_out, problems) = seen(&document);
    assert_eq!((stories.len(), left_out.len(), problems.len()), (MOST_STORIES, 0, 0));
}

#[test]
fn one_object_that_is_too_deep_or_too_large_costs_only_itself() {
    let deep = "[".repeat(MOST_LEVELS) + &"]".repeat(MOST_LEVELS);
    let large = format!("[{}1]", "1,".repeat(MOST_VALUES));
    for (value, column, reason) in [
        (deep, 20 + MOST_LEVELS, "it is nested deeper than 32 levels"),
        (large, 17 + 2 * MOST_VALUES, "it has more than 100000 values"),
    ] {
        let story = |title: &str, value: &str| format!("{{\"title\":\"{title}\",\"fix\":{value}}}");
        let text = format!("[{},\n {},\n {}]", story("A", "\"a\""), story("B", &value), story("C", "\"c\""));
        let (stories, left_out, problems) = seen(&text);
        assert_eq!(stories, ["A", "C"]);
        assert_eq!(left_out, ["(2, 2) too much for a story"]);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with(&format!("a.md:2:{column}: {reason}.")), "{problems:?}");
    }
}

#[test]
fn an_object_as_deep_as_can_be_read_can_be_kept() {
    let levels = MOST_LEVELS - 1;
    let text = format!("{{\"title\":\"A\",\"fix\":\"b\",\"x\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(seen(&text).0, ["A"]);
    let deeper = text.replacen("\"x\":", "\"id\":\"a\",\"x\":[", 1).replacen("]}", "]]}", 1);
    let error = Story::from_json(&deeper).unwrap_err();
    assert!(error.to_string().starts_with("it is nested deeper than 32 levels") && error.line() == 1, "{error}");
}

#[test]
fn a_document_past_a_limit_is_refused_and_says_why() {
    for (text, place, reason) in [
        ("a\n".repeat(MOST_LINES + 1), "", format!("it has {} lines; {MOST_LINES} can be read", MOST_LINES + 1)),
        ("*".repeat(MOST_MARKS + 1), ":1:1", format!("up to this line it has {MOST_MARKS} marks such as `*` and `[`")),
        (format!("a\n{}a", "> ".repeat(33)), ":2:1", "this line is nested deeper than 32 levels".to_owned()),
        ("a".repeat(MOST_BYTES + 1), "", format!("it has {} bytes; {MOST_BYTES} can be read", MOST_BYTES + 1)),
    ] {
        let import = read("a.md", text.as_bytes(), &[]);
        promises::documents(&import, text.as_bytes());
        assert!(import.stories.is_empty() && import.form.is_none());
        let problem = import.problems[0].to_string();
        assert!(problem.starts_with(&format!("a.md{place}: {reason}")), "{problem}");
    }
}

#[test]
fn a_file_in_which_every_value_is_wrong_tells_of_some_and_counts_the_others() {
    let text = format!("[{}{{\"title\":\"A\",\"fix\":\"b\"}}]", "7,".repeat(1_000));
    let (stories, _, problems) = seen(&text);
    assert_eq!((stories.len(), problems.len()), (1, 21));
    assert_eq!(
        problems[20],
        "a.md: 980 more values in it could not be used. Correct those named, and import it again to see the others."
    );
}
