//! Real-name authentication of customers of the partner and of its resellers.
//!
//! Choices where the sheet is not specific: a passport is checked automatically and passes at once
//! (`is_review` 0), everything else takes [`REVIEW`] seconds; a change to a company that cannot
//! start returns CBC.99007004; more than [`MOST_IN_A_DAY`] applications within a day return
//! CBC.99007191.
//!
//! A certificate number that starts with [`REJECTED`] is rejected by the reviewer. [`REFUSED`]
//! followed by a code of [`REFUSALS`] is refused at once with that code, and a file whose name
//! contains [`TOO_LARGE`] is too large.

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::account::realname::Application;
use crate::world::calendar::DAY;

/// Duration of a review, in seconds.
const REVIEW: i64 = 600;
const MOST_IN_A_DAY: usize = 5;
const REJECTED: &str = "REJECT";
const OPINION: &str = "The certificate photo cannot be read.";
const REFUSED: &str = "refused-";
const TOO_LARGE: &str = "too-large";
const FORMATS: [&str; 6] = ["jpg", "jpeg", "bmp", "png", "gif", "pdf"];
/// Maximum length of texts whose limit is not documented, in characters.
const LONG: usize = 256;

/// Codes with the kinds of application (0 individual, 1 company) whose page documents them.
const REFUSALS: [(&str, &[u8], &str); 8] = [
    ("CBC.99000027", &[0], "The verification code has expired."),
    ("CBC.99005030", &[0, 1], "The upload of real-name data is not enabled."),
    ("CBC.99007004", &[1], "A precondition of the service is not met."),
    ("CBC.99007189", &[0], "Too many customers have been authenticated with this certificate number."),
    ("CBC.99007191", &[0, 1], "Too many authentication attempts."),
    ("CBC.99007193", &[0], "The certificate number cannot be used."),
    ("CBC.99007202", &[0], "The authentication failed."),
    ("CBC.70600026", &[0, 1], "The data cannot be reviewed at present. Contact the account manager."),
];

/// POST /v2/customers/realname-auths/individual
pub fn apply_as_person(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let body = &call.body;
    body.required_integer("identify_type", 0, 0)?;
    let certificate = body.required_integer("verified_type", 3, 10)?;
    let files = match certificate {
        3 => 2,
        5 | 6 | 9 | 10 => 3,
        _ => return Err(ApiError::parameter("verified_type")),
    };
    body.integer("change_type", -1, -1)?;
    let name = body.required("name", LONG)?;
    let form = Form::read(world, body, files..=files)?;
    let application = form.application(0, name, certificate != 3, world.now());
    submit(world, &form, application, first)
}

/// POST /v2/customers/realname-auths/enterprise
pub fn apply_as_company(world: &World, call: &Call) -> Result<Reply, ApiError> {
    company(world, &call.body, false)
}

/// PUT /v2/customers/realname-auths/enterprise
pub fn change_to_company(world: &World, call: &Call) -> Result<Reply, ApiError> {
    call.body.required_integer("change_type", 1, 1)?;
    company(world, &call.body, true)
}

fn company(world: &World, body: &Fields, is_change: bool) -> Result<Reply, ApiError> {
    body.required_integer("identify_type", 1, 1)?;
    if !matches!(body.integer("certificate_type", 0, 99)?, None | Some(0..=4 | 99)) {
        return Err(ApiError::parameter("certificate_type"));
    }
    let name = body.required("corp_name", LONG)?;
    if !name.chars().any(char::is_alphabetic) {
        return Err(ApiError::parameter("corp_name"));
    }
    body.filter("reg_country", 2)?;
    body.filter("reg_address", LONG)?;
    if let Some(person) = body.object("enterprise_person")? {
        person.required("legel_name", LONG)?;
        person.required("legel_id_number", LONG)?;
        person.choice("certifier_role", &["legalPerson"])?;
    }
    let form = Form::read(world, body, 1..=4)?;
    let application = Application { is_change, ..form.application(1, name, true, world.now()) };
    submit(world, &form, application, if is_change { person_to_company } else { first })
}

/// The fields shared by the three requests.
struct Form {
    customer: u32,
    number: String,
}

