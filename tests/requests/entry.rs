//! The inputs of one operation, from the data files that the SDK's side reads too.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use model::ids::CustomerId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[derive(Deserialize)]
pub struct Entry {
    pub operation: String,
    /// Distinguishes entries of one operation.
    #[serde(default)]
    pub case: String,
    /// The calling customer; `None` for the partner.
    customer: Option<CustomerId>,
    /// By their names on the wire.
    #[serde(default)]
    inputs: BTreeMap<String, Value>,
    /// What our client sends additionally and the SDK does not support.
    #[serde(default)]
    ours: BTreeMap<String, Value>,
    #[serde(skip)]
    used: RefCell<BTreeSet<String>>,
}

/// All entries, in the order of the files.
pub fn all() -> Vec<Entry> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/requests");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .flat_map(|file| {
            let text = std::fs::read_to_string(file).unwrap();
            serde_json::from_str::<Vec<Entry>>(&text).unwrap_or_else(|error| panic!("{file:?}: {error}"))
        })
        .collect()
}

impl Entry {
    pub fn customer(&self) -> &CustomerId {
        self.customer.as_ref().expect("a customer calls")
    }

    /// The calling customer; `None` for the partner.
    pub fn caller(&self) -> Option<&CustomerId> {
        self.customer.as_ref()
    }

    fn value(&self, name: &str) -> Option<Value> {
        self.used.borrow_mut().insert(name.to_owned());
        self.inputs.get(name).or_else(|| self.ours.get(name)).cloned()
    }

    /// An optional input.
    pub fn maybe<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.value(name).map(|value| {
            serde_json::from_value(value).unwrap_or_else(|error| panic!("{} {name}: {error}", self.operation))
        })
    }

    pub fn get<T: DeserializeOwned>(&self, name: &str) -> T {
        self.maybe(name).unwrap_or_else(|| panic!("{} needs {name}", self.operation))
    }

    /// An input as text, with all digits of a number.
    pub fn text(&self, name: &str) -> String {
        match self.get(name) {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    /// A value that the client always sends; the comparison checks it.
    pub fn always(&self, name: &str, value: impl Into<Value>) {
        assert_eq!(self.value(name), Some(value.into()), "{} {name}", self.operation);
    }

    pub fn assert_used_up(&self) {
        let given: BTreeSet<String> = self.inputs.keys().chain(self.ours.keys()).cloned().collect();
        let left: Vec<_> = given.difference(&self.used.borrow()).cloned().collect();
        assert!(left.is_empty(), "{}: nobody takes {left:?}", self.operation);
    }
}
