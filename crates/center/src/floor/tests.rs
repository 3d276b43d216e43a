//! The floor in virtual time, with the real `call::life` as voice: orders become what a voice node would do, its
//! events come back, clips last three seconds.

use std::{collections::BTreeMap, sync::Arc};

use ::call::{
    command::{CallOrder, CommandBody, LegOrder, PlayId, SoundKey},
    event::{EndCause, LegEvent},
    life::{self, Hears, Life, LineAction, MediaAction},
};
use domain::agent_status::{AfterCall, Chosen};
use domain::{
    agent_status::AgentStatus, digit::Digit, end_reason::EndReason, id::*, phone_number::PhoneNumber,
    queue::QueueRule, queue_visit::VisitOutcome, role::Role,
};
use flow::document::{Action, AfterWait, Announcement, Node, Scenario, WaitLimit};
use jiff::Timestamp;
use proptest::prelude::*;
use routing::input::Policy;

use super::*;
use crate::floor::{
    input::{Arrival, KnownCustomer, Published, WebArrival},
    settings::{AgentCard, QueueCard},
};

const CLIP_MS: i64 = 3_000;

struct Sim {
    now: Timestamp,
    floor: Floor,
    lives: BTreeMap<InteractionId, Life>,
    /// When a play ends, by call.
    plays: BTreeMap<InteractionId, (Timestamp, PlayId)>,
    recordings: BTreeMap<InteractionId, RecordingId>,
    facts: Vec<Fact>,
    seen: Vec<String>,
    start: Timestamp,
}

fn agent(n: u64) -> AgentId {
    AgentId::sample(n)
}
fn call(n: u64) -> InteractionId {
    InteractionId::sample(900_000 + n)
}
fn leg(n: u64) -> AgentLegId {
    AgentLegId::sample(800_000 + n)
}
fn queue(n: u64) -> QueueId {
    QueueId::sample(n)
}

fn shop(then: AfterWait) -> Scenario {
    let node = |digit: char, name: &str, action| Node {
        digit: Digit::try_from(digit).unwrap(),
        name: name.into(),
        announcement: Announcement::default(),
        action,
    };
    let mut scenario = Scenario::starter();
    scenario.wait_limit = WaitLimit { seconds: 60, then };
    scenario.root.action = Action::Menu {
        children: vec![
            node('1', "배송", Action::Connect { queue_id: Some(queue(1)) }),
            node('2', "결제", Action::Connect { queue_id: Some(queue(2)) }),
            node('3', "안내", Action::End),
        ],
    };
    scenario
}

fn settings() -> Settings {
    let card = |n: u64, queues: &[u64]| {
        let card = AgentCard {
            name: format!("agent {n}"),
            role: Role::Agent,
            group: AgentGroupId::sample(1),
            group_name: "기본그룹".into(),
            queues: queues.iter().map(|it| queue(*it)).collect(),
        };
        (agent(n), card)
    };
    Settings {
        policy: Policy::DEFAULT,
        agents: BTreeMap::from([card(1, &[1]), card(2, &[1, 2]), card(3, &[2])]),
        queues: (1..=2)
            .map(|n| (queue(n), QueueCard { name: format!("Q{n}"), rule: QueueRule::DEFAULT }))
            .collect(),
        brands: BTreeMap::from([(BrandId::sample(1), "마루리빙".into())]),
        trunks: BTreeMap::new(),
    }
}

