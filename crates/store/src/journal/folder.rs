//! The journal's folder: whose it is, what a crash left in it.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use rand::{TryRng, rngs::SysRng};
use uuid::Uuid;

use super::segment::{HEADER_BYTES, Segment, SegmentReader};

/// A folder that is ours: nobody else writes a journal in it as long as this lives.
pub(super) struct Folder {
    pub path: PathBuf,
    /// Tells this journal from those of other nodes, and from one that stood here before.
    pub id: Uuid,
    /// The last whole record found, 0 when there was none.
    pub last_seq: u64,
    _lock: File,
}

/// Why the journal cannot be used, in words that say what to do.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("the journal folder {} cannot be used: {why}", folder.display())]
    Unusable { folder: PathBuf, why: String },
    #[error("another Naru is running with the journal in {}: stop it first, or give this one its own data", folder.display())]
    InUse { folder: PathBuf },
    /// A record in the middle is broken, though later ones were written to disk.
    #[error(
        "the journal {} is damaged after byte {offset}: call facts {first_lost} to {last_lost} cannot be read; check \
         the disk, then move this file away to go on without them",
        segment.display()
    )]
    Damaged { segment: PathBuf, offset: u64, first_lost: u64, last_lost: u64 },
}

impl Folder {
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let unusable =
            |why: io::Error| FolderError::Unusable { folder: path.to_owned(), why: why.to_string() };
        fs::create_dir_all(path).map_err(unusable)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join("lock"))
            .map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FolderError::InUse { folder: path.to_owned() }),
            Err(TryLockError::Error(why)) => return Err(unusable(why)),
        }
        let id = identity(path).map_err(unusable)?;
        let last_seq = recover(path)?;
        Ok(Self { path: path.to_owned(), id, last_seq, _lock: lock })
    }
}

/// Makes a new or removed name in a folder last.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

fn identity(folder: &Path) -> io::Result<Uuid> {
    let path = folder.join("identity");
    match fs::read_to_string(&path) {
        Ok(text) => Uuid::parse_str(text.trim())
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut bytes = [0; 16];
            SysRng.try_fill_bytes(&mut bytes).map_err(io::Error::other)?;
            let id = uuid::Builder::from_random_bytes(bytes).into_uuid();
            let draft = folder.join("identity.new");
            let mut file = File::create(&draft)?;
            file.write_all(id.to_string().as_bytes())?;
            file.sync_all()?;
            fs::rename(&draft, &path)?;
            sync_folder(folder)?;
            Ok(id)
        }
        Err(error) => Err(error),
    }
}

/// Finds the last whole record and cuts off what a crash left behind it.
fn recover(folder: &Path) -> Result<u64, FolderError> {
    let unusable = |why: io::Error| FolderError::Unusable { folder: folder.to_owned(), why: why.to_string() };
    let segments = Segment::list(folder).map_err(unusable)?;
    let mut last_seq = 0;
    for (at, segment) in segments.iter().enumerate() {
        let mut reader = segment.read().map_err(unusable)?;
        let end = segments.get(at + 1).map(|next| next.first_seq);
        while end.is_none_or(|end| reader.next_seq() < end) && reader.next().map_err(unusable)?.is_some() {}
        match end {
            Some(end) if reader.next_seq() < end && is_at_its_end(segment, &reader).map_err(unusable)? => {
                tracing::error!(
                    journal.first_lost = reader.next_seq(),
                    journal.last_lost = end - 1,
                    "Call facts {} to {} are missing from the journal: a file was taken away",
                    reader.next_seq(),
                    end - 1
                );
            }
            Some(end) if reader.next_seq() < end => {
                return Err(FolderError::Damaged {
                    segment: segment.path.clone(),
                    offset: reader.offset(),
                    first_lost: reader.next_seq(),
                    last_lost: end - 1,
                });
            }
            Some(_) => {}
            None => cut(segment, reader.offset()).map_err(unusable)?,
        }
        last_seq = end.unwrap_or(reader.next_seq()) - 1;
    }
    Ok(last_seq)
}

/// Whether the file ends with a whole record, so that nothing in it is damaged.
fn is_at_its_end(segment: &Segment, reader: &SegmentReader) -> io::Result<bool> {
    Ok(reader.offset() >= HEADER_BYTES && fs::metadata(&segment.path)?.len() == reader.offset())
}

/// What follows the last whole record was never reported as written.
fn cut(segment: &Segment, whole: u64) -> io::Result<()> {
    let file = File::options().write(true).open(&segment.path)?;
    let torn = file.metadata()?.len().saturating_sub(whole);
    if torn > 0 {
        tracing::warn!(
            journal.segment = %segment.path.display(),
            journal.offset = whole,
            journal.bytes = torn,
            "The journal ended in the middle of a record; cut off {torn} bytes that were never confirmed"
        );
        if whole < HEADER_BYTES {
            return std::fs::remove_file(&segment.path);
        }
        file.set_len(whole)?;
        file.sync_all()?;
    }
    Ok(())
}
