//! Sockets: accepting connections, and a graceful stop.

use crate::server::state::Desk;
use crate::server::telemetry;
use axum::Router;
use axum::serve::ListenerExt;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

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
    let listener = listener.tap_io(|stream| {
        // Without it small answers wait for the other side's acknowledgement.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no nodelay");
        }
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let stop = async move {
        stop.await;
        stopping.send(()).ok();
    };
    let serving = axum::serve(listener, service).with_graceful_shutdown(stop);
    let late = async {
        // A sender that is gone means that serving ended by itself.
        if stopped.await.is_ok() {
            tokio::time::sleep(FAREWELL).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        served = serving => served?,
        () = telemetry::sum_up() => {}
        () = late => tracing::warn!("connections were still open when the server stopped"),
    }
    desk.tasks.close();
    if tokio::time::timeout(FAREWELL, desk.tasks.wait()).await.is_err() {
        tracing::error!("writes were still under way when the server stopped");
    }
    Ok(())
}
