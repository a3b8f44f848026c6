//! Tokens and temporary keys contain their own claims, signed with a secret of this simulator:
//! nothing is stored, so they remain valid after a restart and cost no memory.

use crate::wire::credentials::{Credentials, equal_in_constant_time};
use crate::wire::principal::Principal;
use crate::world::clock::{Clock, ClockKind};

/// The claims of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    pub principal: Principal,
    /// The clock that it expires by.
    pub clock: ClockKind,
    /// Seconds since 1970.
    pub expires: i64,
    /// True for the security token of temporary keys, which is not valid alone.
    pub for_keys: bool,
}

/// Temporary keys; all three parts are used together.
#[derive(Clone, Debug)]
pub struct TemporaryKeys {
    pub access: String,
    pub secret: String,
    pub security_token: String,
}

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenError {
    Unknown,
    Expired,
}

impl Credentials {
    /// Issues a token; `number` must be unique.
    pub fn issue(&self, claims: Claims, number: u64) -> String {
        let principal = match claims.principal {
            Principal::Partner => "p".to_owned(),
            Principal::Customer(index) => index.to_string(),
        };
        let clock = if claims.clock == ClockKind::Wall { "w" } else { "s" };
        let text = format!(
            "{}.{principal}.{clock}.{}.{}.{number}",
            if claims.for_keys { "k" } else { "t" },
            claims.expires,
            self.epoch(),
        );
        format!("{}{}", hex::encode(self.seal("token", &text)), hex::encode(&text))
    }

    /// Verifies a token of this simulator and returns its claims.
    pub fn read_token(&self, token: &str, clock: &Clock) -> Result<Claims, TokenError> {
        let unknown = TokenError::Unknown;
        let (sealed, text) = token.split_at_checked(64).ok_or(unknown)?;
        let text = hex::decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(unknown)?;
        if !equal_in_constant_time(sealed.as_bytes(), hex::encode(self.seal("token", &text)).as_bytes()) {
            return Err(unknown);
        }
        let mut parts = text.split('.');
        let mut next = || parts.next().ok_or(unknown);
        let (form, principal, kind, expires, epoch) = (next()?, next()?, next()?, next()?, next()?);
        let claims = Claims {
            principal: match principal {
                "p" => Principal::Partner,
                index => Principal::Customer(index.parse().map_err(|_| unknown)?),
            },
            clock: if kind == "w" { ClockKind::Wall } else { ClockKind::Simulated },
            expires: expires.parse().map_err(|_| unknown)?,
            for_keys: form == "k",
        };
        if epoch != self.epoch().to_string() || claims.expires <= clock.read(claims.clock) {
            return Err(TokenError::Expired);
        }
        Ok(claims)
    }

    /// The keys that belong to a security token.
    pub fn temporary_keys(&self, security_token: &str) -> TemporaryKeys {
        let access = hex::encode_upper(self.seal("access", security_token));
        let secret = hex::encode(self.seal("secret", security_token));
        TemporaryKeys {
            access: format!("HST3{}", access.get(..16).unwrap_or_default()),
            secret: secret.get(..40).unwrap_or_default().to_owned(),
            security_token: security_token.to_owned(),
        }
    }
}
