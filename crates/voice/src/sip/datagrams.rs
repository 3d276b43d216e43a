//! SIP over UDP: the socket, with the gate in front of it.

use std::{io, net::SocketAddr, sync::Arc};

use rsipstack::platform::net::UdpSocket as StackSocket;
use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::UdpSocket;

use super::{
    doorkeeper::Doorkeeper,
    gate::{Arrival, Verdict, canonical},
};
use crate::vigil::Lookout;

/// A burst of calls must wait in the kernel, not get lost: some 4,000 messages.
const RECEIVE_BUFFER: usize = 4 << 20;

pub struct Datagrams {
    socket: UdpSocket,
    doorkeeper: Arc<Doorkeeper>,
    lookout: Lookout,
}

impl Datagrams {
    pub fn bind(address: SocketAddr, doorkeeper: Arc<Doorkeeper>, lookout: Lookout) -> io::Result<Self> {
        let socket = Socket::new(Domain::for_address(address), Type::DGRAM, Some(Protocol::UDP))?;
        socket.set_nonblocking(true)?;
        // The system may grant less; then bursts are smaller.
        socket.set_recv_buffer_size(RECEIVE_BUFFER)?;
        socket.bind(&address.into())?;
        Ok(Self { socket: UdpSocket::from_std(socket.into())?, doorkeeper, lookout })
    }

    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }
}

#[async_trait::async_trait]
impl StackSocket for Datagrams {
    /// The next datagram that is the stack's business.
    async fn recv_from(&self, buffer: &mut [u8]) -> rsipstack::Result<(usize, SocketAddr)> {
        loop {
            let (length, from) = match self.socket.recv_from(buffer).await {
                Ok(received) => received,
                // Somebody we wrote to is not there; that is no reason to stop listening.
                Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => continue,
                Err(error) => return Err(error.into()),
            };
            let from = canonical(from);
            let arrival = Arrival { is_datagram: true, ..self.doorkeeper.arrival(from) };
            // A panic in here would end the stack's loop over all datagrams.
            let duty = self.lookout.begin("SIP over UDP");
            let verdict = self.doorkeeper.gate.judge(&buffer[..length], arrival);
            duty.end();
            match verdict {
                Verdict::Pass => return Ok((length, from)),
                Verdict::PassAs(bytes) if bytes.len() <= buffer.len() => {
                    buffer[..bytes.len()].copy_from_slice(&bytes);
                    return Ok((bytes.len(), from));
                }
                Verdict::PassAs(_) | Verdict::Ignore => self.doorkeeper.count(),
                Verdict::Answer { bytes, to } => {
                    self.doorkeeper.count();
                    if self.doorkeeper.may_answer(arrival.sender) {
                        // An answer that is lost is asked for again.
                        let _ = self.socket.try_send_to(&bytes, to);
                    }
                }
            }
        }
    }

    async fn send_to(&self, bytes: &[u8], to: SocketAddr) -> rsipstack::Result<usize> {
        Ok(self.socket.send_to(bytes, to).await?)
    }

    fn local_addr(&self) -> rsipstack::Result<SocketAddr> {
        Ok(self.socket.local_addr()?)
    }
}
