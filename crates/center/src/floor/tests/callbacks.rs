//! Customers who are to be called.

use ::call::{event::EndCause, life};
use domain::{
    callback_request::{CallbackOutcome, CallbackRequest},
    end_reason::EndReason,
    id::BrandId,
    phone_number::PhoneNumber,
};
use flow::document::AfterWait;

use super::sim::*;
use crate::floor::{AgentOrder, callback::DueCallback, input::Input};

/// Agent 1 talks, caller `n` waits until he is offered a callback and takes it.
fn asks_for_callback(sim: &mut Sim, n: u64) {
    sim.ring(n, shop(AfterWait::OfferCallback));
    sim.press(n, '1');
    sim.wait(64.0);
    sim.press(n, '1');
    sim.press(n, '1');
    sim.wait(5.0);
}

fn busy_floor() -> Sim {
    let mut sim = Sim::new();
    sim.on_shift(1);
    sim.ring(1, shop(AfterWait::OfferCallback));
    sim.press(1, '1');
    sim.wait(4.0);
    sim.order(1, AgentOrder::Answer(call(1))).unwrap();
    sim.wait(4.0);
    sim
}

fn due(request: CallbackRequest) -> DueCallback {
    let dialed = PhoneNumber::parse("070-0000-0412").unwrap();
    DueCallback { request, brand: BrandId::sample(1), dialed, customer: None }
}

/// What rings at the agent's desk.
fn rings(sim: &Sim, n: u64) -> Option<String> {
    sim.floor
        .desk(agent(n))
        .call
        .map(|it| format!("{} callback: {}", it.number_masked.unwrap(), it.is_callback))
}

#[test]
fn a_callback_comes_at_the_callers_place_before_whoever_called_later() {
    let mut sim = busy_floor();
    asks_for_callback(&mut sim, 2);
    sim.ring(3, shop(AfterWait::KeepWaiting));
    sim.press(3, '1');
    sim.wait(4.0);
    sim.customer_hangs_up(1);
    sim.order(1, AgentOrder::WrittenUp { interaction: call(1), then: domain::agent_status::Chosen::Ready })
        .unwrap();
    sim.wait(1.0);
    assert_eq!(rings(&sim, 1).unwrap(), format!("{} callback: true", number_of(2).masked()));
    let owed = sim.floor.desk(agent(1)).call.unwrap().interaction;
    sim.order(1, AgentOrder::Answer(owed)).unwrap();
    assert_eq!(sim.dialled, [owed]);
    sim.life(owed, life::Input::LineUp);
    sim.wait(20.0);
    sim.order(1, AgentOrder::HangUp(owed)).unwrap();
    let row = &sim.interactions()[&owed];
    assert_eq!((row.end_reason, row.talk_ms > 15_000), (Some(EndReason::AgentHungUp), true));
    assert_eq!(sim.closed_callbacks, [(sim.callback_requests()[0].id, CallbackOutcome::Reached)]);
}

#[test]
fn whoever_does_not_answer_is_not_reached_and_the_agent_goes_on() {
    let mut sim = busy_floor();
    asks_for_callback(&mut sim, 2);
    sim.customer_hangs_up(1);
    sim.order(1, AgentOrder::WrittenUp { interaction: call(1), then: domain::agent_status::Chosen::Ready })
        .unwrap();
    sim.wait(1.0);
    let owed = sim.floor.desk(agent(1)).call.unwrap().interaction;
    sim.order(1, AgentOrder::Answer(owed)).unwrap();
    sim.life(owed, life::Input::LineEnded(EndCause::NoAnswer));
    assert_eq!(sim.interactions()[&owed].end_reason, Some(EndReason::NotReached));
    assert_eq!(sim.closed_callbacks, [(sim.callback_requests()[0].id, CallbackOutcome::NotReached)]);
    assert!(sim.floor.desk(agent(1)).call.is_none());
}

