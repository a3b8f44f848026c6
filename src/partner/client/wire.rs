//! Reads and writes the JSON of the partner API. Nothing here goes through a float: numbers are
//! taken from the text as it came, digit for digit.
//!
//! Nearly every field of the sheets may be absent, null, empty or, on some servers, of another
//! type. An object is therefore read field by field, and each reader says what it accepts.

use rust_decimal::Decimal;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;

use model::money::Currency;
use model::readable::readable;
use model::time::{Timestamp, read_utc, write_utc};

/// Why a field cannot be what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unreadable value")]
pub struct Unreadable;

/// A JSON object whose values are still text.
#[derive(Debug, Default)]
pub struct Fields<'a>(HashMap<String, &'a RawValue>);

impl<'a> Fields<'a> {
    /// Reads an object.
    ///
    /// # Errors
    /// [`Unreadable`] when the text is no JSON object, or is cut off.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        serde_json::from_slice(bytes).map(Self).map_err(|_| Unreadable)
    }

    /// The value's JSON text; `None` when the field is absent or null.
    fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).map(|raw| raw.get()).filter(|raw| *raw != "null")
    }

    /// Text that is not empty, made [`readable`]. A number or a truth value counts as its digits or
    /// letters.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = text_of(self.raw(name)?).filter(|text| !text.is_empty())?;
        match readable(&text) {
            Cow::Borrowed(_) => Some(text),
            Cow::Owned(signs) => {
                metrics::counter!("partnerdesk_answer_texts_cleaned_total", "field" => name.to_owned())
                    .increment(1);
                tracing::debug!(field = name, "controls in a text of an answer became signs");
                Some(signs)
            }
        }
    }

    /// An id, letter for letter as it came; `None` for what is none. It is never made readable: with
    /// signs in it, it would be another one.
    pub fn id<T: TryFrom<String>>(&self, name: &str) -> Option<T> {
        T::try_from(text_of(self.raw(name)?)?).ok()
    }

    /// A whole number, sent as a number or as text.
    pub fn whole(&self, name: &str) -> Option<i64> {
        self.text(name)?.trim().parse().ok()
    }

    /// A count, not negative.
    pub fn count(&self, name: &str) -> Option<u64> {
        self.text(name)?.trim().parse().ok()
    }

    /// An instant, UTC.
    pub fn instant(&self, name: &str) -> Option<Timestamp> {
        read_utc(self.text(name)?.trim())
    }

    /// An amount, sent as a number or as text, with the digits it came with.
    ///
    /// # Errors
    /// [`Unreadable`] when the field is present but not an amount: that must not be taken for an absent
    /// amount.
    pub fn exact(&self, name: &str) -> Result<Option<Decimal>, Unreadable> {
        let Some(raw) = self.raw(name) else { return Ok(None) };
        let text = text_of(raw).ok_or(Unreadable)?;
        if text.trim().is_empty() { Ok(None) } else { exact(text.trim()).map(Some) }
    }

    /// A currency code.
    ///
    /// # Errors
    /// [`Unreadable`] when the field is present but not a currency code.
    pub fn currency(&self, name: &str) -> Result<Option<Currency>, Unreadable> {
        let Some(text) = self.text(name) else { return Ok(None) };
        Currency::parse(text.trim()).map(Some).map_err(|_| Unreadable)
    }

    /// True when the amounts are in the main unit (`measure_id` 1, or absent): dollars, not cents.
    pub fn in_main_unit(&self) -> bool {
        self.text("measure_id").is_none_or(|unit| unit == "1")
    }

    /// An object inside.
    pub fn object(&self, name: &str) -> Option<Fields<'a>> {
        Fields::parse(self.raw(name)?.as_bytes()).ok()
    }

    /// The items of a list, as JSON text; none when the field is absent or null.
    ///
    /// # Errors
    /// [`Unreadable`] when the field is present but not a list.
    pub fn items(&self, name: &str) -> Result<Vec<&'a RawValue>, Unreadable> {
        let Some(raw) = self.raw(name) else { return Ok(Vec::new()) };
        serde_json::from_str(raw).map_err(|_| Unreadable)
    }

    /// The rows of a list that `read` can make something of, and how many it cannot.
    ///
    /// # Errors
    /// [`Unreadable`] when the field is present but not a list.
    pub fn rows<T>(
        &self,
        name: &str,
        read: impl Fn(&Fields<'a>) -> Option<T>,
    ) -> Result<(Vec<T>, u32), Unreadable> {
        let mut rows = Vec::new();
        let mut skipped = 0;
        for item in self.items(name)? {
            match Fields::parse(item.get().as_bytes()).ok().and_then(|fields| read(&fields)) {
                Some(row) => rows.push(row),
                None => skipped += 1,
            }
        }
        Ok((rows, skipped))
    }
}

