//! The cue words of a part of a story: what to show to a teller who is stuck, which is less than the text.

mod candidate;
mod plain;
mod word;

use std::cmp::Reverse;

use candidate::{Candidate, Finder, Told};

use super::beat::Beat;
use super::fold::fold_all;
use super::story::Story;
use super::text::{pieces, word_count};

/// The most cue words that are shown at once.
pub const MOST: usize = 5;

/// The most numbers among them.
const MOST_NUMBERS: usize = 2;

/// What each further cue of one sentence has to make up for, so that cues come from all over the text.
const SAME_PIECE: i32 = 3;

/// How far a word may stay behind the best one of its beat. Below it, no cue is better than this one.
const REACH: i32 = 9;

/// The most words of a beat that are looked at. Nobody tells more than that without a break.
const MOST_WORDS: usize = 1_000;

/// At most [`MOST`] cue words for these beats of a story, in the order in which they are told.
///
/// A beat's own cues are taken as they are. Otherwise they come from its text, as it spells them: its numbers, two at
/// most, and the words that the fewest stories have, some of them with a neighbor. What is in one of the `missed`
/// pieces comes first, and each beat with anything to show gets something if there is room. A piece is never told by
/// more than half of its words.
///
/// `stories_with` says how many stories have a folded word in lower case; it is asked about once for each word of the
/// beats. Where that isn't known, it may answer 0: then all words count as equally rare.
pub fn cue_words(story: &Story, beats: &[Beat], missed: &[&str], stories_with: impl Fn(&str) -> usize) -> Vec<String> {
    best(MOST, &offers(story, beats, missed, stories_with))
}

/// So many cue words of one beat, in the order in which they are told: for what is read at a glance.
pub fn cue_words_of(story: &Story, beat: Beat, most: usize) -> Vec<String> {
    best(most, &offers(story, &[beat], &[], |_| 0))
}

/// The numbers of a story with their units, each once, in the order in which they are told: `47 minutes`.
pub fn numbers(story: &Story) -> Vec<&str> {
    let told = Told::default();
    let mut finder = Finder::new(&told, |_| 0);
    let mut numbers: Vec<&str> = Vec::new();
    for (piece, words) in story.beats.iter().flat_map(|(_, text)| pieces_of(text)) {
        for cue in finder.find(piece, &words).into_iter().filter(|cue| cue.is_number) {
            // A digit or two by themselves say nothing.
            if cue.text.len() > 2 && !numbers.contains(&cue.text) {
                numbers.push(cue.text);
            }
        }
    }
    numbers
}

fn best(most: usize, offers: &[Offer<'_>]) -> Vec<String> {
    let mut chosen: Vec<&Offer<'_>> = Vec::new();
    while chosen.len() < most {
        let worth = |offer: &&Offer<'_>| {
            let of_piece = chosen.iter().filter(|other| other.piece == offer.piece).count();
            let points = offer.cue.points - SAME_PIECE * i32::try_from(of_piece).unwrap_or(0);
            let is_first = chosen.iter().all(|other| other.beat != offer.beat);
            let length = if offer.cue.is_own() { 0 } else { offer.cue.text.len() };
            (is_first, offer.is_missed, points, length, Reverse(offer.place))
        };
        let Some(best) = offers.iter().filter(|offer| offer.may_join(&chosen)).max_by_key(worth) else {
            break;
        };
        chosen.push(best);
    }
    chosen.sort_by_key(|offer| offer.place);
    chosen.into_iter().map(|offer| offer.cue.text.to_owned()).collect()
}

/// A candidate with where it stands.
struct Offer<'a> {
    cue: Candidate<'a>,
    /// Its place among all offers, which are in the order in which they are told.
    place: usize,
    beat: Beat,
    /// The number of its piece, and how many words that has.
    piece: usize,
    piece_words: usize,
    is_missed: bool,
}

impl Offer<'_> {
    /// Whether it can be shown beside others.
    fn may_join(&self, chosen: &[&Self]) -> bool {
        if chosen.iter().any(|other| other.place == self.place) {
            return false;
        }
        if self.cue.is_own() {
            return true;
        }
        let numbers = chosen.iter().filter(|other| other.cue.is_number).count();
        let of_piece = || chosen.iter().filter(|other| other.piece == self.piece).copied().chain([self]);
        let weight: usize = of_piece().map(|offer| offer.cue.weight()).sum();
        let words: usize = of_piece().map(|offer| offer.cue.words).sum();
        !(self.cue.is_number && numbers >= MOST_NUMBERS)
            && weight * 2 <= self.piece_words
            && words < self.piece_words
            && !chosen.iter().any(|other| self.cue.repeats(&other.cue))
    }
}

