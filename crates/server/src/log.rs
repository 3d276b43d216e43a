//! Log lines: sentences with fields, never personal data.

use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::Log;

/// The SIP stack logs raw messages, credentials included, at INFO; the database layer logs every statement.
const QUIET: &str = "rsipstack=error,sqlx=warn,sea_orm=warn,sea_orm_migration=warn,str0m=warn,hyper=warn";

pub fn start(log: &Log) {
    let filter =
        EnvFilter::try_new(format!("{QUIET},{}", log.filter)).unwrap_or_else(|_| EnvFilter::new(QUIET));
    // Colours are for people who watch, not for files.
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    let registry = tracing_subscriber::registry().with(filter);
    // A test or an embedding program may have set up logging already.
    let _ = if log.json {
        registry.with(lines.json().flatten_event(true)).try_init()
    } else {
        registry.with(lines.with_target(false)).try_init()
    };
}
