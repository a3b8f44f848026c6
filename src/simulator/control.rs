//! The control plane below `/_simulator/`, without signatures: for tests and demos only.
//! The calls are listed in the documentation of the module above.

use super::clock;
use super::errors::Failure;
use super::faults::{Kind, Rule};
use super::gateway::Incoming;
use super::iam;
use super::json::Object;
use super::money;
use super::operations;
use super::orders;
use super::params::Fields;
use super::reply::Reply;
use super::state::World;
use super::tenant::catalogue::{Code, Period};
use super::tenant::identity;
use super::tenant::order::{DEFAULT_DEADLINE, Line};
use super::verification;

pub const PREFIX: &str = "/_simulator/";

pub async fn answer(world: &World, incoming: &Incoming) -> Reply {
    let call = incoming.path.trim_start_matches(PREFIX);
    let reply = match (incoming.method.as_str(), call) {
        ("GET", "state") => Ok(state(world)),
        ("GET", "operations") => Ok(operations()),
        ("POST", "clock") => move_clock(world, incoming),
        ("POST", "faults") => add_fault(world, incoming),
        ("DELETE", "faults") => {
            world.faults.clear();
            Ok(Reply::done())
        }
        ("POST", "limits") => set_limits(world, incoming),
        ("GET", "ledger") => Ok(ledger(world)),
        ("GET", "codes") => code(world, incoming),
        ("GET", "requests") => requests(world, incoming),
        ("DELETE", "requests") => {
            world.journal.clear();
            Ok(Reply::done())
        }
        ("POST", "orders") => make_order(world, incoming),
        ("POST", "orders/reprice") => reprice_order(world, incoming),
        ("POST", "tokens/expire") => {
            world.end_tokens();
            Ok(Reply::done())
        }
        ("POST", "files") => deliver_files(world).await,
        _ => Err(Failure::no_such_api()),
    };
    let settled = world.settle_file().await;
    match settled.and(reply) {
        Ok(reply) => reply,
        Err(failure) => Reply::json(failure.status, failure.body(&incoming.request_id)),
    }
}

fn state(world: &World) -> Reply {
    let body = Object::new()
        .time("clock", world.now())
        .integer("clock_offset_seconds", world.clock.offset())
        .integer("gateway_skew_seconds", world.clock.gateway_skew())
        .time("start_day", world.tenant.day)
        .text("seed", &world.tenant.seed.to_string())
        .integer("customers", i64::from(world.tenant.customers))
        .text("partner_id", &world.tenant.partner_id())
        .text("partner_name", super::tenant::PARTNER_NAME)
        .text("agency", super::tenant::AGENCY)
        .integer("throttled", world.limits.refused() as i64)
        .integer("ledger_entries", world.ledger().len() as i64)
        .finish();
    Reply::ok(body)
}

/// What the simulator can do, so that tests can tell what they have not tried.
fn operations() -> Reply {
    let service = operations::all().map(|operation| {
        Object::new()
            .text("id", operation.id)
            .text("method", operation.method)
            .text("path", operation.path)
            .text("caller", operation.needs.name())
            .integer("per_second", i64::from(operation.per_second))
            .flag("is_write", operation.is_write)
            .finish()
    });
    let identity = iam::Operation::ALL.into_iter().map(|operation| {
        let (method, path) = operation.target();
        Object::new().text("id", operation.id()).text("method", method).text("path", path).finish()
    });
    Reply::ok(Object::new().list("operations", service).list("identity", identity).finish())
}

fn move_clock(world: &World, incoming: &Incoming) -> Result<Reply, Failure> {
    let body = Fields::of_body(&incoming.body)?;
    let far = 20 * 365 * clock::DAY;
    if let Some(seconds) = body.integer("advance_seconds", -far, far)? {
        world.clock.advance(seconds);
    }
    if let Some(now) = body.time("set")? {
        world.clock.set(now);
    }
    if let Some(skew) = body.integer("gateway_skew_seconds", -far, far)? {
        world.clock.set_gateway_skew(skew);
    }
    world.keep_meta("offset", &world.clock.offset().to_string());
    if let Some(bell) = &world.files {
        bell.ring();
    }
    Ok(state(world))
}

async fn deliver_files(world: &World) -> Result<Reply, Failure> {
    let bell = world.files.as_ref().ok_or_else(Failure::no_such_api)?;
    let written = bell.wait().await.map_err(|_| Failure::server())?;
    let rows = written.iter().map(|written| {
        Object::new().text("path", &written.path).integer("records", written.records as i64).finish()
    });
    Ok(Reply::ok(Object::new().list("written", rows).finish()))
}

