//! Files: recordings and sounds, in a folder or in an S3 bucket.

use std::{fmt, ops::Range, path::PathBuf, sync::Arc};

use domain::id::{RecordingId, TenantId};
use futures_util::TryStreamExt;
use object_store::{
    ObjectStore, ObjectStoreExt, WriteMultipart, local::LocalFileSystem, path::Path as ObjectPath,
};
use tokio::io::AsyncReadExt;

#[derive(Clone, PartialEq, Eq)]
pub enum FilesConfig {
    /// A folder of this machine; made if it is not there.
    Folder(PathBuf),
    /// A bucket of S3 or of something that speaks like it. Needs the cargo feature `s3`.
    S3(S3Config),
}

#[derive(Clone, PartialEq, Eq)]
pub struct S3Config {
    pub bucket: String,
    pub region: String,
    /// Where the bucket is, unless it is at Amazon.
    pub endpoint: Option<String>,
    pub access_key_id: String,
    pub secret_access_key: String,
}

/// Why the file store cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    #[error("the folder for files, {}, cannot be used: {why}", folder.display())]
    Folder { folder: PathBuf, why: String },
    #[error("this Naru was built without S3; build it with the feature `s3`, or keep files in a folder")]
    WithoutS3,
    #[error("the bucket {bucket} cannot be used: {why}")]
    Bucket { bucket: String, why: String },
}

/// Why one file could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("there is no file {0}")]
    Missing(FileKey),
    #[error("the file {key} cannot be reached: {why}")]
    Unavailable { key: String, why: String },
}

/// A file's name in the store, such as `tenants/<id>/recordings/<id>.nrec`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileKey(ObjectPath);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} does not name a file")]
pub struct FileKeyError(pub String);

#[derive(Clone)]
pub struct Files {
    files: Arc<dyn ObjectStore>,
}

/// Files are sent in pieces of this size, which is also the least S3 takes.
const PIECE_BYTES: usize = 5 * 1024 * 1024;
const PIECES_AT_ONCE: usize = 2;
/// A file is read through this much memory: most recordings are smaller than one piece, and many end at once.
const READ_BYTES: usize = 128 * 1024;

impl FileKey {
    pub fn recording(tenant: TenantId, recording: RecordingId) -> Self {
        Self(ObjectPath::from(format!("tenants/{}/recordings/{}.nrec", tenant.uuid(), recording.uuid())))
    }

    /// A sound, by the hash of its content: letters and digits.
    pub fn clip(hash: &str) -> Result<Self, FileKeyError> {
        if hash.is_empty() || !hash.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(FileKeyError(hash.to_owned()));
        }
        Ok(Self(ObjectPath::from(format!("clips/{hash}"))))
    }

    /// A key as a row keeps it.
    pub fn parse(text: &str) -> Result<Self, FileKeyError> {
        let path = ObjectPath::parse(text).map_err(|_| FileKeyError(text.to_owned()))?;
        if path.as_ref().is_empty() { Err(FileKeyError(text.to_owned())) } else { Ok(Self(path)) }
    }

    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }
}

impl Files {
    pub(crate) async fn open(config: &FilesConfig) -> Result<Self, FilesError> {
        match config {
            FilesConfig::Folder(folder) => {
                let error = |why: String| FilesError::Folder { folder: folder.clone(), why };
                tokio::fs::create_dir_all(folder).await.map_err(|why| error(why.to_string()))?;
                let files = LocalFileSystem::new_with_prefix(folder).map_err(|why| error(why.to_string()))?;
                // The original is deleted once the store has a recording, so the store must really have it.
                Ok(Self { files: Arc::new(files.with_fsync(true)) })
            }
            FilesConfig::S3(s3) => Self::open_s3(s3),
        }
    }

