//! The operations as rows: filtered and put in order.

use model::lists::StatusFilter;
use model::page::{Direction, Paging};
use model::search::folded;
use model::status::OperationRow;
use partner::{OperationHealth, Partner};
use std::cmp::Ordering;

/// Every operation, in the order of the sheets.
pub fn rows(partner: &Partner) -> Vec<OperationRow> {
    partner.health().into_iter().map(row).collect()
}

/// One operation.
pub fn row(entry: OperationHealth) -> OperationRow {
    let OperationHealth { area, operation, room, health } = entry;
    OperationRow {
        id: operation.id.to_owned(),
        method: operation.method.as_str().to_owned(),
        path: operation.path.to_owned(),
        version: operation.version().to_owned(),
        area,
        caller: operation.caller,
        lifecycle: operation.lifecycle,
        since: operation.since.map(str::to_owned),
        end_announced: operation.end_announced.map(str::to_owned),
        permission: operation.permission.iter().map(|code| (*code).to_owned()).collect(),
        per_second: operation.per_second,
        room,
        repeatable: operation.is_repeatable(),
        errors: operation.errors.iter().map(|code| (*code).to_owned()).collect(),
        health,
    }
}

/// The rows that a filter lets through, in its order. Equal ones keep the order of the sheets.
pub fn matching(mut rows: Vec<OperationRow>, filter: &StatusFilter) -> Vec<OperationRow> {
    rows.retain(|row| lets_through(filter, row));
    rows.sort_by(|a, b| compare(&filter.paging, a, b));
    rows
}

fn lets_through(filter: &StatusFilter, row: &OperationRow) -> bool {
    filter.area.is_none_or(|area| row.area == area)
        && filter.lifecycle.is_none_or(|lifecycle| row.lifecycle == lifecycle)
        && filter.condition.is_none_or(|condition| row.health.condition() == condition)
        && filter.search.as_ref().is_none_or(|text| holds(row, &folded(text)))
}

/// Looks for a text that is folded.
fn holds(row: &OperationRow, text: &str) -> bool {
    let call = format!("{} {}", row.method, row.path);
    let words = [&row.id, &call].into_iter().chain(&row.permission).chain(&row.errors);
    words.into_iter().any(|word| folded(word).contains(text))
}

fn compare(paging: &Paging, a: &OperationRow, b: &OperationRow) -> Ordering {
    let turn = |order: Ordering| match paging.direction {
        Direction::Ascending => order,
        Direction::Descending => order.reverse(),
    };
    match paging.sort.as_deref() {
        Some("call") => turn((&a.path, &a.method).cmp(&(&b.path, &b.method))),
        Some("failures") => known_first(a.health.failed_percent(), b.health.failed_percent(), turn),
        Some("time") => known_first(a.health.median_millis, b.health.median_millis, turn),
        Some("left") => known_first(a.room, b.room, turn),
        Some("caller") => turn(a.caller.cmp(&b.caller)),
        Some("lifecycle") => turn(a.lifecycle.cmp(&b.lifecycle)),
        _ => turn(a.health.condition().cmp(&b.health.condition())),
    }
}

/// Unknown values come last in either direction.
fn known_first<T: Ord>(a: Option<T>, b: Option<T>, turn: impl Fn(Ordering) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => turn(a.cmp(&b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::status::{Area, Caller, Condition, Health, Lifecycle};

    fn row(id: &str, millis: Option<u32>) -> OperationRow {
        OperationRow {
            id: id.to_owned(),
            method: "GET".to_owned(),
            path: format!("/v2/{id}"),
            version: "v2".to_owned(),
            area: Area::Customers,
            caller: Caller::Partner,
            lifecycle: Lifecycle::Current,
            since: None,
            end_announced: None,
            permission: vec!["BPC_ITEM_1".to_owned()],
            per_second: 10,
            room: None,
            repeatable: true,
            errors: vec!["CBC.0100".to_owned()],
            health: Health { median_millis: millis, ..Health::default() },
        }
    }

    fn ids(rows: Vec<OperationRow>) -> Vec<String> {
        rows.into_iter().map(|row| row.id).collect()
    }

    #[test]
    fn what_is_not_known_comes_last_both_ways() {
        let rows = || vec![row("a", None), row("b", Some(9)), row("c", Some(2)), row("d", None)];
        let sorted = |direction| {
            let paging = Paging { sort: Some("time".to_owned()), direction, ..Paging::default() };
            ids(matching(rows(), &StatusFilter { paging, ..StatusFilter::default() }))
        };
        assert_eq!(sorted(Direction::Ascending), ["c", "b", "a", "d"]);
        assert_eq!(sorted(Direction::Descending), ["b", "c", "a", "d"]);
    }

    #[test]
    fn finds_by_path_permission_and_code() {
        let rows = || vec![row("pay", None), row("renew", None)];
        let found = |text: &str| {
            let filter = StatusFilter { search: Some(text.to_owned()), ..StatusFilter::default() };
            ids(matching(rows(), &filter))
        };
        assert_eq!(found("GET /v2/PAY"), ["pay"]);
        assert_eq!(found("cbc.0100"), ["pay", "renew"]);
        assert_eq!(found("bpc_item_1"), ["pay", "renew"]);
        assert!(found("nothing").is_empty());
        let failing = StatusFilter { condition: Some(Condition::Failing), ..StatusFilter::default() };
        assert!(matching(rows(), &failing).is_empty());
    }
}
