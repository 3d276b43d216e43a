//! The telephone's line: whole SIP messages in and out, over UDP or TCP.

use std::{io, net::SocketAddr, sync::Arc};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, UdpSocket, tcp::OwnedWriteHalf},
    sync::{Mutex, mpsc},
};

use super::Transport;
use crate::sip::message::{Message, head_length};

const INBOX: usize = 1_024;

pub struct Wire {
    address: SocketAddr,
    way: Way,
}

enum Way {
    /// With whom we talk: the server, until somebody else calls.
    Udp(Arc<UdpSocket>, Arc<parking_lot::Mutex<SocketAddr>>),
    Tcp(Mutex<OwnedWriteHalf>),
}

impl Wire {
    pub async fn open(
        transport: Transport,
        address: SocketAddr,
        server: SocketAddr,
    ) -> io::Result<(Self, mpsc::Receiver<Vec<u8>>)> {
        let (sender, messages) = mpsc::channel(INBOX);
        match transport {
            Transport::Udp => {
                let socket = Arc::new(UdpSocket::bind(address).await?);
                let peer = Arc::new(parking_lot::Mutex::new(server));
                tokio::spawn(read_datagrams(socket.clone(), peer.clone(), sender));
                Ok((Self { address: socket.local_addr()?, way: Way::Udp(socket, peer) }, messages))
            }
            Transport::Tcp => {
                let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
                socket.bind(address)?;
                let stream = socket.connect(server).await?;
                let address = stream.local_addr()?;
                let (reader, writer) = stream.into_split();
                tokio::spawn(read_stream(reader, sender));
                Ok((Self { address, way: Way::Tcp(Mutex::new(writer)) }, messages))
            }
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub async fn send(&self, bytes: &[u8]) -> io::Result<()> {
        match &self.way {
            Way::Udp(socket, peer) => {
                let peer = *peer.lock();
                socket.send_to(bytes, peer).await.map(|_| ())
            }
            Way::Tcp(writer) => writer.lock().await.write_all(bytes).await,
        }
    }
}

async fn read_datagrams(
    socket: Arc<UdpSocket>,
    peer: Arc<parking_lot::Mutex<SocketAddr>>,
    messages: mpsc::Sender<Vec<u8>>,
) {
    let mut buffer = vec![0; 65_535];
    while !messages.is_closed() {
        let Ok((length, from)) = socket.recv_from(&mut buffer).await else { continue };
        *peer.lock() = from;
        if messages.send(buffer[..length].to_vec()).await.is_err() {
            return;
        }
    }
}

async fn read_stream(mut reader: impl AsyncReadExt + Unpin, messages: mpsc::Sender<Vec<u8>>) {
    let mut bytes = vec![];
    while reader.read_buf(&mut bytes).await.is_ok_and(|it| it > 0) {
        while let Some(length) = whole_message(&bytes) {
            let message = bytes.drain(..length).collect();
            if messages.send(message).await.is_err() {
                return;
            }
        }
    }
}

fn whole_message(bytes: &[u8]) -> Option<usize> {
    let head = head_length(bytes)?;
    let length = Message::split(&bytes[..head]).ok()?.header("Content-Length")?.parse::<usize>().ok()?;
    (head + length <= bytes.len()).then_some(head + length)
}
