//! "One day on": the demo's clock is put forward. These rows are in the table of the demo only.

use std::sync::Arc;

use actix_web::http::Method;
use actix_web::web;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ok;
use crate::domain::text::Violation;
use crate::domain::zone::local_date;
use crate::http::actor::Permission;
use crate::http::body::Body;
use crate::http::error::{Answer, ApiError};
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

/// The most days at once.
const MOST_DAYS: i64 = 60;

/// How far to put the clock forward: days or hours, one of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Forward {
    #[schema(minimum = 1, maximum = 60)]
    pub days: Option<i64>,
    #[schema(minimum = 1, maximum = 1440)]
    pub hours: Option<i64>,
}

/// What the clock shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockView {
    pub now: DateTime<Utc>,
    /// The day it is in Vietnam.
    pub today: NaiveDate,
}

impl Forward {
    /// How far; refuses none, both, and too much.
    pub fn by(&self) -> Result<TimeDelta, ApiError> {
        let (field, value, most, unit) = match (self.days, self.hours) {
            (Some(days), None) => ("days", days, MOST_DAYS, TimeDelta::days as fn(i64) -> TimeDelta),
            (None, Some(hours)) => ("hours", hours, MOST_DAYS * 24, TimeDelta::hours as fn(i64) -> TimeDelta),
            (None, None) | (Some(_), Some(_)) => return Err(ApiError::field_error("days", &Violation::Required)),
        };
        if (1..=most).contains(&value) { Ok(unit(value)) } else { Err(ApiError::field_error(field, &Violation::NotBetween(1, most))) }
    }
}

async fn forward(shared: web::Data<Shared>, body: Body<Forward>) -> Answer {
    let by = body.value.by()?;
    let app = Arc::clone(&shared.app);
    let now = block(move || {
        let demo = app.demo.as_ref().ok_or(ApiError::NotFound)?;
        demo.advance(by).map_err(|error| {
            tracing::error!(%error, "the demo's clock could not be kept");
            ApiError::Internal
        })
    })
    .await?;
    Ok(ok(&ClockView { now, today: local_date(now) }))
}

/// The rows that only the demo has.
pub fn routes() -> Vec<Route> {
    vec![
        Route::new(Method::POST, "/api/v1/demo/clock", "forward_demo_clock", Permission::Public, forward)
            .says("demo", "Put the clock of the demo forward")
            .body::<Forward>()
            .answers::<ClockView>(200, "What the clock now shows."),
    ]
}
