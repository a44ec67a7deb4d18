//! The OpenAPI 3.1 document, made from the table of routes: what is served is what is described.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::{Method, StatusCode as HttpStatus};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, Paths, Ref, RefOr, Required, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::actor::Permission;
use super::cursor::Limit;
use super::problem::{MEDIA_TYPE, Problem};
use super::route::{Described, Route, Schemas};
use super::routes;
use crate::actions::read::case_lists::Order;
use crate::actions::read::mails::MailState;
use crate::domain::case::Phase;
use crate::domain::day::Day;
use crate::domain::directory::Level;
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::kind::{Kind, Matter, Track};
use crate::domain::permission::Role;
use crate::domain::status::StatusCode;

const MEMBERS: &str = "access_token";
const CITIZENS: &str = "track_token";
const OPERATORS: &str = "metrics_token";

/// The document as JSON, of the demo or of any other office.
pub fn document(demo: bool) -> String {
    // Serializing what was just built cannot fail; were it to, the document would be seen to be empty.
    build(&routes::table_for(demo)).to_json().unwrap_or_default()
}

fn build(table: &[Route]) -> OpenApi {
    let mut paths: BTreeMap<String, PathItem> = BTreeMap::new();
    let mut components = Components::new();
    for route in table.iter().filter(|r| r.path.starts_with("/api/v1")) {
        let described = route.doc.described();
        let item = PathItem::new(http_method(&route.method), operation(route, &described));
        match paths.get_mut(&route.path) {
            Some(path) => path.merge_operations(item),
            None => {
                paths.insert(route.path.clone(), item);
            }
        }
        for (name, schema) in described.schemas {
            let before = components.schemas.insert(name.clone(), schema.clone());
            debug_assert!(before.is_none_or(|b| b == schema), "two schemas are called {name}");
        }
    }
    components.schemas.insert("Problem".to_owned(), Problem::schema());
    components.schemas.extend(of_queries());
    for (name, what) in [
        (MEMBERS, "The access_token of POST /api/v1/session: a JWT, good for 15 minutes."),
        (CITIZENS, "The token of POST /api/v1/public/track: opaque, for one case, good for 30 minutes."),
    ] {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(what)).build();
        components.security_schemes.insert(name.to_owned(), RefOr::T(SecurityScheme::Http(scheme)));
    }
    let mut all = Paths::new();
    all.paths = paths;
    let info = InfoBuilder::new().title("Redress").version(env!("CARGO_PKG_VERSION")).description(Some(
        "The case tracker of election complaints subcommittees. Errors are problems (RFC 9457) in Vietnamese or English.",
    ));
    OpenApiBuilder::new().info(info.build()).paths(all).components(Some(components)).build()
}

/// Types of query parameters: they refer to these without carrying them along.
fn of_queries() -> Schemas {
    fn named<T: ToSchema>() -> (String, RefOr<Schema>) {
        (T::name().into_owned(), T::schema())
    }
    vec![
        named::<Limit>(),
        named::<Day>(),
        named::<UnitId>(),
        named::<MemberId>(),
        named::<Role>(),
        named::<Level>(),
        named::<Kind>(),
        named::<Matter>(),
        named::<Track>(),
        named::<StatusCode>(),
        named::<Phase>(),
        named::<Order>(),
        named::<MailState>(),
    ]
}

