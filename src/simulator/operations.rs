//! The operations that the simulator offers: path, whose credentials, how often, and the
//! function that answers. Paths that are not here (the V1 ones among them) answer 404 APIG.0101.

use super::errors::Failure;
use super::faults::Kind;
use super::params::Fields;
use super::reply::Reply;
use super::state::World;
use super::tenant::catalogue::Language;
use super::tokens::Who;
use super::{
    autorenew, budgets, cancel, customers, freezing, orders, pay, quota, refunds, renew, renew_rate,
    resellers, resources,
};

/// Whose credentials an operation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Partner,
    Customer,
    Either,
}

/// One call that has passed the gateway.
pub struct Call {
    pub who: Who,
    /// Who did it, for the ledger.
    pub by: String,
    pub query: Fields,
    pub body: Fields,
    /// The last part of the path, decoded, where the operation has one.
    pub tail: String,
    pub language: Language,
    pub fault: Option<Kind>,
}

impl Call {
    /// The calling customer; the gateway lets nobody else through to these operations.
    pub fn customer(&self) -> Result<u32, Failure> {
        match self.who {
            Who::Customer(index) => Ok(index),
            Who::Partner => Err(Failure::access_denied()),
        }
    }
}

type Run = fn(&World, &Call) -> Result<Reply, Failure>;

pub struct Operation {
    pub id: &'static str,
    pub method: &'static str,
    /// A path that ends in `/` is followed by an id.
    pub path: &'static str,
    pub needs: Needs,
    pub per_second: u32,
    pub is_write: bool,
    pub run: Run,
}

macro_rules! operations {
    ($($id:literal $method:literal $path:literal $needs:ident $rate:literal $write:literal => $run:path;)*) => {
        &[$(Operation { id: $id, method: $method, path: $path, needs: Needs::$needs, per_second: $rate, is_write: $write, run: $run }),*]
    };
}

/// Rates are the documented ones of the international site, 10 where no row was seen.
pub const OPERATIONS: &[Operation] = operations! {
    "listSubCustomers" "POST" "/v2/partners/sub-customers/query" Partner 10 false => customers::query;
    "showSubCustomerBudget" "GET" "/v2/partners/sub-customers/budget" Partner 10 false => budgets::show;
    "updateSubCustomerBudget" "POST" "/v2/partners/sub-customers/budget" Partner 10 true => budgets::set;
    "listSubCustomerBudget" "POST" "/v2/partners/sub-customers/budget/query" Partner 10 false => budgets::query;
    "listSubCustomerBudgetRecords" "GET" "/v2/partners/sub-customers/budget/records" Partner 10 false => budgets::records;
    "freezeSubCustomers" "POST" "/v2/partners/sub-customers/freeze" Partner 10 true => freezing::freeze;
    "unfreezeSubCustomers" "POST" "/v2/partners/sub-customers/unfreeze" Partner 10 true => freezing::unfreeze;
    "showPartnerConsumptionQuota" "GET" "/v2/partners/credit/consumption-quota" Partner 10 false => quota::show;
    "listIndirectPartners" "POST" "/v2/partners/indirect-partners/query" Partner 10 false => resellers::query;
    "ListCustomerOrders" "GET" "/v2/orders/customer-orders" Either 10 false => orders::list;
    "ShowCustomerOrderDetails" "GET" "/v2/orders/customer-orders/details/" Either 10 false => orders::details;
    "ShowRefundOrderDetails" "GET" "/v2/orders/customer-orders/refund-orders" Either 10 false => refunds::show;
    "CancelCustomerOrder" "PUT" "/v2/orders/customer-orders/cancel" Customer 10 true => cancel::cancel;
    "PayOrders" "POST" "/v3/orders/customer-orders/pay" Customer 10 true => pay::pay;
    "ListPayPerUseCustomerResources" "POST" "/v2/orders/suscriptions/resources/query" Customer 10 false => resources::query;
    "ListRenewRateOnPeriod" "POST" "/v2/bills/ratings/period-resources/renew-rate" Customer 10 false => renew_rate::quote;
    "RenewalResources" "POST" "/v2/orders/subscriptions/resources/renew" Customer 10 true => renew::renew;
    "AutoRenewalResources" "POST" "/v2/orders/subscriptions/resources/autorenew/" Customer 10 true => autorenew::enable;
    "CancelAutoRenewalResources" "DELETE" "/v2/orders/subscriptions/resources/autorenew/" Customer 10 true => autorenew::disable;
};

/// The operation of a method and a path, and the id at its end.
pub fn find(method: &str, path: &str) -> Option<(&'static Operation, String)> {
    OPERATIONS.iter().find_map(|operation| {
        if operation.method != method {
            return None;
        }
        let rest = path.strip_prefix(operation.path)?;
        let fits = operation.path.ends_with('/') && !rest.is_empty() && !rest.contains('/');
        (fits || (rest.is_empty() && !operation.path.ends_with('/'))).then(|| {
            let tail = percent_encoding::percent_decode_str(rest).decode_utf8_lossy();
            (operation, tail.into_owned())
        })
    })
}
