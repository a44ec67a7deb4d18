//! The codes in the source that need a sentence: those of refusals and those of violations.

use crate::source::{Sort, Source, Token, after_bracket, reads};

/// A refusal as the source makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub code: String,
    /// Names that `.with(..)` gives to the sentence.
    pub args: Vec<String>,
    pub file: String,
    pub line: usize,
}

/// Every refusal that these files make, or the place of one whose code is no literal.
pub fn refusals(sources: &[Source]) -> Result<Vec<Made>, String> {
    let mut made = Vec::new();
    for source in sources {
        let code = source.without_tests();
        for at in 0..code.tokens.len() {
            let maker = ["state", "role", "missing", "field"].iter().find(|m| reads(&code.tokens, at, &["Refusal", "::", m, "("]));
            if let Some(maker) = maker {
                made.extend(refusal(&code, at, *maker == "field")?);
            }
        }
    }
    Ok(made)
}

/// The refusal at `at`; several if its code is one of several words.
fn refusal(source: &Source, at: usize, has_field: bool) -> Result<Vec<Made>, String> {
    let tokens = &source.tokens;
    let (open, close) = (at + 3, after_bracket(tokens, at + 3));
    let from = if has_field { after_argument(tokens, open + 1) } else { open + 1 };
    let codes: Vec<&Token> = tokens[from..close].iter().filter(|t| t.sort == Sort::Text).collect();
    let line = tokens[at].line;
    // A violation of a field, told as a refusal: its sentence is `violation-<code>`, which has a test of its own.
    if reads(tokens, from, &["violation", ".", "code", "(", ")"]) {
        return Ok(Vec::new());
    }
    if codes.is_empty() {
        return Err(format!("{}:{line}: write the refusal's code here as a literal, so that its text can be looked for", source.path));
    }
    let args = given(tokens, close);
    let one = |code: &&Token| Made { code: code.text.clone(), args: args.clone(), file: source.path.clone(), line };
    Ok(codes.iter().map(one).collect())
}

/// The place after the comma that ends the argument at `at`.
fn after_argument(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() && !tokens[at].is(",") {
        at = if ["(", "[", "{"].iter().any(|b| tokens[at].is(b)) { after_bracket(tokens, at) } else { at + 1 };
    }
    at + 1
}

/// The names in the `.with("name", ..)` that follow at `at`, other calls between them.
fn given(tokens: &[Token], mut at: usize) -> Vec<String> {
    let mut names = Vec::new();
    while reads(tokens, at, &["."]) && reads(tokens, at + 2, &["("]) {
        if tokens[at + 1].is("with")
            && let Some(name) = tokens.get(at + 3).filter(|t| t.sort == Sort::Text)
        {
            names.push(name.text.clone());
        }
        at = after_bracket(tokens, at + 2);
    }
    names
}

#[test]
fn refusals_are_found_with_what_they_give() {
    let text = r#"
        let a = Refusal::state("frozen").by("Luật").with("until", day(1, 2)).with("from", x);
        Err(Refusal::field(name_of("x", 1), "too_early"))?;
        crate::domain::refusal::Refusal::role(if head { "not_head" } else { "not_clerk" });
        #[cfg(test)] mod tests { fn f() { Refusal::missing("not_there"); } }
    "#;
    let made = refusals(&[Source::parse("src/actions/extend.rs", text)]).unwrap();
    let shown: Vec<(&str, usize, Vec<&str>)> =
        made.iter().map(|m| (m.code.as_str(), m.line, m.args.iter().map(String::as_str).collect())).collect();
    assert_eq!(shown, [("frozen", 2, vec!["until", "from"]), ("too_early", 3, vec![]), ("not_head", 4, vec![]), ("not_clerk", 4, vec![])]);
}

#[test]
fn a_violation_told_as_a_refusal_has_its_own_sentence() {
    let source = Source::parse("src/actions/correct.rs", "Refusal::field(\"value\", violation.code())");
    assert_eq!(refusals(&[source]), Ok(Vec::new()));
}

#[test]
fn a_code_that_cannot_be_found_is_refused() {
    for text in ["Refusal::state(code)", "Refusal::field(\"contest\", code)"] {
        let refused = refusals(&[Source::parse("src/actions/extend.rs", text)]).unwrap_err();
        assert!(refused.starts_with("src/actions/extend.rs:1: "), "{refused}");
    }
}
