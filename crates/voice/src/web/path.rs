//! The UDP sockets a browser may reach us by.

use std::{
    io,
    net::{IpAddr, SocketAddr, UdpSocket},
};

use crate::port_pool::{PortError, PortPool};

/// One socket, and the address browsers are told for it.
pub struct Path {
    socket: UdpSocket,
    advertised: SocketAddr,
}

/// Addresses for browsers: where to bind, and what to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPlan {
    bind: Vec<IpAddr>,
    /// The address a NAT in front of this machine forwards, one to one.
    public: Option<IpAddr>,
}

impl PathPlan {
    /// `addresses` as configured; none means every address of this machine.
    pub fn new(addresses: &[IpAddr], public: Option<IpAddr>) -> io::Result<Self> {
        let bind = if addresses.is_empty() { own_addresses()? } else { addresses.to_vec() };
        Ok(Self { bind, public })
    }

    /// Opens one socket per address, at ports a firewall lets through. They are free again once the paths are dropped.
    pub fn open(&self, ports: &PortPool) -> Result<Vec<Path>, PortError> {
        self.bind.iter().map(|it| self.open_at(*it, ports)).collect()
    }

    fn open_at(&self, address: IpAddr, ports: &PortPool) -> Result<Path, PortError> {
        let socket = ports.open_at(address)?;
        let bound = socket.local_addr()?;
        let public = self.public.filter(|it| it.is_ipv4() == address.is_ipv4() && !address.is_loopback());
        Ok(Path { socket, advertised: SocketAddr::new(public.unwrap_or(bound.ip()), bound.port()) })
    }
}

impl Path {
    pub fn advertised(&self) -> SocketAddr {
        self.advertised
    }

    /// The next datagram, if one is there. An unreachable peer is no error of ours.
    pub fn receive(&self, buffer: &mut [u8]) -> Option<(usize, SocketAddr)> {
        loop {
            match self.socket.recv_from(buffer) {
                Ok(received) => return Some(received),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return None,
                Err(error) if is_passing(&error) => {}
                Err(_) => return None,
            }
        }
    }

    /// Sound that cannot be sent now is late anyway.
    pub fn send(&self, datagram: &[u8], to: SocketAddr) -> bool {
        self.socket.send_to(datagram, to).is_ok()
    }
}

/// What a socket reports about an earlier datagram, or a signal: the next call may well succeed.
pub fn is_passing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionReset | io::ErrorKind::Interrupted
    )
}

fn own_addresses() -> io::Result<Vec<IpAddr>> {
    let all: Vec<IpAddr> =
        if_addrs::get_if_addrs()?.into_iter().map(|it| it.ip()).filter(is_usable).collect();
    let reachable: Vec<IpAddr> = all.iter().copied().filter(|it| !it.is_loopback()).collect();
    // A machine without a network still serves the browser that runs on it.
    Ok(if reachable.is_empty() { all } else { reachable })
}

fn is_usable(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !address.is_link_local() && !address.is_unspecified(),
        // Link-local addresses need a scope that an ICE candidate cannot carry.
        IpAddr::V6(address) => !address.is_unicast_link_local() && !address.is_unspecified(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_the_public_address_at_the_port_that_was_bound() {
        let plan =
            PathPlan::new(&["127.0.0.1".parse().unwrap()], Some("203.0.113.1".parse().unwrap())).unwrap();
        // Loopback is never behind a NAT.
        let ports = PortPool::new([127, 0, 0, 1].into(), &(39_200..=39_299)).unwrap();
        assert_eq!(plan.open(&ports).unwrap()[0].advertised().ip(), "127.0.0.1".parse::<IpAddr>().unwrap());
        let any = PathPlan { bind: vec!["0.0.0.0".parse().unwrap()], ..plan };
        let path = &any.open(&ports).unwrap()[0];
        assert_eq!(path.advertised().ip(), "203.0.113.1".parse::<IpAddr>().unwrap());
        assert_eq!(path.advertised().port(), path.socket.local_addr().unwrap().port());
    }

    #[test]
    fn a_machine_always_has_an_address_for_browsers() {
        let ports = PortPool::new([127, 0, 0, 1].into(), &(39_300..=39_399)).unwrap();
        assert!(!PathPlan::new(&[], None).unwrap().open(&ports).unwrap().is_empty());
    }

    #[test]
    fn browsers_are_given_no_port_but_those_for_sound_and_give_it_back() {
        let plan = PathPlan::new(&["127.0.0.1".parse().unwrap()], None).unwrap();
        let ports = PortPool::new([127, 0, 0, 1].into(), &(39_400..=39_401)).unwrap();
        for _ in 0..3 {
            let paths = plan.open(&ports).unwrap();
            assert_eq!(paths[0].advertised().port(), 39_400);
            assert!(matches!(plan.open(&ports), Err(PortError::Exhausted)));
        }
    }
}
