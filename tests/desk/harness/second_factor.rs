//! Authenticator apps of users.

use super::{Client, PASSWORD, TestDesk};
use partnerdesk::server::store::RecoveryHashes;
use totp_rs::{Builder, Secret};

/// The secret of [`TestDesk::give_second_factor`].
const SECRET: [u8; 20] = *b"of a test desk alone";

/// An authenticator app, which knows a secret.
#[derive(Clone, Debug)]
pub struct App {
    secret: Secret,
}

impl App {
    /// One that was told a secret as the page shows it.
    pub fn of(shown: &str) -> Self {
        let letters: String = shown.chars().filter(|letter| !letter.is_whitespace()).collect();
        Self { secret: Secret::try_from_base32(letters).unwrap() }
    }

    /// The code that it shows so many steps of 30 seconds from now, by the desk's clock.
    pub fn code(&self, desk: &TestDesk, steps: i64) -> String {
        let at = desk.desk.clock.now().as_second() + 30 * steps;
        let totp = Builder::new().with_secret(self.secret.clone()).build().unwrap();
        totp.generate(u64::try_from(at).unwrap()).to_string()
    }
}

impl TestDesk {
    /// Gives a user a second factor without its pages; none of its codes was used.
    pub async fn give_second_factor(&self, name: &str) -> App {
        let (user, now) = (self.user(name).await.id, self.desk.clock.now());
        let secret = Secret::from(SECRET);
        let (text, session) = (secret.to_base32(), "no session");
        let codes = RecoveryHashes { each: Vec::new(), mark: String::new() };
        let until = now + std::time::Duration::from_secs(60);
        self.desk.store.begin_set_up(&user, session, &text, until).await.unwrap();
        self.desk.store.end_set_up(&user, (session, &text, 0), &codes, now).await.unwrap().unwrap();
        App { secret }
    }

    /// Signs a user in who has a second factor.
    pub async fn sign_in_with(&self, client: &Client, name: &str, code: &str) {
        let page = client.try_sign_in(name, PASSWORD).await;
        assert_eq!((page.status, page.location().as_deref()), (303, Some("/sign-in/code")), "{}", page.body);
        let page = client.enter_code(code).await;
        assert_eq!((page.status, page.location().as_deref()), (303, Some("/")), "{}", page.words());
    }
}

impl Client {
    /// Enters the code of a sign-in.
    pub async fn enter_code(&self, code: &str) -> super::Page {
        self.post_form("/sign-in/code", "/sign-in/code", &[("code", code)]).await
    }
}
