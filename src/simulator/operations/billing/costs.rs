//! POST /v4/costs/cost-analysed-bills/query: costs by the dimensions that are named, per day
//! or month. Amounts are texts.
//!
//! ORIGINAL_COST counts a charge when it was charged; AMORTIZED_COST spreads what was paid for a
//! term evenly over its days, to the cent. PAYMENT_AMOUNT is what was payable, NET_AMOUNT what of it
//! was paid without coupons (its page only says "paid"). Nobody has cost tags or cost units: they
//! group everything under an empty value. Spans of more than three years are refused. The last
//! month is there at once: its page lets it wait for its bill, and does not say what is answered
//! until then.

use std::collections::BTreeMap;

use crate::operations::billing::records::{PROJECT, charge_mode, first_month};
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::page::Page;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::calendar;
use crate::world::calendar::DAY;
use crate::world::charges;
use crate::world::charges::charge::Charge;
use crate::world::money;
use crate::world::money::{CURRENCY, Cents};

const DIMENSIONS: [&str; 13] = [
    "CLOUD_SERVICE_TYPE",
    "RESOURCE_TYPE",
    "ASSOCIATED_ACCOUNT",
    "REGION_CODE",
    "AZ_CODE",
    "ENTERPRISE_PROJECT_ID",
    "RES_SPEC_CODE",
    "CHARGING_MODE",
    "USAGE_TYPE",
    "BILL_TYPE",
    "BE_ID",
    "PAYER_ACCOUNT_ID",
    "RESOURCE_ID",
];
/// Filters besides the dimensions.
const FURTHER_FILTERS: [&str; 2] = ["RESOURCE_TAG", "COST_UNIT"];
/// Limits of this simulator; the page documents none.
const MOST_GROUPS: usize = 10;
const MOST_VALUES: usize = 1_000;

struct CostQuery {
    /// First seconds of the days or months, and the end of the last one.
    steps: Vec<i64>,
    until: i64,
    by_month: bool,
    /// Kind and key of each grouping.
    groups: Vec<(String, String)>,
    filters: Vec<Filter>,
    amortized: bool,
    without_coupons: bool,
}

struct Filter {
    excludes: bool,
    key: String,
    values: Vec<String>,
}

impl CostQuery {
    fn read(body: &Fields, now: i64) -> Result<Self, ApiError> {
        let wrong = || ApiError::parameter("time_condition");
        let time = body.object("time_condition")?.ok_or_else(wrong)?;
        let by_month = time.required_integer("time_measure_id", 1, 2)? == 2;
        let read = |name| {
            let text = time.required(name, 32)?;
            let begin = if by_month { calendar::parse_month(&text) } else { calendar::parse_day(&text) };
            begin.ok_or_else(|| ApiError::parameter(name))
        };
        let (from, last) = (read("begin_time")?, read("end_time")?);
        if from < first_month(now) {
            return Err(ApiError::parameter("begin_time"));
        }
        let next = |at| if by_month { calendar::next_month_begin(at) } else { at + DAY };
        // The end is limited as well, so that the list of days stays short.
        if last < from || last > calendar::add_months(from, 36) {
            return Err(ApiError::parameter("end_time"));
        }
        let steps: Vec<i64> =
            std::iter::successors(Some(from), |at| Some(next(*at))).take_while(|at| *at <= last).collect();
        Ok(Self {
            until: next(last),
            steps,
            by_month,
            groups: groups(body)?,
            filters: filters(body)?,
            amortized: needed(body, "cost_type", &["ORIGINAL_COST", "AMORTIZED_COST"])? == "AMORTIZED_COST",
            without_coupons: needed(body, "amount_type", &["PAYMENT_AMOUNT", "NET_AMOUNT"])? == "NET_AMOUNT",
        })
    }

    /// Begin and end of each step.
    fn spans(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        let ends = self.steps.iter().skip(1).copied().chain([self.until]);
        self.steps.iter().copied().zip(ends)
    }
}

fn needed(body: &Fields, name: &str, choices: &[&str]) -> Result<String, ApiError> {
    body.choice(name, choices)?.ok_or_else(|| ApiError::parameter(name))
}

fn groups(body: &Fields) -> Result<Vec<(String, String)>, ApiError> {
    let groups = body.objects("groupby", MOST_GROUPS)?;
    if groups.is_empty() {
        return Err(ApiError::parameter("groupby"));
    }
    let read = |group: &Fields| {
        let kind = needed(group, "type", &["dimension", "tag", "cost_unit"])?;
        let key = group.required("key", 64)?;
        if kind == "dimension" && !DIMENSIONS.contains(&key.as_str()) {
            return Err(ApiError::parameter("groupby.key"));
        }
        Ok((kind, key))
    };
    groups.iter().map(read).collect()
}

fn filters(body: &Fields) -> Result<Vec<Filter>, ApiError> {
    let read = |filter: &Fields| {
        let excludes = filter.required_integer("operator", 0, 1)? == 1;
        let factor = filter.object("filter_factor")?.ok_or_else(|| ApiError::parameter("filter_factor"))?;
        let key = factor.required("key", 256)?;
        if !DIMENSIONS.iter().chain(&FURTHER_FILTERS).any(|known| *known == key) {
            return Err(ApiError::parameter("filter_factor.key"));
        }
        Ok(Filter { excludes, key, values: factor.some_texts("value", MOST_VALUES, 256)? })
    };
    body.objects("filters", 100)?.iter().map(read).collect()
}

