//! Who calls whom, as the carrier writes it.

use rsipstack::sip::{Header, HeadersExt, Request};

use super::{address::Address, trunk_table::Trunk};

/// Trunks are trusted, so their assertion counts (RFC 3325); else what the caller says.
pub fn caller(request: &Request) -> String {
    let asserted = request.headers.iter().find_map(|it| match it {
        Header::PAssertedIdentity(it) => Some(it.value()),
        _ => None,
    });
    let from = request.from_header().ok().map(|it| it.value());
    let user = |it: Option<&str>| Address::read(first_of_list(it?)).and_then(|it| it.uri.user());
    let caller = user(asserted).or_else(|| user(from)).unwrap_or_default();
    if caller.eq_ignore_ascii_case("anonymous") { String::new() } else { caller }
}

/// The number in the Request-URI; where that is our account's name, the number in To.
pub fn dialed(request: &Request, called: Option<String>, trunk: &Trunk) -> String {
    let to =
        || request.to_header().ok().and_then(|it| Address::read(it.value())).and_then(|it| it.uri.user());
    match called {
        Some(user) if trunk.account() != Some(user.as_str()) => user,
        account => to().or(account).unwrap_or_default(),
    }
}

/// `<sip:a>, <tel:b>`: two identities on one line (RFC 3325 §9.1).
fn first_of_list(value: &str) -> &str {
    value.split_once(">,").map_or(value, |(first, _)| &value[..first.len() + 1])
}

#[cfg(test)]
mod tests {
    use rsipstack::sip::SipMessage;

    use super::*;

    fn request(headers: &str) -> Request {
        let text = format!(
            "INVITE sip:15880000@naru.example SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\n\
             To: <sip:15889999@naru.example>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n{headers}\r\n"
        );
        match SipMessage::try_from(text.as_str()).unwrap() {
            SipMessage::Request(request) => request,
            SipMessage::Response(_) => panic!("a request"),
        }
    }

    #[test]
    fn the_carriers_assertion_outweighs_what_the_caller_says() {
        let from = "From: \"x\" <sip:0215880000@carrier.example>;tag=1\r\n";
        assert_eq!(caller(&request(from)), "0215880000");
        let asserted = "P-Asserted-Identity: <sip:01012345678@carrier.example>, <tel:+821012345678>\r\n";
        assert_eq!(caller(&request(&format!("{from}{asserted}"))), "01012345678");
        assert_eq!(caller(&request("From: <sip:anonymous@anonymous.invalid>;tag=1\r\n")), "");
    }

    #[test]
    fn the_dialled_number_is_the_one_in_the_request_uri_unless_that_is_our_account() {
        let trunk = |account: Option<&str>| {
            Trunk::new(call::command::TrunkPlan {
                id: domain::id::TrunkId::sample(1),
                transport: "udp".into(),
                host: "h".into(),
                port: 5060,
                allowed: vec![],
                numbers: vec![],
                registration: account.map(|it| call::command::Registration {
                    username: it.into(),
                    password: String::new(),
                    realm: None,
                }),
                channels: 1,
                probed: true,
            })
        };
        let request = request("");
        let called = Some("15880000".to_owned());
        assert_eq!(dialed(&request, called.clone(), &trunk(None)), "15880000");
        assert_eq!(dialed(&request, called, &trunk(Some("15880000"))), "15889999");
        assert_eq!(dialed(&request, None, &trunk(None)), "15889999");
    }
}
