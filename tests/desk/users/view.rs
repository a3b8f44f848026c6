//! Language, density and time zone: chosen without script, kept with the account.

use crate::harness::{Client, Form, Page, TestDesk};
use model::users::Role;
use partnerdesk::server::service::mirror::Part;

/// Chooses on the page with the viewer's own settings, as a browser without script does.
async fn choose(client: &Client, name: &str, value: &str) {
    let set = Form::forged("/settings", "/api/view", &[(name, value)]);
    let posted = client.submit(&set).await;
    assert_eq!(posted.location().as_deref(), Some("/settings"), "{}", posted.body);
}

/// A time as a page shows it, with the instant it means.
fn first_time(page: &Page) -> (String, String) {
    let text = page.text("main tbody time").unwrap();
    (text, page.attribute("main tbody time", "datetime").unwrap())
}

/// The same instant, some hours ahead of Greenwich.
fn hours_ahead(instant: &str, hours: i64) -> String {
    let at: jiff::Timestamp = instant.parse().unwrap();
    let offset = jiff::tz::Offset::from_seconds(i32::try_from(hours * 3_600).unwrap()).unwrap();
    offset.to_datetime(at).strftime("%-d %b %Y, %H:%M").to_string()
}

#[tokio::test]
async fn the_time_zone_is_chosen_without_script_and_every_time_follows() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Administrator).await;
    let shown = async |hours: i64| {
        let (text, instant) = first_time(&client.get("/activity").await);
        assert!(text.starts_with(&hours_ahead(&instant, hours)), "{text} for {instant} at +{hours}");
    };
    let selected = async || {
        client.get("/settings").await.attribute("select[name=zone] option[selected]", "value").unwrap()
    };
    shown(0).await;
    client.get("/orders").await.says("your browser does not tell its time zone");
    assert_eq!(selected().await, "auto", "nothing was chosen, UTC neither");

    choose(&client, "zone", "Asia/Shanghai").await;
    assert_eq!(selected().await, "Asia/Shanghai");
    shown(8).await;
    let page = client.get("/orders").await;
    assert!(!page.words().contains("does not tell its time zone"));
    page.says("Times are in Asia/Shanghai, GMT+8.");

    // The browser tells its own meanwhile: what was chosen stands.
    client.call("view", &[("browser_zone", "America/Bogota")]).await;
    shown(8).await;
    choose(&client, "zone", "UTC").await;
    shown(0).await;
    choose(&client, "zone", "auto").await;
    shown(-5).await;
    assert_eq!(client.cookie("zone"), None);

    choose(&client, "zone", "Mars/Olympus").await;
    shown(-5).await;
}

#[tokio::test]
async fn what_was_chosen_is_kept_with_the_account_and_goes_along_to_another_browser() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Manager).await;
    for (name, value) in
        [("language", "zh-CN"), ("theme", "dark"), ("density", "compact"), ("zone", "Asia/Shanghai")]
    {
        choose(&client, name, value).await;
    }
    let view =
        |page: Page| ["lang", "data-theme", "data-density"].map(|name| page.attribute("html", name).unwrap());
    let other = desk.signed_in(Role::Manager).await;
    assert_eq!(view(other.get("/settings").await), ["zh-CN", "dark", "compact"]);
    assert_eq!(other.cookie("zone").as_deref(), Some("Asia/Shanghai"));

    // One choice leaves the others alone.
    choose(&other, "density", "comfortable").await;
    let third = desk.signed_in(Role::Manager).await;
    assert_eq!(view(third.get("/settings").await), ["zh-CN", "dark", "comfortable"]);

    // It is theirs: somebody else has their own, even at the same browser.
    third.call("sign_out", &[]).await;
    third.sign_in(Role::Support.code(), crate::harness::PASSWORD).await;
    assert_eq!(third.cookie("zone"), None, "nobody else's zone");
    choose(&third, "zone", "auto").await;
    let again = desk.signed_in(Role::Manager).await;
    assert_eq!(again.cookie("zone").as_deref(), Some("Asia/Shanghai"));
}

#[tokio::test]
async fn what_a_browser_without_an_account_chose_holds_for_it_alone() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    client.call("view", &[("language", "zh-CN"), ("density", "compact")]).await;
    client.sign_in(Role::Support.code(), crate::harness::PASSWORD).await;
    let page = client.get("/settings").await;
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("zh-CN"), "chosen before signing in");
    let other = desk.signed_in(Role::Support).await;
    assert_eq!(other.get("/settings").await.attribute("html", "lang").as_deref(), Some("en"));
}

#[tokio::test]
async fn a_page_says_on_paper_who_printed_it_and_of_when_it_is() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Orders).await;
    let client = desk.signed_in(Role::Support).await;
    choose(&client, "zone", "Asia/Shanghai").await;
    let page = client.get("/orders?status=6").await;
    let by = page.attribute(".printed", "data-by").unwrap();
    assert!(by.starts_with("Printed by support. As of ") && by.contains("(Asia/Shanghai, GMT+8)"), "{by}");
    assert_eq!(page.attribute(".printed", "data-page").as_deref(), Some("/orders?status=6"));
    // An age is of no use on paper.
    assert!(page.attribute(".fresh [data-print]", "data-print").unwrap().starts_with("Updated "), "{by}");
}
