//! A call on the floor and its rows.

use call::command::PlayId;
use domain::{
    call_leg::{CallLeg, LegParty},
    channel::Channel,
    end_reason::EndReason,
    id::{AgentId, CallLegId, InteractionId, QueueId, QueueVisitId},
    interaction::Interaction,
    moment::{Moment, MomentKind},
    queue_visit::{QueueVisit, VisitOutcome},
    recording::Recording,
    time,
};
use flow::session::{SayId, Session};
use jiff::Timestamp;

use super::{Floor, callback::Callback, input::KnownCustomer};
use crate::fact::Fact;

#[derive(Debug)]
pub struct LiveCall {
    pub row: Interaction,
    pub customer: Option<KnownCustomer>,
    /// Whom the customer talked to last, before this call.
    pub last_agent: Option<AgentId>,
    pub customer_leg: CallLeg,
    pub agent_leg: Option<CallLeg>,
    /// The running stay in a queue.
    pub visit: Option<QueueVisit>,
    /// The visit an agent answered, kept to be given its talk time.
    pub answered_visit: Option<QueueVisit>,
    pub session: Option<Session>,
    pub plays: u64,
    /// What plays now and the sentence it stands for.
    pub playing: Option<(PlayId, SayId)>,
    pub recording: Option<Recording>,
    pub stage: Stage,
    /// Why the call ends, when it is we who end it.
    pub ending: Option<EndReason>,
    /// What the last stay in a queue or a message came to, should the customer not wait for our last words.
    pub last_wait: Option<EndReason>,
    pub moments: u32,
    /// Set when it is we who owe the customer a call.
    pub callback: Option<Callback>,
    /// The voicemail that is being spoken.
    pub message: Option<Message>,
}

/// A voicemail in the making.
#[derive(Debug, Clone, Copy)]
pub struct Message {
    pub began_at: Timestamp,
}

/// Where the call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Not picked up yet.
    Arrived,
    /// With the scenario.
    Guided,
    Waiting {
        since: Timestamp,
    },
    Ringing {
        since: Timestamp,
        agent: AgentId,
        offered_at: Timestamp,
        until: Timestamp,
    },
    /// The agent has answered; voice is joining the two.
    Connecting {
        agent: AgentId,
    },
    Talking {
        agent: AgentId,
        since: Timestamp,
    },
    Held {
        agent: AgentId,
        since: Timestamp,
        held_since: Timestamp,
    },
    /// The agent's phone is gone; music until he is back or the customer returns to the queue. Who was held before
    /// is held again.
    AgentLost {
        agent: AgentId,
        held: bool,
    },
    Ended,
}

impl Stage {
    /// The agent whose phone rings or who talks.
    pub fn agent(self) -> Option<AgentId> {
        match self {
            Self::Ringing { agent, .. }
            | Self::Connecting { agent }
            | Self::Talking { agent, .. }
            | Self::Held { agent, .. }
            | Self::AgentLost { agent, .. } => Some(agent),
            Self::Arrived | Self::Guided | Self::Waiting { .. } | Self::Ended => None,
        }
    }
}

impl LiveCall {
    pub fn id(&self) -> InteractionId {
        self.row.id
    }

    /// A call that has just come to be.
    pub fn new(row: Interaction, customer_leg: CallLeg, session: Option<Session>) -> Self {
        Self {
            row,
            customer: None,
            last_agent: None,
            customer_leg,
            agent_leg: None,
            visit: None,
            answered_visit: None,
            session,
            plays: 0,
            playing: None,
            recording: None,
            stage: Stage::Arrived,
            ending: None,
            last_wait: None,
            callback: None,
            message: None,
            moments: 0,
        }
    }

    /// Whether it has begun. A customer who is to be called leaves no rows before.
    pub fn is_fact(&self) -> bool {
        self.callback.as_ref().is_none_or(|it| it.is_dialled)
    }

