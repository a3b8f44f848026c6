//! Where the partner's bill and usage files lie (billing.yaml, `x-files`): a bucket, or a folder
//! that somebody else fills from it.

use super::reader::Reader;
use partner::files::{Bucket, FilesAccount, FilesLimits, FilesPlace};
use secrecy::SecretString;
use std::net::IpAddr;
use std::path::PathBuf;

/// The bucket has to be one of CN-Hong Kong (billing.yaml, `x-files.delivery`).
const REGION: &str = "ap-southeast-1";

/// Reads the settings; `None` when no place is set.
pub(super) fn files(reader: &mut Reader<'_>) -> Option<FilesAccount> {
    let limits = limits(reader);
    let url = reader.text("PARTNERDESK_FILES_URL")?;
    let place = if let Some(path) = url.strip_prefix("file://") {
        folder(path).map(FilesPlace::Folder)
    } else if let Some(rest) = url.strip_prefix("s3://") {
        return bucket(reader, rest).map(|bucket| FilesAccount { place: FilesPlace::Bucket(bucket), limits });
    } else {
        None
    };
    if place.is_none() {
        reader.problem(format!(
            "PARTNERDESK_FILES_URL: expected file:///FOLDER, s3://BUCKET or s3://BUCKET/FOLDER, got {url:?}"
        ));
    }
    place.map(|place| FilesAccount { place, limits })
}

fn limits(reader: &mut Reader<'_>) -> FilesLimits {
    let usual = FilesLimits::default();
    let mut mebibytes = |name: &str, usual: u64| match reader.parsed::<u32>(name, "a whole number of MiB") {
        None => usual,
        Some(0) => {
            reader.problem(format!("{name}: must be at least 1"));
            usual
        }
        Some(count) => u64::from(count) << 20,
    };
    FilesLimits {
        packed: mebibytes("PARTNERDESK_FILES_MAX_MB", usual.packed),
        unpacked: mebibytes("PARTNERDESK_FILES_MAX_UNPACKED_MB", usual.unpacked),
        record: usual.record,
    }
}

fn folder(path: &str) -> Option<PathBuf> {
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    path.starts_with('/').then(|| PathBuf::from(path.as_ref()))
}

fn bucket(reader: &mut Reader<'_>, rest: &str) -> Option<Bucket> {
    let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let named = is_bucket_name(name) && prefix.split('/').all(|part| !matches!(part, "." | ".."));
    if !named {
        reader.problem(format!("PARTNERDESK_FILES_URL: invalid bucket or folder name: {rest:?}"));
    }
    let region = reader.text("PARTNERDESK_FILES_REGION").unwrap_or_else(|| REGION.to_owned());
    let endpoint = match reader.text("PARTNERDESK_FILES_ENDPOINT") {
        Some(_) => reader.url("PARTNERDESK_FILES_ENDPOINT"),
        None => Some(format!("https://obs.{region}.myhuaweicloud.com")),
    };
    let path_style = reader.switch("PARTNERDESK_FILES_PATH_STYLE");
    if !path_style && endpoint.as_deref().is_some_and(is_address) {
        reader.problem(
            "PARTNERDESK_FILES_ENDPOINT: an IP address needs PARTNERDESK_FILES_PATH_STYLE=1".to_owned(),
        );
        return None;
    }
    let ak = key(reader, "PARTNERDESK_FILES_AK");
    let sk = key(reader, "PARTNERDESK_FILES_SK");
    let (name, prefix) = (name.to_owned(), prefix.trim_matches('/').to_owned());
    named.then_some(Bucket { name, prefix, endpoint: endpoint?, region, path_style, ak: ak?, sk: sk? })
}

fn key(reader: &mut Reader<'_>, name: &str) -> Option<SecretString> {
    let file = format!("{name}_FILE");
    if reader.text(name).is_none() && reader.text(&file).is_none() {
        reader.problem(format!("{name} or {file}: not set"));
    }
    reader.secret(name)
}

fn is_bucket_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    (3..=63).contains(&name.len()) && name.bytes().all(fits) && !name.contains("..")
}

/// A bucket name cannot be the prefix of an IP address.
fn is_address(url: &str) -> bool {
    let uri: Option<http::Uri> = url.parse().ok();
    let host = uri.as_ref().and_then(http::Uri::host).unwrap_or_default();
    host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}