impl Form {
    fn read(world: &World, body: &Fields, files: std::ops::RangeInclusive<usize>) -> Result<Self, ApiError> {
        let id = body.required("customer_id", 64)?;
        body.required("xaccount_type", 64)?;
        let number = body.required("verified_number", LONG)?;
        let urls = body.some_texts("verified_file_url", 10, 1_024)?;
        if !files.contains(&urls.len()) {
            return Err(ApiError::parameter("verified_file_url"));
        }
        for url in &urls {
            check_file(url)?;
        }
        let customer = world.customer(&id).ok_or_else(ApiError::not_my_customer)?;
        Ok(Self { customer, number })
    }

    fn application(&self, kind: u8, name: String, is_review: bool, now: i64) -> Application {
        Application {
            kind,
            name,
            at: now,
            decided_at: if is_review { now + REVIEW } else { now },
            refusal: self.number.starts_with(REJECTED).then(|| OPINION.to_owned()),
            is_change: false,
        }
    }
}

/// Checks only the name: the partner's bucket is not simulated.
fn check_file(url: &str) -> Result<(), ApiError> {
    let format = url.rsplit_once('.').map(|(_, format)| format.to_ascii_lowercase());
    if !format.is_some_and(|format| FORMATS.contains(&format.as_str())) {
        return Err(ApiError::bad("CBC.99000100", "The format of the certificate file is not supported."));
    }
    if url.contains(TOO_LARGE) {
        return Err(ApiError::bad("CBC.99000099", "The certificate file is too large."));
    }
    Ok(())
}

type Precondition = fn(&Account<'_>) -> Result<(), ApiError>;

fn submit(
    world: &World,
    form: &Form,
    application: Application,
    precondition: Precondition,
) -> Result<Reply, ApiError> {
    let asked = form.number.strip_prefix(REFUSED);
    let fits =
        |(code, kinds, _): &(&str, &[u8], &str)| asked == Some(*code) && kinds.contains(&application.kind);
    if let Some((code, _, text)) = REFUSALS.into_iter().find(fits) {
        return Err(ApiError::bad(code, text));
    }
    let is_review = application.decided_at > application.at;
    world.change(form.customer, |account| {
        precondition(account)?;
        let recent = |earlier: &&Application| account.now - earlier.at < DAY;
        if account.changes.applications.iter().filter(recent).count() >= MOST_IN_A_DAY {
            return Err(ApiError::bad("CBC.99007191", "Too many authentication attempts."));
        }
        account.changes.applications.push(application);
        account.dirty = true;
        Ok(())
    })?;
    Ok(Reply::ok(Object::new().integer("is_review", i64::from(is_review)).finish()))
}

fn first(account: &Account<'_>) -> Result<(), ApiError> {
    if matches!(account.profile.verified, "0" | "2") {
        return Err(ApiError::bad("CBC.99007188", "The customer is authenticated or under review."));
    }
    Ok(())
}

fn person_to_company(account: &Account<'_>) -> Result<(), ApiError> {
    let is_person = account.profile.verified == "2" && account.profile.kind == 0;
    let is_waiting = account.changes.applications.last().is_some_and(|last| last.result(account.now) == 0);
    if is_waiting {
        return Err(ApiError::bad("CBC.99007188", "The customer is authenticated or under review."));
    }
    if !is_person {
        return Err(ApiError::bad("CBC.99007004", "A precondition of the service is not met."));
    }
    Ok(())
}

/// GET /v2/customers/realname-auths/result. For customers that were reviewed before the simulation
/// started, the result follows from their status in the list.
pub fn result(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let id = call.query.required("customer_id", 64)?;
    let index = world.customer(&id).ok_or_else(ApiError::not_my_customer)?;
    let (result, opinion) = world.read(index, |account| match account.changes.applications.last() {
        Some(last) => {
            let result = last.result(account.now);
            (Some(result), last.refusal.clone().filter(|_| result == 1))
        }
        None => match account.profile.verified {
            "0" => (Some(0), None),
            "1" | "3" => (Some(1), Some(OPINION.to_owned())),
            "2" => (Some(2), None),
            _ => (None, None),
        },
    });
    let Some(result) = result else {
        return Ok(Reply::ok(Object::new().finish()));
    };
    let body = Object::new().integer("review_result", result).maybe_text("opinion", opinion.as_deref());
    Ok(Reply::ok(body.finish()))
}
