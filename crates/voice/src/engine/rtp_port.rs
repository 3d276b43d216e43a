//! A call's RTP socket towards a trunk: who may send to it, what comes in, what goes out.

use std::{
    io,
    net::{IpAddr, SocketAddr, UdpSocket},
    time::{Duration, Instant},
};

use media::{
    codec::CodecError,
    frame::Frame,
    receiver::{Received, Receiver},
    rtcp::{self, Report},
    rtp::{self, Packet},
    sdp::{Direction, negotiation::Stream},
    sender::{DATAGRAM, Sender},
};

use super::{found::Found, numbers::Numbers};
use crate::{port_pool::Pair, web::path::is_passing};

/// Datagrams taken at one turn; a flood must not hold up the other calls on this thread.
const MOST_DATAGRAMS: usize = 16;
/// Larger than any RTP packet of a telephone call.
const LARGEST_DATAGRAM: usize = 2_048;
/// RTCP goes out every five seconds (RFC 3550 §6.2).
const REPORT_PERIOD: Duration = Duration::from_secs(5);
/// How often the port for reports is looked at: they come every few seconds.
const LOOK_PERIOD: Duration = Duration::from_millis(200);
/// A line that has been silent for this long is dead: callers who say nothing still send packets, or comfort noise.
const STOPPED: Duration = Duration::from_secs(60);
/// Some trunks send nothing before somebody speaks.
const NEVER_BEGUN: Duration = Duration::from_secs(300);
/// Nothing need come while the far side holds the call. But nobody holds for as long as this, without a word or a
/// report: the far side has gone and could not say so.
const HELD: Duration = Duration::from_secs(30 * 60);

pub struct RtpPort {
    socket: UdpSocket,
    /// For reports, where they do not share the port of the sound.
    reports: UdpSocket,
    /// Where the call's signalling comes from: a telephone behind a NAT sends its sound from there too.
    signalling: IpAddr,
    epoch: Instant,
    last_heard: Instant,
    last_report: Instant,
    last_look: Instant,
    talk: Option<Talk>,
}

/// What both sides agreed on, and its state.
struct Talk {
    stream: Stream,
    sender: Sender,
    receiver: Receiver,
    /// The address sound really comes from, once it has come: it is sent back there, and nobody else is heard.
    latched: Option<SocketAddr>,
    /// The address reports really come from.
    reporter: Option<SocketAddr>,
}

impl RtpPort {
    /// `signalling` is the address the call came from.
    pub fn new(ports: Pair, signalling: IpAddr, now: Instant) -> Self {
        Self {
            socket: ports.sound,
            reports: ports.reports,
            signalling,
            epoch: now,
            last_heard: now,
            last_report: now,
            last_look: now,
            talk: None,
        }
    }

    /// Begins, or changes to, what has been agreed on.
    pub fn agree(&mut self, stream: Stream) -> Result<(), CodecError> {
        self.talk = Some(match self.talk.take() {
            // Same codec: the streams go on, only the address or the direction changed.
            Some(talk) if talk.stream.format == stream.format => {
                let is_there = talk.stream.remote == stream.remote;
                let (latched, reporter) = if is_there { (talk.latched, talk.reporter) } else { (None, None) };
                Talk { stream, latched, reporter, ..talk }
            }
            _ => {
                // Another codec has another clock: a new source is the only thing every receiver understands.
                let numbers = Numbers::draw();
                Talk {
                    stream,
                    sender: Sender::new(stream.format, numbers.ssrc, numbers.sequence, numbers.timestamp)?,
                    receiver: Receiver::new(stream.format)?,
                    latched: None,
                    reporter: None,
                }
            }
        });
        Ok(())
    }

