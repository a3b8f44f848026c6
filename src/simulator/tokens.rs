//! Tokens and temporary keys that carry their own facts, sealed with a secret of this
//! simulator: nothing about them is stored, so they outlive a restart and cost no memory.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::state::World;

/// Whose credentials a call came with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Partner,
    Customer(u32),
}

impl Who {
    /// The account a rate limit counts for.
    pub fn account(self) -> u32 {
        match self {
            Self::Partner => u32::MAX,
            Self::Customer(index) => index,
        }
    }
}

/// The clock that a credential lives by: the one the caller's signature was dated with, so that
/// both callers with a real clock and tests with a simulated one see sensible expiry times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dial {
    Wall,
    Simulated,
}

impl Dial {
    pub fn now(self, world: &World) -> i64 {
        match self {
            Self::Wall => world.clock.wall(),
            Self::Simulated => world.now(),
        }
    }
}

/// What a credential says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    pub who: Who,
    pub dial: Dial,
    pub expires: i64,
    /// A security token of temporary keys, not a token to send alone.
    pub for_keys: bool,
}

/// Temporary keys; all three parts are used together.
#[derive(Clone, Debug)]
pub struct Keys {
    pub access: String,
    pub secret: String,
    pub security_token: String,
}

/// Why a credential is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Unknown,
    Expired,
}

fn seal(world: &World, purpose: &str, text: &str) -> Vec<u8> {
    let key = format!("{}/{}", world.sk, world.tenant.seed);
    match Hmac::<Sha256>::new_from_slice(key.as_bytes()) {
        Ok(mut mac) => {
            mac.update(purpose.as_bytes());
            mac.update(text.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        Err(_) => Vec::new(),
    }
}

/// Makes a token.
pub fn issue(world: &World, claims: Claims) -> String {
    let who = match claims.who {
        Who::Partner => "p".to_owned(),
        Who::Customer(index) => index.to_string(),
    };
    let dial = if claims.dial == Dial::Wall { "w" } else { "s" };
    let text = format!(
        "{}.{who}.{dial}.{}.{}.{}",
        if claims.for_keys { "k" } else { "t" },
        claims.expires,
        world.epoch(),
        world.next_number()
    );
    format!("{}{}", hex::encode(seal(world, "token", &text)), hex::encode(&text))
}

/// Reads a token of this simulator.
pub fn read(world: &World, token: &str) -> Result<Claims, Refused> {
    let unknown = Refused::Unknown;
    let (sealed, text) = token.split_at_checked(64).ok_or(unknown)?;
    let text = hex::decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(unknown)?;
    if !same(sealed.as_bytes(), hex::encode(seal(world, "token", &text)).as_bytes()) {
        return Err(unknown);
    }
    let mut parts = text.split('.');
    let mut next = || parts.next().ok_or(unknown);
    let (form, who, dial, expires, epoch) = (next()?, next()?, next()?, next()?, next()?);
    let claims = Claims {
        who: match who {
            "p" => Who::Partner,
            index => Who::Customer(index.parse().map_err(|_| unknown)?),
        },
        dial: if dial == "w" { Dial::Wall } else { Dial::Simulated },
        expires: expires.parse().map_err(|_| unknown)?,
        for_keys: form == "k",
    };
    if epoch != world.epoch().to_string() || claims.expires <= claims.dial.now(world) {
        return Err(Refused::Expired);
    }
    Ok(claims)
}

/// The keys that belong to a security token.
pub fn keys(world: &World, security_token: &str) -> Keys {
    let access = hex::encode_upper(seal(world, "access", security_token));
    let secret = hex::encode(seal(world, "secret", security_token));
    Keys {
        access: format!("HST3{}", access.get(..16).unwrap_or_default()),
        secret: secret.get(..40).unwrap_or_default().to_owned(),
        security_token: security_token.to_owned(),
    }
}

/// Compares without telling by the time it takes where the first difference is.
pub fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len()
        && left.iter().zip(right).fold(0u8, |difference, (a, b)| difference | (a ^ b)) == 0
}
