//! The ear of a port: packets in as they come, a frame out every 20 ms, and the keys pressed over there.

use std::time::Duration;

use crate::{
    codec::{CodecError, Decoder, LONGEST_PACKET},
    conceal::Concealer,
    dtmf::KeyReader,
    format::Format,
    frame::{Frame, SAMPLES},
    goertzel::KeyDetector,
    jitter::{JitterBuffer, Pace, Pull},
    pitch,
    rtcp::Reception,
    rtp::Packet,
};

pub struct Receiver {
    format: Format,
    decoder: Decoder,
    jitter: JitterBuffer,
    concealer: Concealer,
    keys: KeyReader,
    /// Listens for tones where the other side cannot send events.
    detector: Option<KeyDetector>,
    reception: Reception,
    /// Decoded sound that waits for its frame. Room for the longest packet, lengthened, behind a started frame.
    ready: [i16; SAMPLES + LONGEST_PACKET + pitch::LONGEST],
    ready_length: usize,
    undecodable: u64,
}

/// What a packet was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    Sound,
    /// The event code of a key that has just gone down.
    Key(u8),
    /// Part of the stream, but nothing to hear: the rest of a press, comfort noise, a codec nobody agreed on.
    Other,
}

impl Receiver {
    pub fn new(format: Format) -> Result<Self, CodecError> {
        Ok(Self {
            format,
            decoder: Decoder::new(format.codec)?,
            jitter: JitterBuffer::new(format.codec.clock_rate()),
            concealer: Concealer::new(),
            keys: KeyReader::new(),
            detector: format.events.is_none().then(KeyDetector::new),
            reception: Reception::new(format.codec.clock_rate()),
            ready: [0; SAMPLES + LONGEST_PACKET + pitch::LONGEST],
            ready_length: 0,
            undecodable: 0,
        })
    }

    /// Takes a packet. `now` is any clock that only goes forward.
    pub fn push(&mut self, now: Duration, packet: &Packet<'_>) -> Received {
        self.reception.count(now, packet);
        if packet.payload_type == self.format.payload_type {
            self.jitter.push(now, packet);
            return Received::Sound;
        }
        self.jitter.pass_over(now, packet);
        if Some(packet.payload_type) == self.format.events {
            return self.keys.read(packet).map_or(Received::Other, Received::Key);
        }
        Received::Other
    }

    /// The next 20 ms, made up where nothing came. Returns the event code of a key heard as a tone.
    pub fn pull(&mut self, now: Duration, frame: &mut Frame) -> Option<u8> {
        while self.ready_length < SAMPLES {
            self.listen(now);
        }
        frame.copy_from_slice(&self.ready[..SAMPLES]);
        self.ready.copy_within(SAMPLES..self.ready_length, 0);
        self.ready_length -= SAMPLES;
        self.detector.as_mut()?.hear(frame)
    }

    pub fn reception(&mut self) -> &mut Reception {
        &mut self.reception
    }

    pub fn jitter(&self) -> &JitterBuffer {
        &self.jitter
    }

    /// Packets whose payload made no sense to the codec.
    pub fn undecodable(&self) -> u64 {
        self.undecodable
    }

    fn listen(&mut self, now: Duration) {
        let room = &mut self.ready[self.ready_length..];
        let made_up = match self.jitter.pull(now) {
            Pull::Sound { payload, pace } => {
                match self.decoder.decode(payload, &mut room[..LONGEST_PACKET]) {
                    Ok(length) => {
                        self.concealer.hear(&mut room[..length]);
                        self.ready_length += match pace {
                            Pace::Even => length,
                            Pace::Shorten => pitch::shorten(room, length),
                            Pace::Lengthen => pitch::lengthen(room, length),
                        };
                        return;
                    }
                    Err(_) => {
                        self.undecodable += 1;
                        SAMPLES
                    }
                }
            }
            Pull::Missing { samples, next } => {
                // Codecs extrapolate in steps of 2.5 ms only.
                let samples = samples.next_multiple_of(SAMPLES / 8).min(LONGEST_PACKET);
                if let Some(Ok(())) = self.decoder.recover(next, &mut room[..samples]) {
                    self.ready_length += samples;
                    return;
                }
                samples
            }
            Pull::Empty => {
                if let Some(Ok(())) = self.decoder.recover(None, &mut room[..SAMPLES]) {
                    self.ready_length += SAMPLES;
                    return;
                }
                SAMPLES
            }
        };
        self.concealer.fill(&mut room[..made_up]);
        self.ready_length += made_up;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        codec::Codec,
        frame::{SILENCE, level_dbfs},
        goertzel,
        rtp::HEADER,
        sender::{DATAGRAM, Sender},
    };

