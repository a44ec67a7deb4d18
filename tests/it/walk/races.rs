//! Sixteen at once: one wins each step, the others are told; the letter book has no gap; nothing deadlocks.

use std::sync::Barrier;

use redress::actions::context::Context;
use redress::actions::error::ActionError;
use redress::actions::intake;
use redress::actions::receive_case::{ChosenIdentity, Petitioner, ReceiveCase, Representative};
use redress::actions::{
    add_letter::AddLetter, approve_disposition::ApproveDisposition, assign_case::AssignCase, classify_case::ClassifyCase,
    draft_decision::DraftDecision, message::Message, propose_disposition::ProposeDisposition, send_back::SendBack, serve::Serve,
    sign_decision::SignDecision,
};
use redress::domain::contact::Phone;
use redress::domain::day::Day;
use redress::domain::event::By;
use redress::domain::ids::{CaseId, MemberId};
use redress::domain::kind::{Body, Channel, Form, Kind, Matter, Track};
use redress::domain::outcome::{CaseResult, Disposition, Means};
use redress::domain::status::StatusCode;
use redress::domain::text::Text;

use super::choices::{number, signer};
use super::deed::Deed;
use super::desk;
use super::intakes::{line, text};
use super::pure::morning;
use super::store::received;
use super::world::{BOTH, CLERK, CLERK2, OFFICER, SUPERVISOR, SUPERVISOR2, date, worlds};
use crate::support::db::each_db;

const RACERS: usize = 16;

/// A signed petition that came by post.
pub fn letter() -> ReceiveCase {
    ReceiveCase {
        kind: Kind::Petition,
        matter: Matter::Other,
        identity: ChosenIdentity::Named,
        title: line("title"),
        body: text("body"),
        language: None,
        occurred_on: None,
        polling_area: None,
        unit: None,
        election: None,
        contest: None,
        channel: Some(Channel::Post),
        received_at: None,
        form: Some(Form::Signed),
        petitioner: Some(Petitioner {
            name: Some(line("name")),
            address: Some(line("street")),
            phone: Some(Phone::parse("0912 345 678").unwrap()),
            email: None,
            id_number: None,
            no_mail: false,
        }),
        respondent: None,
        signers: None,
        representatives: Vec::new(),
        sent_by: None,
    }
}

/// One who speaks for the others.
pub fn speaker() -> Representative {
    Representative { name: line("speaker"), phone: Some(Phone::parse("0912 345 678").unwrap()), email: None }
}

/// All do it at once, each with the deed and actor of its number.
fn at_once(
    ctx: &Context,
    id: CaseId,
    version: Option<i64>,
    deed: impl Fn(usize) -> (MemberId, Deed) + Sync,
) -> Vec<Result<(), ActionError>> {
    let start = Barrier::new(RACERS);
    let one = |racer: usize| {
        let (by, deed) = deed(racer);
        start.wait();
        deed.perform(ctx, By::Member(by), id, version).map(|_| ())
    };
    std::thread::scope(|scope| {
        let racers: Vec<_> = (0..RACERS)
            .map(|racer| {
                scope.spawn({
                    let one = &one;
                    move || one(racer)
                })
            })
            .collect();
        racers.into_iter().map(|r| r.join().unwrap()).collect()
    })
}

fn one_wins(results: &[Result<(), ActionError>], step: &str) {
    let won = results.iter().filter(|r| r.is_ok()).count();
    assert_eq!(won, 1, "{step}: {results:?}");
    let told = |r: &&Result<(), ActionError>| matches!(r, Err(ActionError::Refused { .. } | ActionError::Stale));
    assert_eq!(results.iter().filter(told).count(), RACERS - 1, "{step}: {results:?}");
}

#[test]
fn sixteen_act_on_one_case() {
    each_db(|store| {
        desk::found(store);
        let today = date(2024, 6, 3);
        let (ctx, _clock) = desk::context(store, &worlds()[10], morning(today));
        let id = received(&ctx, By::Member(CLERK), &letter());
        let race = |step: &str, matched: bool, deed: &(dyn Fn(usize) -> (MemberId, Deed) + Sync)| {
            let before = desk::file(&ctx, id).case.version;
            one_wins(&at_once(&ctx, id, matched.then_some(before), deed), step);
            let after = desk::file(&ctx, id);
            assert_eq!(after.case.version, before + 1, "{step}");
            after.case
        };
        let supervisor = |racer: usize| [SUPERVISOR, SUPERVISOR2, BOTH][racer % 3];
        race("classify", false, &|racer| ([CLERK, CLERK2, OFFICER][racer % 3], classify()));
        race("assign", false, &|racer| (supervisor(racer), assign()));
        race("message", true, &|_| (CLERK, Deed::Message(Message { text: text("message") })));
        race("propose", false, &|_| (OFFICER, propose()));
        let case = race("approve or send back", false, &|racer| (supervisor(racer), if racer % 2 == 0 { approve() } else { send_back() }));
        if case.status.code() == StatusCode::Screening {
            race("propose again", false, &|_| (OFFICER, propose()));
            race("approve", true, &|racer| (supervisor(racer), approve()));
        }
        race("draft", false, &|_| (OFFICER, draft()));
        let case = race("sign", true, &|racer| (supervisor(racer), sign(today)));
        assert_eq!(case.status.code(), StatusCode::Settled);
        let (decision, acceptance) = (case.detail.documents[1].clone(), case.detail.documents[0].clone());
        for document in [acceptance, decision] {
            let serve = || Serve {
                document: document.id,
                party: document.services[0].party,
                means: Means::Post,
                served_on: Day(today),
                reason: None,
            };
            race("serve", false, &|racer| ([CLERK, CLERK2][racer % 2], Deed::Serve(serve())));
        }
        let case = desk::file(&ctx, id).case;
        assert_eq!(case.status.code(), StatusCode::Closed);
        desk::books_are_gapless(store);
    });
}

