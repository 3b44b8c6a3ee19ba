//! Secrets: keys and tokens by the shapes that their issuers give them, and passwords by what stands before them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::passage::Passage;
use super::words::start_of;
use super::{Finding, Rule};

/// A secret in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Secret {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte behind what of it may be shown.
    pub(super) shown: usize,
    /// The byte behind it.
    pub(super) end: usize,
    /// What it is, for a person.
    kind: &'static str,
}

/// So much of a secret is shown that its owner knows which it is.
const SHOWN: usize = 4;

/// The fewest letters and digits in a row that a key starts with.
const SHORTEST: usize = 10;

/// The most bytes of a secret on one line, and of a private key. A text of millions of beginnings is read in one go.
const LONGEST: usize = 4096;
const LONGEST_KEY: usize = 16 * 1024;

/// A key by its first letters, and how many letters and digits in a row follow at the least.
const KEYS: &[(&str, usize, &str)] = &[
    ("AKIA", 16, "an AWS key"),
    ("ASIA", 16, "an AWS key"),
    ("ghp_", 20, "a GitHub token"),
    ("gho_", 20, "a GitHub token"),
    ("ghu_", 20, "a GitHub token"),
    ("ghs_", 20, "a GitHub token"),
    ("ghr_", 20, "a GitHub token"),
    ("github_pat_", 20, "a GitHub token"),
    ("glpat-", 16, "a GitLab token"),
    ("sk-", 16, "an API key"),
    ("sk_live_", 12, "an API key"),
    ("rk_live_", 12, "an API key"),
    ("sk_test_", 12, "an API key"),
    ("AIza", 30, "a Google key"),
    ("xoxb-", 8, "a Slack token"),
    ("xoxp-", 8, "a Slack token"),
    ("xoxa-", 8, "a Slack token"),
    ("xoxr-", 8, "a Slack token"),
    ("xoxs-", 8, "a Slack token"),
    ("npm_", 30, "an npm token"),
    ("hf_", 30, "a Hugging Face token"),
];

/// Ends of the names that stand before a password or a key: `DB_PASSWORD=…`.
const NAMES: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "api_key",
    "api-key",
    "apikey",
    "access_key",
    "secret_key",
];

/// Values that say themselves that they are none.
const NO_SECRETS: &[&str] = &[
    "password", "secret", "token", "changeme", "hidden", "redacted", "null", "none", "true", "false", "empty",
    "example",
];

const KEY_END: &str = "PRIVATE KEY-----";

/// The secrets of a text in order, none of them inside of another.
pub(super) fn find(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') {
            continue;
        }
        let run = text.get(start..at).unwrap_or_default();
        // Most words of a story are too short to start a secret.
        if run.len() >= SHORTEST {
            let keys = KEYS.iter().filter(|(key, ..)| run.starts_with(key));
            found.extend(keys.filter_map(|&(key, least, kind)| key_at(text, start, key, least, kind)));
            if run.starts_with("eyJ") {
                found.extend(web_token_at(text, start));
            }
            if run.starts_with("-----BEGIN") {
                found.extend(private_key_at(text, start));
            }
        }
        match byte {
            b' ' if run.eq_ignore_ascii_case("bearer") => found.extend(bearer_at(text, at + 1)),
            b'=' | b':' => found.extend(password_behind(text, at)),
            b'/' if text.get(..at).is_some_and(|before| before.ends_with(":/")) => {
                found.extend(password_in_address(text, at + 1));
            }
            _ => {}
        }
        start = at + 1;
    }
    found.sort_unstable();
    let mut end = 0;
    found.retain(|secret| {
        let is_outside = secret.start >= end;
        end = end.max(secret.end);
        is_outside
    });
    found
}

/// Reports the secrets of a passage.
pub(super) fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    for secret in &passage.secrets {
        passage.report(findings, Rule::Secret, secret.start..secret.end, format!("holds {}", secret.kind));
    }
}

/// The end of the characters from here on that `is_part` takes, as far as a secret can be long.
fn end_of(text: &str, from: usize, is_part: impl Fn(char) -> bool) -> usize {
    let rest = start_of(text.get(from..).unwrap_or_default(), LONGEST);
    from + rest.find(|c| !is_part(c)).unwrap_or(rest.len())
}

/// Whether no letter stands right before a byte.
fn starts_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '-')
}

fn secret(text: &str, range: Range<usize>, kind: &'static str) -> Secret {
    let whole = text.get(range.clone()).unwrap_or_default();
    let shown = whole.char_indices().nth(SHOWN).map_or(range.start, |(place, _)| range.start + place);
    Secret { start: range.start, shown, end: range.end, kind }
}

/// Whether letters and digits could be from a generator: not `xxxxxxxx`, and not a word.
fn looks_random(run: &str) -> bool {
    let distinct: BTreeSet<char> = run.chars().collect();
    let has = |test: fn(&char) -> bool| distinct.iter().any(test);
    distinct.len() >= 6 && (has(char::is_ascii_digit) || has(char::is_ascii_uppercase) && has(char::is_ascii_lowercase))
}

