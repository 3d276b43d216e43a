//! The history: what has been talked about, by whom, how it went and why it went to whom.

pub mod decision;
pub mod wrap_up;

use std::collections::HashMap;

use domain::{
    agent::Agent,
    call_leg::CallLeg,
    id::{AgentId, InteractionId, QueueId},
    moment::Moment,
    page::{Listing, Page},
    permission::Permission,
    phone_number::PhoneNumber,
    queue::Queue,
    queue_visit::QueueVisit,
    recording::Recording,
    view::history::{HistoryFilter, HistoryRow},
    wrap_up::WrapUp,
};
use routing::{decision::Decision, output::Output};

use crate::{
    context::{Audit, Context, Reason},
    error::Error,
    journal_entry,
};

/// Everything known about one interaction, with the names that its rows refer to.
pub struct Detail {
    pub row: HistoryRow,
    pub scenario: Option<ScenarioUsed>,
    pub visits: Vec<QueueVisit>,
    pub legs: Vec<CallLeg>,
    pub moments: Vec<Moment>,
    pub recordings: Vec<Recording>,
    pub wrap_up: Option<WrapUp>,
    pub decisions: Vec<DecisionMade>,
    pub names: Names,
}

pub struct ScenarioUsed {
    pub name: String,
    pub version: u32,
}

/// Why an agent's phone rang.
pub struct DecisionMade {
    pub at: jiff::Timestamp,
    pub agent: AgentId,
    pub decision: Decision,
}

#[derive(Default)]
pub struct Names {
    pub agents: HashMap<AgentId, String>,
    pub queues: HashMap<QueueId, String>,
}

/// A page of the history, newest first. Agents see what they took part in.
pub async fn list(cx: &Context, mut filter: HistoryFilter, page: Page) -> Result<Listing<HistoryRow>, Error> {
    if !cx.may(Permission::ReadAllHistory) {
        cx.require(Permission::ReadOwnHistory)?;
        filter.agent = Some(cx.me.id);
    }
    Ok(cx.store.interactions().history(&filter, page).await?)
}

pub async fn detail(cx: &Context, id: InteractionId) -> Result<Detail, Error> {
    let row = find(cx, id).await?;
    let visits = cx.store.queue_visits().of_interaction(id).await?;
    let names = names(cx).await?;
    Ok(Detail {
        scenario: scenario_of(cx, &row).await?,
        decisions: decisions(cx, id, &visits).await?,
        visits,
        legs: cx.store.call_legs().of_interaction(id).await?,
        moments: cx.store.moments().of_interaction(id).await?,
        recordings: cx.store.recordings().of_interaction(id).await?,
        wrap_up: cx.store.wrap_ups().find(id).await?,
        names,
        row,
    })
}

/// The customer's number in full, for a reason that is kept.
pub async fn unmask(cx: &Context, id: InteractionId, reason: &str) -> Result<Option<PhoneNumber>, Error> {
    cx.require(Permission::Unmask)?;
    let reason = Reason::parse(reason)?;
    let row = find(cx, id).await?;
    let transaction = cx.store.begin().await?;
    cx.audit(&transaction, Audit::of(Permission::Unmask, "interaction", id.uuid()).reason(&reason)).await?;
    transaction.commit().await?;
    Ok(row.interaction.customer_number)
}

/// The row, if this person may see it. What has just happened to a call may not be in the tables yet: whoever is
/// about to be told that there is no such call waits for the journal once.
pub async fn find(cx: &Context, id: InteractionId) -> Result<HistoryRow, Error> {
    if let Some(row) = find_written(cx, id).await? {
        return Ok(row);
    }
    cx.catch_up().await?;
    find_written(cx, id).await?.ok_or_else(|| Error::not_found("interaction.not_found"))
}

async fn find_written(cx: &Context, id: InteractionId) -> Result<Option<HistoryRow>, Error> {
    let Some(row) = cx.store.interactions().history_row(id).await? else { return Ok(None) };
    let may = cx.may(Permission::ReadAllHistory) || served(cx, &row).await?;
    Ok(may.then_some(row))
}

/// Whether this person talks or has talked in it, or is being rung for it.
async fn served(cx: &Context, row: &HistoryRow) -> Result<bool, Error> {
    if row.interaction.agent == Some(cx.me.id) {
        return Ok(true);
    }
    let visits = cx.store.queue_visits().of_interaction(row.interaction.id).await?;
    // While it rings no row names the agent yet.
    Ok(visits.iter().any(|it| it.agent == Some(cx.me.id)) || serves(cx, row.interaction.id).await?)
}

async fn serves(cx: &Context, id: InteractionId) -> Result<bool, Error> {
    let desk = cx.floor().await?.desk(cx.me.id);
    let desk = desk.borrow().clone();
    let rings = desk.call.as_ref().is_some_and(|it| it.interaction == id);
    Ok(rings || desk.wrap_up.is_some_and(|it| it.interaction == id))
}

async fn names(cx: &Context) -> Result<Names, Error> {
    let agents = cx.store.agents().list().await?;
    let queues = cx.store.queues().list().await?;
    Ok(Names {
        agents: agents.into_iter().map(|Agent { id, name, .. }| (id, name)).collect(),
        queues: queues.into_iter().map(|Queue { id, name, .. }| (id, name)).collect(),
    })
}

async fn scenario_of(cx: &Context, row: &HistoryRow) -> Result<Option<ScenarioUsed>, Error> {
    let Some(version) = row.interaction.scenario_version else { return Ok(None) };
    let Some(version) = cx.store.scenarios().find_version(version).await? else { return Ok(None) };
    let scenario = cx.store.scenarios().find(version.scenario).await?;
    Ok(scenario.map(|it| ScenarioUsed { name: it.name, version: version.version }))
}

/// Finds, in the routing journal, each offer of the interaction with the decision behind it.
async fn decisions(
    cx: &Context,
    id: InteractionId,
    visits: &[QueueVisit],
) -> Result<Vec<DecisionMade>, Error> {
    let (Some(first), Some(last)) = (visits.first(), visits.last()) else { return Ok(vec![]) };
    let until = last.left_at.unwrap_or_else(|| cx.now());
    // The journal's times are those of the visits; its end is exclusive.
    let until = domain::time::after_ms(until, 1);
    let mut made = vec![];
    for stored in cx.store.routing_journal().between(first.entered_at, until).await? {
        let entry = match journal_entry::open(&stored) {
            Ok(entry) => entry,
            Err(error) => {
                tracing::warn!("{error}");
                continue;
            }
        };
        for output in entry.outputs {
            if let Output::Offer { interaction, agent, decision, .. } = output
                && interaction == id
            {
                made.push(DecisionMade { at: entry.at, agent, decision });
            }
        }
    }
    Ok(made)
}
