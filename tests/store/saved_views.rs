//! Views and columns that users keep of the lists.

use crate::builders::{later, now, user, user_id};
use crate::support::both;
use model::ids::ViewId;
use model::saved_views::SavedView;

fn view(id: &str, name: &str, query: &str, shared: bool) -> SavedView {
    SavedView {
        id: ViewId::parse(id).unwrap(),
        list: "orders".into(),
        name: name.into(),
        query: query.into(),
        shared,
        owner: String::new(),
        own: true,
    }
}

#[tokio::test]
async fn views_are_of_their_owner_and_shared_ones_of_all() {
    both(async |desk| {
        let store = &desk.store;
        let (mia, bo) = (user_id("u1"), user_id("u2"));
        store.add_user(&user("u1", "mia"), "hash").await.unwrap();
        store.add_user(&user("u2", "bo"), "hash").await.unwrap();
        assert!(store.save_view(&mia, &view("v1", "to pay", "status=6", false), now()).await.unwrap());
        assert!(store.save_view(&mia, &view("v2", "all", "", true), now()).await.unwrap());
        // The same name again: replaced, under the same id.
        assert!(
            store
                .save_view(&mia, &view("v3", "to pay", "status=6&sort=deadline", false), later(1))
                .await
                .unwrap()
        );
        let names = |views: Vec<SavedView>| {
            let told = |view: SavedView| (view.id.to_string(), view.name, view.owner, view.own);
            views.into_iter().map(told).collect::<Vec<_>>()
        };
        let own = |id: &str, name: &str| (id.to_owned(), name.to_owned(), "mia".to_owned(), true);
        assert_eq!(
            names(store.views_of(&mia, "orders").await.unwrap()),
            [own("v2", "all"), own("v1", "to pay")]
        );
        let shared = ("v2".to_owned(), "all".to_owned(), "mia".to_owned(), false);
        assert_eq!(names(store.views_of(&bo, "orders").await.unwrap()), [shared]);
        assert!(store.views_of(&mia, "customers").await.unwrap().is_empty());
        let id = |id: &str| ViewId::parse(id).unwrap();
        let query = store.view(&mia, &id("v1")).await.unwrap().unwrap().query;
        assert_eq!(query, "status=6&sort=deadline");
        assert_eq!(store.view(&bo, &id("v1")).await.unwrap(), None, "not shared");
        assert!(!store.delete_view(&bo, &id("v2")).await.unwrap(), "not one's own");
        assert!(store.delete_view(&mia, &id("v2")).await.unwrap());
        assert!(store.views_of(&bo, "orders").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn columns_are_hidden_for_one_user_and_one_list() {
    both(async |desk| {
        let store = &desk.store;
        let mia = user_id("u1");
        store.add_user(&user("u1", "mia"), "hash").await.unwrap();
        assert!(store.hidden_columns(&mia, "orders").await.unwrap().is_empty());
        for names in [vec!["type".to_owned(), "created".to_owned()], vec!["type".to_owned()], Vec::new()] {
            store.hide_columns(&mia, "orders", &names).await.unwrap();
            assert_eq!(store.hidden_columns(&mia, "orders").await.unwrap(), names);
        }
        assert!(store.hidden_columns(&mia, "customers").await.unwrap().is_empty());
    })
    .await;
}
