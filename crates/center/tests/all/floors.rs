//! Floors are opened and told of settings without getting in each other's way.

use std::{
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

use center::company::{self, NewCompany};
use testkit::{
    company::{PASSWORD, TestCompany},
    database,
};

fn poll_once<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[tokio::test]
async fn a_floor_that_is_being_opened_holds_up_no_other() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let new = NewCompany {
            domain: "nuri".to_owned(),
            name: "누리상회".to_owned(),
            owner_login_id: "owner".to_owned(),
            owner_name: "한소리".to_owned(),
            owner_password: PASSWORD.to_owned(),
        };
        let second = company::create(&store, new, company.clock.now()).await.unwrap().tenant.id;
        let mut opening = pin!(company.center.dispatcher(second));
        assert!(poll_once(opening.as_mut()).is_pending());
        let mut other = pin!(company.center.dispatcher(company.made.tenant.id));
        assert!(poll_once(other.as_mut()).is_ready());
        let floor = opening.await.unwrap();
        let again = company.center.dispatcher(second).await.unwrap();
        // One floor: what is emitted here is heard there.
        let mut events = again.events();
        floor.emit(center::event::Event::InteractionChanged(center::ids::interaction()));
        assert!(events.try_recv().is_ok());
    })
    .await;
}

/// Far more round trips to the database than a reload needs.
const A_LONG_WHILE: usize = 200;

#[tokio::test]
async fn settings_read_first_never_replace_those_read_later() {
    database::each(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let tenant = company.made.tenant.id;
        let mut first = pin!(company.center.reload(tenant));
        assert!(poll_once(first.as_mut()).is_pending());
        let mut second = pin!(company.center.reload(tenant));
        for _ in 0..A_LONG_WHILE {
            assert!(poll_once(second.as_mut()).is_pending(), "the second overtook the first");
            store.tenants().list().await.unwrap();
        }
        first.await.unwrap();
        second.await.unwrap();
    })
    .await;
}
