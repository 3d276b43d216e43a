//! Sound on its way through a call: packets, codecs, keys, clips, recordings, and the words in which two sides agree
//! on them.
//!
//! Everything runs on frames of 20 ms at 8 kHz ([`frame`]). A [`receiver`] turns packets into frames, a [`sender`]
//! frames into packets; a [`player`] makes frames of clips, a [`recording`] keeps them. Nothing here opens a socket,
//! reads a clock or rolls dice: `now` and random numbers are arguments, so a call with loss, jitter and drift is a
//! unit test. The path of a packet allocates nothing once a call has warmed up.

pub mod clip;
pub mod codec;
pub mod conceal;
pub mod delay;
pub mod dtmf;
pub mod format;
pub mod frame;
pub mod g711;
pub mod goertzel;
pub mod jitter;
pub mod loudness;
pub mod pitch;
pub mod player;
pub mod receiver;
pub mod recording;
pub mod resample;
pub mod rtcp;
pub mod rtp;
pub mod sdp;
pub mod sender;
pub mod sound_file;
pub mod tone;
pub mod tune;
pub mod wav;
