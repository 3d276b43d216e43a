//! The journal on a disk that fails in every way and at every step.

use std::{
    collections::HashMap,
    fs::{self, File},
    io,
    path::Path,
    sync::{Arc, Mutex},
};

use domain::{
    agent_status::{AgentStatus, StatusSpan},
    id::{AgentId, StatusSpanId, TenantId},
};
use tokio::sync::oneshot;

use super::{
    JournalError, Position, Shared,
    disk::{Disk, RealDisk, SegmentFile},
    fact_row::{Batch, FactRow},
    folder::{Folder, FolderError},
    lock,
    reader::JournalReader,
    segment::Segment,
    writer::{Pending, SEGMENT_BYTES, Writer},
};
use crate::row::{column::At, status_span};

const TENANT: TenantId = TenantId::sample(1);

/// A record that says `n`.
fn payload(n: u64) -> Vec<u8> {
    let span = StatusSpan {
        id: StatusSpanId::sample(n),
        agent: AgentId::sample(1),
        status: AgentStatus::Ready,
        interaction: None,
        started_at: jiff::Timestamp::UNIX_EPOCH,
        ended_at: None,
    };
    serde_json::to_vec(&[FactRow::StatusSpan(status_span::Model::new(TENANT, &span))]).unwrap()
}

/// What the records from `from` on say, up to `until`.
fn said(folder: &Path, from: u64, until: u64) -> Vec<u64> {
    let mut reader = JournalReader::new(folder.to_owned(), from);
    let (mut said, mut seq) = (vec![], from - 1);
    while seq < until {
        let read = reader.read(until, 1).unwrap();
        seq = read.last_seq;
        for fact in read.batch.into_facts() {
            let FactRow::StatusSpan(row) = fact else { panic!("only spans were written") };
            said.push(row.id.as_u64_pair().1);
        }
    }
    said
}

type Answer = oneshot::Receiver<Result<Position, JournalError>>;

fn pending(n: u64) -> (Pending, Answer) {
    let (written, answer) = oneshot::channel();
    (Pending { payload: payload(n), facts: 1, routing: vec![], written }, answer)
}

fn routed(n: u64, seq: u64) -> (Pending, Answer) {
    let (pending, answer) = pending(n);
    (Pending { routing: vec![(TENANT, seq)], ..pending }, answer)
}

fn writer<D: Disk>(disk: D, folder: &Path, last_seq: u64) -> Writer<D> {
    small_writer(disk, folder, SEGMENT_BYTES, last_seq)
}

/// A writer that begins a new segment after `segment_bytes`.
fn small_writer<D: Disk>(disk: D, folder: &Path, segment_bytes: u64, last_seq: u64) -> Writer<D> {
    let shared = Arc::new(Shared::new(last_seq));
    Writer::new(disk, folder.to_owned(), segment_bytes, last_seq, HashMap::new(), shared)
}

/// Writes each of `numbers` by itself; tells the position of those that were confirmed.
fn write_each<D: Disk>(writer: &mut Writer<D>, numbers: impl IntoIterator<Item = u64>) -> Vec<(u64, u64)> {
    let mut confirmed = vec![];
    for n in numbers {
        let (pending, mut answer) = pending(n);
        writer.write(vec![pending]);
        if let Ok(Position(seq)) = answer.try_recv().unwrap() {
            confirmed.push((n, seq));
        }
    }
    confirmed
}

#[test]
fn a_record_torn_or_garbled_at_any_byte_is_cut_off_and_the_journal_goes_on() {
    let origin = tempfile::tempdir().unwrap();
    let mut first = writer(RealDisk, origin.path(), 0);
    write_each(&mut first, [1, 2]);
    let segment = Segment::new(origin.path(), 1);
    let whole = fs::metadata(&segment.path).unwrap().len() as usize;
    write_each(&mut first, [3]);
    let bytes = fs::read(&segment.path).unwrap();

    for at in whole..bytes.len() {
        let torn = bytes[..at].to_vec();
        let mut garbled = bytes.clone();
        garbled[at] ^= 1 << (at % 8);
        for damaged in [torn, garbled] {
            let folder = tempfile::tempdir().unwrap();
            let segment = Segment::new(folder.path(), 1);
            fs::write(&segment.path, &damaged).unwrap();
            let opened = Folder::open(folder.path()).unwrap();
            assert_eq!(opened.last_seq, 2, "at {at}");
            assert_eq!(fs::metadata(&segment.path).unwrap().len() as usize, whole, "at {at}");

            write_each(&mut writer(RealDisk, folder.path(), opened.last_seq), [30]);
            drop(opened);
            let opened = Folder::open(folder.path()).unwrap();
            assert_eq!(opened.last_seq, 3, "at {at}");
            assert_eq!(said(folder.path(), 1, 3), [1, 2, 30], "at {at}");
        }
    }
}

