//! The engine on any text: no panic, spans that hold, in order and apart, the same claims every time.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run -s none extract -- -dict=fuzz/extract.dict -max_total_time=600`

#![no_main]

#[path = "../../tests/it/laws.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| laws::hold(text));
