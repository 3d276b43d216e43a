//! Finding customers whose data nobody can read.

use domain::{
    customer::Customer,
    id::{CustomerId, TenantId},
    number_query::NumberQuery,
    page::Page,
    view::customer::{CustomerQuery, Found},
};
use store::{error::Error, tenant_store::TenantStore};
use testkit::database::{each, each_database};

use super::{
    raw,
    sample::{at, company, customer, id, number},
};

async fn with_customers(company: &TenantStore) {
    for (row, name, phone) in [
        (1, "김서연", "010-1234-5678"),
        (2, "김 서연", "010-2222-5678"),
        (3, "박민수", "02-312-3456"),
        (4, "Kim Minsu", "010-4444-0000"),
    ] {
        company.customers().insert(&customer(1, row, name, phone)).await.unwrap();
    }
}

async fn found(company: &TenantStore, query: CustomerQuery) -> Vec<String> {
    let Found { customers, complete } = company.customers().search(&query, Page::first(10)).await.unwrap();
    assert!(complete);
    assert_eq!(customers.total, customers.items.len() as u64);
    customers.items.into_iter().map(|it| it.name).collect()
}

#[tokio::test]
async fn customers_are_found_by_whole_number_last_four_mail_and_part_of_a_name() {
    each(async |store| {
        let company = company(&store, 1).await;
        with_customers(&company).await;
        let by_number = |text| CustomerQuery::Number(NumberQuery::parse(text).unwrap());
        let by_name = |text: &str| CustomerQuery::Name(text.to_owned());

        assert_eq!(found(&company, by_number("+82 10-1234-5678")).await, ["김서연"]);
        assert_eq!(found(&company, by_number("5678")).await, ["김 서연", "김서연"]);
        assert_eq!(found(&company, by_number("010-1234-567")).await, [""; 0]);
        assert_eq!(
            found(&company, CustomerQuery::Email("Customer-3@NAVER.com ".to_owned())).await,
            ["박민수"]
        );
        assert_eq!(found(&company, by_name("서연")).await, ["김 서연", "김서연"]);
        assert_eq!(found(&company, by_name("minsu")).await, ["Kim Minsu"]);
        assert_eq!(found(&company, by_name("없는")).await, [""; 0]);
        assert_eq!(found(&company, CustomerQuery::Everybody).await.len(), 4);

        let known = company.customers().find_by_number(&number("02-312-3456")).await.unwrap();
        assert_eq!(known.map(|it| it.name).as_deref(), Some("박민수"));
    })
    .await;
}

#[tokio::test]
async fn of_two_customers_with_one_number_the_first_is_meant() {
    each(async |store| {
        let company = company(&store, 1).await;
        company.customers().insert(&customer(1, 7, "언니", "010-1234-5678")).await.unwrap();
        company.customers().insert(&customer(1, 6, "동생", "010-1234-5678")).await.unwrap();
        let meant = company.customers().find_by_number(&number("010-1234-5678")).await.unwrap();
        assert_eq!(meant.map(|it| it.name).as_deref(), Some("동생"));
    })
    .await;
}

#[tokio::test]
async fn pages_of_a_search_neither_repeat_nor_lose_anybody() {
    each(async |store| {
        let company = company(&store, 1).await;
        for row in 0..25 {
            // All changed at one instant, so that only the ids tell them apart.
            let them = Customer { updated_at: at(1), ..customer(1, row, "김서연", "010-1234-5678") };
            company.customers().insert(&them).await.unwrap();
        }
        for query in [CustomerQuery::Everybody, CustomerQuery::Name("서".to_owned())] {
            let mut seen = vec![];
            for page in 1..=4 {
                let page = Page { number: page, size: 10 };
                let found = company.customers().search(&query, page).await.unwrap().customers;
                assert_eq!(found.total, 25);
                seen.extend(found.items.into_iter().map(|it| it.id));
            }
            let expected: Vec<_> = (0..25).rev().map(|row| CustomerId::sample(id(1, row))).collect();
            assert_eq!(seen, expected, "{query:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_customer_comes_back_whole_and_changed() {
    each(async |store| {
        let company = company(&store, 1).await;
        let first = customer(1, 1, "김서연", "010-1234-5678");
        company.customers().insert(&first).await.unwrap();
        assert_eq!(company.customers().find(first.id).await.unwrap().as_ref(), Some(&first));
        let changed =
            Customer { name: "김서윤".to_owned(), number: None, email: None, vip: false, ..first.clone() };
        company.customers().update(&changed).await.unwrap();
        assert_eq!(company.customers().find(first.id).await.unwrap(), Some(changed));
        assert_eq!(company.customers().find_by_number(&number("010-1234-5678")).await.unwrap(), None);
        company.customers().delete(first.id).await.unwrap();
        assert_eq!(company.customers().delete(first.id).await, Err(Error::Missing("customer")));
    })
    .await;
}

#[tokio::test]
async fn nothing_personal_stands_in_a_customers_row() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        let company = company(&store, 1).await;
        with_customers(&company).await;
        let raw = raw::connect(database).await;
        let rows = raw::dump(&raw, "customer").await.to_uppercase();
        for secret in ["김서연", "서연", "01012345678", "5678", "customer-1@naver.com", "문 앞에"] {
            let hex: String = secret.bytes().map(|byte| format!("{byte:02X}")).collect();
            assert!(!rows.contains(&secret.to_uppercase()) || secret == "5678", "{secret}");
            // Four digits may stand in a ciphertext by chance; longer texts may not.
            assert!(hex.len() < 12 || !rows.contains(&hex), "{secret}");
        }
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_row_moved_to_another_company_does_not_open() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        let (ours, theirs) = (company(&store, 1).await, company(&store, 2).await);
        ours.customers().insert(&customer(1, 1, "김서연", "010-1234-5678")).await.unwrap();
        let raw = raw::connect(database).await;
        let moved = "UPDATE customer SET tenant_id = (SELECT id FROM tenant WHERE domain = 'company-2')";
        raw::run(&raw, moved).await;
        raw.close().await.unwrap();
        assert_eq!(theirs.id(), TenantId::sample(2));
        let stolen = theirs.customers().find(CustomerId::sample(id(1, 1))).await;
        assert!(matches!(stolen, Err(Error::Unreadable { table: "customer", .. })), "{stolen:?}");
        store.close().await;
    })
    .await;
}