#[test]
fn damage_before_the_end_is_reported_and_a_file_taken_away_is_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    for n in 1..=3 {
        // Each start begins a new segment.
        write_each(&mut writer(RealDisk, folder.path(), n - 1), [n]);
    }
    let damaged = Segment::new(folder.path(), 2).path;
    let mut bytes = fs::read(&damaged).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    let refused = Folder::open(folder.path()).err().unwrap();
    assert!(
        matches!(&refused, FolderError::Damaged { segment, offset: 16, first_lost: 2, last_lost: 2 } if *segment == damaged),
        "{refused}"
    );

    fs::remove_file(&damaged).unwrap();
    let opened = Folder::open(folder.path()).unwrap();
    assert_eq!(opened.last_seq, 3);
    assert_eq!(said(folder.path(), 1, 3), [1, 3]);
}

#[test]
fn a_folder_belongs_to_one_and_keeps_its_identity() {
    let folder = tempfile::tempdir().unwrap();
    let first = Folder::open(folder.path()).unwrap();
    assert!(matches!(Folder::open(folder.path()), Err(FolderError::InUse { .. })));
    let id = first.id;
    drop(first);
    assert_eq!(Folder::open(folder.path()).unwrap().id, id);
    let elsewhere = tempfile::tempdir().unwrap();
    assert_ne!(Folder::open(elsewhere.path()).unwrap().id, id);
    let file = elsewhere.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(Folder::open(&file.join("journal")), Err(FolderError::Unusable { .. })));
}

#[test]
fn segments_follow_each_other_and_go_when_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = small_writer(RealDisk, folder.path(), 500, 0);
    write_each(&mut writer, 1..=20);
    let segments = Segment::list(folder.path()).unwrap();
    assert!(segments.len() > 5, "{segments:?}");
    assert_eq!(said(folder.path(), 1, 20), (1..=20).collect::<Vec<_>>());
    assert_eq!(said(folder.path(), 8, 20), (8..=20).collect::<Vec<_>>());

    let mut reader = JournalReader::new(folder.path().to_owned(), 1);
    reader.read(10, 100).unwrap();
    reader.forget_read().unwrap();
    assert_eq!(said(folder.path(), 11, 20), (11..=20).collect::<Vec<_>>());
    reader.read(20, 100).unwrap();
    reader.forget_read().unwrap();
    assert_eq!(Segment::list(folder.path()).unwrap(), segments[segments.len() - 1..]);
}

#[test]
fn of_states_of_one_row_that_are_read_together_the_last_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    write_each(&mut writer(RealDisk, folder.path(), 0), [1, 2, 1, 1]);
    let read = JournalReader::new(folder.path().to_owned(), 1).read(4, 100).unwrap();
    assert_eq!((read.facts, read.last_seq, read.batch.len()), (4, 4, 2));

    let state = |n, ended_at| {
        let FactRow::StatusSpan(row) = serde_json::from_slice::<Vec<FactRow>>(&payload(n)).unwrap().remove(0)
        else {
            panic!("only spans are written")
        };
        FactRow::StatusSpan(status_span::Model { ended_at, ..row })
    };
    let ended = Some(At(jiff::Timestamp::UNIX_EPOCH));
    let mut batch = Batch::default();
    [state(1, None), state(2, None), state(1, ended)].into_iter().for_each(|fact| batch.add(fact));
    assert_eq!(batch.into_facts(), [state(1, ended), state(2, None)]);
}

#[test]
fn appends_that_wait_together_share_one_sync() {
    let folder = tempfile::tempdir().unwrap();
    let disk = FaultyDisk::default();
    let mut writer = writer(disk.clone(), folder.path(), 0);
    let (group, mut answers): (Vec<_>, Vec<_>) = (1..=50).map(pending).unzip();
    writer.write(group);
    assert_eq!(lock(&disk.plan).syncs, 1);
    let positions: Vec<_> = answers.iter_mut().map(|answer| answer.try_recv().unwrap().unwrap()).collect();
    assert_eq!(positions, (1..=50).map(Position).collect::<Vec<_>>());
}

#[test]
fn wherever_the_disk_fails_what_was_confirmed_is_there_in_order() {
    for fail_at in 1.. {
        let folder = tempfile::tempdir().unwrap();
        let disk = FaultyDisk::failing_at(fail_at);
        let mut writer = small_writer(disk.clone(), folder.path(), 700, 0);
        let confirmed = write_each(&mut writer, 1..=12);
        let failed = 12 - confirmed.len();
        assert!(failed <= 1, "a disk that works again is used again");
        let positions: Vec<_> = confirmed.iter().map(|(_, seq)| *seq).collect();
        assert_eq!(positions, (1..=confirmed.len() as u64).collect::<Vec<_>>());
        // What failed is not there: the numbers it had were given to what came after it.
        let expected: Vec<_> = confirmed.iter().map(|(n, _)| *n).collect();
        assert_eq!(said(folder.path(), 1, confirmed.len() as u64), expected, "failing at {fail_at}");
        assert_eq!(Folder::open(folder.path()).unwrap().last_seq, confirmed.len() as u64);
        if failed == 0 {
            assert!(fail_at > 20, "every step was tried");
            return;
        }
    }
}

