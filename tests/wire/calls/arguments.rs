//! What the methods of the client are called with: everything that can be said.

use partnerdesk::model::budget::{BudgetAmount, BudgetType, FreezeBehaviour};
use partnerdesk::model::coupon::{CouponKind, CouponStatus};
use partnerdesk::model::customer::Association;
use partnerdesk::model::ids::{CustomerId, OrderId, ResellerId, ResourceId};
use partnerdesk::model::on_demand::OnDemandStatus;
use partnerdesk::model::order::{OrderStatus, OrderType};
use partnerdesk::model::product_price::{HOUR, Product, SizeUnit, TermInquiry, TermUnit, UsageInquiry};
use partnerdesk::model::realname::{CompanyCertificate, PersonCertificate};
use partnerdesk::model::time::Timestamp;
use partnerdesk::model::unsubscribe::{GivingBack, GivingBackReason};
use partnerdesk::server::partner::{
    CompanyPapers, CouponsQuery, CustomersQuery, NewCustomer, OnDemandQuery, OrdersQuery, PersonPapers,
    ProvenEmail, Representative, SetBudget, Unsubscribe,
};

pub fn customer() -> CustomerId {
    CustomerId::parse("c1").unwrap()
}

pub fn order() -> OrderId {
    OrderId::parse("CS1").unwrap()
}

pub fn reseller() -> ResellerId {
    ResellerId::parse("r1").unwrap()
}

pub fn resource() -> ResourceId {
    ResourceId::parse("x1").unwrap()
}

fn instant(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

pub fn budget() -> SetBudget {
    SetBudget {
        customer: customer(),
        reseller: Some(reseller()),
        amount: BudgetAmount::parse("77.01").unwrap(),
        kind: BudgetType::Monthly,
        freeze: Some(FreezeBehaviour::Automatic),
        lift_freeze: true,
    }
}

pub fn customers_query() -> CustomersQuery {
    CustomersQuery {
        reseller: Some(reseller()),
        customer: Some(customer()),
        account_name: Some("aurora".into()),
        name: Some("Aurora".into()),
        label: Some("gold".into()),
        association: Some(Association::Resale),
        associated_begin: instant("2024-01-05T02:00:00Z"),
        associated_end: instant("2024-02-05T02:00:00Z"),
        offset: 100,
        limit: 100,
    }
}

pub fn orders_query() -> OrdersQuery {
    OrdersQuery {
        customer: Some(customer()),
        reseller: Some(reseller()),
        order: Some(order()),
        status: Some(OrderStatus::from(6)),
        kind: Some(OrderType::from(2)),
        created_begin: instant("2024-01-05T02:00:00Z"),
        created_end: instant("2024-02-05T02:00:00Z"),
        newest_first: true,
        offset: 100,
        limit: 100,
    }
}

pub fn coupons_query() -> CouponsQuery {
    CouponsQuery {
        coupon: Some("CP1".into()),
        order: Some(order()),
        plan: Some("PL1".into()),
        kind: Some(CouponKind::Cash),
        status: Some(CouponStatus::Usable),
        active_begin: instant("2024-01-05T02:00:00Z"),
        active_end: instant("2024-02-05T02:00:00Z"),
        source: Some("1".into()),
        offset: 100,
        limit: 100,
    }
}

pub fn new_customer() -> NewCustomer {
    NewCustomer {
        account_name: Some("nw-demo-02".into()),
        email: Some(ProvenEmail { address: "ops@nw.test".into(), code: "123456".into() }),
        area: "MX".into(),
        xaccount_id: "shop-7782".into(),
        xaccount_type: "DEMO_IDP".into(),
        password: Some("a-Passw0rd".into()),
        without_marketing: true,
        reseller: Some(reseller()),
        wait_for_association: true,
    }
}

pub fn person() -> PersonPapers {
    PersonPapers {
        customer: customer(),
        certificate: PersonCertificate::Passport,
        files: vec!["front.jpg".into(), "back.jpg".into()],
        name: "Ana Nov\u{e1}kov\u{e1}".into(),
        number: "P1".into(),
        xaccount_type: "DEMO_IDP".into(),
    }
}

pub fn company() -> CompanyPapers {
    CompanyPapers {
        customer: customer(),
        certificate: Some(CompanyCertificate::BusinessLicence),
        files: vec!["licence.pdf".into()],
        name: "Northwind".into(),
        number: "N1".into(),
        country: Some("MX".into()),
        address: Some("Av. Uno 1".into()),
        xaccount_type: "DEMO_IDP".into(),
        representative: Some(Representative { name: "Ana".into(), number: "P1".into() }),
    }
}

pub fn unsubscribe() -> Unsubscribe {
    Unsubscribe {
        customer: customer(),
        resources: vec![resource()],
        what: GivingBack::Everything,
        reason: Some(GivingBackReason::Other),
        words: Some("no longer needed".into()),
    }
}

fn product() -> Product {
    Product {
        service_code: "hws.service.type.ebs".into(),
        type_code: "hws.resource.type.volume".into(),
        specification: "SAS".into(),
        region: "ap-southeast-3".into(),
        size: Some((40, SizeUnit::Gigabytes)),
    }
}

pub fn term_inquiry() -> TermInquiry {
    TermInquiry { product: product(), unit: TermUnit::Month, count: 2, quantity: 1 }
}

pub fn usage_inquiry() -> UsageInquiry {
    let usage = "1.5".parse().unwrap();
    UsageInquiry { product: product(), factor: "Duration".into(), usage, unit: HOUR, quantity: 3 }
}

pub fn on_demand_query() -> OnDemandQuery {
    OnDemandQuery {
        customer: customer(),
        reseller: Some(reseller()),
        region: Some("ap-southeast-3".into()),
        service: Some("hws.service.type.ec2".into()),
        resources: vec![resource()],
        effective_begin: instant("2024-01-05T02:00:00Z"),
        effective_end: instant("2024-02-05T02:00:00Z"),
        status: Some(OnDemandStatus::Normal),
        offset: 100,
        limit: 100,
    }
}
