//! Validates one exchange against the sheets.

use percent_encoding::percent_decode_str;
use serde_json::Value;
use simulator::Exchange;

use super::Difference;
use super::known;
use super::sheet::{Documented, SHEETS, Sheet, documented};

/// Faults that break an answer on purpose. All other answers must be as documented.
const BREAKING: [&str; 5] = ["truncated", "half_closed", "wrong_content_type", "empty_body", "unknown_enum"];

/// IAM calls: the sheets do not describe their bodies.
const IAM: [&str; 3] = ["KeystoneCreateToken", "CreateTemporaryAccessKeyByAgency", "KeystoneListAuthDomains"];

/// How strictly an answer is validated, depending on its fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strictness {
    /// Only documented fields.
    Closed,
    /// Additional fields are allowed, as in a later version of the service.
    Open,
    /// Not validated, because it is broken on purpose.
    Off,
}

fn strictness(fault: Option<&str>) -> Strictness {
    match fault {
        None => Strictness::Closed,
        Some("unknown_field") => Strictness::Open,
        Some(kind) if BREAKING.contains(&kind) => Strictness::Off,
        Some(_) => Strictness::Closed,
    }
}

/// All differences except known ones; with `with_request` also those of the request.
pub fn exchange(exchange: &Exchange, with_request: bool) -> Vec<Difference> {
    if IAM.contains(&exchange.operation.as_str()) {
        return Vec::new();
    }
    // Where two sheets describe an operation, one of them has to match.
    let mut described = documented(&exchange.operation).into_iter().map(|(sheet, operation)| {
        let check = Check { sheet, operation, exchange };
        let mut found = check.answer();
        if with_request {
            found.extend(check.request());
        }
        found.retain(|difference| !known::is_known(difference));
        found
    });
    match described.next() {
        Some(first) => described.fold(first, |best, next| if next.len() < best.len() { next } else { best }),
        // An unknown path: the gateway refuses it.
        None => gateway(exchange, "answer"),
    }
}

/// The error body of the gateway, the same for all operations.
fn gateway(exchange: &Exchange, part: &str) -> Vec<Difference> {
    let billing = SHEETS.iter().find(|sheet| sheet.name == "billing").unwrap();
    let place = Place { sheet: billing, pointer: "/components/schemas/GatewayError", is_closed: true };
    place.text(&exchange.operation, part, &exchange.answer)
}

/// A schema in a sheet.
struct Place<'a> {
    sheet: &'a Sheet,
    pointer: &'a str,
    is_closed: bool,
}

impl Place<'_> {
    fn schema(&self, more: &str) -> String {
        format!("{}.json#{}{more}", self.sheet.name, self.pointer)
    }

    fn difference(&self, operation: &str, part: &str, what: String) -> Difference {
        let (operation, part) = (operation.to_owned(), part.to_owned());
        Difference { operation, part, pointer: String::new(), what, schema: self.schema("") }
    }

    /// Differences of a body.
    fn text(&self, operation: &str, part: &str, text: &str) -> Vec<Difference> {
        match serde_json::from_str(text) {
            Ok(value) => self.value(operation, part, &value),
            Err(error) => vec![self.difference(operation, part, format!("no JSON: {error}"))],
        }
    }

    fn value(&self, operation: &str, part: &str, value: &Value) -> Vec<Difference> {
        let validator = self.sheet.validator(self.pointer, self.is_closed);
        let errors = validator.iter_errors(value).map(|error| Difference {
            operation: operation.to_owned(),
            part: part.to_owned(),
            pointer: error.instance_path().to_string(),
            what: short(&error.to_string()),
            schema: self.schema(&error.schema_path().to_string()),
        });
        errors.collect()
    }
}

fn short(text: &str) -> String {
    let cut = text.chars().count().saturating_sub(300);
    text.chars().skip(cut).collect()
}

struct Check<'a> {
    sheet: &'a Sheet,
    operation: &'a Documented,
    exchange: &'a Exchange,
}

