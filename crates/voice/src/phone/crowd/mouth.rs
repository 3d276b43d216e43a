//! The thread that speaks for all callers: silence, but packets, and the keys they press.

use std::{
    net::SocketAddr,
    sync::{Arc, atomic::Ordering::Relaxed},
    thread,
    time::Instant,
};

use domain::digit::Digit;
use media::{
    codec::LARGEST_PAYLOAD,
    frame::{PERIOD, SILENCE},
    rtp::HEADER,
    sender::{DATAGRAM, Sender},
};
use tokio::sync::watch;

use super::{FORMAT, Shared, caller::Progress};

/// Callers take turns within 20 ms, so that not all packets leave at once.
const PHASES: u64 = 4;

pub struct Speaker {
    pub number: u64,
    pub remote: SocketAddr,
    pub sender: Sender,
    pub progress: Arc<watch::Sender<Progress>>,
}

impl Shared {
    pub(super) fn press(&self, number: u64, digit: Digit) {
        let mut speakers = self.speakers.lock();
        if let Some(speaker) = speakers.iter_mut().find(|it| it.number == number) {
            speaker.sender.press(digit.event_code());
        }
    }

    pub(super) fn speak(&self) {
        let mut next = Instant::now();
        for phase in (0..PHASES).cycle() {
            if self.is_over.load(Relaxed) {
                return;
            }
            for speaker in self.speakers.lock().iter_mut().filter(|it| it.number % PHASES == phase) {
                self.send_next(speaker);
            }
            next += PERIOD / PHASES as u32;
            thread::sleep(next.saturating_duration_since(Instant::now()));
        }
    }

    fn send_next(&self, speaker: &mut Speaker) {
        let mut datagram = [0; DATAGRAM];
        let mut payload = [0; LARGEST_PAYLOAD];
        let Some((header, length)) = speaker.sender.payload(&SILENCE, &mut payload) else { return };
        if let Some((head, rest)) = datagram.split_first_chunk_mut::<HEADER>() {
            header.write(head);
            rest[..length].copy_from_slice(&payload[..length]);
        }
        if header.marker && Some(header.payload_type) == FORMAT.events {
            speaker.progress.send_modify(|it| it.pressed = Some(Instant::now()));
        }
        // A packet that cannot be sent is a packet lost.
        let _ = self.rtp.send_to(&datagram[..HEADER + length], speaker.remote);
    }
}
