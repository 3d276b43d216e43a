//! The gate in front of the SIP stack: what is malformed, foreign, or not about a call is answered here, without
//! keeping anything (RFC 3261 §8.2.7), so that floods and probes cost a few microseconds each and no memory.

use std::{
    hash::{BuildHasher, RandomState},
    net::{IpAddr, SocketAddr},
};

use rsipstack::{
    sip::SipMessage,
    transaction::key::{TransactionKey, TransactionRole},
};

use self::plain::pass;
use super::{
    address::Address,
    message::Message,
    syntax::{self, Fault, RequestLine},
};

/// Methods that reach the stack.
const CALL_METHODS: [&str; 7] = ["INVITE", "ACK", "CANCEL", "BYE", "INFO", "UPDATE", "PRACK"];
/// Known, but not for a trunk to ask of us.
const OTHER_METHODS: [&str; 6] = ["REGISTER", "SUBSCRIBE", "PUBLISH", "MESSAGE", "NOTIFY", "REFER"];
const ALLOW: &str = "Allow: INVITE, ACK, CANCEL, BYE, INFO, UPDATE, OPTIONS\r\n";
const ACCEPT: &str = "Accept: application/sdp\r\n";

pub struct Gate {
    /// Makes the tags of our answers: the same for a retransmission, unknown to everyone else.
    tags: RandomState,
}

/// Who sent a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// An address of a trunk.
    Trunk,
    Stranger,
}

#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    pub from: SocketAddr,
    pub sender: Sender,
    pub is_datagram: bool,
    /// New calls are refused: the node is about to stop.
    pub is_draining: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// For the stack, as it came.
    Pass,
    /// For the stack, in a plainer spelling.
    PassAs(Vec<u8>),
    Answer {
        bytes: Vec<u8>,
        to: SocketAddr,
    },
    Ignore,
}

impl Gate {
    pub fn new() -> Self {
        Self { tags: RandomState::new() }
    }

    /// Judges a whole message.
    pub fn judge(&self, bytes: &[u8], arrival: Arrival) -> Verdict {
        if bytes.iter().all(|it| matches!(it, b'\r' | b'\n')) {
            return Verdict::Pass;
        }
        let Ok(message) = Message::split(bytes) else { return Verdict::Ignore };
        if message.is_response() {
            return match is_sound_response(&message) {
                true if message.is_text => Verdict::Pass,
                true => pass(&message),
                false => Verdict::Ignore,
            };
        }
        let line = match syntax::check(&message, arrival.is_datagram) {
            Ok(line) => line,
            Err(_) if arrival.sender == Sender::Stranger => return Verdict::Ignore,
            Err(fault) => return self.answer(&message, arrival, fault, ""),
        };
        if arrival.sender == Sender::Stranger {
            return self.answer(&message, arrival, Fault { code: 403, reason: "Forbidden" }, "");
        }
        if !matches!(line.method, "ACK" | "CANCEL")
            && let Some((fault, headers)) = unsupported(&message)
        {
            return self.answer(&message, arrival, fault, &headers);
        }
        let verdict = self.admit(&message, line, arrival);
        let is_readable = match &verdict {
            Verdict::Pass => is_readable(bytes),
            Verdict::PassAs(plainer) => is_readable(plainer),
            Verdict::Answer { .. } | Verdict::Ignore => true,
        };
        if is_readable {
            return verdict;
        }
        // The stack would say nothing, and the caller would try until it gives up.
        self.answer(&message, arrival, Fault { code: 400, reason: "Malformed message" }, "")
    }

    fn admit(&self, message: &Message<'_>, line: RequestLine<'_>, arrival: Arrival) -> Verdict {
        let answer =
            |code, reason, headers: &str| self.answer(message, arrival, Fault { code, reason }, headers);
        match line.method {
            "OPTIONS" if arrival.is_draining => answer(503, "Service Unavailable", "Retry-After: 30\r\n"),
            "OPTIONS" => answer(200, "OK", &format!("{ALLOW}{ACCEPT}")),
            "INVITE" => match unusable_offer(message) {
                Some((fault, headers)) => self.answer(message, arrival, fault, headers),
                None => pass(message),
            },
            method if CALL_METHODS.contains(&method) && (method == "ACK" || has_from_tag(message)) => {
                pass(message)
            }
            method if CALL_METHODS.contains(&method) => answer(400, "From tag missing", ""),
            method if OTHER_METHODS.contains(&method) => answer(405, "Method Not Allowed", ALLOW),
            _ => answer(501, "Not Implemented", ALLOW),
        }
    }

    /// An answer that copies what ties it to its request (§8.2.6.2). ACK is never answered.
    fn answer(&self, message: &Message<'_>, arrival: Arrival, fault: Fault, headers: &str) -> Verdict {
        let is_ack = message.start.starts_with("ACK ")
            || message.header("CSeq").is_some_and(|it| it.trim_end().ends_with("ACK"));
        let Some(via) = message.header("Via").filter(|_| !is_ack) else {
            return Verdict::Ignore;
        };
        let Fault { code, reason } = fault;
        let mut text = format!("SIP/2.0 {code} {reason}\r\nVia: {}\r\n", with_source(via, arrival.from));
        for via in message.all("Via").skip(1) {
            text.push_str(&format!("Via: {via}\r\n"));
        }
        for name in ["From", "To", "Call-ID", "CSeq"] {
            let Some(value) = message.header(name) else { continue };
            let is_untagged = name == "To" && !value.to_ascii_lowercase().contains("tag=");
            let tag =
                if is_untagged { format!(";tag={:016x}", self.tag_for(message)) } else { String::new() };
            text.push_str(&format!("{name}: {value}{tag}\r\n"));
        }
        text.push_str(headers);
        text.push_str("Content-Length: 0\r\n\r\n");
        Verdict::Answer { bytes: text.into_bytes(), to: answer_address(via, arrival.from) }
    }

