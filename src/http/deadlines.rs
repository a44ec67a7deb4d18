//! A request's body must come at a decent pace: actix has no such rule, and a stalled body holds a connection for ever.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpMessage, rt};
use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep};

use crate::config::Limits;

/// How often the pace of a body that does not come is looked at.
const LOOK: Duration = Duration::from_millis(250);

/// How long the rest of a body that nobody read is held; longer than an answer takes to be written.
const HOLD: Duration = Duration::from_secs(2);

/// Puts the body of a request under the clock.
pub fn watch(req: &mut ServiceRequest, limits: &Limits) {
    let payload = req.take_payload();
    if matches!(payload, Payload::None) {
        return;
    }
    let kind = req.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let with_files = kind.to_ascii_lowercase().starts_with("multipart/");
    let body_deadline = if with_files { limits.upload_deadline } else { limits.body_deadline };
    let limits = Limits { body_deadline, ..limits.clone() };
    req.set_payload(Payload::Stream { payload: Box::pin(Paced::new(payload, limits)) });
}

/// A body that fails with `TimedOut` when it is late or too slow.
struct Paced {
    inner: Payload,
    begun: Instant,
    taken: u64,
    limits: Limits,
    look: Pin<Box<Sleep>>,
    ended: bool,
}

impl Paced {
    fn new(inner: Payload, limits: Limits) -> Self {
        Self { inner, begun: Instant::now(), taken: 0, limits, look: Box::pin(sleep(LOOK)), ended: false }
    }

    fn is_late(&self) -> bool {
        let passed = self.begun.elapsed();
        let due = passed.saturating_sub(self.limits.body_grace).as_millis() * u128::from(self.limits.body_rate) / 1000;
        passed >= self.limits.body_deadline || u128::from(self.taken) < due
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match Pin::new(&mut self.inner).poll_next(cx) {
            Poll::Ready(Some(Ok(bytes))) => {
                self.taken += bytes.len() as u64;
                return Poll::Ready(Some(Ok(bytes)));
            }
            Poll::Ready(end) => {
                self.ended = true;
                return Poll::Ready(end);
            }
            Poll::Pending => {}
        }
        loop {
            if self.is_late() {
                return Poll::Ready(Some(Err(PayloadError::Io(std::io::ErrorKind::TimedOut.into()))));
            }
            if self.look.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            let next = Instant::now() + LOOK;
            self.look.as_mut().reset(next);
        }
    }
}

/// A chunked body that nobody reads to its end would be drained by actix for as long as it takes to come, a stalled one for
/// ever. Actix closes the connection instead while somebody still holds the body when the answer is written.
impl Drop for Paced {
    fn drop(&mut self) {
        if !self.ended {
            let held = std::mem::replace(&mut self.inner, Payload::None);
            rt::spawn(async move {
                sleep(HOLD).await;
                drop(held);
            });
        }
    }
}
