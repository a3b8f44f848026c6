//! The operations of the partner API that this desk calls: facts of the registry, health, and the
//! published change history.

mod change;
mod connection;
mod operation;
mod page;

pub use change::{ApiChangeKind, Change, ChangeRow};
pub use connection::{Connection, ConnectionState, Service};
pub use operation::*;
pub use page::{OperationView, QuotaLeft, StatusView};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    #[test]
    fn the_last_attempt_says_how_it_is_doing() {
        let attempt =
            |ended| Attempt { at: Timestamp::UNIX_EPOCH, status: Some(200), code: None, millis: 1, ended };
        let health = |ended| Health { last: Some(attempt(ended)), ..Health::default() };
        assert_eq!(Health::default().condition(), Condition::Unused);
        assert_eq!(health(Ended::Refused).condition(), Condition::Refused);
        assert_eq!(health(Ended::Broken).condition(), Condition::Failing);
        let three = Health { calls: 40, failures: 3, ..Health::default() };
        assert_eq!((three.failed_percent(), Health::default().failed_percent()), ("7.5".parse().ok(), None));
    }
}
