//! An address beside pages and server functions, where a file leaves the desk or comes in.

use crate::server::state::Desk;
use axum::Router;
use axum::http::Method;
use axum::routing::MethodRouter;

/// One such address.
#[derive(Debug)]
pub struct FileRoute {
    /// The method that it takes.
    pub method: Method,
    /// Its path, without parameters.
    pub path: String,
    /// What answers.
    pub(super) handler: MethodRouter<Desk>,
}

/// A router of all of them.
pub(super) fn router(routes: Vec<FileRoute>, desk: &Desk) -> Router {
    let add = |router: Router<Desk>, route: FileRoute| router.route(&route.path, route.handler);
    routes.into_iter().fold(Router::new(), add).with_state(desk.clone())
}
