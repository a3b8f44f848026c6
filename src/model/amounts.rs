//! Amounts as people type them. One reader for every field and file: it takes what can be meant in
//! one way only, and says why it refuses anything else.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Why a text is not an amount that can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum BadAmount {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// Not a number.
    #[error("not a number")]
    NotANumber,
    /// Its only separator has exactly three digits after it: thousands in one country, decimals in
    /// another.
    #[error("ambiguous")]
    Ambiguous,
    /// Zero or less. The API cannot clear a budget.
    #[error("not above zero")]
    NotPositive,
    /// More decimals than the currency has, or than the API takes; zeros count.
    #[error("too many decimals")]
    TooPrecise,
    /// Above 2147483647.
    #[error("too large")]
    TooLarge,
}

/// Reads an amount with at most that many decimals; the result has those that were typed.
///
/// Full-width digits and signs count as the plain ones. Points, commas, apostrophes and blanks may
/// separate thousands, a point or a comma decimals, as long as only one reading is possible:
/// `1,500.50`, `1.500,50`, `1 500`, `6000,5`. `1.500` and `1,500` are refused.
///
/// # Errors
/// [`BadAmount`] says what is wrong with it; never [`BadAmount::NotPositive`].
pub fn read(text: &str, most_decimals: u32) -> Result<Decimal, BadAmount> {
    let seen = text.chars().filter(|c| !is_unseen(*c)).map(plain);
    let text = seen.collect::<String>().trim().to_owned();
    if text.is_empty() {
        return Err(BadAmount::Empty);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let (whole, decimals) = split(unsigned)?;
    if decimals.len() > usize::try_from(most_decimals).unwrap_or(usize::MAX) {
        return Err(BadAmount::TooPrecise);
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    Decimal::from_str_exact(&format!("{sign}{whole}{point}{decimals}")).map_err(|_| BadAmount::TooLarge)
}

/// Whether a character takes no room: pasted amounts often end with one.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The plain character for one that looks alike: full-width forms, the minus sign, every blank.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2212}' => '-',
        '\u{2019}' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The digits before and after the decimal separator.
fn split(text: &str) -> Result<(String, &str), BadAmount> {
    let separators: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let Some(&(at, last)) = separators.last() else { return Ok((text.to_owned(), "")) };
    if separators.iter().any(|(_, c)| !matches!(c, '.' | ',' | '\'' | ' ')) {
        return Err(BadAmount::NotANumber);
    }
    let (before, after) = (&text[..at], &text[at + last.len_utf8()..]);
    let is_once = separators.iter().filter(|(_, c)| *c == last).count() == 1;
    if !matches!(last, '.' | ',') || !is_once {
        return Ok((joined(text, last)?, ""));
    }
    if before.is_empty() || after.is_empty() {
        return Err(BadAmount::NotANumber);
    }
    match separators.first() {
        Some((_, first)) if *first != last => Ok((joined(before, *first)?, after)),
        // Thousands have one to three digits before them, the first of which is no zero.
        _ if after.len() == 3 && before.len() <= 3 && !before.starts_with('0') => Err(BadAmount::Ambiguous),
        _ => Ok((before.to_owned(), after)),
    }
}

/// The digits of a number whose thousands are all separated by this character.
fn joined(text: &str, separator: char) -> Result<String, BadAmount> {
    let mut groups = text.split(separator);
    let all_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().filter(|group| (1..=3).contains(&group.len()) && all_digits(group));
    let first = first.ok_or(BadAmount::NotANumber)?;
    groups.try_fold(first.to_owned(), |digits, group| {
        if group.len() == 3 && all_digits(group) { Ok(digits + group) } else { Err(BadAmount::NotANumber) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Currency, written};
    use proptest::prelude::*;

    #[test]
    fn takes_what_can_be_meant_in_one_way_only() {
        for (typed, amount) in [
            ("1500", "1500"),
            (" 1,500.50 ", "1500.50"),
            ("1.500,50", "1500.50"),
            ("1 500,5", "1500.5"),
            ("1\u{a0}500", "1500"),
            ("1\u{202f}234\u{202f}567,89", "1234567.89"),
            ("1'500.50", "1500.50"),
            ("1\u{2019}500", "1500"),
            ("1,234,567", "1234567"),
            ("1.234.567", "1234567"),
            ("6000,50", "6000.50"),
            ("1,5", "1.5"),
            ("0.01", "0.01"),
            ("+7", "7"),
            ("-5", "-5"),
            ("\u{2212}5", "-5"),
            ("１５００．５０", "1500.50"),
            ("1800\u{200b}", "1800"),
            ("\u{feff}1800", "1800"),
            ("１，５００．５０", "1500.50"),
        ] {
            assert_eq!(read(typed, 2).map(|amount| amount.to_string()), Ok(amount.to_owned()), "{typed}");
        }
    }

    #[test]
    fn one_separator_with_three_digits_after_it_is_ambiguous() {
        for typed in ["1.500", "1.000", "12.000", "1,500", "999,999", "１．５００", "-1.500"] {
            assert_eq!(read(typed, 2), Err(BadAmount::Ambiguous), "{typed}");
            assert_eq!(read(typed, 3), Err(BadAmount::Ambiguous), "{typed}");
        }
    }

    #[test]
    fn more_decimals_than_the_currency_has_are_refused_before_zeros_are_dropped() {
        for typed in ["1.0000", "5000.000", "0.500", "1,234.567", "1234,5600"] {
            assert_eq!(read(typed, 2), Err(BadAmount::TooPrecise), "{typed}");
        }
        assert_eq!(read("1500.0", 0), Err(BadAmount::TooPrecise));
        assert_eq!(read("1,234.567", 3).map(|amount| amount.to_string()), Ok("1234.567".to_owned()));
    }

    #[test]
    fn anything_else_is_no_amount() {
        for typed in [
            "twelve",
            "1e3",
            ".5",
            "5.",
            "1,,500",
            "1,500,00",
            "1.5.0",
            "--5",
            "1,23,456",
            "$5",
            "5 %",
            "1 500 00",
            "1.500,000,00",
            "1.5,5,5",
            "1'5",
            "'",
            " , ",
            "٣",
        ] {
            assert!(matches!(read(typed, 2), Err(BadAmount::NotANumber)), "{typed}: {:?}", read(typed, 2));
        }
        assert_eq!(read("  ", 2), Err(BadAmount::Empty));
        assert_eq!(read(&"9".repeat(40), 2), Err(BadAmount::TooLarge));
    }

    /// Thousands grouped by a separator.
    fn grouped_by(whole: u64, separator: &str) -> String {
        let digits = whole.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(separator);
            }
            text.push(digit);
        }
        text
    }

    proptest! {
        #[test]
        fn every_country_s_way_of_writing_is_read_alike(
            whole in 0u64..10_000_000_000, cents in 0u32..100, style in 0usize..6,
        ) {
            let (thousands, point) =
                [("", "."), ("", ","), (",", "."), (".", ","), (" ", ","), ("'", ".")][style];
            let text = format!("{}{point}{cents:02}", grouped_by(whole, thousands));
            let exact = Decimal::new(i64::try_from(whole * 100 + u64::from(cents)).unwrap(), 2);
            prop_assert_eq!(read(&text, 2), Ok(exact));
        }

        #[test]
        fn what_is_written_is_read_back(cents in 1i64..1_000_000_000_000) {
            let amount = Decimal::new(cents, 2);
            prop_assert_eq!(read(&written(amount, &Currency::usd()), 2), Ok(amount));
        }

        #[test]
        fn no_text_becomes_an_amount_with_other_digits(text in "[-0-9., '１．]{0,14}") {
            if let Ok(amount) = read(&text, 2) {
                let of = |text: &str| -> String { text.chars().map(plain).filter(char::is_ascii_digit).collect() };
                let (typed, read) = (of(&text), of(&amount.to_string()));
                prop_assert_eq!(typed.trim_start_matches('0'), read.trim_start_matches('0'));
            }
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(text in "\\PC{0,40}") {
            let _ = read(&text, 2);
        }
    }
}
