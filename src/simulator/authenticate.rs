//! Who is calling: by signature, by temporary keys, or by token.

use super::errors::Failure;
use super::state::World;
use super::tokens::{self, Dial, Refused, Who};
use super::verify::{Authorization, MAX_SKEW_SECONDS, Wire, covers_enough, parse_date};

/// A caller that has proved who it is.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    pub who: Who,
    pub dial: Dial,
    /// How it proved it, for the ledger.
    pub way: &'static str,
}

/// More than one kind of authentication in a request is refused (APIG.0305); the vendor only
/// says that there may not be more than one.
pub fn caller(world: &World, wire: &Wire<'_>) -> Result<Caller, Failure> {
    match (wire.header("x-auth-token"), wire.header("authorization")) {
        (Some(_), Some(_)) => Err(Failure::new(401, "APIG.0305", "Incorrect authentication information.")),
        (Some(token), None) => by_token(world, &token),
        (None, Some(value)) => by_signature(world, wire, &value),
        (None, None) => Err(Failure::unauthenticated("x-auth-token not found")),
    }
}

fn by_token(world: &World, token: &str) -> Result<Caller, Failure> {
    match tokens::read(world, token) {
        Ok(claims) if !claims.for_keys => Ok(Caller { who: claims.who, dial: claims.dial, way: "token" }),
        Err(Refused::Expired) => Err(Failure::new(401, "APIG.0307", "The token must be updated.")),
        _ => Err(Failure::unauthenticated("decrypt token fail")),
    }
}

fn by_signature(world: &World, wire: &Wire<'_>, value: &str) -> Result<Caller, Failure> {
    let refused = || Failure::unauthenticated("verify aksk signature fail");
    let given = Authorization::parse(value).ok_or_else(refused)?;
    if !covers_enough(&given.signed_headers) {
        return Err(refused());
    }
    let dial = dial(world, wire)?;
    match wire.header("x-security-token") {
        Some(token) => {
            // The token must be signed too, or somebody could exchange it.
            if !given.signed_headers.iter().any(|name| name == "x-security-token") {
                return Err(refused());
            }
            let claims = tokens::read(world, &token).map_err(|_| Failure::keys_expired())?;
            let keys = tokens::keys(world, &token);
            let known = claims.for_keys && tokens::same(keys.access.as_bytes(), given.access.as_bytes());
            if !known || !wire.is_signed_by(&given, &keys.secret) {
                return Err(refused());
            }
            Ok(Caller { who: claims.who, dial: claims.dial, way: "temporary keys" })
        }
        None => {
            let known = tokens::same(world.ak.as_bytes(), given.access.as_bytes());
            if !wire.is_signed_by(&given, &world.sk) || !known {
                return Err(refused());
            }
            Ok(Caller { who: Who::Partner, dial, way: "access key" })
        }
    }
}

/// The clock that the signature agrees with. Both the wall clock and the simulated one are
/// accepted: callers with a real clock keep working after a test has moved the simulated time,
/// and callers with a simulated clock work as well. A date that is out by more than 15 minutes
/// answers APIG.0301; the published sample shows 0303 for app keys.
fn dial(world: &World, wire: &Wire<'_>) -> Result<Dial, Failure> {
    let date = wire
        .header("x-sdk-date")
        .and_then(|text| parse_date(&text))
        .ok_or_else(|| Failure::unauthenticated("x-sdk-date is missing or malformed"))?;
    let skew = world.clock.gateway_skew();
    for (dial, now) in [(Dial::Wall, world.clock.wall()), (Dial::Simulated, world.now())] {
        if (now + skew - date).abs() <= MAX_SKEW_SECONDS {
            return Ok(dial);
        }
    }
    Err(Failure::skewed())
}
