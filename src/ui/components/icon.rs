//! The icons: strokes on a grid of 16, in the color of the surrounding text.

use leptos::prelude::*;

/// The icons, by what they show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The logo.
    Brand,
    /// Overview.
    Overview,
    /// Customers.
    Customers,
    /// Budgets.
    Budgets,
    /// Orders.
    Orders,
    /// Renewals.
    Renewals,
    /// Resellers.
    Resellers,
    /// Activity.
    Activity,
    /// API status.
    Status,
    /// Notes and follow-ups.
    Notes,
    /// Search.
    Search,
    /// A user.
    Person,
    /// Help.
    Help,
    /// Opens something below.
    Down,
    /// Sort direction up.
    Up,
    /// Arrow to the left.
    Back,
    /// Arrow to the right.
    Forward,
    /// Close or remove.
    Cross,
    /// Done.
    Tick,
    /// Copy.
    Sheets,
    /// To take away as a file.
    Download,
    /// Warning.
    Warning,
    /// Not possible.
    Stop,
    /// Unknown.
    Question,
    /// Refresh, or out of date.
    Clock,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Brand => "M2.5 2.5h11v11h-11zM6 2.5v11M8.5 6h3M8.5 9h3",
            Self::Overview => "M2.5 13.5h11M4 11V8M8 11V3M12 11V6",
            Self::Customers => {
                "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c.4-2.6 2.2-4 4.5-4s4.1 1.4 4.5 4M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.9c1.4.6 2.3 1.8 2.6 3.6"
            }
            Self::Budgets => "M13.8 10A6.2 6.2 0 1 1 6 2.2V8h5.8M9 1.8A6.2 6.2 0 0 1 14.2 7H9Z",
            Self::Orders => "M3.5 1.5h9v13l-2.25-1.5L8 14.5 5.750 13 3.5 14.5zM6 5h4M6 8h4",
            Self::Renewals => {
                "M13.5 3v3.5H10M2.5 13V9.5H6M13.2 6.5A5.7 5.7 0 0 0 3 5.4M2.8 9.5A5.7 5.7 0 0 0 13 10.6"
            }
            Self::Resellers => {
                "M2.5 8v5.5h11V8M1.5 6.5 3 2.5h10l1.5 4a2.2 2.2 0 0 1-4.3 0 2.2 2.2 0 0 1-4.4 0 2.2 2.2 0 0 1-4.3 0ZM6.5 13.5V10h3v3.5"
            }
            Self::Activity => "M2.5 3.5h1M6 3.5h7.5M2.5 8h1M6 8h7.5M2.5 12.5h1M6 12.5h7.5",
            Self::Status => "M1.5 8.5h2.8L6.3 3l3.4 10.5 2-5h2.8",
            Self::Notes => "M13.5 2.5v7l-4 4h-7v-11zM9.5 13.5v-4h4M5.5 5.5h5M5.5 8h3",
            Self::Search => "M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM10.7 10.7 14 14",
            Self::Person => "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.5 14c.5-3 2.6-4.5 5.5-4.5s5 1.5 5.5 4.5",
            Self::Help => {
                "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM6.2 6.2a1.9 1.9 0 1 1 2.6 1.9c-.6.3-.8.7-.8 1.4M8 11.6v.1"
            }
            Self::Down => "m4 6 4 4 4-4",
            Self::Up => "M8 13V3.5M4 7l4-4 4 4",
            Self::Back => "m10 3-5 5 5 5",
            Self::Forward => "m6 3 5 5-5 5",
            Self::Cross => "m4 4 8 8M12 4l-8 8",
            Self::Tick => "m3 8.5 3.2 3.2L13 4.8",
            Self::Sheets => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Download => "M8 2v8.5M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
            Self::Warning => "M8 2 1.5 13.5h13zM8 6.5v3.3M8 11.7v.1",
            Self::Stop => "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM3.5 12.5l9-9",
            Self::Question => "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM8 4.8v4M8 11.3v.1",
            Self::Clock => "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM8 4.5V8l2.5 1.8",
        }
    }
}

/// An icon, hidden from screen readers: the text next to it carries the meaning.
#[component]
pub fn Symbol(
    icon: Icon,
    /// Additional CSS class.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg
            class=class
            width="16"
            height="16"
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            stroke-width="1.4"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=icon.path()></path>
        </svg>
    }
    .into_any()
}
