//! The first page: what needs somebody today, by money at risk.

use super::bulk::Bulk;
use super::error::PartnerFailure;
use super::lists::{BudgetRow, OrderRow, ResourceRow};
use super::mirror::{Coverage, Part};
use super::money::Money;
use super::time::Freshness;
use crate::budgets::BudgetLevel;
use crate::changes::StoredChange;
use crate::hand_overs::HandOverNotice;
use crate::limits::own::LimitProposal;
use crate::notes::OwnNotes;
use crate::payability::PayState;
use crate::payments::Payment;
use crate::renewals::Renewal;
use crate::requests::EndedRequest;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The partner's consumption quota (partner.yaml, showPartnerConsumptionQuota): a ceiling on
/// what the partner may owe the vendor, not money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsumptionQuota {
    /// The ceiling.
    pub total: Money,
    /// Used of it; negative means nothing is used.
    pub used: Money,
}

impl ConsumptionQuota {
    /// True when nothing is left of it: then all resale customers are barred from purchases. A quota of
    /// zero is none.
    pub fn is_exhausted(&self) -> bool {
        self.total.amount > Decimal::ZERO && self.used.amount >= self.total.amount
    }
}

/// What the overview shows. Every list is cut short; the counts are of all in scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Customers in scope.
    pub customers: u64,
    /// Budgets per level, in the order of [`BudgetLevel::ALL`].
    pub levels: Vec<(BudgetLevel, u64)>,
    /// The budgets nearest to their end.
    pub budgets: Vec<BudgetRow>,
    /// Orders that wait for payment: how many, and their sum per currency.
    pub waiting_orders: u64,
    /// Sum of what waits, one entry per currency.
    pub waiting_sums: Vec<Money>,
    /// How many of them can be paid, and how many cannot for which reason.
    pub pay_states: Vec<(PayState, u64)>,
    /// The ones whose deadline is nearest.
    pub orders: Vec<OrderRow>,
    /// Main resources whose data is at risk: expired or frozen.
    pub at_risk: u64,
    /// The ones that are deleted first.
    pub risks: Vec<ResourceRow>,
    /// Main resources that expire within 30 days and are not renewed by themselves.
    pub expiring: u64,
    /// Resources that expire per week for the next twelve weeks, for the calendar strip: (in 0..12, count).
    pub expiring_weeks: Vec<u64>,
    /// The ones that expire first.
    pub resources: Vec<ResourceRow>,
    /// Payments whose outcome is not known.
    pub unknown_payments: Vec<Payment>,
    /// Payments that wait for a second person.
    pub waiting_payments: Vec<Payment>,
    /// Auto-renewals to be switched on that wait for a second person.
    pub waiting_changes: Vec<StoredChange>,
    /// Raises of budgets that wait for a second person.
    pub waiting_bulks: Vec<Bulk>,
    /// The viewer's own requests for approval that others ended in the last days, newest first.
    pub ended_requests: Vec<EndedRequest>,
    /// The viewer's own raises of budgets that others decided in the last days, newest first.
    pub ended_bulks: Vec<Bulk>,
    /// Renewals whose outcome is not known.
    pub unknown_renewals: Vec<Renewal>,
    /// The partner's quota, read live, or why it could not be read. Absent for those who see only
    /// some of the customers: the partner's own debt is not their concern.
    pub quota: Option<Result<ConsumptionQuota, PartnerFailure>>,
    /// Hand-overs that the viewer gave or took and has not dismissed, newest first.
    pub hand_overs: Vec<HandOverNotice>,
    /// Changes of limits that the viewer may agree to, oldest first.
    pub limit_proposals: Vec<LimitProposal>,
    /// Follow-ups of the viewer, and notes that mention them; `None` for the desk itself.
    pub notes: Option<OwnNotes>,
    /// Age of the part of the mirror that was read longest ago.
    pub freshness: Freshness,
    /// What is known of each part of the mirror, in the order of [`Part::ALL`].
    pub parts: Vec<Coverage>,
}

impl Overview {
    /// What is known of a part.
    pub fn coverage(&self, part: Part) -> Option<&Coverage> {
        self.parts.iter().find(|coverage| coverage.part == part)
    }
}
