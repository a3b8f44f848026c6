//! The calls of the partner API made for one action, for its audit entry. Without bodies and
//! without secrets.

use std::cell::{Cell, RefCell};
use std::future::Future;

use model::audit::ApiCall;

tokio::task_local! {
    static CALLS: RefCell<Vec<ApiCall>>;
    static WRITE_LEFT: Cell<bool>;
}

/// Runs a future, within which [`write_left`] is known.
pub async fn noticing_writes<F: Future>(future: F) -> F::Output {
    WRITE_LEFT.scope(Cell::new(false), future).await
}

/// Whether a write to the partner API has left, or is about to, since [`noticing_writes`] began. Reads do
/// not count, nor do tasks that were spawned.
pub fn write_left() -> bool {
    WRITE_LEFT.try_with(Cell::get).unwrap_or(false)
}

/// A write is about to leave.
pub(crate) fn notice_write() {
    // Where nobody asks there is nothing to note.
    let _ = WRITE_LEFT.try_with(|left| left.set(true));
}

/// Runs a future and returns every HTTP request that it made to the partner API, in the order of
/// the answers. Requests from tasks that it spawns are not recorded.
pub async fn recording<F: Future>(future: F) -> (F::Output, Vec<ApiCall>) {
    CALLS
        .scope(RefCell::new(Vec::new()), async {
            let output = future.await;
            (output, CALLS.with(|calls| calls.take()))
        })
        .await
}

/// Adds one request to the current recording, if there is one.
pub(crate) fn record(call: ApiCall) {
    // Outside of a recording there is nothing to add to.
    let _ = CALLS.try_with(|calls| calls.borrow_mut().push(call));
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::time::Timestamp;

    fn call(operation: &str) -> ApiCall {
        ApiCall {
            operation: operation.to_owned(),
            method: "GET".to_owned(),
            path: "/".to_owned(),
            status: Some(200),
            request_id: None,
            code: None,
            millis: 1,
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[tokio::test]
    async fn a_write_is_noticed_where_it_left() {
        notice_write();
        assert!(!write_left(), "nobody asked");
        let (one, other) = futures::join!(
            noticing_writes(async {
                tokio::task::yield_now().await;
                write_left()
            }),
            noticing_writes(async {
                recording(async { notice_write() }).await;
                write_left()
            }),
        );
        assert!(!one && other);
    }

    #[tokio::test]
    async fn each_action_sees_its_own_calls() {
        record(call("nobody listens"));
        let one = recording(async {
            record(call("a"));
            tokio::task::yield_now().await;
            record(call("b"));
            7
        });
        let two = recording(async { record(call("c")) });
        let ((seven, first), ((), second)) = futures::join!(one, two);
        let names = |calls: Vec<ApiCall>| calls.into_iter().map(|call| call.operation).collect::<Vec<_>>();
        assert_eq!(seven, 7);
        assert_eq!(names(first), ["a", "b"]);
        assert_eq!(names(second), ["c"]);
    }
}
