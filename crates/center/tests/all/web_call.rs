//! Calls from the brand's page.

use std::net::{IpAddr, Ipv4Addr};

use call::command::{CallOrder, CommandBody};
use center::web_call;
use testkit::{company::TestCompany, database};

#[tokio::test]
async fn a_call_whose_browser_does_not_wait_for_the_answer_is_ended() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        company.voice.answer_no_browser();
        let (center, slug) = (company.center.clone(), company.made.brand.slug.as_str().to_owned());
        let browser = tokio::spawn(async move {
            let _ = web_call::start(&center, &slug, "v=0".to_owned(), IpAddr::V4(Ipv4Addr::LOCALHOST)).await;
        });
        let orders = || {
            company.voice.commands().into_iter().filter_map(|it| match it {
                CommandBody::Call { order, .. } => Some(order),
                CommandBody::Leg { .. } | CommandBody::Trunks(_) | CommandBody::Drain => None,
            })
        };
        while !orders().any(|it| matches!(it, CallOrder::OpenWeb { .. })) {
            company.settle().await;
        }
        browser.abort();
        let _ = browser.await;
        company.settle().await;
        assert!(orders().any(|it| it == CallOrder::HangUp));
    })
    .await;
}
