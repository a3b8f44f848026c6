//! Compresses files at build time, with the slowest and best settings.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

/// Whether files with this name are compressed. Images and fonts are compressed already.
pub fn shrinks(path: &Path) -> bool {
    const KINDS: [&str; 9] = ["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest"];
    path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| KINDS.contains(&kind))
}

/// Brotli with quality 11 and a window of 16 MB.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 24);
    writer.write_all(bytes).and_then(|()| writer.flush()).context("brotli failed")?;
    drop(writer);
    Ok(out)
}

/// Gzip with the best quality, for proxies and clients without brotli.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).context("gzip failed")?;
    writer.finish().context("gzip failed")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_forms_unpack_to_what_went_in() {
        let text = "budget order renewal ".repeat(500);
        let (br, gz) = (brotli(text.as_bytes()).unwrap(), gzip(text.as_bytes()).unwrap());
        assert!(br.len() < 200 && gz.len() < 300, "{} {}", br.len(), gz.len());

        let mut plain = String::new();
        brotli::Decompressor::new(br.as_slice(), 4096).read_to_string(&mut plain).unwrap();
        assert_eq!(plain, text);
        plain.clear();
        flate2::read::GzDecoder::new(gz.as_slice()).read_to_string(&mut plain).unwrap();
        assert_eq!(plain, text);
    }

    #[test]
    fn only_what_shrinks_is_compressed() {
        assert!(shrinks(Path::new("pkg/partnerdesk.0a.wasm")));
        assert!(!shrinks(Path::new("logo.png")));
        assert!(!shrinks(Path::new("README")));
    }
}
