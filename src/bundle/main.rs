//! Builds the folder that the server serves: islands, style sheets and `public/`.
//!
//! ```text
//! cargo run -p bundle -- [--release]
//! cargo run -p bundle -- dev [-- ARGUMENTS OF serve]
//! ```
//!
//! Writes to `target/site`:
//! - `pkg/partnerdesk.<hash>.{js,wasm,css}`, named by their content, so that browsers may cache
//!   them for a year;
//! - `hash.txt`, which tells Leptos those names (`LeptosOptions::hash_file`);
//! - all files of `public/`;
//! - with `--release`, `.br` and `.gz` versions of compressible files.
//!
//! The folder is written next to the old one and then swapped, so that a failed build does not
//! affect a running server.

mod budget;
mod command;
mod compress;
mod dev;
mod files;
mod islands;
mod names;
mod site;
mod styles;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

/// Builds the part of the application that goes to the browser.
#[derive(Parser)]
struct Options {
    #[command(subcommand)]
    command: Option<Task>,
    /// Optimise, compress and hold the byte budget.
    #[arg(long)]
    release: bool,
    /// The folder to fill; what is in it is replaced.
    #[arg(long, default_value = "target/site")]
    out: PathBuf,
}

#[derive(Subcommand)]
enum Task {
    /// Serve the demo; build what changes, start it again, reload open pages.
    Dev {
        /// Handed on to `partnerdesk serve`.
        #[arg(last = true)]
        arguments: Vec<String>,
    },
}

fn main() -> Result<()> {
    let options = Options::parse();
    let root = package_root()?;
    if let Some(Task::Dev { arguments }) = options.command {
        return dev::run(&root, &root.join(&options.out), &arguments);
    }

    let script = islands::build(&root, options.release)?;
    let css = styles::bundle(&root.join("style/main.css"))?;

    let out = root.join(&options.out);
    let sizes = site::write(&root.join("public"), &out, &script, &css, options.release)?;
    println!("site: {}", out.display());
    if options.release {
        print!("{}", budget::table(&sizes));
        budget::hold(&sizes)?;
    }
    Ok(())
}

/// The folder of `Cargo.toml`: cargo names it to what it runs, and without cargo it is the
/// current folder.
fn package_root() -> Result<PathBuf> {
    match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => Ok(PathBuf::from(folder).join("../..")),
        None => std::env::current_dir().context("the current folder cannot be read"),
    }
}
