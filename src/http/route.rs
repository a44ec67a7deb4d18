//! One row of the table of routes: an address and method, who may, and what the OpenAPI document says of it.

use std::sync::Arc;

use actix_web::http::Method;
use actix_web::{FromRequest, Handler, Responder, guard, web};
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, ToSchema};

use super::actor::Permission;
use super::limits::Class;

/// Makes a worker's own copy of a route.
type Make = Arc<dyn Fn() -> actix_web::Route + Send + Sync>;

/// Named schemas of the document.
pub type Schemas = Vec<(String, RefOr<Schema>)>;

/// Adds to what the document says. Schemas are large and seldom read: they are made when the document is.
type Describe = Arc<dyn Fn(&mut Described) + Send + Sync>;

/// What the document says of a route with schemas.
#[derive(Default)]
pub struct Described {
    pub parameters: Vec<Parameter>,
    pub body: Option<RefOr<Schema>>,
    pub answer: Option<RefOr<Schema>>,
    /// What the others refer to.
    pub schemas: Schemas,
}

/// For whom a route answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Programs: JSON, tokens in headers, problems.
    Data,
    /// People: HTML, cookies, forms; an error is a page with a way out.
    Page,
}

/// A row of the table.
#[derive(Clone)]
pub struct Route {
    pub face: Face,
    pub method: Method,
    /// As actix and OpenAPI both write it: `/api/v1/units/{id}`.
    pub path: String,
    pub permission: Permission,
    pub class: Class,
    /// Only for whoever proved within the last minutes who they are.
    pub fresh: bool,
    /// Also for members who must first set up a second factor.
    pub enrolling: bool,
    /// The operation's id in the document.
    pub id: String,
    make: Make,
    pub doc: Doc,
}

/// What the document says of a route beside its address.
#[derive(Clone, Default)]
pub struct Doc {
    pub tag: &'static str,
    pub summary: String,
    /// Takes a JSON body.
    pub has_body: bool,
    /// Takes files, as `multipart/form-data`.
    pub files: bool,
    /// Status, and what it is.
    pub answer: Option<(u16, &'static str)>,
    /// Statuses of problems beside those that follow from permission, path, query and body.
    pub problems: Vec<u16>,
    pub etag: bool,
    /// Not JSON of the API: pages, scripts.
    pub media_type: Option<&'static str>,
    describe: Vec<Describe>,
}

impl Doc {
    /// With parameters and schemas.
    pub fn described(&self) -> Described {
        let mut described = Described::default();
        self.describe.iter().for_each(|describe| describe(&mut described));
        described
    }

    fn describe(&mut self, describe: impl Fn(&mut Described) + Send + Sync + 'static) {
        self.describe.push(Arc::new(describe));
    }
}

impl Route {
    /// A row. Its handler runs only when the permission is given.
    pub fn new<F, Args>(method: Method, path: impl Into<String>, id: impl Into<String>, permission: Permission, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let at = method.clone();
        // RFC 9110 section 9.3.2: what answers GET answers HEAD, without the content.
        let make: Make = Arc::new(move || match at.as_str() {
            "GET" => web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler.clone()),
            _ => web::method(at.clone()).to(handler.clone()),
        });
        Self {
            face: Face::Data,
            method,
            path: path.into(),
            permission,
            class: Class::Other,
            fresh: false,
            enrolling: false,
            id: id.into(),
            make,
            doc: Doc::default(),
        }
    }

    /// A row that answers people.
    pub fn page<F, Args>(method: Method, path: impl Into<String>, id: impl Into<String>, permission: Permission, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let route = Self::new(method, path, id, permission, handler);
        Self { face: Face::Page, ..route }.media_type("text/html")
    }

    /// Counts as another class of requests.
    #[must_use]
    pub const fn class(mut self, class: Class) -> Self {
        self.class = class;
        self
    }

    /// The group it stands in, and what it does in a few words.
    #[must_use]
    pub fn says(mut self, tag: &'static str, summary: impl Into<String>) -> Self {
        self.doc.tag = tag;
        self.doc.summary = summary.into();
        self
    }

    /// Demands a fresh proof of who asks: a password, and where there is a second factor its code, within the last minutes
    /// ([`super::fresh::LIFE`]).
    #[must_use]
    pub const fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// Open to members who must first set up a second factor.
    #[must_use]
    pub const fn enrolling(mut self) -> Self {
        self.enrolling = true;
        self
    }

