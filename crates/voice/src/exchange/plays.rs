//! Clips: kept once loaded, and the plays that wait for one.

use std::{collections::HashMap, sync::Arc};

use call::{
    command::{ClipKey, PlayId},
    life::Input,
};
use domain::id::InteractionId;
use media::tone;

use super::{Exchange, Inward};
use crate::{clip_source::ClipError, engine::order::Hears};

/// Sound that is kept: half an hour is 14 MB, so this is some nine hours of clips.
const MOST_BYTES: usize = 256 << 20;

#[derive(Default)]
pub struct Plays {
    known: HashMap<ClipKey, Kept>,
    /// Made when it is first wanted; no clip source has it.
    ringback: Option<Arc<[u8]>>,
    bytes: usize,
    /// Plays by the clip they wait for. A play may wait for several.
    waiting: HashMap<ClipKey, Vec<Play>>,
    uses: u64,
}

struct Kept {
    sound: Arc<[u8]>,
    last_use: u64,
}

/// What a customer is to hear as soon as its clips are here.
#[derive(Clone)]
struct Play {
    call: InteractionId,
    hearing: u64,
    id: PlayId,
    clips: Vec<ClipKey>,
    repeat: bool,
}

impl Plays {
    /// The sounds, if all are here.
    fn find(&mut self, clips: &[ClipKey]) -> Option<Vec<Arc<[u8]>>> {
        self.uses += 1;
        clips
            .iter()
            .map(|key| {
                if *key == ClipKey::ringback() {
                    return Some(self.ringback.get_or_insert_with(|| tone::ringback().into()).clone());
                }
                let kept = self.known.get_mut(key)?;
                kept.last_use = self.uses;
                Some(kept.sound.clone())
            })
            .collect()
    }

    fn has(&self, key: &ClipKey) -> bool {
        *key == ClipKey::ringback() || self.known.contains_key(key)
    }

    /// Puts a play into the queue of the clip it lacks; true if nobody else waits for that one.
    fn wait(&mut self, key: ClipKey, play: Play) -> bool {
        let waiting = self.waiting.entry(key).or_default();
        waiting.push(play);
        waiting.len() == 1
    }

    fn keep(&mut self, key: ClipKey, sound: Arc<[u8]>) {
        self.bytes += sound.len();
        let kept = Kept { sound, last_use: self.uses };
        if let Some(before) = self.known.insert(key, kept) {
            self.bytes -= before.sound.len();
        }
        while self.bytes > MOST_BYTES {
            let oldest = self.known.iter().min_by_key(|it| it.1.last_use).map(|it| it.0.clone());
            // A play that runs keeps its own hold on the sound.
            let Some(kept) = oldest.and_then(|it| self.known.remove(&it)) else { return };
            self.bytes -= kept.sound.len();
        }
    }
}

impl Exchange {
    /// Lets a customer hear clips, at once or when they are loaded.
    pub(super) fn play(&mut self, call: InteractionId, id: PlayId, clips: Vec<ClipKey>, repeat: bool) {
        let Some(hearing) = self.calls.get(&call).map(|it| it.hearing) else { return };
        self.start_or_wait(Play { call, hearing, id, clips, repeat });
    }

    pub(super) fn clip_is_loaded(&mut self, key: ClipKey, loaded: Result<Arc<[u8]>, ClipError>) {
        let waiting = self.plays.waiting.remove(&key).unwrap_or_default();
        match loaded {
            Ok(sound) => {
                self.plays.keep(key, sound);
                for play in waiting {
                    if self.is_meant(&play) {
                        self.start_or_wait(play);
                    }
                }
            }
            Err(error) => {
                tracing::error!(clip.key = key.0, %error, plays = waiting.len(), "A clip cannot be played: {error}");
                for play in waiting {
                    // The scenario goes on as if it had been heard; music that cannot be had is silence.
                    if self.is_meant(&play) && !play.repeat {
                        self.act(play.call, Input::PlayEnded { play: play.id });
                    }
                }
            }
        }
    }

    fn start_or_wait(&mut self, play: Play) {
        if let Some(clips) = self.plays.find(&play.clips) {
            return self
                .engine
                .customer_hears(play.call, Hears::Clips { play: play.id, clips, repeat: play.repeat });
        }
        self.engine.customer_hears(play.call, Hears::Silence);
        let lacking = play.clips.iter().find(|it| !self.plays.has(it)).cloned();
        let Some(key) = lacking else { return };
        if self.plays.wait(key.clone(), play) {
            let (loading, inward) = (self.clips.load(&key), self.inward.clone());
            tokio::spawn(async move {
                let loaded = loading.await;
                // The exchange may have stopped meanwhile.
                let _ = inward.send(Inward::Clip { key, loaded });
            });
        }
    }

    fn is_meant(&self, play: &Play) -> bool {
        self.calls.get(&play.call).is_some_and(|it| it.hearing == play.hearing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> ClipKey {
        ClipKey(name.into())
    }

    #[test]
    fn what_was_not_used_for_longest_makes_room() {
        let mut plays = Plays::default();
        let third = vec![0; MOST_BYTES / 3].into();
        for name in ["a", "b", "c"] {
            plays.keep(key(name), Arc::clone(&third));
        }
        assert!(plays.find(&[key("a"), key("c")]).is_some());
        plays.keep(key("d"), third);
        assert!(plays.find(&[key("b")]).is_none());
        assert!(plays.find(&[key("a"), key("c"), key("d")]).is_some());
        assert!(plays.bytes <= MOST_BYTES);
    }
}
