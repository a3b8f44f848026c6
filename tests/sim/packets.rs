//! What becomes of packets: they arrive, in order or not, or they come to harm.

use crate::fault_profile::Fault;
use crate::net::Packet;
use crate::operation::{self, Errand};
use crate::ready::ActorId;
use crate::record::{Effect, Set};
use crate::scheduler::Director;
use bytes::Bytes;
use http::{Response, StatusCode};
use partner::Undelivered;
use simulator::FaultKind;

impl Director {
    /// A packet arrives: a request at the partner, an answer at its desk.
    pub fn deliver(&mut self, id: u64) {
        let about = self.net.describe(id);
        let Some(mut packet) = self.net.take(id) else { return };
        if let Some(answer) = packet.answer.take() {
            if packet.is_given_up() {
                return self.fault(Fault::LateAnswer, &about);
            }
            self.note(format_args!("{about}: answered {}", answer.status()));
            if answer.status() == StatusCode::UNAUTHORIZED {
                self.net.uncount(packet.actor, &packet.errand);
            }
            return packet.tell(Ok(answer));
        }
        if packet.is_copy {
            self.note(format_args!("{about}: arrives a second time"));
        } else if packet.is_given_up() {
            self.fault(Fault::LateRequest, &about);
        } else {
            self.note(format_args!("{about}: arrives"));
        }
        let answer = self.serve(&mut packet, None);
        self.send_back(packet, answer);
    }

    fn send_back(&mut self, mut packet: Packet, answer: Option<Response<Bytes>>) {
        match answer {
            Some(answer) if !packet.is_given_up() => {
                packet.answer = Some(answer);
                self.net.put(packet);
            }
            Some(_) => {}
            None => packet.tell(Err(Undelivered::Lost)),
        }
    }

    /// The partner works on a request; what it changes in the ledger is noted.
    fn serve(&mut self, packet: &mut Packet, kind: Option<FaultKind>) -> Option<Response<Bytes>> {
        let request = packet.request.take()?;
        let paid = |director: &Self| match &packet.errand {
            Errand::Pay(order) => director.partner.payments_of(order),
            _ => 0,
        };
        let before = paid(self);
        let answer = self.partner.serve(request, kind);
        if let Errand::Pay(order) = &packet.errand
            && paid(self) > before
        {
            self.record.paid.push((packet.actor, order.clone()));
        }
        if let Some(answer) = &answer {
            self.note_effects(packet.actor, &packet.errand, answer);
        }
        answer
    }

    /// What the partner made and changed for that request.
    fn note_effects(&mut self, actor: ActorId, errand: &Errand, answer: &Response<Bytes>) {
        let orders = operation::made(answer);
        if !orders.is_empty() {
            self.note(format_args!("{actor}: made {orders:?}"));
        }
        match errand {
            Errand::Renew(_, policy) if !orders.is_empty() => {
                let told = orders.iter().filter_map(|order| Some((order.clone(), (*policy)?)));
                self.record.renewed_with.extend(told);
                self.record.made.push((actor, orders));
            }
            Errand::Change(act, things) => {
                let (at, act) = (self.seconds(), *act);
                let changed = operation::changed(things, answer).into_iter();
                self.record.effects.extend(changed.map(|thing| Effect { at, actor, act, thing }));
                self.record.refunds.extend(orders);
            }
            Errand::Budget(customer, target) if answer.status().is_success() => {
                let (at, customer, target) = (self.seconds(), customer.clone(), target.clone());
                self.record.budgets.push(Set { at, actor, customer, target });
            }
            _ => {}
        }
    }

    /// A packet comes to harm.
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
        if packet.is_given_up() || (packet.has_copy && turned_away) {
            // Nobody would notice; and of two copies none is turned away while the other is let in.
            self.net.put(packet);
            return;
        }
        self.fault(fault, &about);
        match fault {
            Fault::RequestLost | Fault::AnswerLost => packet.keep_silent(&self.net),
            Fault::Refused => packet.tell(Err(Undelivered::NotConnected)),
            Fault::Reset => {
                packet.tell(Err(Undelivered::Lost));
                self.net.put(packet);
            }
            Fault::Throttled => self.break_at_the_door(packet, FaultKind::Throttled),
            Fault::Busy => self.break_at_the_door(packet, FaultKind::ServiceBusy),
            Fault::ErrorWithoutEffect => self.break_at_the_door(packet, FaultKind::ErrorWithoutEffect),
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

    fn break_at_the_door(&mut self, mut packet: Packet, kind: FaultKind) {
        let answer = self.serve(&mut packet, Some(kind));
        self.send_back(packet, answer);
    }
}

/// What the service says when it does not know itself what happened.
fn server_error() -> Response<Bytes> {
    let body = br#"{"error_code":"CBC.0999","error_msg":"Other server-side error."}"#;
    let mut answer = Response::new(Bytes::from_static(body));
    *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    answer.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json"));
    answer
}
