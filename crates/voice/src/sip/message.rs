//! A SIP message as text: start line, headers, body. Split without judging; [`super::syntax`] judges.

/// A message, borrowed from its bytes; header values that were folded over lines are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message<'a> {
    pub start: &'a str,
    pub headers: Vec<Header<'a>>,
    pub body: &'a [u8],
    /// The empty line behind the headers is there.
    pub is_complete: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header<'a> {
    /// In its long form where a short one was used (RFC 3261 §7.3.3).
    pub name: &'a str,
    pub value: std::borrow::Cow<'a, str>,
}

/// Bytes that are no message at all: nobody can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMessage;

impl<'a> Message<'a> {
    /// Splits a whole datagram, or a whole message cut out of a stream.
    pub fn split(bytes: &'a [u8]) -> Result<Self, NoMessage> {
        let head_end = head_length(bytes);
        let end = head_end.unwrap_or(bytes.len());
        let head = std::str::from_utf8(&bytes[..end]).map_err(|_| NoMessage)?;
        // Empty lines before the start line are to be ignored (§7.5).
        let mut lines = head.trim_start_matches(['\r', '\n']).split("\r\n");
        let start = lines.next().filter(|it| !it.is_empty()).ok_or(NoMessage)?;
        let mut headers: Vec<Header<'a>> = vec![];
        for line in lines.filter(|it| !it.is_empty()) {
            if line.starts_with([' ', '\t']) {
                let last = headers.last_mut().ok_or(NoMessage)?;
                let joined = format!("{} {}", last.value, line.trim());
                last.value = joined.trim().to_owned().into();
                continue;
            }
            // A line without a colon has no name; it is kept so that it can be found fault with.
            let (name, value) = line.split_once(':').unwrap_or(("", line));
            headers.push(Header { name: long_name(name.trim_end()), value: value.trim().into() });
        }
        Ok(Self { start, headers, body: &bytes[end..], is_complete: head_end.is_some() })
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
    fn bytes_without_an_end_or_a_beginning_are_no_message() {
        for bytes in [&b""[..], b"\r\n\r\n", b"\xFF\xFE\r\n\r\n", b"X y z\r\n folded: first\r\n\r\n"] {
            assert_eq!(Message::split(bytes), Err(NoMessage), "{bytes:?}");
        }
        assert!(!Message::split(b"OPTIONS sip:a@b SIP/2.0\r\n").unwrap().is_complete);
    }
}
