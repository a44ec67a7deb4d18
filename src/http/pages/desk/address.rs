//! Addresses of lists: what narrows a list stands in its query, and each page keeps the rest when it changes one part.

use std::fmt::{self, Display, Write};

use crate::http::cursor::PageParams;
use crate::http::error::ApiError;
use crate::store::case_list::Cursor;

/// A path of ours with its query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    path: &'static str,
    pairs: Vec<(String, String)>,
}

impl Address {
    /// Without a query.
    pub const fn new(path: &'static str) -> Self {
        Self { path, pairs: Vec::new() }
    }

    /// With this part set, in the place of what it was.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Display) -> Self {
        self.pairs.retain(|(n, _)| n != name);
        self.pairs.push((name.to_owned(), value.to_string()));
        self
    }

    /// The same where there is something.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Without this part.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.pairs.retain(|(n, _)| n != name);
        self
    }

    /// Names and values.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path)?;
        for (at, (name, value)) in self.pairs.iter().enumerate() {
            f.write_char(if at == 0 { '?' } else { '&' })?;
            f.write_str(name)?;
            f.write_char('=')?;
            encode(value, f)?;
        }
        Ok(())
    }
}

/// RFC 3986 section 2.1, of all but its unreserved characters.
fn encode(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            f.write_char(char::from(byte))?;
        } else {
            write!(f, "%{byte:02X}")?;
        }
    }
    Ok(())
}

/// The query without the parts that a form sent empty: these narrow nothing.
pub fn filled(query: &str) -> String {
    let there = |pair: &&str| pair.split_once('=').is_some_and(|(_, value)| !value.is_empty());
    query.split('&').filter(there).collect::<Vec<_>>().join("&")
}

/// Where a list is come back to: an address of the desk's own lists, and no other.
pub fn back(given: &str) -> String {
    let ours = |path: &str| given == path || given.strip_prefix(path).is_some_and(|rest| rest.starts_with('?'));
    if ["/desk", "/cases"].into_iter().any(ours) { given.to_owned() } else { "/desk".to_owned() }
}

/// Where the page of a list begins; 422 for what no list gave.
pub fn after(page: &PageParams) -> Result<Option<Cursor>, ApiError> {
    let bad = |_| ApiError::Field { field: "cursor".into(), code: "bad_cursor", args: vec![] };
    page.cursor.as_deref().map(str::parse::<Cursor>).transpose().map_err(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_narrows_the_list() {
        let all = Address::new("/cases").with("q", "đơn & \"thư\"").with("kind", "complaint").with("q", "đơn");
        assert_eq!(all.to_string(), "/cases?kind=complaint&q=%C4%91%C6%A1n");
        assert_eq!(all.without("kind").without("q").to_string(), "/cases");
        assert_eq!(filled("kind=&q=don&overdue=&x"), "q=don");
    }

    #[test]
    fn one_comes_back_to_lists_only() {
        for ours in ["/desk", "/desk?queue=mine", "/cases?q=a%20b"] {
            assert_eq!(back(ours), ours);
        }
        for other in ["", "//evil.example", "https://evil.example", "/deskx", "/cases/0ABC", "/sign-out"] {
            assert_eq!(back(other), "/desk", "{other}");
        }
    }
}
