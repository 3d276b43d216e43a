//! Ending a call that has been answered.

use std::time::Duration;

use rsipstack::dialog::invite_dialog::InviteDialog;

/// A re-INVITE that is being confirmed holds up our BYE: it is tried again, until the far side would have given up.
const RETRY: Duration = Duration::from_millis(100);
const RETRIES: u32 = 330;

/// Says BYE until it is said.
pub fn say_bye(dialog: InviteDialog) {
    tokio::spawn(end(dialog));
}

/// Done when the call is over, as far as we can tell.
pub async fn end(dialog: InviteDialog) {
    for _ in 0..RETRIES {
        if dialog.state().is_terminated() || dialog.bye().await.is_ok() {
            return;
        }
        tokio::time::sleep(RETRY).await;
    }
}
