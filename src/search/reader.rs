//! How a query is read: its words and operators, and the saved filters that it names.
//!
//! A filter is a query itself, groups of terms that all have to be met. Joined with something by `|` its groups are
//! joined one by one, since `(x y) | z` is `(x | z) (y | z)`; so what comes out is groups of terms again.

use super::query::{Field, Kind, Query, State, Term, Wanted, question_in};
use crate::domain::fold::fold;
use crate::domain::lexicon::key;
use crate::domain::queries::Filters;

/// So many terms at most come of joining filters, whose number multiplies.
const MOST_JOINED: usize = 1_000;

/// So many filters at most stand in for their names, those in filters included.
const MOST_FILTERS: usize = 50;

/// Why something is left out that they would come of.
const TOO_MANY: &str = "it would take too many terms";

type Groups = Vec<Vec<Term>>;

/// Reads a query and the filters in it.
pub(super) struct Reader<'a> {
    filters: &'a Filters,
    /// The filters that are being read, each named in the one before.
    within: Vec<&'a str>,
    /// How many filters have stood in for their names.
    filters_read: usize,
    /// What was left out and why, each said once, and how often something was.
    left_out: Vec<String>,
    times_left_out: usize,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(filters: &'a Filters) -> Self {
        Self { filters, within: Vec::new(), filters_read: 0, left_out: Vec::new(), times_left_out: 0 }
    }

    /// Reads a text to its end.
    pub(super) fn read(mut self, text: &str) -> Query {
        let query = self.query(text);
        Query { left_out: self.left_out, ..query }
    }

    fn query(&mut self, text: &str) -> Query {
        let tokens = tokens(text);
        // A filter by itself is just what it stands for.
        if let [token] = &tokens[..]
            && let Some((false, name, filter)) = self.named(token)
        {
            return self.filter(name, filter);
        }
        let mut query = Query::default();
        let mut parts: Vec<Groups> = Vec::new();
        let (mut can_join, mut joins) = (false, false);
        for token in &tokens {
            if can_join && !joins && token.is_bar() {
                joins = true;
                continue;
            }
            if let Some(groups) = self.word(token, &mut query.has_operators) {
                query.has_operators |= joins;
                match parts.last_mut().filter(|_| joins) {
                    Some(part) => self.join(part, groups, token),
                    None => parts.push(groups),
                }
                can_join = true;
            }
            joins = false;
        }
        // What is asked for twice is asked for once.
        for group in parts.into_iter().flatten() {
            if !query.groups.contains(&group) {
                query.groups.push(group);
            }
        }
        let field = |group: &Vec<Term>| group.first().and_then(plain).map(|(field, _)| field);
        let is_hash_in_front = query.groups.iter().skip(1).all(|group| field(group) == Some(Field::Anywhere));
        if let Some(field) = query.groups.first().and_then(field).filter(|_| !query.has_operators && is_hash_in_front) {
            query.whole = Some((field, key(text.trim_start().trim_start_matches('#'))));
        }
        query
    }

    /// What a word asks for, and whether it uses more of the language than words and skills.
    fn word(&mut self, token: &Token, has_operators: &mut bool) -> Option<Groups> {
        if let Some((is_not, name, filter)) = self.named(token) {
            *has_operators = true;
            let groups = self.filter(name, filter).groups;
            let groups = if is_not { negated(groups) } else { Some(groups) };
            return groups.or_else(|| {
                self.leave_out(&token.text(), TOO_MANY);
                Some(Groups::new())
            });
        }
        let term = term(token)?;
        let is_state = matches!(&term.wanted, Wanted::Text { text, .. } if text.starts_with("is:"));
        *has_operators |= is_state || !matches!(plain(&term), Some((_, Kind::Fuzzy)));
        Some(vec![vec![term]])
    }

    /// Joins what a word asks for to what stands before the bar. What is left out is joined with nothing.
    fn join(&mut self, part: &mut Groups, groups: Groups, token: &Token) {
        if part.is_empty() || groups.is_empty() {
            part.extend(groups);
            return;
        }
        match either(std::mem::take(part), groups) {
            Ok(joined) => *part = joined,
            Err(before) => {
                *part = before;
                self.leave_out(&token.text(), TOO_MANY);
            }
        }
    }

    /// The filter that a word names: whether it must not match, its name, and what it stands for.
    fn named(&self, token: &Token) -> Option<(bool, &'a str, &'a str)> {
        let is_not = token.0.first() == Some(&('!', false));
        let word = token.0.get(usize::from(is_not)..)?;
        word.first().filter(|first| **first == ('@', false))?;
        let (name, filter) = self.filters.named(&word.iter().map(|(c, _)| c).collect::<String>())?;
        Some((is_not, name, filter))
    }

    /// What a filter asks for: nothing if it can't stand in for its name, which is said.
    fn filter(&mut self, name: &'a str, filter: &'a str) -> Query {
        let why_not = if self.within.contains(&name) {
            Some("it stands for itself")
        } else if question_in(filter).is_some() {
            Some("it is a whole question")
        } else if self.filters_read == MOST_FILTERS {
            Some("too many filters are named")
        } else {
            None
        };
        if let Some(why) = why_not {
            self.leave_out(&format!("@{name}"), why);
            return Query::default();
        }
        self.filters_read += 1;
        self.within.push(name);
        let before = self.times_left_out;
        let query = self.query(filter);
        self.within.pop();
        if query.groups.is_empty() && self.times_left_out == before {
            self.leave_out(&format!("@{name}"), "it asks for nothing");
        }
        query
    }

    fn leave_out(&mut self, what: &str, why: &str) {
        self.times_left_out += 1;
        let said = format!("{what} is left out: {why}");
        if !self.left_out.contains(&said) {
            self.left_out.push(said);
        }
    }
}

