//! A day that could be: customers and agents with habits, a virtual clock, and the real router.
//!
//! It answers two questions: does routing keep its promises whatever happens ([`random_day`]), and what would a day
//! have been with other agents or rules (`naru simulate`). All chance comes from the plan's seed.

mod agenda;
pub mod plan;
pub mod random_day;
pub mod report;
mod witness;

use std::collections::BTreeMap;

use domain::{
    agent_status::{AgentStatus, Chosen},
    away_reason::AwayReason,
    id::{AgentId, InteractionId},
    time,
};
use jiff::Timestamp;

use self::{
    agenda::{Agenda, Event},
    plan::{Customer, Plan},
    report::{Outcome, Report},
    witness::Witness,
};
use crate::{
    dice::Dice,
    input::{Input, Newcomer, Start},
    journal,
    output::Output,
    router::Router,
};

pub struct Simulation {
    plan: Plan,
    router: Router,
    dice: Dice,
    now: Timestamp,
    agenda: Agenda,
    /// Which customer an interaction is; one who asked for a callback is two.
    customers: BTreeMap<InteractionId, usize>,
    /// Since when each customer waits, while he does, and how often he began to.
    waits: Vec<Wait>,
    report: Report,
    /// Looks over the router's shoulder; `None` where only the report counts.
    witness: Option<Witness>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Wait {
    since: Option<Timestamp>,
    /// Plans made for an earlier stay are stale.
    stay: u32,
}

/// A promise that routing did not keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    pub at: Timestamp,
    pub what: String,
}

impl Simulation {
    pub fn new(plan: Plan, seed: u64) -> Self {
        Self {
            router: Router::default(),
            dice: Dice::new(seed),
            now: plan.begin,
            agenda: Agenda::of(&plan),
            customers: BTreeMap::new(),
            waits: vec![Wait::default(); plan.customers.len()],
            report: Report::new(plan.customers.len()),
            witness: None,
            plan,
        }
    }

    /// Also checks every promise after every step, and that the kept journal replays. Slow.
    pub fn watched(mut self) -> Self {
        self.witness = Some(Witness::default());
        self
    }

    /// Plays the day to its end.
    pub fn run(mut self, seed: u64) -> Result<Report, Broken> {
        self.tell(Input::Reset(Start::new(self.plan.policy, seed)))?;
        for (queue, rule) in self.plan.queues.clone() {
            self.tell(Input::SetQueue { queue, rule })?;
        }
        loop {
            let late_ms = self.dice.within(0..self.plan.late_ms + 1);
            let due = self.router.poll_timeout().map(|at| time::after_ms(at, late_ms).max(self.now));
            match (self.agenda.next_at(), due) {
                (None, None) => break,
                (Some(at), due) if due.is_none_or(|due| at < due) => {
                    self.now = at;
                    if let Some(event) = self.agenda.take() {
                        self.happen(event)?;
                    }
                }
                (_, Some(due)) => {
                    self.now = due;
                    self.tell(Input::Tick)?;
                }
                (Some(_), None) => break,
            }
            if self.agenda.is_over() {
                break;
            }
        }
        match self.witness {
            Some(witness) => witness.conclude(self.now).map(|()| self.report),
            None => Ok(self.report),
        }
    }

    fn happen(&mut self, event: Event) -> Result<(), Broken> {
        match event {
            Event::Begin(shift) => {
                let shift = self.plan.shifts[shift].clone();
                let (agent, queues) = (shift.agent, shift.serves);
                self.tell(Input::SignIn { agent, queues, status: None })?;
                self.tell(Input::Reachable { agent, reachable: true })
            }
            Event::End(agent) => self.tell(Input::SignOut { agent }),
            Event::Arrive(customer) => self.arrive(customer),
            Event::GiveUp { customer, stay } => self.give_up(customer, stay),
            Event::WantCallback(customer) => self.want_callback(customer),
            Event::Answer { interaction, agent } => self.tell(Input::Answer { interaction, agent }),
            Event::Decline { interaction, agent } => self.tell(Input::Decline { interaction, agent }),
            Event::HangUp(interaction) => self.tell(Input::Finish { interaction }),
            Event::Written { agent, interaction } => {
                let writes = self.router.agent(agent).and_then(|it| it.interaction) == Some(interaction);
                if writes { self.tell(Input::WrittenUp { agent, then: Chosen::Ready }) } else { Ok(()) }
            }
            Event::ComeBack(agent) => self.tell(Input::Choose { agent, status: Chosen::Ready }),
            Event::Phone { agent, reachable } => self.tell(Input::Reachable { agent, reachable }),
            Event::Change(change) => {
                let (_, input) = self.plan.changes[change].clone();
                self.tell(input)
            }
        }
    }

    fn arrive(&mut self, customer: usize) -> Result<(), Broken> {
        let Customer { interaction, queue, kind, priority, last_agent, patience_ms, .. } =
            self.plan.customers[customer];
        self.customers.insert(interaction, customer);
        self.begin_to_wait(customer, patience_ms);
        let newcomer = Newcomer { kind, priority, last_agent, ..Newcomer::call(interaction, queue) };
        self.tell(Input::Enqueue(newcomer))
    }

