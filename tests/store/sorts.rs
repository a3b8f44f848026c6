//! Every sort of every list puts the rows in the order of what the list shows in that column, and the rows
//! that show nothing there last, whatever the direction.

use crate::builders::{now, reseller_id};
use crate::filters::{asked, populate};
use crate::oracle::{Shown, deadline_shown, expected_at, instant, number, text};
use crate::support::{ALL, both};
use model::customers::Reseller;
use model::every_list;
use model::lists::{
    ActivityFilter, BudgetFilter, BudgetRow, BulkFilter, CustomerFilter, CustomerRow, FollowUpFilter, List,
    OrderFilter, OrderRow, RenewalFilter, ResellerFilter, ResellerRow, ResourceRow,
};
use model::notes::NoteRow;
use model::page::Direction;
use partnerdesk::server::store::{Fetch, Store, Stored};

/// What a list shows in the column of each of its sorts.
trait Sorted: Stored {
    fn shown(row: &Self::Row, sort: &str) -> Shown;
}

fn missing(list: &str, sort: &str) -> Shown {
    panic!("{list} has a new sort: say here what it shows for {sort}")
}

impl Sorted for CustomerFilter {
    fn shown(row: &CustomerRow, sort: &str) -> Shown {
        let budget = row.budget.as_ref();
        match sort {
            "name" => text(row.customer.display_name()),
            "associated" => instant(row.customer.associated_at),
            "used" => number(budget.and_then(|budget| budget.used_percent())),
            "left" => number(budget.and_then(|budget| budget.remaining()).map(|left| left.amount)),
            "waiting" => number(Some(row.waiting_orders).filter(|count| *count > 0).map(Into::into)),
            "expires" => instant(row.next_expiry),
            sort => missing(Self::NAME, sort),
        }
    }
}

impl Sorted for BudgetFilter {
    fn shown(row: &BudgetRow, sort: &str) -> Shown {
        let budget = &row.budget;
        match sort {
            "used-percent" => number(budget.used_percent()),
            "name" => text(row.customer.display_name()),
            "amount" => number(budget.amount.filter(|_| budget.is_set())),
            "used" => number(budget.used.filter(|_| budget.is_set())),
            "left" => number(budget.remaining().map(|left| left.amount)),
            "runs-out" => instant(row.outlook.map(expected_at)),
            sort => missing(Self::NAME, sort),
        }
    }
}

impl Sorted for OrderFilter {
    fn shown(row: &OrderRow, sort: &str) -> Shown {
        let order = &row.order;
        match sort {
            "created" => instant(order.created_at),
            "amount" => number(order.amount.as_ref().map(|money| money.amount)),
            "deadline" => instant(deadline_shown(order)),
            "pay" => number(row.pay.as_ref().map(|pay| pay.state.rank().into())),
            "customer" => text(&row.customer_name),
            sort => missing(Self::NAME, sort),
        }
    }
}

impl Sorted for RenewalFilter {
    fn shown(row: &ResourceRow, sort: &str) -> Shown {
        let resource = &row.resource;
        match sort {
            "expires" => instant(resource.expires_at),
            "deletion" => instant(resource.deletion_key(now())),
            "customer" => text(&row.customer_name),
            "service" => resource.service_name.as_ref().or(resource.service_code.as_ref()).and_then(text),
            "name" => text(resource.display_name()),
            sort => missing(Self::NAME, sort),
        }
    }
}

impl Sorted for FollowUpFilter {
    fn shown(row: &NoteRow, sort: &str) -> Shown {
        let asked = row.note.follow_up.as_ref().unwrap();
        match sort {
            // Open ones first.
            "due" => text(format!("{} {}", u8::from(asked.done.is_some()), asked.due)),
            "written" => instant(Some(row.note.written_at)),
            sort => missing(Self::NAME, sort),
        }
    }
}

impl Sorted for ResellerFilter {
    fn shown(row: &ResellerRow, sort: &str) -> Shown {
        match sort {
            "name" => text(row.display_name()),
            "customers" => number(Some(row.customers.into())),
            "associated" => instant(row.associated_at),
            sort => missing(Self::NAME, sort),
        }
    }
}

impl Sorted for ActivityFilter {
    fn shown(_: &Self::Row, sort: &str) -> Shown {
        missing(Self::NAME, sort)
    }
}

impl Sorted for BulkFilter {
    fn shown(_: &Self::Row, sort: &str) -> Shown {
        missing(Self::NAME, sort)
    }
}

/// What each row of a list shows in the column that the list is sorted by.
async fn shown<L: Sorted>(store: &Store, sort: &str, direction: Direction) -> Vec<Shown> {
    let mut filter = L::default();
    filter.paging_mut().sort = Some(sort.to_owned());
    filter.paging_mut().direction = direction;
    let (mut shown, mut cursor) = (Vec::new(), None);
    loop {
        let batch = store.fetch(&asked(&ALL), &filter, Fetch::Many(cursor.as_ref())).await.unwrap();
        shown.extend(batch.rows.iter().map(|row| L::shown(row, sort)));
        cursor = batch.next;
        if cursor.is_none() {
            return shown;
        }
    }
}

async fn in_order<L: Sorted>(store: &Store) {
    for sort in L::SORTS {
        for direction in [Direction::Ascending, Direction::Descending] {
            let all = shown::<L>(store, sort.name, direction).await;
            let question = format!("{} by {} {direction:?}", L::NAME, sort.name);
            assert!(all.len() > 1, "{question}: nothing to sort");
            assert!(all.is_sorted_by_key(Option::is_none), "{question}: blanks come last, {all:?}");
            let mut values: Vec<_> = all.into_iter().flatten().collect();
            assert!(!values.is_empty(), "{question}: nothing is shown");
            if direction == Direction::Descending {
                values.reverse();
            }
            assert!(values.is_sorted(), "{question}: {values:?}");
        }
    }
}

/// One reseller that has told since when it is there, and one that has not.
async fn associated_resellers(store: &Store) {
    let of = |id: &str, associated_at| Reseller {
        id: reseller_id(id),
        account_name: None,
        name: Some(format!("Reseller {id}")),
        associated_at,
    };
    store.upsert_resellers(&[of("r1", Some(now())), of("r2", None)], now()).await.unwrap();
}

macro_rules! every_sort {
    ($($list:path),+ $(,)?) => {
        #[tokio::test]
        async fn every_sort_of_every_list_is_by_what_is_shown_with_blanks_last() {
            both(async |desk| {
                populate(&desk).await;
                associated_resellers(&desk.store).await;
                $(in_order::<$list>(&desk.store).await;)+
            })
            .await;
        }
    };
}
every_list!(every_sort);
