//! The installation's directory, operators, and erasing a company.

use domain::{
    id::{CustomerId, InteractionId, RecordingId, TenantId},
    tenant::{Tenant, TenantDomain},
};
use store::{
    error::{Error, Taken},
    files::FileKey,
    journal::{JournalError, fact::State},
    operator::Operator,
};
use testkit::database::{each, each_database};

use super::{
    raw,
    sample::{
        arrived, at, brand, company, customer, fact, happen, interaction, moment, owned_number, tenant,
        trunk, trusting_trunk, web_session,
    },
};

#[tokio::test]
async fn a_company_is_found_by_its_domain_and_a_domain_is_given_once() {
    each(async |store| {
        company(&store, 1).await;
        let domain = TenantDomain::parse("company-1").unwrap();
        assert_eq!(store.tenants().find_by_domain(&domain).await.unwrap(), Some(tenant(1)));
        assert_eq!(store.tenants().find(tenant(1).id).await.unwrap(), Some(tenant(1)));
        let second = Tenant { domain, ..tenant(2) };
        let refused = store.tenants().create(&second).await.err();
        assert_eq!(refused, Some(Error::Taken(Taken::Domain)));
    })
    .await;
}

#[tokio::test]
async fn numbers_trunks_pages_and_cookies_lead_to_their_company() {
    each(async |store| {
        let (first, second) = (company(&store, 1).await, company(&store, 2).await);
        first.owned_numbers().insert(&owned_number(1, 1)).await.unwrap();
        second.owned_numbers().insert(&owned_number(2, 1)).await.unwrap();
        first.trunks().insert(&trunk(1, 1)).await.unwrap();
        second.trunks().insert(&trusting_trunk(2, 1)).await.unwrap();
        let (session, token) = web_session(2, 1);
        second.web_sessions().insert(&session, &token).await.unwrap();

        let tenants = store.tenants();
        let both = [(first.id(), owned_number(1, 1)), (second.id(), owned_number(2, 1))];
        assert_eq!(tenants.numbers().await.unwrap(), both);
        let dialled = tenants.find_by_number(&owned_number(2, 1).number).await.unwrap();
        assert_eq!(dialled, Some((second.id(), owned_number(2, 1))));
        let both = [(first.id(), trunk(1, 1)), (second.id(), trusting_trunk(2, 1))];
        assert_eq!(tenants.trunks().await.unwrap(), both);
        let page = tenants.find_brand(&brand(1).slug).await.unwrap();
        assert_eq!(page, Some((first.id(), brand(1))));
        let cookie = tenants.find_web_session(&token).await.unwrap();
        assert_eq!(cookie, Some((second.id(), session.clone())));

        assert_eq!(tenants.forget_expired_web_sessions(session.expires_at).await.unwrap(), 0);
        assert_eq!(tenants.forget_expired_web_sessions(at(1_001)).await.unwrap(), 1);
        assert_eq!(tenants.find_web_session(&token).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_number_and_a_page_belong_to_one_company() {
    each(async |store| {
        let (first, second) = (company(&store, 1).await, company(&store, 2).await);
        first.owned_numbers().insert(&owned_number(1, 1)).await.unwrap();
        let same =
            domain::owned_number::OwnedNumber { number: owned_number(1, 1).number, ..owned_number(2, 1) };
        let refused = second.owned_numbers().insert(&same).await;
        assert_eq!(refused, Err(Error::Taken(Taken::OwnedNumber)));
        let same = domain::tenant::Brand { slug: brand(1).slug, ..brand(2) };
        assert_eq!(second.brands().update(&same).await, Err(Error::Taken(Taken::BrandSlug)));
    })
    .await;
}

#[tokio::test]
async fn operators_are_found_by_their_exact_sign_in_id() {
    each(async |store| {
        let operator = Operator {
            login_id: "Root".to_owned(),
            name: "운영자".to_owned(),
            password_hash: "hash".to_owned(),
            created_at: at(1),
        };
        store.operators().insert(&operator).await.unwrap();
        assert_eq!(store.operators().find("Root").await.unwrap(), Some(operator.clone()));
        assert_eq!(store.operators().find("root").await.unwrap(), None);
        assert_eq!(store.operators().list().await.unwrap(), std::slice::from_ref(&operator));
        let refused = store.operators().insert(&operator).await;
        assert_eq!(refused, Err(Error::Taken(Taken::OperatorLoginId)));
        assert_eq!(format!("{operator:?}"), "Operator(Root)");
    })
    .await;
}

#[tokio::test]
async fn an_erased_company_leaves_neither_rows_nor_files_nor_a_key() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        let (gone, kept) = (company(&store, 1).await, company(&store, 2).await);
        for tenant in [&gone, &kept] {
            let file = FileKey::recording(tenant.id(), RecordingId::sample(1));
            store.files().put_bytes(&file, b"sound".to_vec()).await.unwrap();
        }
        gone.customers().insert(&customer(1, 1, "김서연", "010-1234-5678")).await.unwrap();
        kept.customers().insert(&customer(2, 1, "박민수", "010-1234-5678")).await.unwrap();
        happen(&store, 1, [State::Interaction(interaction(1, 1)), State::Moment(moment(1, 1, 0))]).await;
        happen(&store, 2, [State::Interaction(interaction(2, 1))]).await;

        store.tenants().erase(gone.id(), at(9)).await.unwrap();

        let raw = raw::connect(database).await;
        for table in raw::tenant_tables(&raw).await {
            let rows = raw::dump(&raw, &table).await.to_lowercase();
            let ours = gone.id().uuid().simple().to_string();
            assert!(!rows.replace('-', "").contains(&ours), "{table}");
        }
        raw.close().await.unwrap();
        assert_eq!(store.tenants().list().await.unwrap(), [tenant(2)]);
        assert!(store.files().list_of(gone.id()).await.unwrap().is_empty());
        assert_eq!(store.files().list_of(kept.id()).await.unwrap().len(), 1);
        assert!(kept.customers().find(CustomerId::sample(2_000_001)).await.unwrap().is_some());
        assert!(kept.interactions().find(InteractionId::sample(2_000_001)).await.unwrap().is_some());

        let late = store.journal().append(vec![fact(1, State::Interaction(arrived(1, 2)))]).await;
        assert_eq!(late, Err(JournalError::Fact(Error::UnknownTenant(TenantId::sample(1)))));
        let again = store.tenants().erase(gone.id(), at(10)).await;
        assert_eq!(again.unwrap_err().to_string(), Error::UnknownTenant(gone.id()).to_string());
        store.close().await;
    })
    .await;
}
