//! Both languages say the same, and every refusal has its sentence in both.

mod codes;
mod texts;

use std::collections::BTreeSet;

use redress::domain::text::Violation;

use crate::source::Source;
use codes::Made;
use texts::Language;

const LANGUAGES: [&str; 2] = ["vi", "en"];

/// Known to every sentence about a refusal, whatever the rule gives it besides.
const ALWAYS_GIVEN: [&str; 2] = ["field", "basis"];

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn texts_are_well_formed() {
    for language in LANGUAGES {
        let read = Language::of_project(language);
        assert!(!read.texts.is_empty(), "no texts in locales/{language}");
        none(&[read.wrong.clone(), read.dangling()].concat());
    }
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_variables() {
    let [vi, en] = LANGUAGES.map(Language::of_project);
    none(&differences(&vi, &en));
}

#[test]
fn every_refusal_has_its_sentence() {
    let made = codes::refusals(&Source::all_below("src")).unwrap();
    assert!(!made.is_empty(), "no refusal was found in src");
    let wrong: Vec<String> = LANGUAGES.iter().flat_map(|l| without_sentence(l, &Language::of_project(l), &made)).collect();
    none(&wrong);
}

#[test]
fn every_violation_has_its_sentence() {
    for language in LANGUAGES {
        let read = Language::of_project(language);
        for violation in violations() {
            let id = format!("violation-{}", violation.code());
            let given: BTreeSet<String> = violation.args().into_iter().map(|(name, _)| name.to_owned()).collect();
            let needs = read.texts.get(&id).map(|t| &t.variables);
            assert_eq!(needs, Some(&given), "locales/{language}: `{id}` and what it is given");
        }
    }
}

/// One of each; a new one does not compile until it stands here.
fn violations() -> Vec<Violation> {
    use Violation::*;
    let all = vec![
        Required,
        Empty,
        TooLong(1),
        ControlCharacter,
        NotAnId,
        NotOneOf(vec![]),
        NotADate,
        NotBetween(1, 2),
        NotAnEmail,
        NotAPhone,
        NotATime,
        Twice(1),
        TooMany(1),
    ];
    for violation in &all {
        match violation {
            Required | Empty | TooLong(_) | ControlCharacter | NotAnId | NotOneOf(_) | NotADate | NotBetween(..) | NotAnEmail
            | NotAPhone | NotATime | Twice(_) | TooMany(_) => {}
        }
    }
    let codes: BTreeSet<&str> = all.iter().map(Violation::code).collect();
    assert_eq!(codes.len(), all.len(), "two violations with one code");
    all
}

/// Texts in one language only, and texts that need different things.
fn differences(vi: &Language, en: &Language) -> Vec<String> {
    let ids: BTreeSet<&String> = vi.texts.keys().chain(en.texts.keys()).collect();
    let difference = |id: &String| match (vi.texts.get(id), en.texts.get(id)) {
        (Some(vi), Some(en)) if vi.variables == en.variables => None,
        (Some(vi), Some(en)) => Some(format!("`{id}` needs {:?} in vi and {:?} in en", vi.variables, en.variables)),
        (Some(_), None) => Some(format!("`{id}` is missing in locales/en")),
        (None, _) => Some(format!("`{id}` is missing in locales/vi")),
    };
    ids.into_iter().filter_map(difference).collect()
}

/// Refusals without a sentence in this language, and sentences that need what the refusal does not give.
fn without_sentence(language: &str, texts: &Language, made: &[Made]) -> Vec<String> {
    let mut wrong = Vec::new();
    for Made { code, args, file, line } in made {
        let id = format!("refusal-{code}");
        let Some(text) = texts.texts.get(&id) else {
            wrong.push(format!("{file}:{line}: `{id}` is missing in locales/{language}"));
            continue;
        };
        let lacking = text.variables.iter().filter(|v| !args.contains(v) && !ALWAYS_GIVEN.contains(&v.as_str()));
        wrong.extend(lacking.map(|v| format!("{file}:{line}: `{id}` in locales/{language} needs ${v}, which is not given by `.with`")));
    }
    wrong
}

#[test]
fn what_is_missing_is_named() {
    let (mut vi, mut en) = (Language::default(), Language::default());
    vi.file("a.ftl", "refusal-late = Quá hạn { $day }\nonly-vi = x\nsame = { $a }\n");
    en.file("a.ftl", "refusal-late = Late { $date }\nsame = { $a } { $a }\n");
    assert_eq!(differences(&vi, &en), ["`only-vi` is missing in locales/en", "`refusal-late` needs {\"day\"} in vi and {\"date\"} in en"]);
    let made = |code: &str| Made { code: code.into(), args: vec!["day".into()], file: "src/x.rs".into(), line: 7 };
    assert_eq!(without_sentence("vi", &vi, &[made("late")]), Vec::<String>::new());
    assert_eq!(
        without_sentence("en", &en, &[made("late"), made("frozen")]),
        [
            "src/x.rs:7: `refusal-late` in locales/en needs $date, which is not given by `.with`",
            "src/x.rs:7: `refusal-frozen` is missing in locales/en"
        ]
    );
}
