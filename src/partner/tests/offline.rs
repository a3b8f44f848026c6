//! What the change history took offline has no place in the client.

use std::path::Path;

use crate::operations;
use crate::operations::Lifecycle;

#[test]
fn no_operation_of_the_registry_is_one_that_was_taken_offline() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/partner-api/offline.json");
    let offline: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let offline = offline.as_array().unwrap();
    assert_eq!(offline.len(), 15);
    for entry in offline {
        let (method, path) = (entry["method"].as_str().unwrap(), entry["path"].as_str().unwrap());
        let path = path.split('?').next().unwrap();
        let found = operations::all().find(|row| row.path == path && row.method.as_str() == method);
        assert!(found.is_none(), "{method} {path}");
    }
    // Of the first version there is only what is still on offer: one that has no successor, and the
    // twins of newer ones, which are to go.
    for row in operations::all().filter(|row| row.path.starts_with("/v1")) {
        assert!(row.lifecycle == Lifecycle::ToBeOffline || row.id == "ListInvoices", "{}", row.id);
    }
}
