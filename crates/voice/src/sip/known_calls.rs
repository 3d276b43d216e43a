//! Which call a request belongs to, and whose turn it is in it.

use std::{collections::HashMap, sync::Arc, time::Duration};

use domain::id::InteractionId;
use parking_lot::Mutex;
use rsipstack::dialog::{DialogId, invite_dialog::InviteDialog};
use tokio::{sync::OwnedMutexGuard, time::timeout};

/// An ACK that was lost comes again after our answer has been repeated (RFC 3261 §13.3.1.4).
pub const ACK_PATIENCE: Duration = Duration::from_secs(1);

/// Calls that have a dialog, and dialled calls that are about to get one.
#[derive(Default)]
pub struct KnownCalls {
    by_dialog: Mutex<HashMap<DialogId, Known>>,
    /// By Call-ID and our tag: theirs comes with the answer.
    dialled: Mutex<HashMap<(String, String), Turn>>,
}

/// A call that has a dialog.
#[derive(Clone)]
pub struct Known {
    pub call: InteractionId,
    pub dialog: InviteDialog,
    pub turn: Turn,
}

/// One INVITE or UPDATE of a call at a time: whoever holds it has not been answered, or not been confirmed.
pub type Turn = Arc<tokio::sync::Mutex<()>>;

impl KnownCalls {
    pub fn insert(&self, known: Known) {
        self.by_dialog.lock().insert(known.dialog.id(), known);
    }

    pub fn get(&self, id: &DialogId) -> Option<Known> {
        self.by_dialog.lock().get(id).cloned()
    }

    pub fn remove(&self, id: &DialogId) -> Option<Known> {
        self.by_dialog.lock().remove(id)
    }

    /// Like [`Self::get`], but waits for a dialog that the far side's answer is just making: its next request may come
    /// together with that.
    pub async fn find(&self, id: &DialogId) -> Option<Known> {
        if let Some(known) = self.get(id) {
            return Some(known);
        }
        let turn = self.dialled.lock().get(&(id.call_id.clone(), id.local_tag.clone())).cloned()?;
        let answered = timeout(ACK_PATIENCE, turn.lock_owned()).await;
        drop(answered);
        self.get(id)
    }

    /// A dialled call that will have a dialog once it is answered; until then the turn is the caller's.
    pub fn expect(&self, call_id: &str, own_tag: &str) -> Option<OwnedMutexGuard<()>> {
        let turn = Turn::default();
        let held = turn.clone().try_lock_owned().ok()?;
        self.dialled.lock().insert((call_id.to_owned(), own_tag.to_owned()), turn);
        Some(held)
    }

    pub fn expect_no_more(&self, call_id: &str, own_tag: &str) {
        self.dialled.lock().remove(&(call_id.to_owned(), own_tag.to_owned()));
    }
}