    /// Takes what has arrived.
    pub fn turn(&mut self, now: Instant, found: &mut Found) {
        let mut buffer = [0; LARGEST_DATAGRAM];
        for _ in 0..MOST_DATAGRAMS {
            match self.socket.recv_from(&mut buffer) {
                Ok((length, source)) => self.take(now, source, &buffer[..length], found),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) if is_passing(&error) => {}
                Err(_) => break,
            }
        }
        if now.saturating_duration_since(self.last_look) >= LOOK_PERIOD {
            self.last_look = now;
            self.look_at_reports(now, &mut buffer, found);
        }
    }

    fn look_at_reports(&mut self, now: Instant, buffer: &mut [u8], found: &mut Found) {
        for _ in 0..MOST_DATAGRAMS {
            match self.reports.recv_from(buffer) {
                Ok((length, source)) => self.take_report(now, source, &buffer[..length], found),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) if is_passing(&error) => {}
                Err(_) => break,
            }
        }
    }

    /// The next 20 ms of the far side's sound; may find a key pressed as a tone.
    pub fn pull(&mut self, now: Instant, frame: &mut Frame) -> Option<u8> {
        match self.talk.as_mut() {
            Some(talk) => talk.receiver.pull(now.duration_since(self.epoch), frame),
            None => {
                *frame = media::frame::SILENCE;
                None
            }
        }
    }

    /// Sends 20 ms. True if a packet went out.
    pub fn send(&mut self, now: Instant, wall: Duration, frame: &Frame) -> bool {
        let Some(talk) = self.talk.as_mut() else { return false };
        let Some(remote) = talk.destination() else {
            talk.sender.rest();
            return false;
        };
        let mut datagram = [0; DATAGRAM];
        // Sound that the system does not take now is late anyway.
        let sent = talk
            .sender
            .packet(frame, &mut datagram)
            .is_some_and(|it| self.socket.send_to(it, remote).is_ok());
        if now.duration_since(self.last_report) >= REPORT_PERIOD {
            self.last_report = now;
            talk.report((&self.socket, &self.reports), remote, now.duration_since(self.epoch), wall, false);
        }
        sent
    }

    pub fn press(&mut self, code: u8) -> bool {
        self.talk.as_mut().is_some_and(|it| it.sender.press(code))
    }

    /// Tells the far side that the stream ends.
    pub fn close(&mut self, now: Instant, wall: Duration) {
        if let Some(talk) = self.talk.as_mut()
            && let Some(remote) = talk.latched
        {
            talk.report((&self.socket, &self.reports), remote, now.duration_since(self.epoch), wall, true);
        }
    }

    /// True once a stream that had begun has stopped for too long, or has not begun at all; much later while the far
    /// side holds the call. Reports count: a far side that sends no silence still sends those.
    pub fn is_lost(&self, now: Instant) -> bool {
        let Some(talk) = self.talk.as_ref() else { return false };
        let patience = match talk.latched {
            _ if talk.is_held() => HELD,
            Some(_) => STOPPED,
            None => NEVER_BEGUN,
        };
        now.saturating_duration_since(self.last_heard) > patience
    }

    /// Restarts the watch on silence, for a call that comes off hold.
    pub fn forgive_silence(&mut self, now: Instant) {
        self.last_heard = now;
    }

    fn take(&mut self, now: Instant, source: SocketAddr, datagram: &[u8], found: &mut Found) {
        let source = SocketAddr::new(source.ip().to_canonical(), source.port());
        let since = now.duration_since(self.epoch);
        let Some(talk) = self.talk.as_mut() else { return };
        if !talk.may_speak(source, self.signalling) {
            found.foreign += 1;
            return;
        }
        if rtp::is_rtcp(datagram) {
            talk.read_reports(since, datagram);
            self.last_heard = now;
            return;
        }
        let Ok(packet) = Packet::parse(datagram) else {
            found.foreign += 1;
            return;
        };
        talk.latched = Some(source);
        self.last_heard = now;
        found.received += 1;
        if let Received::Key(code) = talk.receiver.push(since, &packet) {
            found.keys.push(code);
        }
    }

    fn take_report(&mut self, now: Instant, source: SocketAddr, datagram: &[u8], found: &mut Found) {
        let source = SocketAddr::new(source.ip().to_canonical(), source.port());
        let Some(talk) = self.talk.as_mut() else { return };
        if !talk.may_report(source.ip(), self.signalling) || !rtp::is_rtcp(datagram) {
            found.foreign += 1;
            return;
        }
        talk.read_reports(now.duration_since(self.epoch), datagram);
        talk.reporter = Some(source);
        self.last_heard = now;
    }
}

impl Talk {
    /// The far side hears nothing, or says nothing, or both.
    fn is_held(&self) -> bool {
        self.stream.direction != Direction::SendReceive || self.stream.remote.is_none()
    }

    /// Reports come from the machine the sound comes from, at whatever port a NAT gave them.
    fn may_report(&self, source: IpAddr, signalling: IpAddr) -> bool {
        match self.latched {
            Some(latched) => latched.ip() == source,
            None => self.stream.remote.is_some_and(|it| it.ip() == source) || source == signalling,
        }
    }

    /// Only the agreed address, or the one the signalling comes from, may begin; from then on only whoever began.
    fn may_speak(&self, source: SocketAddr, signalling: IpAddr) -> bool {
        match self.latched {
            Some(latched) => latched == source,
            None => self.stream.remote.is_some_and(|it| it.ip() == source.ip()) || source.ip() == signalling,
        }
    }

