//! What a company's rules of routing make of calls on the floor.

use domain::{
    away_reason::AwayReason,
    moment::MomentKind,
    queue::{Overflow, QueueRule},
    routing_policy::RoutingPolicy,
};

use super::*;

const MEAL: Chosen = Chosen::Away(AwayReason::Meal);

/// Agent 2, who serves both queues, is on a break with a phone that can ring.
fn on_a_break(sim: &mut Sim) {
    sim.on_shift(2);
    sim.order(2, AgentOrder::Choose(MEAL)).unwrap();
}

/// Who talks with whom.
fn talks(sim: &Sim) -> Vec<(InteractionId, AgentId)> {
    let talking = sim.interactions().into_iter().filter_map(|(id, row)| Some((id, row.agent?)));
    talking.collect()
}

fn moments(sim: &Sim) -> Vec<MomentKind> {
    let kind = |fact: &Fact| match fact {
        Fact::Moment(moment) => Some(moment.kind),
        _ => None,
    };
    sim.facts.iter().filter_map(kind).collect()
}

#[test]
fn an_agent_on_a_break_picks_up_a_call_that_waits() {
    let mut sim = Sim::new();
    on_a_break(&mut sim);
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '1');
    assert!(sim.floor.desk(agent(2)).waiting[0].may_pick_up);
    sim.order(2, AgentOrder::PickUp(call(1))).unwrap();
    sim.wait(5.0);
    assert_eq!(talks(&sim), [(call(1), agent(2))]);
    let visit = sim.visits().into_values().next().unwrap();
    assert_eq!((visit.outcome, visit.agent, visit.offers), (Some(VisitOutcome::Answered), Some(agent(2)), 0));
}

#[test]
fn a_call_picked_up_from_a_colleague_stops_ringing_there_and_costs_him_nothing() {
    let mut sim = Sim::new();
    sim.on_shift(1);
    on_a_break(&mut sim);
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '1');
    sim.wait(4.0);
    assert!(sim.floor.desk(agent(1)).call.is_some(), "it rings at agent 1");
    sim.order(2, AgentOrder::PickUp(call(1))).unwrap();
    sim.wait(2.0);
    assert_eq!(sim.floor.desk(agent(1)).call, None);
    assert_eq!(sim.floor.desk(agent(1)).status.status, AgentStatus::Ready);
    assert_eq!(talks(&sim), [(call(1), agent(2))]);
    assert!(moments(&sim).contains(&MomentKind::PickedUp));
}

#[test]
fn nobody_picks_up_without_a_phone_or_from_a_queue_of_others_or_with_his_hands_full() {
    let mut sim = Sim::new();
    on_a_break(&mut sim);
    sim.on_shift(3);
    sim.order(3, AgentOrder::Choose(MEAL)).unwrap();
    for n in 1..=2 {
        sim.ring(n, shop(AfterWait::KeepWaiting));
        sim.press(n, '1');
    }
    assert_eq!(sim.order(3, AgentOrder::PickUp(call(1))), Err(OrderError::NotYourQueue));
    assert_eq!(sim.order(1, AgentOrder::PickUp(call(1))), Err(OrderError::NotOnDuty));
    sim.leg_event(2, LegEvent::Lost);
    assert_eq!(sim.order(2, AgentOrder::PickUp(call(1))), Err(OrderError::SoftphoneDown));
    sim.leg_event(2, LegEvent::Up);
    sim.order(2, AgentOrder::PickUp(call(1))).unwrap();
    assert_eq!(sim.order(2, AgentOrder::PickUp(call(2))), Err(OrderError::HandsFull));
    assert_eq!(sim.order(2, AgentOrder::PickUp(call(1))), Err(OrderError::CallGone));
}

#[test]
fn a_vip_goes_before_others_also_when_he_is_recognised_while_he_waits() {
    let mut sim = Sim::new();
    on_a_break(&mut sim);
    for n in 1..=2 {
        sim.ring(n, shop(AfterWait::KeepWaiting));
        sim.press(n, '1');
    }
    let customer = KnownCustomer { id: CustomerId::sample(1), name: "김서연".into(), vip: true };
    sim.input(Input::KnownCustomer { interaction: call(2), customer });
    sim.order(2, AgentOrder::Choose(Chosen::Ready)).unwrap();
    assert_eq!(sim.floor.desk(agent(2)).call.unwrap().interaction, call(2));
}

#[test]
fn a_customer_goes_to_the_agent_who_served_him_last_where_the_queue_says_so() {
    let rung = |last_agent_first| {
        let mut sim = Sim::new();
        let mut rules = settings();
        rules.queues.get_mut(&queue(1)).unwrap().rule = QueueRule { last_agent_first, ..QueueRule::DEFAULT };
        sim.input(Input::Settings(rules));
        sim.on_shift(1);
        sim.wait(1.0);
        sim.on_shift(2);
        sim.ring(1, shop(AfterWait::KeepWaiting));
        sim.input(Input::ServedBefore { interaction: call(1), by: agent(2) });
        sim.press(1, '1');
        let rings = |n| sim.floor.desk(agent(n)).call.is_some();
        (rings(1), rings(2))
    };
    assert_eq!(rung(true), (false, true));
    assert_eq!(rung(false), (true, false), "the longest idle one");
}

#[test]
fn a_call_that_overflows_waits_in_the_other_queue_and_is_counted_in_both() {
    let mut sim = Sim::new();
    let mut rules = settings();
    let overflow = Some(Overflow { after_seconds: 20, queue: Some(queue(2)) });
    rules.queues.get_mut(&queue(1)).unwrap().rule = QueueRule { overflow, ..QueueRule::DEFAULT };
    sim.input(Input::Settings(rules));
    sim.on_shift(1);
    sim.order(1, AgentOrder::Choose(MEAL)).unwrap();
    sim.on_shift(3);
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '1');
    sim.wait(25.0);
    assert_eq!(sim.floor.desk(agent(3)).call.unwrap().interaction, call(1));
    let outcomes: Vec<_> = sim.visits().into_values().map(|it| (it.queue, it.outcome)).collect();
    assert_eq!(outcomes, [(queue(1), Some(VisitOutcome::Overflowed)), (queue(2), None)]);
    assert!(moments(&sim).contains(&MomentKind::Overflowed));
}

#[test]
fn the_policy_says_what_agents_are_after_sign_in_and_answers_for_them() {
    let mut sim = Sim::new();
    let policy =
        RoutingPolicy { after_sign_in: MEAL, auto_answer_seconds: Some(3), ..RoutingPolicy::DEFAULT };
    sim.input(Input::Settings(Settings { policy, ..settings() }));
    sim.on_shift(1);
    assert_eq!(sim.floor.desk(agent(1)).status.status, AgentStatus::Away(AwayReason::Meal));
    sim.order(1, AgentOrder::Choose(Chosen::Ready)).unwrap();
    sim.ring(1, shop(AfterWait::KeepWaiting));
    sim.press(1, '1');
    sim.wait(6.0);
    assert_eq!(talks(&sim), [(call(1), agent(1))]);
}
