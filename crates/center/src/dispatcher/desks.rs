//! The latest desk of each agent whose screen is open. A slow screen skips states, never falls behind.

use std::{collections::HashMap, sync::Arc};

use domain::agent_status::AfterCall;
use domain::{agent_status::AgentStatus, id::AgentId};
use parking_lot::Mutex;
use tokio::sync::watch;

use crate::floor::view::{Desk, StatusLine};

#[derive(Clone, Default)]
pub struct Desks(Arc<Mutex<HashMap<AgentId, watch::Sender<Arc<Desk>>>>>);

impl Desks {
    pub fn follow(&self, agent: AgentId) -> watch::Receiver<Arc<Desk>> {
        self.0.lock().entry(agent).or_insert_with(|| watch::channel(Arc::new(nothing())).0).subscribe()
    }

    /// Shows the desk to whoever follows it; forgets those nobody follows any more.
    pub fn show(&self, agent: AgentId, desk: impl FnOnce() -> Desk) {
        let mut desks = self.0.lock();
        let Some(sender) = desks.get(&agent) else { return };
        if sender.receiver_count() == 0 {
            desks.remove(&agent);
            return;
        }
        let desk = desk();
        sender.send_if_modified(|shown| {
            let changed = **shown != desk;
            if changed {
                *shown = Arc::new(desk);
            }
            changed
        });
    }

    pub fn followed(&self) -> Vec<AgentId> {
        self.0.lock().keys().copied().collect()
    }
}

/// What is shown until the floor has looked, a moment later.
fn nothing() -> Desk {
    Desk {
        status: StatusLine { status: AgentStatus::SignedOut, since: None, until: None },
        after_call: AfterCall::WrapUp,
        softphone_up: false,
        call: None,
        wrap_up: None,
        waiting: vec![],
        waiting_total: 0,
    }
}
