//! Identities. Each noun has its own type, so that an agent can never be passed where a queue is meant.
//!
//! All are UUIDs of version 7: they sort by creation time, which keeps database indexes dense. They are made in
//! one place only (`center::ids`), because a replay must be able to make the same ones again.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            pub const fn new(uuid: Uuid) -> Self { Self(uuid) }
            pub const fn uuid(self) -> Uuid { self.0 }
            /// A fixed id for tests and examples: `AgentId::sample(7)` is always the same agent.
            pub const fn sample(n: u64) -> Self { Self(Uuid::from_u64_pair(0, n)) }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                // Samples print as their number, so that expected texts in tests stay readable.
                match self.0.as_u64_pair() {
                    (0, n) => write!(f, "{n}"),
                    _ => self.0.fmt(f),
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::parse_str(text).map(Self) }
        }
    )+};
}

ids! {
    AgentGroupId,
    AgentId,
    AuditEntryId,
    BrandId,
    CallLegId,
    CallbackRequestId,
    CategoryId,
    CustomerId,
    /// One contact on any channel. A call has the same id in `voice`, in `routing` and in its rows, so that one
    /// id joins every leg, recording and log line of it.
    InteractionId,
    /// An agent's warm connection to a browser; it outlives calls and ends with the tab or the shift.
    AgentLegId,
    OwnedNumberId,
    QueueId,
    QueueVisitId,
    RecordingId,
    ScenarioId,
    ScenarioVersionId,
    SignInEntryId,
    SoundId,
    StatusSpanId,
    TenantId,
    TextMessageId,
    TrunkId,
    WebSessionId,
}
