//! Agents come, change their status, lose their browser and go.

use domain::{
    agent_status::Chosen,
    id::{AgentId, QueueId},
    routing_policy::{Capacity, RoutingPolicy},
    skill_level::SkillLevel,
    time,
};
use jiff::Timestamp;

use super::Router;
use crate::{
    deadline::Deadline,
    input::Serves,
    output::{OfferEnd, Output},
    seat::{HoldState, Seat, Stance},
};

impl Router {
    pub(super) fn sign_in(
        &mut self,
        now: Timestamp,
        agent: AgentId,
        queues: &[Serves],
        status: Option<Chosen>,
    ) {
        if self.seats.contains_key(&agent) {
            return self.set_queues(now, agent, queues);
        }
        let seat = Seat {
            queues: queues.iter().map(|it| (it.queue, it.level)).collect(),
            stance: status.unwrap_or(self.policy.after_sign_in).into(),
            holds: std::collections::BTreeMap::new(),
            ready_since: now,
            // A phone is reachable only when it says so.
            reachable: false,
            after_call: None,
            no_answers: 0,
            listed: vec![],
            announced: None,
        };
        for (queue, level) in &seat.queues {
            if let Some(line) = self.lines.get_mut(queue) {
                line.join_staff(*level);
            }
        }
        self.seats.insert(agent, seat);
        self.list(agent);
        self.announce(agent);
        self.find_work(now, agent);
    }

    pub(super) fn sign_out(&mut self, now: Timestamp, agent: AgentId) {
        self.unlist(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let queues: Vec<_> = seat.queues.iter().map(|(queue, level)| (*queue, *level)).collect();
        // Whoever is leaving is given nothing more while his last interactions find their next place.
        seat.stance = Stance::Leaving;
        let holds: Vec<_> = seat.holds.iter().map(|(id, hold)| (*id, hold.state)).collect();
        for (interaction, state) in holds {
            match state {
                HoldState::Ringing => self.end_offer(now, interaction, agent, OfferEnd::Unreachable),
                HoldState::Talking { .. } | HoldState::Lost { .. } => {
                    self.return_to_front(now, interaction, agent)
                }
            }
        }
        self.announce(agent);
        self.seats.remove(&agent);
        for (queue, level) in queues {
            self.leave_staff(now, queue, level);
        }
    }

    pub(super) fn set_queues(&mut self, now: Timestamp, agent: AgentId, queues: &[Serves]) {
        self.unlist(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let after = queues.iter().map(|it| (it.queue, it.level)).collect();
        let before = std::mem::replace(&mut seat.queues, after);
        // Whoever stays is there before he goes, so that nobody is let go for an instant.
        for Serves { queue, level } in queues {
            if let Some(line) = self.lines.get_mut(queue) {
                line.join_staff(*level);
            }
        }
        self.list(agent);
        self.find_work(now, agent);
        for (queue, level) in before {
            self.leave_staff(now, queue, level);
        }
    }

    /// One agent less. Those of the next level stand in for the best, and where nobody is left, nobody shall wait.
    fn leave_staff(&mut self, now: Timestamp, queue: QueueId, level: SkillLevel) {
        let Some(line) = self.lines.get_mut(&queue) else { return };
        let best = line.best();
        line.leave_staff(level);
        let after = line.best();
        if after.is_none() {
            self.let_go_if_unstaffed(queue);
        } else if after > best {
            self.employ_ready(now, queue);
        }
    }

    pub(super) fn choose(&mut self, now: Timestamp, agent: AgentId, status: Chosen) {
        if self.seats.get(&agent).is_some_and(|seat| !seat.is_tied()) {
            self.settle(now, agent, status);
        }
    }

    /// Gives the agent a status of choice and, if that is ready, the next interaction.
    pub(super) fn settle(&mut self, now: Timestamp, agent: AgentId, status: Chosen) {
        self.count_wrap_up(agent);
        let stance = Stance::from(status);
        if self.seats.get(&agent).is_some_and(|seat| seat.stance != stance) {
            self.take_stance(now, agent, stance);
        }
    }

    pub(super) fn take_stance(&mut self, now: Timestamp, agent: AgentId, stance: Stance) {
        self.unlist(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        seat.stance = stance;
        seat.no_answers = 0;
        seat.ready_since = self.as_of;
        self.list(agent);
        self.announce(agent);
        self.find_work(now, agent);
    }

    /// What was talked about and written up tells how long the next ones may take.
    pub(super) fn count_wrap_up(&mut self, agent: AgentId) {
        if let Some(Stance::WrapUp { served: Some((queue, since)), .. }) =
            self.seats.get(&agent).map(|seat| seat.stance)
            && let Some(line) = self.lines.get_mut(&queue)
        {
            line.handling.count(since, self.as_of);
        }
    }

    pub(super) fn set_reachable(&mut self, now: Timestamp, agent: AgentId, reachable: bool) {
        if self.seats.get(&agent).is_none_or(|seat| seat.reachable == reachable) {
            return;
        }
        self.unlist(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        seat.reachable = reachable;
        match (seat.call(), reachable) {
            (Some((interaction, HoldState::Talking { since })), false) => {
                let until = time::after_ms(now, i64::from(self.policy.lost_grace_seconds) * 1_000);
                if let Some(hold) = seat.holds.get_mut(&interaction) {
                    hold.state = HoldState::Lost { since, until };
                }
                self.deadlines.set(until, Deadline::GraceOver(agent));
                self.outputs.push_back(Output::AgentLost { interaction, agent, until });
            }
            (Some((interaction, HoldState::Lost { since, .. })), true) => {
                if let Some(hold) = seat.holds.get_mut(&interaction) {
                    hold.state = HoldState::Talking { since };
                }
                self.outputs.push_back(Output::Reconnect { interaction, agent });
            }
            (Some((interaction, HoldState::Ringing)), false) => {
                return self.end_offer(now, interaction, agent, OfferEnd::Unreachable);
            }
            (Some((_, HoldState::Ringing | HoldState::Talking { .. })), true)
            | (Some((_, HoldState::Lost { .. })), false)
            | (None, _) => {}
        }
        self.list(agent);
        self.find_work(now, agent);
    }

    /// The lost agent did not come back in time: the customer goes to somebody else, and the agent may write up what
    /// was said before.
    pub(super) fn give_up_on(&mut self, now: Timestamp, due: Timestamp, agent: AgentId) {
        let Some((interaction, HoldState::Lost { until, .. })) = self.seats.get(&agent).and_then(Seat::call)
        else {
            return;
        };
        if until != due {
            return;
        }
        self.unlist(agent);
        if let Some(seat) = self.seats.get_mut(&agent) {
            seat.stance = Stance::WrapUp { interaction, until: None, served: None };
        }
        self.return_to_front(now, interaction, agent);
    }

    pub(super) fn set_policy(&mut self, now: Timestamp, policy: RoutingPolicy) {
        self.policy = policy;
        let agents: Vec<_> = self.seats.keys().copied().collect();
        self.relist(now, &agents);
    }

    pub(super) fn set_capacity(&mut self, now: Timestamp, agent: AgentId, capacity: Option<Capacity>) {
        match capacity {
            Some(capacity) => self.capacities.insert(agent, capacity),
            None => self.capacities.remove(&agent),
        };
        self.relist(now, &[agent]);
    }

    pub(super) fn announce(&mut self, agent: AgentId) {
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let shown = seat.shown();
        if seat.announced != Some(shown) {
            seat.announced = Some(shown);
            let (status, interaction, until) = (shown.status, shown.interaction, shown.until);
            self.outputs.push_back(Output::Status { agent, status, interaction, until });
        }
    }
}
