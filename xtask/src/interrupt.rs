//! Ctrl-C, `kill` and a closed terminal: the running tools are told to end, every guard on the stack cleans up,
//! and nothing new starts. A second Ctrl-C kills.

use std::{
    collections::BTreeSet,
    process,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use anyhow::{Context, Result, bail};
use rustix::process::Signal;
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use crate::group::Group;

static REQUESTED: AtomicBool = AtomicBool::new(false);
static RUNNING: Mutex<BTreeSet<Group>> = Mutex::new(BTreeSet::new());

pub fn listen() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).context("signals cannot be caught")?;
    thread::spawn(move || {
        for _ in &mut signals {
            let again = REQUESTED.swap(true, Ordering::SeqCst);
            running().iter().for_each(|group| group.send(if again { Signal::KILL } else { Signal::TERM }));
            if again {
                process::exit(i32::from(crate::INTERRUPTED));
            }
        }
    });
    Ok(())
}

pub fn is_requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}

/// Refuses to go on once somebody asked to stop.
pub fn check() -> Result<()> {
    if is_requested() {
        bail!("interrupted");
    }
    Ok(())
}

/// The tools of `group` are told to end when somebody asks to stop, for as long as the answer lives.
pub fn watch(group: Group) -> Watched {
    running().insert(group);
    // The signal may have come between the start of the tool and the line above.
    if is_requested() {
        group.send(Signal::TERM);
    }
    Watched(group)
}

#[derive(Debug)]
pub struct Watched(Group);

impl Drop for Watched {
    fn drop(&mut self) {
        running().remove(&self.0);
    }
}

fn running() -> MutexGuard<'static, BTreeSet<Group>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
