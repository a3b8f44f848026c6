//! Known differences between the simulator or the client and a sheet.

use super::Difference;

/// Operation (`*`: any), prefix of the part, pointer with `*` for list indexes, part of the
/// message, and the reason.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ELSEWHERE: &str = "its page tells no code for this; the pages of other operations have this one";

const LIKE_SIBLING: &str = "its page's list was not seen; the sheet expects the codes of the POST beside it";

const ROWS: &[Row] = &[
    ("*", "answer 429", "", "code CBC.0250", "calling.md has it for every operation"),
    ("createSubCustomer", "answer 500", "", "domain_id", "CBC.99000050 comes with the ids (x-errors)"),
    ("changeEnterpriseRealnameAuthentication", "answer 400", "", "code CBC.99000035", LIKE_SIBLING),
    ("changeEnterpriseRealnameAuthentication", "answer 400", "", "code CBC.99007004", LIKE_SIBLING),
    ("changeEnterpriseRealnameAuthentication", "answer 400", "", "code CBC.99007188", LIKE_SIBLING),
    ("showRealnameAuthenticationReviewResult", "answer 400", "", "code CBC.99000035", ELSEWHERE),
    ("showSubCustomerBudget", "answer 400", "", "code CBC.99000035", ELSEWHERE),
    ("showSubCustomerBudget", "answer 400", "", "code CBC.99000037", ELSEWHERE),
    ("updateSubCustomerBudget", "answer 400", "", "code CBC.99000035", ELSEWHERE),
    ("updateSubCustomerBudget", "answer 400", "", "code CBC.99000037", ELSEWHERE),
    ("ShowRefundOrderDetails", "answer 400", "", "code CBC.30000010", ELSEWHERE),
    ("CancelCustomerOrder", "answer 400", "", "code CBC.30000010", ELSEWHERE),
    ("PayOrders", "answer 400", "", "code CBC.99003626", ELSEWHERE),
    ("PayOrdersV2", "answer 400", "", "code CBC.99003626", ELSEWHERE),
    ("RenewalResources", "answer 400", "", "code CBC.99003626", ELSEWHERE),
];

/// Whether a difference is listed.
pub fn is_known(difference: &Difference) -> bool {
    let places = difference.pointer.split('/').map(|part| {
        if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) { "*" } else { part }
    });
    let pointer = places.collect::<Vec<_>>().join("/");
    ROWS.iter().any(|(operation, part, place, what, _)| {
        (*operation == "*" || *operation == difference.operation)
            && difference.part.starts_with(part)
            && *place == pointer
            && difference.what.contains(what)
    })
}
