//! Papers outside the database: sealed bytes under random names, in a folder or a bucket. What is sealed, and by which key,
//! is told by table `attachments`.

use std::os::unix::fs::DirBuilderExt;
use std::sync::Arc;

use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt};

use super::error::StoreError;
use crate::config::FilesPlace;

/// The place of papers. Cheap to clone. Every call blocks: over HTTP it runs inside `web::block`.
#[derive(Clone)]
pub struct Files {
    place: Arc<dyn ObjectStore>,
    /// Before every name.
    prefix: Path,
}

impl Files {
    /// Opens the place; a folder is made, for its owner only.
    pub fn open(place: &FilesPlace) -> Result<Self, StoreError> {
        match place {
            FilesPlace::Folder(folder) => {
                let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
                made.map_err(|e| StoreError::Refused(format!("the folder of papers {} cannot be made: {e}", folder.display())))?;
                let local = LocalFileSystem::new_with_prefix(folder).map_err(|e| trouble(&e))?;
                Ok(Self { place: Arc::new(local.with_fsync(true)), prefix: Path::default() })
            }
            FilesPlace::S3(url) => s3(url),
        }
    }

    /// Keeps these bytes under a name.
    pub fn put(&self, name: &str, sealed: Vec<u8>) -> Result<(), StoreError> {
        wait(async { self.place.put(&self.at(name), sealed.into()).await.map(|_| ()).map_err(|e| trouble(&e)) })
    }

    /// The bytes of this name; none: they are not there.
    pub fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        wait(async {
            match self.place.get(&self.at(name)).await {
                Ok(found) => Ok(Some(found.bytes().await.map_err(|e| trouble(&e))?.to_vec())),
                Err(Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(trouble(&error)),
            }
        })
    }

    /// Forgets what has this name; that it is not there is well.
    pub fn delete(&self, name: &str) -> Result<(), StoreError> {
        wait(async {
            match self.place.delete(&self.at(name)).await {
                Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(trouble(&error)),
            }
        })
    }

    fn at(&self, name: &str) -> Path {
        self.prefix.clone().join(name)
    }
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Files({})", self.place)
    }
}

#[cfg(feature = "s3")]
fn s3(url: &str) -> Result<Files, StoreError> {
    let named = url.trim_start_matches("s3://").trim_end_matches('/');
    let (bucket, prefix) = named.split_once('/').unwrap_or((named, ""));
    let place = object_store::aws::AmazonS3Builder::from_env().with_bucket_name(bucket).build().map_err(|e| trouble(&e))?;
    Ok(Files { place: Arc::new(place), prefix: Path::from(prefix) })
}

#[cfg(not(feature = "s3"))]
fn s3(_: &str) -> Result<Files, StoreError> {
    Err(StoreError::Refused("this build has no S3: build it with `--features s3`".to_owned()))
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
        let files = Files::open(&FilesPlace::Folder(folder.path().join("f"))).unwrap();
        assert_eq!(files.get("x").unwrap(), None);
        files.put("x", b"sealed".to_vec()).unwrap();
        assert_eq!(files.get("x").unwrap().as_deref(), Some(&b"sealed"[..]));
        files.delete("x").unwrap();
        files.delete("x").unwrap();
        assert_eq!(files.get("x").unwrap(), None);
    }
}
