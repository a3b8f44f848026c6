//! What products cost before they are bought (transactions.yaml, ListRateOnPeriodDetail and
//! ListOnDemandResourceRatings).
//!
//! The lines of an inquiry are numbered here, and each has to come back with its price: a total
//! for less than was asked about is no quote.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::client::Partner;
use crate::client::answer::Refusal;
use crate::client::call::Call;
use crate::client::error::CallError;
use crate::client::wire::{Fields, Unreadable, number};
use crate::operations::{Operation, PRICE_TERMS, PRICE_USAGE};
use model::error::PartnerFailure;
use model::ids::CustomerId;
use model::money::Currency;
use model::product_prices::{
    DiscountKind, Price, Product, SizeUnit, TermInquiry, TermOffer, TermQuote, TermUnit, UsageInquiry,
    UsageQuote,
};
use model::time::Timestamp;

/// Products that one inquiry takes.
const MOST_AT_ONCE: usize = 100;

/// Up to 10 decimals (`inquiry_precision` 1) instead of 6: a cut price by the hour would be too
/// small once it is multiplied.
const FINEST: u8 = 1;

#[derive(Serialize)]
struct Body<'a, Line> {
    project_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    inquiry_precision: Option<u8>,
    product_infos: Vec<Line>,
}

#[derive(Serialize)]
struct ProductLine<'a> {
    id: String,
    cloud_service_type: &'a str,
    resource_type: &'a str,
    resource_spec: &'a str,
    region: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource_size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_measure_id: Option<SizeUnit>,
}

#[derive(Serialize)]
struct TermLine<'a> {
    #[serde(flatten)]
    product: ProductLine<'a>,
    period_type: TermUnit,
    period_num: u32,
    subscription_num: u32,
}

#[derive(Serialize)]
struct UsageLine<'a> {
    #[serde(flatten)]
    product: ProductLine<'a>,
    usage_factor: &'a str,
    usage_value: Box<RawValue>,
    usage_measure_id: i64,
    subscription_num: u32,
}

impl Partner {
    /// Prices of up to a hundred products for a term, with the customer's keys, so that its discounts
    /// count. `project` is any project of the customer.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call (CBC.99006006 for a product it does not
    /// know) or could not be reached; with fault `Ours` and nothing sent for no product or too many.
    pub async fn term_prices(
        &self,
        customer: &CustomerId,
        project: &str,
        inquiries: &[TermInquiry],
    ) -> Result<TermQuote, PartnerFailure> {
        within_limits(&PRICE_TERMS, inquiries.len())?;
        let lines = inquiries.iter().enumerate().map(|(place, inquiry)| TermLine {
            product: line(place, &inquiry.product),
            period_type: inquiry.unit,
            period_num: inquiry.count,
            subscription_num: inquiry.quantity,
        });
        let body = Body { project_id: project, inquiry_precision: None, product_infos: lines.collect() };
        let call = Call::new(&PRICE_TERMS).acting_for(customer).json(&body);
        let quote =
            self.call(call, |answer| term_quote(&answer.fields()?, inquiries.len(), self.clock().now()));
        Ok(quote.await?)
    }

    /// Prices of up to a hundred products by usage, with the customer's keys, so that its
    /// discounts count; to 10 decimals. `project` is any project of the customer.
    ///
    /// # Errors
    /// As [`Partner::term_prices`].
    pub async fn usage_prices(
        &self,
        customer: &CustomerId,
        project: &str,
        inquiries: &[UsageInquiry],
    ) -> Result<UsageQuote, PartnerFailure> {
        within_limits(&PRICE_USAGE, inquiries.len())?;
        let lines = inquiries.iter().enumerate().map(|(place, inquiry)| {
            Ok(UsageLine {
                product: line(place, &inquiry.product),
                usage_factor: &inquiry.factor,
                usage_value: number(inquiry.usage)?,
                usage_measure_id: inquiry.unit,
                subscription_num: inquiry.quantity,
            })
        });
        let lines: Result<Vec<_>, Unreadable> = lines.collect();
        let lines = lines.map_err(|_| Refusal::unanswered(&PRICE_USAGE, CallError::Invalid))?;
        let body = Body { project_id: project, inquiry_precision: Some(FINEST), product_infos: lines };
        let call = Call::new(&PRICE_USAGE).acting_for(customer).json(&body);
        let quote =
            self.call(call, |answer| usage_quote(&answer.fields()?, inquiries.len(), self.clock().now()));
        Ok(quote.await?)
    }
}

