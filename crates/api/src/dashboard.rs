//! The dashboard: today's figures, queues, agents, lines, and what needs attention.

use center::{
    context::Context,
    dashboard::{self, Warning},
    floor::view,
};
use domain::{roll_up::QueueFigures, trunk::TrunkState};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    desk::{self, Softphone, Status, Waiting, seconds},
    problem::Problem,
    requester::{Language, Me},
    sentence::{self, tell},
    word::word,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct Dashboard {
    at: Timestamp,
    totals: Totals,
    /// 15-minute slots of today.
    trend: Vec<TrendPoint>,
    queues: Vec<QueueLine>,
    agents: Vec<AgentLine>,
    waiting: Vec<Waiting>,
    lines: Lines,
    callbacks_waiting: u32,
    warnings: Vec<WarningLine>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Totals {
    offered: u32,
    answered: u32,
    abandoned: u32,
    short_abandoned: u32,
    callbacks: u32,
    /// Answered ÷ offered, 0–1. Missing before the first call.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_rate: Option<f64>,
    /// Answered in time ÷ offered, 0–1.
    #[serde(skip_serializing_if = "Option::is_none")]
    service_level: Option<f64>,
    /// Answered in time ÷ answered, 0–1: the other definition in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    service_level_of_answered: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mean_wait_seconds: Option<f64>,
    waiting: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    longest_waiting_since: Option<Timestamp>,
    targets: Targets,
    /// The same weekday a week ago, up to the same time of day.
    same_day_last_week: LastWeek,
}

/// Of the queue with the most calls today.
#[derive(Debug, Serialize, ToSchema)]
pub struct Targets {
    answer_rate: f64,
    service_level: f64,
    service_level_seconds: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LastWeek {
    offered: u32,
    abandoned: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_rate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_level: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mean_wait_seconds: Option<f64>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TrendPoint {
    at: Timestamp,
    offered: u32,
    answered: u32,
    abandoned: u32,
    last_week_offered: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct QueueLine {
    id: Uuid,
    name: String,
    offered: u32,
    answered: u32,
    abandoned: u32,
    waiting: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    longest_since: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_rate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_level: Option<f64>,
    service_level_target: f64,
    ready_agents: usize,
    signed_in_agents: usize,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AgentLine {
    id: Uuid,
    name: String,
    group_name: String,
    status: Status,
    softphone: Softphone,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Lines {
    trunks: Vec<TrunkLine>,
    in_ivr: usize,
    waiting: usize,
    talking: usize,
    recording: usize,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TrunkLine {
    id: Uuid,
    name: String,
    #[schema(schema_with = word::<TrunkState>)]
    state: TrunkState,
    in_use: usize,
    channels: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct WarningLine {
    code: WarningCode,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    queue_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trunk_id: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    QueueWithoutAgents,
    TrunkDown,
    StoreBehind,
}

/// The floor at a glance; follow it over the socket.
#[utoipa::path(get, path = "/dashboard", tag = "dashboard", responses((status = 200, body = Dashboard)))]
pub async fn read(me: Me) -> Result<axum::Json<Dashboard>, Problem> {
    let shown = me.told(dashboard::follow(&me.cx).await)?;
    let shown = shown.borrow().clone();
    Ok(axum::Json(describe(&me.cx, &shown, me.language)))
}

pub fn describe(cx: &Context, it: &view::Dashboard, language: Language) -> Dashboard {
    Dashboard {
        at: cx.now(),
        totals: totals(it),
        trend: it
            .trend
            .iter()
            .map(|it| TrendPoint {
                at: it.slot,
                offered: it.today.offered,
                answered: it.today.answered,
                abandoned: it.today.abandoned,
                last_week_offered: it.last_week.offered,
            })
            .collect(),
        queues: it.queues.iter().map(queue_line).collect(),
        agents: it
            .agents
            .iter()
            .map(|it| AgentLine {
                id: it.agent.uuid(),
                name: it.name.clone(),
                group_name: it.group_name.clone(),
                status: desk::status(&it.status),
                softphone: desk::softphone(it.softphone_up),
            })
            .collect(),
        waiting: it.waiting.iter().map(desk::waiting).collect(),
        lines: Lines {
            trunks: it.trunks.iter().map(trunk_line).collect(),
            in_ivr: it.lines.in_ivr,
            waiting: it.lines.waiting,
            talking: it.lines.talking,
            recording: it.lines.recording,
        },
        callbacks_waiting: it.callbacks_waiting,
        warnings: dashboard::warnings(cx, it).into_iter().map(|it| warning(it, language)).collect(),
    }
}

/// What was last seen of a trunk, or that it is switched off.
pub fn trunk_state(it: &view::TrunkView) -> TrunkState {
    if !it.enabled {
        return TrunkState::Disabled;
    }
    it.line.as_ref().map_or(TrunkState::Unknown, |line| line.finding.state())
}

fn totals(it: &view::Dashboard) -> Totals {
    let day = &it.day;
    let busiest = it.queues.iter().max_by_key(|it| it.figures.offered).map(|it| it.rule);
    let rule = busiest.unwrap_or(domain::queue::QueueRule::DEFAULT);
    Totals {
        offered: day.offered,
        answered: day.answered,
        abandoned: day.abandoned,
        short_abandoned: day.short_abandoned,
        callbacks: day.callbacks,
        answer_rate: day.answer_rate(),
        service_level: day.service_level_of_offered(),
        service_level_of_answered: day.service_level_of_answered(),
        mean_wait_seconds: day.mean_answered_wait_ms().map(seconds),
        waiting: it.waiting.len(),
        longest_waiting_since: it.waiting.first().map(|it| it.since),
        targets: Targets {
            answer_rate: f64::from(rule.answer_rate_target) / 100.0,
            service_level: f64::from(rule.service_level_target) / 100.0,
            service_level_seconds: rule.service_level_seconds,
        },
        same_day_last_week: last_week(&it.last_week),
    }
}

fn last_week(it: &QueueFigures) -> LastWeek {
    LastWeek {
        offered: it.offered,
        abandoned: it.abandoned,
        answer_rate: it.answer_rate(),
        service_level: it.service_level_of_offered(),
        mean_wait_seconds: it.mean_answered_wait_ms().map(seconds),
    }
}

fn queue_line(it: &view::QueueLine) -> QueueLine {
    QueueLine {
        id: it.queue.uuid(),
        name: it.name.clone(),
        offered: it.figures.offered,
        answered: it.figures.answered,
        abandoned: it.figures.abandoned,
        waiting: it.waiting,
        longest_since: it.longest_since,
        answer_rate: it.figures.answer_rate(),
        service_level: it.figures.service_level_of_offered(),
        service_level_target: f64::from(it.rule.service_level_target) / 100.0,
        ready_agents: it.ready_agents,
        signed_in_agents: it.signed_in_agents,
    }
}

fn trunk_line(it: &view::TrunkView) -> TrunkLine {
    TrunkLine {
        id: it.trunk.uuid(),
        name: it.name.clone(),
        state: trunk_state(it),
        in_use: it.in_use,
        channels: it.channels,
    }
}

fn warning(warning: Warning, language: Language) -> WarningLine {
    match warning {
        Warning::QueueWithoutAgents { queue, name, waiting } => {
            let code = if waiting > 0 {
                "warning.queue_waiting_without_agents"
            } else {
                "warning.queue_without_agents"
            };
            WarningLine {
                code: WarningCode::QueueWithoutAgents,
                text: tell(language, code, &[("queue", name), ("waiting", waiting.to_string())]),
                queue_id: Some(queue.uuid()),
                trunk_id: None,
            }
        }
        Warning::TrunkDown { trunk, name, finding } => WarningLine {
            code: WarningCode::TrunkDown,
            text: tell(
                language,
                "warning.trunk_down",
                &[("trunk", name), ("why", sentence::trunk_finding(finding, language))],
            ),
            queue_id: None,
            trunk_id: Some(trunk.uuid()),
        },
        Warning::StoreBehind { seconds } => WarningLine {
            code: WarningCode::StoreBehind,
            text: tell(language, "warning.store_behind", &[("seconds", seconds.to_string())]),
            queue_id: None,
            trunk_id: None,
        },
    }
}
