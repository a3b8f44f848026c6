//! Closed enumerations: every value has a code, and any other code is rejected.
//!
//! The codes are stored in databases and in the audit log and used in addresses and text keys, so
//! each is written out: a value that is renamed keeps its code.

/// An enumeration with a code for each of its values, text or (`: i64`) an integer. Two values
/// with the same code do not compile without a warning: the second arm of `from_code` is never reached.
macro_rules! closed_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $value:ident = $code:literal),+ $(,)? }) => {
        closed_enum!(@ $(#[$meta])* $name, &'static str, &str, { $($(#[$doc])* $value = $code),+ });
    };
    ($(#[$meta:meta])* pub enum $name:ident: i64 { $($(#[$doc:meta])* $value:ident = $code:literal),+ $(,)? }) => {
        closed_enum!(@ $(#[$meta])* $name, i64, i64, { $($(#[$doc])* $value = $code),+ });
    };
    (@ $(#[$meta:meta])* $name:ident, $kept:ty, $given:ty, { $($(#[$doc:meta])* $value:ident = $code:literal),+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* $value),+ }
        impl $name {
            /// Every value once, in the order in which they are declared.
            pub const ALL: [Self; [$($name::$value),+].len()] = [$(Self::$value),+];

            /// The code: stable, whatever the value is called in the source.
            pub fn code(self) -> $kept {
                match self { $(Self::$value => $code),+ }
            }

            /// The reverse of `code`; `None` for what is no code.
            pub fn from_code(code: $given) -> Option<Self> {
                match code { $($code => Some(Self::$value),)+ _ => None }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::audit::{AuditAction, AuditOutcome};
    use crate::budgets::BudgetLevel;
    use crate::bulk::{BulkKind, BulkState, Encoding, RoundUp, RowState, Separator, SkipReason};
    use crate::changes::{ChangeKind, PartOutcome};
    use crate::intents::{Actor, IntentKind, Stage};
    use crate::limits::own::ProposalState;
    use crate::limits::{Asks, Pool, Span};
    use crate::lists::ExpiryWindow;
    use crate::payability::PayState;
    use crate::registration::IdentityKind;
    use crate::sessions::{Browser, System};
    use crate::status::{Area, Caller, Condition, Lifecycle, Service};
    use crate::unsubscribe::{UnsubscribeReason, UnsubscribeType};
    use crate::users::{Permission, Role};
    use crate::viewer::{Density, Theme};
    use std::fmt::Debug;

    /// The codes of an enumeration, in order; each reads back as the value that it came from.
    fn codes<T: Copy + Debug + PartialEq>(
        all: &[T],
        code: impl Fn(T) -> &'static str,
        from_code: impl Fn(&str) -> Option<T>,
    ) -> String {
        let codes: Vec<_> = all.iter().map(|value| code(*value)).collect();
        let values: Vec<_> = codes.iter().filter_map(|code| from_code(code)).collect();
        assert_eq!(values, all);
        assert_eq!(from_code("no such code"), None);
        codes.join(" ")
    }

    /// `codes!(Role)`
    macro_rules! codes {
        ($name:ty) => {
            codes(&<$name>::ALL, <$name>::code, <$name>::from_code)
        };
    }

    #[test]
    fn codes_that_are_stored_stay() {
        assert_eq!(codes!(Role), "administrator manager support");
        assert_eq!(codes!(AuditOutcome), "open done failed unknown");
        assert_eq!(
            codes!(AuditAction),
            "sign-in sign-out set-budget bulk-budgets bulk-payments bulk-changes pause-bulk resume-bulk cancel-bulk \
             freeze unfreeze pay settle-payment cancel-order renew settle-renewal settle-by-hand password-again approve decline \
             auto-renew-on auto-renew-off unsubscribe give-back-terms to-on-demand not-to-on-demand \
             settle-change add-user switch-off-user switch-on-user invite-user accept-invitation change-role \
             change-password end-sessions change-right set-up-second-factor make-recovery-codes \
             turn-off-second-factor remove-second-factor require-second-factor propose-limits change-limits \
             agree-limits refuse-limits withdraw-limits assign add-assignment-rule \
             remove-assignment-rule hand-over write-note withdraw-note follow-up-done follow-up-reopened \
             pass-on-follow-up export retire-audit"
        );
        assert_eq!(codes!(Browser), "edge opera firefox chrome safari other");
        assert_eq!(codes!(System), "windows android ios macos linux other");
        assert_eq!(codes!(IntentKind), "pay renew cancel unsubscribe auto-renew to-on-demand");
        assert_eq!(
            codes!(Stage),
            "drafted quoted waiting confirmed sent done rejected unknown no-effect settled-done \
             settled-undone void"
        );
        assert_eq!(codes!(Actor), "service janitor person");
        assert_eq!((codes!(Asks), codes!(Span)), ("password approval".to_owned(), "action day".to_owned()));
        assert_eq!(codes!(Pool), "spend raise");
        assert_eq!(
            codes!(ProposalState),
            "waiting agreed alone refused withdrawn void-proposer void-person void-moved"
        );
        assert_eq!(codes!(BudgetLevel), "unset fine over75 over90 exhausted");
        assert_eq!(
            codes!(BulkKind),
            "set raise percent file undo pay auto-renew-on auto-renew-off to-on-demand not-to-on-demand"
        );
        assert_eq!(codes!(BulkState), "draft waiting running paused declined cancelled done");
        assert_eq!(codes!(RowState), "waiting sent unknown done refused changed not-done cancelled left-out");
        assert_eq!(
            codes!(SkipReason),
            "not-found ambiguous not-resale frozen same amount-empty amount-not-a-number \
             amount-ambiguous amount-not-positive amount-too-precise amount-too-large wrong-type wrong-freeze \
             cell-too-long row-too-long line-break other-name other-account other-currency id-rounded formula \
             twice no-budget moved unread not-live not-payable under-way over-budget no-price unpaid-order gone \
             past-its-end already-so"
        );
        assert_eq!(codes!(Service), "billing identity");
        assert_eq!(codes!(RoundUp), "exact cent 1 10 50");
        assert_eq!(
            (codes!(Encoding), codes!(Separator)),
            ("utf-8 utf-16le utf-16be gb18030".to_owned(), "comma semicolon tab".to_owned())
        );
    }

    #[test]
    fn codes_in_addresses_cookies_and_texts_stay() {
        assert_eq!(
            codes!(Permission),
            "read set-budget freeze order pay read-audit export-personal-data see-margins write-notes administer"
        );
        assert_eq!(
            codes!(ChangeKind),
            "cancel unsubscribe give-back-terms auto-renew-on auto-renew-off to-on-demand not-to-on-demand"
        );
        assert_eq!(codes!(PartOutcome), "not-sent sent done already refused unknown no-effect");
        assert_eq!(codes!(ExpiryWindow), "past 7 30 90");
        assert_eq!(
            codes!(PayState),
            "payable short no-budget frozen no-agency awaiting-approval in-progress unknown"
        );
        assert_eq!(codes!(Area), "customers transactions billing identity");
        assert_eq!(codes!(Caller), "partner customer either");
        assert_eq!(codes!(Lifecycle), "current to-be-offline offline");
        assert_eq!(codes!(Condition), "failing refused well unused");
        assert_eq!(codes!(Theme), "system light dark");
        assert_eq!(codes!(Density), "comfortable compact");
    }

    #[test]
    fn codes_of_the_sheets_stay() {
        assert_eq!(codes!(IdentityKind), "name email mobile");
        assert_eq!(UnsubscribeType::ALL.map(UnsubscribeType::code), [1, 2]);
        assert_eq!(UnsubscribeReason::ALL.map(UnsubscribeReason::code), [1, 2, 3, 4, 5]);
        assert_eq!(
            UnsubscribeReason::ALL.map(|reason| UnsubscribeReason::from_code(reason.code())),
            UnsubscribeReason::ALL.map(Some)
        );
        assert_eq!(UnsubscribeReason::from_code(6), None);
    }
}
