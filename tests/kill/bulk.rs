//! Several hundred budgets in bulk, with a fault for one in twenty, on a server that is killed more
//! than once. No user acts after that.

use crate::browser::{Client, Table};
use crate::desk::{Desk, Server};
use crate::partner::{AK, Partner, SK};
use model::bulk::RowState;
use model::ids::{BulkId, CustomerId, ResellerId};
use model::lists::BulkFilter;
use partner::PartnerConfig;
use partner::clock::Clock;
use partnerdesk::paths;
use partnerdesk::server::store::Store;
use rust_decimal::Decimal;
use simulator::AGENCY;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Number of simulated customers: a good third can have their budget set.
const CUSTOMERS: u32 = 900;
/// Rows of the job that are sent.
const ROWS: usize = 300;
/// Rows for customers of resellers, whose budgets the partner may not set: refused.
const OF_RESELLERS: usize = 5;
/// Multiple of the documented rate limit that is granted. With the documented one this would take
/// two minutes.
const FASTER: u32 = 12;
/// Percentage of the documented limit that the server uses.
const SHARE: &str = "1080";
/// Percentages of waiting rows at which the server is killed.
const KILLED_AT: [u64; 2] = [70, 30];
/// A killed job waits for the rest of its lease; this is the longest allowed time.
const PATIENCE: Duration = Duration::from_secs(40);

/// The operation that sets a budget.
const SET: &str = "updateSubCustomerBudget";
/// The faults for one in twenty.
const KINDS: [&str; 5] =
    ["reply_lost", "error_without_effect", "error_with_effect", "connection_reset", "service_busy"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "starts and kills real servers: make kill"]
async fn a_job_of_budgets_is_killed_twice_and_ends_by_itself() {
    let begun = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("desk.db").display());
    let partner = Partner::start(folder.path(), CUSTOMERS).await;
    partner.grant(FASTER).await;
    let desk = Desk::new(folder.path(), database).of(&partner).with("PARTNERDESK_RATE_PERCENT", SHARE);
    let server = desk.start().await;
    let client = desk.sign_in(&server).await;
    let (customers, twice) = chosen(&client).await;
    let before = current_budgets(&partner, &customers).await;
    for (index, Chosen { id, .. }) in customers.iter().enumerate().filter(|(index, _)| index % 20 == 7) {
        partner.fail_for(id, SET, KINDS[index / 20 % KINDS.len()]).await;
    }

    let job = handed_in(&client, &customers, &twice).await;
    press(&client, &job, "start_bulk").await;
    let store = desk.store().await;
    let server = killed_and_started(&desk, &store, &job, server).await;
    let client = client.at(&server.base);
    ended(&desk, &store, &job).await;
    let rows = rows(&client, &job).await;
    let counts = counts(&rows);
    println!("{} kills, {} s: {counts:?}", KILLED_AT.len(), begun.elapsed().as_secs());
    accounted_for(&partner, &customers, &rows, &before).await;
    assert_eq!(partner.calls(SET, &twice), [], "named twice, taken from neither row");

    let undo = press(&client, &job, "undo_bulk").await;
    press(&client, &undo, "start_bulk").await;
    ended(&desk, &store, &undo).await;
    store.close().await;
    assert_eq!(current_budgets(&partner, &customers).await, before, "everything is as it was");
    let set = partner.every_call(SET).len();
    let sent = rows.iter().filter(|row| row.sent).count();
    assert!(set <= sent + counts["done"], "{set} calls for {sent} rows and their undoing");
    assert_eq!(partner.throttled().await, 0, "no call was one too many");
    println!("undone, {} s in all", begun.elapsed().as_secs());
}

/// A customer whose budget is set.
struct Chosen {
    id: String,
    reseller: Option<ResellerId>,
}

/// Amount and type of each customer's budget at the partner API.
type BudgetsByCustomer = BTreeMap<String, (Decimal, String)>;

