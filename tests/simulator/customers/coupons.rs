//! Coupons: the list, and paying with them.

use serde_json::{Value, json};

use crate::answer::{Answer, cents};
use crate::client::{Auth, Sim, partner};

const PATH: &str = "/v2/promotions/benefits/coupons";
const PAY: &str = "/v3/orders/customer-orders/pay";

async fn coupons(sim: &Sim, auth: &Auth, query: &str) -> Vec<Value> {
    let found = sim.call(auth, "GET", &format!("{PATH}?limit=100{query}"), Value::Null).await;
    let found = found.expect(200).json();
    let rows = found["user_coupons"].as_array().unwrap().clone();
    assert_eq!(found["count"], rows.len());
    rows
}

async fn coupon(sim: &Sim, auth: &Auth, id: &str) -> Value {
    coupons(sim, auth, &format!("&coupon_id={id}")).await.remove(0)
}

/// Id of the customer's only coupon with this plan that is to be used.
async fn usable(sim: &Sim, auth: &Auth, plan: &str) -> String {
    let rows = coupons(sim, auth, "&status=2").await;
    let fits = |row: &&Value| row["plan_name"] == plan && row["is_frozen"] == "0";
    let mut rows = rows.iter().filter(fits);
    rows.next().unwrap()["coupon_id"].as_str().unwrap().to_owned()
}

async fn pay(sim: &Sim, auth: &Auth, order: &str, coupons: &[(&str, i64)]) -> Answer {
    let infos: Vec<Value> = coupons.iter().map(|(id, kind)| json!({"id": id, "type": kind})).collect();
    let body = json!({"order_id": order, "use_coupon": "YES", "use_discount": "NO", "coupon_infos": infos});
    sim.call(auth, "POST", PAY, body).await
}

struct Hero {
    sim: Sim,
    id: String,
    auth: Auth,
}

impl Hero {
    async fn start() -> Self {
        let sim = Sim::start().await;
        let id = sim.id_of("aurora-freight").await;
        let auth = sim.customer(&id).await;
        Self { sim, id, auth }
    }

    async fn order(&self, amount: f64) -> String {
        self.sim.make_order(&self.id, amount, 90_000).await
    }

    async fn used(&self) -> i64 {
        cents(&self.sim.budget(&self.id).await["used_amount"])
    }
}

#[tokio::test]
async fn a_customer_sees_coupons_of_every_state() {
    let hero = Hero::start().await;
    let all = coupons(&hero.sim, &hero.auth, "").await;
    assert_eq!(all.len(), 11, "the one that was used more than a year ago is left out");
    let count = |status: i64| all.iter().filter(|row| row["status"] == status).count();
    assert_eq!([1, 2, 3, 4, 5].map(count), [1, 7, 1, 1, 1]);
    let limits =
        |row: &Value| (row["use_limits"][0]["limit_key"].clone(), row["use_limits"][0]["value1"].clone());
    assert!(all.iter().any(|row| limits(row) == (json!("cycleType"), json!("11"))), "of savings plans");
    for status in 1..=5 {
        let rows = coupons(&hero.sim, &hero.auth, &format!("&status={status}")).await;
        assert_eq!(rows.len(), count(status));
    }
    assert!(all.iter().all(|row| row["customer_id"] == hero.id.as_str() && row["coupon_type"] == 1));
    let balance_only_of_new = |row: &Value| row["balance"].is_null() == (row["coupon_version"] == 1);
    assert!(all.iter().all(balance_only_of_new));
    assert!(coupons(&hero.sim, &hero.auth, "&coupon_type=2").await.is_empty());
    let plan = all[0]["promotion_plan_id"].as_str().unwrap();
    let of_plan = coupons(&hero.sim, &hero.auth, &format!("&promotion_plan_id={plan}")).await;
    assert!(!of_plan.is_empty() && of_plan.len() < all.len());
    let source = all[0]["source_id"].as_str().unwrap();
    assert_eq!(coupons(&hero.sim, &hero.auth, &format!("&source_id={source}")).await.len(), all.len());
    assert!(coupons(&hero.sim, &hero.auth, "&source_id=other").await.is_empty());
    let recent = coupons(&hero.sim, &hero.auth, "&active_start_time=2026-03-01T00%3A00%3A00Z").await;
    assert_eq!(recent.len(), 1);
    let page = format!("{PATH}?limit=4&offset=8");
    let page = hero.sim.call(&hero.auth, "GET", &page, Value::Null).await.expect(200).json();
    assert_eq!((&page["count"], page["user_coupons"].as_array().unwrap().len()), (&json!(11), 3));
}

