//! Every form of the desk, filled in on the page of one subject, with the page of another subject.

use super::SECRET;
use crate::budgets::limits::{self, dry_run, limited};
use crate::bulk::run::set_elsewhere;
use crate::changes::{CHANGE, change, decided};
use crate::harness::{Client, Form, PASSWORD, TestDesk};
use crate::payments::{self, PAY};
use crate::renewals::open::two_lost;
use crate::renewals::selection::{MONTH, Selection, alike};
use model::bulk::BulkState;
use model::changes::ChangeKind;
use model::forms;
use model::forms::FormSpec;
use model::lists::{BudgetFilter, RenewalFilter};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::jobs::janitor;

/// Pasted in place of a file; not a list of budgets.
pub const TEXT: &str = "typed-4711,\"no list\"\r\nof budgets";

/// The forms of [`accounts`].
pub const ACCOUNTS: &[&str] = &[
    "set-budget",
    "undo-budget",
    "freeze",
    "unfreeze",
    "plan-budgets",
    "upload-budgets",
    "plan-payments",
    "cancel-order",
    "pay-order",
];
/// The forms of [`jobs`].
pub const JOBS: &[&str] =
    &["start-bulk", "approve-bulk", "decline-bulk", "pause-bulk", "resume-bulk", "cancel-bulk", "undo-bulk"];
/// The forms of [`payments`].
pub const PAYMENTS: &[&str] = &["settle-payment", "approve-payment", "decline-payment"];
/// The forms of [`renewals`].
pub const RENEWALS: &[&str] = &[
    "renew",
    "auto-renew",
    "plan-changes",
    "change",
    "settle-change",
    "approve-change",
    "decline-change",
    "choose-orders",
    "settle-renewal",
];

/// The forms of [`lists`].
pub const LISTS: &[&str] = &["save-view", "columns", "delete-view"];

/// The forms of [`people`].
pub const PEOPLE: &[&str] = &[
    "invite-user",
    "change-role",
    "renew-invitation",
    "switch-off-user",
    "switch-on-user",
    "end-user-sessions",
    "change-right",
    "change-password",
    "end-session",
    "end-other-sessions",
    "begin-second-factor",
    "require-second-factor",
    "remove-second-factor",
];

/// The forms of [`teams`].
pub const TEAMS: &[&str] = &[
    "set-team",
    "plan-assignments",
    "upload-assignments",
    "apply-plan",
    "add-rule",
    "remove-rule",
    "hand-over",
    "dismiss-hand-over",
];

/// Slightly more than the default half hour after which a person may set the outcome, in seconds.
const LONG_ENOUGH: u64 = 1_801;

/// A form on the page of its subject.
pub struct PlacedForm {
    /// The form as posted.
    pub form: Form,
    /// A page of the same kind for another subject.
    pub elsewhere: String,
    /// The typed value that must be shown again.
    pub typed: Option<&'static str>,
}

impl PlacedForm {
    pub fn new(form: Form, elsewhere: &str) -> Self {
        let secret = form.has("password");
        let form = if secret { form.with(&[("password", SECRET)]) } else { form };
        Self { form, elsewhere: elsewhere.to_owned(), typed: None }
    }

    pub fn typed(self, field: &str, text: &'static str) -> Self {
        Self { form: self.form.with(&[(field, text)]), typed: Some(text), ..self }
    }

    pub fn spec(&self) -> &'static FormSpec {
        let action = self.form.action.split('?').next().unwrap();
        forms::ALL.iter().find(|spec| spec.action == action).unwrap()
    }
}

