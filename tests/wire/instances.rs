//! Generates answers from the schemas of the sheets.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use crate::schemas::sheet::{Sheet, documented};

/// JSON whose scalars are text, so that numbers can have any digits.
#[derive(Clone, Debug)]
pub enum Json {
    Scalar(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// The value of amounts in [`Maker::whole`], as a number or as text.
pub const AMOUNT: &str = "12.34";
/// Deepest nesting of the sheets; below it objects are empty.
const DEEPEST: u32 = 12;

impl Json {
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Scalar(text) => out.push_str(text),
            Self::List(items) => {
                for (place, item) in items.iter().enumerate() {
                    out.push(if place == 0 { '[' } else { ',' });
                    item.write(out);
                }
                out.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Self::Object(fields) => {
                for (place, (name, value)) in fields.iter().enumerate() {
                    let mark = if place == 0 { '{' } else { ',' };
                    write!(out, "{mark}{}:", Value::from(name.as_str())).unwrap();
                    value.write(out);
                }
                out.push_str(if fields.is_empty() { "{}" } else { "}" });
            }
        }
    }

    /// All values in it, itself first.
    pub fn each(&mut self, change: &mut dyn FnMut(&mut Json)) {
        change(self);
        match self {
            Self::Scalar(_) => {}
            Self::List(items) => items.iter_mut().for_each(|item| item.each(change)),
            Self::Object(fields) => fields.iter_mut().for_each(|(_, value)| value.each(change)),
        }
    }
}

/// Fields that have this value everywhere.
pub type Fixed = &'static [(&'static str, &'static str)];

/// Instances of one schema.
#[derive(Clone)]
pub struct Maker {
    sheet: &'static Sheet,
    pointer: String,
    fixed: Fixed,
}

impl Maker {
    /// For the successful answers of an operation; `None` where no body is documented.
    pub fn of_success(operation: &str, fixed: Fixed) -> Option<Self> {
        Self::of_answer(operation, &["200"], fixed)
    }

    /// For its refusals.
    pub fn of_refusal(operation: &str) -> Option<Self> {
        Self::of_answer(operation, &["400", "default"], &[("error_code", "\"CBC.0100\"")])
    }

    fn of_answer(operation: &str, keys: &[&str], fixed: Fixed) -> Option<Self> {
        let (sheet, operation) = documented(operation).into_iter().next()?;
        let response = |key: &&str| sheet.at(&format!("{}/responses/{key}", operation.pointer));
        let pointer = keys.iter().find_map(response)?.0 + "/content/application~1json/schema";
        sheet.at(&pointer)?;
        Some(Self { sheet, pointer, fixed })
    }

    /// Whether the sheet accepts this text.
    pub fn accepts(&self, text: &str) -> bool {
        let value = serde_json::from_str(text).unwrap();
        self.sheet.validator(&self.pointer, true).is_valid(&value)
    }

    /// With every field, and two rows in each list.
    pub fn whole(&self) -> Json {
        self.whole_at(&self.pointer, "", 0)
    }

    fn whole_at(&self, pointer: &str, name: &str, depth: u32) -> Json {
        if let Some((_, json)) = self.fixed.iter().find(|(field, _)| *field == name) {
            return Json::Scalar((*json).to_owned());
        }
        let (pointer, schema) = self.sheet.at(pointer).unwrap();
        let in_whole = |part: String, name: &str| self.whole_at(&part, name, depth + 1);
        match kind(schema) {
            _ if depth > DEEPEST => Json::Object(Vec::new()),
            "oneOf" => in_whole(format!("{pointer}/oneOf/0"), name),
            "object" => {
                let names = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name);
                let field =
                    |name: &String| (name.clone(), in_whole(format!("{pointer}/properties/{name}"), name));
                Json::Object(names.map(field).collect())
            }
            "array" => {
                let item = in_whole(format!("{pointer}/items"), name);
                let most = schema["maxItems"].as_u64().unwrap_or(2).min(2);
                Json::List((0..most).map(|_| item.clone()).collect())
            }
            _ => Json::Scalar(plain(schema, name)),
        }
    }

    /// A random instance.
    pub fn any(&self) -> BoxedStrategy<Json> {
        self.any_at(&self.pointer, "", 0)
    }

