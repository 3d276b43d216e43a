//! Ports for sound: drawn by lot, because a port that can be guessed can be sprayed with sound before the call begins.

use std::{
    io,
    net::{IpAddr, UdpSocket},
    ops::RangeInclusive,
};

use rand::RngExt;

/// Draws before every port is tried in turn.
const DRAWS: usize = 64;

#[derive(Debug, Clone)]
pub struct PortPool {
    address: IpAddr,
    /// The first even port, and how many of them there are with the odd one above.
    first: u16,
    count: u16,
}

/// Sound on an even port, reports about it (RTCP) on the odd one above (RFC 3550 §11).
pub struct Pair {
    pub sound: UdpSocket,
    pub reports: UdpSocket,
}

#[derive(Debug, thiserror::Error)]
pub enum PortError {
    #[error("the RTP ports {0} to {1} hold no even port with an odd one above")]
    Range(u16, u16),
    #[error("all RTP ports are taken")]
    Exhausted,
    #[error("no RTP port could be opened: {0}")]
    Socket(#[from] io::Error),
}

impl PortPool {
    pub fn new(address: IpAddr, range: &RangeInclusive<u16>) -> Result<Self, PortError> {
        let (from, to) = (*range.start(), *range.end());
        let wrong = PortError::Range(from, to);
        let Some(first) = from.checked_next_multiple_of(2).filter(|it| *it > 0 && *it < to) else {
            return Err(wrong);
        };
        Ok(Self { address, first, count: (to - first - 1) / 2 + 1 })
    }

    /// Opens two ports nobody has.
    pub fn open(&self) -> Result<Pair, PortError> {
        self.draw(|port| {
            Ok(Pair { sound: bind(self.address, port)?, reports: bind(self.address, port + 1)? })
        })
    }

    /// Opens a port nobody has at one of this machine's addresses, for a browser: it needs no second one.
    pub fn open_at(&self, address: IpAddr) -> Result<UdpSocket, PortError> {
        self.draw(|port| bind(address, port))
    }

    fn draw<T>(&self, open: impl Fn(u16) -> io::Result<T>) -> Result<T, PortError> {
        let mut dice = rand::rng();
        let drawn = (0..DRAWS).map(|_| dice.random_range(0..self.count));
        for index in drawn.chain(0..self.count) {
            match open(self.first + 2 * index) {
                Ok(opened) => return Ok(opened),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(PortError::Exhausted)
    }
}

fn bind(address: IpAddr, port: u16) -> io::Result<UdpSocket> {
    let socket = UdpSocket::bind((address, port))?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_given_in_pairs_and_each_once() {
        let pool = PortPool::new([127, 0, 0, 1].into(), &(39_001..=39_008)).unwrap();
        let pairs: Vec<_> = std::iter::from_fn(|| pool.open().ok()).collect();
        let port = |it: &UdpSocket| it.local_addr().unwrap().port();
        let mut ports: Vec<_> = pairs.iter().map(|it| port(&it.sound)).collect();
        assert!(pairs.iter().all(|it| port(&it.reports) == port(&it.sound) + 1));
        ports.sort_unstable();
        // Somebody else on this machine may hold some of them.
        assert!(ports.iter().all(|it| it % 2 == 0 && (39_002..=39_006).contains(it)), "{ports:?}");
        ports.dedup();
        assert_eq!(ports.len(), pairs.len());
        assert!(matches!(pool.open(), Err(PortError::Exhausted)));
    }

    #[test]
    fn a_pair_of_which_half_is_taken_is_not_given() {
        let address = IpAddr::from([127, 0, 0, 1]);
        let _taken = UdpSocket::bind((address, 39_101));
        let pool = PortPool::new(address, &(39_100..=39_101)).unwrap();
        assert!(matches!(pool.open(), Err(PortError::Exhausted)));
    }

    #[test]
    fn a_range_without_a_pair_of_ports_is_refused() {
        for range in [1..=1, 39_001..=39_002, 39_002..=39_002, 0..=1] {
            assert!(
                matches!(PortPool::new([127, 0, 0, 1].into(), &range), Err(PortError::Range(..))),
                "{range:?}"
            );
        }
    }
}
