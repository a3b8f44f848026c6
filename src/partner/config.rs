//! Settings of the client. It reads no environment itself.

use reqwest::Url;
use secrecy::SecretString;
use std::fmt;
use std::time::Duration;

use crate::client::breaker::BreakerPolicy;
use crate::client::retry::RetryPolicy;
use model::money::Currency;

/// Language of names in answers (`X-Language`). The default of the partner API differs per
/// operation, so it is always sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    EnUs,
    /// Chinese.
    ZhCn,
}

impl Language {
    /// The header's value.
    pub fn code(self) -> &'static str {
        match self {
            Self::EnUs => "en_US",
            Self::ZhCn => "zh_CN",
        }
    }

    /// The form that messages to customers are asked for in (`lang` of sendVerificationMessageCode).
    pub fn mail_code(self) -> &'static str {
        match self {
            Self::EnUs => "en-us",
            Self::ZhCn => "zh-cn",
        }
    }
}

/// Timeouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Making a connection, TLS included.
    pub connect: Duration,
    /// One attempt of a read, its body included.
    pub read: Duration,
    /// The one attempt of a write. Longer than a read's: giving up on a write leaves its effect unknown.
    pub write: Duration,
    /// All attempts of a read together, waits included; for a write, the waiting before it is sent.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            read: Duration::from_secs(10),
            write: Duration::from_secs(30),
            total: Duration::from_secs(20),
        }
    }
}

/// Configuration of the connection to the partner API. Start from [`PartnerConfig::new`].
#[derive(Clone)]
pub struct PartnerConfig {
    /// Endpoint of the billing service, such as `https://bss-intl.myhuaweicloud.com`.
    pub bss_url: String,
    /// Endpoint of IAM of the same site.
    pub iam_url: String,
    /// The partner's access key.
    pub ak: String,
    /// The partner's secret key.
    pub sk: SecretString,
    /// Account id of the partner, sent as `X-Domain-Id` where known.
    pub domain_id: Option<String>,
    /// Name of the agency that customers have made for the partner.
    pub agency: String,
    /// Language of names, where [`super::Partner::with_language`] does not say another.
    pub language: Language,
    /// Currency of the site: that of amounts which come without one.
    pub currency: Currency,
    /// Timeouts.
    pub timeouts: Timeouts,
    /// How reads are repeated.
    pub retry: RetryPolicy,
    /// When calls pause because the vendor does not answer.
    pub breaker: BreakerPolicy,
    /// Share of the documented rate limits to use, in percent; above 100 only where the vendor has
    /// granted more.
    pub rate_percent: u32,
    /// How long a customer's keys are asked for: 900 to 86,400 s (calling.md 3.3).
    pub keys_for: Duration,
    /// Keys are renewed that long before their end.
    pub keys_margin: Duration,
    /// The largest body of an answer that is read, bytes.
    pub body_limit: usize,
    /// Seed of the jitter in waits. Give each process another, so that replicas do not come in step.
    pub seed: u64,
}

impl PartnerConfig {
    /// A connection with the usual knobs.
    pub fn new(bss_url: &str, iam_url: &str, ak: &str, sk: SecretString, agency: &str) -> Self {
        Self {
            bss_url: bss_url.to_owned(),
            iam_url: iam_url.to_owned(),
            ak: ak.to_owned(),
            sk,
            domain_id: None,
            agency: agency.to_owned(),
            language: Language::default(),
            currency: Currency::usd(),
            timeouts: Timeouts::default(),
            retry: RetryPolicy::default(),
            breaker: BreakerPolicy::default(),
            rate_percent: 90,
            keys_for: Duration::from_secs(3_600),
            keys_margin: Duration::from_secs(300),
            body_limit: 16 * 1024 * 1024,
            seed: 0,
        }
    }

    /// Whether one of the endpoints is reached by TLS.
    pub(super) fn has_tls(&self) -> Result<bool, ConfigError> {
        let (billing, identity) = (Endpoint::parse(&self.bss_url)?, Endpoint::parse(&self.iam_url)?);
        Ok(billing.tls || identity.tls)
    }
}

