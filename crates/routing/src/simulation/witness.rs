//! Looks over the router's shoulder and remembers what it was promised, without believing its own books.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    id::{AgentId, InteractionId},
    interaction::InteractionKind,
    routing_policy::{Capacity, RoutingPolicy},
};
use jiff::Timestamp;

use super::{Broken, plan::Customer};
use crate::{
    input::Input,
    journal::{self, Entry},
    output::{OfferEnd, Output},
    router::Router,
};

#[derive(Default)]
pub struct Witness {
    journal: Vec<Entry>,
    policy: RoutingPolicy,
    capacities: BTreeMap<AgentId, Capacity>,
    held: BTreeMap<InteractionId, (AgentId, InteractionKind)>,
    /// Customers who wait and were never offered, nor reordered: their order tells whether routing is fair.
    fresh: BTreeSet<InteractionId>,
    kinds: BTreeMap<InteractionId, InteractionKind>,
    /// Taken away by the last input; what was due before it may still speak of it.
    leaving: Option<InteractionId>,
    /// The last input changed what agents may have; what was due before it went by the older rule.
    capacity_changes: bool,
}

impl Witness {
    pub fn look(&mut self, router: &Router, entry: &Entry, customers: &[Customer]) -> Result<(), Broken> {
        let broken = |what: String| Broken { at: entry.at, what };
        self.capacity_changes = matches!(entry.input, Input::SetPolicy(_) | Input::SetCapacity { .. });
        self.remember(&entry.input);
        for output in &entry.outputs {
            self.hear(output, customers).map_err(broken)?;
        }
        if let Some(interaction) = self.leaving.take() {
            self.held.remove(&interaction);
        }
        if let Some(what) = router.broken_promise(entry.at) {
            return Err(broken(what));
        }
        // As the floor keeps it.
        if !journal::is_silent(entry) {
            self.journal.push(entry.clone());
        }
        Ok(())
    }

    fn remember(&mut self, input: &Input) {
        match input {
            Input::Reset(start) => self.policy = start.policy,
            Input::SetPolicy(policy) => {
                self.policy = *policy;
                // Those who wait keep the place an older policy gave them.
                self.fresh.clear();
            }
            Input::SetCapacity { agent, capacity: Some(capacity) } => {
                self.capacities.insert(*agent, *capacity);
            }
            Input::SetCapacity { agent, capacity: None } => {
                self.capacities.remove(agent);
            }
            Input::Enqueue(newcomer) => {
                self.fresh.insert(newcomer.interaction);
                self.kinds.insert(newcomer.interaction, newcomer.kind);
            }
            Input::Prioritise { interaction, .. } => {
                self.fresh.remove(interaction);
            }
            Input::Replace { interaction, by } => {
                self.fresh.remove(interaction);
                let kind = self.kinds.get(interaction).copied().unwrap_or_default();
                self.kinds.insert(*by, kind);
            }
            Input::Leave { interaction } | Input::Finish { interaction } => {
                self.fresh.remove(interaction);
                self.held.remove(interaction);
                self.leaving = Some(*interaction);
            }
            // Levels are about order, and moved queues about place: who waits then is no witness of either.
            Input::SetQueue { .. } | Input::RemoveQueue { .. } => self.fresh.clear(),
            Input::SetQueues { .. }
            | Input::SignIn { .. }
            | Input::SignOut { .. }
            | Input::Choose { .. }
            | Input::Book { .. }
            | Input::Reachable { .. }
            | Input::WrittenUp { .. }
            | Input::Answer { .. }
            | Input::Decline { .. }
            | Input::Pull { .. }
            | Input::Tick => {}
        }
    }