#[test]
fn whenever_the_machine_dies_what_was_confirmed_is_there_in_order() {
    for die_at in 1.. {
        for survives in [Survives::WhatWasSynced, Survives::HalfOfTheRest, Survives::Everything] {
            let folder = tempfile::tempdir().unwrap();
            let disk = FaultyDisk::dying_at(die_at, survives);
            let mut writer = small_writer(disk.clone(), folder.path(), 700, 0);
            let confirmed = write_each(&mut writer, 1..=12);
            drop(writer);

            let opened = Folder::open(folder.path()).unwrap();
            let there = said(folder.path(), 1, opened.last_seq);
            let expected: Vec<_> = confirmed.iter().map(|(n, _)| *n).collect();
            assert!(there.starts_with(&expected), "dying at {die_at}: {there:?}, confirmed {expected:?}");
            assert!(there.len() <= expected.len() + 1, "dying at {die_at}: {there:?}");
            write_each(&mut writer_after(&opened), [99]);
            assert_eq!(said(folder.path(), 1, opened.last_seq + 1), [there, vec![99]].concat());
            if confirmed.len() == 12 {
                assert!(die_at > 20, "every step was tried");
                return;
            }
        }
    }
}

#[test]
fn a_routing_turn_that_was_not_written_is_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    // Creating the file, its header, the first group and its sync, then the second group.
    let mut writer = writer(FaultyDisk::failing_at(5), folder.path(), 0);
    let mut write = |n, seq| {
        let (pending, mut answer) = routed(n, seq);
        writer.write(vec![pending]);
        answer.try_recv().unwrap()
    };
    assert_eq!(write(1, 1), Ok(Position(1)));
    assert!(matches!(write(2, 2), Err(JournalError::Disk(_))));
    assert_eq!(write(3, 3), Err(JournalError::OutOfTurn { expected: 2, given: 3 }));
    assert_eq!(write(2, 2), Ok(Position(2)));
    assert_eq!(write(2, 2), Err(JournalError::OutOfTurn { expected: 3, given: 2 }));
}

fn writer_after(folder: &Folder) -> Writer<RealDisk> {
    writer(RealDisk, &folder.path, folder.last_seq)
}

/// A disk on which one step goes wrong.
#[derive(Clone, Default)]
struct FaultyDisk {
    plan: Arc<Mutex<Plan>>,
}

#[derive(Default)]
struct Plan {
    steps: u64,
    fail_at: Option<u64>,
    /// The machine dies at the failing step, and nothing works afterwards.
    dies: Option<Survives>,
    syncs: u64,
}

/// What is found on the disk of a machine that died.
#[derive(Clone, Copy)]
enum Survives {
    WhatWasSynced,
    HalfOfTheRest,
    Everything,
}

struct FaultyFile {
    file: File,
    written: u64,
    synced: u64,
    plan: Arc<Mutex<Plan>>,
}

impl FaultyDisk {
    fn failing_at(step: u64) -> Self {
        Self { plan: Arc::new(Mutex::new(Plan { fail_at: Some(step), ..Plan::default() })) }
    }

    fn dying_at(step: u64, survives: Survives) -> Self {
        Self {
            plan: Arc::new(Mutex::new(Plan { fail_at: Some(step), dies: Some(survives), ..Plan::default() })),
        }
    }
}

impl Plan {
    /// Whether this step works.
    fn step(&mut self) -> io::Result<()> {
        self.steps += 1;
        let fails = match (self.fail_at, self.dies) {
            (Some(at), Some(_)) => self.steps >= at,
            (Some(at), None) => self.steps == at,
            (None, _) => false,
        };
        if fails { Err(io::Error::other("the disk is broken")) } else { Ok(()) }
    }
}

impl Disk for FaultyDisk {
    type File = FaultyFile;

    fn create(&mut self, path: &Path) -> io::Result<FaultyFile> {
        lock(&self.plan).step()?;
        Ok(FaultyFile { file: File::create(path)?, written: 0, synced: 0, plan: self.plan.clone() })
    }
}

impl SegmentFile for FaultyFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let works = lock(&self.plan).step();
        // A write that fails has often written something.
        let written = if works.is_ok() { bytes } else { &bytes[..bytes.len() / 2] };
        SegmentFile::write_all(&mut self.file, written)?;
        self.written += written.len() as u64;
        works
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut plan = lock(&self.plan);
        plan.syncs += 1;
        plan.step()?;
        self.synced = self.written;
        Ok(())
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        lock(&self.plan).step()?;
        self.file.set_len(length)
    }
}

/// The end of the process or of the machine.
impl Drop for FaultyFile {
    fn drop(&mut self) {
        let plan = lock(&self.plan);
        let dead = plan.fail_at.is_some_and(|at| plan.steps >= at);
        let left = match plan.dies.filter(|_| dead) {
            None | Some(Survives::Everything) => return,
            Some(Survives::WhatWasSynced) => self.synced,
            Some(Survives::HalfOfTheRest) => self.synced + (self.written - self.synced) / 2,
        };
        self.file.set_len(left).unwrap();
    }
}
