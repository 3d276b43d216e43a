use proptest::prelude::*;

use super::{
    reader::{ReadError, Reader, opening_ranges},
    waveform::Waveform,
    writer::Writer,
    *,
};
use crate::{g711, wav};

const KEY: Key = [7; 32];
const ID: [u8; 16] = [9; 16];

/// Sound that differs at every moment and on both sides.
fn sound(samples: usize) -> Vec<u8> {
    (0..samples).flat_map(|n| [(n % 251) as u8, (n / 251 % 241) as u8]).collect()
}

/// A finished file with `samples` moments, pushed in pieces of these lengths over and over.
fn file(samples: usize, pieces: &[usize]) -> Vec<u8> {
    let mut out = vec![];
    let mut writer = Writer::begin(&KEY, ID, [1, 2, 3, 4, 5, 6, 7, 8], &mut out).unwrap();
    let pairs = sound(samples);
    let mut rest = &pairs[..];
    for piece in pieces.iter().cycle() {
        let (now, later) = rest.split_at((piece * 2).min(rest.len()));
        writer.push(now, &mut out).unwrap();
        rest = later;
        if rest.is_empty() {
            break;
        }
    }
    let duration = writer.finish(&mut out).unwrap();
    assert_eq!(duration, of_samples(samples as u64));
    out
}

fn open(file: &[u8]) -> Result<Reader, ReadError> {
    open_with(&KEY, file)
}

fn open_with(key: &Key, file: &[u8]) -> Result<Reader, ReadError> {
    let (beginning, end) = opening_ranges(file.len() as u64);
    Reader::open(key, file.len() as u64, slice(file, beginning), slice(file, end))
}

fn slice(file: &[u8], range: std::ops::Range<u64>) -> &[u8] {
    &file[range.start as usize..range.end as usize]
}

/// Everything in the file, as µ-law pairs.
fn read(file: &[u8]) -> Result<Vec<u8>, ReadError> {
    let reader = open(file)?;
    let chunks = 0..reader.chunks();
    reader.open_chunks(chunks.clone(), slice(file, reader.file_range(chunks)))
}

fn read_wav(file: &[u8], bytes: std::ops::Range<u64>) -> Result<Vec<u8>, ReadError> {
    let reader = open(file)?;
    let needed = reader.file_range(reader.chunks_of_wav(bytes.clone()));
    reader.wav(bytes, slice(file, needed))
}

#[test]
fn a_recording_plays_as_a_stereo_wav() {
    let file = file(20_000, &[160]);
    let reader = open(&file).unwrap();
    assert!(reader.is_finished());
    assert_eq!(reader.recording(), ID);
    assert_eq!((reader.duration().as_millis(), duration(file.len() as u64).as_millis()), (2_500, 2_500));
    let whole = read_wav(&file, 0..u64::MAX).unwrap();
    assert_eq!(whole.len() as u64, reader.wav_length());
    assert_eq!(whole[..44], wav::header(8_000, 2, 20_000));
    let expected: Vec<u8> =
        sound(20_000).into_iter().flat_map(|it| g711::mu_decode(it).to_le_bytes()).collect();
    assert!(whole[44..] == expected);
}

#[test]
fn a_file_that_is_still_written_plays_up_to_its_last_second() {
    let mut out = vec![];
    let mut writer = Writer::begin(&KEY, ID, [0; 8], &mut out).unwrap();
    assert_eq!(open(&out).unwrap().duration().as_millis(), 0);
    writer.push(&sound(8_000 * 3 + 5), &mut out).unwrap();
    let reader = open(&out).unwrap();
    assert_eq!((reader.is_finished(), reader.duration().as_secs()), (false, 3));
}

#[test]
fn a_recording_without_sound_is_a_recording() {
    for samples in [0, 1, 7_999, 8_000, 8_001, 16_000] {
        let file = file(samples, &[1_000]);
        assert!(open(&file).unwrap().is_finished());
        assert!(read(&file).unwrap() == sound(samples), "{samples}");
        assert_eq!(duration(file.len() as u64), of_samples(samples as u64));
    }
}

#[test]
fn what_is_no_recording_or_has_another_key_does_not_open() {
    assert_eq!(open(b"").err(), Some(ReadError::NotRecording));
    assert_eq!(open(&[0; 100]).err(), Some(ReadError::NotRecording));
    assert_eq!(open_with(&[8; 32], &file(10, &[10])).err(), Some(ReadError::Sealed));
}

#[test]
fn seconds_cannot_be_exchanged_dropped_or_taken_from_another_recording() {
    let whole = file(24_000, &[160]);
    let second = |n: usize| HEADER + n * CHUNK..HEADER + (n + 1) * CHUNK;
    let mut exchanged = whole.clone();
    exchanged[second(0)].copy_from_slice(&whole[second(1)]);
    assert_eq!(read(&exchanged), Err(ReadError::Sealed));
    let mut dropped = whole.clone();
    dropped.drain(second(1));
    assert_eq!(read(&dropped), Err(ReadError::Sealed));
    let mut longer = whole.clone();
    longer.push(0);
    assert_eq!(read(&longer), Err(ReadError::Sealed));
}

#[test]
fn the_waveform_has_ten_values_a_second() {
    let file = file(20_000, &[160]);
    let mut waveform = Waveform::default();
    waveform.push(&read(&file).unwrap());
    waveform.finish();
    assert_eq!((waveform.left.len(), waveform.right.len()), (25, 25));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn however_sound_was_pushed_it_reads_back(samples in 0usize..30_000, pieces in prop::collection::vec(1usize..9_000, 1..8)) {
        let file = file(samples, &pieces);
        prop_assert!(read(&file).unwrap() == sound(samples));
    }

    /// A crash may cut the file anywhere: every whole second before the cut is there.
    #[test]
    fn whatever_is_cut_off_the_whole_seconds_before_it_remain(samples in 0usize..30_000, cut in 0.0f64..1.0) {
        let whole = file(samples, &[160]);
        let kept = HEADER + ((whole.len() - HEADER) as f64 * cut) as usize;
        let seconds = (kept - HEADER) / CHUNK;
        prop_assert!(read(&whole[..kept]).unwrap() == sound(seconds * 8_000));
        prop_assert!(!open(&whole[..kept]).unwrap().is_finished());
    }

    #[test]
    fn any_changed_bit_is_an_error(samples in 0usize..20_000, place in 0.0f64..1.0, bit in 0u8..8) {
        let mut file = file(samples, &[160]);
        let at = ((file.len() - 1) as f64 * place) as usize;
        file[at] ^= 1 << bit;
        prop_assert!(read(&file).is_err());
    }

    #[test]
    fn any_range_of_the_wav_is_that_part_of_it(samples in 0usize..20_000, start in 0u64..90_000, length in 0u64..90_000) {
        let file = file(samples, &[160]);
        let whole = read_wav(&file, 0..u64::MAX).unwrap();
        let part = read_wav(&file, start..start + length).unwrap();
        let end = (start + length).min(whole.len() as u64);
        let start = start.min(end);
        prop_assert!(part == whole[start as usize..end as usize]);
    }

    /// Only the seconds that are asked for are fetched.
    #[test]
    fn a_range_costs_no_more_than_its_seconds(start in 44u64..300_000, length in 1u64..10_000) {
        let reader = open(&file(80_000, &[160])).unwrap();
        let needed = reader.file_range(reader.chunks_of_wav(start..start + length));
        prop_assert!(needed.end - needed.start <= 2 * CHUNK as u64);
    }
}
