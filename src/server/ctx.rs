//! The context of a call: user, scope and request. Every service takes it.

use crate::server::store::{ListContext, Own, Scope};
use jiff::tz::TimeZone;
use model::error::AppError;
use model::ids::{RequestId, UserId};
use model::sessions::Device;
use model::time::{Timestamp, zone_or_utc};
use model::users::{Me, Permission};
use model::viewer::Language;
use std::net::IpAddr;

/// The user or system on whose behalf something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A signed-in user.
    User(Me),
    /// The desk itself: a job of that name, or its command line.
    System(&'static str),
}

/// The context of one request or of one run of a job. It can only be made with a scope, so
/// that no query on customers goes without one.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// On whose behalf.
    pub who: Who,
    /// Which customers there are for them.
    pub scope: Scope,
    /// The request to this desk; a job makes one for each run.
    pub request: RequestId,
    /// The language of names that the partner API answers with.
    pub language: Language,
    /// The time zone in which days are meant.
    pub zone: TimeZone,
}

impl Ctx {
    /// A signed-in user's. Managers see the customers assigned to them, the others all.
    pub fn of_user(me: Me, request: RequestId, language: Language) -> Self {
        let scope = if me.role.is_bound() { Scope::Assigned(me.id.clone()) } else { Scope::All };
        Self { who: Who::User(me), scope, request, language, zone: TimeZone::UTC }
    }

    /// The same for a person whose days are those of an IANA time zone; UTC where nobody knows it.
    #[must_use]
    pub fn in_zone(self, zone: &str) -> Self {
        Self { zone: zone_or_utc(zone), ..self }
    }

    /// The desk's own, for a job or the command line: every customer, every action.
    pub fn system(name: &'static str, request: RequestId) -> Self {
        let (scope, language, zone) = (Scope::All, Language::English, TimeZone::UTC);
        Self { who: Who::System(name), scope, request, language, zone }
    }

    /// Whether the role has a permission; the scope decides for which customers.
    ///
    /// # Errors
    /// [`AppError::NotAllowed`] when it may not.
    pub fn allow(&self, action: Permission) -> Result<(), AppError> {
        match &self.who {
            Who::User(me) if !me.may(action) => Err(AppError::NotAllowed(action)),
            Who::User(_) | Who::System(_) => Ok(()),
        }
    }

    /// What a list depends on: the customers in scope, the user whose own audit entries are included, the
    /// instant from which time windows count, and the time zone of its days.
    pub fn of_list(&self, now: Timestamp) -> ListContext<'_> {
        let own = self.me().map(|me| Own { id: &me.id, name: &me.name });
        ListContext { scope: &self.scope, own, now, zone: &self.zone }
    }

    /// The name in the audit log: the login name, or "system".
    pub fn actor(&self) -> &str {
        match &self.who {
            Who::User(me) => &me.name,
            Who::System(_) => "system",
        }
    }

    /// The id of the signed-in user: what rules about people compare. Names are for people to read.
    pub fn user(&self) -> Option<&UserId> {
        self.me().map(|me| &me.id)
    }

    /// The signed-in user.
    pub fn me(&self) -> Option<&Me> {
        match &self.who {
            Who::User(me) => Some(me),
            Who::System(_) => None,
        }
    }
}

/// The context of somebody who has to set up a second factor before anything else answers. It is no [`Ctx`], so
/// that nothing takes it for one: only what sets up a second factor asks for it.
#[derive(Clone, Debug)]
pub struct Newcomer(pub Ctx);

/// The caller of a request, signed in or not.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The address of the caller; unknown when the request came without a socket.
    pub address: Option<IpAddr>,
    /// The request to this desk.
    pub request: RequestId,
    /// Language of the page.
    pub language: Language,
    /// What its cookie says of the browser: who has signed in from it is looked up with this.
    pub browser: Option<String>,
    /// What a cookie keeps of the link of an invitation that this browser has just made.
    pub link: Option<String>,
    /// What a cookie keeps of a sign-in that waits for its code.
    pub pending: Option<String>,
    /// What a cookie keeps of recovery codes that this browser has just made.
    pub codes: Option<String>,
    /// Browser and system, as it calls itself.
    pub device: Device,
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::second_factor::Factor;
    use model::users::Role;

    fn ctx(role: Role) -> Ctx {
        let (id, factor) = (UserId::parse("u1").unwrap(), Factor::Off);
        let me = Me { id, name: "ann".into(), role, exceptions: Vec::new(), factor };
        Ctx::of_user(me, RequestId::parse("r1").unwrap(), Language::English)
    }

    #[test]
    fn only_managers_are_bound_to_their_customers() {
        assert_eq!(ctx(Role::Manager).scope, Scope::Assigned(UserId::parse("u1").unwrap()));
        assert_eq!(ctx(Role::Support).scope, Scope::All);
        assert_eq!(ctx(Role::Administrator).scope, Scope::All);
    }

    #[test]
    fn support_changes_nothing() {
        assert_eq!(ctx(Role::Support).allow(Permission::Pay), Err(AppError::NotAllowed(Permission::Pay)));
        assert_eq!(ctx(Role::Support).allow(Permission::Read), Ok(()));
        assert_eq!(ctx(Role::Manager).allow(Permission::Pay), Ok(()));
        assert_eq!(
            ctx(Role::Manager).allow(Permission::Administer),
            Err(AppError::NotAllowed(Permission::Administer))
        );
    }

    #[test]
    fn jobs_act_as_the_system() {
        let job = Ctx::system("sync", RequestId::parse("r1").unwrap());
        assert_eq!(job.actor(), "system");
        assert_eq!(job.scope, Scope::All);
        assert_eq!(job.allow(Permission::Administer), Ok(()));
    }
}
