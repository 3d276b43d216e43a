//! Ports of this machine that nobody listens on.

use std::net::{Ipv4Addr, TcpListener, UdpSocket};

use anyhow::{Context, Result, bail};

const HERE: Ipv4Addr = Ipv4Addr::LOCALHOST;

/// Any port for TCP.
pub fn free_tcp() -> Result<u16> {
    let listener = TcpListener::bind((HERE, 0)).context("no free TCP port")?;
    Ok(listener.local_addr()?.port())
}

/// Any port for both UDP and TCP, as SIP wants.
pub fn free_sip() -> Result<u16> {
    for _ in 0..100 {
        let port = free_tcp()?;
        if is_free_for_udp(port) {
            return Ok(port);
        }
    }
    bail!("no port is free for both UDP and TCP")
}

/// `wanted`, or the next one after it that is free.
pub fn tcp_from(wanted: u16) -> Result<u16> {
    first_free(wanted, is_free_for_tcp)
}

/// As [`tcp_from`], for both UDP and TCP.
pub fn sip_from(wanted: u16) -> Result<u16> {
    first_free(wanted, |port| is_free_for_udp(port) && is_free_for_tcp(port))
}

fn first_free(wanted: u16, is_free: impl Fn(u16) -> bool) -> Result<u16> {
    let last = wanted.saturating_add(100);
    (wanted..=last)
        .find(|port| is_free(*port))
        .with_context(|| format!("no port from {wanted} to {last} is free"))
}

fn is_free_for_tcp(port: u16) -> bool {
    TcpListener::bind((HERE, port)).is_ok()
}

fn is_free_for_udp(port: u16) -> bool {
    UdpSocket::bind((HERE, port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((HERE, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert_ne!(tcp_from(port).unwrap(), port);
        assert_ne!(sip_from(port).unwrap(), port);
    }

    #[test]
    fn the_wanted_port_is_kept_when_it_is_free() {
        assert_eq!(first_free(8080, |_| true).unwrap(), 8080);
        assert_eq!(first_free(8080, |port| port > 8081).unwrap(), 8082);
        assert!(first_free(8080, |_| false).is_err());
    }
}
