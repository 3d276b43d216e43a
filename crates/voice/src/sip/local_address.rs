//! Under which address somebody reaches us.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
};

use parking_lot::Mutex;

/// Answers are remembered for so many peers.
const MOST_REMEMBERED: usize = 1_024;

pub struct LocalAddresses {
    /// The address a NAT in front of this machine forwards, one to one.
    public: Option<IpAddr>,
    bound: IpAddr,
    known: Mutex<HashMap<IpAddr, IpAddr>>,
}

impl LocalAddresses {
    /// `bound` is where sockets are bound; the unspecified address means all of the machine's.
    pub fn new(bound: IpAddr, public: Option<IpAddr>) -> Self {
        Self { public, bound, known: Mutex::default() }
    }

    /// The address to tell `peer`.
    pub fn toward(&self, peer: IpAddr) -> io::Result<IpAddr> {
        if let Some(public) = self.public.filter(|_| !peer.is_loopback()) {
            return Ok(public);
        }
        if !self.bound.is_unspecified() {
            return Ok(self.bound);
        }
        if let Some(known) = self.known.lock().get(&peer) {
            return Ok(*known);
        }
        let found = route(peer)?;
        let mut known = self.known.lock();
        if known.len() >= MOST_REMEMBERED {
            known.clear();
        }
        known.insert(peer, found);
        Ok(found)
    }

    pub fn bound(&self) -> IpAddr {
        self.bound
    }
}

/// Asks the system's routes; nothing is sent.
fn route(peer: IpAddr) -> io::Result<IpAddr> {
    let any: IpAddr =
        if peer.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
    let socket = UdpSocket::bind((any, 0))?;
    socket.connect(SocketAddr::new(peer, 9))?;
    Ok(socket.local_addr()?.ip())
}

/// An address as it stands in a URI.
pub fn host(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_is_told_the_address_it_can_reach() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let everywhere = LocalAddresses::new(address("0.0.0.0"), None);
        assert_eq!(everywhere.toward(address("127.0.0.1")).unwrap(), address("127.0.0.1"));
        let bound = LocalAddresses::new(address("127.0.0.5"), None);
        assert_eq!(bound.toward(address("203.0.113.9")).unwrap(), address("127.0.0.5"));
        let behind_nat = LocalAddresses::new(address("0.0.0.0"), Some(address("198.51.100.1")));
        assert_eq!(behind_nat.toward(address("203.0.113.9")).unwrap(), address("198.51.100.1"));
        assert_eq!(behind_nat.toward(address("127.0.0.1")).unwrap(), address("127.0.0.1"));
    }
}
