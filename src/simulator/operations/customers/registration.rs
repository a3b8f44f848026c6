//! Checking who can register (checkUserIdentity), and creating customers (createSubCustomer).
//!
//! The refusals are from the page of the China site; the international page has the same path with
//! an e-mail instead of a mobile number. Choices where the sheet is not specific: an e-mail that a
//! customer already has returns CBC.99000051, like one known to the vendor; a country that is not
//! two capital letters returns CBC.0101; every other format error CBC.0100.
//!
//! Failures can be triggered, also in a demo: by the host of the e-mail or the prefix of
//! `xaccount_id` (see [`SLOW`], [`REFUSED`], [`PREREGISTERED`]).

use crate::operations::customers::email::is_email;
use crate::operations::scope;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::created_customers;
use crate::world::created_customers::{Conflict, CreatedCustomer};
use crate::world::mailboxes::CodeError;
use crate::world::tenant::profiles::Owner;

/// Seconds until a new customer is associated, unless it is slow.
const ASSOCIATION: i64 = 15;
const SLOW_ASSOCIATION: i64 = 120;
/// An `xaccount_id` with this prefix is associated late: a call that waits for it returns
/// CBC.99000050.
const SLOW: &str = "slow-";
/// An `xaccount_id` of this prefix and a code of [`REFUSALS`] is refused with that code.
const REFUSED: &str = "refused-";
/// Every e-mail of this host is already registered with the vendor.
const PREREGISTERED: &str = "@preregistered.example";
/// Customers that can be registered with one mobile number (not documented).
const PER_MOBILE: i64 = 5;

/// Refusals that depend on the partner's own account with the vendor.
const REFUSALS: [(&str, &str); 6] = [
    ("CBC.50010059", "A distributor cannot associate customers directly."),
    ("CBC.50010065", "The distributor of the reseller has left the partner program."),
    ("CBC.50010085", "The company of the partner is restricted."),
    ("CBC.50010086", "The company of the reseller's distributor is restricted."),
    ("CBC.99000004", "The customer could not authorize the partner."),
    ("CBC.99005035", "Test accounts cannot use this API."),
];

/// POST /v2/partners/sub-customers/users/check-identity
pub fn check(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let kind = call.body.choice("search_type", &["email", "mobile", "name"])?;
    let kind = kind.ok_or_else(|| ApiError::parameter("search_type"))?;
    let value = call.body.required("search_value", 64)?;
    let wrong = || ApiError::parameter("search_value");
    let (is_free, remaining) = match kind.as_str() {
        "email" if is_email(&value) => (!email_is_taken(world, &value), None),
        "name" if name_is_well_formed(&value) => (world.customer_named(&value).is_none(), None),
        "mobile" => {
            let (country_code, number) = split_mobile(&value).ok_or_else(wrong)?;
            let have = world
                .profiles()
                .iter()
                .filter(|p| p.country_code == country_code && p.telephone == number)
                .count();
            let remaining = (PER_MOBILE - have as i64).max(0);
            (remaining > 0, Some(remaining))
        }
        _ => return Err(wrong()),
    };
    let body = Object::new().text("check_result", if is_free { "available" } else { "used_by_user" });
    let body = match remaining {
        Some(remaining) => body.integer("mobile_remain_available_num", remaining),
        None => body,
    };
    Ok(Reply::ok(body.finish()))
}

/// Splits four digits of the country that start with 00, a hyphen, and digits.
fn split_mobile(text: &str) -> Option<(&str, &str)> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (country_code, number) = text.split_once('-')?;
    (country_code.len() == 4 && country_code.starts_with("00") && digits(country_code) && digits(number))
        .then_some((country_code, number))
}

fn name_is_well_formed(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let begins = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_');
    (5..=32).contains(&name.len())
        && name.bytes().all(fits)
        && name.bytes().next().is_some_and(begins)
        && !name.starts_with("op_")
        && !name.starts_with("shadow_")
}

fn email_is_taken(world: &World, email: &str) -> bool {
    email.to_ascii_lowercase().ends_with(PREREGISTERED) || world.has_email(email)
}

/// The valid fields of createSubCustomer.
struct NewCustomer {
    owner: Owner,
    account_name: String,
    area: String,
    email: Option<String>,
    code: Option<String>,
    xaccount_id: String,
    xaccount_type: String,
    waits: bool,
}