impl fmt::Debug for PartnerConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartnerConfig")
            .field("bss_url", &self.bss_url)
            .field("iam_url", &self.iam_url)
            .field("ak", &"[REDACTED]")
            .field("sk", &"[REDACTED]")
            .field("domain_id", &self.domain_id)
            .field("agency", &self.agency)
            .finish_non_exhaustive()
    }
}

/// Why the client cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// An endpoint that is no plain `https://host[:port]`.
    #[error("{0} is not a valid endpoint: expected https://host or https://host:port")]
    Endpoint(String),
    /// HTTP without TLS to another machine: keys would travel in the open.
    #[error("{0} does not use TLS: http:// is accepted for this machine only")]
    NoTls(String),
    /// The access key, the secret key or the agency's name is missing.
    #[error("the {0} is missing")]
    Missing(&'static str),
    /// A value that is not valid in a header.
    #[error("the {0} contains characters that cannot be sent")]
    Unsendable(&'static str),
    /// The HTTP client could not be made, for instance for want of the system's CA certificates.
    #[error("the HTTP client cannot be created: {0}")]
    Client(String),
}

/// A checked endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Endpoint {
    /// `https://host:port`, without a slash at the end.
    pub origin: String,
    /// Value of the `Host` header: the port only where it is not the usual one.
    pub host: String,
    /// Whether connections are encrypted.
    pub tls: bool,
}

impl Endpoint {
    /// Checks an endpoint.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let refuse = || ConfigError::Endpoint(without_user(text));
        let url = Url::parse(text.trim()).map_err(|_| refuse())?;
        let bare = url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        let name = url.host_str().ok_or_else(refuse)?;
        let tls = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(refuse()),
        };
        if !bare {
            return Err(refuse());
        }
        if !tls && !is_this_machine(name) {
            return Err(ConfigError::NoTls(without_user(text)));
        }
        let host = match url.port() {
            Some(port) => format!("{name}:{port}"),
            None => name.to_owned(),
        };
        Ok(Self { origin: format!("{}://{host}", url.scheme()), host, tls })
    }
}

/// A person may have put a password into the address; it must not come back in a message.
fn without_user(text: &str) -> String {
    match (text.find("://"), text.rfind('@')) {
        (Some(scheme), Some(at)) if scheme < at => format!(
            "{}{}",
            text.get(..scheme + 3).unwrap_or_default(),
            text.get(at + 1..).unwrap_or_default()
        ),
        _ => text.to_owned(),
    }
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    loopback || host == "localhost"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_are_plain_and_encrypted() {
        let site = Endpoint::parse("https://bss-intl.myhuaweicloud.com/").unwrap();
        assert_eq!(site.origin, "https://bss-intl.myhuaweicloud.com");
        assert_eq!(site.host, "bss-intl.myhuaweicloud.com");
        let local = Endpoint::parse("http://127.0.0.1:9080").unwrap();
        assert_eq!((local.host.as_str(), local.tls), ("127.0.0.1:9080", false));
        assert!(Endpoint::parse("http://[::1]:9080").is_ok());
        assert_eq!(Endpoint::parse("https://a.test:443").unwrap().host, "a.test");
        for bad in ["", "bss", "ftp://a.test", "https://a.test/v2", "https://a.test?x=1", "https://u@a.test"]
        {
            assert!(matches!(Endpoint::parse(bad), Err(ConfigError::Endpoint(_))), "{bad}");
        }
        assert!(matches!(Endpoint::parse("http://a.test"), Err(ConfigError::NoTls(_))));
    }

    #[test]
    fn no_message_and_no_debug_shows_a_secret() {
        let message = Endpoint::parse("https://user:canary@a.test").unwrap_err().to_string();
        assert!(!message.contains("canary"), "{message}");
        let config = PartnerConfig::new(
            "https://a.test",
            "https://b.test",
            "canary-ak",
            SecretString::from("canary-sk"),
            "agency",
        );
        let shown = format!("{config:?}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}
