//! Costs of a customer by dimension (billing.yaml, ListCosts).

use serde::Serialize;

use crate::Paged;
use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::LIST_COSTS;
use model::costs::{CostRow, CostSpan, CostStep, Dimension};
use model::error::PartnerFailure;
use model::ids::CustomerId;
use model::money::Currency;

/// What to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostsQuery {
    /// From when to when.
    pub span: CostSpan,
    /// By what; at least one.
    pub by: Vec<Dimension>,
    /// Only these values of a dimension, or with `true` all but these.
    pub filters: Vec<(Dimension, Vec<String>, bool)>,
    /// What was paid for a term is spread over it.
    pub amortized: bool,
    /// What was paid, instead of what was payable.
    pub net: bool,
    /// Rows to skip.
    pub offset: u32,
    /// Rows on the page, at most 1,000.
    pub limit: u32,
}

#[derive(Serialize)]
struct Body<'a> {
    time_condition: Time,
    groupby: Vec<Group<'a>>,
    cost_type: &'static str,
    amount_type: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    filters: Vec<Filter<'a>>,
    offset: u32,
    limit: u32,
}

#[derive(Serialize)]
struct Time {
    time_measure_id: u8,
    begin_time: String,
    end_time: String,
}

#[derive(Serialize)]
struct Group<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    key: &'a str,
}

#[derive(Serialize)]
struct Filter<'a> {
    operator: u8,
    filter_factor: Factor<'a>,
}

#[derive(Serialize)]
struct Factor<'a> {
    key: &'a str,
    value: &'a [String],
}

impl Time {
    fn of(span: &CostSpan) -> Self {
        let (time_measure_id, begin_time, end_time) = match span {
            CostSpan::Days(from, until) => (1, from.clone(), until.clone()),
            CostSpan::Months(from, until) => (2, from.to_string(), until.to_string()),
        };
        Self { time_measure_id, begin_time, end_time }
    }
}

impl<'a> Body<'a> {
    fn of(query: &'a CostsQuery) -> Self {
        let group = |dimension: &'a Dimension| Group { kind: "dimension", key: dimension.code() };
        let filter = |(dimension, values, excludes): &'a (Dimension, Vec<String>, bool)| Filter {
            operator: u8::from(*excludes),
            filter_factor: Factor { key: dimension.code(), value: values },
        };
        Self {
            time_condition: Time::of(&query.span),
            groupby: query.by.iter().map(group).collect(),
            cost_type: if query.amortized { "AMORTIZED_COST" } else { "ORIGINAL_COST" },
            amount_type: if query.net { "NET_AMOUNT" } else { "PAYMENT_AMOUNT" },
            filters: query.filters.iter().map(filter).collect(),
            offset: query.offset,
            limit: query.limit,
        }
    }
}

impl Partner {
    /// One page of a customer's costs by dimension. The last month is there only after its bill.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached. Rows with an amount
    /// that cannot be read exactly are counted as skipped.
    pub async fn costs(
        &self,
        customer: &CustomerId,
        query: &CostsQuery,
    ) -> Result<Paged<CostRow>, PartnerFailure> {
        let call = Call::new(&LIST_COSTS).acting_for(customer).json(&Body::of(query));
        let costs = self.call(call, |answer| {
            let fields = answer.fields()?;
            let currency = fields.currency("currency")?.unwrap_or_else(|| self.config().currency.clone());
            let (rows, skipped) = fields.rows("cost_data", |row| cost(row, &currency).ok())?;
            Ok(Paged { total: fields.count("total_count"), rows, skipped })
        });
        Ok(costs.await?)
    }
}

fn cost(row: &Fields<'_>, currency: &Currency) -> Result<CostRow, Unreadable> {
    let dimension = |part: &Fields<'_>| Some((part.text("key")?, part.text("value").unwrap_or_default()));
    let step = |part: &Fields<'_>| {
        Some(CostStep {
            time: part.text("time_dimension_value")?,
            amount: part.exact("amount").ok().flatten()?,
            list: part.exact("official_amount").ok()?,
        })
    };
    let (dimensions, lost) = row.rows("dimensions", dimension)?;
    let (steps, unread) = row.rows("costs", step)?;
    if lost + unread > 0 {
        return Err(Unreadable);
    }
    Ok(CostRow {
        dimensions,
        steps,
        total: row.exact("amount_by_costs")?,
        list_total: row.exact("official_amount_by_costs")?,
        currency: currency.clone(),
    })
}
