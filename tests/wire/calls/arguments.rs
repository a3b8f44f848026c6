//! What the methods of the client are called with: everything that can be said.

use model::bills::{ChargeMode, Grain, RecordType};
use model::budgets::{BudgetAmount, BudgetType, FreezeBehaviour};
use model::costs::{CostSpan, Dimension};
use model::coupons::{CouponKind, CouponStatus};
use model::customers::Association;
use model::ids::{CustomerId, OrderId, ResellerId, ResourceId};
use model::month::BillingMonth;
use model::on_demand::OnDemandStatus;
use model::orders::{OrderStatus, OrderType};
use model::product_prices::{HOUR, Product, SizeUnit, TermInquiry, TermUnit, UsageInquiry};
use model::real_name::{CompanyCertificate, PersonCertificate};
use model::resource_packages::PackageStatus;
use model::time::Timestamp;
use model::unsubscribe::{UnsubscribeReason, UnsubscribeType};
use partner::{
    CompanyPapers, CostsQuery, CouponsQuery, CustomersQuery, DeductionsQuery, FeesQuery, MonthlySumQuery,
    NewCustomer, OldFeesQuery, OnDemandQuery, OrdersQuery, PackagesQuery, PersonPapers, ProvenEmail,
    Representative, SetBudget, Unsubscribe,
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
        what: UnsubscribeType::Everything,
        reason: Some(UnsubscribeReason::Other),
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

pub fn month() -> BillingMonth {
    BillingMonth::parse("2024-01").unwrap()
}

pub fn span() -> (Timestamp, Timestamp) {
    ("2024-01-05T02:00:00Z".parse().unwrap(), "2024-02-05T02:00:00Z".parse().unwrap())
}

pub fn monthly_sum_query() -> MonthlySumQuery {
    MonthlySumQuery {
        month: month(),
        service: Some("hws.service.type.ec2".into()),
        project: Some("0".into()),
        member: Some(customer()),
        offset: 100,
        limit: 100,
    }
}

pub fn fees_query() -> FeesQuery {
    FeesQuery {
        month: month(),
        days: Some(("2024-01-02".into(), "2024-01-03".into())),
        grain: Grain::Day,
        service: Some("hws.service.type.ec2".into()),
        resource_type: Some("hws.resource.type.vm".into()),
        region: Some("ap-southeast-3".into()),
        resource: Some("x1".into()),
        project: Some("0".into()),
        mode: Some(ChargeMode::PayPerUse),
        kind: Some(RecordType::Usage),
        trade: Some("T1".into()),
        with_zero: Some(true),
        member: Some(customer()),
        payer: Some(customer()),
        offset: 100,
        limit: 100,
    }
}

pub fn old_fees_query() -> OldFeesQuery {
    OldFeesQuery {
        mode: ChargeMode::PayPerUse,
        service: Some("hws.service.type.ec2".into()),
        resource_type: Some("hws.resource.type.vm".into()),
        region: Some("ap-southeast-3".into()),
        resource: Some("x1".into()),
        order: Some("CS1".into()),
        project: Some("0".into()),
        page: 2,
        limit: 100,
    }
}

pub fn costs_query() -> CostsQuery {
    CostsQuery {
        span: CostSpan::Days("2024-01-02".into(), "2024-01-03".into()),
        by: vec![Dimension::Region, Dimension::Mode],
        filters: vec![(Dimension::Service, vec!["hws.service.type.ec2".into()], true)],
        amortized: true,
        net: true,
        offset: 100,
        limit: 100,
    }
}

pub fn packages_query() -> PackagesQuery {
    PackagesQuery {
        region: Some("ap-southeast-3".into()),
        order: Some("CS1".into()),
        product: Some("p1".into()),
        name: Some("package".into()),
        project: Some("0".into()),
        status: Some(PackageStatus::InForce),
        services: vec!["hws.service.type.obs".into()],
        offset: 100,
        limit: 100,
    }
}

pub fn deductions_query() -> DeductionsQuery {
    DeductionsQuery {
        days: ("2024-01-02".into(), "2024-01-03".into()),
        item: Some("item-1".into()),
        product: Some("p1".into()),
        resource_type: Some("hws.resource.type.vm".into()),
        offset: 100,
        limit: 100,
    }
}
