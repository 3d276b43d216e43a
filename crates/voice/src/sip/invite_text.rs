//! What an INVITE says, and the CANCEL that takes it back.

use std::sync::Arc;

use rsipstack::sip::{Request, SipMessage};

use super::{carrier::token, outgoing::Wish, trunk_table::Trunk, way::Way};

/// What all requests before the answer have in common.
pub struct InviteText {
    pub trunk: Arc<Trunk>,
    pub way: Way,
    pub wish: Wish,
    pub user_agent: String,
    pub call_id: String,
    pub own_tag: String,
    /// Of the latest INVITE, and the branch it was sent with.
    sequence: u32,
    branch: String,
}

type Written = Result<Request, Box<rsipstack::Error>>;

impl InviteText {
    pub fn new(trunk: Arc<Trunk>, way: Way, wish: Wish, user_agent: String) -> Self {
        let (call_id, own_tag) = (format!("{}@naru.invalid", token()), token()[..16].to_owned());
        Self { trunk, way, wish, user_agent, call_id, own_tag, sequence: 0, branch: String::new() }
    }

    /// The next INVITE; `proof` is a whole header.
    pub fn invite(&mut self, proof: Option<String>) -> Written {
        self.sequence += 1;
        self.branch = token();
        let headers = format!(
            "Contact: <{own}>\r\n\
             P-Asserted-Identity: <sip:{caller}@{domain}>\r\n\
             Allow: INVITE, ACK, CANCEL, BYE, INFO, UPDATE, OPTIONS\r\n\
             Content-Type: application/sdp\r\n\
             {proof}",
            own = self.reached_at(),
            caller = self.wish.caller.as_digits(),
            domain = self.domain(),
            proof = proof.unwrap_or_default(),
        );
        self.write("INVITE", &headers, &self.wish.offer)
    }

    /// Repeats the headers of the latest INVITE (RFC 3261 §9.1).
    pub fn cancel(&self) -> Written {
        self.write("CANCEL", "", "")
    }

    /// Whom the carrier is asked for.
    pub fn target(&self) -> String {
        let (plan, callee) = (&self.trunk.plan, self.wish.callee.as_digits());
        format!("sip:{callee}@{}:{}{}", plan.host, plan.port, self.way.parameter())
    }

    /// Where we are reached within the call.
    pub fn reached_at(&self) -> String {
        self.way.reached_at(self.trunk.account().unwrap_or("naru"))
    }

    fn write(&self, method: &str, headers: &str, body: &str) -> Written {
        let text = format!(
            "{method} {target} SIP/2.0\r\n\
             Via: {via}\r\n\
             Max-Forwards: 70\r\n\
             From: <sip:{from}@{domain}>;tag={own_tag}\r\n\
             To: <sip:{callee}@{host}>\r\n\
             Call-ID: {call_id}\r\n\
             CSeq: {sequence} {method}\r\n\
             User-Agent: {agent}\r\n\
             {headers}Content-Length: {length}\r\n\r\n{body}",
            target = self.target(),
            via = self.way.via(&self.branch),
            // Where we are registered, we are who is registered, and assert whose number is to be shown; elsewhere the
            // number is all there is (RFC 3325 §9.1).
            from = self.trunk.account().unwrap_or(self.wish.caller.as_digits()),
            domain = self.domain(),
            own_tag = self.own_tag,
            callee = self.wish.callee.as_digits(),
            host = self.trunk.plan.host,
            call_id = self.call_id,
            sequence = self.sequence,
            agent = self.user_agent,
            length = body.len(),
        );
        match SipMessage::try_from(text.as_str()).map_err(rsipstack::Error::from)? {
            SipMessage::Request(request) => Ok(request),
            SipMessage::Response(_) => {
                Err(rsipstack::Error::Error("a request reads as a response".to_owned()).into())
            }
        }
    }

    /// Where our number is at home: with the carrier we are registered at, else here.
    fn domain(&self) -> String {
        match &self.trunk.plan.registration {
            Some(registration) => registration.realm.clone().unwrap_or_else(|| self.trunk.plan.host.clone()),
            None => self.way.own_host().to_owned(),
        }
    }
}
