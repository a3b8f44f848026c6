//! Notes and follow-ups: who may be chosen is decided with the change, and what concerns whom.

use crate::builders::{customer, customer_id, entry, later, note_id, now, order, user, user_id};
use crate::filters::asked;
use crate::support::{ALL, Desk, all, bare, both};
use crate::world::World;
use jiff::tz::TimeZone;
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::hand_overs::OpenItems;
use model::ids::{CustomerId, HandOverId, NoteId, OrderId, UserId};
use model::lists::{Day, FollowUpFilter, ForWhom};
use model::notes::{DueWhen, FollowUpState, NoteSubject};
use model::users::{Role, User};
use partnerdesk::server::store::{
    Fetch, FollowUpChange, FollowUpChanged, ListContext, NewNote, NoteWritten, Own, Scope, Store,
};

/// The last migration before notes.
const BEFORE: i64 = 37;

fn done(id: &str) -> AuditEntry {
    AuditEntry { outcome: AuditOutcome::Done, ..entry(id, AuditAction::WriteNote, None) }
}

fn in_days(count: i64) -> Day {
    Day::of(now(), &TimeZone::UTC).plus(count)
}

/// A note to be written, with what most of them share.
struct Draft {
    id: NoteId,
    subject: NoteSubject,
    customer: CustomerId,
    author: UserId,
    mention: Option<UserId>,
    follow_up: Option<(UserId, Day)>,
    text: String,
}

impl Draft {
    fn on(id: &str, customer: &str, author: &str) -> Self {
        let customer = customer_id(customer);
        Self {
            id: note_id(id),
            subject: NoteSubject::from(&customer),
            customer,
            author: user_id(author),
            mention: None,
            follow_up: None,
            text: format!("text of {id}"),
        }
    }

    fn asking(self, person: &str, days: i64) -> Self {
        Self { follow_up: Some((user_id(person), in_days(days))), ..self }
    }

    async fn write(&self, store: &Store) -> NoteWritten {
        let note = NewNote {
            id: &self.id,
            subject: &self.subject,
            customer: &self.customer,
            text: &self.text,
            author: (&self.author, self.author.as_str()),
            mention: self.mention.as_ref(),
            follow_up: self.follow_up.as_ref().map(|(person, due)| (person, *due)),
            at: now(),
        };
        store.write_note(&note, &done(&format!("e-{}", self.id))).await.unwrap()
    }
}

/// Follow-ups for the lists that try every filter: on customers of owners, due on many days, some of them done.
pub async fn follow_ups(store: &Store, world: &World, owners: [&str; 3]) {
    for (index, customer) in world.customers.iter().enumerate().take(40).filter(|(index, _)| index % 3 > 0) {
        let owner = owners[index % 3];
        let draft = Draft::on(&format!("n{index:03}"), customer.id.as_str(), owner);
        let draft = draft.asking(owner, [-200, -1, 0, 3, 10][index % 5]);
        assert_eq!(draft.write(store).await, NoteWritten::Done);
        if index % 4 == 0 {
            let (which, by) = ((&draft.id, &draft.customer), (&draft.author, owner));
            let entry = done(&format!("d-{index}"));
            let end = store.change_follow_up(which, FollowUpChange::Done, by, &entry, now()).await;
            assert_eq!(end.unwrap(), FollowUpChanged::Done);
        }
    }
}

/// Customers c1 and c2; ann looks after c1, bob after none, sue sees all.
async fn filled(desk: &Desk) -> Store {
    let store = desk.store.clone();
    store.upsert_customers(&[customer("c1", "One"), customer("c2", "Two")], now()).await.unwrap();
    for id in ["ann", "bob"] {
        store.add_user(&user(id, id), "hash").await.unwrap();
    }
    let sue = User { role: Role::Support, ..user("sue", "sue") };
    store.add_user(&sue, "hash").await.unwrap();
    store.assign(&user_id("ann"), &[customer_id("c1")]).await.unwrap();
    store
}

