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

/// Fewest digits that can be a part of a telephone number.
const FEWEST_DIGITS: usize = 4;

/// What people write between the digits of a telephone number, folded: signs of a prefix, brackets, dashes.
fn is_between_digits(c: char) -> bool {
    matches!(c, '+' | '-' | '(' | ')' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether a folded word can be a part of a telephone number.
pub fn is_of_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || is_between_digits(c))
}

/// The digits of a folded text that is made of nothing but a telephone number, as they are compared:
/// without the zeros that stand for a prefix (`0065`, `+65` and `65` are the same, and so are `030` and
/// `(0)30`). `None` when it is no number, or too short for one.
pub fn number_digits(text: &str) -> Option<String> {
    if !text.split(' ').all(is_of_number) {
        return None;
    }
    let digits: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (digits.len() >= FEWEST_DIGITS).then(|| digits.to_owned())
}

/// The digits of a customer's telephone number as it may be dialled: with its prefix, once with and
/// once without the zero that some countries put before the number.
pub fn telephone_digits(prefix: Option<&str>, number: &str) -> Vec<String> {
    let digits = |text: &str| folded(text).chars().filter(char::is_ascii_digit).collect::<String>();
    let (prefix, number) = (digits(prefix.unwrap_or_default()), digits(number));
    let prefix = prefix.trim_start_matches('0');
    let mut ways = vec![format!("{prefix}{number}"), format!("{prefix}{}", number.trim_start_matches('0'))];
    ways.dedup();
    ways.retain(|digits| digits.len() >= FEWEST_DIGITS);
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_its_digits() {
        for typed in [
            "+65 148207984",
            "0065148207984",
            "65-148-207-984",
            "\u{ff0b}\u{ff16}\u{ff15} 148 207\u{2013}984",
            "(65) 148.207.984",
            "+65 (0) 148207984",
        ] {
            assert_eq!(number_digits(&folded(typed)).as_deref(), Some("65148207984"), "{typed}");
        }
        assert_eq!(telephone_digits(Some("0065"), "148207984"), ["65148207984"]);
        assert_eq!(telephone_digits(Some("+49"), "030 1234"), ["490301234", "49301234"]);
        assert_eq!(telephone_digits(None, "55-123"), ["55123"]);
        assert_eq!(telephone_digits(None, ""), Vec::<String>::new());
        for typed in ["", "+-", "50%", "1-2", "cs1000", "12a45", "000000"] {
            assert_eq!(number_digits(&folded(typed)), None, "{typed}");
        }
    }

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
