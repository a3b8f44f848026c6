//! Reads single variables and gathers what is wrong with them.

use model::amounts;
use model::users::Role;
use rust_decimal::Decimal;
use secrecy::SecretString;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// The source of the configuration; tests have their own.
pub struct Environment {
    /// The variables.
    pub variables: BTreeMap<String, String>,
    /// Where this program lies, where that is known.
    pub executable: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process. Variables that are not text count as not set.
    pub fn of_process() -> Self {
        let texts = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Self { variables: texts.collect(), executable: std::env::current_exe().ok() }
    }
}

/// Everything that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<String>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The configuration is invalid:")?;
        self.0.iter().try_for_each(|problem| write!(f, "\n  - {problem}"))
    }
}

impl std::error::Error for Problems {}

/// Reads variables one by one; never stops at the first problem.
pub(super) struct Reader<'a> {
    environment: &'a Environment,
    problems: Vec<String>,
    /// The names that were asked for: all that there are.
    names: RefCell<BTreeSet<String>>,
}

/// What all names begin with.
const PREFIX: &str = "PARTNERDESK_";
/// Names of the tests and of the programs that drive this one.
const NOT_OURS: [&str; 4] =
    ["PARTNERDESK_TEST_", "PARTNERDESK_BIN", "PARTNERDESK_SIMULATOR", "PARTNERDESK_TRACE"];

/// Kubernetes puts the address of each service into the environment of every container, as
/// `PARTNERDESK_SERVICE_HOST` or `PARTNERDESK_PORT=tcp://10.0.0.1:80` where a service has our name.
fn is_of_a_cluster(name: &str, value: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let of_port = name.split("_PORT_").nth(1).and_then(|rest| rest.split('_').next());
    name.ends_with("_SERVICE_HOST")
        || name.ends_with("_SERVICE_PORT")
        || name.contains("_SERVICE_PORT_")
        || of_port.is_some_and(is_number)
        || (name.ends_with("_PORT") && value.contains("://"))
}

impl<'a> Reader<'a> {
    pub(super) fn new(environment: &'a Environment) -> Self {
        Self { environment, problems: Vec::new(), names: RefCell::default() }
    }

    pub(super) fn problem(&mut self, text: String) {
        self.problems.push(text);
    }

    pub(super) fn finish<T>(self, value: T) -> Result<T, Problems> {
        if self.problems.is_empty() { Ok(value) } else { Err(Problems(self.problems)) }
    }

    /// The names that were asked for.
    pub(super) fn into_names(self) -> BTreeSet<String> {
        self.names.into_inner()
    }

    /// These are settings too.
    pub(super) fn know(&mut self, names: BTreeSet<String>) {
        self.names.get_mut().extend(names);
    }

    /// Reports variables that look like ours and are none: somebody believes that they have an effect.
    pub(super) fn report_unknown(&mut self) {
        let names = self.names.get_mut();
        let ours = self.environment.variables.iter().filter(|(name, _)| name.starts_with(PREFIX));
        let unknown = ours.filter(|(name, value)| {
            !names.contains(*name)
                && !NOT_OURS.iter().any(|other| name.starts_with(other))
                && !is_of_a_cluster(name, value)
        });
        for (name, _) in unknown {
            let near = names.iter().map(|known| (strsim::damerau_levenshtein(known, name), known)).min();
            let meant = near.filter(|(distance, _)| *distance <= 4);
            let meant = meant.map(|(_, known)| format!("; did you mean {known}?")).unwrap_or_default();
            self.problems.push(format!("{name}: there is no such setting{meant}"));
        }
    }