    pub fn is_web(&self) -> bool {
        self.row.channel == Channel::WebCall
    }

    /// Why a customer who leaves now has left.
    pub fn reason_for_leaving(&self) -> EndReason {
        match self.stage {
            Stage::Arrived | Stage::Guided => self.last_wait.unwrap_or(EndReason::LeftInIvr),
            Stage::Waiting { .. } => EndReason::AbandonedInQueue,
            Stage::Ringing { .. } => EndReason::AbandonedWhileRinging,
            Stage::Connecting { .. }
            | Stage::Talking { .. }
            | Stage::Held { .. }
            | Stage::AgentLost { .. }
            | Stage::Ended => EndReason::CustomerHungUp,
        }
    }

    /// When this stay in the queue began.
    pub fn waiting_since(&self) -> Option<Timestamp> {
        match self.stage {
            Stage::Waiting { since } | Stage::Ringing { since, .. } => Some(since),
            Stage::Arrived
            | Stage::Guided
            | Stage::Connecting { .. }
            | Stage::Talking { .. }
            | Stage::Held { .. }
            | Stage::AgentLost { .. }
            | Stage::Ended => None,
        }
    }

    /// Adds the time talked since the agent came on, and held since the last hold, to the rows. Returns the time
    /// talked in milliseconds.
    fn settle_talk(&mut self, now: Timestamp) -> i64 {
        let (since, held_since) = match self.stage {
            Stage::Talking { since, .. } => (since, None),
            Stage::Held { since, held_since, .. } => (since, Some(held_since)),
            Stage::Arrived
            | Stage::Guided
            | Stage::Waiting { .. }
            | Stage::Ringing { .. }
            | Stage::Connecting { .. }
            | Stage::AgentLost { .. }
            | Stage::Ended => return 0,
        };
        let talked = time::elapsed_ms(since, now);
        self.row.talk_ms += talked;
        self.row.hold_ms += held_since.map_or(0, |it| time::elapsed_ms(it, now));
        if let Some(visit) = &mut self.answered_visit {
            visit.talk_ms += talked;
        }
        talked
    }
}

impl Floor {
    pub(super) fn moment(
        &mut self,
        now: Timestamp,
        call: InteractionId,
        kind: MomentKind,
        agent: Option<AgentId>,
        note: Option<String>,
    ) {
        let Some(live) = self.calls.get_mut(&call).filter(|it| it.is_fact()) else { return };
        let turn = live.moments;
        live.moments += 1;
        let queue = live.visit.as_ref().map(|it| it.queue);
        self.fact(Fact::Moment(Moment { interaction: call, turn, at: now, kind, agent, queue, note }));
    }

    pub(super) fn row_changed(&mut self, call: InteractionId) {
        if let Some(row) = self.calls.get(&call).filter(|it| it.is_fact()).map(|it| it.row.clone()) {
            self.fact(Fact::Interaction(row));
        }
    }

    /// The call begins to wait in a queue, for the first time or again.
    pub(super) fn begin_visit(
        &mut self,
        now: Timestamp,
        call: InteractionId,
        queue: QueueId,
        how: MomentKind,
    ) {
        let id = self.ids.next(QueueVisitId::new);
        let Some(live) = self.calls.get_mut(&call) else { return };
        let visit = QueueVisit {
            id,
            interaction: call,
            queue,
            entered_at: now,
            left_at: None,
            outcome: None,
            agent: None,
            offers: 0,
            declines: 0,
            no_answers: 0,
            talk_ms: 0,
        };
        live.visit = Some(visit.clone());
        live.answered_visit = None;
        live.stage = Stage::Waiting { since: now };
        live.row.queue = Some(queue);
        self.fact(Fact::QueueVisit(visit));
        self.moment(now, call, how, None, None);
        self.row_changed(call);
        self.changes.waiting = true;
        self.changes.dashboard = true;
    }

