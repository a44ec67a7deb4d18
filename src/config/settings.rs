//! What can be set, as it is written; [`Settings::check`] makes a [`Config`] of it or tells everything that is wrong.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use lettre::message::Mailbox;

use super::origin::{authority, is_origin};
use super::{
    Bucket, Config, DatabaseUrl, FilesPlace, IntakeAddress, Limits, LogConfig, MailConfig, MetricsToken, PasswordCost, Policy, Rates,
    SecondFactor, SmtpUrl, TlsFiles, mail,
};

/// Settings of every command that opens the office.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Settings {
    /// Folder of database, keys, files and mails [default: ./data; of the demo: ./demo-data]
    #[arg(long, env = "REDRESS_DATA", global = true)]
    pub data: Option<PathBuf>,
    /// `sqlite:PATH` or `postgres://USER@HOST/NAME` [default: sqlite in the data folder]
    #[arg(long, env = "REDRESS_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// A file that holds the database's address, so that its password is in no process list
    #[arg(long, env = "REDRESS_DATABASE_URL_FILE", global = true)]
    pub database_url_file: Option<PathBuf>,
    /// Where papers are kept: a folder, or `s3://BUCKET/PREFIX?region=REGION&endpoint=URL`; several instances share it
    /// [default: `files` in the data folder]
    #[arg(long, env = "REDRESS_FILES", global = true)]
    pub files: Option<String>,
    /// The id of the key that opens the bucket
    #[arg(long, env = "REDRESS_S3_KEY_ID", global = true)]
    pub s3_key_id: Option<String>,
    /// The secret key that opens the bucket
    #[arg(long, env = "REDRESS_S3_SECRET_KEY", hide_env_values = true, global = true)]
    pub s3_secret_key: Option<String>,
    /// A file that holds the secret key, so that it is in no process list
    #[arg(long, env = "REDRESS_S3_SECRET_KEY_FILE", global = true)]
    pub s3_secret_key_file: Option<PathBuf>,
    /// Address and port to answer on
    #[arg(long, env = "REDRESS_LISTEN", default_value = "127.0.0.1:8080", global = true)]
    pub listen: String,
    /// The address people use, e.g. `https://redress.example` [default: that of --listen]
    #[arg(long, env = "REDRESS_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// Certificate chain, PEM
    #[arg(long, env = "REDRESS_TLS_CERT", global = true)]
    pub tls_cert: Option<PathBuf>,
    /// Private key, PEM
    #[arg(long, env = "REDRESS_TLS_KEY", global = true)]
    pub tls_key: Option<PathBuf>,
    /// Addresses of the proxies in front, separated by commas: they end TLS and say who asks
    #[arg(long, env = "REDRESS_BEHIND_PROXY", global = true)]
    pub behind_proxy: Option<String>,
    /// What is logged, e.g. `info` or `warn,redress=debug`
    #[arg(long, env = "REDRESS_LOG", default_value = "info", global = true)]
    pub log: String,
    /// `text` or `json`
    #[arg(long, env = "REDRESS_LOG_FORMAT", default_value = "text", global = true)]
    pub log_format: String,
    /// Requests a minute from one source, e.g. `sign_in=20,intake=20,track=30,all=3000,strangers=30000`
    #[arg(long, env = "REDRESS_RATES", global = true)]
    pub rates: Option<String>,
    /// Who must have a second factor to sign in: `privileged` (supervisors and admins), `all`, `off` [default: privileged; off where
    /// nobody but this machine reaches the office: a loopback address without TLS and proxy]
    #[arg(long, env = "REDRESS_SECOND_FACTOR", global = true)]
    pub second_factor: Option<String>,
    /// A browser in which nothing was asked for so long is signed out: `90m`, `8h`, from 10m to 12h [default: 2h]
    #[arg(long, env = "REDRESS_SESSION_IDLE", global = true)]
    pub session_idle: Option<String>,
    /// Letters of the public that a unit takes in an hour as they come; those beyond are receipted and wait apart [default: 200]
    #[arg(long, env = "REDRESS_FLOOD", global = true)]
    pub flood: Option<u32>,
    /// Years after which what says who somebody was is destroyed, e.g. `filed=1,closed=10` [default: never; filed letters whose
    /// time is over are only listed]
    #[arg(long, env = "REDRESS_KEEP", global = true)]
    pub keep: Option<String>,
    /// A file that holds the token with which /metrics may be read [default: only this machine reads it]
    #[arg(long, env = "REDRESS_METRICS_TOKEN_FILE", global = true)]
    pub metrics_token_file: Option<PathBuf>,
    /// The mail server, e.g. `smtps://USER:PASSWORD@mail.example.vn` [default: mails are written as files into the data folder]
    #[arg(long, env = "REDRESS_SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,
    /// A file that holds the mail server's address, so that its password is in no process list
    #[arg(long, env = "REDRESS_SMTP_URL_FILE", global = true)]
    pub smtp_url_file: Option<PathBuf>,
    /// Certificates trusted beside the system's, PEM, of a mail server with one of the office's own making
    #[arg(long, env = "REDRESS_SMTP_CA_FILE", global = true)]
    pub smtp_ca_file: Option<PathBuf>,
    /// The address whose mails are given to `redress intake mail`, e.g. `khieunai@example.vn`: mails to senders may be answered
    #[arg(long, env = "REDRESS_INTAKE_ADDRESS", global = true)]
    pub intake_address: Option<String>,
    /// From whom mails come, e.g. `redress@example.vn` or `Our Office <redress@example.vn>` (default: redress at the public host)
    #[arg(long, env = "REDRESS_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
    /// Where answers to mails go [default: to the sender's address]
    #[arg(long, env = "REDRESS_MAIL_REPLY_TO", global = true)]
    pub mail_reply_to: Option<String>,
    /// How long to wait before a mail is tried again, e.g. `30s` or `5m`; each next wait doubles, up to an hour [default: 1m]
    #[arg(long, env = "REDRESS_MAIL_RETRY_FIRST", global = true)]
    pub mail_retry_first: Option<String>,
}

