//! What happens at the expiry of a resource, as a renewal sends it.

use model::resources::ExpirePolicy;

/// The policy to send: older servers want one and later ones ignore it, so each resource must keep
/// its policy (RenewalResourcesReq, expire_policy). 4 and 5 cannot be sent; they count as the
/// default, which later servers ignore.
pub fn sendable(policy: Option<ExpirePolicy>) -> ExpirePolicy {
    match policy {
        Some(known @ (ExpirePolicy::ToPayPerUse | ExpirePolicy::Delete | ExpirePolicy::AutoRenew)) => known,
        _ => ExpirePolicy::Grace,
    }
}