    /// Copies a file of this machine into the store; tells its size. Readers see all of it or none.
    pub async fn put(&self, key: &FileKey, from: &std::path::Path) -> Result<u64, FileError> {
        let unreadable = |why: std::io::Error| FileError::Unavailable {
            key: key.to_string(),
            why: format!("{} cannot be read: {why}", from.display()),
        };
        let mut source = tokio::fs::File::open(from).await.map_err(unreadable)?;
        let upload = self.files.put_multipart(&key.0).await.map_err(|error| key.error(error))?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, PIECE_BYTES);
        let mut bytes = 0;
        let mut read_into = vec![0; READ_BYTES];
        loop {
            let read = source.read(&mut read_into).await.map_err(unreadable)?;
            if read == 0 {
                break;
            }
            bytes += read as u64;
            upload.wait_for_capacity(PIECES_AT_ONCE).await.map_err(|error| key.error(error))?;
            upload.write(&read_into[..read]);
        }
        upload.finish().await.map_err(|error| key.error(error))?;
        Ok(bytes)
    }

    pub async fn put_bytes(&self, key: &FileKey, bytes: Vec<u8>) -> Result<(), FileError> {
        self.files.put(&key.0, bytes.into()).await.map_err(|error| key.error(error))?;
        Ok(())
    }

    pub async fn get(&self, key: &FileKey) -> Result<Vec<u8>, FileError> {
        let found = self.files.get(&key.0).await.map_err(|error| key.error(error))?;
        Ok(found.bytes().await.map_err(|error| key.error(error))?.into())
    }

    /// The bytes from `range.start` to before `range.end`, fewer where the file ends.
    pub async fn get_range(&self, key: &FileKey, range: Range<u64>) -> Result<Vec<u8>, FileError> {
        let size = self.size(key).await?;
        let range = range.start.min(size)..range.end.min(size);
        if range.is_empty() {
            return Ok(vec![]);
        }
        let bytes = self.files.get_range(&key.0, range).await.map_err(|error| key.error(error))?;
        Ok(bytes.into())
    }

    /// In bytes.
    pub async fn size(&self, key: &FileKey) -> Result<u64, FileError> {
        Ok(self.files.head(&key.0).await.map_err(|error| key.error(error))?.size)
    }

    /// A file that is not there is deleted already.
    pub async fn delete(&self, key: &FileKey) -> Result<(), FileError> {
        match self.files.delete(&key.0).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(key.error(error)),
        }
    }

    /// The files of a tenant, in no particular order.
    pub async fn list_of(&self, tenant: TenantId) -> Result<Vec<FileKey>, FileError> {
        let folder = ObjectPath::from(format!("tenants/{}", tenant.uuid()));
        let found: Vec<_> = self
            .files
            .list(Some(&folder))
            .try_collect()
            .await
            .map_err(|error| FileKey(folder.clone()).error(error))?;
        Ok(found.into_iter().map(|file| FileKey(file.location)).collect())
    }

    #[cfg(feature = "s3")]
    fn open_s3(config: &S3Config) -> Result<Self, FilesError> {
        let mut builder = object_store::aws::AmazonS3Builder::new()
            .with_bucket_name(&config.bucket)
            .with_region(&config.region)
            .with_access_key_id(&config.access_key_id)
            .with_secret_access_key(&config.secret_access_key);
        if let Some(endpoint) = &config.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        let files = builder
            .build()
            .map_err(|why| FilesError::Bucket { bucket: config.bucket.clone(), why: why.to_string() })?;
        Ok(Self { files: Arc::new(files) })
    }

    #[cfg(not(feature = "s3"))]
    fn open_s3(_: &S3Config) -> Result<Self, FilesError> {
        Err(FilesError::WithoutS3)
    }
}

impl FileKey {
    fn error(&self, error: object_store::Error) -> FileError {
        match error {
            object_store::Error::NotFound { .. } => FileError::Missing(self.clone()),
            other => FileError::Unavailable { key: self.to_string(), why: other.to_string() },
        }
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for FilesConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "Folder({})", folder.display()),
            Self::S3(s3) => write!(f, "S3({})", s3.bucket),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn files() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(&FilesConfig::Folder(folder.path().join("files"))).await.unwrap();
        (folder, files)
    }

    #[tokio::test]
    async fn a_file_is_read_back_whole_and_in_parts() {
        let (folder, files) = files().await;
        let key = FileKey::recording(TenantId::sample(1), RecordingId::sample(2));
        // More than one piece, so that their order shows.
        let sound: Vec<u8> = (0..PIECE_BYTES + 1_000).map(|at| (at / 1_000) as u8).collect();
        let spool = folder.path().join("spool");
        std::fs::write(&spool, &sound).unwrap();

        assert_eq!(files.put(&key, &spool).await.unwrap(), sound.len() as u64);
        assert_eq!(files.size(&key).await.unwrap(), sound.len() as u64);
        assert!(files.get(&key).await.unwrap() == sound);
        assert_eq!(files.get_range(&key, 5_000..5_010).await.unwrap(), sound[5_000..5_010]);
        let end = sound.len() as u64;
        assert_eq!(files.get_range(&key, end - 3..end + 100).await.unwrap().len(), 3);
        assert!(files.get_range(&key, end + 1..end + 2).await.unwrap().is_empty());
        assert_eq!(FileKey::parse(key.as_str()).unwrap(), key);
    }

    #[tokio::test]
    async fn a_tenants_files_are_listed_and_deleted_apart_from_the_others() {
        let (_folder, files) = files().await;
        let ours = FileKey::recording(TenantId::sample(1), RecordingId::sample(1));
        let theirs = FileKey::recording(TenantId::sample(2), RecordingId::sample(1));
        let clip = FileKey::clip("a1b2").unwrap();
        for key in [&ours, &theirs, &clip] {
            files.put_bytes(key, b"sound".to_vec()).await.unwrap();
        }
        assert_eq!(files.list_of(TenantId::sample(1)).await.unwrap(), std::slice::from_ref(&ours));
        files.delete(&ours).await.unwrap();
        files.delete(&ours).await.unwrap();
        assert!(matches!(files.get(&ours).await, Err(FileError::Missing(_))));
        assert_eq!(files.get(&theirs).await.unwrap(), b"sound");
        assert!(files.list_of(TenantId::sample(3)).await.unwrap().is_empty());
    }

    #[test]
    fn a_key_never_leaves_the_store() {
        for bad in ["", "../secret", "a/b", "a.wav"] {
            assert!(FileKey::clip(bad).is_err(), "{bad}");
        }
        for bad in ["", "clips/../../etc/passwd", "/"] {
            assert!(FileKey::parse(bad).is_err(), "{bad}");
        }
    }

    #[cfg(not(feature = "s3"))]
    #[tokio::test]
    async fn without_s3_a_bucket_is_refused_with_a_way_out() {
        let s3 = S3Config {
            bucket: "recordings".to_owned(),
            region: "ap-northeast-2".to_owned(),
            endpoint: None,
            access_key_id: "id".to_owned(),
            secret_access_key: "secret".to_owned(),
        };
        let config = FilesConfig::S3(s3);
        assert_eq!(format!("{config:?}"), "S3(recordings)");
        assert!(matches!(Files::open(&config).await, Err(FilesError::WithoutS3)));
    }
}
