//! The few things the journal asks of a disk, so that tests can let them fail.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

use super::folder::sync_folder;

pub(super) trait Disk: Send + 'static {
    type File: SegmentFile;
    /// Makes a file that was not there, with its name on disk.
    fn create(&mut self, path: &Path) -> io::Result<Self::File>;
}

pub(super) trait SegmentFile: Send {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Returns once everything written is on the disk.
    fn sync(&mut self) -> io::Result<()>;
    /// Cuts the file off after `length` bytes.
    fn truncate(&mut self, length: u64) -> io::Result<()>;
}

pub(super) struct RealDisk;

impl Disk for RealDisk {
    type File = File;

    fn create(&mut self, path: &Path) -> io::Result<File> {
        // What stands under this name failed to be written completely and was never confirmed.
        let file = File::create(path)?;
        if let Some(folder) = path.parent() {
            sync_folder(folder)?;
        }
        Ok(file)
    }
}

impl SegmentFile for File {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        Write::write_all(self, bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }
}
