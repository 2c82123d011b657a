//! Claims are read on one thread and made bytes on another: a report of a million claims takes little longer than its reading.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::thread;

use super::outcome::Outcome;
use super::rows::{Failure, Rows};
use crate::model::Record;

/// Claims that are handed over at once: enough to make the handing over cheap, few enough to stay small in memory.
const BATCH: usize = 256;
/// Batches that wait at most.
const WAITING: usize = 4;

/// Writes what `make` makes of the claims, batch by batch and in their order.
///
/// # Errors
/// When the database cannot be read, or `out` not written; with the first error of `make`.
pub(super) fn written(
    rows: &Rows<'_>,
    outcome: &mut Outcome,
    out: &mut dyn Write,
    mut make: impl FnMut(Vec<Record>) -> io::Result<Vec<u8>> + Send,
) -> anyhow::Result<()> {
    thread::scope(|scope| {
        let (to_make, batches) = sync_channel::<Vec<Record>>(WAITING);
        let (to_write, made) = channel();
        scope.spawn(move || {
            for batch in batches {
                if to_write.send(make(batch)).is_err() {
                    return; // nobody writes any more: an error is on its way
                }
            }
        });
        let mut batch = Vec::with_capacity(BATCH);
        rows.each_owned(outcome, |record| {
            batch.push(record);
            if batch.len() == BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                to_make.send(full).map_err(|_| Failure::Write(gone()))?;
                made.try_iter().try_for_each(|bytes| out.write_all(&bytes?))?;
            }
            Ok(())
        })?;
        to_make.send(batch).map_err(|_| gone())?;
        drop(to_make);
        rest(&made, out)
    })
}

/// Writes what is still to come.
fn rest(made: &Receiver<io::Result<Vec<u8>>>, out: &mut dyn Write) -> anyhow::Result<()> {
    made.iter().try_for_each(|bytes| Ok(out.write_all(&bytes?)?))
}

fn gone() -> io::Error {
    io::Error::other("the writer of the report stopped")
}
