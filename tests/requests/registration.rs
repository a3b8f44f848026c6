//! Operations of partner.yaml about new customers: registration and real-name authentication.

use model::registration::IdentityKind;
use partner::{CompanyPapers, NewCustomer, Partner, PersonPapers, ProvenEmail, Representative};
use secrecy::SecretString;

use super::entry::Entry;

/// Returns false for other operations.
pub async fn send(partner: &Partner, entry: &Entry) -> bool {
    match entry.operation.as_str() {
        "checkUserIdentity" => {
            let kinds = [IdentityKind::AccountName, IdentityKind::Email, IdentityKind::Mobile];
            let kind = kinds.into_iter().find(|kind| kind.code() == entry.text("search_type")).unwrap();
            drop(partner.check_identity(kind, &entry.text("search_value")).await);
        }
        "sendVerificationMessageCode" => {
            entry.always("receiver_type", 2);
            entry.always("lang", "en-us");
            drop(partner.send_verification_code(&entry.text("email"), entry.maybe("timeout")).await);
        }
        "createSubCustomer" => drop(partner.create_customer(&customer(entry)).await),
        "createPersonalRealnameAuth" => drop(partner.authenticate_person(&person(entry)).await),
        "createEnterpriseRealnameAuthentication" => drop(partner.authenticate_company(&company(entry)).await),
        "changeEnterpriseRealnameAuthentication" => {
            entry.always("change_type", 1);
            drop(partner.change_to_company(&company(entry)).await);
        }
        "showRealnameAuthenticationReviewResult" => drop(partner.review(&entry.get("customer_id")).await),
        _ => return false,
    }
    true
}

fn secret(entry: &Entry, name: &str) -> SecretString {
    entry.text(name).into()
}

fn customer(entry: &Entry) -> NewCustomer {
    NewCustomer {
        account_name: entry.maybe("domain_name"),
        email: Some(ProvenEmail { address: entry.text("email"), code: secret(entry, "verification_code") }),
        area: entry.text("domain_area"),
        xaccount_id: entry.text("xaccount_id"),
        xaccount_type: entry.text("xaccount_type"),
        password: Some(secret(entry, "password")),
        without_marketing: entry.text("is_close_market_ms") == "true",
        reseller: entry.maybe("indirect_partner_id"),
        wait_for_association: entry.get("include_association_result"),
    }
}

fn person(entry: &Entry) -> PersonPapers {
    entry.always("identify_type", 0);
    entry.always("change_type", -1);
    PersonPapers {
        customer: entry.get("customer_id"),
        certificate: entry.get("verified_type"),
        files: entry.get("verified_file_url"),
        name: entry.text("name"),
        number: secret(entry, "verified_number"),
        xaccount_type: entry.text("xaccount_type"),
    }
}

fn company(entry: &Entry) -> CompanyPapers {
    entry.always("identify_type", 1);
    let representative: serde_json::Value = entry.get("enterprise_person");
    let text = |name: &str| representative[name].as_str().unwrap().to_owned();
    CompanyPapers {
        customer: entry.get("customer_id"),
        certificate: entry.maybe("certificate_type"),
        files: entry.get("verified_file_url"),
        name: entry.text("corp_name"),
        number: secret(entry, "verified_number"),
        country: entry.maybe("reg_country"),
        address: entry.maybe("reg_address"),
        xaccount_type: entry.text("xaccount_type"),
        representative: Some(Representative {
            name: text("legel_name"),
            number: text("legel_id_number").into(),
        }),
    }
}
