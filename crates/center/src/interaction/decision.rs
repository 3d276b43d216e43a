//! Why an agent's phone rang, as codes of sentences.

use domain::interaction::Priority;
use routing::decision::{Candidate, Decision, PassedOver, Rule};

/// What decided. An agent who is the only one ready needs no rule.
pub fn rule(decision: &Decision) -> &'static str {
    match decision.rule {
        Rule::LastAgent => "decision.last_agent",
        _ if decision.ready <= 1 => "decision.only_one",
        Rule::LongestIdle => "decision.longest_idle",
        Rule::RoundRobin => "decision.round_robin",
        Rule::Random => "decision.random",
        Rule::FewestHandled => "decision.fewest_handled",
        Rule::Fixed => "decision.fixed",
    }
}

/// What brought the customer forward; nothing for one who waited like everybody else.
pub fn priority(decision: &Decision) -> Option<&'static str> {
    match decision.priority {
        Priority::Normal => None,
        Priority::Callback => Some("decision.callback"),
        Priority::Vip => Some("decision.vip"),
        Priority::Returned => Some("decision.returned"),
    }
}

/// How a candidate fared.
pub fn candidate(candidate: &Candidate) -> &'static str {
    match candidate.passed_over {
        None => "candidate.chosen",
        Some(PassedOver::Resting) => "candidate.resting",
        Some(PassedOver::Level) => "candidate.level",
        Some(PassedOver::Order) => "candidate.order",
    }
}
