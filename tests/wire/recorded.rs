//! Exchanges recorded by other programs: the browser tests, the vendor's SDK.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use simulator::Exchange;

use crate::schemas::check;

/// Folder of recorded exchanges, with a folder per program.
const FOLDER: &str = "target/exchanges";

/// Requests of our own client are validated as well.
fn is_ours(exchange: &Exchange) -> bool {
    exchange.headers.iter().any(|(name, value)| name == "user-agent" && value.starts_with("partnerdesk/"))
}

#[test]
#[ignore = "reads what other tests have recorded: make recorded"]
fn recorded_exchanges_agree_with_the_sheets() {
    let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER));
    let (mut answers, mut requests) = (0, 0);
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for file in &files {
        for line in fs::read_to_string(file).unwrap().lines() {
            let exchange: Exchange = serde_json::from_str(line).unwrap();
            answers += usize::from(exchange.status.is_some());
            requests += usize::from(is_ours(&exchange));
            for difference in check::exchange(&exchange, is_ours(&exchange)) {
                let folder = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
                *found.entry(format!("{folder}: {difference}")).or_default() += 1;
            }
        }
    }
    println!("{answers} answers and {requests} requests of our client in {} files", files.len());
    assert!(answers > 0, "nothing was recorded in {FOLDER}");
    let lines: Vec<String> = found.iter().map(|(line, times)| format!("{times} x {line}")).collect();
    assert!(lines.is_empty(), "the sheets see it differently:\n{}", lines.join("\n"));
}

/// All `.jsonl` files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else if path.extension().is_some_and(|kind| kind == "jsonl") {
            all.push(path);
        }
    }
    all
}
