//! No answer makes the client panic, and no amount goes through a float.
//!
//! Every row of [`calls::ROWS`] calls a peer over real HTTP. Its answers are generated from the
//! schemas of the sheets, and then corrupted. `PROPTEST_CASES` is the number of cases per
//! operation.

use std::collections::BTreeSet;
use std::time::Duration;

use partner::operations;
use proptest::prelude::*;
use proptest::sample::select;

use crate::calls::{ROWS, Row};
use crate::corruptions::{self, Harm};
use crate::instances::{AMOUNT, Json, Maker};
use crate::peer::{KEYS, Served};
use crate::runs::{Bench, runner, seed};
use crate::schemas::check;

/// Longer than reading any answer of these sizes takes.
const PATIENCE: Duration = Duration::from_secs(20);
const IAM: &str = "CreateTemporaryAccessKeyByAgency";

/// The result of a call: what was read, or the failure.
type Ended = Result<String, String>;

/// Calls a row's method with one answer.
///
/// # Errors
/// Text when it panicked or did not end.
fn ask(bench: &Bench, row: &Row, answer: Served) -> Result<Ended, String> {
    bench.peer.serve(row.id == IAM, answer);
    let call = (row.call)(bench.peer.client());
    bench.runtime.block_on(async {
        let task = tokio::spawn(tokio::time::timeout(PATIENCE, call));
        match task.await {
            Ok(Ok(ended)) => Ok(ended.map_err(|failure| format!("{failure:?}"))),
            Ok(Err(_)) => Err("it did not end".to_owned()),
            Err(panic) => Err(format!("it panicked: {panic}")),
        }
    })
}

/// Status and body of a success with all fields.
fn whole(row: &Row) -> (u16, Option<Json>) {
    match Maker::of_success(row.id, row.answer) {
        _ if row.id == IAM => (201, None),
        Some(maker) => (200, Some(maker.whole())),
        None => (204, None),
    }
}

/// As text: keys for IAM, empty where no body is documented.
fn whole_text(row: &Row) -> (u16, String) {
    let (status, json) = whole(row);
    let text = if row.id == IAM { KEYS.to_owned() } else { json.map(|json| json.text()).unwrap_or_default() };
    (status, text)
}

/// Answers before corruption: mostly successes, sometimes refusals.
fn answers(row: &Row) -> BoxedStrategy<(u16, Json)> {
    let error = match Maker::of_refusal(row.id) {
        Some(maker) => maker.any(),
        None => Just(Json::Object(vec![("error_code".into(), Json::Scalar("\"IAM.0002\"".into()))])).boxed(),
    };
    let statuses = select(vec![400_u16, 401, 403, 404, 429, 500, 503]);
    let success = match (row.id, Maker::of_success(row.id, row.answer)) {
        (_, Some(maker)) => prop_oneof![1 => Just(maker.whole()), 2 => maker.any()].boxed(),
        (IAM, None) => Just(Json::Scalar(KEYS.to_owned())).boxed(),
        (_, None) => Just(Json::Object(Vec::new())).boxed(),
    };
    prop_oneof![
        5 => (select(vec![200_u16, 201, 202]), success.clone()),
        1 => (statuses.clone(), success),
        1 => (statuses, error),
    ]
    .boxed()
}

fn headers() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let mostly = ("content-type", "application/json;charset=UTF-8");
    let strange = select(vec![
        ("content-type", "text/html"),
        ("content-type", "application/json; charset=\"\u{e9}"),
        ("retry-after", "18446744073709551615"),
        ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"),
        ("date", "Mon, 01 Jan 0001 00:00:00 GMT"),
        ("x-request-id", "\u{fc}\u{fc}"),
    ]);
    prop_oneof![8 => Just(vec![mostly]), 1 => strange.clone().prop_map(|one| vec![one]), 1 => strange.prop_map(move |one| vec![mostly, one])]
        .prop_map(|all| all.into_iter().map(|(name, value)| (name, value.to_owned())).collect())
}

#[test]
fn every_operation_of_the_registry_has_a_row() {
    let rows: Vec<&str> = ROWS.iter().map(|row| row.id).collect();
    let ids: Vec<&str> = operations::all().map(|operation| operation.id).collect();
    let missing: Vec<_> = ids.iter().filter(|id| !rows.contains(id)).collect();
    assert!(missing.is_empty(), "add to calls.rs: {missing:?}");
    assert!(rows.iter().all(|id| ids.contains(id)));
    assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len());
}

