//! Bundles `style/main.css` and its imports into one style sheet.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

/// A browser version in the format of lightningcss.
const fn version(major: u32, minor: u32) -> Option<u32> {
    Some(major << 16 | minor << 8)
}

/// The supported browsers. More than the last two versions of each, so that companies that update
/// every two years are supported; few enough that nesting, `light-dark()` and `oklch()` are kept as
/// written.
const BROWSERS: Browsers = Browsers {
    // Android's browser is Chrome; the data of lightningcss is less complete for it.
    android: None,
    chrome: version(131, 0),
    edge: version(131, 0),
    firefox: version(132, 0),
    ie: None,
    ios_saf: version(18, 0),
    opera: version(116, 0),
    safari: version(18, 0),
    samsung: version(28, 0),
};

/// Follows every `@import` from `entry` and returns the minified whole.
///
/// # Errors
/// When a file is missing or is not CSS; the message names file, line and column (from 1).
pub fn bundle(entry: &Path) -> Result<Vec<u8>> {
    let targets = Targets::from(BROWSERS);
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(entry).map_err(|error| {
        let place = error.loc.as_ref().map_or_else(
            || entry.display().to_string(),
            |at| format!("{}:{}:{}", at.filename, at.line + 1, at.column),
        );
        anyhow!("{place}: {}", error.kind)
    })?;
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    Ok(printed.code.into_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Result<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        bundle(&folder.path().join("main.css")).map(|css| String::from_utf8(css).unwrap())
    }

    #[test]
    fn imports_are_followed_in_order_and_keep_their_layer() {
        let css = bundled(&[
            ("main.css", "@layer base, parts;\n@import './base.css' layer(base);\n@import './parts/table.css' layer(parts);\nmain { color: #ff0000 }"),
            ("base.css", "body { margin: 0px }"),
            ("parts/table.css", "@import '../deep.css';\ntable { width: 100% }"),
            ("deep.css", "td { padding: 0 }"),
        ])
        .unwrap();
        assert!(!css.contains("@import"), "{css}");
        let at = |part: &str| css.find(part).unwrap_or_else(|| unreachable!("{part} is not in {css}"));
        assert!(at("body{margin:0}") < at("td{padding:0}"));
        assert!(at("td{padding:0}") < at("table{width:100%}"));
        assert!(at("table{width:100%}") < at("main{color:red}"));
        assert!(css.contains("@layer base"), "{css}");
    }

    #[test]
    fn what_every_browser_knows_is_left_alone() {
        let css =
            bundled(&[("main.css", ".a { color: light-dark(#111, #eee); & b { margin: 0 } }")]).unwrap();
        assert_eq!(css, ".a{color:light-dark(#111,#eee);& b{margin:0}}");
    }

    #[test]
    fn a_mistake_is_named_by_file_and_line() {
        let error =
            bundled(&[("main.css", "@import './part.css';"), ("part.css", "a { }\n} b { }")]).unwrap_err();
        assert!(error.to_string().contains("part.css:2:"), "{error}");
        let error = bundled(&[("main.css", "@import './gone.css';")]).unwrap_err();
        assert!(error.to_string().contains("main.css:1:"), "{error}");
    }
}
