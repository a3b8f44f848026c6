//! Building blocks of pages, one per file.

pub(crate) mod api_calls;
pub(crate) mod chart;
pub(crate) mod intents_table;
pub(crate) mod not_found;
pub(crate) mod policy_reset;
pub(crate) mod terms;

mod badge;
mod copy;
mod date;
mod demands;
mod dialog;
mod empty;
mod error_panel;
mod error_text;
mod facts;
mod field;
mod figure;
mod filter_bar;
mod form;
mod freshness;
mod icon;
mod intent;
mod links;
mod list_filters;
mod list_page;
mod list_tools;
mod list_words;
mod meter;
mod money;
mod notice;
mod outlook;
mod page_head;
mod pager;
mod payability;
mod peek;
mod peek_head;
mod resource_state;
mod short;
mod sort_select;
mod strip;
mod table;

pub use badge::{
    Badge, FrozenBadge, LevelBadge, OrderStatusBadge, OutcomeBadge, ResourceStatusBadge, Tone, VerifiedBadge,
    budget_type_text, frozen_text, level_text, order_status_text, outcome_text,
};
pub use copy::Id;
pub use date::{Ago, Day, Due, Instant, MaybeInstant, Urgency};
pub use demands::{ApprovalButtons, Demanded, PasswordAgain, Why, request_end_text};
pub use dialog::Ask;
pub use empty::{Empty, EmptyReason};
pub use error_panel::{ErrorPage, ErrorPanel, Stale};
pub use error_text::{Explained, code_texts, explain, explain_failure, who_text};
pub use facts::{Fact, Facts};
pub use field::{CheckField, ChoiceField, ChoiceOption, FileField, TextField, problem_text};
pub use figure::{Figure, QuotaFigure};
pub use form::{FieldState, Filled, PostForm, Submit, Weight, form_key, post_address};
pub use freshness::FreshnessLine;
pub use icon::{Icon, Symbol};
pub use intent::{History, IntentStatus, IntentTimes, LivePage, StageBadge, stage_text};
pub use links::{LinkButton, Refused};
pub use list_page::{ListData, ListPage, NotUnderstood, TableWrapper};
pub use list_words::value_text;
pub use meter::BudgetMeter;
pub use money::{Amount, AmountDelta, MaybeAmount, Unknown};
pub use notice::{Caution, FormNotice};
pub use outlook::OutlookDue;
pub use page_head::{PageHead, Section};
pub use pager::{ExportLink, Pager};
pub use payability::{NextStep, PayStateBadge, PayStep, pay_state_text, pay_step};
pub use peek::{Beside, Peek};
pub use peek_head::{BesideList, PEEK, PeekHead, PeekLink};
pub use resource_state::{ResourceState, RiskOf};
pub use short::{BudgetShort, RaiseLink};
pub use strip::WeekStrip;
pub use table::{Column, Row, RowLink, Table};
