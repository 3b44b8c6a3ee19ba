//! The sheet for a partner: out, filled in, and back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests fill in what was written")]

use std::fs;

use insta::assert_snapshot;

#[path = "common/verbs.rs"]
mod verbs;

use verbs::{errors, out, retell};

const NOTES: &str = "## The {{client: Acme Corp | a payments firm}} leak\n\n**Skills:** debugging, Redis\n\n\
    **Problem:** At three in the morning {{client: Acme Corp | a payments firm}} lost 40 orders.\n\n\
    **Insight:** The pool was empty, since I found a lock.\n\n**Action:** I moved the lock.\n\n\
    **Outcome:** None was lost for 90 days.\n\n\
    **Questions:** Tell me about a time when you found the cause of something that nobody understood.\n";

/// A home with a story and its sheet.
fn with_sheet() -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("notes.md"), NOTES).unwrap();
    retell(home.path(), home.path(), &["import", "notes.md"]);
    let written = retell(home.path(), home.path(), &["export", "-f", "partner", "-o", "sheet.txt"]);
    assert!(written.status.success(), "{}", errors(&written));
    let sheet = fs::read_to_string(home.path().join("sheet.txt")).unwrap();
    (home, sheet)
}

fn fill(sheet: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(sheet.to_owned(), |sheet, (open, filled)| {
        assert!(sheet.contains(open), "{open}: {sheet}");
        sheet.replacen(open, filled, 1)
    })
}

#[test]
fn a_sheet_says_what_to_ask_and_what_to_listen_for_and_shows_no_confidential_word() {
    let (_home, sheet) = with_sheet();
    let (heading, number) = sheet.lines().nth(1).unwrap().rsplit_once(' ').unwrap();
    assert_eq!(heading, "Sheet: the-a-payments-firm-leak");
    assert_snapshot!("sheet", sheet.replace(number, "NUMBER"));
    assert!(!sheet.to_lowercase().contains("acme"));
}

