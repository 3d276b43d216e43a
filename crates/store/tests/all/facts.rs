//! What goes through the journal and comes out as rows.

use domain::{
    agent_status::{AgentStatus, StatusSpan},
    call_leg::CallLeg,
    id::{AgentId, CustomerId, InteractionId},
    interaction::Interaction,
    queue_visit::QueueVisit,
    recording::{Recording, RecordingState},
};
use store::{
    error::Error,
    journal::{JournalError, fact::State},
};
use testkit::database::{each, each_database};

use super::{
    raw,
    sample::{
        arrived, at, call_leg, callback_request, company, fact, happen, id, interaction, moment, number,
        queue_visit, recording, routing_entry, status_span,
    },
};

#[tokio::test]
async fn every_kind_of_fact_comes_back_as_it_was() {
    each(async |store| {
        let company = company(&store, 1).await;
        let call = Interaction {
            customer: Some(CustomerId::sample(9)),
            scenario_version: Some(domain::id::ScenarioVersionId::sample(8)),
            ..interaction(1, 1)
        };
        happen(
            &store,
            1,
            [
                State::Interaction(call.clone()),
                State::CallLeg(call_leg(1, 1)),
                State::QueueVisit(queue_visit(1, 1)),
                State::StatusSpan(status_span(1, 1)),
                State::Recording(recording(1, 1)),
                State::Moment(moment(1, 1, 1)),
                State::Moment(moment(1, 1, 0)),
                State::Routing(routing_entry(1)),
                State::Routing(routing_entry(2)),
                State::CallbackRequested(callback_request(1, 1)),
            ],
        )
        .await;
        assert_eq!(company.interactions().find(call.id).await.unwrap().as_ref(), Some(&call));
        assert_eq!(company.call_legs().of_interaction(call.id).await.unwrap(), [call_leg(1, 1)]);
        assert_eq!(company.queue_visits().of_interaction(call.id).await.unwrap(), [queue_visit(1, 1)]);
        assert_eq!(company.queue_visits().entered_between(at(0), at(1_100)).await.unwrap(), []);
        assert_eq!(company.queue_visits().entered_between(at(1_100), at(1_101)).await.unwrap().len(), 1);
        let agent = AgentId::sample(id(1, 1));
        assert_eq!(
            company.status_spans().of_agent(agent, at(0), at(9_000)).await.unwrap(),
            [status_span(1, 1)]
        );
        assert_eq!(company.status_spans().began_between(at(1_001), at(9_000)).await.unwrap(), []);
        assert_eq!(company.recordings().find(recording(1, 1).id).await.unwrap(), Some(recording(1, 1)));
        assert_eq!(company.recordings().of_interaction(call.id).await.unwrap(), [recording(1, 1)]);
        assert_eq!(
            company.moments().of_interaction(call.id).await.unwrap(),
            [moment(1, 1, 0), moment(1, 1, 1)]
        );
        let journal = company.routing_journal();
        assert_eq!(journal.between(at(0), at(9)).await.unwrap(), [routing_entry(1), routing_entry(2)]);
        assert_eq!(journal.from_seq(2, 10).await.unwrap(), [routing_entry(2)]);
        assert_eq!(journal.next_seq().await.unwrap(), 3);
        let request = company.callback_requests().find(callback_request(1, 1).id).await.unwrap();
        assert_eq!(request, Some(callback_request(1, 1)));
    })
    .await;
}

#[tokio::test]
async fn the_last_state_stands_whether_states_come_together_or_apart() {
    each(async |store| {
        let company = company(&store, 1).await;
        let queued = Interaction { queue: Some(domain::id::QueueId::sample(id(1, 1))), ..arrived(1, 1) };
        happen(&store, 1, [State::Interaction(arrived(1, 1)), State::Interaction(queued.clone())]).await;
        assert_eq!(company.interactions().find(queued.id).await.unwrap(), Some(queued));
        happen(&store, 1, [State::Interaction(interaction(1, 1))]).await;
        assert_eq!(company.interactions().find(interaction(1, 1).id).await.unwrap(), Some(interaction(1, 1)));
        assert_eq!(store.journal().lag().facts, 0);
    })
    .await;
}

#[tokio::test]
async fn what_identifies_a_row_stays_as_it_first_was() {
    each(async |store| {
        let company = company(&store, 1).await;
        happen(&store, 1, [State::Interaction(arrived(1, 1))]).await;
        let renumbered = Interaction {
            customer_number: Some(number("02-000-0000")),
            started_at: at(0),
            ..interaction(1, 1)
        };
        happen(&store, 1, [State::Interaction(renumbered)]).await;
        assert_eq!(company.interactions().find(interaction(1, 1).id).await.unwrap(), Some(interaction(1, 1)));
    })
    .await;
}

