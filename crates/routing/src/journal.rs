//! Replays journalled inputs and finds the first place where the outputs differ from those of the day.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{input::Input, output::Output, router::Router};

/// One handled input with everything that came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub at: Timestamp,
    pub input: Input,
    pub outputs: Vec<Output>,
}

/// Handles one input and returns what is to be journalled before the outputs act.
pub fn record(router: &mut Router, at: Timestamp, input: Input) -> Entry {
    router.handle(at, input.clone());
    let outputs = std::iter::from_fn(|| router.poll_output()).collect();
    Entry { at, input, outputs }
}

/// A tick that did nothing: it is not kept, and a replay comes out the same without it, because what is due happens
/// by its own instant before whatever comes next.
pub fn is_silent(entry: &Entry) -> bool {
    entry.input == Input::Tick && entry.outputs.is_empty()
}

/// An entry whose replay came out differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Index into the replayed entries.
    pub index: usize,
    pub replayed: Vec<Output>,
}

/// Replays entries from a `Reset` on. `None`: everything came out the same.
pub fn replay<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Option<Difference> {
    let mut router = Router::default();
    entries.into_iter().enumerate().find_map(|(index, entry)| {
        let replayed = record(&mut router, entry.at, entry.input.clone()).outputs;
        (replayed != entry.outputs).then_some(Difference { index, replayed })
    })
}

#[cfg(test)]
mod tests {
    use domain::{
        id::{AgentId, InteractionId, QueueId},
        queue::QueueRule,
        routing_policy::RoutingPolicy,
    };

    use super::*;
    use crate::input::{Newcomer, Serves, Start};

    #[test]
    fn entries_come_back_from_json_as_they_were() {
        let (agent, queue) = (AgentId::sample(1), QueueId::sample(1));
        let mut router = Router::default();
        for input in [
            Input::Reset(Start::new(RoutingPolicy::DEFAULT, u64::MAX)),
            Input::SetQueue { queue, rule: QueueRule::DEFAULT },
            Input::SignIn { agent, queues: vec![Serves::best(queue)], status: None },
            Input::Reachable { agent, reachable: true },
            Input::Enqueue(Newcomer::call(InteractionId::sample(1), queue)),
        ] {
            let entry = record(&mut router, Timestamp::UNIX_EPOCH, input);
            let stored = serde_json::to_string(&entry).unwrap();
            assert_eq!(serde_json::from_str::<Entry>(&stored).unwrap(), entry, "{stored}");
        }
    }

    #[test]
    fn inputs_from_before_there_were_levels_and_policies_are_still_read() {
        let read = |json: &str| serde_json::from_str::<Input>(json).unwrap();
        let id = "00000000-0000-0000-0000-000000000001";
        let reset = r#"{"Reset":{"lost_grace_seconds":10,"no_answer_limit":3,"retry_seconds":15}}"#;
        let policy = RoutingPolicy { no_answer_limit: 3, ..RoutingPolicy::DEFAULT };
        assert_eq!(read(reset), Input::Reset(Start { policy, seed: 0, edition: 0 }));
        let sign_in = format!(r#"{{"SignIn":{{"agent":"{id}","queues":["{id}"],"status":"Ready"}}}}"#);
        assert_eq!(
            read(&sign_in),
            Input::SignIn {
                agent: AgentId::sample(1),
                queues: vec![Serves::best(QueueId::sample(1))],
                status: Some(domain::agent_status::Chosen::Ready),
            }
        );
        let enqueue = format!(r#"{{"Enqueue":{{"interaction":"{id}","queue":"{id}"}}}}"#);
        assert_eq!(
            read(&enqueue),
            Input::Enqueue(Newcomer::call(InteractionId::sample(1), QueueId::sample(1)))
        );
    }
}