/// What is met where either is; or else the first again, if that took too many terms.
fn either(mut left: Groups, mut right: Groups) -> Result<Groups, Groups> {
    if let ([one], [other]) = (&mut left[..], &mut right[..]) {
        one.append(other);
        return Ok(left);
    }
    let terms = |groups: &Groups| groups.iter().map(Vec::len).sum::<usize>();
    if terms(&left) * right.len() + terms(&right) * left.len() > MOST_JOINED {
        return Err(left);
    }
    Ok(left.iter().flat_map(|one| right.iter().map(move |other| [&one[..], other].concat())).collect())
}

/// What is met where these groups aren't: where of one of them no term is. Nothing if that took too many terms.
fn negated(groups: Groups) -> Option<Groups> {
    let not = |term: Term| vec![Term { is_not: !term.is_not, ..term }];
    let mut alternatives = groups.into_iter().map(|group| group.into_iter().map(not).collect::<Groups>());
    let Some(first) = alternatives.next() else {
        return Some(Groups::new());
    };
    alternatives.try_fold(first, |joined, next| either(joined, next).ok())
}

fn plain(term: &Term) -> Option<(Field, Kind)> {
    match term.wanted {
        Wanted::Text { field, kind, .. } if !term.is_not => Some((field, kind)),
        _ => None,
    }
}

/// A word with each of its characters, and whether a backslash before it makes it an ordinary one.
struct Token(Vec<(char, bool)>);

impl Token {
    fn is_bar(&self) -> bool {
        self.0 == [('|', false)]
    }

    fn take_first(&mut self, c: char) -> bool {
        let is_first = self.0.first() == Some(&(c, false));
        if is_first {
            self.0.remove(0);
        }
        is_first
    }

    fn text(&self) -> String {
        fold(&self.0.iter().map(|(c, _)| c).collect::<String>())
    }
}

/// The words of a text. A backslash makes the character behind it an ordinary one, be it a space; one with nothing
/// behind it is about to do so.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = vec![Token(Vec::new())];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            tokens.push(Token(Vec::new()));
        } else if let Some(token) = tokens.last_mut() {
            match c {
                '\\' => token.0.extend(chars.next().map(|c| (c, true))),
                c => token.0.push((c, false)),
            }
        }
    }
    tokens.retain(|token| !token.0.is_empty());
    tokens
}

