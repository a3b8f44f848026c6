//! `make dev`: builds what changed, serves the demo again, and open pages reload.
//!
//! A style or a public file takes a new site only; everything else the server and, after it, the
//! islands. What does not compile is told, and what ran before goes on.

mod changes;
mod server;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;

use crate::islands::{self, Script};
use crate::{site, styles};
use changes::{Changes, Kind};
use server::Server;

/// What is built, as it was built last.
struct Built {
    root: PathBuf,
    out: PathBuf,
    script: Script,
}

/// Builds all, serves the demo, and does so again at each change, until it is interrupted.
/// `arguments` are handed on to `partnerdesk serve --demo --dev`.
///
/// # Errors
/// When the sources cannot be watched, or the first build fails.
pub fn run(root: &Path, out: &Path, arguments: &[String]) -> Result<()> {
    // Watched first: what changes during the first build is built after it.
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
    /// Brings everything up to date and says what that was.
    fn follow(&mut self, server: &mut Server, kinds: &[Kind]) -> Result<&'static str> {
        if !kinds.contains(&Kind::Source) {
            self.write_site()?;
            if !kinds.contains(&Kind::Public) {
                return Ok("new styles");
            }
            // The server has a route for each entry that it found at its start.
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

/// Only for telling how long something took.
#[expect(clippy::disallowed_methods)]
fn now() -> Instant {
    Instant::now()
}
