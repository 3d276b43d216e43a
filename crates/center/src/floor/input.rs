//! What happens to a floor.

use std::sync::Arc;

use call::event::{CallEvent, LegEvent};
use domain::agent_status::Chosen;
use domain::{
    id::{
        AgentId, AgentLegId, BrandId, CallbackRequestId, CustomerId, InteractionId, RecordingId,
        ScenarioVersionId, TrunkId,
    },
    phone_number::PhoneNumber,
    recording::Recording,
    scenario::ForcedHours,
    trunk::TrunkFinding,
};
use flow::document::Scenario;
use jiff::Timestamp;

use super::{callback::DueCallback, figures::Figures, settings::Settings};

#[derive(Debug)]
pub enum Input {
    /// Agents, queues, brands or policy changed: the whole set.
    Settings(Settings),
    Arrived(Arrival),
    WebCall(WebArrival),
    KnownCustomer {
        interaction: InteractionId,
        customer: KnownCustomer,
    },
    /// Whom the caller talked to last.
    ServedBefore {
        interaction: InteractionId,
        by: AgentId,
    },
    Call {
        call: InteractionId,
        event: CallEvent,
    },
    Leg {
        leg: AgentLegId,
        event: LegEvent,
    },
    Trunk {
        trunk: TrunkId,
        finding: TrunkFinding,
    },
    /// The web caller pressed the button or closed the page.
    CustomerHangsUp {
        call: InteractionId,
    },
    /// An agent's desk is open. Whoever does not come on duty by it stays signed out until he chooses.
    Present {
        agent: AgentId,
        comes_on_duty: bool,
    },
    /// The last open desk of the agent is gone.
    Absent {
        agent: AgentId,
    },
    SignOut {
        agent: AgentId,
    },
    /// A supervisor changes somebody's status.
    SetStatus {
        agent: AgentId,
        status: Chosen,
    },
    /// The floor has just opened, and these recordings of its last life are not in the file store yet.
    LeftBehind(Vec<Recording>),
    /// A recording was brought to the file store; without a file nothing could be saved.
    Attached {
        recording: RecordingId,
        file: Option<String>,
        duration_ms: i64,
        bytes: i64,
    },
    CallbacksWaiting(u32),
    /// Customers who are to be called, the longest waiting first.
    CallbacksDue(Vec<DueCallback>),
    /// Somebody has closed a request by hand.
    CallbackClosed(CallbackRequestId),
    /// Midnight has passed, or the figures were read anew from rows.
    NewDay(Box<Figures>),
    /// The process is about to end: calls that are still up are hung up.
    Stopping,
    Tick,
}

/// A call on a trunk.
#[derive(Debug)]
pub struct Arrival {
    pub call: InteractionId,
    pub trunk: TrunkId,
    pub brand: BrandId,
    pub caller: Option<PhoneNumber>,
    pub dialed: PhoneNumber,
    /// `None`: the number has no published scenario.
    pub scenario: Option<Published>,
}

/// A call from the brand's web page.
#[derive(Debug)]
pub struct WebArrival {
    pub call: InteractionId,
    pub brand: BrandId,
    pub dialed: PhoneNumber,
    pub scenario: Published,
    /// The browser's SDP offer.
    pub offer: String,
}

#[derive(Debug, Clone)]
pub struct Published {
    pub version: ScenarioVersionId,
    pub document: Arc<Scenario>,
    pub forced: Option<ForcedHours>,
}

impl Published {
    /// Whether somebody has opened or closed the company by hand.
    pub fn forced_at(&self, now: Timestamp) -> Option<bool> {
        self.forced.and_then(|it| it.at(now))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCustomer {
    pub id: CustomerId,
    pub name: String,
    pub vip: bool,
}
