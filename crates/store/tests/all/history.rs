//! The history list.

use domain::{
    channel::Channel,
    end_reason::EndReason,
    id::{AgentId, CategoryId, CustomerId, InteractionId, QueueId, QueueVisitId},
    interaction::{Interaction, Outcome},
    number_query::NumberQuery,
    page::Page,
    queue_visit::{QueueVisit, VisitOutcome},
    recording::{Recording, RecordingState},
    view::history::{HistoryFilter, HistoryRow, WrapUpState},
    wrap_up::WrapUp,
};
use store::{journal::fact::State, tenant_store::TenantStore};
use testkit::database::each;

use super::sample::{
    agent, arrived, at, category, company, customer, default_queue, happen, id, interaction, number,
    queue_visit, recording, wrap_up,
};

async fn rows(company: &TenantStore, filter: HistoryFilter) -> Vec<u64> {
    let listing = company.interactions().history(&filter, Page::first(100)).await.unwrap();
    assert_eq!(listing.total, listing.items.len() as u64);
    listing.items.iter().map(|row| row.interaction.id.uuid().as_u64_pair().1 - id(1, 0)).collect()
}

#[tokio::test]
async fn a_row_shows_everything_that_stands_elsewhere() {
    each(async |store| {
        let company = company(&store, 1).await;
        company.customers().insert(&customer(1, 1, "김서연", "010-1111-5678")).await.unwrap();
        for (row, parent, name) in [(1, None, "배송"), (2, Some(1), "지연"), (3, None, "반품")] {
            company.categories().insert(&category(1, row, parent, name)).await.unwrap();
        }
        let call = Interaction { customer: Some(CustomerId::sample(id(1, 1))), ..interaction(1, 1) };
        let lost = Recording { state: RecordingState::Lost, started_at: at(5_000), ..recording(1, 2) };
        let lost = Recording { interaction: call.id, ..lost };
        happen(
            &store,
            1,
            [State::Interaction(call.clone()), State::Recording(recording(1, 1)), State::Recording(lost)],
        )
        .await;
        let written =
            WrapUp { category: Some(CategoryId::sample(id(1, 2))), saved_at: Some(at(200)), ..wrap_up(1, 1) };
        company.wrap_ups().save(&written).await.unwrap();

        let row = company.interactions().history_row(call.id).await.unwrap().unwrap();
        let customer = row.customer.clone().unwrap();
        assert_eq!(
            (customer.id, customer.name.as_str(), customer.vip),
            (CustomerId::sample(id(1, 1)), "김서연", true)
        );
        let expected = HistoryRow {
            interaction: call,
            customer: Some(customer),
            brand_name: Some("마루".to_owned()),
            queue_name: Some("주문·배송".to_owned()),
            agent_name: Some("이하늘".to_owned()),
            recording: Some(RecordingState::Lost),
            wrap_up: WrapUpState::Saved,
            category_path: vec!["배송".to_owned(), "지연".to_owned()],
        };
        assert_eq!(row, expected);
        let listed = company.interactions().history(&HistoryFilter::default(), Page::first(5)).await.unwrap();
        assert_eq!(listed.items, [expected]);
        assert_eq!(company.interactions().history_row(InteractionId::sample(404)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_bare_call_has_a_row_too_and_a_deleted_queue_keeps_its_name() {
    each(async |store| {
        let company = company(&store, 1).await;
        let bare = Interaction { customer_number: None, ..arrived(1, 1) };
        let queued = Interaction { queue: Some(default_queue(1).id), ..arrived(1, 2) };
        happen(&store, 1, [State::Interaction(bare.clone()), State::Interaction(queued)]).await;
        company.queues().delete(default_queue(1).id, at(9)).await.unwrap();
        let draft = wrap_up(1, 2);
        company.wrap_ups().save(&draft).await.unwrap();

        let row = company.interactions().history_row(bare.id).await.unwrap().unwrap();
        assert_eq!(row.interaction, bare);
        assert_eq!((row.customer, row.queue_name, row.agent_name, row.recording), (None, None, None, None));
        assert_eq!((row.wrap_up, row.category_path), (WrapUpState::None, vec![]));
        let row = company.interactions().history_row(draft.interaction).await.unwrap().unwrap();
        assert_eq!((row.queue_name.as_deref(), row.wrap_up), (Some("주문·배송"), WrapUpState::Draft));
    })
    .await;
}

#[tokio::test]
async fn every_filter_lets_through_what_it_names() {
    each(async |store| {
        let company = company(&store, 1).await;
        let calls = [
            interaction(1, 1),
            Interaction { agent: Some(AgentId::sample(id(1, 2))), ..interaction(1, 2) },
            Interaction {
                connected_at: None,
                agent: None,
                end_reason: Some(EndReason::AbandonedInQueue),
                ..interaction(1, 3)
            },
            Interaction {
                end_reason: Some(EndReason::CallbackRequested),
                connected_at: None,
                ..interaction(1, 4)
            },
            Interaction { end_reason: Some(EndReason::Closed), ended_at: Some(at(5_001)), ..arrived(1, 5) },
            Interaction { channel: Channel::WebCall, customer_number: None, ..arrived(1, 6) },
            Interaction { queue: Some(QueueId::sample(77)), ..interaction(1, 7) },
        ];
        happen(&store, 1, calls.map(State::Interaction)).await;
        let all = HistoryFilter::default;

        assert_eq!(rows(&company, all()).await, [7, 6, 5, 4, 3, 2, 1]);
        let filter = HistoryFilter { from: Some(at(2_000)), to: Some(at(4_000)), ..all() };
        assert_eq!(rows(&company, filter).await, [3, 2]);
        let filter = HistoryFilter { queue: Some(QueueId::sample(77)), ..all() };
        assert_eq!(rows(&company, filter).await, [7]);
        let filter = HistoryFilter { agent: Some(AgentId::sample(id(1, 2))), ..all() };
        assert_eq!(rows(&company, filter).await, [2]);
        let filter = HistoryFilter { channel: Some(Channel::WebCall), ..all() };
        assert_eq!(rows(&company, filter).await, [6]);
        for (outcome, expected) in [
            (Outcome::Answered, vec![7, 2, 1]),
            (Outcome::Abandoned, vec![3]),
            (Outcome::CallbackRequested, vec![4]),
            (Outcome::SelfServed, vec![5]),
            (Outcome::InProgress, vec![6]),
        ] {
            let filter = HistoryFilter { outcome: Some(outcome), ..all() };
            assert_eq!(rows(&company, filter).await, expected, "{outcome:?}");
        }
        for (text, expected) in [
            ("010-0003-5678", vec![3]),
            ("+82 10 0003 5678", vec![3]),
            ("5678", vec![7, 5, 4, 3, 2, 1]),
            ("0003", vec![]),
            ("010-9999-9999", vec![]),
        ] {
            let filter = HistoryFilter { number: Some(NumberQuery::parse(text).unwrap()), ..all() };
            assert_eq!(rows(&company, filter).await, expected, "{text}");
        }
        let both = HistoryFilter {
            outcome: Some(Outcome::Answered),
            agent: Some(AgentId::sample(id(1, 1))),
            from: Some(at(1_001)),
            ..all()
        };
        assert_eq!(rows(&company, both).await, [7]);
    })
    .await;
}

#[tokio::test]
async fn an_agent_finds_what_a_colleague_took_over_too() {
    each(async |store| {
        let company = company(&store, 1).await;
        let (first, second) = (AgentId::sample(id(1, 1)), AgentId::sample(id(1, 2)));
        let served = |row, agent| QueueVisit {
            interaction: InteractionId::sample(id(1, row)),
            outcome: Some(VisitOutcome::Answered),
            agent: Some(agent),
            ..queue_visit(1, row)
        };
        let again = QueueVisit { id: QueueVisitId::sample(id(1, 90)), ..served(1, second) };
        let states = [
            State::Interaction(Interaction { agent: Some(second), ..interaction(1, 1) }),
            State::QueueVisit(served(1, first)),
            State::QueueVisit(again),
            State::Interaction(Interaction { agent: Some(second), ..interaction(1, 2) }),
            State::QueueVisit(served(2, second)),
            State::Interaction(Interaction { agent: Some(first), ..interaction(1, 3) }),
        ];
        happen(&store, 1, states).await;
        for (agent, expected) in [(first, vec![3, 1]), (second, vec![2, 1])] {
            let filter = HistoryFilter { agent: Some(agent), ..HistoryFilter::default() };
            assert_eq!(rows(&company, filter).await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn pages_of_calls_that_began_together_neither_repeat_nor_lose_one() {
    each(async |store| {
        let company = company(&store, 1).await;
        let together = (0..25).map(|row| Interaction { started_at: at(1), ..interaction(1, row) });
        happen(&store, 1, together.map(State::Interaction)).await;
        let mut seen = vec![];
        for page in 1..=4 {
            let page = Page { number: page, size: 10 };
            let listing = company.interactions().history(&HistoryFilter::default(), page).await.unwrap();
            assert_eq!(listing.total, 25);
            seen.extend(listing.items.into_iter().map(|row| row.interaction.id));
        }
        let expected: Vec<_> = (0..25).rev().map(|row| InteractionId::sample(id(1, row))).collect();
        assert_eq!(seen, expected);
    })
    .await;
}

#[tokio::test]
async fn a_customers_calls_include_those_from_before_the_number_was_known() {
    each(async |store| {
        let company = company(&store, 1).await;
        let known = CustomerId::sample(id(1, 1));
        let before = interaction(1, 1);
        let elsewhere = Interaction {
            customer: Some(known),
            customer_number: Some(number("02-312-3456")),
            ..interaction(1, 2)
        };
        happen(&store, 1, [before, elsewhere, interaction(1, 3)].map(State::Interaction)).await;
        assert_eq!(company.interactions().of_customer(known, 5).await.unwrap(), []);
        company.customers().insert(&customer(1, 1, "김서연", "010-0001-5678")).await.unwrap();

        let calls = company.interactions().of_customer(known, 5).await.unwrap();
        let ids: Vec<_> = calls.iter().map(|row| row.interaction.id).collect();
        assert_eq!(ids, [InteractionId::sample(id(1, 2)), InteractionId::sample(id(1, 1))]);
        assert!(calls.iter().all(|row| row.customer.as_ref().is_some_and(|it| it.id == known)));
        assert_eq!(company.interactions().of_customer(known, 1).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_agent_who_changed_the_name_has_it_in_history() {
    each(async |store| {
        let company = company(&store, 1).await;
        happen(&store, 1, [State::Interaction(interaction(1, 1))]).await;
        company.agents().update(&agent(1, 1, "haneul", "이가온")).await.unwrap();
        let row = company.interactions().history_row(interaction(1, 1).id).await.unwrap().unwrap();
        assert_eq!(row.agent_name.as_deref(), Some("이가온"));
    })
    .await;
}

#[tokio::test]
async fn the_last_agent_of_a_number_is_the_last_one_who_still_works_here() {
    each(async |store| {
        let company = company(&store, 1).await;
        company.agents().insert(&agent(1, 9, "who-left", "떠난이"), "hash").await.unwrap();
        let caller = number("010-1111-5678");
        let call = |row, by: Option<u64>| {
            State::Interaction(Interaction {
                customer_number: Some(caller.clone()),
                agent: by.map(|by| AgentId::sample(id(1, by))),
                ..interaction(1, row)
            })
        };
        assert_eq!(company.interactions().last_agent_of(&caller).await.unwrap(), None);
        happen(&store, 1, [call(1, Some(2)), call(2, Some(1)), call(3, Some(9)), call(4, None)]).await;
        let last = async || company.interactions().last_agent_of(&caller).await.unwrap();
        assert_eq!(last().await, Some(AgentId::sample(id(1, 9))));
        let gone =
            domain::agent::Agent { deactivated_at: Some(at(9)), ..agent(1, 9, "who-left", "떠난이") };
        company.agents().update(&gone).await.unwrap();
        assert_eq!(last().await, Some(AgentId::sample(id(1, 1))));
        let stranger = number("010-2222-5678");
        assert_eq!(company.interactions().last_agent_of(&stranger).await.unwrap(), None);
    })
    .await;
}
