//! What is kept for a while only is forgotten once an hour: web sessions that have expired, sign-in entries past
//! their time.

use std::time::Duration;

use domain::{sign_in, time};

use crate::{center::Center, error::Error};

const EVERY: Duration = Duration::from_secs(60 * 60);

pub(crate) async fn run(center: Center) {
    let mut due = tokio::time::interval(EVERY);
    due.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        due.tick().await;
        if let Err(error) = forget_outdated(&center).await {
            tracing::warn!("What is outdated could not be forgotten and will be in an hour: {error}");
        }
    }
}

pub async fn forget_outdated(center: &Center) -> Result<(), Error> {
    let now = center.clock().now();
    center.store().tenants().forget_expired_web_sessions(now).await?;
    let kept_since = time::after_ms(now, -sign_in::KEPT_MS);
    for tenant in center.store().tenants().list().await? {
        center.store().tenant(tenant.id).sign_in_entries().forget_before(kept_since).await?;
    }
    Ok(())
}
