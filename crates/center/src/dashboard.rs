//! The dashboard: the floor at a glance, and what needs somebody's attention (MON-05…11).

use std::sync::Arc;

use domain::{
    id::{QueueId, TrunkId},
    permission::Permission,
    trunk::{TrunkFinding, TrunkState},
};
use tokio::sync::watch;

use crate::{context::Context, error::Error, floor::view::Dashboard};

/// Facts that wait longer than this for the database are worth a warning.
const BEHIND: std::time::Duration = std::time::Duration::from_secs(10);

/// Something that needs attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Customers can reach this queue and nobody is signed in for it.
    QueueWithoutAgents {
        queue: QueueId,
        name: String,
        waiting: usize,
    },
    TrunkDown {
        trunk: TrunkId,
        name: String,
        finding: TrunkFinding,
    },
    /// Calls go on, but history and figures trail.
    StoreBehind {
        seconds: u64,
    },
}

pub async fn follow(cx: &Context) -> Result<watch::Receiver<Arc<Dashboard>>, Error> {
    cx.require(Permission::ReadDashboard)?;
    Ok(cx.floor().await?.dashboard())
}

/// What of a dashboard needs attention now.
pub fn warnings(cx: &Context, dashboard: &Dashboard) -> Vec<Warning> {
    let used = cx.center.switchboard().queues_in_use();
    let mut warnings: Vec<Warning> = dashboard
        .queues
        .iter()
        .filter(|it| it.signed_in_agents == 0 && (used.contains(&it.queue) || it.waiting > 0))
        .map(|it| Warning::QueueWithoutAgents { queue: it.queue, name: it.name.clone(), waiting: it.waiting })
        .collect();
    warnings.extend(dashboard.trunks.iter().filter(|it| it.enabled).filter_map(|trunk| {
        let line = trunk.line.as_ref().filter(|it| it.finding.state() == TrunkState::Down)?;
        Some(Warning::TrunkDown { trunk: trunk.trunk, name: trunk.name.clone(), finding: line.finding })
    }));
    let lag = cx.center.store().journal().lag();
    if let Some(oldest) = lag.oldest.filter(|it| *it > BEHIND) {
        warnings.push(Warning::StoreBehind { seconds: oldest.as_secs() });
    }
    warnings
}
