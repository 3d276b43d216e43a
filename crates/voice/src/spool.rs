//! Recordings on their way to the disk: one thread seals and writes them, so that a slow disk delays nobody's sound.

use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread::JoinHandle,
};

use call::command::SoundKey;
use crossbeam_channel::{Receiver, Sender};
use domain::id::{InteractionId, RecordingId};
use media::{
    frame::RATE,
    g711::MU_SILENCE,
    recording::{EXTENSION, writer::Writer},
};
use rand::RngExt;
use tokio::sync::mpsc;

use crate::{engine::order::Report, figures::Counters, vigil::Lookout};

/// Where recordings are handed in; cheap to clone.
#[derive(Clone)]
pub struct Spool {
    messages: Sender<Message>,
    /// Seconds handed in and not yet written.
    waiting: Arc<AtomicUsize>,
    most_waiting: usize,
    counters: Arc<Counters>,
}

enum Message {
    Begin { call: InteractionId, recording: RecordingId, key: SoundKey },
    Append { recording: RecordingId, missed: u32, pairs: Vec<u8> },
    End { recording: RecordingId, missed: u32, pairs: Vec<u8> },
    Stop,
}

impl Spool {
    /// Starts the writing thread. Files go into `folder`, which must exist; at most `most_waiting` seconds of sound
    /// are kept in memory for a disk that is slow.
    pub fn start(
        folder: PathBuf,
        most_waiting: usize,
        reports: mpsc::UnboundedSender<Report>,
        counters: Arc<Counters>,
        lookout: &Lookout,
    ) -> io::Result<(Self, JoinHandle<()>)> {
        let (messages, inbox) = crossbeam_channel::unbounded();
        let waiting = Arc::new(AtomicUsize::new(0));
        let mut desk = Desk { folder, files: HashMap::new(), reports, out: vec![] };
        let spool = Self { messages, waiting: waiting.clone(), most_waiting, counters };
        let duty = lookout.begin("the recording thread");
        let handle = std::thread::Builder::new().name("spool".into()).spawn(move || {
            desk.run(&inbox, &waiting);
            drop(duty);
        })?;
        Ok((spool, handle))
    }

    pub fn begin(&self, call: InteractionId, recording: RecordingId, key: SoundKey) {
        self.counters.recordings.fetch_add(1, Relaxed);
        self.hand_in(Message::Begin { call, recording, key });
    }

    /// Takes a second of sound, after `missed` seconds that could not be taken. False if there is no room for it.
    #[must_use]
    pub fn append(&self, recording: RecordingId, missed: u32, pairs: Vec<u8>) -> bool {
        if self.waiting.load(Relaxed) >= self.most_waiting {
            self.counters.recording_seconds_missed.fetch_add(1, Relaxed);
            return false;
        }
        self.waiting.fetch_add(1, Relaxed);
        self.hand_in(Message::Append { recording, missed, pairs });
        true
    }

    /// Takes the rest and completes the file.
    pub fn end(&self, recording: RecordingId, missed: u32, pairs: Vec<u8>) {
        self.counters.recordings.fetch_sub(1, Relaxed);
        self.hand_in(Message::End { recording, missed, pairs });
    }

    /// Ends the thread once everything handed in before is written.
    pub fn stop(&self) {
        self.hand_in(Message::Stop);
    }

    fn hand_in(&self, message: Message) {
        if self.messages.send(message).is_err() {
            tracing::error!("The recording thread is gone");
        }
    }
}

/// The thread's side.
struct Desk {
    folder: PathBuf,
    files: HashMap<RecordingId, OpenFile>,
    reports: mpsc::UnboundedSender<Report>,
    /// Sealed bytes on their way into a file; kept for its room.
    out: Vec<u8>,
}

struct OpenFile {
    call: InteractionId,
    /// `None` once the file is complete.
    writer: Option<Writer>,
    /// `None` after the disk refused: what was written before stays playable.
    file: Option<File>,
    bytes: u64,
    /// Moments that are safely in the file, for the length that is reported if the disk refused.
    samples: u64,
}

