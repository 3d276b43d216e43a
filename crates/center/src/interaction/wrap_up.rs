//! Writing up an interaction (PHN-06…08): during the talk, after it, later from history, again after saving.

use domain::agent_status::Chosen;
use domain::{
    category::CategoryScheme,
    id::{CategoryId, InteractionId},
    permission::Permission,
    wrap_up::{WrapUp, WrapUpText},
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
    let before = cx.store.wrap_ups().find(id).await?;
    // Whoever talked writes; correcting somebody else's words needs the right to.
    let author = before.as_ref().map(|it| it.agent).or(row.interaction.agent);
    match author {
        Some(author) if author != cx.me.id => cx.require(Permission::EditOthersWrapUp)?,
        Some(_) | None => cx.require(Permission::ServeCustomers)?,
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
    let wrap_up = WrapUp {
        interaction: id,
        agent: author.unwrap_or(cx.me.id),
        category: draft.category,
        text,
        saved_at: if draft.is_draft { saved_before } else { Some(saved_before.unwrap_or(now)) },
        updated_at: now,
    };
    let transaction = cx.store.begin().await?;
    transaction.wrap_ups().save(&wrap_up).await?;
    // Drafts save themselves every few seconds; the audit keeps what people did.
    if !draft.is_draft {
        let permission =
            if author == Some(cx.me.id) { Permission::ServeCustomers } else { Permission::EditOthersWrapUp };
        let audit = Audit::of(permission, "interaction", id.uuid())
            .detail(json!({ "wrap_up": if saved_before.is_some() { "changed" } else { "saved" } }));
        cx.audit(&transaction, audit).await?;
    }
    transaction.commit().await?;
    let floor = cx.floor().await?;
    floor.emit(Event::InteractionChanged(id));
    if let (Some(then), false) = (draft.then, draft.is_draft) {
        floor.order(cx.me.id, AgentOrder::WrittenUp { interaction: id, then }).await?;
    }
    Ok(wrap_up)
}