impl Sim {
    /// A Friday at half past two.
    fn new() -> Self {
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
            seen: vec![],
            start,
        };
        sim.settle();
        sim
    }

    fn note(&mut self, text: String) {
        let second = time::elapsed_ms(self.start, self.now) as f64 / 1_000.0;
        self.seen.push(format!("{second:>5.1} {text}"));
    }

    fn input(&mut self, input: Input) {
        self.floor.handle(self.now, input);
        self.settle();
    }

    fn order(&mut self, n: u64, order: AgentOrder) -> Result<(), OrderError> {
        let done = self.floor.obey(self.now, agent(n), order);
        self.settle();
        done
    }

    fn on_shift(&mut self, n: u64) {
        self.input(Input::Present { agent: agent(n), resume: Some(Chosen::Ready) });
        self.order(n, AgentOrder::OpenSoftphone { leg: leg(n), offer: "offer".into() }).unwrap();
    }

    fn ring(&mut self, n: u64, scenario: Scenario) {
        self.arrive(n, Some(PhoneNumber::parse(&format!("010-1234-{n:04}")).unwrap()), Some(scenario));
    }

    fn arrive(&mut self, n: u64, caller: Option<PhoneNumber>, scenario: Option<Scenario>) {
        self.lives.insert(call(n), Life::new(self.now));
        self.input(Input::Arrived(Arrival {
            call: call(n),
            trunk: TrunkId::sample(1),
            brand: BrandId::sample(1),
            caller,
            dialed: PhoneNumber::parse("070-0000-0412").unwrap(),
            scenario: scenario
                .map(|it| Published { version: ScenarioVersionId::sample(1), document: Arc::new(it) }),
        }));
    }

    fn life(&mut self, id: InteractionId, input: life::Input) {
        let Some(life) = self.lives.get_mut(&id) else { return };
        life.handle(self.now, input);
        while let Some(output) = self.lives.get_mut(&id).and_then(Life::poll_output) {
            match output {
                life::Output::Event(event) => self.input(Input::Call { call: id, event }),
                life::Output::Line(LineAction::Answer | LineAction::OpenWeb { .. }) => {
                    self.life(id, life::Input::LineUp)
                }
                life::Output::Line(LineAction::EarlyMedia | LineAction::HangUp | LineAction::Refuse(_)) => {}
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
                life::Output::Media(MediaAction::AgentHears { .. } | MediaAction::SendDigits(_)) => {}
            }
        }
    }

    fn customer_hangs_up(&mut self, n: u64) {
        self.life(call(n), life::Input::LineEnded(EndCause::FarSideHungUp));
    }

    fn press(&mut self, n: u64, key: char) {
        self.life(call(n), life::Input::Digit(Digit::try_from(key).unwrap()));
    }

    fn leg_event(&mut self, n: u64, event: LegEvent) {
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
    fn wait(&mut self, seconds: f64) {
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
    fn settle(&mut self) {
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
    fn interactions(&self) -> BTreeMap<InteractionId, domain::interaction::Interaction> {
        self.facts
            .iter()
            .filter_map(|it| match it {
                Fact::Interaction(row) => Some((row.id, row.clone())),
                _ => None,
            })
            .collect()
    }

    fn visits(&self) -> BTreeMap<QueueVisitId, domain::queue_visit::QueueVisit> {
        self.facts
            .iter()
            .filter_map(|it| match it {
                Fact::QueueVisit(row) => Some((row.id, row.clone())),
                _ => None,
            })
            .collect()
    }
}

fn short(id: InteractionId) -> String {
    id.to_string().trim_start_matches("900").trim_start_matches('0').to_owned()
}

fn show_order(order: &CallOrder) -> String {
    match order {
        CallOrder::Play { clips, repeat: true, .. } => format!("plays {} on and on", clips[0].0),
        CallOrder::Play { clips, .. } => format!("plays {} clips", clips.len()),
        CallOrder::Connect { leg } => format!("connects leg {}", leg.to_string().trim_start_matches("80000")),
        CallOrder::Refuse { refusal, say } => format!("refuses {refusal:?} saying {} clips", say.len()),
        CallOrder::Hold { .. } => "holds".into(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn show_fact(fact: &Fact) -> Option<String> {
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
        Fact::Recording(row) => Some(format!("recording of C{} {}", short(row.interaction), row.state)),
        Fact::Moment(moment) => Some(format!("· C{} {}", short(moment.interaction), moment.kind)),
        Fact::Interaction(_)
        | Fact::QueueVisit(_)
        | Fact::StatusSpan(_)
        | Fact::CallLeg(_)
        | Fact::Routed { .. } => None,
    }
}

#[test]
fn a_call_goes_from_the_menu_to_an_agent_and_is_written_up() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.wait(4.0);
    sim.press(1, '1');
    sim.wait(2.0);
    sim.order(1, AgentOrder::Answer(call(1))).unwrap();
    sim.wait(10.0);
    sim.order(1, AgentOrder::Hold(call(1))).unwrap();
    sim.wait(5.0);
    sim.order(1, AgentOrder::Resume(call(1))).unwrap();
    sim.wait(5.0);
    sim.customer_hangs_up(1);
    sim.wait(3.0);
    sim.order(1, AgentOrder::WrittenUp { interaction: call(1), then: Chosen::Ready }).unwrap();
    insta::assert_snapshot!(sim.seen.join("\n"));
}

#[test]
fn more_callers_than_agents_wait_with_music_and_are_served_in_order() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    for n in 1..=3 {
        sim.ring(n, shop(AfterWait::KeepWaiting));
        sim.press(n, '1');
        sim.wait(1.0);
    }
    for n in 1..=3 {
        sim.order(1, AgentOrder::Answer(call(n))).unwrap();
        sim.wait(20.0);
        sim.order(1, AgentOrder::HangUp(call(n))).unwrap();
        sim.wait(1.0);
        sim.order(1, AgentOrder::WrittenUp { interaction: call(n), then: Chosen::Ready }).unwrap();
    }
    insta::assert_snapshot!(sim.seen.join("\n"));
    let day = sim.floor.dashboard(sim.now).day;
    assert_eq!((day.offered, day.answered, day.answered_in_time, day.talk_ms), (3, 3, 1, 60_000));
}

#[test]
fn nobody_signed_in_offers_a_callback_which_becomes_a_row() {
    let mut sim = Sim::new();
    sim.ring(1, shop(AfterWait::OfferCallback));
    sim.press(1, '2');
    sim.wait(4.0);
    sim.press(1, '1');
    sim.wait(4.0);
    insta::assert_snapshot!(sim.seen.join("\n"));
}

#[test]
fn a_lost_browser_gives_the_customer_music_and_then_a_colleague() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '1');
    sim.order(1, AgentOrder::Answer(call(1))).unwrap();
    sim.wait(5.0);
    sim.leg_event(1, LegEvent::Lost);
    sim.wait(4.0);
    sim.on_shift(2);
    sim.wait(7.0);
    sim.order(2, AgentOrder::Answer(call(1))).unwrap();
    sim.wait(5.0);
    sim.customer_hangs_up(1);
    insta::assert_snapshot!(sim.seen.join("\n"));
    let row = &sim.interactions()[&call(1)];
    assert_eq!((row.agent, row.talk_ms), (Some(agent(2)), 10_000));
}

