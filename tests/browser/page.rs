//! Answers of the desk.

use model::error::AppError;
use reqwest::Response;
use reqwest::header::{HeaderMap, LOCATION};
use scraper::{Html, Selector};

/// One answer.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    pub async fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, body: response.text().await.unwrap() }
    }

    /// The text of a header; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The target of a redirect.
    pub fn location(&self) -> Option<String> {
        let leads = (300..400).contains(&self.status);
        leads.then(|| self.headers.get(LOCATION).unwrap().to_str().unwrap().to_owned())
    }

    /// The error of a server function.
    pub fn error(&self) -> AppError {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no error: {} {}", self.status, self.body))
    }

    /// Asserts that the page contains a text; the failure prints the page.
    #[track_caller]
    pub fn says(&self, words: &str) {
        let shown = self.words();
        assert!(shown.contains(words), "{words:?} is not on the page ({}): {shown}", self.status);
    }

    /// The text of the page, without markup, scripts and head.
    pub fn words(&self) -> String {
        let html = Html::parse_document(&self.body);
        let body = Selector::parse("body").unwrap();
        let texts = html.select(&body).next().into_iter().flat_map(|body| body.descendants());
        let shown = texts.filter(|node| {
            let parent =
                node.parent().and_then(|parent| parent.value().as_element().map(|e| e.name().to_owned()));
            !matches!(parent.as_deref(), Some("script" | "style" | "noscript"))
        });
        let words: Vec<&str> =
            shown.filter_map(|node| node.value().as_text().map(|text| text.trim())).collect();
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The text of the first element that matches.
    pub fn text(&self, selector: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        let words: Vec<&str> = html.select(&selector).next()?.text().map(str::trim).collect();
        Some(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
    }

    /// An attribute of all elements that match.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).filter_map(|found| found.value().attr(name).map(str::to_owned)).collect()
    }

    /// An attribute of the first element that matches.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).next()?.value().attr(name).map(ToOwned::to_owned)
    }
}
