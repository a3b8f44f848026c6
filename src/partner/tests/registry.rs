//! The registry and the sheets say the same about every operation.
//!
//! The sheets are held as data under `tests/data/partner-api`; what they say in prose only is
//! listed below with its reason.

use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;

use crate::operations;
use crate::operations::{Caller, Content, Lifecycle, Operation};

/// Rows that the three sheets do not know, and why.
const BESIDE_THE_SHEETS: &[(&str, &str)] =
    &[("CreateTemporaryAccessKeyByAgency", "of the identity service: calling.md 3.3")];

/// Operations on offer that the registry leaves out for good, and why.
const LEFT_OUT: &[(&str, &str)] =
    &[("SetResourcesRenewConfig", "came after the change history of 2024-02-23")];

/// Facts of a row that its sheet has in prose only, so that the data cannot tell them.
const PERMISSION_IN_PROSE: &[(&str, &str)] = &[
    ("ListCustomerOrders", "the notes on its caller name the two codes"),
    ("ShowCustomerOrderDetails", "as the list of orders"),
    ("CreateTemporaryAccessKeyByAgency", "not in the sheets"),
];

/// Rows of calling.md 7 that differ from the sheet's own figure, calls a second.
const RATES_OF_THE_TABLE: &[(&str, u32)] =
    &[("ListOnDemandResourceRatings", 20), ("ListRateOnPeriodDetail", 30), ("ShowCustomerOrderDetails", 20)];

/// What is safe where no figure is known (calling.md 7).
const SAFE: u32 = 10;

/// An operation as one of the sheets has it. Two sheets may describe the same one.
struct Described {
    method: String,
    path: String,
    facts: Map<String, Value>,
}

fn sheets() -> BTreeMap<String, Vec<Described>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/partner-api");
    let mut found: BTreeMap<String, Vec<Described>> = BTreeMap::new();
    for sheet in ["partner", "transactions", "billing"] {
        let text = std::fs::read_to_string(folder.join(format!("{sheet}.json"))).unwrap();
        let sheet: Value = serde_json::from_str(&text).unwrap();
        for (path, methods) in sheet["paths"].as_object().unwrap() {
            for (method, facts) in methods.as_object().unwrap() {
                let facts = facts.as_object().unwrap().clone();
                let id = facts["operationId"].as_str().unwrap().to_owned();
                let described = Described { method: method.to_uppercase(), path: path.clone(), facts };
                found.entry(id).or_default().push(described);
            }
        }
    }
    found
}

impl Described {
    fn text(&self, name: &str) -> &str {
        self.facts.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn fact(&self, name: &str) -> &Value {
        self.facts.get(name).unwrap_or(&Value::Null)
    }

    /// `current`, `to-be-offline` or `offline`.
    fn state(&self) -> &str {
        self.fact("x-lifecycle")["state"].as_str().unwrap()
    }

    /// Its error codes, each once, in the order of the sheet.
    fn codes(&self) -> Vec<&str> {
        let mut codes = Vec::new();
        for error in self.fact("x-errors").as_array().unwrap() {
            let code = error["code"].as_str().unwrap();
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    /// The day in its lifecycle, where one stands there without a doubt: `since` of what is on
    /// offer, or a note that it was added. Of what will end it is the day of that news.
    fn day(&self) -> Option<&str> {
        let since = self.fact("x-lifecycle")["since"].as_str().unwrap_or_default();
        let note = self.fact("x-lifecycle")["note"].as_str().and_then(|note| note.strip_prefix("added "));
        let sure = (!since.contains("presumed")).then_some(since);
        [sure, note].into_iter().flatten().find_map(first_day)
    }

    /// The figures that it documents, calls a second; an unsure one leaves the safe figure open too.
    fn rates(&self) -> Vec<u32> {
        let limit = self.fact("x-rate-limit");
        let figures = ["value", "documented", "limit"].iter().filter_map(|name| limit[*name].as_str());
        let figures: Vec<u32> = figures.filter_map(leading_number).collect();
        let unsure = limit["x-unverified"] == true || figures.is_empty();
        figures.into_iter().chain(unsure.then_some(SAFE)).collect()
    }

    /// True when a success comes with a body.
    fn answers(&self) -> bool {
        let responses = self.fact("responses").as_object().unwrap();
        responses
            .iter()
            .any(|(status, response)| status.starts_with('2') && response.get("content").is_some())
    }
}

fn first_day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    let digits = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    digits.then_some(day)
}

fn leading_number(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Every word of a fact that looks like a permission: `BPC_ITEM_ACCOUNT_010500`, `billing:bill:view`.
fn permissions(fact: &Value) -> Vec<String> {
    let text = fact.to_string();
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | ':')));
    let words = words
        .map(|word| word.trim_matches(':'))
        .filter(|word| word.starts_with("BPC_") || (word.matches(':').count() >= 2 && !word.contains('_')));
    words.map(str::to_owned).collect()
}

