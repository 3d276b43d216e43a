//! A floor in virtual time, with the real `call::life` as voice: orders become what a voice node would do, its events
//! come back, clips last three seconds.

use std::{collections::BTreeMap, sync::Arc};

use ::call::{
    command::{CallOrder, CommandBody, LegOrder, PlayId, SoundKey},
    event::{EndCause, LegEvent},
    life::{self, Hears, Life, LineAction, MediaAction},
};
use domain::{
    digit::Digit, id::*, phone_number::PhoneNumber, queue::QueueRule, role::Role,
    routing_policy::RoutingPolicy, scenario::ForcedHours, skill_level::SkillLevel,
};
use flow::document::{Action, AfterWait, Announcement, Node, Scenario, WaitLimit};
use jiff::Timestamp;

use crate::floor::*;
use crate::floor::{
    input::{Arrival, Published},
    settings::{AgentCard, QueueCard, TrunkCard},
};

const CLIP_MS: i64 = 3_000;

pub struct Sim {
    pub now: Timestamp,
    pub floor: Floor,
    pub lives: BTreeMap<InteractionId, Life>,
    /// When a play ends, by call.
    pub plays: BTreeMap<InteractionId, (Timestamp, PlayId)>,
    pub recordings: BTreeMap<InteractionId, RecordingId>,
    pub facts: Vec<Fact>,
    /// Calls the floor has begun, in their order.
    pub dialled: Vec<InteractionId>,
    pub closed_callbacks: Vec<(CallbackRequestId, domain::callback_request::CallbackOutcome)>,
    pub seen: Vec<String>,
    pub start: Timestamp,
}

pub fn agent(n: u64) -> AgentId {
    AgentId::sample(n)
}
pub fn call(n: u64) -> InteractionId {
    InteractionId::sample(900_000 + n)
}
pub fn leg(n: u64) -> AgentLegId {
    AgentLegId::sample(800_000 + n)
}
pub fn queue(n: u64) -> QueueId {
    QueueId::sample(n)
}

pub fn shop(then: AfterWait) -> Scenario {
    let node = |digit: char, name: &str, action| Node {
        digit: Digit::try_from(digit).unwrap(),
        name: name.into(),
        announcement: Announcement::default(),
        takes: None,
        action,
    };
    let mut scenario = Scenario::starter();
    scenario.wait_limit = WaitLimit { seconds: 60, then };
    scenario.root.action = Action::Menu {
        children: vec![
            node('1', "배송", Action::Connect { queue_id: Some(queue(1)), callback: true }),
            node('2', "결제", Action::Connect { queue_id: Some(queue(2)), callback: true }),
            node('3', "안내", Action::End),
        ],
    };
    scenario
}

pub fn settings() -> Settings {
    let card = |n: u64, queues: &[u64]| {
        let card = AgentCard {
            name: format!("agent {n}"),
            role: Role::Agent,
            group: AgentGroupId::sample(1),
            group_name: "기본그룹".into(),
            queues: queues.iter().map(|it| (queue(*it), SkillLevel::BEST)).collect(),
        };
        (agent(n), card)
    };
    Settings {
        policy: RoutingPolicy::DEFAULT,
        agents: BTreeMap::from([card(1, &[1]), card(2, &[1, 2]), card(3, &[2])]),
        queues: (1..=2)
            .map(|n| (queue(n), QueueCard { name: format!("Q{n}"), rule: QueueRule::DEFAULT }))
            .collect(),
        brands: BTreeMap::from([(BrandId::sample(1), "마루리빙".into())]),
        trunks: BTreeMap::from([(
            TrunkId::sample(1),
            TrunkCard { name: "국선".into(), channels: 30, enabled: true },
        )]),
    }
}

impl Sim {
    /// A Friday at half past two.
    pub fn new() -> Self {
        let start: Timestamp = "2026-11-20T05:30:00Z".parse().unwrap();
        let figures = Figures::new(time::local(start).date(), vec![], vec![], 0);
        let floor = Floor::new(start, Ids::counting(), 0, settings(), figures);
        let mut sim = Self {
            now: start,
            floor,
            lives: BTreeMap::new(),
            plays: BTreeMap::new(),
            recordings: BTreeMap::new(),
            facts: vec![],
            dialled: vec![],
            closed_callbacks: vec![],
            seen: vec![],
            start,
        };
        sim.settle();
        sim
    }

    pub fn note(&mut self, text: String) {
        let second = time::elapsed_ms(self.start, self.now) as f64 / 1_000.0;
        self.seen.push(format!("{second:>5.1} {text}"));
    }

    pub fn input(&mut self, input: Input) {
        self.floor.handle(self.now, input);
        self.settle();
    }

    pub fn order(&mut self, n: u64, order: AgentOrder) -> Result<(), OrderError> {
        let done = self.floor.obey(self.now, agent(n), order);
        self.settle();
        done
    }

