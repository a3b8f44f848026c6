//! The control plane below `/_simulator/`, without signatures: for tests and demos only.
//! The calls are listed in the documentation of the crate.

use crate::gateway::service::Service;
use crate::operations::{self, identity};
use crate::wire::errors::ApiError;
use crate::wire::faults::Rule;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::request::Request;
use crate::world::calendar::DAY;
use crate::world::fault_kind::FaultKind;
use crate::world::money;
use crate::world::tenant::catalogue::Code;
use crate::world::tenant::order::{DEFAULT_DEADLINE, OrderLine};
use crate::world::tenant::period::Period;
use crate::world::tenant::{AGENCY, PARTNER_NAME, ids};

/// Prefix of its paths.
pub const PREFIX: &str = "/_simulator/";

/// Answers a control request.
pub async fn answer(service: &Service, request: &Request) -> Reply {
    let call = request.path.trim_start_matches(PREFIX);
    let reply = match (request.method.as_str(), call) {
        ("GET", "state") => Ok(state(service)),
        ("GET", "operations") => Ok(operations()),
        ("POST", "clock") => move_clock(service, request),
        ("POST", "faults") => add_fault(service, request),
        ("DELETE", "faults") => {
            service.faults.clear();
            Ok(Reply::done())
        }
        ("POST", "limits") => set_limits(service, request),
        ("GET", "ledger") => Ok(ledger(service)),
        ("GET", "codes") => code(service, request),
        ("GET", "requests") => requests(service, request),
        ("DELETE", "requests") => {
            service.log.clear();
            Ok(Reply::done())
        }
        ("POST", "orders") => make_order(service, request),
        ("POST", "orders/reprice") => reprice_order(service, request),
        ("POST", "tokens/expire") => {
            service.end_tokens();
            Ok(Reply::done())
        }
        ("POST", "files") => deliver_files(service).await,
        _ => Err(ApiError::no_such_api()),
    };
    let stored = service.world.flush().await.map_err(|_| ApiError::server());
    stored.and(reply).unwrap_or_else(|refusal| refusal.reply(&request.id))
}

fn state(service: &Service) -> Reply {
    let body = Object::new()
        .time("clock", service.world.now())
        .integer("clock_offset_seconds", service.world.clock.offset())
        .flag("clock_stopped", service.world.clock.is_stopped())
        .integer("gateway_skew_seconds", service.world.clock.gateway_skew())
        .time("start_day", service.world.tenant.day)
        .text("seed", &service.world.tenant.seed.to_string())
        .integer("customers", i64::from(service.world.tenant.customers))
        .text("partner_id", &service.world.tenant.partner_id())
        .text("partner_name", PARTNER_NAME)
        .text("agency", AGENCY)
        .integer("throttled", service.limits.refused() as i64)
        .integer("ledger_entries", service.world.ledger().len() as i64)
        .finish();
    Reply::ok(body)
}

/// The operations that the simulator offers, so that tests can find those they do not cover.
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
    let identity = identity::Operation::ALL.into_iter().map(|operation| {
        let (method, path) = operation.target();
        Object::new().text("id", operation.id()).text("method", method).text("path", path).finish()
    });
    Reply::ok(Object::new().list("operations", service).list("identity", identity).finish())
}

fn move_clock(service: &Service, request: &Request) -> Result<Reply, ApiError> {
    let body = Fields::of_body(&request.body)?;
    let far = 20 * 365 * DAY;
    if let Some(seconds) = body.integer("advance_seconds", -far, far)? {
        service.world.clock.advance(seconds);
    }
    if let Some(now) = body.time("set")? {
        service.world.clock.set(now);
    }
    if let Some(stopped) = body.flag("stopped")? {
        service.world.clock.stop(stopped);
    }
    if let Some(skew) = body.integer("gateway_skew_seconds", -far, far)? {
        service.world.clock.set_gateway_skew(skew);
    }
    service.world.save_meta("offset", &service.world.clock.offset().to_string());
    if let Some(files) = &service.files {
        files.notify();
    }
    Ok(state(service))
}

async fn deliver_files(service: &Service) -> Result<Reply, ApiError> {
    let files = service.files.as_ref().ok_or_else(ApiError::no_such_api)?;
    let written = files.wait().await.map_err(|_| ApiError::server())?;
    let rows = written.iter().map(|written| {
        Object::new().text("path", &written.path).integer("records", written.records as i64).finish()
    });
    Ok(Reply::ok(Object::new().list("written", rows).finish()))
}

