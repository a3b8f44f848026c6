//! The network: packets under way between desks and the partner. Nothing moves by itself; the
//! director delivers, loses and doubles packets.

use crate::operation::Errand;
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

/// What a desk gets back for a request.
pub type Answer = Result<Response<Bytes>, Undelivered>;

/// A request under way, or its answer.
pub struct Packet {
    /// Who sent it.
    pub actor: ActorId,
    /// What it is about.
    pub errand: Errand,
    /// A second copy that the network made.
    pub is_copy: bool,
    /// The network made a second copy of it.
    pub has_copy: bool,
    /// The signed request; taken when it arrives.
    pub request: Option<Request<Bytes>>,
    /// The answer, when there is one.
    pub answer: Option<Response<Bytes>>,
    reply_to: Option<oneshot::Sender<Answer>>,
}

impl Packet {
    /// True when nobody waits for the answer any more.
    pub fn is_given_up(&self) -> bool {
        self.reply_to.as_ref().is_none_or(oneshot::Sender::is_closed)
    }

    /// Tells the sender how it ended; the packet may travel on.
    pub fn tell(&mut self, answer: Answer) {
        if let Some(reply_to) = self.reply_to.take() {
            let _ = reply_to.send(answer);
        }
    }

    /// The sender will hear nothing, until its patience is over.
    pub fn keep_silent(&mut self, net: &Net) {
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
    /// Requests that left a desk, in order; copies of the network are not among them.
    sent: Vec<(ActorId, Errand)>,
}

/// Shared by all desks.
#[derive(Clone, Default)]
pub struct Net {
    inner: Arc<Mutex<Inner>>,
    /// The actor that is being run.
    pub acting: Arc<AtomicU32>,
}

impl Net {
    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        act(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is under way: packet, whether it is an answer, and whether it is late: nobody waits
    /// for it any more. A copy comes whenever it comes.
    pub fn under_way(&self) -> Vec<(u64, bool, bool)> {
        let is_late = |packet: &Packet| packet.is_given_up() && !packet.is_copy;
        let state = |(id, packet): (&u64, &Packet)| (*id, packet.answer.is_some(), is_late(packet));
        self.with(|inner| inner.packets.iter().map(state).collect())
    }

    /// Takes a packet out.
    pub fn take(&self, id: u64) -> Option<Packet> {
        self.with(|inner| inner.packets.remove(&id))
    }

    /// Puts a packet (back) on its way.
    pub fn put(&self, packet: Packet) {
        self.with(|inner| {
            inner.next += 1;
            inner.packets.insert(inner.next, packet);
        });
    }

    /// A second copy of a request; its answer goes nowhere.
    pub fn copy(&self, id: u64) -> Option<Packet> {
        self.with(|inner| {
            let packet = inner.packets.get_mut(&id)?;
            let request = packet.request.as_ref()?.clone();
            packet.has_copy = true;
            Some(Packet {
                actor: packet.actor,
                errand: packet.errand.clone(),
                is_copy: true,
                has_copy: true,
                request: Some(request),
                answer: None,
                reply_to: None,
            })
        })
    }

    /// What a packet is, for the trace.
    pub fn describe(&self, id: u64) -> String {
        self.with(|inner| match inner.packets.get(&id) {
            Some(packet) => format!("{} {:?}", packet.actor, packet.errand),
            None => "nothing".to_owned(),
        })
    }

    /// Requests that left desks.
    pub fn sent(&self) -> Vec<(ActorId, Errand)> {
        self.with(|inner| inner.sent.clone())
    }

    /// A request that was turned away for its keys has not left in the sense of the rule.
    pub fn uncount(&self, actor: ActorId, errand: &Errand) {
        self.with(|inner| {
            if let Some(at) = inner.sent.iter().position(|(by, what)| *by == actor && what == errand) {
                inner.sent.remove(at);
            }
        });
    }
}

impl Carrier for Net {
    fn carry(&self, request: Request<Bytes>, patience: Duration) -> BoxFuture<'static, Answer> {
        let (reply_to, reply) = oneshot::channel();
        let actor = self.acting.load(Ordering::Relaxed);
        let errand = Errand::of(&request);
        self.with(|inner| inner.sent.push((actor, errand.clone())));
        self.put(Packet {
            actor,
            errand,
            is_copy: false,
            has_copy: false,
            request: Some(request),
            answer: None,
            reply_to: Some(reply_to),
        });
        Box::pin(async move {
            match tokio::time::timeout(patience, reply).await {
                Ok(answer) => answer.unwrap_or(Err(Undelivered::Lost)),
                Err(_) => Err(Undelivered::TimedOut),
            }
        })
    }
}
