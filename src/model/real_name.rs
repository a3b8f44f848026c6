//! Real-name authentication of customers (partner.yaml, createPersonalRealnameAuth,
//! createEnterpriseRealnameAuthentication, showRealnameAuthenticationReviewResult).

use serde::{Deserialize, Serialize};

open_int_enum!(
    /// The paper that shows who a person is.
    PersonCertificate {
        /// Two files.
        Passport = 3,
        /// Hong Kong and Macao travel permit, three files.
        HongKongMacaoTravelPermit = 5,
        /// Taiwan travel permit, three files.
        TaiwanTravelPermit = 6,
        /// Hong Kong and Macao residence permit, three files.
        HongKongMacaoResidencePermit = 9,
        /// Taiwan residence permit, three files.
        TaiwanResidencePermit = 10,
    }
);

open_int_enum!(
    /// The paper that shows what a company is.
    CompanyCertificate {
        /// Business license.
        BusinessLicence = 0,
        /// Of a public institution.
        PublicInstitution = 1,
        /// Of a social organization.
        SocialOrganization = 2,
        /// Qualification for administrative enforcement.
        AdministrativeEnforcement = 3,
        /// Organization code.
        OrganizationCode = 4,
        /// Another one.
        Another = 99,
    }
);

open_int_enum!(
    /// Whether HUAWEI CLOUD reviews an application manually.
    ReviewNeed {
        /// It was decided at once.
        None = 0,
        /// The result has to be asked for.
        Manual = 1,
    }
);

open_int_enum!(
    /// What a reviewer decided.
    ReviewResult {
        /// Not decided yet.
        UnderReview = 0,
        /// Refused; the opinion says why.
        Refused = 1,
        /// Authenticated.
        Passed = 2,
    }
);

/// The status of a customer's last application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The decision; absent when nothing was ever submitted.
    pub result: Option<ReviewResult>,
    /// The reviewer's remark, for a refusal.
    pub opinion: Option<String>,
}