    fn destination(&self) -> Option<SocketAddr> {
        let agreed = self.stream.remote.filter(|_| self.stream.direction.sends())?;
        Some(self.latched.unwrap_or(agreed))
    }

    fn read_reports(&mut self, now: Duration, datagram: &[u8]) {
        for report in rtcp::read(datagram) {
            if let Report::Sender { ssrc, ntp, .. } = report {
                self.receiver.reception().note_sender_report(now, ssrc, ntp);
            }
        }
    }

    /// `sockets` are the one for sound and the one for reports.
    fn report(
        &mut self,
        sockets: (&UdpSocket, &UdpSocket),
        remote: SocketAddr,
        now: Duration,
        wall: Duration,
        bye: bool,
    ) {
        let (timestamp, packets, octets) = self.sender.progress();
        let sent = rtcp::Sent { wall, timestamp, packets, octets };
        let block = self.receiver.reception().block(now);
        let mut bytes = Vec::with_capacity(128);
        // The name says nothing about this machine, and is the same for the whole stream.
        let name = format!("{:08x}", self.sender.ssrc());
        rtcp::write(
            &mut bytes,
            self.sender.ssrc(),
            (packets > 0).then_some(&sent),
            block.as_ref(),
            &name,
            bye,
        );
        let (socket, to) = if self.stream.shares_port {
            (sockets.0, remote)
        } else {
            let above = SocketAddr::new(remote.ip(), remote.port().saturating_add(1));
            (sockets.1, self.reporter.unwrap_or(above))
        };
        // A report that is lost is made up for by the next.
        let _ = socket.send_to(&bytes, to);
    }
}

#[cfg(test)]
mod tests {
    use media::{codec::Codec, format::Format, frame::SILENCE};

    use super::*;

    fn socket(address: &str) -> UdpSocket {
        let socket = UdpSocket::bind((address, 0)).unwrap();
        socket.set_nonblocking(true).unwrap();
        socket
    }

    fn stream(remote: SocketAddr) -> Stream {
        let format = Format { codec: Codec::Pcmu, payload_type: 0, events: Some(101) };
        Stream { remote: Some(remote), format, direction: Direction::SendReceive, shares_port: false }
    }

    fn port(remote: SocketAddr, signalling: &str, now: Instant) -> RtpPort {
        let ports = Pair { sound: socket("127.0.0.1"), reports: socket("127.0.0.1") };
        let mut port = RtpPort::new(ports, signalling.parse().unwrap(), now);
        port.agree(stream(remote)).unwrap();
        port
    }

    fn speak(from: &UdpSocket, to: &RtpPort, sequence: u16) {
        let header = rtp::Header { marker: false, payload_type: 0, sequence, timestamp: 0, ssrc: 5 };
        let mut bytes = [0; 172];
        header.write(bytes.first_chunk_mut().unwrap());
        from.send_to(&bytes, to.socket.local_addr().unwrap()).unwrap();
    }

    fn turn(port: &mut RtpPort, now: Instant) -> Found {
        let mut found = Found::default();
        port.turn(now, &mut found);
        found
    }

    fn hears(socket: &UdpSocket) -> bool {
        socket.recv_from(&mut [0; 2_000]).is_ok()
    }

    #[test]
    fn sound_goes_where_it_comes_from_and_stays_there() {
        let now = Instant::now();
        let (agreed, moved, third) = (socket("127.0.0.1"), socket("127.0.0.1"), socket("127.0.0.1"));
        let mut port = port(agreed.local_addr().unwrap(), "127.0.0.9", now);
        assert!(port.send(now, Duration::ZERO, &SILENCE));
        assert!(hears(&agreed));
        // The same address at another port: a NAT. It is followed, once.
        speak(&moved, &port, 1);
        assert_eq!(turn(&mut port, now).received, 1);
        speak(&third, &port, 2);
        speak(&agreed, &port, 3);
        assert_eq!(turn(&mut port, now), Found { foreign: 2, ..Found::default() });
        assert!(port.send(now, Duration::ZERO, &SILENCE));
        assert!(hears(&moved) && !hears(&third) && !hears(&agreed));
    }

    #[test]
    fn an_address_without_a_part_in_the_call_is_neither_heard_nor_answered() {
        let now = Instant::now();
        let (agreed, stranger, signaller) = (socket("127.0.0.1"), socket("127.0.0.2"), socket("127.0.0.3"));
        let mut port = port(agreed.local_addr().unwrap(), "127.0.0.3", now);
        speak(&stranger, &port, 1);
        assert_eq!(turn(&mut port, now), Found { foreign: 1, ..Found::default() });
        // A telephone that told its private address speaks from where it signals.
        speak(&signaller, &port, 1);
        assert_eq!(turn(&mut port, now).received, 1);
    }

