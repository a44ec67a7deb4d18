//! Where papers lie: in a folder, or in a bucket of a service that speaks S3.

use std::net::IpAddr;
use std::path::PathBuf;

/// The place of papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesPlace {
    /// Of several instances a folder that they share.
    Folder(PathBuf),
    Bucket(Bucket),
}

/// A bucket, and how it is reached.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    pub name: String,
    /// Before the name of every object; may be empty.
    pub prefix: String,
    pub region: String,
    /// None: that of the region at Amazon. Without TLS only this machine is spoken to.
    pub endpoint: Option<String>,
    /// Access key id and secret key; empty until [`Bucket::with_keys`].
    pub keys: (String, String),
}

/// Never the keys.
impl std::fmt::Debug for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "s3://{}/{}", self.name, self.prefix)
    }
}

impl Bucket {
    /// Reads `s3://bucket/prefix?region=..&endpoint=..`; the region is mandatory. Refuses anything else in it, keys above all,
    /// and an endpoint without TLS that is not this machine; says what is wrong.
    pub fn parse(url: &str) -> Result<Self, &'static str> {
        let rest = url.strip_prefix("s3://").ok_or("not like s3://BUCKET/PREFIX?region=REGION&endpoint=URL")?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
        if place.contains('@') {
            return Err("keys do not belong into an address: set REDRESS_S3_KEY_ID and REDRESS_S3_SECRET_KEY_FILE");
        }
        let plain = |text: &str, marks: &[u8]| text.bytes().all(|b| b.is_ascii_alphanumeric() || marks.contains(&b));
        if !(3..=63).contains(&name.len()) || !plain(name, b".-") {
            return Err("the name of the bucket is not one of S3");
        }
        let prefix = prefix.trim_end_matches('/');
        if !plain(prefix, b"._-/") || prefix.split('/').any(|part| part == "..") || prefix.contains("//") {
            return Err("the prefix has letters, digits, points, hyphens and single slashes");
        }
        let (mut region, mut endpoint) = (None, None);
        for (key, value) in query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, ""))) {
            match key {
                "region" if plain(value, b"-") && !value.is_empty() => region = Some(value.to_owned()),
                "endpoint" if reachable(value) => endpoint = Some(value.trim_end_matches('/').to_owned()),
                "endpoint" => return Err("the endpoint is https://HOST, or http:// of this machine"),
                _ => return Err("only region and endpoint may stand after the question mark"),
            }
        }
        let region = region.ok_or("the region is missing: ?region=REGION")?;
        Ok(Self { name: name.to_owned(), prefix: prefix.to_owned(), region, endpoint, keys: Default::default() })
    }

    /// The same, opened with these keys.
    #[must_use]
    pub fn with_keys(self, id: String, secret: String) -> Self {
        Self { keys: (id, secret), ..self }
    }
}

/// `https://host[:port]`, or `http://` of this machine.
fn reachable(endpoint: &str) -> bool {
    let sound = |host: &str| !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b));
    let endpoint = endpoint.trim_end_matches('/');
    match (endpoint.strip_prefix("https://"), endpoint.strip_prefix("http://")) {
        (Some(host), _) => sound(host),
        (None, Some(host)) => {
            let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
            let name = name.trim_start_matches('[').trim_end_matches(']');
            sound(host) && (name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()))
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let bucket = Bucket::parse("s3://redress-papers/ward/ck?region=hn-1&endpoint=https://s3.example.vn:9000/").unwrap();
        assert_eq!((bucket.name.as_str(), bucket.prefix.as_str(), bucket.region.as_str()), ("redress-papers", "ward/ck", "hn-1"));
        assert_eq!(bucket.endpoint.as_deref(), Some("https://s3.example.vn:9000"));
        let bare = Bucket::parse("s3://papers?region=eu-1").unwrap();
        assert_eq!((bare.prefix.as_str(), bare.endpoint), ("", None));
        for local in ["http://127.0.0.1:9000", "http://localhost", "http://[::1]:9000"] {
            assert!(Bucket::parse(&format!("s3://papers?region=x&endpoint={local}")).is_ok(), "{local}");
        }
    }

    #[test]
    fn what_could_leak_or_mislead_is_refused() {
        for url in [
            "s3://AKIA:secret@papers?region=x",
            "s3://papers?region=x&secret_access_key=y",
            "s3://papers?region=x&endpoint=http://s3.example.vn",
            "s3://papers?region=x&endpoint=http://127.0.0.1.example.vn",
            "s3://papers?region=x&endpoint=https://u:p@s3.example.vn",
            "s3://papers/../x?region=x",
            "s3://papers",
            "s3://?region=x",
            "gs://papers?region=x",
        ] {
            assert!(Bucket::parse(url).is_err(), "{url}");
        }
        let bucket = Bucket::parse("s3://papers?region=x").unwrap().with_keys("id".into(), "geheim".into());
        assert!(!format!("{bucket:?}").contains("geheim"));
    }
}
