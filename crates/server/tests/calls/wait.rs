//! More calls than agents.

use media::codec::Codec;

use crate::{
    agent::Agent,
    centre::Centre,
    sipp::{self, Caller, Script},
};

#[tokio::test(flavor = "multi_thread")]
async fn three_customers_and_one_agent_are_served_in_order() {
    let centre = Centre::start();
    let agent = Agent::on_duty(&centre, "haneul", Codec::Pcmu).await;
    let steps = [sipp::pause(300), sipp::press('2'), sipp::press('2')].concat();
    let froms = ["01000010001", "01000020002", "01000030003"];
    let mut callers = vec![];
    for (n, from) in froms.iter().enumerate() {
        let script = Script { steps: steps.clone(), from, end: sipp::WAIT_FOR_BYE, ..Script::default() };
        callers.push(Caller::dial(&centre, &script));
        // The next one dials only when this one stands in the queue; the first one rings and still counts.
        agent.person.wait_for("/desk", |desk| (desk["waiting_total"] == n + 1).then_some(()));
    }
    for (n, caller) in callers.into_iter().enumerate() {
        let call = agent.answer();
        let waiting = agent.person.get("/desk")["waiting_total"].clone();
        assert_eq!(waiting, 2 - n);
        agent.order(&call, "hang-up");
        caller.finish();
        agent.without_call();
        assert_eq!(agent.person.finished_call(&call)["outcome"], "answered");
        let unmasked = agent
            .person
            .post(&format!("/interactions/{call}/unmask"), serde_json::json!({ "reason": "확인" }));
        assert_eq!(unmasked["number"].as_str().unwrap().replace('-', ""), froms[n]);
        agent.write_up(&call);
    }
}
