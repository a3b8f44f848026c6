//! The vendor's sites (calling.md, section 1). An account belongs to one of them.

use super::account::PartnerAccount;
use super::reader::Reader;
use model::money::Currency;

/// One site's endpoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// The value of `PARTNERDESK_SITE`.
    pub name: &'static str,
    /// Billing.
    pub bss_url: &'static str,
    /// IAM. The SDK knows none for Europe and would ask the international one, where no
    /// European account exists.
    pub iam_url: &'static str,
    /// ISO code of the amounts that come without one. Europe's is not verified (calling.md 1).
    pub currency: &'static str,
}

/// The sites of the reseller model.
pub const SITES: [Site; 2] = [
    Site {
        name: "international",
        bss_url: "https://bss-intl.myhuaweicloud.com",
        iam_url: "https://iam.myhuaweicloud.com",
        currency: "USD",
    },
    Site {
        name: "europe",
        bss_url: "https://bss.myhuaweicloud.eu",
        iam_url: "https://iam.myhuaweicloud.eu",
        currency: "EUR",
    },
];

/// The credentials: all of them, or none.
pub(super) fn partner(reader: &mut Reader<'_>) -> Option<PartnerAccount> {
    let before = endpoints(reader);
    let ak = needed(reader, "PARTNERDESK_AK");
    let sk = reader.secret("PARTNERDESK_SK");
    if sk.is_none() && reader.text("PARTNERDESK_SK").is_none() && reader.text("PARTNERDESK_SK_FILE").is_none()
    {
        reader.problem("PARTNERDESK_SK or PARTNERDESK_SK_FILE: not set".to_owned());
    }
    let agency = needed(reader, "PARTNERDESK_AGENCY");
    let currency = currency(reader);
    let rate_percent = reader.count("PARTNERDESK_RATE_PERCENT");
    let (bss_url, iam_url) = before?;
    let domain_id = reader.text("PARTNERDESK_DOMAIN_ID");
    Some(PartnerAccount {
        bss_url,
        iam_url,
        ak: ak?,
        sk: sk?,
        domain_id,
        agency: agency?,
        currency,
        rate_percent,
    })
}

/// The currency of the account, in which limits are: a wrong setting is reported where it is read for
/// the account.
pub(super) fn limit_currency(reader: &mut Reader<'_>) -> Currency {
    Currency::parse(&currency_code(reader)).unwrap_or_else(|_| Currency::usd())
}

/// The one that is set, else the site's, else US dollars.
fn currency_code(reader: &mut Reader<'_>) -> String {
    let set = reader.text("PARTNERDESK_CURRENCY");
    let site = reader.text("PARTNERDESK_SITE").and_then(|name| SITES.iter().find(|site| site.name == name));
    set.unwrap_or_else(|| site.map_or("USD", |site| site.currency).to_owned())
}

fn currency(reader: &mut Reader<'_>) -> Currency {
    let code = currency_code(reader);
    Currency::parse(&code).unwrap_or_else(|_| {
        reader.problem(format!("PARTNERDESK_CURRENCY: expected a code such as USD, got {code:?}"));
        Currency::usd()
    })
}

fn needed(reader: &mut Reader<'_>, name: &str) -> Option<String> {
    let value = reader.text(name);
    if value.is_none() {
        reader.problem(format!("{name}: not set"));
    }
    value
}

fn endpoints(reader: &mut Reader<'_>) -> Option<(String, String)> {
    let site = reader.text("PARTNERDESK_SITE");
    let known = site.as_deref().and_then(|name| SITES.iter().find(|site| site.name == name));
    if let (Some(name), None) = (&site, known) {
        let names = SITES.map(|site| site.name).join(" or ");
        reader.problem(format!("PARTNERDESK_SITE: expected {names}, got {name:?}"));
        return None;
    }
    let (bss, iam) = (reader.text("PARTNERDESK_BSS_URL"), reader.text("PARTNERDESK_IAM_URL"));
    if known.is_none() && (bss.is_none() || iam.is_none()) {
        reader.problem(
            "HUAWEI CLOUD is not configured: set PARTNERDESK_SITE, or PARTNERDESK_BSS_URL and PARTNERDESK_IAM_URL, or start with --demo"
                .to_owned(),
        );
    }
    // An URL that is set wins over the site's, so that a regional IAM endpoint can be chosen.
    let bss_url = if bss.is_some() {
        reader.url("PARTNERDESK_BSS_URL")
    } else {
        known.map(|site| site.bss_url.to_owned())
    };
    let iam_url = if iam.is_some() {
        reader.url("PARTNERDESK_IAM_URL")
    } else {
        known.map(|site| site.iam_url.to_owned())
    };
    bss_url.zip(iam_url)
}
