//! GET /v1.0/{domain_id}/payments/intl-invoices: one invoice for each billed month, requested when
//! the bill was made: for a customer over its resource records, for the partner over its postpaid
//! bill. Months without an amount have none. The newest invoice is being mailed, the others are
//! completed; which of the two the vendor would report is not documented.
//! the others are done; which of the two the vendor would say is not documented.

use crate::operations::billing::records::first_month;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::Object;
use crate::wire::principal::Principal;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::calendar;
use crate::world::charges;
use crate::world::charges::cycle::Cycle;
use crate::world::money::Cents;
use crate::world::partner_bill::made_at;
use crate::world::tenant::PARTNER_COMPANY;

struct Invoice {
    month: Cycle,
    amount: Cents,
}

/// The account that is invoiced.
struct Holder {
    account: String,
    name: String,
    email: String,
    is_company: bool,
    /// 6: monthly invoice of the partner; 4: uncleared settlement of a customer (a choice).
    trade: i64,
}

pub fn list(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let query = &call.query;
    let begin = query.time("start_time")?.ok_or_else(|| ApiError::parameter("start_time"))?;
    let end = query.time("end_time")?.ok_or_else(|| ApiError::parameter("end_time"))?;
    if end < begin {
        return Err(ApiError::parameter("end_time"));
    }
    let page = query.required_page(99_999, 100)?;
    call.own_account(world)?;
    let now = world.now();
    let months: Vec<Cycle> = billed(now).filter(|month| (begin..=end).contains(&made_at(*month))).collect();
    let (holder, mut invoices) = match call.principal {
        Principal::Partner => of_partner(world, &months),
        Principal::Customer(index) => of_customer(world, index, &months),
    };
    invoices.retain(|invoice| invoice.amount > 0);
    let newest = billed(now).next().map(|month| month.from);
    let rows = page.of(&invoices).map(|invoice| row(&holder, invoice, newest == Some(invoice.month.from)));
    let body = Object::new().integer("count", invoices.len() as i64).list("invoices", rows);
    Ok(Reply::ok(body.finish()))
}

/// The months that have a bill, newest first.
fn billed(now: i64) -> impl Iterator<Item = Cycle> {
    let first = first_month(now);
    let all = (1..).map(move |back| Cycle::of(calendar::add_months(calendar::month_begin(now), -back)));
    all.take_while(move |month| month.from >= first).filter(move |month| made_at(*month) <= now)
}

fn of_partner(world: &World, months: &[Cycle]) -> (Holder, Vec<Invoice>) {
    let bills = world.partner_bills(months);
    let invoices =
        months.iter().zip(bills).map(|(month, bill)| Invoice { month: *month, amount: bill.total() });
    let holder = Holder {
        account: world.tenant.partner_id(),
        name: PARTNER_COMPANY.to_owned(),
        email: "billing@lighthouse.example".to_owned(),
        is_company: true,
        trade: 6,
    };
    (holder, invoices.collect())
}

fn of_customer(world: &World, index: u32, months: &[Cycle]) -> (Holder, Vec<Invoice>) {
    world.read(index, |account| {
        let amounts = charges::by_month(account, months).map(|lines| lines.map(|line| line.net).sum());
        let invoices = months.iter().zip(amounts).map(|(month, amount)| Invoice { month: *month, amount });
        let profile = &account.profile;
        let holder = Holder {
            account: profile.id.clone(),
            name: if profile.name.is_empty() { &profile.account_name } else { &profile.name }.clone(),
            email: profile.email.clone(),
            is_company: profile.kind == 1,
            trade: 4,
        };
        (holder, invoices.collect())
    })
}

fn row(holder: &Holder, invoice: &Invoice, is_newest: bool) -> String {
    let cycle = calendar::month_text(invoice.month.from);
    // The number contains the first 16 digits of the account id.
    let number = format!("{}{}", cycle.replace('-', ""), holder.account.get(..16).unwrap_or_default());
    let address = Object::new()
        .text("address", "1 Harbour Street")
        .text("recipients", &holder.name)
        .text("zipCode", "018956")
        .text("mobilePhone", "6500000000")
        .finish();
    let tax = Object::new()
        .text("taxClass", "VAT")
        .text("taxRate", "0")
        .text("subTaxClass", "VAT")
        .amount("taxAmount", 0)
        .text("taxVisibleFlag", "Y")
        .text("taxAccountingFlag", "Y")
        .finish();
    Object::new()
        .text("requestId", &format!("INVR{number}"))
        .integer("titleType", i64::from(holder.is_company))
        .integer("channelType", 0)
        .integer("invoiceType", 1)
        .text("invoiceTitle", &holder.name)
        .amount("invoiceAmount", invoice.amount)
        .integer("invoiceMethod", 0)
        .integer("invoiceClass", 1)
        .integer("invoiceState", if is_newest { 6 } else { 8 })
        .text("applyOpera", "system")
        .raw("addressInfo", &address)
        .time("applyTime", made_at(invoice.month))
        .text("invoiceMode", "0")
        .text("email", &holder.email)
        .text("requestMode", "0")
        .text("invoiceNo", &format!("INV{number}"))
        .integer("tradeType", holder.trade)
        .text("billCycle", &cycle)
        .list("taxList", [tax])
        .finish()
}
