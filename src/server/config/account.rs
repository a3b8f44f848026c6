//! Credentials and addresses of the partner API, as configured.

use model::money::Currency;
use secrecy::SecretString;

/// Credentials and addresses of the partner API.
#[derive(Clone, Debug)]
pub struct PartnerAccount {
    /// Base URL of the billing service, without a path.
    pub bss_url: String,
    /// Base URL of IAM, without a path.
    pub iam_url: String,
    /// Access key.
    pub ak: String,
    /// Secret key.
    pub sk: SecretString,
    /// Account id of the key's owner, where known.
    pub domain_id: Option<String>,
    /// Name of the agency in the customers' accounts.
    pub agency: String,
    /// Currency of the site, for amounts that come without one.
    pub currency: Currency,
    /// Share of the documented rate limits that this server uses, percent; `None`: the usual one.
    pub rate_percent: Option<u32>,
}
