//! Files that are handed in.

use super::client::PAGE;
use super::{Client, Page};
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, ORIGIN};

impl Client {
    /// Hands in a file, or a text that was pasted, as a browser without script does.
    pub async fn upload(&self, file: &[u8], text: &str) -> Page {
        const MARK: &str = "----of-a-test";
        let mut body = Vec::new();
        for (head, content) in [
            ("name=\"file\"; filename=\"budgets.csv\"\r\nContent-Type: text/csv", file),
            ("name=\"text\"", text.as_bytes()),
            ("name=\"back\"", b"/budgets/bulk"),
        ] {
            body.extend(format!("--{MARK}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
            body.extend(content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{MARK}--\r\n").bytes());
        let page = self.post_parts("/budgets/bulk", MARK, body.clone()).await;
        if page.status != 307 {
            return page;
        }
        self.post_parts(&page.location().unwrap(), MARK, body).await
    }

    async fn post_parts(&self, path: &str, mark: &str, body: Vec<u8>) -> Page {
        let post = self.request(Method::POST, path).body(body);
        let post = post.header(CONTENT_TYPE, format!("multipart/form-data; boundary={mark}"));
        self.send(post.header(ACCEPT, PAGE).header(ORIGIN, self.base())).await
    }
}
