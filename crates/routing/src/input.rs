//! Everything that can happen to routing. Journalled before its outputs act (invariant 2).

use domain::{
    agent_status::{AfterCall, Chosen},
    id::{AgentId, InteractionId, QueueId},
    queue::QueueRule,
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Input {
    /// Forget everything. The first input of every life of the process, so that a replay knows where to begin.
    Reset(Policy),
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
        queues: Vec<QueueId>,
    },

    SignIn {
        agent: AgentId,
        queues: Vec<QueueId>,
        status: Chosen,
    },
    /// Also takes the agent off a call; the customer goes back to the front of the queue. After the queue's last agent
    /// whoever waits goes back to the driver as [`Unstaffed`](crate::output::Output::Unstaffed).
    SignOut {
        agent: AgentId,
    },
    /// The agent's own choice. Ignored while a call rings or runs (ACD-02); book with `Book` instead.
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
    Enqueue {
        interaction: InteractionId,
        queue: QueueId,
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

/// Rules of the tenant that are not a queue's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// How long a lost agent may take to come back before the customer is given to somebody else.
    pub lost_grace_seconds: u32,
    /// After so many calls rang out in a row the agent is set away (부재).
    pub no_answer_limit: u32,
    /// How long an agent who declined or missed an interaction is not offered the same one again.
    pub retry_seconds: u32,
}

impl Policy {
    pub const DEFAULT: Self = Self { lost_grace_seconds: 10, no_answer_limit: 2, retry_seconds: 15 };
}
