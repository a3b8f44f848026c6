//! The folder that the server serves.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::budget::Size;
use crate::compress;
use crate::files::{put, read_below, remove_folder};
use crate::islands::Script;
use crate::names::OUTPUT_NAME;

/// Writes `out` anew and returns the sizes of what a browser loads. Compressed sizes are only known
/// for a release; otherwise the list is empty.
pub fn write(public: &Path, out: &Path, script: &Script, css: &[u8], release: bool) -> Result<Vec<Size>> {
    let next = sibling(out, "next");
    remove_folder(&next)?;

    let files = lay_out(public, script, css)?;
    for (path, bytes) in &files {
        put(&next.join(path), bytes)?;
    }
    let sizes = if release { precompress(&next, &files)? } else { Vec::new() };
    swap(&next, out)?;
    Ok(sizes)
}

/// All files of the site by path, before compression.
fn lay_out(public: &Path, script: &Script, css: &[u8]) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    // A snippet keeps its name when it changes, so it has to change the name of the module that
    // imports it.
    let js_hash = content_hash(
        std::iter::once(script.js.as_slice())
            .chain(script.snippets.iter().map(|(_, bytes)| bytes.as_slice())),
    );
    let wasm_hash = content_hash([script.wasm.as_slice()]);
    let css_hash = content_hash([css]);

    let pkg = Path::new("pkg");
    let mut files = vec![
        (pkg.join(format!("{OUTPUT_NAME}.{js_hash}.js")), script.js.clone()),
        (pkg.join(format!("{OUTPUT_NAME}.{wasm_hash}.wasm")), script.wasm.clone()),
        (pkg.join(format!("{OUTPUT_NAME}.{css_hash}.css")), css.to_vec()),
        // The format that leptos and leptos_meta read: a line `kind: hash` for each.
        (
            PathBuf::from("hash.txt"),
            format!("js: {js_hash}\nwasm: {wasm_hash}\ncss: {css_hash}\n").into_bytes(),
        ),
    ];
    for (path, bytes) in &script.snippets {
        files.push((pkg.join("snippets").join(path), bytes.clone()));
    }
    for (path, bytes) in read_below(public)? {
        ensure!(
            path != Path::new("hash.txt") && !path.starts_with(pkg),
            "public/{} is in the way of a file of ours",
            path.display()
        );
        files.push((path, bytes));
    }
    Ok(files)
}

/// 16 letters are enough to distinguish the builds of one application.
fn content_hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    let mut text = hex::encode(hasher.finalize());
    text.truncate(16);
    text
}

/// Writes `.br` and `.gz` files for compressible files and adds up what a browser loads first.
fn precompress(site: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<Vec<Size>> {
    let mut sizes = ["wasm", "js", "css"].map(|kind| Size { kind, raw: 0, brotli: 0 });
    for (path, bytes) in files {
        if !compress::shrinks(path) || path == Path::new("hash.txt") {
            continue;
        }
        let br = compress::brotli(bytes)?;
        put(&added(&site.join(path), "br"), &br)?;
        put(&added(&site.join(path), "gz"), &compress::gzip(bytes)?)?;
        let kind = path.extension().and_then(|kind| kind.to_str());
        if path.starts_with("pkg")
            && let Some(size) = sizes.iter_mut().find(|size| Some(size.kind) == kind)
        {
            size.raw += bytes.len();
            size.brotli += br.len();
        }
    }
    Ok(sizes.to_vec())
}

/// Replaces the old folder by the new one.
fn swap(next: &Path, out: &Path) -> Result<()> {
    let old = sibling(out, "old");
    remove_folder(&old)?;
    if out.exists() {
        fs::rename(out, &old).with_context(|| format!("{} cannot be moved away", out.display()))?;
    }
    fs::rename(next, out).with_context(|| format!("{} cannot be put in place", out.display()))?;
    remove_folder(&old)
}

/// `target/site` and `next` give `target/site.next`.
fn sibling(folder: &Path, suffix: &str) -> PathBuf {
    added(folder, suffix)
}

fn added(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(js: &str, snippet: &str) -> Script {
        Script {
            js: js.into(),
            wasm: b"\0asm".to_vec(),
            snippets: vec![(PathBuf::from("fetch-0a/inline0.js"), snippet.into())],
        }
    }

    fn names(out: &Path) -> Vec<String> {
        let files = read_below(out).unwrap();
        files.into_iter().map(|(path, _)| path.display().to_string()).collect()
    }

    #[test]
    fn names_follow_the_content_and_old_files_go() {
        let folder = tempfile::tempdir().unwrap();
        let (public, out) = (folder.path().join("public"), folder.path().join("site"));
        fs::create_dir(&public).unwrap();
        fs::write(public.join("robots.txt"), "User-agent: *").unwrap();

        write(&public, &out, &script("let a", "1"), b"a{}", false).unwrap();
        let first = names(&out);
        assert_eq!(first.len(), 6, "{first:?}");
        write(&public, &out, &script("let a", "1"), b"a{}", false).unwrap();
        assert_eq!(names(&out), first, "the same content has the same names");

        write(&public, &out, &script("let a", "2"), b"a{}", false).unwrap();
        let second = names(&out);
        let new: Vec<_> = second.iter().filter(|name| !first.contains(name)).collect();
        assert_eq!(second.len(), 6, "the old script is gone: {second:?}");
        assert!(new.len() == 1 && new.iter().all(|name| name.ends_with(".js")), "{new:?}");
    }

    #[test]
    fn hash_txt_leads_to_every_file() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        write(&folder.path().join("none"), &out, &script("let a", "1"), b"a{}", false).unwrap();
        let text = fs::read_to_string(out.join("hash.txt")).unwrap();
        let mut kinds = Vec::new();
        for line in text.lines() {
            let (kind, hash) = line.split_once(':').unwrap();
            assert!(out.join(format!("pkg/partnerdesk.{}.{kind}", hash.trim())).is_file(), "{line}");
            kinds.push(kind);
        }
        assert_eq!(kinds, ["js", "wasm", "css"]);
    }

    #[test]
    fn a_release_is_compressed_and_weighed() {
        let folder = tempfile::tempdir().unwrap();
        let (public, out) = (folder.path().join("public"), folder.path().join("site"));
        fs::create_dir(&public).unwrap();
        fs::write(public.join("dot.png"), [0; 64]).unwrap();
        fs::write(public.join("mark.svg"), "<svg/>").unwrap();
        let css = "a{color:red}".repeat(100);
        let sizes = write(&public, &out, &script("let a", "1"), css.as_bytes(), true).unwrap();

        let names = names(&out);
        let has = |name: &str| names.iter().any(|one| one == name);
        assert!(has("mark.svg.br") && has("mark.svg.gz") && !has("dot.png.br"), "{names:?}");
        let css_size = sizes.iter().find(|size| size.kind == "css").unwrap();
        assert!(css_size.raw == 1200 && css_size.brotli < 100);
        let js_size = sizes.iter().find(|size| size.kind == "js").unwrap();
        assert_eq!(js_size.raw, "let a".len() + 1, "the module and what it imports");
    }

    #[test]
    fn public_cannot_shadow_the_script() {
        let folder = tempfile::tempdir().unwrap();
        let public = folder.path().join("public");
        fs::create_dir_all(public.join("pkg")).unwrap();
        fs::write(public.join("pkg/own.js"), "").unwrap();
        let out = folder.path().join("site");
        let error = write(&public, &out, &script("", ""), b"", false).unwrap_err();
        assert!(error.to_string().contains("pkg/own.js"), "{error}");
        assert!(!out.exists(), "a failed build leaves nothing half done");
    }
}
