//! Three weeks of the demo company's calls, ending a few minutes ago.
//!
//! The same every time but for the date: dice with a fixed seed, days counted back from today. Rows are made as the
//! floor makes them and go the same way into the database.

mod customers;
mod day;

use anyhow::anyhow;
use center::{company::Made, ids};
use domain::{
    call_leg::{CallLeg, LegParty},
    callback_request::{CallbackProgress, CallbackRequest},
    channel::{Channel, Direction},
    end_reason::EndReason,
    id::{
        AgentId, CallLegId, CallbackRequestId, CategoryId, QueueVisitId, RecordingId, ScenarioVersionId,
        TrunkId,
    },
    interaction::Interaction,
    moment::{Moment, MomentKind},
    owned_number::OwnedNumber,
    queue_visit::{QueueVisit, VisitOutcome},
    recording::{Recording, RecordingState},
    time,
    wrap_up::{WrapUp, WrapUpText},
};
use jiff::{Span, Timestamp};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use store::{
    journal::fact::{Fact, State},
    store::Store,
};

use self::{
    customers::Person,
    day::{Planned, Result as Turned},
};
use super::{people::Floor, sounds};
use crate::config::Config;

const DAYS: i64 = 21;
/// The last answered calls have sound.
const WITH_SOUND: usize = 9;
/// Facts handed to the journal at once.
const BATCH: usize = 2_000;

/// What the calls refer to.
pub struct Story<'s> {
    pub made: &'s Made,
    pub floor: &'s Floor,
    pub categories: &'s [CategoryId],
    pub version: ScenarioVersionId,
    pub trunk: TrunkId,
    pub number: &'s OwnedNumber,
}

