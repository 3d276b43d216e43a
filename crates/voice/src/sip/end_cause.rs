//! What ended a call, out of the network's words.

use call::event::EndCause;
use rsipstack::{
    dialog::dialog::TerminatedReason,
    sip::{HeadersExt, Response},
    transaction::key::TransactionRole,
};

/// Of a call that had been answered, or came in.
pub fn of_termination(reason: &TerminatedReason, own_role: TransactionRole) -> EndCause {
    match (reason, own_role) {
        (TerminatedReason::UacCancel, _) => EndCause::Cancelled,
        // Who called says BYE as the client, who was called as the server.
        (TerminatedReason::UacBye, TransactionRole::Server)
        | (TerminatedReason::UasBye, TransactionRole::Client) => EndCause::FarSideHungUp,
        (TerminatedReason::UasBye, TransactionRole::Server)
        | (TerminatedReason::UacBye, TransactionRole::Client) => EndCause::WeHungUp,
        (TerminatedReason::UasDecline, _) => EndCause::Refused,
        (
            TerminatedReason::Timeout
            | TerminatedReason::UacBusy
            | TerminatedReason::UasBusy
            | TerminatedReason::ProxyError(_)
            | TerminatedReason::ProxyAuthRequired
            | TerminatedReason::UacOther(_)
            | TerminatedReason::UasOther(_),
            _,
        ) => EndCause::SignallingFailed,
    }
}

/// Of a call we made: what the refusal tells a person.
pub fn of_refusal(response: &Response) -> EndCause {
    let is_tagged = response.to_header().is_ok_and(|it| it.tag().is_ok_and(|it| it.is_some()));
    match u16::from(response.status_code.clone()) {
        // The stack's own word for nobody having answered, or for a broken connection: no far side has said it.
        408 | 503 if !is_tagged => EndCause::SignallingFailed,
        486 | 600 => EndCause::Busy,
        408 | 480 | 487 => EndCause::NoAnswer,
        404 | 410 | 414 | 416 | 484 | 485 | 604 => EndCause::NumberUnknown,
        503 => EndCause::NoCapacity,
        // Nothing in common to talk with, or something in our way of asking.
        400 | 405 | 406 | 413 | 415 | 420 | 481 | 482 | 483 | 488 | 491 | 493 | 606 => {
            EndCause::SignallingFailed
        }
        500..600 => EndCause::SignallingFailed,
        _ => EndCause::Rejected,
    }
}

#[cfg(test)]
mod tests {
    use rsipstack::sip::SipMessage;

    use super::*;

    fn response(code: u16, tag: &str) -> Response {
        let text = format!(
            "SIP/2.0 {code} X\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n\
             To: <sip:c@d>{tag}\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n\r\n"
        );
        match SipMessage::try_from(text.as_str()).unwrap() {
            SipMessage::Response(response) => response,
            SipMessage::Request(_) => panic!("a response"),
        }
    }

    #[test]
    fn a_refusal_tells_a_person_what_happened() {
        for (codes, expected) in [
            (&[486, 600][..], EndCause::Busy),
            (&[408, 480, 487], EndCause::NoAnswer),
            (&[403, 603, 401, 407, 402, 433, 302], EndCause::Rejected),
            (&[404, 410, 484, 604], EndCause::NumberUnknown),
            (&[503], EndCause::NoCapacity),
            (&[400, 488, 500, 502, 504, 606], EndCause::SignallingFailed),
        ] {
            for code in codes {
                assert_eq!(of_refusal(&response(*code, ";tag=2")), expected, "{code}");
            }
        }
        // What the stack says where nobody has said anything.
        assert_eq!(of_refusal(&response(408, "")), EndCause::SignallingFailed);
        assert_eq!(of_refusal(&response(503, "")), EndCause::SignallingFailed);
    }
}
