//! Reading what was kept of actions and sign-ins (HIS-04, HIS-05).

use domain::{
    page::{Listing, Page},
    permission::Permission,
    view::audit::{AuditFilter, AuditRow, SignInFilter, SignInRow},
};

use crate::{context::Context, error::Error};

pub async fn entries(cx: &Context, filter: AuditFilter, page: Page) -> Result<Listing<AuditRow>, Error> {
    cx.require(Permission::ReadAudit)?;
    Ok(cx.store.audit().list(&filter, page).await?)
}

pub async fn sign_ins(cx: &Context, filter: SignInFilter, page: Page) -> Result<Listing<SignInRow>, Error> {
    cx.require(Permission::ReadAudit)?;
    Ok(cx.store.sign_in_entries().list(&filter, page).await?)
}
