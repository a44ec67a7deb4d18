//! The page of a case: left its story, right the next legal step, what may be done, and the facts.

use askama::Template;

use super::at::{At, Why};
use super::clocks::{ClockLine, clock};
use super::facts::{self, Badge, DocumentLine, Fact, LinkLine, MailLine, Person};
use super::form::{ActForm, Typed};
use super::hold::{self, Hold};
use super::papers::{PaperLine, papers};
use super::step::{self, Step};
use super::story::{self, Item, Said};
use crate::domain::deadline::State;
use crate::domain::verb::Verb;
use crate::http::form::Form;
use crate::http::pages::papers::PapersField;
use crate::http::pages::{Errors, Frame};

/// The latest events that the page tells; all of them are on the page of the whole file.
const EVENTS: usize = 20;
/// Characters of a text in the story, and of a letter; all of it is on the page of the whole file.
const TOLD: usize = 400;
const LETTER: usize = 1000;
/// Letters, documents and mails that the page shows.
const LETTERS: usize = 3;
const PAPERS: usize = 10;

/// Verbs whose forms stand on the page, where they may be used, beside those of the next step.
const AT_HAND: [Verb; 2] = [Verb::Assign, Verb::Message];

/// A letter of the case.
#[derive(Debug, Clone)]
pub struct LetterLine {
    pub number: String,
    /// When and how it came.
    pub head: String,
    /// None: only the cover is for this reader.
    pub said: Option<Said>,
}

/// An act that is not possible now.
#[derive(Debug, Clone)]
pub struct Refused {
    pub name: String,
    pub why: Why,
}

/// The page.
#[derive(Template)]
#[template(path = "pages/case/show.html")]
pub struct Show<'a> {
    pub frame: &'a Frame,
    /// The address of the case.
    pub here: String,
    pub number: String,
    /// What members call it; the sender's own title before it is classified, for those who may read it.
    pub title: String,
    pub badges: Vec<Badge>,
    /// What was just done.
    pub done: Option<String>,
    pub errors: &'a Errors,
    pub step: Step,
    /// Forms that stand on the page.
    pub forms: Vec<ActForm>,
    /// Acts whose forms are pages of their own: slug and name.
    pub others: Vec<(&'static str, String)>,
    pub refused: Vec<Refused>,
    pub facts: Vec<Fact>,
    pub people: Vec<Person>,
    /// The identity may be opened, with a reason.
    pub opens: bool,
    /// It may be asked for.
    pub asks: bool,
    /// Openings that wait or hold, in words.
    pub reveals: Vec<String>,
    pub links: Vec<LinkLine>,
    pub letters: Vec<LetterLine>,
    pub papers: Vec<PaperLine>,
    /// The form that takes more of them, unfolded where there is something to correct; else why there is none.
    pub adds: Result<PapersField, Why>,
    pub story: Vec<Item>,
    /// Something is left out here that the whole file has.
    pub more: bool,
    pub documents: Vec<DocumentLine>,
    pub clocks: Vec<ClockLine>,
    pub mails: Vec<MailLine>,
    /// What keeps it from being anonymised; none: not for this reader, or not yet.
    pub hold: Option<Hold>,
}

