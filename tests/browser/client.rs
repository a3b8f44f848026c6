//! A browser as the desk sees it: with cookies and an origin.

use super::Page;
use model::page::encode;
use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, ORIGIN, SET_COOKIE};
use reqwest::{Method, RequestBuilder, redirect};
use std::collections::BTreeMap;
use std::sync::{Mutex, Once};

/// What browsers accept when they want a page.
pub const PAGE: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// A browser with its own cookies.
pub struct Client {
    http: reqwest::Client,
    base: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Client {
    pub fn new(base: &str) -> Self {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            rustls::crypto::ring::default_provider().install_default().ok();
        });
        let http = reqwest::Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Self { http, base: base.to_owned(), cookies: Mutex::default() }
    }

    /// The same browser at another address of the desk, still signed in.
    pub fn at(&self, base: &str) -> Self {
        let cookies = Mutex::new(self.cookies.lock().unwrap().clone());
        Self { http: self.http.clone(), base: base.to_owned(), cookies }
    }

    /// The desk's own address.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A request with the headers of a browser; the caller adds the rest.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let jar = self.cookies.lock().unwrap();
        let cookies: Vec<String> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self.http.request(method, format!("{}{path}", self.base));
        if cookies.is_empty() { request } else { request.header(COOKIE, cookies.join("; ")) }
    }

    /// A form post without an `Origin` header, which the caller adds.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let pairs: Vec<_> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let form = "application/x-www-form-urlencoded";
        self.request(Method::POST, path).header(CONTENT_TYPE, form).body(pairs.join("&"))
    }

    /// A JSON body, for the simulator's control plane.
    pub async fn post_json(&self, path: &str, body: &serde_json::Value) -> Page {
        let post = self.request(Method::POST, path).header(CONTENT_TYPE, "application/json");
        self.send(post.body(body.to_string())).await
    }

    /// Sends a request and stores the cookies.
    pub async fn send(&self, request: RequestBuilder) -> Page {
        let response = request.send().await.unwrap();
        self.keep(response.headers());
        Page::of(response).await
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut jar = self.cookies.lock().unwrap();
        for cookie in headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The name of the cookie of the session, which each desk calls after itself.
    pub fn session_cookie(&self) -> Option<String> {
        let is_session = |name: &&String| name.starts_with("id-") || name.starts_with("__Host-id-");
        self.cookies.lock().unwrap().keys().find(is_session).cloned()
    }

    /// The id of the session.
    pub fn session(&self) -> Option<String> {
        self.session_cookie().and_then(|name| self.cookie(&name))
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Sets a cookie by hand.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Fetches a page without following redirects.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path).header(ACCEPT, PAGE)).await
    }

    /// Fetches a page and follows redirects like a browser.
    pub async fn visit(&self, path: &str) -> Page {
        let mut page = self.get(path).await;
        for _ in 0..5 {
            let Some(next) = page.location() else { return page };
            page = self.get(&next).await;
        }
        panic!("redirected in circles at {path}");
    }

    /// Calls a server function like a script of the desk.
    pub async fn call(&self, name: &str, fields: &[(&str, &str)]) -> Page {
        let post = self.post(&format!("/api/{name}"), fields);
        self.send(post.header(ACCEPT, "application/json").header(ORIGIN, &self.base)).await
    }

    /// Signs in through the form; the test fails if that is refused.
    pub async fn sign_in(&self, name: &str, password: &str) {
        let page = self.try_sign_in(name, password).await;
        assert_eq!((page.status, page.location().as_deref()), (303, Some("/")), "{}", page.body);
    }

    /// Signs in through the form.
    pub async fn try_sign_in(&self, name: &str, password: &str) -> Page {
        self.post_form("/sign-in", "/sign-in", &[("name", name), ("password", password)]).await
    }
}
