//! The style sheet and the script, carried in the binary. Their addresses change with what they hold, so browsers keep them.

use std::io::Write;
use std::sync::LazyLock;

use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse, Responder};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::http::actor::Permission;
use crate::http::route::Route;

/// A file that pages ask for.
struct Asset {
    path: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

static ASSETS: [Asset; 2] = [
    Asset { path: "/static/redress.css", media_type: "text/css; charset=utf-8", bytes: include_bytes!("../../../static/redress.css") },
    Asset { path: "/static/redress.js", media_type: "text/javascript; charset=utf-8", bytes: include_bytes!("../../../static/redress.js") },
];

/// Addresses with the beginning of each digest.
static ADDRESSES: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let digest = |asset: &Asset| Sha256::digest(asset.bytes).iter().take(6).map(|b| format!("{b:02x}")).collect::<String>();
    ASSETS.iter().map(|asset| (asset.path, format!("{}?v={}", asset.path, digest(asset)))).collect()
});

/// The address of `redress.css` or `redress.js`.
pub fn address(file: &str) -> String {
    let found = ADDRESSES.iter().find(|(path, _)| path.rsplit('/').next() == Some(file));
    found.map(|(_, address)| address.clone()).unwrap_or_default()
}

/// The same, packed once: a first visit over a slow line loads a quarter.
static PACKED: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let pack = |asset: &Asset| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        // Writing to a vector does not fail; an empty one is not sent.
        packer.write_all(asset.bytes).and_then(|()| packer.finish()).unwrap_or_default()
    };
    ASSETS.iter().map(pack).collect()
});

async fn css(req: HttpRequest) -> impl Responder {
    answer(0, &req)
}

async fn js(req: HttpRequest) -> impl Responder {
    answer(1, &req)
}

fn answer(at: usize, req: &HttpRequest) -> HttpResponse {
    let Some(asset) = ASSETS.get(at) else { return HttpResponse::NotFound().finish() };
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, asset.media_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "accept-encoding"));
    let takes = req.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("gzip"));
    match PACKED.get(at).filter(|packed| takes && !packed.is_empty()) {
        Some(packed) => answer.insert_header((header::CONTENT_ENCODING, "gzip")).body(packed.clone()),
        None => answer.body(asset.bytes),
    }
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, ASSETS[0].path, "static_css", Permission::Public, css).media_type("text/css"),
        Route::page(Method::GET, ASSETS[1].path, "static_js", Permission::Public, js).media_type("text/javascript"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn packed_for_whoever_takes_it_and_plain_for_others() {
        let size = |encoding: &str| {
            let req = TestRequest::default().insert_header(("accept-encoding", encoding)).to_http_request();
            let answer = answer(0, &req);
            let packed = answer.headers().contains_key("content-encoding");
            (packed, actix_web::body::MessageBody::size(answer.body()))
        };
        let (packed, small) = size("gzip, br");
        let (plain, whole) = size("identity");
        assert!(packed && !plain, "{small:?} {whole:?}");
        assert_ne!(small, whole);
        assert!(address("redress.css").starts_with("/static/redress.css?v="));
    }
}