    fn begin_to_wait(&mut self, customer: usize, patience_ms: i64) {
        let wait = &mut self.waits[customer];
        wait.since = Some(self.now);
        wait.stay += 1;
        let stay = wait.stay;
        self.agenda.plan(time::after_ms(self.now, patience_ms), Event::GiveUp { customer, stay });
    }

    fn give_up(&mut self, customer: usize, stay: u32) -> Result<(), Broken> {
        let wait = self.waits[customer];
        let (Some(since), true) = (wait.since, wait.stay == stay) else { return Ok(()) };
        self.end_wait(customer, Outcome::GaveUp { wait_ms: time::elapsed_ms(since, self.now) });
        self.tell(Input::Leave { interaction: self.plan.customers[customer].interaction })
    }

    fn want_callback(&mut self, customer: usize) -> Result<(), Broken> {
        let Some(by) = self.plan.customers[customer].callback else { return Ok(()) };
        if self.waits[customer].since.is_none() {
            return Ok(());
        }
        // Whoever is called back does not tire of waiting.
        self.waits[customer].stay += 1;
        self.customers.insert(by, customer);
        self.tell(Input::Replace { interaction: self.plan.customers[customer].interaction, by })
    }

    fn end_wait(&mut self, customer: usize, outcome: Outcome) {
        self.waits[customer].since = None;
        self.report.outcomes[customer] = outcome;
    }

    fn tell(&mut self, input: Input) -> Result<(), Broken> {
        let entry = journal::record(&mut self.router, self.now, input);
        if let Some(witness) = &mut self.witness {
            witness.look(&self.router, &entry, &self.plan.customers)?;
        }
        self.report.inputs += 1;
        for output in entry.outputs {
            self.react(&output);
        }
        Ok(())
    }

    fn react(&mut self, output: &Output) {
        match output {
            Output::Offer { interaction, agent, .. } => self.ring(*interaction, *agent),
            Output::Connect { interaction, agent } => self.talk(*interaction, *agent),
            Output::Returned { interaction, .. } => {
                if let Some(customer) = self.customers.get(interaction).copied() {
                    self.begin_to_wait(customer, self.plan.customers[customer].patience_ms);
                }
            }
            Output::Homeless { interaction } | Output::Unstaffed { interaction } => {
                if let Some(customer) = self.customers.get(interaction).copied() {
                    self.end_wait(customer, Outcome::TurnedAway);
                }
            }
            Output::Status { agent, status: AgentStatus::WrapUp, interaction: Some(interaction), .. } => {
                if let Some(customer) = self.customers.get(interaction) {
                    let at = time::after_ms(self.now, self.plan.customers[*customer].wrap_up_ms);
                    self.agenda.plan(at, Event::Written { agent: *agent, interaction: *interaction });
                }
            }
            Output::Status { agent, status: AgentStatus::Away(AwayReason::NoAnswer), .. } => {
                let at = time::after_ms(self.now, self.plan.absence_ms);
                self.agenda.plan(at, Event::ComeBack(*agent));
            }
            Output::Overflowed { .. } => self.report.overflowed += 1,
            Output::OfferEnded { .. }
            | Output::AgentLost { .. }
            | Output::Reconnect { .. }
            | Output::Status { .. } => {}
        }
    }

    fn ring(&mut self, interaction: InteractionId, agent: AgentId) {
        self.report.offers += 1;
        let habits = self.plan.habits;
        if self.dice.chance(habits.misses_per_mille) {
            return;
        }
        let at = time::after_ms(self.now, self.dice.within(habits.answer_ms.0..habits.answer_ms.1));
        let event = match self.dice.chance(habits.declines_per_mille) {
            true => Event::Decline { interaction, agent },
            false => Event::Answer { interaction, agent },
        };
        self.agenda.plan(at, event);
    }

    fn talk(&mut self, interaction: InteractionId, agent: AgentId) {
        let Some(customer) = self.customers.get(&interaction).copied() else { return };
        if let Some(since) = self.waits[customer].since {
            self.end_wait(customer, Outcome::Served { wait_ms: time::elapsed_ms(since, self.now), agent });
        }
        let talk_ms = self.plan.customers[customer].talk_ms;
        self.agenda.plan(time::after_ms(self.now, talk_ms), Event::HangUp(interaction));
        let habits = self.plan.habits;
        if self.dice.chance(habits.loses_phone_per_mille) {
            let lost = time::after_ms(self.now, self.dice.within(0..talk_ms.max(1)));
            let back = time::after_ms(lost, self.dice.within(0..habits.phone_back_ms));
            self.agenda.plan(lost, Event::Phone { agent, reachable: false });
            self.agenda.plan(back, Event::Phone { agent, reachable: true });
        }
    }
}

#[cfg(test)]
mod tests;
