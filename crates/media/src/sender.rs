//! The mouth of a port: a frame in every 20 ms, a packet out, and keys pressed in between.

use crate::{
    codec::{CodecError, Encoder, LARGEST_PAYLOAD},
    dtmf::{self, KeyFrame, KeyWriter},
    format::Format,
    frame::Frame,
    rtp::{HEADER, Header},
    tone::KeyTone,
};

/// Room for any packet a sender writes.
pub const DATAGRAM: usize = HEADER + LARGEST_PAYLOAD;

/// Loudness of each of a key's two tones, where keys travel as tones: −13 dBFS for the pair.
const TONE: f64 = 0.16;

pub struct Sender {
    format: Format,
    encoder: Encoder,
    ssrc: u32,
    sequence: u16,
    timestamp: u32,
    /// Sound follows sound: only the first packet after a pause carries the marker (RFC 3551 §4.1).
    is_talking: bool,
    keys: KeyWriter,
    key_began: u32,
    tone: Option<KeyTone>,
    packets: u32,
    octets: u32,
}

impl Sender {
    /// `ssrc`, `sequence` and `timestamp` are to be drawn by lot (RFC 3550 §5.1).
    pub fn new(format: Format, ssrc: u32, sequence: u16, timestamp: u32) -> Result<Self, CodecError> {
        Ok(Self {
            format,
            encoder: Encoder::new(format.codec)?,
            ssrc,
            sequence,
            timestamp,
            is_talking: false,
            keys: KeyWriter::new(format.codec.clock_rate()),
            key_began: timestamp,
            tone: None,
            packets: 0,
            octets: 0,
        })
    }

    /// Presses a key as soon as those before it are done. False if too many wait already.
    pub fn press(&mut self, code: u8) -> bool {
        self.keys.press(code)
    }

    /// The packet for the next 20 ms, as header and payload length. `None` in the pause between two keys, and when
    /// the codec refuses.
    pub fn payload(&mut self, frame: &Frame, payload: &mut [u8; LARGEST_PAYLOAD]) -> Option<(Header, usize)> {
        let timestamp = self.timestamp;
        self.timestamp = timestamp.wrapping_add(self.format.codec.ticks_per_frame());
        let sent = match (self.keys.next_frame(), self.format.events) {
            (None, _) => self.sound(frame, timestamp, payload),
            (Some(KeyFrame::Event { event, first }), Some(payload_type)) => {
                self.key_began = if first { timestamp } else { self.key_began };
                payload[..dtmf::PAYLOAD].copy_from_slice(&event.write());
                // The sound before the press and the sound after it are two talkspurts.
                self.is_talking = false;
                Some((self.header(first, payload_type, self.key_began), dtmf::PAYLOAD))
            }
            (Some(KeyFrame::Pause), Some(_)) => None,
            (Some(KeyFrame::Event { event, first }), None) => {
                if first {
                    self.tone = KeyTone::new(event.code, TONE);
                }
                // The repeated ends of an event have no meaning for a tone.
                let tone = self.tone.as_mut().filter(|_| !event.end).map(KeyTone::next_frame);
                self.sound(&tone.unwrap_or(crate::frame::SILENCE), timestamp, payload)
            }
            (Some(KeyFrame::Pause), None) => self.sound(&crate::frame::SILENCE, timestamp, payload),
        };
        if let Some((_, length)) = sent {
            self.packets = self.packets.wrapping_add(1);
            self.octets = self.octets.wrapping_add(length as u32);
        }
        sent
    }

    /// Like [`Self::payload`], as a whole RTP datagram.
    pub fn packet<'a>(&mut self, frame: &Frame, datagram: &'a mut [u8; DATAGRAM]) -> Option<&'a [u8]> {
        let (head, payload) = datagram.split_first_chunk_mut::<HEADER>()?;
        let (header, length) = self.payload(frame, payload.first_chunk_mut()?)?;
        header.write(head);
        Some(&datagram[..HEADER + length])
    }

    /// Lets 20 ms pass in which nothing is sent.
    pub fn rest(&mut self) {
        self.timestamp = self.timestamp.wrapping_add(self.format.codec.ticks_per_frame());
        self.is_talking = false;
    }

    pub fn ssrc(&self) -> u32 {
        self.ssrc
    }

    /// For sender reports: the timestamp of the next frame, and packets and payload bytes so far.
    pub fn progress(&self) -> (u32, u32, u32) {
        (self.timestamp, self.packets, self.octets)
    }

    fn sound(
        &mut self,
        frame: &Frame,
        timestamp: u32,
        payload: &mut [u8; LARGEST_PAYLOAD],
    ) -> Option<(Header, usize)> {
        let length = self.encoder.encode(frame, payload).ok()?;
        let marker = !self.is_talking;
        self.is_talking = true;
        Some((self.header(marker, self.format.payload_type, timestamp), length))
    }

    fn header(&mut self, marker: bool, payload_type: u8, timestamp: u32) -> Header {
        let sequence = self.sequence;
        self.sequence = sequence.wrapping_add(1);
        Header { marker, payload_type, sequence, timestamp, ssrc: self.ssrc }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{codec::Codec, frame::SILENCE};

    fn sender(codec: Codec) -> Sender {
        Sender::new(Format { codec, payload_type: 96, events: Some(101) }, 9, 65_535, u32::MAX - 100).unwrap()
    }

    #[test]
    fn numbers_wrap_and_only_the_first_packet_after_a_pause_is_marked() {
        let mut sender = sender(Codec::Pcmu);
        let mut payload = [0; LARGEST_PAYLOAD];
        let mut next = |sender: &mut Sender| sender.payload(&SILENCE, &mut payload).unwrap().0;
        let (first, second) = (next(&mut sender), next(&mut sender));
        assert_eq!((first.marker, first.sequence, first.timestamp), (true, 65_535, u32::MAX - 100));
        assert_eq!((second.marker, second.sequence, second.timestamp), (false, 0, 59));
        sender.rest();
        let third = next(&mut sender);
        assert_eq!((third.marker, third.sequence, third.timestamp), (true, 1, 379));
    }

    #[test]
    fn a_key_takes_the_place_of_sound_on_the_clock_of_the_codec() {
        let mut sender = sender(Codec::Opus);
        let mut payload = [0; LARGEST_PAYLOAD];
        sender.press(5);
        let headers: Vec<_> =
            (0..12).map(|_| sender.payload(&SILENCE, &mut payload).map(|it| it.0)).collect();
        let event = headers[7].unwrap();
        assert_eq!((event.payload_type, event.timestamp), (101, u32::MAX - 100));
        assert!(headers[8].is_none() && headers[10].is_none());
        let sound = headers[11].unwrap();
        assert_eq!(sound.timestamp, (u32::MAX - 100).wrapping_add(11 * 960));
        assert!(sound.marker);
    }
}