/// The rows that both sides know.
fn both() -> Vec<(&'static Operation, Vec<Described>)> {
    let mut sheets = sheets();
    operations::all().filter_map(|row| sheets.remove(row.id).map(|described| (row, described))).collect()
}

#[test]
fn every_row_is_in_the_sheets_and_every_operation_on_offer_has_a_row() {
    let sheets = sheets();
    let rows: Vec<&str> = operations::all().map(|row| row.id).collect();
    let excused = |list: &[(&str, &str)], id: &str| list.iter().any(|(name, _)| *name == id);
    for id in &rows {
        assert!(sheets.contains_key(*id) || excused(BESIDE_THE_SHEETS, id), "no sheet knows {id}");
    }
    for (id, described) in &sheets {
        let on_offer = described.iter().any(|one| one.state() != "offline");
        let has_row = rows.contains(&id.as_str());
        assert!(on_offer || !has_row, "{id} is offline: the client has no use for it");
        let missing = on_offer && !has_row && !excused(LEFT_OUT, id);
        assert!(!missing, "{id} is on offer and has no row");
    }
}

#[test]
fn method_path_caller_and_lifecycle_are_the_sheets() {
    for (row, sheets) in both() {
        for sheet in sheets {
            assert_eq!(row.method.as_str(), sheet.method, "{}", row.id);
            assert_eq!(row.path, sheet.path, "{}", row.id);
            let caller = match row.caller {
                Caller::Partner => "partner",
                Caller::Customer => "customer",
                Caller::Either => "either",
            };
            assert_eq!(caller, sheet.text("x-caller"), "{}", row.id);
            let state = match row.lifecycle {
                Lifecycle::Current => "current",
                Lifecycle::ToBeOffline => "to-be-offline",
                Lifecycle::Offline => "offline",
            };
            assert_eq!(state, sheet.state(), "{}", row.id);
        }
    }
}

#[test]
fn days_are_those_that_the_sheets_tell() {
    for (row, sheets) in both() {
        let told = sheets.iter().find_map(Described::day);
        let kept = if row.lifecycle == Lifecycle::Current { row.since } else { row.end_announced };
        if told.is_some() {
            assert_eq!(kept, told, "{}", row.id);
        }
        for day in row.since.iter().chain(&row.end_announced) {
            assert_eq!(first_day(day), Some(*day), "{}: a day is written 2024-02-23", row.id);
            let known = sheets.iter().any(|sheet| {
                [sheet.fact("x-lifecycle"), sheet.fact("x-seed")]
                    .iter()
                    .any(|fact| fact.to_string().contains(day))
            });
            assert!(known, "{}: the sheet does not have {day}", row.id);
        }
    }
}

#[test]
fn permissions_are_those_that_the_sheets_tell() {
    for (row, sheets) in both() {
        if PERMISSION_IN_PROSE.iter().any(|(id, _)| *id == row.id) {
            continue;
        }
        let told: Vec<String> =
            sheets.iter().flat_map(|sheet| permissions(sheet.fact("x-permission"))).collect();
        for code in row.permission {
            assert!(told.iter().any(|told| told == code), "{}: the sheet does not have {code}", row.id);
        }
        for code in told.iter().filter(|code| code.starts_with("BPC_")) {
            assert!(row.permission.contains(&code.as_str()), "{}: {code} is missing", row.id);
        }
    }
}

#[test]
fn rates_are_those_that_the_sheets_tell() {
    for (row, sheets) in both() {
        let mut told: Vec<u32> = sheets.iter().flat_map(Described::rates).collect();
        told.extend(RATES_OF_THE_TABLE.iter().filter(|(id, _)| *id == row.id).map(|(_, rate)| *rate));
        assert!(told.contains(&row.per_second), "{}: {} is none of {told:?}", row.id, row.per_second);
    }
}

#[test]
fn error_codes_are_those_of_the_sheets_in_their_order() {
    for (row, sheets) in both() {
        let told: Vec<Vec<&str>> = sheets.iter().map(Described::codes).collect();
        // Where two sheets describe an operation, the row may follow either or take both.
        let mut all: Vec<&str> = Vec::new();
        for code in told.iter().flatten() {
            if !all.contains(code) {
                all.push(code);
            }
        }
        let fits = told.iter().any(|codes| codes == row.errors) || all == row.errors;
        assert!(fits, "{}: {:?}, the sheets say {told:?}", row.id, row.errors);
    }
}

#[test]
fn what_comes_back_and_what_may_be_repeated_are_the_sheets() {
    for (row, sheets) in both() {
        for sheet in sheets {
            if row.content == Content::Needed {
                assert!(sheet.answers(), "{}: its success has no body", row.id);
            }
            if row.is_repeatable() {
                assert_ne!(sheet.fact("x-idempotent"), false, "{}", row.id);
            }
            if sheet.fact("x-idempotent") == true {
                assert!(row.is_repeatable(), "{}", row.id);
            }
            let bodiless = matches!(row.method.as_str(), "GET" | "DELETE");
            assert!(!(bodiless && sheet.facts.contains_key("requestBody")), "{}", row.id);
        }
    }
}