    fn hear(&mut self, output: &Output, customers: &[Customer]) -> Result<(), String> {
        match output {
            Output::Offer { interaction, agent, decision, .. } => {
                if let Some((other, _)) = self.held.get(interaction) {
                    return Err(format!("{interaction} is offered to {agent} while {other} has it"));
                }
                // Who may be asked at once by everybody is asked in the order of arrival.
                if decision.open_to.is_none() {
                    self.check_order(*interaction, customers)?;
                }
                self.take(*interaction, *agent)
            }
            Output::Connect { interaction, agent } => match self.held.get(interaction) {
                Some((at, _)) if at == agent => Ok(()),
                Some((at, _)) => Err(format!("{interaction} rings at {at} and is connected with {agent}")),
                None => self.take(*interaction, *agent),
            },
            Output::OfferEnded { interaction, agent, why } => match why {
                OfferEnd::Answered => Ok(()),
                OfferEnd::Abandoned => {
                    self.held.remove(interaction);
                    Ok(())
                }
                OfferEnd::Declined | OfferEnd::NoAnswer | OfferEnd::Unreachable | OfferEnd::PickedUp => {
                    match self.held.remove(interaction) {
                        Some((at, _)) if at == *agent => Ok(()),
                        None if self.leaving == Some(*interaction) => Ok(()),
                        at => Err(format!("{interaction} stops ringing at {agent}, but {at:?} had it")),
                    }
                }
            },
            Output::Returned { interaction, .. } => match self.held.remove(interaction) {
                Some(_) => Ok(()),
                None if self.leaving == Some(*interaction) => Ok(()),
                None => Err(format!("{interaction} returns from nobody")),
            },
            Output::Overflowed { interaction, .. }
            | Output::Homeless { interaction }
            | Output::Unstaffed { interaction } => {
                self.fresh.remove(interaction);
                self.held.remove(interaction);
                Ok(())
            }
            Output::AgentLost { .. } | Output::Reconnect { .. } | Output::Status { .. } => Ok(()),
        }
    }

    fn take(&mut self, interaction: InteractionId, agent: AgentId) -> Result<(), String> {
        self.fresh.remove(&interaction);
        let kind = self.kinds.get(&interaction).copied().unwrap_or_default();
        self.held.insert(interaction, (agent, kind));
        let capacity = self.capacities.get(&agent).copied().unwrap_or(self.policy.capacity);
        let most = match kind {
            InteractionKind::Call => 1,
            InteractionKind::Chat => capacity.chats,
            InteractionKind::Ticket => capacity.tickets,
        };
        let counts = |(id, of): &(&InteractionId, &(AgentId, InteractionKind))| {
            **of == (agent, kind) && self.leaving != Some(**id)
        };
        let has = self.held.iter().filter(counts).count();
        if has > most as usize && !(self.capacity_changes && kind != InteractionKind::Call) {
            return Err(format!("{agent} has {has} of kind {kind} and may have {most}"));
        }
        Ok(())
    }

    /// Within a queue, a kind and a priority nobody who came later goes first.
    fn check_order(&self, offered: InteractionId, customers: &[Customer]) -> Result<(), String> {
        if !self.fresh.contains(&offered) {
            return Ok(());
        }
        let Some(it) = customers.iter().find(|it| it.interaction == offered) else { return Ok(()) };
        let earlier = customers.iter().find(|other| {
            self.fresh.contains(&other.interaction)
                && (other.queue, other.kind, other.priority) == (it.queue, it.kind, it.priority)
                && other.at < it.at
        });
        earlier.map_or(Ok(()), |other| Err(format!("{} goes before {}", it.interaction, other.interaction)))
    }

    /// The kept journal gives the same decisions again.
    pub fn conclude(self, now: Timestamp) -> Result<(), Broken> {
        match journal::replay(&self.journal) {
            None => Ok(()),
            Some(difference) => {
                let entry = &self.journal[difference.index];
                let what = format!(
                    "a replay differs at {} after {:?}: {:?} became {:?}",
                    entry.at, entry.input, entry.outputs, difference.replayed
                );
                Err(Broken { at: now, what })
            }
        }
    }
}
