//! Real-name authentication (partner.yaml, createPersonalRealnameAuth,
//! createEnterpriseRealnameAuthentication, changeEnterpriseRealnameAuthentication,
//! showRealnameAuthenticationReviewResult).

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use crate::client::Partner;
use crate::client::answer::Answer;
use crate::client::call::Call;
use crate::client::wire::Unreadable;
use crate::operations::{
    AUTHENTICATE_COMPANY, AUTHENTICATE_PERSON, CHANGE_TO_COMPANY, Operation, SHOW_REVIEW,
};
use model::error::PartnerFailure;
use model::ids::CustomerId;
use model::real_name::{CompanyCertificate, PersonCertificate, Review, ReviewNeed, ReviewResult};

/// A person's papers. The files lie in the download folder of the partner's bucket: paths below
/// it, in the order of the pages, each of at most 10 MB (jpg, jpeg, bmp, png, gif or pdf).
#[derive(Clone, Debug)]
pub struct PersonPapers {
    /// Id of the customer.
    pub customer: CustomerId,
    /// Kind of paper.
    pub certificate: PersonCertificate,
    /// Paths of the files: 2 for a passport, else 3.
    pub files: Vec<String>,
    /// Name of the person.
    pub name: String,
    /// Number of the paper.
    pub number: SecretString,
    /// Id of the partner's platform.
    pub xaccount_type: String,
}

/// A company's papers; files as with [`PersonPapers`], at most 4: the company's first.
#[derive(Clone, Debug)]
pub struct CompanyPapers {
    /// Id of the customer.
    pub customer: CustomerId,
    /// Kind of paper.
    pub certificate: Option<CompanyCertificate>,
    /// Paths of the files.
    pub files: Vec<String>,
    /// Name of the company.
    pub name: String,
    /// Number of the paper.
    pub number: SecretString,
    /// Where it is registered, two letters.
    pub country: Option<String>,
    /// Its registered address.
    pub address: Option<String>,
    /// Id of the partner's platform.
    pub xaccount_type: String,
    /// Its legal representative.
    pub representative: Option<Representative>,
}

/// The legal representative of a company.
#[derive(Clone, Debug)]
pub struct Representative {
    /// Name.
    pub name: String,
    /// Number of the person's paper.
    pub number: SecretString,
}

/// Holds numbers of papers in the open for as long as it takes to write them: never shown.
#[derive(Serialize)]
struct PersonBody<'a> {
    customer_id: &'a CustomerId,
    identify_type: u8,
    verified_type: i64,
    verified_file_url: &'a [String],
    name: &'a str,
    verified_number: &'a str,
    change_type: i8,
    xaccount_type: &'a str,
}

/// As [`PersonBody`].
#[derive(Serialize)]
struct CompanyBody<'a> {
    customer_id: &'a CustomerId,
    identify_type: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate_type: Option<i64>,
    verified_file_url: &'a [String],
    corp_name: &'a str,
    verified_number: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reg_country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reg_address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change_type: Option<u8>,
    xaccount_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    enterprise_person: Option<RepresentativeBody<'a>>,
}

/// The names are the vendor's, misspelling included.
#[derive(Serialize)]
struct RepresentativeBody<'a> {
    legel_name: &'a str,
    legel_id_number: &'a str,
    certifier_role: &'static str,
}

impl Partner {
    /// Applies for authentication as a person. Sent once. `None`: the answer does not say whether it will
    /// be reviewed manually.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, [`Partner::review`] tells.
    pub async fn authenticate_person(
        &self,
        papers: &PersonPapers,
    ) -> Result<Option<ReviewNeed>, PartnerFailure> {
        let body = PersonBody {
            customer_id: &papers.customer,
            identify_type: 0,
            verified_type: papers.certificate.code(),
            verified_file_url: &papers.files,
            name: &papers.name,
            verified_number: papers.number.expose_secret(),
            change_type: -1,
            xaccount_type: &papers.xaccount_type,
        };
        let call = Call::new(&AUTHENTICATE_PERSON).json(&body).hiding(Some(&papers.number));
        Ok(self.call(call, need).await?)
    }

    /// Applies for authentication as a company, under the same terms.
    ///
    /// # Errors
    /// As [`Partner::authenticate_person`].
    pub async fn authenticate_company(
        &self,
        papers: &CompanyPapers,
    ) -> Result<Option<ReviewNeed>, PartnerFailure> {
        self.apply_as_company(&AUTHENTICATE_COMPANY, papers, None).await
    }

    /// Applies for a company in place of the person that the customer is authenticated as, under
    /// the same terms.
    ///
    /// # Errors
    /// As [`Partner::authenticate_person`].
    pub async fn change_to_company(
        &self,
        papers: &CompanyPapers,
    ) -> Result<Option<ReviewNeed>, PartnerFailure> {
        self.apply_as_company(&CHANGE_TO_COMPANY, papers, Some(1)).await
    }

    async fn apply_as_company(
        &self,
        operation: &'static Operation,
        papers: &CompanyPapers,
        change_type: Option<u8>,
    ) -> Result<Option<ReviewNeed>, PartnerFailure> {
        let body = CompanyBody {
            customer_id: &papers.customer,
            identify_type: 1,
            certificate_type: papers.certificate.map(CompanyCertificate::code),
            verified_file_url: &papers.files,
            corp_name: &papers.name,
            verified_number: papers.number.expose_secret(),
            reg_country: papers.country.as_deref(),
            reg_address: papers.address.as_deref(),
            change_type,
            xaccount_type: &papers.xaccount_type,
            enterprise_person: papers.representative.as_ref().map(|person| RepresentativeBody {
                legel_name: &person.name,
                legel_id_number: person.number.expose_secret(),
                certifier_role: "legalPerson",
            }),
        };
        let call = Call::new(operation)
            .json(&body)
            .hiding(Some(&papers.number))
            .hiding(papers.representative.as_ref().map(|person| &person.number));
        Ok(self.call(call, need).await?)
    }

    /// The result of a customer's last application. Needed only for manual reviews.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn review(&self, customer: &CustomerId) -> Result<Review, PartnerFailure> {
        let call = Call::new(&SHOW_REVIEW).query("customer_id", Some(customer));
        let review = self.call(call, |answer| {
            let fields = answer.fields()?;
            let result = fields.whole("review_result").map(ReviewResult::from);
            Ok(Review { result, opinion: fields.text("opinion") })
        });
        Ok(review.await?)
    }
}

fn need(answer: &Answer) -> Result<Option<ReviewNeed>, Unreadable> {
    Ok(answer.fields()?.whole("is_review").map(ReviewNeed::from))
}
