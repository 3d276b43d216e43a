//! Finding fault with requests (RFC 3261 §8.2, RFC 4475): the stack behind would guess, and guessing is how two
//! parties come to read one message in two ways.

use super::{
    address::{Address, Uri, is_host, is_token},
    message::Message,
};

/// What is wrong with a request, as status code and reason phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub code: u16,
    pub reason: &'static str,
}

/// The parts of a sound request line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestLine<'a> {
    pub method: &'a str,
    pub uri: Uri<'a>,
}

const fn bad(reason: &'static str) -> Fault {
    Fault { code: 400, reason }
}

/// Checks a request that came in one piece (`is_whole_datagram`) or was cut out of a stream.
pub fn check<'a>(message: &Message<'a>, is_whole_datagram: bool) -> Result<RequestLine<'a>, Fault> {
    let line = check_request_line(message.start)?;
    if !message.is_complete {
        return Err(bad("Empty line behind the headers missing"));
    }
    if message.headers.iter().any(|it| it.name.is_empty() || !it.name.bytes().all(is_token)) {
        return Err(bad("Malformed header name"));
    }
    for name in ["From", "To", "Call-ID", "CSeq", "Max-Forwards", "Content-Length", "Content-Type", "Date"] {
        if message.all(name).count() > 1 {
            return Err(bad("Header must not be repeated"));
        }
    }
    let lacking = ["Via", "From", "To", "Call-ID", "CSeq"].iter().any(|it| message.header(it).is_none());
    if lacking {
        return Err(bad("Mandatory header missing"));
    }
    check_cseq(message, line.method)?;
    check_addresses(message)?;
    check_numbers(message)?;
    message.all("Via").try_for_each(check_via)?;
    if message.header("Date").is_some_and(|it| !it.ends_with(" GMT")) {
        return Err(bad("Date must be in GMT"));
    }
    check_length(message, is_whole_datagram)?;
    Ok(line)
}

fn check_request_line(start: &str) -> Result<RequestLine<'_>, Fault> {
    let parts: Vec<&str> = start.split(' ').collect();
    let [method, uri, version] = parts[..] else { return Err(bad("Malformed request line")) };
    if method.is_empty() || !method.bytes().all(is_token) {
        return Err(bad("Malformed method"));
    }
    match version.split_once('/') {
        Some((name, "2.0")) if name.eq_ignore_ascii_case("SIP") => {}
        Some((name, _)) if name.eq_ignore_ascii_case("SIP") => {
            return Err(Fault { code: 505, reason: "Version Not Supported" });
        }
        _ => return Err(bad("Malformed request line")),
    }
    let uri = Uri::read(uri).ok_or(bad("Malformed Request-URI"))?;
    if uri.is_sip() {
        // Headers have no meaning in a Request-URI (§19.1.1), and a request that asks for them is an attack.
        if uri.host().is_none() || uri.has_headers() {
            return Err(bad("Malformed Request-URI"));
        }
    } else if !uri.scheme.eq_ignore_ascii_case("tel") {
        return Err(Fault { code: 416, reason: "Unsupported URI Scheme" });
    }
    Ok(RequestLine { method, uri })
}

fn check_cseq(message: &Message<'_>, method: &str) -> Result<(), Fault> {
    let mut words = message.header("CSeq").unwrap_or_default().split_whitespace();
    let (Some(number), Some(name), None) = (words.next(), words.next(), words.next()) else {
        return Err(bad("Malformed CSeq"));
    };
    // §8.1.1.5: less than 2**31.
    if !is_number(number, u64::from(u32::MAX >> 1)) {
        return Err(bad("CSeq number out of range"));
    }
    if name == method { Ok(()) } else { Err(bad("CSeq method does not match")) }
}

fn check_addresses(message: &Message<'_>) -> Result<(), Fault> {
    let address = |name| message.header(name).and_then(Address::read);
    if address("From").is_none() {
        return Err(bad("Malformed From"));
    }
    if address("To").is_none() {
        return Err(bad("Malformed To"));
    }
    for contact in message.all("Contact").filter(|it| *it != "*") {
        // Several contacts on one line are for registrars, which we are not; only the first counts for a call.
        let first = Address::read(contact);
        if first.is_none() && !contact.contains(">,") {
            return Err(bad("Malformed Contact"));
        }
    }
    let call_id = message.header("Call-ID").unwrap_or_default();
    if call_id.is_empty() || call_id.contains(char::is_whitespace) {
        return Err(bad("Malformed Call-ID"));
    }
    Ok(())
}

fn check_numbers(message: &Message<'_>) -> Result<(), Fault> {
    if message.header("Max-Forwards").is_some_and(|it| !is_number(it, 255)) {
        return Err(bad("Malformed Max-Forwards"));
    }
    if message.header("Expires").is_some_and(|it| !is_number(it, u64::from(u32::MAX))) {
        return Err(bad("Malformed Expires"));
    }
    Ok(())
}

/// `SIP / 2.0 / UDP host:port ;parameters`, perhaps several on a line.
fn check_via(value: &str) -> Result<(), Fault> {
    let malformed = bad("Malformed Via");
    for via in value.split(',') {
        let (protocol, rest) = via.rsplit_once('/').ok_or(malformed)?;
        let version: String = protocol.chars().filter(|it| !it.is_whitespace()).collect();
        if !version.eq_ignore_ascii_case("SIP/2.0") {
            return Err(malformed);
        }
        let (transport_and_host, parameters) = match rest.split_once(';') {
            Some((before, parameters)) => (before, Some(parameters)),
            None => (rest, None),
        };
        let words: Vec<&str> = transport_and_host.split_whitespace().collect();
        let [transport, host] = words[..] else { return Err(malformed) };
        let is_sound = transport.bytes().all(is_token)
            && is_host(host)
            && parameters.is_none_or(|it| it.split(';').all(|it| !it.trim().is_empty()));
        if !is_sound {
            return Err(malformed);
        }
    }
    Ok(())
}

fn check_length(message: &Message<'_>, is_whole_datagram: bool) -> Result<(), Fault> {
    let Some(length) = message.header("Content-Length") else {
        // In a datagram the end is the end (§18.3); in a stream nobody would know where the next message begins.
        return if is_whole_datagram { Ok(()) } else { Err(bad("Content-Length missing")) };
    };
    if is_number(length, message.body.len() as u64) {
        Ok(())
    } else {
        Err(bad("Content-Length does not match the body"))
    }
}

/// ASCII digits only, and not more than `most`.
fn is_number(text: &str, most: u64) -> bool {
    let digits = text.trim_start_matches('0');
    !text.is_empty()
        && text.bytes().all(|it| it.is_ascii_digit())
        && digits.len() <= 19
        && (digits.is_empty() || digits.parse::<u64>().is_ok_and(|it| it <= most))
}