#[tokio::test]
async fn the_partner_sees_its_own_and_its_resellers_coupons_only() {
    let hero = Hero::start().await;
    let state = hero.sim.control("GET", "state", Value::Null).await.json();
    let all = coupons(&hero.sim, &partner(), "").await;
    assert_eq!(all.len(), 5);
    let own = all.iter().filter(|row| row["customer_id"] == state["partner_id"]).count();
    assert_eq!(own, 3);
    let theirs = coupons(&hero.sim, &hero.auth, "").await;
    assert!(all.iter().all(|row| theirs.iter().all(|other| other["coupon_id"] != row["coupon_id"])));
    for query in
        ["status=6", "status=0", "coupon_type=", "coupon_type=5", "limit=101", "active_end_time=2026"]
    {
        let answer = hero.sim.call(&partner(), "GET", &format!("{PATH}?{query}"), Value::Null).await;
        answer.refused(400, "CBC.0100");
    }
}

#[tokio::test]
async fn a_coupon_pays_its_part_of_an_order_and_is_used_up() {
    let hero = Hero::start().await;
    let (sim, auth) = (&hero.sim, &hero.auth);
    let id = usable(sim, auth, "Welcome coupon").await;
    let order = hero.order(80.10).await;
    let before = hero.used().await;
    pay(sim, auth, &order, &[(&id, 301)]).await.expect(204);
    assert_eq!(hero.used().await - before, 3_010, "the budget bears what the coupon does not");
    let row = coupon(sim, auth, &id).await;
    assert_eq!((&row["status"], &row["order_id"]), (&json!(3), &json!(order)));
    assert!(row["reserve_time"].is_string());
    assert_eq!(coupons(sim, auth, &format!("&order_id={order}")).await.len(), 1);
    let info = sim.order(auth, &order).await;
    assert_eq!(cents(&info["amount_info"]["coupon_amount"]), 5_000);
    assert_eq!(cents(&info["amount_after_discount"]), 8_010, "the price before coupons");
    let entry = sim.ledger().await.remove(0);
    assert_eq!((&entry["amount"], &entry["coupon_amount"]), (&json!("30.10"), &json!("50.00")));
    let second = hero.order(60.0).await;
    pay(sim, auth, &second, &[(&id, 301)]).await.refused(400, "CBC.99003112");
    assert_eq!(sim.status(auth, &second).await, 6);
}

#[tokio::test]
async fn the_version_before_takes_the_same_coupons() {
    let hero = Hero::start().await;
    let id = usable(&hero.sim, &hero.auth, "Welcome coupon").await;
    let order = hero.order(80.10).await;
    let body = json!({"order_id": order, "coupon_infos": [{"id": id, "type": 301}]});
    let path = "/v2/orders/customer-orders/pay";
    hero.sim.call(&hero.auth, "POST", path, body).await.expect(204);
    let entry = hero.sim.ledger().await.remove(0);
    assert_eq!((&entry["amount"], &entry["coupon_amount"]), (&json!("30.10"), &json!("50.00")));
}

#[tokio::test]
async fn a_new_coupon_is_good_until_nothing_is_left_of_it() {
    let hero = Hero::start().await;
    let (sim, auth) = (&hero.sim, &hero.auth);
    let id = usable(sim, auth, "Anniversary credit").await;
    let first = hero.order(150.0).await;
    pay(sim, auth, &first, &[(&id, 301)]).await.expect(204);
    let row = coupon(sim, auth, &id).await;
    assert_eq!((&row["status"], cents(&row["balance"])), (&json!(2), 5_000));
    let second = hero.order(70.0).await;
    pay(sim, auth, &second, &[(&id, 301)]).await.expect(204);
    let row = coupon(sim, auth, &id).await;
    assert_eq!((&row["status"], cents(&row["balance"])), (&json!(3), 0));
    let paid: Vec<_> = sim.ledger().await.iter().map(|entry| entry["amount"].clone()).collect();
    assert_eq!(paid, ["0.00", "20.00"]);
}

