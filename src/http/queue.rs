//! Queues with an end: so many at once, so many who wait, and so long; whoever comes beyond that is told to come again (503 with
//! `Retry-After`, RFC 9110 section 10.2.3) instead of waiting without end.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::error::ApiError;

/// What waits for a thread that may block: the database, papers, hashing. The pool of connections has few places; those who
/// wait here cost nothing but their request.
pub static BLOCKING: LazyLock<Queue> = LazyLock::new(|| Queue::new(64, 1024, Duration::from_secs(5)));

/// The part of [`BLOCKING`] that whoever has no session may take: a flood from outside leaves the rest to members.
pub static STRANGERS: LazyLock<Queue> = LazyLock::new(|| Queue::new(16, 512, Duration::from_secs(5)));

tokio::task_local! {
    /// Set around what is done for somebody without a session.
    pub static STRANGER: ();
}

/// Places, and a line before them.
#[derive(Debug)]
pub struct Queue {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
    patience: Duration,
}

/// Leaves the line when the wait ends, however it ends.
struct InLine<'a>(&'a AtomicUsize);

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Queue {
    /// So many places, so many who may wait for one, and how long.
    pub fn new(places: usize, most_waiting: usize, patience: Duration) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), waiting: AtomicUsize::new(0), most_waiting, patience }
    }

    /// A place, held until it is dropped; 503 when the line is full or the wait too long.
    pub async fn enter(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(place);
        }
        let again = ApiError::Unavailable(self.patience.as_secs().max(1));
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= self.most_waiting {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(again);
        }
        let _line = InLine(&self.waiting);
        timeout(self.patience, Arc::clone(&self.places).acquire_owned()).await.ok().and_then(Result::ok).ok_or(again)
    }
}

/// The places that this request needs before it may block.
pub async fn enter() -> Result<[Option<OwnedSemaphorePermit>; 2], ApiError> {
    let among_strangers = if STRANGER.try_with(|()| ()).is_ok() { Some(STRANGERS.enter().await?) } else { None };
    Ok([among_strangers, Some(BLOCKING.enter().await?)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn the_line_has_an_end_and_so_has_the_wait() {
        let queue = Arc::new(Queue::new(1, 1, Duration::from_millis(50)));
        let held = queue.enter().await.unwrap();
        let waits = actix_web::rt::spawn({
            let queue = Arc::clone(&queue);
            async move { queue.enter().await.map(drop) }
        });
        while queue.waiting.load(Ordering::Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
        // The line is full: told at once, without a wait.
        let begun = std::time::Instant::now();
        assert!(matches!(queue.enter().await, Err(ApiError::Unavailable(1))));
        assert!(begun.elapsed() < Duration::from_millis(40));
        // Who waited is told after their time, and leaves the line.
        assert!(matches!(waits.await.unwrap(), Err(ApiError::Unavailable(1))));
        assert_eq!(queue.waiting.load(Ordering::Relaxed), 0);
        drop(held);
        assert!(queue.enter().await.is_ok());
    }

    #[actix_web::test]
    async fn strangers_take_their_own_part_only() {
        assert!(enter().await.unwrap()[0].is_none());
        assert!(STRANGER.scope((), enter()).await.unwrap()[0].is_some());
    }
}
