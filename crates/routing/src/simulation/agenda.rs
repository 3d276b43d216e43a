//! What will happen in a simulated day, soonest first.

use std::collections::BTreeMap;

use domain::{
    id::{AgentId, InteractionId},
    time,
};
use jiff::Timestamp;

use super::plan::Plan;

#[derive(Debug, Clone, Copy)]
pub enum Event {
    /// Index of a shift.
    Begin(usize),
    End(AgentId),
    /// Index of a customer.
    Arrive(usize),
    GiveUp {
        customer: usize,
        stay: u32,
    },
    WantCallback(usize),
    Answer {
        interaction: InteractionId,
        agent: AgentId,
    },
    Decline {
        interaction: InteractionId,
        agent: AgentId,
    },
    HangUp(InteractionId),
    Written {
        agent: AgentId,
        interaction: InteractionId,
    },
    ComeBack(AgentId),
    Phone {
        agent: AgentId,
        reachable: bool,
    },
    /// Index of a change.
    Change(usize),
}

pub struct Agenda {
    /// Several events of one instant happen in the order they were planned.
    events: BTreeMap<(Timestamp, u64), Event>,
    planned: u64,
    /// When the last shift ends: what is open then stays open.
    end: Timestamp,
}

impl Agenda {
    pub fn of(plan: &Plan) -> Self {
        let end = plan.shifts.iter().map(|it| it.to).max().unwrap_or(plan.begin);
        let mut agenda = Self { events: BTreeMap::new(), planned: 0, end };
        for (index, shift) in plan.shifts.iter().enumerate() {
            agenda.plan(shift.from, Event::Begin(index));
            agenda.plan(shift.to, Event::End(shift.agent));
        }
        for (index, customer) in plan.customers.iter().enumerate() {
            agenda.plan(customer.at, Event::Arrive(index));
            if customer.callback.is_some() {
                let halfway = time::after_ms(customer.at, customer.patience_ms / 2);
                agenda.plan(halfway, Event::WantCallback(index));
            }
        }
        for (index, (at, _)) in plan.changes.iter().enumerate() {
            agenda.plan(*at, Event::Change(index));
        }
        agenda
    }

    pub fn plan(&mut self, at: Timestamp, event: Event) {
        self.planned += 1;
        self.events.insert((at, self.planned), event);
    }

    pub fn next_at(&self) -> Option<Timestamp> {
        self.events.first_key_value().map(|((at, _), _)| *at)
    }

    pub fn take(&mut self) -> Option<Event> {
        self.events.pop_first().map(|(_, event)| event)
    }

    /// Nothing is planned before the end any more.
    pub fn is_over(&self) -> bool {
        self.next_at().is_none_or(|at| at > self.end)
    }
}
