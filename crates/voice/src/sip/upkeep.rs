//! Keeping trunks alive: registering where the carrier wants it, and asking each of them every half minute whether
//! it is there.

use std::{collections::HashMap, sync::Arc};

use call::command::TrunkPlan;
use domain::id::TrunkId;
use rsipstack::transaction::endpoint::EndpointInnerRef;
use tokio::{sync::mpsc, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::{carrier::Carrier, report::LineReport, trunk_table::Trunk, way::Ways};
use crate::vigil::Lookout;

pub struct Upkeep {
    endpoint: EndpointInnerRef,
    ways: Ways,
    user_agent: String,
    reports: mpsc::UnboundedSender<LineReport>,
    lookout: Lookout,
    kept: HashMap<TrunkId, Kept>,
}

struct Kept {
    trunk: Arc<Trunk>,
    token: CancellationToken,
    task: JoinHandle<()>,
}

impl Upkeep {
    pub fn new(
        endpoint: EndpointInnerRef,
        ways: Ways,
        user_agent: String,
        reports: mpsc::UnboundedSender<LineReport>,
        lookout: Lookout,
    ) -> Self {
        Self { endpoint, ways, user_agent, reports, lookout, kept: HashMap::new() }
    }

    /// Takes the whole set of trunks: keeps those that have not changed, begins new ones, ends the others.
    pub fn set(&mut self, plans: Vec<TrunkPlan>) -> Vec<Arc<Trunk>> {
        let mut before = std::mem::take(&mut self.kept);
        for mut plan in plans {
            let id = plan.id;
            // Numbers come and go while the carrier's side stays as it is: nothing is signed off for them.
            let numbers = std::mem::take(&mut plan.numbers);
            let kept = match before.remove(&id) {
                Some(kept) if kept.trunk.plan == plan => kept,
                Some(kept) => {
                    kept.token.cancel();
                    // The old plan signs off before the new one registers, or it would sign off the new one.
                    self.begin(kept.trunk.replan(plan), Some(kept.task))
                }
                None => self.begin(Trunk::new(plan), None),
            };
            kept.trunk.set_numbers(numbers);
            self.kept.insert(id, kept);
        }
        before.into_values().for_each(|it| it.token.cancel());
        self.kept.values().map(|it| it.trunk.clone()).collect()
    }

    /// Ends all trunks; the future is done once they have signed off.
    pub fn end(&mut self) -> impl Future<Output = ()> + use<> {
        let kept: Vec<Kept> = self.kept.drain().map(|it| it.1).collect();
        kept.iter().for_each(|it| it.token.cancel());
        async move {
            for kept in kept {
                if kept.task.await.is_err() {
                    tracing::error!(trunk.id = %kept.trunk.id(), "The upkeep of a trunk had panicked");
                }
            }
        }
    }

    fn begin(&self, trunk: Trunk, after: Option<JoinHandle<()>>) -> Kept {
        let trunk = Arc::new(trunk);
        let token = CancellationToken::new();
        let carrier = Carrier::new(
            trunk.clone(),
            self.endpoint.clone(),
            self.ways.clone(),
            self.user_agent.clone(),
            self.reports.clone(),
        );
        let (until, duty) = (token.clone(), self.lookout.begin("the upkeep of a trunk"));
        let task = tokio::spawn(async move {
            if let Some(Err(_)) = wait(after).await {
                tracing::error!("The upkeep of a trunk's old plan had panicked");
            }
            carrier.keep(until).await;
            duty.end();
        });
        Kept { trunk, token, task }
    }
}

async fn wait(task: Option<JoinHandle<()>>) -> Option<Result<(), tokio::task::JoinError>> {
    match task {
        Some(task) => Some(task.await),
        None => None,
    }
}
