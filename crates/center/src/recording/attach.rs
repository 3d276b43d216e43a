//! A finished recording goes from the spool to the file store.
//!
//! The spool's file is what is certain: it stays until the file store has the sound and the row that says so is
//! durable. A recording is lost only when neither place has anything of it. While the file store is away recordings
//! wait in the spool, in this life of the process and in the next, and are tried again without end.

use std::{
    collections::{HashSet, VecDeque},
    io::ErrorKind,
    path::PathBuf,
    time::Duration,
};

use domain::{
    id::{RecordingId, TenantId},
    recording::{Recording, RecordingState},
};
use media::recording::EXTENSION;
use parking_lot::Mutex;
use store::files::{FileError, FileKey};
use tokio::sync::{Semaphore, watch};
use uuid::Uuid;

use crate::{center::Center, dispatcher::Dispatcher, error::Error, floor::input::Input};

/// Files on their way at once, so that recordings leave room on disk and line for everything else.
const AT_ONCE: usize = 8;
/// How soon what could not be stored is tried again, and how long in between at most while nothing succeeds.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(5 * 60);

/// What became of an attempt.
#[derive(Debug, PartialEq, Eq)]
pub enum Attached {
    /// The file store has it. The spool may have it still, see [`unspool`].
    Stored(Sound),
    /// Neither spool nor file store has any sound of it.
    Nothing,
    /// Spool or file store does not answer now.
    Later,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Sound {
    /// Its key in the file store.
    pub file: String,
    pub duration_ms: i64,
    pub bytes: i64,
}

/// A recording whose end voice has reported, on its way to the file store.
pub(crate) struct Ended {
    pub tenant: TenantId,
    pub recording: RecordingId,
    /// As voice has told; 0 if nobody has.
    pub duration_ms: i64,
    pub bytes: i64,
    /// Where the outcome is told.
    pub floor: Dispatcher,
}

/// What is on its way, of all tenants.
pub(crate) struct Attaching {
    places: Semaphore,
    /// How many tasks move or remove a file.
    in_hand: watch::Sender<usize>,
    /// Could not be stored; the longest untried first.
    late: Mutex<VecDeque<Ended>>,
}

impl Default for Attaching {
    fn default() -> Self {
        Self { places: Semaphore::new(AT_ONCE), in_hand: watch::Sender::new(0), late: Mutex::default() }
    }
}

/// Where voice writes a recording while it runs.
pub fn spooled(center: &Center, recording: RecordingId) -> PathBuf {
    center.spool().join(format!("{}.{EXTENSION}", recording.uuid()))
}

/// Copies the spool's file into the file store; may be repeated. Without a spooled file it says what the file store
/// has: the process may have been stopped between the two.
pub async fn attach(center: &Center, tenant: TenantId, recording: RecordingId) -> Attached {
    let key = FileKey::recording(tenant, recording);
    let files = center.store().files();
    let path = spooled(center, recording);
    let stored = match tokio::fs::metadata(&path).await {
        Ok(file) if media::recording::duration(file.len()).is_zero() => return Attached::Nothing,
        Ok(_) => files.put(&key, &path).await,
        Err(error) if error.kind() == ErrorKind::NotFound => files.size(&key).await,
        Err(error) => {
            tracing::error!(recording.id = %recording, "A spooled recording cannot be read: {error}");
            return Attached::Later;
        }
    };
    match stored {
        Ok(bytes) => Attached::Stored(Sound {
            file: key.as_str().to_owned(),
            duration_ms: i64::try_from(media::recording::duration(bytes).as_millis()).unwrap_or(i64::MAX),
            bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        }),
        Err(FileError::Missing(_)) => Attached::Nothing,
        Err(error @ FileError::Unavailable { .. }) => {
            tracing::warn!(recording.id = %recording, "A recording waits in the spool: {error}");
            Attached::Later
        }
    }
}

/// Removes the spool's file of a recording whose row is durable.
pub async fn unspool(center: &Center, recording: RecordingId) {
    match tokio::fs::remove_file(spooled(center, recording)).await {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => {
            tracing::warn!(recording.id = %recording, "A spooled recording could not be removed: {error}");
        }
    }
}

/// What the last life of the process has not finished: recordings without an end, and those given up although the
/// spool still has something of them.
pub(crate) async fn left_behind(center: &Center, tenant: TenantId) -> Result<Vec<Recording>, Error> {
    let recordings = center.store().tenant(tenant);
    let mut left = recordings.recordings().running().await?;
    let known: HashSet<_> = left.iter().map(|it| it.id).collect();
    let others: Vec<_> = in_spool(center).await.into_iter().filter(|it| !known.contains(it)).collect();
    for row in recordings.recordings().find_all(&others).await? {
        match row.state {
            // The process was stopped just before this.
            RecordingState::Ready => unspool(center, row.id).await,
            RecordingState::Lost | RecordingState::Running => left.push(row),
        }
    }
    Ok(left)
}

/// Recordings that have a file in the spool, of all tenants.
async fn in_spool(center: &Center) -> Vec<RecordingId> {
    let mut found = vec![];
    let Ok(mut files) = tokio::fs::read_dir(center.spool()).await else { return found };
    while let Ok(Some(file)) = files.next_entry().await {
        let path = PathBuf::from(file.file_name());
        if path.extension().is_some_and(|it| it == EXTENSION)
            && let Some(id) = path.file_stem().and_then(|it| Uuid::parse_str(it.to_str()?).ok())
        {
            found.push(RecordingId::new(id));
        }
    }
    found
}

/// Begins to bring a recording to the file store. Its floor is told of the outcome, today or after the file store
/// has come back.
pub(crate) fn begin(center: &Center, ended: Ended) {
    in_hand(center, async |center| {
        // Never closed.
        let Ok(_place) = center.attaching().places.acquire().await else { return };
        if let Err(late) = bring_in(&center, ended).await {
            center.attaching().late.lock().push_back(late);
        }
    });
}

/// Begins to remove the spool's file.
pub(crate) fn begin_unspool(center: &Center, recording: RecordingId) {
    in_hand(center, async move |center| unspool(&center, recording).await);
}

/// A task that [`settled`] waits for.
fn in_hand<F>(center: &Center, work: impl FnOnce(Center) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    center.attaching().in_hand.send_modify(|it| *it += 1);
    let (center, work) = (center.clone(), work(center.clone()));
    tokio::spawn(async move {
        work.await;
        center.attaching().in_hand.send_modify(|it| *it = it.saturating_sub(1));
    });
}

async fn bring_in(center: &Center, ended: Ended) -> Result<(), Ended> {
    let Ended { tenant, recording, duration_ms, bytes, .. } = ended;
    let input = match attach(center, tenant, recording).await {
        // What voice has counted is exact even where a full disk has cut the file.
        Attached::Stored(sound) if duration_ms > 0 => {
            Input::Attached { recording, file: Some(sound.file), duration_ms, bytes }
        }
        Attached::Stored(Sound { file, duration_ms, bytes }) => {
            Input::Attached { recording, file: Some(file), duration_ms, bytes }
        }
        Attached::Nothing => {
            tracing::error!(recording.id = %recording, "Nothing was saved of a recording");
            Input::Attached { recording, file: None, duration_ms, bytes }
        }
        Attached::Later => return Err(ended),
    };
    ended.floor.input(input);
    Ok(())
}

/// Tries for ever what could not be stored at once.
pub(crate) async fn run(center: Center) {
    let mut pause = FIRST_PAUSE;
    loop {
        tokio::time::sleep(pause).await;
        let stored = try_late(&center).await;
        let waiting = center.attaching().late.lock().len();
        pause = if stored > 0 || waiting == 0 { FIRST_PAUSE } else { (pause * 2).min(LONGEST_PAUSE) };
    }
}

/// Tries late recordings until one fails, which goes behind the others; tells how many came through.
pub async fn try_late(center: &Center) -> usize {
    let mut stored = 0;
    loop {
        let Some(ended) = center.attaching().late.lock().pop_front() else { return stored };
        if let Err(late) = bring_in(center, ended).await {
            center.attaching().late.lock().push_back(late);
            return stored;
        }
        stored += 1;
    }
}

/// Returns when every recording begun so far has been stored or is late, and no file is being removed.
pub async fn settled(center: &Center) {
    let mut in_hand = center.attaching().in_hand.subscribe();
    // The sender lives as long as the centre.
    let _ = in_hand.wait_for(|it| *it == 0).await;
}
