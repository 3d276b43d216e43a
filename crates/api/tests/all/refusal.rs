//! Refusals: problem+json with a stable code and a sentence in both languages.

use axum::http::{Method, StatusCode};
use serde_json::json;
use testkit::{company::TestCompany, database};

use crate::browser::Browser;

#[tokio::test]
async fn a_refusal_has_a_code_and_a_sentence_in_the_language_asked_for() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let korean = Browser::new(&company).get("/api/session").await;
        let english = Browser::new(&company).in_english().get("/api/session").await;
        assert_eq!(korean.headers["content-type"], "application/problem+json");
        insta::assert_json_snapshot!([korean.json(), english.json()]);
    })
    .await;
}

#[tokio::test]
async fn a_form_is_told_everything_that_is_wrong_at_once() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let owner = Browser::signed_in(&company, "owner").await;
        let answer = owner
            .post("/api/agents", json!({
                "login_id": "하늘", "name": " ", "role": "agent", "group_id": "00000000-0000-0000-0000-000000000009",
                "password": "short",
            }))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        insta::assert_json_snapshot!(answer.json());
    })
    .await;
}

#[tokio::test]
async fn what_is_no_json_what_is_nowhere_and_what_is_too_long_are_problems_too() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let owner = Browser::signed_in(&company, "owner").await;
        assert_eq!(owner.get("/api/nowhere").await.code(), "route.not_found");
        assert_eq!(owner.send(Method::PATCH, "/api/agents", None).await.code(), "route.method");
        assert_eq!(owner.post("/api/agents", json!({ "name": 1 })).await.code(), "request.form");
        let long = "가".repeat(600_000);
        let too_long = owner.post("/api/agents", json!({ "name": long })).await;
        assert_eq!(
            (too_long.status, too_long.code().as_str()),
            (StatusCode::PAYLOAD_TOO_LARGE, "request.too_long")
        );
        assert_eq!(owner.get("/api/interactions/not-an-id").await.code(), "request.path");
        assert_eq!(owner.get("/api/interactions?page=abc").await.code(), "request.query");
        assert_eq!(owner.get("/api/realtime").await.code(), "realtime.not_websocket");
    })
    .await;
}

#[tokio::test]
async fn a_page_of_another_site_may_read_nothing_and_change_nothing() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let owner = Browser::signed_in(&company, "owner").await;
        for origin in ["https://evil.example", "null", "https://maru.naru.example.evil.example"] {
            let answer = owner
                .send_from(origin, Method::PUT, "/api/desk/status", Some(json!({ "kind": "ready" })))
                .await;
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (StatusCode::FORBIDDEN, "origin.foreign"),
                "{origin}"
            );
        }
    })
    .await;
}