#[tokio::test]
async fn lines_bear_their_share_of_the_coupons() {
    let hero = Hero::start().await;
    let (sim, auth) = (&hero.sim, &hero.auth);
    let target = "/v2/orders/customer-orders?status=6&limit=100";
    let waiting = sim.call(auth, "GET", target, Value::Null).await.expect(200).json();
    let order = waiting["order_infos"][0]["order_id"].as_str().unwrap().to_owned();
    let used = [usable(sim, auth, "Welcome coupon").await, usable(sim, auth, "Compute starter").await];
    pay(sim, auth, &order, &[(&used[0], 301), (&used[1], 302)]).await.expect(204);
    let target = format!("/v2/orders/customer-orders/details/{order}?limit=100");
    let details = sim.call(auth, "GET", &target, Value::Null).await.expect(200).json();
    let whole = cents(&details["order_info"]["amount_info"]["coupon_amount"]);
    let net = cents(&details["order_info"]["amount_after_discount"]);
    assert_eq!(whole, net.min(9_000));
    let lines = details["order_line_items"].as_array().unwrap();
    let parts: Vec<i64> = lines.iter().map(|line| cents(&line["amount_info"]["coupon_amount"])).collect();
    assert!(parts.len() > 1);
    assert_eq!(parts.iter().sum::<i64>(), whole);
}

#[tokio::test]
async fn a_payment_that_is_refused_uses_no_coupon() {
    let hero = Hero::start().await;
    let (sim, auth) = (&hero.sim, &hero.auth);
    let id = usable(sim, auth, "Welcome coupon").await;
    let small = json!({"customer_id": hero.id, "budget_amount": 1});
    sim.set_budget(small).await.expect(204);
    let dear = hero.order(50.01).await;
    pay(sim, auth, &dear, &[(&id, 301)]).await.refused(400, "CBC.99005003");
    assert_eq!(coupon(sim, auth, &id).await["status"], 2);
    // What the coupon bears needs no budget.
    let covered = hero.order(50.0).await;
    sim.pay(auth, &covered).await.refused(400, "CBC.99005003");
}

#[tokio::test]
async fn what_cannot_be_used_is_refused() {
    let hero = Hero::start().await;
    let (sim, auth) = (&hero.sim, &hero.auth);
    let order = hero.order(90.0).await;
    let welcome = usable(sim, auth, "Welcome coupon").await;
    let all = coupons(sim, auth, "").await;
    let first = |wanted: &dyn Fn(&Value) -> bool| {
        all.iter().find(|row| wanted(row)).unwrap()["coupon_id"].as_str().unwrap().to_owned()
    };
    for status in [1, 4, 5] {
        let id = first(&|row| row["status"] == status);
        pay(sim, auth, &order, &[(&id, 301)]).await.refused(400, "CBC.0100");
    }
    let spent = first(&|row| row["status"] == 3);
    pay(sim, auth, &order, &[(&spent, 301)]).await.refused(400, "CBC.99003112");
    let frozen = first(&|row| row["is_frozen"] == "1");
    pay(sim, auth, &order, &[(&frozen, 301)]).await.refused(400, "CBC.0100");
    pay(sim, auth, &order, &[("nobody", 301)]).await.refused(400, "CBC.0100");
    pay(sim, auth, &order, &[(&welcome, 300)]).await.refused(400, "CBC.0100");
    pay(sim, auth, &order, &[(&welcome, 303)]).await.refused(400, "CBC.0100");
    pay(sim, auth, &order, &[(&welcome, 304)]).await.refused(400, "CBC.0100");
    pay(sim, auth, &order, &[(&welcome, 301), ("x", 300)]).await.refused(400, "CBC.99003147");
    pay(sim, auth, &order, &[(&welcome, 301), (&welcome, 301)]).await.refused(400, "CBC.0100");
    pay(sim, auth, &order, &[]).await.refused(400, "CBC.0100");
    let body = json!({"order_id": order, "use_coupon": "NO", "use_discount": "NO",
        "coupon_infos": [{"id": welcome, "type": 301}]});
    sim.call(auth, "POST", PAY, body).await.refused(400, "CBC.0100");
    // Of another customer.
    let other = sim.customer(&sim.id_of("musica-cafe").await).await;
    let theirs = usable(sim, &other, "Welcome coupon").await;
    pay(sim, auth, &order, &[(&theirs, 301)]).await.refused(400, "CBC.0100");
    assert_eq!(sim.status(auth, &order).await, 6);
    assert!(sim.ledger().await.is_empty());
}

