//! Segments: the files the journal consists of.
//!
//! A segment is named after its first record and starts with a magic word and that number again. Records follow
//! each other without gaps. A segment ends where its records stop being whole, or where the next segment begins:
//! after a failed write the journal goes on in a new file, and the old one may hold remains of what failed.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use super::record::{self, HEAD_BYTES, Record};

const MAGIC: &[u8; 8] = b"NARUJNL1";
pub(super) const HEADER_BYTES: u64 = 16;
const EXTENSION: &str = "journal";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub first_seq: u64,
    pub path: PathBuf,
}

impl Segment {
    pub fn new(folder: &Path, first_seq: u64) -> Self {
        Self { first_seq, path: folder.join(format!("{first_seq:020}.{EXTENSION}")) }
    }

    /// The segments in a folder, in order.
    pub fn list(folder: &Path) -> io::Result<Vec<Self>> {
        let mut segments = vec![];
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            if let (Some(stem), Some(EXTENSION)) = (stem, path.extension().and_then(|it| it.to_str()))
                && let Ok(first_seq) = stem.parse()
            {
                segments.push(Self { first_seq, path });
            }
        }
        segments.sort_by_key(|segment| segment.first_seq);
        Ok(segments)
    }

    pub fn header(&self) -> Vec<u8> {
        [MAGIC.as_slice(), &self.first_seq.to_le_bytes()].concat()
    }

    pub fn read(&self) -> io::Result<SegmentReader> {
        SegmentReader::open(self)
    }
}

/// Reads a segment's whole records, one after the other.
pub(super) struct SegmentReader {
    file: BufReader<File>,
    first_seq: u64,
    /// Where the next record starts.
    offset: u64,
    next_seq: u64,
}

impl SegmentReader {
    fn open(segment: &Segment) -> io::Result<Self> {
        let mut file = BufReader::with_capacity(1 << 20, File::open(&segment.path)?);
        let mut header = [0; HEADER_BYTES as usize];
        // A segment whose very header was torn holds no record.
        let offset = match read_whole(&mut file, &mut header)? {
            true if header.as_slice() == segment.header() => HEADER_BYTES,
            true | false => 0,
        };
        Ok(Self { file, first_seq: segment.first_seq, offset, next_seq: segment.first_seq })
    }

    pub fn is_of(&self, segment: &Segment) -> bool {
        self.first_seq == segment.first_seq
    }

    /// The seq of the record that `next` gives.
    pub fn next_seq(&self) -> u64 {
        self.next_seq
    }

    /// How much of the file is whole so far.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// The next record, or `None` where no whole one follows (yet: a writer may add one, and it can be read then).
    pub fn next(&mut self) -> io::Result<Option<Record>> {
        if self.offset == 0 {
            return Ok(None);
        }
        let record = self.read_record()?;
        match &record {
            Some(record) => {
                self.offset += (HEAD_BYTES + record.payload.len()) as u64;
                self.next_seq += 1;
            }
            None => {
                self.file.seek(SeekFrom::Start(self.offset))?;
            }
        }
        Ok(record)
    }

    fn read_record(&mut self) -> io::Result<Option<Record>> {
        let mut head = [0; HEAD_BYTES];
        if !read_whole(&mut self.file, &mut head)? {
            return Ok(None);
        }
        let Some((length, checksum)) = record::decode_head(&head, self.next_seq) else {
            return Ok(None);
        };
        let mut payload = vec![0; length];
        if !read_whole(&mut self.file, &mut payload)? || record::checksum(self.next_seq, &payload) != checksum
        {
            return Ok(None);
        }
        Ok(Some(Record { seq: self.next_seq, payload }))
    }
}

/// Fills `into`; false when the file ends before that.
fn read_whole(file: &mut impl Read, into: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(into) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
