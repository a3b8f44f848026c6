use super::*;
use model::users::Role;
use partner::files::{Bucket, FilesLimits, FilesPlace};
use rust_decimal::Decimal;
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
    assert_eq!(account.rate_percent, None);
    let half = read(&with(&[("PARTNERDESK_RATE_PERCENT", "45")]), false).unwrap();
    assert_eq!(half.partner.unwrap().rate_percent, Some(45));
}

#[test]
fn what_a_cluster_puts_into_the_environment_is_no_setting() {
    let of_cluster = [
        ("PARTNERDESK_SERVICE_HOST", "10.0.0.1"),
        ("PARTNERDESK_SERVICE_PORT", "80"),
        ("PARTNERDESK_SERVICE_PORT_HTTP", "80"),
        ("PARTNERDESK_PORT", "tcp://10.0.0.1:80"),
        ("PARTNERDESK_PORT_80_TCP", "tcp://10.0.0.1:80"),
        ("PARTNERDESK_PORT_80_TCP_PORT", "80"),
        ("PARTNERDESK_WEB_PORT_80_TCP_ADDR", "10.0.0.1"),
    ];
    assert!(read(&with(&of_cluster), false).is_ok());
    assert!(read(&with(&[("PARTNERDESK_PORT", "3000")]), false).is_err(), "somebody wanted a port");
}

#[test]
fn a_setting_that_there_is_not_is_reported_with_the_one_that_was_meant() {
    let found =
        problems(&with(&[("PARTNERDESK_APROVAL_ABOVE", "manager=1"), ("PARTNERDESK_QUITE_ELSE", "1")]));
    assert_eq!(
        found,
        [
            "PARTNERDESK_APROVAL_ABOVE: there is no such setting; did you mean PARTNERDESK_APPROVAL_ABOVE?",
            "PARTNERDESK_QUITE_ELSE: there is no such setting",
        ]
    );
    assert!(problems(&with(&[("PARTNERDESK_TEST_POSTGRES", "x"), ("PATH", "y")])).is_empty());
    let demo = environment(&[("PARTNERDESK_AK", "x"), ("PARTNERDESK_FILES_REGION", "y")]);
    assert!(read(&demo, true).is_ok(), "what a demo does not use is a setting all the same");
}

#[test]
fn an_origin_below_a_path_is_refused_with_words() {
    let found = problems(&with(&[("PARTNERDESK_ORIGIN", "https://example.com/desk")]));
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("below a path"), "{found:?}");
}

#[test]
fn limits_stand_per_role_and_are_off_unless_set() {
    let limits = with(&[("PARTNERDESK_PASSWORD_ABOVE", "manager=500 administrator=5000.50")]);
    let spending = read(&limits, false).unwrap().settings.spending;
    let wanted =
        vec![(Role::Manager, "500".parse().unwrap()), (Role::Administrator, "5000.50".parse().unwrap())];
    assert_eq!((spending.password, spending.approval), (wanted, Vec::new()));
    assert!(!read(&with(&[]), true).unwrap().settings.spending.approval.is_empty(), "the demo shows them");
    for wrong in ["manager", "manager=x", "manager=-1", "boss=1", "manager=1 manager=2"] {
        for name in ["PARTNERDESK_APPROVAL_ABOVE", "PARTNERDESK_BUDGET_APPROVAL_ABOVE"] {
            assert_eq!(problems(&with(&[(name, wrong)])).len(), 1, "{name} {wrong}");
        }
    }
}

#[test]
fn budgets_have_limits_of_their_own() {
    let limits = with(&[
        ("PARTNERDESK_BUDGET_PASSWORD_ABOVE", "manager=500"),
        ("PARTNERDESK_BUDGET_APPROVAL_ABOVE", "manager=900"),
    ]);
    let settings = read(&limits, false).unwrap().settings;
    let of = |limit: &str| vec![(Role::Manager, limit.parse().unwrap())];
    assert_eq!((settings.raising.password, settings.raising.approval), (of("500"), of("900")));
    assert_eq!(settings.spending, Settings::default().spending);
    let demo = read(&with(&[]), true).unwrap().settings.raising;
    assert!(!demo.password.is_empty() && !demo.approval.is_empty(), "the demo shows them");
}

