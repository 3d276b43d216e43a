//! Facts: what happened to interactions and agents, as whole states of rows.

use domain::{
    agent_status::StatusSpan, call_leg::CallLeg, callback_request::CallbackRequest, id::TenantId,
    interaction::Interaction, moment::Moment, queue_visit::QueueVisit, recording::Recording,
    text_message::TextMessage,
};

use super::fact_row::FactRow;
use crate::{error::Error, routing_journal::RoutingEntry, row, vault::Vault};

/// What became true for a tenant.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub tenant: TenantId,
    pub state: State,
}

/// The whole row as it is from now on: a later state of the same row replaces it.
///
/// When something began, the numbers of an interaction, whose span it is and which interaction a leg, visit or
/// recording belongs to are taken from the first state; later states cannot change them.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    Interaction(Interaction),
    CallLeg(CallLeg),
    QueueVisit(QueueVisit),
    StatusSpan(StatusSpan),
    Recording(Recording),
    /// Written once.
    Moment(Moment),
    /// Written once, in turn.
    Routing(RoutingEntry),
    /// Written once; its progress belongs to `CallbackRequests`.
    CallbackRequested(CallbackRequest),
    /// Written once; sending it belongs to the outbox.
    TextMessage(TextMessage),
}

impl Fact {
    /// The row as it is written: personal data sealed, before it touches a disk.
    pub(super) fn seal(&self, vault: &Vault) -> Result<FactRow, Error> {
        let tenant = self.tenant;
        Ok(match &self.state {
            State::Interaction(it) => FactRow::Interaction(row::interaction::Model::seal(vault, tenant, it)?),
            State::CallLeg(it) => FactRow::CallLeg(row::call_leg::Model::new(tenant, it)),
            State::QueueVisit(it) => FactRow::QueueVisit(row::queue_visit::Model::new(tenant, it)),
            State::StatusSpan(it) => FactRow::StatusSpan(row::status_span::Model::new(tenant, it)),
            State::Recording(it) => FactRow::Recording(row::recording::Model::new(tenant, it)),
            State::Moment(it) => FactRow::Moment(row::moment::Model::new(tenant, it)),
            State::Routing(it) => FactRow::RoutingEntry(row::routing_entry::Model::new(tenant, it)?),
            State::CallbackRequested(it) => {
                FactRow::CallbackRequest(row::callback_request::Model::seal(vault, tenant, it)?)
            }
            State::TextMessage(it) => {
                FactRow::TextMessage(row::text_message::Model::seal(vault, tenant, it)?)
            }
        })
    }
}
