//! A browser, as far as a voice node can tell: it offers a call, connects, speaks, listens and presses keys. For
//! tests and test calls.

use std::{
    collections::VecDeque,
    io,
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use media::{
    codec::{Codec, CodecError, LARGEST_PAYLOAD},
    frame::{Frame, PERIOD, SAMPLES, SILENCE},
    receiver::{Received, Receiver},
    rtp::Packet,
    sender::Sender,
};
use parking_lot::Mutex;
use rand::RngExt;
use str0m::{
    Candidate, Event, Input, Output, Rtc, RtcError,
    change::{SdpAnswer, SdpPendingOffer},
    media::{Direction, MediaKind, Mid, Pt},
    net::{Protocol, Receive},
    rtp::{RtpPacket, RtpWrite},
};
use tokio::{
    net::UdpSocket,
    sync::{mpsc, watch},
    time::MissedTickBehavior,
};

use super::agreement;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    Connecting,
    Up,
    Closed,
}

/// A handle; the browser goes on by itself until this is dropped.
pub struct Browser {
    orders: mpsc::UnboundedSender<Order>,
    connection: watch::Receiver<Connection>,
    beat: watch::Receiver<u64>,
    heard: Arc<Mutex<Vec<i16>>>,
}

enum Order {
    Accept(String),
    Say(Vec<i16>),
    Press(u8),
    /// Neither speak nor answer: the network is gone.
    Freeze,
    Close,
}

