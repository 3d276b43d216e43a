//! After a crash: what the last life of the process left open is closed with the truth as far as it is known.
//!
//! Every call that was up is in the history, ended by `system_stopped` at the last moment it was known to live; its
//! recording is attached up to the last complete second, or waits in the spool for the file store; nobody is left on a call or signed in.

use std::collections::HashMap;

use domain::{
    agent_status::StatusSpan,
    call_leg::CallLeg,
    callback_request::CallbackOutcome,
    channel::Direction,
    end_reason::EndReason,
    id::{CallbackRequestId, InteractionId, RecordingId, TenantId},
    interaction::Interaction,
    moment::{Moment, MomentKind},
    queue_visit::{QueueVisit, VisitOutcome},
    recording::{Recording, RecordingState},
    time,
};
use jiff::Timestamp;
use store::{
    journal::fact::{Fact, State},
    tenant_store::TenantStore,
};

use crate::{
    center::Center,
    error::Error,
    recording::attach::{self, Attached, Sound},
};

pub async fn close_open_rows(
    center: &Center,
    tenant: TenantId,
    stopped_at: Option<Timestamp>,
) -> Result<(), Error> {
    let rows = center.store().tenant(tenant);
    let now = center.clock().now();
    // Without a sign of life, as on a database brought from elsewhere, rows end where they were last seen.
    let stopped_at = stopped_at.filter(|it| *it <= now);
    let mut states = vec![];
    let (sounds, attached) = close_recordings(center, tenant, &mut states).await?;
    let open = rows.interactions().open().await?;
    let count = open.len();
    let mut ends = HashMap::new();
    for row in open {
        let moments = rows.moments().of_interaction(row.id).await?;
        let end = end_of(&row, &moments, sounds.get(&row.id), stopped_at);
        ends.insert(row.id, end);
        close_callback(&rows, &row, end).await?;
        close_interaction(row, &moments, end, &mut states);
    }
    let end_of_row = |interaction: InteractionId, from: Timestamp| {
        ends.get(&interaction).copied().or(stopped_at).unwrap_or(from).max(from)
    };
    for visit in rows.queue_visits().open().await? {
        let left_at = end_of_row(visit.interaction, visit.entered_at);
        states.push(State::QueueVisit(QueueVisit {
            left_at: Some(left_at),
            outcome: Some(VisitOutcome::Failed),
            ..visit
        }));
    }
    for leg in rows.call_legs().open().await? {
        let ended_at = end_of_row(leg.interaction, leg.started_at);
        let network_reason = Some("system stopped".to_owned());
        states.push(State::CallLeg(CallLeg { ended_at: Some(ended_at), network_reason, ..leg }));
    }
    for span in rows.status_spans().open().await? {
        let ended_at = stopped_at.unwrap_or(span.started_at).max(span.started_at);
        states.push(State::StatusSpan(StatusSpan { ended_at: Some(ended_at), ..span }));
    }
    if states.is_empty() {
        return Ok(());
    }
    let facts = states.into_iter().map(|state| Fact { tenant, state }).collect();
    let journal = center.store().journal();
    let position = journal.append(facts).await.map_err(|it| Error::Internal(it.to_string()))?;
    journal.applied(position).await.map_err(|it| Error::Internal(it.to_string()))?;
    for recording in attached {
        attach::unspool(center, recording).await;
    }
    if count > 0 {
        tracing::warn!(tenant.id = %tenant, calls = count, "Calls that a stop had cut off were closed");
    }
    Ok(())
}

/// A callback that was being made when the stop came has been made: nobody is called twice for it.
async fn close_callback(rows: &TenantStore, call: &Interaction, end: Timestamp) -> Result<(), Error> {
    let (Direction::Outbound, Some(by)) = (call.direction, call.agent) else { return Ok(()) };
    let transaction = rows.begin().await?;
    let request = CallbackRequestId::new(call.id.uuid());
    if let Some(mut request) = transaction.callback_requests().find(request).await? {
        let outcome = match call.connected_at {
            Some(_) => CallbackOutcome::Reached,
            None => CallbackOutcome::NotReached,
        };
        if request.close(by, end, outcome).is_ok() {
            transaction.callback_requests().save_progress(&request).await?;
        }
    }
    Ok(transaction.commit().await?)
}

/// Attaches what was being recorded. Returns when each interaction's sound ends, and which recordings the spool may
/// forget once the rows are durable. What the file store does not take now stays `running`, for the floor to bring in.
async fn close_recordings(
    center: &Center,
    tenant: TenantId,
    states: &mut Vec<State>,
) -> Result<(HashMap<InteractionId, Timestamp>, Vec<RecordingId>), Error> {
    let (mut sounds, mut attached) = (HashMap::new(), vec![]);
    let mut away = false;
    for row in attach::left_behind(center, tenant).await? {
        let bytes = tokio::fs::metadata(attach::spooled(center, row.id)).await.map_or(0, |it| it.len());
        let duration = media::recording::duration(bytes);
        if !duration.is_zero() {
            let duration_ms = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
            sounds.insert(row.interaction, time::after_ms(row.started_at, duration_ms));
        }
        // One that is not taken is enough to know; callers do not wait for the others.
        let outcome = if away { Attached::Later } else { attach::attach(center, tenant, row.id).await };
        away |= outcome == Attached::Later;
        let before = row.clone();
        let row = match outcome {
            Attached::Stored(Sound { file, duration_ms, bytes }) => {
                Recording { state: RecordingState::Ready, file: Some(file), duration_ms, bytes, ..row }
            }
            Attached::Nothing => Recording { state: RecordingState::Lost, ..row },
            Attached::Later => Recording { state: RecordingState::Running, ..row },
        };
        if row.state != RecordingState::Running {
            attached.push(row.id);
        }
        if row != before {
            states.push(State::Recording(row));
        }
    }
    Ok((sounds, attached))
}

/// The last moment the call was known to live.
fn end_of(
    row: &Interaction,
    moments: &[Moment],
    sound: Option<&Timestamp>,
    stopped_at: Option<Timestamp>,
) -> Timestamp {
    let seen = moments.iter().map(|it| it.at).chain([row.started_at]).max().unwrap_or(row.started_at);
    // Sound is written every second; the sign of life every few.
    sound.copied().or(stopped_at).unwrap_or(seen).max(seen)
}

fn close_interaction(row: Interaction, moments: &[Moment], end: Timestamp, states: &mut Vec<State>) {
    // Who talked when the stop came has talked until then.
    let talking_since = row.agent.and_then(|_| {
        let last = moments.iter().rev().find(|it| {
            matches!(it.kind, MomentKind::Connected | MomentKind::AgentLost | MomentKind::Returned)
        })?;
        (last.kind == MomentKind::Connected).then_some(last.at)
    });
    let turn = moments.iter().map(|it| it.turn + 1).max().unwrap_or(0);
    states.push(State::Moment(Moment {
        interaction: row.id,
        turn,
        at: end,
        kind: MomentKind::Ended,
        agent: row.agent,
        queue: None,
        note: Some(EndReason::SystemStopped.to_string()),
    }));
    states.push(State::Interaction(Interaction {
        ended_at: Some(end),
        end_reason: Some(EndReason::SystemStopped),
        talk_ms: row.talk_ms + talking_since.map_or(0, |since| time::elapsed_ms(since, end)),
        ..row
    }));
}
