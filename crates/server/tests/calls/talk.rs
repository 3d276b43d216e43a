//! A customer at SIPp and an agent hear each other, and everything about it is kept.

use media::codec::Codec;

use crate::{
    agent::{AGENT_HERTZ, Agent},
    centre::Centre,
    sipp::{self, Caller, Script},
    sound,
};

const CUSTOMER_HERTZ: f64 = 440.0;

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_at_sipp_presses_two_keys_and_talks_to_an_agent() {
    let centre = Centre::start();
    let mut agent = Agent::on_duty(&centre, "haneul", Codec::Opus).await;
    let folder = tempfile::tempdir().unwrap();
    let steps = [
        sipp::pause(1_000),
        sipp::press('2'),
        sipp::pause(1_000),
        sipp::press('1'),
        sipp::play(&sound::capture(folder.path(), CUSTOMER_HERTZ, 60)),
    ]
    .concat();
    let caller = Caller::dial(&centre, &Script { steps, end: sipp::WAIT_FOR_BYE, ..Script::default() });

    let ringing = agent.in_state("ringing");
    assert_eq!(ringing["menu_path"], serde_json::json!(["배송·교환", "교환·반품"]));
    assert_eq!(ringing["number_masked"], "010-00**-04**");
    let call = agent.answer();
    agent.hears(CUSTOMER_HERTZ, 2.0).await;

    agent.order(&call, "hold");
    agent.in_state("held");
    let before = agent.browser.heard().len();
    tokio::task::block_in_place(|| std::thread::sleep(std::time::Duration::from_secs(2)));
    let on_hold = agent.browser.heard().split_off(before + 4_000);
    assert!(!sound::has_tone(&on_hold, CUSTOMER_HERTZ), "the agent hears the customer on hold");
    agent.order(&call, "resume");
    agent.in_state("talking");
    agent.hears(CUSTOMER_HERTZ, 4.0).await;

    agent.order(&call, "hang-up");
    caller.finish();
    agent.without_call();
    agent.write_up(&call);

    let detail = agent.person.finished_call(&call);
    assert_eq!((&detail["outcome"], &detail["end_reason"]), (&"answered".into(), &"agent_hung_up".into()));
    assert_eq!((&detail["wrap_up"], &detail["recording"]), (&"saved".into(), &"ready".into()));
    assert!(detail["hold_seconds"].as_f64().unwrap() > 1.5);
    let (customer, agents) = agent.person.recording(&detail);
    let talked = detail["talk_seconds"].as_f64().unwrap() - detail["hold_seconds"].as_f64().unwrap();
    assert!(
        sound::seconds_of(&customer, CUSTOMER_HERTZ) >= talked - 1.0,
        "the customer is missing on the left"
    );
    assert!(sound::seconds_of(&agents, AGENT_HERTZ) >= talked - 1.0, "the agent is missing on the right");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_by_info_over_tcp_lead_to_the_same_place_and_the_customer_may_hold() {
    let centre = Centre::start();
    let mut agent = Agent::on_duty(&centre, "haneul", Codec::Pcmu).await;
    let folder = tempfile::tempdir().unwrap();
    let steps = [
        sipp::pause(1_000),
        sipp::press_by_info('2', 2),
        sipp::pause(1_000),
        sipp::press_by_info('1', 3),
        sipp::play(&sound::capture(folder.path(), CUSTOMER_HERTZ, 60)),
        sipp::pause(4_000),
        sipp::reinvite("sendonly", 4),
        sipp::pause(1_000),
        sipp::reinvite("sendrecv", 5),
        sipp::pause(3_000),
    ]
    .concat();
    let caller = Caller::dial(&centre, &Script { steps, tcp: true, ..Script::default() });
    let call = agent.answer();
    agent.hears(CUSTOMER_HERTZ, 3.0).await;
    tokio::task::block_in_place(|| caller.finish());
    agent.without_call();
    assert_eq!(agent.person.finished_call(&call)["end_reason"], "customer_hung_up");
}
