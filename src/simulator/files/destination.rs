//! The bucket: a folder, or an S3 service.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use secrecy::{ExposeSecret, SecretString};

/// Where the files go. Each simulator needs its own: existing files are not removed.
#[derive(Clone)]
pub struct Destination {
    /// `file:///FOLDER` or `s3://BUCKET/FOLDER`.
    pub url: String,
    /// Access to the bucket; required for S3.
    pub bucket: Option<BucketAccess>,
}

/// Access to an S3 bucket.
#[derive(Clone)]
pub struct BucketAccess {
    /// Base URL of the service, without the bucket.
    pub endpoint: String,
    pub region: String,
    /// Puts the bucket into the path instead of the host name.
    pub path_style: bool,
    pub ak: SecretString,
    pub sk: SecretString,
}

impl fmt::Debug for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Destination").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Destination {
    /// A folder, given by its absolute path.
    pub fn folder(path: &std::path::Path) -> Self {
        Self { url: format!("file://{}", path.display()), bucket: None }
    }

    /// Opens the store and returns it with the folder inside. Creates a missing folder.
    pub fn open(&self) -> anyhow::Result<(Arc<dyn ObjectStore>, Path)> {
        if let Some(path) = self.url.strip_prefix("file://").filter(|path| path.starts_with('/')) {
            let path = PathBuf::from(path);
            std::fs::create_dir_all(&path).with_context(|| format!("files: {}", path.display()))?;
            return Ok((Arc::new(LocalFileSystem::new_with_prefix(path)?), Path::default()));
        }
        let Some(rest) = self.url.strip_prefix("s3://") else {
            bail!("files: wanted file:///FOLDER or s3://BUCKET/FOLDER, got {}", self.url);
        };
        let access = self.bucket.as_ref().context("files: a bucket needs an endpoint and keys")?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let endpoint = match access.endpoint.split_once("://") {
            Some((scheme, host)) if !access.path_style => format!("{scheme}://{bucket}.{host}"),
            _ => access.endpoint.clone(),
        };
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = AmazonS3Builder::new()
            .with_allow_http(endpoint.starts_with("http://"))
            .with_bucket_name(bucket)
            .with_region(&access.region)
            .with_endpoint(endpoint)
            .with_virtual_hosted_style_request(!access.path_style)
            .with_access_key_id(access.ak.expose_secret())
            .with_secret_access_key(access.sk.expose_secret())
            .build()?;
        Ok((Arc::new(store), Path::parse(prefix)?))
    }
}
