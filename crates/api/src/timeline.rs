//! An interaction's timeline and the routing decisions behind it, as sentences.

use center::interaction::{DecisionMade, Names};
use domain::{
    id::{AgentId, QueueId},
    moment::{Moment, MomentKind},
    recording::{Recording, RecordingState},
    time,
};

use crate::{
    interaction::{DecisionLine, TimelineEntry},
    requester::Language,
    sentence::tell,
};

pub fn entries(
    moments: &[Moment],
    recordings: &[Recording],
    names: &Names,
    language: Language,
) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> = moments
        .iter()
        .map(|it| {
            let values = [
                ("agent", agent(names, it.agent)),
                ("queue", queue(names, it.queue)),
                ("note", note(it, language)),
            ];
            TimelineEntry { at: it.at, kind: it.kind, text: tell(language, code(it), &values) }
        })
        .collect();
    entries.extend(recordings.iter().filter(|it| it.state == RecordingState::Ready).map(|it| {
        TimelineEntry {
            at: time::after_ms(it.started_at, it.duration_ms),
            kind: MomentKind::RecordingReady,
            text: tell(language, "moment.recording_ready", &[]),
        }
    }));
    entries.sort_by_key(|it| it.at);
    entries
}

pub fn decisions(made: &[DecisionMade], names: &Names, language: Language) -> Vec<DecisionLine> {
    made.iter()
        .map(|it| {
            let decision = &it.decision;
            let chosen = decision.candidates.iter().find(|candidate| candidate.agent == it.agent);
            let ready_seconds =
                chosen.map_or(0, |candidate| time::elapsed_ms(candidate.ready_since, it.at) / 1_000);
            let resting: Vec<_> = decision
                .candidates
                .iter()
                .filter(|candidate| candidate.resting)
                .map(|it| agent(names, Some(it.agent)))
                .collect();
            let values = [
                ("agent", agent(names, Some(it.agent))),
                ("ready", decision.ready.to_string()),
                ("idle", span(ready_seconds, language)),
                ("waited", span(time::elapsed_ms(decision.waiting_since, it.at) / 1_000, language)),
                ("waiting", decision.waiting.to_string()),
                ("resting", resting.join(", ")),
            ];
            let code = match (decision.ready, resting.is_empty()) {
                (0 | 1, true) => "decision.only_one",
                (_, true) => "decision.longest_idle",
                (_, false) => "decision.longest_idle_but_resting",
            };
            DecisionLine { at: it.at, text: tell(language, code, &values) }
        })
        .collect()
}

fn code(moment: &Moment) -> &'static str {
    match moment.kind {
        MomentKind::Arrived => "moment.arrived",
        MomentKind::Answered => "moment.answered",
        MomentKind::Menu if moment.note.is_none() => "moment.first_menu",
        MomentKind::Menu => "moment.menu",
        MomentKind::Queued => "moment.queued",
        MomentKind::Offered => "moment.offered",
        MomentKind::Declined => "moment.declined",
        MomentKind::NoAnswer => "moment.no_answer",
        MomentKind::Connected => "moment.connected",
        MomentKind::Held => "moment.held",
        MomentKind::Resumed => "moment.resumed",
        MomentKind::AgentLost => "moment.agent_lost",
        MomentKind::AgentBack => "moment.agent_back",
        MomentKind::Returned => "moment.returned",
        MomentKind::CallbackRequested => "moment.callback_requested",
        MomentKind::DigitsTaken => "moment.digits_taken",
        MomentKind::TextQueued => "moment.text_queued",
        MomentKind::MessageLeft => "moment.message_left",
        MomentKind::Forwarded => "moment.forwarded",
        MomentKind::ForwardAnswered => "moment.forward_answered",
        MomentKind::Ended => "moment.ended",
        MomentKind::RecordingReady => "moment.recording_ready",
    }
}

/// An end's note is a word of `EndReason`; other notes are names as people gave them.
fn note(moment: &Moment, language: Language) -> String {
    let note = moment.note.clone().unwrap_or_default();
    match moment.kind {
        MomentKind::Ended => tell(language, crate::sentence::end_reason(&note), &[]),
        _ => note,
    }
}

fn agent(names: &Names, id: Option<AgentId>) -> String {
    id.and_then(|id| names.agents.get(&id).cloned()).unwrap_or_default()
}

fn queue(names: &Names, id: Option<QueueId>) -> String {
    id.and_then(|id| names.queues.get(&id).cloned()).unwrap_or_default()
}

/// `2분 5초`, `2 min 5 s`.
fn span(seconds: i64, language: Language) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match (language, minutes) {
        (Language::Korean, 0) => format!("{rest}초"),
        (Language::Korean, _) => format!("{minutes}분 {rest}초"),
        (Language::English, 0) => format!("{rest} s"),
        (Language::English, _) => format!("{minutes} min {rest} s"),
    }
}
