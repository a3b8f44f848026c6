//! The words for assignments.

use crate::tr;
use model::assignments::AssignmentKind;

/// The word for a kind.
pub(crate) fn kind_text(kind: AssignmentKind) -> String {
    match kind {
        AssignmentKind::Owner => tr!("assignments-owner"),
        AssignmentKind::Helper => tr!("assignments-helper"),
    }
}