impl Desk {
    fn run(&mut self, inbox: &Receiver<Message>, waiting: &AtomicUsize) {
        for message in inbox {
            match message {
                Message::Begin { call, recording, key } => self.begin(call, recording, &key),
                Message::Append { recording, missed, pairs } => {
                    self.append(recording, missed, &pairs);
                    waiting.fetch_sub(1, Relaxed);
                }
                Message::End { recording, missed, pairs } => {
                    self.append(recording, missed, &pairs);
                    self.end(recording);
                }
                Message::Stop => break,
            }
        }
    }

    fn begin(&mut self, call: InteractionId, recording: RecordingId, key: &SoundKey) {
        self.out.clear();
        let nonce_base: [u8; 8] = rand::rng().random();
        let writer = match Writer::begin(&key.0, recording.uuid().into_bytes(), nonce_base, &mut self.out) {
            Ok(writer) => writer,
            Err(error) => {
                tracing::error!(interaction.id = %call, recording.id = %recording, %error, "Recording cannot be sealed");
                return self.report(call, recording, 0, 0);
            }
        };
        let file = create(&file_path(&self.folder, recording));
        let mut open = OpenFile { call, writer: Some(writer), file: None, bytes: 0, samples: 0 };
        match file {
            Ok(file) => {
                open.file = Some(file);
                open.write(recording, &self.out);
            }
            Err(error) => {
                tracing::error!(interaction.id = %call, recording.id = %recording, %error, "Recording file cannot be made");
            }
        }
        self.files.insert(recording, open);
    }

    fn append(&mut self, recording: RecordingId, missed: u32, pairs: &[u8]) {
        let Some(open) = self.files.get_mut(&recording) else { return };
        self.out.clear();
        let silence = vec![MU_SILENCE; missed as usize * 2 * RATE as usize];
        if let Some(writer) = open.writer.as_mut()
            && let Err(error) =
                writer.push(&silence, &mut self.out).and_then(|()| writer.push(pairs, &mut self.out))
        {
            open.give_up(recording, &error.to_string());
        }
        let samples = (silence.len() + pairs.len()) as u64 / 2;
        if open.write(recording, &self.out) {
            open.samples += samples;
        }
    }

    fn end(&mut self, recording: RecordingId) {
        let Some(mut open) = self.files.remove(&recording) else { return };
        self.out.clear();
        if open.writer.take().is_some_and(|it| it.finish(&mut self.out).is_ok()) {
            open.write(recording, &self.out);
        }
        let duration_ms = open.samples as i64 * 1_000 / i64::from(RATE);
        self.report(open.call, recording, duration_ms, open.bytes as i64);
    }

    fn report(&self, call: InteractionId, recording: RecordingId, duration_ms: i64, bytes: i64) {
        // Without an exchange nobody is left who could attach the recording; its file is found at the next start.
        let _ = self.reports.send(Report::RecordingEnded { call, recording, duration_ms, bytes });
    }
}

impl OpenFile {
    /// Appends, whole or not at all.
    fn write(&mut self, recording: RecordingId, bytes: &[u8]) -> bool {
        let Some(file) = self.file.as_mut() else { return false };
        match file.write_all(bytes) {
            Ok(()) => {
                self.bytes += bytes.len() as u64;
                true
            }
            Err(error) => {
                self.give_up(recording, &error.to_string());
                false
            }
        }
    }

    fn give_up(&mut self, recording: RecordingId, why: &str) {
        tracing::error!(
            interaction.id = %self.call, recording.id = %recording, why,
            "Recording stops here; what was written before stays"
        );
        if let Some(file) = self.file.take() {
            // Half a chunk would make the file look damaged rather than cut off.
            if let Err(error) = file.set_len(self.bytes) {
                tracing::error!(recording.id = %recording, %error, "Recording file cannot be cut back");
            }
        }
    }
}

/// Where a recording is written.
pub fn file_path(folder: &Path, recording: RecordingId) -> PathBuf {
    folder.join(format!("{}.{EXTENSION}", recording.uuid()))
}

