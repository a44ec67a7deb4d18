//! The style sheet and the script, carried in the binary. Their addresses change with what they hold, so browsers keep them.

use actix_web::http::{Method, header};
use actix_web::{HttpResponse, Responder};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

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

async fn css() -> impl Responder {
    answer(&ASSETS[0])
}

async fn js() -> impl Responder {
    answer(&ASSETS[1])
}

fn answer(asset: &Asset) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, asset.media_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(asset.bytes)
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, ASSETS[0].path, "static_css", Permission::Public, css).media_type("text/css"),
        Route::page(Method::GET, ASSETS[1].path, "static_js", Permission::Public, js).media_type("text/javascript"),
    ]
}
