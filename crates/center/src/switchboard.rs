//! Where calls come in: finds out whose they are and hands everything voice reports to the right floor.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::Arc,
};

use call::{
    command::{CallOrder, CommandBody, Refusal, TrunkPlan},
    event::{CallEvent, Event, EventBody, LegEvent},
};
use domain::{
    id::{AgentLegId, InteractionId, QueueId, ScenarioId, TenantId, TrunkId},
    owned_number::OwnedNumber,
    phone_number::PhoneNumber,
    scenario::{ForcedHours, ScenarioVersion},
};
use flow::document::Scenario;
use parking_lot::{Mutex, RwLock};
use tokio::sync::mpsc;

use crate::{
    center::Center,
    floor::{
        input::{Arrival, Input, Published},
        not_in_service,
    },
};

/// What must be known to place a call, kept in memory so that an arriving call waits for no database.
#[derive(Default)]
pub struct Switchboard {
    directory: RwLock<Directory>,
    calls: RwLock<HashMap<InteractionId, TenantId>>,
    legs: RwLock<HashMap<AgentLegId, TenantId>>,
    /// Ended calls, oldest first. They stay known for a while, because the end of a recording follows the end of
    /// its call.
    ended: Mutex<VecDeque<InteractionId>>,
}

/// How many ended calls stay known: some minutes' worth at the highest rate.
const ENDED_KNOWN: usize = 100_000;

#[derive(Default)]
struct Directory {
    numbers: HashMap<PhoneNumber, (TenantId, OwnedNumber)>,
    trunks: HashMap<TrunkId, TenantId>,
    scenarios: HashMap<ScenarioId, Published>,
}

impl Switchboard {
    /// Replaces the directory of all tenants.
    pub fn learn(
        &self,
        numbers: Vec<(TenantId, OwnedNumber)>,
        trunks: Vec<(TenantId, TrunkId)>,
        scenarios: Vec<(ScenarioId, Published)>,
    ) {
        *self.directory.write() = Directory {
            numbers: numbers.into_iter().map(|(tenant, it)| (it.number.clone(), (tenant, it))).collect(),
            trunks: trunks.into_iter().map(|(tenant, trunk)| (trunk, tenant)).collect(),
            scenarios: scenarios.into_iter().collect(),
        };
    }

    pub fn scenario(&self, scenario: ScenarioId) -> Option<Published> {
        self.directory.read().scenarios.get(&scenario).cloned()
    }

    /// Queues that some published scenario of the installation leads to.
    pub fn queues_in_use(&self) -> HashSet<QueueId> {
        self.directory.read().scenarios.values().flat_map(|it| it.document.queues()).collect()
    }

    /// From now on events of this call or leg go to this tenant.
    pub fn expect_call(&self, call: InteractionId, tenant: TenantId) {
        self.calls.write().insert(call, tenant);
    }

    fn call_ended(&self, call: InteractionId) {
        let mut ended = self.ended.lock();
        ended.push_back(call);
        if ended.len() > ENDED_KNOWN
            && let Some(forgotten) = ended.pop_front()
        {
            self.calls.write().remove(&forgotten);
        }
    }

    pub fn expect_leg(&self, leg: AgentLegId, tenant: TenantId) {
        self.legs.write().insert(leg, tenant);
    }

    /// Whom a call on this trunk to this number is for.
    fn place(
        &self,
        trunk: TrunkId,
        dialed: &PhoneNumber,
    ) -> Option<(TenantId, OwnedNumber, Option<Published>)> {
        let directory = self.directory.read();
        let tenant = directory.trunks.get(&trunk)?;
        let (owner, number) = directory.numbers.get(dialed)?;
        // A number answers only on its own company's trunks, and only on its own trunk if it has one.
        let fits = owner == tenant && number.trunk.is_none_or(|it| it == trunk);
        let scenario = number.scenario.and_then(|it| directory.scenarios.get(&it)).cloned();
        fits.then(|| (*tenant, number.clone(), scenario))
    }
}

/// Hands events on until voice is gone.
pub async fn run(center: Center, mut events: mpsc::UnboundedReceiver<Event>) {
    let mut expected = 0;
    while let Some(event) = events.recv().await {
        if event.seq != expected {
            tracing::error!(expected, seq = event.seq, "Events of the voice node are missing or repeated");
        }
        expected = event.seq + 1;
        match event.body {
            EventBody::Call { call, event } => hand_call_event(&center, call, event).await,
            EventBody::Leg { leg, event } => hand_leg_event(&center, leg, event).await,
            EventBody::Trunk { trunk, finding } => {
                let tenant = center.switchboard().directory.read().trunks.get(&trunk).copied();
                hand(&center, tenant, Input::Trunk { trunk, finding }).await;
            }
        }
    }
}

