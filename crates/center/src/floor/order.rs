//! What an agent orders from the desk.

use call::command::CallOrder;
use domain::agent_status::{AfterCall, Chosen};
use domain::{
    agent_status::StatusKind,
    digit::Digit,
    end_reason::EndReason,
    id::{AgentId, AgentLegId, InteractionId},
    moment::MomentKind,
};
use jiff::Timestamp;

use super::{Floor, call::Stage};
use crate::sound;

#[derive(Debug, Clone, PartialEq)]
pub enum AgentOrder {
    /// Choose one's own status; signs in whoever is not.
    Choose(Chosen),
    /// Book what follows the running call.
    Book(AfterCall),
    OpenSoftphone {
        leg: AgentLegId,
        offer: String,
    },
    CloseSoftphone,
    Answer(InteractionId),
    Decline(InteractionId),
    /// Take what waits, or rings at a colleague (당겨받기).
    PickUp(InteractionId),
    Hold(InteractionId),
    Resume(InteractionId),
    HangUp(InteractionId),
    SendDigits(InteractionId, Vec<Digit>),
    /// The write-up of this interaction is saved.
    WrittenUp {
        interaction: InteractionId,
        then: Chosen,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    #[error("you are not signed in for calls")]
    NotOnDuty,
    #[error("the status cannot change during a call")]
    OnCall,
    #[error("this call is over or rings elsewhere")]
    CallGone,
    #[error("another agent has this call")]
    NotYours,
    #[error("your browser's phone is not connected")]
    SoftphoneDown,
    #[error("you are not in the queue this call waits in")]
    NotYourQueue,
    #[error("you have a call already")]
    HandsFull,
}

impl Floor {
    /// Does what the agent orders, or says why not.
    pub fn obey(&mut self, now: Timestamp, agent: AgentId, order: AgentOrder) -> Result<(), OrderError> {
        let done = self.try_order(now, agent, order);
        self.act_when_due(now);
        done
    }

    fn try_order(&mut self, now: Timestamp, agent: AgentId, order: AgentOrder) -> Result<(), OrderError> {
        if !self.settings.agents.contains_key(&agent) {
            return Err(OrderError::NotOnDuty);
        }
        match order {
            AgentOrder::Choose(status) => self.choose_status(now, agent, status),
            AgentOrder::Book(after) => {
                self.router.agent(agent).ok_or(OrderError::NotOnDuty)?;
                self.route(now, routing::input::Input::Book { agent, after });
                self.changes.desks.insert(agent);
                Ok(())
            }
            AgentOrder::OpenSoftphone { leg, offer } => {
                self.agents.entry(agent).or_default();
                self.open_softphone(now, agent, leg, offer);
                Ok(())
            }
            AgentOrder::CloseSoftphone => {
                let was_up = self.agents.get(&agent).is_some_and(|it| it.leg_up);
                self.close_softphone(agent);
                if was_up {
                    self.route(now, routing::input::Input::Reachable { agent, reachable: false });
                }
                Ok(())
            }
            AgentOrder::Answer(call) => self.answer(now, agent, call),
            AgentOrder::Decline(call) => {
                self.ringing_for(agent, call)?;
                self.route(now, routing::input::Input::Decline { interaction: call, agent });
                Ok(())
            }
            AgentOrder::PickUp(call) => self.pick_up(now, agent, call),
            AgentOrder::Hold(call) => {
                self.talking_with(agent, call)?;
                self.order(call, CallOrder::Hold { music: sound::music() });
                Ok(())
            }
            AgentOrder::Resume(call) => {
                self.talking_with(agent, call)?;
                self.order(call, CallOrder::Resume);
                Ok(())
            }
            AgentOrder::HangUp(call) => {
                self.talking_with(agent, call)?;
                self.hang_up(call, EndReason::AgentHungUp);
                Ok(())
            }
            AgentOrder::SendDigits(call, digits) => {
                self.talking_with(agent, call)?;
                self.order(call, CallOrder::SendDigits { digits });
                Ok(())
            }
            AgentOrder::WrittenUp { interaction, then } => {
                let current = self.router.agent(agent).and_then(|it| it.interaction);
                if current == Some(interaction) {
                    self.route(now, routing::input::Input::WrittenUp { agent, then });
                }
                Ok(())
            }
        }
    }

    fn choose_status(&mut self, now: Timestamp, agent: AgentId, status: Chosen) -> Result<(), OrderError> {
        match self.router.agent(agent) {
            None => {
                self.agents.entry(agent).or_default();
                self.sign_in(now, agent, Some(status));
                Ok(())
            }
            Some(view) if view.status.kind() == StatusKind::Busy => Err(OrderError::OnCall),
            Some(_) => {
                self.route(now, routing::input::Input::Choose { agent, status });
                Ok(())
            }
        }
    }

    fn answer(&mut self, now: Timestamp, agent: AgentId, call: InteractionId) -> Result<(), OrderError> {
        self.ringing_for(agent, call)?;
        if !self.agents.get(&agent).is_some_and(|it| it.leg_up) {
            return Err(OrderError::SoftphoneDown);
        }
        self.route(now, routing::input::Input::Answer { interaction: call, agent });
        Ok(())
    }

    fn pick_up(&mut self, now: Timestamp, agent: AgentId, call: InteractionId) -> Result<(), OrderError> {
        self.router.agent(agent).ok_or(OrderError::NotOnDuty)?;
        let live = self.calls.get(&call).filter(|it| it.waiting_since().is_some());
        let queue = live.and_then(|it| it.row.queue).ok_or(OrderError::CallGone)?;
        if !self.settings.serves(agent, queue) {
            return Err(OrderError::NotYourQueue);
        }
        if !self.agents.get(&agent).is_some_and(|it| it.leg_up) {
            return Err(OrderError::SoftphoneDown);
        }
        if !self.router.may_pull(call, agent) && self.ringing_for(agent, call).is_err() {
            return Err(OrderError::HandsFull);
        }
        self.moment(now, call, MomentKind::PickedUp, Some(agent), None);
        self.route(now, routing::input::Input::Pull { interaction: call, agent });
        self.changes.waiting = true;
        Ok(())
    }

    fn ringing_for(&self, agent: AgentId, call: InteractionId) -> Result<(), OrderError> {
        match self.calls.get(&call).map(|it| it.stage) {
            Some(Stage::Ringing { agent: at, .. }) if at == agent => Ok(()),
            Some(
                Stage::Arrived
                | Stage::Guided
                | Stage::Waiting { .. }
                | Stage::Ringing { .. }
                | Stage::Connecting { .. }
                | Stage::Talking { .. }
                | Stage::Held { .. }
                | Stage::AgentLost { .. }
                | Stage::Ended,
            )
            | None => Err(OrderError::CallGone),
        }
    }

    fn talking_with(&self, agent: AgentId, call: InteractionId) -> Result<(), OrderError> {
        match self.calls.get(&call).map(|it| it.stage) {
            Some(
                Stage::Connecting { agent: with }
                | Stage::Talking { agent: with, .. }
                | Stage::Held { agent: with, .. },
            ) => {
                if with == agent {
                    Ok(())
                } else {
                    Err(OrderError::NotYours)
                }
            }
            Some(
                Stage::Arrived
                | Stage::Guided
                | Stage::Waiting { .. }
                | Stage::Ringing { .. }
                | Stage::AgentLost { .. }
                | Stage::Ended,
            )
            | None => Err(OrderError::CallGone),
        }
    }
}
