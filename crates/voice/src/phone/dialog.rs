//! A telephone's side of a dialog, as text (RFC 3261 §12).

use rand::RngExt;

use crate::sip::{address::Address, message::Message};

#[derive(Debug, Clone)]
pub struct Header(pub &'static str, pub String);

/// What both sides' requests within a call have in common.
#[derive(Debug, Clone)]
pub struct Dialog {
    pub call_id: String,
    /// Ours and theirs, with tags.
    pub local: String,
    pub remote: String,
    /// Where requests are sent to.
    pub target: String,
    routes: Vec<String>,
    pub sequence: u32,
}

impl Dialog {
    /// The dialog of a call we make.
    pub fn calling(local: String, remote: String, target: String) -> Self {
        Self { call_id: random(), local, remote, target, routes: vec![], sequence: 0 }
    }

    /// The dialog of a call we get; `local` with a tag of our own.
    pub fn called(invite: &Message<'_>) -> Option<Self> {
        let target = invite.header("Contact").and_then(uri)?.to_owned();
        Some(Self {
            call_id: invite.header("Call-ID")?.to_owned(),
            local: format!("{};tag={}", invite.header("To")?, &random()[..8]),
            remote: invite.header("From")?.to_owned(),
            target,
            routes: invite.all("Record-Route").map(str::to_owned).collect(),
            sequence: 0,
        })
    }

    /// Learns the far side's tag, target and routes from its answer to our INVITE.
    pub fn learn(&mut self, answer: &Message<'_>) {
        if let Some(to) = answer.header("To") {
            self.remote = to.to_owned();
        }
        if let Some(target) = answer.header("Contact").and_then(uri) {
            self.target = target.to_owned();
        }
        let mut routes: Vec<String> = answer.all("Record-Route").map(str::to_owned).collect();
        routes.reverse();
        self.routes = routes;
    }

    /// A request with a number of its own.
    pub fn request(&mut self, method: &str, via: &str, headers: &[Header], body: &str) -> String {
        self.sequence += 1;
        self.numbered(method, self.sequence, via, headers, body)
    }

    /// ACK and CANCEL have the number of their INVITE.
    pub fn numbered(&self, method: &str, sequence: u32, via: &str, headers: &[Header], body: &str) -> String {
        let mut all = vec![
            Header("From", self.local.clone()),
            Header("To", self.remote.clone()),
            Header("Call-ID", self.call_id.clone()),
            Header("CSeq", format!("{sequence} {method}")),
        ];
        all.extend(self.routes.iter().map(|it| Header("Route", it.clone())));
        all.extend_from_slice(headers);
        request(method, &self.target, via, &all, body)
    }
}

pub fn request(method: &str, uri: &str, via: &str, headers: &[Header], body: &str) -> String {
    let mut text = format!("{method} {uri} SIP/2.0\r\nVia: {via}\r\nMax-Forwards: 70\r\n");
    for Header(name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    finish(text, body)
}

/// An answer to a request; `tag` completes To where it has none.
pub fn response(
    request: &Message<'_>,
    code: u16,
    reason: &str,
    tag: &str,
    headers: &[Header],
    body: &str,
) -> String {
    let mut text = format!("SIP/2.0 {code} {reason}\r\n");
    for name in ["Via", "Record-Route", "From", "To", "Call-ID", "CSeq"] {
        for value in request.all(name) {
            let needs_tag = name == "To" && !value.contains("tag=");
            let tag = if needs_tag { format!(";tag={tag}") } else { String::new() };
            text.push_str(&format!("{name}: {value}{tag}\r\n"));
        }
    }
    for Header(name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    finish(text, body)
}

pub fn status(message: &Message<'_>) -> Option<u16> {
    message.start.strip_prefix("SIP/2.0 ")?.get(..3)?.parse().ok()
}

/// Number and method of CSeq.
pub fn sequence<'a>(message: &'a Message<'_>) -> Option<(u32, &'a str)> {
    let (number, method) = message.header("CSeq")?.split_once(' ')?;
    Some((number.parse().ok()?, method.trim()))
}

pub fn random() -> String {
    let number: u64 = rand::rng().random();
    format!("{number:016x}")
}

fn finish(mut text: String, body: &str) -> String {
    if !body.is_empty() && !text.contains("\r\nContent-Type:") {
        text.push_str("Content-Type: application/sdp\r\n");
    }
    text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    text
}

/// The URI of an address, without its brackets.
fn uri(address: &str) -> Option<&str> {
    Address::read(address)?;
    match address.split_once('<') {
        Some((_, rest)) => rest.split_once('>').map(|it| it.0),
        None => address.split(';').next(),
    }
}
