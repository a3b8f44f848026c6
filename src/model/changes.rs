//! Changes: what is done to an order or to resources that neither pays nor renews. An order is
//! cancelled, resources are unsubscribed, and what happens at their end is decided
//! (transactions.yaml: CancelCustomerOrder, CancelResourcesSubscription, AutoRenewalResources,
//! CancelAutoRenewalResources, UpdatePeriodToOnDemand).

use super::audit::AuditAction;
use super::error::PartnerFailure;
use super::ids::{OrderId, ResourceId};
use super::time::Timestamp;
use super::unsubscribe::{GivingBack, GivingBackReason};
use crate::intents::{Intent, IntentKind, IntentPayload, IntentRef, ResourceLock, Stage};
use crate::orders::OrderStatus;
use crate::resources::{ExpirePolicy, Resource, ResourceStatus};
use serde::{Deserialize, Serialize};

closed_enum! {
    /// What is done. Its code stands in query strings and in names of texts.
    pub enum ChangeKind {
        /// Cancel an unpaid order.
        Cancel = "cancel",
        /// Unsubscribe resources: they end now, with all their terms.
        Unsubscribe = "unsubscribe",
        /// Give back renewed terms that have not begun; the resources stay.
        GiveBackTerms = "give-back-terms",
        /// Switch auto-renewal on.
        AutoRenewOn = "auto-renew-on",
        /// Switch auto-renewal off.
        AutoRenewOff = "auto-renew-off",
        /// Let resources go on as pay-per-use after their end.
        ToOnDemand = "to-on-demand",
        /// Withdraw that.
        NotToOnDemand = "not-to-on-demand",
    }
}

impl ChangeKind {
    /// The reverse of [`ChangeKind::code`], for acts on resources.
    pub fn on_resources(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| *act != Self::Cancel && act.code() == code)
    }

    /// Its kind of intent.
    pub fn kind(self) -> IntentKind {
        match self {
            Self::Cancel => IntentKind::Cancel,
            Self::Unsubscribe | Self::GiveBackTerms => IntentKind::Unsubscribe,
            Self::AutoRenewOn | Self::AutoRenewOff => IntentKind::AutoRenew,
            Self::ToOnDemand | Self::NotToOnDemand => IntentKind::ToOnDemand,
        }
    }

    /// Its word in the audit log.
    pub fn action(self) -> AuditAction {
        match self {
            Self::Cancel => AuditAction::CancelOrder,
            Self::Unsubscribe => AuditAction::Unsubscribe,
            Self::GiveBackTerms => AuditAction::GiveBackTerms,
            Self::AutoRenewOn => AuditAction::AutoRenewOn,
            Self::AutoRenewOff => AuditAction::AutoRenewOff,
            Self::ToOnDemand => AuditAction::ToOnDemand,
            Self::NotToOnDemand => AuditAction::NotToOnDemand,
        }
    }

    /// What unsubscribing gives back.
    pub fn gives_back(self) -> Option<GivingBack> {
        match self {
            Self::Unsubscribe => Some(GivingBack::Everything),
            Self::GiveBackTerms => Some(GivingBack::RenewedTerms),
            _ => None,
        }
    }

    /// True when it only decides what happens at the end of a resource.
    pub fn is_about_the_end(self) -> bool {
        matches!(self.kind(), IntentKind::AutoRenew | IntentKind::ToOnDemand)
    }

    /// Resources that one change takes: what one call takes where one call does it all (the
    /// sheet's 10 for unsubscribing), else what a person can look over.
    pub fn most(self) -> usize {
        if self.gives_back().is_some() { 10 } else { 50 }
    }

    /// Whether a resource, as it was just read, shows the effect. `end` is the one it had before.
    pub fn is_seen_on(self, resource: Option<&Resource>, end: Option<Timestamp>) -> bool {
        let policy = resource.and_then(|resource| resource.expire_policy);
        match self {
            Self::Cancel => false,
            Self::Unsubscribe => {
                resource.is_none_or(|resource| resource.status == Some(ResourceStatus::Closed))
            }
            Self::GiveBackTerms => {
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
    /// How it ended for one order or resource. Its code stands in names of texts.
    pub enum PartOutcome {
        /// Nothing has left for it.
        NotSent = "not-sent",
        /// Its call may have left; no answer is stored.
        Sent = "sent",
        /// It happened: the partner said so, or its effect was read.
        Done = "done",
        /// It was so before; nothing left.
        Already = "already",
        /// The partner refused; nothing happened.
        Refused = "refused",
        /// It may have happened or not.
        Unknown = "unknown",
        /// Long after the attempt no effect can be read, or a person said so.
        NoEffect = "no-effect",
    }
}

impl PartOutcome {
    /// True while only reading can tell.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Unknown)
    }

    /// True when it is as it was wanted.
    pub fn is_as_wanted(self) -> bool {
        matches!(self, Self::Done | Self::Already)
    }
}

/// One order or resource of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The order or the resource.
    pub thing: ResourceLock,
    /// What it was called.
    pub name: String,
    /// When the resource ended as it was read before, UTC.
    pub end: Option<Timestamp>,
    /// How it ended for it.
    pub outcome: PartOutcome,
    /// What the partner said.
    pub failure: Option<PartnerFailure>,
}

