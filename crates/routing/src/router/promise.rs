//! What always holds between two inputs. For tests and simulations: it looks at everything.

use jiff::Timestamp;

use super::Router;
use crate::{
    item::Place,
    seat::{HoldState, Listed},
    waiting::EVERY_LEVEL,
};

impl Router {
    /// The first promise that is broken, in words. `now`: the time of the last input.
    pub fn broken_promise(&self, now: Timestamp) -> Option<String> {
        self.broken_by_items().or_else(|| self.broken_by_seats()).or_else(|| self.broken_by_idling(now))
    }

    fn broken_by_items(&self) -> Option<String> {
        for (id, item) in &self.items {
            let line = self.lines.get(&item.queue);
            let waits = line.is_some_and(|line| line.waiting.contains(*id, item));
            if waits != (item.place == Place::Waiting) {
                return Some(format!("{id} is neither waiting nor served"));
            }
            if let Some(line) = line.filter(|_| item.place == Place::Waiting) {
                let widens = line.rule.widen_after_seconds > 0 && item.step < EVERY_LEVEL;
                let helper = line.rule.overflow.and_then(|it| it.queue);
                let overflows = helper.is_some_and(|to| !item.visited.contains(&to));
                if widens != item.widen_due.is_some() || overflows != item.overflow_due.is_some() {
                    return Some(format!(
                        "{id} waits for a moment that never comes, or for none that should"
                    ));
                }
            }
            if let Place::Ringing { agent, .. } | Place::Talking { agent } = item.place
                && !self.seats.get(&agent).is_some_and(|seat| seat.holds.contains_key(id))
            {
                return Some(format!("{id} is with {agent}, who does not know"));
            }
        }
        let waiting: usize = self.lines.values().map(|line| line.waiting.len()).sum();
        let placed = self.items.values().filter(|it| it.place == Place::Waiting).count();
        (waiting != placed).then(|| format!("{waiting} stand in queues and {placed} wait"))
    }

    fn broken_by_seats(&self) -> Option<String> {
        for (agent, seat) in &self.seats {
            for (interaction, hold) in &seat.holds {
                let place = self.items.get(interaction).map(|it| it.place);
                let fits = match (place, hold.state) {
                    (Some(Place::Ringing { agent: at, .. }), HoldState::Ringing)
                    | (
                        Some(Place::Talking { agent: at }),
                        HoldState::Talking { .. } | HoldState::Lost { .. },
                    ) => at == *agent,
                    (None | Some(Place::Waiting | Place::Ringing { .. } | Place::Talking { .. }), _) => false,
                };
                if !fits {
                    return Some(format!("{agent} is stuck with {interaction}"));
                }
            }
            let ringing = seat.holds.values().filter(|it| it.state == HoldState::Ringing).count();
            let calls = seat.load(domain::interaction::InteractionKind::Call);
            if ringing > 1 || calls > 1 {
                return Some(format!("{agent} has {calls} calls and {ringing} ring"));
            }
        }
        for (queue, line) in &self.lines {
            let staff = self.seats.values().filter(|seat| seat.queues.contains_key(queue)).count();
            if staff != line.signed_in() {
                return Some(format!("{staff} serve {queue}, {} are counted", line.signed_in()));
            }
        }
        None
    }

    fn broken_by_idling(&self, now: Timestamp) -> Option<String> {
        let mut listed = 0;
        for (agent, seat) in &self.seats {
            listed += seat.listed.len();
            let capacity = self.capacity_of(*agent);
            for (queue, level) in &seat.queues {
                let Some(line) = self.lines.get(queue) else { continue };
                for kind in line.kinds.iter().copied() {
                    let of_this = |it: &&Listed| it.queue == *queue && it.kind == kind;
                    let entry = seat.listed.iter().find(of_this);
                    if entry.is_some() != seat.may_be_offered(kind, &capacity)
                        || entry.is_some_and(|it| !line.ready.contains(kind, it.level, &it.turn))
                    {
                        return Some(format!("{agent} is listed wrongly in {queue} for {kind}"));
                    }
                    let may = |it| self.items.get(&it).is_some_and(|item| !item.is_spared(*agent, now));
                    let behind = line.behind(line.counted(*level));
                    let first = line.waiting.first(kind, behind, may);
                    if let (Some(_), Some((_, it))) = (entry, first) {
                        return Some(format!("{agent} is ready while {it} waits in {queue}"));
                    }
                }
            }
        }
        let known: usize = self.lines.values().map(|line| line.ready.agents().count()).sum();
        (known != listed).then(|| format!("{known} are listed and {listed} know of it"))
    }
}
