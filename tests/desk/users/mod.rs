//! Users, and stored view settings.

pub mod apart;
pub mod invitations;
pub mod own;
pub mod people;
pub mod required_factor;
pub mod rights;
pub mod roles;
pub mod second_factor;
pub mod second_step;
pub mod sessions;
pub mod sign_in;
pub mod strangers;
pub mod view;

use crate::harness::TestDesk;
use model::error::{AppError, FieldProblem};
use model::users::{Permission, Role};
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::{Error, users};

#[tokio::test]
async fn a_name_is_taken_once_and_passwords_are_hashed() {
    let desk = TestDesk::start().await;
    let ctx = Ctx::system("test", desk.desk.ids.request_id());
    users::add(&desk.desk, &ctx, "ann", Role::Support, "long enough words").await.unwrap();
    let again = users::add(&desk.desk, &ctx, "ANN", Role::Administrator, "long enough words").await;
    let refused = AppError::field("name", FieldProblem::NotAName);
    assert!(matches!(again, Err(Error::Refused(error)) if error == refused));
    let (_, hash) = desk.desk.store.user_by_name("ann").await.unwrap().unwrap();
    assert!(hash.starts_with("$argon2id$") && !hash.contains("long enough words"), "{hash}");
}

#[tokio::test]
async fn only_administrators_add_users() {
    let desk = TestDesk::start().await;
    let manager = desk.user("manager").await;
    let me = model::users::Me::of(manager);
    let ctx = Ctx::of_user(me, desk.desk.ids.request_id(), Default::default());
    let refused = users::add(&desk.desk, &ctx, "eve", Role::Administrator, "long enough words").await;
    assert!(matches!(refused, Err(Error::Refused(AppError::NotAllowed(Permission::Administer)))));
    assert!(desk.desk.store.user_by_name("eve").await.unwrap().is_none());
}

#[tokio::test]
async fn the_view_is_the_viewers_own() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    assert_eq!(client.get("/sign-in").await.attribute("html", "lang").as_deref(), Some("en"));
    let html = |page: crate::harness::Page, name: &str| page.attribute("html", name).unwrap();
    assert_eq!(html(client.get("/sign-in").await, "data-density"), "comfortable");
    let set = [("language", "zh-CN"), ("theme", "dark"), ("density", "compact"), ("zone", "Asia/Shanghai")];
    assert_eq!(client.call("view", &set).await.status, 200);
    assert_eq!(client.cookie("theme").as_deref(), Some("dark"));
    assert_eq!(client.cookie("zone").as_deref(), Some("Asia/Shanghai"));
    assert_eq!(client.get("/sign-in").await.attribute("html", "lang").as_deref(), Some("zh-CN"));
    assert_eq!(html(client.get("/sign-in").await, "data-theme"), "dark");
    assert_eq!(html(client.get("/sign-in").await, "data-density"), "compact");
    let nonsense =
        [("language", "tlh"), ("theme", "a; Domain=evil"), ("density", "crowded"), ("zone", "Mars/Olympus")];
    client.call("view", &nonsense).await;
    assert_eq!(client.cookie("density").as_deref(), Some("compact"));
    assert_eq!(client.cookie("language").as_deref(), Some("zh-CN"));
    assert_eq!(client.cookie("theme").as_deref(), Some("dark"));
    assert_eq!(client.cookie("zone").as_deref(), Some("Asia/Shanghai"));
}

#[tokio::test]
async fn the_density_is_switched_in_the_menu_without_script() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    let pressed = "form[data-view-form=density] button[aria-pressed=true]";
    assert_eq!(
        client.get("/orders?status=6").await.attribute(pressed, "value").as_deref(),
        Some("comfortable")
    );
    for density in ["compact", "comfortable"] {
        let set = crate::harness::Form::forged("/orders?status=6", "/api/view", &[("density", density)]);
        let posted = client.submit(&set).await;
        assert_eq!(posted.location().as_deref(), Some("/orders?status=6"), "back to the list");
        let page = client.get("/orders?status=6").await;
        assert_eq!(page.attribute("html", "data-density").as_deref(), Some(density));
        assert_eq!(page.attribute(pressed, "value").as_deref(), Some(density));
        assert_eq!(page.attribute("html", "data-theme").as_deref(), Some("system"), "the rest stays");
    }
}
