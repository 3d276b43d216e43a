//! A signed-in agent, as routing knows him.

use std::collections::BTreeMap;

use domain::{
    agent_status::{AfterCall, AgentStatus, Chosen},
    away_reason::AwayReason,
    id::{InteractionId, QueueId},
    interaction::InteractionKind,
    routing_policy::Capacity,
    skill_level::SkillLevel,
};
use jiff::Timestamp;

use crate::ready::Turn;

#[derive(Debug)]
pub struct Seat {
    pub queues: BTreeMap<QueueId, SkillLevel>,
    pub stance: Stance,
    pub holds: BTreeMap<InteractionId, Hold>,
    /// Orders ready agents: the longest idle comes first. Kept when an offer comes to nothing through no fault of
    /// the agent's, so that an abandon does not cost him his place.
    pub ready_since: Timestamp,
    pub reachable: bool,
    /// What the agent booked for after the call; without it the policy says.
    pub after_call: Option<AfterCall>,
    /// Calls that rang out in a row.
    pub no_answers: u32,
    /// Where he stands among the ready, to be taken from there again.
    pub listed: Vec<Listed>,
    /// What was last told of his status.
    pub announced: Option<Shown>,
}

/// What the agent does about new work, whatever he serves already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    Ready,
    Away(AwayReason),
    WrapUp {
        interaction: InteractionId,
        until: Option<Timestamp>,
        /// The queue and the begin of the talk, where its length tells something of the next ones.
        served: Option<(QueueId, Timestamp)>,
    },
    /// About to be signed out, while his last interactions find their next place.
    Leaving,
}

/// One interaction in an agent's hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    pub kind: InteractionKind,
    pub state: HoldState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldState {
    Ringing,
    Talking {
        since: Timestamp,
    },
    /// Talking when the phone was lost; the customer hears music until the deadline.
    Lost {
        since: Timestamp,
        until: Timestamp,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    pub queue: QueueId,
    pub kind: InteractionKind,
    pub level: SkillLevel,
    pub turn: Turn,
}

/// An agent's status as everybody sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    pub status: AgentStatus,
    pub interaction: Option<InteractionId>,
    pub until: Option<Timestamp>,
}

impl From<Chosen> for Stance {
    fn from(chosen: Chosen) -> Self {
        match chosen {
            Chosen::Ready => Self::Ready,
            Chosen::Away(reason) => Self::Away(reason),
        }
    }
}

impl Seat {
    pub fn shown(&self) -> Shown {
        let foremost = self.foremost();
        let busy = |interaction| Shown { status: AgentStatus::Busy, interaction, until: None };
        match self.stance {
            Stance::Leaving => Shown { status: AgentStatus::SignedOut, interaction: None, until: None },
            _ if self.is_tied() => busy(foremost),
            Stance::Away(reason) => {
                Shown { status: AgentStatus::Away(reason), interaction: None, until: None }
            }
            Stance::WrapUp { interaction, until, .. } => {
                Shown { status: AgentStatus::WrapUp, interaction: Some(interaction), until }
            }
            Stance::Ready if foremost.is_some() => busy(foremost),
            Stance::Ready => Shown { status: AgentStatus::Ready, interaction: None, until: None },
        }
    }

    /// What rings, else the call, else the first of the others.
    fn foremost(&self) -> Option<InteractionId> {
        let order = |hold: &Hold| (hold.state != HoldState::Ringing, hold.kind);
        self.holds.iter().min_by_key(|(id, hold)| (order(hold), **id)).map(|(id, _)| *id)
    }

    pub fn is_ringing(&self) -> bool {
        self.holds.values().any(|it| it.state == HoldState::Ringing)
    }

    /// Something rings or a call runs: the status is not his to choose.
    pub fn is_tied(&self) -> bool {
        self.is_ringing() || self.load(InteractionKind::Call) > 0
    }

    /// The call in his hands.
    pub fn call(&self) -> Option<(InteractionId, HoldState)> {
        let call = self.holds.iter().find(|(_, hold)| hold.kind == InteractionKind::Call);
        call.map(|(id, hold)| (*id, hold.state))
    }

    pub fn load(&self, kind: InteractionKind) -> u32 {
        u32::try_from(self.holds.values().filter(|it| it.kind == kind).count()).unwrap_or(u32::MAX)
    }

    /// Room for one more. While something rings there is none: an agent looks at one thing at a time.
    pub fn has_room(&self, kind: InteractionKind, capacity: &Capacity) -> bool {
        let on_call = self.load(InteractionKind::Call) > 0;
        let others = self.holds.len() as u32 - u32::from(on_call);
        let room = match kind {
            InteractionKind::Call => !on_call && (others == 0 || capacity.call_beside_others),
            InteractionKind::Chat => {
                self.load(kind) < capacity.chats && (!on_call || capacity.chat_during_call)
            }
            InteractionKind::Ticket => {
                self.load(kind) < capacity.tickets && (!on_call || capacity.ticket_during_call)
            }
        };
        room && !self.is_ringing() && self.can_be_reached(kind)
    }

    /// Calls need a phone.
    pub fn can_be_reached(&self, kind: InteractionKind) -> bool {
        kind != InteractionKind::Call || self.reachable
    }

    pub fn may_be_offered(&self, kind: InteractionKind, capacity: &Capacity) -> bool {
        self.stance == Stance::Ready && self.has_room(kind, capacity)
    }
}