/// All that may be shown of these beats, in the order in which it is told.
fn offers<'a>(
    story: &'a Story,
    beats: &[Beat],
    missed: &[&str],
    stories_with: impl Fn(&str) -> usize,
) -> Vec<Offer<'a>> {
    let mut told = Told::new(word::words(&story.title));
    let all: Vec<_> = story.beats.iter().map(|(beat, text)| (beat, pieces_of(text))).collect();
    all.iter().flat_map(|(_, pieces)| pieces).for_each(|(_, words)| told.hear(words));
    let mut finder = Finder::new(&told, stories_with);
    let mut offers: Vec<Offer<'a>> = Vec::new();
    for beat in Beat::ALL.into_iter().filter(|beat| beats.contains(beat)) {
        let first = offers.len();
        let own =
            story.cues.get(&beat).into_iter().flatten().map(|cue: &String| cue.trim()).filter(|cue| !cue.is_empty());
        for cue in own {
            let folded = fold_all(cue);
            let is_missed = missed.iter().any(|piece| fold_all(piece).contains(&folded));
            let place = offers.len();
            offers.push(Offer { cue: Candidate::own(cue), place, beat, piece: place, piece_words: 0, is_missed });
        }
        if offers.len() > first {
            continue;
        }
        for (piece, words) in all.iter().filter(|(other, _)| *other == beat).flat_map(|(_, pieces)| pieces) {
            let number = offers.last().map_or(0, |offer| offer.piece + 1);
            for cue in finder.find(piece, words) {
                let (place, is_missed) = (offers.len(), missed.contains(piece));
                offers.push(Offer { cue, place, beat, piece: number, piece_words: word_count(piece), is_missed });
            }
        }
        let of_beat = offers.get(first..).unwrap_or_default();
        let best = of_beat.iter().filter(|offer| offer.cue.is_word()).map(|offer| offer.cue.points).max();
        let least = best.map_or(i32::MIN, |best| best - REACH);
        let mut at = 0;
        offers.retain(|offer| {
            at += 1;
            at <= first || offer.cue.points >= least
        });
    }
    (0..).zip(&mut offers).for_each(|(place, offer)| offer.place = place);
    offers
}

