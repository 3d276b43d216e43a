//! What the IVR does for those who never reach an agent.

use crate::{
    centre::{Centre, NUMBER, naru},
    sipp::{self, Caller, Script, output_of},
};

#[test]
fn a_menu_that_ends_says_goodbye_and_hangs_up() {
    let centre = Centre::start();
    let steps = [sipp::pause(500), sipp::press('1')].concat();
    Caller::dial(&centre, &Script { steps, end: sipp::WAIT_FOR_BYE, ..Script::default() }).finish();
    let owner = centre.sign_in("daeun");
    let call = owner.newest_call();
    assert_eq!((&call["end_reason"], &call["menu_path"][0]), (&"scenario_ended".into(), &"배송 조회".into()));
}

#[test]
fn an_unknown_number_is_refused_in_words_and_may_be_cancelled_meanwhile() {
    let centre = Centre::start();
    Caller::dial_and_cancel(&centre, "0700000999").finish();
    let target = format!("0700000999@127.0.0.1:{}", centre.sip);
    let refused = output_of(naru().args(["test-call", &target, "--json", "--seconds", "1"]));
    assert!(!refused.status.success());
    let told: serde_json::Value = serde_json::from_slice(&refused.stdout).unwrap();
    assert_eq!(told["end"], "refused with 404");
    assert!(told["heard_seconds"].as_f64().unwrap() > 2.0, "nothing was said before the refusal: {told}");
    assert!(told["level_dbfs"].as_f64().unwrap() > -40.0);
}

#[test]
fn a_test_call_tells_whether_the_line_works() {
    let centre = Centre::start();
    let target = format!("{NUMBER}@127.0.0.1:{}", centre.sip);
    let folder = tempfile::tempdir().unwrap();
    let heard = folder.path().join("heard.wav");
    let save = heard.display().to_string();
    let done = output_of(naru().args([
        "test-call",
        &target,
        "--from",
        "010-0003-0412",
        "--say",
        "여보세요",
        "--digits",
        "w1 3",
        "--seconds",
        "2",
        "--save",
        &save,
    ]));
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{text}");
    for line in ["received 200 INVITE", "answered", "first sound", "hung up here"] {
        assert!(text.contains(line), "{text}");
    }
    assert!(std::fs::metadata(&heard).unwrap().len() > 40_000);
    let call = centre.sign_in("daeun").newest_call();
    assert_eq!(call["menu_path"][0], "결제·환불");
    let (customer, _) = centre.sign_in("daeun").recording(&call);
    assert!(
        customer.iter().any(|it| it.unsigned_abs() > 1_000),
        "what the caller said is not in the recording"
    );
}