impl NewCustomer {
    fn read(world: &World, body: &Fields) -> Result<Self, ApiError> {
        let xaccount_id = body.required("xaccount_id", 128)?;
        let account_name = match body.filter("domain_name", 256)? {
            Some(name) if name_is_well_formed(&name) => name,
            Some(_) => return Err(ApiError::bad("CBC.99000031", "The account name is malformed.")),
            None => created_customers::random_name(world.tenant.seed, &xaccount_id),
        };
        let area = body.required("domain_area", 2)?;
        if area.len() != 2 || !area.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(ApiError::bad("CBC.0101", "The parameter is invalid. Parameter: domain_area."));
        }
        let email = body.filter("email", 64)?;
        if email.as_deref().is_some_and(|email| !is_email(email)) {
            return Err(ApiError::parameter("email"));
        }
        let code = body.optional("verification_code", 6)?;
        let is_code = |code: &String| code.len() == 6;
        if (email.is_some() && code.is_none()) || !code.iter().all(is_code) {
            return Err(ApiError::parameter("verification_code"));
        }
        if let Some(password) = body.optional("password", 1_024)?
            && !is_strong(&password, &account_name, email.as_deref())
        {
            return Err(ApiError::bad("CBC.99000036", "The password does not meet the requirements."));
        }
        let quiet = body.filter("is_close_market_ms", 10)?;
        if quiet.is_some_and(|quiet| !["true", "false"].contains(&quiet.as_str())) {
            return Err(ApiError::parameter("is_close_market_ms"));
        }
        Ok(Self {
            owner: scope::owner(world, body)?,
            account_name,
            area,
            email,
            code,
            xaccount_id,
            xaccount_type: body.required("xaccount_type", 64)?,
            waits: body.flag("include_association_result")?.unwrap_or(false),
        })
    }

    fn is_slow(&self) -> bool {
        self.xaccount_id.starts_with(SLOW)
    }

    /// When the partner finds the customer, in seconds since 1970. For a call that waits this is now,
    /// unless the association is slow.
    fn associated_on(&self, now: i64) -> i64 {
        match (self.is_slow(), self.waits) {
            (true, _) => now + SLOW_ASSOCIATION,
            (false, true) => now,
            (false, false) => now + ASSOCIATION,
        }
    }
}

/// 8 to 32 characters of at least two kinds, different from the account name and its reverse, and
/// not containing the e-mail.
fn is_strong(password: &str, account_name: &str, email: Option<&str>) -> bool {
    let has = |kind: fn(&char) -> bool| password.chars().any(|letter| kind(&letter));
    let kinds = [
        has(char::is_ascii_uppercase),
        has(char::is_ascii_lowercase),
        has(char::is_ascii_digit),
        has(|letter| !letter.is_ascii_alphanumeric()),
    ];
    let reverse: String = account_name.chars().rev().collect();
    (8..=32).contains(&password.chars().count())
        && kinds.into_iter().filter(|kind| *kind).count() >= 2
        && password != account_name
        && password != reverse
        && !email.is_some_and(|email| password.contains(email))
}

/// POST /v2/partners/sub-customers
pub fn create(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let new = NewCustomer::read(world, &call.body)?;
    refuse_if_asked(&new.xaccount_id)?;
    let now = world.now();
    check_names(world, &new)?;
    if let (Some(email), Some(code)) = (&new.email, &new.code) {
        world.mailbox(email, |mailbox| mailbox.check(code, now)).map_err(wrong_code)?;
    }
    let customer = CreatedCustomer {
        owner: new.owner,
        account_name: new.account_name.clone(),
        area: new.area.clone(),
        email: new.email.clone(),
        xaccount_id: new.xaccount_id.clone(),
        xaccount_type: new.xaccount_type.clone(),
        associated_on: new.associated_on(now),
    };
    let index = world.register(customer).map_err(conflict)?;
    if let Some(email) = &new.email {
        world.mailbox(email, |mailbox| mailbox.use_up());
    }
    Ok(answer(&new, &world.tenant.customer_id(index)))
}

fn answer(new: &NewCustomer, id: &str) -> Reply {
    let body = Object::new();
    let (status, body) = if new.waits && new.is_slow() {
        let late = "Waiting for the association result timed out.";
        (500, body.text("error_code", "CBC.99000050").text("error_msg", late))
    } else {
        (200, body)
    };
    Reply::json(status, body.text("domain_id", id).text("domain_name", &new.account_name).finish())
}

fn refuse_if_asked(xaccount_id: &str) -> Result<(), ApiError> {
    let asked = xaccount_id.strip_prefix(REFUSED);
    match REFUSALS.into_iter().find(|(code, _)| asked == Some(code)) {
        Some((code, text)) => Err(ApiError::bad(code, text)),
        None => Ok(()),
    }
}

/// Refuses names that are taken, also by seeded customers. Those of created customers are checked
/// again when the customer is added.
fn check_names(world: &World, new: &NewCustomer) -> Result<(), ApiError> {
    if world.customer_named(&new.account_name).is_some() {
        return Err(conflict(Conflict::AccountName));
    }
    if world.has_xaccount(&new.xaccount_id) {
        return Err(conflict(Conflict::XaccountId));
    }
    if new.email.as_deref().is_some_and(|email| email_is_taken(world, email)) {
        return Err(conflict(Conflict::Email));
    }
    Ok(())
}

fn wrong_code(error: CodeError) -> ApiError {
    match error {
        CodeError::Expired => ApiError::bad("CBC.99004008", "The verification code is no longer valid."),
        CodeError::TooManyFailures => {
            ApiError::bad("CBC.99004009", "The verification code failed more than three times.")
        }
        CodeError::Wrong => ApiError::bad("CBC.99004010", "The verification code is incorrect."),
    }
}

fn conflict(what: Conflict) -> ApiError {
    match what {
        Conflict::AccountName => ApiError::bad("CBC.99000038", "The account name already exists."),
        Conflict::XaccountId => ApiError::bad("CBC.99000039", "The xaccount_id is already in use."),
        Conflict::Email => ApiError::bad(
            "CBC.99000051",
            "The mobile number or email address has been registered by Huawei. The customer cannot be created.",
        ),
        Conflict::Full => ApiError::server(),
    }
}
