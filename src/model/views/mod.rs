//! What a detail page shows: live values where the partner API answered, else the last known ones
//! with their age and the reason.

mod activity;
mod budgets;
mod changes;
mod customers;
mod limits;
mod orders;
mod payments;
mod read;
mod renewals;
mod search;
mod users;

pub use activity::ActivityView;
pub use budgets::{BudgetView, Purchase};
pub use changes::{ChangeReview, ChangeView};
pub use customers::{CustomerView, PurchaseBlocker, PurchaseCheck, PurchaseFact};
pub use limits::{HolderLimits, LimitRow, LimitsOfView, LimitsView, ProposalView, UsedToday};
pub use orders::OrderView;
pub use payments::PaymentView;
pub use read::Read;
pub use renewals::{PeriodPrice, PriceGrid, RenewalView};
pub use search::{EntriesBy, Found, Hit, HitKind, KnownCode, MOST_COUNTED, Matches, Suggestion, Suggestions};
pub use users::{InvitationState, InvitationView, RightsView, UserRow, UserView};
