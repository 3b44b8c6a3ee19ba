//! What should not be told outside: e-mail addresses, inner networks, amounts of money and the names of clients.

use std::ops::Range;

use super::passage::Passage;
use super::words::{Word, are_adjacent, phrase_at};
use super::{Finding, Rule};
use crate::domain::figure::has_figure;
use crate::domain::lexicon::Lexicon;

/// Hosts that everybody has.
const EVERYBODYS: &[&str] = &["cluster.local", "svc.cluster.local", "host.docker.internal", "metadata.google.internal"];

/// Names before `.internal` or `.local` that are of files and of code.
#[rustfmt::skip]
const NO_HOSTS: &[&str] = &[
    "app", "application", "config", "compose", "docker-compose", "env", "local", "module", "package", "react", "secrets",
    "self", "settings", "std", "this", "thread", "vars",
];

/// Domains that nobody lives in.
const NO_DOMAINS: &[&str] = &["example.com", "example.org", "example.net", "localhost", "domain.com", "email.com"];

/// Finds what should not be told.
pub(super) fn check(passage: &Passage<'_>, lexicon: &Lexicon, findings: &mut Vec<Finding>) {
    if may_have_address(passage.text) {
        addresses(passage, findings);
    }
    money(passage, findings);
    clients(passage, lexicon, findings);
}

/// Whether a text has an `@`, or a dot inside of a word: most have neither.
fn may_have_address(text: &str) -> bool {
    let next = text.bytes().skip(1);
    text.bytes().zip(next).any(|(one, next)| one == b'@' || one == b'.' && !next.is_ascii_whitespace())
}

