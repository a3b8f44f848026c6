//! IAM on the same address: tokens and temporary keys, for the partner and, through their agency,
//! for customers.
//!
//! A partner that has only an access key can sign these requests. The sheets confirm signed IAM
//! calls only for GET /v3/auth/domains (as in the SDK); assume_role is documented with
//! X-Auth-Token. Both ways are accepted here. A partner token needs the password of the IAM user
//! `desk-operator`, which is the partner's secret key.

use crate::wire::authentication::{self, Caller};
use crate::wire::credentials::{Credentials, equal_in_constant_time};
use crate::wire::fields::Fields;
use crate::wire::json::{Object, array, string};
use crate::wire::principal::Principal;
use crate::wire::reply::Reply;
use crate::wire::request::Request;
use crate::wire::tokens::Claims;
use crate::world::World;
use crate::world::calendar::{self, DAY};
use crate::world::clock::ClockKind;
use crate::world::tenant::{AGENCY, PARTNER_NAME, PARTNER_USER};

/// The operations of IAM, with the names of the official SDK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    CreateToken,
    CreateSecurityToken,
    ListDomains,
}

impl Operation {
    pub const ALL: [Self; 3] = [Self::CreateToken, Self::CreateSecurityToken, Self::ListDomains];

    pub fn find(method: &str, path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.target() == (method, path.trim_end_matches('/')))
    }

    /// Method and path.
    pub fn target(self) -> (&'static str, &'static str) {
        match self {
            Self::CreateToken => ("POST", "/v3/auth/tokens"),
            Self::CreateSecurityToken => ("POST", "/v3.0/OS-CREDENTIAL/securitytokens"),
            Self::ListDomains => ("GET", "/v3/auth/domains"),
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Self::CreateToken => "KeystoneCreateToken",
            Self::CreateSecurityToken => "CreateTemporaryAccessKeyByAgency",
            Self::ListDomains => "KeystoneListAuthDomains",
        }
    }
}

/// An error answer of IAM. There are two formats: the old one below /v3/, the new one below /v3.0/.
#[derive(Clone, Copy, Debug)]
struct Refusal(u16, &'static str, &'static str);

impl Refusal {
    fn reply(self, operation: Operation) -> Reply {
        let Self(status, code, text) = self;
        let title = match status {
            400 => "Bad Request",
            401 => "Unauthorized",
            403 => "Forbidden",
            _ => "Not Found",
        };
        let body = if operation == Operation::CreateSecurityToken {
            Object::new().text("error_code", code).text("error_msg", text).finish()
        } else {
            let error = Object::new()
                .integer("code", i64::from(status))
                .text("message", text)
                .text("title", title)
                .finish();
            Object::new().raw("error", &error).finish()
        };
        Reply::json(status, body)
    }
}

const MALFORMED: Refusal = Refusal(400, "IAM.0011", "The request body is malformed.");
const UNAUTHENTICATED: Refusal =
    Refusal(401, "IAM.0061", "The request you have made requires authentication.");
const WRONG_PASSWORD: Refusal = Refusal(401, "IAM.0061", "The username or password is wrong.");
const NO_DOMAIN: Refusal = Refusal(404, "IAM.0004", "Could not find domain.");
const NO_AGENCY: Refusal =
    Refusal(403, "IAM.0002", "You have no right to assume the agency, or there is no such agency.");
const WRONG_DURATION: Refusal = Refusal(400, "IAM.0007", "duration_seconds must be from 900 to 86400.");

/// The customer whose agency a call names, to choose faults.
pub fn subject(world: &World, body: &[u8]) -> Option<u32> {
    let role = Fields::of_body(body).ok().as_ref().and_then(assumed)?;
    named_customer(world, &role)
}

/// Answers an IAM call.
pub fn answer(world: &World, credentials: &Credentials, operation: Operation, request: &Request) -> Reply {
    let answer = match operation {
        Operation::CreateToken => create_token(world, credentials, request),
        Operation::CreateSecurityToken => create_security_token(world, credentials, request),
        Operation::ListDomains => list_domains(world, credentials, request),
    };
    answer.unwrap_or_else(|refusal| refusal.reply(operation))
}

