//! Access to files and folders, with their names in every error.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Removes a folder with its content; a missing one is not an error.
pub fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Reads a file; its name is in the error.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Reads all files below a folder, with relative paths, in a fixed order. Empty when there is no
/// such folder.
pub fn read_below(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(current) = waiting.pop() {
        if !current.is_dir() {
            continue;
        }
        for entry in
            fs::read_dir(&current).with_context(|| format!("{} cannot be read", current.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.push((path.strip_prefix(folder)?.to_path_buf(), read(&path)?));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Writes a file, and creates the folders above it.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_below_a_folder_come_with_their_paths_in_order() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("z")).unwrap();
        fs::write(folder.path().join("z/inline0.js"), "1").unwrap();
        fs::write(folder.path().join("a.js"), "2").unwrap();
        assert_eq!(
            read_below(folder.path()).unwrap(),
            [(PathBuf::from("a.js"), b"2".to_vec()), (PathBuf::from("z/inline0.js"), b"1".to_vec()),]
        );
        assert!(read_below(&folder.path().join("missing")).unwrap().is_empty());
    }
}
