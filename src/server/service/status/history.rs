//! The change history of the partner API reference (as of 2024-02-23), taken in as data: what was
//! added, removed, renamed or taken offline, and when. In words of our own, in both languages.
//!
//! A change touches an operation of the registry when it names its method and path, or, where it
//! names none, one of its error codes.

use model::status::{ApiChangeKind, Change, ChangeRow};
use model::viewer::Language;
use partner::operations;
use serde::Deserialize;
use std::sync::LazyLock;

/// One issue of the history.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    date: String,
    issue: u32,
    changes: Vec<Entry>,
}

/// One change.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: ApiChangeKind,
    api: Words,
    version: Option<String>,
    call: Option<String>,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    codes: Vec<String>,
    detail: Option<Words>,
    #[serde(default)]
    doubtful: bool,
}

/// A text in both languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    en: String,
    zh: String,
}

impl Words {
    fn in_language(&self, language: Language) -> String {
        match language {
            Language::English => self.en.clone(),
            Language::Chinese => self.zh.clone(),
        }
    }
}

/// Newest first. A test holds that it can be read, so that there is nothing to fall back on.
static ISSUES: LazyLock<Vec<Issue>> =
    LazyLock::new(|| serde_json::from_str(include_str!("history.json")).unwrap_or_default());

/// Every change, newest first; an issue without one has a row too.
pub fn rows(language: Language) -> Vec<ChangeRow> {
    ISSUES.iter().flat_map(|issue| rows_of(issue, language)).collect()
}

fn rows_of(issue: &Issue, language: Language) -> Vec<ChangeRow> {
    let row = |change| ChangeRow { date: issue.date.clone(), issue: issue.issue, change };
    match issue.changes.as_slice() {
        [] => vec![row(None)],
        changes => changes.iter().map(|entry| row(Some(change(entry, language)))).collect(),
    }
}

fn change(entry: &Entry, language: Language) -> Change {
    Change {
        kind: entry.kind,
        api: entry.api.in_language(language),
        version: entry.version.clone(),
        call: entry.call.clone(),
        fields: entry.fields.clone(),
        codes: entry.codes.clone(),
        detail: entry.detail.as_ref().map(|words| words.in_language(language)),
        doubtful: entry.doubtful,
        touches: touched(entry),
    }
}

fn touched(entry: &Entry) -> Vec<String> {
    let touches = |operation: &operations::Operation| match &entry.call {
        Some(call) => call.split_once(' ') == Some((operation.method.as_str(), operation.path)),
        None => entry.codes.iter().any(|code| operation.errors.contains(&code.as_str())),
    };
    operations::all().filter(|row| touches(row)).map(|row| row.id.to_owned()).collect()
}

/// Whether a row touches any operation of the registry.
pub fn is_ours(row: &ChangeRow) -> bool {
    row.change.as_ref().is_some_and(|change| !change.touches.is_empty())
}

/// Whether a row touches one operation.
pub fn touches(row: &ChangeRow, id: &str) -> bool {
    row.change.as_ref().is_some_and(|change| change.touches.iter().any(|touched| touched == id))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The counts that the history page states.
    #[test]
    fn is_whole_and_newest_first() {
        let issues: Vec<Issue> = serde_json::from_str(include_str!("history.json")).unwrap();
        let changes = || issues.iter().flat_map(|issue| &issue.changes);
        let with_changes = issues.iter().filter(|issue| !issue.changes.is_empty()).count();
        assert_eq!((issues.len(), with_changes, changes().count()), (73, 43, 97));
        assert!(issues.is_sorted_by(|newer, older| newer.date > older.date));
        let ends = (issues.first().unwrap(), issues.last().unwrap());
        assert_eq!((ends.0.date.as_str(), ends.1.date.as_str()), ("2024-02-23", "2019-03-22"));
        assert_eq!(rows(Language::English).len(), 97 + 30);
        for entry in changes() {
            let words = std::iter::once(&entry.api).chain(&entry.detail);
            assert!(words.into_iter().all(|words| !words.en.is_empty() && words.zh != words.en));
        }
    }

    #[test]
    fn touches_by_path_and_by_code_where_there_is_no_path() {
        let rows = rows(Language::English);
        let of = |date: &str| -> Vec<&Change> {
            rows.iter().filter(|row| row.date == date).filter_map(|row| row.change.as_ref()).collect()
        };
        assert_eq!(of("2024-02-23").first().unwrap().touches, ["RenewalResources"]);
        let paying = of("2021-08-31");
        assert!(paying.first().unwrap().touches.contains(&"PayOrders".to_owned()), "by CBC.30000010");
        let old = of("2019-11-20");
        assert!(old.first().unwrap().touches.is_empty(), "the first version of renewing is not ours");
        let january = of("2024-01-29");
        let budget =
            january.iter().filter(|change| change.touches.contains(&"updateSubCustomerBudget".into()));
        assert_eq!(budget.count(), 3, "the field and two codes");
    }
}
