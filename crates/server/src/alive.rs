//! The sign of life: when the process was last known to run, so that after a crash open rows end at a true time.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use center::clock::Clock;
use jiff::Timestamp;

const EVERY: Duration = Duration::from_secs(2);

fn path(data: &Path) -> PathBuf {
    data.join("alive")
}

/// When the last life ended, as far as it is known.
pub fn last_seen(data: &Path) -> Option<Timestamp> {
    std::fs::read_to_string(path(data)).ok()?.trim().parse().ok()
}

/// Notes the time every two seconds until the process ends.
pub fn keep(data: &Path, clock: Clock) {
    let path = path(data);
    tokio::spawn(async move {
        let mut due = tokio::time::interval(EVERY);
        loop {
            due.tick().await;
            // A full disk is told of by those who need to write more than this.
            if let Err(error) = tokio::fs::write(&path, clock.now().to_string()).await {
                tracing::debug!("The sign of life cannot be written: {error}");
            }
        }
    });
}
