//! Papers outside the database: sealed bytes under random names in a folder. What is sealed, and by which key,
//! is told by table `attachments`.

use std::os::unix::fs::DirBuilderExt;
use std::sync::Arc;

use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt};

use super::error::StoreError;

/// The place of papers. Cheap to clone. Every call blocks: over HTTP it runs inside `web::block`.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// Opens the folder; it is made where it is not there, for its owner only.
    pub fn open(folder: &std::path::Path) -> Result<Self, StoreError> {
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|e| StoreError::Refused(format!("the folder of papers {} cannot be made: {e}", folder.display())))?;
        let local = LocalFileSystem::new_with_prefix(folder).map_err(|e| trouble(&e))?;
        Ok(Self(Arc::new(local.with_fsync(true))))
    }

    /// Keeps these bytes under a name.
    pub fn put(&self, name: &str, sealed: Vec<u8>) -> Result<(), StoreError> {
        wait(async { self.0.put(&Path::from(name), sealed.into()).await.map(|_| ()).map_err(|e| trouble(&e)) })
    }

    /// The bytes of this name; none: they are not there.
    pub fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        wait(async {
            match self.0.get(&Path::from(name)).await {
                Ok(found) => Ok(Some(found.bytes().await.map_err(|e| trouble(&e))?.to_vec())),
                Err(Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(trouble(&error)),
            }
        })
    }

    /// Forgets what has this name; that it is not there is well.
    pub fn delete(&self, name: &str) -> Result<(), StoreError> {
        wait(async {
            match self.0.delete(&Path::from(name)).await {
                Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(trouble(&error)),
            }
        })
    }
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Files({})", self.0)
    }
}

/// Runs to its end what the library has as a future: on the runtime of a request's thread, else on one of its own.
fn wait<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    if let Ok(running) = tokio::runtime::Handle::try_current() {
        return running.block_on(work);
    }
    let own = tokio::runtime::Builder::new_current_thread().enable_all().build();
    own.map_err(|_| StoreError::Unavailable("no runtime for papers"))?.block_on(work)
}

/// The library's own words may name a path: they go to the log, once.
fn trouble(error: &Error) -> StoreError {
    tracing::warn!(%error, "the place of papers did not do as asked");
    StoreError::Unavailable("the place of papers does not answer")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_until_they_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(&folder.path().join("f")).unwrap();
        assert_eq!(files.get("x").unwrap(), None);
        files.put("x", b"sealed".to_vec()).unwrap();
        assert_eq!(files.get("x").unwrap().as_deref(), Some(&b"sealed"[..]));
        files.delete("x").unwrap();
        files.delete("x").unwrap();
        assert_eq!(files.get("x").unwrap(), None);
    }
}