    pub fn on_shift(&mut self, n: u64) {
        self.input(Input::Present { agent: agent(n), comes_on_duty: true });
        self.order(n, AgentOrder::OpenSoftphone { leg: leg(n), offer: "offer".into() }).unwrap();
    }

    pub fn ring(&mut self, n: u64, scenario: Scenario) {
        self.ring_with(n, scenario, None);
    }

    /// While the hours are overruled by hand.
    pub fn ring_with(&mut self, n: u64, scenario: Scenario, forced: Option<ForcedHours>) {
        self.arrive(n, Some(number_of(n)), Some(scenario), forced);
    }

    pub fn arrive(
        &mut self,
        n: u64,
        caller: Option<PhoneNumber>,
        scenario: Option<Scenario>,
        forced: Option<ForcedHours>,
    ) {
        self.lives.insert(call(n), Life::new(self.now));
        self.input(Input::Arrived(Arrival {
            call: call(n),
            trunk: TrunkId::sample(1),
            brand: BrandId::sample(1),
            caller,
            dialed: PhoneNumber::parse("070-0000-0412").unwrap(),
            scenario: scenario.map(|it| Published {
                version: ScenarioVersionId::sample(1),
                document: Arc::new(it),
                forced,
            }),
        }));
    }

    pub fn life(&mut self, id: InteractionId, input: life::Input) {
        let Some(life) = self.lives.get_mut(&id) else { return };
        life.handle(self.now, input);
        while let Some(output) = self.lives.get_mut(&id).and_then(Life::poll_output) {
            match output {
                life::Output::Event(event) => self.input(Input::Call { call: id, event }),
                life::Output::Line(LineAction::Answer | LineAction::OpenWeb { .. }) => {
                    self.life(id, life::Input::LineUp)
                }
                life::Output::Line(
                    LineAction::Dial { .. }
                    | LineAction::EarlyMedia
                    | LineAction::HangUp
                    | LineAction::Refuse(_),
                ) => {}
                life::Output::Media(MediaAction::CustomerHears(Hears::Clips {
                    play, repeat: false, ..
                })) => {
                    self.plays.insert(id, (time::after_ms(self.now, CLIP_MS), play));
                }
                life::Output::Media(MediaAction::CustomerHears(_)) => {
                    self.plays.remove(&id);
                }
                life::Output::Media(MediaAction::Record { recording, .. }) => {
                    self.recordings.insert(id, recording);
                }
                life::Output::Media(MediaAction::Close) => {
                    self.plays.remove(&id);
                    if let Some(recording) = self.recordings.remove(&id) {
                        self.life(
                            id,
                            life::Input::RecordingEnded { recording, duration_ms: 1_000, bytes: 16_000 },
                        );
                    }
                }
                life::Output::Media(
                    MediaAction::AgentHears { .. }
                    | MediaAction::Bridge { .. }
                    | MediaAction::Unbridge { .. }
                    | MediaAction::SendDigits(_),
                ) => {}
            }
        }
    }

    pub fn customer_hangs_up(&mut self, n: u64) {
        self.life(call(n), life::Input::LineEnded(EndCause::FarSideHungUp));
    }

    pub fn press(&mut self, n: u64, key: char) {
        self.life(call(n), life::Input::Digit(Digit::try_from(key).unwrap()));
    }

    pub fn leg_event(&mut self, n: u64, event: LegEvent) {
        if event == LegEvent::Lost {
            let on: Vec<_> =
                self.lives.iter().filter(|(_, it)| it.leg() == Some(leg(n))).map(|(id, _)| *id).collect();
            for id in on {
                self.life(id, life::Input::LegLost { leg: leg(n) });
            }
        }
        self.input(Input::Leg { leg: leg(n), event });
    }

    /// Lets seconds pass; whatever is due happens at its time.
    pub fn wait(&mut self, seconds: f64) {
        let until = time::after_ms(self.now, (seconds * 1_000.0) as i64);
        loop {
            let play = self.plays.iter().map(|(id, (at, play))| (*at, *id, *play)).min();
            let due = [self.floor.poll_timeout(), play.map(|it| it.0)].into_iter().flatten().min();
            match due.filter(|it| *it <= until) {
                None => break,
                Some(at) => {
                    self.now = self.now.max(at);
                    match play.filter(|it| it.0 <= self.now) {
                        Some((_, id, play)) => {
                            self.plays.remove(&id);
                            self.life(id, life::Input::PlayEnded { play });
                        }
                        None => self.input(Input::Tick),
                    }
                }
            }
        }
        self.now = until;
    }

