//! The cases that a case is linked with: by their numbers; an internal id only for whom that case exists.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::case::{Case, LinkKind};
use crate::domain::event::Origin;
use crate::domain::ids::{CaseId, MemberId};
use crate::domain::permission::may_know;
use crate::store::{Conn, cases};

/// A linked case.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkView {
    pub kind: LinkKind,
    /// `from`: this case came out of that one; `to`: that one came out of this.
    pub direction: &'static str,
    /// Its number in the letter book.
    pub number: String,
    /// Its id; null for whom it is not to be known.
    pub case: Option<CaseId>,
}

/// The linked cases of some cases, as one member may know of them.
#[derive(Debug, Default)]
pub struct Links(HashMap<CaseId, Linked>);

#[derive(Debug)]
struct Linked {
    number: String,
    visible: bool,
}

impl Links {
    /// In one query for all of these cases; in none where nothing is linked.
    pub fn of<'c>(ctx: &Context, conn: &mut Conn, me: MemberId, all: impl IntoIterator<Item = &'c Case>) -> Result<Self, ActionError> {
        let ids: Vec<CaseId> = all.into_iter().flat_map(linked).map(|(_, _, id)| id).collect();
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let me = ctx.directory.members.get(&me);
        let known = |case: Case| {
            let visible = me.is_some_and(|m| may_know(m, &ctx.directory, &case));
            (case.id, Linked { number: case.number.to_string(), visible })
        };
        Ok(Self(cases::load_all(conn, &ids)?.into_iter().map(known).collect()))
    }

    /// The links of this case.
    pub fn shown(&self, case: &Case) -> Vec<LinkView> {
        let view = |(kind, direction, id)| {
            let linked = self.0.get(&id)?;
            Some(LinkView { kind, direction, number: linked.number.clone(), case: linked.visible.then_some(id) })
        };
        linked(case).filter_map(view).collect()
    }

    /// Takes the ids of cases that are not to be known out of the data of an event.
    pub fn hide(&self, data: &mut serde_json::Value) {
        match data {
            serde_json::Value::String(word) => {
                let linked = word.parse().ok().and_then(|id| self.0.get(&id));
                if linked.is_some_and(|l| !l.visible) {
                    *data = serde_json::Value::Null;
                }
            }
            serde_json::Value::Array(list) => list.iter_mut().for_each(|value| self.hide(value)),
            serde_json::Value::Object(fields) => fields.values_mut().for_each(|value| self.hide(value)),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }
}

fn linked(case: &Case) -> impl Iterator<Item = (LinkKind, &'static str, CaseId)> {
    let origin = case.detail.origin.map(|origin| {
        let kind = match origin {
            Origin::Transfer(_) => LinkKind::Transfer,
            Origin::Appeal(_) => LinkKind::Appeal,
        };
        (kind, "from", origin.case())
    });
    let joined = case.detail.joined.iter().map(|id| (LinkKind::Merge, "from", *id));
    let next = case.detail.next.iter().map(|link| (link.kind, "to", link.case));
    origin.into_iter().chain(joined).chain(next)
}