#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    #[error("no socket: {0}")]
    Socket(#[from] io::Error),
    #[error("the WebRTC stack refused: {0}")]
    Stack(#[from] RtcError),
    #[error("no codec: {0}")]
    Codec(#[from] CodecError),
    #[error("nothing to offer")]
    NoOffer,
}

impl Browser {
    /// Opens a browser at this address; gives it and its offer.
    pub async fn open(address: IpAddr, codec: Codec) -> Result<(Self, String), BrowserError> {
        let socket = UdpSocket::bind((address, 0)).await?;
        let now = Instant::now();
        let mut rtc = agreement::configure(Rtc::builder(), codec).build(now);
        let candidate = Candidate::host(socket.local_addr()?, "udp").map_err(|_| BrowserError::NoOffer)?;
        rtc.add_local_candidate(candidate);
        let mut change = rtc.sdp_api();
        let mid = change.add_media(MediaKind::Audio, Direction::SendRecv, None, None, None);
        let (offer, pending) = change.apply().ok_or(BrowserError::NoOffer)?;
        let (orders, inbox) = mpsc::unbounded_channel();
        let (connection_in, connection) = watch::channel(Connection::Connecting);
        let (beat_in, beat) = watch::channel(0);
        let heard: Arc<Mutex<Vec<i16>>> = Arc::default();
        let tab = Tab {
            socket,
            rtc,
            mid,
            codec,
            pending: Some(pending),
            talk: None,
            sequence: 0,
            speech: VecDeque::new(),
            loops: vec![],
            epoch: now,
            wake: now,
            heard: heard.clone(),
            connection: connection_in,
            beat: beat_in,
            is_frozen: false,
        };
        tokio::spawn(tab.run(inbox));
        Ok((Self { orders, connection, beat, heard }, offer.to_sdp_string()))
    }

    /// Takes the node's answer.
    pub fn accept(&self, answer: &str) {
        self.order(Order::Accept(answer.to_owned()));
    }

    /// Waits until the connection stands, or is closed.
    pub async fn reach(&mut self, wanted: Connection) -> Connection {
        let reached = self.connection.wait_for(|it| *it == wanted || *it == Connection::Closed).await;
        reached.map_or(Connection::Closed, |it| *it)
    }

    /// Says the same over and over.
    pub fn keep_saying(&self, samples: Vec<i16>) {
        self.order(Order::Say(samples));
    }

    pub fn press(&self, code: u8) {
        self.order(Order::Press(code));
    }

    /// From now on nothing is sent and nothing answered, as when the network is gone.
    pub fn freeze(&self) {
        self.order(Order::Freeze);
    }

    /// Closes the tab.
    pub fn close(&self) {
        self.order(Order::Close);
    }

    pub fn heard(&self) -> Vec<i16> {
        self.heard.lock().clone()
    }

    /// Listens until what has been heard is enough; gives what was heard by then also when the tab is closed.
    pub async fn listen(&mut self, enough: impl Fn(&[i16]) -> bool) -> Vec<i16> {
        loop {
            let heard = self.heard();
            if enough(&heard) || self.beat.changed().await.is_err() {
                return heard;
            }
        }
    }

    fn order(&self, order: Order) {
        // A closed tab obeys nobody.
        let _ = self.orders.send(order);
    }
}

/// The task's side.
struct Tab {
    socket: UdpSocket,
    rtc: Rtc,
    mid: Mid,
    codec: Codec,
    pending: Option<SdpPendingOffer>,
    talk: Option<(Sender, Receiver)>,
    sequence: u64,
    speech: VecDeque<i16>,
    loops: Vec<i16>,
    epoch: Instant,
    wake: Instant,
    heard: Arc<Mutex<Vec<i16>>>,
    connection: watch::Sender<Connection>,
    beat: watch::Sender<u64>,
    is_frozen: bool,
}

impl Tab {
    async fn run(mut self, mut orders: mpsc::UnboundedReceiver<Order>) {
        let mut ticks = tokio::time::interval(PERIOD);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let mut buffer = vec![0; 2_048];
        while *self.connection.borrow() != Connection::Closed {
            let wake = tokio::time::Instant::from_std(self.wake);
            let done = tokio::select! {
                order = orders.recv() => match order {
                    Some(order) => self.obey(order),
                    None => return,
                },
                _ = ticks.tick() => self.turn(),
                () = tokio::time::sleep_until(wake) => self.feed(None),
                received = self.socket.recv_from(&mut buffer) => match received {
                    Ok((length, source)) => self.feed(Some((&buffer[..length], source))),
                    Err(_) => Ok(()),
                },
            };
            if let Err(error) = done {
                tracing::warn!(%error, "A test browser gave up");
                self.connection.send_replace(Connection::Closed);
            }
        }
    }

    fn obey(&mut self, order: Order) -> Result<(), BrowserError> {
        match order {
            Order::Accept(answer) => {
                let Some(pending) = self.pending.take() else { return Ok(()) };
                let answer = SdpAnswer::from_sdp_string(&answer).map_err(|_| BrowserError::NoOffer)?;
                self.rtc.sdp_api().accept_answer(pending, answer)?;
                let format = agreement::read(&self.rtc, self.mid, self.codec).ok_or(BrowserError::NoOffer)?;
                let stream = self.rtc.direct_api().stream_tx_by_mid(self.mid, None).map(|it| *it.ssrc());
                let ssrc = stream.ok_or(BrowserError::NoOffer)?;
                self.talk =
                    Some((Sender::new(format, ssrc, 1, rand::rng().random())?, Receiver::new(format)?));
                self.drain()
            }
            Order::Say(samples) => {
                self.speech.clear();
                self.loops = samples;
                Ok(())
            }
            Order::Press(code) => {
                if let Some((sender, _)) = self.talk.as_mut() {
                    sender.press(code);
                }
                Ok(())
            }
            Order::Freeze => {
                self.is_frozen = true;
                Ok(())
            }
            Order::Close => {
                self.rtc.close()?;
                self.drain()?;
                self.connection.send_replace(Connection::Closed);
                Ok(())
            }
        }
    }

    fn turn(&mut self) -> Result<(), BrowserError> {
        let frame = self.next_frame();
        let (now, since) = (Instant::now(), self.epoch.elapsed());
        let is_up = *self.connection.borrow() == Connection::Up;
        let Some((sender, receiver)) = self.talk.as_mut().filter(|_| is_up && !self.is_frozen) else {
            return Ok(());
        };
        let mut heard = SILENCE;
        receiver.pull(since, &mut heard);
        self.heard.lock().extend(heard);
        self.beat.send_modify(|it| *it += 1);
        let mut payload = [0; LARGEST_PAYLOAD];
        if let Some((header, length)) = sender.payload(&frame, &mut payload) {
            self.sequence += 1;
            let payload_type = Pt::new_with_value(header.payload_type);
            let write =
                RtpWrite::new(payload_type, self.sequence.into(), header.timestamp, now, &payload[..length]);
            if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(self.mid, None) {
                stream.write_rtp(write.marker(header.marker));
            }
        }
        self.drain()
    }

    fn feed(&mut self, datagram: Option<(&[u8], std::net::SocketAddr)>) -> Result<(), BrowserError> {
        let now = Instant::now();
        // A frozen browser lets its timers pass unheard.
        self.wake = now + Duration::from_millis(100);
        if self.is_frozen {
            return Ok(());
        }
        let input = match datagram {
            Some((bytes, source)) => {
                match Receive::new(Protocol::Udp, source, self.socket.local_addr()?, bytes) {
                    Ok(receive) => Input::Receive(now, receive),
                    Err(_) => return Ok(()),
                }
            }
            None => Input::Timeout(now),
        };
        self.rtc.handle_input(input)?;
        self.drain()
    }

    fn drain(&mut self) -> Result<(), BrowserError> {
        loop {
            match self.rtc.poll_output()? {
                Output::Timeout(at) => {
                    self.wake = at;
                    return Ok(());
                }
                Output::Transmit(transmit) => {
                    // What is lost on the way is sent again by those who need it.
                    let _ = self.socket.try_send_to(&transmit.contents, transmit.destination);
                }
                Output::Event(Event::Connected) => {
                    self.connection.send_replace(Connection::Up);
                }
                Output::Event(Event::Closed) => {
                    self.connection.send_replace(Connection::Closed);
                }
                Output::Event(Event::RtpPacket(packet)) => self.hear(&packet),
                Output::Event(_) => {}
            }
        }
    }

    fn hear(&mut self, packet: &RtpPacket) {
        let since = self.epoch.elapsed();
        let Some((_, receiver)) = self.talk.as_mut() else { return };
        let header = &packet.header;
        let packet = Packet {
            marker: header.marker,
            payload_type: *header.payload_type,
            sequence: header.sequence_number,
            timestamp: header.timestamp,
            ssrc: *header.ssrc,
            payload: &packet.payload,
        };
        if receiver.push(since, &packet) == Received::Other {
            tracing::trace!("A test browser passed over a packet");
        }
    }

    fn next_frame(&mut self) -> Frame {
        while !self.loops.is_empty() && self.speech.len() < SAMPLES {
            self.speech.extend(&self.loops);
        }
        let count = self.speech.len().min(SAMPLES);
        let mut frame = SILENCE;
        frame.iter_mut().zip(self.speech.drain(..count)).for_each(|(it, sample)| *it = sample);
        frame
    }
}
