//! Sockets: accepting connections, ending those that only hold on, and a graceful stop.

use super::connections::{Admitted, Connections};
use super::metered::{Answering, Arriving, Leaving, Metered};
use crate::server::state::Desk;
use crate::server::telemetry;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// How long open requests may take after the stop signal.
const FAREWELL: Duration = Duration::from_secs(25);

/// Takes the address.
///
/// # Errors
/// When it is taken or not this machine's.
pub async fn listen(addr: SocketAddr) -> std::io::Result<TcpListener> {
    TcpListener::bind(addr).await
}

/// Serves until the stop signal; then answers the open requests and completes running writes.
///
/// # Errors
/// None at present: failures of single connections are theirs alone.
pub async fn serve(
    desk: Desk,
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let graceful = GracefulShutdown::new();
    tokio::select! {
        () = accept(&desk, listener, router, &graceful) => {}
        () = telemetry::sum_up() => {}
        () = stop => {}
    }
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("connections were still open when the server stopped");
    }
    desk.tasks.close();
    if tokio::time::timeout(FAREWELL, desk.tasks.wait()).await.is_err() {
        tracing::error!("writes were still under way when the server stopped");
    }
    Ok(())
}

async fn accept(desk: &Desk, mut listener: TcpListener, router: Router, graceful: &GracefulShutdown) {
    let connections = Connections::new(desk.settings.behind_proxy);
    loop {
        // The trait's: it goes on when a connection fails at once, and waits where files are short.
        let (stream, address) = Listener::accept(&mut listener).await;
        // Without it small answers wait for the other side's acknowledgement.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no nodelay");
        }
        match connections.admit(address.ip()) {
            Some(admitted) => {
                tokio::spawn(attend(stream, address, admitted, router.clone(), graceful.watcher()));
            }
            None => tracing::warn!(%address, "a connection was refused: too many are at work"),
        }
    }
}

/// Answers the requests of one connection, until either side ends it.
async fn attend(
    stream: TcpStream,
    address: SocketAddr,
    admitted: Admitted,
    router: Router,
    watcher: Watcher,
) {
    let connection = &admitted.connection;
    let service = service_fn({
        let connection = Arc::clone(connection);
        move |request: Request<Incoming>| {
            let (router, connection) = (router.clone(), Arc::clone(&connection));
            async move {
                let answering = Answering::begin(Arc::clone(&connection));
                let mut request = request.map(|body| Body::new(Arriving::new(body, connection)));
                request.extensions_mut().insert(ConnectInfo(address));
                let answer: Result<Response, Infallible> = router.oneshot(request).await;
                answer.map(|answer| answer.map(|body| Leaving::new(body, answering)))
            }
        }
    });
    let io = TokioIo::new(Metered::new(stream, Arc::clone(connection)));
    let served = http1::Builder::new()
        // The connection's record knows better what is slow.
        .header_read_timeout(None)
        .serve_connection(io, service);
    tokio::select! {
        served = watcher.watch(served) => if let Err(error) = served {
            tracing::debug!(%error, "a connection failed");
        },
        why = connection.too_slow() => tracing::info!(%address, why, "a connection was ended"),
        () = connection.end.cancelled() => tracing::info!(%address, "an idle connection made room"),
    }
}
