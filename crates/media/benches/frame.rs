//! What 20 ms of one call cost: `cargo bench -p media`, in nanoseconds per frame.
#![expect(clippy::print_stdout, reason = "a bench reports to the terminal")]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use media::{
    codec::{Codec, CodecError},
    format::Format,
    frame::{Frame, SAMPLES, SILENCE},
    g711,
    receiver::Receiver,
    recording::writer::{WriteError, Writer},
    rtp::Packet,
    sender::{DATAGRAM, Sender},
};

const FRAMES: u64 = 100_000;
/// 1 % of a core: what encoding and decoding speech in Opus cost at most when the voice stack was chosen.
const OPUS_TARGET: u128 = 200_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (name, codec) in [("pcmu", Codec::Pcmu), ("pcma", Codec::Pcma), ("opus", Codec::Opus)] {
        let (send, receive) = call(codec)?;
        figure(&format!("media.send.{name}"), send, None);
        figure(&format!("media.receive.{name}"), receive, None);
        if codec == Codec::Opus {
            figure("media.send_and_receive.opus", send + receive, Some(OPUS_TARGET));
        }
    }
    figure("media.record", record()?, None);
    Ok(())
}

/// `most`: the target, if there is one.
fn figure(id: &str, value: u128, most: Option<u128>) {
    let judged =
        most.map_or(String::new(), |most| format!(r#","target":"≤ {most}","pass":{}"#, value <= most));
    println!(r#"{{"id":"{id}","value":{value},"unit":"ns/frame"{judged}}}"#);
}

fn voice(start: u64) -> Frame {
    std::array::from_fn(|n| {
        let t = (start + n as u64) as f64 / 8_000.0;
        let sum: f64 =
            (1..8).map(|it| (std::f64::consts::TAU * 125.0 * f64::from(it) * t).sin() / f64::from(it)).sum();
        (sum * 5_000.0) as i16
    })
}

fn call(codec: Codec) -> Result<(u128, u128), CodecError> {
    let format =
        Format { codec, payload_type: codec.static_payload_type().unwrap_or(111), events: Some(101) };
    let mut sender = Sender::new(format, 1, 1, 1)?;
    let mut receiver = Receiver::new(format)?;
    let voice: Vec<Frame> = (0..50).map(|n| voice(n * SAMPLES as u64)).collect();
    let (mut sending, mut receiving) = (Duration::ZERO, Duration::ZERO);
    let mut datagram = [0; DATAGRAM];
    let mut heard = SILENCE;
    for n in 0..FRAMES {
        let now = Duration::from_millis(n * 20);
        let start = Instant::now();
        let packet = sender.packet(&voice[n as usize % 50], &mut datagram);
        sending += start.elapsed();
        let start = Instant::now();
        if let Some(Ok(packet)) = packet.map(Packet::parse) {
            receiver.push(now, &packet);
        }
        receiver.pull(now, &mut heard);
        receiving += start.elapsed();
        black_box(&heard);
    }
    Ok((sending.as_nanos() / u128::from(FRAMES), receiving.as_nanos() / u128::from(FRAMES)))
}

fn record() -> Result<u128, WriteError> {
    let mut out = vec![];
    let mut writer = Writer::begin(&[7; 32], [0; 16], [0; 8], &mut out)?;
    let frame = [g711::MU_SILENCE; 2 * SAMPLES];
    let start = Instant::now();
    for _ in 0..FRAMES {
        writer.push(&frame, &mut out)?;
        if out.len() > 1 << 20 {
            out.clear();
        }
    }
    Ok(start.elapsed().as_nanos() / u128::from(FRAMES))
}
