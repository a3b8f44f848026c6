//! The script: the library compiled for the browser, its JavaScript made by wasm-bindgen, both
//! made small for a release.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::command;
use crate::files::{read, read_below, remove_folder};
use crate::names::OUTPUT_NAME;

/// What the browser runs.
#[derive(PartialEq, Eq)]
pub struct Script {
    /// The ES module that loads the wasm and exports the islands.
    pub js: Vec<u8>,
    pub wasm: Vec<u8>,
    /// Modules that `js` imports, by their path below `snippets/`.
    pub snippets: Vec<(PathBuf, Vec<u8>)>,
}

/// Compiles the islands.
///
/// # Errors
/// When the library does not compile, does not export `hydrate()`, or (release only) when npm's
/// wasm-opt is not installed.
pub fn build(root: &Path, release: bool) -> Result<Script> {
    // Said before minutes of compiling, not after them.
    let wasm_opt = if release { Some(find_wasm_opt(root)?) } else { None };
    // A target folder of its own, so as never to wait for the lock of a server that is being built.
    let front = root.join("target/front");
    compile(root, &front, release)?;

    let profile = if release { "wasm-release" } else { "debug" };
    let library = front.join("wasm32-unknown-unknown").join(profile).join(format!("{OUTPUT_NAME}.wasm"));
    let bound = front.join("bound");
    remove_folder(&bound)?;
    bind(&library, &bound, release)?;

    let wasm = bound.join(format!("{OUTPUT_NAME}_bg.wasm"));
    if let Some(wasm_opt) = wasm_opt {
        shrink(&wasm_opt, &wasm)?;
    }
    let js = read(&bound.join(format!("{OUTPUT_NAME}.js")))?;
    check_entry(&js)?;
    Ok(Script { js, wasm: read(&wasm)?, snippets: read_below(&bound.join("snippets"))? })
}

fn compile(root: &Path, front: &Path, release: bool) -> Result<()> {
    let mut command = command::cargo(root);
    command
        .args(["build", "--lib", "--features", "hydrate"])
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(front)
        .env("LEPTOS_OUTPUT_NAME", OUTPUT_NAME);
    if release {
        command.args(["--profile", "wasm-release"]);
    }
    command::run(&mut command).context(
        "the islands did not compile (if the target is missing: \
         rustup target add wasm32-unknown-unknown)",
    )
}

fn bind(library: &Path, out: &Path, release: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(library)
        .out_name(OUTPUT_NAME)
        .web(true)?
        .typescript(false)
        // Leptos always says where the wasm is; the default would name a file without its hash.
        .omit_default_module_path(true)
        .remove_name_section(release)
        .remove_producers_section(release);
    bindgen.generate(out).with_context(|| format!("wasm-bindgen failed on {}", library.display()))
}

/// Binaryen from npm. Never the one of a Linux distribution: Debian's is years old and writes
/// modules whose islands stay dead without an error.
fn find_wasm_opt(root: &Path) -> Result<PathBuf> {
    let wasm_opt = root.join("node_modules/.bin/wasm-opt");
    ensure!(wasm_opt.exists(), "{} is missing: run `npm ci` (or `make build`) first", wasm_opt.display());
    Ok(wasm_opt)
}

/// Makes the wasm as small as Binaryen can.
fn shrink(wasm_opt: &Path, wasm: &Path) -> Result<()> {
    let mut command = Command::new(wasm_opt);
    command
        .arg("-Oz")
        // What rustc emits by default for this target; wasm-bindgen drops the list from the file.
        .args([
            "--enable-bulk-memory",
            "--enable-bulk-memory-opt",
            "--enable-call-indirect-overlong",
            "--enable-multivalue",
            "--enable-mutable-globals",
            "--enable-nontrapping-float-to-int",
            "--enable-reference-types",
            "--enable-sign-ext",
        ])
        .arg(wasm)
        .arg("-o")
        .arg(wasm);
    command::run(&mut command).context("wasm-opt failed")
}

/// The page calls `hydrate()` of this module; without it every island stays dead, silently.
fn check_entry(js: &[u8]) -> Result<()> {
    let text = String::from_utf8_lossy(js);
    if text.contains("export function hydrate(") {
        return Ok(());
    }
    bail!(
        "src/lib.rs exports no `hydrate()`; under the feature `hydrate` it needs: \
         #[wasm_bindgen] pub fn hydrate() {{ leptos::mount::hydrate_islands(); }}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_without_the_entry_is_refused() {
        assert!(check_entry(b"export function hydrate() {}").is_ok());
        let error = check_entry(b"export function _island_theme() {}").unwrap_err();
        assert!(error.to_string().contains("hydrate()"));
    }

    #[test]
    fn a_release_without_binaryen_says_what_to_do_before_it_compiles() {
        // There is nothing to compile in this folder either: that must not be what is said.
        let folder = tempfile::tempdir().unwrap();
        let error = build(folder.path(), true).err().unwrap();
        assert!(error.to_string().contains("npm ci"), "{error:#}");
    }
}
