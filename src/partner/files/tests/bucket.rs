//! A bucket that speaks S3 over HTTP, and looks closely at signatures (AWS signature 4).

use super::*;
use crate::files::{Bucket, FilesAccount, FilesPlace};
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use simulator::{BucketAccess, Destination};
use std::collections::BTreeMap;
use std::sync::Mutex;

const AK: &str = "BUCKETAK";
const SK: &str = "canary-bucket-sk";
const REGION: &str = "ap-southeast-1";

#[derive(Clone, Default)]
struct Peer {
    objects: Arc<Mutex<BTreeMap<String, Bytes>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Peer {
    async fn start(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = axum::Router::new().fallback(answer).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        url
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

async fn answer(State(peer): State<Peer>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 24).await.unwrap();
    peer.asked.lock().unwrap().push(format!("{} {}", head.method, head.uri));
    if !is_signed(&head, &body, SK) {
        // As AWS does, it quotes what it was sent.
        let no =
            format!("<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>{AK}</AWSAccessKeyId></Error>");
        return (StatusCode::FORBIDDEN, no).into_response();
    }
    let path = head.uri.path();
    let mut objects = peer.objects.lock().unwrap();
    match path.strip_prefix("/bills/").filter(|key| !key.is_empty()) {
        None if path.trim_end_matches('/') == "/bills" => {
            list(&objects, head.uri.query().unwrap_or_default())
        }
        Some(key) if head.method == "PUT" => {
            objects.insert(key.to_owned(), body);
            [("etag", "\"one\"")].into_response()
        }
        Some("billing/customerBill/customerBill_202401.tar.gz") => {
            (StatusCode::FOUND, [("location", "http://127.0.0.1:9/elsewhere")]).into_response()
        }
        Some(key) => match objects.get(key) {
            Some(bytes) => {
                let stamps = [("last-modified", "Tue, 05 Mar 2024 04:00:00 GMT"), ("etag", "\"one\"")];
                (stamps, bytes.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        },
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Two objects a page, so that paging is seen too.
fn list(objects: &BTreeMap<String, Bytes>, query: &str) -> Response {
    let pairs: BTreeMap<String, String> = reqwest::Url::parse(&format!("http://x/?{query}"))
        .unwrap()
        .query_pairs()
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let prefix = pairs.get("prefix").cloned().unwrap_or_default();
    let after = pairs.get("continuation-token").cloned().unwrap_or_default();
    let found: Vec<_> = objects.iter().filter(|(key, _)| key.starts_with(&prefix) && **key > after).collect();
    let page: String = found
        .iter()
        .take(2)
        .map(|(key, bytes)| {
            format!(
                "<Contents><Key>{key}</Key><Size>{}</Size><LastModified>2024-03-05T04:00:00.000Z</LastModified>\
<ETag>\"one\"</ETag></Contents>",
                bytes.len()
            )
        })
        .collect();
    let next = match found.get(1) {
        Some((key, _)) if found.len() > 2 => {
            format!("<IsTruncated>true</IsTruncated><NextContinuationToken>{key}</NextContinuationToken>")
        }
        _ => "<IsTruncated>false</IsTruncated>".to_owned(),
    };
    format!("<ListBucketResult>{next}{page}</ListBucketResult>").into_response()
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(text).finalize().into_bytes().to_vec()
}

/// Signs the request again by the rules of signature 4 and compares.
fn is_signed(head: &axum::http::request::Parts, body: &[u8], secret: &str) -> bool {
    let header =
        |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let authorization = header("authorization");
    let part = |name: &str| {
        let rest = authorization.split(name).nth(1).unwrap_or_default();
        rest.split(',').next().unwrap_or_default().trim().to_owned()
    };
    let (date, hash) = (header("x-amz-date"), header("x-amz-content-sha256"));
    let scope = format!("{}/{REGION}/s3/aws4_request", date.get(..8).unwrap_or_default());
    let names = part("SignedHeaders=");
    let whole =
        ["host", "x-amz-date", "x-amz-content-sha256"].iter().all(|n| names.split(';').any(|s| s == *n));
    let lines: String = names.split(';').map(|name| format!("{name}:{}\n", header(name).trim())).collect();
    let mut query: Vec<&str> =
        head.uri.query().unwrap_or_default().split('&').filter(|p| !p.is_empty()).collect();
    query.sort_unstable();
    let canonical =
        format!("{}\n{}\n{}\n{lines}\n{names}\n{hash}", head.method, head.uri.path(), query.join("&"));
    let text =
        format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex::encode(Sha256::digest(canonical.as_bytes())));
    let key = scope.split('/').fold(format!("AWS4{secret}").into_bytes(), |key, part| hmac(&key, part));
    whole
        && authorization.starts_with("AWS4-HMAC-SHA256 ")
        && part("Credential=") == format!("{AK}/{scope}")
        && hash == hex::encode(Sha256::digest(body))
        && part("Signature=") == hex::encode(hmac(&key, &text))
}

fn bucket(endpoint: &str) -> Bucket {
    Bucket {
        name: "bills".to_owned(),
        prefix: "billing".to_owned(),
        endpoint: endpoint.to_owned(),
        region: REGION.to_owned(),
        path_style: true,
        ak: AK.into(),
        sk: SK.into(),
    }
}

fn open(bucket: Bucket) -> Files {
    let account = FilesAccount { place: FilesPlace::Bucket(bucket), limits: FilesLimits::default() };
    Files::open(&account, Currency::usd()).unwrap()
}

fn lay(peer: &Peer, path: &str, bytes: &[u8]) {
    peer.objects.lock().unwrap().insert(path.to_owned(), Bytes::copy_from_slice(bytes));
}

#[tokio::test]
async fn a_bucket_is_listed_and_read_with_signed_requests() {
    let peer = Peer::default();
    let files = open(bucket(&peer.start().await));
    for (month, price) in [("202312", "3"), ("202401", "2"), ("202402", "1.50"), ("202403", "4")] {
        let path = format!("billing/customerBill/customerBill_{month}.tar.gz");
        lay(&peer, &path, &archive(bill(&[price])));
    }
    lay(&peer, "customerBill/customerBill_202402.tar.gz", b"of another folder");
    assert_eq!(files.list(FileKind::Bill).await.unwrap().len(), 4);
    assert_eq!(peer.asked().len(), 2, "two pages");
    let entry = files.newest(FileKind::Bill, month()).await.unwrap().unwrap();
    assert_eq!(entry.stored_at, Some("2024-03-05T04:00:00Z".parse().unwrap()));
    peer.asked();
    let (records, end) = drained(&mut files.bill(&entry).await.unwrap()).await;
    assert!(end.unwrap().is_whole());
    assert_eq!(records[0].list_price.as_ref().unwrap().amount.to_string(), "1.50");
    assert_eq!(peer.asked(), ["GET /bills/billing/customerBill/customerBill_202402.tar.gz"]);
    assert_eq!(files.list(FileKind::Usage).await.unwrap(), []);
}

#[tokio::test]
async fn what_the_simulator_puts_into_a_bucket_is_found_there() {
    let peer = Peer::default();
    let endpoint = peer.start().await;
    let access = BucketAccess {
        endpoint: endpoint.clone(),
        region: REGION.to_owned(),
        path_style: true,
        ak: AK.into(),
        sk: SK.into(),
    };
    let _simulator = simulator::start(simulator::Options {
        addr: "127.0.0.1:0".parse().unwrap(),
        seed: 7,
        customers: 3,
        ak: "AK".into(),
        sk: "SK".into(),
        fault_percent: 0,
        state: None,
        start: Some("2024-03-06T09:00:00Z".parse().unwrap()),
        files: Some(Destination { url: "s3://bills/billing".to_owned(), bucket: Some(access) }),
        observer: None,
    })
    .await
    .unwrap();
    let files = open(bucket(&endpoint));
    let mut entry = None;
    for _ in 0..500 {
        entry = files.newest(FileKind::Bill, month()).await.unwrap();
        if entry.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let entry = entry.expect("the bill of February within ten seconds");
    let (records, end) = drained(&mut files.bill(&entry).await.unwrap()).await;
    assert!(end.unwrap().is_whole() && records.len() > 3 * 28);
}

#[tokio::test]
async fn wrong_keys_are_refused_and_nobody_is_sent_elsewhere() {
    let peer = Peer::default();
    let url = peer.start().await;
    let wrong = open(Bucket { sk: "another-canary".into(), ..bucket(&url) });
    let refused = wrong.list(FileKind::Bill).await.unwrap_err();
    assert!(matches!(refused, FileError::Refused(_)), "{refused:?}");
    assert!(refused.to_string().ends_with("status code: 403 SignatureDoesNotMatch"), "{refused}");
    let shown = format!("{wrong:?} {refused:?} {refused}");
    assert!(!shown.contains("canary") && !shown.contains(AK), "{shown}");

    lay(&peer, "billing/customerBill/customerBill_202401.tar.gz", b"moved");
    let files = open(bucket(&url));
    let entry = files.list(FileKind::Bill).await.unwrap().remove(0);
    peer.asked();
    let moved = files.bill(&entry).await.map(|_| ()).unwrap_err();
    assert!(moved.to_string().contains("302"), "{moved}");
    assert_eq!(peer.asked().len(), 1);
}

#[tokio::test]
async fn what_breaks_off_on_the_way_is_no_end() {
    let peer = Peer::default();
    let files = open(bucket(&peer.start().await));
    let path = "billing/customerBill/customerBill_202402.tar.gz";
    let whole = archive(bill(&["1"; 3_000]));
    lay(&peer, path, &whole[..whole.len() / 2]);
    let entry = files.newest(FileKind::Bill, month()).await.unwrap().unwrap();
    let (_, end) = drained(&mut files.bill(&entry).await.unwrap()).await;
    assert!(matches!(end, Err(FileError::Broken(_))), "{end:?}");
    // Replaced by a whole one after it was listed: what is there now counts.
    lay(&peer, path, &whole);
    let (records, _) = drained(&mut files.bill(&entry).await.unwrap()).await;
    assert_eq!(records.len(), 3_000);
}

#[test]
fn obs_is_asked_at_the_buckets_own_host() {
    let obs = Bucket { path_style: false, ..bucket("https://obs.ap-southeast-1.myhuaweicloud.com") };
    assert_eq!(store::endpoint(&obs), "https://bills.obs.ap-southeast-1.myhuaweicloud.com");
    let shown = format!("{:?}", open(obs));
    assert_eq!(shown, "Files(AmazonS3(bills)/billing)");
    let elsewhere = bucket("https://s3.example");
    assert_eq!(store::endpoint(&elsewhere), "https://s3.example");
}
