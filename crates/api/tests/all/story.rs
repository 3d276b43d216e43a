//! A call from the first ring to the history, over the API.

use axum::http::{Method, StatusCode};
use domain::id::InteractionId;
use serde_json::{Value, json};
use testkit::{company::TestCompany, database};

use crate::browser::Browser;

/// Ids differ from run to run; the rest must not.
fn redacted(mut value: Value) -> Value {
    fn walk(value: &mut Value) {
        match value {
            Value::String(text) if text.len() == 36 && text.matches('-').count() == 4 => {
                *text = "<id>".to_owned()
            }
            Value::Array(items) => items.iter_mut().for_each(walk),
            Value::Object(fields) => fields.values_mut().for_each(walk),
            _ => {}
        }
    }
    walk(&mut value);
    value
}

/// An agent with an open desk and a connected phone.
async fn on_duty(company: &TestCompany) -> Browser {
    let agent = Browser::signed_in(company, "agent").await;
    assert_eq!(
        agent.put("/api/desk/status", json!({ "kind": "ready" })).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(agent.post("/api/softphone", json!({ "offer": "v=0" })).await.status, StatusCode::OK);
    company.settle().await;
    agent
}

async fn order(company: &TestCompany, browser: &Browser, call: InteractionId, verb: &str) {
    let answer = browser.send(Method::POST, &format!("/api/calls/{}/{verb}", call.uuid()), None).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{verb}: {}", answer.text());
    company.settle().await;
}

#[tokio::test]
async fn a_call_rings_is_answered_held_written_up_and_found_in_the_history() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let agent = on_duty(&company).await;
        let call = company.call_for_an_agent("010-1234-5678").await;
        company.clock.pass_seconds(4);
        let ringing = agent.get("/api/desk").await.json();
        assert_eq!(
            (&ringing["call"]["state"], &ringing["call"]["number_masked"]),
            (&json!("ringing"), &json!("010-12**-56**"))
        );

        order(&company, &agent, call, "answer").await;
        company.clock.pass_seconds(20);
        order(&company, &agent, call, "hold").await;
        company.clock.pass_seconds(10);
        insta::assert_json_snapshot!("desk_with_a_held_call", redacted(agent.get("/api/desk").await.json()));
        order(&company, &agent, call, "resume").await;
        company.clock.pass_seconds(5);
        company.voice.hang_up(call);
        company.settle().await;

        let wrap_up = json!({ "text": "교환 접수", "draft": false, "then": { "kind": "ready" } });
        let path = format!("/api/interactions/{}/wrap-up", call.uuid());
        assert_eq!(agent.put(&path, wrap_up).await.status, StatusCode::OK);
        company.settle().await;
        let history = agent.get("/api/interactions").await.json();
        insta::assert_json_snapshot!("history", redacted(history));
        let detail = agent.get(&format!("/api/interactions/{}", call.uuid())).await.json();
        insta::assert_json_snapshot!("detail", redacted(detail));
        assert_eq!(agent.get("/api/desk").await.json()["status"]["kind"], "ready");
    })
    .await;
}

#[tokio::test]
async fn an_unknown_caller_becomes_a_customer_known_by_name_at_the_next_call() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let agent = on_duty(&company).await;
        let call = company.call_for_an_agent("010-1234-5678").await;
        order(&company, &agent, call, "answer").await;
        let body =
            json!({ "name": "김서연", "number_from_interaction": call.uuid(), "note": "", "vip": true });
        assert_eq!(agent.post("/api/customers", body).await.status, StatusCode::OK);
        company.settle().await;
        assert_eq!(agent.get("/api/desk").await.json()["call"]["customer"]["name"], "김서연");
        order(&company, &agent, call, "hang-up").await;
        agent.put("/api/desk/status", json!({ "kind": "ready" })).await;

        company.call_for_an_agent("+82 10-1234-5678").await;
        company.settle().await;
        let desk = agent.get("/api/desk").await.json();
        assert_eq!(
            (&desk["call"]["customer"]["name"], &desk["call"]["customer"]["vip"]),
            (&json!("김서연"), &json!(true))
        );
        let found = agent.get("/api/customers?q=5678").await.json();
        assert_eq!(
            (&found["total"], &found["items"][0]["number_masked"]),
            (&json!(1), &json!("010-12**-56**"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_number_is_shown_in_full_only_for_a_reason_that_is_kept() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let agent = on_duty(&company).await;
        let call = company.call_for_an_agent("010-1234-5678").await;
        order(&company, &agent, call, "answer").await;
        let path = format!("/api/interactions/{}/unmask", call.uuid());
        assert_eq!(
            agent.post(&path, json!({ "reason": " " })).await.json()["errors"][0]["code"],
            "reason.needed"
        );
        let shown = agent.post(&path, json!({ "reason": "고객이 다시 걸어 달라고 함" })).await.json();
        assert_eq!(shown["number"], "010-1234-5678");
        let owner = Browser::signed_in(&company, "owner").await;
        let audit = owner.get("/api/audit-entries").await.json();
        assert_eq!(
            (&audit["items"][0]["action"], &audit["items"][0]["reason"]),
            (&json!("unmask"), &json!("고객이 다시 걸어 달라고 함"))
        );
    })
    .await;
}

