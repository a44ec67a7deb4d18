//! Places where something may lie: the rows and files of a PostgreSQL, a log.

use std::fs;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_types::Text;
use memchr::memmem;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    value: String,
}

fn lines(conn: &mut PgConnection, sql: &str) -> Vec<String> {
    diesel::sql_query(sql).load::<Line>(conn).unwrap().into_iter().map(|l| l.value).collect()
}

/// The log was kept at its most talkative, and says of each request what it may.
pub fn talkative(log: &Path) {
    talkative_of(log, &["/api/v1/public/cases", "/api/v1/cases/{id}/open-identity", "/api/v1/public/track"]);
}

/// The same, of these routes.
pub fn talkative_of(log: &Path, routes: &[&str]) {
    let said = fs::read_to_string(log).unwrap();
    assert!(said.lines().count() > 50, "the log says too little to be searched:\n{said}");
    for route in routes {
        assert!(said.contains(route), "the log does not name {route}");
    }
}

/// Writes every row of every table as a text; what is stored as bytes stands there in hexadecimal.
pub fn dump(url: &str, to: &Path) {
    let mut conn = PgConnection::establish(url).unwrap();
    let mut text = String::new();
    for table in lines(&mut conn, "SELECT tablename::text AS value FROM pg_tables WHERE schemaname = 'public'") {
        for row in lines(&mut conn, &format!("SELECT t::text AS value FROM \"{table}\" t")) {
            text.push_str(&row);
            text.push('\n');
        }
    }
    assert!(text.len() > 10_000, "there is something to search");
    fs::write(to, text).unwrap();
}

/// What a search of the server's files found.
pub struct Found {
    pub hits: Vec<(PathBuf, String)>,
    /// Whether what lies there in plain was found.
    pub planted: bool,
}

/// Searches the files of this database, the write-ahead log and the server's log, byte for byte as PostgreSQL writes texts.
/// A server on another machine has no files here: then its rows are all there is to search, and that is said.
pub fn search_files(url: &str, canaries: &[&str], planted: &str) -> Found {
    let mut conn = PgConnection::establish(url).unwrap();
    diesel::sql_query("CHECKPOINT").execute(&mut conn).unwrap();
    let data = PathBuf::from(lines(&mut conn, "SELECT current_setting('data_directory') AS value").remove(0));
    let oid = lines(&mut conn, "SELECT oid::text AS value FROM pg_database WHERE datname = current_database()").remove(0);
    let database = data.join("base").join(oid);
    if !database.is_dir() {
        eprintln!("the files of PostgreSQL are not on this machine: only its rows were searched");
        return Found { hits: vec![], planted: true };
    }
    let mut files: Vec<PathBuf> = [database, data.join("pg_wal")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.is_file())
        .collect();
    files.extend(data.parent().map(|above| above.join("log")).filter(|log| log.is_file()));
    let mut found = Found { hits: vec![], planted: false };
    for file in files {
        // The server recycles its log while others use it.
        let Ok(bytes) = fs::read(&file) else { continue };
        found.planted |= memmem::find(&bytes, planted.as_bytes()).is_some();
        let lies = |canary: &&&str| memmem::find(&bytes, canary.as_bytes()).is_some();
        found.hits.extend(canaries.iter().filter(lies).map(|canary| (file.clone(), (*canary).to_owned())));
    }
    found
}
