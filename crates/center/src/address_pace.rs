//! How often one address may do what costs us much and needs no session.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering::Relaxed},
};

use governor::{DefaultKeyedRateLimiter, Quota, clock::Clock as _};

/// Addresses that have been quiet are forgotten after so many questions.
const SWEEP_EVERY: u32 = 1_000;

pub struct AddressPace {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    asked: AtomicU32,
}

impl AddressPace {
    /// So often in a minute, and as often at once. 0 counts as 1.
    pub fn per_minute(times: u32) -> Self {
        let times = NonZeroU32::new(times).unwrap_or(NonZeroU32::MIN);
        Self { limiter: DefaultKeyedRateLimiter::keyed(Quota::per_minute(times)), asked: AtomicU32::new(0) }
    }

    /// Lets it pass, or says after how many seconds it may be tried again.
    pub fn pass(&self, address: IpAddr) -> Result<(), u32> {
        if self.asked.fetch_add(1, Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        self.limiter.check_key(&household(address)).map_err(|it| {
            let wait = it.wait_time_from(self.limiter.clock().now());
            u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1)
        })
    }
}

/// Whoever has one IPv6 address has the other 2⁶⁴ of its network too.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) & (u128::MAX << 64);
            IpAddr::V6(Ipv6Addr::from(network))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_own_pace_and_a_network_of_ipv6_one_in_common() {
        let pace = AddressPace::per_minute(2);
        let pass = |address: &str| pace.pass(address.parse().unwrap());
        assert_eq!((pass("192.0.2.1"), pass("192.0.2.1")), (Ok(()), Ok(())));
        assert!(pass("192.0.2.1").is_err_and(|seconds| (1..=31).contains(&seconds)));
        assert!(pass("::ffff:192.0.2.1").is_err());
        assert_eq!(pass("192.0.2.2"), Ok(()));
        assert_eq!((pass("2001:db8::1"), pass("2001:db8::2")), (Ok(()), Ok(())));
        assert!(pass("2001:db8::3").is_err());
        assert_eq!(pass("2001:db8:0:1::1"), Ok(()));
    }

    #[test]
    fn addresses_that_are_quiet_are_forgotten() {
        // At this pace an address is quiet after some nanoseconds.
        let pace = AddressPace::per_minute(u32::MAX);
        for n in 0..20 * SWEEP_EVERY {
            assert_eq!(pace.pass(IpAddr::from(n.to_be_bytes())), Ok(()));
        }
        assert!(pace.limiter.len() <= 2 * SWEEP_EVERY as usize, "{}", pace.limiter.len());
    }
}
