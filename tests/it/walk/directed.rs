//! What chance seldom reaches, on purpose, through the store: a merger, and an appeal that stays inside the tree of units.
//! Each move is compared with the pure domain and the model, as in `store`; the row is what replaying its register gives.

use redress::actions::classify_case::ClassifyCase;
use redress::actions::receive_case::{ChosenIdentity, ReceiveCase, Respondent};
use redress::actions::{
    appeal_case::AppealCase, approve_disposition::ApproveDisposition, assign_case::AssignCase, draft_decision::DraftDecision,
    merge_case::MergeCase, propose_disposition::ProposeDisposition, serve::Serve, sign_decision::SignDecision,
};
use redress::domain::day::Day;
use redress::domain::event::By;
use redress::domain::ids::MemberId;
use redress::domain::kind::{Body, Contest, Form, Kind, Matter, Track};
use redress::domain::outcome::{CaseResult, ClosedAs, Disposition, Means};
use redress::domain::text::Text;

use super::choices::{number, signer};
use super::deed::Deed;
use super::desk;
use super::intakes::{line, text};
use super::pure::morning;
use super::races;
use super::store::{Reached, Walk};
use super::world::{CLERK, OFFICER, PROVINCE, SUPERVISOR, World, date, worlds};
use crate::support::db::each_db;

/// Everybody is there: the election of 2021, that of 2026.
const ELECTION_2021: usize = 0;
const ELECTION_2026: usize = 5;

fn letter(kind: Kind, matter: Matter, contest: Option<Contest>) -> ReceiveCase {
    let respondent = Some(Respondent { name: Some(line("respondent")), position: None });
    ReceiveCase { kind, matter, contest, respondent, ..races::letter() }
}

impl Walk<'_> {
    #[track_caller]
    fn must(&mut self, at: usize, by: MemberId, deed: &Deed) {
        assert!(self.does(at, 0, By::Member(by), deed), "{deed:?}");
    }

    /// Given to the officer, who finds it to be this.
    fn screened(&mut self, at: usize, track: Track, body: Body) {
        let model = &self.models[at];
        let found = ClassifyCase {
            kind: model.kind,
            matter: model.matter,
            track,
            title: line("classified"),
            form: Form::Signed,
            eligible: true,
            ineligible_ground: None,
            competent_body: body,
            contest: model.contest,
            false_name: false,
            election: None,
        };
        let assign = AssignCase { assignee: OFFICER, note: None, signed_by: None, document_no: None, document_date: None };
        self.must(at, SUPERVISOR, &Deed::Assign(assign));
        self.must(at, OFFICER, &Deed::Classify(found));
    }

    /// Accepted, decided, and served on everybody.
    fn settled(&mut self, at: usize, result: CaseResult, today: chrono::NaiveDate) {
        let ground = Text::parse("within_competence").unwrap();
        let accept = ProposeDisposition { disposition: Disposition::Accept, ground, legal_basis: text("basis"), to: None };
        self.must(at, OFFICER, &Deed::Propose(accept));
        self.must(at, SUPERVISOR, &Deed::Approve(ApproveDisposition { signed_by: None, document_no: None, document_date: None }));
        let draft = DraftDecision { result, reasons: text("reasons"), legal_basis: text("basis"), remedy: None };
        self.must(at, OFFICER, &Deed::Draft(draft));
        let sign = SignDecision { signed_by: signer(), document_no: number(), document_date: Day(today) };
        self.must(at, SUPERVISOR, &Deed::Sign(sign));
        for document in self.file(at).case.detail.documents {
            for service in document.services.iter().filter(|s| s.done.is_none()) {
                let (document, party) = (document.id, service.party);
                let serve = Serve { document, party, means: Means::Post, served_on: Day(today), reason: None };
                self.must(at, OFFICER, &Deed::Serve(serve));
            }
        }
        assert_eq!(self.file(at).case.status.closed_as(), Some(ClosedAs::Settled));
    }
}

