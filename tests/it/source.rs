//! The project's own source as tests read it: words, strings and signs with their lines; comments are gone.

use std::fs;
use std::path::{Path, PathBuf};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// An identifier, a keyword or a number.
    Word,
    /// What stands between the quotes of a string, escapes untouched.
    Text,
    /// One sign; `::` is one.
    Sign,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub sort: Sort,
    pub text: String,
    /// From 1.
    pub line: usize,
}

impl Token {
    /// A word or sign that reads so; never a string.
    pub fn is(&self, text: &str) -> bool {
        self.sort != Sort::Text && self.text == text
    }
}

/// One file of source.
#[derive(Debug, Clone)]
pub struct Source {
    /// From the root of the project, with `/`.
    pub path: String,
    pub lines: usize,
    pub tokens: Vec<Token>,
}

impl Source {
    /// Reads a text as the file of this path.
    pub fn parse(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), lines: text.lines().count(), tokens: tokens(text) }
    }

    /// Every `.rs` file below a folder of the project, in the order of its path.
    pub fn all_below(folder: &str) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        collect(&root.join(folder), &mut paths);
        paths.sort();
        let read = |path: &PathBuf| {
            let shown = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            Self::parse(&shown, &fs::read_to_string(path).unwrap())
        };
        paths.iter().map(read).collect()
    }

    /// The module path inside the crate: `src/store/cases.rs` is `store, cases`; `src/lib.rs` is empty.
    pub fn module(&self) -> Vec<String> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let mut parts: Vec<String> = inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if matches!(parts.last().map(String::as_str), Some("mod" | "lib")) {
            parts.pop();
        }
        parts
    }

    /// The same file without what only tests compile: each item under `#[cfg(test)]`.
    pub fn without_tests(&self) -> Self {
        let mut kept = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if reads(&self.tokens, at, TEST_ONLY) {
                at = after_item(&self.tokens, at + TEST_ONLY.len());
            } else {
                kept.push(self.tokens[at].clone());
                at += 1;
            }
        }
        Self { tokens: kept, ..self.clone() }
    }

    /// The names of modules in files of their own that only tests compile: `#[cfg(test)] mod tests;`.
    pub fn test_modules(&self) -> Vec<Vec<String>> {
        let declared = |at: usize| {
            let after = at + TEST_ONLY.len();
            (reads(&self.tokens, at, TEST_ONLY) && reads(&self.tokens, after, &["mod"]) && reads(&self.tokens, after + 2, &[";"]))
                .then(|| [self.module(), vec![self.tokens[after + 1].text.clone()]].concat())
        };
        (0..self.tokens.len()).filter_map(declared).collect()
    }
}

const TEST_ONLY: &[&str] = &["#", "[", "cfg", "(", "test", ")", "]"];

/// Whether the tokens from `at` read so.
pub fn reads(tokens: &[Token], at: usize, texts: &[&str]) -> bool {
    texts.iter().enumerate().all(|(place, text)| tokens.get(at + place).is_some_and(|t| t.is(text)))
}