/// Everything that is wrong with the settings, one line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError(pub Vec<String>);

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for SettingsError {}

/// A setting that can be given itself or as a file that holds it.
fn secret(name: &str, given: Option<&str>, file: Option<&Path>, wrong: &mut Vec<String>) -> Option<String> {
    match (given, file) {
        (Some(_), Some(_)) => {
            wrong.push(format!("{name} and {name}_FILE: set one of them"));
            None
        }
        (Some(given), None) => Some(given.to_owned()),
        (None, Some(file)) => match std::fs::read_to_string(file) {
            Ok(held) => Some(held.trim().to_owned()),
            Err(error) => {
                wrong.push(format!("{name}_FILE: {} cannot be read: {error}", file.display()));
                None
            }
        },
        (None, None) => None,
    }
}

impl Settings {
    /// The same, in this folder unless another is set.
    #[must_use]
    pub fn in_folder(&self, folder: &str) -> Self {
        Self { data: Some(self.data.clone().unwrap_or_else(|| folder.into())), ..self.clone() }
    }

    fn folder(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| "./data".into())
    }

    /// Checks everything and tells all that is wrong at once.
    pub fn check(&self) -> Result<Config, SettingsError> {
        let mut wrong = Vec::new();
        let database_url = self.database(&mut wrong);
        let listen = self.listen.parse::<SocketAddr>().map_err(|_| {
            wrong.push(format!("REDRESS_LISTEN: `{}` is not an address with a port, e.g. 127.0.0.1:8080", self.listen));
        });
        let tls = self.tls(&mut wrong);
        let proxies = self.proxies(&mut wrong);
        if let Ok(listen) = listen
            && !listen.ip().is_loopback()
            && tls.is_none()
            && proxies.is_empty()
        {
            wrong.push(format!(
                "REDRESS_LISTEN: {listen} can be reached from other machines; set REDRESS_TLS_CERT and REDRESS_TLS_KEY, or name \
                 the proxy that ends TLS in REDRESS_BEHIND_PROXY"
            ));
        }
        let public_url = self.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
        if let Some(url) = &public_url
            && !is_origin(url)
        {
            wrong.push(format!("REDRESS_PUBLIC_URL: `{url}` is not like https://redress.example"));
        }
        let filter = self.log.parse::<tracing_subscriber::EnvFilter>();
        if filter.is_err() {
            wrong.push(format!("REDRESS_LOG: `{}` is not a filter like `info` or `warn,redress=debug`", self.log));
        }
        if !["text", "json"].contains(&self.log_format.as_str()) {
            wrong.push(format!("REDRESS_LOG_FORMAT: `{}` is neither `text` nor `json`", self.log_format));
        }
        let rates = Rates::parse(self.rates.as_deref().unwrap_or_default()).unwrap_or_else(|part| {
            wrong.push(format!("REDRESS_RATES: `{part}` is not one of sign_in, intake, track, all, strangers with a number above 0"));
            Rates::default()
        });
        let policy = Policy::of(self.flood, self.keep.as_deref(), self.session_idle.as_deref(), &mut wrong);
        let metrics_token = self.metrics_token_file.as_deref().and_then(|file| {
            let held = MetricsToken::read(file);
            held.map_err(|why| wrong.push(format!("REDRESS_METRICS_TOKEN_FILE: {why}"))).ok()
        });
        let files = self.files(&mut wrong);
        let public_url = match (public_url, listen) {
            (Some(url), _) => url,
            (None, Ok(listen)) => format!("{}://{}", if tls.is_some() { "https" } else { "http" }, authority(listen)),
            (None, Err(())) => String::new(),
        };
        let mail = self.mail(&public_url, &mut wrong);
        let alone = tls.is_none() && proxies.is_empty() && listen.is_ok_and(|l| l.ip().is_loopback());
        let second_factor = SecondFactor::of(self.second_factor.as_deref(), alone, &public_url, &mut wrong);
        match (database_url, listen, mail, files) {
            (Some(database_url), Ok(listen), Some(mail), Some(files)) if wrong.is_empty() => Ok(Config {
                data: self.folder(),
                database_url,
                files,
                listen,
                public_url,
                tls,
                proxies,
                log: LogConfig { filter: self.log.clone(), json: self.log_format == "json" },
                limits: Limits { rates, ..Limits::default() },
                policy,
                mail,
                metrics_token,
                second_factor,
                password_cost: PasswordCost::PRODUCTION,
            }),
            _ => Err(SettingsError(wrong)),
        }
    }

    fn database(&self, wrong: &mut Vec<String>) -> Option<DatabaseUrl> {
        let given = secret("REDRESS_DATABASE_URL", self.database_url.as_deref(), self.database_url_file.as_deref(), wrong);
        let named = self.database_url.is_some() || self.database_url_file.is_some();
        let written = match given {
            Some(url) => url,
            None if named => return None,
            None => format!("sqlite:{}", self.folder().join("redress.sqlite3").display()),
        };
        let url = DatabaseUrl::parse(&written);
        if url.is_none() {
            wrong.push("REDRESS_DATABASE_URL: begins with none of sqlite:, postgres:, postgresql:".into());
        }
        url
    }

    fn files(&self, wrong: &mut Vec<String>) -> Option<FilesPlace> {
        let place = match self.files.as_deref() {
            Some(url) if url.contains("://") => url,
            folder => return Some(FilesPlace::Folder(folder.map_or_else(|| self.folder().join("files"), PathBuf::from))),
        };
        let secret = secret("REDRESS_S3_SECRET_KEY", self.s3_secret_key.as_deref(), self.s3_secret_key_file.as_deref(), wrong);
        match (Bucket::parse(place), self.s3_key_id.clone().filter(|id| !id.is_empty()), secret.filter(|key| !key.is_empty())) {
            (Ok(bucket), Some(id), Some(secret)) => return Some(FilesPlace::Bucket(bucket.with_keys(id, secret))),
            (Ok(_), _, _) => wrong.push("REDRESS_FILES: a bucket needs REDRESS_S3_KEY_ID and REDRESS_S3_SECRET_KEY or _FILE".into()),
            (Err(why), _, _) => wrong.push(format!("REDRESS_FILES: {why}")),
        }
        None
    }

    fn mail(&self, public_url: &str, wrong: &mut Vec<String>) -> Option<MailConfig> {
        let written = secret("REDRESS_SMTP_URL", self.smtp_url.as_deref(), self.smtp_url_file.as_deref(), wrong);
        let smtp = written.as_deref().and_then(SmtpUrl::parse);
        if written.is_some() && smtp.is_none() {
            wrong.push("REDRESS_SMTP_URL: not like smtps://USER:PASSWORD@HOST:PORT or smtp://HOST".into());
        }
        let mut mailbox = |name: &str, written: Option<&str>| {
            let read = written?.parse::<Mailbox>().ok();
            if read.is_none() {
                wrong.push(format!("{name}: not like redress@example.vn or Our Office <redress@example.vn>"));
            }
            read
        };
        let from = mailbox("REDRESS_MAIL_FROM", self.mail_from.as_deref());
        let reply_to = mailbox("REDRESS_MAIL_REPLY_TO", self.mail_reply_to.as_deref());
        let retry_first = self.mail_retry_first.as_deref().map_or(Some(MailConfig::RETRY_FIRST), mail::duration);
        if retry_first.is_none() {
            wrong.push("REDRESS_MAIL_RETRY_FIRST: not a time from 1s to 24h, e.g. 30s or 5m".into());
        }
        let from = from.or_else(|| mail::default_from(public_url))?;
        let trusted = self.smtp_ca_file.clone();
        if let Some(Err(error)) = trusted.as_ref().map(std::fs::File::open) {
            wrong.push(format!("REDRESS_SMTP_CA_FILE: cannot be read: {error}"));
        }
        let intake = self.intake_address.as_deref().map(IntakeAddress::parse);
        if intake == Some(None) {
            wrong.push(
                "REDRESS_INTAKE_ADDRESS: not like khieunai@example.vn, without a `+` and with at most 24 letters before the @".into(),
            );
        }
        Some(MailConfig { smtp, from, reply_to, retry_first: retry_first?, trusted, intake: intake.flatten() })
    }

    fn tls(&self, wrong: &mut Vec<String>) -> Option<TlsFiles> {
        match (&self.tls_cert, &self.tls_key) {
            (Some(certificates), Some(key)) => {
                for (name, file) in [("REDRESS_TLS_CERT", certificates), ("REDRESS_TLS_KEY", key)] {
                    if let Err(error) = std::fs::File::open(file) {
                        wrong.push(format!("{name}: {} cannot be read: {error}", file.display()));
                    }
                }
                Some(TlsFiles { certificates: certificates.clone(), key: key.clone() })
            }
            (None, None) => None,
            _ => {
                wrong.push("REDRESS_TLS_CERT and REDRESS_TLS_KEY: set both or neither".into());
                None
            }
        }
    }

    fn proxies(&self, wrong: &mut Vec<String>) -> Vec<IpAddr> {
        let mut proxies = Vec::new();
        for part in self.behind_proxy.as_deref().unwrap_or_default().split(',').map(str::trim).filter(|p| !p.is_empty()) {
            match part.parse() {
                Ok(ip) => proxies.push(ip),
                Err(_) => wrong.push(format!("REDRESS_BEHIND_PROXY: `{part}` is not an IP address")),
            }
        }
        proxies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            data: Some("d".into()),
            listen: "127.0.0.1:8080".into(),
            log: "info".into(),
            log_format: "text".into(),
            ..Settings::default()
        }
    }

    #[test]
    fn the_defaults_stand() {
        let config = settings().check().unwrap();
        assert_eq!(config.public_url, "http://127.0.0.1:8080");
        assert_eq!(config.database_url.as_str(), "sqlite:d/redress.sqlite3");
        assert!(config.proxies.is_empty() && config.tls.is_none());
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let wrong = Settings {
            listen: "everywhere".into(),
            database_url: Some("mysql://x".into()),
            tls_cert: Some("c".into()),
            behind_proxy: Some("proxy".into()),
            log_format: "xml".into(),
            rates: Some("all=0".into()),
            keep: Some("filed=0".into()),
            metrics_token_file: Some("no-such-file".into()),
            public_url: Some("ftp://x".into()),
            smtp_url: Some("http://x".into()),
            mail_from: Some("nobody".into()),
            mail_retry_first: Some("soon".into()),
            smtp_ca_file: Some("no-such-file".into()),
            intake_address: Some("a+b@example.vn".into()),
            files: Some("ftp://x".into()),
            second_factor: Some("on".into()),
            session_idle: Some("13h".into()),
            ..settings()
        };
        let SettingsError(lines) = wrong.check().unwrap_err();
        for name in [
            "LISTEN",
            "DATABASE_URL",
            "TLS_CERT",
            "BEHIND_PROXY",
            "LOG_FORMAT",
            "RATES",
            "KEEP",
            "METRICS_TOKEN_FILE",
            "PUBLIC_URL",
            "SMTP_URL",
            "MAIL_FROM",
            "MAIL_RETRY_FIRST",
            "SMTP_CA_FILE",
            "INTAKE_ADDRESS",
            "FILES",
            "SECOND_FACTOR",
            "SESSION_IDLE",
        ] {
            assert_eq!(lines.iter().filter(|l| l.starts_with(&format!("REDRESS_{name}"))).count(), 1, "{name}: {lines:?}");
        }
    }

    #[test]
    fn a_bucket_needs_both_keys() {
        let bucket = Settings { files: Some("s3://papers?region=x".into()), s3_key_id: Some("id".into()), ..settings() };
        assert!(bucket.check().unwrap_err().to_string().contains("REDRESS_S3_SECRET_KEY"));
        let whole = Settings { s3_secret_key: Some("key".into()), ..bucket };
        assert!(matches!(whole.check().unwrap().files, FilesPlace::Bucket(_)));
    }

    #[test]
    fn other_machines_need_tls_or_a_named_proxy() {
        let open = Settings { listen: "0.0.0.0:8080".into(), ..settings() };
        assert!(open.check().unwrap_err().to_string().contains("REDRESS_BEHIND_PROXY"));
        let behind = Settings { behind_proxy: Some("10.0.0.1, ::1".into()), ..open };
        assert_eq!(behind.check().unwrap().proxies.len(), 2);
    }

    #[test]
    fn a_database_password_is_not_shown() {
        let url = DatabaseUrl::parse("postgres://u:geheim@h/d").unwrap();
        assert_eq!(format!("{url:?}"), "postgres:...");
    }
}
