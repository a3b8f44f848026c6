//! How texts are compared, and the longest that is looked for. It is counted where a search is made
//! and where its text is read, so that a huge pasted text costs nothing.

use icu_casemap::CaseMapper;
use icu_normalizer::ComposingNormalizer;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

/// Longest text that is looked for, in characters. Nothing that is searched is longer: names and
/// e-mail addresses have at most 256 characters, ids 64 (partner.yaml, billing.yaml, maxLength).
pub const LONGEST_SEARCH: usize = 256;

/// Whether a text is longer than any that is looked for. Nothing is searched then.
pub fn is_too_long(text: &str) -> bool {
    text.chars().nth(LONGEST_SEARCH).is_some()
}

/// The text; of one that [`is_too_long`], as much as shows that it is.
pub fn bounded(text: &str) -> &str {
    text.char_indices().nth(LONGEST_SEARCH + 1).map_or(text, |(end, _)| text.split_at(end).0)
}

/// A text as it is compared, in searches and in files: what looks alike is alike. Compatible
/// characters (NFKC: full-width forms, composed or not), case in the full sense (`STRASSE` and
/// `Straße`), every blank and any number of them as one; characters that are not shown are left out,
/// and the Turkish i with and without a dot is an i.
pub fn folded(text: &str) -> String {
    let nfkc = ComposingNormalizer::new_nfkc();
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let is_shown = |c: &char| c.is_whitespace() || !(c.is_control() || ignorable.contains(*c));
    let shown: String = text.chars().filter(is_shown).collect();
    let lower = CaseMapper::new().fold_string(&nfkc.normalize(&shown)).into_owned();
    let plain = lower.replace("i\u{307}", "i").replace('\u{131}', "i");
    let words: Vec<&str> = plain.split_whitespace().collect();
    nfkc.normalize(&words.join(" ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_alike() {
        for (one, other) in [
            ("\u{200b}vasudha-0068\u{200b}", "VASUDHA-0068"),
            ("Conceic\u{327}a\u{303}o Arau\u{301}jo", "Conceição Araújo"),
            ("Ｖasudha Infotech　Ltd.", "Vasudha Infotech Ltd."),
            ("Luz del\u{a0} Sur\tAlimentación", "luz del sur alimentación"),
            ("STRASSE", "Straße"),
            ("istanbul", "İstanbul"),
            ("DIYARBAKIR", "Diyarbakır"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
            ("\u{feff}a\u{ad}b\u{202e}c\0", "abc"),
            ("\u{212a}elvin", "kelvin"),
        ] {
            assert_eq!(folded(one), folded(other), "{one:?}");
        }
        assert_ne!(folded("ab c"), folded("abc"));
        assert_eq!(folded("  ÄCME\0 北京\n"), "äcme 北京");
        assert_eq!(folded(" \u{200b} "), "");
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in "\\PC{0,20}") {
            proptest::prop_assert_eq!(folded(&folded(&text)), folded(&text));
        }
    }

    #[test]
    fn what_is_too_long_stays_so_and_gets_no_longer() {
        for letter in ["a", "京", "🙂"] {
            let text = |count: usize| letter.repeat(count);
            assert!(!is_too_long(&text(256)) && is_too_long(&text(257)));
            assert_eq!(bounded(&text(256)), text(256));
            assert_eq!(bounded(&text(60_000)), text(257));
            assert_eq!(bounded(bounded(&text(60_000))), text(257));
        }
        assert_eq!(bounded(""), "");
    }
}
