//! Invoices of the partner or of a customer (billing.yaml, ListInvoices).

use crate::Paged;
use crate::client::Partner;
use crate::client::amounts::{Amounts, Unit};
use crate::client::call::Call;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::LIST_INVOICES;
use model::error::PartnerFailure;
use model::ids::CustomerId;
use model::invoices::{Invoice, InvoiceState, Tax};
use model::money::Currency;
use model::time::{Timestamp, write_utc};

impl Partner {
    /// One page of the invoices asked for between two instants; of the partner without a customer. `page`
    /// counts from 1, `limit` is at most 100.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached; with fault `Ours`
    /// and nothing sent for the partner's own while its account id is not configured. Invoices whose
    /// amounts cannot be read exactly are counted as skipped.
    pub async fn invoices(
        &self,
        customer: Option<&CustomerId>,
        (from, until): (Timestamp, Timestamp),
        page: u32,
        limit: u32,
    ) -> Result<Paged<Invoice>, PartnerFailure> {
        let call = match customer {
            Some(customer) => Call::new(&LIST_INVOICES).acting_for(customer).id(customer.as_str()),
            None => Call::new(&LIST_INVOICES).id(self.own_account(&LIST_INVOICES)?),
        };
        let call = call
            .query("start_time", Some(write_utc(from)))
            .query("end_time", Some(write_utc(until)))
            .query("offset", Some(page))
            .query("limit", Some(limit));
        let invoices = self.call(call, |answer| {
            let fields = answer.fields()?;
            // Documented as US dollars, whatever the site.
            let amounts = Amounts::of(&fields, "measure_id", Unit::Main, &Currency::usd())?;
            let (rows, skipped) = fields.rows("invoices", |row| invoice(row, &amounts).ok().flatten())?;
            Ok(Paged { total: fields.count("count"), rows, skipped })
        });
        Ok(invoices.await?)
    }
}

fn invoice(row: &Fields<'_>, amounts: &Amounts) -> Result<Option<Invoice>, Unreadable> {
    let Some(request) = row.text("requestId") else { return Ok(None) };
    let (taxes, unread) = row.rows("taxList", |tax| {
        let amount = amounts.get(tax, &["taxAmount"]).ok()?;
        Some(Tax { class: tax.text("taxClass"), rate: tax.text("taxRate"), amount })
    })?;
    if unread > 0 {
        return Err(Unreadable);
    }
    Ok(Some(Invoice {
        request,
        number: row.text("invoiceNo"),
        title: row.text("invoiceTitle"),
        amount: amounts.get(row, &["invoiceAmount"])?,
        state: row.whole("invoiceState").map(InvoiceState::from),
        cycle: row.text("billCycle"),
        applied_at: row.instant("applyTime"),
        refusal: row.text("cancelReason"),
        taxes,
    }))
}