fn addresses(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let text = passage.text;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@');
    for run in text.split(|c| !is_part(c)).filter(|run| run.contains(['.', '@'])) {
        let name = run.trim_matches(['.', '-', '_', '+', '@']);
        // Most dots end a sentence.
        if !name.contains(['.', '@']) {
            continue;
        }
        let at = (name.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let range = at..at + name.len();
        // The login of a secret is none, and its host may still be private.
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(range.end..).unwrap_or_default();
        let host = name.rsplit('@').next().unwrap_or(name);
        if is_email(name) && !before.ends_with("://") && !before.ends_with(':') {
            passage.report(findings, Rule::Private, range, "holds an e-mail address");
        } else if is_inner_host(host, before, behind) {
            passage.report(findings, Rule::Private, range, "names an internal host");
        } else if is_inner_address(host, before, behind) {
            passage.report(findings, Rule::Private, range, "names an address of an internal network");
        }
    }
}

fn is_email(name: &str) -> bool {
    let Some((person, domain)) = name.split_once('@') else { return false };
    let domain = domain.to_lowercase();
    let end = domain.rsplit('.').next().unwrap_or_default();
    let has_labels = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    // Remotes of git look the same.
    !person.is_empty()
        && !person.eq_ignore_ascii_case("git")
        && has_labels
        && end.len() >= 2
        && end.chars().all(char::is_alphabetic)
        && !matches!(end, "example" | "test" | "invalid")
        && !NO_DOMAINS.iter().any(|none| domain == *none || domain.ends_with(&format!(".{none}")))
}

fn is_inner_host(name: &str, before: &str, behind: &str) -> bool {
    let name = name.to_lowercase();
    let Some((rest, end)) = name.rsplit_once('.') else { return false };
    let first = rest.split('.').next().unwrap_or_default();
    let is_path = before.ends_with(['.', '\\']) || before.ends_with('/') && !before.ends_with("://");
    let is_code = behind.starts_with('(') || NO_HOSTS.contains(&first);
    matches!(end, "internal" | "corp" | "local" | "lan" | "intranet")
        && !first.is_empty()
        && !is_path
        && !is_code
        && !EVERYBODYS.contains(&name.as_str())
}

/// Whether it is an address of RFC 1918, and not one of its networks as a whole, which everybody has.
fn is_inner_address(name: &str, before: &str, behind: &str) -> bool {
    let numbers: Vec<Option<u8>> = name.split('.').map(|number| number.parse().ok()).collect();
    let is_network = matches!(
        (name, behind.get(..3)),
        ("10.0.0.0", Some("/8")) | ("172.16.0.0", Some("/12")) | ("192.168.0.0", Some("/16"))
    ) || name == "10.0.0.0" && behind.starts_with("/8");
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let is_version = last.eq_ignore_ascii_case("version") || last.eq_ignore_ascii_case("v");
    let is_inner = matches!(
        numbers.as_slice(),
        [Some(10), Some(_), Some(_), Some(_)]
            | [Some(172), Some(16..=31), Some(_), Some(_)]
            | [Some(192), Some(168), Some(_), Some(_)]
    );
    is_inner && !is_network && !is_version
}

const MAGNITUDES: &[&str] = &["hundred", "thousand", "million", "billion", "grand", "k", "m", "bn"];

const CURRENCIES: &[&str] = &["dollars", "euros", "usd", "eur", "gbp", "chf", "pounds sterling"];

fn money(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let text = passage.text;
    let what = "names an amount of money";
    let has_signs = !text.is_ascii() || text.contains('$');
    let signs = has_signs.then(|| text.match_indices(['$', '€', '£', '¥', '₹']));
    for (at, sign) in signs.into_iter().flatten() {
        let behind = text.get(at + sign.len()..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        let is_part_of_name = before.ends_with(|c: char| c.is_alphanumeric() && !matches!(c, 'S' | 'A' | 'C'));
        if let Some(length) = amount(behind).filter(|_| !is_part_of_name) {
            passage.report(findings, Rule::Money, at..at + sign.len() + length, what);
        } else if sign != "$"
            && before.trim_end_matches([' ', 'k', 'K', 'm', 'M', '\u{a0}']).ends_with(|c: char| c.is_ascii_digit())
        {
            passage.report(findings, Rule::Money, at..at + sign.len(), what);
        }
    }
    for (place, word) in passage.words.iter().enumerate().filter(|(_, word)| word.is_any(CURRENCIES)) {
        let before = |steps: usize| place.checked_sub(steps).and_then(|place| passage.words.get(place));
        let is_number = |word: Option<&Word<'_>>| word.is_some_and(|word| has_figure(word.text));
        // Thousands can be parted by commas or points, and the words then end there.
        let is_amount = before(1).is_some_and(|one| {
            let is_near = text.get(one.end()..word.start).is_some_and(|gap| gap.trim().is_empty());
            is_near && (is_number(Some(one)) || one.is_any(MAGNITUDES))
        });
        let next = passage.words.get(place + 1);
        let is_code = word.text.chars().all(char::is_uppercase);
        if is_amount || is_code && next.is_some_and(|next| are_adjacent(text, word, next) && has_figure(next.text)) {
            passage.report(findings, Rule::Money, word.start..word.end(), what);
        }
    }
}

/// How many bytes an amount takes that stands here. One digit by itself is a parameter: `$1`.
fn amount(text: &str) -> Option<usize> {
    let number = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let digits = text.get(..number)?.trim_end_matches(['.', ',']);
    let rest = text.get(digits.len()..)?;
    let unit: &str = rest.trim_start_matches([' ', '-']).split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let has_unit = MAGNITUDES.iter().any(|magnitude| unit.eq_ignore_ascii_case(magnitude)) || unit == "B";
    let is_glued = rest.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let has_value = digits.chars().any(|c| matches!(c, '1'..='9'));
    (has_value && (has_unit || digits.len() > 1 && !is_glued)).then_some(digits.len())
}

/// What may come before the word for a client whose name follows.
#[rustfmt::skip]
const OF_CLIENTS: &[&str] = &[
    "our", "my", "for", "the", "their", "with", "of", "to", "at", "from", "by", "a", "biggest", "largest", "main", "key",
    "big", "major", "enterprise", "important", "first", "old", "new", "longtime",
];

/// Capitalized words behind `client` or `customer` that are no name of one.
#[rustfmt::skip]
const NO_CLIENTS: &[&str] = &[
    "advisory", "care", "credentials", "data", "engineering", "experience", "hello", "i'd", "i'll", "i'm", "i've",
    "id", "obsession", "operations", "platform", "portal", "relations", "server", "service", "services", "side", "success",
    "support", "team", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "june", "july", "august", "september", "october", "november", "december", "black", "christmas",
    "english", "german", "french", "spanish", "chinese", "japanese", "wi", "bluetooth", "internet", "java", "node",
];

/// Words behind which a capitalized word before them was a kind of software: `the client Foo library`.
const SOFTWARE: &[&str] = &[
    "app",
    "bundle",
    "build",
    "code",
    "driver",
    "extension",
    "library",
    "plugin",
    "process",
    "sdk",
    "service",
    "version",
];

fn clients(passage: &Passage<'_>, lexicon: &Lexicon, findings: &mut Vec<Finding>) {
    let (text, words) = (passage.text, passage.words.as_slice());
    for (place, word) in words.iter().enumerate().filter(|(_, word)| matches!(word.text, "client" | "customer")) {
        let is_of_somebody =
            place.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| before.is_any(OF_CLIENTS));
        let rest = words.get(place + 1..).unwrap_or_default();
        let rest = match rest {
            [called, rest @ ..] if called.is_any(&["called", "named"]) => rest,
            rest => rest,
        };
        let [name, behind @ ..] = rest else { continue };
        let is_near = text.get(word.end()..name.start).is_some_and(|gap| {
            let is_called = !gap.trim().is_empty() && gap.trim().chars().all(char::is_alphabetic);
            gap == " " || is_called || gap == ", " && text.get(name.end()..).is_some_and(|rest| rest.starts_with(','))
        });
        let is_other = name.is_any(NO_CLIENTS)
            || lexicon.find(name.text).is_some()
            || behind.first().is_some_and(|next| {
                next.is_any(SOFTWARE) || lexicon.find(&format!("{} {}", name.text, next.text)).is_some()
            });
        if is_of_somebody && is_near && name.is_name() && !is_other {
            passage.report(findings, Rule::Client, client_range(text, name, behind), "names a client");
        }
    }
    for (place, _) in words.iter().enumerate().filter(|(_, word)| word.is_any(&["customers", "clients"])) {
        let rest = words.get(place..).unwrap_or_default();
        if phrase_at(text, rest, "customers|clients such as").is_some()
            && let Some(name) = rest.get(3).filter(|name| name.is_name() && lexicon.find(name.text).is_none())
            && rest.first().is_some_and(|word| word.is("customers"))
        {
            passage.report(findings, Rule::Client, name.start..name.end(), "names a client");
        }
    }
}

/// All of a name that has several words.
fn client_range(text: &str, name: &Word<'_>, behind: &[Word<'_>]) -> Range<usize> {
    let mut last = name;
    for next in behind.iter().take_while(|next| next.is_name()) {
        if !are_adjacent(text, last, next) {
            break;
        }
        last = next;
    }
    name.start..last.end()
}
