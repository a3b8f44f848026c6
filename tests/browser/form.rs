//! A form as rendered on a page, to be sent at once or later.

use super::{Client, Page};
use reqwest::RequestBuilder;
use reqwest::header::{ACCEPT, ORIGIN};
use scraper::{ElementRef, Html, Selector};

/// A form with its current fields.
#[derive(Clone, Debug)]
pub struct Form {
    /// The page it was read from.
    pub path: String,
    /// The address it is posted to.
    pub action: String,
    /// The fields sent, in order; a name may occur several times.
    pub fields: Vec<(String, String)>,
    /// Names of all its controls, including unchecked boxes and buttons.
    names: Vec<String>,
}

impl Form {
    /// Reads the form on a page that posts to an address.
    pub fn read(path: &str, body: &str, action: &str) -> Self {
        let html = Html::parse_document(body);
        let form = Selector::parse(&format!("form[action=\"{action}\"]")).unwrap();
        let form = html.select(&form).next().unwrap_or_else(|| panic!("no form for {action} on {path}"));
        assert_eq!(form.value().attr("method").map(str::to_lowercase).as_deref(), Some("post"), "{action}");
        let controls = Selector::parse("input[name], select[name], textarea[name], button[name]").unwrap();
        let controls: Vec<ElementRef> = form.select(&controls).collect();
        let name = |control: &ElementRef| control.value().attr("name").unwrap().to_owned();
        let names = controls.iter().map(name).collect();
        let sent = controls.iter().filter(|control| is_sent(control));
        let fields = sent.map(|control| (name(control), value(control))).collect();
        Self { path: path.to_owned(), action: action.to_owned(), fields, names }
    }

    /// A form with any fields, as an attacker would send it.
    pub fn forged(path: &str, action: &str, fields: &[(&str, &str)]) -> Self {
        let fields: Vec<_> = fields
            .iter()
            .chain(&[("back", path)])
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let names = fields.iter().map(|(name, _)| name.clone()).collect();
        Self { path: path.to_owned(), action: action.to_owned(), fields, names }
    }

    /// Sets fields. An unknown field fails the test.
    pub fn with(mut self, fields: &[(&str, &str)]) -> Self {
        for (name, value) in fields {
            assert!(self.names.iter().any(|known| known == name), "no field {name} for {}", self.action);
            self.fields.retain(|(known, _)| known != name);
            self.fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        self
    }

    /// Ticks a box that the page shows only with some values of the other fields.
    pub fn ticking(mut self, name: &str) -> Self {
        self.fields.push((name.to_owned(), "yes".to_owned()));
        self
    }

    /// Checks exactly these boxes of a name.
    pub fn choosing(mut self, name: &str, values: &[&str]) -> Self {
        assert!(self.names.iter().any(|known| known == name), "no boxes {name} for {}", self.action);
        self.fields.retain(|(known, _)| known != name);
        self.fields.extend(values.iter().map(|value| (name.to_owned(), (*value).to_owned())));
        self
    }

    /// Whether it has a field with this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("no field {name} for {}", self.action)).1
    }
}

/// Whether a browser sends the control without a click on it.
fn is_sent(control: &ElementRef) -> bool {
    let choice = matches!(control.value().attr("type"), Some("checkbox" | "radio"));
    control.value().name() != "button" && (!choice || control.value().attr("checked").is_some())
}

fn value(control: &ElementRef) -> String {
    let selected = Selector::parse("option[selected]").unwrap();
    match control.value().name() {
        "textarea" => control.text().collect(),
        "select" => {
            let option = control.select(&selected).next();
            option.and_then(|option| option.value().attr("value")).unwrap_or_default().to_owned()
        }
        _ => control.value().attr("value").unwrap_or_default().to_owned(),
    }
}

impl Client {
    /// Loads a page and reads the form that posts to an address.
    pub async fn form(&self, path: &str, action: &str) -> Form {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "the page with the form: {path}");
        Form::read(path, &page.body, action)
    }

    /// Posts a form like a browser without script: on status 307 the same form is posted to the new
    /// address.
    pub async fn submit(&self, form: &Form) -> Page {
        let page = self.send(self.posting(form)).await;
        if page.status != 307 {
            return page;
        }
        let action = page.location().unwrap();
        self.send(self.posting(&Form { action, ..form.clone() })).await
    }

    /// The request of [`Client::submit`]. It has no `Referer`, because browsers may omit it.
    pub fn posting(&self, form: &Form) -> RequestBuilder {
        let fields: Vec<_> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let post = self.post(&form.action, &fields).header(ACCEPT, super::client::PAGE);
        post.header(ORIGIN, self.base())
    }

    /// Reads the form on a page, fills it in and posts it.
    pub async fn post_form(&self, path: &str, action: &str, fields: &[(&str, &str)]) -> Page {
        let form = self.form(path, action).await.with(fields);
        self.submit(&form).await
    }

    /// Posts a form and loads the page it redirects to.
    pub async fn submit_and_read(&self, form: &Form) -> Page {
        let posted = self.submit(form).await;
        assert_eq!(posted.status, 303, "{}", posted.body);
        self.visit(&posted.location().unwrap()).await
    }
}
