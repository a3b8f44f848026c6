//! Every file that leaves the desk or comes in.

use super::world::World;
use super::{compare, outcome};
use crate::harness::Client;
use partnerdesk::paths;
use partnerdesk::server::http::file_routes;
use reqwest::Method;

/// Address and, for each of [`super::PEOPLE`], what they get. The rows of a file are those of its list.
const FILES: &[(&str, &str)] = &[
    ("GET /export/*", "sign-in ok ok ok ok"),
    ("GET /export-xlsx/*", "sign-in ok ok ok ok"),
    ("GET /activity/proof", "sign-in 403 403 403 ok"),
    ("POST /budgets/bulk", "refused refused ok ok ok"),
    ("POST /settings/assignments", "refused refused refused refused ok"),
];

/// A file that is taken leads to its preview; one that is refused to the sign-in page, or back.
async fn uploaded(world: &World, client: &Client, path: &str) -> String {
    let columns = if path == paths::bulks() { "customer,amount" } else { "customer,person" };
    let value = if path == paths::bulks() { "500" } else { "manager" };
    let text = format!("{columns}\n{},{value}\n", world.id("customer"));
    let page = client.upload_on(path, b"", &text).await;
    let preview =
        page.location().is_some_and(|to| to.starts_with("/jobs/") || to.starts_with(&format!("{path}/")));
    if preview { "ok" } else { "refused" }.to_owned()
}

#[tokio::test]
async fn every_file_is_for_whom_it_is_for_and_nobody_else() {
    let world = World::start().await;
    let mut found = Vec::new();
    for route in file_routes() {
        let mut outcomes = Vec::new();
        for client in &world.people {
            outcomes.push(match route.method {
                Method::POST => uploaded(&world, client, &route.path).await,
                _ => {
                    let page = client.get(&route.path).await;
                    outcome(page.status, page.location().as_deref())
                }
            });
        }
        let place = ["/export/", "/export-xlsx/"].into_iter().find(|place| route.path.starts_with(place));
        let path = place.map_or(route.path.clone(), |place| format!("{place}*"));
        found.push((format!("{} {path}", route.method), outcomes.join(" ")));
    }
    compare(found, FILES);
}
