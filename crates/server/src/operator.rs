//! `naru operator create`: who may run the installation.

use anyhow::{anyhow, bail};
use center::{ids, password_hash};
use domain::{
    agent::{self, LoginId},
    password::Password,
};
use store::operator::Operator;

use crate::{
    cli::{self, OperatorCommand},
    clock, installation,
};

pub async fn operator(command: OperatorCommand) -> anyhow::Result<()> {
    let OperatorCommand::Create { login_id, name, options } = command;
    let login_id = LoginId::parse(&login_id)?;
    let name = agent::parse_name(&name)?;
    let config = options.load(vec![])?;
    let store = installation::open_beside(&config).await?;
    if store.operators().find(login_id.as_str()).await?.is_some() {
        bail!("there is already an operator {}", login_id.as_str());
    }
    let password = ids::password();
    let chosen = Password::choose(&password, &login_id)?;
    let password_hash =
        password_hash::hash(chosen).await.map_err(|error| anyhow!("{}", api::problem::explain(&error)))?;
    let operator = Operator {
        login_id: login_id.as_str().to_owned(),
        name,
        password_hash,
        created_at: clock::start().now(),
    };
    store.operators().insert(&operator).await?;
    store.close().await;
    cli::print(&format!("Operator {} was added. First password: {password}", operator.login_id));
    Ok(())
}
