//! Real-name authentication of a customer: what was applied for, and what became of it.

use crate::world::tenant::profiles::Profile;

/// One request for authentication.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Application {
    /// 0 person, 1 company.
    pub kind: u8,
    pub name: String,
    pub at: i64,
    /// When the reviewer decides; equal to `at` when nobody has to look.
    pub decided_at: i64,
    /// The reviewer's remark, for one that will be refused.
    pub refusal: Option<String>,
    /// From a person to a company: until that is decided, and when it is refused, the customer
    /// stays authenticated as a person (not documented).
    pub is_change: bool,
}

impl Application {
    /// `review_result`: 0 under review, 1 refused, 2 passed.
    pub fn result(&self, now: i64) -> i64 {
        match &self.refusal {
            _ if now < self.decided_at => 0,
            Some(_) => 1,
            None => 2,
        }
    }
}

/// Writes into a profile what the applications have led to by now.
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
