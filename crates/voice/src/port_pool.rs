//! RTP ports: drawn by lot, because a port that can be guessed can be sprayed with sound before the call begins.

use std::{
    io,
    net::{IpAddr, UdpSocket},
    ops::RangeInclusive,
};

use rand::RngExt;

/// Draws before every port is tried in turn.
const DRAWS: usize = 64;

pub struct PortPool {
    address: IpAddr,
    /// Even ports only; the odd one above each is for RTCP (RFC 3550 §11).
    first: u16,
    count: u16,
}

#[derive(Debug, thiserror::Error)]
pub enum PortError {
    #[error("the RTP ports {0} to {1} hold no even port")]
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
        let Some(first) = from.checked_next_multiple_of(2).filter(|it| *it > 0 && *it <= to) else {
            return Err(wrong);
        };
        Ok(Self { address, first, count: (to - first) / 2 + 1 })
    }

    /// Opens a port nobody has.
    pub fn open(&self) -> Result<UdpSocket, PortError> {
        let mut dice = rand::rng();
        let drawn = (0..DRAWS).map(|_| dice.random_range(0..self.count));
        for index in drawn.chain(0..self.count) {
            match UdpSocket::bind((self.address, self.first + 2 * index)) {
                Ok(socket) => {
                    socket.set_nonblocking(true)?;
                    return Ok(socket);
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(PortError::Exhausted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_even_and_each_is_given_once() {
        let pool = PortPool::new([127, 0, 0, 1].into(), &(39_001..=39_008)).unwrap();
        let sockets: Vec<_> = std::iter::from_fn(|| pool.open().ok()).collect();
        let mut ports: Vec<_> = sockets.iter().map(|it| it.local_addr().unwrap().port()).collect();
        ports.sort_unstable();
        // Somebody else on this machine may hold some of them.
        assert!(ports.iter().all(|it| it % 2 == 0 && (39_002..=39_008).contains(it)), "{ports:?}");
        ports.dedup();
        assert_eq!(ports.len(), sockets.len());
        assert!(matches!(pool.open(), Err(PortError::Exhausted)));
    }

    #[test]
    fn a_range_without_an_even_port_is_refused() {
        for range in [1..=1, 39_001..=39_001, 0..=0] {
            assert!(
                matches!(PortPool::new([127, 0, 0, 1].into(), &range), Err(PortError::Range(..))),
                "{range:?}"
            );
        }
    }
}
