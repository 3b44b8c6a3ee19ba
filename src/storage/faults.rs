//! For tests: has the n-th step on the disk refused, as a full or broken disk would.

use std::cell::Cell;
use std::io;

thread_local! {
    static PLAN: Cell<Plan> = const { Cell::new(Plan { steps_left: u64::MAX, goes_on: false, error: 0 }) };
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

#[derive(Clone, Copy)]
struct Plan {
    steps_left: u64,
    goes_on: bool,
    error: i32,
}

/// Has step `n`, counted from 0, refused with this error of the system, and all after it if the disk stays broken.
pub(super) fn refuse(n: u64, goes_on: bool, error: i32) {
    PLAN.set(Plan { steps_left: n, goes_on, error });
}

/// Has nothing refused, and returns how many steps there have been since the last time.
pub(super) fn stop() -> u64 {
    refuse(u64::MAX, false, 0);
    STEPS.replace(0)
}

pub(super) fn before_each_step() -> io::Result<()> {
    STEPS.set(STEPS.get() + 1);
    let plan = PLAN.get();
    match plan.steps_left {
        0 => {
            if !plan.goes_on {
                refuse(u64::MAX, false, 0);
            }
            Err(io::Error::from_raw_os_error(plan.error))
        }
        left => {
            PLAN.set(Plan { steps_left: left - 1, ..plan });
            Ok(())
        }
    }
}
