//! The telephone's handset: 20 ms out, 20 ms in, everything kept.

use std::{
    collections::VecDeque,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use media::{
    codec::CodecError,
    frame::{Frame, PERIOD, SAMPLES, SILENCE},
    receiver::{Received, Receiver},
    rtp::Packet,
    sdp::negotiation::Stream,
    sender::{DATAGRAM, Sender},
};
use parking_lot::Mutex;
use rand::RngExt;
use tokio::{net::UdpSocket, sync::Notify, time::MissedTickBehavior};

/// What is heard is kept for so long: ten minutes.
const MOST_SAMPLES: usize = 600 * 8_000;

pub struct Handset {
    port: u16,
    shared: Arc<Mutex<Shared>>,
    beat: Arc<Notify>,
}

struct Shared {
    talk: Option<Talk>,
    speech: Speech,
    heard: Vec<i16>,
    keys: Vec<u8>,
    first_sound: Option<Instant>,
    packets: u64,
    is_over: bool,
}

struct Talk {
    stream: Stream,
    sender: Sender,
    receiver: Receiver,
}

enum Speech {
    Silence,
    Once(VecDeque<i16>),
    /// Sound without end, and where in it we are.
    Forever(Vec<i16>, usize),
}

impl Handset {
    /// Opens a port on this address and begins to listen.
    pub async fn lift(address: IpAddr) -> io::Result<Self> {
        let socket = UdpSocket::bind((address, 0)).await?;
        let port = socket.local_addr()?.port();
        let shared = Arc::new(Mutex::new(Shared {
            talk: None,
            speech: Speech::Silence,
            heard: vec![],
            keys: vec![],
            first_sound: None,
            packets: 0,
            is_over: false,
        }));
        let beat = Arc::new(Notify::new());
        tokio::spawn(talk(socket, shared.clone(), beat.clone()));
        Ok(Self { port, shared, beat })
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Begins, or changes to, what has been agreed on.
    pub fn agree(&self, stream: Stream) -> Result<(), CodecError> {
        let mut shared = self.shared.lock();
        match shared.talk.as_mut().filter(|it| it.stream.format == stream.format) {
            Some(talk) => talk.stream = stream,
            None => {
                let mut dice = rand::rng();
                let sender = Sender::new(stream.format, dice.random(), dice.random(), dice.random())?;
                shared.talk = Some(Talk { stream, sender, receiver: Receiver::new(stream.format)? });
            }
        }
        Ok(())
    }

    pub fn say(&self, samples: Vec<i16>) {
        self.shared.lock().speech = Speech::Once(samples.into());
    }

    pub fn keep_saying(&self, samples: Vec<i16>) {
        self.shared.lock().speech =
            if samples.is_empty() { Speech::Silence } else { Speech::Forever(samples, 0) };
    }

    pub fn press(&self, code: u8) -> bool {
        self.shared.lock().talk.as_mut().is_some_and(|it| it.sender.press(code))
    }

    pub fn heard(&self) -> Vec<i16> {
        self.shared.lock().heard.clone()
    }

    /// Listens until what has been heard is enough.
    pub async fn listen(&self, enough: impl Fn(&[i16]) -> bool) -> Vec<i16> {
        loop {
            let beat = self.beat.notified();
            let heard = self.heard();
            if enough(&heard) {
                return heard;
            }
            beat.await;
        }
    }

    pub fn keys(&self) -> Vec<u8> {
        self.shared.lock().keys.clone()
    }

    pub fn packets(&self) -> u64 {
        self.shared.lock().packets
    }

    /// When the first packet came.
    pub fn first_sound(&self) -> Option<Instant> {
        self.shared.lock().first_sound
    }

    pub fn hang_up(&self) {
        self.shared.lock().is_over = true;
    }
}

impl Drop for Handset {
    fn drop(&mut self) {
        self.hang_up();
    }
}

async fn talk(socket: UdpSocket, shared: Arc<Mutex<Shared>>, beat: Arc<Notify>) {
    let epoch = Instant::now();
    let mut ticks = tokio::time::interval(PERIOD);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut buffer = [0; 2_048];
    loop {
        tokio::select! {
            _ = ticks.tick() => {
                let Some(sent) = shared.lock().turn(epoch.elapsed()) else { return };
                if let Some((datagram, to)) = sent {
                    // Sound that cannot be sent now is late anyway.
                    let _ = socket.try_send_to(&datagram, to);
                }
                beat.notify_waiters();
            }
            received = socket.recv_from(&mut buffer) => {
                if let Ok((length, _)) = received {
                    shared.lock().take(epoch.elapsed(), &buffer[..length]);
                }
            }
        }
    }
}

impl Shared {
    /// The next 20 ms both ways; `None` once the handset is back on its hook.
    fn turn(&mut self, now: Duration) -> Option<Option<(Vec<u8>, SocketAddr)>> {
        if self.is_over {
            return None;
        }
        let frame = self.speech.next_frame();
        let Some(talk) = self.talk.as_mut() else { return Some(None) };
        let mut heard = SILENCE;
        if let Some(code) = talk.receiver.pull(now, &mut heard) {
            self.keys.push(code);
        }
        if self.heard.len() < MOST_SAMPLES {
            self.heard.extend(heard);
        }
        let Some(remote) = talk.stream.remote.filter(|_| talk.stream.direction.sends()) else {
            talk.sender.rest();
            return Some(None);
        };
        let mut datagram = [0; DATAGRAM];
        Some(talk.sender.packet(&frame, &mut datagram).map(|it| (it.to_vec(), remote)))
    }

    fn take(&mut self, now: Duration, datagram: &[u8]) {
        let (Some(talk), Ok(packet)) = (self.talk.as_mut(), Packet::parse(datagram)) else { return };
        self.first_sound.get_or_insert_with(Instant::now);
        self.packets += 1;
        if let Received::Key(code) = talk.receiver.push(now, &packet) {
            self.keys.push(code);
        }
    }
}

impl Speech {
    fn next_frame(&mut self) -> Frame {
        match self {
            Self::Silence => SILENCE,
            Self::Once(samples) => {
                let mut frame = SILENCE;
                let count = samples.len().min(SAMPLES);
                frame.iter_mut().zip(samples.drain(..count)).for_each(|(it, sample)| *it = sample);
                frame
            }
            Self::Forever(samples, at) => {
                let frame = std::array::from_fn(|n| samples[(*at + n) % samples.len()]);
                *at = (*at + SAMPLES) % samples.len();
                frame
            }
        }
    }
}