#[test]
fn hearing_it_ring_is_no_talk() {
    let mut sim = busy_floor();
    asks_for_callback(&mut sim, 2);
    sim.customer_hangs_up(1);
    let written = AgentOrder::WrittenUp { interaction: call(1), then: domain::agent_status::Chosen::Ready };
    sim.order(1, written).unwrap();
    sim.wait(1.0);
    let owed = sim.floor.desk(agent(1)).call.unwrap().interaction;
    sim.order(1, AgentOrder::Answer(owed)).unwrap();
    sim.life(owed, life::Input::Ringing { early_media: true });
    sim.wait(10.0);
    assert_eq!(sim.floor.desk(agent(1)).call.unwrap().connected_at, None);
    sim.life(owed, life::Input::LineUp);
    let answered_at = sim.now;
    sim.wait(5.0);
    assert_eq!(sim.floor.desk(agent(1)).call.unwrap().connected_at, Some(answered_at));
    sim.life(owed, life::Input::LineEnded(EndCause::FarSideHungUp));
    let row = &sim.interactions()[&owed];
    assert_eq!((row.talk_ms, row.connected_at), (5_000, Some(answered_at)));
}

#[test]
fn a_customer_who_answers_when_the_agent_is_gone_hears_music_and_then_a_colleague() {
    let mut sim = busy_floor();
    asks_for_callback(&mut sim, 2);
    sim.customer_hangs_up(1);
    let written = AgentOrder::WrittenUp { interaction: call(1), then: domain::agent_status::Chosen::Ready };
    sim.order(1, written).unwrap();
    sim.wait(1.0);
    let owed = sim.floor.desk(agent(1)).call.unwrap().interaction;
    sim.order(1, AgentOrder::Answer(owed)).unwrap();
    sim.leg_event(1, ::call::event::LegEvent::Lost);
    sim.life(owed, life::Input::LineUp);
    let told = sim.seen.join("\n");
    assert!(told.ends_with("plays tuneferry1 on and on"), "{told}");
    assert_eq!(sim.floor.dashboard(sim.now).lines.waiting, 0, "nobody is on the line and waits");
    sim.on_shift(2);
    sim.wait(12.0);
    sim.order(2, AgentOrder::Answer(owed)).unwrap();
    sim.wait(3.0);
    assert!(sim.floor.desk(agent(2)).call.unwrap().connected_at.is_some());
}

#[test]
fn nobody_is_booked_twice_for_one_queue() {
    let mut sim = busy_floor();
    asks_for_callback(&mut sim, 2);
    // Calls again from the same number.
    sim.arrive(22, Some(number_of(2)), Some(shop(AfterWait::OfferCallback)), None);
    sim.press(22, '1');
    sim.wait(64.0);
    sim.press(22, '1');
    sim.press(22, '1');
    sim.wait(5.0);
    assert_eq!(sim.callback_requests().len(), 1);
    assert_eq!(sim.interactions()[&call(22)].end_reason, Some(EndReason::CallbackRequested));
    assert_eq!(sim.floor.desk(agent(1)).waiting.len(), 1);
}

#[test]
fn after_a_restart_callbacks_keep_their_order_and_wait_for_somebody_to_sign_in() {
    let mut before = busy_floor();
    for n in [2, 3, 4] {
        asks_for_callback(&mut before, n);
    }
    let requests = before.callback_requests();
    let mut sim = Sim::new();
    // As the database lists them, and once more, as two readers might.
    sim.input(Input::CallbacksDue(requests.iter().cloned().map(due).collect()));
    sim.input(Input::CallbacksDue(requests.iter().cloned().map(due).collect()));
    sim.wait(10.0);
    sim.on_shift(1);
    let mut order = vec![];
    for _ in 0..3 {
        let owed = sim.floor.desk(agent(1)).call.unwrap();
        order.push(owed.number_masked.unwrap());
        sim.order(1, AgentOrder::Answer(owed.interaction)).unwrap();
        sim.life(owed.interaction, life::Input::LineEnded(EndCause::Busy));
        let written = AgentOrder::WrittenUp {
            interaction: owed.interaction,
            then: domain::agent_status::Chosen::Ready,
        };
        sim.order(1, written).unwrap();
    }
    assert_eq!(order, [2, 3, 4].map(|n| number_of(n).masked()));
    assert!(sim.floor.desk(agent(1)).call.is_none());
    assert_eq!(sim.closed_callbacks.len(), 3);
}

#[test]
fn a_request_closed_by_hand_rings_nobody() {
    let mut sim = busy_floor();
    asks_for_callback(&mut sim, 2);
    sim.input(Input::CallbackClosed(sim.callback_requests()[0].id));
    sim.customer_hangs_up(1);
    sim.order(1, AgentOrder::WrittenUp { interaction: call(1), then: domain::agent_status::Chosen::Ready })
        .unwrap();
    sim.wait(5.0);
    assert_eq!(rings(&sim, 1), None);
}
