//! What is heard: tones by their frequency.

use std::{
    fs,
    path::{Path, PathBuf},
};

use media::{g711, goertzel, rtp};

pub const RATE: u32 = 8_000;

/// The share of each frequency in the loudest half second, in dB below all sound; 0 is a pure tone.
pub fn has_tone(samples: &[i16], hertz: f64) -> bool {
    samples.chunks(4_000).any(|part| part.len() == 4_000 && goertzel::share(part, hertz) > 0.6)
}

/// Seconds in which the tone is the sound.
pub fn seconds_of(samples: &[i16], hertz: f64) -> f64 {
    samples.chunks_exact(800).filter(|it| goertzel::share(it, hertz) > 0.6).count() as f64 / 10.0
}

pub fn tone(hertz: f64) -> Vec<i16> {
    let step = hertz * std::f64::consts::TAU / f64::from(RATE);
    (0..RATE).map(|n| (8_000.0 * (f64::from(n) * step).sin()) as i16).collect()
}

/// A tone as a WAV file for phones that play files.
pub fn tone_file(hertz: f64, seconds: usize) -> Vec<u8> {
    media::wav::write(RATE, &tone(hertz).repeat(seconds))
}

/// A tone as a network capture of G.711 µ-law RTP, which is what SIPp plays.
pub fn capture(folder: &Path, hertz: f64, seconds: usize) -> PathBuf {
    let samples: Vec<u8> = tone(hertz).repeat(seconds).into_iter().map(g711::mu_encode).collect();
    // Little-endian microseconds, version 2.4, Ethernet.
    let mut file =
        vec![0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 1, 0, 0, 0];
    for (number, frame) in (0_u32..).zip(samples.chunks_exact(160)) {
        let mut header = [0; rtp::HEADER];
        let sequence = u16::try_from(number).unwrap();
        rtp::Header {
            marker: number == 0,
            payload_type: 0,
            sequence,
            timestamp: number * 160,
            ssrc: 0x4E41_5255,
        }
        .write(&mut header);
        let packet = ethernet(&[&header, frame].concat());
        let length = u32::try_from(packet.len()).unwrap();
        for field in [number / 50, number % 50 * 20_000, length, length] {
            file.extend(field.to_le_bytes());
        }
        file.extend(packet);
    }
    let path = folder.join("tone.pcap");
    fs::write(&path, file).unwrap();
    path
}

/// The headers SIPp skips: it writes its own.
fn ethernet(payload: &[u8]) -> Vec<u8> {
    let udp = u16::try_from(payload.len() + 8).unwrap();
    let mut packet = vec![0; 12];
    packet.extend([0x08, 0x00, 0x45, 0]);
    packet.extend((udp + 20).to_be_bytes());
    packet.extend([0, 0, 0, 0, 64, 17, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1, 0x27, 0x10, 0x27, 0x10]);
    packet.extend(udp.to_be_bytes());
    packet.extend([0, 0]);
    packet.extend(payload);
    packet
}