    /// A variable's text; an empty one counts as not set.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.names.borrow_mut().insert(name.to_owned());
        let value = self.environment.variables.get(name)?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    pub(super) fn parsed<T: FromStr>(&mut self, name: &str, wanted: &str) -> Option<T> {
        let text = self.text(name)?;
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.problem(format!("{name}: expected {wanted}, got {text:?}"));
        }
        parsed
    }

    /// 1 or 0.
    pub(super) fn switch(&mut self, name: &str) -> bool {
        match self.text(name).as_deref() {
            None | Some("0" | "false") => false,
            Some("1" | "true") => true,
            Some(other) => {
                self.problem(format!("{name}: expected 1 or 0, got {other:?}"));
                false
            }
        }
    }

    /// A whole number, at least 1.
    pub(super) fn count(&mut self, name: &str) -> Option<u32> {
        let count = self.parsed::<u32>(name, "a whole number");
        if count == Some(0) {
            self.problem(format!("{name}: must be at least 1"));
        }
        count.filter(|count| *count > 0)
    }

    /// A whole number of units, at least 1.
    pub(super) fn span(&mut self, name: &str, unit_seconds: u64, usual: Duration) -> Duration {
        let count = self.count(name);
        count.map_or(usual, |count| Duration::from_secs(u64::from(count).saturating_mul(unit_seconds)))
    }

    /// Amounts per role such as `manager=500 administrator=5000`.
    pub(super) fn limits(&mut self, name: &str, usual: &str) -> Vec<(Role, Decimal)> {
        let text = self.text(name).unwrap_or_else(|| usual.to_owned());
        let mut limits = Vec::new();
        for part in text.split_whitespace() {
            let read = part.split_once('=').and_then(|(role, limit)| {
                // In every currency of the customers: two decimals at most.
                let limit = amounts::read(limit, 2).ok().filter(|limit| !limit.is_sign_negative())?;
                Some((Role::from_code(role)?, limit))
            });
            match read {
                Some((role, _)) if limits.iter().any(|(other, _)| *other == role) => {
                    self.problem(format!("{name}: {} is listed twice", role.code()));
                }
                Some(limit) => limits.push(limit),
                None => self.problem(format!("{name}: expected ROLE=AMOUNT, got {part:?}")),
            }
        }
        limits
    }

    /// An origin: scheme and host, no path.
    pub(super) fn origin(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        let origin = base_url(&text).filter(|url| url.matches('/').count() == 2);
        if origin.is_none() {
            let has_path =
                text.parse::<http::Uri>().is_ok_and(|uri| !uri.path().trim_matches('/').is_empty());
            let why = match has_path {
                true => "; Partnerdesk cannot be used below a path: give it a host name or a port of its own",
                false => "",
            };
            self.problem(format!(
                "{name}: expected an origin such as https://desk.example, got {text:?}{why}"
            ));
        }
        origin
    }

    /// A zone of the IANA database.
    pub(super) fn zone(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        if model::time::known_zone(&text).is_none() {
            self.problem(format!("{name}: unknown time zone: {text:?}"));
            return None;
        }
        Some(text)
    }

    /// A base URL: HTTPS, or plain HTTP on this machine.
    pub(super) fn url(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        let url = base_url(&text).filter(|url| url.starts_with("https://") || is_local(url));
        if url.is_none() {
            self.problem(format!(
                "{name}: expected https://HOST (http:// is accepted for this machine only), got {text:?}"
            ));
        }
        url
    }

    /// A secret, given directly or in the file that `NAME_FILE` names.
    pub(super) fn secret(&mut self, name: &str) -> Option<SecretString> {
        let file_name = format!("{name}_FILE");
        match (self.text(name), self.text(&file_name)) {
            (Some(_), Some(_)) => {
                self.problem(format!("{name} and {file_name}: set only one of them"));
                None
            }
            (Some(secret), None) => Some(secret.into()),
            (None, Some(path)) => self.secret_file(&file_name, &path),
            (None, None) => None,
        }
    }

    fn secret_file(&mut self, name: &str, path: &str) -> Option<SecretString> {
        match std::fs::read_to_string(path) {
            Ok(text) if !text.trim().is_empty() => Some(text.trim().to_owned().into()),
            Ok(_) => {
                self.problem(format!("{name}: the file {path} is empty"));
                None
            }
            Err(error) => {
                self.problem(format!("{name}: the file {path} cannot be read: {error}"));
                None
            }
        }
    }
}

/// A URL of scheme, host and perhaps port; the slash at its end taken away.
fn base_url(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let uri: http::Uri = text.parse().ok()?;
    let whole = uri.scheme().is_some() && uri.host().is_some() && matches!(uri.path(), "" | "/");
    (whole && uri.query().is_none() && !text.contains(['@', '#'])).then(|| text.to_owned())
}

fn is_local(url: &str) -> bool {
    let uri: Option<http::Uri> = url.parse().ok();
    let host = uri.as_ref().and_then(http::Uri::host);
    matches!(host, Some("127.0.0.1" | "localhost" | "[::1]"))
}
