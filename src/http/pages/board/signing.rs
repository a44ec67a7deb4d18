//! What waits for the head's signature: acceptances and other dispositions that were proposed, and drafts of decisions.

use actix_web::http::Method;
use askama::Template;

use super::super::{Frame, Sample, page};
use super::{RowView, SUPERVISORS, sample, shown};
use crate::actions::read::board::{self as read, Signing};
use crate::http::actor::Caller;
use crate::http::error::Answer;
use crate::http::route::Route;
use crate::http::shared::block;

/// One of the lists.
struct List<'a> {
    title: &'static str,
    empty: &'static str,
    /// How many there are in all.
    count: String,
    /// The list of all; where not all stand here.
    all: Option<&'static str>,
    rows: Vec<RowView<'a>>,
}

#[derive(Template)]
#[template(path = "pages/board/signing.html")]
struct Page<'a> {
    frame: &'a Frame,
    lists: Vec<List<'a>>,
}

impl<'a> Page<'a> {
    fn of(frame: &'a Frame, signing: &'a Signing) -> Self {
        let all = |shown: usize, count: crate::store::case_list::Count, href| (count.more || count.cases > shown).then_some(href);
        let proposals = List {
            title: "signing-proposals",
            empty: "signing-no-proposals",
            count: shown(signing.proposed),
            all: all(signing.proposals.len(), signing.proposed, "/cases?status=proposed"),
            rows: RowView::all(frame, &signing.proposals),
        };
        let drafts = List {
            title: "signing-drafts",
            empty: "signing-no-drafts",
            count: shown(signing.drafted),
            all: all(signing.drafts.len(), signing.drafted, "/cases?status=drafted"),
            rows: RowView::all(frame, &signing.drafts),
        };
        let mut asks = List {
            title: "signing-asks",
            empty: "signing-no-asks",
            count: shown(signing.asked),
            all: None,
            rows: RowView::all(frame, &signing.asks),
        };
        asks.rows.iter_mut().for_each(|row| row.asked = true);
        Self { frame, lists: vec![proposals, drafts, asks] }
    }
}

impl RowView<'_> {
    /// What is to be signed, in a word.
    fn what(&self, frame: &Frame) -> String {
        if self.asked {
            let asks = [(self.row.asks_reveal, "signing-ask-reveal"), (self.row.asks_conflict, "signing-ask-conflict")];
            return asks.iter().filter(|(there, _)| *there).map(|(_, word)| frame.t(word)).collect::<Vec<_>>().join("; ");
        }
        let disposition = self.row.disposition.map(|d| frame.word("disposition", d));
        disposition.or_else(|| self.row.result.map(|r| frame.word("result", r))).unwrap_or_default()
    }
}

/// `GET /signing`
async fn show(frame: Frame, caller: Caller) -> Answer {
    let signing = block(move || {
        let ctx = &caller.ctx;
        ctx.store.snapshot(|conn| read::signing(ctx, conn, caller.member))
    })
    .await?;
    page(&Page::of(&frame, &signing))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let (full, empty) = (sample::signing(), sample::nothing_to_sign());
    vec![Sample::of("board/signing", &Page::of(frame, &full)), Sample::of("board/signing empty", &Page::of(frame, &empty))]
}

/// Its row.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/signing", "signing_page", SUPERVISORS, show)]
}
