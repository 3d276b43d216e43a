//! Keys in SIP INFO: `application/dtmf-relay` (`Signal=5`) and `application/dtmf` (`5`).

use domain::digit::Digit;

/// The key an INFO body names, if it is one.
pub fn read(content_type: &str, body: &[u8]) -> Option<Digit> {
    let body = std::str::from_utf8(body).ok()?;
    let signal = match content_type.split(';').next()?.trim().to_ascii_lowercase().as_str() {
        "application/dtmf-relay" => body.lines().find_map(|line| {
            let (name, value) = line.split_once('=')?;
            name.trim().eq_ignore_ascii_case("signal").then_some(value.trim())
        })?,
        "application/dtmf" => body.trim(),
        _ => return None,
    };
    let mut signs = signal.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => Digit::try_from(sign).ok(),
        // Some senders write the event code.
        _ => Digit::from_event_code(signal.parse().ok()?),
    }
}

/// The body of an INFO that presses a key for `milliseconds`.
pub fn write(digit: Digit, milliseconds: u32) -> String {
    format!("Signal={digit}\r\nDuration={milliseconds}\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_body_name_the_key() {
        let key = |kind, body: &str| read(kind, body.as_bytes()).map(Digit::as_char);
        assert_eq!(key("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n"), Some('5'));
        assert_eq!(key("Application/DTMF-Relay; charset=utf-8", "Duration = 160\nSignal = #"), Some('#'));
        assert_eq!(key("application/dtmf", "*\r\n"), Some('*'));
        assert_eq!(key("application/dtmf-relay", "Signal=11"), Some('#'));
        assert_eq!(key("application/dtmf-relay", "Signal=A"), None);
        assert_eq!(key("application/dtmf-relay", "Duration=160"), None);
        assert_eq!(key("text/plain", "5"), None);
        let digit = Digit::try_from('7').unwrap();
        assert_eq!(read("application/dtmf-relay", write(digit, 100).as_bytes()), Some(digit));
    }
}
