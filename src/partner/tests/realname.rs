//! Real-name authentication: what is sent and what is read.

use serde_json::json as value;

use super::peer::{Peer, json};
use super::*;
use crate::recording;
use crate::{CompanyPapers, PersonPapers, Representative};
use model::real_name::{CompanyCertificate, PersonCertificate, Review, ReviewNeed, ReviewResult};

const PERSON: &str = "/v2/customers/realname-auths/individual";
const COMPANY: &str = "/v2/customers/realname-auths/enterprise";
const RESULT: &str = "/v2/customers/realname-auths/result";

pub fn person() -> PersonPapers {
    PersonPapers {
        customer: customer(),
        certificate: PersonCertificate::Passport,
        files: vec!["2024/front.jpg".into(), "2024/back.jpg".into()],
        name: "Ana Nov\u{e1}kov\u{e1}".into(),
        number: "canary-P1".into(),
        xaccount_type: "IDP".into(),
    }
}

pub fn company() -> CompanyPapers {
    CompanyPapers {
        customer: customer(),
        certificate: None,
        files: vec!["licence.pdf".into()],
        name: "Northwind".into(),
        number: "canary-RFC".into(),
        country: None,
        address: None,
        xaccount_type: "IDP".into(),
        representative: None,
    }
}

#[tokio::test]
async fn as_a_person() {
    let replies = vec![json(200, r#"{"is_review":1}"#), json(200, "{}"), json(200, r#"{"is_review":2}"#)];
    let peer = Peer::start().await.on(PERSON, replies);
    let (partner, _) = client(&peer);
    assert_eq!(partner.authenticate_person(&person()).await.unwrap(), Some(ReviewNeed::Manual));
    let seen = peer.only(PERSON);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("POST", AK));
    let expected = value!({
        "customer_id": "c1", "identify_type": 0, "verified_type": 3,
        "verified_file_url": ["2024/front.jpg", "2024/back.jpg"], "name": "Ana Nov\u{e1}kov\u{e1}",
        "verified_number": "canary-P1", "change_type": -1, "xaccount_type": "IDP"
    });
    assert_eq!(seen.json(), expected);
    assert_eq!(partner.authenticate_person(&person()).await.unwrap(), None);
    assert_eq!(partner.authenticate_person(&person()).await.unwrap(), Some(ReviewNeed::Other(2)));
}

#[tokio::test]
async fn as_a_company() {
    let peer = Peer::start().await.on(COMPANY, vec![json(200, r#"{"is_review":0}"#)]);
    let (partner, _) = client(&peer);
    let papers = CompanyPapers {
        certificate: Some(CompanyCertificate::Another),
        country: Some("MX".into()),
        address: Some("Av. Uno 1".into()),
        representative: Some(Representative { name: "Ana".into(), number: "canary-P1".into() }),
        ..company()
    };
    assert_eq!(partner.authenticate_company(&papers).await.unwrap(), Some(ReviewNeed::None));
    let expected = value!({
        "customer_id": "c1", "identify_type": 1, "certificate_type": 99,
        "verified_file_url": ["licence.pdf"], "corp_name": "Northwind", "verified_number": "canary-RFC",
        "reg_country": "MX", "reg_address": "Av. Uno 1", "xaccount_type": "IDP",
        "enterprise_person": {"legel_name": "Ana", "legel_id_number": "canary-P1", "certifier_role": "legalPerson"}
    });
    let seen = peer.only(COMPANY);
    assert_eq!((seen.method.as_str(), seen.json()), ("POST", expected));

    let peer = Peer::start().await.on(COMPANY, vec![json(200, r#"{"is_review":1}"#)]);
    let (partner, _) = client(&peer);
    partner.change_to_company(&company()).await.unwrap();
    let expected = value!({
        "customer_id": "c1", "identify_type": 1, "verified_file_url": ["licence.pdf"],
        "corp_name": "Northwind", "verified_number": "canary-RFC", "change_type": 1, "xaccount_type": "IDP"
    });
    let seen = peer.only(COMPANY);
    assert_eq!((seen.method.as_str(), seen.json()), ("PUT", expected));
}

#[tokio::test]
async fn the_result_of_a_review() {
    let replies = vec![
        json(200, r#"{"review_result":1,"opinion":"photo unreadable"}"#),
        json(200, r#"{"review_result":2,"opinion":null}"#),
        json(200, r#"{"review_result":0}"#),
        json(200, r#"{"review_result":7}"#),
        json(200, "{}"),
    ];
    let peer = Peer::start().await.on(RESULT, replies);
    let (partner, _) = client(&peer);
    let refused = partner.review(&customer()).await.unwrap();
    assert_eq!(peer.only(RESULT).query, pairs(&[("customer_id", "c1")]));
    assert_eq!(refused.result, Some(ReviewResult::Refused));
    assert_eq!(refused.opinion.as_deref(), Some("photo unreadable"));
    for result in
        [Some(ReviewResult::Passed), Some(ReviewResult::UnderReview), Some(ReviewResult::Other(7)), None]
    {
        assert_eq!(partner.review(&customer()).await.unwrap(), Review { result, opinion: None });
    }
}

#[tokio::test]
async fn numbers_of_papers_come_out_nowhere() {
    let quoting = r#"{"error_code":"CBC.99007193","error_msg":"canary-P1 is barred"}"#;
    let peer = Peer::start().await.on(PERSON, vec![json(400, quoting)]);
    let (partner, _) = client(&peer);
    let (outcome, calls) = recording(partner.authenticate_person(&person())).await;
    let failure = outcome.unwrap_err();
    assert_eq!(failure.message.as_deref(), Some("[REDACTED] is barred"));
    let shown = format!("{failure:?} {calls:?} {:?} {:?}", person(), company());
    assert!(!shown.contains("canary"), "{shown}");
}
