//! The company's rules of routing that are no queue's.

use axum::http::StatusCode;
use center::routing_policy;
use domain::routing_policy as rule;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    desk::{AfterCallChoice, StatusChoice},
    problem::Problem,
    request::Body,
    requester::Me,
};

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct RoutingPolicy {
    /// How long a lost agent may take to come back before the customer goes to somebody else.
    #[schema(minimum = 0, maximum = 60)]
    lost_grace_seconds: u32,
    /// So many calls rang out in a row: the agent is set away.
    #[schema(minimum = 1, maximum = 20)]
    no_answer_limit: u32,
    /// An agent is not offered again so soon what he let pass.
    #[schema(minimum = 1, maximum = 300)]
    retry_seconds: u32,
    after_sign_in: StatusChoice,
    after_call: AfterCallChoice,
    /// Missing: agents answer themselves.
    #[schema(minimum = 0, maximum = 10)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    auto_answer_seconds: Option<u32>,
    /// A VIP is served as if he had come so much earlier.
    #[schema(minimum = 0, maximum = 3600)]
    vip_bonus_seconds: u32,
    #[schema(minimum = 0, maximum = 3600)]
    callback_bonus_seconds: u32,
    capacity: Capacity,
}

/// How much one agent serves at a time, beside one call.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct Capacity {
    #[schema(minimum = 0, maximum = 20)]
    chats: u32,
    #[schema(minimum = 0, maximum = 50)]
    tickets: u32,
    call_beside_others: bool,
    chat_during_call: bool,
    ticket_during_call: bool,
}

#[utoipa::path(get, path = "/routing-policy", tag = "queues", responses((status = 200, body = RoutingPolicy)))]
pub async fn read(me: Me) -> Result<axum::Json<RoutingPolicy>, Problem> {
    let policy = me.told(routing_policy::read(&me.cx).await)?;
    Ok(axum::Json(policy.into()))
}

#[utoipa::path(put, path = "/routing-policy", tag = "queues", request_body = RoutingPolicy, responses((status = 204)))]
pub async fn save(me: Me, Body(body): Body<RoutingPolicy>) -> Result<StatusCode, Problem> {
    me.told(routing_policy::save(&me.cx, body.into()).await)?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<rule::RoutingPolicy> for RoutingPolicy {
    fn from(it: rule::RoutingPolicy) -> Self {
        let rule::Capacity { chats, tickets, call_beside_others, chat_during_call, ticket_during_call } =
            it.capacity;
        Self {
            lost_grace_seconds: it.lost_grace_seconds,
            no_answer_limit: it.no_answer_limit,
            retry_seconds: it.retry_seconds,
            after_sign_in: it.after_sign_in.into(),
            after_call: it.after_call.into(),
            auto_answer_seconds: it.auto_answer_seconds,
            vip_bonus_seconds: it.vip_bonus_seconds,
            callback_bonus_seconds: it.callback_bonus_seconds,
            capacity: Capacity { chats, tickets, call_beside_others, chat_during_call, ticket_during_call },
        }
    }
}

impl From<RoutingPolicy> for rule::RoutingPolicy {
    fn from(it: RoutingPolicy) -> Self {
        let Capacity { chats, tickets, call_beside_others, chat_during_call, ticket_during_call } =
            it.capacity;
        Self {
            lost_grace_seconds: it.lost_grace_seconds,
            no_answer_limit: it.no_answer_limit,
            retry_seconds: it.retry_seconds,
            after_sign_in: it.after_sign_in.into(),
            after_call: it.after_call.into(),
            auto_answer_seconds: it.auto_answer_seconds,
            vip_bonus_seconds: it.vip_bonus_seconds,
            callback_bonus_seconds: it.callback_bonus_seconds,
            capacity: rule::Capacity {
                chats,
                tickets,
                call_beside_others,
                chat_during_call,
                ticket_during_call,
            },
        }
    }
}