impl Part {
    /// A part of which nothing has left yet.
    pub fn new(thing: ResourceLock, name: String) -> Self {
        Self { thing, name, end: None, outcome: PartOutcome::NotSent, failure: None }
    }

    /// The resource; `None` for an order.
    pub fn resource(&self) -> Option<&ResourceId> {
        match &self.thing {
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
    pub reason: Option<GivingBackReason>,
    /// Unsubscription orders that it made.
    pub orders: Vec<OrderId>,
    /// The status of the order to cancel when it was last read.
    pub order_status: Option<OrderStatus>,
}

impl Change {
    /// A change of which nothing has left yet.
    pub fn new(act: ChangeKind, parts: Vec<Part>) -> Self {
        Self { act, parts, reason: None, orders: Vec::new(), order_status: None }
    }

    /// Its resources.
    pub fn resources(&self) -> impl Iterator<Item = &ResourceId> {
        self.parts.iter().filter_map(Part::resource)
    }

    /// How many parts are as wanted.
    pub fn as_wanted(&self) -> usize {
        self.parts.iter().filter(|part| part.outcome.is_as_wanted()).count()
    }

    /// Where it stands by its parts, once nothing more leaves: open while one of them is, else
    /// done as soon as one of them is.
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

    /// What a part keeps from others: the thing itself, or only what happens at its end.
    fn held(&self, thing: &ResourceLock) -> Vec<ResourceLock> {
        match thing {
            ResourceLock::Resource(id) if self.act.is_about_the_end() => vec![ResourceLock::End(id.clone())],
            ResourceLock::Resource(id) => vec![thing.clone(), ResourceLock::End(id.clone())],
            other => vec![other.clone()],
        }
    }
}

impl IntentPayload for Change {
    const KINDS: &'static [IntentKind] =
        &[IntentKind::Cancel, IntentKind::Unsubscribe, IntentKind::AutoRenew, IntentKind::ToOnDemand];

    fn kind(&self) -> IntentKind {
        self.act.kind()
    }

    fn things(&self) -> Vec<ResourceLock> {
        self.parts.iter().flat_map(|part| self.held(&part.thing)).collect()
    }

    /// What is gone for good stays held, so that a form posted again leads to what it did.
    fn keeps(&self, _: Stage) -> Vec<ResourceLock> {
        if !matches!(self.act, ChangeKind::Cancel | ChangeKind::Unsubscribe) {
            return Vec::new();
        }
        let gone = self.parts.iter().filter(|part| part.outcome == PartOutcome::Done);
        gone.flat_map(|part| self.held(&part.thing)).collect()
    }
}

/// A stored change.
pub type StoredChange = Intent<Change>;

/// Why a resource cannot be changed now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hold {
    /// Another intent holds it.
    Intent(IntentRef),
    /// An order with it waits for payment.
    UnpaidOrder,
    /// The partner no longer has it.
    Gone,
    /// Frozen: in retention.
    Frozen,
    /// Past its end; this can only be decided before.
    PastItsEnd,
    /// It is so already.
    Already,
}

impl Hold {
    /// True when paying or cancelling an order may set the resource free.
    pub fn may_wait_for_payment(&self) -> bool {
        match self {
            Self::UnpaidOrder => true,
            Self::Intent(held) => held.kind == IntentKind::Renew && held.stage.had_effect(),
            _ => false,
        }
    }
}

/// One resource on the page that shows what a change would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Read live where the partner answered.
    pub resource: Resource,
    /// What goes with it, from the mirror.
    pub attached: Vec<Resource>,
    /// Why it is left out.
    pub hold: Option<Hold>,
    /// The renewal from here whose orders are not carried out yet. Each took along what happens at
    /// the end as it stood then (RenewalResourcesReq, expire_policy), and may set that again when
    /// it is paid.
    pub renewing: Option<IntentRef>,
}

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
