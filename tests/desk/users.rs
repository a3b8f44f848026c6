//! Users, and what is kept of the viewer's choices.

use crate::harness::TestDesk;
use partnerdesk::model::error::{AppError, FieldProblem};
use partnerdesk::model::user::{Action, Role};
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::{Error, users};

#[tokio::test]
async fn a_name_is_taken_once_and_passwords_are_hashed() {
    let desk = TestDesk::start().await;
    let ctx = Ctx::system("test", desk.desk.ids.request_id());
    users::add(&desk.desk, &ctx, "ann", Role::Support, "long enough").await.unwrap();
    let again = users::add(&desk.desk, &ctx, "ANN", Role::Administrator, "long enough").await;
    let refused = AppError::field("name", FieldProblem::NotOffered);
    assert!(matches!(again, Err(Error::Refused(error)) if error == refused));
    let (_, hash) = desk.desk.store.user_by_name("ann").await.unwrap().unwrap();
    assert!(hash.starts_with("$argon2id$") && !hash.contains("long enough"), "{hash}");
}

#[tokio::test]
async fn only_administrators_add_users() {
    let desk = TestDesk::start().await;
    let manager = desk.user("manager").await;
    let me = partnerdesk::model::user::Me { id: manager.id, name: manager.name, role: manager.role };
    let ctx = Ctx::of_user(me, desk.desk.ids.request_id(), Default::default());
    let refused = users::add(&desk.desk, &ctx, "eve", Role::Administrator, "long enough").await;
    assert!(matches!(refused, Err(Error::Refused(AppError::NotAllowed(Action::Administer)))));
    assert!(desk.desk.store.user_by_name("eve").await.unwrap().is_none());
}

#[tokio::test]
async fn the_view_is_the_viewers_own() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    assert_eq!(client.get("/sign-in").await.attribute("html", "lang").as_deref(), Some("en"));
    let set = [("language", "zh-CN"), ("theme", "dark"), ("zone", "Asia/Shanghai")];
    assert_eq!(client.call("view", &set).await.status, 200);
    assert_eq!(client.cookie("theme").as_deref(), Some("dark"));
    assert_eq!(client.cookie("zone").as_deref(), Some("Asia/Shanghai"));
    assert_eq!(client.get("/sign-in").await.attribute("html", "lang").as_deref(), Some("zh-CN"));
    let nonsense = [("language", "tlh"), ("theme", "a; Domain=evil"), ("zone", "Mars/Olympus")];
    client.call("view", &nonsense).await;
    assert_eq!(client.cookie("language").as_deref(), Some("zh-CN"));
    assert_eq!(client.cookie("theme").as_deref(), Some("dark"));
    assert_eq!(client.cookie("zone").as_deref(), Some("Asia/Shanghai"));
}
