//! Keeps the 15-minute roll-ups up to date (invariant 11). Visits that end late change slots that are hours old, so
//! each run computes the last half day anew; a run after a long stop starts where the last one ended.

use std::time::Duration;

use domain::{id::TenantId, queue::QueueRule, roll_up, time};

use crate::{center::Center, error::Error};

const EVERY: Duration = Duration::from_secs(5 * 60);
/// Nobody waits in a queue longer than this.
const LATE_MS: i64 = 12 * 3_600_000;

pub async fn run(center: Center) {
    let mut due = tokio::time::interval(EVERY);
    due.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        due.tick().await;
        let tenants = match center.store().tenants().list().await {
            Ok(tenants) => tenants,
            Err(error) => {
                tracing::warn!("Roll-ups wait for the database: {error}");
                continue;
            }
        };
        for tenant in tenants {
            if let Err(error) = bring_up_to_date(&center, tenant.id).await {
                tracing::warn!(tenant.id = %tenant.id, "Roll-ups could not be computed: {error}");
            }
        }
    }
}

/// Computes every slot from the last one kept (less the late ones) until now.
pub async fn bring_up_to_date(center: &Center, tenant: TenantId) -> Result<(), Error> {
    let rows = center.store().tenant(tenant);
    let now = center.clock().now();
    let from = match rows.roll_ups().latest_slot().await? {
        Some(latest) => time::slot_start(time::after_ms(latest, -LATE_MS)),
        None => jiff::Timestamp::UNIX_EPOCH,
    };
    let rules: std::collections::HashMap<_, _> =
        rows.queues().list().await?.into_iter().map(|it| (it.id, it.rule)).collect();
    let visits = rows.queue_visits().entered_between(from, now).await?;
    let slots = roll_up::roll_up(&visits, |queue| rules.get(&queue).copied().unwrap_or(QueueRule::DEFAULT));
    Ok(rows.roll_ups().save(&slots).await?)
}