    fn tag_for(&self, message: &Message<'_>) -> u64 {
        self.tags.hash_one((message.header("Call-ID"), message.header("CSeq"), message.header("From")))
    }
}

impl Default for Gate {
    fn default() -> Self {
        Self::new()
    }
}

/// The stack finds no fault with it either.
fn is_readable(bytes: &[u8]) -> bool {
    match SipMessage::try_from(bytes) {
        Ok(SipMessage::Request(request)) => {
            TransactionKey::from_request(&request, TransactionRole::Server).is_ok()
        }
        Ok(SipMessage::Response(_)) | Err(_) => false,
    }
}

/// Responses that cannot be to a request of ours are not even looked up.
fn is_sound_response(message: &Message<'_>) -> bool {
    let code = message.start.strip_prefix("SIP/2.0 ").and_then(|it| it.split(' ').next());
    let is_code =
        code.is_some_and(|it| it.len() == 3 && it.parse::<u16>().is_ok_and(|it| (100..700).contains(&it)));
    let cseq = message.header("CSeq").and_then(|it| it.split_whitespace().next());
    let has_one_via =
        message.all("Via").count() == 1 && message.header("Via").is_some_and(|it| !it.contains(','));
    let has_addresses = ["From", "To"].iter().all(|it| message.header(it).and_then(Address::read).is_some());
    is_code && has_one_via && has_addresses && cseq.is_some_and(|it| it.parse::<u32>().is_ok())
}

/// Extensions that are demanded of us: we have none (§8.2.2.3).
fn unsupported(message: &Message<'_>) -> Option<(Fault, String)> {
    let demanded: Vec<&str> = message.words("Require").collect();
    let fault = Fault { code: 420, reason: "Bad Extension" };
    (!demanded.is_empty()).then(|| (fault, format!("Unsupported: {}\r\n", demanded.join(", "))))
}

/// Bodies we cannot read, and answers the caller could not (§8.2.3, §20.1).
fn unusable_offer(message: &Message<'_>) -> Option<(Fault, &'static str)> {
    let is_sdp =
        |it: &str| it.split(';').next().is_some_and(|it| it.trim().eq_ignore_ascii_case("application/sdp"));
    let has_body =
        message.header("Content-Length").map_or(!message.body.is_empty(), |it| it.parse() != Ok(0u32));
    if has_body && !message.header("Content-Type").is_some_and(is_sdp) {
        return Some((Fault { code: 415, reason: "Unsupported Media Type" }, ACCEPT));
    }
    if message.header("Content-Encoding").is_some_and(|it| !it.eq_ignore_ascii_case("identity")) {
        return Some((
            Fault { code: 415, reason: "Unsupported Media Type" },
            "Accept-Encoding: identity\r\n",
        ));
    }
    let mut accepted = message.words("Accept").peekable();
    let reads_sdp = |it: &str| is_sdp(it) || it.starts_with("*/*") || it.starts_with("application/*");
    if accepted.peek().is_some() && !accepted.any(reads_sdp) {
        return Some((Fault { code: 406, reason: "Not Acceptable" }, ""));
    }
    let is_complete = has_from_tag(message) && message.header("Contact").is_some();
    (!is_complete).then_some((Fault { code: 400, reason: "From tag or Contact missing" }, ""))
}

/// Without it nobody can tell whose request this is (§8.1.1.3).
fn has_from_tag(message: &Message<'_>) -> bool {
    message.header("From").and_then(Address::read).is_some_and(|it| it.tag().is_some())
}

/// The topmost Via with where the request really came from (§18.2.1, RFC 3581 §4).
fn with_source(via: &str, from: SocketAddr) -> String {
    let (first, others) = match via.split_once(',') {
        Some((first, others)) => (first, format!(",{others}")),
        None => (via, String::new()),
    };
    let mut parameters: Vec<String> = first.split(';').map(|it| it.trim().to_owned()).collect();
    let name_of = |it: &String| it.split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
    parameters.retain(|it| name_of(it) != "received");
    for parameter in parameters.iter_mut().skip(1).filter(|it| name_of(it) == "rport") {
        *parameter = format!("rport={}", from.port());
    }
    parameters.push(format!("received={}", from.ip().to_canonical()));
    parameters.join(";") + &others
}

/// To the source's address, at the port it asked for (§18.2.2, RFC 3581 §4).
fn answer_address(via: &str, from: SocketAddr) -> SocketAddr {
    let first = via.split(',').next().unwrap_or_default();
    let asks_for_source =
        first.split(';').skip(1).any(|it| it.trim().to_ascii_lowercase().starts_with("rport"));
    if asks_for_source {
        return from;
    }
    let host = first.split(';').next().and_then(|it| it.split_whitespace().next_back()).unwrap_or_default();
    SocketAddr::new(from.ip(), port_of(host).unwrap_or(5060))
}

fn port_of(host: &str) -> Option<u16> {
    let behind_address = host.rsplit_once(']').map_or(host, |it| it.1);
    behind_address.split_once(':')?.1.parse().ok()
}

/// The address a message of a stream or datagram socket is known by: IPv4 in its own form.
pub fn canonical(address: SocketAddr) -> SocketAddr {
    let ip: IpAddr = address.ip().to_canonical();
    SocketAddr::new(ip, address.port())
}

mod plain;
#[cfg(test)]
mod tests;
