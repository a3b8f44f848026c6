//! Changes to an order or to resources other than payments and renewals: canceling an order,
//! unsubscribing resources, and setting their expiry policy (transactions.yaml:
//! CancelCustomerOrder, CancelResourcesSubscription, AutoRenewalResources,
//! CancelAutoRenewalResources, UpdatePeriodToOnDemand).

mod candidate;

pub use candidate::{Candidate, ChangeBlocker};

use super::audit::AuditAction;
use super::auto_renewal::Charge;
use super::error::PartnerFailure;
use super::ids::{BulkId, OrderId, ResourceId};
use super::money::Money;
use super::time::Timestamp;
use super::unsubscribe::{UnsubscribeReason, UnsubscribeType};
use crate::intents::{Intent, IntentKind, IntentPayload, ResourceLock, Stage};
use crate::orders::OrderStatus;
use crate::resources::{ExpirePolicy, Resource, ResourceStatus};
use serde::{Deserialize, Serialize};

closed_enum! {
    /// What is done. Its code is used in query strings and in text keys.
    pub enum ChangeKind {
        /// Cancel an unpaid order.
        Cancel = "cancel",
        /// Unsubscribe resources: they end now, with all their terms.
        Unsubscribe = "unsubscribe",
        /// Unsubscribe renewed terms that have not begun; the resources are kept.
        #[serde(rename = "GiveBackTerms")]
        UnsubscribeRenewedTerms = "give-back-terms",
        /// Switch auto-renewal on.
        AutoRenewOn = "auto-renew-on",
        /// Switch auto-renewal off.
        AutoRenewOff = "auto-renew-off",
        /// Switch resources to pay-per-use at their expiry.
        ToOnDemand = "to-on-demand",
        /// Withdraw that.
        NotToOnDemand = "not-to-on-demand",
    }
}

impl ChangeKind {
    /// The reverse of [`ChangeKind::code`], for changes to resources.
    pub fn on_resources(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| *act != Self::Cancel && act.code() == code)
    }

    /// Its kind of intent.
    pub fn kind(self) -> IntentKind {
        match self {
            Self::Cancel => IntentKind::Cancel,
            Self::Unsubscribe | Self::UnsubscribeRenewedTerms => IntentKind::Unsubscribe,
            Self::AutoRenewOn | Self::AutoRenewOff => IntentKind::AutoRenew,
            Self::ToOnDemand | Self::NotToOnDemand => IntentKind::ToOnDemand,
        }
    }

    /// Its action in the audit log.
    pub fn action(self) -> AuditAction {
        match self {
            Self::Cancel => AuditAction::CancelOrder,
            Self::Unsubscribe => AuditAction::Unsubscribe,
            Self::UnsubscribeRenewedTerms => AuditAction::UnsubscribeRenewedTerms,
            Self::AutoRenewOn => AuditAction::AutoRenewOn,
            Self::AutoRenewOff => AuditAction::AutoRenewOff,
            Self::ToOnDemand => AuditAction::ToOnDemand,
            Self::NotToOnDemand => AuditAction::NotToOnDemand,
        }
    }

    /// The `unsubscribe_type` to send; `None` for other changes.
    pub fn unsubscribe_type(self) -> Option<UnsubscribeType> {
        match self {
            Self::Unsubscribe => Some(UnsubscribeType::Everything),
            Self::UnsubscribeRenewedTerms => Some(UnsubscribeType::RenewedTerms),
            _ => None,
        }
    }

    /// True when it only decides what happens at the end of a resource.
    pub fn is_about_the_end(self) -> bool {
        matches!(self.kind(), IntentKind::AutoRenew | IntentKind::ToOnDemand)
    }

    /// Resources that one change takes: 10 for unsubscribing, which is one call (the limit of the sheet),
    /// else 50, as many as a person can review.
    pub fn most(self) -> usize {
        if self.unsubscribe_type().is_some() { 10 } else { 50 }
    }

    /// Whether a resource that was just read (`None`: it is gone) shows the effect of this change. `end`
    /// is its expiry before the change.
    pub fn is_in_effect_on(self, resource: Option<&Resource>, end: Option<Timestamp>) -> bool {
        let policy = resource.and_then(|resource| resource.expire_policy);
        match self {
            Self::Cancel => false,
            Self::Unsubscribe => {
                resource.is_none_or(|resource| resource.status == Some(ResourceStatus::Closed))
            }
            Self::UnsubscribeRenewedTerms => {
                let now = resource.and_then(|resource| resource.expires_at);
                now.zip(end).is_some_and(|(now, before)| now < before)
            }
            Self::AutoRenewOn => policy == Some(ExpirePolicy::AutoRenew),
            Self::AutoRenewOff => policy.is_some_and(|policy| policy != ExpirePolicy::AutoRenew),
            Self::ToOnDemand => policy == Some(ExpirePolicy::ToPayPerUse),
            Self::NotToOnDemand => policy.is_some_and(|policy| policy != ExpirePolicy::ToPayPerUse),
        }
    }
}

