//! Pages: each fetches and then shows; the showing part takes plain data.

pub mod activity;
pub mod customers;
mod help;
mod not_found;
pub mod overview;
pub mod search;
pub mod sign_in;
pub mod status;

pub use help::Help;
pub use not_found::NotFoundHelp;

mod begun;
mod budget;
mod budget_form;
mod budgets;
mod budgets_bar;
mod bulk;
mod calls;
mod change;
mod change_cautions;
mod change_review;
mod change_words;
mod order;
mod order_lines;
mod orders;
mod pay;
mod pay_budget;
mod payment;
mod prices;
mod prices_grid;
mod prices_notes;
mod prices_review;
mod renewal;
mod renewal_candidates;
mod renewal_words;
mod renewals;
mod renewals_bar;
mod set_back;
mod terms;

pub use budget::BudgetPage;
pub use budgets::BudgetsPage;
pub use bulk::{BulkPage, BulksPage};
pub use change::ChangePage;
pub use change_review::ChangeReviewPage;
pub use order::OrderPage;
pub use orders::OrdersPage;
pub use pay::PayPage;
pub use payment::PaymentPage;
pub use prices::PricesPage;
pub use renewal::RenewalPage;
pub use renewals::RenewalsPage;
