//! `naru demo`: the product with a company that looks real: a mall for bedding and bath, six people, an IVR of two
//! levels, hours and holidays, customers, and three weeks of history with sound.
//!
//! The company is made once, in the data folder; a later start finds it as it was left.

mod calls;
mod people;
mod scenario;
mod sounds;

use anyhow::{Context, anyhow};
use center::company::{self, NewCompany};
use domain::{
    id::{OwnedNumberId, TrunkId},
    owned_number::OwnedNumber,
    phone_number::PhoneNumber,
    tenant::TenantDomain,
    trunk::{AddressRange, SipTransport, Trunk, TrunkAccess},
};
use store::store::Store;

use crate::{
    cli::{self, RunOptions},
    clock,
    config::Config,
    installation, log,
    run::{self, Addresses},
};

const COMPANY: &str = "마루리빙";
const DOMAIN: &str = "maruliving";
const NUMBER: &str = "070-0000-0412";
/// Everybody's, so that a newcomer can be anybody. Only the demo has known passwords.
const PASSWORD: &str = "naru-demo-2026";

pub async fn demo(options: RunOptions) -> anyhow::Result<()> {
    let config = options.load(vec![
        ("data.folder", "data/demo".to_owned()),
        ("sip.address", "127.0.0.1:5060".to_owned()),
        ("http.secure_cookies", "false".to_owned()),
        ("log.filter", "warn".to_owned()),
        ("stop.seconds", "3".to_owned()),
    ])?;
    log::start(&config.log);
    let store = installation::open_store(&config).await?;
    store.migrate().await?;
    let clock = clock::start();
    let domain = TenantDomain::parse(DOMAIN)?;
    if store.tenants().find_by_domain(&domain).await?.is_none() {
        cli::print("Making the demo company (once, a few seconds) …");
        make(&store, &config, &clock)
            .await
            .context("the demo company could not be made; delete the data folder and try again")?;
    }
    run::run(config, store, clock, |addresses| introduce(&addresses)).await
}

async fn make(store: &Store, config: &Config, clock: &center::clock::Clock) -> anyhow::Result<()> {
    let now = clock.now();
    let people = people::all();
    let owner = people.first().context("the demo has nobody")?;
    let new = NewCompany {
        domain: DOMAIN.to_owned(),
        name: COMPANY.to_owned(),
        owner_login_id: owner.login_id.to_owned(),
        owner_name: owner.name.to_owned(),
        owner_password: PASSWORD.to_owned(),
    };
    let made = company::create(store, new, now).await.map_err(|error| anyhow!("{error}"))?;
    let rows = store.tenant(made.tenant.id);
    let floor = people::hire(&rows, &made, PASSWORD, now).await?;
    let categories = people::add_categories(&rows).await?;
    let version = scenario::publish(store, config, &made, &floor, now).await?;
    let trunk = Trunk {
        id: TrunkId::new(center::ids::fresh()),
        name: "데모 국선".to_owned(),
        transport: SipTransport::Udp,
        host: "127.0.0.1".to_owned(),
        port: 5_070,
        access: TrunkAccess::Address { allowed: vec![AddressRange::parse("127.0.0.0/8")?] },
        channels: 23,
        // Nobody stands behind it: telephones on this machine ring it.
        probed: false,
        enabled: true,
    };
    rows.trunks().insert(&trunk).await?;
    let number = OwnedNumber {
        id: OwnedNumberId::new(center::ids::fresh()),
        brand: made.brand.id,
        number: PhoneNumber::parse(NUMBER)?,
        label: "대표번호".to_owned(),
        scenario: Some(made.scenario),
        trunk: None,
        main: true,
    };
    rows.owned_numbers().insert(&number).await?;
    let story = calls::Story {
        made: &made,
        floor: &floor,
        categories: &categories,
        version,
        trunk: trunk.id,
        number: &number,
    };
    calls::write_history(store, config, &story, now).await
}

fn introduce(addresses: &Addresses) {
    let Addresses { http, sip } = addresses;
    // Whatever starts the demo waits for this line.
    cli::print(&format!("ready http://{http} sip:{sip}"));
    let people: Vec<String> = people::all()
        .iter()
        .map(|it| format!("  {:<10} {:<10} {}", it.login_id, it.title, it.name))
        .collect();
    cli::print(&format!(
        "
{COMPANY} 고객센터 · {NUMBER}

Desk      http://{http}
Sign in   company {DOMAIN}, password {PASSWORD}
{}

Call it   from a second browser tab: http://{http}/call/{DOMAIN}
          from a SIP phone:          sip:07000000412@{sip} (UDP or TCP, no registration)
          from this program:         naru test-call 07000000412@{sip} --digits \"w4 2 w3 1\"
Press     2, then 1, and answer as haneul
Stop      Ctrl-C",
        people.join("\n")
    ));
}
