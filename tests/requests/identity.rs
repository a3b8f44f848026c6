//! Operations of IAM.

use partner::Partner;

use super::entry::Entry;

/// Keys are fetched by calling for a customer. Returns false for other operations.
pub async fn send(partner: &Partner, entry: &Entry) -> bool {
    match entry.operation.as_str() {
        "CreateTemporaryAccessKeyByAgency" => {
            entry.always(
                "auth",
                serde_json::json!({"identity": {"methods": ["assume_role"], "assume_role": {
                    "domain_id": entry.customer(), "agency_name": "partnerdesk_agency", "duration_seconds": 3600,
                }}}),
            );
            let _ = partner.resources(entry.customer(), 0, 1, true).await;
        }
        _ => return false,
    }
    true
}
