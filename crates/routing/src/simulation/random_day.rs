//! A short day on which everything happens that can: for the promises of routing, not for anybody's staffing.

use domain::{
    agent_status::{AfterCall, Chosen},
    away_reason::AwayReason,
    id::{AgentId, InteractionId, QueueId},
    interaction::{InteractionKind, Priority},
    queue::{Distribution, Overflow, QueueRule},
    routing_policy::{Capacity, RoutingPolicy},
    skill_level::SkillLevel,
    time,
    word::Word,
};
use jiff::Timestamp;

use super::plan::{Customer, Habits, Plan, Shift};
use crate::{
    dice::Dice,
    input::{Input, Serves},
};

const LENGTH_MS: i64 = 20 * 60_000;
const QUEUES: u64 = 4;

/// The same seed makes the same day.
pub fn random_day(seed: u64) -> Plan {
    let mut dice = Dice::new(seed ^ 0x0DA7);
    let begin = Timestamp::UNIX_EPOCH;
    let agents = dice.within(1..9).cast_unsigned();
    let customers = dice.within(1..45).cast_unsigned();
    let queues = (1..=QUEUES).map(|n| (QueueId::sample(n), rule(&mut dice))).collect();
    let policy = policy(&mut dice);
    let shifts = (1..=agents).flat_map(|n| shifts(&mut dice, begin, n)).collect();
    let customers = (1..=customers).map(|n| customer(&mut dice, begin, n, agents)).collect::<Vec<_>>();
    let count = dice.within(0..40);
    let changes = (0..count).map(|_| change(&mut dice, begin, agents, customers.len() as u64)).collect();
    let habits = Habits {
        answer_ms: (0, dice.within(1..20_000)),
        declines_per_mille: 100,
        misses_per_mille: 150,
        loses_phone_per_mille: 150,
        phone_back_ms: 30_000,
    };
    let late_ms = if dice.chance(500) { dice.within(1..2_000) } else { 0 };
    Plan { begin, policy, queues, shifts, habits, absence_ms: 60_000, late_ms, customers, changes }
}

fn policy(dice: &mut Dice) -> RoutingPolicy {
    RoutingPolicy {
        auto_answer_seconds: dice.chance(200).then_some(3),
        after_sign_in: if dice.chance(200) { Chosen::Away(AwayReason::Meeting) } else { Chosen::Ready },
        after_call: if dice.chance(300) { AfterCall::Then(Chosen::Ready) } else { AfterCall::WrapUp },
        retry_seconds: number(dice.within(1..30)),
        capacity: capacity(dice),
        ..RoutingPolicy::DEFAULT
    }
}

fn capacity(dice: &mut Dice) -> Capacity {
    Capacity {
        chats: number(dice.within(0..4)),
        tickets: number(dice.within(0..3)),
        call_beside_others: dice.chance(700),
        chat_during_call: dice.chance(300),
        ticket_during_call: dice.chance(300),
    }
}

fn rule(dice: &mut Dice) -> QueueRule {
    let overflow = dice.chance(300).then(|| Overflow {
        after_seconds: number(dice.within(5..60)),
        queue: dice.chance(800).then(|| any_queue(dice)),
    });
    QueueRule {
        ring_seconds: number(dice.within(5..30)),
        wrap_up_seconds: number(dice.within(0..60)),
        distribution: dice.pick(Distribution::ALL).copied().unwrap_or_default(),
        last_agent_first: dice.chance(400),
        widen_after_seconds: if dice.chance(400) { number(dice.within(1..40)) } else { 0 },
        overflow,
        ..QueueRule::DEFAULT
    }
}

/// An agent works once or, after a pause, twice.
fn shifts(dice: &mut Dice, begin: Timestamp, n: u64) -> Vec<Shift> {
    let shift = |dice: &mut Dice, from: i64, to: i64| Shift {
        agent: AgentId::sample(n),
        serves: serves(dice),
        from: time::after_ms(begin, from),
        to: time::after_ms(begin, to),
    };
    let pause = dice.within(1..LENGTH_MS);
    if dice.chance(300) {
        let back = pause + dice.within(1..60_000);
        vec![shift(dice, 0, pause), shift(dice, back, back.max(LENGTH_MS))]
    } else {
        let from = dice.within(0..LENGTH_MS / 3);
        vec![shift(dice, from, LENGTH_MS)]
    }
}

fn serves(dice: &mut Dice) -> Vec<Serves> {
    let mut serves = vec![];
    for n in 1..=QUEUES {
        let level = dice.within(1..10);
        if dice.chance(500) {
            let level = u8::try_from(level).ok().and_then(|it| SkillLevel::new(it).ok());
            serves.push(Serves { queue: QueueId::sample(n), level: level.unwrap_or_default() });
        }
    }
    serves
}

fn customer(dice: &mut Dice, begin: Timestamp, n: u64, agents: u64) -> Customer {
    Customer {
        interaction: InteractionId::sample(n),
        queue: any_queue(dice),
        kind: match dice.within(0..10) {
            0 | 1 => InteractionKind::Chat,
            2 => InteractionKind::Ticket,
            _ => InteractionKind::Call,
        },
        priority: if dice.chance(200) { Priority::Vip } else { Priority::Normal },
        last_agent: dice.chance(300).then(|| any_agent(dice, agents)),
        at: time::after_ms(begin, dice.within(0..LENGTH_MS)),
        patience_ms: dice.within(1_000..300_000),
        talk_ms: dice.within(0..180_000),
        wrap_up_ms: dice.within(0..60_000),
        callback: dice.chance(100).then(|| InteractionId::sample(10_000 + n)),
    }
}

fn change(dice: &mut Dice, begin: Timestamp, agents: u64, customers: u64) -> (Timestamp, Input) {
    let agent = any_agent(dice, agents);
    let interaction = InteractionId::sample(dice.within(1..customers.cast_signed() + 1).cast_unsigned());
    let input = match dice.within(0..16) {
        0 => Input::SetPolicy(policy(dice)),
        1 => Input::SetQueue { queue: any_queue(dice), rule: rule(dice) },
        2 => {
            Input::RemoveQueue { queue: any_queue(dice), overflow: dice.chance(500).then(|| any_queue(dice)) }
        }
        3 | 4 => Input::SetQueues { agent, queues: serves(dice) },
        5 => Input::SetCapacity { agent, capacity: dice.chance(600).then(|| capacity(dice)) },
        6 => Input::Choose { agent, status: Chosen::Away(AwayReason::Meal) },
        7 | 8 => Input::Choose { agent, status: Chosen::Ready },
        9 => Input::Book { agent, after: AfterCall::Then(Chosen::Away(AwayReason::Break)) },
        10 => Input::Prioritise { interaction, priority: Priority::Vip, last_agent: Some(agent) },
        11 => Input::Reachable { agent, reachable: dice.chance(700) },
        12 => Input::WrittenUp { agent, then: Chosen::Ready },
        _ => Input::Pull { interaction, agent },
    };
    (time::after_ms(begin, dice.within(0..LENGTH_MS)), input)
}

fn any_queue(dice: &mut Dice) -> QueueId {
    QueueId::sample(dice.within(1..QUEUES.cast_signed() + 1).cast_unsigned())
}

fn any_agent(dice: &mut Dice, agents: u64) -> AgentId {
    AgentId::sample(dice.within(1..agents.cast_signed() + 1).cast_unsigned())
}

fn number(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}
