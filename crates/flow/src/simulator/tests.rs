use domain::id::QueueId;
use jiff::civil::date;

use super::*;
use crate::document::{Action, AfterWait, WaitLimit};

fn scenario() -> Arc<Scenario> {
    let mut scenario = Scenario::starter();
    scenario.wait_limit = WaitLimit { seconds: 40, then: AfterWait::OfferCallback };
    scenario.queue_notice.position = true;
    scenario.root.action = Action::Connect { queue_id: Some(QueueId::sample(1)), callback: true };
    Arc::new(scenario)
}

fn tell(staffing: Staffing, steps: &[Step]) -> String {
    let setting = Setting { staffing, ..Setting::at(date(2026, 11, 20).at(14, 30, 0, 0)) };
    let played = play(scenario(), setting, steps);
    let lines = played.happenings.iter().map(|it| {
        let what = match &it.what {
            What::Said { utterances, choices, .. } => {
                let texts: Vec<_> = utterances.iter().map(|it| it.text.as_str()).collect();
                format!("say {:?} [{}]", texts.join(" / "), choices.len())
            }
            other => format!("{other:?}"),
        };
        format!("{:>6} {what}", it.at_ms)
    });
    lines.chain([format!("awaiting {:?}", played.awaiting)]).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_wait_with_everybody_busy_ends_in_a_callback() {
    let one = Step::Press(Digit::ONE);
    insta::assert_snapshot!(tell(Staffing::Busy, &[Step::Wait { seconds: 45 }, one, one]));
}

#[test]
fn a_ready_agent_answers_and_nobody_signed_in_is_told() {
    insta::assert_snapshot!("answered", tell(Staffing::Ready, &[Step::AgentAnswers]));
    insta::assert_snapshot!("nobody", tell(Staffing::Nobody, &[]));
    insta::assert_snapshot!("left", tell(Staffing::Ready, &[Step::HangUp, Step::Press(Digit::ONE)]));
}
