//! The table: each act beside its limit, and whether its budget is kept.

use std::time::Duration;

use crate::client::Measured;

/// What the design asks of a ratio.
#[derive(Debug, Clone, Copy)]
pub enum Budget {
    None,
    AtLeast(f64),
}

/// A measurement.
pub struct Row {
    name: &'static str,
    clients: usize,
    measured: Measured,
    against: Option<(&'static str, Budget)>,
}

impl Row {
    /// What the machine does at best.
    pub const fn limit(name: &'static str, clients: usize, measured: Measured) -> Self {
        Self { name, clients, measured, against: None }
    }

    /// What we do.
    pub const fn act(name: &'static str, clients: usize, measured: Measured) -> Self {
        Self::limit(name, clients, measured)
    }

    /// Beside this limit.
    pub const fn against(mut self, limit: &'static str, budget: Budget) -> Self {
        self.against = Some((limit, budget));
        self
    }

    /// Half of the requests took at most so long.
    pub fn seconds_each(&self) -> f64 {
        self.measured.p50.as_secs_f64()
    }
}

/// All measurements of one office.
pub struct Table {
    database: String,
    cases: usize,
    rows: Vec<Row>,
    /// Resident at the end and at most, in kB.
    pub memory: (u64, u64),
    pub first_answer: Duration,
}

impl Table {
    pub fn new(database: &str, cases: usize) -> Self {
        Self { database: database.to_owned(), cases, rows: Vec::new(), memory: (0, 0), first_answer: Duration::ZERO }
    }

    pub fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// The measurement of this name by so many clients.
    pub fn row(&self, name: &str, clients: usize) -> &Row {
        self.rows.iter().find(|r| r.name == name && r.clients == clients).expect("it was measured")
    }

    /// Prints it; gives how many budgets are missed.
    pub fn print(&self) -> usize {
        let mut missed = 0;
        println!("{}, {} cases", self.database, self.cases);
        println!("{:<30}{:>8}{:>12}{:>12}{:>12}  ratio to its limit", "", "clients", "a second", "p50 ms", "p99 ms");
        for row in &self.rows {
            let Measured { a_second, p50, p99 } = &row.measured;
            let ms = |d: &Duration| d.as_secs_f64() * 1000.0;
            print!("{:<30}{:>8}{:>12.0}{:>12.3}{:>12.3}", row.name, row.clients, a_second, ms(p50), ms(p99));
            if let Some((limit, budget)) = row.against {
                // One connection commits; a handler answers as many as ask.
                let limit_row = self.rows.iter().find(|r| r.name == limit && (r.clients == row.clients || limit == "bare durable commits"));
                let ratio = a_second / limit_row.expect("its limit was measured").measured.a_second;
                print!("  {ratio:.2} of {limit}");
                if let Budget::AtLeast(least) = budget {
                    print!(" (budget {least}{})", if ratio < least { ": MISSED" } else { "" });
                    missed += usize::from(ratio < least);
                }
            }
            println!();
        }
        let (megabytes, most) = (self.memory.0 / 1024, self.memory.1 / 1024);
        let late = if self.first_answer > Duration::from_millis(300) { ": MISSED" } else { "" };
        let fat = if megabytes > 100 { ": MISSED" } else { "" };
        let first = self.first_answer.as_millis();
        println!(
            "memory {megabytes} MB (budget 100{fat}), {most} MB while a password is checked; first answer after {first} ms (budget 300{late})\n"
        );
        missed + usize::from(megabytes > 100) + usize::from(!late.is_empty())
    }
}
