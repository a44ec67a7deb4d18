//! How many connections there may be: of one source, and together. Each takes a descriptor and some 20 KiB; silent ones are
//! closed after ten seconds, but thousands may come in that time.

use std::any::Any;
use std::cell::Cell;
use std::collections::HashMap;
use std::net::{IpAddr, Shutdown};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::SockRef;

use super::limits::block_of;
use crate::config::Limits;

/// What whoever comes beyond the limits is told, before anything was read of them (RFC 9110 section 15.6.4).
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 10\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
/// Descriptors for everything that is no connection: the database, files, mail.
const OTHERS: usize = 256;

/// The connections that are open now.
#[derive(Debug)]
pub struct Connections {
    open: Mutex<Open>,
    together: usize,
    of_one: usize,
    /// How long an answer may lie untaken.
    unread: Duration,
    /// All of a proxy's connections have its address: its own limits hold for those behind it.
    proxies: Vec<IpAddr>,
}

#[derive(Debug, Default)]
struct Open {
    all: usize,
    by_source: HashMap<IpAddr, usize>,
}

/// A connection that counts; until it is dropped with its connection.
struct Counted {
    connections: Arc<Connections>,
    source: IpAddr,
}

/// Whether something on this connection could be read in two ways: then nothing that was sent behind it is a request.
#[derive(Debug, Default)]
pub struct Muddled(Cell<bool>);

impl Muddled {
    /// From now on it is so.
    pub fn begin(&self) {
        self.0.set(true);
    }

    /// Whether it is so.
    pub const fn is(&self) -> bool {
        self.0.get()
    }
}

impl Connections {
    /// By these limits, as far as the process may have descriptors.
    pub fn new(limits: &Limits, proxies: &[IpAddr], descriptors: usize) -> Self {
        let together = limits.connections.min(descriptors.saturating_sub(OTHERS).max(16));
        let of_one = limits.connections_of_one.min(together);
        Self { open: Mutex::default(), together, of_one, unread: limits.unread, proxies: proxies.to_vec() }
    }

    /// How many there may be together.
    pub const fn together(&self) -> usize {
        self.together
    }

    /// Counts a connection in; false: there are too many.
    fn come(&self, source: IpAddr) -> bool {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let proxied = self.proxies.contains(&source.to_canonical());
        let here = open.by_source.get(&source).copied().unwrap_or_default();
        if open.all >= self.together || (!proxied && here >= self.of_one) {
            return false;
        }
        open.all += 1;
        open.by_source.insert(source, here + 1);
        true
    }

    fn go(&self, source: IpAddr) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.all = open.all.saturating_sub(1);
        let left = open.by_source.get(&source).copied().unwrap_or_default().saturating_sub(1);
        if left == 0 {
            open.by_source.remove(&source);
        } else {
            open.by_source.insert(source, left);
        }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.connections.go(self.source);
    }
}

/// Looks at a connection that was just made: counts it, or ends it.
pub fn on_connect(connections: &Arc<Connections>, io: &dyn Any, data: &mut Extensions) {
    let plain = io.downcast_ref::<TcpStream>();
    let Some(stream) = plain.or_else(|| io.downcast_ref::<TlsStream<TcpStream>>().map(|tls| tls.get_ref().0)) else { return };
    let Ok(peer) = stream.peer_addr() else { return };
    let source = block_of(peer.ip());
    cut_off(stream, connections.unread);
    if connections.come(source) {
        data.insert(Counted { connections: Arc::clone(connections), source });
        data.insert(Muddled::default());
        return;
    }
    let socket = SockRef::from(stream);
    if plain.is_some() {
        // A courtesy: where it does not fit, the end of the connection says it.
        let _ = socket.send(FULL);
    }
    let _ = socket.shutdown(Shutdown::Both);
}

/// Has the system end the connection of a client that takes nothing for so long: actix waits for ever to write (RFC 5482).
#[cfg(target_os = "linux")]
fn cut_off(stream: &TcpStream, after: Duration) {
    if SockRef::from(stream).set_tcp_user_timeout(Some(after)).is_err() {
        tracing::debug!("a connection has no deadline for what is written");
    }
}

/// Other systems have no such option.
#[cfg(not(target_os = "linux"))]
const fn cut_off(_: &TcpStream, _: Duration) {}

/// Raises the number of descriptors this process may have as far as it may, up to `wanted`; gives what it now is.
pub fn descriptors(wanted: usize) -> usize {
    let wanted = u64::try_from(wanted + OTHERS).unwrap_or(u64::MAX);
    let now = getrlimit(Resource::Nofile);
    let aim = now.maximum.map_or(wanted, |most| most.min(wanted));
    if now.current.is_some_and(|current| current < aim) {
        // Where it may not, the limit on connections follows what there is.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(aim), maximum: now.maximum });
    }
    getrlimit(Resource::Nofile).current.map_or(usize::MAX, |current| usize::try_from(current).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(connections: usize, connections_of_one: usize) -> Limits {
        Limits { connections, connections_of_one, ..Limits::default() }
    }

    #[test]
    fn one_source_leaves_room_for_others() {
        let (one, other): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let open = Connections::new(&limits(3, 2), &[], usize::MAX);
        assert!(open.come(one) && open.come(one) && !open.come(one));
        assert!(open.come(other) && !open.come(other));
        open.go(one);
        assert!(open.come(other));
        open.go(one);
        open.go(other);
        open.go(other);
        assert_eq!(open.open.lock().unwrap().by_source.len(), 0, "who has gone is forgotten");
    }

    #[test]
    fn a_proxy_brings_everybody() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let open = Connections::new(&limits(100, 2), &[proxy], usize::MAX);
        assert!((0..100).all(|_| open.come(proxy)) && !open.come(proxy));
    }

    #[test]
    fn there_are_never_more_than_descriptors() {
        assert_eq!(Connections::new(&limits(4096, 256), &[], 1024).together(), 1024 - OTHERS);
    }
}
