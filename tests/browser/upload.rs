//! Files that are handed in.

use super::client::PAGE;
use super::{Client, Page};
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, ORIGIN};

const PATH: &str = "/budgets/bulk";

impl Client {
    /// Hands in a file, or a text that was pasted, as a browser without script does.
    pub async fn upload(&self, file: &[u8], text: &str) -> Page {
        self.upload_to(PATH, file, text).await
    }

    /// The same, and once more where the answer leads a browser to post it again.
    pub async fn upload_again(&self, file: &[u8], text: &str) -> Page {
        let page = self.upload(file, text).await;
        if page.status != 307 {
            return page;
        }
        self.upload_to(&page.location().unwrap(), file, text).await
    }

    async fn upload_to(&self, path: &str, file: &[u8], text: &str) -> Page {
        const MARK: &str = "----of-a-test";
        let mut body = Vec::new();
        for (head, content) in [
            ("name=\"file\"; filename=\"budgets.csv\"\r\nContent-Type: text/csv", file),
            ("name=\"text\"", text.as_bytes()),
            ("name=\"back\"", PATH.as_bytes()),
        ] {
            body.extend(format!("--{MARK}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
            body.extend(content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{MARK}--\r\n").bytes());
        let post = self.request(Method::POST, path).body(body);
        let post = post.header(CONTENT_TYPE, format!("multipart/form-data; boundary={MARK}"));
        self.send(post.header(ACCEPT, PAGE).header(ORIGIN, self.base())).await
    }
}