#[test]
fn a_browser_that_comes_back_in_time_keeps_its_call() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '1');
    sim.order(1, AgentOrder::Answer(call(1))).unwrap();
    sim.wait(5.0);
    sim.leg_event(1, LegEvent::Lost);
    sim.wait(3.0);
    assert_eq!(sim.floor.desk(agent(1)).call.unwrap().state, view::DeskCallState::Lost);
    sim.order(1, AgentOrder::OpenSoftphone { leg: leg(11), offer: "again".into() }).unwrap();
    sim.wait(5.0);
    sim.customer_hangs_up(1);
    insta::assert_snapshot!(sim.seen.join("\n"));
}

#[test]
fn a_customer_on_hold_stays_on_hold_while_the_agents_browser_is_away() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '1');
    sim.order(1, AgentOrder::Answer(call(1))).unwrap();
    sim.wait(5.0);
    sim.order(1, AgentOrder::Hold(call(1))).unwrap();
    sim.wait(2.0);
    sim.leg_event(1, LegEvent::Lost);
    sim.wait(3.0);
    sim.order(1, AgentOrder::OpenSoftphone { leg: leg(11), offer: "again".into() }).unwrap();
    sim.wait(5.0);
    let state = sim.floor.desk(agent(1)).call.unwrap().state;
    assert!(matches!(state, view::DeskCallState::Held { .. }), "{state:?}");
    sim.order(1, AgentOrder::Resume(call(1))).unwrap();
    sim.wait(1.0);
    sim.customer_hangs_up(1);
    assert_eq!(sim.interactions()[&call(1)].hold_ms, 7_000);
}

