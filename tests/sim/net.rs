//! The network: packets in transit between desks and the partner API. They do not move by
//! themselves: the scheduler delivers, loses and duplicates them.

use crate::operation::Operation;
use crate::ready::ActorId;
use bytes::Bytes;
use futures::future::BoxFuture;
use http::{Request, Response};
use partner::{Carrier, Undelivered};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;

/// The answer to a request, as a desk receives it.
pub type Answer = Result<Response<Bytes>, Undelivered>;

/// A request in transit, or its answer.
pub struct Packet {
    /// The sender.
    pub actor: ActorId,
    /// What it does.
    pub operation: Operation,
    /// It is a duplicate made by the network.
    pub is_copy: bool,
    /// The network made a duplicate of it.
    pub has_copy: bool,
    /// The signed request; `None` after it arrived.
    pub request: Option<Request<Bytes>>,
    /// The answer, if there is one.
    pub answer: Option<Response<Bytes>>,
    reply_to: Option<oneshot::Sender<Answer>>,
}

impl Packet {
    /// True when nobody waits for the answer any more.
    pub fn is_abandoned(&self) -> bool {
        self.reply_to.as_ref().is_none_or(oneshot::Sender::is_closed)
    }

    /// Gives the sender its answer; the packet may still be in transit.
    pub fn reply_to_sender(&mut self, answer: Answer) {
        if let Some(reply_to) = self.reply_to.take() {
            let _ = reply_to.send(answer);
        }
    }

    /// The sender gets no answer before its timeout.
    pub fn drop_answer(&mut self, net: &Net) {
        if let Some(reply_to) = self.reply_to.take() {
            net.with(|inner| inner.silent.push(reply_to));
        }
    }
}

#[derive(Default)]
struct Inner {
    next: u64,
    packets: BTreeMap<u64, Packet>,
    silent: Vec<oneshot::Sender<Answer>>,
    /// Requests sent by desks, in order, without duplicates of the network.
    sent: Vec<(ActorId, Operation)>,
}

/// Shared by all desks.
#[derive(Clone, Default)]
pub struct Net {
    inner: Arc<Mutex<Inner>>,
    /// The running actor.
    pub acting: Arc<AtomicU32>,
}

impl Net {
    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        act(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The packets in transit: id, whether it is an answer, and whether it is late (nobody waits
    /// for it any more). Duplicates are never late.
    pub fn under_way(&self) -> Vec<(u64, bool, bool)> {
        let is_late = |packet: &Packet| packet.is_abandoned() && !packet.is_copy;
        let state = |(id, packet): (&u64, &Packet)| (*id, packet.answer.is_some(), is_late(packet));
        self.with(|inner| inner.packets.iter().map(state).collect())
    }

    /// Removes a packet.
    pub fn take(&self, id: u64) -> Option<Packet> {
        self.with(|inner| inner.packets.remove(&id))
    }

    /// Puts a packet in transit.
    pub fn put(&self, packet: Packet) {
        self.with(|inner| {
            inner.next += 1;
            inner.packets.insert(inner.next, packet);
        });
    }

    /// A duplicate of a request, whose answer is dropped.
    pub fn copy(&self, id: u64) -> Option<Packet> {
        self.with(|inner| {
            let packet = inner.packets.get_mut(&id)?;
            let request = packet.request.as_ref()?.clone();
            packet.has_copy = true;
            Some(Packet {
                actor: packet.actor,
                operation: packet.operation.clone(),
                is_copy: true,
                has_copy: true,
                request: Some(request),
                answer: None,
                reply_to: None,
            })
        })
    }

    /// A description of a packet, for the trace.
    pub fn describe(&self, id: u64) -> String {
        self.with(|inner| match inner.packets.get(&id) {
            Some(packet) => format!("{} {:?}", packet.actor, packet.operation),
            None => "nothing".to_owned(),
        })
    }

    /// All requests sent by desks.
    pub fn sent(&self) -> Vec<(ActorId, Operation)> {
        self.with(|inner| inner.sent.clone())
    }

    /// A request that was refused for its credentials does not count as sent.
    pub fn forget_sent(&self, actor: ActorId, operation: &Operation) {
        self.with(|inner| {
            if let Some(at) = inner.sent.iter().position(|(by, what)| *by == actor && what == operation) {
                inner.sent.remove(at);
            }
        });
    }
}

impl Carrier for Net {
    fn carry(&self, request: Request<Bytes>, timeout: Duration) -> BoxFuture<'static, Answer> {
        let (reply_to, reply) = oneshot::channel();
        let actor = self.acting.load(Ordering::Relaxed);
        let operation = Operation::of(&request);
        self.with(|inner| inner.sent.push((actor, operation.clone())));
        self.put(Packet {
            actor,
            operation,
            is_copy: false,
            has_copy: false,
            request: Some(request),
            answer: None,
            reply_to: Some(reply_to),
        });
        Box::pin(async move {
            match tokio::time::timeout(timeout, reply).await {
                Ok(answer) => answer.unwrap_or(Err(Undelivered::Lost)),
                Err(_) => Err(Undelivered::TimedOut),
            }
        })
    }
}