/// A JSON scalar as text: a string without its quotes, a number or truth value unchanged.
pub fn text_of(raw: &str) -> Option<String> {
    match raw.as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw).ok(),
        Some(b'{' | b'[') | None => None,
        Some(_) => Some(raw.to_owned()),
    }
}

/// Reads an amount digit for digit.
///
/// # Errors
/// [`Unreadable`] when it is no number, or has more digits than a decimal holds (28): it is
/// never rounded.
pub fn exact(text: &str) -> Result<Decimal, Unreadable> {
    let plain = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => without_exponent(mantissa, exponent)?,
        None => text.to_owned(),
    };
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(decimals) {
        return Err(Unreadable);
    }
    // Zeros at the end carry no value and would only use up the digits that are there.
    let short = if decimals.len() > 28 { plain.trim_end_matches('0').trim_end_matches('.') } else { &plain };
    Decimal::from_str_exact(short).map_err(|_| Unreadable)
}

/// Writes `12.5` and `-3` as `0.0125`, by moving the point.
fn without_exponent(mantissa: &str, exponent: &str) -> Result<String, Unreadable> {
    let exponent: i32 = exponent.parse().map_err(|_| Unreadable)?;
    if exponent.abs() > 40 || mantissa.len() > 80 {
        return Err(Unreadable);
    }
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let zeros = "0".repeat(exponent.unsigned_abs() as usize);
    let (whole, decimals) = if exponent < 0 {
        let padded = format!("{zeros}{whole}");
        let point = padded.len().saturating_sub(zeros.len());
        let (left, right) = padded.split_at_checked(point).ok_or(Unreadable)?;
        (left.to_owned(), format!("{right}{decimals}"))
    } else {
        let padded = format!("{decimals}{zeros}");
        let (left, right) = padded.split_at_checked(zeros.len()).ok_or(Unreadable)?;
        (format!("{whole}{left}"), right.to_owned())
    };
    let decimals = if decimals.is_empty() { "0" } else { &decimals };
    Ok(format!("{sign}{whole}.{decimals}"))
}

/// An amount as a JSON number, digit for digit.
///
/// # Errors
/// [`Unreadable`] never happens for a decimal; the type says so that nothing has to panic.
pub fn number(amount: Decimal) -> Result<Box<RawValue>, Unreadable> {
    RawValue::from_string(amount.to_string()).map_err(|_| Unreadable)
}

