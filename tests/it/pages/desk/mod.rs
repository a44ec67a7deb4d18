//! The desk: queues, lists, giving cases to officers, the counter.

mod assign;
mod cases;
mod counter;
mod queues;
mod statements;

use crate::support::browser::Opened;

/// The numbers of the cases on a page, in its order.
pub fn numbers(page: &Opened) -> Vec<String> {
    let rows = page.html.split("<th scope=\"row\" class=\"nowrap\">").skip(1);
    let text = |row: &str| row.split("</th>").next().unwrap().split('>').next_back().unwrap().to_owned();
    rows.map(|row| text(&row.replace("</a>", ""))).collect()
}

/// The address that the link to the next page has.
pub fn next(page: &Opened) -> Option<String> {
    let after = page.html.split("rel=\"next\" href=\"").nth(1)?;
    Some(after.split('"').next().unwrap().replace("&#38;", "&"))
}

/// The row of this case.
#[track_caller]
pub fn row(page: &Opened, number: &str) -> String {
    let rows = page.html.split("<tr").find(|row| row.contains(&format!(">{number}<")));
    let html = rows.unwrap_or_else(|| panic!("no row of {number} in {}", page.html)).to_owned();
    Opened { html: html.split_once('>').unwrap().1.to_owned(), ..page.clone() }.text()
}
