//! Error codes of the billing service and of its gateway, and whose move each one is.

use crate::model::error::Fault;

use Fault::{Customer, Ours, Partner, Unclear, Vendor};

/// Codes whose owner is known, each with whose move it is. From the catalogues of the sheets;
/// the gateway's `APIGW.` codes are listed under their older prefix `APIG.`.
static CODES: &[(&str, Fault)] = &[
    ("CBC.0100", Ours),
    ("CBC.0101", Ours),
    ("CBC.0150", Partner),
    ("CBC.0151", Partner),
    ("CBC.0154", Partner),
    ("CBC.0155", Partner),
    ("CBC.0156", Partner),
    ("CBC.0250", Vendor),
    ("CBC.0999", Vendor),
    ("CBC.3002", Vendor),
    ("CBC.3006", Ours),
    ("CBC.3016", Ours),
    ("CBC.5001", Partner),
    ("CBC.5002", Partner),
    ("CBC.18000016", Partner),
    ("CBC.30000010", Ours),
    ("CBC.30010036", Ours),
    ("CBC.30010069", Ours),
    ("CBC.30050006", Unclear),
    ("CBC.30050007", Ours),
    ("CBC.30050008", Ours),
    ("CBC.30050009", Ours),
    ("CBC.30050010", Ours),
    ("CBC.30050011", Customer),
    ("CBC.30050012", Ours),
    ("CBC.30050013", Ours),
    ("CBC.50000030", Partner),
    ("CBC.50000033", Partner),
    ("CBC.70300007", Ours),
    ("CBC.99000000", Partner),
    ("CBC.99000035", Partner),
    ("CBC.99000037", Partner),
    ("CBC.99000049", Ours),
    ("CBC.99000088", Unclear),
    ("CBC.99000089", Ours),
    ("CBC.99000092", Ours),
    ("CBC.99003012", Ours),
    ("CBC.99003016", Ours),
    ("CBC.99003100", Ours),
    ("CBC.99003106", Unclear),
    ("CBC.99003108", Ours),
    ("CBC.99003110", Customer),
    ("CBC.99003112", Customer),
    ("CBC.99003116", Ours),
    ("CBC.99003117", Ours),
    ("CBC.99003141", Customer),
    ("CBC.99003144", Vendor),
    ("CBC.99003147", Ours),
    ("CBC.99003154", Ours),
    ("CBC.99003155", Customer),
    ("CBC.99003156", Ours),
    ("CBC.99003162", Customer),
    ("CBC.99003198", Customer),
    ("CBC.99003602", Customer),
    ("CBC.99003605", Ours),
    ("CBC.99003634", Ours),
    ("CBC.99003647", Ours),
    ("CBC.99003651", Vendor),
    // Balance too small. A resale customer spends within its budget, and the partner sets that.
    ("CBC.99005003", Partner),
    ("CBC.99005010", Ours),
    ("CBC.99005024", Partner),
    ("CBC.99006006", Vendor),
    ("CBC.99006016", Vendor),
    ("CBC.99006017", Vendor),
    ("CBC.99006024", Vendor),
    ("CBC.99006050", Ours),
    ("CBC.99006055", Ours),
    ("CBC.99006066", Vendor),
    ("CBC.99006073", Ours),
    ("CBC.99006093", Vendor),
    ("CBC.99007197", Vendor),
    ("CBC.99008040", Vendor),
    ("CBC.99008056", Customer),
    ("APIG.0101", Ours),
    ("APIG.0103", Vendor),
    ("APIG.0104", Vendor),
    ("APIG.0105", Vendor),
    ("APIG.0106", Vendor),
    ("APIG.0201", Vendor),
    ("APIG.0301", Partner),
    ("APIG.0302", Partner),
    ("APIG.0303", Partner),
    ("APIG.0304", Partner),
    ("APIG.0305", Partner),
    ("APIG.0306", Partner),
    ("APIG.0307", Partner),
    ("APIG.0308", Vendor),
    ("APIG.0310", Partner),
    ("APIG.0401", Partner),
    ("APIG.0402", Partner),
    ("APIG.0404", Vendor),
    ("APIG.0601", Vendor),
    ("APIG.0602", Ours),
    ("APIG.0607", Ours),
    ("APIG.0610", Vendor),
    ("APIG.0613", Vendor),
    ("APIG.0802", Partner),
];

/// Every code that this build can tell the owner of.
pub fn known_codes() -> impl Iterator<Item = &'static str> {
    CODES.iter().map(|(code, _)| *code)
}

/// A code under the name that it is listed with.
fn listed(code: &str) -> String {
    match code.strip_prefix("APIGW.") {
        Some(number) => format!("APIG.{number}"),
        None => code.to_owned(),
    }
}

/// True when a code is one of `codes`, whichever prefix the gateway used.
pub(super) fn is_one_of(code: Option<&str>, codes: &[&str]) -> bool {
    code.is_some_and(|code| codes.contains(&listed(code).as_str()))
}

/// Whose move a code makes it.
pub(super) fn owner(code: &str) -> Option<Fault> {
    let listed = listed(code);
    CODES.iter().find(|(known, _)| *known == listed).map(|(_, fault)| *fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::partner::operations;
    use std::collections::HashSet;

    #[test]
    fn each_code_has_one_owner_and_operations_name_listed_codes() {
        let codes: HashSet<_> = known_codes().collect();
        assert_eq!(codes.len(), CODES.len());
        for operation in operations::all() {
            for code in operation.unclear_codes.iter().chain(operation.done_codes) {
                assert!(codes.contains(code), "{code} of {}", operation.id);
            }
        }
    }

    #[test]
    fn the_gateway_s_newer_prefix_means_the_same() {
        assert_eq!(owner("APIGW.0308"), owner("APIG.0308"));
        assert!(is_one_of(Some("APIGW.0308"), &["APIG.0308"]));
        assert_eq!((owner("CBC.1"), is_one_of(None, &["APIG.0308"])), (None, false));
    }
}
