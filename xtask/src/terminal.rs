//! What a person sees: one line when a step starts, one when it ends, and on a terminal a line that moves while
//! steps are running.

use std::{
    fmt,
    io::{self, IsTerminal, Write},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Between two signs of life of a long step where no line can move (a CI log).
const HEARTBEAT: Duration = Duration::from_secs(60);
/// Back to the first column, and the line emptied.
const ERASE: &str = "\r\x1b[2K";
const FRAMES: [char; 10] = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

pub struct Terminal {
    verbose: bool,
    moves: bool,
    screen: Mutex<Screen>,
}

struct Screen {
    out: Box<dyn Write + Send>,
    running: Vec<Running>,
}

#[derive(Debug)]
struct Running {
    step: String,
    since: Instant,
    last_beat: Instant,
    said: String,
}

impl Terminal {
    pub fn new(verbose: bool) -> Self {
        Self::on(Box::new(io::stdout()), verbose, io::stdout().is_terminal())
    }

    fn on(out: Box<dyn Write + Send>, verbose: bool, moves: bool) -> Self {
        Self { verbose, moves, screen: Mutex::new(Screen { out, running: vec![] }) }
    }

    pub fn print(&self, line: &str) {
        self.screen().write_line(self.moves, line);
    }

    pub fn step_started(&self, step: &str) {
        let now = Instant::now();
        let mut screen = self.screen();
        screen.write_line(self.moves, &format!("▸ {step}"));
        screen.running.push(Running {
            step: step.to_owned(),
            since: now,
            last_beat: now,
            said: String::new(),
        });
    }

    pub fn step_ended(&self, step: &str, line: &str) {
        let mut screen = self.screen();
        screen.write_line(self.moves, line);
        screen.running.retain(|it| it.step != step);
    }

    /// A line that a tool printed in `step`: shown at once with `--verbose`, else only the newest one, in passing.
    pub fn step_said(&self, step: &str, line: &str) {
        let mut screen = self.screen();
        if self.verbose {
            screen.write_line(self.moves, &format!("  {step} │ {line}"));
        }
        if let Some(it) = screen.running.iter_mut().find(|it| it.step == step) {
            line.trim().clone_into(&mut it.said);
        }
    }

    /// Draws the moving line, or where it cannot move says once a minute what is still running.
    pub fn tick(&self, now: Instant) {
        let mut screen = self.screen();
        if self.moves {
            if let Some(line) = progress(&screen.running, now, columns()) {
                screen.write(&format!("{ERASE}{line}"));
            }
            return;
        }
        for line in heartbeats(&mut screen.running, now) {
            screen.write(&line);
        }
    }

    fn screen(&self) -> MutexGuard<'_, Screen> {
        self.screen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Screen {
    fn write_line(&mut self, moves: bool, line: &str) {
        let erase = if moves && !self.running.is_empty() { ERASE } else { "" };
        self.write(&format!("{erase}{line}\n"));
    }

    /// A closed pipe (`cargo xtask tidy | head`) is no reason to fail: the exit code still tells.
    fn write(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
    }
}

/// `8.4 s`, `3 min 05 s`.
pub fn duration(length: Duration) -> String {
    let seconds = length.as_secs();
    if seconds < 60 {
        format!("{:.1} s", length.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

fn progress(running: &[Running], now: Instant, columns: usize) -> Option<String> {
    let oldest = running.first()?;
    let frame = FRAMES[(now.duration_since(oldest.since).as_millis() / 100) as usize % FRAMES.len()];
    let steps: Vec<String> = running
        .iter()
        .map(|it| format!("{} {} s · {}", it.step, now.duration_since(it.since).as_secs(), it.said))
        .collect();
    let line = format!("{frame} {}", steps.join("   "));
    Some(line.chars().filter(|it| !it.is_control()).take(columns.saturating_sub(1)).collect())
}

fn heartbeats(running: &mut [Running], now: Instant) -> Vec<String> {
    let due = running.iter_mut().filter(|it| now.duration_since(it.last_beat) >= HEARTBEAT);
    due.map(|it| {
        it.last_beat = now;
        format!("… {} {} · {}\n", it.step, duration(now.duration_since(it.since)), it.said)
    })
    .collect()
}

fn columns() -> usize {
    rustix::termios::tcgetwinsize(io::stdout()).map_or(80, |size| usize::from(size.ws_col).max(20))
}

impl fmt::Debug for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terminal")
            .field("verbose", &self.verbose)
            .field("moves", &self.moves)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Terminal {
        pub fn silent() -> Self {
            Self::on(Box::new(io::sink()), false, false)
        }
    }

    #[test]
    fn a_duration_reads_as_a_person_would_say_it() {
        assert_eq!(duration(Duration::from_millis(840)), "0.8 s");
        assert_eq!(duration(Duration::from_millis(59_940)), "59.9 s");
        assert_eq!(duration(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn the_moving_line_never_wraps_and_carries_no_control_codes() {
        let since = Instant::now();
        let said = format!("\x1b[32mCompiling\x1b[0m {}", "x".repeat(200));
        let running = [Running { step: "lints".to_owned(), since, last_beat: since, said }];
        let line = progress(&running, since + Duration::from_secs(3), 40).unwrap();
        assert_eq!(line.chars().count(), 39);
        assert!(line.contains("lints 3 s"));
        assert!(!line.contains('\x1b'));
        assert_eq!(progress(&[], since, 40), None);
    }

    #[test]
    fn where_no_line_can_move_a_long_step_speaks_up_once_a_minute() {
        let since = Instant::now();
        let mut running =
            [Running { step: "lints".into(), since, last_beat: since, said: "Checking store".into() }];
        assert!(heartbeats(&mut running, since + Duration::from_secs(59)).is_empty());
        let later = since + Duration::from_secs(61);
        assert_eq!(heartbeats(&mut running, later), ["… lints 1 min 01 s · Checking store\n"]);
        assert!(heartbeats(&mut running, later + Duration::from_secs(1)).is_empty());
    }
}
