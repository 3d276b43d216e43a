//! What people read: one table of sentences in Korean and English, by code (DESIGN.md §5 for the tone).

mod table;

use domain::{end_reason::EndReason, trunk::TrunkFinding};

use crate::requester::Language;

/// The sentence of a code with its values filled in. A code without a sentence reads as itself, which a test keeps
/// from happening.
pub fn tell(language: Language, code: &str, values: &[(&'static str, String)]) -> String {
    let Some((_, korean, english)) = table::all().find(|(it, _, _)| *it == code) else {
        return code.to_owned();
    };
    let mut sentence = match language {
        Language::Korean => (*korean).to_owned(),
        Language::English => (*english).to_owned(),
    };
    for (name, value) in values {
        sentence = sentence.replace(&format!("{{{name}}}"), value);
    }
    sentence
}

/// Why a trunk is down, and what to look at; nothing for one that is not.
pub fn trunk_finding(finding: TrunkFinding, language: Language) -> String {
    let (code, status) = match finding {
        TrunkFinding::NeverAsked | TrunkFinding::Registered | TrunkFinding::Answered { .. } => {
            return String::new();
        }
        TrunkFinding::HostUnknown => ("trunk.host_unknown", 0),
        TrunkFinding::Unreachable => ("trunk.unreachable", 0),
        TrunkFinding::NotListening => ("trunk.not_listening", 0),
        TrunkFinding::Silent => ("trunk.silent", 0),
        TrunkFinding::Unavailable { status } => ("trunk.unavailable", status),
        TrunkFinding::RegistrationRefused { status } => ("trunk.registration_refused", status),
        TrunkFinding::ChallengeUnknown => ("trunk.challenge_unknown", 0),
    };
    tell(language, code, &[("status", status.to_string())])
}

/// The code of an end reason's words, from its word in a timeline note.
pub fn end_reason(word: &str) -> &'static str {
    match word.parse::<EndReason>() {
        Ok(EndReason::CustomerHungUp) => "end_reason.customer_hung_up",
        Ok(EndReason::AgentHungUp) => "end_reason.agent_hung_up",
        Ok(EndReason::LeftInIvr) => "end_reason.left_in_ivr",
        Ok(EndReason::AbandonedInQueue) => "end_reason.abandoned_in_queue",
        Ok(EndReason::AbandonedWhileRinging) => "end_reason.abandoned_while_ringing",
        Ok(EndReason::ScenarioEnded) => "end_reason.scenario_ended",
        Ok(EndReason::Closed) => "end_reason.closed",
        Ok(EndReason::WaitLimit) => "end_reason.wait_limit",
        Ok(EndReason::CallbackRequested) => "end_reason.callback_requested",
        Ok(EndReason::NotReached) => "end_reason.not_reached",
        Ok(EndReason::Forwarded) => "end_reason.forwarded",
        Ok(EndReason::VoicemailLeft) => "end_reason.voicemail_left",
        Ok(EndReason::Unavailable) => "end_reason.unavailable",
        Ok(EndReason::NotInService) => "end_reason.not_in_service",
        Ok(EndReason::ConnectionLost) => "end_reason.connection_lost",
        Ok(EndReason::NoCapacity) => "end_reason.no_capacity",
        Ok(EndReason::SystemStopped) => "end_reason.system_stopped",
        Ok(EndReason::Failed) | Err(_) => "end_reason.failed",
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// Codes are texts of the form `noun.what` in the sources of the centre and of this crate.
    fn codes_in(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                codes_in(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs")
                && !path.components().any(|it| it.as_os_str() == "table")
            {
                for (at, text) in fs::read_to_string(&path).unwrap().split('"').enumerate() {
                    let code = text.split_once('.').is_some_and(|(noun, what)| {
                        let word = |it: &str| {
                            !it.is_empty() && it.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                        };
                        word(noun) && word(what)
                    });
                    if at % 2 == 1 && code {
                        found.insert(text.to_owned());
                    }
                }
            }
        }
    }

    #[test]
    fn every_code_has_a_sentence_and_every_sentence_a_code() {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut used = BTreeSet::new();
        codes_in(&crates.join("center/src"), &mut used);
        codes_in(&crates.join("api/src"), &mut used);
        used.insert("internal".to_owned());
        let told: BTreeSet<String> = table::all().map(|(code, _, _)| (*code).to_owned()).collect();
        assert_eq!(
            used.difference(&told).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "codes without a sentence"
        );
        assert_eq!(
            told.difference(&used).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "sentences nobody tells"
        );
    }

    #[test]
    fn both_languages_name_the_same_values() {
        let values = |text: &str| -> BTreeSet<String> {
            text.split('{')
                .skip(1)
                .filter_map(|it| it.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .collect()
        };
        for (code, korean, english) in table::all() {
            assert_eq!(values(korean), values(english), "{code}");
        }
    }

    #[test]
    fn a_sentence_is_filled_in() {
        let values = [("min", "5".to_owned()), ("max", "120".to_owned())];
        assert_eq!(tell(Language::Korean, "number.range", &values), "5에서 120 사이의 수를 입력해 주세요.");
        assert_eq!(tell(Language::English, "number.range", &values), "Enter a number from 5 to 120.");
    }
}
