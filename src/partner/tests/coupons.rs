//! Coupons: what is sent and what is read.

use super::peer::{Peer, json};
use super::*;
use crate::CouponsQuery;
use model::coupons::{CouponHold, CouponKind, CouponStatus, CouponVersion};

const COUPONS: &str = "/v2/promotions/benefits/coupons";

#[tokio::test]
async fn coupons() {
    let page = r#"{"count":4,"user_coupons":[
        {"coupon_id":"k1","coupon_code":"HC-1","status":2,"customer_id":"c1","coupon_type":1,"measure_id":1,
         "face_value":50.10,"valid_time":"2024-01-01T00:00:00Z","expire_time":"2025-01-01T00:00:00Z",
         "order_id":"CS1","promotion_plan_id":"p1","plan_name":"Welcome","use_limits":[
           {"use_limiti_info_id":"l1","limit_key":"cycleType","value1":"11","value2":null,"value_unit":""},7],
         "active_time":"2024-01-02T00:00:00Z","reserve_time":"2024-01-03T00:00:00Z","coupon_version":2,
         "balance":0.10,"lock_order_id":"CS2","is_frozen":"0","currency":"USD","source_id":"s1","new":[]},
        {"coupon_id":"k2","status":8,"coupon_type":9,"coupon_version":3,"is_frozen":"2","balance":null},
        {"coupon_id":"k3","face_value":"much"},
        {"coupon_id":null}]}"#;
    let peer = Peer::start().await.on(COUPONS, vec![json(200, page)]);
    let (partner, _) = client(&peer);
    let query = CouponsQuery {
        coupon: Some("k1".into()),
        order: Some(order_id()),
        plan: Some("p1".into()),
        kind: Some(CouponKind::Cash),
        status: Some(CouponStatus::Usable),
        active_begin: Some(instant("2024-01-01T00:00:00Z")),
        active_end: Some(instant("2024-02-01T00:00:00Z")),
        source: Some("s1".into()),
        offset: 20,
        limit: 10,
    };
    let page = partner.coupons(Some(&customer()), &query).await.unwrap();
    let seen = peer.only(COUPONS);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("GET", "CAK-c1-1"));
    let expected = [
        ("coupon_id", "k1"),
        ("order_id", "CS1"),
        ("promotion_plan_id", "p1"),
        ("coupon_type", "1"),
        ("status", "2"),
        ("active_start_time", "2024-01-01T00:00:00Z"),
        ("active_end_time", "2024-02-01T00:00:00Z"),
        ("offset", "20"),
        ("limit", "10"),
        ("source_id", "s1"),
    ];
    assert_eq!(seen.query, pairs(&expected));
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(4), 2, 2));
    let first = &page.rows[0];
    assert_eq!((first.status, first.kind), (Some(CouponStatus::Usable), Some(CouponKind::Cash)));
    assert_eq!((first.version, first.hold.clone()), (Some(CouponVersion::Reusable), Some(CouponHold::No)));
    assert_eq!(first.face_value.as_ref().unwrap().amount.to_string(), "50.10");
    assert_eq!(first.balance.as_ref().unwrap().to_string(), "USD 0.10");
    assert_eq!(first.valid_until, Some(instant("2025-01-01T00:00:00Z")));
    assert_eq!((first.order.clone(), first.held_by.as_ref().unwrap().as_str()), (Some(order_id()), "CS2"));
    assert_eq!(first.limits.len(), 1);
    assert_eq!(
        (first.limits[0].key.as_deref(), first.limits[0].value.as_deref()),
        (Some("cycleType"), Some("11"))
    );
    let second = &page.rows[1];
    assert_eq!((second.status, second.kind), (Some(CouponStatus::Other(8)), Some(CouponKind::Other(9))));
    assert_eq!(second.hold, Some(CouponHold::Other("2".into())));
    assert_eq!((second.face_value.clone(), second.balance.clone()), (None, None));
}

#[tokio::test]
async fn without_a_customer_they_are_the_partner_s() {
    let peer = Peer::start().await.on(COUPONS, vec![json(200, r#"{"count":0,"user_coupons":null}"#)]);
    let (partner, _) = client(&peer);
    let page = partner.coupons(None, &CouponsQuery::default()).await.unwrap();
    let seen = peer.only(COUPONS);
    assert_eq!(seen.access_key(), AK);
    assert_eq!(seen.query, pairs(&[("offset", "0"), ("limit", "100")]));
    assert_eq!((page.total, page.rows.len()), (Some(0), 0));
}