fn create(path: &Path) -> io::Result<File> {
    // Never over an older file: a key seals one file only.
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use media::recording::reader::{Reader, opening_ranges};

    use super::*;
    use crate::vigil::Vigil;

    const KEY: SoundKey = SoundKey([7; 32]);

    fn call() -> InteractionId {
        InteractionId::sample(1)
    }

    /// Runs `work` against a spool on `folder` and returns what it reported.
    fn reports(folder: PathBuf, most_waiting: usize, work: impl FnOnce(&Spool)) -> Vec<Report> {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        let vigil = Vigil::begin();
        let (spool, handle) =
            Spool::start(folder, most_waiting, sender, Arc::default(), &vigil.lookout()).unwrap();
        work(&spool);
        spool.stop();
        handle.join().unwrap();
        std::iter::from_fn(|| receiver.try_recv().ok()).collect()
    }

    fn ended(recording: RecordingId, duration_ms: i64, bytes: i64) -> Report {
        Report::RecordingEnded { call: call(), recording, duration_ms, bytes }
    }

    fn open(path: &Path) -> Reader {
        let file = std::fs::read(path).unwrap();
        let (beginning, end) = opening_ranges(file.len() as u64);
        let slice = |it: std::ops::Range<u64>| &file[it.start as usize..it.end as usize];
        Reader::open(&KEY.0, file.len() as u64, slice(beginning), slice(end)).unwrap()
    }

    #[test]
    fn what_is_handed_in_is_in_the_file_and_missed_seconds_are_silence() {
        let folder = tempfile::tempdir().unwrap();
        let recording = RecordingId::sample(9);
        let reports = reports(folder.path().into(), 10, |spool| {
            spool.begin(call(), recording, KEY);
            assert!(spool.append(recording, 0, vec![1; 16_000]));
            assert!(spool.append(recording, 2, vec![2; 16_000]));
            spool.end(recording, 0, vec![3; 8_000]);
        });
        let path = file_path(folder.path(), recording);
        let bytes = std::fs::metadata(&path).unwrap().len() as i64;
        assert_eq!(reports, [ended(recording, 4_500, bytes)]);
        let reader = open(&path);
        assert!(reader.is_finished());
        let file = std::fs::read(&path).unwrap();
        let sealed = reader.file_range(0..5);
        let pairs = reader.open_chunks(0..5, &file[sealed.start as usize..sealed.end as usize]).unwrap();
        let runs: Vec<(u8, usize)> = pairs.chunk_by(|a, b| a == b).map(|it| (it[0], it.len())).collect();
        assert_eq!(runs, [(1, 16_000), (MU_SILENCE, 32_000), (2, 16_000), (3, 8_000)]);
    }

    #[test]
    fn a_file_that_cannot_be_made_ends_empty_and_an_old_one_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let recording = RecordingId::sample(9);
        let path = file_path(folder.path(), recording);
        std::fs::write(&path, b"older").unwrap();
        let reports = reports(folder.path().into(), 10, |spool| {
            spool.begin(call(), recording, KEY);
            assert!(spool.append(recording, 0, vec![1; 16_000]));
            spool.end(recording, 0, vec![]);
        });
        assert_eq!(reports, [ended(recording, 0, 0)]);
        assert_eq!(std::fs::read(&path).unwrap(), b"older");
    }

    #[test]
    fn a_thread_that_ends_before_the_node_does_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let (vigil, (sender, _receiver)) = (Vigil::begin(), mpsc::unbounded_channel());
        let started = Spool::start(folder.path().into(), 1, sender, Arc::default(), &vigil.lookout());
        let (spool, handle) = started.unwrap();
        assert_eq!(vigil.failed().now_or_never(), None);
        drop(spool);
        handle.join().unwrap();
        assert_eq!(vigil.failed().now_or_never(), Some("the recording thread"));
    }

    #[test]
    fn a_full_spool_refuses_instead_of_growing() {
        let folder = tempfile::tempdir().unwrap();
        reports(folder.path().into(), 0, |spool| {
            assert!(!spool.append(RecordingId::sample(1), 0, vec![0; 16_000]))
        });
    }
}
