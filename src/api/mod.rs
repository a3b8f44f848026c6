//! The only way from pages and islands to the services: server functions that parse, call a service
//! and respond. No rules here.
//!
//! Forms are posted to these functions too. A form posted without script is answered with a
//! redirect: to the next page when all went well, back to the page that it names when not, with
//! what was typed and what was wrong kept in the session ([`model::forms::FormState`]).

/// What a page shows that is made on the server alone: in the browser there is nobody to ask.
macro_rules! page_data {
    ($(#[$doc:meta])* fn $name:ident($($argument:ident: $kind:ty),*) -> $data:ty { $($body:tt)* }) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// What the service refuses, or what the server says of a failure of its own.
        #[cfg(feature = "ssr")]
        pub async fn $name($($argument: $kind),*) -> Result<$data, AppError> {
            $($body)*
        }

        /// In the browser there is nobody to ask.
        ///
        /// # Errors
        /// [`AppError::Unreachable`].
        #[cfg(not(feature = "ssr"))]
        pub async fn $name($(_: $kind),*) -> Result<$data, AppError> {
            Err(AppError::Unreachable)
        }
    };
}

pub mod activity;
pub mod assignments;
pub mod budgets;
pub mod bulk;
pub mod changes;
pub mod customers;
pub mod hand_overs;
pub mod limits;
pub mod lists;
pub mod mirror;
pub mod notes;
pub mod orders;
pub mod overview;
pub mod payments;
pub mod renewals;
pub mod saved_views;
pub mod search;
pub mod second_factor;
pub mod session;
pub mod status;
pub mod users;

#[cfg(feature = "ssr")]
mod reply;
