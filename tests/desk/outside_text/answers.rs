//! Hostile text in every field of every answer that any text fits, as the sheets describe the answers:
//! a field that a later version of a sheet adds is among them.

use super::{MARKUP, holds_no_markup};
use crate::harness::{Page, Rewrite, TestDesk};
use crate::matrix::pages::{address, routes};
use crate::matrix::world::World;
use crate::schemas::sheet;
use calamine::{Reader, Xlsx};
use model::readable::is_control;
use partnerdesk::server::http::file_routes;
use partnerdesk::server::service::mirror::Part;
use reqwest::Method;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Cursor;
use std::sync::{Arc, Mutex};

/// Turns the rest round, ends a text early, and opens what it does not close.
const CONTROLS: &str = "\u{202e}04.213\0\u{2066}\u{1b}[31m";

/// The same as it is shown.
const PLANTED: &str = "⟨RLO⟩04.213␀⟨LRI⟩␛";

/// Beginnings and ends of names of fields that have a form of their own although the sheets give none:
/// ids, instants and days, amounts and other numbers. Hostile values in them are refused by type. Of
/// another `association_type` than the documented ones nobody has a budget, and no page would show any.
const OWN_FORM: [&str; 17] = [
    "association_type",
    "id",
    "time",
    "date",
    "_on",
    "amount",
    "amount_by_costs",
    "currency",
    "cycle",
    "quota",
    "rate",
    "value",
    "value1",
    "value2",
    "value_unit",
    "dimension_value",
    "formula",
];

/// Pages of each kind that are looked at.
const OF_A_KIND: usize = 3;

fn has_own_form(name: &str) -> bool {
    let name = name.to_lowercase();
    OWN_FORM.iter().any(|end| name.ends_with(end))
}

/// Plants hostile text, and writes down in which fields.
fn planting(fields: Arc<Mutex<BTreeSet<String>>>) -> Rewrite {
    Arc::new(move |method, path, status, answer| {
        let mut names: BTreeSet<String> = ["error_msg".to_owned()].into();
        if status.is_success() {
            let described = sheet::requested(method.as_str(), path);
            names.extend(described.flat_map(|(sheet, operation)| sheet.free_texts(operation)));
        }
        names.retain(|name| !has_own_form(name));
        plant(answer, &names, &mut fields.lock().unwrap());
    })
}

fn plant(value: &mut Value, names: &BTreeSet<String>, fields: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| plant(item, names, fields)),
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(text) if names.contains(name) && !text.is_empty() => {
                        *text = format!("{text}{MARKUP}{CONTROLS}");
                        fields.insert(name.clone());
                    }
                    other => plant(other, names, fields),
                }
            }
        }
        _ => {}
    }
}

/// The address with its ids left out, so that pages of a kind are the same.
fn kind_of(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let part = |part: &str| {
        if part.chars().any(|c| c.is_ascii_digit() || c == '%') { "*".to_owned() } else { part.to_owned() }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Our own marks around what is written from right to left are the only controls on a page.
#[track_caller]
fn holds_no_control(page: &Page, address: &str) {
    let marks = ['\n', '\t', '\r', '\u{2068}', '\u{2069}'];
    let found: Vec<char> = page.body.chars().filter(|c| is_control(*c) && !marks.contains(c)).collect();
    assert!(found.is_empty(), "{address}: {found:?} in {}", page.body);
    let count = |mark: char| page.body.matches(mark).count();
    assert_eq!(count('\u{2068}'), count('\u{2069}'), "{address}");
}

/// Opens a workbook: no cell holds a control, and none of them is a formula. Returns how often planted text stands in it.
async fn cells_hold_no_control(world: &World, address: &str) -> usize {
    let [.., client] = &world.people;
    let bytes = client.request(Method::GET, address).send().await.unwrap().bytes().await.unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut planted = 0;
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{address}: a formula");
        for (row, column, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            let text = cell.to_string();
            // Line ends of notes stay.
            let found: Vec<char> = text.chars().filter(|c| is_control(*c) && *c != '\n').collect();
            assert!(found.is_empty(), "{address}, {row}:{column}: {found:?} in {text}");
            planted += text.matches(PLANTED).count();
        }
    }
    planted
}

/// Looks at every page and file of the desk, and at some of each kind that they lead to; returns how often
/// each showed planted text.
async fn walk(world: &World) -> BTreeMap<String, usize> {
    let [.., client] = &world.people;
    let files = file_routes().into_iter().filter(|route| route.method == Method::GET).map(|route| route.path);
    let pages = routes().into_iter().map(|route| address(world, &route));
    let mut queue: VecDeque<String> = pages.chain(files).collect();
    let (mut seen, mut kinds, mut planted) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
    while let Some(address) = queue.pop_front() {
        let kind = kind_of(&address);
        let count: &mut usize = kinds.entry(kind.clone()).or_default();
        if *count >= OF_A_KIND || !seen.insert(address.clone()) {
            continue;
        }
        *count += 1;
        let page = client.visit(&address).await;
        if page.header("content-type").contains("openxmlformats") {
            *planted.entry(kind).or_default() += cells_hold_no_control(world, &address).await;
            continue;
        }
        holds_no_control(&page, &address);
        if page.header("content-type").starts_with("text/html") {
            holds_no_markup(&page, &address);
            let links = page.attributes("a", "href").into_iter().filter(|href| href.starts_with('/'));
            queue.extend(links);
        }
        *planted.entry(kind).or_default() += page.body.matches(PLANTED).count();
    }
    planted
}

#[tokio::test]
async fn no_field_of_any_answer_steers_a_page_or_a_file() {
    let fields = Arc::default();
    let desk = TestDesk::rewritten(planting(Arc::clone(&fields))).await;
    desk.read_customers().await;
    for part in [Part::Budgets, Part::Orders, Part::Resources] {
        desk.read(part).await;
    }
    let world = World::on(desk, &format!("{MARKUP}{CONTROLS}")).await;
    let planted = walk(&world).await;
    let fields = fields.lock().unwrap().clone();
    for name in
        ["account_name", "customer", "label", "service_type_name", "resource_name", "product_spec_desc"]
    {
        assert!(fields.contains(name), "nothing was planted in {name}: {fields:?}");
    }
    for kind in
        ["/customers", "/customers/*", "/budgets", "/orders", "/orders/*", "/renewals", "/export/customers"]
            .into_iter()
            .chain(["/export-xlsx/customers", "/export-xlsx/orders"])
    {
        assert!(planted.get(kind).is_some_and(|count| *count > 0), "no planted text on {kind}: {planted:?}");
    }
}
