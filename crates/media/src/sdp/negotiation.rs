//! Agreeing on sound: our side of offer and answer for one call (RFC 3264).

use std::net::{IpAddr, SocketAddr};

use super::{Direction, Medium, Origin, RtpMap, Session};
use crate::{codec::Codec, format::Format};

/// The payload type we propose for keys. Dynamic ones begin at 96; 101 is what everybody uses.
const EVENTS: u8 = 101;
const EVENTS_NAME: &str = "telephone-event";
/// Digits, star, hash, and A–D (RFC 4733 §3.2).
const EVENT_CODES: &str = "0-15";
const PACKET_MS: u16 = 20;

/// What our side said and says about one call's sound.
#[derive(Debug, Clone)]
pub struct Negotiation {
    address: IpAddr,
    port: u16,
    session: u64,
    codecs: Vec<Codec>,
    /// The description that is in force or on its way, so that the next one has its version and order of media.
    said: Option<Session>,
}

/// What both sides agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    /// Where our sound goes. `None` while the other side wants none (hold by the address 0.0.0.0).
    pub remote: Option<SocketAddr>,
    pub format: Format,
    /// Which way sound flows, as we see it.
    pub direction: Direction,
    /// RTCP goes to the port of RTP.
    pub shares_port: bool,
}

/// Why an offer or answer cannot be used. SIP says 488 to each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("no sound is offered")]
    NoSound,
    #[error("sound is offered in a way we do not transport (only RTP/AVP)")]
    Transport,
    #[error("no codec is common to both sides")]
    NoCommonCodec,
    #[error("the address to send sound to is missing")]
    NoAddress,
    #[error("the answer does not match the offer")]
    Mismatch,
}

impl Negotiation {
    /// `address` and `port` are where we want to be sent sound; `session` is a number drawn by lot.
    pub fn new(address: IpAddr, port: u16, session: u64, codecs: Vec<Codec>) -> Self {
        Self { address, port, session, codecs, said: None }
    }

    /// Our offer: every codec we speak, in this direction.
    pub fn offer(&mut self, direction: Direction) -> Session {
        let formats = self.codecs.iter().filter_map(|codec| Some((codec.static_payload_type()?, *codec)));
        let medium = self.medium(formats.collect(), Some(EVENTS), direction, false);
        // Media once described keep their places for the whole call (§8).
        let media = match self.said.take() {
            Some(before) => {
                let mut media: Vec<Medium> = before.media.iter().map(Medium::refused).collect();
                let place =
                    before.media.iter().position(|it| it.kind == "audio" && it.port != 0).unwrap_or(0);
                match media.get_mut(place) {
                    Some(it) => *it = medium,
                    None => media.push(medium),
                }
                let media = self.describe(media, Some(before.origin.version));
                return self.say(media);
            }
            None => vec![medium],
        };
        let session = self.describe(media, None);
        self.say(session)
    }

    /// Takes their offer; our answer, and what has been agreed with it. A refusal leaves everything as it was.
    pub fn answer(&mut self, offer: &Session) -> Result<(Session, Stream), Refusal> {
        let place = pick(offer)?;
        let offered = &offer.media[place];
        let (codec, payload_type) = self.common_codec(offered).ok_or(Refusal::NoCommonCodec)?;
        let events = find_events(offered, codec);
        let remote = remote(offer, offered)?;
        let wanted = if remote.is_some() { offer.direction_of(offered) } else { Direction::SendOnly };
        let direction = wanted.reversed();
        let shares_port = offered.shares_port;
        let medium = self.medium(vec![(payload_type, codec)], events, direction, shares_port);
        let mut media: Vec<Medium> = offer.media.iter().map(Medium::refused).collect();
        media[place] = medium;
        let version = self.said.take().map(|it| it.origin.version);
        let session = self.describe(media, version);
        let format = Format { codec, payload_type, events };
        Ok((self.say(session), Stream { remote, format, direction, shares_port }))
    }

