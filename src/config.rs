//! Settings: from the command line or the environment, checked all at once before anything starts.

mod files;
mod limits;
mod mail;
mod metrics;
mod origin;
mod policy;
mod second_factor;
mod settings;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

pub use files::{Bucket, FilesPlace};
pub use limits::{Limits, Rates};
pub use mail::{IntakeAddress, MailConfig, SmtpUrl, Tls};
pub use metrics::MetricsToken;
pub use policy::{Keep, Policy};
pub use second_factor::SecondFactor;
pub use settings::{Settings, SettingsError};

/// Everything a running office is told, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder of database, keys, files and mails.
    pub data: PathBuf,
    /// `sqlite:PATH` or `postgres://...`.
    pub database_url: DatabaseUrl,
    /// Where papers are kept, sealed; of several instances one place that they share.
    pub files: FilesPlace,
    /// Where HTTP is answered.
    pub listen: SocketAddr,
    /// The address that people and other programs use, without a slash at its end.
    pub public_url: String,
    /// Certificate chain and key, PEM.
    pub tls: Option<TlsFiles>,
    /// Only these may say on whose behalf they ask (`X-Forwarded-For`).
    pub proxies: Vec<IpAddr>,
    pub log: LogConfig,
    pub limits: Limits,
    /// What the office decided about floods, and about how long it keeps what.
    pub policy: Policy,
    pub mail: MailConfig,
    /// Who may read `/metrics`; none: only this machine itself.
    pub metrics_token: Option<MetricsToken>,
    /// Who must have a second factor.
    pub second_factor: SecondFactor,
    /// What a password costs to check.
    pub password_cost: PasswordCost,
}

/// Files for TLS.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    pub certificates: PathBuf,
    pub key: PathBuf,
}

/// A database's address; its password is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// From an address whose scheme is one of `sqlite:`, `postgres:`, `postgresql:`.
    pub fn parse(url: &str) -> Option<Self> {
        ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)).then(|| Self(url.to_owned()))
    }

    /// The address, with its password.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}...", self.0.split_inclusive(':').next().unwrap_or_default())
    }
}

/// What is logged, and how.
#[derive(Debug, Clone)]
pub struct LogConfig {
    /// A filter of `tracing-subscriber`, e.g. `info,redress=debug`.
    pub filter: String,
    /// One JSON object a line instead of text.
    pub json: bool,
}

/// Parameters of Argon2id (RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl PasswordCost {
    /// 64 MiB, three passes.
    pub const PRODUCTION: Self = Self { memory_kib: 64 * 1024, passes: 3 };
}