pub async fn write_history(
    store: &Store,
    config: &Config,
    story: &Story<'_>,
    now: Timestamp,
) -> anyhow::Result<()> {
    let mut dice = StdRng::seed_from_u64(20_260_412);
    let rows = store.tenant(story.made.tenant.id);
    let people = customers::people(&mut dice, now)?;
    let transaction = rows.begin().await?;
    for person in &people {
        transaction.customers().insert(&person.customer).await?;
    }
    transaction.commit().await?;

    let today = time::local(now).date();
    let mut plans: Vec<Planned> = vec![];
    for ago in (0..=DAYS).rev() {
        let day = today.checked_sub(Span::new().days(ago))?;
        plans.extend(day::plan(&mut dice, day, story.floor, people.len()));
    }
    // What has not ended yet has not happened.
    plans.retain(|it| time::after_ms(it.at, it.length_ms() + 120_000) < now);

    let talks = sounds::talks(config).await?;
    let answered: Vec<usize> = plans
        .iter()
        .enumerate()
        .filter(|(_, it)| matches!(it.result, Turned::Answered { .. }))
        .map(|(n, _)| n)
        .collect();
    let with_sound = &answered[answered.len().saturating_sub(WITH_SOUND)..];

    let mut states = vec![];
    let mut wrap_ups = vec![];
    for (n, plan) in plans.iter_mut().enumerate() {
        let sound = with_sound.iter().position(|it| *it == n).map(|at| &talks[at % talks.len()]);
        if let (Some(sound), Turned::Answered { talk_ms, .. }) = (sound, &mut plan.result) {
            *talk_ms = sound.duration_ms();
        }
        let person = plan.person.and_then(|it| people.get(it));
        let mut call = Told::new(story, plan, person);
        call.tell(&mut dice);
        if let Some(sound) = sound {
            call.add_sound(store, sound).await?;
        }
        states.append(&mut call.states);
        wrap_ups.extend(call.wrap_up);
    }
    states.extend(day::status_spans(&plans, story.floor).into_iter().map(State::StatusSpan));

    let tenant = story.made.tenant.id;
    for part in states.chunks(BATCH) {
        let facts = part.iter().cloned().map(|state| Fact { tenant, state }).collect();
        store.journal().append(facts).await.map_err(|error| anyhow!("{error}"))?;
    }
    let position = store.journal().position();
    store.journal().applied(position).await.map_err(|error| anyhow!("{error}"))?;
    let transaction = rows.begin().await?;
    for wrap_up in &wrap_ups {
        transaction.wrap_ups().save(wrap_up).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// One call turned into rows.
struct Told<'s> {
    story: &'s Story<'s>,
    plan: &'s Planned,
    row: Interaction,
    moments: u32,
    states: Vec<State>,
    wrap_up: Option<WrapUp>,
}

impl<'s> Told<'s> {
    fn new(story: &'s Story<'s>, plan: &'s Planned, person: Option<&Person>) -> Self {
        let row = Interaction {
            id: ids::interaction(),
            brand: story.made.brand.id,
            channel: if plan.by_web { Channel::WebCall } else { Channel::Phone },
            direction: Direction::Inbound,
            customer_number: person.and_then(|it| it.customer.number.clone()).filter(|_| !plan.by_web),
            customer: person.map(|it| it.customer.id).filter(|_| !plan.by_web),
            dialed_number: story.number.number.clone(),
            scenario_version: Some(story.version),
            digits_taken: vec![],
            menu_path: plan.menu_path.iter().map(|it| (*it).to_owned()).collect(),
            queue: None,
            agent: None,
            started_at: plan.at,
            answered_at: Some(plan.at),
            connected_at: None,
            ended_at: None,
            end_reason: None,
            wait_ms: 0,
            talk_ms: 0,
            hold_ms: 0,
        };
        Self { story, plan, row, moments: 0, states: vec![], wrap_up: None }
    }

    fn tell(&mut self, dice: &mut StdRng) {
        let plan = self.plan;
        self.moment(plan.at, MomentKind::Arrived, None, None);
        self.moment(plan.at, MomentKind::Answered, None, None);
        let queued_at = time::after_ms(plan.at, plan.ivr_ms);
        if !plan.menu_path.is_empty() {
            let note = plan.menu_path.join(" › ");
            self.moment(queued_at, MomentKind::Menu, None, Some(note));
        }
        let ended_at = match plan.result {
            Turned::SelfServed { reason } => {
                self.row.end_reason = Some(reason);
                queued_at
            }
            Turned::Answered { agent, wait_ms, talk_ms, by_agent } => {
                self.talk(dice, queued_at, agent, wait_ms, talk_ms);
                let reason = if by_agent { EndReason::AgentHungUp } else { EndReason::CustomerHungUp };
                self.row.end_reason = Some(reason);
                time::after_ms(queued_at, wait_ms + talk_ms)
            }
            Turned::Abandoned { wait_ms } => {
                self.wait(queued_at, wait_ms, VisitOutcome::Abandoned, None, 0);
                self.row.end_reason = Some(EndReason::AbandonedInQueue);
                time::after_ms(queued_at, wait_ms)
            }
            Turned::Callback { wait_ms, closed } => {
                self.wait(queued_at, wait_ms, VisitOutcome::CallbackRequested, None, 0);
                self.row.end_reason = Some(EndReason::CallbackRequested);
                self.ask_for_callback(time::after_ms(queued_at, wait_ms), closed);
                time::after_ms(queued_at, wait_ms)
            }
        };
        let reason = self.row.end_reason.map(|it| it.to_string());
        self.moment(ended_at, MomentKind::Ended, self.row.agent, reason);
        self.row.ended_at = Some(ended_at);
        self.states.push(State::CallLeg(CallLeg {
            id: CallLegId::new(ids::fresh()),
            interaction: self.row.id,
            party: LegParty::Customer,
            agent: None,
            trunk: (!plan.by_web).then_some(self.story.trunk),
            started_at: plan.at,
            answered_at: Some(plan.at),
            ended_at: Some(ended_at),
            network_reason: Some("far side hung up".to_owned()),
        }));
        self.states.insert(0, State::Interaction(self.row.clone()));
    }

    fn talk(&mut self, dice: &mut StdRng, queued_at: Timestamp, agent: AgentId, wait_ms: i64, talk_ms: i64) {
        let connected_at = time::after_ms(queued_at, wait_ms);
        let ring_ms = wait_ms.min(4_000);
        self.wait(queued_at, wait_ms, VisitOutcome::Answered, Some(agent), talk_ms);
        self.moment(time::after_ms(connected_at, -ring_ms), MomentKind::Offered, Some(agent), None);
        self.moment(connected_at, MomentKind::Connected, Some(agent), None);
        self.row.agent = Some(agent);
        self.row.connected_at = Some(connected_at);
        self.row.talk_ms = talk_ms;
        let ended_at = time::after_ms(connected_at, talk_ms);
        if talk_ms > 120_000 && dice.random_bool(0.3) {
            let held = dice.random_range(15_000..45_000);
            let from = time::after_ms(connected_at, talk_ms / 3);
            self.moment(from, MomentKind::Held, Some(agent), None);
            self.moment(time::after_ms(from, held), MomentKind::Resumed, Some(agent), None);
            self.row.hold_ms = held;
        }
        self.states.push(State::CallLeg(CallLeg {
            id: CallLegId::new(ids::fresh()),
            interaction: self.row.id,
            party: LegParty::Agent,
            agent: Some(agent),
            trunk: None,
            started_at: connected_at,
            answered_at: Some(connected_at),
            ended_at: Some(ended_at),
            network_reason: None,
        }));
        self.write_up(dice, agent, time::after_ms(ended_at, 35_000));
    }

    fn wait(
        &mut self,
        from: Timestamp,
        wait_ms: i64,
        outcome: VisitOutcome,
        agent: Option<AgentId>,
        talk_ms: i64,
    ) {
        let Some(queue) = self.plan.queue.and_then(|it| self.story.floor.queues.get(it)).copied() else {
            return;
        };
        self.row.queue = Some(queue);
        self.row.wait_ms = wait_ms;
        self.moment(from, MomentKind::Queued, None, None);
        self.states.push(State::QueueVisit(QueueVisit {
            id: QueueVisitId::new(ids::fresh()),
            interaction: self.row.id,
            queue,
            entered_at: from,
            left_at: Some(time::after_ms(from, wait_ms)),
            outcome: Some(outcome),
            agent,
            offers: u32::from(agent.is_some()),
            declines: 0,
            no_answers: 0,
            talk_ms,
        }));
    }

    fn write_up(&mut self, dice: &mut StdRng, agent: AgentId, at: Timestamp) {
        // Nobody writes up everything.
        if dice.random_bool(0.06) {
            return;
        }
        let (category, text) = customers::write_up(dice, self.plan.queue.unwrap_or(0));
        let Ok(text) = WrapUpText::parse(text) else { return };
        self.wrap_up = Some(WrapUp {
            interaction: self.row.id,
            agent,
            category: self.story.categories.get(category).copied(),
            text,
            saved_at: Some(at),
            updated_at: at,
        });
    }

    fn ask_for_callback(&mut self, at: Timestamp, closed: bool) {
        let (Some(number), Some(queue)) = (self.row.customer_number.clone(), self.row.queue) else { return };
        let by = self.story.floor.agents.first().map(|it| it.0);
        let progress = match by.filter(|_| closed) {
            Some(by) => CallbackProgress::Closed {
                by,
                at: time::after_ms(at, 40 * 60_000),
                outcome: domain::callback_request::CallbackOutcome::Reached,
            },
            None => CallbackProgress::Waiting,
        };
        self.moment(at, MomentKind::CallbackRequested, None, None);
        self.states.push(State::CallbackRequested(CallbackRequest {
            id: CallbackRequestId::new(ids::fresh()),
            interaction: self.row.id,
            queue,
            number,
            requested_at: at,
            waiting_since: at,
            message: None,
            progress,
        }));
    }

    async fn add_sound(&mut self, store: &Store, sound: &sounds::Talk) -> anyhow::Result<()> {
        let id = RecordingId::new(ids::fresh());
        let (wrapped_key, file, bytes) = sounds::keep(store, self.story.made.tenant.id, id, sound).await?;
        self.states.push(State::Recording(Recording {
            id,
            interaction: self.row.id,
            state: RecordingState::Ready,
            started_at: self.row.connected_at.unwrap_or(self.row.started_at),
            duration_ms: sound.duration_ms(),
            bytes,
            file: Some(file),
            wrapped_key,
        }));
        Ok(())
    }

    fn moment(&mut self, at: Timestamp, kind: MomentKind, agent: Option<AgentId>, note: Option<String>) {
        let turn = self.moments;
        self.moments += 1;
        let moment = Moment { interaction: self.row.id, turn, at, kind, agent, queue: self.row.queue, note };
        self.states.push(State::Moment(moment));
    }
}
