//! The story on both databases.

use std::collections::BTreeMap;

use chrono::Days;
use redress::actions::context::Context;
use redress::actions::error::ActionError;
use redress::actions::perform::perform;
use redress::actions::{approve_disposition, assign_case};
use redress::app::App;
use redress::cli::demo::{self, story::Story};
use redress::domain::apply;
use redress::domain::case::{Case, Detail, Phase};
use redress::domain::event::By;
use redress::domain::ids::{CaseId, MemberId};
use redress::domain::zone::local_date;
use redress::store::{cases, deadlines, events, letters};

use crate::support::app::config;
use crate::support::postgres;

/// Told once on SQLite and, where there is a server, once on PostgreSQL.
fn each(test: impl Fn(&App, &Story)) {
    let folder = tempfile::tempdir().unwrap();
    let urls = [Some(format!("sqlite:{}", folder.path().join("a.sqlite3").display())), postgres::database()];
    for (at, url) in urls.into_iter().enumerate() {
        let Some(url) = url else {
            eprintln!("SKIPPED on PostgreSQL (no server found)");
            continue;
        };
        let app = App::open(config(&folder.path().join(at.to_string()), &url)).unwrap();
        let story = demo::build(&app).unwrap();
        test(&app, &story);
    }
}

fn all(app: &App, story: &Story) -> Vec<Case> {
    let ids: Vec<CaseId> = story.cases.values().chain(story.linked.values()).copied().collect();
    app.store.read(|c| cases::load_all(c, &ids)).unwrap()
}

fn count(cases: &[Case], what: impl Fn(&Case) -> Option<String>) -> String {
    let mut counts = BTreeMap::<String, usize>::new();
    for word in cases.iter().filter_map(what) {
        *counts.entry(word).or_default() += 1;
    }
    counts.iter().map(|(word, n)| format!("{word} {n}")).collect::<Vec<_>>().join(", ")
}

fn member(ctx: &Context, name: &str) -> MemberId {
    ctx.directory.members.values().find(|m| m.username == name).unwrap().id
}

#[test]
fn the_story_has_every_state_that_can_exist_by_then() {
    each(|app, story| {
        let cases = all(app, story);
        let today = local_date(demo::start());
        assert_eq!(cases.len(), 47);
        assert_eq!(
            count(&cases, |c| Some(c.status.code().to_string())),
            "accepted 12, closed 25, drafted 1, proposed 2, received 4, screening 2, settled 1"
        );
        assert_eq!(
            count(&cases, |c| c.status.closed_as().map(|how| how.to_string())),
            "filed 3, guided 1, merged 1, refused 1, returned 1, settled 11, terminated 1, transferred 4, withdrawn 2"
        );
        let late = |day| cases.iter().filter(|c| c.overdue(day)).count();
        assert_eq!((late(today), late(today + Days::new(3))), (3, 8), "three are late at the start, five more three days later");
        let awaited = cases.iter().filter(|c| c.detail.awaits_answer).count();
        let (suspended, extended) = (
            cases.iter().filter(|c| c.detail.suspended.is_some()).count(),
            cases.iter().filter(|c| !c.detail.extensions.is_empty()).count(),
        );
        assert_eq!((awaited, suspended, extended), (1, 1, 2));
        let collective = cases.iter().find(|c| c.detail.signers == 7).unwrap();
        assert_eq!(collective.detail.parties.len(), 3, "the first of the senders and two representatives");
        assert_eq!(count(&cases, |c| c.confidential.then(|| c.kind.to_string())), "denunciation 12");
    });
}

/// Every row is what its register says, entered in order; deadlines are those of the register; numbers have no gap.
#[test]
fn the_story_is_a_register_that_replays() {
    each(|app, story| {
        let ctx = app.context_now().unwrap();
        let mut numbers = BTreeMap::<String, Vec<i32>>::new();
        for case in all(app, story) {
            let register = app.store.read(|c| events::load(c, case.id)).unwrap();
            assert!(register.is_sorted_by_key(|e| e.at), "{}", case.number);
            let (first, later) = register.split_first().unwrap();
            let replayed = later.iter().fold(apply::open(case.id, first).unwrap(), |c, e| apply::apply(c, e).unwrap());
            let detail = Detail { running: case.detail.running.clone(), ..replayed.detail };
            assert_eq!(Case { next_due: case.next_due, detail, ..replayed }, case);
            let mut kept = app.store.read(|c| deadlines::load(c, case.id)).unwrap();
            let mut computed = redress::domain::deadline::compute(&kept, &register, &ctx.law).unwrap();
            kept.sort_by_key(|d| (d.rule.clone(), d.started_seq));
            computed.sort_by_key(|d| (d.rule.clone(), d.started_seq));
            assert_eq!(kept, computed);
            for letter in app.store.read(|c| letters::load(c, case.id)).unwrap() {
                numbers.entry(letter.number.sign).or_default().push(letter.number.seq);
            }
        }
        for (sign, mut given) in numbers {
            given.sort_unstable();
            assert!(given.iter().copied().eq(1..=i32::try_from(given.len()).unwrap()), "the book of {sign}: {given:?}");
        }
    });
}

/// Three days on the law stops what is still open about candidates.
#[test]
fn the_freeze_stops_candidates_after_three_days() {
    each(|app, story| {
        let cases = all(app, story);
        let today = local_date(demo::start());
        let frozen = |day| cases.iter().filter(|c| c.phase(day) == Phase::Frozen).count();
        assert_eq!((frozen(today + Days::new(2)), frozen(today + Days::new(3))), (0, 4));
        // The proposal that awaits the head can be approved on the twelfth, not on the thirteenth; it can still be assigned.
        let clock = std::sync::Arc::new(redress::clock::MovableClock::still(demo::start() + chrono::TimeDelta::days(3)));
        let ctx = Context { clock, ..app.context_now().unwrap() };
        let case = story.cases["tai-san"];
        let approve: approve_disposition::ApproveDisposition = serde_json::from_str("{}").unwrap();
        let khanh = By::Member(member(&ctx, "khanh"));
        match perform(&ctx, khanh, case, None, &approve) {
            Err(ActionError::Refused { refusal, .. }) => assert_eq!(refusal.code, "frozen"),
            other => panic!("{other:?}"),
        }
        let assign =
            assign_case::AssignCase { assignee: member(&ctx, "duc"), note: None, signed_by: None, document_no: None, document_date: None };
        perform(&ctx, khanh, case, None, &assign).unwrap();
        let before = std::sync::Arc::new(redress::clock::MovableClock::still(demo::start() + chrono::TimeDelta::days(2)));
        perform(&Context { clock: before, ..ctx }, khanh, story.cases["to-bau-cu"], None, &approve).unwrap();
    });
}
