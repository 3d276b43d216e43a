//! Queues. A deleted queue disappears from every list but keeps its row, because history shows its name.

use domain::{id::QueueId, queue::Queue};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Select, sea_query::Expr};
use uuid::Uuid;

use crate::{
    error::Error,
    row::{
        column::At,
        queue::{Column, Entity, Model},
        queue_member, skill_level,
    },
    scope::found,
    tenant_store::repository,
};

repository!(Queues);

impl Queues<'_> {
    pub async fn find(&self, id: QueueId) -> Result<Option<Queue>, Error> {
        let row = self.scope.one_to_change(self.living().filter(Column::Id.eq(id.uuid()))).await?;
        row.map(Model::queue).transpose()
    }

    pub async fn list(&self) -> Result<Vec<Queue>, Error> {
        let by_name = self.living().order_by_asc(Column::Name).order_by_asc(Column::Id);
        self.scope.all(by_name).await?.into_iter().map(Model::queue).collect()
    }

    pub async fn insert(&self, queue: &Queue) -> Result<(), Error> {
        self.scope.insert::<Entity>(Model::new(self.scope.tenant(), queue)).await
    }

    pub async fn update(&self, queue: &Queue) -> Result<(), Error> {
        self.scope.update::<Entity>(Model::new(self.scope.tenant(), queue), &[Column::DeletedAt]).await
    }

    /// Takes the queue away from its agents, its group and the queues that overflow into it, so that the group may be
    /// deleted next.
    pub async fn delete(&self, id: QueueId, now: Timestamp) -> Result<(), Error> {
        let deleted = self
            .scope
            .change::<Entity>(|change| {
                change
                    .col_expr(Column::DeletedAt, Expr::value(At(now)))
                    .col_expr(Column::GroupId, Expr::value(None::<Uuid>))
                    .filter(Column::Id.eq(id.uuid()))
                    .filter(Column::DeletedAt.is_null())
            })
            .await?;
        found::<Entity>(deleted)?;
        let helped = Column::OverflowQueueId.eq(id.uuid());
        self.scope
            .change::<Entity>(|change| {
                change
                    .col_expr(Column::OverflowAfterSeconds, Expr::value(None::<i64>))
                    .col_expr(Column::OverflowQueueId, Expr::value(None::<Uuid>))
                    .filter(helped)
            })
            .await?;
        let members = queue_member::Column::QueueId.eq(id.uuid());
        self.scope.delete::<queue_member::Entity>(|delete| delete.filter(members)).await?;
        let levels = skill_level::Column::QueueId.eq(id.uuid());
        self.scope.delete::<skill_level::Entity>(|delete| delete.filter(levels)).await?;
        Ok(())
    }

    fn living(&self) -> Select<Entity> {
        self.scope.rows::<Entity>().filter(Column::DeletedAt.is_null())
    }
}
