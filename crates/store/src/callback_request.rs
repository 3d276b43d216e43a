//! Callback requests. They begin as facts of the journal; their progress is written here.

use std::collections::HashMap;

use domain::{
    callback_request::CallbackRequest,
    id::{CallbackRequestId, InteractionId},
    page::{Listing, Page},
    phone_number::PhoneNumber,
    recording::RecordingState,
    view::callback::{CallbackFilter, CallbackRow},
};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};

use crate::{
    customer,
    error::Error,
    recording::Recordings,
    row::{
        agent,
        callback_request::{Column, Entity, Model, ProgressWord},
        column::Word,
        queue,
    },
    scope::left_join,
    tenant_store::repository,
};

repository!(CallbackRequests);

impl CallbackRequests<'_> {
    pub async fn find(&self, id: CallbackRequestId) -> Result<Option<CallbackRequest>, Error> {
        let row =
            self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        match row {
            Some(row) => Ok(Some(row.open(&self.scope.vault().await?)?)),
            None => Ok(None),
        }
    }

    pub async fn list(&self, filter: CallbackFilter, page: Page) -> Result<Listing<CallbackRow>, Error> {
        let vault = self.scope.vault().await?;
        let rows = match filter {
            CallbackFilter::Waiting => self.waiting(),
            CallbackFilter::Closed => self.with_progress(ProgressWord::Closed),
        };
        let joined = left_join::<_, queue::Entity>(rows.clone(), Column::QueueId, queue::Column::Id);
        let joined = left_join::<_, agent::Entity>(joined, Column::ClosedBy, agent::Column::Id);
        let joined =
            joined.column_as(queue::Column::Name, "queue_name").column_as(agent::Column::Name, "agent_name");
        let (requested_at, id) = (Expr::col((Entity, Column::RequestedAt)), Expr::col((Entity, Column::Id)));
        let joined = match filter {
            CallbackFilter::Waiting => joined.order_by_asc(requested_at).order_by_asc(id),
            CallbackFilter::Closed => joined.order_by_desc(requested_at).order_by_desc(id),
        };
        let found = self.scope.page_as::<Joined, _>(rows, joined, page).await?;
        let numbers = found.items.iter().map(|row| row.request.number_hash.clone());
        let known = customer::known_by_number(self.scope, numbers).await?;
        let mut recordings = HashMap::new();
        let with_message = found.items.iter().filter(|row| row.request.message_from_ms.is_some());
        for interaction in with_message.map(|row| row.request.interaction_id).collect::<Vec<_>>() {
            let of_call = Recordings::new(self.scope).of_interaction(InteractionId::new(interaction)).await?;
            let ready = of_call.into_iter().find(|it| it.state == RecordingState::Ready);
            recordings.extend(ready.map(|it| (interaction, it.id)));
        }
        found.try_map(|row| {
            Ok(CallbackRow {
                recording: recordings.get(&row.request.interaction_id).copied(),
                customer: known.get(&row.request.number_hash).cloned(),
                request: row.request.open(&vault)?,
                queue_name: row.queue_name,
                agent_name: row.agent_name,
            })
        })
    }

    /// Whoever is to be called, the longest waiting first. Voicemails wait to be heard, not to be called.
    pub async fn due(&self) -> Result<Vec<CallbackRequest>, Error> {
        let rows = self.waiting().filter(Column::MessageFromMs.is_null());
        let rows = rows
            .order_by_asc(Column::WaitingSince)
            .order_by_asc(Column::RequestedAt)
            .order_by_asc(Column::Id);
        let rows = self.scope.all(rows).await?;
        if rows.is_empty() {
            return Ok(vec![]);
        }
        let vault = self.scope.vault().await?;
        rows.into_iter().map(|it| it.open(&vault)).collect()
    }

    pub async fn waiting_count(&self) -> Result<u64, Error> {
        self.scope.count(self.waiting()).await
    }

    /// Whether the customer left a voicemail in this call.
    pub async fn has_message(&self, interaction: InteractionId) -> Result<bool, Error> {
        let of_call = self.scope.rows::<Entity>().filter(Column::InteractionId.eq(interaction.uuid()));
        Ok(self.scope.count(of_call.filter(Column::MessageFromMs.is_not_null())).await? > 0)
    }

    /// Whether this number already waits for a callback.
    pub async fn is_waiting(&self, number: &PhoneNumber) -> Result<bool, Error> {
        let vault = self.scope.vault().await?;
        let waiting = self.waiting().filter(Column::NumberHash.eq(vault.blind_number(number)));
        Ok(self.scope.count(waiting).await? > 0)
    }

    /// Saves how far it got; nothing else of a request ever changes.
    pub async fn save_progress(&self, request: &CallbackRequest) -> Result<(), Error> {
        let vault = self.scope.vault().await?;
        let row = Model::seal(&vault, self.scope.tenant(), request)?;
        let fixed = [
            Column::InteractionId,
            Column::QueueId,
            Column::Number,
            Column::NumberHash,
            Column::LastFourHash,
            Column::RequestedAt,
            Column::MessageFromMs,
            Column::MessageToMs,
            Column::WaitingSince,
        ];
        self.scope.update::<Entity>(row, &fixed).await
    }

    fn waiting(&self) -> Select<Entity> {
        self.with_progress(ProgressWord::Waiting)
    }

    fn with_progress(&self, progress: ProgressWord) -> Select<Entity> {
        self.scope.rows::<Entity>().filter(Condition::all().add(Column::Progress.eq(Word(progress))))
    }
}

#[derive(FromQueryResult)]
struct Joined {
    #[sea_orm(nested)]
    request: Model,
    queue_name: Option<String>,
    agent_name: Option<String>,
}
