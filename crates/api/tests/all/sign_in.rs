//! Signing in: one answer for everything that is wrong, slower with each miss, cookies that scripts cannot read.

use axum::http::{Method, StatusCode};
use serde_json::json;
use testkit::{
    company::{PASSWORD, TestCompany},
    database,
};

use crate::browser::Browser;

#[tokio::test]
async fn unknown_company_unknown_id_and_wrong_password_look_alike() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let mut browser = Browser::new(&company);
        let wrong = browser.sign_in(&company, "agent", "wrong-password-1").await;
        let unknown = browser.sign_in(&company, "nobody", "wrong-password-1").await;
        let other_case = browser.sign_in(&company, "Agent", PASSWORD).await;
        let elsewhere = browser
            .post("/api/session", json!({ "company": "nowhere", "login_id": "agent", "password": PASSWORD }))
            .await;
        for answer in [&wrong, &unknown, &other_case, &elsewhere] {
            assert_eq!((answer.status, &answer.bytes), (StatusCode::UNAUTHORIZED, &wrong.bytes));
        }
    })
    .await;
}

#[tokio::test]
async fn guessing_many_at_once_is_no_quicker_than_one_after_the_other() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let guesses = (0..20).map(async |n| {
            let password = format!("wrong-password-{n}");
            Browser::new(&company).sign_in(&company, "agent", &password).await.status
        });
        let answers = futures_util::future::join_all(guesses).await;
        assert_eq!(answers.iter().filter(|it| **it == StatusCode::UNAUTHORIZED).count(), 5, "{answers:?}");
        assert_eq!(answers.iter().filter(|it| **it == StatusCode::TOO_MANY_REQUESTS).count(), 15);
    })
    .await;
}

#[tokio::test]
async fn the_session_cookie_is_for_the_server_alone() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let mut browser = Browser::new(&company);
        let answer = browser.sign_in(&company, "agent", PASSWORD).await;
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        for word in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/api"] {
            assert!(cookie.contains(word), "{cookie}");
        }
    })
    .await;
}

#[tokio::test]
async fn guessing_gets_slower_and_ends_with_the_right_password() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let mut browser = Browser::new(&company);
        for _ in 0..5 {
            assert_eq!(
                browser.sign_in(&company, "agent", "wrong-password-1").await.code(),
                "sign_in.refused"
            );
            company.clock.pass_seconds(1);
        }
        let locked = browser.sign_in(&company, "agent", PASSWORD).await;
        assert_eq!(
            (locked.status, locked.code().as_str()),
            (StatusCode::TOO_MANY_REQUESTS, "sign_in.locked")
        );
        assert!(locked.headers["retry-after"].to_str().unwrap().parse::<u32>().unwrap() <= 30);
        company.clock.pass_seconds(31);
        assert_eq!(browser.sign_in(&company, "agent", PASSWORD).await.status, StatusCode::OK);
        assert_eq!(browser.sign_in(&company, "agent", "wrong-password-1").await.code(), "sign_in.refused");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_by_signing_out_by_idling_and_by_leaving_the_company() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let browser = Browser::signed_in(&company, "agent").await;
        assert_eq!(browser.send(Method::DELETE, "/api/session", None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(browser.get("/api/session").await.code(), "session.required");

        let browser = Browser::signed_in(&company, "agent").await;
        company.clock.pass_seconds(13 * 3_600);
        assert_eq!(browser.get("/api/session").await.code(), "session.required");

        let browser = Browser::signed_in(&company, "agent").await;
        let owner = Browser::signed_in(&company, "owner").await;
        let path = format!("/api/agents/{}/deactivate", company.agent.uuid());
        assert_eq!(owner.send(Method::POST, &path, None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(browser.get("/api/session").await.code(), "session.required");
        assert_eq!(
            Browser::new(&company).sign_in(&company, "agent", PASSWORD).await.code(),
            "sign_in.refused"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_signs_in_elsewhere_is_signed_out_here() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let here = Browser::signed_in(&company, "agent").await;
        let somebody_else = Browser::signed_in(&company, "owner").await;
        let there = Browser::signed_in(&company, "agent").await;
        assert_eq!(here.get("/api/session").await.code(), "session.required");
        assert_eq!(there.get("/api/session").await.status, StatusCode::OK);
        assert_eq!(somebody_else.get("/api/session").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_keeps_the_rules() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let here = Browser::signed_in(&company, "agent").await;
        let change = |current: &str, new: &str| json!({ "current": current, "new": new });
        assert_eq!(here.put("/api/session/password", change("wrong", "another-crossing-8")).await.json()["errors"][0]["code"], "password.wrong");
        assert_eq!(here.put("/api/session/password", change(PASSWORD, "agent-password")).await.json()["errors"][0]["code"], "password.contains_login_id");
        assert_eq!(here.put("/api/session/password", change(PASSWORD, "another-crossing-8")).await.status, StatusCode::NO_CONTENT);
        assert_eq!(here.get("/api/session").await.status, StatusCode::OK);
    })
    .await;
}
