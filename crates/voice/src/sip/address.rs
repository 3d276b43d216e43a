//! Addresses in SIP headers: `"Name" <sip:user@host;uri-parameters>;header-parameters` (RFC 3261 §20.10, §25.1).

/// What stands in From, To, Contact or P-Asserted-Identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address<'a> {
    pub uri: Uri<'a>,
    /// Behind the address, without the leading semicolon.
    pub parameters: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uri<'a> {
    pub scheme: &'a str,
    /// Everything behind the scheme.
    rest: &'a str,
}

impl<'a> Address<'a> {
    /// `None` if this is no address, or one that could be read in two ways.
    pub fn read(value: &'a str) -> Option<Self> {
        let value = value.trim();
        let Some(bracket) = bracket(value)? else {
            // Without brackets, what follows a semicolon belongs to the header, and a comma or question mark would
            // be ambiguous (§20).
            let (uri, parameters) = value.split_once(';').unwrap_or((value, ""));
            let uri = uri.trim_end();
            return (!uri.contains([',', '?', ' ', '"', '>']))
                .then_some(Self { uri: Uri::read(uri)?, parameters });
        };
        let (uri, rest) = value[bracket + 1..].split_once('>')?;
        let rest = rest.trim_start();
        let parameters = match rest.strip_prefix(';') {
            Some(parameters) => parameters,
            None if rest.is_empty() || rest.starts_with(',') => "",
            None => return None,
        };
        let is_empty_parameter =
            parameters.split(';').any(|it| it.trim().is_empty()) && rest.starts_with(';');
        if uri.contains(char::is_whitespace) || is_empty_parameter {
            return None;
        }
        Some(Self { uri: Uri::read(uri)?, parameters })
    }

    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        self.parameters.split(';').find_map(|it| {
            let (key, value) = it.split_once('=').unwrap_or((it, ""));
            key.trim().eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    pub fn tag(&self) -> Option<&'a str> {
        self.parameter("tag").filter(|it| !it.is_empty())
    }
}

impl<'a> Uri<'a> {
    pub fn read(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let is_scheme = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
            && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.'));
        (is_scheme && !rest.is_empty()).then_some(Self { scheme, rest })
    }

    pub fn is_sip(&self) -> bool {
        ["sip", "sips"].iter().any(|it| self.scheme.eq_ignore_ascii_case(it))
    }

    /// The user part of a SIP URI, or the number of a `tel:` URI; unescaped, without parameters.
    pub fn user(&self) -> Option<String> {
        let user = if self.is_sip() { self.rest.rsplit_once('@')?.0 } else { self.rest };
        // `user:password` and `number;phone-context=…`.
        let user = user.split([';', ':']).next()?;
        let user = unescape(user);
        (!user.is_empty()).then_some(user)
    }

    /// Host and port as written, without parameters. `None` where there is none, or it cannot be one.
    pub fn host(&self) -> Option<&'a str> {
        let behind_user = self.rest.rsplit_once('@').map_or(self.rest, |it| it.1);
        let host = behind_user.split([';', '?']).next()?;
        is_host(host).then_some(host)
    }

    /// Headers in the URI, behind the question mark.
    pub fn has_headers(&self) -> bool {
        self.rest.rsplit_once('@').map_or(self.rest, |it| it.1).contains('?')
    }
}

/// Where the bracket opens. The outer `None` is a display name that is neither quoted nor made of plain words.
fn bracket(value: &str) -> Option<Option<usize>> {
    if let Some(quoted) = value.strip_prefix('"') {
        let mut escaped = false;
        let end = quoted.find(|it| {
            let ends = it == '"' && !escaped;
            escaped = it == '\\' && !escaped;
            ends
        })?;
        let open = value[end + 2..].find('<')? + end + 2;
        return value[end + 2..open].trim().is_empty().then_some(Some(open));
    }
    let Some(open) = value.find('<') else { return Some(None) };
    // Tokens and spaces (§25.1); and letters of other alphabets, which should be quoted and often are not.
    let is_plain =
        value[..open].bytes().all(|it| it == b' ' || it == b'\t' || is_token(it) || !it.is_ascii());
    is_plain.then_some(Some(open))
}

pub fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-.!%*_+`'~".contains(&byte)
}

/// A name or an address, perhaps with a port.
pub fn is_host(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((address, port)) if address.parse::<std::net::Ipv6Addr>().is_ok() => {
                ("v6", port.strip_prefix(':'))
            }
            _ => return false,
        },
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let is_name = !host.is_empty()
        && host.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b'_'));
    is_name && port.is_none_or(|it| it.parse::<u16>().is_ok())
}

fn unescape(text: &str) -> String {
    let mut bytes = vec![];
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex =
            tail.first_chunk::<2>().filter(|_| *first == b'%').and_then(|it| std::str::from_utf8(it).ok());
        match hex.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(value: &str) -> Option<String> {
        Address::read(value)?.uri.user()
    }

    #[test]
    fn the_number_is_found_however_it_is_written() {
        for value in [
            "<sip:0215880000@carrier.example>",
            "\"Kim, \\\"A\\\" <x>\" <sip:0215880000@carrier.example:5060;user=phone>;tag=1",
            "sip:0215880000@carrier.example;tag=1",
            "Kim Min <sip:0215880000;phone-context=kr@[2001:db8::1]>",
            "<tel:0215880000;phone-context=+82>",
            "홍 길동 <sip:0215880000@carrier.example>",
            "<sip:%30215880000:secret@carrier.example>",
        ] {
            assert_eq!(user(value).as_deref(), Some("0215880000"), "{value}");
        }
        assert_eq!(user("<sip:carrier.example>"), None);
        assert_eq!(user("<sip:+82%2025@h>").as_deref(), Some("+82 25"));
    }

    #[test]
    fn parameters_of_the_header_are_not_those_of_the_uri() {
        let address = Address::read("<sip:a@b;tag=uri>;tag=header;x").unwrap();
        assert_eq!((address.tag(), address.parameter("x")), (Some("header"), Some("")));
        assert_eq!(Address::read("sip:a@b;tag=header").unwrap().tag(), Some("header"));
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_no_address() {
        for value in [
            "\"Mr. J. User <sip:j.user@example.com>",
            "Bell, Alexander <sip:a.g.bell@example.com>;tag=43",
            "\"Watson, Thomas\" < sip:t.watson@example.org >",
            "sip:user@example.com?Route=%3Csip:sip.example.com%3E",
            "\"Joe\" <sip:joe@example.org>;;;;",
            "alan@jasomi.com",
            "",
        ] {
            assert_eq!(Address::read(value), None, "{value}");
        }
    }

    #[test]
    fn a_host_is_a_name_or_an_address_with_perhaps_a_port() {
        let host = |text| Uri::read(text).and_then(|it| it.host().map(str::to_owned));
        assert_eq!(host("sip:a@h.example:5060;x?y").as_deref(), Some("h.example:5060"));
        assert_eq!(host("sip:[2001:db8::10]:5070").as_deref(), Some("[2001:db8::10]:5070"));
        for bad in
            ["sip:2001:db8::10", "sip:u@[2001:db8:::192.0.2.1]", "sip:u@h:99999", "sip:u@", "sip:u@h i"]
        {
            assert_eq!(host(bad), None, "{bad}");
        }
    }
}