#[tokio::test]
async fn only_who_sees_the_customer_writes_is_mentioned_and_is_asked() {
    both(async |desk| {
        let store = filled(&desk).await;
        let on = |id: &str, customer: &str, author: &str| Draft::on(id, customer, author);
        assert_eq!(on("n1", "c2", "ann").write(&store).await, NoteWritten::Refused);
        assert_eq!(on("n1", "c1", "nobody").write(&store).await, NoteWritten::Refused);
        for person in ["bob", "nobody"] {
            let mention = Draft { mention: Some(user_id(person)), ..on("n1", "c1", "ann") };
            assert_eq!(mention.write(&store).await, NoteWritten::MentionRefused);
            assert_eq!(
                on("n1", "c1", "ann").asking(person, 1).write(&store).await,
                NoteWritten::PersonRefused
            );
        }
        store.set_active(&user_id("sue"), false).await.unwrap();
        assert_eq!(on("n1", "c1", "ann").asking("sue", 1).write(&store).await, NoteWritten::PersonRefused);
        store.set_active(&user_id("sue"), true).await.unwrap();
        let subject = NoteSubject::from(&customer_id("c1"));
        assert_eq!(store.notes_about(&ALL, &subject, 9).await.unwrap().1, 0, "nothing of it is left");

        let whole = Draft { mention: Some(user_id("sue")), ..on("n1", "c1", "ann").asking("ann", 1) };
        assert_eq!(whole.write(&store).await, NoteWritten::Done);
        assert_eq!(whole.write(&store).await, NoteWritten::Again);
        assert_eq!(on("n1", "c1", "sue").write(&store).await, NoteWritten::Refused, "another's id");
        let names: Vec<String> =
            store.people_who_see(&customer_id("c1")).await.unwrap().into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["ann", "sue"]);
        let (rows, total) = store.notes_about(&ALL, &subject, 9).await.unwrap();
        assert_eq!((rows.len(), total), (1, 1));
        let note = &rows[0].note;
        assert_eq!(note.mention.as_ref().map(|mention| mention.name.as_str()), Some("sue"));
        let asked = note.follow_up.as_ref().unwrap();
        assert_eq!((asked.person.name.as_str(), asked.due, asked.sees), ("ann", in_days(1), true));
        for scope in [Scope::Assigned(user_id("bob")), Scope::Listed(vec![customer_id("c2")])] {
            assert_eq!(store.notes_about(&scope, &subject, 9).await.unwrap(), (vec![], 0));
            assert_eq!(store.note(&scope, &note_id("n1")).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_that_arrives_many_times_at_once_makes_one_note() {
    both(async |desk| {
        let store = filled(&desk).await;
        let tries = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { Draft::on("n1", "c1", "ann").write(&store).await })
        });
        let ends = all(tries).await;
        assert_eq!(ends.iter().filter(|end| **end == NoteWritten::Done).count(), 1, "{ends:?}");
        assert!(ends.iter().all(|end| matches!(end, NoteWritten::Done | NoteWritten::Again)), "{ends:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_gets_a_follow_up_while_the_customer_is_taken_away() {
    both(async |desk| {
        let store = filled(&desk).await;
        // Each round the customer is taken from ann while sue asks ann: whichever is first counts.
        for round in 0..12 {
            store.assign(&user_id("ann"), &[customer_id("c1")]).await.unwrap();
            let (one, two) = (store.clone(), store.clone());
            let asks = tokio::spawn(async move {
                Draft::on(&format!("n{round}"), "c1", "sue").asking("ann", 1).write(&one).await
            });
            let takes =
                tokio::spawn(
                    async move { two.unassign(&user_id("ann"), &[customer_id("c1")]).await.unwrap() },
                );
            let (written, taken) = (asks.await.unwrap(), takes.await.unwrap());
            assert_eq!(taken, 1);
            assert!(matches!(written, NoteWritten::Done | NoteWritten::PersonRefused), "{written:?}");
        }
        let stored = store.notes_about(&ALL, &NoteSubject::from(&customer_id("c1")), 99).await.unwrap().1;
        assert_eq!(store.follow_ups_of_nobody(&ALL).await.unwrap(), stored, "all of them are for nobody now");
    })
    .await;
}

#[tokio::test]
async fn of_many_who_finish_a_follow_up_one_does() {
    both(async |desk| {
        let store = filled(&desk).await;
        let draft = Draft::on("n1", "c1", "ann").asking("sue", 0);
        draft.write(&store).await;
        let tries = (0..6).map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let (id, customer, user) = (note_id("n1"), customer_id("c1"), user_id("sue"));
                let entry = done(&format!("d{number}"));
                let change = FollowUpChange::Done;
                store.change_follow_up((&id, &customer), change, (&user, "sue"), &entry, now()).await.unwrap()
            })
        });
        let ends = all(tries).await;
        assert_eq!(ends.iter().filter(|end| **end == FollowUpChanged::Done).count(), 1, "{ends:?}");
        let which = (&draft.id, &draft.customer);
        let bob = user_id("bob");
        let refused = store
            .change_follow_up(which, FollowUpChange::Reopened, (&bob, "bob"), &done("r1"), now())
            .await
            .unwrap();
        assert_eq!(refused, FollowUpChanged::Refused, "bob does not see the customer");
        let end = store.note(&ALL, &draft.id).await.unwrap().unwrap().note.follow_up.unwrap().done.unwrap();
        assert_eq!((end.by.id, end.at), (user_id("sue"), now()));
    })
    .await;
}

