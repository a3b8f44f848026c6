//! File uploads.

use super::client::PAGE;
use super::{Client, Page};
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, ORIGIN};

const PATH: &str = "/budgets/bulk";

impl Client {
    /// Uploads a file, or a pasted text, like a browser without script.
    pub async fn upload(&self, file: &[u8], text: &str) -> Page {
        self.upload_on(PATH, file, text).await
    }

    /// The same on the page with the form, which it is posted to.
    pub async fn upload_on(&self, page: &str, file: &[u8], text: &str) -> Page {
        self.upload_to(page, page, file, text).await
    }

    /// The same; on status 307 it is posted again to the new address.
    pub async fn upload_again(&self, file: &[u8], text: &str) -> Page {
        self.upload_again_on(PATH, file, text).await
    }

    /// The same on any page with such a form.
    pub async fn upload_again_on(&self, path: &str, file: &[u8], text: &str) -> Page {
        let page = self.upload_on(path, file, text).await;
        if page.status != 307 {
            return page;
        }
        self.upload_to(&page.location().unwrap(), path, file, text).await
    }

    async fn upload_to(&self, path: &str, back: &str, file: &[u8], text: &str) -> Page {
        const MARK: &str = "----of-a-test";
        let mut body = Vec::new();
        for (head, content) in [
            ("name=\"file\"; filename=\"budgets.csv\"\r\nContent-Type: text/csv", file),
            ("name=\"text\"", text.as_bytes()),
            ("name=\"back\"", back.as_bytes()),
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
