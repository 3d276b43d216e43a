//! What a round does once its facts are durable.

use call::command::{CallOrder, CommandBody, SoundKey};
use domain::id::{InteractionId, RecordingId};

use super::round::Round;
use crate::{
    callback_request,
    event::{Event, SignOutReason},
    fact::Fact,
    figures,
    floor::{
        effect::{Effect, WebState},
        input::{Input, KnownCustomer},
    },
    recording::attach::{self, Ended},
};

impl Round {
    pub(super) fn act(&mut self, effect: Effect) {
        match effect {
            // Both were taken out before.
            Effect::Fact(_) | Effect::Record { .. } => {}
            Effect::Voice(command) => {
                if let CommandBody::Call { call, order: CallOrder::Dial { .. } } = &command {
                    self.center.switchboard().expect_call(*call, self.tenant);
                }
                self.center.voice().send(command);
            }
            Effect::Recognise { interaction, number, last_agent } => {
                let (store, handle) = (self.center.store().tenant(self.tenant), self.handle.clone());
                tokio::spawn(async move {
                    match store.customers().find_by_number(&number).await {
                        Ok(Some(it)) => {
                            let customer = KnownCustomer { id: it.id, name: it.name, vip: it.vip };
                            handle.input(Input::KnownCustomer { interaction, customer });
                        }
                        Ok(None) => {}
                        Err(error) => {
                            tracing::warn!(interaction.id = %interaction, "A caller could not be looked up: {error}");
                        }
                    }
                    if !last_agent {
                        return;
                    }
                    match store.interactions().last_agent_of(&number).await {
                        Ok(Some(by)) => handle.input(Input::ServedBefore { interaction, by }),
                        Ok(None) => {}
                        Err(error) => {
                            tracing::warn!(interaction.id = %interaction, "A caller's last agent could not be found: {error}");
                        }
                    }
                });
            }
            Effect::CloseCallback { request, by, outcome } => {
                let (center, tenant) = (self.center.clone(), self.tenant);
                tokio::spawn(callback_request::close_made(center, tenant, request, by, outcome));
            }
            Effect::Attach { recording, interaction, duration_ms, bytes } => {
                tracing::debug!(interaction.id = %interaction, recording.id = %recording, "A recording ended");
                let (tenant, floor) = (self.tenant, self.handle.clone());
                attach::begin(&self.center, Ended { tenant, recording, duration_ms, bytes, floor });
            }
            Effect::Unspool { recording } => attach::begin_unspool(&self.center, recording),
            Effect::SoftphoneAnswer { leg, answer } => {
                if let Some(waiting) = self.softphones.remove(&leg) {
                    let _ = waiting.send(answer);
                }
            }
            Effect::WebAnswer { call, sdp } => {
                if let Some(waiting) = self.web_answers.remove(&call) {
                    let _ = waiting.send(sdp);
                }
            }
            Effect::WebState { call, state } => self.show_web_state(call, state),
            Effect::InteractionChanged(interaction) => self.emit(Event::InteractionChanged(interaction)),
            Effect::SignedOut { agent } => {
                let reason = self.sign_out_reasons.remove(&agent).unwrap_or(SignOutReason::Absent);
                self.emit(Event::SignedOut { agent, reason });
            }
        }
    }

    /// Makes the recording's key. The wrapped form becomes the recording's row, the clear one goes to voice.
    pub(super) async fn begin_recording(
        &mut self,
        call: InteractionId,
        recording: RecordingId,
    ) -> Option<(Fact, CommandBody)> {
        let key = match self.center.store().tenant(self.tenant).vault().await {
            Ok(vault) => vault.new_sound_key(recording),
            Err(error) => Err(error),
        };
        match key {
            Ok((clear, wrapped)) => {
                let fact = self.floor_mut().recording_begun(recording, call, wrapped)?;
                let order = CallOrder::Record { recording, key: SoundKey(*clear) };
                Some((fact, CommandBody::Call { call, order }))
            }
            Err(error) => {
                tracing::error!(interaction.id = %call, "A call is not recorded because its key cannot be made: {error}");
                None
            }
        }
    }

    /// Reads today's figures anew from rows, after midnight.
    pub(super) fn load_figures(&self) {
        let (center, tenant, handle) = (self.center.clone(), self.tenant, self.handle.clone());
        tokio::spawn(async move {
            match figures::load(&center, tenant).await {
                Ok(figures) => handle.input(Input::NewDay(Box::new(figures))),
                Err(error) => {
                    tracing::error!(tenant.id = %tenant, "The new day's figures cannot be read: {error}")
                }
            }
        });
    }

    fn show_web_state(&mut self, call: InteractionId, state: WebState) {
        if let Some(page) = self.web_states.get(&call) {
            page.send_replace(state);
        }
        if super::has_ended(state) {
            self.web_states.remove(&call);
            // Dropping an unanswered waiter tells the browser that there will be no answer.
            self.web_answers.remove(&call);
        }
    }

    fn emit(&self, event: Event) {
        let _ = self.events.send(event);
    }
}
