//! Which trunk a message belongs to: by the address it comes from, and for trunks that share one, by the account
//! that is called.

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

use call::command::TrunkPlan;
use domain::{id::TrunkId, trunk::AddressRange};
use parking_lot::RwLock;

use super::gate::Sender;

/// All trunks of the node. Readers get a snapshot; changes replace it.
#[derive(Clone, Default)]
pub struct TrunkTable(Arc<RwLock<Arc<Vec<Arc<Trunk>>>>>);

pub struct Trunk {
    pub plan: TrunkPlan,
    allowed: Vec<AddressRange>,
    /// What the carrier's name stands for now. Calls of a registration come from there.
    host_addresses: RwLock<Vec<IpAddr>>,
    /// Shared with the trunk's next plan: calls that run still take its channels.
    in_use: Arc<AtomicU32>,
}

/// A channel of a trunk, taken until it is dropped.
pub struct Seat(Arc<Trunk>);

impl TrunkTable {
    pub fn replace(&self, trunks: Vec<Arc<Trunk>>) {
        *self.0.write() = Arc::new(trunks);
    }

    pub fn snapshot(&self) -> Arc<Vec<Arc<Trunk>>> {
        self.0.read().clone()
    }

    pub fn sender(&self, address: IpAddr) -> Sender {
        if self.snapshot().iter().any(|it| it.owns(address)) { Sender::Trunk } else { Sender::Stranger }
    }

    /// The trunk of a call from this address to this user.
    pub fn find(&self, address: IpAddr, called_user: Option<&str>) -> Option<Arc<Trunk>> {
        let trunks = self.snapshot();
        let own: Vec<&Arc<Trunk>> = trunks.iter().filter(|it| it.owns(address)).collect();
        // Two accounts at one carrier: the call names the account in its Request-URI.
        let named = own.iter().find(|it| called_user.is_some() && it.account() == called_user);
        named.or(own.first()).map(|it| Arc::clone(it))
    }
}

impl Trunk {
    pub fn new(plan: TrunkPlan) -> Self {
        let allowed = plan.allowed.iter().filter_map(|(address, prefix)| {
            // A plan comes from a settings page that checked it; what is no network allows nobody.
            AddressRange::parse(&format!("{address}/{prefix}")).ok()
        });
        let allowed = allowed.collect();
        Self { plan, allowed, host_addresses: RwLock::default(), in_use: Arc::default() }
    }

    /// The same trunk with a changed plan.
    pub fn replan(&self, plan: TrunkPlan) -> Self {
        Self { in_use: self.in_use.clone(), ..Self::new(plan) }
    }

    pub fn id(&self) -> TrunkId {
        self.plan.id
    }

    /// The user name we are registered with.
    pub fn account(&self) -> Option<&str> {
        self.plan.registration.as_ref().map(|it| it.username.as_str())
    }

    pub fn set_host_addresses(&self, addresses: Vec<IpAddr>) {
        *self.host_addresses.write() = addresses;
    }

    /// Takes a channel, if one is free.
    pub fn take_seat(self: &Arc<Self>) -> Option<Seat> {
        let taken =
            self.in_use.fetch_update(Relaxed, Relaxed, |it| (it < self.plan.channels).then_some(it + 1));
        taken.ok().map(|_| Seat(self.clone()))
    }

    fn owns(&self, address: IpAddr) -> bool {
        let is_registrar = self.plan.registration.is_some() && self.host_addresses.read().contains(&address);
        is_registrar || self.allowed.iter().any(|it| it.contains(address))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.in_use.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use call::command::Registration;

    use super::*;

    fn plan(n: u64, allowed: &[(&str, u8)], account: Option<&str>) -> TrunkPlan {
        TrunkPlan {
            id: TrunkId::sample(n),
            transport: "udp".into(),
            host: "carrier.example".into(),
            port: 5060,
            allowed: allowed.iter().map(|(address, prefix)| (address.parse().unwrap(), *prefix)).collect(),
            registration: account.map(|it| Registration {
                username: it.into(),
                password: "x".into(),
                realm: None,
            }),
            channels: 2,
            probed: true,
        }
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_call_belongs_to_the_trunk_it_comes_from() {
        let table = TrunkTable::default();
        table.replace(vec![Arc::new(Trunk::new(plan(1, &[("203.0.113.0", 24)], None)))]);
        assert_eq!(table.sender(address("203.0.113.9")), Sender::Trunk);
        assert_eq!(table.sender(address("198.51.100.1")), Sender::Stranger);
        assert_eq!(table.find(address("203.0.113.9"), None).unwrap().id(), TrunkId::sample(1));
        assert!(table.find(address("198.51.100.1"), None).is_none());
    }

    #[test]
    fn accounts_at_one_carrier_are_told_apart_by_who_is_called() {
        let table = TrunkTable::default();
        let trunks: Vec<_> = [(1, "0215880001"), (2, "0215880002")]
            .map(|(n, account)| Arc::new(Trunk::new(plan(n, &[], Some(account)))))
            .into();
        trunks.iter().for_each(|it| it.set_host_addresses(vec![address("203.0.113.5")]));
        table.replace(trunks);
        let found = |user| table.find(address("203.0.113.5"), user).map(|it| it.id());
        assert_eq!(found(Some("0215880002")), Some(TrunkId::sample(2)));
        assert_eq!(found(Some("elsewhere")), Some(TrunkId::sample(1)));
    }

    #[test]
    fn a_trunk_has_as_many_seats_as_channels() {
        let trunk = Arc::new(Trunk::new(plan(1, &[], None)));
        let seats = [trunk.take_seat(), trunk.take_seat()];
        assert!(seats.iter().all(Option::is_some) && trunk.take_seat().is_none());
        // A changed plan frees nobody's channel.
        let replanned = Arc::new(trunk.replan(TrunkPlan { channels: 3, ..trunk.plan.clone() }));
        assert!(replanned.take_seat().is_some_and(|_| trunk.take_seat().is_none()));
        drop(seats);
        assert!(trunk.take_seat().is_some());
    }
}
