//! Everything that can happen to routing. Journalled before its outputs act (invariant 2).

use domain::{
    agent_status::{AfterCall, Chosen},
    id::{AgentId, InteractionId, QueueId},
    interaction::{InteractionKind, Priority},
    queue::QueueRule,
    routing_policy::{Capacity, RoutingPolicy},
    skill_level::SkillLevel,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The way decisions are made, counted up with every change of it: a day that an older edition decided cannot be
/// decided again bit for bit. 0: from before editions were counted.
pub const EDITION: u32 = 1;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Input {
    /// Forget everything. The first input of every life of the process, so that a replay knows where to begin.
    Reset(Start),
    SetPolicy(RoutingPolicy),
    /// How much this agent serves at a time; `None`: what the policy says.
    SetCapacity {
        agent: AgentId,
        capacity: Option<Capacity>,
    },
    /// A queue exists or its rule changed.
    SetQueue {
        queue: QueueId,
        rule: QueueRule,
    },
    /// What waits in it goes to `overflow`, or back to its driver as [`Homeless`](crate::output::Output::Homeless).
    RemoveQueue {
        queue: QueueId,
        overflow: Option<QueueId>,
    },
    /// The queues an agent serves changed. Whoever waits in a queue that nobody signed in serves any more goes back to
    /// the driver as [`Unstaffed`](crate::output::Output::Unstaffed).
    SetQueues {
        agent: AgentId,
        queues: Vec<Serves>,
    },

    SignIn {
        agent: AgentId,
        queues: Vec<Serves>,
        /// `None`: what the policy says.
        status: Option<Chosen>,
    },
    /// Also takes the agent off what he serves; the customer goes back to the front of the queue. After the queue's
    /// last agent whoever waits goes back to the driver as [`Unstaffed`](crate::output::Output::Unstaffed).
    SignOut {
        agent: AgentId,
    },
    /// The agent's own choice. Ignored while something rings or a call runs (ACD-02); book with `Book` instead.
    Choose {
        agent: AgentId,
        status: Chosen,
    },
    /// What the agent wants to be after the running call.
    Book {
        agent: AgentId,
        after: AfterCall,
    },
    /// Whether the agent's phone can ring at all.
    Reachable {
        agent: AgentId,
        reachable: bool,
    },
    /// The agent has written up the last interaction.
    WrittenUp {
        agent: AgentId,
        then: Chosen,
    },

    /// An interaction starts to wait.
    Enqueue(Newcomer),
    /// More became known of the customer; a returned one stays before all others.
    Prioritise {
        interaction: InteractionId,
        priority: Priority,
        last_agent: Option<AgentId>,
    },
    /// The caller rather wants to be called back: `by` waits on at the very same place.
    Replace {
        interaction: InteractionId,
        by: InteractionId,
    },
    /// The agent takes what rings.
    Answer {
        interaction: InteractionId,
        agent: AgentId,
    },
    /// The agent passes on what rings (돌려주기).
    Decline {
        interaction: InteractionId,
        agent: AgentId,
    },
    /// The agent takes what waits, or rings at a colleague (당겨받기), whatever level and order say.
    Pull {
        interaction: InteractionId,
        agent: AgentId,
    },
    /// The customer left, or the scenario took the interaction away.
    Leave {
        interaction: InteractionId,
    },
    /// The talk is over.
    Finish {
        interaction: InteractionId,
    },
    Tick,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Start {
    #[serde(flatten)]
    pub policy: RoutingPolicy,
    /// All the chance there is in routing follows from it.
    #[serde(default)]
    pub seed: u64,
    /// See [`EDITION`].
    #[serde(default)]
    pub edition: u32,
}

impl Start {
    pub fn new(policy: RoutingPolicy, seed: u64) -> Self {
        Self { policy, seed, edition: EDITION }
    }
}

/// A queue an agent serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ServesForm")]
pub struct Serves {
    pub queue: QueueId,
    pub level: SkillLevel,
}

impl Serves {
    pub fn best(queue: QueueId) -> Self {
        Self { queue, level: SkillLevel::BEST }
    }
}

/// Journals from before there were levels name the queue alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum ServesForm {
    Plain(QueueId),
    Levelled { queue: QueueId, level: SkillLevel },
}

impl From<ServesForm> for Serves {
    fn from(form: ServesForm) -> Self {
        match form {
            ServesForm::Plain(queue) => Self::best(queue),
            ServesForm::Levelled { queue, level } => Self { queue, level },
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newcomer {
    pub interaction: InteractionId,
    pub queue: QueueId,
    #[serde(default)]
    pub kind: InteractionKind,
    #[serde(default)]
    pub priority: Priority,
    /// Who served this customer last.
    #[serde(default)]
    pub last_agent: Option<AgentId>,
    /// A colleague gives it on: never answered by itself (ACD-06).
    #[serde(default)]
    pub handed_over: bool,
    /// Since when the customer waits, for one who waited before, as after a restart. `None`: since now.
    #[serde(default)]
    pub since: Option<Timestamp>,
}

impl Newcomer {
    /// A call of somebody unknown.
    pub fn call(interaction: InteractionId, queue: QueueId) -> Self {
        Self {
            interaction,
            queue,
            kind: InteractionKind::Call,
            priority: Priority::Normal,
            last_agent: None,
            handed_over: false,
            since: None,
        }
    }
}
