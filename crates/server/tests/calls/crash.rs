//! `kill -9` in the middle of a call.

use media::codec::Codec;

use crate::{
    agent::{AGENT_HERTZ, Agent},
    centre::Centre,
    sipp::{self, Caller, Script},
    sound,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_was_cut_off_is_in_the_history_with_its_sound() {
    let mut centre = Centre::start();
    let mut agent = Agent::on_duty(&centre, "haneul", Codec::Pcmu).await;
    let folder = tempfile::tempdir().unwrap();
    let tone = sound::capture(folder.path(), 440.0, 60);
    let steps = [sipp::pause(300), sipp::press('2'), sipp::press('1'), sipp::play(&tone)].concat();
    let _caller = Caller::dial(&centre, &Script { steps, end: sipp::WAIT_FOR_BYE, ..Script::default() });
    let call = agent.answer();
    agent.hears(440.0, 5.0).await;

    centre.kill();
    centre.start_again();
    let owner = centre.sign_in("daeun");
    let detail = owner.get(&format!("/interactions/{call}"));
    assert_eq!((&detail["end_reason"], &detail["outcome"]), (&"system_stopped".into(), &"answered".into()));
    assert_eq!(detail["recording"], "ready");
    let (customer, agents) = owner.recording(&detail);
    // Five seconds were heard; the last one or two may be missing.
    assert!(sound::seconds_of(&customer, 440.0) >= 3.0);
    assert!(sound::seconds_of(&agents, AGENT_HERTZ) >= 3.0);
    let dashboard = owner.get("/dashboard");
    assert_eq!(dashboard["lines"]["talking"], 0);
    assert!(dashboard["agents"].as_array().unwrap().iter().all(|it| it["status"]["kind"] == "signed_out"));
}