#[test]
fn a_case_is_merged_into_an_earlier_one() {
    each_db(|store| {
        desk::found(store);
        let world = &worlds()[ELECTION_2026];
        let now = morning(date(2026, 1, 12));
        let (ctx, clock) = desk::context(store, world, now);
        let mut reached = Reached::default();
        let mut walk = Walk::new(ctx, world, now, &mut reached);
        // The later letter is of seven people with two who speak for them: all of them come along, and the seal.
        let collective = ReceiveCase {
            signers: Some(7),
            representatives: vec![races::speaker(), races::speaker()],
            identity: ChosenIdentity::Confidential,
            ..letter(Kind::Complaint, Matter::AdministrativeAct, None)
        };
        for letter in [letter(Kind::Complaint, Matter::AdministrativeAct, None), collective] {
            assert!(walk.comes(By::Member(CLERK), &letter));
            clock.advance(chrono::Duration::minutes(5));
        }
        for at in 0..2 {
            walk.screened(at, Track::General, Body::CommunePeoplesCommittee);
        }
        let (into, from) = (walk.models[0].id, walk.models[1].id);
        assert!(!walk.does(0, 1, By::Member(OFFICER), &Deed::Merge(MergeCase { into: from })), "into a later one");
        walk.must(1, OFFICER, &Deed::Merge(MergeCase { into }));
        let (kept, gone) = (walk.file(0).case, walk.file(1).case);
        assert_eq!(walk.reached.mergers, 1);
        assert_eq!(gone.status.closed_as(), Some(ClosedAs::Merged));
        assert_eq!((kept.detail.joined, kept.detail.letters, kept.detail.signers), (vec![from], 2, 8));
        assert!(kept.confidential, "the stricter secrecy wins");
        assert!(gone.detail.running.is_empty(), "the joined case's deadlines are void");
    });
}

/// A complaint of the commune's People's Committee goes to the province's; one on a candidate of the province's council, from
/// the board to the committee of the province.
#[test]
fn an_appeal_opens_a_case_in_the_unit_of_the_next_body() {
    let general = (ELECTION_2026, date(2026, 1, 12), letter(Kind::Complaint, Matter::AdministrativeAct, None), Track::General);
    let council = letter(Kind::Complaint, Matter::Candidate, Some(Contest::CouncilProvince));
    let electoral = (ELECTION_2021, date(2021, 5, 3), council, Track::Election);
    for (world, day, letter, track) in [general, electoral] {
        let body = if track == Track::General { Body::CommunePeoplesCommittee } else { Body::ElectionBoard };
        each_db(|store| {
            desk::found(store);
            for by in [By::Citizen, By::Member(CLERK)] {
                appealed(store, &worlds()[world], day, &letter, (track, body), by);
            }
        });
    }
}

fn appealed(
    store: &redress::store::Store,
    world: &World,
    day: chrono::NaiveDate,
    letter: &ReceiveCase,
    (track, body): (Track, Body),
    by: By,
) {
    // Two stories on one day: their identifiers are made of the moment.
    let now = morning(day) + chrono::Duration::hours(i64::from(by == By::Citizen));
    let (ctx, clock) = desk::context(store, world, now);
    let mut reached = Reached::default();
    let mut walk = Walk::new(ctx, world, now, &mut reached);
    assert!(walk.comes(By::Member(CLERK), letter));
    walk.screened(0, track, body);
    let appeal = Deed::Appeal(AppealCase { reasons: text("appeal"), late_reason: None, party: None });
    assert!(!walk.does(0, 0, by, &appeal), "nothing is decided yet");
    walk.settled(0, CaseResult::Unjustified, day);
    clock.advance(chrono::Duration::hours(26));
    assert!(walk.does(0, 0, by, &appeal));
    assert_eq!((walk.reached.appeals, walk.models.len()), (1, 2));
    let second = walk.file(1).case;
    assert_eq!((second.unit, second.detail.instance), (PROVINCE, 2));
    assert!([OFFICER, SUPERVISOR].iter().all(|m| second.detail.excluded.contains(m)), "who acted on the first is in conflict");
    assert!(!walk.does(0, 0, by, &appeal), "once");
}
