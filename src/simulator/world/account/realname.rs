//! Real-name authentication of a customer: applications and their results.

use crate::world::tenant::profiles::Profile;

/// One application.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Application {
    /// 0 individual, 1 company.
    pub kind: u8,
    pub name: String,
    pub at: i64,
    /// When the reviewer decides; equal to `at` without a review.
    pub decided_at: i64,
    /// The reviewer's remark, for an application that will be rejected.
    pub refusal: Option<String>,
    /// A change from individual to company: until it is decided, and when it is rejected, the
    /// customer stays authenticated as an individual (not documented).
    pub is_change: bool,
}

impl Application {
    /// `review_result`: 0 under review, 1 rejected, 2 passed.
    pub fn result(&self, now: i64) -> i64 {
        match &self.refusal {
            _ if now < self.decided_at => 0,
            Some(_) => 1,
            None => 2,
        }
    }
}

/// Applies the results of the applications so far to a profile.
pub fn authenticate(applications: &[Application], profile: &mut Profile, now: i64) {
    for application in applications {
        match application.result(now) {
            2 => {
                profile.verified = "2";
                profile.kind = i64::from(application.kind);
                profile.name.clone_from(&application.name);
            }
            _ if application.is_change => {}
            0 => profile.verified = "0",
            _ => profile.verified = "1",
        }
    }
}