/// Two account pages, frozen accounts, and unpaid orders.
pub async fn accounts() -> (TestDesk, Vec<PlacedForm>) {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let calm = desk
        .customers()
        .await
        .into_iter()
        .filter(|customer| customer.is_resale() && !customer.display_name().starts_with("Fault Demo"));
    let ids: Vec<_> = calm.take(4).map(|customer| customer.id).collect();
    for id in &ids[2..] {
        let frozen =
            admin.post_form(&paths::customer(id), "/api/freeze_customer", &[("reason", "test")]).await;
        assert_eq!(frozen.status, 303, "{}", frozen.body);
    }
    let page = |index: usize| paths::customer(&ids[index]);
    let budget = admin.form(&paths::budget(&ids[0]), limits::SET).await;
    // As the page has it beside its notice.
    let undo = [
        ("customer", ids[0].as_str()),
        ("amount", "1.00"),
        ("kind", "MONTHLY"),
        ("behaviour", ""),
        ("seen[amount]", "2.00"),
        ("seen[kind]", "MONTHLY"),
        ("password", ""),
    ];
    let undo = Form::forged(&paths::budget(&ids[0]), "/api/undo_budget", &undo);
    let freeze = admin.form(&page(0), "/api/freeze_customer").await;
    let unfreeze = admin.form(&page(2), "/api/unfreeze_customer").await;
    let list = paths::budgets(&BudgetFilter::default());
    let plan = [("act", "percent"), ("value", "typed-4711"), ("kind", ""), ("ids[]", ids[0].as_str())];
    let upload = Form::forged(&paths::bulks(), &paths::bulks(), &[]);
    let customer = desk.customer().await;
    let (one, two) = (desk.unpaid_order(&customer, 101).await, desk.unpaid_order(&customer, 102).await);
    let plan_payments = Form::forged("/orders", "/api/plan_payments", &[("ids[]", one.as_str())]);
    let cancel = admin.form(&paths::order(&one), "/api/cancel_order").await;
    let pay = admin.form(&paths::pay(&one), PAY).await;
    let placed = vec![
        PlacedForm::new(budget, &paths::budget(&ids[1])).typed("amount", "typed-4711"),
        PlacedForm::new(undo, &paths::budget(&ids[1])),
        PlacedForm::new(freeze, &page(1)).typed("reason", "typed-4711"),
        PlacedForm::new(unfreeze, &page(3)).typed("reason", "typed-4711"),
        PlacedForm {
            typed: Some("typed-4711"),
            ..PlacedForm::new(Form::forged(&list, "/api/plan_budgets", &plan), "/budgets?level=over90")
        },
        PlacedForm { typed: Some("typed-4711,"), ..PlacedForm::new(upload, &list) },
        PlacedForm::new(plan_payments, "/orders?status=5"),
        PlacedForm::new(cancel, &paths::order(&two)),
        PlacedForm::new(pay, &paths::pay(&two)),
    ];
    (desk, placed)
}

/// Two dry runs and two jobs that wait for approval.
pub async fn jobs() -> (TestDesk, Vec<PlacedForm>) {
    let (desk, customers) = limited().await;
    let manager = desk.signed_in(Role::Manager).await;
    let mut drafts = Vec::new();
    let mut waiting = Vec::new();
    for (customer, amount) in customers.iter().zip(["3101", "3102"]) {
        set_elsewhere(&desk, customer, "2000").await;
        drafts.push(dry_run(&manager, &[(customer, "2100")]).await);
        let job = dry_run(&manager, &[(customer, amount)]).await;
        limits::confirm(&manager, &job, PASSWORD).await;
        assert_eq!(desk.state(&job).await, BulkState::Waiting);
        waiting.push(job);
    }
    let form_case = |name: &str, jobs: &[model::ids::BulkId]| {
        let spec = forms::find(name).unwrap();
        let secret = spec.fields.iter().any(|field| field.name == "password");
        let mut fields = vec![("id", jobs[0].as_str())];
        fields.extend(secret.then_some(("password", "")));
        PlacedForm::new(Form::forged(&paths::bulk(&jobs[0]), spec.action, &fields), &paths::bulk(&jobs[1]))
    };
    let of =
        |name: &str| if name.contains("approve") || name.contains("decline") { &waiting } else { &drafts };
    let placed = JOBS.iter().map(|name| form_case(name, of(name))).collect();
    (desk, placed)
}

