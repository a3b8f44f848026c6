//! Tests of the validator: deliberate errors are found, and correct exchanges pass.

use simulator::Exchange;

use crate::schemas::Difference;
use crate::schemas::check::exchange;

/// A budget query and its answer.
fn budget(answer: &str) -> Exchange {
    Exchange {
        operation: "showSubCustomerBudget".into(),
        account: "partner".into(),
        method: "GET".into(),
        path: "/v2/partners/sub-customers/budget".into(),
        query: "customer_id=1".into(),
        headers: Vec::new(),
        request: String::new(),
        status: Some(200),
        answer: answer.into(),
        fault: None,
    }
}

/// A request to set a budget, with this body.
fn order(request: &str) -> Exchange {
    Exchange {
        operation: "updateSubCustomerBudget".into(),
        method: "POST".into(),
        query: String::new(),
        request: request.into(),
        status: Some(204),
        ..budget("")
    }
}

/// A query of the order list.
fn orders(query: &str) -> Exchange {
    Exchange {
        operation: "ListCustomerOrders".into(),
        path: "/v2/orders/customer-orders".into(),
        query: query.into(),
        ..budget(r#"{"total_count":0,"order_infos":[]}"#)
    }
}

/// A refused budget query.
fn refused(status: u16, answer: &str) -> Exchange {
    Exchange { status: Some(status), ..budget(answer) }
}

const RIGHT: &str = r#"{"budget_amount":10.5,"used_amount":0,"measure_id":1,"currency":"USD"}"#;

/// The differences, as `part pointer`.
fn places(seen: &Exchange) -> Vec<String> {
    exchange(seen, true).iter().map(|found| format!("{} {}", found.part, found.pointer)).collect()
}

#[test]
fn what_is_right_passes() {
    for right in [
        budget(RIGHT),
        order(r#"{"customer_id":"1","budget_amount":77.01}"#),
        orders("status=6&limit=100&order_by=-createTime"),
        refused(400, r#"{"error_code":"CBC.99005024","error_msg":"not resale"}"#),
        refused(429, r#"{"error_code":"APIG.0308","error_msg":"slowly","request_id":"0123"}"#),
    ] {
        assert_eq!(exchange(&right, true), []);
    }
}

#[test]
fn a_wrong_type_is_seen_with_its_place() {
    let found = exchange(&budget(r#"{"budget_amount":"10.5"}"#), false);
    let Difference { operation, part, pointer, what, schema } = &found[0];
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((operation.as_str(), part.as_str()), ("showSubCustomerBudget", "answer 200"));
    assert_eq!(pointer, "/budget_amount");
    assert!(what.contains("is not of types"), "{what}");
    assert!(
        schema.starts_with("partner.json#/paths/") && schema.ends_with("/budget_amount/type"),
        "{schema}"
    );
}

#[test]
fn missing_unknown_and_undocumented_parts_of_answers_are_seen() {
    for (wrong, place) in [
        (budget(r#"{"budget_amount":1,"budget_amuont":2}"#), "answer 200 "),
        (budget("{"), "answer 200 "),
        (budget(""), "answer 200 "),
        (
            Exchange { answer: "{}".into(), ..order(r#"{"customer_id":"1","budget_amount":1}"#) },
            "answer 204 ",
        ),
        (refused(400, r#"{"error_code":"CBC.12345678","error_msg":"?"}"#), "answer 400 "),
        (refused(400, r#"{"error_code":7}"#), "answer 400 /error_code"),
        (refused(429, r#"{"error_code":"APIG.0308","request_id":5}"#), "answer 429 /request_id"),
    ] {
        assert!(places(&wrong).contains(&place.to_owned()), "{place}: {wrong:?}\n{:?}", places(&wrong));
    }
    // In the middle of a list, behind a reference.
    let row = r#"{"total_count":1,"order_infos":[{"order_id":"1","status":"6","novelty":true}]}"#;
    let found = places(&Exchange { answer: row.into(), ..orders("") });
    assert!(found.contains(&"answer 200 /order_infos/0/status".to_owned()), "{found:?}");
    assert!(found.contains(&"answer 200 /order_infos/0".to_owned()), "{found:?}");
}

#[test]
fn a_missing_field_is_seen_where_one_is_required() {
    assert_eq!(places(&order(r#"{"customer_id":"1"}"#)), ["request "]);
    let pay = Exchange {
        operation: "PayOrders".into(),
        path: "/v3/orders/customer-orders/pay".into(),
        ..order(r#"{"order_id":"CS1","use_coupon":"NO"}"#)
    };
    assert_eq!(places(&pay), ["request "]);
}

#[test]
fn wrong_requests_of_every_kind_are_seen() {
    for (wrong, place) in [
        (order(""), "request "),
        (order(r#"{"customer_id":"1","budget_amount":0}"#), "request /budget_amount"),
        (order(r#"{"customer_id":"1","budget_amount":1.005}"#), "request /budget_amount"),
        (Exchange { request: "{}".into(), ..budget(RIGHT) }, "request "),
        (Exchange { query: String::new(), ..budget(RIGHT) }, "query customer_id "),
        (Exchange { method: "PATCH".into(), ..budget(RIGHT) }, "method "),
        (Exchange { path: "/v2/partners/budget".into(), ..budget(RIGHT) }, "path "),
        (orders("limit=101"), "query limit "),
        (orders("limit=many"), "query limit "),
        (orders("status=7"), "query status "),
        (orders("sort=asc"), "query sort "),
        (orders("limit=1&limit=2"), "query limit "),
    ] {
        assert!(places(&wrong).contains(&place.to_owned()), "{place}: {wrong:?}\n{:?}", places(&wrong));
        // Requests may be wrong on purpose when only answers are validated.
        assert_eq!(exchange(&wrong, false), [], "{wrong:?}");
    }
}

#[test]
fn answers_that_are_broken_on_purpose_are_left_alone_and_only_those() {
    let strange = budget(r#"{"budget_amount":1,"x_added_later":[]}"#);
    let wrong = budget(r#"{"budget_amount":"x"}"#);
    let with = |fault: &str, seen: &Exchange| Exchange { fault: Some(fault.into()), ..seen.clone() };
    assert_eq!(exchange(&with("unknown_field", &strange), false), []);
    assert_eq!(exchange(&with("unknown_field", &wrong), false).len(), 1);
    assert_eq!(exchange(&with("late_reply", &strange), false).len(), 1);
    for fault in ["truncated", "half_closed", "wrong_content_type", "empty_body", "unknown_enum"] {
        assert_eq!(exchange(&with(fault, &wrong), false), [], "{fault}");
    }
}
