//! The agent's own desk: status, the softphone, the call that rings or runs.

use domain::agent_status::{AfterCall, Chosen};
use domain::{
    digit::Digit,
    id::{AgentId, AgentLegId, InteractionId},
    permission::Permission,
    role::Role,
};
use serde_json::json;

use crate::{
    context::{Audit, Context},
    dispatcher::Dispatcher,
    error::Error,
    event::SignOutReason,
    floor::{AgentOrder, input::Input},
    ids,
};

/// More keys than any menu asks for at once.
const MAX_DIGITS: usize = 32;

/// An open desk in a browser. However its socket ends, the floor is told when this is dropped.
pub struct Presence {
    floor: Dispatcher,
    agent: AgentId,
}

impl Presence {
    /// Agents come on duty by opening their desk (AGT-17); whoever has other work as well stays signed out of calls
    /// until he chooses to serve.
    pub async fn begin(cx: &Context) -> Result<Self, Error> {
        cx.require(Permission::ServeCustomers)?;
        let floor = cx.floor().await?;
        let comes_on_duty = cx.me.role == Role::Agent;
        floor.input(Input::Present { agent: cx.me.id, comes_on_duty });
        Ok(Self { floor, agent: cx.me.id })
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.floor.input(Input::Absent { agent: self.agent });
    }
}

/// Whether the session an open screen was opened with still holds.
pub async fn session_stands(cx: &Context) -> bool {
    match cx.store.web_sessions().of_agent(cx.me.id).await {
        Ok(sessions) => sessions.iter().any(|it| it.id == cx.session && it.expires_at > cx.now()),
        // A database that is away for a moment signs nobody out.
        Err(_) => true,
    }
}

pub async fn choose_status(cx: &Context, status: Chosen) -> Result<(), Error> {
    order(cx, AgentOrder::Choose(status)).await
}

/// Books what follows the running call.
pub async fn book_after_call(cx: &Context, after: AfterCall) -> Result<(), Error> {
    order(cx, AgentOrder::Book(after)).await
}

/// Opens the browser's warm leg; the answer goes back to it.
pub async fn open_softphone(cx: &Context, offer: String) -> Result<(AgentLegId, String), Error> {
    cx.require(Permission::ServeCustomers)?;
    let leg = AgentLegId::new(ids::fresh());
    cx.center.switchboard().expect_leg(leg, cx.tenant.id);
    let answer = cx.floor().await?.open_softphone(cx.me.id, leg, offer).await?;
    Ok((leg, answer))
}

pub async fn close_softphone(cx: &Context) -> Result<(), Error> {
    order(cx, AgentOrder::CloseSoftphone).await
}

pub async fn answer(cx: &Context, call: InteractionId) -> Result<(), Error> {
    order(cx, AgentOrder::Answer(call)).await
}

pub async fn decline(cx: &Context, call: InteractionId) -> Result<(), Error> {
    order(cx, AgentOrder::Decline(call)).await
}

/// Takes a call that waits, or rings at a colleague (당겨받기, ACD-07).
pub async fn pick_up(cx: &Context, call: InteractionId) -> Result<(), Error> {
    order(cx, AgentOrder::PickUp(call)).await
}

pub async fn hold(cx: &Context, call: InteractionId) -> Result<(), Error> {
    order(cx, AgentOrder::Hold(call)).await
}

pub async fn resume(cx: &Context, call: InteractionId) -> Result<(), Error> {
    order(cx, AgentOrder::Resume(call)).await
}

pub async fn hang_up(cx: &Context, call: InteractionId) -> Result<(), Error> {
    order(cx, AgentOrder::HangUp(call)).await
}

pub async fn send_digits(cx: &Context, call: InteractionId, digits: &str) -> Result<(), Error> {
    let digits: Result<Vec<Digit>, _> = digits.chars().map(Digit::try_from).collect();
    match digits {
        Ok(digits) if !digits.is_empty() && digits.len() <= MAX_DIGITS => {
            order(cx, AgentOrder::SendDigits(call, digits)).await
        }
        Ok(_) | Err(_) => Err(Error::field("digits", "digits.form")),
    }
}

/// A supervisor's wish for somebody's status; `None` signs the agent out.
pub async fn set_status_of(cx: &Context, agent: AgentId, status: Option<Chosen>) -> Result<(), Error> {
    cx.require(Permission::ChangeOthersStatus)?;
    cx.store.agents().find(agent).await?.ok_or_else(|| Error::not_found("agent.not_found"))?;
    let transaction = cx.store.begin().await?;
    let wish = status.map_or("signed_out", |it| if it == Chosen::Ready { "ready" } else { "away" });
    let audit =
        Audit::of(Permission::ChangeOthersStatus, "agent", agent.uuid()).detail(json!({ "status": wish }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    let floor = cx.floor().await?;
    match status {
        Some(status) => floor.input(Input::SetStatus { agent, status }),
        None => floor.sign_out(agent, SignOutReason::BySupervisor),
    }
    Ok(())
}

async fn order(cx: &Context, order: AgentOrder) -> Result<(), Error> {
    cx.require(Permission::ServeCustomers)?;
    cx.floor().await?.order(cx.me.id, order).await
}
