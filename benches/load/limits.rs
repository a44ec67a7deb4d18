//! What the machine could do at best: actix without us, one select by key, one-row commits.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use actix_web::{App, HttpResponse, HttpServer, web};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, Pool};

use crate::client::Measured;
use crate::office::Office;

diesel::table! {
    bench_points (id) {
        id -> BigInt,
        said -> Text,
    }
}

/// The server of the limits, in a process of its own as the real one.
pub struct Limits {
    child: Child,
    address: SocketAddr,
}

impl Limits {
    /// On the office's own kind of database.
    pub fn start(office: &Office) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.env("REDRESS_BENCH_LIMITS", office.beside()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        Self { child, address: line.parse().unwrap() }
    }

    /// Where it answers.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Limits {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A small table to select one row of.
fn prepare(connection: &mut impl SimpleConnection) {
    let rows: Vec<String> = (0..1000).map(|id| format!("({id}, 'row {id}')")).collect();
    let make = "DROP TABLE IF EXISTS bench_points; CREATE TABLE bench_points (id BIGINT NOT NULL PRIMARY KEY, said TEXT NOT NULL);";
    connection.batch_execute(&format!("{make} INSERT INTO bench_points VALUES {};", rows.join(", "))).unwrap();
}

const DURABLE: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;";

/// Answers `/bare` and `/point` until it is killed.
pub fn serve(url: &str) {
    match url.strip_prefix("sqlite:") {
        Some(file) => {
            let mut first = SqliteConnection::establish(file).unwrap();
            first.batch_execute(DURABLE).unwrap();
            prepare(&mut first);
            answer(Pool::builder().max_size(4).build(ConnectionManager::<SqliteConnection>::new(file)).unwrap());
        }
        None => {
            prepare(&mut PgConnection::establish(url).unwrap());
            answer(Pool::builder().max_size(4).build(ConnectionManager::<PgConnection>::new(url)).unwrap());
        }
    }
}

/// A select of one row by its key.
trait Select: Send + 'static {
    fn said(&mut self, id: i64) -> String;
}

impl Select for SqliteConnection {
    fn said(&mut self, id: i64) -> String {
        bench_points::table.find(id).select(bench_points::said).first(self).unwrap()
    }
}

impl Select for PgConnection {
    fn said(&mut self, id: i64) -> String {
        bench_points::table.find(id).select(bench_points::said).first(self).unwrap()
    }
}

fn answer<C>(pool: Pool<ConnectionManager<C>>)
where
    C: Select + diesel::r2d2::R2D2Connection,
{
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            let pool = pool.clone();
            App::new().route("/bare", web::get().to(|| async { HttpResponse::Ok().body("bare") })).route(
                "/point",
                web::get().to(move || {
                    let pool = pool.clone();
                    async move {
                        let said = web::block(move || pool.get().unwrap().said(417)).await.unwrap();
                        HttpResponse::Ok().body(said)
                    }
                }),
            )
        });
        let server = server.bind(("127.0.0.1", 0)).unwrap();
        println!("{}", server.addrs()[0]);
        server.run().await.unwrap();
    });
}

/// Inserts of one row, each committed and on the disk before the next, on one connection.
pub fn commits(office: &Office, lasting: Duration) -> Measured {
    let url = office.beside();
    match url.strip_prefix("sqlite:") {
        Some(file) => {
            let mut connection = SqliteConnection::establish(file).unwrap();
            connection.batch_execute(DURABLE).unwrap();
            insert(&mut connection, lasting, |c, id| {
                diesel::insert_into(bench_points::table).values((bench_points::id.eq(id), bench_points::said.eq("x"))).execute(c).unwrap();
            })
        }
        None => insert(&mut PgConnection::establish(&url).unwrap(), lasting, |c, id| {
            diesel::insert_into(bench_points::table).values((bench_points::id.eq(id), bench_points::said.eq("x"))).execute(c).unwrap();
        }),
    }
}

fn insert<C>(connection: &mut C, lasting: Duration, mut one: impl FnMut(&mut C, i64)) -> Measured {
    let (begun, mut took) = (Instant::now(), Vec::new());
    while begun.elapsed() < lasting {
        let at = Instant::now();
        one(connection, 10_000 + took.len() as i64);
        took.push(at.elapsed());
    }
    Measured::of(took, begun.elapsed())
}