#[tokio::test]
async fn what_is_withdrawn_is_searched_and_asked_for_no_more() {
    both(async |desk| {
        let store = filled(&desk).await;
        let text = "Straße 50% \"quoted\" 北京".to_owned();
        let draft = Draft { text, ..Draft::on("n1", "c1", "ann").asking("ann", -3) };
        draft.write(&store).await;
        Draft::on("n2", "c1", "ann").write(&store).await;
        let found = async |typed: &str| {
            let found = store.find_notes(&ListContext::of(&ALL), typed).await.unwrap();
            assert_eq!(found.total, found.hits.len() as u64);
            found.hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
        };
        for typed in ["STRASSE", "50%", "\"quoted\" strasse", "北京", "京"] {
            assert_eq!(found(typed).await, ["n1"], "{typed}");
        }
        assert_eq!(found("text of").await, ["n2"]);
        assert_eq!(found("_").await, Vec::<String>::new());
        let (ann, sue) = (user_id("ann"), user_id("sue"));
        let withdraw = async |author: &UserId, entry: &str| {
            let by = (author, &draft.customer);
            store.withdraw_note(&draft.id, by, &done(entry), later(5)).await.unwrap()
        };
        assert!(!withdraw(&sue, "w1").await, "not hers");
        assert!(withdraw(&ann, "w2").await && !withdraw(&ann, "w3").await, "once");
        assert_eq!(found("strasse").await, Vec::<String>::new());
        let open = FollowUpFilter { state: Some(FollowUpState::Open), ..FollowUpFilter::default() };
        assert_eq!(store.count(&asked(&ALL), &open).await.unwrap(), 0);
        let note = store.note(&ALL, &draft.id).await.unwrap().unwrap().note;
        assert_eq!((note.text.as_str(), note.withdrawn_at, note.is_open()), ("", Some(later(5)), false));
        let change = FollowUpChange::Done;
        let which = (&draft.id, &draft.customer);
        let late = store.change_follow_up(which, change, (&ann, "ann"), &done("d1"), now()).await.unwrap();
        assert_eq!(late, FollowUpChanged::Stale);
    })
    .await;
}