    /// Takes these query parameters.
    #[must_use]
    pub fn query<T: IntoParams + 'static>(mut self) -> Self {
        self.doc.describe(|all| all.parameters.extend(T::into_params(|| Some(ParameterIn::Query))));
        self
    }

    /// Takes this JSON body.
    #[must_use]
    pub fn body<T: ToSchema + 'static>(mut self) -> Self {
        self.doc.has_body = true;
        self.doc.describe(|all| all.body = Some(named::<T>(&mut all.schemas)));
        self
    }

    /// Answers with this JSON body.
    #[must_use]
    pub fn answers<T: ToSchema + 'static>(mut self, status: u16, what: &'static str) -> Self {
        self.doc.answer = Some((status, what));
        self.doc.describe(|all| all.answer = Some(named::<T>(&mut all.schemas)));
        self
    }

    /// Answers with a page of these.
    #[must_use]
    pub fn answers_page<T: ToSchema + 'static>(mut self, what: &'static str) -> Self {
        self.doc.answer = Some((200, what));
        self.doc.describe(|all| all.answer = Some(super::openapi::page_of(named::<T>(&mut all.schemas))));
        self
    }

    /// Answers with all of these, as `items`.
    #[must_use]
    pub fn answers_items<T: ToSchema + 'static>(mut self, what: &'static str) -> Self {
        self.doc.answer = Some((200, what));
        self.doc.describe(|all| all.answer = Some(super::openapi::items_of(named::<T>(&mut all.schemas))));
        self
    }

    /// Answers with a whole list of these.
    #[must_use]
    pub fn answers_list<T: ToSchema + 'static>(mut self, what: &'static str) -> Self {
        self.doc.answer = Some((200, what));
        self.doc.describe(|all| all.answer = Some(utoipa::openapi::schema::ArrayBuilder::new().items(named::<T>(&mut all.schemas)).into()));
        self
    }

    /// Takes files.
    #[must_use]
    pub const fn files(mut self) -> Self {
        self.doc.files = true;
        self
    }

    /// Answers with a file, of whatever kind.
    #[must_use]
    pub fn answers_file(mut self, what: &'static str) -> Self {
        self.doc.answer = Some((200, what));
        self.doc.describe(|all| all.answer = Some(super::openapi::binary()));
        self.media_type("*/*")
    }

    /// Answers with 201 instead of 200.
    #[must_use]
    pub fn created(mut self) -> Self {
        self.doc.answer = self.doc.answer.map(|(_, what)| (201, what));
        self
    }

    /// Answers without a body.
    #[must_use]
    pub fn answers_nothing(mut self, what: &'static str) -> Self {
        self.doc.answer = Some((204, what));
        self
    }

    /// Problems that can come beside the usual ones.
    #[must_use]
    pub fn problems(mut self, statuses: &[u16]) -> Self {
        self.doc.problems.extend_from_slice(statuses);
        self
    }

    /// Takes an `Idempotency-Key`, of at least so many characters.
    #[must_use]
    pub fn idempotent(mut self) -> Self {
        self.doc.describe(move |all| all.parameters.push(super::openapi::idempotency_key()));
        self.doc.problems.push(422);
        self
    }

    /// Takes `If-Match`, and answers with an `ETag`.
    #[must_use]
    pub fn versioned(mut self) -> Self {
        self.doc.describe(|all| all.parameters.push(super::openapi::if_match()));
        self.doc.problems.push(412);
        self.doc.etag = true;
        self
    }

    /// Answers with an `ETag`.
    #[must_use]
    pub const fn tagged(mut self) -> Self {
        self.doc.etag = true;
        self
    }

    /// Answers with something else than JSON.
    #[must_use]
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.doc.media_type = Some(media_type);
        self
    }

    /// A worker's copy of the handler, without its permission.
    pub fn make(&self) -> actix_web::Route {
        (self.make)()
    }
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {:?}", self.method, self.path, self.permission)
    }
}

/// A reference to a named schema, which is added with all that it refers to. Not for generic types: all instances of one
/// would have its name.
fn named<T: ToSchema>(schemas: &mut Schemas) -> RefOr<Schema> {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
    utoipa::openapi::Ref::from_schema_name(T::name()).into()
}