/// Letters come in, are refused, and are added to a case, all at once: each taken one has the next number.
#[test]
fn sixteen_receive_at_once() {
    const EACH: usize = 5;
    each_db(|store| {
        desk::found(store);
        let (ctx, _clock) = desk::context(store, &worlds()[10], morning(date(2024, 6, 3)));
        let case = received(&ctx, By::Member(CLERK), &letter());
        let start = Barrier::new(RACERS);
        std::thread::scope(|scope| {
            for racer in 0..RACERS {
                let (ctx, start) = (&ctx, &start);
                scope.spawn(move || {
                    start.wait();
                    for nth in 0..EACH {
                        if racer % 4 == 3 {
                            add(ctx, case);
                        } else if nth == racer % EACH {
                            let slip = ReceiveCase { signers: Some(0), ..letter() };
                            let refused = intake::receive(ctx, By::Member(CLERK), &slip);
                            assert!(matches!(refused, Err(ActionError::Refused { .. })), "{refused:?}");
                        } else {
                            received(ctx, By::Member(CLERK), &letter());
                        }
                    }
                });
            }
        });
        let adding = RACERS / 4;
        let expected = 1 + adding * EACH + (RACERS - adding) * (EACH - 1);
        assert_eq!(desk::books_are_gapless(store), expected);
    });
}

/// Chance gives the same identifiers at the same moment: others are drawn, and both letters are taken.
#[test]
fn an_identifier_that_is_taken_is_drawn_again() {
    each_db(|store| {
        desk::found(store);
        let (ctx, _clock) = desk::context(store, &worlds()[10], morning(date(2024, 6, 3)));
        let with = |random| Context { random, ..ctx.clone() };
        let first = received(&with(desk::counting(1)), By::Member(CLERK), &letter());
        let second = received(&with(desk::counting(1)), By::Member(CLERK), &letter());
        assert_ne!(first, second);
        assert_eq!(desk::books_are_gapless(store), 2, "the attempt that failed took no number");
    });
}

/// Others add letters to the same case meanwhile: each waits for its turn, and is not stale.
fn add(ctx: &Context, case: CaseId) {
    let letter = Deed::AddLetter(AddLetter { body: text("letter"), received_at: None, channel: None });
    letter.perform(ctx, By::Member(CLERK2), case, None).unwrap();
}

fn assign() -> Deed {
    Deed::Assign(AssignCase { assignee: OFFICER, note: None, signed_by: None, document_no: None, document_date: None })
}

fn classify() -> Deed {
    Deed::Classify(ClassifyCase {
        kind: Kind::Petition,
        matter: Matter::Other,
        track: Track::General,
        title: line("classified"),
        form: Form::Signed,
        eligible: true,
        ineligible_ground: None,
        competent_body: Body::CommunePeoplesCommittee,
        contest: None,
        false_name: false,
        election: None,
    })
}

fn propose() -> Deed {
    let ground = Text::parse("within_competence").unwrap();
    Deed::Propose(ProposeDisposition { disposition: Disposition::Accept, ground, legal_basis: text("basis"), to: None })
}

fn approve() -> Deed {
    Deed::Approve(ApproveDisposition { signed_by: None, document_no: None, document_date: None })
}

fn send_back() -> Deed {
    Deed::SendBack(SendBack { reason: text("reason"), signed_by: None, document_no: None, document_date: None })
}

fn draft() -> Deed {
    Deed::Draft(DraftDecision { result: CaseResult::Answered, reasons: text("reasons"), legal_basis: text("basis"), remedy: None })
}

fn sign(today: chrono::NaiveDate) -> Deed {
    Deed::Sign(SignDecision { signed_by: signer(), document_no: number(), document_date: Day(today) })
}
