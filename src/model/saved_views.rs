//! What a user keeps of the lists: addresses under a name, and columns that are not shown.

use crate::ids::ViewId;
use crate::lists::List;
use crate::page::{Paging, Pairs, Unreadable};
use crate::users::Permission;
use serde::{Deserialize, Serialize};

/// Most characters of the name of a view.
pub const LONGEST_NAME: usize = 60;
/// Most views that one user keeps, over all lists.
pub const MOST_VIEWS: u64 = 100;

/// The address of a list under a name. It holds filters and order, never rows: each person who opens it sees what is
/// in their own scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its id.
    pub id: ViewId,
    /// Name of the list.
    pub list: String,
    /// Its name, in a person's words.
    pub name: String,
    /// The query of its address, without its `?`.
    pub query: String,
    /// Whether every user of this desk may open it.
    pub shared: bool,
    /// Login name of the user who saved it.
    pub owner: String,
    /// Whether that is the user who asks.
    pub own: bool,
}

/// What a user keeps of one list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSettings {
    /// Keys of columns that are not shown.
    pub hidden: Vec<String>,
    /// Own views, then shared ones of others, each by name.
    pub views: Vec<SavedView>,
}

/// Where a saved address leads today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The address, or what is left of it.
    pub address: String,
    /// What the list does not know any more; empty when the address is whole.
    pub wrong: Vec<Unreadable>,
    /// What a role must include to see the list.
    pub needs: Permission,
}

/// Reads a saved query as the list of that name reads it today, without its page number; `None` when there
/// is no such list.
pub fn opened(list: &str, query: &str) -> Option<Opened> {
    macro_rules! by_name {
        ($($known:path),+ $(,)?) => {
            $(if list == <$known as List>::NAME { return Some(opened_as::<$known>(query)); })+
        };
    }
    crate::every_list!(by_name);
    (list == crate::lists::StatusFilter::NAME).then(|| opened_as::<crate::lists::StatusFilter>(query))
}

fn opened_as<L: List>(query: &str) -> Opened {
    let (filter, wrong) = match L::read_strictly(&Pairs::parse(query)) {
        Ok(filter) => (filter, Vec::new()),
        Err(misread) => (misread.rest, misread.wrong),
    };
    let paging = Paging { page: 1, ..filter.paging().clone() };
    Opened { address: filter.paged(paging).address(), wrong, needs: L::ACTION }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_address_is_read_strictly_and_says_what_is_gone() {
        let whole = opened("orders", "status=6&sort=deadline&page=4").unwrap();
        assert_eq!((whole.address.as_str(), whole.wrong.len()), ("/orders?status=6&sort=deadline", 0));
        let gone = opened("orders", "status=6&colour=red&type=x").unwrap();
        assert_eq!(gone.address, "/orders?status=6");
        let names: Vec<_> = gone.wrong.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["type", "colour"]);
        assert_eq!(opened("orders", "").unwrap().address, "/orders");
        assert_eq!(opened("no-such-list", ""), None);
    }
}
