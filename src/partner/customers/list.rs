//! Customers of the partner (partner.yaml, listSubCustomers).

use serde::Serialize;

use crate::Paged;
use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::{Fields, instant_text};
use crate::operations::LIST_CUSTOMERS;
use model::customers::{Association, Customer, CustomerKind, Frozen, Verified};
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResellerId};
use model::time::Timestamp;

/// The filters of a query. The partner API combines all of them; there are no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomersQuery {
    /// Customers of this reseller; `None` for the partner's own only.
    pub reseller: Option<ResellerId>,
    /// One customer.
    pub customer: Option<CustomerId>,
    /// Part of the login name.
    pub account_name: Option<String>,
    /// Part of the authenticated name.
    pub name: Option<String>,
    /// Part of the tag; case matters.
    pub label: Option<String>,
    /// Kind of association.
    pub association: Option<Association>,
    /// Associated from, UTC.
    pub associated_begin: Option<Timestamp>,
    /// Associated until, UTC.
    pub associated_end: Option<Timestamp>,
    /// Rows to skip.
    pub offset: u32,
    /// Rows on the page, at most 100.
    pub limit: u32,
}

impl Default for CustomersQuery {
    fn default() -> Self {
        Self {
            reseller: None,
            customer: None,
            account_name: None,
            name: None,
            label: None,
            association: None,
            associated_begin: None,
            associated_end: None,
            offset: 0,
            limit: 100,
        }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    account_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<&'a str>,
    offset: u32,
    limit: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    association_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_on_begin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_on_end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indirect_partner_id: Option<&'a str>,
}

impl Partner {
    /// One page of customers: the partner's own, or those of one reseller.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn customers(&self, query: &CustomersQuery) -> Result<Paged<Customer>, PartnerFailure> {
        let body = Body {
            account_name: query.account_name.as_deref(),
            customer: query.name.as_deref(),
            offset: query.offset,
            limit: query.limit,
            label: query.label.as_deref(),
            association_type: query.association.as_ref().map(Association::code),
            associated_on_begin: instant_text(query.associated_begin),
            associated_on_end: instant_text(query.associated_end),
            customer_id: query.customer.as_ref().map(CustomerId::as_str),
            indirect_partner_id: query.reseller.as_ref().map(ResellerId::as_str),
        };
        let read = |row: &Fields<'_>| customer(row, query.reseller.as_ref());
        let call = Call::new(&LIST_CUSTOMERS).json(&body);
        let page = self.call(call, |answer| {
            let fields = answer.fields()?;
            let (rows, skipped) = fields.rows("customer_infos", read)?;
            Ok(Paged { total: fields.count("count"), rows, skipped })
        });
        Ok(page.await?)
    }
}

fn customer(row: &Fields<'_>, reseller: Option<&ResellerId>) -> Option<Customer> {
    let id = row.id::<CustomerId>("customer_id")?;
    Some(Customer {
        account_name: row.text("account_name").unwrap_or_else(|| id.as_str().to_owned()),
        id,
        name: row.text("customer"),
        associated_at: row.instant("associated_on"),
        association: row.text("association_type").map(Association::from),
        label: row.text("label"),
        telephone: row.text("telephone"),
        country_code: row.text("country_code"),
        email: row.text("email"),
        verified: row.text("verified_status").map(Verified::from),
        kind: row.whole("customer_type").map(CustomerKind::from),
        frozen: row.whole("is_frozen").map(Frozen::from),
        account_manager: account_manager(row),
        xaccount_id: row.text("xaccount_id"),
        xaccount_type: row.text("xaccount_type"),
        level: row.text("customer_level"),
        reseller: reseller.cloned(),
    })
}

/// A list of at most one, as the sheet says.
fn account_manager(row: &Fields<'_>) -> Option<String> {
    let (names, _) = row.rows("account_managers", |manager| manager.text("account_name")).ok()?;
    names.into_iter().next()
}