/// The answer for an agency that does not exist, used by the fault of that name.
pub fn no_agency(operation: Operation) -> Reply {
    NO_AGENCY.reply(operation)
}

fn identity(body: &Fields) -> Result<Fields, Refusal> {
    let auth = body.object("auth").ok().flatten().ok_or(MALFORMED)?;
    auth.object("identity").ok().flatten().ok_or(MALFORMED)
}

fn assumed(body: &Fields) -> Option<Fields> {
    identity(body).ok()?.object("assume_role").ok().flatten()
}

fn method(identity: &Fields) -> Result<String, Refusal> {
    let methods = identity.some_texts("methods", 4, 64).map_err(|_| MALFORMED)?;
    methods.into_iter().next().ok_or(MALFORMED)
}

fn create_token(world: &World, credentials: &Credentials, request: &Request) -> Result<Reply, Refusal> {
    let body = Fields::of_body(&request.body).map_err(|_| MALFORMED)?;
    let identity = identity(&body)?;
    match method(&identity)?.as_str() {
        "password" => by_password(world, credentials, &identity),
        "assume_role" => {
            let partner = partner(world, credentials, request)?;
            let role = assumed(&body).ok_or(MALFORMED)?;
            let customer = agency_customer(world, &role)?;
            Ok(token_reply(world, credentials, Principal::Customer(customer), partner.clock, "assume_role"))
        }
        _ => Err(MALFORMED),
    }
}

fn by_password(world: &World, credentials: &Credentials, identity: &Fields) -> Result<Reply, Refusal> {
    let nested = |fields: &Fields, name: &str| fields.object(name).ok().flatten().ok_or(MALFORMED);
    let user = nested(&nested(identity, "password")?, "user")?;
    let name = user.required("name", 255).map_err(|_| MALFORMED)?;
    let password = user.required("password", 255).map_err(|_| MALFORMED)?;
    let domain = nested(&user, "domain")?;
    let domain = domain.filter("name", 255).map_err(|_| MALFORMED)?;
    let right = equal_in_constant_time(password.as_bytes(), credentials.secret_key.as_bytes());
    if !right || name != PARTNER_USER || domain.as_deref() != Some(PARTNER_NAME) {
        return Err(WRONG_PASSWORD);
    }
    Ok(token_reply(world, credentials, Principal::Partner, ClockKind::Wall, "password"))
}

fn create_security_token(
    world: &World,
    credentials: &Credentials,
    request: &Request,
) -> Result<Reply, Refusal> {
    let body = Fields::of_body(&request.body).map_err(|_| MALFORMED)?;
    let identity = identity(&body)?;
    let method = method(&identity)?;
    let details = identity.object(&method).ok().flatten().unwrap_or_default();
    let seconds =
        details.integer_or_empty("duration_seconds", 900, DAY).map_err(|_| WRONG_DURATION)?.unwrap_or(900);
    let (principal, clock) = match method.as_str() {
        "assume_role" => {
            let partner = partner(world, credentials, request)?;
            (Principal::Customer(agency_customer(world, &details)?), partner.clock)
        }
        "token" => {
            let token = details.filter("id", 20_000).map_err(|_| MALFORMED)?;
            let token = token.or_else(|| request.header("x-auth-token")).ok_or(UNAUTHENTICATED)?;
            let claims = credentials.read_token(&token, &world.clock).map_err(|_| UNAUTHENTICATED)?;
            (claims.principal, claims.clock)
        }
        _ => return Err(MALFORMED),
    };
    let expires = world.clock.read(clock) + seconds;
    let security_token =
        credentials.issue(Claims { principal, clock, expires, for_keys: true }, world.next_number());
    let keys = credentials.temporary_keys(&security_token);
    let credential = Object::new()
        .text("access", &keys.access)
        .text("secret", &keys.secret)
        .text("securitytoken", &keys.security_token)
        .text("expires_at", &calendar::iam_text(expires))
        .finish();
    Ok(Reply::json(201, Object::new().raw("credential", &credential).finish()))
}

