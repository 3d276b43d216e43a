//! Reading a description. Lenient where telephones are sloppy (line ends, order, unknown lines), strict where a
//! mistake would send sound astray.

use std::net::IpAddr;

use super::{Direction, Medium, Origin, ReadError, RtpMap, Session};

/// More lines than any telephone writes.
const MOST_LINES: usize = 500;

impl Session {
    pub fn read(text: &[u8]) -> Result<Self, ReadError> {
        let text = std::str::from_utf8(text).map_err(|_| ReadError::NotText)?;
        let (mut version_seen, mut origin, mut connection, mut direction) = (false, None, None, None);
        let mut media: Vec<Medium> = vec![];
        for (n, line) in text.lines().map(str::trim_end).filter(|it| !it.is_empty()).enumerate() {
            if n >= MOST_LINES {
                return Err(ReadError::TooLong);
            }
            let wrong = || ReadError::Line(line.chars().take(80).collect());
            let (kind, value) = line.split_once('=').ok_or_else(wrong)?;
            match (kind, media.last_mut()) {
                ("v", None) if value == "0" => version_seen = true,
                ("v", _) => return Err(wrong()),
                ("o", None) => origin = Some(read_origin(value).ok_or_else(wrong)?),
                ("c", medium) => {
                    let address = read_connection(value).ok_or_else(wrong)?;
                    match medium {
                        Some(medium) => medium.connection = Some(address),
                        None => connection = Some(address),
                    }
                }
                ("m", _) => media.push(read_medium(value).ok_or_else(wrong)?),
                ("a", None) => direction = Direction::from_word(value).or(direction),
                ("a", Some(medium)) => read_attribute(medium, value).ok_or_else(wrong)?,
                // Letters that mean nothing to us; anything longer is no description at all.
                (kind, _) if kind.len() == 1 => {}
                _ => return Err(wrong()),
            }
        }
        if !version_seen {
            return Err(ReadError::Lacks("v="));
        }
        Ok(Self { origin: origin.ok_or(ReadError::Lacks("o="))?, connection, direction, media })
    }
}

fn read_origin(value: &str) -> Option<Origin> {
    let words: Vec<&str> = value.split_whitespace().collect();
    let [_user, session, version, "IN", _family, address] = words[..] else { return None };
    // The numbers may be longer than ours; they only ever serve to tell revisions apart.
    let number =
        |word: &str| word.bytes().all(|it| it.is_ascii_digit()).then(|| word.parse().unwrap_or(u64::MAX));
    Some(Origin { session: number(session)?, version: number(version)?, address: address.to_owned() })
}

fn read_connection(value: &str) -> Option<IpAddr> {
    let words: Vec<&str> = value.split_whitespace().collect();
    let ["IN", family, address] = words[..] else { return None };
    let address: IpAddr = address.split('/').next()?.parse().ok()?;
    let is_its_family = match address {
        IpAddr::V4(_) => family == "IP4",
        IpAddr::V6(_) => family == "IP6",
    };
    is_its_family.then_some(address)
}

fn read_medium(value: &str) -> Option<Medium> {
    let mut words = value.split_whitespace();
    let (kind, port, protocol) = (words.next()?, words.next()?, words.next()?);
    // `49170/2` asks for two ports, of which the first is enough.
    let port = port.split('/').next()?.parse().ok()?;
    Some(Medium {
        kind: kind.to_owned(),
        port,
        protocol: protocol.to_owned(),
        formats: words.map(str::to_owned).collect(),
        connection: None,
        direction: None,
        maps: vec![],
        parameters: vec![],
        packet_ms: None,
        shares_port: false,
    })
}

/// `None` for an attribute that is ours to know and makes no sense.
fn read_attribute(medium: &mut Medium, value: &str) -> Option<()> {
    let (name, value) = value.split_once(':').unwrap_or((value, ""));
    match name {
        "rtpmap" => {
            let (payload_type, encoding) = value.trim_start().split_once(' ')?;
            let mut parts = encoding.trim().split('/');
            let map = RtpMap {
                payload_type: payload_type.parse().ok().filter(|it| *it < 128)?,
                name: parts.next()?.to_owned(),
                clock_rate: parts.next()?.trim().parse().ok()?,
            };
            medium.maps.push(map);
        }
        "fmtp" => {
            // Parameters of formats that are no payload types are nobody's loss.
            if let Some((payload_type, parameters)) = value.trim_start().split_once(' ')
                && let Ok(payload_type) = payload_type.parse()
            {
                medium.parameters.push((payload_type, parameters.trim().to_owned()));
            }
        }
        "ptime" => medium.packet_ms = value.trim().parse().ok(),
        "rtcp-mux" => medium.shares_port = true,
        name => medium.direction = Direction::from_word(name).or(medium.direction),
    }
    Some(())
}