#[tokio::test]
async fn moments_are_written_once() {
    each(async |store| {
        let company = company(&store, 1).await;
        let second = domain::moment::Moment { note: None, ..moment(1, 1, 0) };
        happen(&store, 1, [State::Moment(moment(1, 1, 0)), State::Moment(second.clone())]).await;
        happen(&store, 1, [State::Moment(second)]).await;
        let moments = company.moments().of_interaction(InteractionId::sample(id(1, 1))).await.unwrap();
        assert_eq!(moments, [moment(1, 1, 0)]);
    })
    .await;
}

#[tokio::test]
async fn routing_entries_come_in_turn_or_not_at_all() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        company(&store, 1).await;
        company(&store, 2).await;
        let append = |n, seqs: &[u64]| {
            let facts = seqs.iter().map(|seq| fact(n, State::Routing(routing_entry(*seq)))).collect();
            store.journal().append(facts)
        };
        append(1, &[1, 2]).await.unwrap();
        append(2, &[1]).await.unwrap();
        let out_of_turn = |expected, given| Err(JournalError::OutOfTurn { expected, given });
        assert_eq!(append(1, &[4]).await, out_of_turn(3, 4));
        assert_eq!(append(1, &[2]).await, out_of_turn(3, 2));
        // A half-right append is refused whole and takes no turn.
        assert_eq!(append(1, &[3, 5]).await, out_of_turn(4, 5));
        append(1, &[3]).await.unwrap();
        store.close().await;

        let store = database.open().await;
        let ours = store.tenant(domain::id::TenantId::sample(1));
        assert_eq!(ours.routing_journal().next_seq().await.unwrap(), 4);
        let again = store.journal().append(vec![fact(1, State::Routing(routing_entry(3)))]).await;
        assert_eq!(again, out_of_turn(4, 3));
        happen(&store, 1, [State::Routing(routing_entry(4))]).await;
        assert_eq!(ours.routing_journal().forget_before(at(100)).await.unwrap(), 3);
        assert_eq!(ours.routing_journal().next_seq().await.unwrap(), 5);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_still_open_is_listed_by_company() {
    each(async |store| {
        let (first, second) = (company(&store, 1).await, company(&store, 2).await);
        let leg = CallLeg { ended_at: None, ..call_leg(1, 1) };
        let visit = QueueVisit { left_at: None, outcome: None, ..queue_visit(1, 1) };
        let span = StatusSpan { status: AgentStatus::Busy, ended_at: None, ..status_span(1, 1) };
        let running = Recording { state: RecordingState::Running, file: None, ..recording(1, 1) };
        happen(
            &store,
            1,
            [
                State::Interaction(arrived(1, 2)),
                State::Interaction(arrived(1, 1)),
                State::Interaction(interaction(1, 3)),
                State::CallLeg(leg.clone()),
                State::CallLeg(call_leg(1, 2)),
                State::QueueVisit(visit.clone()),
                State::QueueVisit(queue_visit(1, 2)),
                State::StatusSpan(span.clone()),
                State::StatusSpan(status_span(1, 2)),
                State::Recording(running.clone()),
                State::Recording(recording(1, 2)),
            ],
        )
        .await;
        happen(&store, 2, [State::Interaction(arrived(2, 1))]).await;
        let open = store.open_interactions().await.unwrap();
        let expected =
            [(first.id(), arrived(1, 1)), (first.id(), arrived(1, 2)), (second.id(), arrived(2, 1))];
        assert_eq!(open, expected);
        assert_eq!(first.call_legs().open().await.unwrap(), [leg]);
        assert_eq!(first.queue_visits().open().await.unwrap(), [visit]);
        assert_eq!(first.status_spans().open().await.unwrap(), [span]);
        assert_eq!(first.recordings().running().await.unwrap(), [running]);
        assert_eq!(second.call_legs().open().await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn facts_of_a_company_nobody_knows_are_refused() {
    each(async |store| {
        let refused = store.journal().append(vec![fact(1, State::Interaction(arrived(1, 1)))]).await;
        assert_eq!(refused, Err(JournalError::Fact(Error::UnknownTenant(domain::id::TenantId::sample(1)))));
    })
    .await;
}

#[tokio::test]
async fn nothing_personal_stands_in_journal_or_rows() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        company(&store, 1).await;
        happen(
            &store,
            1,
            [
                State::Interaction(interaction(1, 1)),
                State::Moment(moment(1, 1, 7)),
                State::CallbackRequested(callback_request(1, 1)),
            ],
        )
        .await;
        let mut written = String::new();
        for entry in std::fs::read_dir(database.config().journal_dir).unwrap() {
            written.push_str(&String::from_utf8_lossy(&std::fs::read(entry.unwrap().path()).unwrap()));
        }
        assert!(written.contains("call") && written.contains("menu_path"));
        let raw = raw::connect(database).await;
        for table in ["interaction", "moment", "callback_request"] {
            written.push_str(&raw::dump(&raw, table).await.to_uppercase());
        }
        for secret in ["01000015678", "01098765432"] {
            let hex: String = secret.bytes().map(|byte| format!("{byte:02X}")).collect();
            assert!(!written.contains(secret) && !written.contains(&hex), "{secret}");
        }
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}
