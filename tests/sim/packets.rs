//! Packets arrive, in order or not, or get a fault.

use crate::fault_profile::Fault;
use crate::net::Packet;
use crate::operation::{self, Operation};
use crate::ready::ActorId;
use crate::record::{Effect, Set};
use crate::scheduler::Scheduler;
use bytes::Bytes;
use http::{Response, StatusCode};
use partner::Undelivered;
use simulator::FaultKind;

impl Scheduler {
    /// Delivers a packet: a request to the partner API, an answer to its desk.
    pub fn deliver(&mut self, id: u64) {
        let about = self.net.describe(id);
        let Some(mut packet) = self.net.take(id) else { return };
        if let Some(answer) = packet.answer.take() {
            if packet.is_abandoned() {
                return self.fault(Fault::LateAnswer, &about);
            }
            self.log(format_args!("{about}: answered {}", answer.status()));
            if answer.status() == StatusCode::UNAUTHORIZED {
                self.net.forget_sent(packet.actor, &packet.operation);
            }
            return packet.reply_to_sender(Ok(answer));
        }
        if packet.is_copy {
            self.log(format_args!("{about}: arrives a second time"));
        } else if packet.is_abandoned() {
            self.fault(Fault::LateRequest, &about);
        } else {
            self.log(format_args!("{about}: arrives"));
        }
        let answer = self.serve(&mut packet, None);
        self.send_back(packet, answer);
    }

    fn send_back(&mut self, mut packet: Packet, answer: Option<Response<Bytes>>) {
        match answer {
            Some(answer) if !packet.is_abandoned() => {
                packet.answer = Some(answer);
                self.net.put(packet);
            }
            Some(_) => {}
            None => packet.reply_to_sender(Err(Undelivered::Lost)),
        }
    }

    /// Executes a request and records its payments.
    fn serve(&mut self, packet: &mut Packet, kind: Option<FaultKind>) -> Option<Response<Bytes>> {
        let request = packet.request.take()?;
        let paid = |scheduler: &Self| match &packet.operation {
            Operation::Pay(order) => scheduler.partner.payments_of(order),
            _ => 0,
        };
        let before = paid(self);
        let answer = self.partner.serve(request, kind);
        if let Operation::Pay(order) = &packet.operation
            && paid(self) > before
        {
            self.record.paid.push((packet.actor, order.clone()));
        }
        if let Some(answer) = &answer {
            self.record_effects(packet.actor, &packet.operation, answer);
        }
        answer
    }

    /// Records what the request created and changed.
    fn record_effects(&mut self, actor: ActorId, operation: &Operation, answer: &Response<Bytes>) {
        let orders = operation::made(answer);
        if !orders.is_empty() {
            self.log(format_args!("{actor}: made {orders:?}"));
        }
        match operation {
            Operation::Renew(_, policy) if !orders.is_empty() => {
                let policies = orders.iter().filter_map(|order| Some((order.clone(), (*policy)?)));
                self.record.renewed_with.extend(policies);
                self.record.made.push((actor, orders));
            }
            Operation::Change(act, objects) => {
                let (at, act) = (self.seconds(), *act);
                let changed = operation::changed(objects, answer).into_iter();
                self.record.effects.extend(changed.map(|object| Effect { at, actor, act, object }));
                self.record.refunds.extend(orders);
            }
            Operation::Budget(customer, target) if answer.status().is_success() => {
                let (at, customer, target) = (self.seconds(), customer.clone(), target.clone());
                self.record.budgets.push(Set { at, actor, customer, target });
            }
            _ => {}
        }
    }

    /// Applies a fault to a packet.
    pub fn break_packet(&mut self, id: u64, fault: Fault) {
        let about = self.net.describe(id);
        if fault == Fault::Duplicate {
            if let Some(copy) = self.net.copy(id) {
                self.fault(fault, &about);
                self.net.put(copy);
            }
            return;
        }
        let Some(mut packet) = self.net.take(id) else { return };
        let turned_away = matches!(fault, Fault::Throttled | Fault::Busy | Fault::Refused);
        if packet.is_abandoned() || (packet.has_copy && turned_away) {
            // It would have no visible effect; and of two duplicates both must be accepted or none.
            self.net.put(packet);
            return;
        }
        self.fault(fault, &about);
        match fault {
            Fault::RequestLost | Fault::AnswerLost => packet.drop_answer(&self.net),
            Fault::Refused => packet.reply_to_sender(Err(Undelivered::NotConnected)),
            Fault::Reset => {
                packet.reply_to_sender(Err(Undelivered::Lost));
                self.net.put(packet);
            }
            Fault::Throttled => self.fail_on_arrival(packet, FaultKind::Throttled),
            Fault::Busy => self.fail_on_arrival(packet, FaultKind::ServiceBusy),
            Fault::ErrorWithoutEffect => self.fail_on_arrival(packet, FaultKind::ErrorWithoutEffect),
            Fault::ErrorWithEffect => {
                let answer = self.serve(&mut packet, None).map(|answer| match answer.status().is_success() {
                    true => server_error(),
                    false => answer,
                });
                self.send_back(packet, answer);
            }
            Fault::Truncated => {
                let answer =
                    packet.answer.take().map(|answer| answer.map(|body| body.slice(..body.len() / 2)));
                self.send_back(packet, answer);
            }
            Fault::WrongType => {
                let page = Bytes::from_static(b"<html><body>Please sign in.</body></html>");
                let mut answer = Response::new(page);
                answer.headers_mut().insert("content-type", http::HeaderValue::from_static("text/html"));
                self.send_back(packet, Some(answer));
            }
            _ => {}
        }
    }

    fn fail_on_arrival(&mut self, mut packet: Packet, kind: FaultKind) {
        let answer = self.serve(&mut packet, Some(kind));
        self.send_back(packet, answer);
    }
}

/// The error of the service when the result of a call is unknown.
fn server_error() -> Response<Bytes> {
    let body = br#"{"error_code":"CBC.0999","error_msg":"Other server-side error."}"#;
    let mut answer = Response::new(Bytes::from_static(body));
    *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    answer.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json"));
    answer
}
