//! `naru replay`: decides a stored stretch of routing again.

use anyhow::{Context, bail};
use center::journal_entry;
use domain::tenant::TenantDomain;
use jiff::Timestamp;
use routing::{
    input::{EDITION, Input},
    journal::{self, Entry},
    router::Router,
};
use store::{store::Store, tenant_store::TenantStore};

use crate::{
    cli::{self, ReplayOptions},
    clock, installation,
};

/// Entries read at a time.
const PAGE: u32 = 2_000;

pub async fn replay(options: ReplayOptions) -> anyhow::Result<()> {
    let config = options.options.load(vec![])?;
    let store = installation::open_beside(&config).await?;
    let rows = company(&store, &options.tenant).await?;
    let to = options.to.unwrap_or_else(|| clock::start().now());
    let mut replay = Replay::default();
    let done = decide(&rows, options.from, to, &mut replay).await;
    store.close().await;
    done?;
    cli::print(&replay.summary());
    Ok(())
}

/// The rows of the company with this domain.
pub async fn company(store: &Store, name: &str) -> anyhow::Result<TenantStore> {
    let domain = TenantDomain::parse(name).with_context(|| format!("{name:?} is no domain"))?;
    let found = store.tenants().find_by_domain(&domain).await?;
    let tenant = found.with_context(|| format!("there is no company with the domain {name}"))?;
    let rows = store.tenant(tenant.id);
    rows.vault().await?;
    Ok(rows)
}

async fn decide(
    rows: &TenantStore,
    from: Timestamp,
    to: Timestamp,
    replay: &mut Replay,
) -> anyhow::Result<()> {
    let journal = rows.routing_journal();
    // A decision follows from everything since the process began.
    let mut seq = journal.life_at(from).await?.map_or(0, |entry| entry.seq);
    loop {
        let page = journal.from_seq(seq, PAGE).await?;
        for stored in &page {
            if stored.at >= to {
                return Ok(());
            }
            replay.decide(stored.seq, &journal_entry::open(stored)?)?;
        }
        match page.last() {
            Some(last) => seq = last.seq + 1,
            None => return Ok(()),
        }
    }
}

/// A replay of one life of the process after the other.
#[derive(Default)]
struct Replay {
    /// `None` while nothing can be decided: before the first beginning, and during a life of another edition.
    router: Option<Router>,
    decided: u64,
    /// Entries whose beginning is forgotten.
    headless: u64,
    /// Entries that another edition of the router decided.
    foreign: u64,
    is_foreign: bool,
}

impl Replay {
    fn decide(&mut self, seq: u64, entry: &Entry) -> anyhow::Result<()> {
        if let Input::Reset(start) = &entry.input {
            self.is_foreign = start.edition != EDITION;
            self.router = (!self.is_foreign).then(Router::default);
        }
        let Some(router) = &mut self.router else {
            *(if self.is_foreign { &mut self.foreign } else { &mut self.headless }) += 1;
            return Ok(());
        };
        let replayed = journal::record(router, entry.at, entry.input.clone()).outputs;
        if replayed != entry.outputs {
            bail!(
                "entry {seq} of {} differs\n  input: {:?}\n  then:  {:?}\n  now:   {replayed:?}",
                entry.at,
                entry.input,
                entry.outputs
            );
        }
        self.decided += 1;
        Ok(())
    }

    fn summary(&self) -> String {
        let mut lines = vec![format!("{} entries were decided again, each as it was then.", self.decided)];
        if self.foreign > 0 {
            lines.push(format!(
                "{} entries are from a version of Naru that decided in another way, and were left out.",
                self.foreign
            ));
        }
        if self.headless > 0 {
            lines.push(format!(
                "{} entries belong to a run of Naru whose beginning is no longer kept, and were left out.",
                self.headless
            ));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use domain::id::{AgentId, InteractionId, QueueId};
    use domain::{queue::QueueRule, routing_policy::RoutingPolicy};
    use routing::input::{Newcomer, Serves, Start};

    use super::*;

    fn morning() -> Vec<Entry> {
        let (agent, queue) = (AgentId::sample(1), QueueId::sample(1));
        let inputs = [
            Input::Reset(Start::new(RoutingPolicy::DEFAULT, 7)),
            Input::SetQueue { queue, rule: QueueRule::DEFAULT },
            Input::SignIn { agent, queues: vec![Serves::best(queue)], status: None },
            Input::Reachable { agent, reachable: true },
            Input::Enqueue(Newcomer::call(InteractionId::sample(1), queue)),
            Input::Answer { interaction: InteractionId::sample(1), agent },
        ];
        let mut router = Router::default();
        let at = |second| Timestamp::from_second(second).unwrap();
        (1..).zip(inputs).map(|(second, input)| journal::record(&mut router, at(second), input)).collect()
    }

    fn decide_again(entries: &[Entry]) -> anyhow::Result<String> {
        let mut replay = Replay::default();
        for (seq, entry) in (1..).zip(entries) {
            let stored = journal_entry::store(seq, entry);
            replay.decide(seq, &journal_entry::open(&stored)?)?;
        }
        Ok(replay.summary())
    }

    #[test]
    fn an_unchanged_morning_is_decided_as_it_was() {
        assert_eq!(decide_again(&morning()).unwrap(), "6 entries were decided again, each as it was then.");
    }

    #[test]
    fn the_first_decision_that_differs_is_told() {
        let mut entries = morning();
        entries[4].outputs.pop();
        let error = decide_again(&entries).unwrap_err().to_string();
        assert!(error.starts_with("entry 5 of 1970-01-01T00:00:05Z differs"), "{error}");
    }

    #[test]
    fn what_another_edition_decided_or_what_has_no_beginning_is_left_out_and_said() {
        let mut entries = morning();
        entries[0].input =
            Input::Reset(Start { edition: EDITION + 1, ..Start::new(RoutingPolicy::DEFAULT, 7) });
        assert!(decide_again(&entries).unwrap().contains("6 entries are from a version"));
        assert!(decide_again(&morning()[1..]).unwrap().contains("5 entries belong to a run"));
    }
}