fn add_fault(service: &Service, request: &Request) -> Result<Reply, ApiError> {
    let body = Fields::of_body(&request.body)?;
    if let Some(percent) = body.integer("percent", 0, 100)? {
        service.faults.set_percent(percent as u8);
        return Ok(Reply::done());
    }
    let customer = match body.optional("customer_id", 64)? {
        Some(id) => Some(service.world.customer(&id).ok_or_else(|| ApiError::parameter("customer_id"))?),
        None => None,
    };
    let kind = body.required("kind", 64)?;
    let kind: FaultKind = serde_json::from_value(kind.into()).map_err(|_| ApiError::parameter("kind"))?;
    service.faults.add(Rule {
        operation: body.required("operation", 256)?,
        customer,
        kind,
        times: body.integer("times", 1, 1_000_000)?.unwrap_or(1) as u32,
        delay_milliseconds: body.integer("delay_ms", 0, 3_600_000)?.map(|delay| delay as u64),
    });
    Ok(Reply::done())
}

fn set_limits(service: &Service, request: &Request) -> Result<Reply, ApiError> {
    let body = Fields::of_body(&request.body)?;
    let (enabled, times) = (body.flag("enabled")?, body.integer("times", 1, 1_000)?);
    if enabled.is_none() && times.is_none() {
        return Err(ApiError::parameter("enabled"));
    }
    if let Some(enabled) = enabled {
        service.limits.enable(enabled);
    }
    if let Some(times) = times {
        service.limits.grant(times as u32);
    }
    Ok(Reply::done())
}

fn ledger(service: &Service) -> Reply {
    let rows = service.world.ledger().into_iter().map(|entry| {
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

/// The last verification code sent to an e-mail address; 404 if none was sent.
fn code(service: &Service, request: &Request) -> Result<Reply, ApiError> {
    let email = Fields::of_query(&request.query).required("email", 64)?;
    let code = service.world.last_code(&email).ok_or_else(ApiError::no_such_api)?;
    let body = Object::new()
        .text("code", &code.code)
        .maybe_time("sent_at", code.sent_at)
        .time("expires_at", code.expires_at)
        .flag("used", code.used);
    Ok(Reply::ok(body.finish()))
}

fn requests(service: &Service, request: &Request) -> Result<Reply, ApiError> {
    let query = Fields::of_query(&request.query);
    let limit = query.integer("limit", 1, 10_000)?.unwrap_or(100) as usize;
    let rows = service.log.last(limit).into_iter().map(|request| request.json());
    Ok(Reply::ok(Object::new().list("requests", rows).finish()))
}

/// Creates an unpaid order with exactly this amount, without discount.
fn make_order(service: &Service, request: &Request) -> Result<Reply, ApiError> {
    let body = Fields::of_body(&request.body)?;
    let id = body.required("customer_id", 64)?;
    let index = service.world.customer(&id).ok_or_else(ApiError::not_my_customer)?;
    let amount = body.amount("amount")?;
    let seconds = body.integer("deadline_seconds", 1, 366 * DAY)?.unwrap_or(DEFAULT_DEADLINE);
    let order_id = service.world.change(index, |account| {
        let line = OrderLine {
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
    let order_id = order_id.ok_or_else(ApiError::server)?;
    Ok(Reply::json(201, Object::new().text("order_id", &order_id).finish()))
}

/// Changes the price of an unpaid order that was placed during the simulation.
fn reprice_order(service: &Service, request: &Request) -> Result<Reply, ApiError> {
    let body = Fields::of_body(&request.body)?;
    let id = body.required("order_id", 64)?;
    let amount = body.amount("amount")?;
    let parts = ids::order_parts(service.world.tenant.seed, &id);
    let (index, _) =
        parts.filter(|(index, _)| service.world.is_customer(*index)).ok_or_else(ApiError::no_such_order)?;
    service.world.change(index, |account| {
        let position = account.order_position(&id).ok_or_else(ApiError::no_such_order)?;
        if account.reprice(position, amount) {
            Ok(Reply::done())
        } else {
            Err(ApiError::parameter("order_id"))
        }
    })
}