    fn tone(start: usize) -> Frame {
        std::array::from_fn(|n| {
            (8_000.0 * ((start + n) as f64 * std::f64::consts::TAU * 1_000.0 / 8_000.0).sin()) as i16
        })
    }

    fn format(codec: Codec) -> Format {
        Format { codec, payload_type: codec.static_payload_type().unwrap_or(111), events: Some(101) }
    }

    /// Sends a tone for `frames` frames through a network that drops what `is_lost` says, and returns what is heard.
    fn hear(codec: Codec, frames: usize, is_lost: impl Fn(usize) -> bool) -> Vec<i16> {
        let mut sender = Sender::new(format(codec), 7, 65_400, 4_294_900_000).unwrap();
        let mut receiver = Receiver::new(format(codec)).unwrap();
        let mut heard = vec![];
        for n in 0..frames {
            let mut datagram = [0; DATAGRAM];
            let packet = sender.packet(&tone(n * SAMPLES), &mut datagram).unwrap();
            let now = Duration::from_millis(n as u64 * 20);
            if !is_lost(n) {
                assert_eq!(receiver.push(now, &Packet::parse(packet).unwrap()), Received::Sound);
            }
            let mut frame = SILENCE;
            receiver.pull(now + Duration::from_millis(3), &mut frame);
            heard.extend(frame);
        }
        heard
    }

    #[test]
    fn a_tone_arrives_with_every_codec_also_when_one_packet_in_twenty_is_lost() {
        for codec in [Codec::Pcmu, Codec::Pcma, Codec::Opus] {
            let heard = hear(codec, 300, |n| n % 20 == 13);
            let settled = &heard[8_000..];
            assert!(
                (level_dbfs(settled) - level_dbfs(&tone(0))).abs() < 1.5,
                "{codec:?}: {}",
                level_dbfs(settled)
            );
            assert!(goertzel::share(&settled[..1_600], 1_000.0) > 0.7, "{codec:?}");
        }
    }

    #[test]
    fn keys_arrive_as_events_and_as_tones() {
        for events in [Some(101), None] {
            let format = Format { events, ..format(Codec::Pcmu) };
            let mut sender = Sender::new(format, 7, 1, 1).unwrap();
            let mut receiver = Receiver::new(format).unwrap();
            let mut pressed = vec![];
            for key in [1, 1, 10, 0] {
                assert!(sender.press(key));
            }
            for n in 0..100u64 {
                let mut datagram = [0; DATAGRAM];
                let now = Duration::from_millis(n * 20);
                if let Some(packet) = sender.packet(&SILENCE, &mut datagram)
                    && let Received::Key(key) = receiver.push(now, &Packet::parse(packet).unwrap())
                {
                    pressed.push(key);
                }
                let mut frame = SILENCE;
                pressed.extend(receiver.pull(now + Duration::from_millis(3), &mut frame));
            }
            assert_eq!(pressed, [1, 1, 10, 0], "events: {events:?}");
        }
    }

    #[test]
    fn what_nobody_agreed_on_is_passed_over_without_a_loss() {
        let mut sender = Sender::new(format(Codec::Pcmu), 7, 1, 1).unwrap();
        let mut receiver = Receiver::new(format(Codec::Pcmu)).unwrap();
        for n in 0..100u64 {
            let mut datagram = [0; DATAGRAM];
            let now = Duration::from_millis(n * 20);
            let length = sender.packet(&SILENCE, &mut datagram).unwrap().len();
            if n % 10 == 5 {
                // Comfort noise.
                datagram[1] = 13;
                assert_eq!(
                    receiver.push(now, &Packet::parse(&datagram[..HEADER + 1]).unwrap()),
                    Received::Other
                );
            } else {
                receiver.push(now, &Packet::parse(&datagram[..length]).unwrap());
            }
            receiver.pull(now, &mut SILENCE.clone());
        }
        assert_eq!(receiver.jitter().counts().missing, 0);
    }

    proptest! {
        #[test]
        fn no_packet_breaks_the_ear(
            packets in prop::collection::vec((0u64..300, prop::collection::vec(any::<u8>(), 0..1_300), any::<bool>()), 0..60),
            opus: bool,
        ) {
            let codec = if opus { Codec::Opus } else { Codec::Pcma };
            let mut receiver = Receiver::new(format(codec)).unwrap();
            let mut now = 0;
            for (n, (wait, payload, strange)) in packets.iter().enumerate() {
                now += wait;
                let payload_type = if *strange { 101 } else { format(codec).payload_type };
                let packet = Packet { marker: false, payload_type, sequence: n as u16, timestamp: now as u32 * 8, ssrc: 1, payload };
                receiver.push(Duration::from_millis(now), &packet);
                receiver.pull(Duration::from_millis(now), &mut SILENCE.clone());
            }
        }
    }
}