    /// The stay in the queue is over.
    pub(super) fn end_visit(
        &mut self,
        now: Timestamp,
        call: InteractionId,
        outcome: VisitOutcome,
        agent: Option<AgentId>,
    ) {
        let Some(live) = self.calls.get_mut(&call) else { return };
        let Some(mut visit) = live.visit.take() else { return };
        visit.left_at = Some(now);
        visit.outcome = Some(outcome);
        visit.agent = agent;
        live.row.wait_ms += time::elapsed_ms(visit.entered_at, now);
        if outcome == VisitOutcome::Answered {
            live.answered_visit = Some(visit.clone());
        }
        live.last_wait = match outcome {
            VisitOutcome::WaitLimit => Some(EndReason::WaitLimit),
            VisitOutcome::CallbackRequested => Some(EndReason::CallbackRequested),
            VisitOutcome::Failed => Some(EndReason::Unavailable),
            VisitOutcome::Answered | VisitOutcome::Abandoned | VisitOutcome::Overflowed => None,
        };
        let rule = self.settings.rule(visit.queue);
        self.figures.count(&visit, &rule);
        self.fact(Fact::QueueVisit(visit));
        self.changes.waiting = true;
        self.changes.dashboard = true;
    }

    /// An agent comes on.
    pub(super) fn begin_talk(&mut self, now: Timestamp, call: InteractionId, agent: AgentId) {
        let id = self.ids.next(CallLegId::new);
        let Some(live) = self.calls.get_mut(&call) else { return };
        live.stage = Stage::Talking { agent, since: now };
        live.row.agent = Some(agent);
        live.row.connected_at.get_or_insert(now);
        let leg = CallLeg {
            id,
            interaction: call,
            party: LegParty::Agent,
            agent: Some(agent),
            trunk: None,
            started_at: now,
            answered_at: Some(now),
            ended_at: None,
            network_reason: None,
        };
        live.agent_leg = Some(leg.clone());
        self.fact(Fact::CallLeg(leg));
        self.moment(now, call, MomentKind::Connected, Some(agent), None);
        self.row_changed(call);
        self.changes.desks.insert(agent);
        self.changes.dashboard = true;
    }

    /// The agent is off: the talk is added up, the visit gets its talk time. The visit stays known, since the agent
    /// may come back to it.
    pub(super) fn end_talk(&mut self, now: Timestamp, call: InteractionId) {
        let Some(live) = self.calls.get_mut(&call) else { return };
        let talked = live.settle_talk(now);
        let Some(leg) = live.agent_leg.take() else { return };
        let visit = live.answered_visit.clone();
        self.fact(Fact::CallLeg(CallLeg { ended_at: Some(now), ..leg }));
        if let Some(visit) = visit {
            self.figures.add_talk(&visit, talked);
            self.fact(Fact::QueueVisit(visit));
        }
        self.changes.dashboard = true;
    }

    /// The hold begins or ends; its length goes to the row.
    pub(super) fn set_held(&mut self, now: Timestamp, call: InteractionId, held: bool) {
        let Some(live) = self.calls.get_mut(&call) else { return };
        match (live.stage, held) {
            (Stage::Talking { agent, since }, true) => {
                live.stage = Stage::Held { agent, since, held_since: now };
                self.moment(now, call, MomentKind::Held, Some(agent), None);
                self.changes.desks.insert(agent);
            }
            (Stage::Held { agent, since, held_since }, false) => {
                live.row.hold_ms += time::elapsed_ms(held_since, now);
                live.stage = Stage::Talking { agent, since };
                self.moment(now, call, MomentKind::Resumed, Some(agent), None);
                self.changes.desks.insert(agent);
            }
            (
                Stage::Arrived
                | Stage::Guided
                | Stage::Waiting { .. }
                | Stage::Ringing { .. }
                | Stage::Connecting { .. }
                | Stage::Talking { .. }
                | Stage::Held { .. }
                | Stage::AgentLost { .. }
                | Stage::Ended,
                _,
            ) => {}
        }
    }
}
