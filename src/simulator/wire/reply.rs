//! An answer before it is sent.

/// Status, body, and headers besides the usual ones.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    /// Empty for answers without a body.
    pub body: String,
    pub headers: Vec<(&'static str, String)>,
}

impl Reply {
    pub fn json(status: u16, body: String) -> Self {
        Self { status, body, headers: Vec::new() }
    }

    pub fn ok(body: String) -> Self {
        Self::json(200, body)
    }

    /// 204 without a body.
    pub fn done() -> Self {
        Self::json(204, String::new())
    }

    /// Adds a header.
    pub fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}