#[tokio::test]
async fn an_agent_sees_his_own_calls_and_nobody_elses() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let call = company.call_for_an_agent("010-1234-5678").await;
        company.voice.hang_up(call);
        company.settle().await;
        let (agent, owner) =
            (Browser::signed_in(&company, "agent").await, Browser::signed_in(&company, "owner").await);
        assert_eq!(agent.get("/api/interactions").await.json()["total"], 0);
        assert_eq!(
            agent.get(&format!("/api/interactions/{}", call.uuid())).await.code(),
            "interaction.not_found"
        );
        assert_eq!(owner.get("/api/interactions").await.json()["items"][0]["end_reason"], "unavailable");
    })
    .await;
}

#[tokio::test]
async fn a_web_call_is_limited_by_address_and_follows_its_page() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let visitor = Browser::new(&company);
        assert_eq!(visitor.get("/api/web-call/maru").await.json()["open"], true);
        assert_eq!(visitor.get("/api/web-call/nowhere").await.code(), "web_call.no_brand");
        let started = visitor.post("/api/web-call/maru", json!({ "offer": "v=0" })).await.json();
        let (call, token) = (started["call_id"].as_str().unwrap(), started["token"].as_str().unwrap());
        let wrong =
            visitor.post(&format!("/api/web-call/maru/calls/{call}/hang-up"), json!({ "token": "x" })).await;
        assert_eq!(wrong.code(), "web_call.not_found");
        let done = visitor
            .post(&format!("/api/web-call/maru/calls/{call}/hang-up"), json!({ "token": token }))
            .await;
        assert_eq!(done.status, StatusCode::NO_CONTENT);
        company.settle().await;
        let events =
            visitor.get(&format!("/api/web-call/maru/calls/{call}/events?token={token}")).await.text();
        assert!(events.contains(r#""state":"ended","end_reason":"left_in_ivr""#), "{events}");
        for _ in 0..2 {
            assert_eq!(
                visitor.post("/api/web-call/maru", json!({ "offer": "v=0" })).await.status,
                StatusCode::OK
            );
        }
        assert_eq!(
            visitor.post("/api/web-call/maru", json!({ "offer": "v=0" })).await.code(),
            "web_call.too_many"
        );
    })
    .await;
}

#[tokio::test]
async fn publishing_without_speech_says_what_to_install_and_changes_nothing() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let owner = Browser::signed_in(&company, "owner").await;
        let path = format!("/api/scenarios/{}/publish", company.made.scenario.uuid());
        let answer = owner.post(&path, json!({ "note": "" })).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::SERVICE_UNAVAILABLE, "speech.engine_missing")
        );
        assert!(answer.json()["detail"].as_str().unwrap().contains("espeak-ng"));
        assert_eq!(owner.get("/api/scenarios").await.json()["items"][0]["published_version"], 1);
    })
    .await;
}

#[tokio::test]
async fn two_editors_notice_each_other() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let owner = Browser::signed_in(&company, "owner").await;
        let path = format!("/api/scenarios/{}", company.made.scenario.uuid());
        let read = owner.get(&path).await.json();
        let save = json!({ "document": read["draft"], "based_on": read["draft_updated_at"] });
        company.clock.pass_seconds(1);
        assert_eq!(owner.put(&format!("{path}/draft"), save.clone()).await.status, StatusCode::OK);
        assert_eq!(owner.put(&format!("{path}/draft"), save).await.code(), "scenario.changed_meanwhile");
        let mut twice = owner.get(&path).await.json();
        let child = twice["draft"]["root"]["action"]["children"][0].clone();
        twice["draft"]["root"]["action"]["children"].as_array_mut().unwrap().push(child);
        let save = json!({ "document": twice["draft"], "based_on": twice["draft_updated_at"] });
        let errors = owner.put(&format!("{path}/draft"), save).await.json()["errors"].clone();
        assert_eq!(errors.as_array().unwrap().len(), 2);
        assert_eq!(
            (&errors[0]["field"], &errors[0]["code"]),
            (&json!("root/1/digit"), &json!("scenario.digit_twice"))
        );
    })
    .await;
}
