//! The `claimlog` program.
fn main() {}
