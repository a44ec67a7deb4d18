//! What a sender may do, each a small form; and what not, with the reason.

use crate::actions::read::citizen::CitizenCase;
use crate::domain::law::Law;
use crate::domain::outcome::WithdrawalScope;
use crate::domain::verb::Verb;
use crate::http::error::ApiError;
use crate::http::form::Form;
use crate::http::pages::plain::plain;
use crate::http::pages::{Choice, Errors, Field, Frame};
use crate::http::problem::Problem;

/// One act.
#[derive(Debug, Clone)]
pub struct ActForm {
    pub slug: &'static str,
    /// What it is, also on its button.
    pub name: String,
    /// What comes of it.
    pub about: String,
    pub fields: Vec<Field>,
    /// Unfolded: it came back with something to correct.
    pub open: bool,
    /// It cannot be undone.
    pub warns: bool,
}

/// One that is not open now.
#[derive(Debug, Clone)]
pub struct RefusedAct {
    pub name: String,
    pub why: String,
    /// The article.
    pub basis: Option<String>,
}

/// The order of the page: what is done most often first.
const ORDER: [Verb; 4] = [Verb::Message, Verb::AddLetter, Verb::Appeal, Verb::Withdraw];

/// The forms of what is open now; that of `verb` with what was typed.
pub fn forms(frame: &Frame, case: &CitizenCase, verb: Option<Verb>, typed: &Form, errors: &Errors) -> Vec<ActForm> {
    let (none, fine) = (Form::default(), Errors::default());
    let open = ORDER.into_iter().filter(|v| case.allowed.contains(v));
    open.map(|v| {
        let again = verb == Some(v);
        let (typed, errors) = if again { (typed, errors) } else { (&none, &fine) };
        let fields = fields(frame, case, v).into_iter().map(|f| f.within(v.as_str()).filled(typed, errors)).collect();
        ActForm {
            slug: v.as_str(),
            name: frame.word("verb-citizen", v),
            about: about(frame, case, v),
            fields,
            open: again,
            warns: v == Verb::Withdraw,
        }
    })
    .collect()
}

fn fields(frame: &Frame, case: &CitizenCase, verb: Verb) -> Vec<Field> {
    match verb {
        Verb::AddLetter => vec![Field::area(frame, "body", 8).of(frame, "track-add-letter")],
        Verb::Message => vec![Field::area(frame, "text", 4).no_hint().of(frame, "track-message")],
        Verb::Withdraw => {
            vec![Field::radios(frame, "scope", Choice::all(frame, "withdrawal-scope", WithdrawalScope::ALL)).of(frame, "track-withdraw")]
        }
        Verb::Appeal => {
            let reasons = Field::area(frame, "reasons", 8).no_hint().of(frame, "track-appeal");
            let late = Field::area(frame, "late_reason", 4).of(frame, "track-appeal");
            if appeal_is_late(frame, case) { vec![reasons, late] } else { vec![reasons] }
        }
        _ => Vec::new(),
    }
}

/// The last day of a second complaint has passed: the reason must be given.
fn appeal_is_late(frame: &Frame, case: &CitizenCase) -> bool {
    case.deadlines.iter().filter(|d| d.rule == "c2.file").any(|d| d.due.is_some_and(|due| due < frame.today))
}

fn about(frame: &Frame, case: &CitizenCase, verb: Verb) -> String {
    if verb != Verb::Appeal {
        return frame.word("track-about", verb);
    }
    let to = case.beside.appeal_to.map(|body| frame.word("body", body)).unwrap_or_default();
    let last = case.deadlines.iter().filter(|d| d.rule == "c2.file").find_map(|d| d.due);
    match last {
        Some(last) if last < frame.today => frame.t2("track-about-appeal-late", "to", to, "last", frame.day(&last)),
        Some(last) => frame.t2("track-about-appeal-until", "to", to, "last", frame.weekday(&last)),
        None => frame.t1("track-about-appeal", "to", to),
    }
}

/// Why the sender may not do this now, in words for the sender; the office's own sentence where it fits both.
pub fn told(frame: &Frame, law: &Law, verb: Verb, error: &ApiError) -> (String, Option<String>) {
    let ApiError::Refused { refusal, allowed } = error else {
        let problem = Problem::of(error, frame.lang, None);
        return (problem.detail, problem.basis);
    };
    let own = [format!("track-refused-{}-{verb}", refusal.code), format!("track-refused-{}", refusal.code)];
    // A joined case may be anybody's: its number is not for the sender of another.
    let worded = plain(frame, law, |_| None, refusal.clone());
    let problem = Problem::of(&ApiError::Refused { refusal: worded, allowed: allowed.clone() }, frame.lang, None);
    (own.iter().find_map(|id| frame.maybe(id)).unwrap_or(problem.detail), problem.basis)
}

/// What is not open now, and why.
pub fn refused(frame: &Frame, law: &Law, case: &CitizenCase) -> Vec<RefusedAct> {
    let said = |verb: Verb| {
        let (_, why) = case.beside.refused.iter().find(|(v, _)| *v == verb)?;
        let (why, basis) = told(frame, law, verb, &ApiError::from(why.clone()));
        Some(RefusedAct { name: frame.word("verb-citizen", verb), why, basis })
    };
    ORDER.into_iter().filter_map(said).collect()
}
