//! Authentication of the caller: by signature, by temporary keys, or by token.

use crate::wire::credentials::{Credentials, equal_in_constant_time};
use crate::wire::errors::ApiError;
use crate::wire::principal::Principal;
use crate::wire::request::Request;
use crate::wire::signature::{Authorization, MAX_SKEW_SECONDS, parse_date};
use crate::wire::tokens::TokenError;
use crate::world::clock::{Clock, ClockKind};

/// An authenticated caller.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    pub principal: Principal,
    /// The clock that its credentials expire by.
    pub clock: ClockKind,
    /// The kind of authentication, for the ledger.
    pub way: &'static str,
}

/// A request with more than one kind of authentication is refused with APIG.0305; the vendor only
/// says that it must not have more than one.
pub fn caller(credentials: &Credentials, clock: &Clock, request: &Request) -> Result<Caller, ApiError> {
    match (request.header("x-auth-token"), request.header("authorization")) {
        (Some(_), Some(_)) => Err(ApiError::new(401, "APIG.0305", "Incorrect authentication information.")),
        (Some(token), None) => by_token(credentials, clock, &token),
        (None, Some(value)) => by_signature(credentials, clock, request, &value),
        (None, None) => Err(ApiError::unauthenticated("x-auth-token not found")),
    }
}

fn by_token(credentials: &Credentials, clock: &Clock, token: &str) -> Result<Caller, ApiError> {
    match credentials.read_token(token, clock) {
        Ok(claims) if !claims.for_keys => {
            Ok(Caller { principal: claims.principal, clock: claims.clock, way: "token" })
        }
        Err(TokenError::Expired) => Err(ApiError::new(401, "APIG.0307", "The token must be updated.")),
        _ => Err(ApiError::unauthenticated("decrypt token fail")),
    }
}

fn by_signature(
    credentials: &Credentials,
    clock: &Clock,
    request: &Request,
    value: &str,
) -> Result<Caller, ApiError> {
    let refused = || ApiError::unauthenticated("verify aksk signature fail");
    let authorization = Authorization::parse(value).ok_or_else(refused)?;
    // Any set of headers may be signed that holds the date (calling.md, 4): some SDKs leave out `host`.
    if !authorization.signs("x-sdk-date") {
        return Err(refused());
    }
    let kind = signed_by_clock(clock, request)?;
    match request.header("x-security-token") {
        Some(token) => {
            // The token must be signed too, otherwise it could be exchanged.
            if !authorization.signs("x-security-token") {
                return Err(refused());
            }
            let claims = credentials.read_token(&token, clock).map_err(|_| ApiError::keys_expired())?;
            let keys = credentials.temporary_keys(&token);
            let known = claims.for_keys
                && equal_in_constant_time(keys.access.as_bytes(), authorization.access.as_bytes());
            if !known || !request.is_signed_by(&authorization, &keys.secret) {
                return Err(refused());
            }
            Ok(Caller { principal: claims.principal, clock: claims.clock, way: "temporary keys" })
        }
        None => {
            let known =
                equal_in_constant_time(credentials.access_key.as_bytes(), authorization.access.as_bytes());
            if !request.is_signed_by(&authorization, &credentials.secret_key) || !known {
                return Err(refused());
            }
            Ok(Caller { principal: Principal::Partner, clock: kind, way: "access key" })
        }
    }
}

/// The clock that the date of the signature matches. Both the wall clock and the simulated one are
/// accepted: callers with a real clock keep working after a test has moved the simulated time, and
/// callers with a simulated clock work as well. A date that differs by more than 15 minutes returns
/// APIG.0301; the published sample shows 0303 for app keys.
fn signed_by_clock(clock: &Clock, request: &Request) -> Result<ClockKind, ApiError> {
    let date = request
        .header("x-sdk-date")
        .and_then(|text| parse_date(&text))
        .ok_or_else(|| ApiError::unauthenticated("x-sdk-date is missing or malformed"))?;
    let is_near =
        |kind: &ClockKind| (clock.read(*kind) + clock.gateway_skew() - date).abs() <= MAX_SKEW_SECONDS;
    [ClockKind::Wall, ClockKind::Simulated].into_iter().find(is_near).ok_or_else(ApiError::skewed)
}