closed_enum! {
    /// Outcome for one order or resource. Its code is used in text keys.
    pub enum PartOutcome {
        /// Its call has not been sent.
        NotSent = "not-sent",
        /// Its call may have been sent; no answer is stored.
        Sent = "sent",
        /// It happened: the partner API confirmed it, or a later reading showed the effect.
        Done = "done",
        /// It was already in this state; nothing was sent.
        Already = "already",
        /// The partner API refused the call; nothing happened.
        Refused = "refused",
        /// It may have happened or not.
        Unknown = "unknown",
        /// Long after the attempt no effect can be read, or a person decided so.
        NoEffect = "no-effect",
    }
}

impl PartOutcome {
    /// True while the outcome is unknown and only a reading can tell it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Unknown)
    }

    /// True when the wanted state is in effect.
    pub fn is_as_wanted(self) -> bool {
        matches!(self, Self::Done | Self::Already)
    }
}

/// One order or resource of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The order or the resource.
    #[serde(rename = "thing")]
    pub target: ResourceLock,
    /// Its name when the change was made.
    pub name: String,
    /// When the resource ended as it was read before, UTC.
    pub end: Option<Timestamp>,
    /// How it ended for it.
    pub outcome: PartOutcome,
    /// The error of the partner API.
    pub failure: Option<PartnerFailure>,
    /// What switching auto-renewal on will buy for it; `None` for other changes.
    #[serde(default)]
    pub charge: Option<Charge>,
}

impl Part {
    /// A part that has not been sent.
    pub fn new(target: ResourceLock, name: String) -> Self {
        Self { target, name, end: None, outcome: PartOutcome::NotSent, failure: None, charge: None }
    }

    /// The resource; `None` for an order.
    pub fn resource(&self) -> Option<&ResourceId> {
        match &self.target {
            ResourceLock::Resource(id) => Some(id),
            _ => None,
        }
    }
}

/// A change to an order or to resources of one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What is done.
    pub act: ChangeKind,
    /// To what, in a stable order.
    pub parts: Vec<Part>,
    /// Why, for an unsubscription.
    pub reason: Option<UnsubscribeReason>,
    /// Unsubscription orders that it made.
    pub orders: Vec<OrderId>,
    /// The status of the order to cancel when it was last read.
    pub order_status: Option<OrderStatus>,
    /// The net price of everything that switching auto-renewal on will buy, as the person confirmed it;
    /// `None` for other changes, which commit nothing.
    #[serde(default)]
    pub agreed: Option<Money>,
    /// The current price, when it was no longer the confirmed one: then nothing was sent.
    #[serde(default)]
    pub moved_to: Option<Money>,
    /// Why, in the words of the person, for the one who approves it.
    #[serde(default)]
    pub request: Option<String>,
    /// The job that it belongs to; `None` for a change of its own.
    #[serde(default)]
    pub job: Option<BulkId>,
}

impl Change {
    /// A change that has not been sent.
    pub fn new(act: ChangeKind, parts: Vec<Part>) -> Self {
        let (reason, order_status, agreed, moved_to, request, job) = Default::default();
        Self { act, parts, reason, orders: Vec::new(), order_status, agreed, moved_to, request, job }
    }

    /// Its resources.
    pub fn resources(&self) -> impl Iterator<Item = &ResourceId> {
        self.parts.iter().filter_map(Part::resource)
    }

    /// How many parts have the wanted state.
    pub fn as_wanted(&self) -> usize {
        self.parts.iter().filter(|part| part.outcome.is_as_wanted()).count()
    }

    /// Its stage, derived from its parts once all calls were made: unknown while one of them is, else
    /// done when one of them is.
    pub fn stage(&self) -> Stage {
        let any = |what: fn(PartOutcome) -> bool| self.parts.iter().any(|part| what(part.outcome));
        if any(PartOutcome::is_open) {
            Stage::Unknown
        } else if any(|outcome| outcome == PartOutcome::NoEffect) {
            Stage::NoEffect
        } else if any(PartOutcome::is_as_wanted) {
            Stage::Done
        } else {
            Stage::Rejected
        }
    }

    /// What of the confirmed price is committed once its calls have ended: all of it, or what the parts
    /// that are done cost.
    fn committed_in_the_end(&self) -> Option<Money> {
        let whole = self.agreed.clone()?;
        if self.as_wanted() == self.parts.len() {
            return Some(whole);
        }
        let done = self.parts.iter().filter(|part| part.outcome == PartOutcome::Done);
        let prices = done.filter_map(|part| Some(part.charge.as_ref()?.price.clone()));
        let sum = prices.reduce(|sum, price| sum.checked_add(&price).unwrap_or_else(|| whole.clone()))?;
        // Prices of single resources are before the discount on the whole.
        Some(if sum.amount < whole.amount { sum } else { whole })
    }

    /// The locks of a part: the order or resource itself, or only the expiry policy of the resource.
    fn locks_of(&self, target: &ResourceLock) -> Vec<ResourceLock> {
        match target {
            ResourceLock::Resource(id) if self.act.is_about_the_end() => vec![ResourceLock::End(id.clone())],
            ResourceLock::Resource(id) => vec![target.clone(), ResourceLock::End(id.clone())],
            other => vec![other.clone()],
        }
    }
}