fn key_at(text: &str, at: usize, start: &str, least: usize, kind: &'static str) -> Option<Secret> {
    let end = end_of(text, at, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let behind = text.get(at + start.len()..end)?;
    let mut runs = behind.split(['-', '_']);
    // What issuers call prefixes can end in a dash, and then words could follow.
    let is_key = if start.ends_with('_') && !start.starts_with("github") {
        runs.next().is_some_and(|run| run.len() >= least && run.chars().collect::<BTreeSet<_>>().len() >= 6)
    } else if start.ends_with(['-', '_']) {
        runs.any(|run| run.len() >= least && looks_random(run))
    } else if least == 16 {
        behind.len() == least && !behind.contains(|c: char| c.is_ascii_lowercase() || matches!(c, '-' | '_'))
    } else {
        behind.len() >= least && looks_random(behind)
    };
    (is_key && starts_word(text, at)).then(|| secret(text, at..end, kind))
}

fn web_token_at(text: &str, at: usize) -> Option<Secret> {
    let end = end_of(text, at, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let token = text.get(at..end)?.trim_end_matches('.');
    let mut parts = token.split('.');
    let is_token = parts.next()?.len() >= 10 && parts.next()?.len() >= 10;
    (is_token && starts_word(text, at)).then(|| secret(text, at..at + token.len(), "a JSON Web Token"))
}

fn private_key_at(text: &str, at: usize) -> Option<Secret> {
    let rest = start_of(text.get(at..)?, LONGEST_KEY);
    let header = start_of(rest, 80).find(KEY_END)? + KEY_END.len();
    let body = rest.get(header..)?;
    let end = match body.find("-----END ") {
        Some(footer) => {
            let footer_end = body
                .get(footer..)
                .and_then(|rest| rest.find(KEY_END))
                .map_or(body.len(), |end| footer + end + KEY_END.len());
            header + footer_end
        }
        // A block that was cut off, if it is one.
        None if body.split_whitespace().next().is_some_and(|line| line.len() >= 16) => rest.len(),
        None => header,
    };
    Some(Secret { start: at, shown: at + header, end: at + end, kind: "a private key" })
}

fn bearer_at(text: &str, start: usize) -> Option<Secret> {
    let end = end_of(text, start, |c| c.is_ascii_alphanumeric() || "-._~+/=".contains(c));
    let token = text.get(start..end)?.trim_end_matches('.');
    (token.len() >= 16 && looks_random(token)).then(|| secret(text, start..start + token.len(), "a token"))
}

/// A password in `scheme://name:password@host`.
fn password_in_address(text: &str, at: usize) -> Option<Secret> {
    let end = end_of(text, at, |c| !c.is_whitespace() && !matches!(c, '/' | '"' | '\'' | '`' | '<' | '>'));
    let (login, _) = text.get(at..end)?.rsplit_once('@')?;
    let (name, password) = login.split_once(':')?;
    let start = at + name.len() + 1;
    is_value(password).then_some(Secret { start, shown: start, end: start + password.len(), kind: "a password" })
}

/// A password behind `=` or `:`, if what stands before is called so.
fn password_behind(text: &str, at: usize) -> Option<Secret> {
    let before = text.get(..at)?.trim_end_matches(['"', '\'']);
    let name_start = before
        .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
        .map_or(0, |place| place + before.get(place..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let name = before.get(name_start..)?.to_ascii_lowercase();
    let known = NAMES.iter().find(|known| name.ends_with(*known))?;
    let rest = text.get(at + 1..)?;
    let is_assigned = text.get(at..)?.starts_with('=') && !rest.starts_with([' ', '=']);
    let value = rest.trim_start_matches(' ').trim_start_matches(['"', '\'']);
    let start = text.len() - value.len();
    let end = end_of(text, start, |c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '&' | ';' | ',' | '`'));
    let value = text.get(start..end)?.trim_end_matches(['.', ')', '!', '?']);
    let is_mixed = value.chars().any(char::is_alphabetic) && value.chars().any(|c| c.is_ascii_digit());
    let is_word_of_code = value.contains(['.', '(']) && !value.contains(['!', '@', '#', '%']);
    // Tokens are spoken of more often than they are given away, and so are passwords in prose.
    let is_meant = match *known {
        "password" | "passwd" | "passphrase" | "pwd" => {
            is_assigned && (is_mixed || !is_word_of_code) || is_mixed && value.len() >= 6
        }
        _ => is_mixed && value.len() >= 12,
    };
    (is_meant && is_value(value)).then_some(Secret {
        start,
        shown: start,
        end: start + value.len(),
        kind: "a password",
    })
}

/// Whether a value is one, and not the place or the name of one.
fn is_value(value: &str) -> bool {
    let is_reference = value.starts_with(['$', '<', '{', '[', '*', '%', '…', '(']) || value.starts_with("process.env");
    let distinct: BTreeSet<char> = value.chars().collect();
    value.len() >= 4
        && distinct.len() >= 3
        && !is_reference
        && !NO_SECRETS.iter().any(|word| value.eq_ignore_ascii_case(word))
}
