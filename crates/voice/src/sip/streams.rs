//! SIP over TCP: connections accepted and dialled by us, so that the gate stands before each of them and none of
//! them can hold more than one message's worth of memory.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use rsipstack::{
    sip::{HostWithPort, SipMessage, Transport},
    transaction::endpoint::EndpointInnerRef,
    transport::{SipAddr, SipConnection, TransportEvent, channel::ChannelConnection},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::{Semaphore, mpsc},
    time::timeout,
};
use tokio_util::sync::CancellationToken;

use super::{
    doorkeeper::Doorkeeper,
    gate::{Sender, Verdict, canonical},
    message::{Message, head_length},
};

/// Larger than any message of a telephone call.
const LARGEST_MESSAGE: usize = 64 << 10;
/// Connections at once: carriers need a handful each, and strangers none.
const CARRIERS: usize = 1_000;
const STRANGERS: usize = 50;
/// A connection over which nothing comes is closed; carriers send a keep-alive every minute or two (RFC 5626 §3.5.1).
const QUIET: Duration = Duration::from_secs(600);
/// Long enough for a stranger to be told that it is one.
const STRANGER_QUIET: Duration = Duration::from_secs(5);
/// A message that has begun must be complete soon.
const UNFINISHED: Duration = Duration::from_secs(10);
/// Somebody who does not read is not waited for.
const WRITE: Duration = Duration::from_secs(10);
const DIAL: Duration = Duration::from_secs(5);
/// Messages waiting to be written.
const OUTBOX: usize = 64;
const KEEP_ALIVE: &[u8] = b"\r\n\r\n";
const KEEP_ALIVE_ANSWER: &[u8] = b"\r\n";

/// What every connection needs.
#[derive(Clone)]
pub struct Streams {
    pub endpoint: EndpointInnerRef,
    pub doorkeeper: Arc<Doorkeeper>,
    pub token: CancellationToken,
}

