//! Writing up an interaction (PHN-06…08): during the talk, after it, later from history, again after saving.

use domain::agent_status::Chosen;
use domain::{
    category::CategoryScheme,
    id::{CategoryId, InteractionId},
    permission::Permission,
    wrap_up::{self, WrapUp, WrapUpText},
};
use serde_json::json;

use crate::{
    context::{Audit, Context},
    error::{Error, Form},
    event::Event,
    floor::AgentOrder,
};

pub struct Draft {
    pub category: Option<CategoryId>,
    pub text: String,
    /// A draft is kept but not yet the agent's word.
    pub is_draft: bool,
    /// What the agent wants to be next, when this was the last interaction.
    pub then: Option<Chosen>,
}

pub async fn save(cx: &Context, id: InteractionId, draft: Draft) -> Result<WrapUp, Error> {
    let row = super::find(cx, id).await?;
    let i_served = super::served(cx, &row).await?;
    let transaction = cx.store.begin().await?;
    let before = transaction.wrap_ups().find(id).await?;
    // Whoever served writes; correcting somebody else's words needs the right to.
    let author = wrap_up::author(before.as_ref(), cx.me.id, i_served, row.interaction.agent);
    let permission =
        if author == cx.me.id { Permission::ServeCustomers } else { Permission::EditOthersWrapUp };
    if let Err(refused) = cx.require(permission) {
        transaction.rollback().await?;
        // A colleague's words stand, and whoever meant to add to them is not kept from the next customer.
        written_up(cx, id, &draft).await?;
        return Err(refused);
    }
    let mut form = Form::default();
    let text = form.take("text", WrapUpText::parse(draft.text.trim_end()));
    if let Some(category) = draft.category {
        let known = cx.store.categories().find(category).await?;
        // A category switched off since stays where it was.
        let kept = before.as_ref().is_some_and(|it| it.category == Some(category));
        if !known.is_some_and(|it| it.scheme == CategoryScheme::Resolution && (it.active || kept)) {
            form.refuse("category_id", "category.unknown");
        }
    }
    let Some(text) = text else { return Err(form.into()) };
    form.done()?;
    let now = cx.now();
    let saved_before = before.as_ref().and_then(|it| it.saved_at);
    let is_draft = draft.is_draft;
    let wrap_up = WrapUp {
        interaction: id,
        agent: author,
        category: draft.category,
        text,
        saved_at: if is_draft { saved_before } else { Some(saved_before.unwrap_or(now)) },
        updated_at: now,
    };
    transaction.wrap_ups().save(&wrap_up).await?;
    // Drafts save themselves every few seconds; the audit keeps what people did.
    if !is_draft {
        let audit = Audit::of(permission, "interaction", id.uuid())
            .detail(json!({ "wrap_up": if saved_before.is_some() { "changed" } else { "saved" } }));
        cx.audit(&transaction, audit).await?;
    }
    transaction.commit().await?;
    cx.floor().await?.emit(Event::InteractionChanged(id));
    written_up(cx, id, &draft).await?;
    Ok(wrap_up)
}

/// The agent is done with the interaction, unless this was a draft only.
async fn written_up(cx: &Context, interaction: InteractionId, draft: &Draft) -> Result<(), Error> {
    if let (Some(then), false) = (draft.then, draft.is_draft) {
        cx.floor().await?.order(cx.me.id, AgentOrder::WrittenUp { interaction, then }).await?;
    }
    Ok(())
}