/// What a word asks for; nothing if it is all operators.
fn term(token: &Token) -> Option<Term> {
    let mut token = Token(token.0.clone());
    let mut is_not = token.take_first('!');
    let field = if token.take_first('#') { Field::Skill } else { Field::Anywhere };
    // `#!aws` is what `!#aws` is.
    is_not |= field == Field::Skill && token.take_first('!');
    if field == Field::Anywhere
        && token.0.iter().all(|(_, is_escaped)| !is_escaped)
        && let Some(word) = token.text().to_ascii_lowercase().strip_prefix("is:")
        && State::ALL.iter().any(|state| state.word().starts_with(word))
    {
        // While it can still become a state it asks for nothing.
        let state = State::ALL.into_iter().find(|state| state.word() == word)?;
        return Some(Term { is_not, wanted: Wanted::State(state) });
    }
    let is_end = token.0.len() > 1 && token.0.last() == Some(&('$', false));
    if is_end {
        token.0.pop();
    }
    let kind = if token.take_first('\'') {
        // As in fzf a quote turns things around: what must not match does so to the letter.
        if is_not { Kind::Fuzzy } else { Kind::Exact }
    } else {
        match (token.take_first('^'), is_end) {
            (true, true) => Kind::Whole,
            (true, false) => Kind::Start,
            (false, true) => Kind::End,
            (false, false) if is_not => Kind::Exact,
            (false, false) => Kind::Fuzzy,
        }
    };
    let text = token.text();
    (!text.trim().is_empty()).then_some(Term { is_not, wanted: Wanted::Text { field, kind, text } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, saved: &[(&str, &str)]) -> Query {
        let mut filters = Filters::default();
        filters.filters.extend(saved.iter().map(|&(name, query)| (name.to_owned(), query.to_owned())));
        Query::read(text, &filters)
    }

    #[test]
    fn a_filter_stands_for_what_it_finds_whatever_it_is_joined_with() {
        let saved = [("both", "#x y"), ("any", "x | y"), ("two", "a | b c"), ("deep", "@both | z")];
        for (text, written) in [
            ("@both z", "#x y z"),
            ("@both | z", "#x | z y | z"),
            ("z | @both", "z | #x z | y"),
            ("@both | @any", "#x | x | y y | x | y"),
            ("!@both", "!#'x | !'y"),
            ("!@any", "!'x !'y"),
            ("!@two", "!'a | !'c !'b | !'c"),
            ("@deep !w", "#x | z y | z !w"),
            ("!@any !w", "!'x !'y !w"),
            ("@BOTH", "#x y"),
            (r"@other \@both a@both '@both", r"\@other \@both a@both '\@both"),
        ] {
            let query = read(text, &saved);
            assert_eq!(query.to_string(), written, "{text}");
            assert!(query.left_out().is_empty(), "{text}");
        }
        assert_eq!(read("@both", &[("both", "memory leak")]).whole(), Query::parse("memory leak").whole());
    }

    #[test]
    fn a_filter_that_can_not_stand_for_its_name_is_left_out_with_the_reason() {
        let saved =
            [("one", "a @two"), ("two", "b @one"), ("self", "@self"), ("why", "?Tell me about a time."), ("void", "!")];
        for (text, written, why) in [
            ("@one | c", "a | c b | c", "@one is left out: it stands for itself"),
            ("@self @self", "", "@self is left out: it stands for itself"),
            ("a @self | @self | b | @self !@self", "a b", "@self is left out: it stands for itself"),
            ("@why leak", "leak", "@why is left out: it is a whole question"),
            ("a @void | b !@void", "a b", "@void is left out: it asks for nothing"),
        ] {
            let query = read(text, &saved);
            assert_eq!((query.to_string().as_str(), query.left_out()), (written, &[why.to_owned()][..]), "{text}");
        }
    }

    #[test]
    fn filters_never_grow_without_measure() {
        let words = |range: std::ops::Range<usize>| range.map(|n| format!("w{n}")).collect::<Vec<_>>();
        let pairs = words(0..40).chunks(2).map(|pair| pair.join(" | ")).collect::<Vec<_>>().join(" ");
        let saved = [("long", words(0..100).join(" ")), ("more", words(100..200).join(" ")), ("pairs", pairs)];
        let saved: Vec<(&str, &str)> = saved.iter().map(|(name, query)| (*name, query.as_str())).collect();
        let query = read("@long | @more | z", &saved);
        assert_eq!(query.left_out(), ["@more is left out: it would take too many terms"]);
        assert_eq!(query.groups().len(), 100, "what could be joined is");
        assert_eq!(read("!@long", &saved).groups().len(), 1);
        assert_eq!(read("!@pairs", &saved).left_out(), ["!@pairs is left out: it would take too many terms"]);
        // Each names the next one twice.
        let nested: Vec<(String, String)> =
            (0..100).map(|n| (format!("f{n}"), format!("@f{0} x{n} @f{0}", n + 1))).collect();
        let nested: Vec<(&str, &str)> = nested.iter().map(|(name, query)| (name.as_str(), query.as_str())).collect();
        let nested = read("@f0", &nested);
        assert!(!nested.left_out().is_empty());
        assert!(nested.left_out().iter().all(|said| said.ends_with("too many filters are named")));
    }
}
