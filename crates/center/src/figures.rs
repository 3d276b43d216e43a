//! Reads the figures a floor begins its day with.

use domain::{id::TenantId, queue::QueueRule, roll_up, time};
use jiff::Span;

use crate::{center::Center, error::Error, floor::figures::Figures};

pub async fn load(center: &Center, tenant: TenantId) -> Result<Figures, Error> {
    let rows = center.store().tenant(tenant);
    let now = center.clock().now();
    let today = time::local(now).date();
    let rules: std::collections::HashMap<_, _> =
        rows.queues().list().await?.into_iter().map(|it| (it.id, it.rule)).collect();
    let rule_of = |queue| rules.get(&queue).copied().unwrap_or(QueueRule::DEFAULT);
    let (from, to) = time::day_bounds(today);
    let visits = rows.queue_visits().entered_between(from, to).await?;
    let slots = roll_up::roll_up(&visits, rule_of);
    let week_ago = today.checked_sub(Span::new().days(7)).unwrap_or(today);
    let (from, to) = time::day_bounds(week_ago);
    let last_week = rows.roll_ups().between(from, to).await?;
    let callbacks = rows.callback_requests().waiting_count().await?;
    Ok(Figures::new(today, slots, last_week, u32::try_from(callbacks).unwrap_or(u32::MAX)))
}