fn http_method(method: &Method) -> HttpMethod {
    match *method {
        Method::POST => HttpMethod::Post,
        Method::PUT => HttpMethod::Put,
        Method::PATCH => HttpMethod::Patch,
        Method::DELETE => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

fn operation(route: &Route, described: &Described) -> OperationBuilder {
    let doc = &route.doc;
    let mut operation = OperationBuilder::new().operation_id(Some(route.id.clone())).summary(Some(doc.summary.clone())).tag(doc.tag);
    for name in placeholders(&route.path) {
        operation = operation.parameter(path_parameter(name));
    }
    for parameter in described.parameters.iter().cloned().chain([language()]) {
        operation = operation.parameter(parameter);
    }
    if let Some(schema) = &described.body {
        let content = ContentBuilder::new().schema(Some(schema.clone()));
        operation = operation
            .request_body(Some(RequestBodyBuilder::new().content("application/json", content).required(Some(Required::True)).build()));
    }
    if doc.files {
        let files = ArrayBuilder::new().items(binary()).min_items(Some(1));
        let schema = ObjectBuilder::new().schema_type(Type::Object).property("papers", files).required("papers");
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let body = RequestBodyBuilder::new().content("multipart/form-data", content).required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    if let Some((status, what)) = &doc.answer {
        operation = operation.response(status.to_string(), answer(what, described.answer.clone(), doc.media_type, doc.etag));
    }
    for status in statuses(route, &described.parameters) {
        operation = operation.response(status.to_string(), problem(status));
    }
    match route.permission {
        Permission::Public => operation.securities(Some(Vec::<SecurityRequirement>::new())),
        Permission::SignedIn | Permission::Role(_) => operation.security(SecurityRequirement::new(MEMBERS, Vec::<String>::new())),
        Permission::Operator => operation.security(SecurityRequirement::new(OPERATORS, Vec::<String>::new())),
        Permission::Track => operation.security(SecurityRequirement::new(CITIZENS, Vec::<String>::new())),
    }
}

/// Every status of a problem that can come.
fn statuses(route: &Route, parameters: &[Parameter]) -> BTreeSet<u16> {
    let doc = &route.doc;
    let mut statuses: BTreeSet<u16> = [429, 500, 503].into();
    statuses.extend(&doc.problems);
    match route.permission {
        Permission::Public => {}
        Permission::Operator => statuses.extend([401, 404]),
        // 403: a second factor is needed first, or a fresh proof.
        Permission::SignedIn => statuses.extend([401, 403]),
        Permission::Track => statuses.extend([401]),
        Permission::Role(_) => statuses.extend([401, 403]),
    }
    if route.path.contains('{') {
        statuses.insert(404);
    }
    if doc.has_body || doc.files {
        statuses.extend([400, 408, 413, 415, 422]);
    }
    let from_header = parameters.iter().any(|p| matches!(p.parameter_in, ParameterIn::Header));
    if from_header {
        statuses.insert(400);
    }
    if parameters.iter().any(|p| matches!(p.parameter_in, ParameterIn::Query)) {
        statuses.extend([400, 422]);
    }
    statuses
}

fn answer(what: &str, schema: Option<RefOr<Schema>>, media_type: Option<&'static str>, etag: bool) -> Response {
    let mut answer = ResponseBuilder::new().description(what);
    if let Some(schema) = schema {
        answer = answer.content(media_type.unwrap_or("application/json"), ContentBuilder::new().schema(Some(schema)).build());
    }
    if etag {
        let tag = HeaderBuilder::new().schema(Some(text())).description(Some("The version, for If-Match.")).build();
        answer = answer.header("ETag", tag);
    }
    answer.build()
}

fn problem(status: u16) -> Response {
    let what = HttpStatus::from_u16(status).ok().and_then(|s| s.canonical_reason()).unwrap_or("Problem");
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let mut problem = ResponseBuilder::new().description(what).content(MEDIA_TYPE, content);
    let header = |what: &str| HeaderBuilder::new().schema(Some(text())).description(Some(what)).build();
    if status == 401 {
        problem = problem.header("WWW-Authenticate", header("Bearer"));
    }
    if status == 429 || status == 503 {
        problem = problem.header("Retry-After", header("Seconds to wait."));
    }
    problem.build()
}

fn placeholders(path: &str) -> Vec<&str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
}

fn path_parameter(name: &str) -> Parameter {
    let schema = match name {
        "year" => ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1900)).maximum(Some(2199)),
        _ => ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[0-9A-HJKMNP-TV-Z]{13}$")),
    };
    ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path).required(Required::True).schema(Some(schema)).build()
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

/// `?lang=`, which every route takes; another tag than `vi` or `en` is as if it were not there.
fn language() -> Parameter {
    let what = "Language of texts in the answer: vi or en. Else Accept-Language, else that of the account, else Vietnamese.";
    ParameterBuilder::new().name("lang").parameter_in(ParameterIn::Query).description(Some(what)).schema(Some(text())).build()
}

/// The header `Idempotency-Key`.
pub fn idempotency_key() -> Parameter {
    let most = super::headers::IdempotencyKey::MOST;
    let schema = text().min_length(Some(1)).max_length(Some(most)).pattern(Some("^[!-~]+$"));
    let what = format!(
        "The same key with the same request creates once; the answer is kept for 48 hours. 1 to {most} visible ASCII characters, \
         best drawn at random (a UUID): whoever sends the same key with the same request gets the same answer."
    );
    ParameterBuilder::new().name("Idempotency-Key").parameter_in(ParameterIn::Header).description(Some(what)).schema(Some(schema)).build()
}

/// The header `If-Match`.
pub fn if_match() -> Parameter {
    let what = "The ETag that the caller has seen; another version is refused with 412.";
    let schema = text().pattern(Some("^(\\*|(W/)?\"[!#-~]*\")$"));
    ParameterBuilder::new().name("If-Match").parameter_in(ParameterIn::Header).description(Some(what)).schema(Some(schema)).build()
}

/// The schema of a file.
pub fn binary() -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).content_media_type("application/octet-stream").into()
}

/// The schema of all of these.
pub fn items_of(item: RefOr<Schema>) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::Object).property("items", ArrayBuilder::new().items(item)).required("items").into()
}

/// The schema of a page of these.
pub fn page_of(item: RefOr<Schema>) -> RefOr<Schema> {
    let next = ObjectBuilder::new().schema_type(SchemaType::from_iter([Type::String, Type::Null]));
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("items", ArrayBuilder::new().items(item))
        .property("next", next)
        .required("items")
        .required("next")
        .into()
}