#[test]
fn a_number_without_a_scenario_is_refused_in_words() {
    let mut sim = Sim::new();
    sim.arrive(1, None, None);
    sim.wait(4.0);
    insta::assert_snapshot!(sim.seen.join("\n"));
}

#[test]
fn an_agent_cannot_touch_a_call_that_is_not_his() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.on_shift(2);
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '1');
    assert_eq!(sim.order(2, AgentOrder::Answer(call(1))), Err(OrderError::CallGone));
    assert_eq!(sim.order(1, AgentOrder::Choose(Chosen::Ready)), Err(OrderError::OnCall));
    sim.order(1, AgentOrder::Answer(call(1))).unwrap();
    assert_eq!(sim.order(2, AgentOrder::HangUp(call(1))), Err(OrderError::NotYours));
    assert_eq!(sim.order(2, AgentOrder::Hold(call(7))), Err(OrderError::CallGone));
    assert_eq!(sim.order(9, AgentOrder::Choose(Chosen::Ready)), Err(OrderError::NotOnDuty));
}

#[test]
fn an_agent_whose_tabs_are_all_closed_is_signed_out_after_a_minute() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.input(Input::Absent { agent: agent(1) });
    sim.wait(30.0);
    sim.input(Input::Present { agent: agent(1), resume: Some(Chosen::Ready) });
    sim.wait(60.0);
    assert_eq!(sim.floor.status_line(agent(1)).status, AgentStatus::Ready);
    sim.input(Input::Absent { agent: agent(1) });
    sim.wait(61.0);
    assert_eq!(sim.floor.status_line(agent(1)).status, AgentStatus::SignedOut);
}

#[test]
fn a_known_customer_is_shown_by_name_and_a_number_never_in_full() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.ring(7, shop(AfterWait::KeepWaiting));
    let customer = KnownCustomer { id: CustomerId::sample(5), name: "김서연".into(), vip: true };
    sim.input(Input::KnownCustomer { interaction: call(7), customer: customer.clone() });
    sim.press(7, '1');
    let desk = sim.floor.desk(agent(1));
    let shown = desk.call.clone().unwrap();
    assert_eq!((shown.customer, shown.number_masked), (Some(customer), Some("010-12**-00**".into())));
    assert_eq!(shown.menu_path, ["배송"]);
    assert!(!format!("{desk:?}").contains("0101234"));
    assert_eq!(sim.interactions()[&call(7)].customer, Some(CustomerId::sample(5)));
}

#[test]
fn a_web_call_shows_its_page_where_it_stands() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.lives.insert(call(1), Life::new(sim.now));
    sim.input(Input::WebCall(WebArrival {
        call: call(1),
        brand: BrandId::sample(1),
        dialed: PhoneNumber::parse("070-0000-0412").unwrap(),
        scenario: Published {
            version: ScenarioVersionId::sample(1),
            document: Arc::new(shop(AfterWait::KeepWaiting)),
        },
        offer: "offer".into(),
    }));
    sim.press(1, '1');
    sim.order(1, AgentOrder::Answer(call(1))).unwrap();
    sim.order(1, AgentOrder::Hold(call(1))).unwrap();
    sim.order(1, AgentOrder::Resume(call(1))).unwrap();
    sim.input(Input::CustomerHangsUp { call: call(1) });
    let pages: Vec<_> =
        sim.seen.iter().filter(|it| it.contains("page shows")).map(|it| it[6..].to_owned()).collect();
    assert_eq!(
        pages,
        [
            "page shows Ivr",
            "page shows Waiting { since: 2026-11-20T05:30:00Z }",
            "page shows Talking",
            "page shows Held",
            "page shows Talking",
            "page shows Ended { reason: CustomerHungUp }",
        ]
    );
}