/// The place after the bracket that closes the one at `open`.
pub fn after_bracket(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if ["(", "[", "{"].iter().any(|b| token.is(b)) {
            depth += 1;
        } else if [")", "]", "}"].iter().any(|b| token.is(b)) {
            depth -= 1;
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// The place after the item that starts at `at`: after its `;` or its block.
fn after_item(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        if tokens[at].is(";") {
            return at + 1;
        }
        if tokens[at].is("{") {
            return after_bracket(tokens, at);
        }
        at = if tokens[at].is("(") || tokens[at].is("[") { after_bracket(tokens, at) } else { at + 1 };
    }
    at
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Cuts Rust into tokens, as far as these tests need it: comments vanish, characters and lifetimes too.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let starts = |at: usize, with: &str| with.chars().enumerate().all(|(place, c)| chars.get(at + place) == Some(&c));
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let from = at;
        if starts(at, "//") {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if starts(at, "/*") {
            let mut depth = 0;
            while at < chars.len() {
                if starts(at, "/*") {
                    (depth, at) = (depth + 1, at + 2);
                } else if starts(at, "*/") {
                    (depth, at) = (depth - 1, at + 2);
                } else {
                    at += 1;
                }
                if depth == 0 {
                    break;
                }
            }
        } else if let Some((end, text)) = string(&chars, at) {
            found.push(Token { sort: Sort::Text, text, line });
            at = end;
        } else if chars[at] == '\'' {
            at = after_quote(&chars, at);
        } else if is_word(chars[at]) {
            if starts(at, "r#") {
                at += 2;
            }
            let start = at;
            while at < chars.len() && is_word(chars[at]) {
                at += 1;
            }
            found.push(Token { sort: Sort::Word, text: chars[start..at].iter().collect(), line });
        } else {
            at += if starts(at, "::") { 2 } else { 1 };
            if !chars[from].is_whitespace() {
                found.push(Token { sort: Sort::Sign, text: chars[from..at].iter().collect(), line });
            }
        }
        line += chars[from..at.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    found
}

/// The string that starts at `at` (`"`, `b"`, `c"`, `r"`, `br#"` ...): the place after it, and what it holds.
fn string(chars: &[char], at: usize) -> Option<(usize, String)> {
    let mut open = at;
    while open < at + 2 && matches!(chars.get(open), Some('b' | 'c' | 'r')) {
        open += 1;
    }
    let raw = chars[at..open].contains(&'r');
    let hashes = if raw { chars[open..].iter().take_while(|c| **c == '#').count() } else { 0 };
    open += hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let mut end = open + 1;
    while end < chars.len() {
        if !raw && chars[end] == '\\' {
            end += 2;
        } else if chars[end] == '"' && (0..hashes).all(|place| chars.get(end + 1 + place) == Some(&'#')) {
            return Some((end + 1 + hashes, chars[open + 1..end].iter().collect()));
        } else {
            end += 1;
        }
    }
    Some((chars.len(), chars[open + 1..].iter().collect()))
}

/// The place after a character in quotes, or after the quote of a lifetime.
fn after_quote(chars: &[char], at: usize) -> usize {
    if chars.get(at + 1) == Some(&'\\') {
        // The character after the backslash may itself be a quote.
        return chars.iter().skip(at + 3).position(|c| *c == '\'').map_or(chars.len(), |place| at + 4 + place);
    }
    if chars.get(at + 2) == Some(&'\'') { at + 3 } else { at + 1 }
}

#[test]
fn comments_strings_and_quotes_are_told_apart() {
    let text = "use a::b; // store\n/* x /* y */ z */ let s: &'a str = r#\"a \"q\" b\"#;\nlet c = ['\"', '\\'', 'x']; b\"v\\\"w\" r#type";
    let read = Source::parse("src/x.rs", text);
    let words: Vec<&str> = read.tokens.iter().filter(|t| t.sort == Sort::Word).map(|t| t.text.as_str()).collect();
    assert_eq!(words, ["use", "a", "b", "let", "s", "a", "str", "let", "c", "type"]);
    let texts: Vec<(&str, usize)> = read.tokens.iter().filter(|t| t.sort == Sort::Text).map(|t| (t.text.as_str(), t.line)).collect();
    assert_eq!(texts, [("a \"q\" b", 2), ("v\\\"w", 3)]);
    assert_eq!(read.lines, 3);
}

#[test]
fn what_only_tests_compile_is_left_out() {
    let text = "fn a() {}\n#[cfg(test)]\n#[path = \"x\"]\nmod tests { fn b() { c(); } }\n#[cfg(test)] use d::{e, f};\n#[cfg(test)] mod walk;\nfn g() {}";
    let read = Source::parse("src/store/mod.rs", text);
    let left: Vec<String> = read.without_tests().tokens.into_iter().filter(|t| t.sort == Sort::Word).map(|t| t.text).collect();
    assert_eq!(left, ["fn", "a", "fn", "g"]);
    assert_eq!(read.test_modules(), [["store", "walk"]]);
}
