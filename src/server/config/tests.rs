#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use secrecy::ExposeSecret;

fn environment(pairs: &[(&str, &str)]) -> Environment {
    let variables = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Environment { variables, executable: None }
}

const ACCOUNT: [(&str, &str); 4] = [
    ("PARTNERDESK_SITE", "international"),
    ("PARTNERDESK_AK", "AKEXAMPLE"),
    ("PARTNERDESK_SK", "canary-secret"),
    ("PARTNERDESK_AGENCY", "desk"),
];

fn with(more: &[(&str, &str)]) -> Environment {
    let mut environment = environment(&ACCOUNT);
    for (name, value) in more {
        environment.variables.insert((*name).to_owned(), (*value).to_owned());
    }
    environment
}

fn problems(environment: &Environment) -> Vec<String> {
    read(environment, false).err().map(|problems| problems.0).unwrap_or_default()
}

#[test]
fn a_site_and_keys_are_enough() {
    let config = read(&with(&[]), false).unwrap();
    assert_eq!(config.addr.to_string(), "127.0.0.1:3000");
    assert_eq!(config.database, "sqlite://data/partnerdesk.db");
    assert_eq!(config.settings, Settings::default());
    let account = config.partner.unwrap();
    assert_eq!(account.bss_url, "https://bss-intl.myhuaweicloud.com");
    assert_eq!(account.iam_url, "https://iam.myhuaweicloud.com");
    assert_eq!(account.sk.expose_secret(), "canary-secret");
}

#[test]
fn europe_never_asks_the_international_iam_and_can_be_given_another() {
    let account = read(&with(&[("PARTNERDESK_SITE", "europe")]), false).unwrap().partner.unwrap();
    assert_eq!(account.iam_url, "https://iam.myhuaweicloud.eu");
    let regional = [
        ("PARTNERDESK_SITE", "europe"),
        ("PARTNERDESK_IAM_URL", "https://iam.eu-west-101.myhuaweicloud.eu/"),
    ];
    let account = read(&with(&regional), false).unwrap().partner.unwrap();
    assert_eq!(account.iam_url, "https://iam.eu-west-101.myhuaweicloud.eu");
    assert_eq!(account.bss_url, "https://bss.myhuaweicloud.eu");
}

#[test]
fn without_a_partner_only_the_demo_starts() {
    let nothing = environment(&[]);
    let found = problems(&nothing);
    assert!(found.iter().any(|line| line.contains("--demo")), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("PARTNERDESK_AK:")), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("PARTNERDESK_SK ")), "{found:?}");
    let demo = read(&nothing, true).unwrap();
    assert!(demo.partner.is_none());
    assert!(demo.settings.simulated);
    assert_eq!(demo.database, "sqlite://data/demo/partnerdesk.db");
}

#[test]
fn everything_wrong_is_told_at_once() {
    let found = problems(&with(&[
        ("PARTNERDESK_ADDR", "here"),
        ("PARTNERDESK_SITE", "mars"),
        ("PARTNERDESK_HTTPS", "perhaps"),
        ("PARTNERDESK_ORIGIN", "desk.example/path"),
        ("PARTNERDESK_ZONE", "Mars/Olympus"),
        ("PARTNERDESK_JANITOR_SECONDS", "0"),
        ("PARTNERDESK_SK_FILE", "/nowhere"),
        ("DATABASE_URL", "mysql://root:hunter2@db/x"),
    ]));
    assert_eq!(found.len(), 8, "{found:#?}");
    let text = Problems(found).to_string();
    assert!(!text.contains("hunter2") && !text.contains("canary-secret"), "{text}");
}

#[test]
fn plain_http_only_reaches_this_machine() {
    let with_url = |url| with(&[("PARTNERDESK_BSS_URL", url)]);
    assert!(problems(&with_url("http://127.0.0.1:9080")).is_empty());
    assert_eq!(problems(&with_url("http://bss.example")).len(), 1);
    assert_eq!(problems(&with_url("http://127.0.0.1.evil.example")).len(), 1);
    assert_eq!(problems(&with_url("https://user@bss.example")).len(), 1);
    assert_eq!(problems(&with_url("https://bss.example/v2")).len(), 1);
    assert_eq!(problems(&with_url("bss.example")).len(), 1);
}

#[test]
fn a_secret_may_lie_in_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("sk");
    std::fs::write(&file, "from the file\n").unwrap();
    let mut environment = with(&[("PARTNERDESK_SK_FILE", file.to_str().unwrap())]);
    assert_eq!(problems(&environment).len(), 1, "both are set");
    environment.variables.remove("PARTNERDESK_SK");
    let account = read(&environment, false).unwrap().partner.unwrap();
    assert_eq!(account.sk.expose_secret(), "from the file");
    std::fs::write(&file, " \n").unwrap();
    assert_eq!(problems(&environment).len(), 1, "an empty file is no secret");
}

#[test]
fn secrets_are_not_printed() {
    let config = read(&with(&[]), false).unwrap();
    assert!(!format!("{config:?}").contains("canary-secret"));
}