fn list_domains(world: &World, credentials: &Credentials, request: &Request) -> Result<Reply, Refusal> {
    let caller = authentication::caller(credentials, &world.clock, request).map_err(|_| UNAUTHENTICATED)?;
    let (id, name) = domain_of(world, caller.principal);
    let domain = Object::new()
        .text("id", &id)
        .text("name", &name)
        .flag("enabled", true)
        .text("description", "")
        .raw("links", "{}")
        .finish();
    let body = Object::new().list("domains", [domain]).raw("links", "{}").finish();
    Ok(Reply::ok(body))
}

fn partner(world: &World, credentials: &Credentials, request: &Request) -> Result<Caller, Refusal> {
    let caller = authentication::caller(credentials, &world.clock, request).map_err(|_| UNAUTHENTICATED)?;
    match caller.principal {
        Principal::Partner => Ok(caller),
        Principal::Customer(_) => Err(NO_AGENCY),
    }
}

/// `domain_id` takes precedence over `domain_name`.
fn named_customer(world: &World, role: &Fields) -> Option<u32> {
    if let Some(id) = role.filter("domain_id", 64).ok().flatten() {
        return world.customer(&id);
    }
    let name = role.filter("domain_name", 64).ok().flatten()?;
    world.customer_named(&name).filter(|index| world.is_customer(*index))
}

fn agency_customer(world: &World, role: &Fields) -> Result<u32, Refusal> {
    let agency = role.required("agency_name", 64).map_err(|_| MALFORMED)?;
    if !role.has("domain_id") && !role.has("domain_name") {
        return Err(MALFORMED);
    }
    let customer = named_customer(world, role).ok_or(NO_DOMAIN)?;
    let profile = world.profile(customer);
    // A customer created for the partner's platform also has an agency named by the platform's id
    // (calling.md 3.2), as was usual until 2024-10-14.
    let known = agency == AGENCY || (profile.is_created() && agency == profile.xaccount_type);
    if !known || !profile.has_agency {
        return Err(NO_AGENCY);
    }
    Ok(customer)
}

fn domain_of(world: &World, principal: Principal) -> (String, String) {
    match principal {
        Principal::Partner => (world.tenant.partner_id(), PARTNER_NAME.to_owned()),
        Principal::Customer(index) => {
            let profile = world.profile(index);
            (profile.id, profile.account_name)
        }
    }
}

/// The token is in the header, its details in the body.
fn token_reply(
    world: &World,
    credentials: &Credentials,
    principal: Principal,
    clock: ClockKind,
    method: &str,
) -> Reply {
    let issued = world.clock.read(clock);
    let expires = issued + DAY;
    let token = credentials.issue(Claims { principal, clock, expires, for_keys: false }, world.next_number());
    let (id, name) = domain_of(world, principal);
    let domain = Object::new().text("id", &id).text("name", &name).finish();
    let partner_domain =
        Object::new().text("id", &world.tenant.partner_id()).text("name", PARTNER_NAME).finish();
    let operator = Object::new()
        .text("id", &world.tenant.partner_user_id())
        .text("name", PARTNER_USER)
        .raw("domain", &partner_domain)
        .finish();
    let body = Object::new()
        .text("expires_at", &calendar::iam_text(expires))
        .text("issued_at", &calendar::iam_text(issued))
        .raw("methods", &array([string(method)]))
        .raw("catalog", "[]")
        .raw("roles", "[]")
        .raw("domain", &domain);
    let body = match principal {
        Principal::Partner => body.raw("user", &operator),
        Principal::Customer(_) => {
            let agency = Object::new()
                .text("id", &id)
                .text("name", &format!("{name}/{AGENCY}"))
                .raw("domain", &domain)
                .finish();
            let assumed_by = Object::new().raw("user", &operator).finish();
            body.raw("user", &agency).raw("assumed_by", &assumed_by)
        }
    };
    Reply::json(201, Object::new().raw("token", &body.finish()).finish()).with("X-Subject-Token", token)
}
