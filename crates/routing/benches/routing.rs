//! How long one input keeps the router, and whether it keeps its promises: `cargo bench -p routing`.
//!
//! Ten thousand wait for a thousand agents, in the shapes that hurt most. Then a day of twenty thousand calls, and
//! twenty thousand random short days with every promise checked after every step.
#![expect(clippy::print_stdout, reason = "a bench reports to the terminal")]

use std::{error::Error, hint::black_box, time::Instant};

use domain::{
    agent_status::Chosen,
    id::{AgentId, InteractionId, QueueId},
    interaction::{InteractionKind, Priority},
    queue::{Distribution, QueueRule},
    routing_policy::RoutingPolicy,
    skill_level::SkillLevel,
    time,
};
use jiff::Timestamp;
use routing::{
    input::{Input, Newcomer, Serves, Start},
    output::Output,
    router::Router,
    simulation::{
        Simulation,
        plan::{Customer, Habits, Plan, Shift},
        random_day::random_day,
    },
};

const AGENTS: u64 = 1_000;
const WAITING: u64 = 10_000;
const ROUNDS: u64 = 20_000;
/// Microseconds for 99 of 100 inputs.
const TARGET_US: f64 = 50.0;

/// How a thousand agents and their queues may be.
struct Shape {
    name: &'static str,
    queues: u64,
    /// Queues of one agent.
    serves: u64,
    rule: QueueRule,
    /// Chats come too, so that agents are listed for both.
    chats: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let plain = QueueRule::DEFAULT;
    let levels = QueueRule { widen_after_seconds: 3_600 / 9, ..plain };
    let shape = |name, queues, serves, rule| Shape { name, queues, serves, rule, chats: false };
    for shape in [
        shape("one_queue", 1, 1, plain),
        shape("eight_of_forty_queues", 40, 8, plain),
        shape("fifty_of_hundred_queues", 100, 50, plain),
        shape("levels", 40, 8, levels),
        shape("random", 40, 8, QueueRule { distribution: Distribution::Random, ..plain }),
        Shape { chats: true, ..shape("chats_too", 40, 8, plain) },
    ] {
        measure(&shape);
    }
    not_open();
    day()?;
    promises()
}

/// Agents finish, write up, are offered the next one and answer, while others arrive and leave.
fn measure(shape: &Shape) {
    let mut bench = Bench::new(shape);
    let mut next = WAITING + 1;
    let mut held: Vec<Option<InteractionId>> = vec![None; AGENTS as usize + 1];
    for n in 1..=WAITING {
        bench.tell(enqueue(shape, n));
    }
    for n in 1..=AGENTS {
        bench.tell(Input::Reachable { agent: AgentId::sample(n), reachable: true });
    }
    bench.measured.clear();
    for round in 0..ROUNDS {
        let offered: Vec<_> = std::mem::take(&mut bench.offered);
        for (interaction, agent) in offered {
            bench.tell(Input::Answer { interaction, agent });
            held[number(agent)] = Some(interaction);
        }
        let agent = AgentId::sample(round % AGENTS + 1);
        if let Some(interaction) = held[number(agent)].take() {
            bench.tell(Input::Finish { interaction });
            bench.tell(Input::WrittenUp { agent, then: Chosen::Ready });
        }
        bench.tell(enqueue(shape, next));
        next += 1;
        if round % 20 == 0 {
            // The newest gives up, so that a hole is torn where nobody is served soon.
            bench.tell(Input::Leave { interaction: InteractionId::sample(next - 1) });
        }
    }
    bench.report(&format!("routing.decision.{}", shape.name));
}

/// Everybody who is ready is of the least level, and nothing has opened to them: nothing may be offered.
fn not_open() {
    let shape = Shape {
        name: "not_open",
        queues: 1,
        serves: 1,
        // One of the best is signed in, whose phone cannot ring.
        rule: QueueRule { widen_after_seconds: 600, ..QueueRule::DEFAULT },
        chats: false,
    };
    let mut bench = Bench::new(&shape);
    bench.counts_all = true;
    let best = AgentId::sample(AGENTS + 1);
    let queues = vec![Serves::best(QueueId::sample(1))];
    bench.tell(Input::SignIn { agent: best, queues, status: Some(Chosen::Ready) });
    for n in 1..=AGENTS {
        let level = SkillLevel::LEAST;
        let agent = AgentId::sample(n);
        bench.tell(Input::SetQueues { agent, queues: vec![Serves { queue: QueueId::sample(1), level }] });
        bench.tell(Input::Reachable { agent, reachable: true });
    }
    bench.measured.clear();
    for n in 1..=WAITING {
        bench.tell(enqueue(&shape, n));
        let agent = AgentId::sample(n % AGENTS + 1);
        for reachable in [false, true] {
            bench.tell(Input::Reachable { agent, reachable });
        }
    }
    bench.report("routing.decision.not_open_to_anybody_ready");
}

