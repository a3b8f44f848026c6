//! What goes into one call of the partner API.

use bytes::Bytes;
use secrecy::SecretString;
use serde::Serialize;

use super::wire::Unreadable;
use crate::operations::Operation;
use model::ids::CustomerId;
use model::page::encode;

/// One call: an operation of the registry and what goes with it.
pub(crate) struct Call<'a> {
    pub operation: &'static Operation,
    /// Whose keys; `None` for the partner's own.
    pub customer: Option<&'a CustomerId>,
    id: Option<&'a str>,
    pub query: Vec<(String, String)>,
    /// The body, or that it could not be written.
    pub body: Option<Result<Bytes, Unreadable>>,
    /// Secrets to remove from error messages.
    pub secrets: Vec<&'a SecretString>,
}

impl<'a> Call<'a> {
    pub fn new(operation: &'static Operation) -> Self {
        Self { operation, customer: None, id: None, query: Vec::new(), body: None, secrets: Vec::new() }
    }

    /// With the keys of a customer.
    pub fn acting_for(mut self, customer: &'a CustomerId) -> Self {
        self.customer = Some(customer);
        self
    }

    /// The id in the path.
    pub fn id(mut self, id: &'a str) -> Self {
        self.id = Some(id);
        self
    }

    /// A query pair, where there is a value.
    pub fn query(mut self, name: &str, value: Option<impl ToString>) -> Self {
        self.query.extend(value.map(|value| (name.to_owned(), value.to_string())));
        self
    }

    /// A JSON body.
    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.body = Some(serde_json::to_vec(body).map(Bytes::from).map_err(|_| Unreadable));
        self
    }

    /// Marks a secret of the body, to be removed from error messages about it.
    pub fn hiding(mut self, secret: Option<&'a SecretString>) -> Self {
        self.secrets.extend(secret);
        self
    }

    /// The path with its id. A segment of only dots would be resolved as a parent path and reach another
    /// operation.
    pub fn path(&self) -> Option<String> {
        let template = self.operation.path;
        let Some((before, rest)) = template.split_once('{') else { return Some(template.to_owned()) };
        let (_, after) = rest.split_once('}')?;
        let id = self.id.filter(|id| !matches!(*id, "" | "." | ".."))?;
        Some(format!("{before}{}{after}", encode(id)))
    }
}