#[test]
fn a_day_has_the_limit_of_one_action_unless_it_has_its_own() {
    let of = |limits: &[(&str, u32)]| -> Vec<(Role, Decimal)> {
        limits.iter().map(|(role, limit)| (Role::from_code(role).unwrap(), (*limit).into())).collect()
    };
    let limits = with(&[
        ("PARTNERDESK_APPROVAL_ABOVE", "manager=500 administrator=5000"),
        ("PARTNERDESK_APPROVAL_ABOVE_PER_DAY", "manager=900"),
        ("PARTNERDESK_BUDGET_PASSWORD_ABOVE_PER_DAY", "support=7"),
    ]);
    let settings = read(&limits, false).unwrap().settings;
    assert_eq!(settings.spending.approval_per_day, of(&[("manager", 900), ("administrator", 5_000)]));
    assert_eq!(settings.spending.password_per_day, []);
    assert_eq!(settings.raising.password_per_day, of(&[("support", 7)]));
    assert_eq!(settings.raising.password, []);
}

#[test]
fn limits_are_in_the_currency_of_the_account() {
    let of = |variables: &[(&str, &str)]| read(&with(variables), false).unwrap().settings.spending.currency;
    assert_eq!(of(&[]).code(), "USD");
    assert_eq!(of(&[("PARTNERDESK_SITE", "europe")]).code(), "EUR");
    assert_eq!(of(&[("PARTNERDESK_SITE", "europe"), ("PARTNERDESK_CURRENCY", "CHF")]).code(), "CHF");
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
        ("PARTNERDESK_RATE_PERCENT", "0"),
        ("PARTNERDESK_SK_FILE", "/nowhere"),
        ("DATABASE_URL", "mysql://root:hunter2@db/x"),
    ]));
    assert_eq!(found.len(), 9, "{found:#?}");
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

const BUCKET: [(&str, &str); 3] = [
    ("PARTNERDESK_FILES_URL", "s3://bills/billing/"),
    ("PARTNERDESK_FILES_AK", "canary-bucket-ak"),
    ("PARTNERDESK_FILES_SK", "canary-bucket-sk"),
];

fn bucket_of(more: &[(&str, &str)]) -> Bucket {
    let all: Vec<_> = BUCKET.iter().chain(more).copied().collect();
    match read(&with(&all), false).unwrap().files.unwrap().place {
        FilesPlace::Bucket(bucket) => bucket,
        FilesPlace::Folder(folder) => panic!("{folder:?}"),
    }
}

#[test]
fn files_lie_in_a_folder_or_in_a_bucket_or_nowhere() {
    assert!(read(&with(&[]), false).unwrap().files.is_none());
    let files =
        read(&with(&[("PARTNERDESK_FILES_URL", "file:///var/lib/bill%20files")]), false).unwrap().files;
    let files = files.unwrap();
    assert!(matches!(files.place, FilesPlace::Folder(path) if path == Path::new("/var/lib/bill files")));
    assert_eq!(files.limits, FilesLimits::default());
    let bucket = bucket_of(&[("PARTNERDESK_FILES_MAX_MB", "7")]);
    assert_eq!((bucket.name.as_str(), bucket.prefix.as_str()), ("bills", "billing"));
    assert_eq!(bucket.endpoint, "https://obs.ap-southeast-1.myhuaweicloud.com");
    assert_eq!((bucket.region.as_str(), bucket.path_style), ("ap-southeast-1", false));
    let local =
        [("PARTNERDESK_FILES_ENDPOINT", "http://127.0.0.1:9000"), ("PARTNERDESK_FILES_PATH_STYLE", "1")];
    assert_eq!(bucket_of(&local).endpoint, "http://127.0.0.1:9000");
    let shown = format!("{:?}", read(&with(&BUCKET), false).unwrap());
    assert!(!shown.contains("canary"), "{shown}");
    assert!(read(&with(&BUCKET), true).unwrap().files.is_none(), "the demo brings its own");
}

#[test]
fn what_is_wrong_with_a_bucket_is_told() {
    for (settings, expected) in [
        (&[("PARTNERDESK_FILES_URL", "s3://bills")][..], 2),
        (&[("PARTNERDESK_FILES_URL", "bills")], 1),
        (&[("PARTNERDESK_FILES_URL", "file://relative")], 1),
        (&[BUCKET[1], BUCKET[2], ("PARTNERDESK_FILES_URL", "s3://Bills/../x")], 1),
        (&[BUCKET[0], BUCKET[1], BUCKET[2], ("PARTNERDESK_FILES_ENDPOINT", "http://obs.example")], 1),
        (&[BUCKET[0], BUCKET[1], BUCKET[2], ("PARTNERDESK_FILES_ENDPOINT", "https://10.1.2.3")], 1),
        (&[BUCKET[0], BUCKET[1], BUCKET[2], ("PARTNERDESK_FILES_MAX_UNPACKED_MB", "0")], 1),
    ] {
        let found = problems(&with(settings));
        assert_eq!(found.len(), expected, "{settings:?}: {found:?}");
    }
}