#[test]
fn removing_a_queue_lets_its_callers_go_with_words() {
    let mut sim = Sim::new();
    sim.on_shift(3);
    sim.order(3, AgentOrder::Choose(Chosen::Away(domain::away_reason::AwayReason::Meal))).unwrap();
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '2');
    let mut without = settings();
    without.queues.remove(&queue(2));
    sim.input(Input::Settings(without));
    sim.wait(4.0);
    assert_eq!(sim.interactions()[&call(1)].end_reason, Some(EndReason::Unavailable));
}

#[test]
fn nobody_waits_for_a_queue_whose_last_agent_has_signed_out() {
    let mut sim = Sim::new();
    sim.on_shift(3);
    sim.order(3, AgentOrder::Choose(Chosen::Away(domain::away_reason::AwayReason::Meal))).unwrap();
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '2');
    sim.ring(2, shop(AfterWait::OfferCallback));
    sim.press(2, '2');
    sim.wait(4.0);
    sim.input(Input::SignOut { agent: agent(3) });
    sim.wait(4.0);
    sim.press(2, '1');
    sim.wait(4.0);
    let rows = sim.interactions();
    assert_eq!(rows[&call(1)].end_reason, Some(EndReason::Unavailable));
    assert_eq!(rows[&call(2)].end_reason, Some(EndReason::CallbackRequested));
    assert!(sim.visits().values().all(|it| it.outcome == Some(VisitOutcome::Failed)));
}

#[test]
fn agents_who_swap_their_queues_let_no_caller_go() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.on_shift(3);
    for n in [1, 3] {
        let meal = Chosen::Away(domain::away_reason::AwayReason::Meal);
        sim.order(n, AgentOrder::Choose(meal)).unwrap();
    }
    for (n, key) in [(1, '1'), (2, '2')] {
        sim.ring(n, shop(AfterWait::KeepWaiting));
        sim.press(n, key);
    }
    let mut swapped = settings();
    for (n, to) in [(1, 2), (3, 1)] {
        swapped.agents.get_mut(&agent(n)).unwrap().queues = vec![queue(to)];
    }
    sim.input(Input::Settings(swapped));
    sim.wait(4.0);
    assert!(sim.visits().values().all(|it| it.outcome.is_none()), "{:#?}", sim.seen);
}

// ── Random afternoons ────────────────────────────────────────────────────────────────────────────────────────

#[derive(Debug, Clone)]
enum Move {
    Wait(u32),
    Ring(u64),
    Press(u64, char),
    HangUp(u64),
    OnShift(u64),
    Lost(u64),
    Back(u64),
    Gone(u64),
    SignOut(u64),
    Order(u64, u8, u64),
}