/// Two customers, two previews, a rule, and two hand-overs of the administrator.
pub async fn teams() -> (TestDesk, Vec<PlacedForm>) {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = desk.customers().await;
    let (one, two) = (paths::customer(&customers[0].id), paths::customer(&customers[1].id));
    let team = admin.form(&one, "/api/set_team").await;
    let person = desk.user("manager").await.id;
    let plan = [("person", person.as_str()), ("kind", "owner"), ("ids[]", customers[0].id.as_str())];
    let plan = Form::forged("/customers", "/api/plan_assignments", &plan);
    let here = paths::assignments();
    let upload = Form::forged(&here, &here, &[]);
    let mut plans = Vec::new();
    for customer in &customers[..2] {
        let text = format!("customer,person\n{},administrator\n", customer.id);
        plans.push(admin.upload_on(&here, b"", &text).await.location().unwrap());
    }
    let apply = admin.form(&plans[0], "/api/apply_plan").await;
    let add = admin.form(&here, "/api/add_rule").await;
    admin.post_form(&here, "/api/add_rule", &[("manager", "am-lee"), ("person", person.as_str())]).await;
    let remove = admin.form(&here, "/api/remove_rule").await.with(&[("manager", "am-lee")]);
    let own = desk.user("administrator").await.id;
    let give = paths::make_hand_over(Some(&person));
    let hand_over = admin.form(&give, "/api/hand_over").await.with(&[("all", "yes")]);
    let mut given = Vec::new();
    for customer in &customers[..2] {
        desk.desk.store.assign(&own, std::slice::from_ref(&customer.id)).await.unwrap();
        let form = admin.form(&paths::make_hand_over(Some(&own)), "/api/hand_over").await;
        let form = form.with(&[("to", person.as_str()), ("all", "yes")]);
        given.push(admin.submit(&form).await.location().unwrap());
    }
    let dismiss = admin.form(&given[0], "/api/dismiss_hand_over").await;
    let placed = vec![
        PlacedForm::new(team, &two),
        PlacedForm::new(plan, "/customers?frozen=1"),
        PlacedForm { typed: Some("typed-4711,"), ..PlacedForm::new(upload, "/customers") },
        PlacedForm::new(apply, &plans[1]),
        PlacedForm::new(add, "/customers").typed("manager", "typed-4711"),
        PlacedForm::new(remove, "/customers"),
        PlacedForm::new(hand_over, &paths::make_hand_over(Some(&own))).typed("note", "typed-4711"),
        PlacedForm::new(dismiss, &given[1]),
    ];
    (desk, placed)
}

/// Views and columns of two lists.
pub async fn lists() -> (TestDesk, Vec<PlacedForm>) {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (here, elsewhere) = ("/customers?frozen=1", "/budgets");
    let save = admin.form(here, "/api/save_view").await;
    for path in [here, elsewhere] {
        admin.post_form(path, "/api/save_view", &[("name", "frozen ones")]).await;
    }
    let columns = admin.form(here, "/api/choose_columns").await;
    // The button of a view has its id.
    let ids = admin.get(here).await.attributes("button[name='id']", "value");
    let delete = Form::forged(here, "/api/delete_view", &[("list", "customers"), ("id", &ids[0])]);
    let placed = vec![
        PlacedForm::new(save, elsewhere).typed("name", "typed-4711"),
        PlacedForm::new(columns, elsewhere),
        PlacedForm::new(delete, elsewhere),
    ];
    (desk, placed)
}

/// Users, one of whom is switched off and two of whom are signed in, and an administrator's own settings.
pub async fn people() -> (TestDesk, Vec<PlacedForm>) {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for role in [Role::Manager, Role::Support] {
        desk.signed_in(role).await;
    }
    for name in ["off", "also-off"] {
        let user = desk.add_user(name, Role::Support).await;
        desk.desk.store.set_active(&user.id, false).await.unwrap();
    }
    let mut pages = Vec::new();
    for name in ["support", "manager", "off", "also-off"] {
        pages.push(paths::user(&desk.user(name).await.id));
    }
    let users = paths::users();
    let invite = admin.form(&users, "/api/invite_user").await;
    let mut placed = vec![PlacedForm::new(invite, "/settings").typed("name", "typed-4711")];
    for action in ["change_role", "renew_invitation", "switch_off_user"] {
        let form = admin.form(&pages[0], &format!("/api/{action}")).await;
        placed.push(PlacedForm::new(form, &pages[1]));
    }
    let on = admin.form(&pages[2], "/api/switch_on_user").await;
    placed.push(PlacedForm::new(on, &pages[3]));
    let end = admin.form(&pages[0], "/api/end_user_sessions").await;
    placed.push(PlacedForm::new(end, &pages[1]));
    let right = admin.form(&paths::rights(), "/api/change_right").await;
    placed.push(PlacedForm::new(right, &users));
    let new = [("new_password", SECRET), ("again_password", SECRET)];
    let password = admin.form("/settings", "/api/change_password").await.with(&new);
    placed.push(PlacedForm::new(password, &users));
    let session = Form::forged("/settings", "/api/end_session", &[("session", "typed-4711")]);
    placed.push(PlacedForm::new(session, &users));
    let others = Form::forged("/settings", "/api/end_other_sessions", &[]);
    placed.push(PlacedForm::new(others, &users));
    let begin = admin.form("/settings", "/api/begin_second_factor").await;
    placed.push(PlacedForm::new(begin, &users));
    let require = admin.form(&paths::rights(), "/api/require_second_factor").await;
    placed.push(PlacedForm::new(require, &users));
    let careful = desk.add_user("careful", Role::Support).await.id;
    desk.give_second_factor("careful").await;
    let remove = admin.form(&paths::user(&careful), "/api/remove_second_factor").await;
    placed.push(PlacedForm::new(remove, &pages[1]));
    (desk, placed)
}

