//! What people see of the floor: an agent's desk, everybody's dashboard. Numbers are masked here, so that nothing
//! that leaves the floor can show one in full by accident.

use domain::agent_status::AfterCall;
use domain::{
    agent_status::AgentStatus,
    away_reason::AwayReason,
    channel::Channel,
    id::{AgentId, InteractionId, QueueId, TrunkId},
    interaction::DigitsTaken,
    queue::QueueRule,
    roll_up::QueueFigures,
    time,
    trunk::TrunkFinding,
};
use jiff::Timestamp;

use super::{
    Floor,
    call::{LiveCall, Stage},
    input::KnownCustomer,
};

/// How many waiting customers a desk lists.
const LISTED: usize = 50;

/// What one agent works with.
#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    pub status: StatusLine,
    pub after_call: AfterCall,
    pub softphone_up: bool,
    /// Rings or is talked about.
    pub call: Option<DeskCall>,
    pub wrap_up: Option<WrapUpDue>,
    pub waiting: Vec<Waiting>,
    pub waiting_total: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StatusLine {
    pub status: AgentStatus,
    /// `None` while signed out.
    pub since: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WrapUpDue {
    pub interaction: InteractionId,
    pub since: Timestamp,
    pub until: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DeskCall {
    pub interaction: InteractionId,
    pub state: DeskCallState,
    pub channel: Channel,
    pub brand_name: String,
    /// The company's own number, shown in full.
    pub dialed_number: String,
    pub number_masked: Option<String>,
    pub customer: Option<KnownCustomer>,
    pub queue: Option<QueueId>,
    pub queue_name: String,
    pub menu_path: Vec<String>,
    pub digits_taken: Vec<DigitsTaken>,
    /// We call the customer, who asked for it.
    pub is_callback: bool,
    pub started_at: Timestamp,
    pub waited_ms: i64,
    pub connected_at: Option<Timestamp>,
    /// Held before, in milliseconds; a running hold comes on top.
    pub hold_ms: i64,
    pub recording: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DeskCallState {
    Ringing {
        offered_at: Timestamp,
        until: Timestamp,
    },
    Talking,
    Held {
        since: Timestamp,
    },
    /// The agent's own phone was lost; the customer hears music and waits a moment for it.
    Lost,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    pub interaction: InteractionId,
    pub channel: Channel,
    pub queue: QueueId,
    pub queue_name: String,
    pub number_masked: Option<String>,
    pub customer: Option<KnownCustomer>,
    pub since: Timestamp,
    pub menu_path: Vec<String>,
    pub ringing_agent: Option<String>,
    /// To be called, rather than on the line.
    pub is_callback: bool,
    /// The agent whose desk shows it may take it now (당겨받기).
    pub may_pick_up: bool,
}

/// The whole floor at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Dashboard {
    pub day: QueueFigures,
    pub last_week: QueueFigures,
    pub trend: Vec<TrendPoint>,
    pub queues: Vec<QueueLine>,
    pub agents: Vec<AgentLine>,
    pub waiting: Vec<Waiting>,
    pub trunks: Vec<TrunkView>,
    pub lines: Lines,
    pub callbacks_waiting: u32,
}

/// Calls by what they are doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    pub in_ivr: usize,
    pub waiting: usize,
    pub talking: usize,
    pub recording: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TrendPoint {
    pub slot: Timestamp,
    pub today: QueueFigures,
    pub last_week: QueueFigures,
}

#[derive(Debug, Clone, PartialEq)]
pub struct QueueLine {
    pub queue: QueueId,
    pub name: String,
    pub rule: QueueRule,
    pub figures: QueueFigures,
    pub waiting: usize,
    pub longest_since: Option<Timestamp>,
    pub ready_agents: usize,
    pub signed_in_agents: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AgentLine {
    pub agent: AgentId,
    pub name: String,
    pub group_name: String,
    pub status: StatusLine,
    pub softphone_up: bool,
}

/// What was last seen of a trunk.
#[derive(Debug, Clone, PartialEq)]
pub struct TrunkLine {
    pub finding: TrunkFinding,
    /// When it came into the state it is in.
    pub since: Timestamp,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TrunkView {
    pub trunk: TrunkId,
    pub name: String,
    pub channels: u32,
    pub in_use: usize,
    pub line: Option<TrunkLine>,
    pub enabled: bool,
}

impl Floor {
    pub fn desk(&self, agent: AgentId) -> Desk {
        let call = self.calls.values().find(|it| it.stage.agent() == Some(agent));
        let mut waiting = self.waiting(|queue| self.settings.serves(agent, queue));
        let waiting_total = waiting.len();
        waiting.truncate(LISTED);
        for it in &mut waiting {
            it.may_pick_up = self.router.may_pull(it.interaction, agent);
        }
        let status = self.status_line(agent);
        Desk {
            status,
            after_call: self.router.agent(agent).map_or(AfterCall::WrapUp, |it| it.after_call),
            softphone_up: self.agents.get(&agent).is_some_and(|it| it.leg_up),
            call: call.map(|it| self.desk_call(it)),
            wrap_up: self.wrap_up_due(agent),
            waiting,
            waiting_total,
        }
    }

    pub fn dashboard(&self, now: Timestamp) -> Dashboard {
        Dashboard {
            day: self.figures.of_day(),
            last_week: self.figures.of_last_week_until(now),
            trend: self.trend(now),
            queues: self.queue_lines(),
            agents: self
                .settings
                .agents
                .iter()
                .map(|(agent, card)| AgentLine {
                    agent: *agent,
                    name: card.name.clone(),
                    group_name: card.group_name.clone(),
                    status: self.status_line(*agent),
                    softphone_up: self.agents.get(agent).is_some_and(|it| it.leg_up),
                })
                .collect(),
            // Who is to be called stands among the callbacks.
            waiting: self.waiting(|_| true).into_iter().filter(|it| !it.is_callback).collect(),
            trunks: self.trunk_views(),
            lines: self.lines(),
            callbacks_waiting: self.figures.callbacks_waiting,
        }
    }

    pub fn trunk_views(&self) -> Vec<TrunkView> {
        self.settings
            .trunks
            .iter()
            .map(|(trunk, card)| TrunkView {
                trunk: *trunk,
                name: card.name.clone(),
                channels: card.channels,
                in_use: self.calls.values().filter(|it| it.customer_leg.trunk == Some(*trunk)).count(),
                line: self.trunks.get(trunk).cloned(),
                enabled: card.enabled,
            })
            .collect()
    }

    pub fn status_line(&self, agent: AgentId) -> StatusLine {
        let live = self.agents.get(&agent);
        StatusLine {
            status: live.map_or(AgentStatus::SignedOut, |it| it.status()),
            since: live.and_then(|it| it.span.as_ref()).map(|span| span.started_at),
            until: live.and_then(|it| it.until),
        }
    }

    fn desk_call(&self, call: &LiveCall) -> DeskCall {
        let row = &call.row;
        let state = match call.stage {
            Stage::Ringing { offered_at, until, .. } => DeskCallState::Ringing { offered_at, until },
            Stage::Held { held_since, .. } => DeskCallState::Held { since: held_since },
            Stage::AgentLost { .. } => DeskCallState::Lost,
            Stage::Arrived
            | Stage::Guided
            | Stage::Waiting { .. }
            | Stage::Connecting { .. }
            | Stage::Talking { .. }
            | Stage::Ended => DeskCallState::Talking,
        };
        let running_wait = match call.stage {
            Stage::Ringing { since, offered_at, .. } => time::elapsed_ms(since, offered_at),
            _ => 0,
        };
        DeskCall {
            interaction: row.id,
            state,
            channel: row.channel,
            brand_name: self.settings.brands.get(&row.brand).cloned().unwrap_or_default(),
            dialed_number: row.dialed_number.formatted(),
            number_masked: row.customer_number.as_ref().map(|it| it.masked()),
            customer: call.customer.clone(),
            queue: row.queue,
            queue_name: row.queue.map_or("", |it| self.settings.queue_name(it)).to_owned(),
            menu_path: row.menu_path.clone(),
            digits_taken: row.digits_taken.clone(),
            is_callback: call.callback.is_some(),
            started_at: row.started_at,
            waited_ms: row.wait_ms + running_wait,
            // A browser that was lost and came back goes on counting where it was.
            connected_at: match call.stage {
                Stage::Talking { .. } | Stage::Held { .. } | Stage::AgentLost { .. } => {
                    let by_visit = call.answered_visit.as_ref().and_then(|it| it.left_at);
                    // A customer we called back has waited in no queue of this call.
                    by_visit.or(row.connected_at)
                }
                _ => None,
            },
            hold_ms: row.hold_ms,
            recording: call.recording.as_ref().is_some_and(|it| !it.wrapped_key.is_empty()),
        }
    }

    fn wrap_up_due(&self, agent: AgentId) -> Option<WrapUpDue> {
        let live = self.agents.get(&agent)?;
        let span = live.span.as_ref().filter(|span| span.status == AgentStatus::WrapUp)?;
        Some(WrapUpDue { interaction: span.interaction?, since: span.started_at, until: live.until })
    }

    /// Who waits, longest first.
    fn waiting(&self, of: impl Fn(QueueId) -> bool) -> Vec<Waiting> {
        let mut waiting: Vec<Waiting> = self
            .calls
            .values()
            .filter_map(|call| {
                let since = call.waiting_since()?;
                let queue = call.row.queue.filter(|it| of(*it))?;
                Some(Waiting {
                    interaction: call.id(),
                    channel: call.row.channel,
                    queue,
                    queue_name: self.settings.queue_name(queue).to_owned(),
                    number_masked: call.row.customer_number.as_ref().map(|it| it.masked()),
                    customer: call.customer.clone(),
                    since,
                    menu_path: call.row.menu_path.clone(),
                    ringing_agent: call.stage.agent().map(|it| self.settings.agent_name(it).to_owned()),
                    is_callback: !call.is_fact(),
                    may_pick_up: false,
                })
            })
            .collect();
        waiting.sort_by_key(|it| (it.since, it.interaction));
        waiting
    }

    fn queue_lines(&self) -> Vec<QueueLine> {
        self.settings
            .queues
            .iter()
            .map(|(queue, card)| {
                let waiting = self
                    .calls
                    .values()
                    .filter(|it| it.is_fact() && it.row.queue == Some(*queue))
                    .filter_map(|it| it.waiting_since());
                QueueLine {
                    queue: *queue,
                    name: card.name.clone(),
                    rule: card.rule,
                    figures: self.figures.of_queue(*queue),
                    waiting: waiting.clone().count(),
                    longest_since: waiting.min(),
                    ready_agents: self.router.ready(*queue),
                    signed_in_agents: self.router.signed_in(*queue),
                }
            })
            .collect()
    }

    fn trend(&self, now: Timestamp) -> Vec<TrendPoint> {
        let (start, end) = time::day_bounds(self.figures.day);
        let slot_ms = time::SLOT_MINUTES * 60_000;
        let week_ms = 7 * 24 * 3_600_000;
        let slots = time::elapsed_ms(start, end) / slot_ms;
        (0..slots)
            .map(|n| time::after_ms(start, n * slot_ms))
            .map(|slot| TrendPoint {
                slot,
                today: if slot <= now { self.figures.of_slot(slot) } else { QueueFigures::default() },
                last_week: self
                    .figures
                    .last_week
                    .get(&time::after_ms(slot, -week_ms))
                    .copied()
                    .unwrap_or_default(),
            })
            .collect()
    }

    fn lines(&self) -> Lines {
        let mut lines = Lines::default();
        for call in self.calls.values().filter(|it| it.is_fact()) {
            match call.stage {
                Stage::Arrived | Stage::Guided => lines.in_ivr += 1,
                Stage::Waiting { .. } | Stage::Ringing { .. } => lines.waiting += 1,
                Stage::Connecting { .. }
                | Stage::Talking { .. }
                | Stage::Held { .. }
                | Stage::AgentLost { .. } => {
                    lines.talking += 1;
                }
                Stage::Ended => {}
            }
            lines.recording +=
                usize::from(call.recording.as_ref().is_some_and(|it| !it.wrapped_key.is_empty()));
        }
        lines
    }
}

impl StatusLine {
    pub const SIGNED_OUT: Self = Self { status: AgentStatus::SignedOut, since: None, until: None };

    pub fn away_reason(&self) -> Option<AwayReason> {
        self.status.away_reason()
    }
}
