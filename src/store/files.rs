//! Papers outside the database: sealed bytes under random names, in a folder or in a bucket of S3. What is sealed, and by which
//! key, is told by table `attachments`.

use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt, RetryConfig};
use tokio::runtime::Handle;

use super::error::StoreError;
use crate::config::{Bucket, FilesPlace};
use crate::domain::zone::file_hour;

/// The place of papers. Cheap to clone. Every call blocks: over HTTP it runs inside `web::block`.
#[derive(Clone)]
pub struct Files {
    place: Arc<dyn ObjectStore>,
    /// What the connections to a bucket live in; a folder needs nothing of the kind.
    runtime: Option<Handle>,
    /// The folder, where it is one.
    folder: Option<PathBuf>,
}

impl Files {
    /// Opens this place.
    pub fn of(place: &FilesPlace) -> Result<Self, StoreError> {
        match place {
            FilesPlace::Folder(folder) => Self::open(folder),
            FilesPlace::Bucket(bucket) => Self::bucket(bucket),
        }
    }

    /// Opens the folder; it is made where it is not there, for its owner only.
    pub fn open(folder: &std::path::Path) -> Result<Self, StoreError> {
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|e| StoreError::Refused(format!("the folder of papers {} cannot be made: {e}", folder.display())))?;
        let local = LocalFileSystem::new_with_prefix(folder).map_err(|e| trouble(&e))?;
        Ok(Self { place: Arc::new(local.with_fsync(true)), runtime: None, folder: Some(folder.to_owned()) })
    }

    /// A bucket; nothing is asked of it yet.
    fn bucket(bucket: &Bucket) -> Result<Self, StoreError> {
        let local = bucket.endpoint.as_deref().is_some_and(|at| at.starts_with("http://"));
        let client = ClientOptions::new().with_connect_timeout(CONNECT).with_timeout(ANSWER).with_allow_http(local);
        let backoff = BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(1), base: 2.0 };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.keys.0)
            .with_secret_access_key(&bucket.keys.1)
            // Not every service has the deletion of many at once, and we delete one.
            .with_disable_bulk_delete(true)
            .with_retry(RetryConfig { backoff, max_retries: 2, retry_timeout: ANSWER })
            .with_client_options(client);
        if let Some(endpoint) = &bucket.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        let opened = builder.build().map_err(|e| StoreError::Refused(format!("the bucket of papers {bucket:?} cannot be opened: {e}")))?;
        let runtime = RUNTIME.clone().ok_or(StoreError::Unavailable("no runtime for papers"))?;
        Ok(Self { place: Arc::new(PrefixStore::new(opened, bucket.prefix.as_str())), runtime: Some(runtime), folder: None })
    }

    /// Keeps something there and takes it away again: whether papers will be taken.
    pub fn probe(&self) -> Result<(), StoreError> {
        let tried = self.put("probe", b"redress".to_vec()).and_then(|()| self.delete("probe"));
        tried.map_err(|_| StoreError::Refused("the place that REDRESS_FILES names does not keep papers: see the warning above".into()))
    }

    /// Keeps these bytes under a name.
    pub fn put(&self, name: &str, sealed: Vec<u8>) -> Result<(), StoreError> {
        self.wait(async { self.place.put(&Path::from(name), sealed.into()).await.map(|_| ()).map_err(|e| trouble(&e)) })?;
        // Of a file, and so in a backup, no more than the hour: it may be a secret letter's.
        if let Some(folder) = &self.folder {
            let cut = |file: std::fs::File| {
                let written = file.metadata()?.modified()?;
                file.set_modified(file_hour(written))
            };
            let set = std::fs::File::options().write(true).open(folder.join(name)).and_then(cut);
            set.map_err(|e| StoreError::Refused(format!("the folder of papers cannot be written: {}", e.kind())))?;
        }
        Ok(())
    }

    /// The bytes of this name; none: they are not there.
    pub fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.wait(async {
            match self.place.get(&Path::from(name)).await {
                Ok(found) => Ok(Some(found.bytes().await.map_err(|e| trouble(&e))?.to_vec())),
                Err(Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(trouble(&error)),
            }
        })
    }

    /// Forgets what has this name; that it is not there is well.
    pub fn delete(&self, name: &str) -> Result<(), StoreError> {
        self.wait(async {
            match self.place.delete(&Path::from(name)).await {
                Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(trouble(&error)),
            }
        })
    }
}

impl Files {
    /// Runs to its end what the library has as a future: on the runtime of the bucket, on that of a request's thread, else on
    /// one of its own.
    fn wait<T>(&self, work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        if let Some(running) = self.runtime.clone().or_else(|| Handle::try_current().ok()) {
            return running.block_on(work);
        }
        let own = tokio::runtime::Builder::new_current_thread().enable_all().build();
        own.map_err(|_| StoreError::Unavailable("no runtime for papers"))?.block_on(work)
    }
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Files({})", self.place)
    }
}

/// A connection to the bucket, and a whole answer, must not take longer.
const CONNECT: Duration = Duration::from_secs(5);
const ANSWER: Duration = Duration::from_secs(60);

/// One runtime for all buckets, on a thread of its own: connections outlive the call that opened them.
static RUNTIME: LazyLock<Option<Handle>> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let handle = runtime.handle().clone();
    let thread = std::thread::Builder::new().name("papers".into());
    thread.spawn(move || runtime.block_on(std::future::pending::<()>())).ok()?;
    Some(handle)
});

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