fn add_fault(world: &World, incoming: &Incoming) -> Result<Reply, Failure> {
    let body = Fields::of_body(&incoming.body)?;
    if let Some(percent) = body.integer("percent", 0, 100)? {
        world.faults.set_percent(percent as u8);
        return Ok(Reply::done());
    }
    let customer = match body.optional("customer_id", 64)? {
        Some(id) => Some(world.customer(&id).ok_or_else(|| Failure::parameter("customer_id"))?),
        None => None,
    };
    let kind = body.required("kind", 64)?;
    let kind: Kind = serde_json::from_value(kind.into()).map_err(|_| Failure::parameter("kind"))?;
    world.faults.add(Rule {
        operation: body.required("operation", 256)?,
        customer,
        kind,
        times: body.integer("times", 1, 1_000_000)?.unwrap_or(1) as u32,
        delay_milliseconds: body.integer("delay_ms", 0, 3_600_000)?.map(|delay| delay as u64),
    });
    Ok(Reply::done())
}

fn set_limits(world: &World, incoming: &Incoming) -> Result<Reply, Failure> {
    let body = Fields::of_body(&incoming.body)?;
    let (enabled, times) = (body.flag("enabled")?, body.integer("times", 1, 1_000)?);
    if enabled.is_none() && times.is_none() {
        return Err(Failure::parameter("enabled"));
    }
    if let Some(enabled) = enabled {
        world.limits.enable(enabled);
    }
    if let Some(times) = times {
        world.limits.grant(times as u32);
    }
    Ok(Reply::done())
}

fn ledger(world: &World) -> Reply {
    let rows = world.ledger().into_iter().map(|entry| {
        let row = Object::new()
            .text("kind", &entry.kind)
            .text("order_id", &entry.order_id)
            .text("customer_id", &entry.customer_id)
            .maybe_text("resource_id", entry.resource_id.as_deref())
            .time("at", entry.at)
            .text("by", &entry.by)
            .maybe_time("old_expire_time", entry.old_expire)
            .maybe_time("new_expire_time", entry.new_expire);
        match entry.amount {
            Some(amount) => row
                .amount_text("amount", amount)
                .amount_text("coupon_amount", entry.coupons)
                .text("currency", money::CURRENCY)
                .finish(),
            None => row.finish(),
        }
    });
    Reply::ok(Object::new().list("entries", rows).finish())
}

/// What an e-mail address was sent last; 404 for one that was sent nothing.
fn code(world: &World, incoming: &Incoming) -> Result<Reply, Failure> {
    let email = Fields::of_query(&incoming.query).required("email", 64)?;
    verification::shown(world, &email).map(Reply::ok).ok_or_else(Failure::no_such_api)
}

fn requests(world: &World, incoming: &Incoming) -> Result<Reply, Failure> {
    let query = Fields::of_query(&incoming.query);
    let limit = query.integer("limit", 1, 10_000)?.unwrap_or(100) as usize;
    let rows = world.journal.last(limit).into_iter().map(|seen| seen.json());
    Ok(Reply::ok(Object::new().list("requests", rows).finish()))
}

/// An unpaid order over exactly this amount, without discount.
fn make_order(world: &World, incoming: &Incoming) -> Result<Reply, Failure> {
    let body = Fields::of_body(&incoming.body)?;
    let id = body.required("customer_id", 64)?;
    let index = world.customer(&id).ok_or_else(Failure::not_my_customer)?;
    let amount = body.amount("amount")?;
    let seconds = body.integer("deadline_seconds", 1, 366 * clock::DAY)?.unwrap_or(DEFAULT_DEADLINE);
    let order_id = world.change(index, |account| {
        let line = Line {
            code: Code::Machine(0),
            region: 0,
            resource: None,
            period: Period::months(1),
            effective: None,
            expire: None,
            official: amount,
            net: amount,
            returns: None,
        };
        let now = account.now;
        let position = account.place(1, 1, now, now + seconds, vec![line]);
        account.orders.get(position).map(|order| order.id(account.tenant, index))
    });
    let order_id = order_id.ok_or_else(Failure::server)?;
    Ok(Reply::json(201, Object::new().text("order_id", &order_id).finish()))
}

/// Another price for an order that was placed during the simulation and waits for payment.
fn reprice_order(world: &World, incoming: &Incoming) -> Result<Reply, Failure> {
    let body = Fields::of_body(&incoming.body)?;
    let id = body.required("order_id", 64)?;
    let amount = body.amount("amount")?;
    let parts = identity::order_parts(world.tenant.seed, &id);
    let (index, _) =
        parts.filter(|(index, _)| world.is_customer(*index)).ok_or_else(Failure::no_such_order)?;
    world.change(index, |account| {
        let position = orders::position(account, &id)?;
        if account.reprice(position, amount) {
            Ok(Reply::done())
        } else {
            Err(Failure::parameter("order_id"))
        }
    })
}
