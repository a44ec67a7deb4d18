//! The texts of one language, read with the parser that shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

/// A text: what it needs and what it refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Names of its variables, without `$`.
    pub variables: BTreeSet<String>,
    /// Other texts it quotes; terms with their `-`.
    pub quotes: BTreeSet<String>,
}

/// The texts of a language by their identifiers; attributes as `id.attribute`, terms as `-id`.
#[derive(Debug, Default)]
pub struct Language {
    pub texts: BTreeMap<String, Text>,
    pub wrong: Vec<String>,
}

impl Language {
    /// Reads every `.ftl` file below `locales/<language>`.
    pub fn of_project(language: &str) -> Self {
        let mut read = Self::default();
        read.folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language));
        read
    }

    fn folder(&mut self, folder: &Path) {
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.folder(&path);
            } else if path.extension().is_some_and(|e| e == "ftl") {
                self.file(&path.display().to_string(), &fs::read_to_string(&path).unwrap());
            }
        }
    }

    /// Reads one file's content.
    pub fn file(&mut self, name: &str, content: &str) {
        let resource = fluent_syntax::parser::parse(content).unwrap_or_else(|(resource, errors)| {
            self.wrong.extend(errors.iter().map(|e| format!("{name}: {e}")));
            resource
        });
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let id = message.id.name.to_owned();
                    if let Some(value) = &message.value {
                        self.add(name, id.clone(), value);
                    }
                    for attribute in &message.attributes {
                        self.add(name, format!("{id}.{}", attribute.id.name), &attribute.value);
                    }
                }
                Entry::Term(term) => self.add(name, format!("-{}", term.id.name), &term.value),
                Entry::Junk { content } => {
                    self.wrong.push(format!("{name}: not understood: {}", content.lines().next().unwrap_or_default()))
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            }
        }
    }

    fn add(&mut self, file: &str, id: String, value: &Pattern<&str>) {
        let mut text = Text::default();
        pattern(value, &mut text);
        if self.texts.insert(id.clone(), text).is_some() {
            self.wrong.push(format!("{file}: `{id}` stands there twice"));
        }
    }

    /// Texts that quote one that is not there.
    pub fn dangling(&self) -> Vec<String> {
        let of_one = |(id, text): (&String, &Text)| {
            let missing = text.quotes.iter().filter(|q| !self.texts.contains_key(*q));
            missing.map(|q| format!("`{id}` quotes `{q}`, which is not there")).collect::<Vec<_>>()
        };
        self.texts.iter().flat_map(of_one).collect()
    }
}

fn pattern(value: &Pattern<&str>, text: &mut Text) {
    for element in &value.elements {
        if let PatternElement::Placeable { expression: found } = element {
            expression(found, text);
        }
    }
}

fn expression(found: &Expression<&str>, text: &mut Text) {
    match found {
        Expression::Inline(inline) => inline_expression(inline, text),
        Expression::Select { selector, variants } => {
            inline_expression(selector, text);
            for variant in variants {
                pattern(&variant.value, text);
            }
        }
    }
}

fn inline_expression(found: &InlineExpression<&str>, text: &mut Text) {
    let quoted = |id: &str, attribute: Option<&str>| attribute.map_or_else(|| id.to_owned(), |a| format!("{id}.{a}"));
    match found {
        InlineExpression::VariableReference { id } => {
            text.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, attribute } => {
            text.quotes.insert(quoted(id.name, attribute.as_ref().map(|a| a.name)));
        }
        InlineExpression::TermReference { id, attribute, arguments } => {
            text.quotes.insert(quoted(&format!("-{}", id.name), attribute.as_ref().map(|a| a.name)));
            if let Some(given) = arguments {
                call_arguments(given, text);
            }
        }
        InlineExpression::FunctionReference { arguments, .. } => call_arguments(arguments, text),
        InlineExpression::Placeable { expression: inner } => expression(inner, text),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn call_arguments(given: &CallArguments<&str>, text: &mut Text) {
    for value in given.positional.iter().chain(given.named.iter().map(|named| &named.value)) {
        inline_expression(value, text);
    }
}

#[test]
fn variables_and_quotes_are_found_wherever_they_stand() {
    let mut read = Language::default();
    read.file("x.ftl", "a = { $n ->\n    [one] { $one } letter\n   *[other] { NUMBER($many) } { -term } { b.hint }\n }\n    .title = { $title }\n-term = T\n");
    assert_eq!(read.wrong, Vec::<String>::new());
    let names: Vec<&str> = read.texts["a"].variables.iter().map(String::as_str).collect();
    assert_eq!(names, ["many", "n", "one"]);
    assert_eq!(read.texts["a.title"].variables.len(), 1);
    assert_eq!(read.dangling(), ["`a` quotes `b.hint`, which is not there"]);
}

#[test]
fn what_is_wrong_in_a_file_is_told() {
    let mut read = Language::default();
    read.file("x.ftl", "a = 1\nb = { $\n");
    read.file("y.ftl", "a = 2\n");
    assert!(read.wrong.iter().any(|w| w.starts_with("x.ftl: not understood: b")), "{:?}", read.wrong);
    assert!(read.wrong.iter().any(|w| w == "y.ftl: `a` stands there twice"), "{:?}", read.wrong);
}
