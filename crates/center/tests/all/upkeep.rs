//! What is outdated is forgotten.

use center::{ids, upkeep};
use domain::{
    id::{SignInEntryId, WebSessionId},
    page::Page,
    sign_in::{self, SignInEntry, SignInKind, SignInResult},
    time,
    view::audit::SignInFilter,
};
use store::web_session::{TokenHash, WebSession};
use testkit::{company::TestCompany, database};

#[tokio::test]
async fn expired_sessions_and_old_sign_ins_go_and_the_others_stay() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let rows = store.tenant(company.made.tenant.id);
        let now = company.clock.now();
        for (n, expires_in) in [(1, -1), (2, 1)] {
            let session = WebSession {
                id: WebSessionId::new(ids::fresh()),
                agent: company.agent,
                created_at: now,
                last_seen_at: now,
                expires_at: time::after_ms(now, expires_in),
                ip: None,
                user_agent: None,
            };
            rows.web_sessions().insert(&session, &TokenHash([n; 32])).await.unwrap();
        }
        for age in [sign_in::KEPT_MS + 1, sign_in::KEPT_MS] {
            let entry = SignInEntry {
                id: SignInEntryId::new(ids::fresh()),
                agent: Some(company.agent),
                login_id: "agent".to_owned(),
                kind: SignInKind::SignIn,
                result: SignInResult::Succeeded,
                ip: None,
                user_agent: None,
                at: time::after_ms(now, -age),
            };
            rows.sign_in_entries().insert(&entry).await.unwrap();
        }
        upkeep::forget_outdated(&company.center).await.unwrap();
        assert_eq!(rows.web_sessions().of_agent(company.agent).await.unwrap().len(), 1);
        let entries = rows.sign_in_entries().list(&SignInFilter::default(), Page::first(9)).await.unwrap();
        assert_eq!(entries.total, 1);
    })
    .await;
}
