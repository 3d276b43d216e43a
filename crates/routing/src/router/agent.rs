//! Agents come, change their status, lose their browser and go.

use domain::{
    agent_status::{AfterCall, AgentStatus, Chosen},
    id::{AgentId, QueueId},
    time,
};
use jiff::Timestamp;

use super::Router;
use crate::{
    deadline::Deadline,
    output::{OfferEnd, Output},
    seat::{Duty, Seat},
};

impl Router {
    pub(super) fn sign_in(&mut self, now: Timestamp, agent: AgentId, queues: Vec<QueueId>, status: Chosen) {
        if self.seats.contains_key(&agent) {
            return self.set_queues(now, agent, queues);
        }
        let duty = match status {
            Chosen::Ready => Duty::Ready,
            Chosen::Away(reason) => Duty::Away(reason),
        };
        // A phone is reachable only when it says so.
        let seat = Seat {
            queues,
            duty,
            ready_since: now,
            reachable: false,
            after_call: AfterCall::WrapUp,
            no_answers: 0,
        };
        self.seats.insert(agent, seat);
        self.announce(agent);
    }

    pub(super) fn sign_out(&mut self, now: Timestamp, agent: AgentId) {
        self.leave_ready(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let queues = seat.queues.clone();
        // Whoever is leaving is given nothing more while his last interaction finds its next place.
        seat.reachable = false;
        match seat.duty {
            Duty::Ringing { interaction } => self.end_offer(now, interaction, agent, OfferEnd::Unreachable),
            Duty::Talking { interaction } | Duty::Lost { interaction, .. } => {
                self.return_to_front(now, interaction)
            }
            Duty::Ready | Duty::Away(_) | Duty::WrapUp { .. } => {}
        }
        self.seats.remove(&agent);
        self.outputs.push_back(Output::Status {
            agent,
            status: AgentStatus::SignedOut,
            interaction: None,
            until: None,
        });
        for queue in queues {
            self.let_go_if_unstaffed(queue);
        }
    }

    pub(super) fn set_queues(&mut self, now: Timestamp, agent: AgentId, queues: Vec<QueueId>) {
        self.leave_ready(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let before = std::mem::replace(&mut seat.queues, queues);
        self.join_ready(agent);
        self.find_work(now, agent);
        for queue in before {
            self.let_go_if_unstaffed(queue);
        }
    }

    pub(super) fn choose(&mut self, now: Timestamp, agent: AgentId, status: Chosen) {
        let Some(seat) = self.seats.get(&agent) else { return };
        match seat.duty {
            Duty::Ready | Duty::Away(_) | Duty::WrapUp { .. } => self.settle(now, agent, status),
            Duty::Ringing { .. } | Duty::Talking { .. } | Duty::Lost { .. } => {}
        }
    }

    /// Gives the agent a status of choice and, if that is ready, the next interaction.
    pub(super) fn settle(&mut self, now: Timestamp, agent: AgentId, status: Chosen) {
        self.leave_ready(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let duty = match status {
            Chosen::Ready => Duty::Ready,
            Chosen::Away(reason) => Duty::Away(reason),
        };
        if seat.duty == duty {
            self.join_ready(agent);
            return;
        }
        seat.duty = duty;
        seat.no_answers = 0;
        seat.ready_since = now;
        self.join_ready(agent);
        self.announce(agent);
        self.find_work(now, agent);
    }

    pub(super) fn set_reachable(&mut self, now: Timestamp, agent: AgentId, reachable: bool) {
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        if seat.reachable == reachable {
            return;
        }
        self.leave_ready(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        seat.reachable = reachable;
        match (seat.duty, reachable) {
            (Duty::Talking { interaction }, false) => {
                let until = time::after_ms(now, i64::from(self.policy.lost_grace_seconds) * 1_000);
                seat.duty = Duty::Lost { interaction, until };
                self.deadlines.set(until, Deadline::GraceOver(agent));
                self.outputs.push_back(Output::AgentLost { interaction, agent, until });
            }
            (Duty::Lost { interaction, .. }, true) => {
                seat.duty = Duty::Talking { interaction };
                self.outputs.push_back(Output::Reconnect { interaction, agent });
            }
            (Duty::Ringing { interaction }, false) => {
                self.end_offer(now, interaction, agent, OfferEnd::Unreachable)
            }
            (Duty::Ready | Duty::Away(_) | Duty::WrapUp { .. }, _)
            | (Duty::Ringing { .. } | Duty::Talking { .. }, true)
            | (Duty::Lost { .. }, false) => {}
        }
        self.join_ready(agent);
        self.find_work(now, agent);
    }

    /// The lost agent did not come back: the customer returns to the front, the agent finds a write-up waiting.
    pub(super) fn give_up_on(&mut self, now: Timestamp, agent: AgentId) {
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let Duty::Lost { interaction, until } = seat.duty else { return };
        if until > now {
            return;
        }
        seat.duty = Duty::WrapUp { interaction, until: None };
        self.announce(agent);
        self.return_to_front(now, interaction);
    }

    /// Back to ready after an offer that ended through no doing of the agent's; keeps his place in the row.
    pub(super) fn free(&mut self, agent: AgentId) {
        if let Some(seat) = self.seats.get_mut(&agent) {
            seat.duty = Duty::Ready;
            self.join_ready(agent);
        }
    }

    pub(super) fn join_ready(&mut self, agent: AgentId) {
        let Some(seat) = self.seats.get(&agent).filter(|seat| seat.may_be_offered()) else { return };
        for queue in &seat.queues {
            if let Some(line) = self.lines.get_mut(queue) {
                line.ready.insert((seat.ready_since, agent));
            }
        }
    }

    pub(super) fn leave_ready(&mut self, agent: AgentId) {
        let Some(seat) = self.seats.get(&agent) else { return };
        for queue in &seat.queues {
            if let Some(line) = self.lines.get_mut(queue) {
                line.ready.remove(&(seat.ready_since, agent));
            }
        }
    }

    pub(super) fn announce(&mut self, agent: AgentId) {
        if let Some(seat) = self.seats.get(&agent) {
            self.outputs.push_back(Output::Status {
                agent,
                status: seat.duty.status(),
                interaction: seat.duty.interaction(),
                until: seat.duty.until(),
            });
        }
    }
}
