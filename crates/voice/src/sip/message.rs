//! A SIP message as text: start line, headers, body. Split without judging; [`super::syntax`] judges.

use std::borrow::Cow;

/// A message, borrowed from its bytes; header values that were folded over lines are joined, and what is no UTF-8 in
/// them is replaced: gateways write names as their country does (EUC-KR).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message<'a> {
    pub start: &'a str,
    pub headers: Vec<Header<'a>>,
    pub body: &'a [u8],
    /// The empty line behind the headers is there.
    pub is_complete: bool,
    /// Nothing had to be replaced.
    pub is_text: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header<'a> {
    /// In its long form where a short one was used (RFC 3261 §7.3.3).
    pub name: &'a str,
    pub value: Cow<'a, str>,
}

/// Bytes that are no message at all: nobody can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMessage;

impl<'a> Message<'a> {
    /// Splits a whole datagram, or a whole message cut out of a stream.
    pub fn split(bytes: &'a [u8]) -> Result<Self, NoMessage> {
        let head_end = head_length(bytes);
        let end = head_end.unwrap_or(bytes.len());
        // Empty lines before the start line are to be ignored (§7.5).
        let begin = bytes[..end].iter().position(|it| !matches!(it, b'\r' | b'\n')).ok_or(NoMessage)?;
        let mut lines = Lines(&bytes[begin..end]);
        // What cannot be read is no start line of anything, and is found fault with.
        let start = lines.next().and_then(|it| std::str::from_utf8(it).ok()).unwrap_or_default();
        let mut headers: Vec<Header<'a>> = vec![];
        let mut is_text = !start.is_empty();
        for line in lines.filter(|it| !it.is_empty()) {
            if let ([b' ' | b'\t', ..], Some(last)) = (line, headers.last_mut()) {
                let more = String::from_utf8_lossy(line);
                is_text &= matches!(more, Cow::Borrowed(_));
                let joined = format!("{} {}", last.value, more.trim());
                last.value = joined.trim().to_owned().into();
                continue;
            }
            // A line without a colon has no name; it is kept so that it can be found fault with.
            let (name, value) = match line.iter().position(|it| *it == b':') {
                Some(colon) => (&line[..colon], &line[colon + 1..]),
                None => (&[][..], line),
            };
            let name = std::str::from_utf8(name).unwrap_or_default();
            let value = match String::from_utf8_lossy(value) {
                Cow::Borrowed(value) => Cow::Borrowed(value.trim()),
                Cow::Owned(value) => {
                    is_text = false;
                    Cow::Owned(value.trim().to_owned())
                }
            };
            headers.push(Header { name: long_name(name.trim_end()), value });
        }
        Ok(Self { start, headers, body: &bytes[end..], is_complete: head_end.is_some(), is_text })
    }

    pub fn is_response(&self) -> bool {
        self.start.starts_with("SIP/")
    }

    /// The value of the first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |it| it.name.eq_ignore_ascii_case(name)).map(|it| it.value.as_ref())
    }

    /// The words of a comma-separated header, over all its lines.
    pub fn words(&self, name: &str) -> impl Iterator<Item = &str> {
        self.all(name).flat_map(|it| it.split(',')).map(str::trim).filter(|it| !it.is_empty())
    }
}

/// The pieces between line ends.
struct Lines<'a>(&'a [u8]);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let end = self.0.windows(2).position(|it| it == b"\r\n");
        let (line, rest) = match end {
            Some(end) => (&self.0[..end], &self.0[end + 2..]),
            None => (self.0, &[][..]),
        };
        self.0 = rest;
        Some(line)
    }
}

/// Bytes up to and including the empty line.
pub fn head_length(bytes: &[u8]) -> Option<usize> {
    let first = bytes.iter().position(|it| !matches!(it, b'\r' | b'\n'))?;
    let end = bytes[first..].windows(4).position(|it| it == b"\r\n\r\n")?;
    Some(first + end + 4)
}

fn long_name(name: &str) -> &str {
    let [letter] = name.as_bytes() else { return name };
    match letter.to_ascii_lowercase() {
        b'a' => "Accept-Contact",
        b'b' => "Referred-By",
        b'c' => "Content-Type",
        b'd' => "Request-Disposition",
        b'e' => "Content-Encoding",
        b'f' => "From",
        b'i' => "Call-ID",
        b'j' => "Reject-Contact",
        b'k' => "Supported",
        b'l' => "Content-Length",
        b'm' => "Contact",
        b'o' => "Event",
        b'r' => "Refer-To",
        b's' => "Subject",
        b't' => "To",
        b'u' => "Allow-Events",
        b'v' => "Via",
        b'x' => "Session-Expires",
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_folded_lines_and_spaces_read_like_the_plain_form() {
        let bytes = b"\r\nOPTIONS sip:a@b SIP/2.0\r\nv :  SIP/2.0/UDP c\r\n ;branch=z9\r\nTO: <sip:a@b>\r\nl:3\r\n\r\nabc";
        let message = Message::split(bytes).unwrap();
        assert_eq!(message.start, "OPTIONS sip:a@b SIP/2.0");
        assert_eq!(message.header("via"), Some("SIP/2.0/UDP c ;branch=z9"));
        assert_eq!(message.header("To"), Some("<sip:a@b>"));
        assert_eq!((message.header("Content-Length"), message.body), (Some("3"), &b"abc"[..]));
    }

    #[test]
    fn words_are_gathered_over_lines() {
        let message = Message::split(b"X y z\r\nRequire: a, b\r\nRequire: c\r\n\r\n").unwrap();
        assert_eq!(message.words("require").collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn names_in_another_alphabet_are_replaced_and_everything_else_stays() {
        let message = Message::split(
            b"X y z\r\nFrom: \"\xC8\xAB\xB1\xE6\xB5\xBF\" <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\n\r\n\xFF",
        )
        .unwrap();
        let from = message.header("From").unwrap();
        assert!(from.contains('\u{FFFD}') && from.ends_with("\" <sip:a@b>;tag=1"), "{from}");
        assert_eq!(
            (message.header("To"), message.body, message.is_text),
            (Some("<sip:c@d>"), &b"\xFF"[..], false)
        );
        assert!(Message::split("X y z\r\nFrom: \"홍길동\" <sip:a@b>\r\n\r\n".as_bytes()).unwrap().is_text);
    }

    #[test]
    fn a_message_without_a_sound_beginning_can_still_be_answered() {
        for (bytes, start) in [
            (&b"\xFF\xFE\r\nVia: x\r\n\r\n"[..], ""),
            (b"X y z\r\n folded: first\r\nVia: x\r\n\r\n", "X y z"),
        ] {
            let message = Message::split(bytes).unwrap();
            assert_eq!((message.start, message.header("Via")), (start, Some("x")), "{bytes:?}");
        }
    }

    #[test]
    fn bytes_without_an_end_or_a_beginning_are_no_message() {
        for bytes in [&b""[..], b"\r\n\r\n"] {
            assert_eq!(Message::split(bytes), Err(NoMessage), "{bytes:?}");
        }
        assert!(!Message::split(b"OPTIONS sip:a@b SIP/2.0\r\n").unwrap().is_complete);
    }
}