/// Two payments with unknown outcome.
pub async fn payments() -> (TestDesk, Vec<PlacedForm>) {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let mut pages = Vec::new();
    for amount in [210, 220] {
        let order = desk.unpaid_order(&desk.customer().await, amount).await;
        let form = payments::form(&admin, &order).await;
        desk.fail_next(payments::OPERATION, "error_without_effect", 0).await;
        pages.push(payments::pay(&admin, &form).await);
    }
    desk.advance_all_clocks(LONG_ENOUGH).await;
    let settle = admin.form(&pages[0], "/api/settle_payment").await.with(&[("paid", "no")]);
    let id = pages[0].rsplit('/').next().unwrap();
    let approve = Form::forged(&pages[0], "/api/approve_payment", &[("id", id), ("password", "")]);
    let decline = Form::forged(&pages[0], "/api/decline_payment", &[("id", id)]);
    let placed = [settle, approve, decline].map(|form| PlacedForm::new(form, &pages[1]));
    (desk, placed.into())
}

/// Two renewals and two changes, and selections to renew and to change.
pub async fn renewals() -> (TestDesk, Vec<PlacedForm>) {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let [one, other] = alike(&desk).await;
    let stands_of_selections = selections(&admin, &one, &other).await;
    let mut changes = Vec::new();
    for selection in [&one, &other] {
        let act = if selection.resources[0].auto_renews() {
            ChangeKind::AutoRenewOff
        } else {
            ChangeKind::AutoRenewOn
        };
        changes.push(change(&admin, &decided(&admin, selection, act).await).await);
        desk.advance_all_clocks(60).await;
    }
    let id = changes[0].rsplit('/').next().unwrap();
    let settle_change = Form::forged(&changes[0], "/api/settle_change", &[("id", id), ("done", "no")]);
    let approve = Form::forged(&changes[0], "/api/approve_change", &[("id", id), ("password", "")]);
    let decline = Form::forged(&changes[0], "/api/decline_change", &[("id", id)]);
    let lost = two_lost(&desk, &admin).await;
    desk.advance_all_clocks(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    let choose = admin.form(&lost[0], "/api/choose_renewal_orders").await;
    let settle_renewal = admin.form(&lost[0], "/api/settle_renewal").await;
    let mut placed = stands_of_selections;
    placed.extend([settle_change, approve, decline].map(|form| PlacedForm::new(form, &changes[1])));
    placed.push(PlacedForm::new(choose, &lost[1]));
    placed.push(PlacedForm::new(settle_renewal, &lost[1]));
    (desk, placed)
}

async fn selections(admin: &Client, one: &Selection, other: &Selection) -> Vec<PlacedForm> {
    let renew = admin.form(&one.page(MONTH), "/api/renew").await;
    let filter = RenewalFilter { customer: Some(one.customer.id.clone()), ..RenewalFilter::default() };
    let list = paths::renewals(&filter);
    let fields = [("ids[]", one.resources[0].id.as_str()), ("on", "no")];
    let auto_renew = Form::forged(&list, "/api/auto_renew", &fields);
    let act = ChangeKind::ToOnDemand;
    let review = paths::change_review(act, &one.ids());
    let fields = [("act", act.code()), ("ids[]", one.resources[0].id.as_str())];
    let plan = Form::forged(&review, "/api/plan_changes", &fields);
    let change = admin.form(&review, CHANGE).await;
    vec![
        PlacedForm::new(renew, &other.page(MONTH)),
        PlacedForm::new(auto_renew, "/renewals"),
        PlacedForm::new(plan, &paths::change_review(act, &other.ids())),
        PlacedForm::new(change, &paths::change_review(act, &other.ids())),
    ]
}