async fn hand_call_event(center: &Center, call: InteractionId, event: CallEvent) {
    let switchboard = center.switchboard();
    if let CallEvent::Arrived { trunk, caller, dialed } = event {
        let placed = PhoneNumber::parse(&dialed).ok().and_then(|it| switchboard.place(trunk, &it));
        match placed {
            Some((tenant, number, scenario)) => {
                switchboard.expect_call(call, tenant);
                let arrival = Arrival {
                    call,
                    trunk,
                    brand: number.brand,
                    // A withheld number arrives as a word such as "anonymous".
                    caller: PhoneNumber::parse(&caller).ok(),
                    dialed: number.number,
                    scenario,
                };
                hand(center, Some(tenant), Input::Arrived(arrival)).await;
            }
            None => {
                tracing::info!(interaction.id = %call, trunk.id = %trunk, "A call to a number that nobody has is refused");
                let order = CallOrder::Refuse { refusal: Refusal::NotInService, say: vec![not_in_service()] };
                center.voice().send(CommandBody::Call { call, order });
            }
        }
        return;
    }
    let tenant = switchboard.calls.read().get(&call).copied();
    if matches!(event, CallEvent::Ended { .. }) {
        switchboard.call_ended(call);
    }
    hand(center, tenant, Input::Call { call, event }).await;
}

async fn hand_leg_event(center: &Center, leg: AgentLegId, event: LegEvent) {
    let switchboard = center.switchboard();
    let tenant = match event {
        LegEvent::Closed | LegEvent::Refused { .. } => switchboard.legs.write().remove(&leg),
        LegEvent::Answer { .. } | LegEvent::Up | LegEvent::Lost => switchboard.legs.read().get(&leg).copied(),
    };
    hand(center, tenant, Input::Leg { leg, event }).await;
}

async fn hand(center: &Center, tenant: Option<TenantId>, input: Input) {
    let Some(tenant) = tenant else { return };
    match center.dispatcher(tenant).await {
        Ok(dispatcher) => dispatcher.input(input),
        Err(error) => tracing::error!(tenant.id = %tenant, "A company's floor cannot be opened: {error}"),
    }
}

/// A tenant's trunk as voice must know it, among the numbers of all tenants.
pub fn plan(
    tenant: TenantId,
    trunk: &domain::trunk::Trunk,
    numbers: &[(TenantId, OwnedNumber)],
) -> TrunkPlan {
    use domain::trunk::TrunkAccess;
    let is_called_here =
        |owner: TenantId, it: &OwnedNumber| owner == tenant && it.trunk.is_none_or(|it| it == trunk.id);
    let numbers = numbers.iter().filter(|(owner, it)| is_called_here(*owner, it));
    let (allowed, registration) = match &trunk.access {
        TrunkAccess::Address { allowed } => {
            (allowed.iter().map(|it| (it.network(), it.prefix())).collect(), None)
        }
        TrunkAccess::Registration { username, password, realm } => (
            vec![],
            Some(call::command::Registration {
                username: username.clone(),
                password: password.clone(),
                realm: realm.clone(),
            }),
        ),
    };
    TrunkPlan {
        id: trunk.id,
        transport: trunk.transport.to_string(),
        host: trunk.host.clone(),
        port: trunk.port,
        allowed,
        numbers: numbers.map(|(_, it)| it.number.clone()).collect(),
        registration,
        channels: trunk.channels,
        probed: trunk.probed,
    }
}

/// A published version as calls use it. `None` when its document cannot be read, which is told in the log.
pub fn read_published(version: &ScenarioVersion, forced: Option<ForcedHours>) -> Option<Published> {
    match serde_json::from_str::<Scenario>(&version.document) {
        Ok(document) => {
            let document = Arc::new(document.brought_up_to_date());
            Some(Published { version: version.id, document, forced })
        }
        Err(error) => {
            tracing::error!(scenario.id = %version.scenario, version = version.version, "A published scenario cannot be read: {error}");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        id::{BrandId, OwnedNumberId},
        trunk::{SipTransport, Trunk, TrunkAccess},
    };

    use super::*;

    #[test]
    fn a_trunk_answers_its_own_numbers_and_those_of_any_trunk_but_no_other_companys() {
        let tenant = TenantId::sample;
        let trunk = Trunk {
            id: TrunkId::sample(1),
            name: "국선".into(),
            transport: SipTransport::Udp,
            host: "192.0.2.1".into(),
            port: 5060,
            access: TrunkAccess::Address { allowed: vec![] },
            channels: 10,
            probed: true,
            enabled: true,
        };
        let number = |owner, digits: &str, trunk: Option<u64>| {
            let number = OwnedNumber {
                id: OwnedNumberId::sample(1),
                brand: BrandId::sample(1),
                number: PhoneNumber::parse(digits).unwrap(),
                label: String::new(),
                scenario: None,
                trunk: trunk.map(TrunkId::sample),
                main: false,
            };
            (tenant(owner), number)
        };
        let numbers = [
            number(1, "15880001", Some(1)),
            number(1, "15880002", Some(2)),
            number(1, "15880003", None),
            number(2, "15880004", None),
        ];
        let answered = plan(tenant(1), &trunk, &numbers).numbers;
        assert_eq!(answered.iter().map(PhoneNumber::as_digits).collect::<Vec<_>>(), ["15880001", "15880003"]);
    }
}