#[test]
fn what_is_filled_in_is_kept_once_and_shown_beside_ones_own_numbers() {
    let (home, sheet) = with_sheet();
    let read = |text: &str| {
        fs::write(home.path().join("filled.txt"), text).unwrap();
        let output = retell(home.path(), home.path(), &["scores", "filled.txt"]);
        (output.status.code(), out(&output) + &errors(&output))
    };
    assert_eq!(read(&sheet), (Some(0), "Nothing is filled in.\n".to_owned()));
    let filled = fill(
        &sheet,
        &[
            ("Day:       ____________", "Day: 2026-03-14"),
            ("Partner:   ____________", "Partner: Ada"),
            ("Outcome:   ______", "Outcome: 2:05"),
            ("Structure: ___", "Structure: 4"),
            ("Brevity:   ___", "Brevity: 2"),
        ],
    );
    let said = "“The Acme Corp leak”, 14 Mar 2026, Ada: structure 4, brevity 2; told in 2:05\n1 sheet kept.\n";
    assert_eq!(read(&filled), (Some(0), said.to_owned()));
    assert_eq!(read(&filled), (Some(0), "1 sheet was read before.\n".to_owned()));
    let corrected = fill(&filled, &[("Brevity: 2", "Brevity: 3")]);
    let said =
        "told in 2:05; corrected from 14 Mar 2026, Ada: structure 4, brevity 2; told in 2:05\n1 sheet corrected.\n";
    assert!(read(&corrected).1.ends_with(said));
    let wrong = fill(&filled, &[("Brevity: 2", "Brevity: two")]);
    let (code, said) = read(&wrong);
    assert_eq!(code, Some(1));
    assert!(said.contains("“two” is no score: Brevity: two") && said.contains("filled.txt:"), "{said}");
    assert!(said.starts_with("0 sheets kept. Correct line "), "{said}");
    let both = format!("{corrected}{}", wrong.replace("Brevity: two", "Brevity: 7").replace("Ada", "Grace"));
    assert!(read(&both).1.starts_with("1 sheet was read before. Correct line "));
    let of_another_day = corrected.replace("2026-03-14", "2026-03-15");
    assert!(
        read(&of_another_day).1.contains("“The Acme Corp leak”, 15 Mar 2026, Ada: structure 4, brevity 3; told in")
    );
    assert!(read(&of_another_day).1.ends_with("1 sheet was read before.\n"));
    let none = retell(home.path(), home.path(), &["scores", "none.txt"]);
    assert_eq!(out(&none), "0 sheets kept.\n");
    let stats = out(&retell(home.path(), home.path(), &["stats"]));
    for words in
        ["1 sheet of 1 story: 3.5 of 5", "structure 4.0, brevity 3.0; lowest: brevity", "To them     median 2:05"]
    {
        assert!(stats.contains(words), "{words} is not in {stats}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&out(&retell(home.path(), home.path(), &["stats", "--json"]))).unwrap();
    assert_eq!((json["partners"]["sheets"].as_u64(), json["partners"]["mean_tenths"].as_u64()), (Some(1), Some(35)));
    let emptied =
        fill(&filled, &[("Outcome: 2:05", "Outcome:"), ("Structure: 4", "Structure:"), ("Brevity: 2", "Brevity:")]);
    let said = "“The Acme Corp leak”, taken back: 15 Mar 2026, Ada: structure 4, brevity 3; told in 2:05\n1 sheet taken back.\n";
    assert_eq!(read(&emptied), (Some(0), said.to_owned()));
    assert_eq!(read(&emptied), (Some(0), "Nothing is filled in.\n".to_owned()));
    assert!(!out(&retell(home.path(), home.path(), &["stats"])).contains("1 sheet"));
}

#[test]
fn two_sheets_of_one_day_are_two() {
    let (home, sheet) = with_sheet();
    let (_, number) = sheet.lines().nth(1).unwrap().rsplit_once(' ').unwrap();
    let (_, seal) = number.split_once('-').unwrap();
    let filled = fill(&sheet, &[("Day:       ____________", "Day: 2026-03-14"), ("Result:    ___", "Result: 5")]);
    let other = fill(&filled, &[(number, &format!("17-{seal}")), ("Result: 5", "Result: 2")]);
    for (text, said) in
        [(&filled, "1 sheet kept.\n"), (&other, "1 sheet kept.\n"), (&filled, "1 sheet was read before.\n")]
    {
        fs::write(home.path().join("filled.txt"), text).unwrap();
        let said_in_fact = out(&retell(home.path(), home.path(), &["scores", "filled.txt"]));
        assert!(said_in_fact.ends_with(said), "{said_in_fact}");
    }
    assert!(out(&retell(home.path(), home.path(), &["stats"])).contains("2 sheets of 1 story: 3.5 of 5"));
}

#[test]
fn the_sheet_of_a_story_without_a_question_asks_one_that_fits() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("notes.md"), NOTES.split("**Questions:**").next().unwrap()).unwrap();
    retell(home.path(), home.path(), &["import", "notes.md"]);
    let sheet = out(&retell(home.path(), home.path(), &["export", "-f", "partner"]));
    assert_snapshot!(
        "without_question",
        sheet.lines().skip_while(|line| *line != "ASK").collect::<Vec<_>>().join("\n")
    );
    let refused = retell(home.path(), home.path(), &["export", "-o", "sheet.txt"]);
    assert!(errors(&refused).contains("Say -f anki or -f partner"), "{}", errors(&refused));
}

#[test]
fn what_two_devices_read_adds_up() {
    let (one, sheet) = with_sheet();
    let other = tempfile::tempdir().unwrap();
    fs::create_dir(other.path().join("stories")).unwrap();
    for file in fs::read_dir(one.path().join("stories")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), other.path().join("stories").join(file.file_name())).unwrap();
    }
    for (home, partner) in [(one.path(), "Ada"), (other.path(), "Grace")] {
        let partner = format!("Partner: {partner}");
        let pairs = [
            ("Day:       ____________", "Day: 2026-03-14"),
            ("Partner:   ____________", partner.as_str()),
            ("Result:    ___", "Result: 5"),
        ];
        fs::write(home.join("filled.txt"), fill(&sheet, &pairs)).unwrap();
        assert!(retell(home, home, &["scores", "filled.txt"]).status.success());
    }
    for file in fs::read_dir(other.path().join("scores")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), one.path().join("scores").join(file.file_name())).unwrap();
    }
    let stats = out(&retell(one.path(), one.path(), &["stats"]));
    assert!(stats.contains("2 sheets of 1 story: 5.0 of 5"), "{stats}");
}