impl<'a> Show<'a> {
    /// The page as its reader opens it; `typed`: a form that is to be corrected.
    pub fn of(at: At<'a>, done: Option<Verb>, typed: Option<&'a Typed>, errors: &'a Errors) -> Self {
        let (frame, sheet) = (at.frame, at.sheet);
        let step = step::step(at);
        let near = |verb: &Verb| step.verbs.contains(verb) || AT_HAND.contains(verb) || typed.is_some_and(|t| t.verb == *verb);
        let possible = || sheet.acts.iter().filter(|(_, found)| found.is_ok()).map(|(verb, _)| *verb);
        // What leads on comes first; then the others in the order of the table.
        let first = step.verbs.iter().copied();
        let rest = possible().filter(|verb| near(verb) && !step.verbs.contains(verb));
        let wrong = typed.map(|t| t.verb).filter(|verb| !sheet.may(*verb));
        let forms = first.chain(rest).chain(wrong).map(|verb| ActForm::of(at, verb, "case", typed)).collect();
        let others = possible().filter(|verb| !near(verb)).map(|verb| (verb.as_str(), frame.word("verb", verb))).collect();
        let mut story = story::story(at, 0, TOLD);
        story.reverse();
        let letters: Vec<LetterLine> = letters(at, LETTER);
        let more = story.len() > EVENTS
            || letters.len() > LETTERS
            || sheet.documents.len() > PAPERS
            || sheet.papers.len() > PAPERS
            || sheet.mails.len() > PAPERS
            || letters.iter().any(|l| l.said.as_ref().is_some_and(|s| s.cut))
            || story.iter().any(|item| item.said.iter().any(|s| s.cut));
        story.truncate(EVENTS);
        Self {
            frame,
            here: format!("/cases/{}", sheet.case.id),
            number: sheet.view.number.clone(),
            title: sheet.view.title.clone().unwrap_or_else(|| frame.t("case-untitled")),
            badges: facts::badges(at),
            done: done.map(|verb| frame.word("verb-done", verb)),
            errors,
            forms,
            others,
            refused: refused(at),
            facts: facts::facts(at),
            people: facts::people(at),
            opens: sheet.may(Verb::OpenIdentity) && sheet.parties.iter().any(|p| p.sealed),
            asks: sheet.may(Verb::RequestReveal),
            reveals: reveals(at),
            links: facts::links(at),
            letters: letters.into_iter().take(LETTERS).collect(),
            papers: newest(papers(at)),
            adds: sheet.adds_papers.as_ref().map(|()| PapersField::of(frame, errors)).map_err(|refusal| at.why(refusal)),
            story,
            more,
            documents: facts::documents(at).into_iter().take(PAPERS).collect(),
            clocks: clocks(at),
            mails: facts::mails_in_short(at, PAPERS),
            hold: hold::hold(at, &Form::default(), errors),
            step,
        }
    }

    /// The same, which says that papers were added.
    pub fn with_new_papers(self) -> Self {
        Self { done: Some(self.frame.t("case-papers-added")), ..self }
    }
}

/// Openings of the identity that wait for a decision or hold now.
fn reveals(at: At<'_>) -> Vec<String> {
    let open = |r: &&crate::domain::reveal::Reveal| r.waits() || r.lives(at.sheet.standing.now);
    at.sheet.case.detail.reveals.iter().filter(open).map(|r| at.reveal(r)).collect()
}

/// The last of them, newest first; all are in the whole file.
fn newest(papers: Vec<PaperLine>) -> Vec<PaperLine> {
    papers.into_iter().rev().take(PAPERS).collect()
}

/// The letters, each cut after so many characters.
pub fn letters(at: At<'_>, most: usize) -> Vec<LetterLine> {
    let frame = at.frame;
    let line = |l: &crate::actions::read::case_reads::LetterView| LetterLine {
        number: l.number.clone(),
        head: format!("{} · {}", frame.moment(&l.received_at), frame.word("channel", l.channel)),
        said: l.body.as_ref().map(|body| {
            let (text, cut) = story::cut(body, most);
            Said { label: frame.word("purpose", "letter"), text, cut }
        }),
    };
    at.sheet.letters.iter().map(line).collect()
}

/// Its time limits, those that run first; what became void is in the whole file.
fn clocks(at: At<'_>) -> Vec<ClockLine> {
    let mut all: Vec<_> = at.sheet.deadlines.iter().filter(|d| d.state != State::Void).collect();
    all.sort_by_key(|d| (d.state != State::Running, d.due.is_none(), d.due));
    all.into_iter().map(|d| clock(at, d)).collect()
}

/// The acts of this reader's role that are not possible now, with the rule that refuses each.
fn refused(at: At<'_>) -> Vec<Refused> {
    // Those of another role are no acts of this reader; those of another state would tell of every verb of the program.
    let nothing = ["identity_not_sealed", "no_reveal_waiting", "no_reveal_granted", "no_conflict_found"];
    let mine = |code: &str| !matches!(code, "role_lacks_verb" | "not_for_citizens") && !nothing.contains(&code);
    let all = at.sheet.acts.iter().filter_map(|(verb, found)| found.as_ref().err().map(|refusal| (verb, refusal)));
    let named = |(verb, refusal): (&Verb, &_)| Refused { name: at.frame.word("verb", verb), why: at.why(refusal) };
    all.filter(|(_, refusal)| mine(refusal.code)).map(named).collect()
}
