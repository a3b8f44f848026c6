//! The lists about budgets in bulk: jobs, and the rows of one job.

use super::macros::list;
use crate::bulk::{Bulk, BulkRow, RowState};
use crate::ids::BulkId;

list! {
    /// Which jobs: all that were confirmed, newest first, always.
    BulkJobFilter of Bulk {
        name: "bulk-jobs" at "/budgets/bulk", for Read,
        filters: {},
        order: Descending,
    }
}

list! {
    /// Which rows of a job, in the order of the file or of the selection. The page of the job has
    /// its id in the path; its file has it in the query.
    BulkFilter of BulkRow {
        name: "budgets/bulk" at "/budgets/bulk", for Read,
        filters: {
            /// Of which job; none without one.
            job: BulkId = "job" Apart,
            /// Their state.
            state: RowState = "state" Kept,
        },
        order: Ascending,
    }
}
