//! Pages: each has a part that fetches and a part that renders plain data.

pub mod activity;
pub mod assignments;
pub mod budgets;
pub mod changes;
pub mod customers;
pub mod hand_overs;
mod help;
pub mod invitation;
pub mod limits;
pub mod notes;
pub mod orders;
pub mod overview;
pub mod payments;
pub mod renewals;
pub mod resellers;
pub mod saved_view;
pub mod search;
pub mod settings;
pub mod sign_in;
pub mod sign_in_code;
pub mod status;

pub use crate::ui::components::not_found::NotFoundHelp;
pub use help::Help;

mod bulk;

pub use crate::ui::pages::budgets::budget::BudgetPage;
pub use crate::ui::pages::budgets::list::BudgetsPage;
pub use crate::ui::pages::changes::change::ChangePage;
pub use crate::ui::pages::changes::review::ChangeReviewPage;
pub use crate::ui::pages::orders::beside::OrdersPage;
pub use crate::ui::pages::orders::order::OrderPage;
pub use crate::ui::pages::payments::pay::PayPage;
pub use crate::ui::pages::payments::payment::PaymentPage;
pub use crate::ui::pages::renewals::list::RenewalsPage;
pub use crate::ui::pages::renewals::prices::PricesPage;
pub use crate::ui::pages::renewals::renewal::RenewalPage;
pub use bulk::{BulkPage, BulksPage};
