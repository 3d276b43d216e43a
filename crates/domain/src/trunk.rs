//! A line to the telephone network (국선).

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::{id::TrunkId, words};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trunk {
    pub id: TrunkId,
    pub name: String,
    pub transport: SipTransport,
    /// Host name or address of the carrier's SIP server.
    pub host: String,
    pub port: u16,
    pub access: TrunkAccess,
    /// Calls at once on this trunk; further ones get 503. 1–10,000.
    pub channels: u32,
    /// Is asked with OPTIONS whether it is there. Not every carrier answers that; then only a registration tells.
    pub probed: bool,
    pub enabled: bool,
}

/// How the two sides trust each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrunkAccess {
    /// Whatever comes from these addresses or networks is the carrier.
    Address { allowed: Vec<AddressRange> },
    /// We register with the carrier and answer its challenges.
    Registration { username: String, password: String, realm: Option<String> },
}

words! {
    pub enum SipTransport { Udp = "udp", Tcp = "tcp", }
}

words! {
    /// What we last saw of a trunk, for its page and the dashboard.
    pub enum TrunkState {
        /// Answers OPTIONS, and is registered if it has to be.
        Up = "up",
        /// Has not been asked yet, or is never asked.
        Unknown = "unknown",
        /// Does not answer, or refuses us.
        Down = "down",
        /// Switched off by an administrator.
        Disabled = "disabled",
    }
}

/// What was last found out about a trunk: the reason of its [`TrunkState`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TrunkFinding {
    /// Nothing would ever tell: it neither registers nor is asked.
    NeverAsked,
    /// The carrier took our registration, and is asked nothing else.
    Registered,
    /// Somebody is there: OPTIONS was answered, with whatever status.
    Answered {
        status: u16,
    },
    /// The host has no address, or none of the family we listen with.
    HostUnknown,
    /// No connection (TCP), or no way there from this machine.
    Unreachable,
    /// This installation does not listen on the trunk's transport.
    NotListening,
    /// No answer in time.
    Silent,
    /// The carrier says that it cannot take calls now: 408 or 503.
    Unavailable {
        status: u16,
    },
    RegistrationRefused {
        status: u16,
    },
    /// The carrier asks for a proof of a kind we do not know.
    ChallengeUnknown,
}

impl TrunkFinding {
    pub fn state(self) -> TrunkState {
        match self {
            Self::NeverAsked => TrunkState::Unknown,
            Self::Registered | Self::Answered { .. } => TrunkState::Up,
            Self::HostUnknown
            | Self::Unreachable
            | Self::NotListening
            | Self::Silent
            | Self::Unavailable { .. }
            | Self::RegistrationRefused { .. }
            | Self::ChallengeUnknown => TrunkState::Down,
        }
    }
}

/// An address or a network in CIDR form: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/48`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AddressRange {
    network: IpAddr,
    prefix: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither an IP address nor a network such as 203.0.113.0/24")]
pub struct AddressRangeError(pub String);

impl AddressRange {
    pub fn parse(text: &str) -> Result<Self, AddressRangeError> {
        let wrong = || AddressRangeError(text.to_owned());
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text.trim(), None),
        };
        let network: IpAddr = address.parse().map_err(|_| wrong())?;
        let longest = if network.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(prefix) => prefix.parse().ok().filter(|it| *it <= longest).ok_or_else(wrong)?,
            None => longest,
        };
        Ok(Self { network, prefix })
    }

    pub fn network(&self) -> IpAddr {
        self.network
    }

    /// True for a network no carrier has: whoever is in it could call in a trunk's name. What stays on this machine
    /// may be as broad as loopback is.
    pub fn is_too_broad(&self) -> bool {
        let broadest = match self.network {
            IpAddr::V4(address) if address.is_loopback() => 8,
            IpAddr::V4(_) => 16,
            IpAddr::V6(_) => 32,
        };
        self.prefix < broadest
    }

    /// Bits of the network part: 32 or 128 for a single address.
    pub fn prefix(&self) -> u8 {
        self.prefix
    }

    pub fn contains(&self, address: IpAddr) -> bool {
        // A dual-stack socket reports IPv4 peers as ::ffff:a.b.c.d.
        match (self.network, address.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.prefix);
                let (a, b) = (u32::from(network), u32::from(address));
                shift == 32 || a >> shift == b >> shift
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.prefix);
                let (a, b) = (u128::from(network), u128::from(address));
                shift == 128 || a >> shift == b >> shift
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

impl std::fmt::Display for AddressRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let longest = if self.network.is_ipv4() { 32 } else { 128 };
        if self.prefix == longest {
            write!(f, "{}", self.network)
        } else {
            write!(f, "{}/{}", self.network, self.prefix)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_contains_its_network_and_nothing_else() {
        let contains = |range: &str, address: &str| {
            AddressRange::parse(range).unwrap().contains(address.parse().unwrap())
        };
        assert!(contains("203.0.113.7", "203.0.113.7"));
        assert!(!contains("203.0.113.7", "203.0.113.8"));
        assert!(contains("203.0.113.0/24", "203.0.113.200"));
        assert!(contains("203.0.113.0/24", "::ffff:203.0.113.9"));
        assert!(!contains("203.0.113.0/24", "203.0.114.0"));
        assert!(contains("0.0.0.0/0", "198.51.100.1"));
        assert!(contains("2001:db8::/48", "2001:db8:0:1::1"));
        assert!(!contains("2001:db8::/48", "2001:db9::1"));
    }

    #[test]
    fn a_range_that_no_carrier_has_is_too_broad() {
        for (range, is_too_broad) in [
            ("203.0.113.7", false),
            ("203.0.0.0/16", false),
            ("203.0.0.0/15", true),
            ("0.0.0.0/0", true),
            ("127.0.0.0/8", false),
            ("127.0.0.0/7", true),
            ("2001:db8::/32", false),
            ("2001:db8::/31", true),
            ("::/0", true),
        ] {
            assert_eq!(AddressRange::parse(range).unwrap().is_too_broad(), is_too_broad, "{range}");
        }
    }

    #[test]
    fn what_is_no_range_is_refused_and_a_range_prints_as_written() {
        for bad in ["", "carrier.example", "203.0.113.0/33", "203.0.113.0/x", "2001:db8::/129"] {
            assert!(AddressRange::parse(bad).is_err(), "{bad}");
        }
        for good in ["203.0.113.7", "203.0.113.0/24", "2001:db8::/48"] {
            assert_eq!(AddressRange::parse(good).unwrap().to_string(), good);
        }
    }
}
