//! The html around every page, and the only list of routes.

use crate::tr;

use crate::ui::components::PageHead;
use crate::ui::frame::Frame;
use crate::ui::pages::*;
use crate::ui::sections;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

/// The document of every page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let viewer = crate::context::viewer();
    let (theme, density) = (viewer.theme.code(), viewer.density.code());
    // What the browser told of its zone: a script tells it again when it is another one.
    let zone = viewer.browser_zone.clone().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang=viewer.language.tag() data-theme=theme data-density=density data-zone=zone>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link
                    rel="preload"
                    href="/fonts/plex-sans.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <HashedStylesheet options=options.clone() />
                <HydrationScripts options=options islands=true />
                <script type="speculationrules" nonce=use_nonce()>
                    {sections::speculation_rules()}
                </script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Frame and routes. Every page is rendered completely before it is sent: it then has its own
/// status and title, and is complete without script.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    const WHOLE: SsrMode = SsrMode::Async;
    view! {
        <Router>
            <Frame>
                <FlatRoutes fallback=NotFound>
                    <Route path=path!("/") view=overview::OverviewPage ssr=WHOLE />
                    <Route path=path!("/sign-in") view=sign_in::SignInPage ssr=WHOLE />
                    <Route path=path!("/sign-in/code") view=sign_in_code::SignInCodePage ssr=WHOLE />
                    <Route path=path!("/customers") view=customers::CustomersPage ssr=WHOLE />
                    <Route path=path!("/customers/:id") view=customers::CustomerPage ssr=WHOLE />
                    <Route path=path!("/follow-ups") view=notes::list::FollowUpsPage ssr=WHOLE />
                    <Route path=path!("/resellers") view=resellers::ResellersPage ssr=WHOLE />
                    <Route path=path!("/activity") view=activity::ActivityPage ssr=WHOLE />
                    <Route path=path!("/activity/:id") view=activity::EntryPage ssr=WHOLE />
                    <Route path=path!("/status") view=status::StatusPage ssr=WHOLE />
                    <Route path=path!("/status/:id") view=status::OperationPage ssr=WHOLE />
                    <Route path=path!("/search") view=search::SearchPage ssr=WHOLE />
                    <Route path=path!("/settings") view=settings::SettingsPage ssr=WHOLE />
                    <Route path=path!("/settings/second-factor") view=settings::SecondFactorPage ssr=WHOLE />
                    <Route path=path!("/settings/users") view=settings::UsersPage ssr=WHOLE />
                    <Route path=path!("/settings/users/:id") view=settings::UserPage ssr=WHOLE />
                    <Route path=path!("/settings/rights") view=settings::RightsPage ssr=WHOLE />
                    <Route path=path!("/settings/limits") view=limits::LimitsPage ssr=WHOLE />
                    <Route path=path!("/settings/limits/:kind/:holder") view=limits::LimitsOfPage ssr=WHOLE />
                    <Route path=path!("/invitation") view=invitation::InvitationPage ssr=WHOLE />
                    <Route path=path!("/settings/assignments") view=assignments::AssignmentsPage ssr=WHOLE />
                    <Route path=path!("/settings/assignments/:id") view=assignments::PlanPage ssr=WHOLE />
                    <Route path=path!("/settings/hand-over") view=hand_overs::MakeHandOverPage ssr=WHOLE />
                    <Route path=path!("/hand-overs/:id") view=hand_overs::HandOverPage ssr=WHOLE />
                    <Route path=path!("/views/:id") view=saved_view::SavedViewPage ssr=WHOLE />
                    <Route path=path!("/help") view=Help ssr=WHOLE />
                    <Route path=path!("/budgets") view=BudgetsPage ssr=WHOLE />
                    <Route path=path!("/budgets/bulk") view=BulksPage ssr=WHOLE />
                    <Route path=path!("/jobs/:id") view=BulkPage ssr=WHOLE />
                    // Where jobs had their page before; addresses in notes and messages still lead there.
                    <Route path=path!("/budgets/bulk/:id") view=BulkPage ssr=WHOLE />
                    <Route path=path!("/budgets/:id") view=BudgetPage ssr=WHOLE />
                    <Route path=path!("/orders") view=OrdersPage ssr=WHOLE />
                    <Route path=path!("/orders/:id") view=OrderPage ssr=WHOLE />
                    <Route path=path!("/orders/:id/pay") view=PayPage ssr=WHOLE />
                    <Route path=path!("/payments/:id") view=PaymentPage ssr=WHOLE />
                    <Route path=path!("/renewals") view=RenewalsPage ssr=WHOLE />
                    <Route path=path!("/renewals/prices") view=PricesPage ssr=WHOLE />
                    <Route path=path!("/renewals/:id") view=RenewalPage ssr=WHOLE />
                    <Route path=path!("/changes/review") view=ChangeReviewPage ssr=WHOLE />
                    <Route path=path!("/changes/:id") view=ChangePage ssr=WHOLE />
                </FlatRoutes>
            </Frame>
        </Router>
    }
}

/// There is no such page.
#[component]
fn NotFound() -> impl IntoView {
    crate::ui::load::answer_with(404);
    view! {
        <PageHead title=tr!("error-not-found") />
        <NotFoundHelp />
    }
}
