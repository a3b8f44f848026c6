//! `make dev`: rebuilds what changed, restarts the demo, and reloads open pages.
//!
//! A style or a public file only needs a new site; other changes rebuild the server and then the
//! islands. A compile error is printed, and the running server continues.

mod changes;
mod server;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;

use crate::islands::{self, Script};
use crate::{site, styles};
use changes::{Changes, Kind};
use server::Server;

/// The last build.
struct Built {
    root: PathBuf,
    out: PathBuf,
    script: Script,
}

/// Builds everything, serves the demo, and repeats that at each change until interrupted.
/// `arguments` are passed to `partnerdesk serve --demo --dev`.
///
/// # Errors
/// When the sources cannot be watched, or the first build fails.
pub fn run(root: &Path, out: &Path, arguments: &[String]) -> Result<()> {
    // Watching starts first, so that changes during the first build are built after it.
    let changes = Changes::watch(root)?;
    let script = islands::build(root, false)?;
    let mut built = Built { root: root.to_owned(), out: out.to_owned(), script };
    built.write_site()?;
    let mut server = Server::new(root, arguments);
    server.build()?;
    server.start()?;
    println!("dev: watching; Ctrl-C ends it");
    loop {
        let kinds = changes.wait()?;
        let begun = now();
        match built.follow(&mut server, &kinds) {
            Ok(what) => println!("dev: {what} after {:.1} s", begun.elapsed().as_secs_f32()),
            Err(error) => println!("dev: {error:#}"),
        }
    }
}

impl Built {
    /// Rebuilds what changed and returns what that was.
    fn follow(&mut self, server: &mut Server, kinds: &[Kind]) -> Result<&'static str> {
        if !kinds.contains(&Kind::Source) {
            self.write_site()?;
            if !kinds.contains(&Kind::Public) {
                return Ok("new styles");
            }
            // The server has routes only for files that existed at its start.
            server.start()?;
            return Ok("new public files");
        }
        let begun = now();
        server.build()?;
        server.start()?;
        println!("dev: the server runs after {:.1} s", begun.elapsed().as_secs_f32());
        let script = islands::build(&self.root, false)?;
        if script == self.script && kinds == [Kind::Source] {
            return Ok("the islands are the same");
        }
        self.script = script;
        self.write_site()?;
        Ok("new islands")
    }

    fn write_site(&self) -> Result<()> {
        let css = styles::bundle(&self.root.join("style/main.css"))?;
        site::write(&self.root.join("public"), &self.out, &self.script, &css, false)?;
        Ok(())
    }
}

/// Only to print how long something took.
#[expect(clippy::disallowed_methods)]
fn now() -> Instant {
    Instant::now()
}
