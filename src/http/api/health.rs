//! Whether this instance lives, and whether it can work.

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use crate::http::error::{Answer, ApiError};
use crate::http::shared::{Shared, block};

/// The process answers.
pub async fn livez() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// The database takes a write and makes it durable; else 503, whatever the reason: whoever shares out requests asks another.
pub async fn readyz(shared: web::Data<Shared>) -> Answer {
    let app = Arc::clone(&shared.app);
    block(move || app.store.ready()).await.map_err(|_| ApiError::Unavailable(2))?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready\n"))
}
