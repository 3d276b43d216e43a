//! Stories told to a floor in virtual time.

mod callbacks;
mod routing_rules;
mod sim;

use std::{collections::BTreeMap, sync::Arc};

use ::call::{
    event::{EndCause, LegEvent},
    life::Life,
};
use domain::agent_status::{AfterCall, Chosen};
use domain::{
    agent_status::AgentStatus, digit::Digit, end_reason::EndReason, id::*, phone_number::PhoneNumber,
    queue_visit::VisitOutcome, skill_level::SkillLevel,
};
use flow::document::AfterWait;
use proptest::prelude::*;

use self::sim::*;
use super::*;
use crate::floor::input::{KnownCustomer, Published, WebArrival};

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
    // Wants one, and the number read back is right.
    sim.press(1, '1');
    sim.press(1, '1');
    sim.wait(4.0);
    insta::assert_snapshot!(sim.seen.join("\n"));
}

#[test]
fn digits_texts_and_messages_become_rows() {
    let mut scenario = shop(AfterWait::KeepWaiting);
    let leaf = |digit: char, name: &str, action| flow::document::Node {
        digit: Digit::try_from(digit).unwrap(),
        name: name.into(),
        announcement: Default::default(),
        takes: None,
        action,
    };
    let mut order = leaf('1', "주문", flow::document::Action::End);
    order.takes = Some(flow::document::TakeDigits { label: "주문번호".into(), min: 4, max: 4 });
    let text = flow::document::Action::SendText { text: "조회 주소".into() };
    let voicemail = flow::document::Action::Voicemail { queue_id: Some(queue(1)), max_seconds: 60 };
    scenario.root.action = flow::document::Action::Menu {
        children: vec![order, leaf('2', "문자", text), leaf('3', "음성", voicemail)],
    };
    let mut sim = Sim::new();
    sim.ring(1, scenario.clone());
    "11234".chars().for_each(|it| sim.press(1, it));
    sim.ring(2, scenario.clone());
    sim.press(2, '2');
    sim.ring(3, scenario);
    sim.press(3, '3');
    sim.wait(9.0);
    sim.customer_hangs_up(3);
    sim.wait(4.0);
    let rows = sim.interactions();
    let taken = &rows[&call(1)].digits_taken;
    assert_eq!(taken.iter().map(|it| (&*it.label, &*it.digits)).collect::<Vec<_>>(), [("주문번호", "1234")]);
    assert_eq!(rows[&call(3)].end_reason, Some(EndReason::VoicemailLeft));
    let told = sim.seen.join("\n");
    assert!(told.contains("text to 010-"), "{told}");
    let message = sim.callback_requests().pop().unwrap().message.unwrap();
    assert!(message.from_ms > 0 && message.to_ms - message.from_ms >= 3_000, "{message:?}");
}

#[test]
fn a_forwarded_caller_talks_to_the_other_number_until_either_hangs_up() {
    let mut scenario = shop(AfterWait::KeepWaiting);
    scenario.root.action = flow::document::Action::Forward { number: "0212345678".into() };
    let mut sim = Sim::new();
    sim.ring(1, scenario.clone());
    sim.wait(4.0);
    let [other] = sim.dialled[..] else { panic!("{:?}", sim.dialled) };
    sim.life(other, ::call::life::Input::LineUp);
    sim.wait(60.0);
    sim.life(other, ::call::life::Input::LineEnded(EndCause::FarSideHungUp));
    sim.wait(1.0);
    assert_eq!(sim.interactions()[&call(1)].end_reason, Some(EndReason::Forwarded));

    sim.ring(2, scenario.clone());
    sim.wait(4.0);
    sim.life(sim.dialled[1], ::call::life::Input::LineUp);
    sim.customer_hangs_up(2);
    let told = sim.seen.join("\n");
    assert!(told.contains(&format!("C{} hangup", short(sim.dialled[1]))), "{told}");
    assert_eq!(sim.interactions()[&call(2)].end_reason, Some(EndReason::Forwarded));

    // Nobody answers there: the caller is told, and the call ends.
    sim.ring(3, scenario);
    sim.wait(4.0);
    sim.life(sim.dialled[2], ::call::life::Input::LineEnded(EndCause::NoAnswer));
    sim.wait(4.0);
    assert_eq!(sim.interactions()[&call(3)].end_reason, Some(EndReason::Unavailable));
    insta::assert_snapshot!(sim.seen.join("\n"));
}

#[test]
fn the_switch_beside_the_hours_holds_for_new_calls_until_its_end() {
    use domain::scenario::ForcedHours;
    let mut sim = Sim::new();
    let until = Some(domain::time::after_ms(sim.now, 60_000));
    let closed = Some(ForcedHours { open: false, until });
    sim.ring_with(1, shop(AfterWait::KeepWaiting), closed);
    sim.wait(90.0);
    sim.ring_with(2, shop(AfterWait::KeepWaiting), closed);
    sim.wait(2.0);
    let rows = sim.interactions();
    assert_eq!(rows[&call(1)].end_reason, Some(EndReason::Closed));
    assert_eq!(rows[&call(2)].end_reason, None);
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
    sim.arrive(1, None, None, None);
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
    sim.input(Input::Present { agent: agent(1), comes_on_duty: true });
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
            forced: None,
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
        swapped.agents.get_mut(&agent(n)).unwrap().queues = BTreeMap::from([(queue(to), SkillLevel::BEST)]);
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
        12 => (agents(), 0u8..9, calls()).prop_map(|(a, o, c)| Move::Order(a, o, c)),
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
                        7 => AgentOrder::PickUp(call(c)),
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
