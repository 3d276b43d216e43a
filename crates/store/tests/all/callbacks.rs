//! Callback requests.

use domain::{
    callback_request::{CallbackOutcome, CallbackProgress, CallbackRequest},
    id::{AgentId, CallbackRequestId},
    page::Page,
    view::callback::CallbackFilter,
};
use store::{error::Error, journal::fact::State, tenant_store::TenantStore};
use testkit::database::each;

use super::sample::{at, callback_request, company, customer, happen, id, number};

async fn listed(company: &TenantStore, filter: CallbackFilter) -> Vec<u64> {
    let listing = company.callback_requests().list(filter, Page::first(10)).await.unwrap();
    assert_eq!(listing.total, listing.items.len() as u64);
    listing.items.iter().map(|row| row.request.id.uuid().as_u64_pair().1 - id(1, 0)).collect()
}

#[tokio::test]
async fn whoever_waits_longest_is_first_until_somebody_closes_the_request() {
    each(async |store| {
        let company = company(&store, 1).await;
        let requests = company.callback_requests();
        company.customers().insert(&customer(1, 1, "김서연", "010-9876-5432")).await.unwrap();
        happen(&store, 1, [2, 1, 3].map(|row| State::CallbackRequested(callback_request(1, row)))).await;
        assert_eq!(listed(&company, CallbackFilter::Waiting).await, [1, 2, 3]);
        assert_eq!(requests.waiting_count().await.unwrap(), 3);

        let mut request = requests.find(callback_request(1, 2).id).await.unwrap().unwrap();
        request.close(AgentId::sample(id(1, 2)), at(50), CallbackOutcome::Reached).unwrap();
        requests.save_progress(&request).await.unwrap();
        assert_eq!(listed(&company, CallbackFilter::Waiting).await, [1, 3]);
        let closed = requests.list(CallbackFilter::Closed, Page::first(10)).await.unwrap();
        let [row] = closed.items.as_slice() else { panic!("one is closed") };
        assert_eq!(row.request, request);
        assert_eq!(row.agent_name.as_deref(), Some("김바다"));
        assert_eq!(row.queue_name.as_deref(), Some("주문·배송"));
        assert_eq!(row.customer.as_ref().map(|it| it.name.as_str()), Some("김서연"));

        request.reopen();
        requests.save_progress(&request).await.unwrap();
        assert_eq!(listed(&company, CallbackFilter::Waiting).await, [1, 2, 3]);
        assert_eq!(requests.find(request.id).await.unwrap().unwrap().progress, CallbackProgress::Waiting);
    })
    .await;
}

#[tokio::test]
async fn a_number_waits_as_long_as_one_of_its_requests_is_open() {
    each(async |store| {
        let company = company(&store, 1).await;
        let requests = company.callback_requests();
        happen(&store, 1, [State::CallbackRequested(callback_request(1, 1))]).await;
        assert!(requests.is_waiting(&number("010 9876 5432")).await.unwrap());
        assert!(!requests.is_waiting(&number("010-9876-5433")).await.unwrap());
        let mut request = callback_request(1, 1);
        request.close(AgentId::sample(id(1, 1)), at(50), CallbackOutcome::Dropped).unwrap();
        requests.save_progress(&request).await.unwrap();
        assert!(!requests.is_waiting(&number("010 9876 5432")).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn progress_is_all_that_changes_and_a_late_fact_does_not_undo_it() {
    each(async |store| {
        let company = company(&store, 1).await;
        happen(&store, 1, [State::CallbackRequested(callback_request(1, 1))]).await;
        let mut request = CallbackRequest { number: number("02-000-0000"), ..callback_request(1, 1) };
        request.close(AgentId::sample(id(1, 1)), at(50), CallbackOutcome::NotReached).unwrap();
        company.callback_requests().save_progress(&request).await.unwrap();
        happen(&store, 1, [State::CallbackRequested(callback_request(1, 1))]).await;
        let kept = company.callback_requests().find(request.id).await.unwrap().unwrap();
        assert_eq!(kept, CallbackRequest { number: number("010-9876-5432"), ..request });

        let nothing = CallbackRequest { id: CallbackRequestId::sample(404), ..kept };
        let refused = company.callback_requests().save_progress(&nothing).await;
        assert_eq!(refused, Err(Error::Missing("callback request")));
    })
    .await;
}

#[tokio::test]
async fn of_two_agents_who_close_at_once_the_second_sees_it_closed() {
    each(async |store| {
        let company = company(&store, 1).await;
        happen(&store, 1, [State::CallbackRequested(callback_request(1, 1))]).await;
        let close = async |row| {
            let tx = company.begin().await.unwrap();
            let mut request = tx.callback_requests().find(callback_request(1, 1).id).await.unwrap().unwrap();
            let closed = request.close(AgentId::sample(id(1, row)), at(50), CallbackOutcome::Reached);
            if closed.is_ok() {
                tx.callback_requests().save_progress(&request).await.unwrap();
            }
            tx.commit().await.unwrap();
            closed.is_ok()
        };
        let (first, second) = tokio::join!(close(1), close(2));
        assert!(first != second, "{first} {second}");
    })
    .await;
}
