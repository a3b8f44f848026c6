//! A form as it stood on a page when somebody looked at it, to be sent then or later.

use super::{Client, Page};
use reqwest::RequestBuilder;
use reqwest::header::{ACCEPT, ORIGIN};
use scraper::{ElementRef, Html, Selector};

/// A form with its fields as they stood.
#[derive(Clone, Debug)]
pub struct Form {
    /// The page it stands on.
    pub path: String,
    /// Where it is posted to.
    pub action: String,
    /// What is sent, in order; a name may come several times.
    pub fields: Vec<(String, String)>,
    /// Names that the form has, those of unchosen boxes and of buttons too.
    names: Vec<String>,
}

impl Form {
    /// The form on a page that posts to an address.
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

    /// A form that nobody was shown, as it would stand on a page.
    pub fn forged(path: &str, action: &str, fields: &[(&str, &str)]) -> Self {
        let fields: Vec<_> = fields
            .iter()
            .chain(&[("back", path)])
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let names = fields.iter().map(|(name, _)| name.clone()).collect();
        Self { path: path.to_owned(), action: action.to_owned(), fields, names }
    }

    /// Fills in fields. Those that the form does not have are a failure of the test.
    pub fn with(mut self, fields: &[(&str, &str)]) -> Self {
        for (name, value) in fields {
            assert!(self.names.iter().any(|known| known == name), "no field {name} for {}", self.action);
            self.fields.retain(|(known, _)| known != name);
            self.fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        self
    }

    /// Chooses these of the boxes of a name, and no others.
    pub fn choosing(mut self, name: &str, values: &[&str]) -> Self {
        assert!(self.names.iter().any(|known| known == name), "no boxes {name} for {}", self.action);
        self.fields.retain(|(known, _)| known != name);
        self.fields.extend(values.iter().map(|value| (name.to_owned(), (*value).to_owned())));
        self
    }

    /// Whether it has a field of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// What a field holds.
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("no field {name} for {}", self.action)).1
    }
}

/// Whether a browser sends the control by itself.
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
    /// Looks at a page and takes the form that posts to an address.
    pub async fn form(&self, path: &str, action: &str) -> Form {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "the page with the form: {path}");
        Form::read(path, &page.body, action)
    }

    /// Posts a form as a browser without script does: where the answer says so, the same once
    /// more to another address.
    pub async fn submit(&self, form: &Form) -> Page {
        let page = self.send(self.posting(form)).await;
        if page.status != 307 {
            return page;
        }
        let action = page.location().unwrap();
        self.send(self.posting(&Form { action, ..form.clone() })).await
    }

    /// What [`Client::submit`] sends. There is no `Referer`: browsers may leave it out.
    pub fn posting(&self, form: &Form) -> RequestBuilder {
        let fields: Vec<_> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let post = self.post(&form.action, &fields).header(ACCEPT, super::client::PAGE);
        post.header(ORIGIN, self.base())
    }

    /// Fills in the form that stands on a page and posts it.
    pub async fn post_form(&self, path: &str, action: &str, fields: &[(&str, &str)]) -> Page {
        let form = self.form(path, action).await.with(fields);
        self.submit(&form).await
    }

    /// Posts a form and follows where it leads.
    pub async fn submit_and_read(&self, form: &Form) -> Page {
        let posted = self.submit(form).await;
        assert_eq!(posted.status, 303, "{}", posted.body);
        self.visit(&posted.location().unwrap()).await
    }
}
