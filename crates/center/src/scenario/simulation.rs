//! Trying a document out before anybody hears it: by hand in the simulator, and by its tests.

use std::{collections::HashMap, sync::Arc};

use domain::{
    id::{QueueId, ScenarioId},
    permission::Permission,
};
use flow::{
    check::Code,
    document::Scenario as Document,
    medium::Medium,
    scenario_test::{self, TestResult},
    simulator::{self, Played, Setting, Staffing, Step},
};

use jiff::civil::DateTime;

use super::{finding::refuse_findings, not_found, read_document, surroundings};
use crate::{
    context::Context,
    error::{Error, Kind, Refusal},
};

/// More moves than anybody makes; each is replayed every time.
const MAX_STEPS: usize = 200;

pub struct Simulated {
    pub played: Played,
    pub queue_names: HashMap<QueueId, String>,
}

pub struct TestRun {
    pub results: Vec<TestResult>,
    pub queue_names: HashMap<QueueId, String>,
}

/// A document and what is done with it.
pub struct Moves {
    pub document: serde_json::Value,
    /// Korean wall-clock time, `2026-11-20T14:30`.
    pub at: String,
    pub staffing: Staffing,
    pub medium: Medium,
    /// At most 200, always from the beginning.
    pub steps: Vec<Step>,
}

/// Plays the document as it is on the editor's screen, saved or not.
pub async fn simulate(cx: &Context, id: ScenarioId, moves: Moves) -> Result<Simulated, Error> {
    cx.require(Permission::ReadSettings)?;
    let document = read_document(moves.document)?;
    let scenario = cx.store.scenarios().find(id).await?.ok_or_else(not_found)?;
    if moves.steps.len() > MAX_STEPS {
        return Err(Error::field("steps", "steps.too_many"));
    }
    let at = DateTime::strptime("%Y-%m-%dT%H:%M", &moves.at)
        .map_err(|_| Refusal::new(Kind::Invalid, "simulation.time").with("given", &moves.at))?;
    refuse_unwalkable(cx, &document).await?;
    let mut setting = Setting::at(at);
    setting.staffing = moves.staffing;
    setting.caller.medium = moves.medium;
    setting.forced = scenario.forced_hours.and_then(|it| it.at(domain::time::from_local(at)));
    let played = simulator::play(Arc::new(document), setting, &moves.steps);
    Ok(Simulated { played, queue_names: queue_names(cx).await? })
}

/// Runs the tests of the document on the editor's screen.
pub async fn test(cx: &Context, id: ScenarioId, document: serde_json::Value) -> Result<TestRun, Error> {
    cx.require(Permission::ReadSettings)?;
    let document = read_document(document)?;
    cx.store.scenarios().find(id).await?.ok_or_else(not_found)?;
    refuse_unwalkable(cx, &document).await?;
    Ok(TestRun { results: scenario_test::run(&document), queue_names: queue_names(cx).await? })
}

pub(super) async fn queue_names(cx: &Context) -> Result<HashMap<QueueId, String>, Error> {
    Ok(cx.store.queues().list().await?.into_iter().map(|it| (it.id, it.name)).collect())
}

/// Of a stored document, whose keys have been told apart when it was saved.
pub(super) fn run_tests(document: &Document) -> Vec<TestResult> {
    scenario_test::run(document)
}

/// A tree with two ways for one key cannot be walked, and an endless one not in time.
async fn refuse_unwalkable(cx: &Context, document: &Document) -> Result<(), Error> {
    let findings = flow::check::check(document, &surroundings(cx).await?).into_iter();
    refuse_findings(findings.filter(|it| {
        matches!(it.code, Code::DigitTwice | Code::TooManyMenus | Code::TooManyTests | Code::SchemaUnknown)
    }))
}
