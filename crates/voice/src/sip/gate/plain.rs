//! The one spelling the stack reads: text, Via without spaces, and From and To without spaces between parameters.
//! RFC 3261 §7.3.1 allows many more.

use super::Verdict;
use crate::sip::{address::Address, message::Message};

/// The message as it came, or in plainer spelling where the stack would misread it.
pub fn pass(message: &Message<'_>) -> Verdict {
    let is_plain = message.is_text
        && message.headers.iter().all(|it| match it.name {
            name if is_via(name) => it.value.starts_with("SIP/2.0/") && !has_loose_parameters(&it.value),
            name if is_party(name) => !has_loose_parameters(&it.value),
            _ => true,
        });
    if is_plain {
        return Verdict::Pass;
    }
    let mut bytes = format!("{}\r\n", message.start).into_bytes();
    for header in &message.headers {
        let value = match header.name {
            name if is_via(name) => plain_via(&header.value),
            name if is_party(name) => plain_party(&header.value),
            _ => header.value.to_string(),
        };
        bytes.extend(format!("{}: {value}\r\n", header.name).into_bytes());
    }
    bytes.extend(b"\r\n");
    bytes.extend(message.body);
    Verdict::PassAs(bytes)
}

fn is_via(name: &str) -> bool {
    name.eq_ignore_ascii_case("Via")
}

fn is_party(name: &str) -> bool {
    name.eq_ignore_ascii_case("From") || name.eq_ignore_ascii_case("To")
}

/// May find them in a quoted name too, which costs a copy and changes nothing.
fn has_loose_parameters(value: &str) -> bool {
    [" ;", "; ", " =", "= "].iter().any(|it| value.contains(it))
}

/// `SIP / 2.0 / UDP  host ;branch = x` without its spaces.
fn plain_via(value: &str) -> String {
    let vias = value.split(',').map(|via| {
        let (head, parameters) = via.split_once(';').unwrap_or((via, ""));
        let (protocol, host) = head.trim_end().rsplit_once(char::is_whitespace).unwrap_or((head, ""));
        format!("{} {host}{}", without_spaces(protocol), plain_parameters(parameters))
    });
    vias.collect::<Vec<_>>().join(", ")
}

/// `"Name" <sip:a@b> ; tag = x` without the spaces behind the address. What is no address stays as it is.
fn plain_party(value: &str) -> String {
    let value = value.trim();
    let Some(address) = Address::read(value) else { return value.to_owned() };
    let Some(head) = value.strip_suffix(address.parameters) else { return value.to_owned() };
    let head = head.trim_end().trim_end_matches(';').trim_end();
    format!("{head}{}", plain_parameters(address.parameters))
}

/// Each with its semicolon.
fn plain_parameters(parameters: &str) -> String {
    let given = parameters.split(';').filter(|it| !it.trim().is_empty());
    given.map(|it| format!(";{}", without_spaces(it))).collect()
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}
