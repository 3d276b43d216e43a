//! Who is ready for what: agents are listed in their queues whenever that may have changed.

use domain::{
    id::{AgentId, QueueId},
    interaction::InteractionKind,
    routing_policy::Capacity,
    time,
};
use jiff::Timestamp;

use super::Router;
use crate::seat::{Listed, Stance};

const KINDS: [InteractionKind; 3] = [InteractionKind::Call, InteractionKind::Chat, InteractionKind::Ticket];

impl Router {
    /// Lists the agent wherever he may be offered something.
    pub(super) fn list(&mut self, agent: AgentId) {
        let capacity = self.capacity_of(agent);
        let handled = self.handled_today(self.as_of, agent);
        let Some(seat) = self.seats.get_mut(&agent).filter(|seat| seat.stance == Stance::Ready) else {
            return;
        };
        let mut listed = std::mem::take(&mut seat.listed);
        for kind in KINDS.into_iter().filter(|kind| seat.may_be_offered(*kind, &capacity)) {
            for (queue, level) in &seat.queues {
                let Some(line) = self.lines.get_mut(queue).filter(|it| it.kinds.contains(&kind)) else {
                    continue;
                };
                let turn = line.turn_of(agent, seat, *level, kind, handled, self.seed);
                let level = line.counted(*level);
                line.ready.insert(kind, level, turn, agent);
                listed.push(Listed { queue: *queue, kind, level, turn });
            }
        }
        seat.listed = listed;
    }

    /// Takes the agent off every list; must come before anything changes that his place there depends on.
    pub(super) fn unlist(&mut self, agent: AgentId) {
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        for Listed { queue, kind, level, turn } in seat.listed.drain(..) {
            if let Some(line) = self.lines.get_mut(&queue) {
                line.ready.remove(kind, level, &turn);
            }
        }
    }

    /// Lists agents anew whose queues or capacity changed, and gives them what they may take now.
    pub(super) fn relist(&mut self, now: Timestamp, agents: &[AgentId]) {
        for agent in agents {
            self.unlist(*agent);
            self.list(*agent);
        }
        for agent in agents {
            self.find_work(now, *agent);
        }
    }

    /// Gives everybody who is ready in the queue what he may take now.
    pub(super) fn employ_ready(&mut self, now: Timestamp, queue: QueueId) {
        let Some(line) = self.lines.get(&queue).filter(|line| !line.waiting.is_empty()) else { return };
        for agent in line.ready.agents().collect::<Vec<_>>() {
            self.find_work(now, agent);
        }
    }

    pub(super) fn capacity_of(&self, agent: AgentId) -> Capacity {
        self.capacities.get(&agent).copied().unwrap_or(self.policy.capacity)
    }

    pub(super) fn handled_today(&self, now: Timestamp, agent: AgentId) -> u32 {
        let today = time::local(now).date();
        self.handled.get(&agent).filter(|(day, _)| *day == today).map_or(0, |(_, count)| *count)
    }

    pub(super) fn count_handled(&mut self, now: Timestamp, agent: AgentId) {
        let count = self.handled_today(now, agent) + 1;
        self.handled.insert(agent, (time::local(now).date(), count));
    }
}
