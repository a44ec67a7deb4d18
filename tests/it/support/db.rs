//! Runs a test on both databases.

use redress::store::{Options, Store};

use super::postgres;

/// A migrated SQLite in a temporary folder, which lives as long as the guard.
pub fn sqlite() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("redress.db").display());
    (open(&url), folder)
}

/// A migrated PostgreSQL database of its own; None, said by the test's name, where there is no server.
pub fn postgres() -> Option<Store> {
    let Some(url) = postgres::database() else {
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        eprintln!("SKIPPED on PostgreSQL: {test} (no server found)");
        return None;
    };
    Some(open(&url))
}

fn open(url: &str) -> Store {
    let options = Options { readers: 4, connections: 8, ..Options::default() };
    let store = Store::open(url, &options).expect("the database opens");
    store.migrate().expect("the migrations run");
    store
}

/// Runs it on SQLite and, where there is one, on PostgreSQL; a failure says on which.
pub fn each_db(test: impl Fn(&Store)) {
    let (store, _folder) = sqlite();
    run("SQLite", &store, &test);
    if let Some(store) = postgres() {
        run("PostgreSQL", &store, &test);
    }
}

fn run(name: &str, store: &Store, test: &impl Fn(&Store)) {
    /// Says the database when the test panics past it.
    struct On<'a>(&'a str);
    impl Drop for On<'_> {
        fn drop(&mut self) {
            if std::thread::panicking() {
                eprintln!("... on {}", self.0);
            }
        }
    }
    let _on = On(name);
    test(store);
}
