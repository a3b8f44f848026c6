//! Builders of test data.

use jiff::Timestamp;
use model::audit::{ApiCall, AuditAction, AuditEntry, AuditOutcome};
use model::budgets::{Budget, BudgetType};
use model::customers::{Association, Customer, Frozen};
use model::error::{Fault, PartnerFailure};
use model::ids::{
    AuditId, BulkId, CustomerId, IntentId, LimitProposalId, NoteId, OrderId, RequestId, ResellerId,
    ResourceId, UserId,
};
use model::intents::{Actor, Intent, IntentPayload, Stage};
use model::money::{Currency, Money};
use model::orders::{Order, OrderStatus, OrderType};
use model::payments::{PayOrder, Payment};
use model::renewals::{Period, Renew, Renewal};
use model::resources::{Resource, ResourceStatus};
use model::users::{Role, User};
use partnerdesk::server::store::{Move, Store};

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The current time of most tests.
pub fn now() -> Timestamp {
    at("2026-11-23T08:00:00Z")
}

pub fn later(seconds: i64) -> Timestamp {
    Timestamp::from_second(now().as_second() + seconds).unwrap()
}

pub fn days(count: i64) -> Timestamp {
    later(count * 86_400)
}

macro_rules! ids {
    ($($name:ident: $id:ty),+) => { $(pub fn $name(text: &str) -> $id { <$id>::parse(text).unwrap() })+ };
}
ids!(customer_id: CustomerId, reseller_id: ResellerId, order_id: OrderId, resource_id: ResourceId,
    user_id: UserId, intent_id: IntentId, audit_id: AuditId, bulk_id: BulkId, proposal_id: LimitProposalId,
    note_id: NoteId);

pub fn usd(text: &str) -> Money {
    Money::new(text.parse().unwrap(), Currency::usd())
}

pub fn customer(id: &str, name: &str) -> Customer {
    Customer {
        id: customer_id(id),
        account_name: format!("login-{id}"),
        name: Some(name.to_owned()),
        associated_at: Some(at("2025-01-01T00:00:00Z")),
        association: Some(Association::Resale),
        label: None,
        telephone: None,
        country_code: None,
        email: None,
        verified: None,
        kind: None,
        frozen: Some(Frozen::No),
        account_manager: None,
        xaccount_id: None,
        xaccount_type: None,
        level: None,
        reseller: None,
    }
}

pub fn budget(customer: &str, amount: &str, used: &str) -> Budget {
    Budget {
        customer: customer_id(customer),
        amount: Some(amount.parse().unwrap()),
        used: Some(used.parse().unwrap()),
        currency: Currency::usd(),
        kind: Some(BudgetType::Monthly),
    }
}

pub fn order(id: &str, customer: &str) -> Order {
    Order {
        id: order_id(id),
        customer: customer_id(customer),
        status: OrderStatus::PendingPayment,
        kind: OrderType::New,
        source: None,
        service_code: Some("hws.service.type.ec2".into()),
        service_name: Some("Elastic Cloud Server".into()),
        amount: Some(usd("100.00")),
        list_amount: None,
        created_at: Some(now()),
        paid_at: None,
        pay_until: None,
        paid_here: None,
    }
}

pub fn resource(id: &str, customer: &str, expires: Timestamp) -> Resource {
    Resource {
        id: resource_id(id),
        customer: customer_id(customer),
        name: Some(format!("server {id}")),
        region: Some("ap-southeast-3".into()),
        service_code: Some("hws.service.type.ec2".into()),
        service_name: Some("Elastic Cloud Server".into()),
        type_code: None,
        type_name: None,
        specification: None,
        parent: None,
        is_main: true,
        status: Some(ResourceStatus::InUse),
        effective_at: None,
        expires_at: Some(expires),
        expire_policy: None,
        renewed_here: None,
    }
}

/// A drafted payment.
pub fn payment(id: &str, order: &str, customer: &str) -> Payment {
    let what = PayOrder {
        order: order_id(order),
        amount: usd("312.4000"),
        moved_to: None,
        order_status: None,
        reason: None,
        job: None,
    };
    Intent::draft(intent_id(id), customer_id(customer), what, ("manager", None), now())
}

