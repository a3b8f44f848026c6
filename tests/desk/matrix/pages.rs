//! Every page.

use super::world::World;
use super::{compare, outcome};
use leptos_axum::generate_route_list;

/// Page and, for each of [`super::PEOPLE`], what they get. Lists show nothing of customers that are not the
/// reader's, which tests of each list hold. An invitation without its token is none.
const PAGES: &[(&str, &str)] = &[
    ("/", "sign-in ok ok ok ok"),
    ("/sign-in", "ok ok ok ok ok"),
    ("/sign-in/code", "ok ok ok ok ok"),
    ("/follow-ups", "sign-in ok ok ok ok"),
    ("/invitation", "404 404 404 404 404"),
    ("/help", "sign-in ok ok ok ok"),
    ("/search", "sign-in ok ok ok ok"),
    ("/customers", "sign-in ok ok ok ok"),
    ("/customers/:id", "sign-in ok 404 ok ok"),
    ("/resellers", "sign-in ok ok ok ok"),
    ("/budgets", "sign-in ok ok ok ok"),
    ("/budgets/:id", "sign-in ok 404 ok ok"),
    ("/budgets/bulk", "sign-in ok ok ok ok"),
    ("/budgets/bulk/:id", "sign-in ok 404 ok ok"),
    ("/jobs/:id", "sign-in ok 404 ok ok"),
    ("/orders", "sign-in ok ok ok ok"),
    ("/orders/:id", "sign-in ok 404 ok ok"),
    ("/orders/:id/pay", "sign-in 403 404 ok ok"),
    ("/payments/:id", "sign-in ok 404 ok ok"),
    ("/renewals", "sign-in ok ok ok ok"),
    ("/renewals/prices", "sign-in ok 404 ok ok"),
    ("/renewals/:id", "sign-in ok 404 ok ok"),
    ("/changes/review", "sign-in ok 404 ok ok"),
    ("/changes/:id", "sign-in ok 404 ok ok"),
    ("/activity", "sign-in ok ok ok ok"),
    ("/activity/:id", "sign-in ok 404 ok ok"),
    ("/status", "sign-in ok ok ok ok"),
    ("/status/:id", "sign-in ok ok ok ok"),
    ("/settings", "sign-in ok ok ok ok"),
    ("/settings/second-factor", "sign-in ok ok ok ok"),
    ("/settings/limits", "sign-in 403 403 403 ok"),
    ("/settings/limits/:kind/:holder", "sign-in 403 403 403 ok"),
    ("/settings/users", "sign-in 403 403 403 ok"),
    ("/settings/users/:id", "sign-in 403 403 403 ok"),
    ("/settings/rights", "sign-in 403 403 403 ok"),
    ("/settings/assignments", "sign-in 403 403 403 ok"),
    ("/settings/assignments/:id", "sign-in 403 403 403 ok"),
    ("/settings/hand-over", "sign-in 403 403 403 ok"),
    ("/hand-overs/:id", "sign-in ok 404 404 ok"),
    ("/views/:id", "sign-in 404 404 404 ok"),
];

/// The pattern of every page, an id as `:id`.
pub fn routes() -> Vec<String> {
    let mut routes: Vec<String> = generate_route_list(partnerdesk::app::App)
        .iter()
        .map(|route| route.path().replace('{', ":").replace('}', ""))
        .collect();
    routes.dedup();
    routes
}

/// A page whose ids are all this text.
pub fn with_ids(route: &str, text: &str) -> String {
    let parts = route.split('/').map(|part| if part.starts_with(':') { text } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Address of a page with the ids of the world.
pub fn address(world: &World, route: &str) -> String {
    let kind = match route {
        "/customers/:id" | "/budgets/:id" => "customer",
        "/budgets/bulk/:id" | "/jobs/:id" => "job",
        "/orders/:id" | "/orders/:id/pay" => "order",
        "/payments/:id" => "payment",
        "/renewals/:id" => "renewal",
        "/changes/:id" => "change",
        "/activity/:id" => "entry",
        "/settings/users/:id" => "user",
        "/settings/assignments/:id" => "plan",
        "/hand-overs/:id" => "hand-over",
        "/views/:id" => "view",
        "/settings/limits/:kind/:holder" => return "/settings/limits/role/manager".to_owned(),
        "/status/:id" => return "/status/PayOrders".to_owned(),
        "/renewals/prices" => return format!("{route}?id={}&period=1m", world.id("resource")),
        "/changes/review" => return format!("{route}?act=unsubscribe&id={}", world.id("resource")),
        "/search" => return "/search?q=a".to_owned(),
        route if route.contains(':') => panic!("say here which object {route} is about"),
        route => return route.to_owned(),
    };
    route.replace(":id", world.id(kind))
}

#[tokio::test]
async fn every_page_opens_for_whom_it_is_for_and_nobody_else() {
    let world = World::start().await;
    let mut found = Vec::new();
    for route in routes() {
        let address = address(&world, &route);
        let mut outcomes = Vec::new();
        for client in &world.people {
            let mut page = client.get(&address).await;
            // A page that moved, and a view that leads to its list.
            if page.status == 303 || page.status == 302 || page.status == 308 {
                let to = page.location().unwrap_or_default();
                if !to.starts_with("/sign-in") && !to.is_empty() {
                    page = client.get(&to).await;
                }
            }
            outcomes.push(outcome(page.status, page.location().as_deref()));
        }
        found.push((route, outcomes.join(" ")));
    }
    compare(found, PAGES);
}
