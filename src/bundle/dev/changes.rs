//! Changed files, by how they are built.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Editors write a file in several steps: a change is complete after this time without another one.
const QUIET: Duration = Duration::from_millis(60);

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Rust, texts, migrations: compiled into the server.
    Source,
    /// A style sheet.
    Style,
    /// A file that is served unchanged.
    Public,
}

/// The watched paths, below the root of the repository, with the kind of their changes.
const WATCHED: [(&str, Kind); 6] = [
    ("src", Kind::Source),
    ("locales", Kind::Source),
    ("migrations", Kind::Source),
    ("Cargo.toml", Kind::Source),
    ("style", Kind::Style),
    ("public", Kind::Public),
];

/// Watches the sources.
pub struct Changes {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    /// Stops watching when dropped.
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Starts watching.
    ///
    /// # Errors
    /// When the system has too few watches for all folders.
    pub fn watch(root: &Path) -> Result<Self> {
        let root = root.canonicalize().with_context(|| format!("{} is not there", root.display()))?;
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender).context("files cannot be watched")?;
        for (name, _) in WATCHED {
            let path = root.join(name);
            let watching = watcher.watch(&path, RecursiveMode::Recursive);
            watching.with_context(|| format!("{} cannot be watched", path.display()))?;
        }
        Ok(Self { root, events, _watcher: watcher })
    }

    /// Waits for complete changes. Returns each kind once, in order.
    ///
    /// # Errors
    /// When watching ended.
    pub fn wait(&self) -> Result<Vec<Kind>> {
        let mut kinds = Vec::new();
        loop {
            let event = if kinds.is_empty() {
                self.events.recv().context("nothing is watched any longer")?
            } else {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => bail!("nothing is watched any longer"),
                }
            };
            let event = event.context("files are no longer watched")?;
            if is_change(event.kind) {
                kinds.extend(event.paths.iter().filter_map(|path| kind(&self.root, path)));
            }
        }
        kinds.sort_unstable();
        kinds.dedup();
        Ok(kinds)
    }
}

/// Reads are not changes, nor are changes of a file's times or owner.
fn is_change(kind: EventKind) -> bool {
    use notify::event::ModifyKind;
    match kind {
        EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => true,
        EventKind::Any | EventKind::Access(_) | EventKind::Other => false,
    }
}

/// The kind of change for a path; `None` for temporary files of editors.
fn kind(root: &Path, path: &Path) -> Option<Kind> {
    let path = path.strip_prefix(root).ok()?;
    let name = path.file_name()?.to_str()?;
    let is_editors = name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".swp");
    let found = WATCHED.iter().find(|(folder, _)| path.starts_with(folder));
    found.filter(|_| !is_editors).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_path_tells_what_is_built() {
        let root = Path::new("/desk");
        let kind = |path: &str| kind(root, &root.join(path));
        assert_eq!(kind("src/ui/pages/help.rs"), Some(Kind::Source));
        assert_eq!(kind("locales/zh-CN/help.ftl"), Some(Kind::Source));
        assert_eq!(kind("style/parts/table.css"), Some(Kind::Style));
        assert_eq!(kind("public/favicon.svg"), Some(Kind::Public));
        for other in
            ["target/site/hash.txt", "src/.main.rs.swp", "src/main.rs~", "README.md", "src/.#main.rs"]
        {
            assert_eq!(kind(other), None, "{other}");
        }
    }

    #[test]
    fn changes_come_once_each_and_reading_is_none() {
        let folder = tempfile::tempdir().unwrap();
        for (name, _) in WATCHED {
            let path = folder.path().join(name);
            if name.contains('.') { fs::write(path, "").unwrap() } else { fs::create_dir(path).unwrap() }
        }
        fs::write(folder.path().join("style/main.css"), "a{}").unwrap();
        let changes = Changes::watch(folder.path()).unwrap();
        fs::read(folder.path().join("style/main.css")).unwrap();
        fs::write(folder.path().join("public/mark.svg"), "<svg/>").unwrap();
        fs::write(folder.path().join("src/main.rs"), "fn main() {}").unwrap();
        fs::write(folder.path().join("src/main.rs"), "fn main() { }").unwrap();
        assert_eq!(changes.wait().unwrap(), [Kind::Source, Kind::Public]);
    }
}
