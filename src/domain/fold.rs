//! Folds text so that it is found however its letters are written: accents go, and so does the case of most alphabets.

use unicode_normalization::char::decompose_compatible;

/// The characters that a character is found by. Accents go, and one letter that stands for several becomes those. The
/// case of A to Z stays, since it can be asked for; that of all other letters goes.
pub fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(c);
        return;
    }
    decompose_compatible(c, |part| {
        if !is_accent(part) {
            let part = base_of(part);
            if part.is_ascii() {
                push(part);
            } else {
                part.to_lowercase().filter(|&c| !is_accent(c)).for_each(&mut push);
            }
        }
    });
}

/// A text with each character as [`fold_char`] has it.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |c| folded.push(c));
    }
    folded
}

/// A text as it is compared when case is ignored too.
pub fn fold_all(text: &str) -> String {
    let mut folded = fold(text);
    folded.make_ascii_lowercase();
    folded
}

/// The marks that stand on letters of Latin, Greek and Cyrillic. Those of other scripts make letters of their own.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The letter below a stroke or without a peculiarity that Unicode doesn't take apart.
const fn base_of(c: char) -> char {
    match c {
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        'ħ' => 'h',
        'Ħ' => 'H',
        'ı' => 'i',
        'ς' => 'σ',
        // Typographic marks are typed as plain ones.
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '‐' | '‑' | '–' | '—' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_go_and_the_case_of_latin_letters_stays() {
        for (text, folded) in [
            ("résumé", "resume"),
            ("re\u{301}sume\u{301}", "resume"),
            ("Rærø Łódź Đorđe", "Ræro Lodz Dorde"),
            ("ﬁle ＡＢ", "file AB"),
            ("Ёлка Й ΣΊΣΥΦΟΣ", "елка и σισυφοσ"),
            ("日本語 が हिन्दी", "日本語 か\u{3099} हिन्दी"),
            ("don’t – “so”", "don't - \"so\""),
            ("İstanbul ISTANBUL ıI", "Istanbul ISTANBUL iI"),
        ] {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(fold_all("RÉSUMÉ"), "resume");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c:?}");
        }
    }
}
