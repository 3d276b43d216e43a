//! `naru company create`: a company that can sign in and set itself up.

use anyhow::anyhow;
use center::company::{self, NewCompany};

use crate::{
    cli::{self, CompanyCommand},
    clock, installation,
};

pub async fn company(command: CompanyCommand) -> anyhow::Result<()> {
    let CompanyCommand::Create { domain, name, owner, owner_name, options } = command;
    let config = options.load(vec![])?;
    let store = installation::open_beside(&config).await?;
    let password = center::ids::password();
    let new =
        NewCompany { domain, name, owner_login_id: owner, owner_name, owner_password: password.clone() };
    let made = company::create(&store, new, clock::start().now())
        .await
        .map_err(|error| anyhow!("{}", api::problem::explain(&error)))?;
    store.close().await;
    cli::print(&format!(
        "{} was added. Sign in with company {}, ID {}, first password: {password}",
        made.tenant.name,
        made.tenant.domain.as_str(),
        made.owner.login_id.as_str(),
    ));
    Ok(())
}