    /// Takes their answer to our [`Self::offer`].
    pub fn accept(&mut self, answer: &Session) -> Result<Stream, Refusal> {
        let offer = self.said.as_ref().ok_or(Refusal::Mismatch)?;
        let place = offer.media.iter().position(|it| it.port != 0).ok_or(Refusal::Mismatch)?;
        let answered = answer.media.get(place).ok_or(Refusal::Mismatch)?;
        if answered.kind != "audio" {
            return Err(Refusal::Mismatch);
        }
        if answered.port == 0 {
            return Err(Refusal::NoSound);
        }
        let (codec, payload_type) = self.common_codec(answered).ok_or(Refusal::NoCommonCodec)?;
        let remote = remote(answer, answered)?;
        let said = offer.direction_of(&offer.media[place]);
        let theirs = if remote.is_some() { answer.direction_of(answered) } else { Direction::SendOnly };
        Ok(Stream {
            remote,
            format: Format { codec, payload_type, events: find_events(answered, codec) },
            direction: said.restricted_to(theirs.reversed()),
            shares_port: answered.shares_port,
        })
    }

    /// Their first codec that is also ours: the order of an offer is its preference (§6.1).
    fn common_codec(&self, medium: &Medium) -> Option<(Codec, u8)> {
        medium.formats.iter().filter_map(|it| it.parse().ok()).find_map(|payload_type: u8| {
            let map = medium.maps.iter().find(|it| it.payload_type == payload_type);
            let codec = self.codecs.iter().find(|codec| match map {
                Some(map) => {
                    map.name.eq_ignore_ascii_case(codec.name()) && map.clock_rate == codec.clock_rate()
                }
                None => codec.static_payload_type() == Some(payload_type),
            })?;
            Some((*codec, payload_type))
        })
    }

    fn medium(
        &self,
        codecs: Vec<(u8, Codec)>,
        events: Option<u8>,
        direction: Direction,
        shares_port: bool,
    ) -> Medium {
        let clock_rate = codecs.first().map_or(8_000, |it| it.1.clock_rate());
        let sounds = codecs.iter().map(|(payload_type, codec)| RtpMap {
            payload_type: *payload_type,
            name: codec.name().to_owned(),
            clock_rate: codec.clock_rate(),
        });
        let keys =
            events.map(|payload_type| RtpMap { payload_type, name: EVENTS_NAME.to_owned(), clock_rate });
        let maps: Vec<RtpMap> = sounds.chain(keys).collect();
        Medium {
            kind: "audio".to_owned(),
            port: self.port,
            protocol: "RTP/AVP".to_owned(),
            formats: maps.iter().map(|it| it.payload_type.to_string()).collect(),
            connection: None,
            direction: Some(direction),
            maps,
            parameters: events.map(|it| (it, EVENT_CODES.to_owned())).into_iter().collect(),
            packet_ms: Some(PACKET_MS),
            shares_port,
        }
    }

    fn describe(&self, media: Vec<Medium>, version: Option<u64>) -> Session {
        Session {
            origin: Origin {
                session: self.session,
                version: version.map_or(1, |it| it + 1),
                address: self.address.to_string(),
            },
            connection: Some(self.address),
            direction: None,
            media,
        }
    }

    fn say(&mut self, session: Session) -> Session {
        self.said = Some(session.clone());
        session
    }
}

/// The first medium we can talk over.
fn pick(offer: &Session) -> Result<usize, Refusal> {
    let sounds = || offer.media.iter().enumerate().filter(|(_, it)| it.kind == "audio" && it.port != 0);
    match sounds().find(|(_, it)| it.protocol == "RTP/AVP") {
        Some((place, _)) => Ok(place),
        None if sounds().next().is_some() => Err(Refusal::Transport),
        None => Err(Refusal::NoSound),
    }
}

fn find_events(medium: &Medium, codec: Codec) -> Option<u8> {
    let map = medium.maps.iter().find(|it| {
        it.name.eq_ignore_ascii_case(EVENTS_NAME)
            && it.clock_rate == codec.clock_rate()
            && medium.formats.iter().any(|format| *format == it.payload_type.to_string())
    });
    map.map(|it| it.payload_type)
}

/// `Ok(None)` is the old way to hold a call (RFC 3264 §8.4).
fn remote(session: &Session, medium: &Medium) -> Result<Option<SocketAddr>, Refusal> {
    let address = session.connection_of(medium).ok_or(Refusal::NoAddress)?;
    Ok((!address.is_unspecified()).then(|| SocketAddr::new(address, medium.port)))
}
