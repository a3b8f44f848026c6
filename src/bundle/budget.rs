//! The size limits of what a browser downloads.

use std::fmt::Write;

use anyhow::{Result, bail};

/// The largest size of each kind in bytes, compressed with brotli. Slightly above the current
/// sizes, so that a change that adds a library is noticed.
const BUDGET: [(&str, usize); 3] = [("wasm", 160_000), ("js", 10_000), ("css", 16_000)];

/// The size of one file of the release.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// `wasm`, `js` (with the modules it imports) or `css`.
    pub kind: &'static str,
    /// Bytes uncompressed.
    pub raw: usize,
    /// Bytes compressed.
    pub brotli: usize,
}

fn limit(kind: &str) -> Option<usize> {
    BUDGET.iter().find(|(name, _)| *name == kind).map(|(_, most)| *most)
}

/// A table of all sizes and their limits.
pub fn table(sizes: &[Size]) -> String {
    let mut text = String::from("        raw bytes  brotli bytes  budget\n");
    for Size { kind, raw, brotli } in sizes {
        let most = limit(kind).map_or_else(|| "none".into(), |most| most.to_string());
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{kind:<5} {raw:>11} {brotli:>13} {most:>7}");
    }
    let raw: usize = sizes.iter().map(|size| size.raw).sum();
    let brotli: usize = sizes.iter().map(|size| size.brotli).sum();
    let _ = writeln!(text, "all   {raw:>11} {brotli:>13}");
    text
}

/// Fails when a kind exceeds its limit or has none.
pub fn hold(sizes: &[Size]) -> Result<()> {
    let over: Vec<String> = sizes
        .iter()
        .filter(|size| limit(size.kind).is_none_or(|most| size.brotli > most))
        .map(|size| format!("{} ({} bytes)", size.kind, size.brotli))
        .collect();
    if over.is_empty() {
        return Ok(());
    }
    bail!("over the byte budget of src/bin/bundle/budget.rs: {}", over.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn size(kind: &'static str, brotli: usize) -> Size {
        Size { kind, raw: brotli * 3, brotli }
    }

    #[test]
    fn the_limit_itself_fits_and_one_byte_more_does_not() {
        assert!(hold(&[size("wasm", 160_000), size("js", 10_000), size("css", 16_000)]).is_ok());
        let error = hold(&[size("wasm", 160_001), size("js", 1)]).unwrap_err().to_string();
        assert!(error.contains("wasm (160001 bytes)") && !error.contains("js"), "{error}");
    }

    #[test]
    fn a_kind_without_a_budget_is_not_let_through() {
        assert!(hold(&[size("font", 1)]).is_err());
    }

    #[test]
    fn the_table_sums_up() {
        let table = table(&[size("wasm", 100), size("css", 20)]);
        assert!(table.lines().last().unwrap().ends_with("360           120"), "{table}");
    }
}
