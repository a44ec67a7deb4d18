//! No query per row: a page of 100 asks the database as often as one of 25.

use redress::actions::intake;
use redress::actions::read::case_lists::ListQuery;
use redress::actions::read::desk::{self, Queue};
use redress::actions::receive_case::ReceiveCase;
use redress::domain::event::By;
use redress::domain::ids::MemberId;
use serde_json::json;

use crate::story::steps::letter;
use crate::story::ward::in_the_ward;
use crate::support::statements::count;

#[test]
fn a_page_of_100_takes_as_many_statements_as_one_of_25() {
    in_the_ward("2021-05-10 08:00", |ward| {
        let ctx = ward.app.context();
        let id = |name: &str| ward.id(name).parse::<MemberId>().unwrap();
        for at in 0..110 {
            let kind = ["complaint", "denunciation", "petition", "feedback"][at % 4];
            let letter = letter(kind, "voter_list", json!({"polling_area": ward.unit("KV7"), "form": "signed"}));
            let letter: ReceiveCase = serde_json::from_value(letter).unwrap();
            intake::receive(&ctx, By::Member(id("lan")), &letter).unwrap();
        }
        for name in ["lan", "minh", "tuan", "quang"] {
            let me = id(name);
            let of_queue = |limit: usize| {
                ctx.store
                    .read(|c| {
                        Ok::<_, redress::store::StoreError>(count(c, |c| desk::desk(&ctx, c, me, Queue::Unassigned, None, limit).unwrap()))
                    })
                    .unwrap()
            };
            let of_list = |limit: usize| {
                let query = ListQuery { q: Some("2021".into()), ..ListQuery::default() };
                ctx.store
                    .read(|c| Ok::<_, redress::store::StoreError>(count(c, |c| desk::cases(&ctx, c, me, &query, None, limit).unwrap())))
                    .unwrap()
            };
            let ((few, short), (many, long)) = (of_queue(25), of_queue(100));
            assert_eq!((short.lines.lines.len(), few), (25, many), "{name}");
            assert!(long.lines.lines.len() > 50 && few > 10, "{name}: {few} statements");
            let ((few, short), (many, long)) = (of_list(25), of_list(100));
            assert_eq!((short.lines.len(), few), (25, many), "{name}");
            assert!(long.lines.len() > 50 && few >= 3, "{name}: {few} statements");
            assert!(few <= 8, "{name}: {few} statements");
        }
    });
}
