//! Network file systems, which a database with a write-ahead log must not lie on: its readers and writers share memory,
//! which machines do not, and locks get lost (SQLite's documentation of the log, section 1, says so too).
//!
//! FUSE is let pass: it also serves drives of this machine, which cannot be told from far ones by their number.

use std::path::Path;

/// What Linux calls its network file systems by: `statfs(2)`, `linux/magic.h`.
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux numbers its file systems"))]
const NETWORK: [(u32, &str); 7] = [
    (0x0000_6969, "NFS"),
    (0x0000_517B, "SMB"),
    (0xFF53_4D42, "SMB"),
    (0xFE53_4D42, "SMB"),
    (0x5346_414F, "AFS"),
    (0x00C3_6400, "Ceph"),
    (0x7375_7245, "Coda"),
];

/// The name of the network file system that a folder lies on; `None` on a drive of this machine, and where the system
/// does not say (only Linux is asked).
pub(super) fn of(folder: &Path) -> Option<&'static str> {
    #[cfg(target_os = "linux")]
    return named(rustix::fs::statfs(folder).ok()?.f_type);
    #[cfg(not(target_os = "linux"))]
    return None;
}

/// The kernel's word is as wide as the machine's and may be signed: its number is in the lower 32 bits.
#[cfg(target_os = "linux")]
fn named(number: rustix::fs::FsWord) -> Option<&'static str> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the number is in the lower 32 bits")]
    let low = number as u32;
    NETWORK.iter().find(|(magic, _)| *magic == low).map(|(_, name)| *name)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_far_and_nothing_else() {
        assert_eq!(named(0x6969), Some("NFS"));
        assert_eq!(named(0xFF53_4D42), Some("SMB"));
        assert_eq!(named(0xEF53), None, "ext4");
        assert_eq!(named(0x0102_1994), None, "tmpfs");
        assert_eq!(of(Path::new("/proc")), None);
        assert_eq!(of(Path::new("/no such folder")), None);
    }
}
