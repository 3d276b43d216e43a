//! Who writes up an interaction that went through several hands.

use call::event::LegEvent;
use center::{
    desk,
    error::{Error, Kind},
    floor::input::Input,
    interaction::{
        self,
        wrap_up::{self, Draft},
    },
};
use domain::{
    agent_status::{Chosen, StatusKind},
    id::InteractionId,
    wrap_up::WrapUp,
};
use testkit::{company::TestCompany, database};

use super::people::{OnDuty, on_duty};

/// A customer talks to the first agent, whose browser dies, and then to the second.
async fn taken_over(
    company: &TestCompany,
    first: &OnDuty,
    said: impl AsyncFn(InteractionId),
) -> (InteractionId, OnDuty) {
    let call = company.call_for_an_agent("010-1234-5678").await;
    desk::answer(&first.cx, call).await.unwrap();
    company.settle().await;
    said(call).await;
    let floor = first.cx.floor().await.unwrap();
    floor.input(Input::Leg { leg: first.leg, event: LegEvent::Lost });
    company.settle().await;
    company.clock.pass_seconds(11);
    floor.input(Input::Tick);
    company.settle().await;
    let second = on_duty(company, "second").await;
    desk::answer(&second.cx, call).await.unwrap();
    company.settle().await;
    (call, second)
}

async fn save(by: &OnDuty, call: InteractionId, text: &str, is_draft: bool) -> Result<WrapUp, Error> {
    let then = (!is_draft).then_some(Chosen::Ready);
    wrap_up::save(&by.cx, call, Draft { category: None, text: text.to_owned(), is_draft, then }).await
}

async fn status(company: &TestCompany, of: &OnDuty) -> StatusKind {
    let desk = of.cx.floor().await.unwrap().desk(of.cx.me.id);
    company.settle().await;
    let status = desk.borrow().status.status;
    status.kind()
}

fn is_forbidden(result: Result<WrapUp, Error>) -> bool {
    matches!(result, Err(Error::Refused(it)) if it.kind == Kind::Forbidden)
}

#[tokio::test]
async fn a_lost_agents_draft_is_continued_by_whoever_finishes_the_call() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let first = on_duty(&company, "first").await;
        let drafted = async |call| {
            save(&first, call, "배송지를", true).await.unwrap();
        };
        let (call, second) = taken_over(&company, &first, drafted).await;
        let before = interaction::detail(&second.cx, call).await.unwrap().wrap_up.unwrap();
        assert_eq!((before.text.as_str(), before.agent), ("배송지를", first.cx.me.id));
        company.voice.hang_up(call);
        company.settle().await;
        assert_eq!(status(&company, &second).await, StatusKind::WrapUp);
        let saved = save(&second, call, "배송지를 바꿈", false).await.unwrap();
        assert_eq!((saved.agent, saved.text.as_str()), (second.cx.me.id, "배송지를 바꿈"));
        assert_eq!(status(&company, &second).await, StatusKind::Ready);
    })
    .await;
}

#[tokio::test]
async fn a_lost_agent_writes_up_what_a_colleague_talks_about_and_is_never_stuck() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let first = on_duty(&company, "first").await;
        let (call, second) = taken_over(&company, &first, async |_| {}).await;
        assert_eq!(status(&company, &first).await, StatusKind::WrapUp);
        let saved = save(&first, call, "끊겼음", false).await.unwrap();
        assert_eq!(saved.agent, first.cx.me.id);
        assert_eq!(status(&company, &first).await, StatusKind::Ready);

        company.voice.hang_up(call);
        company.settle().await;
        assert!(is_forbidden(save(&second, call, "다시 씀", true).await));
        assert_eq!(status(&company, &second).await, StatusKind::WrapUp);
        // What a colleague has saved stands; the next customer need not wait for it.
        assert!(is_forbidden(save(&second, call, "다시 씀", false).await));
        assert_eq!(status(&company, &second).await, StatusKind::Ready);
        let kept = interaction::detail(&second.cx, call).await.unwrap().wrap_up.unwrap();
        assert_eq!(kept.text.as_str(), "끊겼음");
    })
    .await;
}
