//! Which trunk a message belongs to: by the address it comes from, and for trunks that share one, by the account
//! or the number that is called.

use std::{
    cmp::Reverse,
    collections::HashSet,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

use call::command::TrunkPlan;
use domain::{id::TrunkId, phone_number::PhoneNumber, trunk::AddressRange};
use parking_lot::RwLock;
use tokio_util::sync::CancellationToken;

use super::gate::Sender;

/// All trunks of the node. Readers get a snapshot; changes replace it.
#[derive(Clone, Default)]
pub struct TrunkTable(Arc<RwLock<Arc<Vec<Arc<Trunk>>>>>);

pub struct Trunk {
    pub plan: TrunkPlan,
    allowed: Vec<AddressRange>,
    /// Numbers that may be called here. Not part of the plan, because a change of them restarts nothing.
    numbers: RwLock<HashSet<PhoneNumber>>,
    /// What the carrier's name stands for now. Calls of a registration come from there.
    host_addresses: RwLock<Vec<IpAddr>>,
    /// The connection to the carrier, where the trunk is one over TCP; the token tells when it does not stand any more.
    pub stream: tokio::sync::Mutex<Option<CancellationToken>>,
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

    pub fn get(&self, id: TrunkId) -> Option<Arc<Trunk>> {
        self.snapshot().iter().find(|it| it.id() == id).cloned()
    }

    /// The trunk of a call from this address to this user.
    ///
    /// Several trunks may be served by one carrier, of one tenant or of many. The call names the account in its
    /// Request-URI, or a number that only some of them have; what is then still open is decided by the narrower
    /// network, and at last by the id, so that it is decided the same way every time.
    pub fn find(&self, address: IpAddr, called_user: Option<&str>) -> Option<Arc<Trunk>> {
        let trunks = self.snapshot();
        let mut own: Vec<(u8, &Arc<Trunk>)> =
            trunks.iter().filter_map(|it| Some((it.closeness(address)?, it))).collect();
        own.sort_by_key(|(closeness, it)| (Reverse(*closeness), it.id()));
        let dialed = called_user.and_then(|it| PhoneNumber::parse(it).ok());
        let first = |fits: &dyn Fn(&Trunk) -> bool| own.iter().map(|it| it.1).find(|it| fits(it)).cloned();
        first(&|it| called_user.is_some() && it.account() == called_user)
            .or_else(|| first(&|it| dialed.as_ref().is_some_and(|number| it.has(number))))
            .or_else(|| first(&|_| true))
    }
}

impl Trunk {
    pub fn new(mut plan: TrunkPlan) -> Self {
        let numbers = std::mem::take(&mut plan.numbers).into_iter().collect();
        let allowed = plan.allowed.iter().filter_map(|(address, prefix)| {
            // A plan comes from a settings page that checked it; what is no network allows nobody.
            AddressRange::parse(&format!("{address}/{prefix}")).ok()
        });
        let allowed = allowed.collect();
        Self {
            plan,
            allowed,
            numbers: RwLock::new(numbers),
            host_addresses: RwLock::default(),
            stream: tokio::sync::Mutex::default(),
            in_use: Arc::default(),
        }
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

    pub fn set_numbers(&self, numbers: Vec<PhoneNumber>) {
        *self.numbers.write() = numbers.into_iter().collect();
    }

    /// Takes a channel, if one is free.
    pub fn take_seat(self: &Arc<Self>) -> Option<Seat> {
        let taken =
            self.in_use.fetch_update(Relaxed, Relaxed, |it| (it < self.plan.channels).then_some(it + 1));
        taken.ok().map(|_| Seat(self.clone()))
    }

    fn owns(&self, address: IpAddr) -> bool {
        self.closeness(address).is_some()
    }

    /// How narrowly this trunk's networks surround an address, in bits; `None` if they do not.
    fn closeness(&self, address: IpAddr) -> Option<u8> {
        if self.plan.registration.is_some() && self.host_addresses.read().contains(&address) {
            return Some(u8::MAX);
        }
        self.allowed.iter().filter(|it| it.contains(address)).map(AddressRange::prefix).max()
    }

    fn has(&self, number: &PhoneNumber) -> bool {
        self.numbers.read().contains(number)
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
            numbers: vec![],
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
    fn trunks_of_one_carrier_are_told_apart_by_the_number_that_is_called() {
        let carrier: &[(&str, u8)] = &[("203.0.113.0", 24)];
        let trunk = |n, numbers: &[&str], allowed| {
            let numbers = numbers.iter().map(|it| PhoneNumber::parse(it).unwrap()).collect();
            Arc::new(Trunk::new(TrunkPlan { numbers, ..plan(n, allowed, None) }))
        };
        let trunks = [
            trunk(1, &["02-312-3456"], carrier),
            trunk(2, &["1588-0001", "1588-0003"], carrier),
            trunk(3, &["1588-0002", "1588-0003"], carrier),
            trunk(4, &["1588-0004"], &[("203.0.113.8", 29)]),
        ];
        let table = TrunkTable::default();
        // Whatever the order they came in.
        for turn in 0..trunks.len() {
            let mut trunks = trunks.to_vec();
            trunks.rotate_left(turn);
            table.replace(trunks);
            for (from, called, expected) in [
                ("203.0.113.5", Some("15880002"), 3),
                ("203.0.113.5", Some("+8215880001"), 2),
                ("203.0.113.5", Some("023123456"), 1),
                // Two have it: the smaller id.
                ("203.0.113.5", Some("15880003"), 2),
                // Nobody has it here.
                ("203.0.113.5", Some("15880004"), 1),
                ("203.0.113.5", None, 1),
                // The narrower network goes before the id, and the number before the network.
                ("203.0.113.9", Some("15889999"), 4),
                ("203.0.113.9", Some("15880002"), 3),
            ] {
                let found = table.find(address(from), called).unwrap();
                assert_eq!(found.id(), TrunkId::sample(expected), "{from} {called:?}");
            }
        }
        trunks[0].set_numbers(vec![PhoneNumber::parse("15880002").unwrap()]);
        assert_eq!(table.find(address("203.0.113.5"), Some("15880002")).unwrap().id(), TrunkId::sample(1));
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