/// An instant in the form of the partner API, where one is given.
pub fn instant_text(instant: Option<Timestamp>) -> Option<String> {
    instant.map(write_utc)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn amounts_keep_their_digits() {
        for (wire, digits) in [
            ("50.0", "50.0"),
            ("0.1", "0.1"),
            ("-1124.37", "-1124.37"),
            ("9007199254740993", "9007199254740993"),
            ("0.30000000000000004", "0.30000000000000004"),
            ("1234567890123456789012345678", "1234567890123456789012345678"),
            ("0.1234567890123456789012345678", "0.1234567890123456789012345678"),
        ] {
            assert_eq!(exact(wire).unwrap().to_string(), digits);
        }
    }

    #[test]
    fn exponents_move_the_point() {
        for (wire, value) in [
            ("1e3", "1000"),
            ("1.5E+2", "150"),
            ("12.5e-3", "0.0125"),
            ("-2e0", "-2"),
            ("1.25e1", "12.5"),
            ("0e5", "0"),
        ] {
            assert_eq!(exact(wire).unwrap(), dec(value), "{wire}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_and_never_rounded() {
        let thirty = "123456789012345678901234567890";
        let many_decimals = "0.123456789012345678901234567890123";
        for wire in
            [thirty, many_decimals, "1e41", "1e999999999", "1e", "", "-", ".", "1.", ".5", "NaN", "1,5"]
        {
            assert_eq!(exact(wire), Err(Unreadable), "{wire}");
        }
        assert_eq!(exact("1.000000000000000000000000000000000000"), Ok(dec("1")));
    }

    #[test]
    fn fields_accept_what_servers_send() {
        let json =
            br#"{"a":"x","b":7,"c":null,"d":"","e":[1],"f":" 12 ","g":true,"t":"2024-01-05T02:00:00Z"}"#;
        let fields = Fields::parse(json).unwrap();
        assert_eq!(fields.text("a").as_deref(), Some("x"));
        assert_eq!(fields.text("b").as_deref(), Some("7"));
        assert_eq!(fields.text("c"), None);
        assert_eq!(fields.text("d"), None);
        assert_eq!(fields.text("e"), None);
        assert_eq!(fields.text("g").as_deref(), Some("true"));
        assert_eq!(fields.whole("f"), Some(12));
        assert_eq!(fields.whole("a"), None);
        assert_eq!(fields.instant("t"), read_utc("2024-01-05T02:00:00Z"));
        assert_eq!(fields.instant("a"), None);
        assert_eq!(fields.exact("c"), Ok(None));
        assert_eq!(fields.exact("d"), Ok(None));
        assert_eq!(fields.exact("a"), Err(Unreadable));
        assert_eq!(fields.exact("e"), Err(Unreadable));
        assert_eq!(fields.exact("missing"), Ok(None));
        assert!(fields.items("a").is_err());
        assert_eq!(fields.items("missing").unwrap().len(), 0);
    }

    #[test]
    fn rows_that_cannot_be_read_are_counted() {
        let fields = Fields::parse(br#"{"rows":[{"id":"a"},{"id":null},7,{"id":"b"}]}"#).unwrap();
        let (rows, skipped) = fields.rows("rows", |row| row.text("id")).unwrap();
        assert_eq!((rows, skipped), (vec!["a".to_owned(), "b".to_owned()], 2));
    }

    proptest::proptest! {
        #[test]
        fn numbers_and_strings_read_the_same_digits(mantissa in 0u64.., scale in 0u32..20, negative: bool) {
            let mut amount = Decimal::from_i128_with_scale(i128::from(mantissa), scale);
            amount.set_sign_negative(negative && mantissa != 0);
            let json = format!(r#"{{"n":{amount},"s":"{amount}"}}"#);
            let fields = Fields::parse(json.as_bytes()).unwrap();
            let number = fields.exact("n").unwrap().unwrap();
            proptest::prop_assert_eq!(number.to_string(), amount.to_string());
            let text = fields.exact("s").unwrap().unwrap();
            proptest::prop_assert_eq!(text.to_string(), amount.to_string());
            let written = super::number(amount).unwrap();
            proptest::prop_assert_eq!(written.get(), amount.to_string());
        }

        #[test]
        fn no_text_makes_it_panic(text in "[-+0-9.eE]{0,60}") {
            let _ = exact(&text);
        }

        #[test]
        fn thirty_digits_are_refused_or_exact(digits in "[1-9][0-9]{29}", point in 0usize..30) {
            let (left, right) = digits.split_at(point);
            let text = if left.is_empty() { format!("0.{right}") } else { format!("{left}.{right}") };
            if let Ok(amount) = exact(&text) {
                let (shown, wire) = (amount.normalize().to_string(), text.trim_end_matches('0'));
                proptest::prop_assert_eq!(shown, wire);
            }
        }
    }
}