/// The current budgets, read without the desk.
async fn current_budgets(partner: &Partner, customers: &[Chosen]) -> BudgetsByCustomer {
    let usual = PartnerConfig::new(&partner.url, &partner.url, AK, SK.into(), AGENCY);
    let client = partner::Partner::new(PartnerConfig { rate_percent: 500, ..usual }, Clock::system());
    let (client, mut current_budgets) = (client.unwrap(), BudgetsByCustomer::new());
    for group in customers.chunk_by(|one, next| one.reseller == next.reseller) {
        let ids: Vec<_> = group.iter().map(|one| CustomerId::parse(&*one.id).unwrap()).collect();
        for ids in ids.chunks(100) {
            for budget in client.budgets(ids, group[0].reseller.as_ref()).await.unwrap() {
                let stands = (budget.amount.unwrap(), budget.kind.unwrap().code().to_owned());
                current_budgets.insert(budget.customer.to_string(), stands);
            }
        }
    }
    current_budgets
}

/// Customers with a budget and without faults, the last of them of resellers; and one more.
async fn chosen(client: &Client) -> (Vec<Chosen>, String) {
    let begun = Instant::now();
    loop {
        let list = Table::of(&client.get(&paths::export("/customers")).await);
        let columns = ["customer_id", "name", "association", "frozen", "reseller_id", "budget_amount"];
        let [ids, names, associations, frozen, resellers, amounts] = columns.map(|name| list.column(name));
        let calm = |row: &usize| {
            associations[*row] == "resale"
                && frozen[*row] != "account"
                && frozen[*row] != "account-and-resources"
                && !names[*row].starts_with("Fault Demo")
                && !amounts[*row].is_empty()
        };
        let (own, others): (Vec<usize>, Vec<usize>) =
            (0..ids.len()).filter(calm).partition(|row| resellers[*row].is_empty());
        if own.len() > ROWS && others.len() >= OF_RESELLERS {
            let taken = own[..ROWS - OF_RESELLERS].iter().chain(&others[..OF_RESELLERS]);
            let chosen = |row: &usize| Chosen {
                id: ids[*row].to_owned(),
                reseller: ResellerId::parse(resellers[*row]).ok(),
            };
            return (taken.map(chosen).collect(), ids[own[ROWS]].to_owned());
        }
        assert!(begun.elapsed() < PATIENCE, "{} and {} customers", own.len(), others.len());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The job of a path.
fn job_at(path: &str) -> BulkId {
    BulkId::parse(path.strip_prefix("/jobs/").unwrap_or_else(|| panic!("leads to {path}"))).unwrap()
}

/// Uploads a file with a row for each customer and two for one more.
async fn handed_in(client: &Client, customers: &[Chosen], twice: &str) -> BulkId {
    let line =
        |(one, index): (&Chosen, usize)| format!("{},{}.{:02}", one.id, 20_000 + index * 7, index % 100);
    let mut lines: Vec<String> = customers.iter().zip(0..).map(line).collect();
    lines.extend([format!("{twice},1000"), format!("{twice},2000")]);
    let page = client.upload(format!("customer,amount\n{}\n", lines.join("\n")).as_bytes(), "").await;
    let job = job_at(&page.location().unwrap_or_else(|| panic!("{} {}", page.status, page.words())));
    client
        .get(&paths::bulk(&job))
        .await
        .says(&format!("Preview: {ROWS} of {} budgets will change", lines.len()));
    job
}

/// Presses a button of a job's page; returns the job it redirects to.
async fn press(client: &Client, job: &BulkId, action: &str) -> BulkId {
    let form = client.form(&paths::bulk(job), &format!("/api/{action}")).await;
    let posted = client.submit(&form).await;
    job_at(&posted.location().unwrap_or_else(|| panic!("{} {}", posted.status, posted.words())))
}

/// Number of rows of a job in these states.
async fn tally(store: &Store, job: &BulkId, states: &[RowState]) -> u64 {
    let tally = store.bulk_tally(job).await.unwrap();
    tally.iter().filter(|(state, _)| states.contains(state)).map(|(_, count)| count).sum()
}

/// At each percentage, while calls are in progress, kills the server and starts another one.
async fn killed_and_started(desk: &Desk, store: &Store, job: &BulkId, mut server: Server) -> Server {
    for percent in KILLED_AT {
        let begun = Instant::now();
        let left = loop {
            let left = tally(store, job, &[RowState::Waiting]).await;
            if left * 100 <= ROWS as u64 * percent && tally(store, job, &[RowState::Sent]).await > 0 {
                break left;
            }
            assert!(left > 0 && begun.elapsed() < PATIENCE, "{left} rows wait, nothing to kill");
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        server.kill().await;
        let out = tally(store, job, &[RowState::Sent]).await;
        println!("killed with {left} rows to go and {out} under way");
        assert!(tally(store, job, &[RowState::Waiting]).await > 0, "in the middle");
        server = desk.start().await;
    }
    server
}

/// Waits until nothing more is sent, skips the waiting time of rows with unknown outcome, and waits
/// until the job has ended.
/// until the job has ended.
async fn ended(desk: &Desk, store: &Store, job: &BulkId) {
    let open = async |states: &[RowState]| {
        let begun = Instant::now();
        while tally(store, job, states).await > 0 {
            assert!(begun.elapsed() < PATIENCE, "{:?}", store.bulk_tally(job).await.unwrap());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    open(&[RowState::Waiting, RowState::Sent]).await;
    // A real server has the real clock: instead of waiting, the send times are moved back a minute.
    desk.at_the_prompt(
        "UPDATE bulk_rows SET sent_at = sent_at - 60, checked_at = checked_at - 60 WHERE state = 'unknown'",
    )
    .await;
    open(&[RowState::Unknown]).await;
}

/// A row of the exported results.
struct Row {
    customer: String,
    state: String,
    after: Option<Decimal>,
    sent: bool,
}

/// The exported results, without skipped rows.
async fn rows(client: &Client, job: &BulkId) -> Vec<Row> {
    let list = Table::of(&client.get(&paths::export(&paths::bulk_export(job, &BulkFilter::default()))).await);
    assert_eq!(list.rows.len(), ROWS + 2, "every row is there");
    let columns = ["customer_id", "state", "amount_after", "sent_at"];
    let [ids, states, afters, sent] = columns.map(|name| list.column(name));
    let row = |row: usize| Row {
        customer: ids[row].to_owned(),
        state: states[row].to_owned(),
        after: afters[row].parse().ok(),
        sent: !sent[row].is_empty(),
    };
    let all = (0..ids.len()).map(row);
    all.filter(|row| row.state != RowState::Skipped.code()).collect()
}

fn counts(rows: &[Row]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.state.as_str()).or_default() += 1;
    }
    counts
}

/// The rows agree with the partner API, which got at most one call for each.
async fn accounted_for(partner: &Partner, customers: &[Chosen], rows: &[Row], before: &BudgetsByCustomer) {
    let after = current_budgets(partner, customers).await;
    let every = partner.every_call(SET);
    assert_eq!(rows.len(), ROWS);
    for Row { customer, state, after: wanted, sent } in rows {
        let calls: Vec<_> = every.iter().filter(|call| call.request.contains(customer.as_str())).collect();
        assert!(calls.len() <= 1, "sent again: {customer} {state} {calls:#?}");
        match state.as_str() {
            "done" => {
                assert_eq!((calls.len(), *sent), (1, true), "{customer}");
                assert_eq!(Some(after[customer].0), *wanted, "{customer}");
            }
            "refused" | "not-done" => assert_eq!(after[customer], before[customer], "{customer} {state}"),
            other => panic!("not accounted for: {customer} is {other}"),
        }
    }
    let done = counts(rows)["done"];
    assert!(ROWS - done >= OF_RESELLERS + ROWS / 20 / KINDS.len(), "some went wrong: {done} done");
}
