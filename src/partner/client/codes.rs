//! Error codes of the billing service and of its gateway, and who has to act on each one.

use model::error::Fault;

use Fault::{Customer, Ours, Partner, Unclear, Vendor};

/// Codes whose owner is known, each with who has to act. From the catalogs of the sheets; the
/// gateway's `APIGW.` codes are listed under their older prefix `APIG.`.
static CODES: &[(&str, Fault)] = &[
    ("CBC.0000", Unclear),
    ("CBC.0100", Ours),
    ("CBC.0101", Ours),
    ("CBC.0150", Partner),
    ("CBC.0151", Partner),
    ("CBC.0152", Unclear),
    ("CBC.0153", Unclear),
    ("CBC.0154", Partner),
    ("CBC.0155", Partner),
    ("CBC.0156", Partner),
    ("CBC.0250", Vendor),
    ("CBC.0500", Unclear),
    ("CBC.0999", Vendor),
    ("CBC.3002", Vendor),
    ("CBC.3006", Ours),
    ("CBC.3016", Ours),
    ("CBC.4004", Unclear),
    ("CBC.4005", Unclear),
    ("CBC.5001", Partner),
    ("CBC.5002", Partner),
    ("CBC.5017", Ours),
    ("CBC.5025", Customer),
    ("CBC.6006", Vendor),
    ("CBC.6050", Ours),
    ("CBC.6055", Ours),
    ("CBC.18000016", Partner),
    ("CBC.18000048", Ours),
    ("CBC.30000010", Ours),
    ("CBC.30000053", Ours),
    ("CBC.30000067", Ours),
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
    ("CBC.50010059", Partner),
    ("CBC.50010065", Partner),
    ("CBC.50010085", Partner),
    ("CBC.50010086", Partner),
    ("CBC.70300007", Ours),
    ("CBC.70600026", Vendor),
    ("CBC.99000000", Partner),
    ("CBC.99000004", Customer),
    ("CBC.99000027", Ours),
    ("CBC.99000029", Ours),
    ("CBC.99000030", Ours),
    ("CBC.99000031", Ours),
    ("CBC.99000035", Partner),
    ("CBC.99000036", Ours),
    ("CBC.99000037", Partner),
    ("CBC.99000038", Ours),
    ("CBC.99000039", Ours),
    ("CBC.99000049", Ours),
    ("CBC.99000050", Unclear),
    ("CBC.99000051", Vendor),
    ("CBC.99000084", Ours),
    ("CBC.99000088", Unclear),
    ("CBC.99000089", Ours),
    ("CBC.99000092", Ours),
    ("CBC.99000099", Ours),
    ("CBC.99000100", Ours),
    ("CBC.99003001", Unclear),
    ("CBC.99003012", Ours),
    ("CBC.99003016", Ours),
    ("CBC.99003100", Ours),
    ("CBC.99003106", Unclear),
    ("CBC.99003108", Ours),
    ("CBC.99003110", Customer),
    ("CBC.99003112", Customer),
    ("CBC.99003116", Ours),
    ("CBC.99003117", Ours),
    ("CBC.99003128", Ours),
    ("CBC.99003141", Customer),
    ("CBC.99003144", Vendor),
    ("CBC.99003147", Ours),
    ("CBC.99003154", Ours),
    ("CBC.99003155", Customer),
    ("CBC.99003156", Ours),
    ("CBC.99003162", Customer),
    ("CBC.99003185", Ours),
    ("CBC.99003198", Customer),
    ("CBC.99003602", Customer),
    ("CBC.99003605", Ours),
    ("CBC.99003608", Ours),
    ("CBC.99003609", Ours),
    ("CBC.99003610", Ours),
    ("CBC.99003611", Ours),
    ("CBC.99003622", Ours),
    ("CBC.99003623", Vendor),
    ("CBC.99003624", Customer),
    ("CBC.99003625", Customer),
    ("CBC.99003626", Partner),
    ("CBC.99003631", Unclear),
    ("CBC.99003634", Ours),
    ("CBC.99003643", Vendor),
    ("CBC.99003645", Unclear),
    ("CBC.99003647", Ours),
    ("CBC.99003649", Ours),
    ("CBC.99003650", Customer),
    ("CBC.99003651", Vendor),
    ("CBC.99003652", Ours),
    ("CBC.99003654", Ours),
    ("CBC.99003656", Customer),
    ("CBC.99004008", Ours),
    ("CBC.99004009", Ours),
    ("CBC.99004010", Ours),
    ("CBC.99004015", Ours),
    // Balance too small. A resale customer spends within its budget, and the partner sets that.
    ("CBC.99005003", Partner),
    ("CBC.99005010", Ours),
    ("CBC.99005024", Partner),
    ("CBC.99005026", Ours),
    ("CBC.99005030", Partner),
    ("CBC.99005035", Partner),
    ("CBC.99006006", Vendor),
    ("CBC.99006016", Vendor),
    ("CBC.99006017", Vendor),
    ("CBC.99006024", Vendor),
    ("CBC.99006050", Ours),
    ("CBC.99006055", Ours),
    ("CBC.99006066", Vendor),
    ("CBC.99006073", Ours),
    ("CBC.99006093", Vendor),
    ("CBC.99007004", Unclear),
    ("CBC.99007188", Ours),
    ("CBC.99007189", Customer),
    ("CBC.99007191", Customer),
    ("CBC.99007193", Customer),
    ("CBC.99007197", Vendor),
    ("CBC.99007202", Customer),
    ("CBC.99007219", Customer),
    ("CBC.99007255", Customer),
    ("CBC.99007258", Customer),
    ("CBC.99007260", Vendor),
    ("CBC.99007261", Customer),
    ("CBC.99007262", Vendor),
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
    // The identity service has no list of codes: these are its HTTP statuses (calling.md 3).
    ("IAM.400", Ours),
    ("IAM.401", Partner),
    ("IAM.403", Customer),
    ("IAM.404", Customer),
    ("IAM.500", Vendor),
    ("IAM.503", Vendor),
];

/// Every code that this build can tell the owner of.
pub fn known_codes() -> impl Iterator<Item = &'static str> {
    CODES.iter().map(|(code, _)| *code)
}

/// The code that a person means, as it is listed, and who has to act. Case does not matter, nor which prefix
/// the gateway used, and the number of a `CBC.` code is enough where it has six digits or more.
pub fn known_code(typed: &str) -> Option<(&'static str, Fault)> {
    let typed = listed(&typed.trim().to_uppercase());
    // A short number may as well be a part of a name or of a telephone number.
    let is_number = |code: &str| typed.len() >= 6 && code.strip_prefix("CBC.") == Some(typed.as_str());
    let is_meant = |code: &str| code == typed || is_number(code);
    CODES.iter().find(|(code, _)| is_meant(code)).copied()
}

/// A code under the name that it is listed with.
fn listed(code: &str) -> String {
    match code.strip_prefix("APIGW.") {
        Some(number) => format!("APIG.{number}"),
        None => code.to_owned(),
    }
}

/// True when a code is one of `codes`, whichever prefix the gateway used.
pub(crate) fn is_one_of(code: Option<&str>, codes: &[&str]) -> bool {
    code.is_some_and(|code| codes.contains(&listed(code).as_str()))
}

/// Who has to act on a code.
pub(crate) fn owner(code: &str) -> Option<Fault> {
    let listed = listed(code);
    CODES.iter().find(|(known, _)| *known == listed).map(|(_, fault)| *fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations;
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
