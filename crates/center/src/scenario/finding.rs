//! What a check finds, in the words of forms: the field concerned and the code of its sentence.

use flow::check::{Code, Finding, Surroundings};

use crate::{
    context::Context,
    error::{Error, Form},
    queue,
};

pub(super) fn refuse_findings(findings: impl Iterator<Item = Finding>) -> Result<(), Error> {
    let mut form = Form::default();
    for finding in findings {
        form.refuse(field_of(&finding), code_of(finding.code));
    }
    form.done()
}

/// `root/1/2/digit` for a menu's field, the field alone for shared settings.
pub fn field_of(finding: &Finding) -> String {
    let shared = finding.path.is_empty() && finding.field.contains('/');
    if shared
        || matches!(
            finding.field.as_str(),
            "schema"
                | "hours"
                | "wait_limit"
                | "queue_notice"
                | "voice"
                | "digit_wait_seconds"
                | "repeats"
                | "tests"
        )
    {
        return finding.field.clone();
    }
    let keys: String = finding.path.iter().map(|it| format!("/{it}")).collect();
    format!("root{keys}/{}", finding.field)
}

/// The code of a finding's sentence.
pub fn code_of(code: Code) -> &'static str {
    match code {
        Code::SchemaUnknown => "scenario.schema_unknown",
        Code::TooManyMenus => "scenario.too_many_menus",
        Code::NameMissing => "scenario.name_missing",
        Code::NameTooLong => "scenario.name_too_long",
        Code::TextTooLong => "scenario.text_too_long",
        Code::DigitTwice => "scenario.digit_twice",
        Code::DigitReserved => "scenario.digit_reserved",
        Code::MenuEmpty => "scenario.menu_empty",
        Code::QueueMissing => "scenario.queue_missing",
        Code::QueueUnknown => "scenario.queue_unknown",
        Code::RangeBackwards => "scenario.range_backwards",
        Code::RangesOverlap => "scenario.ranges_overlap",
        Code::WaitLimitRange => "scenario.wait_limit_range",
        Code::DigitWaitRange => "scenario.digit_wait_range",
        Code::RepeatsRange => "scenario.repeats_range",
        Code::HolidayNameMissing => "scenario.holiday_name_missing",
        Code::NoticeRange => "scenario.notice_range",
        Code::SpeedRange => "scenario.speed_range",
        Code::SoundUnknown => "scenario.sound_unknown",
        Code::TakesRange => "scenario.takes_range",
        Code::ForwardNumber => "scenario.forward_number",
        Code::MessageText => "scenario.message_text",
        Code::MessageSeconds => "scenario.message_seconds",
        Code::TooManyTests => "scenario.too_many_tests",
        Code::TestUnfinished => "scenario.test_unfinished",
        Code::TestFailed => "scenario.test_failed",
        Code::KeyNotTold => "scenario.key_not_told",
        Code::TooLongToHear => "scenario.too_long_to_hear",
        Code::QueueWithoutAgents => "scenario.queue_without_agents",
        Code::TooDeep => "scenario.too_deep",
        Code::NeverOpen => "scenario.never_open",
        Code::EndSaysNothing => "scenario.end_says_nothing",
        Code::RecordingNoticeMissing => "scenario.recording_notice_missing",
    }
}

/// What a document may refer to.
pub async fn surroundings(cx: &Context) -> Result<Surroundings, Error> {
    let sounds = cx.store.sounds().list().await?.into_iter().map(|it| (it.id, it.duration_ms)).collect();
    let agents_of = queue::list(cx)
        .await?
        .into_iter()
        .map(|it| {
            let through_group = it.group_agents.iter().filter(|agent| !it.agents.contains(agent)).count();
            (it.queue.id, it.agents.len() + through_group)
        })
        .collect();
    Ok(Surroundings { agents_of, sounds })
}
