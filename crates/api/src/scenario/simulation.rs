//! Trying a document out: the simulator, and the tests.

use std::collections::HashMap;

use center::scenario::{self, Moves, Simulated};
use domain::{
    digit::Digit,
    end_reason::EndReason,
    id::{QueueId, ScenarioId, SoundId},
    queue_visit::VisitOutcome,
};
use flow::{
    medium::Medium,
    scenario_test::{Got, TestResult},
    session::Awaiting,
    simulator::{Staffing, Step, What},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::document::ScenarioDocument;
use crate::{
    problem::Problem,
    request::{Body, Path},
    requester::{Language, Me},
    sentence::{self, tell},
    word::word,
};

#[derive(Debug, Deserialize, ToSchema)]
pub struct SimulationBody {
    /// As it is on the screen, saved or not.
    #[schema(value_type = ScenarioDocument)]
    document: serde_json::Value,
    /// Korean wall-clock time, `2026-11-20T14:30`.
    at: String,
    staffing: SimulatedStaffing,
    channel: SimulatedChannel,
    /// At most 200, always from the beginning.
    steps: Vec<SimulationStep>,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SimulatedStaffing {
    Ready,
    /// Everybody talks.
    Busy,
    /// Nobody is signed in.
    None,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SimulatedChannel {
    Voice,
    Text,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum SimulationStep {
    Press {
        /// `0`–`9`, `*` or `#`.
        #[schema(value_type = String)]
        digit: Digit,
    },
    Wait {
        #[schema(minimum = 1, maximum = 3600)]
        seconds: u32,
    },
    AgentAnswers,
    HangUp,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Simulation {
    happenings: Vec<Happening>,
    awaiting: SimulationAwaits,
    /// Keys that lead on now, for the keypad.
    digits: Vec<String>,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SimulationAwaits {
    Key,
    /// Several digits, ended by `#`.
    Digits,
    Message,
    Agent,
    Nothing,
}

/// What happened, and when: milliseconds since the call was picked up.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    Said {
        at_ms: i64,
        texts: Vec<String>,
        /// Of each text the sound that is heard instead.
        sound_ids: Vec<Option<Uuid>>,
        /// Roughly.
        duration_ms: i64,
        choices: Vec<SimulatedChoice>,
    },
    Pressed {
        at_ms: i64,
        digit: String,
    },
    Entered {
        at_ms: i64,
        path: Vec<String>,
    },
    Queued {
        at_ms: i64,
        queue: String,
    },
    LeftQueue {
        at_ms: i64,
        #[schema(schema_with = word::<VisitOutcome>)]
        outcome: VisitOutcome,
    },
    Connected {
        at_ms: i64,
    },
    CallbackRequested {
        at_ms: i64,
    },
    TextSent {
        at_ms: i64,
        text: String,
    },
    Forwarded {
        at_ms: i64,
        number: String,
    },
    Voicemail {
        at_ms: i64,
    },
    VoicemailLeft {
        at_ms: i64,
    },
    DigitsTaken {
        at_ms: i64,
        label: String,
        digits: String,
    },
    Music {
        at_ms: i64,
    },
    Ended {
        at_ms: i64,
        #[schema(schema_with = word::<EndReason>)]
        reason: EndReason,
        text: String,
    },
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SimulatedChoice {
    digit: String,
    name: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct TestRunBody {
    #[schema(value_type = ScenarioDocument)]
    document: serde_json::Value,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioTestResult {
    /// Of the test in the document.
    index: usize,
    passed: bool,
    /// What came, in a sentence.
    got: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioTestRun {
    results: Vec<ScenarioTestResult>,
}

/// Play the scenario through as a caller or a chat visitor would meet it, without anybody calling.
#[utoipa::path(post, path = "/scenarios/{id}/simulate", tag = "scenarios", params(("id" = Uuid, Path)), request_body = SimulationBody, responses((status = 200, body = Simulation)))]
pub async fn simulate(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<SimulationBody>,
) -> Result<axum::Json<Simulation>, Problem> {
    let staffing = match body.staffing {
        SimulatedStaffing::Ready => Staffing::Ready,
        SimulatedStaffing::Busy => Staffing::Busy,
        SimulatedStaffing::None => Staffing::Nobody,
    };
    let medium = match body.channel {
        SimulatedChannel::Voice => Medium::Voice,
        SimulatedChannel::Text => Medium::Text,
    };
    let steps = body.steps.iter().map(step).collect();
    let moves = Moves { document: body.document, at: body.at, staffing, medium, steps };
    let simulated = scenario::simulate(&me.cx, ScenarioId::new(id), moves).await;
    Ok(axum::Json(describe(me.language, me.told(simulated)?)))
}

/// Run the tests of a document, saved or not.
#[utoipa::path(post, path = "/scenarios/{id}/test-runs", tag = "scenarios", params(("id" = Uuid, Path)), request_body = TestRunBody, responses((status = 200, body = ScenarioTestRun)))]
pub async fn test(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<TestRunBody>,
) -> Result<axum::Json<ScenarioTestRun>, Problem> {
    let run = me.told(scenario::test(&me.cx, ScenarioId::new(id), body.document).await)?;
    Ok(axum::Json(ScenarioTestRun { results: told_results(me.language, &run.results, &run.queue_names) }))
}

pub fn told_results(
    language: Language,
    results: &[TestResult],
    queues: &HashMap<QueueId, String>,
) -> Vec<ScenarioTestResult> {
    let got = |got: &Got| match got {
        Got::Queue(queue) => {
            let name = queues.get(queue).cloned().unwrap_or_default();
            tell(language, "scenario_test.got_queue", &[("queue", name)])
        }
        Got::Ended { reason } => {
            tell(language, "scenario_test.got_end", &[("reason", end_of_play(language, *reason))])
        }
        Got::Asked { said } => tell(language, "scenario_test.got_question", &[("said", said.clone())]),
    };
    let results = results.iter().enumerate();
    results.map(|(index, it)| ScenarioTestResult { index, passed: it.passed, got: got(&it.got) }).collect()
}

fn step(step: &SimulationStep) -> Step {
    match step {
        SimulationStep::Press { digit } => Step::Press(*digit),
        SimulationStep::Wait { seconds } => Step::Wait { seconds: (*seconds).min(3_600) },
        SimulationStep::AgentAnswers => Step::AgentAnswers,
        SimulationStep::HangUp => Step::HangUp,
    }
}

fn describe(language: Language, simulated: Simulated) -> Simulation {
    let Simulated { played, queue_names } = simulated;
    let last_choices = played.happenings.iter().rev().find_map(|it| match &it.what {
        What::Said { choices, .. } => Some(choices.iter().map(|it| it.digit).collect::<Vec<_>>()),
        _ => None,
    });
    let last_choices = last_choices.unwrap_or_default();
    let happenings = played.happenings.into_iter().map(|it| {
        let at_ms = it.at_ms;
        match it.what {
            What::Said { utterances, choices, about_ms } => Happening::Said {
                at_ms,
                sound_ids: utterances.iter().map(|it| it.sound.map(SoundId::uuid)).collect(),
                texts: utterances.into_iter().map(|it| it.text).collect(),
                duration_ms: about_ms,
                choices: choices
                    .into_iter()
                    .map(|it| SimulatedChoice { digit: it.digit.to_string(), name: it.name })
                    .collect(),
            },
            What::Pressed(digit) => Happening::Pressed { at_ms, digit: digit.to_string() },
            What::Entered { path } => Happening::Entered { at_ms, path },
            What::Queued(queue) => {
                Happening::Queued { at_ms, queue: queue_names.get(&queue).cloned().unwrap_or_default() }
            }
            What::LeftQueue(outcome) => Happening::LeftQueue { at_ms, outcome },
            What::Connected => Happening::Connected { at_ms },
            What::CallbackRequested { .. } => Happening::CallbackRequested { at_ms },
            What::DigitsTaken { label, digits } => Happening::DigitsTaken { at_ms, label, digits },
            What::TextSent { text } => Happening::TextSent { at_ms, text },
            What::Forwarded { number } => Happening::Forwarded { at_ms, number },
            What::MessageBegun => Happening::Voicemail { at_ms },
            What::MessageTaken => Happening::VoicemailLeft { at_ms },
            What::Music => Happening::Music { at_ms },
            What::Ended(reason) => Happening::Ended { at_ms, reason, text: end_of_play(language, reason) },
        }
    });
    Simulation {
        happenings: happenings.collect(),
        awaiting: match played.awaiting {
            Awaiting::Key => SimulationAwaits::Key,
            Awaiting::Digits => SimulationAwaits::Digits,
            Awaiting::Message => SimulationAwaits::Message,
            Awaiting::Agent => SimulationAwaits::Agent,
            Awaiting::Nothing => SimulationAwaits::Nothing,
        },
        digits: live_keys(played.awaiting, &last_choices),
    }
}

/// Where nobody calls, a failure is a menu that is not finished.
fn end_of_play(language: Language, reason: EndReason) -> String {
    match reason {
        EndReason::Failed => tell(language, "simulation.unfinished", &[]),
        reason => tell(language, sentence::end_reason(&reason.to_string()), &[]),
    }
}

fn live_keys(awaiting: Awaiting, choices: &[Digit]) -> Vec<String> {
    match awaiting {
        Awaiting::Key => choices.iter().map(ToString::to_string).collect(),
        Awaiting::Digits => "0123456789*#".chars().map(String::from).collect(),
        Awaiting::Message => vec!["#".to_owned()],
        Awaiting::Agent | Awaiting::Nothing => vec![],
    }
}