fn within_limits(operation: &'static Operation, count: usize) -> Result<(), PartnerFailure> {
    if (1..=MOST_AT_ONCE).contains(&count) {
        return Ok(());
    }
    Err(Refusal::unanswered(operation, CallError::Invalid).into())
}

fn line(place: usize, product: &Product) -> ProductLine<'_> {
    ProductLine {
        id: place.to_string(),
        cloud_service_type: &product.service_code,
        resource_type: &product.type_code,
        resource_spec: &product.specification,
        region: &product.region,
        resource_size: product.size.map(|(size, _)| size),
        size_measure_id: product.size.map(|(_, unit)| unit),
    }
}

fn term_quote(fields: &Fields<'_>, asked: usize, quoted_at: Timestamp) -> Result<TermQuote, Unreadable> {
    let list = fields.object("official_website_rating_result").ok_or(Unreadable)?;
    let (offers, unread) = fields.rows("optional_discount_rating_results", |row| offer(row, asked).ok())?;
    if unread > 0 {
        return Err(Unreadable);
    }
    Ok(TermQuote {
        currency: currency(fields)?,
        list_total: amount(&list, "official_website_amount")?,
        list: by_place(&list, asked, |row| amount(row, "official_website_amount"))?,
        offers,
        quoted_at,
    })
}

fn offer(row: &Fields<'_>, asked: usize) -> Result<TermOffer, Unreadable> {
    Ok(TermOffer {
        discount_id: row.text("discount_id"),
        kind: row.whole("discount_type").map(DiscountKind::from),
        name: row.text("discount_name"),
        is_best: row.whole("best_offer") == Some(1),
        total: price(row)?,
        products: by_place(row, asked, price)?,
    })
}

fn usage_quote(fields: &Fields<'_>, asked: usize, quoted_at: Timestamp) -> Result<UsageQuote, Unreadable> {
    Ok(UsageQuote {
        currency: currency(fields)?,
        total: price(fields)?,
        products: by_place(fields, asked, price)?,
        quoted_at,
    })
}

/// For these operations the sheet says what a missing currency means.
fn currency(fields: &Fields<'_>) -> Result<Currency, Unreadable> {
    Ok(fields.currency("currency")?.unwrap_or_else(Currency::usd))
}

fn price(fields: &Fields<'_>) -> Result<Price, Unreadable> {
    Ok(Price {
        list: amount(fields, "official_website_amount")?,
        discount: amount(fields, "discount_amount")?,
        net: amount(fields, "amount")?,
    })
}

fn amount(fields: &Fields<'_>, name: &str) -> Result<Decimal, Unreadable> {
    if !fields.in_main_unit() {
        return Err(Unreadable);
    }
    fields.exact(name)?.ok_or(Unreadable)
}

/// The `product_rating_results` of each line of the request, in its order.
fn by_place<T>(
    fields: &Fields<'_>,
    asked: usize,
    read: impl Fn(&Fields<'_>) -> Result<T, Unreadable>,
) -> Result<Vec<T>, Unreadable> {
    let rows = fields.items("product_rating_results")?;
    let rows = rows.iter().map(|row| Fields::parse(row.get().as_bytes()));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let of_place = |place: usize| {
        let id = place.to_string();
        let row = rows.iter().find(|row| row.text("id").as_deref() == Some(id.as_str()));
        row.ok_or(Unreadable).and_then(&read)
    };
    (0..asked).map(of_place).collect()
}
