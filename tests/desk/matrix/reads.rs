//! Every server function that only reads.

use super::world::World;
use super::{compare, outcome};
use crate::forms::READS;

/// Function and, for each of [`super::PEOPLE`], what they get.
const ANSWERS: &[(&str, &str)] = &[
    ("activity_entry", "401 ok 404 ok ok"),
    ("activity_seals", "401 ok ok ok ok"),
    ("budget", "401 ok 404 ok ok"),
    ("budget_levels", "401 ok ok ok ok"),
    ("bulk_job", "401 ok 404 ok ok"),
    ("bulk_jobs", "401 ok ok ok ok"),
    ("change", "401 ok 404 ok ok"),
    ("change_reviews", "401 ok 404 ok ok"),
    ("customer", "401 ok 404 ok ok"),
    ("expiring_weeks", "401 ok ok ok ok"),
    ("order", "401 ok 404 ok ok"),
    ("overview", "401 ok ok ok ok"),
    ("payment", "401 ok 404 ok ok"),
    ("payment_review", "401 403 404 ok ok"),
    ("price_grids", "401 ok 404 ok ok"),
    ("renewal", "401 ok 404 ok ok"),
    ("search", "401 ok ok ok ok"),
    ("status", "401 ok ok ok ok"),
    ("status_operation", "401 ok ok ok ok"),
];

/// Its arguments, with the ids of the world.
fn arguments<'a>(world: &'a World, function: &str) -> Vec<(&'static str, &'a str)> {
    let object = |field, kind| vec![(field, world.id(kind))];
    let filter = [("filter[paging][page]", "1"), ("filter[paging][direction]", "Ascending")];
    match function {
        "activity_entry" => object("id", "entry"),
        "budget" => object("customer", "customer"),
        "bulk_job" => object("id", "job").into_iter().chain(filter).collect(),
        "bulk_jobs" | "status" => filter.into(),
        "change" => object("id", "change"),
        "change_reviews" => vec![("act", "unsubscribe"), ("ids[]", world.id("resource"))],
        "customer" => object("id", "customer"),
        "order" => object("id", "order"),
        "payment" => object("id", "payment"),
        "payment_review" => object("order", "order"),
        "price_grids" => vec![("ids[]", world.id("resource"))],
        "renewal" => object("id", "renewal"),
        "search" => vec![("text", "a")],
        "status_operation" => vec![("id", "PayOrders")],
        "activity_seals" | "budget_levels" | "expiring_weeks" | "overview" => Vec::new(),
        function => panic!("say here what {function} is asked"),
    }
}

#[tokio::test]
async fn every_reading_function_answers_whom_it_is_for_and_nobody_else() {
    let world = World::start().await;
    let mut found = Vec::new();
    for function in READS {
        let arguments = arguments(&world, function);
        let mut outcomes = Vec::new();
        for client in &world.people {
            let answer = client.call(function, &arguments).await;
            assert_ne!(answer.status, 400, "{function} was asked wrongly: {}", answer.body);
            outcomes.push(outcome(answer.status, answer.location().as_deref()));
        }
        found.push((function.to_owned(), outcomes.join(" ")));
    }
    compare(found, ANSWERS);
}