/// A drafted renewal.
pub fn renewal(id: &str, customer: &str, resources: &[&str]) -> Renewal {
    let what = Renew {
        resources: resources.iter().map(|id| resource_id(id)).collect(),
        period: Period::Years(1),
        agreed: usd("1200.50"),
        moved_to: None,
        policy: None,
        orders: Vec::new(),
        ends: Vec::new(),
        candidates: Vec::new(),
        failures: Vec::new(),
    };
    Intent::draft(intent_id(id), customer_id(customer), what, ("manager", None), now())
}

/// A move of an intent, by any actor.
pub fn step<'a, T>(id: &'a IntentId, from: &'a [Stage], through: &'a [Stage], by: Actor) -> Move<'a, T> {
    Move {
        id,
        from,
        revision: None,
        through,
        by,
        actor: "manager",
        actor_id: None,
        at: later(1),
        what: None,
        failure: None,
        checked: false,
        next_check_at: None,
        entry: None,
        completions: &[],
    }
}

/// Moves a draft to `end`, like the service and then the actor that ends it.
pub async fn bring<T: IntentPayload>(store: &Store, intent: &Intent<T>, end: Stage) {
    let through = [Stage::Quoted, Stage::Confirmed, Stage::Sent];
    let ways: &[(Stage, &[Stage], Actor)] = match end {
        Stage::Drafted => &[],
        Stage::Void => &[(Stage::Drafted, &[Stage::Void], Actor::Service)],
        Stage::Sent => &[(Stage::Drafted, &through, Actor::Service)],
        Stage::Done => {
            &[(Stage::Drafted, &through, Actor::Service), (Stage::Sent, &[Stage::Done], Actor::Service)]
        }
        Stage::Rejected => {
            &[(Stage::Drafted, &through, Actor::Service), (Stage::Sent, &[Stage::Rejected], Actor::Service)]
        }
        Stage::Unknown => {
            &[(Stage::Drafted, &through, Actor::Service), (Stage::Sent, &[Stage::Unknown], Actor::Service)]
        }
        Stage::Waiting => &[(Stage::Drafted, &[Stage::Quoted, Stage::Waiting], Actor::Service)],
        Stage::NoEffect => {
            &[(Stage::Drafted, &through, Actor::Service), (Stage::Sent, &[Stage::NoEffect], Actor::Janitor)]
        }
        Stage::ConfirmedNotDone => &[
            (Stage::Drafted, &through, Actor::Service),
            (Stage::Sent, &[Stage::NoEffect], Actor::Janitor),
            (Stage::NoEffect, &[Stage::ConfirmedNotDone], Actor::Person),
        ],
        other => panic!("nobody needs {other:?}"),
    };
    for (from, through, by) in ways {
        let from = [*from];
        let step = Move { what: Some(&intent.what), ..step(&intent.id, &from, through, *by) };
        assert!(store.move_intent(&step).await.unwrap(), "{end:?}");
    }
}

pub fn entry(id: &str, action: AuditAction, customer: Option<&str>) -> AuditEntry {
    AuditEntry {
        id: audit_id(id),
        actor: "manager".into(),
        actor_id: None,
        action,
        customer: customer.map(customer_id),
        subject: None,
        facts: vec![("amount".into(), "USD 312.40".into())],
        outcome: AuditOutcome::Open,
        code: None,
        request: RequestId::parse(format!("req-{id}")).unwrap(),
        opened_at: now(),
        completed_at: None,
    }
}

pub fn call(operation: &str, status: Option<u16>) -> ApiCall {
    ApiCall {
        operation: operation.into(),
        method: "POST".into(),
        path: "/v3/orders/customer-orders/pay".into(),
        status,
        request_id: Some("r-1".into()),
        code: None,
        millis: 41,
        at: now(),
    }
}

pub fn failure(code: &str) -> PartnerFailure {
    PartnerFailure {
        operation: "PayOrders".into(),
        code: Some(code.into()),
        message: Some("it said so".into()),
        status: Some(500),
        request_id: None,
        fault: Fault::Unclear,
        unclear: true,
        paused_until: None,
    }
}

pub fn user(id: &str, name: &str) -> User {
    User {
        id: user_id(id),
        name: name.into(),
        role: Role::Manager,
        active: true,
        created_at: now(),
        signed_in_at: None,
    }
}
