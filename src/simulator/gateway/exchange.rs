//! One request and its answer, shown to the observer and logged.

use crate::gateway::dispatch;
use crate::gateway::service::Service;
use crate::operations::identity;
use crate::wire::exchange::Exchange;
use crate::wire::outcome::{Outcome, Trace};
use crate::wire::request::Request;
use crate::wire::request_log::LoggedRequest;
use crate::world::World;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::ids;

/// Serves a complete request, shows it to the observer and logs it. `number` is the number of the
/// call in this run.
pub async fn serve(service: &Service, number: u64, request: &Request) -> Outcome {
    let mut trace = Trace::default();
    let outcome = dispatch::serve(service, request, &mut trace).await;
    if let Some(observer) = &service.observer {
        // IAM requests and answers contain keys and tokens.
        let hidden = identity::Operation::find(&request.method, &request.path).is_some();
        observer.see(&Exchange::new(request, &trace, &outcome, hidden));
    }
    service.log.add(LoggedRequest::new(number, service.world.now(), request, trace, &outcome));
    outcome
}

/// The id of a call: 32 hex digits, like those of the gateway.
pub fn request_id(world: &World, number: u64) -> String {
    ids::hex_id(&mut Rng::new(world.tenant.seed, Stream::Partner, 1_000 + number))
}