/// The pieces of a text with their words, as far as they are looked at.
fn pieces_of(text: &str) -> Vec<(&str, Vec<word::Word<'_>>)> {
    let mut left = MOST_WORDS;
    pieces(text)
        .map(|piece| (piece, word::words(piece)))
        .take_while(|(_, words)| {
            let is_near = left > 0;
            left = left.saturating_sub(words.len());
            is_near
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn story(beats: &[(Beat, &str)]) -> Story {
        let mut story = Story::new("The leak");
        beats.iter().for_each(|&(beat, text)| story.beats.insert(beat, text));
        story
    }

    fn cues_of(text: &str) -> Vec<String> {
        cue_words(&story(&[(Beat::Problem, text)]), &[Beat::Problem], &[], |_| 0)
    }

    #[test]
    fn the_cues_of_short_texts_are_the_obvious_ones() {
        for (text, cues) in [
            ("", &[][..]),
            ("It was so.", &[]),
            ("47 minutes.", &[]),
            ("Redis leaked.", &["Redis"]),
            ("It was $4,200 on Monday.", &["$4,200", "Monday"]),
            ("Then 40 % of it had gone at 03:00.", &["40 %", "03:00"]),
            ("It took from 30 to 45 minutes.", &["30 to 45 minutes"]),
            ("At three in the morning the connection pool was empty.", &["morning", "connection pool", "empty"]),
            ("S3 was down, and so was our (old) cache’s TTL.", &["S3", "cache’s TTL"]),
            ("The vendor's answer was HTTP 429.", &["vendor", "HTTP 429"]),
            (
                "These were 14 API routes, 2.3 million stored vectors and 6 files.",
                &["14 API routes", "2.3 million stored vectors"],
            ),
            ("- drop the index\n- validate it once more", &["index", "validate"]),
            ("接続プールが枯渇した。", &["接続プール"]),
            ("풀이 고갈되었다.", &["고갈되었다"]),
        ] {
            assert_eq!(cues_of(text), cues, "{text}");
        }
    }

    #[test]
    fn numbers_are_named_with_their_units_and_once() {
        let story = story(&[
            (Beat::Problem, "PostgreSQL took 47 minutes, and S3 cost $4,200. Those 47 minutes!"),
            (Beat::Outcome, "It took 2, then 12 retries."),
        ]);
        assert_eq!(numbers(&story), ["47 minutes", "$4,200", "12 retries"]);
        assert_eq!(cue_words_of(&story, Beat::Problem, 2).len(), 2);
    }

    #[test]
    fn a_word_with_its_plural_and_possessive_is_shown_once() {
        let cues = cues_of("A tenant was left out, and the other tenants never saw what was in that tenant's way.");
        assert_eq!(cues.iter().filter(|cue| cue.contains("tenant")).count(), 1, "{cues:?}");
    }

    #[test]
    fn the_words_that_few_stories_have_come_first() {
        let text =
            "The request, the server, the parser, the socket, the client, the worker and the ledger were to go on.";
        let is_rare = |word: &str| if ["parser", "ledger"].contains(&word) { 1 } else { 500 };
        let cues = cue_words(&story(&[(Beat::Problem, text)]), &[Beat::Problem], &[], is_rare);
        assert_eq!(cues, ["parser", "ledger"]);
    }

    #[test]
    fn each_beat_gets_a_cue_before_any_gets_another() {
        let story = story(&[
            (Beat::Context, "The parser, the socket, the client, the worker, the ledger and the router were to go on."),
            (Beat::Problem, "It was only the gauge."),
            (Beat::Task, "It was so."),
        ]);
        let cues = cue_words(&story, &[Beat::Context, Beat::Problem, Beat::Task], &[], |_| 0);
        assert_eq!(cues.len(), MOST);
        assert_eq!(cues.last().map(String::as_str), Some("gauge"));
    }

    #[test]
    fn what_was_missed_comes_first() {
        let story =
            story(&[(Beat::Problem, "PostgreSQL took 47 minutes on Monday. Then I made them wait for the gauge.")]);
        let missed = ["Then I made them wait for the gauge."];
        let cues =
            |missed: &[&str]| cue_words(&story, &[Beat::Problem], missed, |word| if word == "gauge" { 4 } else { 0 });
        assert_eq!(cues(&[]), ["PostgreSQL", "47 minutes", "Monday", "wait", "gauge"]);
        assert!(cues(&missed).ends_with(&["wait".to_owned(), "gauge".to_owned()]));
    }

    #[test]
    fn the_tellers_own_cues_are_taken_as_they_are() {
        let mut story = story(&[(Beat::Problem, "PostgreSQL took 47 minutes."), (Beat::Outcome, "It was the gauge.")]);
        story.cues.insert(
            Beat::Problem,
            ["the call", " at night ", "", "so", "x", "never shown"].map(str::to_owned).to_vec(),
        );
        assert_eq!(cue_words(&story, &[Beat::Problem], &[], |_| 0), ["the call", "at night", "so", "x", "never shown"]);
        let both = cue_words(&story, &[Beat::Problem, Beat::Outcome], &[], |_| 0);
        assert_eq!(both, ["the call", "at night", "so", "x", "gauge"]);
        let missed = cue_words(&story, &[Beat::Problem, Beat::Outcome], &["It was never shown."], |_| 0);
        assert_eq!(missed.get(3..), Some(&["never shown".to_owned(), "gauge".to_owned()][..]));
    }

    const ANY_TEXT: &str = "(([A-Za-z]{1,8}|[0-9]{1,4}|the|of|to|[$]4,200|40|%|N\\+1|S3|pool's|é’s|接続プールが|[-—,.:!?(]|\\.|\\PC)[ \\n]?){0,40}";

    proptest! {
        #[test]
        fn cues_come_from_the_text_in_its_order(
            texts in prop::collection::vec(ANY_TEXT, 3),
            missed in 0_usize..3,
            rarity in 0_usize..20,
        ) {
            let beats = [Beat::Problem, Beat::Insight, Beat::Outcome];
            let story = story(&beats.into_iter().zip(texts.iter().map(String::as_str)).collect::<Vec<_>>());
            let missed: Vec<&str> = pieces(&texts[missed]).take(2).collect();
            let cues = || cue_words(&story, &beats, &missed, |word| word.len() * rarity);
            let found = cues();
            prop_assert_eq!(&found, &cues());
            prop_assert!(found.len() <= MOST);
            let text = beats.iter().filter_map(|&beat| story.beats.get(beat)).collect::<Vec<_>>().join("\n");
            let mut rest = text.as_str();
            for cue in &found {
                let behind = rest.split_once(cue.as_str()).map(|(_, behind)| behind);
                prop_assert!(behind.is_some(), "{:?} isn't in order in {:?}", found, text);
                rest = behind.unwrap_or_default();
            }
            prop_assert!(found.iter().map(|cue| word_count(cue)).sum::<usize>() <= word_count(&text));
            for one in beats {
                let words = story.beats.get(one).map_or(0, word_count);
                prop_assert!(cue_words(&story, &[one], &missed, |_| 0).len() * 2 <= words);
            }
        }
    }
}
