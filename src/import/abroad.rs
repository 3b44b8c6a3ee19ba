//! Whether a text in another language than English tells what happened to its teller.

use std::sync::LazyLock;

use super::incident;
use super::word_list::WordList;

/// What "I" or "we" say of the past.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "ich habe", "ich hatte", "ich war", "ich bin", "ich musste", "ich konnte", "ich wollte", "ich wurde", "ich fand", "ich bekam",
    "habe ich", "hatte ich", "war ich", "musste ich", "konnte ich", "wir haben", "wir hatten", "wir waren", "wir mussten",
    "wir konnten", "haben wir", "hatten wir", "waren wir", "mussten wir", "konnten wir",
    "j'ai", "j’ai", "j'avais", "j’avais", "j'étais", "j’étais", "nous avons", "nous avions", "nous étions", "je me suis", "on a dû",
    "hice", "tuve", "decidí", "logré", "implementé", "reduje", "lideré", "desarrollé", "descubrí", "encontré", "propuse",
    "tuvimos", "hicimos", "logramos", "decidimos", "me di cuenta", "estaba trabajando", "tuve que", "me encargué",
    "fiz", "tive", "decidi", "consegui", "implementei", "reduzi", "liderei", "desenvolvi", "descobri", "percebi", "propus",
    "tivemos", "fizemos", "conseguimos", "decidimos", "fui responsável",
    "ho fatto", "ho avuto", "ho deciso", "ho trovato", "abbiamo fatto", "abbiamo avuto", "abbiamo deciso",
    "jag hade", "jag var", "jag fick", "vi hade", "vi var", "vi fick",
    "я сделал", "я сделала", "я нашел", "я нашёл", "я нашла", "я решил", "я решила", "мы сделали", "мы решили", "мы нашли", "у нас была",
    "у нас был", "у меня был", "у меня была",
];

/// Who tells and what shows the past, in scripts where no space stands between the two.
const PAIRS: &[(&[&str], &[&str])] =
    &[(&["我"], &["了", "过"]), (&["私", "僕", "弊社", "チーム"], &["ました", "した。", "だった"])];

/// So many sentences say so.
const FEWEST_SENTENCES: usize = 2;

/// Whom advice is for.
const ADDRESSED: &[&str] = &["你", "您", "あなた"];

/// Verbs of Korean, which seldom says who tells.
const KOREAN: &[&str] = &["했습니다", "했다", "았습니다", "었습니다", "였습니다", "됐습니다"];

/// The phrases with the spaces around them, and the words that they start with.
static SPACED: LazyLock<Vec<String>> = LazyLock::new(|| PHRASES.iter().map(|phrase| format!(" {phrase} ")).collect());
static FIRST_WORDS: LazyLock<WordList> = LazyLock::new(|| {
    let words: Vec<&str> = PHRASES.iter().filter_map(|phrase| phrase.split(' ').next()).collect();
    WordList::new(&words)
});

/// Whether it does, in two sentences at least: "nous avons" is "we have" as well.
pub(super) fn is_told_in(text: &str) -> bool {
    // Hardly a text has a word that such a phrase starts with.
    if text.is_ascii() && !incident::words(text).any(|word| FIRST_WORDS.has(&word)) {
        return false;
    }
    let sentences = text.split_inclusive(['.', '。', '!', '！', '?', '？', '\n']);
    let told = sentences.filter(|sentence| sentence.len() > 3 && is_told_in_sentence(sentence));
    told.take(FEWEST_SENTENCES).count() == FEWEST_SENTENCES
}

fn is_told_in_sentence(text: &str) -> bool {
    let has_pair = |(who, past): &(&[&str], &[&str])| contains(text, who) && contains(text, past);
    if (PAIRS.iter().any(has_pair) && !contains(text, ADDRESSED)) || contains(text, KOREAN) {
        return true;
    }
    let is_mark = |c: char| c.is_whitespace() || ",;:.!?()\"«»„“".contains(c);
    let words = text.split(is_mark).filter(|word| !word.is_empty());
    let mut spaced = String::from(" ");
    let mut may_tell = false;
    for word in words.map(str::to_lowercase) {
        may_tell |= FIRST_WORDS.has(&word);
        spaced.push_str(&word);
        spaced.push(' ');
    }
    may_tell && SPACED.iter().any(|phrase| spaced.contains(phrase.as_str()))
}

fn contains(text: &str, some: &[&str]) -> bool {
    some.iter().any(|part| text.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_to_its_teller_is_told_from_what_did_not() {
        for text in [
            "Als der Server ausfiel, hatte ich keinen Plan und rief an.",
            "En mars, j'ai repris le projet.",
            "Tuve que explicar el retraso al cliente.",
            "Quando cheguei, percebi que faltava um teste.",
            "当时我接手了一个没有文档的项目。",
            "私はチームリーダーとして調整しました。",
            "저는 매일 아침 로그를 확인했습니다.",
            "Я решила спросить всех по очереди.",
        ] {
            assert!(is_told_in_sentence(text), "{text}");
        }
        for text in [
            "Der Server hat 64 GB Speicher.",
            "Une sauvegarde est faite chaque nuit.",
            "Los datos se guardan en dos sitios.",
            "系统有三个模块。",
            "你说了什么，我就听什么。",
            "このツールはログを集めます。",
            "로그를 매일 확인하세요.",
            "We had a leak.",
            "Thick habits",
        ] {
            assert!(!is_told_in_sentence(text), "{text}");
        }
        assert!(!is_told_in("Nous avons besoin d'un port. Il est ouvert."));
        assert!(is_told_in("Nous avons cherché un port. J'ai trouvé le bon."));
    }
}