/// The value of a charge in a dimension.
fn value(account: &Account<'_>, line: &Charge, key: &str) -> String {
    let product = line.code.product();
    match key {
        "CLOUD_SERVICE_TYPE" => product.service.to_owned(),
        "RESOURCE_TYPE" => product.resource.to_owned(),
        "ASSOCIATED_ACCOUNT" | "PAYER_ACCOUNT_ID" => account.profile.id.clone(),
        "REGION_CODE" => line.region.to_owned(),
        "AZ_CODE" => format!("{}a", line.region),
        "ENTERPRISE_PROJECT_ID" => PROJECT.to_owned(),
        "RES_SPEC_CODE" => product.spec.to_owned(),
        "CHARGING_MODE" => charge_mode(line.mode).to_string(),
        "USAGE_TYPE" if line.is_usage() => "Duration".to_owned(),
        "BILL_TYPE" => line.bill_type.to_string(),
        "RESOURCE_ID" => line.resource.clone(),
        "RESOURCE_TAG" => line.tag.to_owned(),
        _ => String::new(),
    }
}

/// Net amount and list price for each step.
type Row = Vec<(Cents, Cents)>;

pub fn query(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let body = &call.body;
    let query = CostQuery::read(body, world.now())?;
    let page = Page {
        offset: body.integer("offset", 0, 200_000)?.unwrap_or(0) as usize,
        limit: body.integer("limit", 0, 1_000)?.unwrap_or(10) as usize,
    };
    world.read(call.customer()?, |account| {
        let rows: Vec<(Vec<String>, Row)> = rows(account, &query).into_iter().collect();
        let data = page.of(&rows).map(|(values, row)| row_json(&query, values, row));
        let body = Object::new()
            .text("currency", CURRENCY)
            .integer("total_count", rows.len() as i64)
            .list("cost_data", data);
        Ok(Reply::ok(body.finish()))
    })
}

fn rows(account: &Account<'_>, query: &CostQuery) -> BTreeMap<Vec<String>, Row> {
    let begin = query.steps.first().copied().unwrap_or(query.until);
    // Amortized amounts may have been paid long before the span.
    let from = if query.amortized { calendar::add_months(begin, -36) } else { begin };
    let mut rows: BTreeMap<Vec<String>, Row> = BTreeMap::new();
    for line in charges::between(account, from, query.until) {
        let admitted = query
            .filters
            .iter()
            .all(|filter| filter.values.contains(&value(account, &line, &filter.key)) != filter.excludes);
        if !admitted {
            continue;
        }
        let parts = parts(query, &line);
        if parts.iter().all(|part| *part == (0, 0)) {
            continue;
        }
        let place = |(kind, key): &(String, String)| {
            if kind == "dimension" { value(account, &line, key) } else { String::new() }
        };
        let row =
            rows.entry(query.groups.iter().map(place).collect()).or_insert_with(|| vec![(0, 0); parts.len()]);
        for (sum, part) in row.iter_mut().zip(parts) {
            sum.0 += part.0;
            sum.1 += part.1;
        }
    }
    rows
}

/// The part of a charge in each step.
fn parts(query: &CostQuery, line: &Charge) -> Row {
    let amount = if query.without_coupons { line.net - line.coupons } else { line.net };
    let spread = line.term.filter(|_| query.amortized);
    let share = |whole: Cents, (from, until): (i64, i64)| match spread {
        Some(term) => by_then(whole, term, until) - by_then(whole, term, from),
        None if (from..until).contains(&line.at) => whole,
        None => 0,
    };
    query.spans().map(|span| (share(amount, span), share(line.official, span))).collect()
}

/// The part of a term's payment that falls before an instant; differences of it add up to the
/// whole.
fn by_then(whole: Cents, (from, until): (i64, i64), at: i64) -> Cents {
    let length = i128::from((until - from).max(1));
    let elapsed = i128::from(at - from).clamp(0, length);
    (i128::from(whole) * elapsed / length) as Cents
}

fn row_json(query: &CostQuery, values: &[String], row: &Row) -> String {
    let dimensions = query
        .groups
        .iter()
        .zip(values)
        .map(|((_, key), value)| Object::new().text("key", key).text("value", value).finish());
    let costs = query.steps.iter().zip(row).map(|(step, (amount, official))| {
        let time = if query.by_month { calendar::month_text(*step) } else { calendar::day_text(*step) };
        Object::new()
            .text("time_dimension_value", &time)
            .integer("time_measure_id", if query.by_month { 2 } else { 1 })
            .amount_text("amount", *amount)
            .amount_text("official_amount", *official)
            .finish()
    });
    let sum = |pick: fn(&(Cents, Cents)) -> Cents| money::string(row.iter().map(pick).sum());
    Object::new()
        .list("dimensions", dimensions)
        .list("costs", costs)
        .text("amount_by_costs", &sum(|part| part.0))
        .text("official_amount_by_costs", &sum(|part| part.1))
        .finish()
}
