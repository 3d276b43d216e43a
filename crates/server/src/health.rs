//! Whether the process lives, whether it takes calls, and its figures.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use axum::{Router, extract::State, http::StatusCode, response::IntoResponse, routing::get};
use center::center::Center;
use metrics::{counter, gauge};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use voice::figures::NodeFigures;

#[derive(Clone)]
pub struct Health {
    center: Center,
    voice: Arc<dyn Fn() -> NodeFigures + Send + Sync>,
    prometheus: PrometheusHandle,
    draining: Arc<AtomicBool>,
}

impl Health {
    pub fn new(center: Center, voice: Arc<dyn Fn() -> NodeFigures + Send + Sync>) -> anyhow::Result<Self> {
        Ok(Self {
            center,
            voice,
            prometheus: PrometheusBuilder::new().install_recorder()?,
            draining: Arc::default(),
        })
    }

    /// New calls are refused from now on.
    pub fn drains(&self) {
        self.draining.store(true, Relaxed);
    }

    pub fn router(self) -> Router {
        Router::new()
            .route("/healthz", get(alive))
            .route("/readyz", get(ready))
            .route("/metrics", get(figures))
            .with_state(self)
    }
}

async fn alive() -> impl IntoResponse {
    "alive\n"
}

/// Ready means: calls are taken and the database answers. Calls go on without it, but new sign-ins do not.
async fn ready(State(health): State<Health>) -> impl IntoResponse {
    if health.draining.load(Relaxed) {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    let tenants = health.center.store().tenants();
    match tokio::time::timeout(std::time::Duration::from_secs(3), tenants.list()).await {
        Ok(Ok(_)) => (StatusCode::OK, "ready\n"),
        Ok(Err(error)) => {
            tracing::warn!("The database refuses: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database refuses\n")
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

/// Prometheus text. Nothing in it names a person or a company.
async fn figures(State(health): State<Health>) -> impl IntoResponse {
    let voice = (health.voice)();
    let lag = health.center.store().journal().lag();
    for (name, value) in [
        ("naru_calls", voice.calls),
        ("naru_calls_total", voice.calls_total),
        ("naru_calls_refused_total", voice.calls_refused),
        ("naru_agent_legs", voice.legs),
        ("naru_recordings", voice.recordings),
        ("naru_recording_seconds_missed_total", voice.recording_seconds_missed),
        ("naru_rtp_packets_received_total", voice.packets_received),
        ("naru_rtp_packets_sent_total", voice.packets_sent),
        ("naru_rtp_packets_foreign_total", voice.packets_foreign),
        ("naru_media_ticks_late_total", voice.ticks_late),
        ("naru_media_tick_latest_microseconds", voice.latest_tick_us),
        ("naru_sip_messages_turned_away_total", voice.messages_turned_away),
        ("naru_journal_facts_behind", lag.facts),
        ("naru_journal_facts_rejected_total", lag.rejected),
    ] {
        if name.ends_with("_total") {
            counter!(name).absolute(value);
        } else {
            gauge!(name).set(value as f64);
        }
    }
    gauge!("naru_journal_seconds_behind").set(lag.oldest.map_or(0.0, |it| it.as_secs_f64()));
    ([("content-type", "text/plain; version=0.0.4")], health.prometheus.render())
}
