//! Files for the browser: scripts and styles under `/pkg`, and icons.

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use leptos::config::LeptosOptions;
use std::path::Path;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// Names under `/pkg` change with their content.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Asked for again each time; answered with "not modified" while they are the same.
const CHECKED: &str = "no-cache";

/// One route for each entry of the site's folder, as it is when the server starts: an address can
/// only reach existing files, and pages never search for files.
pub fn routes<S: Clone + Send + Sync + 'static>(options: &LeptosOptions) -> Router<S> {
    let root = Path::new(options.site_root.as_ref());
    let mut router = Router::new();
    for (name, is_dir) in entries(root) {
        let hashed = options.hash_files && name == *options.site_pkg_dir;
        let path = root.join(&name);
        let files = if is_dir {
            let files = ServeDir::new(path).append_index_html_on_directories(false);
            Router::new().nest_service(&format!("/{name}"), files.precompressed_br().precompressed_gzip())
        } else {
            let file = ServeFile::new(path).precompressed_br().precompressed_gzip();
            Router::new().route_service(&format!("/{name}"), file)
        };
        router = router.merge(files.layer(cache(if hashed { FOREVER } else { CHECKED })));
    }
    router
}

/// How long a file is kept by caches. That there is none is not kept: it may come with the next version,
/// of which another server behind the same address already sends the pages.
fn cache(value: &'static str) -> SetResponseHeaderLayer<impl Fn(&Response) -> Option<HeaderValue> + Clone> {
    SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, move |response: &Response| {
        let kept = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
        kept.then(|| HeaderValue::from_static(value))
    })
}

/// Names in the site's folder that are meant for browsers, and whether each is a folder.
fn entries(root: &Path) -> Vec<(String, bool)> {
    let Ok(listing) = std::fs::read_dir(root) else {
        tracing::warn!(
            folder = %root.display(),
            "the folder with styles and scripts is missing: pages are bare. Build it with `make site`, or set PARTNERDESK_SITE_DIR"
        );
        return Vec::new();
    };
    let mut found: Vec<_> = listing
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path().is_dir())))
        .filter(|(name, _)| is_public(name))
        .collect();
    found.sort();
    found
}

fn is_public(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    plain && !name.starts_with('.') && name != "hash.txt" && !name.ends_with(".br") && !name.ends_with(".gz")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_meant_for_browsers_is_served() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["hash.txt", ".env", "favicon.svg", "favicon.svg.br", "{odd}"] {
            std::fs::write(dir.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(dir.path().join("pkg")).unwrap();
        assert_eq!(entries(dir.path()), [("favicon.svg".to_owned(), false), ("pkg".to_owned(), true)]);
        assert_eq!(entries(&dir.path().join("missing")), []);
    }
}
