//! The doors: what comes from other sites, from ambiguous heads, from clients that only wait, from forged addresses, over TLS.

mod ambiguous;
mod answers;
mod csrf;
mod proxy;
mod slow;
mod tls;
mod unread;
