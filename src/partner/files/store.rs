//! The store: a folder, or a bucket that speaks S3.
//!
//! OBS speaks S3 with AWS's signature 4, and takes a bucket's requests only at the bucket's own
//! host, `BUCKET.obs.REGION.myhuaweicloud.com` (billing.yaml writes its URLs so as well). The
//! library wants that host as the endpoint then: it does not put the bucket there itself.

use object_store::aws::AmazonS3Builder;
use object_store::client::{HttpClient, HttpConnector};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, RetryConfig};
use reqwest::redirect::Policy;
use secrecy::ExposeSecret;
use std::sync::Arc;
use std::time::Duration;

use super::FileError;
use super::{Bucket, FilesPlace};

const CONNECT: Duration = Duration::from_secs(5);
/// Between two pieces of an answer. A whole file may take as long as it takes.
const PAUSE: Duration = Duration::from_secs(30);
const RETRIES: usize = 4;
const RETRIES_TAKE: Duration = Duration::from_secs(60);

/// A store, and the folder in it that the files lie below.
pub(super) fn open(place: &FilesPlace) -> Result<(Arc<dyn ObjectStore>, Path), FileError> {
    match place {
        FilesPlace::Folder(folder) => {
            let store = LocalFileSystem::new_with_prefix(folder).map_err(unusable)?;
            Ok((Arc::new(store), Path::default()))
        }
        FilesPlace::Bucket(bucket) => {
            let prefix = Path::parse(&bucket.prefix).map_err(unusable)?;
            Ok((Arc::new(builder(bucket).build().map_err(unusable)?), prefix))
        }
    }
}

fn unusable(error: impl ToString) -> FileError {
    FileError::Settings(error.to_string())
}

/// The endpoint as the library wants it: with the bucket before the host, or without any.
pub(super) fn endpoint(bucket: &Bucket) -> String {
    match bucket.endpoint.split_once("://") {
        Some((scheme, host)) if !bucket.path_style => format!("{scheme}://{}.{host}", bucket.name),
        _ => bucket.endpoint.clone(),
    }
}

fn builder(bucket: &Bucket) -> AmazonS3Builder {
    let endpoint = endpoint(bucket);
    let tls = endpoint.starts_with("https://");
    AmazonS3Builder::new()
        .with_http_connector(Connector { tls })
        .with_bucket_name(&bucket.name)
        .with_region(&bucket.region)
        .with_endpoint(endpoint)
        .with_virtual_hosted_style_request(!bucket.path_style)
        .with_access_key_id(bucket.ak.expose_secret())
        .with_secret_access_key(bucket.sk.expose_secret())
        .with_retry(RetryConfig {
            max_retries: RETRIES,
            retry_timeout: RETRIES_TAKE,
            ..RetryConfig::default()
        })
}

/// Makes the HTTP client: the library's own would follow redirects, and look for a proxy in the
/// environment.
#[derive(Debug)]
struct Connector {
    tls: bool,
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        // Fails when a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("partnerdesk/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .https_only(self.tls)
            .connect_timeout(CONNECT)
            .read_timeout(PAUSE);
        if !self.tls {
            // Plain HTTP only reaches this machine (the configuration sees to that), and needs
            // no CA certificates.
            builder = builder.tls_certs_only(std::iter::empty());
        }
        let client = builder
            .build()
            .map_err(|error| object_store::Error::Generic { store: "S3", source: Box::new(error) })?;
        Ok(HttpClient::new(client))
    }
}