impl IntentPayload for Change {
    const KINDS: &'static [IntentKind] =
        &[IntentKind::Cancel, IntentKind::Unsubscribe, IntentKind::AutoRenew, IntentKind::ToOnDemand];
    const MAY_COMMIT: bool = true;

    fn kind(&self) -> IntentKind {
        self.act.kind()
    }

    fn locks(&self) -> Vec<ResourceLock> {
        self.parts.iter().flat_map(|part| self.locks_of(&part.target)).collect()
    }

    /// Orders and resources that are gone for good stay locked, so that a form that is posted again shows
    /// the first change.
    fn keeps(&self, _: Stage) -> Vec<ResourceLock> {
        if !matches!(self.act, ChangeKind::Cancel | ChangeKind::Unsubscribe) {
            return Vec::new();
        }
        let gone = self.parts.iter().filter(|part| part.outcome == PartOutcome::Done);
        gone.flat_map(|part| self.locks_of(&part.target)).collect()
    }

    /// Switching auto-renewal on commits the price of what it will buy, on the day when it is switched on.
    fn commits(&self, stage: Stage) -> Option<Money> {
        match stage {
            stage if stage.is_live() => self.agreed.clone(),
            Stage::Void => None,
            _ => self.committed_in_the_end(),
        }
    }
}

/// A stored change.
pub type StoredChange = Intent<Change>;

#[cfg(test)]
mod tests {
    use super::*;

    fn change(act: ChangeKind, outcomes: &[PartOutcome]) -> Change {
        let part = |(n, outcome): (usize, &PartOutcome)| {
            let id = ResourceId::parse(format!("r{n}")).unwrap();
            Part { outcome: *outcome, ..Part::new(ResourceLock::Resource(id), String::new()) }
        };
        Change::new(act, outcomes.iter().enumerate().map(part).collect())
    }

    #[test]
    fn one_open_part_keeps_the_whole_open() {
        use PartOutcome::{Already, Done, NoEffect, NotSent, Refused, Sent, Unknown};
        for (outcomes, stage) in [
            (vec![Done, Refused], Stage::Done),
            (vec![Done, Unknown], Stage::Unknown),
            (vec![Refused, Sent, NotSent], Stage::Unknown),
            (vec![Done, NoEffect], Stage::NoEffect),
            (vec![Refused, NotSent], Stage::Rejected),
            (vec![Already], Stage::Done),
        ] {
            assert_eq!(change(ChangeKind::AutoRenewOn, &outcomes).stage(), stage, "{outcomes:?}");
        }
    }

    #[test]
    fn auto_renewal_commits_what_is_not_known_to_have_failed() {
        use PartOutcome::{Done, NoEffect, NotSent, Refused, Sent, Unknown};
        let usd = |amount: i64| Money::new(amount.into(), crate::money::Currency::usd());
        let committed = |outcomes: &[PartOutcome], stage| {
            let mut change = change(ChangeKind::AutoRenewOn, outcomes);
            for part in &mut change.parts {
                part.charge = Some(Charge { period: crate::renewals::Period::Months(1), price: usd(10) });
            }
            Change { agreed: Some(usd(19)), ..change }.commits(stage)
        };
        for (outcomes, stage, amount) in [
            (vec![NotSent, NotSent], Stage::Drafted, Some(usd(19))),
            (vec![NotSent, NotSent], Stage::Waiting, Some(usd(19))),
            (vec![Sent, NotSent], Stage::Sent, Some(usd(19))),
            (vec![Done, Unknown], Stage::Unknown, Some(usd(19))),
            (vec![NoEffect, NoEffect], Stage::NoEffect, Some(usd(19))),
            (vec![Done, Done], Stage::Done, Some(usd(19))),
            (vec![Done, Refused], Stage::Done, Some(usd(10))),
            (vec![Done, NoEffect], Stage::ConfirmedNotDone, Some(usd(10))),
            (vec![NoEffect, NoEffect], Stage::ConfirmedNotDone, None),
            (vec![Refused, Refused], Stage::Rejected, None),
            (vec![NotSent, NotSent], Stage::Void, None),
        ] {
            assert_eq!(committed(&outcomes, stage), amount, "{outcomes:?} {stage:?}");
        }
        assert_eq!(change(ChangeKind::AutoRenewOff, &[Done]).commits(Stage::Done), None);
    }

    #[test]
    fn only_what_is_gone_for_good_stays_held() {
        use PartOutcome::{Done, Refused};
        assert_eq!(change(ChangeKind::AutoRenewOn, &[Done]).keeps(Stage::Done), []);
        let kept = change(ChangeKind::Unsubscribe, &[Refused, Done]).keeps(Stage::Done);
        let id = ResourceId::parse("r1").unwrap();
        assert_eq!(kept, [ResourceLock::Resource(id.clone()), ResourceLock::End(id)]);
    }

    #[test]
    fn codes_read_back() {
        for act in ChangeKind::ALL {
            assert_eq!(ChangeKind::on_resources(act.code()), (act != ChangeKind::Cancel).then_some(act));
        }
    }
}
