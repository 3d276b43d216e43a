//! The history: list, detail, write-up, and seeing a number in full.

use center::interaction::{self, Detail, wrap_up};
use domain::{
    call_leg::LegParty,
    channel::{Channel, Direction},
    end_reason::EndReason,
    id::{AgentId, CategoryId, InteractionId, QueueId},
    interaction::Outcome,
    masking,
    number_query::NumberQuery,
    page::Listing,
    queue_visit::VisitOutcome,
    recording::RecordingState,
    time,
    view::history::{HistoryFilter, HistoryRow, WrapUpState},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    desk::{CustomerName, DigitsTaken, StatusChoice, seconds},
    page::PageQuery,
    problem::Problem,
    request::{Body, Path, Query},
    requester::{Language, Me},
    timeline,
    word::word,
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// First Korean day.
    from: Option<Date>,
    /// Last Korean day.
    to: Option<Date>,
    queue_id: Option<Uuid>,
    agent_id: Option<Uuid>,
    #[param(schema_with = word::<Outcome>)]
    outcome: Option<Outcome>,
    #[param(schema_with = word::<Channel>)]
    channel: Option<Channel>,
    /// A whole number, or exactly its last four digits.
    number: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct InteractionList {
    items: Vec<InteractionRow>,
    total: u64,
    page: u32,
    per_page: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct InteractionRow {
    id: Uuid,
    started_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    #[schema(schema_with = word::<Channel>)]
    channel: Channel,
    #[schema(schema_with = word::<Direction>)]
    direction: Direction,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_masked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<CustomerName>,
    brand_name: String,
    menu_path: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    queue_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_name: Option<String>,
    #[schema(schema_with = word::<Outcome>)]
    outcome: Outcome,
    #[schema(schema_with = word::<EndReason>, required = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    end_reason: Option<EndReason>,
    wait_seconds: f64,
    talk_seconds: f64,
    recording: RecordingWord,
    category_path: Vec<String>,
    #[schema(schema_with = word::<WrapUpState>)]
    wrap_up: WrapUpState,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordingWord {
    None,
    Running,
    Ready,
    Lost,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct InteractionDetail {
    #[serde(flatten)]
    row: InteractionRow,
    dialed_number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connected_at: Option<Timestamp>,
    hold_seconds: f64,
    digits_taken: Vec<DigitsTaken>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario_version: Option<u32>,
    visits: Vec<Visit>,
    legs: Vec<Leg>,
    timeline: Vec<TimelineEntry>,
    recordings: Vec<RecordingLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saved_wrap_up: Option<WrapUp>,
    /// Why each agent's phone rang, in words.
    decisions: Vec<DecisionLine>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Visit {
    queue_name: String,
    entered_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_at: Option<Timestamp>,
    #[schema(schema_with = word::<VisitOutcome>, required = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<VisitOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_name: Option<String>,
    offers: u32,
    declines: u32,
    no_answers: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Leg {
    #[schema(schema_with = word::<LegParty>)]
    party: LegParty,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_name: Option<String>,
    started_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    network_reason: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineEntry {
    pub at: Timestamp,
    #[schema(schema_with = word::<domain::moment::MomentKind>)]
    pub kind: domain::moment::MomentKind,
    /// Ready to show, in the language asked for.
    pub text: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RecordingLine {
    id: Uuid,
    #[schema(schema_with = word::<RecordingState>)]
    state: RecordingState,
    started_at: Timestamp,
    duration_ms: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct WrapUp {
    agent_id: Uuid,
    agent_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    category_id: Option<Uuid>,
    text: String,
    /// Missing while it is a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    saved_at: Option<Timestamp>,
    updated_at: Timestamp,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionLine {
    pub at: Timestamp,
    pub text: String,
    /// Agents who were ready, in the order of the rule, and how each fared; at most five.
    pub candidates: Vec<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct WrapUpForm {
    #[serde(default)]
    category_id: Option<Uuid>,
    /// At most 1,024 characters.
    text: String,
    /// A draft is kept but is not yet the agent's word.
    draft: bool,
    /// What the agent wants to be next, when this was the last interaction.
    #[serde(default)]
    then: Option<StatusChoice>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct ReasonForm {
    /// 2 to 200 characters; kept in the audit.
    pub reason: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct UnmaskedNumber {
    /// Missing when withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// The history, newest first. Agents see what they took part in.
#[utoipa::path(get, path = "/interactions", tag = "history", params(HistoryQuery, PageQuery), responses((status = 200, body = InteractionList)))]
pub async fn list(
    me: Me,
    Query(query): Query<HistoryQuery>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<InteractionList>, Problem> {
    let filter = me.told(filter(query))?;
    let page = page.page();
    let Listing { items, total } = me.told(interaction::list(&me.cx, filter, page).await)?;
    let items = items.into_iter().map(row).collect();
    Ok(axum::Json(InteractionList { items, total, page: page.number, per_page: page.size }))
}

#[utoipa::path(get, path = "/interactions/{id}", tag = "history", params(("id" = Uuid, Path)), responses((status = 200, body = InteractionDetail)))]
pub async fn read(me: Me, Path(id): Path<Uuid>) -> Result<axum::Json<InteractionDetail>, Problem> {
    let detail = me.told(interaction::detail(&me.cx, InteractionId::new(id)).await)?;
    Ok(axum::Json(describe(detail, me.language)))
}

/// Save the write-up, as a draft or for good. It may be changed again later.
#[utoipa::path(put, path = "/interactions/{id}/wrap-up", tag = "history", params(("id" = Uuid, Path)), request_body = WrapUpForm, responses((status = 200, body = WrapUp)))]
pub async fn save_wrap_up(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<WrapUpForm>,
) -> Result<axum::Json<WrapUp>, Problem> {
    let draft = wrap_up::Draft {
        category: body.category_id.map(CategoryId::new),
        text: body.text,
        is_draft: body.draft,
        then: body.then.map(Into::into),
    };
    let saved = me.told(wrap_up::save(&me.cx, InteractionId::new(id), draft).await)?;
    let agent_name = if saved.agent == me.cx.me.id { me.cx.me.name.clone() } else { String::new() };
    Ok(axum::Json(wrap_up_line(saved, agent_name)))
}

/// The customer's number in full.
#[utoipa::path(post, path = "/interactions/{id}/unmask", tag = "history", params(("id" = Uuid, Path)), request_body = ReasonForm, responses((status = 200, body = UnmaskedNumber)))]
pub async fn unmask(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<ReasonForm>,
) -> Result<axum::Json<UnmaskedNumber>, Problem> {
    let number = me.told(interaction::unmask(&me.cx, InteractionId::new(id), &body.reason).await)?;
    Ok(axum::Json(UnmaskedNumber { number: number.map(|it| it.formatted()) }))
}

fn filter(query: HistoryQuery) -> Result<HistoryFilter, center::error::Error> {
    let number = query.number.as_deref().map(str::trim).filter(|it| !it.is_empty());
    Ok(HistoryFilter {
        from: query.from.map(time::day_start),
        to: query.to.map(|it| time::day_bounds(it).1),
        queue: query.queue_id.map(QueueId::new),
        agent: query.agent_id.map(AgentId::new),
        outcome: query.outcome,
        channel: query.channel,
        number: number
            .map(NumberQuery::parse)
            .transpose()
            .map_err(|it| center::error::Error::field("number", it))?,
    })
}

pub fn row(row: HistoryRow) -> InteractionRow {
    let outcome = row.interaction.outcome();
    let it = row.interaction;
    InteractionRow {
        id: it.id.uuid(),
        started_at: it.started_at,
        ended_at: it.ended_at,
        channel: it.channel,
        direction: it.direction,
        number_masked: it.customer_number.as_ref().map(|it| it.masked()),
        customer: row.customer.map(|it| CustomerName {
            id: it.id.uuid(),
            name: masking::name(&it.name),
            vip: it.vip,
        }),
        brand_name: row.brand_name.unwrap_or_default(),
        menu_path: it.menu_path,
        queue_name: row.queue_name,
        agent_id: it.agent.map(|it| it.uuid()),
        agent_name: row.agent_name,
        outcome,
        end_reason: it.end_reason,
        wait_seconds: seconds(it.wait_ms),
        talk_seconds: seconds(it.talk_ms),
        recording: match row.recording {
            None => RecordingWord::None,
            Some(RecordingState::Running) => RecordingWord::Running,
            Some(RecordingState::Ready) => RecordingWord::Ready,
            Some(RecordingState::Lost) => RecordingWord::Lost,
        },
        category_path: row.category_path,
        wrap_up: row.wrap_up,
    }
}

fn describe(detail: Detail, language: Language) -> InteractionDetail {
    let it = detail.row.interaction.clone();
    let agent_name = |id: Option<AgentId>| id.and_then(|id| detail.names.agents.get(&id).cloned());
    let queue_name = |id: &QueueId| detail.names.queues.get(id).cloned().unwrap_or_default();
    InteractionDetail {
        dialed_number: it.dialed_number.formatted(),
        answered_at: it.answered_at,
        connected_at: it.connected_at,
        hold_seconds: seconds(it.hold_ms),
        digits_taken: it.digits_taken.iter().map(DigitsTaken::of).collect(),
        scenario_name: detail.scenario.as_ref().map(|it| it.name.clone()),
        scenario_version: detail.scenario.as_ref().map(|it| it.version),
        timeline: timeline::entries(&detail.moments, &detail.recordings, &detail.names, language),
        decisions: timeline::decisions(&detail.decisions, &detail.names, language),
        visits: detail
            .visits
            .iter()
            .map(|it| Visit {
                queue_name: queue_name(&it.queue),
                entered_at: it.entered_at,
                left_at: it.left_at,
                outcome: it.outcome,
                agent_name: agent_name(it.agent),
                offers: it.offers,
                declines: it.declines,
                no_answers: it.no_answers,
            })
            .collect(),
        legs: detail
            .legs
            .iter()
            .map(|it| Leg {
                party: it.party,
                agent_name: agent_name(it.agent),
                started_at: it.started_at,
                answered_at: it.answered_at,
                ended_at: it.ended_at,
                network_reason: it.network_reason.clone(),
            })
            .collect(),
        recordings: detail
            .recordings
            .iter()
            .map(|it| RecordingLine {
                id: it.id.uuid(),
                state: it.state,
                started_at: it.started_at,
                duration_ms: it.duration_ms,
            })
            .collect(),
        saved_wrap_up: detail.wrap_up.clone().map(|it| {
            let name = agent_name(Some(it.agent)).unwrap_or_default();
            wrap_up_line(it, name)
        }),
        row: row(detail.row),
    }
}

fn wrap_up_line(it: domain::wrap_up::WrapUp, agent_name: String) -> WrapUp {
    WrapUp {
        agent_id: it.agent.uuid(),
        agent_name,
        category_id: it.category.map(|it| it.uuid()),
        text: it.text.as_str().to_owned(),
        saved_at: it.saved_at,
        updated_at: it.updated_at,
    }
}
