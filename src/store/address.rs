//! Which database: `sqlite:` and a file, or `postgres:`. Nothing else is taken.

use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// A database by its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// The path of the file.
    Sqlite(String),
    /// The whole address, for libpq.
    Postgres(String),
}

/// File systems on which SQLite's locks or shared memory do not hold.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "gpfs",
    "ocfs2",
    "gfs2",
    "beegfs",
    "davfs",
    "fuse.sshfs",
    "fuse.glusterfs",
    "fuse.s3fs",
    "fuse.rclone",
    "fuse.ceph",
    "fuse.ceph-fuse",
    "fuse.davfs2",
];

impl Address {
    /// Reads an address; the error lists what is taken, without the address, which may hold a password.
    pub(super) fn parse(url: &str) -> Result<Self, StoreError> {
        let refused = |why: &str| Err(StoreError::Refused(format!("{why}; taken are sqlite:<file> and postgres://<server>/<database>")));
        if let Some(rest) = url.strip_prefix("sqlite:") {
            let path = rest.strip_prefix("//").unwrap_or(rest);
            if path.is_empty() || path.contains(":memory:") || path.starts_with("file:") || path.contains(['?', '\0']) {
                return refused("sqlite: needs the path of a file");
            }
            return Ok(Self::Sqlite(path.to_owned()));
        }
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        refused("the database address has another scheme")
    }
}

/// Makes the file if it is absent, readable by its owner only, and refuses a network file system.
pub(super) fn prepare_file(path: &str) -> Result<(), StoreError> {
    let path = Path::new(path);
    let opened = std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(path);
    opened.map_err(|_| StoreError::Refused(format!("the database file {} cannot be written", path.display())))?;
    let whole = path.canonicalize().unwrap_or_else(|_| PathBuf::from(path));
    // Elsewhere than on Linux there is no such list, and nothing to check it by.
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    match file_system(&mounts, &whole) {
        Some(kind) if NETWORK.contains(&kind) => Err(StoreError::Refused(format!(
            "{} lies on the network file system {kind}, where SQLite loses data: use a local disk, or PostgreSQL",
            path.display()
        ))),
        Some(_) | None => Ok(()),
    }
}

/// The kind of the file system that holds this path: that of the longest mount point above it, the last of equals.
fn file_system<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let point = fields.nth(1)?.replace("\\040", " ");
            let kind = fields.next()?;
            path.starts_with(&point).then_some((point.len(), kind))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_schemes_are_taken() {
        assert_eq!(Address::parse("sqlite:data/a.db").unwrap(), Address::Sqlite("data/a.db".into()));
        assert_eq!(Address::parse("sqlite:///var/a.db").unwrap(), Address::Sqlite("/var/a.db".into()));
        assert!(matches!(Address::parse("postgresql://u@h/d").unwrap(), Address::Postgres(_)));
        for wrong in ["mysql://u:secret@h/d", "", "data/a.db", "sqlite:", "sqlite::memory:", "sqlite:file:a?mode=ro", "SQLITE:a"] {
            let Err(StoreError::Refused(why)) = Address::parse(wrong) else { panic!("{wrong} was taken") };
            assert!(why.contains("sqlite:") && why.contains("postgres:") && !why.contains("secret"), "{why}");
        }
    }

    #[test]
    fn the_nearest_mount_decides() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv nfs4 rw 0 0\n/dev/sdb1 /srv/local\\040disk xfs rw 0 0\n";
        assert_eq!(file_system(mounts, Path::new("/home/a.db")), Some("ext4"));
        assert_eq!(file_system(mounts, Path::new("/srv/a.db")), Some("nfs4"));
        assert_eq!(file_system(mounts, Path::new("/srv/local disk/a.db")), Some("xfs"));
        assert_eq!(file_system(mounts, Path::new("/srvx/a.db")), Some("ext4"));
    }
}
