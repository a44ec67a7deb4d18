//! Access tokens of the API: JWT (RFC 7519) of one algorithm, for fifteen minutes, each bound to a session that must live.

use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::ids::{MemberId, SessionId};

/// How long an access token is good, in seconds.
pub const ACCESS_SECONDS: i64 = 15 * 60;
/// How far clocks of several machines may differ, in seconds.
const LEEWAY: i64 = 5;
/// What these tokens are for; others (receipts, invitations) have an audience of their own.
const AUDIENCE: &str = "session";
const ALGORITHM: Algorithm = Algorithm::HS256;

/// Makes and checks access tokens.
pub struct Tokens {
    issuer: String,
    sign: EncodingKey,
    check: DecodingKey,
    rules: Validation,
}

/// What a token says.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: MemberId,
    sid: SessionId,
    jti: String,
    iat: i64,
    nbf: i64,
    exp: i64,
}

impl Tokens {
    /// For this office, under a key derived from its own.
    pub fn of(app: &App) -> Self {
        let key = app.keys.derive("access tokens");
        let issuer = app.config.public_url.clone();
        let mut rules = Validation::new(ALGORITHM);
        rules.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
        rules.set_audience(&[AUDIENCE]);
        rules.set_issuer(&[&issuer]);
        // Times are checked below by the office's clock, which tests and the demo move; the library asks the machine's.
        rules.validate_exp = false;
        rules.validate_nbf = false;
        Self { issuer, sign: EncodingKey::from_secret(key.as_slice()), check: DecodingKey::from_secret(key.as_slice()), rules }
    }

    /// A token for this session. None: it could not be signed.
    pub fn issue(&self, member: MemberId, session: SessionId, id: u64, now: DateTime<Utc>) -> Option<String> {
        let iat = now.timestamp();
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: member,
            sid: session,
            jti: format!("{id:016x}"),
            iat,
            nbf: iat,
            exp: iat + ACCESS_SECONDS,
        };
        jsonwebtoken::encode(&Header::new(ALGORITHM), &claims, &self.sign).ok()
    }

    /// The member and session of a token that is ours and good at this moment.
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Option<(MemberId, SessionId)> {
        // No key of another's naming, nothing that must be understood: the head is the one we write.
        if jsonwebtoken::decode_header(token).ok()? != Header::new(ALGORITHM) {
            return None;
        }
        let claims = jsonwebtoken::decode::<Claims>(token, &self.check, &self.rules).ok()?.claims;
        let now = now.timestamp();
        let good = claims.nbf <= now + LEEWAY && now - LEEWAY < claims.exp && claims.exp - claims.iat <= ACCESS_SECONDS;
        good.then_some((claims.sub, claims.sid))
    }
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(****)")
    }
}