    #[test]
    fn a_line_is_lost_when_it_stops_or_never_begins_but_not_on_hold() {
        let now = Instant::now();
        let far = socket("127.0.0.1");
        let mut port = port(far.local_addr().unwrap(), "127.0.0.1", now);
        let later = |seconds| now + Duration::from_secs(seconds);
        assert!(!port.is_lost(later(299)) && port.is_lost(later(301)));
        speak(&far, &port, 1);
        turn(&mut port, now);
        assert!(!port.is_lost(later(59)) && port.is_lost(later(61)));
        port.agree(Stream { direction: Direction::Inactive, ..stream(far.local_addr().unwrap()) }).unwrap();
        assert!(!port.send(later(61), Duration::ZERO, &SILENCE));
        assert!(!port.is_lost(later(1_000)));
    }

    #[test]
    fn a_line_on_hold_is_lost_once_nobody_can_be_there_any_more() {
        let now = Instant::now();
        let far = socket("127.0.0.1");
        let remote = far.local_addr().unwrap();
        let mut port = port(remote, "127.0.0.1", now);
        speak(&far, &port, 1);
        turn(&mut port, now);
        let later = |minutes: u64| now + Duration::from_secs(minutes * 60);
        for hold in [
            Stream { direction: Direction::Inactive, ..stream(remote) },
            Stream { direction: Direction::ReceiveOnly, ..stream(remote) },
            Stream { direction: Direction::SendOnly, ..stream(remote) },
            Stream { remote: None, ..stream(remote) },
        ] {
            port.agree(hold).unwrap();
            assert!(!port.is_lost(later(29)) && port.is_lost(later(31)), "{hold:?}");
        }
        // Who still reports is still there.
        port.agree(stream(remote)).unwrap();
        port.agree(Stream { direction: Direction::Inactive, ..stream(remote) }).unwrap();
        report(&socket("127.0.0.1"), &port);
        turn(&mut port, later(20));
        assert!(!port.is_lost(later(49)) && port.is_lost(later(51)));
    }

    /// A receiver report, as a far side sends that has nothing to say.
    fn report(from: &UdpSocket, to: &RtpPort) {
        let mut bytes = vec![];
        rtcp::write(&mut bytes, 5, None, None, "far", false);
        from.send_to(&bytes, to.reports.local_addr().unwrap()).unwrap();
    }

    #[test]
    fn reports_at_the_port_above_keep_a_silent_line_alive_and_are_answered() {
        let now = Instant::now();
        let (far, reporter, stranger) = (socket("127.0.0.1"), socket("127.0.0.1"), socket("127.0.0.2"));
        let mut port = port(far.local_addr().unwrap(), "127.0.0.1", now);
        speak(&far, &port, 1);
        turn(&mut port, now);
        let later = |seconds| now + Duration::from_secs(seconds);
        report(&stranger, &port);
        assert_eq!(turn(&mut port, later(50)), Found { foreign: 1, ..Found::default() });
        assert!(port.is_lost(later(61)));
        report(&reporter, &port);
        assert_eq!(turn(&mut port, later(51)), Found::default());
        assert!(!port.is_lost(later(61)));
        // Ours go where theirs come from, and come from where theirs go to.
        port.send(later(60), Duration::from_secs(1_700_000_000), &SILENCE);
        let (_, source) = reporter.recv_from(&mut [0; 200]).unwrap();
        assert_eq!(source, port.reports.local_addr().unwrap());
    }

    #[test]
    fn reports_go_out_every_five_seconds_to_the_port_above() {
        let now = Instant::now();
        let far = socket("127.0.0.1");
        let reports = UdpSocket::bind(("127.0.0.1", far.local_addr().unwrap().port() + 1));
        // Somebody else may have that port; then there is nothing to see.
        let Ok(reports) = reports else { return };
        reports.set_nonblocking(true).unwrap();
        let mut port = port(far.local_addr().unwrap(), "127.0.0.1", now);
        port.send(now, Duration::ZERO, &SILENCE);
        assert!(!hears(&reports));
        port.send(now + REPORT_PERIOD, Duration::from_secs(1_700_000_000), &SILENCE);
        let mut bytes = [0; 200];
        let (length, _) = reports.recv_from(&mut bytes).unwrap();
        assert!(matches!(rtcp::read(&bytes[..length]).next(), Some(Report::Sender { packets: 2, .. })));
    }
}