#[tokio::test]
async fn what_is_due_depends_on_the_day_of_the_person() {
    both(async |desk| {
        let store = filled(&desk).await;
        for (id, days) in [("a", -1), ("b", 0), ("c", 6), ("d", 7)] {
            Draft::on(id, "c1", "ann").asking("ann", days).write(&store).await;
        }
        let ann = user_id("ann");
        let ids = async |zone: &str, due: DueWhen| {
            let zone = TimeZone::get(zone).unwrap();
            let own = Some(Own { id: &ann, name: "ann" });
            let context = ListContext { own, now: now(), zone: &zone, ..ListContext::of(&ALL) };
            let filter =
                FollowUpFilter { person: Some(ForWhom::Me), due: Some(due), ..FollowUpFilter::default() };
            let rows = store.fetch(&context, &filter, Fetch::Few).await.unwrap().rows;
            rows.into_iter().map(|row| row.note.id.to_string()).collect::<String>()
        };
        for (due, expected) in
            [(DueWhen::Overdue, "a"), (DueWhen::Today, "b"), (DueWhen::Week, "bc"), (DueWhen::Later, "d")]
        {
            assert_eq!(ids("UTC", due).await, expected, "{due:?}");
        }
        // 08:00 UTC is the day before in Pago Pago at 21:00.
        assert_eq!(ids("Pacific/Pago_Pago", DueWhen::Today).await, "a");
        assert_eq!(ids("Pacific/Pago_Pago", DueWhen::Overdue).await, "");
    })
    .await;
}

#[tokio::test]
async fn a_filled_database_gets_notes_and_its_hand_overs_read_as_before() {
    bare(async |desk| {
        desk.migrate_to(BEFORE).await;
        let store = &desk.store;
        for id in ["ann", "bob"] {
            let sql = format!(
                "INSERT INTO users (id, name, name_key, role, active, password_hash, created_at)
                 VALUES ('{id}', '{id}', '{id}', 'manager', 1, 'hash', 1)"
            );
            desk.at_the_prompt(sqlx::AssertSqlSafe(sql)).await.unwrap();
        }
        let rows = "INSERT INTO assignments (user_id, customer_id, kind, rule) VALUES ('ann', 'c1', 'owner', '')";
        desk.at_the_prompt(rows).await.unwrap();
        let record = r#"INSERT INTO hand_overs (id, from_user, to_user, created_by, created_at, dismissed_from,
            dismissed_to, body) VALUES ('h1', 'ann', 'bob', 'root', 1795420800, 0, 0,
            '{"id":"h1","from":{"id":"ann","name":"ann"},"to":{"id":"bob","name":"bob"},"customers":[],"rules":[],
            "open":{"orders":{"total":0,"rows":[]},"budgets":{"total":0,"rows":[]},
            "expiries":{"total":0,"rows":[]},"intents":{"total":0,"rows":[]},"jobs":{"total":2,"rows":[]}},
            "note":"","created_by":"root","created_at":"2026-11-23T08:00:00Z"}')"#;
        desk.at_the_prompt(record).await.unwrap();
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        store.migrate().await.unwrap();
        let read = store.hand_over_record(&HandOverId::parse("h1").unwrap(), None).await.unwrap().unwrap();
        assert_eq!((read.open.follow_ups.total, read.open.jobs.total), (0, 2));
        assert_eq!(OpenItems { jobs: read.open.jobs.clone(), ..OpenItems::default() }, read.open);
        store.upsert_orders(&[order("CS1", "c1")], now()).await.unwrap();
        let on = NoteSubject::from(&OrderId::parse("CS1").unwrap());
        let draft = Draft { subject: on.clone(), ..Draft::on("n1", "c1", "ann").asking("ann", 1) };
        assert_eq!(draft.write(store).await, NoteWritten::Done);
        let (rows, _) = store.notes_about(&Scope::Assigned(user_id("ann")), &on, 9).await.unwrap();
        assert!(rows[0].subject_known, "orders are compared without regard to case");
        assert_eq!(store.find_notes(&ListContext::of(&ALL), "text of").await.unwrap().total, 1);
    })
    .await;
}
