//! Registering customers (partner.yaml, checkUserIdentity, sendVerificationMessageCode,
//! createSubCustomer).

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use crate::client::Partner;
use crate::client::answer::Refusal;
use crate::client::call::Call;
use crate::client::codes::is_one_of;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::{CHECK_IDENTITY, CREATE_CUSTOMER, SEND_CODE};
use model::error::PartnerFailure;
use model::ids::ResellerId;
use model::registration::{Availability, CreatedCustomer, IdentityCheck, IdentityKind};

/// A customer account to make.
#[derive(Clone, Debug)]
pub struct NewCustomer {
    /// Its account name, 5 to 32 characters; `None` lets the vendor make one up.
    pub account_name: Option<String>,
    /// Its e-mail address with the code that was sent there. Without one the customer gets no
    /// messages from the vendor.
    pub email: Option<ProvenEmail>,
    /// Country or region, two capital letters (ISO 3166).
    pub area: String,
    /// Id of the user on the partner's own platform; no two customers have the same.
    pub xaccount_id: String,
    /// Id of that platform, as the vendor gave it to the partner.
    pub xaccount_type: String,
    /// `None`: the customer signs in through the partner's platform only.
    pub password: Option<SecretString>,
    /// No advertising from the vendor.
    pub without_marketing: bool,
    /// The reseller that it is made for, if it is.
    pub reseller: Option<ResellerId>,
    /// Make the call wait until the association with the partner is done. It takes longer, and may
    /// time out first.
    pub wait_for_association: bool,
}

/// An e-mail address and the proof that somebody reads it.
#[derive(Clone, Debug)]
pub struct ProvenEmail {
    /// The address.
    pub address: String,
    /// Six characters.
    pub code: SecretString,
}

/// Holds secrets in the open for as long as it takes to write them: never shown.
#[derive(Serialize)]
struct CreateBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    domain_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verification_code: Option<&'a str>,
    domain_area: &'a str,
    xaccount_id: &'a str,
    xaccount_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<&'a str>,
    /// Text, not a truth value.
    is_close_market_ms: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    indirect_partner_id: Option<&'a str>,
    include_association_result: bool,
}

#[derive(Serialize)]
struct CheckBody<'a> {
    search_type: &'static str,
    search_value: &'a str,
}

#[derive(Serialize)]
struct SendBody<'a> {
    receiver_type: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeout: Option<u16>,
    email: &'a str,
    lang: &'static str,
}

/// E-mail, the only way on this site.
const BY_EMAIL: u8 = 2;

impl Partner {
    /// Whether somebody can register with an account name, an e-mail address or a mobile number.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn check_identity(
        &self,
        kind: IdentityKind,
        value: &str,
    ) -> Result<IdentityCheck, PartnerFailure> {
        let body = CheckBody { search_type: kind.code(), search_value: value };
        let check = self.call(Call::new(&CHECK_IDENTITY).json(&body), |answer| {
            let fields = answer.fields()?;
            Ok(IdentityCheck {
                availability: fields.text("check_result").map(Availability::from),
                remaining: fields.count("mobile_remain_available_num"),
            })
        });
        Ok(check.await?)
    }

    /// Sends a code to the e-mail address that a customer wants to register with, in this client's
    /// language. Sent once: each call is a message. `minutes` is its validity, 10 when not given; above
    /// 60 it becomes 5.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, the message may have been sent.
    pub async fn send_verification_code(
        &self,
        email: &str,
        minutes: Option<u16>,
    ) -> Result<(), PartnerFailure> {
        let lang = self.language().mail_code();
        let body = SendBody { receiver_type: BY_EMAIL, timeout: minutes, email, lang };
        Ok(self.call(Call::new(&SEND_CODE).json(&body), |_| Ok(())).await?)
    }

    /// Makes a customer account. Sent once. The account is associated with the partner a little later,
    /// frozen and without a budget. An answer that the association takes too long (CBC.99000050) is no
    /// failure: the account was created.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, the list of customers has to be asked for the account
    /// name.
    pub async fn create_customer(&self, new: &NewCustomer) -> Result<CreatedCustomer, PartnerFailure> {
        let call = Call::new(&CREATE_CUSTOMER)
            .json(&body(new))
            .hiding(new.password.as_ref())
            .hiding(new.email.as_ref().map(|email| &email.code));
        let waited = new.wait_for_association;
        match self.call(call, |answer| created(&answer.fields()?, waited)).await {
            Ok(customer) => Ok(customer),
            Err(refusal) => made_in_spite(*refusal),
        }
    }
}

fn body(new: &NewCustomer) -> CreateBody<'_> {
    CreateBody {
        domain_name: new.account_name.as_deref(),
        email: new.email.as_ref().map(|email| email.address.as_str()),
        verification_code: new.email.as_ref().map(|email| email.code.expose_secret()),
        domain_area: &new.area,
        xaccount_id: &new.xaccount_id,
        xaccount_type: &new.xaccount_type,
        password: new.password.as_ref().map(ExposeSecret::expose_secret),
        is_close_market_ms: if new.without_marketing { "true" } else { "false" },
        indirect_partner_id: new.reseller.as_ref().map(ResellerId::as_str),
        include_association_result: new.wait_for_association,
    }
}

fn created(fields: &Fields<'_>, associated: bool) -> Result<CreatedCustomer, Unreadable> {
    Ok(CreatedCustomer {
        id: fields.id("domain_id").ok_or(Unreadable)?,
        account_name: fields.text("domain_name"),
        associated,
    })
}

/// The refusal that comes with the ids of an account that exists.
fn made_in_spite(refusal: Refusal) -> Result<CreatedCustomer, PartnerFailure> {
    if !is_one_of(refusal.ending.code(), CREATE_CUSTOMER.unclear_codes) {
        return Err(refusal.failure);
    }
    let made = Fields::parse(&refusal.body).and_then(|fields| created(&fields, false));
    made.map_err(|_| refusal.failure)
}
