//! How long somebody still waits, as far as one can tell.

use domain::{id::InteractionId, interaction::InteractionKind};

use super::Router;
use crate::{item::Place, seat::Stance};

impl Router {
    /// Seconds until an agent has time: everybody ahead takes as long as the last ones did, shared among the agents at
    /// work. `None` when nobody is at work or too few were served to know. It knows nothing of breaks to come, and
    /// takes agents who serve other queues too for this queue's alone.
    pub fn estimate(&self, interaction: InteractionId) -> Option<u32> {
        let item = self.items.get(&interaction).filter(|it| it.place == Place::Waiting)?;
        let line = self.lines.get(&item.queue)?;
        let average_ms = line.handling.average_ms()?;
        let capacity = match item.kind {
            InteractionKind::Call => 1,
            InteractionKind::Chat => i64::from(self.policy.capacity.chats),
            InteractionKind::Ticket => i64::from(self.policy.capacity.tickets),
        };
        let at_work = self.seats.values().filter(|seat| {
            seat.queues.contains_key(&item.queue) && !matches!(seat.stance, Stance::Away(_) | Stance::Leaving)
        });
        let hands = i64::try_from(at_work.count()).ok()? * capacity;
        let ahead = i64::try_from(line.waiting.ahead_of(interaction, item) + 1).ok()?;
        let wait_ms = ahead.saturating_mul(average_ms).checked_div(hands)?;
        u32::try_from(wait_ms / 1_000).ok()
    }
}