#[tokio::test]
async fn limits_of_a_coupon_hold() {
    let hero = Hero::start().await;
    let (sim, auth) = (&hero.sim, &hero.auth);
    // Seeded orders carry the partner's discount of 8 %, those of the control plane carry none.
    let target = "/v2/orders/customer-orders?status=6&limit=100";
    let waiting = sim.call(auth, "GET", target, Value::Null).await.expect(200).json();
    let discounted = waiting["order_infos"][0]["order_id"].as_str().unwrap().to_owned();
    let least = usable(sim, auth, "List price bonus").await;
    pay(sim, auth, &discounted, &[(&least, 301)]).await.refused(400, "CBC.99003117");
    let plain = hero.order(40.0).await;
    pay(sim, auth, &plain, &[(&least, 301)]).await.expect(204);
    let alone = usable(sim, auth, "Bonus").await;
    let order = hero.order(40.0).await;
    let body = json!({"order_id": order, "use_coupon": "YES", "use_discount": "YES",
        "coupon_infos": [{"id": alone, "type": 301}], "discount_infos": [{"id": "d", "type": 3}]});
    sim.call(auth, "POST", PAY, body.clone()).await.refused(400, "CBC.99003116");
    let mut free = body;
    free["coupon_infos"][0]["id"] = json!(usable(sim, auth, "Welcome coupon").await);
    sim.call(auth, "POST", PAY, free).await.refused(400, "CBC.99003108");
    pay(sim, auth, &order, &[(&alone, 301)]).await.expect(204);
}

#[tokio::test]
async fn a_customer_that_was_made_has_a_welcome_coupon() {
    let sim = Sim::start().await;
    let id = sim.newcomer("coupon-new").await;
    let auth = sim.customer(&id).await;
    let coupon = coupons(&sim, &auth, "").await.remove(0);
    let budget = json!({"customer_id": id, "budget_amount": 5, "cancel_partner_frozen": "1"});
    sim.set_budget(budget).await.expect(204);
    let order = sim.make_order(&id, 25.0, 90_000).await;
    sim.pay(&auth, &order).await.refused(400, "CBC.99005003");
    pay(&sim, &auth, &order, &[(coupon["coupon_id"].as_str().unwrap(), 301)]).await.expect(204);
    assert_eq!(coupons(&sim, &auth, "").await[0]["status"], 3);
    assert_eq!(cents(&sim.budget(&id).await["used_amount"]), 500);
    sim.advance(366 * 86_400).await;
    assert!(coupons(&sim, &auth, "").await.is_empty(), "used more than a year ago");
}

#[tokio::test]
async fn what_a_coupon_bore_does_not_come_back_as_money() {
    let sim = Sim::start().await;
    let id = sim.id_of("musica-cafe").await;
    sim.set_budget(json!({"customer_id": id, "budget_amount": 900_000})).await.expect(204);
    let auth = sim.customer(&id).await;
    let main = sim.resources(&auth, json!({"only_main_resource": 1})).await[0]["resource_id"].clone();
    let body = json!({"resource_ids": [main], "period_type": 3, "period_num": 1, "is_auto_pay": 0});
    let path = "/v2/orders/subscriptions/resources/renew";
    let made = sim.call(&auth, "POST", path, body).await.expect(200).json();
    let order = made["order_ids"][0].as_str().unwrap().to_owned();
    let welcome = usable(&sim, &auth, "Welcome coupon").await;
    pay(&sim, &auth, &order, &[(&welcome, 301)]).await.expect(204);
    sim.advance(60).await;
    // The renewed term has not begun, so that all of its price comes back.
    let body = json!({"resource_ids": [main], "unsubscribe_type": 2});
    let path = "/v2/orders/subscriptions/resources/unsubscribe";
    sim.call(&auth, "POST", path, body).await.expect(200);
    let ledger = sim.ledger().await;
    let amount = |kind: &str| cents(&ledger.iter().find(|entry| entry["kind"] == kind).unwrap()["amount"]);
    assert!(amount("payment") > 0);
    assert_eq!(amount("refund"), -amount("payment"));
}