    /// Does what the dispatcher would do with effects.
    pub fn settle(&mut self) {
        while let Some(effect) = self.floor.poll_effect() {
            match effect {
                Effect::Fact(fact) => {
                    if let Some(text) = show_fact(&fact) {
                        self.note(text);
                    }
                    self.facts.push(*fact);
                }
                Effect::Voice(CommandBody::Call { call, order }) => {
                    self.note(format!("C{} {}", short(call), show_order(&order)));
                    if let CallOrder::Dial { .. } = order {
                        self.lives.insert(call, Life::new(self.now));
                        self.dialled.push(call);
                    }
                    self.life(call, life::Input::Order(order));
                }
                Effect::Voice(CommandBody::Leg { leg, order: LegOrder::Open { .. } }) => {
                    self.input(Input::Leg { leg, event: LegEvent::Answer { sdp: "answer".into() } });
                    self.input(Input::Leg { leg, event: LegEvent::Up });
                }
                Effect::Record { call, recording } => {
                    let fact = self.floor.recording_begun(recording, call, vec![1]);
                    self.facts.extend(fact);
                    self.life(
                        call,
                        life::Input::Order(CallOrder::Record { recording, key: SoundKey([0; 32]) }),
                    );
                }
                Effect::Attach { recording, duration_ms, bytes, .. } => {
                    self.input(Input::Attached { recording, file: Some("file".into()), duration_ms, bytes });
                }
                Effect::CloseCallback { request, outcome, .. } => {
                    self.closed_callbacks.push((request, outcome));
                }
                Effect::WebState { state, .. } => self.note(format!("page shows {state:?}")),
                Effect::Voice(_)
                | Effect::Unspool { .. }
                | Effect::Recognise { .. }
                | Effect::SoftphoneAnswer { .. }
                | Effect::WebAnswer { .. }
                | Effect::InteractionChanged(_)
                | Effect::SignedOut { .. } => {}
            }
        }
    }

    /// Rows as they stand at the end: the last state of each.
    pub fn interactions(&self) -> BTreeMap<InteractionId, domain::interaction::Interaction> {
        self.facts
            .iter()
            .filter_map(|it| match it {
                Fact::Interaction(row) => Some((row.id, row.clone())),
                _ => None,
            })
            .collect()
    }

    pub fn callback_requests(&self) -> Vec<domain::callback_request::CallbackRequest> {
        self.facts
            .iter()
            .filter_map(|it| match it {
                Fact::CallbackRequested(row) => Some(row.clone()),
                _ => None,
            })
            .collect()
    }

    pub fn visits(&self) -> BTreeMap<QueueVisitId, domain::queue_visit::QueueVisit> {
        self.facts
            .iter()
            .filter_map(|it| match it {
                Fact::QueueVisit(row) => Some((row.id, row.clone())),
                _ => None,
            })
            .collect()
    }
}

pub fn number_of(n: u64) -> PhoneNumber {
    PhoneNumber::parse(&format!("010-1234-{n:04}")).unwrap()
}

pub fn short(id: InteractionId) -> String {
    id.to_string().trim_start_matches("900").trim_start_matches('0').to_owned()
}

pub fn show_order(order: &CallOrder) -> String {
    match order {
        CallOrder::Play { clips, repeat: true, .. } => format!("plays {} on and on", clips[0].0),
        CallOrder::Play { clips, .. } => format!("plays {} clips", clips.len()),
        CallOrder::Connect { leg } => format!("connects leg {}", leg.to_string().trim_start_matches("80000")),
        CallOrder::Refuse { refusal, say } => format!("refuses {refusal:?} saying {} clips", say.len()),
        CallOrder::Hold { .. } => "holds".into(),
        other => format!("{other:?}").to_lowercase(),
    }
}

pub fn show_fact(fact: &Fact) -> Option<String> {
    match fact {
        Fact::Interaction(row) if row.ended_at.is_some() => Some(format!(
            "row C{} ended {} after {} s wait, {} s talk, {} s hold",
            short(row.id),
            row.end_reason?,
            row.wait_ms / 1_000,
            row.talk_ms / 1_000,
            row.hold_ms / 1_000
        )),
        Fact::QueueVisit(visit) if visit.outcome.is_some() => Some(format!(
            "visit of C{}: {} after {} offers, talk {} s",
            short(visit.interaction),
            visit.outcome?,
            visit.offers,
            visit.talk_ms / 1_000
        )),
        Fact::StatusSpan(span) if span.ended_at.is_none() => {
            Some(format!("A{} is {:?}", span.agent, span.status))
        }
        Fact::CallbackRequested(request) => Some(format!("callback for {}", request.number.masked())),
        Fact::TextMessage(message) => Some(format!("text to {}", message.to.masked())),
        Fact::Recording(row) => Some(format!("recording of C{} {}", short(row.interaction), row.state)),
        Fact::Moment(moment) => Some(format!("· C{} {}", short(moment.interaction), moment.kind)),
        Fact::Interaction(_)
        | Fact::QueueVisit(_)
        | Fact::StatusSpan(_)
        | Fact::CallLeg(_)
        | Fact::Routed { .. } => None,
    }
}
