//! Reads the sheets and builds validators.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Map, Value};

/// All sheets.
pub static SHEETS: LazyLock<Vec<Sheet>> = LazyLock::new(|| {
    [
        ("partner", include_str!("../data/partner-api/partner.json")),
        ("transactions", include_str!("../data/partner-api/transactions.json")),
        ("billing", include_str!("../data/partner-api/billing.json")),
    ]
    .map(|(name, text)| Sheet::read(name, text))
    .into()
});

pub struct Sheet {
    pub name: &'static str,
    pub operations: Vec<Documented>,
    document: Value,
    /// The same with closed objects.
    closed: Value,
    validators: Mutex<HashMap<(String, bool), Arc<Validator>>>,
}

/// One operation as a sheet describes it.
pub struct Documented {
    pub id: String,
    /// In upper case.
    pub method: String,
    /// Path with `{names}`.
    pub path: String,
    /// JSON pointer of the operation in its sheet.
    pub pointer: String,
}

/// The operations whose method and path fit a request: one, or two where two sheets describe it.
pub fn requested<'a>(
    method: &'a str,
    path: &'a str,
) -> impl Iterator<Item = (&'static Sheet, &'static Documented)> + 'a {
    let all = SHEETS.iter().flat_map(|sheet| sheet.operations.iter().map(move |one| (sheet, one)));
    all.filter(move |(_, one)| one.method == method && fits(&one.path, path))
}

/// Whether a path fits one with `{names}`.
fn fits(template: &str, path: &str) -> bool {
    let (template, path) = (template.split('/'), path.split('/'));
    template.clone().count() == path.clone().count()
        && template.zip(path).all(|(part, given)| part == given || part.starts_with('{'))
}

/// All descriptions of an operation: one, or two where two sheets describe it.
pub fn documented(id: &str) -> Vec<(&'static Sheet, &'static Documented)> {
    let all = SHEETS.iter().flat_map(|sheet| sheet.operations.iter().map(move |one| (sheet, one)));
    all.filter(|(_, one)| one.id == id).collect()
}

impl Sheet {
    fn read(name: &'static str, text: &str) -> Self {
        let document: Value = serde_json::from_str(text).unwrap();
        let mut operations = Vec::new();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                operations.push(Documented {
                    id: operation["operationId"].as_str().unwrap().to_owned(),
                    method: method.to_uppercase(),
                    path: path.clone(),
                    pointer: format!("/paths/{}/{method}", path.replace('~', "~0").replace('/', "~1")),
                });
            }
        }
        let closed = closed(&document);
        Self { name, operations, document, closed, validators: Mutex::default() }
    }

    /// The value at a pointer after following `$ref`, with its final pointer.
    pub fn at(&self, pointer: &str) -> Option<(String, &Value)> {
        let value = self.document.pointer(pointer)?;
        match value["$ref"].as_str() {
            Some(target) => self.at(target.strip_prefix('#')?),
            None => Some((pointer.to_owned(), value)),
        }
    }

    /// The names of the properties anywhere in the answer of an operation that any text fits: their type
    /// is text, and no list of values, pattern or format says which.
    pub fn free_texts(&self, operation: &Documented) -> BTreeSet<String> {
        let pointer = format!("{}/responses/200/content/application~1json/schema", operation.pointer);
        let mut found = FreeTexts { document: &self.document, names: BTreeSet::new(), seen: HashSet::new() };
        if let Some(schema) = self.document.pointer(&pointer) {
            found.walk(schema);
        }
        found.names
    }

    /// The validator of the schema at a pointer; a closed one refuses undocumented fields.
    pub fn validator(&self, pointer: &str, is_closed: bool) -> Arc<Validator> {
        let mut known = self.validators.lock().unwrap();
        let made = known.entry((pointer.to_owned(), is_closed)).or_insert_with(|| {
            let document = if is_closed { &self.closed } else { &self.document };
            let mut schema = document.pointer(pointer).unwrap().clone();
            // Targets of its references.
            schema["components"] = document["components"].clone();
            Arc::new(jsonschema::draft202012::new(&schema).unwrap_or_else(|e| panic!("{pointer}: {e}")))
        });
        Arc::clone(made)
    }
}

struct FreeTexts<'a> {
    document: &'a Value,
    names: BTreeSet<String>,
    /// Targets of references, which may lead back to themselves.
    seen: HashSet<&'a str>,
}

impl<'a> FreeTexts<'a> {
    fn walk(&mut self, schema: &'a Value) {
        if let Some(target) = schema["$ref"].as_str() {
            if self.seen.insert(target) {
                self.walk(self.target(target));
            }
            return;
        }
        for list in ["allOf", "oneOf", "anyOf"] {
            schema[list].as_array().into_iter().flatten().for_each(|part| self.walk(part));
        }
        self.walk_if_there(schema.get("items"));
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let own = property["$ref"].as_str().map_or(property, |target| self.target(target));
            let is_text = own["type"] == "string"
                || own["type"].as_array().is_some_and(|all| all.contains(&"string".into()));
            if is_text && ["enum", "x-enum", "format", "pattern"].iter().all(|limit| own.get(limit).is_none())
            {
                self.names.insert(name.clone());
            }
            self.walk(property);
        }
    }

    fn walk_if_there(&mut self, schema: Option<&'a Value>) {
        if let Some(schema) = schema {
            self.walk(schema);
        }
    }

    fn target(&self, reference: &str) -> &'a Value {
        self.document.pointer(&reference[1..]).unwrap()
    }
}

/// A sheet whose objects allow only documented fields.
fn closed(document: &Value) -> Value {
    let mut closed = document.clone();
    for schema in closed["components"]["schemas"].as_object_mut().unwrap().values_mut() {
        close(schema, document);
    }
    for methods in closed["paths"].as_object_mut().unwrap().values_mut() {
        for operation in methods.as_object_mut().unwrap().values_mut() {
            if let Some(schema) = operation.pointer_mut("/requestBody/content/application~1json/schema") {
                close(schema, document);
            }
            for response in operation["responses"].as_object_mut().unwrap().values_mut() {
                if let Some(schema) = response.pointer_mut("/content/application~1json/schema") {
                    close(schema, document);
                }
            }
        }
    }
    closed
}

fn close(schema: &mut Value, document: &Value) {
    let Some(keys) = schema.as_object_mut() else { return };
    merge_all_of(keys, document);
    for list in ["oneOf", "anyOf"] {
        keys.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten().for_each(|part| {
            close(part, document);
        });
    }
    if let Some(items) = keys.get_mut("items") {
        close(items, document);
    }
    if let Some(properties) = keys.get_mut("properties").and_then(Value::as_object_mut) {
        properties.values_mut().for_each(|property| close(property, document));
        keys.entry("additionalProperties").or_insert(Value::Bool(false));
    }
}

/// Merges `allOf` of objects into one object: closed parts would refuse each other's fields.
fn merge_all_of(keys: &mut Map<String, Value>, document: &Value) {
    let Some(Value::Array(parts)) = keys.remove("allOf") else { return };
    for part in parts {
        let target = part["$ref"].as_str().and_then(|target| document.pointer(&target[1..]));
        let mut part = target.unwrap_or(&part).as_object().unwrap().clone();
        merge_all_of(&mut part, document);
        for (key, value) in part {
            match (keys.get_mut(&key), value) {
                (Some(Value::Object(have)), Value::Object(more)) => have.extend(more),
                (Some(Value::Array(have)), Value::Array(more)) => have.extend(more),
                (_, value) => drop(keys.insert(key, value)),
            }
        }
    }
}
