//! The time of day, as the installation tells it.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;

/// Cheap to clone; made of the one clock of the process.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    pub fn now(&self) -> Timestamp {
        (self.0)()
    }

    /// Since 1970, as RTCP wants it.
    pub fn since_1970(&self) -> Duration {
        Duration::try_from(self.now().as_duration()).unwrap_or_default()
    }
}