impl Streams {
    /// Accepts connections until the node stops.
    pub async fn accept(self, listener: TcpListener) {
        let (carriers, strangers) = (Arc::new(Semaphore::new(CARRIERS)), Arc::new(Semaphore::new(STRANGERS)));
        loop {
            let accepted = tokio::select! {
                () = self.token.cancelled() => return,
                accepted = listener.accept() => accepted,
            };
            let (stream, from) = match accepted {
                Ok((stream, from)) => (stream, canonical(from)),
                Err(error) => {
                    tracing::warn!(%error, "A SIP connection could not be accepted");
                    // Out of file descriptors, most likely: give others time to close theirs.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            };
            let room = match self.doorkeeper.trunks.sender(from.ip()) {
                Sender::Trunk => &carriers,
                Sender::Stranger => &strangers,
            };
            let Ok(permit) = room.clone().try_acquire_owned() else {
                self.doorkeeper.count();
                continue;
            };
            let streams = self.clone();
            tokio::spawn(async move {
                streams.serve(stream, from).await;
                drop(permit);
            });
        }
    }

    /// Connects to a carrier. Requests to its address go over this connection while it stands; the token tells when
    /// it does no more.
    pub async fn dial(&self, to: SocketAddr) -> io::Result<CancellationToken> {
        let stream = timeout(DIAL, TcpStream::connect(to)).await.map_err(|_| io::ErrorKind::TimedOut)??;
        let token = self.token.child_token();
        let (streams, own) = (Self { token: token.clone(), ..self.clone() }, token.clone());
        let (ready, opened) = tokio::sync::oneshot::channel();
        tokio::spawn(async move {
            streams.serve_until(stream, to, Some(ready)).await;
            own.cancel();
        });
        // The stack must know the connection before the first request looks for it.
        opened.await.map_err(|_| io::ErrorKind::ConnectionAborted)?;
        Ok(token)
    }

    async fn serve(self, stream: TcpStream, from: SocketAddr) {
        let streams = Self { token: self.token.child_token(), ..self };
        streams.serve_until(stream, from, None).await;
        streams.token.cancel();
    }

    async fn serve_until(
        &self,
        stream: TcpStream,
        from: SocketAddr,
        ready: Option<tokio::sync::oneshot::Sender<()>>,
    ) {
        // Small messages must not wait for company.
        if stream.set_nodelay(true).is_err() {
            return;
        }
        let (reader, writer) = stream.into_split();
        let (inbox, incoming) = mpsc::unbounded_channel();
        let (outbox, outgoing) = mpsc::channel(OUTBOX);
        let address = SipAddr { r#type: Some(Transport::Tcp), addr: HostWithPort::from(from) };
        let created = ChannelConnection::create_connection_bounded(
            incoming,
            outbox.clone(),
            address.clone(),
            Some(self.token.clone()),
        );
        let Ok(channel) = created.await else { return };
        let connection = SipConnection::Channel(channel);
        self.endpoint.transport_layer.add_connection(connection.clone());
        if let Some(ready) = ready {
            // The dialler may have given up meanwhile.
            let _ = ready.send(());
        }
        let (raw, raw_outgoing) = mpsc::channel(OUTBOX);
        let writing = write_all(writer, outgoing, raw_outgoing, self.token.clone());
        let reading = self.read_all(
            reader,
            from,
            |message| {
                let event = TransportEvent::Incoming(message, connection.clone(), address.clone());
                inbox.send(event).is_ok()
            },
            raw,
        );
        tokio::select! {
            () = writing => {}
            () = reading => {}
            () = self.token.cancelled() => {}
        }
        self.endpoint.transport_layer.remove_connection(&connection);
    }

    async fn read_all(
        &self,
        mut reader: OwnedReadHalf,
        from: SocketAddr,
        mut deliver: impl FnMut(SipMessage) -> bool,
        raw: mpsc::Sender<Vec<u8>>,
    ) {
        let mut bytes = Vec::with_capacity(4_096);
        loop {
            while let Some(length) = next_piece(&bytes) {
                let piece: Vec<u8> = bytes.drain(..length).collect();
                if !self.admit(&piece, from, &mut deliver, &raw) {
                    return;
                }
            }
            if bytes.len() > LARGEST_MESSAGE {
                return;
            }
            let patience = match self.doorkeeper.trunks.sender(from.ip()) {
                Sender::Stranger => STRANGER_QUIET,
                Sender::Trunk if bytes.is_empty() => QUIET,
                Sender::Trunk => UNFINISHED,
            };
            match timeout(patience, reader.read_buf(&mut bytes)).await {
                Ok(Ok(read)) if read > 0 => {}
                _ => return,
            }
        }
    }

    /// Judges one message. False if the connection is to be closed.
    fn admit(
        &self,
        piece: &[u8],
        from: SocketAddr,
        deliver: &mut impl FnMut(SipMessage) -> bool,
        raw: &mpsc::Sender<Vec<u8>>,
    ) -> bool {
        if piece == KEEP_ALIVE {
            return raw.try_send(KEEP_ALIVE_ANSWER.to_vec()).is_ok();
        }
        if piece.iter().all(|it| matches!(it, b'\r' | b'\n')) {
            return true;
        }
        let arrival = self.doorkeeper.arrival(from);
        let plainer;
        let bytes = match self.doorkeeper.gate.judge(piece, arrival) {
            Verdict::Pass => piece,
            Verdict::PassAs(bytes) => {
                plainer = bytes;
                &plainer
            }
            Verdict::Ignore => {
                self.doorkeeper.count();
                return true;
            }
            Verdict::Answer { bytes, .. } => {
                self.doorkeeper.count();
                let is_told = self.doorkeeper.may_answer(arrival.sender);
                // Where a message's length is in doubt, so is the beginning of the next.
                let is_clear = has_clear_length(piece);
                return (!is_told || raw.try_send(bytes).is_ok()) && is_clear;
            }
        };
        let Ok(message) = SipMessage::try_from(bytes) else {
            self.doorkeeper.count();
            return true;
        };
        match SipConnection::update_msg_received(message, from, Transport::Tcp) {
            Ok(message) => deliver(message),
            Err(_) => {
                self.doorkeeper.count();
                true
            }
        }
    }
}

/// The length of the next whole message or keep-alive at the beginning of the bytes.
fn next_piece(bytes: &[u8]) -> Option<usize> {
    if bytes.starts_with(KEEP_ALIVE) {
        return Some(KEEP_ALIVE.len());
    }
    let blank = bytes.iter().take_while(|it| matches!(it, b'\r' | b'\n')).count();
    if blank > 0 && (blank < bytes.len() || blank % 2 == 0 && blank < KEEP_ALIVE.len()) {
        // A lone line end is the answer to a keep-alive, or stands before a message (RFC 3261 §7.5).
        return Some(blank);
    }
    let head = head_length(bytes)?;
    let body = content_length(&bytes[..head]).unwrap_or(0);
    (head.checked_add(body)? <= bytes.len()).then_some(head + body)
}

fn content_length(head: &[u8]) -> Option<usize> {
    Message::split(head).ok()?.header("Content-Length")?.parse().ok().filter(|it| *it <= LARGEST_MESSAGE)
}

fn has_clear_length(piece: &[u8]) -> bool {
    let Ok(message) = Message::split(piece) else { return false };
    message.all("Content-Length").count() == 1 && content_length(piece).is_some()
}

async fn write_all(
    mut writer: OwnedWriteHalf,
    mut messages: mpsc::Receiver<TransportEvent>,
    mut raw: mpsc::Receiver<Vec<u8>>,
    token: CancellationToken,
) {
    loop {
        let bytes = tokio::select! {
            () = token.cancelled() => return,
            Some(event) = messages.recv() => match event {
                TransportEvent::Incoming(message, ..) => message.to_bytes(),
                TransportEvent::New(_) | TransportEvent::Closed(_) => continue,
            },
            Some(bytes) = raw.recv() => bytes,
            else => return,
        };
        match timeout(WRITE, writer.write_all(&bytes)).await {
            Ok(Ok(())) => {}
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_cut_where_messages_end() {
        let one = b"OPTIONS sip:a@b SIP/2.0\r\nl: 3\r\n\r\nabc";
        assert_eq!(next_piece(one), Some(one.len()));
        assert_eq!(next_piece(&one[..one.len() - 1]), None);
        assert_eq!(next_piece(&[&one[..], &one[..]].concat()), Some(one.len()));
        assert_eq!(next_piece(b"\r\n\r\n"), Some(4));
        assert_eq!(next_piece(b"\r\n"), Some(2));
        assert_eq!(next_piece(b"\r\nOPTIONS sip:a@b SIP/2.0\r\n"), Some(2));
        assert_eq!(next_piece(b"OPTIONS sip:a@b SIP/2.0\r\nl: x\r\n\r\nabc"), Some(33));
    }

    #[test]
    fn a_doubtful_length_ends_the_connection() {
        assert!(has_clear_length(b"X y z\r\nContent-Length: 3\r\n\r\nabc"));
        assert!(!has_clear_length(b"X y z\r\nContent-Length: -3\r\n\r\nabc"));
        assert!(!has_clear_length(b"X y z\r\nContent-Length: 3\r\nl: 4\r\n\r\nabcd"));
        assert!(!has_clear_length(b"X y z\r\n\r\n"));
    }
}