fn any_move() -> impl Strategy<Value = Move> {
    let agents = || 1u64..4;
    let calls = || 1u64..8;
    prop_oneof![
        6 => (0u32..20_000).prop_map(Move::Wait),
        6 => calls().prop_map(Move::Ring),
        6 => (calls(), prop::sample::select(vec!['1', '2', '3', '*', '#', '9'])).prop_map(|(c, k)| Move::Press(c, k)),
        3 => calls().prop_map(Move::HangUp),
        4 => agents().prop_map(Move::OnShift),
        4 => agents().prop_map(Move::Lost),
        6 => agents().prop_map(Move::Back),
        1 => agents().prop_map(Move::Gone),
        1 => agents().prop_map(Move::SignOut),
        12 => (agents(), 0u8..8, calls()).prop_map(|(a, o, c)| Move::Order(a, o, c)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// After any afternoon, once everybody has hung up: every call has one end, every visit an outcome, waits and
    /// talks fit inside the call, spans of an agent follow each other without gap, every recording is attached.
    #[test]
    fn every_afternoon_adds_up(moves in prop::collection::vec(any_move(), 0..120)) {
        let mut sim = Sim::new();
        for it in moves {
            match it {
                Move::Wait(ms) => sim.wait(f64::from(ms) / 1_000.0),
                Move::Ring(n) if !sim.lives.contains_key(&call(n)) => {
                    sim.ring(n, shop([AfterWait::KeepWaiting, AfterWait::HangUp, AfterWait::OfferCallback][n as usize % 3]));
                }
                Move::Ring(_) => {}
                Move::Press(n, key) => sim.press(n, key),
                Move::HangUp(n) => sim.customer_hangs_up(n),
                Move::OnShift(n) => sim.on_shift(n),
                Move::Lost(n) => sim.leg_event(n, LegEvent::Lost),
                Move::Back(n) => sim.leg_event(n, LegEvent::Up),
                Move::Gone(n) => sim.input(Input::Absent { agent: agent(n) }),
                Move::SignOut(n) => sim.input(Input::SignOut { agent: agent(n) }),
                Move::Order(a, kind, c) => {
                    // Refusals are part of the afternoon.
                    let _ = sim.order(a, match kind {
                        0..=2 => AgentOrder::Answer(call(c)),
                        3 => AgentOrder::Decline(call(c)),
                        4 => AgentOrder::Hold(call(c)),
                        5 => AgentOrder::Resume(call(c)),
                        6 => AgentOrder::HangUp(call(c)),
                        _ => AgentOrder::Book(AfterCall::Then(Chosen::Ready)),
                    });
                }
            }
        }
        for n in 1..8 {
            sim.customer_hangs_up(n);
        }
        sim.wait(200.0);
        prop_assert_eq!(sim.floor.calls_up(), 0);
        prop_assert!(sim.floor.attaching.is_empty());
        for (id, row) in sim.interactions() {
            prop_assert!(row.ended_at.is_some() && row.end_reason.is_some(), "{id:?} never ended");
            let length = time::elapsed_ms(row.started_at, row.ended_at.unwrap());
            prop_assert!(row.wait_ms + row.talk_ms <= length, "{row:?}");
            prop_assert!(row.hold_ms <= row.talk_ms, "{row:?}");
            let ends = sim.facts.iter().filter(|it| matches!(it, Fact::Moment(m) if m.interaction == id && m.kind == domain::moment::MomentKind::Ended)).count();
            prop_assert_eq!(ends, 1);
        }
        let mut talked: BTreeMap<InteractionId, i64> = BTreeMap::new();
        for visit in sim.visits().values() {
            let outcome = visit.outcome;
            prop_assert!(outcome.is_some(), "{visit:?} is still open");
            prop_assert_eq!(outcome == Some(VisitOutcome::Answered), visit.agent.is_some());
            *talked.entry(visit.interaction).or_default() += visit.talk_ms;
        }
        for (id, row) in sim.interactions() {
            prop_assert_eq!(talked.get(&id).copied().unwrap_or(0), row.talk_ms, "talk of {:?}", id);
        }
        let mut last: BTreeMap<AgentId, domain::agent_status::StatusSpan> = BTreeMap::new();
        for fact in &sim.facts {
            if let Fact::StatusSpan(span) = fact {
                if span.ended_at.is_none()
                    && let Some(before) = last.get(&span.agent)
                {
                    prop_assert!(before.ended_at.is_some_and(|at| at <= span.started_at), "{before:?} then {span:?}");
                }
                last.insert(span.agent, span.clone());
            }
        }
        let entries: Vec<_> = sim.facts.iter().filter_map(|it| match it { Fact::Routed { turn, entry } => Some((*turn, entry)), _ => None }).collect();
        prop_assert!(entries.iter().enumerate().all(|(n, (turn, _))| n as u64 == *turn), "the routing journal has a gap");
        prop_assert_eq!(routing::journal::replay(entries.into_iter().map(|it| it.1)), None);
    }
}
