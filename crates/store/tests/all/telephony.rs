//! Trunks, own numbers, scenarios.

use domain::{
    id::{AgentId, BrandId, OwnedNumberId, ScenarioId, TrunkId},
    owned_number::OwnedNumber,
    scenario::{Scenario, ScenarioVersion},
    tenant::{Brand, TenantDomain},
    trunk::{SipTransport, Trunk},
};
use store::error::Error;
use testkit::database::{each, each_database};

use super::{
    raw,
    sample::{at, brand, company, id, owned_number, publication, scenario, trunk, trusting_trunk},
};

#[tokio::test]
async fn a_trunk_comes_back_as_it_was_and_its_password_is_not_in_the_row() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        let company = company(&store, 1).await;
        let trunks = company.trunks();
        trunks.insert(&trunk(1, 1)).await.unwrap();
        trunks.insert(&trusting_trunk(1, 2)).await.unwrap();
        assert_eq!(trunks.list().await.unwrap(), [trunk(1, 1), trusting_trunk(1, 2)]);

        let raw = raw::connect(database).await;
        let rows = raw::dump(&raw, "trunk").await;
        let password = "trunk-secret";
        let hex: String = password.bytes().map(|byte| format!("{byte:02X}")).collect();
        assert!(!rows.contains(password) && !rows.to_uppercase().contains(&hex), "{rows}");
        raw.close().await.unwrap();

        let changed =
            Trunk { transport: SipTransport::Tcp, port: 65_535, enabled: false, ..trusting_trunk(1, 1) };
        trunks.update(&changed).await.unwrap();
        assert_eq!(trunks.find(changed.id).await.unwrap(), Some(changed));
        trunks.delete(TrunkId::sample(id(1, 2))).await.unwrap();
        assert_eq!(trunks.find(TrunkId::sample(id(1, 2))).await.unwrap(), None);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_number_leads_to_a_scenario_and_a_trunk_that_stay_meanwhile() {
    each(async |store| {
        let company = company(&store, 1).await;
        company.trunks().insert(&trunk(1, 1)).await.unwrap();
        company.scenarios().insert(&scenario(1, 1)).await.unwrap();
        let number = OwnedNumber {
            scenario: Some(ScenarioId::sample(id(1, 1))),
            trunk: Some(TrunkId::sample(id(1, 1))),
            ..owned_number(1, 1)
        };
        let numbers = company.owned_numbers();
        numbers.insert(&number).await.unwrap();
        let second = OwnedNumber { main: false, label: "야간".to_owned(), ..owned_number(1, 2) };
        numbers.insert(&second).await.unwrap();
        assert_eq!(numbers.list().await.unwrap(), [number.clone(), second]);
        assert!(matches!(company.trunks().delete(trunk(1, 1).id).await, Err(Error::Reference(_))));
        numbers.update(&owned_number(1, 1)).await.unwrap();
        company.trunks().delete(trunk(1, 1).id).await.unwrap();
        assert_eq!(numbers.find(number.id).await.unwrap(), Some(owned_number(1, 1)));
        numbers.delete(number.id).await.unwrap();
        assert_eq!(numbers.delete(number.id).await, Err(Error::Missing("owned number")));
        assert_eq!(numbers.find(OwnedNumberId::sample(404)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn brands_are_listed_in_the_order_they_came() {
    each(async |store| {
        let company = company(&store, 1).await;
        let second = Brand {
            id: BrandId::sample(id(1, 2)),
            name: "가온".to_owned(),
            slug: TenantDomain::parse("gaon").unwrap(),
        };
        company.brands().insert(&second).await.unwrap();
        assert_eq!(company.brands().list().await.unwrap(), [brand(1), second.clone()]);
        let renamed = Brand { name: "가온누리".to_owned(), ..second };
        company.brands().update(&renamed).await.unwrap();
        assert_eq!(company.brands().find(renamed.id).await.unwrap(), Some(renamed));
    })
    .await;
}

#[tokio::test]
async fn two_editors_of_one_draft_notice_each_other() {
    each(async |store| {
        let company = company(&store, 1).await;
        let scenarios = company.scenarios();
        scenarios.insert(&scenario(1, 1)).await.unwrap();
        let (draft, by) = (scenario(1, 1).id, Some(AgentId::sample(id(1, 2))));
        scenarios.save_draft(draft, "{\"a\":1}", at(5), by, at(20)).await.unwrap();
        let late = scenarios.save_draft(draft, "{\"b\":1}", at(5), by, at(21)).await;
        assert_eq!(late, Err(Error::ChangedMeanwhile));
        let expected = Scenario {
            draft: "{\"a\":1}".to_owned(),
            draft_updated_at: at(20),
            draft_updated_by: by,
            ..scenario(1, 1)
        };
        assert_eq!(scenarios.find(draft).await.unwrap(), Some(expected));
        let nothing = scenarios.save_draft(ScenarioId::sample(404), "{}", at(5), by, at(20)).await;
        assert_eq!(nothing, Err(Error::Missing("scenario")));
        scenarios.rename(draft, "야간 시나리오").await.unwrap();
        assert_eq!(scenarios.list().await.unwrap()[0].name, "야간 시나리오");
    })
    .await;
}

#[tokio::test]
async fn publications_are_numbered_and_stay_as_they_were() {
    each(async |store| {
        let company = company(&store, 1).await;
        company.scenarios().insert(&scenario(1, 1)).await.unwrap();
        company.scenarios().insert(&scenario(1, 2)).await.unwrap();
        let scenario_id = scenario(1, 1).id;
        let mut made = vec![];
        for row in [1, 2] {
            let tx = company.begin().await.unwrap();
            made.push(tx.scenarios().publish(scenario_id, publication(1, row)).await.unwrap());
            tx.commit().await.unwrap();
        }
        let [first, second] = made.as_slice() else { panic!("two were made") };
        let expected = ScenarioVersion {
            id: publication(1, 1).id,
            scenario: scenario_id,
            version: 1,
            document: publication(1, 1).document,
            note: publication(1, 1).note,
            published_by: publication(1, 1).by,
            published_at: at(6),
            clips: vec!["a1".to_owned(), "b2".to_owned()],
        };
        assert_eq!((first, second.version), (&expected, 2));

        let scenarios = company.scenarios();
        assert_eq!(scenarios.versions(scenario_id).await.unwrap(), [second.clone(), first.clone()]);
        assert_eq!(scenarios.version(scenario_id, 1).await.unwrap().as_ref(), Some(first));
        assert_eq!(scenarios.find_version(second.id).await.unwrap().as_ref(), Some(second));
        assert_eq!(scenarios.find(scenario_id).await.unwrap().unwrap().published_version, Some(2));
        assert_eq!(scenarios.published().await.unwrap(), std::slice::from_ref(second));
        let nothing = scenarios.publish(ScenarioId::sample(404), publication(1, 3)).await;
        assert_eq!(nothing.err(), Some(Error::Missing("scenario")));
    })
    .await;
}