/// Twenty thousand calls on three hundred agents within ten hours.
fn day() -> Result<(), Box<dyn Error>> {
    let queues = 12;
    let calls = 20_000_u64;
    let plan = Plan {
        begin: Timestamp::UNIX_EPOCH,
        policy: RoutingPolicy::DEFAULT,
        queues: (1..=queues).map(|n| (QueueId::sample(n), QueueRule::DEFAULT)).collect(),
        shifts: (1..=300)
            .map(|n| Shift {
                agent: AgentId::sample(n),
                serves: (0..3).map(|it| Serves::best(QueueId::sample((n + it * 5) % queues + 1))).collect(),
                from: Timestamp::UNIX_EPOCH,
                to: time::after_ms(Timestamp::UNIX_EPOCH, 36_000_000),
            })
            .collect(),
        habits: Habits {
            answer_ms: (1_000, 9_000),
            declines_per_mille: 20,
            misses_per_mille: 20,
            loses_phone_per_mille: 5,
            phone_back_ms: 20_000,
        },
        absence_ms: 60_000,
        late_ms: 0,
        customers: (1..=calls)
            .map(|n| Customer {
                interaction: InteractionId::sample(n),
                queue: QueueId::sample(n * n % queues + 1),
                kind: InteractionKind::Call,
                priority: if n % 20 == 0 { Priority::Vip } else { Priority::Normal },
                last_agent: None,
                at: time::after_ms(Timestamp::UNIX_EPOCH, (n * 35_000_000 / calls).cast_signed()),
                patience_ms: 30_000 + (n * 7_919 % 300_000).cast_signed(),
                talk_ms: 120_000 + (n * 104_729 % 400_000).cast_signed(),
                wrap_up_ms: 5_000 + (n * 31 % 50_000).cast_signed(),
                callback: None,
            })
            .collect(),
        changes: vec![],
    };
    let simulation = Simulation::new(plan, 1);
    let start = Instant::now();
    let report = simulation.run(1).map_err(|broken| broken.what)?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{} of {calls} were served after {} inputs", report.served(), report.inputs);
    figure("routing.day_of_20000_calls", seconds, "s", Some((2.0, seconds <= 2.0)));
    Ok(())
}

fn promises() -> Result<(), Box<dyn Error>> {
    let days = 20_000;
    let start = Instant::now();
    for seed in 0..days {
        let played = Simulation::new(random_day(seed), seed).watched().run(seed);
        played.map_err(|broken| format!("day {seed}, {}: {}", broken.at, broken.what))?;
    }
    println!("{days} random days kept every promise, in {:.1} s", start.elapsed().as_secs_f64());
    figure("routing.random_days_without_a_broken_promise", days as f64, "days", Some((days as f64, true)));
    Ok(())
}

struct Bench {
    router: Router,
    now: Timestamp,
    offered: Vec<(InteractionId, AgentId)>,
    /// Nanoseconds of each input that led to an offer, its outputs drained.
    measured: Vec<u64>,
    /// Counts inputs without an offer too: where nothing may be offered, looking is the work.
    counts_all: bool,
}

impl Bench {
    fn new(shape: &Shape) -> Self {
        let mut bench = Self {
            router: Router::default(),
            now: Timestamp::UNIX_EPOCH,
            offered: vec![],
            measured: vec![],
            counts_all: false,
        };
        bench.tell(Input::Reset(Start::new(RoutingPolicy::DEFAULT, 1)));
        for n in 1..=shape.queues {
            bench.tell(Input::SetQueue { queue: QueueId::sample(n), rule: shape.rule });
        }
        for n in 1..=AGENTS {
            let queues = (0..shape.serves).map(|it| {
                let level = SkillLevel::new(((n + it) % 3 + 1) as u8).unwrap_or_default();
                Serves { queue: QueueId::sample((n + it * 3) % shape.queues + 1), level }
            });
            let (agent, queues) = (AgentId::sample(n), queues.collect());
            bench.tell(Input::SignIn { agent, queues, status: Some(Chosen::Ready) });
        }
        bench
    }

    fn tell(&mut self, input: Input) {
        // A second passes with every thousand inputs: calls ring, and few ring out.
        self.now = time::after_ms(self.now, 1);
        let offered = self.offered.len();
        let start = Instant::now();
        self.router.handle(self.now, input);
        while let Some(output) = self.router.poll_output() {
            if let Output::Offer { interaction, agent, .. } = &output {
                self.offered.push((*interaction, *agent));
            }
            black_box(output);
        }
        let took = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        if self.offered.len() > offered || self.counts_all {
            self.measured.push(took);
        }
    }

    fn report(&mut self, id: &str) {
        self.measured.sort_unstable();
        let at =
            |share: f64| self.measured[((self.measured.len() - 1) as f64 * share) as usize] as f64 / 1_000.0;
        println!("{id}: median {:.1} µs, p99 {:.1} µs, worst {:.1} µs", at(0.5), at(0.99), at(1.0));
        figure(&format!("{id}_p99"), at(0.99), "µs", Some((TARGET_US, at(0.99) <= TARGET_US)));
    }
}

fn enqueue(shape: &Shape, n: u64) -> Input {
    let kind = if shape.chats && n.is_multiple_of(3) { InteractionKind::Chat } else { InteractionKind::Call };
    let queue = QueueId::sample(n % shape.queues + 1);
    Input::Enqueue(Newcomer { kind, ..Newcomer::call(InteractionId::sample(n), queue) })
}

fn number(agent: AgentId) -> usize {
    agent.uuid().as_u128() as usize
}

/// See `docs/rules/tests.md`. `target`: the limit, and whether it is kept.
fn figure(id: &str, value: f64, unit: &str, target: Option<(f64, bool)>) {
    let verdict = target.map_or(String::new(), |(limit, pass)| {
        let way = if unit == "days" { "≥" } else { "≤" };
        format!(r#","target":"{way} {limit}","pass":{pass}"#)
    });
    println!(r#"{{"id":"{id}","value":{value},"unit":"{unit}"{verdict}}}"#);
}