impl Check<'_> {
    fn place<'p>(&'p self, pointer: &'p str, is_closed: bool) -> Place<'p> {
        Place { sheet: self.sheet, pointer, is_closed }
    }

    fn wrong(&self, part: &str, what: String) -> Difference {
        self.place(&self.operation.pointer, true).difference(&self.operation.id, part, what)
    }

    fn answer(&self) -> Vec<Difference> {
        let Some(status) = self.exchange.status else { return Vec::new() };
        let is_closed = match strictness(self.exchange.fault.as_deref()) {
            Strictness::Off => return Vec::new(),
            strictness => strictness == Strictness::Closed,
        };
        let part = format!("answer {status}");
        let code = error_code(&self.exchange.answer);
        if code.as_deref().is_some_and(|code| code.starts_with("APIG.")) {
            return gateway(self.exchange, &part);
        }
        let described = [status.to_string(), "default".to_owned()]
            .into_iter()
            .find_map(|key| self.sheet.at(&format!("{}/responses/{key}", self.operation.pointer)));
        let Some((pointer, response)) = described else {
            return vec![
                self.wrong(&part, format!("a status that is not documented: {}", self.exchange.answer)),
            ];
        };
        let mut found = match response.pointer("/content/application~1json/schema") {
            Some(_) => {
                let pointer = format!("{pointer}/content/application~1json/schema");
                self.place(&pointer, is_closed).text(&self.operation.id, &part, &self.exchange.answer)
            }
            None if self.exchange.answer.is_empty() => Vec::new(),
            None => vec![self.wrong(&part, "a body where none is documented".to_owned())],
        };
        found.extend(self.undocumented_code(status, code));
        found
    }

    /// A refusal must have a documented code of the operation.
    fn undocumented_code(&self, status: u16, code: Option<String>) -> Option<Difference> {
        if status < 400 {
            return None;
        }
        let code = code.unwrap_or_default();
        let (_, errors) = self.sheet.at(&format!("{}/x-errors", self.operation.pointer))?;
        let is_listed = errors.as_array()?.iter().any(|error| error["code"] == code.as_str());
        (!is_listed)
            .then(|| self.wrong(&format!("answer {status}"), format!("code {code} is not documented")))
    }

    fn request(&self) -> Vec<Difference> {
        let mut found = Vec::new();
        if self.exchange.method != self.operation.method {
            found.push(self.wrong("method", self.exchange.method.clone()));
        }
        match path_values(&self.operation.path, &self.exchange.path) {
            Some(values) => found.extend(self.parameters("path", &values, true)),
            None => found.push(self.wrong("path", self.exchange.path.clone())),
        }
        found.extend(self.parameters("query", &pairs(&self.exchange.query), true));
        found.extend(self.parameters("header", &self.exchange.headers, false));
        found.extend(self.body());
        found
    }

    fn body(&self) -> Vec<Difference> {
        let described = format!("{}/requestBody", self.operation.pointer);
        let (text, id) = (&self.exchange.request, &self.operation.id);
        match self.sheet.at(&described) {
            None if text.is_empty() => Vec::new(),
            None => vec![self.wrong("request", "a body where none is documented".to_owned())],
            Some((_, body)) if text.is_empty() => {
                let is_needed = body["required"] == true;
                is_needed.then(|| self.wrong("request", "no body".to_owned())).into_iter().collect()
            }
            Some((pointer, _)) => {
                let pointer = format!("{pointer}/content/application~1json/schema");
                self.place(&pointer, true).text(id, "request", text)
            }
        }
    }

    /// Parameters of one kind: types as documented, none missing, and no undocumented ones if
    /// `is_closed`.
    fn parameters(&self, kind: &str, given: &[(String, String)], is_closed: bool) -> Vec<Difference> {
        let mut found = Vec::new();
        let list = format!("{}/parameters", self.operation.pointer);
        let documented =
            self.sheet.at(&list).and_then(|(_, list)| list.as_array().cloned()).unwrap_or_default();
        let mut names = Vec::new();
        for (place, parameter) in documented.iter().enumerate().filter(|(_, one)| one["in"] == kind) {
            let name = parameter["name"].as_str().unwrap();
            names.push(name);
            let part = format!("{kind} {name}");
            let values: Vec<_> = given.iter().filter(|(given, _)| given.eq_ignore_ascii_case(name)).collect();
            match values[..] {
                [] if parameter["required"] == true => found.push(self.wrong(&part, "is missing".to_owned())),
                [] => {}
                [(_, value)] => {
                    let pointer = format!("{list}/{place}/schema");
                    let value = typed(value, &parameter["schema"]);
                    found.extend(self.place(&pointer, true).value(&self.operation.id, &part, &value));
                }
                _ => found.push(self.wrong(&part, "stands there more than once".to_owned())),
            }
        }
        let strange = given.iter().filter(|(name, _)| is_closed && !names.contains(&name.as_str()));
        found.extend(strange.map(|(name, value)| {
            self.wrong(&format!("{kind} {name}"), format!("is not documented: {value}"))
        }));
        found
    }
}

fn error_code(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    Some(body["error_code"].as_str()?.to_owned())
}

/// A parameter as the type of its schema; if it cannot be parsed it stays text, and the validator
/// reports it.
fn typed(text: &str, schema: &Value) -> Value {
    match schema["type"].as_str() {
        Some("integer") => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
        Some("number") => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
        Some("boolean") => text.parse::<bool>().map_or_else(|_| text.into(), Value::from),
        _ => text.into(),
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(n, v)| (decoded(n), decoded(v)))
        .collect()
}

/// The values of the `{names}` in a path; `None` when the path does not match.
fn path_values(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (wanted, given): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let mut values = Vec::new();
    for (wanted, given) in wanted.iter().zip(&given) {
        match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => values.push((name.to_owned(), decoded(given))),
            None if wanted == given => {}
            None => return None,
        }
    }
    (wanted.len() == given.len()).then_some(values)
}
