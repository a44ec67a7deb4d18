//! Where papers are kept: a folder, or a bucket of an S3 service.

use std::path::{Path, PathBuf};

/// The place of papers. Each lies sealed, under a random name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesPlace {
    Folder(PathBuf),
    /// `s3://BUCKET/PREFIX`; address and keys of the service come from its own environment variables (`AWS_*`).
    S3(String),
}

impl FilesPlace {
    /// As it is set; absent: `files` in the data folder. The error says what is wrong.
    pub fn parse(written: Option<&str>, data: &Path) -> Result<Self, String> {
        match written.map(str::trim) {
            None | Some("") => Ok(Self::Folder(data.join("files"))),
            Some(url) if url.starts_with("s3://") => s3(url),
            Some(other) if other.contains("://") => Err("takes a folder or s3://BUCKET/PREFIX".to_owned()),
            Some(folder) => Ok(Self::Folder(folder.into())),
        }
    }
}

fn s3(url: &str) -> Result<FilesPlace, String> {
    let bucket = url.trim_start_matches("s3://").split('/').next().unwrap_or_default();
    if bucket.is_empty() {
        return Err("s3:// names no bucket".to_owned());
    }
    if cfg!(feature = "s3") {
        Ok(FilesPlace::S3(url.to_owned()))
    } else {
        Err("this build has no S3: build it with `--features s3`".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_or_a_bucket() {
        let place = |written| FilesPlace::parse(written, Path::new("d"));
        assert_eq!(place(None), Ok(FilesPlace::Folder("d/files".into())));
        assert_eq!(place(Some("/srv/papers")), Ok(FilesPlace::Folder("/srv/papers".into())));
        assert!(place(Some("ftp://x")).is_err() && place(Some("s3://")).is_err());
        assert_eq!(place(Some("s3://papers/redress")).is_ok(), cfg!(feature = "s3"));
    }
}
