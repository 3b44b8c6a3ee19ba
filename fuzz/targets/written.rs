//! A story that is being written, as it is jotted down, as a fuzzer makes them up.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/common/promises.rs"]
mod promises;

fuzz_target!(|bytes: &[u8]| promises::keep("written", bytes));