    fn any_at(&self, pointer: &str, name: &str, depth: u32) -> BoxedStrategy<Json> {
        let (pointer, schema) = self.sheet.at(pointer).unwrap();
        let made = match kind(schema) {
            _ if depth > DEEPEST => Just(Json::Object(Vec::new())).boxed(),
            "oneOf" => self.any_at(&format!("{pointer}/oneOf/0"), name, depth + 1),
            "object" => self.any_object(&pointer, schema, depth),
            "array" => {
                let most = schema["maxItems"].as_u64().unwrap_or(3).min(3) as usize;
                let items = self.any_at(&format!("{pointer}/items"), name, depth + 1);
                proptest::collection::vec(items, 0..=most).prop_map(Json::List).boxed()
            }
            _ => scalar(schema, name).prop_map(Json::Scalar).boxed(),
        };
        let allows_null =
            schema["type"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"));
        let made = match allows_null {
            true => prop_oneof![6 => made, 1 => Just(Json::Scalar("null".to_owned()))].boxed(),
            false => made,
        };
        match self.fixed.iter().find(|(field, _)| *field == name) {
            // Usually a value the call can use, but not always.
            Some((_, json)) => prop_oneof![5 => Just(Json::Scalar((*json).to_owned())), 1 => made].boxed(),
            None => made,
        }
    }

    fn any_object(&self, pointer: &str, schema: &Value, depth: u32) -> BoxedStrategy<Json> {
        let names = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name);
        let needed =
            |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
        let fields: Vec<_> = names
            .map(|name| {
                let value = self.any_at(&format!("{pointer}/properties/{name}"), name, depth + 1);
                let value = match needed(name) {
                    true => value.prop_map(Some).boxed(),
                    false => proptest::option::weighted(0.8, value).boxed(),
                };
                (Just(name.clone()), value)
            })
            .collect();
        let present = |(name, value): (String, Option<Json>)| Some((name, value?));
        fields.prop_map(move |all| Json::Object(all.into_iter().filter_map(present).collect())).boxed()
    }
}

/// `oneOf`, or the type that is not null.
fn kind(schema: &Value) -> &str {
    if schema.get("oneOf").is_some() {
        return "oneOf";
    }
    match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap(),
        one => one.as_str().unwrap_or("object"),
    }
}

fn known_values(schema: &Value) -> Vec<String> {
    schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|value| !value.is_null())
        .map(Value::to_string)
        .collect()
}

fn bounds(schema: &Value) -> (i64, i64) {
    (schema["minimum"].as_i64().unwrap_or(-5), schema["maximum"].as_i64().unwrap_or(i64::MAX))
}

/// A scalar that a client can use.
fn plain(schema: &Value, name: &str) -> String {
    if let Some(first) = known_values(schema).into_iter().next() {
        return first;
    }
    match kind(schema) {
        "integer" => bounds(schema).0.max(1).to_string(),
        "number" => AMOUNT.to_owned(),
        "boolean" => "true".to_owned(),
        _ => match name {
            "currency" => r#""USD""#.to_owned(),
            // Some successful answers have it too.
            "error_code" => r#""CBC.0000""#.to_owned(),
            "measure_id" => r#""1""#.to_owned(),
            _ if name.ends_with("amount") || name.ends_with("quota") => format!("\"{AMOUNT}\""),
            _ if name.ends_with("time") || name.ends_with("_on") => r#""2024-01-05T02:00:00Z""#.to_owned(),
            _ => Value::from("x1").to_string(),
        },
    }
}

/// A random scalar of a schema.
fn scalar(schema: &Value, name: &str) -> BoxedStrategy<String> {
    let known = known_values(schema);
    if !known.is_empty() {
        return select(known).boxed();
    }
    let usual = Just(plain(schema, name));
    let (least, most) = bounds(schema);
    match kind(schema) {
        "integer" => prop_oneof![usual, (least..=most).prop_map(|number| number.to_string())].boxed(),
        "number" => {
            let sign = if schema.get("minimum").is_some() { "" } else { "-?" };
            let digits = format!("{sign}(0|[1-9][0-9]{{0,8}})(\\.[0-9]{{1,8}})?");
            prop_oneof![usual, proptest::string::string_regex(&digits).unwrap()].boxed()
        }
        "boolean" => any::<bool>().prop_map(|flag| flag.to_string()).boxed(),
        _ => {
            let most = schema["maxLength"].as_u64().unwrap_or(12).min(12) as usize;
            let least = schema["minLength"].as_u64().unwrap_or(0) as usize;
            let texts = proptest::collection::vec(any::<char>(), least..=most.max(least));
            let texts = texts.prop_map(|all| Value::from(all.into_iter().collect::<String>()).to_string());
            prop_oneof![2 => usual, 1 => texts].boxed()
        }
    }
}
