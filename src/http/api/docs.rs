//! The OpenAPI document, and Swagger UI to read it with: carried by this program, no foreign host is asked.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use utoipa_swagger_ui::Config;

use crate::http::error::{Answer, ApiError};
use crate::http::shared::Shared;

const DOCUMENT: &str = "/api/openapi.json";

/// The document.
pub async fn openapi(shared: web::Data<Shared>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(shared.openapi().to_owned())
}

/// Its relative links need the slash at the end.
pub async fn enter() -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, "/api/docs/")).finish()
}

/// A file of Swagger UI.
pub async fn file(path: web::Path<String>) -> Answer {
    // The badge of the default would ask a foreign host whether the document is valid.
    let config = Arc::new(Config::from(DOCUMENT).validator_url("none").try_it_out_enabled(true));
    let found = utoipa_swagger_ui::serve(&path, config).map_err(|error| {
        tracing::error!(%error, "the API's browser could not be served");
        ApiError::Internal
    })?;
    let file = found.ok_or(ApiError::NotFound)?;
    let mut answer = HttpResponse::Ok();
    answer.content_type(file.content_type).insert_header((header::CACHE_CONTROL, "public, max-age=3600"));
    if file.gzpipped {
        answer.insert_header((header::CONTENT_ENCODING, "gzip"));
    }
    Ok(answer.body(file.bytes.into_owned()))
}
