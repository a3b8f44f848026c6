//! Corruptions of answers in transit.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::instances::Json;

/// One corruption.
#[derive(Clone, Debug)]
pub enum Harm {
    None,
    /// Replaces one value.
    Value(Index, String),
    /// Replaces every scalar.
    Scalars(String),
    /// Removes one field.
    Gone(Index),
    /// Adds unknown fields to every object, and one field twice.
    Fields,
    /// Gives every outer list this many rows.
    Rows(usize),
    /// Cuts off the text.
    Cut(Index),
    /// Replaces one byte.
    Byte(Index, u8),
    /// Replaces everything.
    Bytes(Vec<u8>),
}

/// Undocumented values, and the limits of documented ones.
const STRANGE: &[&str] = &[
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "\" \"",
    "[null]",
    "{\"a\":{}}",
    "0",
    "-0",
    "-1",
    "77",
    "0.1",
    "1e5",
    "1E-5",
    "1e308",
    "1e999999999",
    "-1e-999999999",
    "123456789012345678901234567890",
    "0.123456789012345678901234567890",
    "-99999999999999999999999999999.9999999999",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "\"9223372036854775808\"",
    "\"123456789012345678901234567890\"",
    "\"NaN\"",
    "\"-Infinity\"",
    "\"1,5\"",
    "\"0x10\"",
    "\"1e400\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"\\u202e\"",
    "\"QUARTERLY\"",
    "\"2024-13-45T99:99:99Z\"",
    "\"9999-12-31T23:59:59Z\"",
    "\"-009999-01-01T00:00:00Z\"",
    "\"2024-02-30\"",
    "\"CBC.0999\"",
    "NaN",
    "+1",
    "01",
    "1.",
];

/// An unexpected value.
fn strange() -> impl Strategy<Value = String> {
    let digits = ("-?", "[1-9][0-9]{0,40}", proptest::option::of("\\.[0-9]{1,40}"))
        .prop_map(|(sign, whole, decimals)| format!("{sign}{whole}{}", decimals.unwrap_or_default()));
    let text = ".{0,40}".prop_map(|text| serde_json::Value::from(text).to_string());
    let deep = (1usize..3_000, select(vec![("[", "]"), ("{\"a\":", "}")]))
        .prop_map(|(depth, (open, close))| format!("{}0{}", open.repeat(depth), close.repeat(depth)));
    let unclosed = (1usize..20_000).prop_map(|depth| "[".repeat(depth));
    let long = (1usize..50_000).prop_map(|length| format!("\"{}\"", "é".repeat(length)));
    let many = (1usize..5_000).prop_map(|length| format!("[{}0]", "0,".repeat(length)));
    prop_oneof![
        12 => select(STRANGE).prop_map(str::to_owned),
        6 => digits,
        3 => text,
        2 => deep,
        1 => unclosed,
        1 => long,
        1 => many,
    ]
}

pub fn mishap() -> impl Strategy<Value = Harm> {
    prop_oneof![
        2 => Just(Harm::None),
        10 => (any::<Index>(), strange()).prop_map(|(place, value)| Harm::Value(place, value)),
        3 => strange().prop_map(Harm::Scalars),
        2 => any::<Index>().prop_map(Harm::Gone),
        1 => Just(Harm::Fields),
        1 => (1usize..200).prop_map(Harm::Rows),
        4 => any::<Index>().prop_map(Harm::Cut),
        3 => (any::<Index>(), any::<u8>()).prop_map(|(place, byte)| Harm::Byte(place, byte)),
        2 => proptest::collection::vec(any::<u8>(), 0..200).prop_map(Harm::Bytes),
    ]
}

impl Harm {
    /// The corrupted answer.
    pub fn applied(&self, mut answer: Json) -> Vec<u8> {
        match self {
            Self::None => {}
            Self::Value(place, value) => at(&mut answer, place, &|json| *json = Json::Scalar(value.clone())),
            Self::Scalars(value) => answer.each(&mut |json| {
                if let Json::Scalar(text) = json {
                    text.clone_from(value);
                }
            }),
            Self::Gone(place) => at(&mut answer, place, &|json| match json {
                Json::Object(fields) => drop(fields.pop()),
                Json::List(items) => drop(items.pop()),
                Json::Scalar(_) => {}
            }),
            Self::Fields => answer.each(&mut |json| {
                if let Json::Object(fields) = json {
                    fields.extend(fields.first().cloned());
                    fields.push(("x_added_later".to_owned(), Json::Scalar("[1,\"two\",null]".to_owned())));
                }
            }),
            Self::Rows(rows) => many_rows(&mut answer, *rows),
            Self::Cut(place) => {
                let mut bytes = answer.text().into_bytes();
                bytes.truncate(place.index(bytes.len() + 1));
                return bytes;
            }
            Self::Byte(place, byte) => {
                let mut bytes = answer.text().into_bytes();
                let place = place.index(bytes.len());
                bytes[place] = *byte;
                return bytes;
            }
            Self::Bytes(bytes) => return bytes.clone(),
        }
        answer.text().into_bytes()
    }
}

/// Lists inside of lists keep their rows, to limit the size of the answer.
fn many_rows(answer: &mut Json, rows: usize) {
    match answer {
        Json::Scalar(_) => {}
        Json::List(items) => *items = items.first().into_iter().cycle().take(rows).cloned().collect(),
        Json::Object(fields) => fields.iter_mut().for_each(|(_, value)| many_rows(value, rows)),
    }
}

/// Changes the value that the index selects.
fn at(answer: &mut Json, place: &Index, change: &dyn Fn(&mut Json)) {
    let mut count = 0;
    answer.each(&mut |_| count += 1);
    let (chosen, mut number) = (place.index(count), 0);
    let mut done = false;
    answer.each(&mut |json| {
        if number == chosen && !done {
            done = true;
            change(json);
        }
        number += 1;
    });
}