#[test]
fn answers_with_everything_in_them_are_read_and_requests_are_as_documented() {
    let bench = Bench::new();
    for row in ROWS {
        let (status, text) = whole_text(row);
        let ended = ask(&bench, row, Served::json(status, text.clone())).unwrap();
        assert!(ended.is_ok(), "{}: {ended:?}\n{text}", row.id);
        let mut asked = bench.peer.asked();
        // The row of IAM uses another call.
        assert!(asked.len() == 1, "{}: {asked:?}", row.id);
        if row.id != IAM {
            asked[0].operation = row.id.to_owned();
            assert_eq!(check::exchange(&asked[0], true), []);
        }
    }
}

#[test]
fn made_up_answers_are_what_the_sheets_allow() {
    for (place, row) in ROWS.iter().enumerate() {
        let Some(maker) = Maker::of_success(row.id, row.answer) else { continue };
        assert!(maker.accepts(&maker.whole().text()), "{}: {}", row.id, maker.whole().text());
        let made = runner(1, place).run(&maker.any(), |json| {
            let text = json.text();
            prop_assert!(maker.accepts(&text), "{}", text);
            Ok(())
        });
        made.unwrap_or_else(|error| panic!("{}: {error}", row.id));
    }
}

#[test]
fn no_answer_makes_the_client_panic() {
    let bench = Bench::new();
    let seed = seed();
    for (place, row) in ROWS.iter().enumerate() {
        let (mut calls, mut read) = (0_u32, 0_u32);
        let cases = (answers(row), headers(), corruptions::mishap());
        let count = std::cell::RefCell::new((&mut calls, &mut read));
        let run = runner(seed, place).run(&cases, |((status, json), headers, harm)| {
            let body = harm.applied(json);
            let ended = ask(&bench, row, Served { status, headers, body: body.into() });
            let ended = ended.map_err(TestCaseError::fail)?;
            let mut count = count.borrow_mut();
            *count.0 += 1;
            *count.1 += u32::from(ended.is_ok());
            Ok(())
        });
        println!("{:<36} {calls:>6} answers, {read:>6} read", row.id);
        run.unwrap_or_else(|error| panic!("{}: {error}", row.id));
        // If all calls failed, the readers would never be tested.
        assert!((read > 0 && read < calls) || calls < 100, "{}: {read} of {calls}", row.id);
    }
}

#[test]
fn answers_that_are_cut_off_anywhere_end_well() {
    let (bench, seed) = (Bench::new(), seed() as usize);
    for row in ROWS {
        let (status, text) = whole_text(row);
        // Over many runs every position is used.
        let step = (text.len() / 60).max(1);
        for end in (seed % step..text.len()).step_by(step) {
            let body = text.as_bytes()[..end].to_vec();
            let ended = ask(&bench, row, Served::json(status, body)).unwrap();
            let is_lost = end > 0 && ended.is_ok();
            assert!(
                !is_lost,
                "{}: read {ended:?} from {}",
                row.id,
                String::from_utf8_lossy(&text.as_bytes()[..end])
            );
        }
    }
}

#[test]
fn huge_lists_are_read_or_refused() {
    let bench = Bench::new();
    for row in ROWS {
        let (status, Some(json)) = whole(row) else { continue };
        let body = Harm::Rows(4_000).applied(json);
        ask(&bench, row, Served::json(status, body)).unwrap_or_else(|what| panic!("{}: {what}", row.id)).ok();
    }
}

/// Digits that a float cannot hold.
const LONG: &str = "1234567890123456.789012345";
/// More digits than a decimal can hold.
const TOO_LONG: &str = "123456789012345678901234567890.1";

#[test]
fn amounts_keep_every_digit_or_are_not_there() {
    let bench = Bench::new();
    let mut kept = 0;
    for row in ROWS {
        for wire in [LONG.to_owned(), format!("\"{LONG}\""), TOO_LONG.to_owned(), format!("\"{TOO_LONG}\"")] {
            let (status, Some(mut json)) = whole(row) else { continue };
            json.each(&mut |json| {
                if let Json::Scalar(text) = json
                    && text.trim_matches('"') == AMOUNT
                {
                    text.clone_from(&wire);
                }
            });
            let Ok(shown) = ask(&bench, row, Served::json(status, json.text())).unwrap() else { continue };
            let digits = wire.trim_matches('"');
            let rest = shown.replace(digits, "");
            assert!(!rest.contains("12345678901"), "{}: {wire} became another number: {shown}", row.id);
            assert!(digits == LONG || rest == shown, "{}: {wire} fits nowhere: {shown}", row.id);
            kept += usize::from(rest != shown);
        }
    }
    assert!(kept >= 10, "amounts came through in {kept} answers only");
}
